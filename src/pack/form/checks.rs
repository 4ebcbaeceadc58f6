//! What makes a form do something else than its writer meant, although every key of it can be read.

use super::{Field, FieldType, Fills, Form, Part};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Date, Lang};
use crate::source::Span;
use crate::yaml::read::{Cx, Fields, Placed};

/// Keys of a field that say something about one sort of content alone.
const BELONGS: &[(&str, &[FieldType])] = &[
    ("scale", &[FieldType::Ratings]),
    ("rows", &[FieldType::Table]),
    ("unit", &[FieldType::Figure]),
    ("min_words", WORDS),
    ("soft_words", WORDS),
    ("max_words", WORDS),
    ("soft_characters", WORDS),
    ("max_characters", WORDS),
];

/// Types whose content has words to count.
const WORDS: &[FieldType] =
    &[FieldType::Text, FieldType::Prose, FieldType::Url, FieldType::Phone, FieldType::Email, FieldType::Table];

/// Reports keys that would have no effect in a field of this type.
pub(super) fn keys(kind: Option<FieldType>, f: &mut Fields<'_>, cx: &mut Cx<'_>) {
    let Some(kind) = kind else { return };
    for (key, types) in BELONGS.iter().filter(|(_, types)| !types.contains(&kind)) {
        let Some((written, _)) = f.entry(key) else { continue };
        let words: Vec<String> = types.iter().map(|t| format!("`{}`", t.word())).collect();
        cx.push(
            Diagnostic::new(Code::UnknownKey, written.span, format!("a field of type `{}` has no use for `{key}:`", kind.word()))
                .hint(format!("`{key}:` belongs to {}; take it out, or change the `type:`", words.join(", "))),
        );
    }
}

impl Form {
    /// Reports what the fields and parts say together.
    pub(super) fn check(&self, parts: &[Span], cx: &mut Cx<'_>) {
        self.fills_twice(cx);
        for (index, part) in self.parts.iter().enumerate() {
            let at = parts[index];
            if self.parts[..index].iter().any(|other| other.id == part.id) {
                let message = format!("the part `{}` stands twice in this form", part.id);
                cx.push(Diagnostic::new(Code::DuplicateId, at, message).hint("every part has an id of its own"));
            } else if self.fields.iter().all(|field| field.part != index) {
                cx.push(empty(part, at));
            }
        }
    }

    /// Two fields of a part that print the same.
    fn fills_twice(&self, cx: &mut Cx<'_>) {
        // What stands for several things may be asked several times.
        let many = |fills| matches!(fills, Fills::ContactPrivate | Fills::Commission);
        for (index, field) in self.fields.iter().enumerate() {
            let Some(fills) = field.fills.filter(|fills| !many(*fills)) else { continue };
            let same = |other: &&Field| other.part == field.part && other.fills == Some(fills);
            let Some(first) = self.fields[..index].iter().find(same) else { continue };
            cx.push(
                Diagnostic::new(
                    Code::FillsTwice,
                    field.id.at,
                    format!("the fields `{}` and `{}` are both filled with `{}`", first.id.value, field.id.value, fills.word()),
                )
                .label(first.id.at, "first here")
                .hint("if they ask for two things, one of them is an answer: take its `fills:` out"),
            );
        }
    }
}

/// A part that no field stands in.
fn empty(part: &Part, at: Span) -> Diagnostic {
    Diagnostic::new(Code::EmptyPart, at, format!("no field stands in the part `{}`", part.id))
        .hint(format!("write `part: {}` in its fields, or take the part out", part.id))
}

/// Reports a language that is named twice.
pub(super) fn languages(languages: &[Placed<Lang>], cx: &mut Cx<'_>) {
    for (index, lang) in languages.iter().enumerate() {
        if languages[..index].iter().any(|other| other.value == lang.value) {
            let message = format!("the language `{}` stands twice in this form", lang.value);
            cx.push(Diagnostic::new(Code::DuplicateId, lang.at, message).hint("name every language once"));
        }
    }
}

/// Reports a deadline far from the year of the call.
pub(super) fn deadline(call: Option<&str>, deadline: Option<&Placed<Date>>, cx: &mut Cx<'_>) {
    let Some((call, deadline)) = call.and_then(|c| c.parse::<u16>().ok()).zip(deadline) else { return };
    if deadline.value.year.abs_diff(call) > 1 {
        cx.push(
            Diagnostic::new(
                Code::DateOrder,
                deadline.at,
                format!("the call is of {call}, and its deadline lies in {}", deadline.value.year),
            )
            .hint("one of the two is probably a slip, or was left over from an older form"),
        );
    }
}
