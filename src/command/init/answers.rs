//! Every question of a form as an entry: what is asked, how long the answer may be, how to answer, and a place for it.

use std::fmt::Write as _;

use super::start::{Start, inline};
use super::writing::{as_prose, comment, quoted};
use crate::model::words::Unit;
use crate::pack::form::{FieldType, FilledBy, Fills};
use crate::pack::framework::Level;
use crate::pack::{Field, Framework, Row};

/// Longest list of options that is written out.
const LISTED: usize = 60;

/// `answers.yaml`
pub fn answers(start: &Start) -> String {
    let form = &start.form;
    let mut out = String::new();
    comment(&mut out, 0, &format!("The form `{}`, field by field, in its order.", form.head.id.value));
    comment(
        &mut out,
        0,
        "Texts may have paragraphs, lists, *emphasis*, **strong** words and links to items: [words](@id). Words and characters are counted as a word processor counts them.",
    );
    if let Some(phrase) = &form.empty_phrase {
        let phrase = start.said(phrase);
        comment(&mut out, 0, &format!("Delete an entry that has no answer: \"{phrase}\" is then printed by itself."));
    }
    out.push_str("answers:\n");
    let mut part = None;
    for (number, field) in (1..).zip(&form.fields) {
        if part.replace(field.part) != Some(field.part) {
            out.push('\n');
            comment(&mut out, 2, &format!("==== {} ====", start.said(&form.parts[field.part].title)));
        }
        out.push('\n');
        entry(start, number, field, &mut out);
    }
    out
}

/// `private.yaml`, where the form asks for private data.
pub fn private(start: &Start) -> Option<String> {
    let fields: Vec<&Field> = start.form.fields.iter().filter(|f| f.fills == Some(Fills::ContactPrivate)).collect();
    if fields.is_empty() {
        return None;
    }
    let mut out = String::new();
    comment(
        &mut out,
        0,
        "Private data of the contact person. gnlc reads this file only for `gnlc build --with-private`, and nothing of it is printed into what is published.",
    );
    out.push_str("answers:\n");
    for field in fields {
        if let Some(asks) = &field.asks {
            comment(&mut out, 2, &start.said(asks));
        }
        let versions: Vec<String> =
            start.todo(&field.label).iter().map(|(lang, text)| format!("{lang}: {}", quoted(text))).collect();
        let _ = writeln!(out, "  - {{question: {}, {}}}", field.id.value, versions.join(", "));
    }
    Some(out)
}

fn entry(start: &Start, number: usize, field: &Field, out: &mut String) {
    let heading = field.heading.as_ref().map(|heading| start.said(heading) + ": ").unwrap_or_default();
    comment(out, 2, &format!("{number}. {heading}{}", start.said(&field.label)));
    for text in field.asks.iter().chain(&field.note) {
        comment(out, 2, &start.said(text));
    }
    let by_city = start.form.parts[field.part].filled_by == FilledBy::City;
    let by_hand = matches!(field.kind, FieldType::Statement | FieldType::Signature);
    let from = match field.fills {
        Some(Fills::Commission | Fills::SignatureCommission) => Some("The National Commission fills it in.".to_owned()),
        _ if !by_city => Some("The National Commission fills it in.".to_owned()),
        Some(Fills::Pledge | Fills::SignatureHead) => Some("It is signed by hand.".to_owned()),
        None if by_hand => Some("It is signed or agreed to by hand.".to_owned()),
        Some(Fills::ContactPrivate) => Some("It is answered in private.yaml.".to_owned()),
        Some(Fills::Practices) => Some("It is filled from the evidence of the kind `practice`.".to_owned()),
        Some(fills) => Some(format!("It is filled from `{}` in city.yaml.", fills.word())),
        None => None,
    };
    if let Some(from) = from {
        comment(out, 2, &from);
        return;
    }
    if !field.required {
        comment(out, 2, "It may stay empty: delete the entry then.");
    }
    if let Some(limits) = limits(field) {
        comment(out, 2, &limits);
    }
    if let Some(advice) = &field.advice {
        comment(out, 2, &format!("How to answer: {}", start.said(advice)));
    }
    let mut entry = String::new();
    let _ = writeln!(entry, "  - question: {}", field.id.value);
    body(start, field, &mut entry);
    if field.asks_a(Unit::City) {
        out.push_str(&entry);
    } else {
        let kinds: Vec<&str> = field.only_if.iter().map(|kind| kind.word()).collect();
        comment(
            out,
            2,
            &format!("It is asked only of a {} (`kind:` in city.yaml): take the signs # away then.", kinds.join(" or a ")),
        );
        for line in entry.lines() {
            let _ = writeln!(out, "  # {}", line.strip_prefix("  ").unwrap_or(line));
        }
    }
}

/// "At least 50 and at most 200 words in each language."
fn limits(field: &Field) -> Option<String> {
    let length = field.length;
    let said = [
        length.min_words.map(|n| format!("at least {n} words")),
        length.max_words.map(|n| format!("at most {n} words")),
        length.soft_words.map(|n| format!("better fewer than {n} words")),
        length.max_characters.map(|n| format!("at most {n} characters with spaces")),
        length.soft_characters.map(|n| format!("better fewer than {n} characters")),
    ];
    let said = said.into_iter().flatten().collect::<Vec<_>>().join(", ");
    (!said.is_empty()).then(|| format!("Length: {said}, in every language."))
}

/// What stands below the question: a text to be written, or an example to choose from.
fn body(start: &Start, field: &Field, out: &mut String) {
    let named: Vec<(String, String)> = if field.options.is_empty() {
        start.frameworks.first().map(|set| criteria(start, set)).unwrap_or_default()
    } else {
        field.options.iter().map(|option| (option.id.value.clone(), start.said(&option.label))).collect()
    };
    let chooses = matches!(field.kind, FieldType::Choices | FieldType::Ratings)
        || field.kind == FieldType::Choice && !field.options.is_empty();
    if chooses {
        for (id, label) in named.iter().take(LISTED) {
            comment(out, 4, &if id == label { id.clone() } else { format!("{id}: {label}") });
        }
        if named.len() > LISTED {
            comment(out, 4, &format!("… and {} more", named.len() - LISTED));
        }
        let name = |n: usize| named.get(n).map_or("1.1", |(id, _)| id.as_str());
        let key = if field.options.is_empty() { "criterion" } else { "option" };
        match field.kind {
            FieldType::Choice => _ = writeln!(out, "    # text: {}", quoted(name(0))),
            FieldType::Choices => _ = writeln!(out, "    # choices: [{}, {}]", quoted(name(0)), quoted(name(1))),
            _ => {
                let scale = &field.scale;
                let end = |text: &Option<crate::model::Text>| {
                    text.as_ref().map(|text| format!(" ({})", start.said(text))).unwrap_or_default()
                };
                let (low, high) = (end(&scale.low), end(&scale.high));
                comment(out, 4, &format!("Ratings go from {}{low} to {}{high}.", scale.from, scale.to));
                out.push_str("    # ratings:\n");
                for (id, _) in named.iter().take(2) {
                    let rating = scale.from.midpoint(scale.to);
                    let _ = writeln!(out, "    #   - {{{key}: {}, rating: {rating}}}", quoted(id));
                }
            }
        }
        return;
    }
    match field.kind {
        FieldType::Table => {
            let cells: Vec<String> = field.columns.iter().map(|column| inline(&start.todo(column))).collect();
            comment(out, 4, "One line of cells for each line of the table.");
            let _ = writeln!(out, "    table:\n      - [{}]", cells.join(", "));
        }
        FieldType::Prose => {
            for (lang, text) in start.todo(&field.label) {
                let _ = writeln!(out, "    {lang}: |\n      {}", as_prose(&text));
            }
        }
        FieldType::Url => {
            for lang in start.codes() {
                let _ = writeln!(out, "    {lang}: https://TODO.example");
            }
        }
        _ => {
            for (lang, text) in start.todo(&field.label) {
                let _ = writeln!(out, "    {lang}: {}", quoted(&text));
            }
        }
    }
}

/// The areas of a set of criteria by their codes; where it has none, what can be linked to.
pub fn criteria(start: &Start, set: &Framework) -> Vec<(String, String)> {
    let row = |row: &Row| (row.code.value.clone(), if row.unread { String::new() } else { start.said(&row.name) });
    let areas: Vec<_> = set.level(Level::Area).map(|n| row(&set.rows[n])).collect();
    if areas.is_empty() { set.asking().map(|n| row(&set.rows[n])).collect() } else { areas }
}
