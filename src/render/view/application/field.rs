//! The fields of the form, each as the form has it: a line, boxes, a scale, figures, a text, a table, a place to sign.

use minijinja::value::Value as Tree;
use serde::Serialize;

use super::super::form::{answer, chosen, content, empty, lines, profile_amount, promised, question_place};
use super::super::printer::{Printer, Say};
use crate::check::Criterion;
use crate::model::words::{Confidence, Nature};
use crate::model::{Answer, Text, Value};
use crate::pack::Field;
use crate::pack::form::{FieldType, Fills, Length};
use crate::pack::framework::Level;
use crate::review::{Group, covers};

/// One field of the form; or figures that follow each other, as one table.
#[derive(Debug, Default, Serialize)]
pub struct FormField {
    /// How it is printed: `line`, `boxes`, `ratings`, `figures`, `text`, `table`, `statement` or `signature`.
    pub kind: &'static str,
    /// The field's name, for its place.
    pub id: String,
    /// Its label.
    pub label: Option<Say>,
    /// What is asked.
    pub asks: Option<Say>,
    /// How long the answer may be, in words.
    pub limit: String,
    /// In a draft, how long it is.
    pub count: String,
    /// Whether it is longer.
    pub over: bool,
    /// What stands in a line; in any other field, what stands in the place of an answer that is not there.
    pub text: Option<Say>,
    /// Its address, when it is one.
    pub url: Option<String>,
    /// Whether the text says that something is missing or kept private.
    pub muted: bool,
    /// Whether it is to be filled in by hand: it is left blank.
    pub blank: bool,
    /// The answer (prose).
    pub body: Option<Tree>,
    /// Boxes to be ticked.
    pub boxes: Vec<TickBox>,
    /// The numbers of a scale.
    pub scale: Vec<String>,
    /// What the ends of the scale mean: the number and its meaning.
    pub ends: Vec<(String, Say)>,
    /// What is rated.
    pub rated: Vec<Rated>,
    /// Figures.
    pub figures: Vec<DataRow>,
    /// The columns of a table.
    pub columns: Vec<Say>,
    /// Its lines, a cell for each column.
    pub lines: Vec<Vec<Say>>,
    /// How many empty lines follow.
    pub empty_lines: usize,
    /// What is agreed to, paragraph by paragraph.
    pub statement: Vec<Say>,
    /// Who signs: title, and name when given.
    pub signer: Vec<Say>,
    /// That nobody is asked to sign, when the document is no application.
    pub not_signed: Option<String>,
    /// Where the page stands that was signed on paper.
    pub signed: Option<String>,
    /// That it is new or other than in the state that was named.
    pub since: Option<String>,
    /// What stands in the margin of a draft: its name in the files.
    pub margin: Vec<String>,
    /// What is to be mended, in a draft.
    pub problems: Vec<String>,
}

/// A box to be ticked.
#[derive(Debug, Serialize)]
pub struct TickBox {
    /// What stands beside it.
    pub label: Say,
    /// Whether it is ticked.
    pub on: bool,
}

/// What is rated.
#[derive(Debug, Serialize)]
pub struct Rated {
    /// Its name.
    pub label: Say,
    /// Which number of the scale it has, from 0.
    pub at: Option<usize>,
}

/// A figure of the profile.
#[derive(Debug, Serialize)]
pub struct DataRow {
    /// The field's name, for its place.
    pub id: String,
    /// What it is.
    pub label: Say,
    /// What is asked.
    pub asks: Option<Say>,
    /// The figure, or what stands in its place.
    pub data: Say,
    /// Whether that says that it is missing.
    pub muted: bool,
    /// Its year.
    pub year: String,
    /// Why it is missing; what it speaks of, where that is not the whole city; that it is not official.
    pub notes: Vec<Say>,
}

/// The fields under a heading. Those of a part that others fill in are blank; a page that was signed stands for signatures.
pub fn all(p: &Printer<'_>, fields: &[&Field], blank: bool, signed: Option<&str>) -> Vec<FormField> {
    let mut list: Vec<FormField> = Vec::new();
    for field in fields {
        if field.kind == FieldType::Figure {
            let row = figure(p, field, blank);
            match list.last_mut().filter(|last| last.kind == "figures") {
                Some(last) => last.figures.push(row),
                None => list.push(FormField { kind: "figures", id: row.id.clone(), figures: vec![row], ..FormField::default() }),
            }
        } else {
            list.push(one(p, field, blank, signed));
        }
    }
    list
}

fn one(p: &Printer<'_>, field: &Field, blank: bool, signed: Option<&str>) -> FormField {
    let answer = answer(p, field).filter(|_| !blank);
    let base = FormField {
        id: question_place(field),
        label: Some(p.pack_say(&field.label)),
        asks: field.asks.as_ref().filter(|_| field.kind != FieldType::Statement).map(|text| p.pack_say(text)),
        limit: limit(p, field.length),
        blank,
        since: p.since(Group::Answer, field.id.value.as_str()),
        margin: p.margin(answer.map(|_| field.id.value.as_str()), None),
        problems: answer.map(|a| p.problems_in(a.span)).unwrap_or_default(),
        ..FormField::default()
    };
    match field.kind {
        FieldType::Prose => text(p, field, answer, base),
        FieldType::Choices => boxes(p, field, answer, base),
        FieldType::Choice if !field.options.is_empty() => boxes(p, field, answer, base),
        FieldType::Ratings => ratings(p, field, answer, base),
        FieldType::Table => table(p, field, answer, base),
        FieldType::Statement => statement(p, field, base),
        FieldType::Signature => signature(p, blank, signed, base),
        FieldType::Text | FieldType::Url | FieldType::Choice | FieldType::Phone | FieldType::Email | FieldType::Figure => {
            let (said, muted) = content(p, field);
            let url = (field.kind == FieldType::Url && !muted && is_address(&said.t)).then(|| said.t.clone());
            let (count, over) = measured(p, field, answer.and_then(|a| a.text.as_ref()));
            FormField { kind: "line", text: Some(said).filter(|_| !blank), url, muted, count, over, ..base }
        }
    }
}

/// Whether a text can be followed as a link.
fn is_address(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://")) && !text.contains(char::is_whitespace)
}

/// A text of some length.
fn text(p: &Printer<'_>, field: &Field, answer: Option<&Answer>, base: FormField) -> FormField {
    let text = answer.and_then(|a| a.text.as_ref());
    let (count, over) = measured(p, field, text);
    let (phrase, muted) = missing(p, text.is_none(), &base);
    FormField { kind: "text", body: text.map(|t| p.prose(t)), count, over, text: phrase, muted, ..base }
}

/// What stands in the place of an answer that is not there, and whether that only says so; nothing in a blank field.
fn missing(p: &Printer<'_>, is_missing: bool, base: &FormField) -> (Option<Say>, bool) {
    let (phrase, muted) = empty(p, "not_answered");
    (Some(phrase).filter(|_| is_missing && !base.blank), muted)
}

/// The same where unticked boxes and empty lines say it: only the phrase that the form demands is said too.
fn demanded(p: &Printer<'_>, is_missing: bool, base: &FormField) -> Option<Say> {
    missing(p, is_missing && p.dossier.form.empty_phrase.is_some(), base).0
}

/// Options with boxes; where the form names none, the areas of the first set of criteria.
fn boxes(p: &Printer<'_>, field: &Field, answer: Option<&Answer>, base: FormField) -> FormField {
    let boxes: Vec<TickBox> = if field.options.is_empty() {
        let chosen: Vec<Criterion> = answer.map(|a| criteria(p, a.choices.iter().map(|c| c.value.as_str()))).unwrap_or_default();
        let rows = rows(p, &chosen);
        rows.into_iter().map(|row| TickBox { label: p.criterion_name(row), on: chosen.contains(&row) }).collect()
    } else {
        // The kind of unit is known already.
        let kind = (field.fills == Some(Fills::CityKind)).then(|| p.dossier.city.kind.word());
        let kind = kind.and_then(|kind| field.option(kind).or_else(|| field.option(&content(p, field).0.t)));
        let chosen = answer.map_or_else(|| kind.into_iter().collect(), |a| chosen(field, a));
        let options = field.options.iter().enumerate();
        options.map(|(n, option)| TickBox { label: p.pack_say(&option.label), on: chosen.contains(&n) }).collect()
    };
    let none = boxes.iter().all(|b| !b.on);
    let private = field.fills == Some(Fills::ContactPrivate) && none;
    let (text, muted) = if private { (Some(content(p, field).0), true) } else { (demanded(p, none, &base), false) };
    let spoken = answer.and_then(|a| a.text.as_ref()).filter(|_| field.kind == FieldType::Choices);
    FormField { kind: "boxes", boxes, text, muted, body: spoken.map(|t| p.prose(t)), ..base }
}

/// A table with the numbers of the scale; its rows are options, or areas where the form names none.
fn ratings(p: &Printer<'_>, field: &Field, answer: Option<&Answer>, base: FormField) -> FormField {
    let scale = &field.scale;
    let given: Vec<(&str, usize)> = answer
        .iter()
        .flat_map(|a| &a.ratings)
        .filter_map(|r| Some((r.criterion.value.as_str(), r.rating.value.checked_sub(scale.from)? as usize)))
        .collect();
    let rated: Vec<Rated> = if field.options.is_empty() {
        let of = criteria(p, given.iter().map(|(name, _)| *name));
        let at =
            |row: Criterion| given.iter().find(|(name, _)| covers::criterion(p.dossier, name) == Some(row)).map(|(_, at)| *at);
        rows(p, &of).into_iter().map(|row| Rated { label: p.criterion_name(row), at: at(row) }).collect()
    } else {
        let options = field.options.iter().enumerate();
        let at = |n: usize| given.iter().find(|(name, _)| field.option(name) == Some(n)).map(|(_, at)| *at);
        options.map(|(n, option)| Rated { label: p.pack_say(&option.label), at: at(n) }).collect()
    };
    let number = |n: u32| p.locale.count(n as usize);
    let end = |n: u32, text: &Option<Text>| text.as_ref().map(|text| (number(n), p.pack_say(text)));
    let spoken = answer.and_then(|a| a.text.as_ref());
    FormField {
        kind: "ratings",
        text: demanded(p, given.is_empty(), &base),
        scale: (scale.from..=scale.to).map(number).collect(),
        ends: end(scale.from, &scale.low).into_iter().chain(end(scale.to, &scale.high)).collect(),
        rated,
        body: spoken.map(|t| p.prose(t)),
        ..base
    }
}

/// A table, with at least as many lines as the form has.
fn table(p: &Printer<'_>, field: &Field, answer: Option<&Answer>, base: FormField) -> FormField {
    let lines = answer.map(|a| lines(p, field, a)).unwrap_or_default();
    let wanted = (field.lines as usize).max(1);
    let spoken = answer.and_then(|a| a.text.as_ref());
    FormField {
        kind: "table",
        text: demanded(p, lines.is_empty(), &base),
        columns: field.columns.iter().map(|column| p.pack_say(column)).collect(),
        empty_lines: wanted.saturating_sub(lines.len()),
        lines,
        body: spoken.map(|t| p.prose(t)),
        ..base
    }
}

/// What is agreed to.
fn statement(p: &Printer<'_>, field: &Field, base: FormField) -> FormField {
    let said = promised(p, field).filter(|said| Some(said) != base.label.as_ref());
    FormField { kind: "statement", statement: said.into_iter().collect(), ..base }
}

/// A place to sign.
fn signature(p: &Printer<'_>, blank: bool, signed: Option<&str>, base: FormField) -> FormField {
    let head = &p.dossier.city.head;
    let mayor = || std::iter::once(&head.title).chain(&head.name).map(|text| p.say(text)).collect();
    FormField {
        kind: "signature",
        signer: if blank { Vec::new() } else { mayor() },
        not_signed: (p.dossier.head.nature != Nature::Application).then(|| p.word("left_blank")),
        signed: signed.map(str::to_owned),
        ..base
    }
}

/// A figure with its year.
fn figure(p: &Printer<'_>, field: &Field, blank: bool) -> DataRow {
    let key = field.fills.and_then(Fills::profile_key);
    let known = key.and_then(|key| p.dossier.city.figure(key));
    let row = DataRow {
        id: question_place(field),
        label: p.pack_say(&field.label),
        asks: field.asks.as_ref().map(|text| p.pack_say(text)),
        data: p.own(""),
        muted: false,
        year: String::new(),
        notes: Vec::new(),
    };
    match known.filter(|_| !blank) {
        _ if blank => row,
        Some(figure) => {
            let amount = profile_amount(p, field, figure);
            let reason = if let Value::Missing(reason) = &figure.value { Some(p.say(reason)) } else { None };
            let place = figure.place.as_ref().filter(|_| reason.is_none()).map(|place| p.place(place));
            let doubt = figure.confidence.filter(|c| *c != Confidence::Official);
            let doubt = doubt.map(|c| p.own(p.word(&format!("confidence_{}", c.word()))));
            DataRow {
                notes: reason.into_iter().chain(place).chain(doubt).collect(),
                data: p.own(amount),
                muted: !figure.value.is_known(),
                year: figure.period.map(|period| p.locale.period(period)).unwrap_or_default(),
                ..row
            }
        }
        None => {
            let (data, muted) = content(p, field);
            DataRow { data, muted, ..row }
        }
    }
}

/// Areas of the first set of criteria, and behind them whatever else an answer names.
fn rows(p: &Printer<'_>, named: &[Criterion]) -> Vec<Criterion> {
    let areas = p.dossier.frameworks[0].rows.iter().enumerate().filter(|(_, row)| row.level == Level::Area);
    let mut rows: Vec<Criterion> = areas.map(|(row, _)| Criterion { framework: 0, row }).collect();
    for criterion in named {
        if !rows.contains(criterion) {
            rows.push(*criterion);
        }
    }
    rows
}

/// The criteria of some codes.
fn criteria<'n>(p: &Printer<'_>, codes: impl Iterator<Item = &'n str>) -> Vec<Criterion> {
    codes.filter_map(|code| covers::criterion(p.dossier, code)).collect()
}

/// How long an answer may be: "at most 200 words".
fn limit(p: &Printer<'_>, length: Length) -> String {
    let said = |key: &str, n: Option<u32>| n.map(|n| p.locale.counted(key, n as usize, &[]));
    let parts = [
        said("room_least", length.min_words),
        said("room_words", length.max_words),
        said("room_characters", length.max_characters),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// In a draft, how long an answer is, and whether that is too long.
fn measured(p: &Printer<'_>, field: &Field, text: Option<&Text>) -> (String, bool) {
    let Some(text) = text.filter(|_| p.draft && field.length != Length::default()) else { return (String::new(), false) };
    let count = p.count(text);
    let said = if field.length.max_characters.is_some() && field.length.max_words.is_none() {
        p.locale.counted("characters", count.characters, &[])
    } else {
        p.locale.counted("words", count.words, &[])
    };
    (said, field.length.is_broken_by(count))
}
