//! The form as it is filled: applicant, pledge, profile, answers, and what is checked about them.

mod profile;

pub use profile::{ProfileRow, profile};
pub(super) use profile::{profile_amount, profile_row};

use minijinja::value::Value as Tree;
use serde::Serialize;

use super::printer::{Printer, Ref, Say};
use super::summary::FormCheck;
use crate::model::words::{EvidenceKind, Nature};
use crate::model::{Answer, Text};
use crate::pack::form::{FieldType, FilledBy, Fills};
use crate::pack::{Field, Standing};
use crate::review::Group;

/// Fields under one heading.
#[derive(Debug, Serialize)]
pub struct Section {
    /// The heading, where the form has one.
    pub heading: Option<Say>,
    /// The fields.
    pub lines: Vec<Line>,
}

/// One field and what stands in it.
#[derive(Debug, Serialize)]
pub struct Line {
    /// The field.
    pub label: Say,
    /// What stands in it.
    pub text: Say,
    /// Its address, when it is one.
    pub url: Option<String>,
    /// Whether it says that something is missing or kept private.
    pub muted: bool,
}

/// The pledge and the signatures.
#[derive(Debug, Serialize)]
pub struct Pledge {
    /// The sentence.
    pub text: String,
    /// That nobody is asked to sign, when the document is no application.
    pub not_signed: Option<String>,
    /// Who signs: the head's title, and the name when given.
    pub head: Say,
    /// The name.
    pub name: Option<Say>,
}

/// A question with its answer.
#[derive(Debug, Serialize)]
pub struct AnswerView {
    /// The question's name, for its place.
    pub id: String,
    /// The question.
    pub label: Say,
    /// What is asked.
    pub asks: Option<Say>,
    /// "148 words of at most 200".
    pub words: String,
    /// Over the limit.
    pub over: bool,
    /// The answer (prose).
    pub body: Option<Tree>,
    /// Criteria rated or chosen: name, and the rating.
    pub rows: Vec<(Ref, String)>,
    /// Options of the form rated or chosen: name, and the rating.
    pub options: Vec<(Say, String)>,
    /// The columns, where the answer is a table.
    pub columns: Vec<Say>,
    /// Its lines, a cell for each column.
    pub lines: Vec<Vec<Say>>,
    /// What stands in the place of an answer that is not there.
    pub empty: Say,
    /// That it is new or other than in the state that was named.
    pub since: Option<String>,
    /// What stands in the margin of a draft: its name in the files, how many words its text has.
    pub margin: Vec<String>,
    /// What is to be mended, in a draft.
    pub problems: Vec<String>,
}

/// The place of a question.
#[must_use]
pub fn question_place(field: &Field) -> String {
    format!("question:{}", field.id.value)
}

/// Fields that hold more than a line.
fn is_text(field: &Field) -> bool {
    field.kind.is_long()
}

/// The city's short fields, by heading.
#[must_use]
pub fn applicant(p: &Printer<'_>) -> Vec<Section> {
    sections(p, FilledBy::City)
}

/// The National Commission's fields, by heading.
#[must_use]
pub fn commission(p: &Printer<'_>) -> Vec<Section> {
    sections(p, FilledBy::Commission)
}

/// The fields that a party fills in, as far as a unit of the city's kind is asked.
fn asked<'a>(p: &Printer<'a>, party: FilledBy) -> impl Iterator<Item = &'a Field> + use<'a> {
    let form = &p.dossier.form;
    form.asked(p.dossier.city.kind).map(|(_, field)| field).filter(move |field| form.parts[field.part].filled_by == party)
}

fn sections(p: &Printer<'_>, party: FilledBy) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for field in asked(p, party) {
        let by_hand = matches!(field.kind, FieldType::Statement | FieldType::Signature);
        let profile = field.fills.is_some_and(|f| f.profile_key().is_some());
        if party == FilledBy::City && (is_text(field) || profile || by_hand) {
            continue;
        }
        let heading = field.heading.as_ref().map(|h| p.pack_say(h));
        let (text, muted) = content(p, field);
        let url = (field.kind == FieldType::Url && !muted).then(|| text.t.clone());
        let line = Line { label: p.pack_say(&field.label), text, url, muted };
        match sections.last_mut().filter(|s| s.heading == heading) {
            Some(section) => section.lines.push(line),
            None => sections.push(Section { heading, lines: vec![line] }),
        }
    }
    sections
}

/// What stands in a short field, and whether that says it is missing.
pub(super) fn content(p: &Printer<'_>, field: &Field) -> (Say, bool) {
    match found(p, field) {
        Ok(Some(say)) => (say, false),
        Ok(None) => empty(p, if field.required { "not_stated" } else { "left_open" }),
        Err(word) => (p.own(p.word(word)), true),
    }
}

/// What is to be printed in a short field, when there is anything; or the word for why there is nothing to be found.
fn found(p: &Printer<'_>, field: &Field) -> Result<Option<Say>, &'static str> {
    let city = &p.dossier.city;
    let contact = city.contacts.first();
    let by_hand = if p.dossier.head.nature == Nature::Application { "by_hand" } else { "left_blank" };
    if p.dossier.form.parts[field.part].filled_by == FilledBy::Commission {
        return Err(by_hand);
    }
    Ok(match field.fills {
        Some(Fills::CityName) => Some(p.own(city.name.in_language(&p.locale.lang))),
        Some(Fills::CityCountry) => Some(p.say(&city.country)),
        Some(Fills::CityKind) => Some(p.own(p.word(&format!("unit_{}", city.kind.word())))),
        Some(Fills::CityWebsite) => city.website.as_ref().map(|w| p.own(w.value.as_str())),
        Some(Fills::HeadTitle) => Some(p.say(&city.head.title)),
        Some(Fills::HeadName) => city.head.name.as_ref().map(|n| p.say(n)),
        Some(Fills::ContactRole) => contact.map(|c| p.say(&c.role)),
        Some(Fills::ContactName) => contact.and_then(|c| c.name.as_ref()).map(|n| p.say(n)),
        Some(Fills::ContactOrganisation) => contact.and_then(|c| c.organisation.as_ref()).map(|o| p.say(o)),
        Some(Fills::ContactPrivate) => match answer(p, field).and_then(|a| a.text.as_ref()) {
            Some(_) => said(p, field),
            None => return Err("kept_private"),
        },
        Some(Fills::SignatureHead | Fills::SignatureCommission | Fills::Commission | Fills::Pledge) => {
            return Err(by_hand);
        }
        Some(Fills::Practices) => practices(p),
        Some(_) => None,
        None => said(p, field),
    })
}

/// What stands in the place of what is missing: the form's own phrase, where it has one, and whether that only says so.
pub(super) fn empty(p: &Printer<'_>, word: &str) -> (Say, bool) {
    match &p.dossier.form.empty_phrase {
        Some(phrase) => (p.pack_say(phrase), false),
        None => (p.own(p.word(word)), true),
    }
}

/// What an answer of one line says: an option of the form by its name, anything else as it is written.
fn said(p: &Printer<'_>, field: &Field) -> Option<Say> {
    let answer = answer(p, field)?;
    match chosen(field, answer).first() {
        Some(option) => Some(p.pack_say(&field.options[*option].label)),
        None => answer.text.as_ref().map(|text| p.say(text)),
    }
}

/// The options of the form that an answer chooses.
pub(super) fn chosen(field: &Field, answer: &Answer) -> Vec<usize> {
    answer.choices.iter().filter_map(|choice| field.option(&choice.value)).collect()
}

fn practices(p: &Printer<'_>) -> Option<Say> {
    let titles: Vec<String> =
        p.dossier.evidence.iter().filter(|e| e.kind == EvidenceKind::Practice).map(|e| p.say(&e.title).t).collect();
    (!titles.is_empty()).then(|| p.own(titles.join(&p.between())))
}

pub(super) fn answer<'a>(p: &Printer<'a>, field: &Field) -> Option<&'a Answer> {
    let index = p.dossier.form.fields.iter().position(|f| f.id == field.id)?;
    p.dossier.answers.iter().find(|(f, _)| *f == index).map(|(_, a)| a)
}

/// The pledge.
#[must_use]
pub fn pledge(p: &Printer<'_>) -> Pledge {
    let city = &p.dossier.city;
    let statements: Vec<&Field> = asked(p, FilledBy::City).filter(|field| field.kind == FieldType::Statement).collect();
    let said: Vec<String> = statements.iter().filter_map(|field| promised(p, field)).map(|say| say.t).collect();
    Pledge {
        text: if said.is_empty() { network_pledge(p).t } else { said.join(" ") },
        not_signed: (p.dossier.head.nature != Nature::Application).then(|| p.word("pledge_not_signed")),
        head: p.say(&city.head.title),
        name: city.head.name.as_ref().map(|n| p.say(n)),
    }
}

/// What is promised in a field: the network's pledge on the network's forms, and else what the form itself says, because nobody
/// may be made to sign for another promise than the one that is asked for.
pub(super) fn promised(p: &Printer<'_>, field: &Field) -> Option<Say> {
    let of_network = p.dossier.form.head.standing != Standing::User;
    match (field.fills, &field.asks) {
        (Some(Fills::Pledge), _) if of_network => Some(network_pledge(p)),
        (_, Some(asks)) => Some(p.pack_say(asks)),
        (Some(Fills::Pledge), None) => Some(p.pack_say(&field.label)),
        _ => None,
    }
}

fn network_pledge(p: &Printer<'_>) -> Say {
    let city = p.dossier.city.name.in_language(&p.locale.lang);
    p.own(p.locale.fill("pledge_text", &[("city", city)]))
}

/// Every question that asks for more than a line.
#[must_use]
pub fn answers(p: &Printer<'_>) -> Vec<AnswerView> {
    asked(p, FilledBy::City)
        .filter(|field| is_text(field))
        .map(|field| {
            let answer = answer(p, field);
            let text = answer.and_then(|a| a.text.as_ref());
            let count = text.map_or(0, |t| p.count(t).words);
            let limit = field.length.max_words.map(|n| n as usize);
            let named = answer.map(named).unwrap_or_default();
            let (rows, options) = if field.options.is_empty() {
                (named.into_iter().filter_map(|(code, value)| Some((criterion(p, code)?, value))).collect(), Vec::new())
            } else {
                let option = |name: &str| Some(p.pack_say(&field.options[field.option(name)?].label));
                (Vec::new(), named.into_iter().filter_map(|(name, value)| Some((option(name)?, value))).collect())
            };
            AnswerView {
                id: question_place(field),
                label: p.pack_say(&field.label),
                asks: field.asks.as_ref().map(|t| p.pack_say(t)),
                words: if text.is_some() { words(p, count, limit) } else { String::new() },
                over: limit.is_some_and(|l| count > l),
                body: text.map(|t| p.prose(t)),
                rows,
                options,
                columns: field.columns.iter().map(|column| p.pack_say(column)).collect(),
                lines: answer.map(|a| lines(p, field, a)).unwrap_or_default(),
                empty: empty(p, "not_answered").0,
                since: p.since(Group::Answer, field.id.value.as_str()),
                margin: p.margin(Some(field.id.value.as_str()), None),
                problems: answer.map(|a| p.problems_in(a.span)).unwrap_or_default(),
            }
        })
        .collect()
}

/// What an answer rates and chooses, with the ratings.
pub(super) fn named(answer: &Answer) -> Vec<(&str, String)> {
    let rated = answer.ratings.iter().map(|r| (r.criterion.value.as_str(), r.rating.value.to_string()));
    rated.chain(answer.choices.iter().map(|choice| (choice.value.as_str(), String::new()))).collect()
}

/// The lines of a table, with as many cells as the form has columns.
pub(super) fn lines(p: &Printer<'_>, field: &Field, answer: &Answer) -> Vec<Vec<Say>> {
    let line = |cells: &Vec<Text>| {
        let cells = cells.iter().map(|cell| p.say(cell)).chain(std::iter::repeat_with(|| p.own("")));
        cells.take(field.columns.len()).collect()
    };
    answer.table.iter().map(line).collect()
}

fn criterion(p: &Printer<'_>, code: &str) -> Option<Ref> {
    let code = code.rsplit(':').next()?;
    let row = p.dossier.frameworks[0].row(code)?;
    Some(p.criterion_ref(crate::check::Criterion { framework: 0, row }))
}

fn words(p: &Printer<'_>, count: usize, limit: Option<usize>) -> String {
    let n = p.locale.count(count);
    match limit {
        Some(limit) => p.locale.counted("words_of", limit, &[("n", &n), ("limit", &p.locale.count(limit))]),
        None => p.locale.counted("words", count, &[]),
    }
}

/// The form check of the summary: one line a field that must be filled.
#[must_use]
pub fn checks(p: &Printer<'_>) -> Vec<FormCheck> {
    let mut checks = Vec::new();
    let (mut filled, mut open, mut private) = (0usize, Vec::new(), 0usize);
    for field in asked(p, FilledBy::City) {
        let label = p.pack_say(&field.label);
        if is_text(field) {
            let answer = answer(p, field);
            let text = answer.and_then(|a| a.text.as_ref());
            let count = text.map_or(0, |t| p.count(t).words);
            let over = field.length.max_words.is_some_and(|l| count > l as usize);
            let rows = answer.is_some_and(|a| !a.ratings.is_empty() || !a.choices.is_empty() || !a.table.is_empty());
            if text.is_none() && !rows && !field.required {
                continue;
            }
            let remark = match text {
                Some(_) => words(p, count, field.length.max_words.map(|n| n as usize)),
                None if rows => p.word("filled"),
                None => p.word("not_answered"),
            };
            checks.push(FormCheck { label, state: if (text.is_some() || rows) && !over { "yes" } else { "no" }, remark });
        } else if matches!(field.fills, Some(Fills::ContactPrivate)) && answer(p, field).is_none() {
            private += 1;
        } else if matches!(field.kind, FieldType::Statement | FieldType::Signature) {
            checks.push(FormCheck { label, state: "hand", remark: content(p, field).0.t });
        } else {
            let missing = match field.fills.and_then(Fills::profile_key) {
                Some(key) => p.dossier.city.figure(key).is_none_or(|f| !f.value.is_known()),
                None => !matches!(found(p, field), Ok(Some(_))),
            };
            if !missing {
                filled += 1;
            } else if field.required {
                let heading =
                    field.heading.as_ref().map(|h| format!("{}{} {}", p.pack_say(h).t, p.locale.word("colon"), label.t));
                open.push(heading.unwrap_or_else(|| label.t.clone()));
            }
        }
    }
    checks.insert(
        0,
        FormCheck { label: p.own(p.word("short_fields")), state: "yes", remark: p.locale.counted("fields_filled", filled, &[]) },
    );
    if !open.is_empty() {
        checks.insert(1, FormCheck { label: p.own(p.word("open_fields")), state: "no", remark: open.join(&p.between()) });
    }
    if private > 0 {
        checks.push(FormCheck { label: p.own(p.word("private_fields")), state: "hand", remark: p.word("kept_private") });
    }
    checks
}
