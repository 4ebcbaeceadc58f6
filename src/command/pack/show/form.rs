//! A form, for reading.

use super::super::line;
use super::{Lines, doubt};
use crate::model::Lang;
use crate::pack::form::{FieldType, FilledBy, Fills, Length};
use crate::pack::{Field, Form};

/// What holds for the whole form, and its fields by part and heading.
pub fn text(form: &Form, out: &mut Lines) {
    let languages: Vec<&str> = form.languages.iter().map(Lang::code).collect();
    let whole = [
        ("call", form.call.clone()),
        ("deadline", form.deadline.map(|day| day.to_string())),
        ("languages", (!languages.is_empty()).then(|| languages.join(", "))),
        ("largest file", form.max_size_mb.map(|mb| format!("{mb} MB"))),
        ("an empty field carries", form.empty_phrase.as_ref().map(line)),
        ("figures count as old after", Some(format!("{} years", form.stale_after))),
        ("signed by", signed(form)),
    ];
    for (label, said) in whole {
        if let Some(said) = said {
            out.line(0, &format!("{label}: {said}"));
        }
    }
    for (index, part) in form.parts.iter().enumerate() {
        out.gap();
        let party = match part.filled_by {
            FilledBy::City => "filled in by the city",
            FilledBy::Commission => "filled in by the National Commission",
        };
        out.line(0, &format!("{} ({}; {party})", line(&part.title), part.id));
        let mut heading = None;
        for field in form.fields.iter().filter(|f| f.part == index) {
            if field.heading != heading {
                heading.clone_from(&field.heading);
                if let Some(heading) = &heading {
                    out.line(2, &line(heading));
                }
            }
            self::field(field, out);
        }
    }
}

/// Who signs.
fn signed(form: &Form) -> Option<String> {
    let signs = |f: &&Field| f.kind == FieldType::Signature;
    let who: Vec<String> = form.fields.iter().filter(signs).map(|f| line(&f.label)).collect();
    (!who.is_empty()).then(|| who.join("; "))
}

/// One field, with all that is asked of it.
pub(super) fn field(field: &Field, out: &mut Lines) {
    out.line(4, &format!("{:<22} {}", field.id.value.to_string(), line(&field.label)));
    let inner = 8;
    let mut facts = vec![field.kind.word().to_owned()];
    facts.extend(limits(field.length));
    facts.extend(field.unit.as_ref().map(|unit| format!("in {}", line(unit))));
    if !field.required {
        facts.push("may stay empty".into());
    }
    facts.extend(doubt(field.standing));
    facts.push(match field.fills {
        Some(Fills::ContactPrivate) => "from private.yaml alone, never printed".into(),
        Some(Fills::Pledge | Fills::SignatureHead | Fills::SignatureCommission) => "by hand".into(),
        Some(Fills::Commission) => "left to the National Commission".into(),
        Some(fills) => format!("from `{}`", fills.word()),
        None => "an answer".into(),
    });
    out.line(inner, &facts.join(", "));
    if !field.only_if.is_empty() {
        let kinds: Vec<&str> = field.only_if.iter().map(|kind| kind.word()).collect();
        out.line(inner, &format!("only if the applicant is a {}", kinds.join(" or ")));
    }
    if !field.options.is_empty() {
        let option = |label: String, id: &str| if label == id { label } else { format!("{label} ({id})") };
        let options: Vec<String> = field.options.iter().map(|o| option(line(&o.label), &o.id.value)).collect();
        out.line(inner, &format!("options: {}", options.join("; ")));
    } else if matches!(field.kind, FieldType::Ratings | FieldType::Choices) {
        out.line(inner, "options: the areas of the dossier's first set of criteria");
    }
    if field.kind == FieldType::Ratings {
        let scale = &field.scale;
        let end = |n: u32, word: &Option<crate::model::Text>| match word {
            Some(word) => format!("{n} ({})", line(word)),
            None => n.to_string(),
        };
        out.line(inner, &format!("scale: {} to {}", end(scale.from, &scale.low), end(scale.to, &scale.high)));
    }
    if !field.columns.is_empty() {
        let columns: Vec<String> = field.columns.iter().map(line).collect();
        let lines = if field.lines > 0 { format!(", at least {} lines", field.lines) } else { String::new() };
        out.line(inner, &format!("columns: {}{lines}", columns.join(" | ")));
    }
    for (label, text) in [("asks", &field.asks), ("advice", &field.advice), ("note", &field.note)] {
        out.text(inner, label, text.as_ref());
    }
}

/// The limits of a text, in words.
#[must_use]
pub fn limits(length: Length) -> Vec<String> {
    [
        length.min_words.map(|n| format!("at least {n} words")),
        length.max_words.map(|n| format!("at most {n} words")),
        length.soft_words.map(|n| format!("warned from {n} words on")),
        length.max_characters.map(|n| format!("at most {n} characters")),
        length.soft_characters.map(|n| format!("warned from {n} characters on")),
    ]
    .into_iter()
    .flatten()
    .collect()
}
