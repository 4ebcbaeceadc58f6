//! The form as plain text: what is typed or pasted into another form, field by field.

use serde::Serialize;

use super::form::{content, profile_row, promised};
use super::printer::Printer;
use crate::check::printed;
use crate::model::prose::Count;
use crate::model::words::words;
use crate::model::{Answer, Text};
use crate::pack::Field;
use crate::pack::form::{FieldType, FilledBy, Fills};
use crate::review::covers;

words! {
    /// How a field of a form stands.
    pub enum State, "state of a field" {
        /// Something stands in it.
        Filled = "filled",
        /// Nothing does, and the form's own phrase for that is printed.
        Phrase = "empty phrase",
        /// Nothing does.
        Missing = "missing",
        /// It is answered, in another language.
        Untranslated = "not translated",
        /// It is private, and answered elsewhere.
        Private = "private",
        /// It is signed or ticked by hand.
        ByHand = "by hand",
        /// The National Commission fills it in.
        Commission = "national commission",
    }
}

/// A field of the form, and what is to stand in it.
#[derive(Debug, Serialize)]
pub struct Transfer {
    /// Its number in the form.
    pub number: usize,
    /// Its name.
    pub field: String,
    /// The part of the form.
    pub part: String,
    /// The heading it stands under.
    pub heading: Option<String>,
    /// Its label.
    pub label: String,
    /// What it takes.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// How it stands.
    pub state: State,
    /// What is to stand in it, without marks; lines of a table have tabs between their cells.
    pub text: String,
    /// How long that is, where it is counted.
    #[serde(flatten)]
    pub count: Option<Count>,
    /// The most words allowed.
    pub max_words: Option<u32>,
    /// The most characters allowed.
    pub max_characters: Option<u32>,
}

/// Every field that is asked, in the order of the form.
#[must_use]
pub fn transfer(p: &Printer<'_>) -> Vec<Transfer> {
    (1..).zip(p.dossier.form.asked(p.dossier.city.kind)).map(|(number, (index, _))| one(p, number, index)).collect()
}

fn one(p: &Printer<'_>, number: usize, index: usize) -> Transfer {
    let form = &p.dossier.form;
    let field = &form.fields[index];
    let answer = p.dossier.answers.iter().find(|(f, _)| *f == index).map(|(_, answer)| answer);
    let (state, text) = match what(p, index, field, answer) {
        (State::Missing, _) if form.empty_phrase.is_some() => {
            (State::Phrase, form.empty_phrase.as_ref().map(|phrase| p.pack_say(phrase).t).unwrap_or_default())
        }
        other => other,
    };
    let counted = state == State::Filled && matches!(field.kind, FieldType::Prose | FieldType::Text | FieldType::Table);
    Transfer {
        number,
        field: field.id.value.to_string(),
        part: p.pack_say(&form.parts[field.part].title).t,
        heading: field.heading.as_ref().map(|heading| p.pack_say(heading).t),
        label: p.pack_say(&field.label).t,
        kind: field.kind.word(),
        state,
        text,
        count: p.dossier.count(index, &p.locale.lang).filter(|_| counted),
        max_words: field.length.max_words,
        max_characters: field.length.max_characters,
    }
}

/// What stands in a field.
fn what(p: &Printer<'_>, index: usize, field: &Field, answer: Option<&Answer>) -> (State, String) {
    let nothing = |state| (state, String::new());
    if p.dossier.form.parts[field.part].filled_by == FilledBy::Commission {
        return nothing(State::Commission);
    }
    match (field.fills, field.kind) {
        (Some(Fills::ContactPrivate), _) => nothing(State::Private),
        (Some(Fills::Commission | Fills::SignatureCommission), _) => nothing(State::Commission),
        (Some(Fills::Pledge), _) => (State::ByHand, promised(p, field).map(|say| say.t).unwrap_or_default()),
        (_, FieldType::Statement | FieldType::Signature) => nothing(State::ByHand),
        (Some(fills), _) => match fills.profile_key() {
            Some(key) => figure(p, field, key),
            None => match content(p, field) {
                (_, true) => nothing(State::Missing),
                (said, false) => (State::Filled, said.t),
            },
        },
        (None, _) => answer.map_or_else(|| nothing(State::Missing), |answer| answered(p, index, field, answer)),
    }
}

/// "8,587,000 persons (2024)".
fn figure(p: &Printer<'_>, field: &Field, key: &str) -> (State, String) {
    let found = p.dossier.city.figure(key);
    let Some(known) = found else { return (State::Missing, String::new()) };
    let row = profile_row(p, field, found);
    let beside = if known.value.is_known() { Some(row.year) } else { row.notes.first().map(|note| note.t.clone()) };
    let beside = beside.filter(|said| !said.is_empty()).map(|said| format!(" ({said})")).unwrap_or_default();
    (State::Filled, row.amount + &beside)
}

/// What an answer says.
fn answered(p: &Printer<'_>, index: usize, field: &Field, answer: &Answer) -> (State, String) {
    let mut parts: Vec<String> = Vec::new();
    // A text that names an option was read as the option.
    let chosen = field.kind == FieldType::Choice && !answer.choices.is_empty();
    let text = printed::answer_text(p.dossier, index, answer, &p.locale.lang, Some(p.locale)).filter(|_| !chosen);
    let untranslated = text.is_none() && answer.text.is_some();
    parts.extend(text);
    parts.extend(lines(answer.choices.iter().map(|choice| named(p, field, &choice.value))));
    parts.extend(lines(answer.ratings.iter().map(|r| {
        let colon = p.locale.word("colon");
        format!("{}{colon} {}", named(p, field, &r.criterion.value), rated(p, field, r.rating.value))
    })));
    if !answer.table.is_empty() {
        let cell = |cell: &Text| p.say(cell).t.replace('\t', " ");
        let heads = field.columns.iter().map(|column| p.pack_say(column).t).collect::<Vec<_>>().join("\t");
        let rows = answer.table.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join("\t"));
        parts.extend(lines(std::iter::once(heads).chain(rows)));
    }
    match parts.is_empty() {
        true if untranslated => (State::Untranslated, String::new()),
        true => (State::Missing, String::new()),
        false => (State::Filled, parts.join("\n\n")),
    }
}

fn lines(lines: impl Iterator<Item = String>) -> Option<String> {
    let lines: Vec<String> = lines.collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// An option or a criterion in words.
fn named(p: &Printer<'_>, field: &Field, name: &str) -> String {
    if let Some(option) = field.option(name) {
        return p.pack_say(&field.options[option].label).t;
    }
    let criterion = covers::criterion(p.dossier, name).filter(|_| field.options.is_empty() && field.kind != FieldType::Choice);
    criterion.map_or_else(|| name.to_owned(), |criterion| p.criterion_name(criterion).t)
}

/// A rating on its scale, and what it means where the form says.
fn rated(p: &Printer<'_>, field: &Field, rating: u32) -> String {
    let scale = &field.scale;
    let count = |n: u32| p.locale.count(n as usize);
    let said = p.locale.fill("parts", &[("n", &count(rating)), ("of", &count(scale.to))]);
    let end = if rating == scale.from { scale.low.as_ref() } else { scale.high.as_ref().filter(|_| rating == scale.to) };
    end.map_or(said.clone(), |end| format!("{said} ({})", p.pack_say(end).t))
}
