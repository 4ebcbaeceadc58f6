//! Answers that choose: one option of a question that offers some.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::locale::Locale;
use crate::model::{Answer, Lang, Text};
use crate::pack::Field;
use crate::pack::form::FieldType;
use crate::source::Span;
use crate::yaml::read::Placed;

/// Checks that an answer to a question with options names one of them, and notes which: an option may be named by its id, or
/// as it is printed in any language.
pub fn choose(field: &Field, answer: &mut Answer, locales: &[Locale], diagnostics: &mut Diagnostics) {
    if field.kind != FieldType::Choice || field.options.is_empty() {
        return;
    }
    let mut named: Vec<(usize, Span)> = Vec::new();
    for version in answer.text.iter().flat_map(|text| &text.versions) {
        let found = field.option(&version.text).or_else(|| locales.iter().find_map(|l| l.option(field, &version.text)));
        match found {
            Some(option) => named.push((option, version.at)),
            None => diagnostics.push(unknown(field, &version.text, version.at)),
        }
    }
    // What stands under `choices:` was looked up with those of all questions.
    named.extend(answer.choices.iter().filter_map(|choice| Some((field.option(&choice.value)?, choice.at))));
    let Some((first, at)) = named.first().copied() else { return };
    let name = |option: usize| &field.options[option].id.value;
    if let Some((other, place)) = named.iter().find(|(option, _)| *option != first) {
        let id = &field.id.value;
        let message = format!("the question `{id}` takes one option, and `{}` and `{}` are named", name(first), name(*other));
        diagnostics.push(
            Diagnostic::new(Code::TooMuch, *place, message)
                .label(at, "the other one")
                .hint("keep the one that is meant, the same in every language"),
        );
    }
    answer.choices = vec![Placed { value: name(first).clone(), at }];
}

/// A text that names no option.
fn unknown(field: &Field, written: &str, at: Span) -> Diagnostic {
    let english = Lang::english();
    let label = |text: &Text| text.line(&english, &english);
    let names: Vec<String> = field
        .options
        .iter()
        .map(|option| match label(&option.label) {
            said if said == option.id.value => said,
            said => format!("{} ({said})", option.id.value),
        })
        .collect();
    Diagnostic::new(Code::UnknownWord, at, format!("the question `{}` has no option `{}`", field.id.value, written.trim()))
        .hints(did_you_mean(written.trim(), field.options.iter().map(|option| option.id.value.as_str())))
        .hint(format!("its options are: {}", names.join(", ")))
}
