//! Answers that choose: one option of a question that offers some.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::model::{Answer, Text};
use crate::pack::Field;
use crate::pack::form::FieldType;
use crate::source::Span;

/// Checks that an answer to a question with options names one of them.
pub fn check(field: &Field, answer: &Answer, diagnostics: &mut Diagnostics) {
    if field.kind != FieldType::Choice || field.options.is_empty() {
        return;
    }
    let mut named: Vec<(usize, Span)> = Vec::new();
    for version in answer.text.iter().flat_map(|text| &text.versions) {
        match field.option(&version.text) {
            Some(option) => named.push((option, version.at)),
            None => diagnostics.push(unknown(field, &version.text, version.at)),
        }
    }
    // What stands under `choices:` was looked up with those of all questions.
    let chosen = answer.choices.iter().filter_map(|choice| Some((field.option(&choice.value)?, choice.at)));
    named.extend(chosen);
    if let Some((other, at)) = named.iter().find(|(option, _)| *option != named[0].0) {
        let name = |option: usize| &field.options[option].id.value;
        let message = format!(
            "the question `{}` takes one option, and `{}` and `{}` are named",
            field.id.value,
            name(named[0].0),
            name(*other)
        );
        diagnostics.push(
            Diagnostic::new(Code::TooMuch, *at, message)
                .label(named[0].1, "the other one")
                .hint("keep the one that is meant, the same in every language"),
        );
    }
}

/// A text that names no option.
fn unknown(field: &Field, written: &str, at: Span) -> Diagnostic {
    let english = crate::model::Lang::english();
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
