//! Answers: to questions that exist, once each, within their limit.

mod lengths;
pub mod said;

use super::Dossier;
use super::criteria::Resolver;
use super::options;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, did_you_mean};
use crate::load::folder::is_private;
use crate::locale::Locale;
use crate::model::words::Unit;
use crate::model::{Answer, Lang, Text};
use crate::pack::form::{FieldType, FilledBy, Fills};
use crate::pack::{Field, Form};
use crate::source::Sources;
use crate::yaml::read::Placed;

/// Gives every answer the field it answers. The personal data of contacts are answered in the file of private data alone.
pub fn by_field(
    answers: Vec<Answer>,
    form: &Form,
    kind: Unit,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Vec<(usize, Answer)> {
    let asked: Vec<&str> = form.asked(kind).filter(|(_, f)| f.fills.is_none()).map(|(_, f)| f.id.value.as_str()).collect();
    let mut by_field: Vec<(usize, Answer)> = Vec::new();
    for answer in answers {
        let written = &answer.question;
        let (pack, id) = written.value.split_once(':').map_or((None, written.value.as_str()), |(p, id)| (Some(p), id));
        if let Some(pack) = pack.filter(|p| *p != form.head.id.value.as_str()) {
            diagnostics.push(
                Diagnostic::new(
                    Code::UnknownQuestion,
                    written.at,
                    format!("this answers a question of `{pack}`, and the dossier uses the form `{}`", form.head.id.value),
                )
                .hint("answers to another form stay out of print; delete the prefix if the question is the same"),
            );
            continue;
        }
        let private = is_private(&sources.file(written.at.file).path);
        let takes = |fills: Option<Fills>| fills.is_none() || private && fills == Some(Fills::ContactPrivate);
        let Some(field) = form.field(id).filter(|f| takes(form.fields[*f].fills)) else {
            diagnostics.push(
                Diagnostic::new(
                    Code::UnknownQuestion,
                    written.at,
                    format!("the form `{}` asks no question `{id}`", form.head.id.value),
                )
                .hints(did_you_mean(id, asked.iter().copied()))
                .hint(format!("it asks: {}", asked.join(", "))),
            );
            continue;
        };
        if !form.fields[field].asks_a(kind) {
            let only: Vec<&str> = form.fields[field].only_if.iter().map(|kind| kind.word()).collect();
            let message = format!(
                "the question `{id}` is asked only where `city: kind:` is {}, and here it is {}",
                only.join(" or "),
                kind.word()
            );
            diagnostics.push(
                Diagnostic::new(Code::UnknownQuestion, written.at, message)
                    .hint("delete this answer, which would be printed nowhere; or mend `kind:`"),
            );
            continue;
        }
        if let Some((_, first)) = by_field.iter().find(|(f, _)| *f == field) {
            diagnostics.push(
                Diagnostic::new(Code::DuplicateId, written.at, format!("the question `{id}` is answered twice"))
                    .label(first.question.at, "first here")
                    .hint("keep one answer; its languages stand in one item"),
            );
            continue;
        }
        by_field.push((field, answer));
    }
    by_field.sort_by_key(|(field, _)| *field);
    by_field
}

/// Checks what answers choose and rate: options of the question, or criteria where it names none; ratings on its scale.
pub fn resolve(answers: &mut [(usize, Answer)], form: &Form, locales: &[Locale], resolver: &mut Resolver<'_>) {
    for (field, answer) in answers {
        let field = &form.fields[*field];
        let mut known = |written: &Placed<String>| {
            if field.options.is_empty() {
                return resolver.resolve(written).is_some();
            }
            let found = field.options.iter().any(|option| option.id.value == written.value);
            if !found {
                let names: Vec<&str> = field.options.iter().map(|o| o.id.value.as_str()).collect();
                resolver.diagnostics.push(
                    Diagnostic::new(
                        Code::UnknownWord,
                        written.at,
                        format!("the question `{}` has no option `{}`", field.id.value, written.value),
                    )
                    .hints(did_you_mean(&written.value, names.iter().copied()))
                    .hint(format!("its options are: {}", names.join(", "))),
                );
            }
            found
        };
        answer.choices.retain(|choice| known(choice));
        answer.ratings.retain(|rating| known(&rating.criterion));
        options::choose(field, answer, locales, resolver.diagnostics);
        let (from, to) = (field.scale.from, field.scale.to);
        answer.ratings.retain(|rating| {
            let fits = (from..=to).contains(&rating.rating.value);
            if !fits {
                resolver.diagnostics.push(
                    Diagnostic::new(Code::BadNumber, rating.rating.at, format!("a rating goes from {from} to {to}"))
                        .hint(format!("write a whole number from {from} to {to}")),
                );
            }
            fits
        });
        once(answer.choices.iter(), "is chosen twice", resolver.diagnostics);
        once(answer.ratings.iter().map(|rating| &rating.criterion), "is rated twice", resolver.diagnostics);
        unrated(field, answer, resolver.diagnostics);
        for (line, cells) in answer.table.iter().enumerate().filter(|(_, cells)| cells.len() != field.columns.len()) {
            let at = cells.first().map_or(answer.question.at, |cell| cell.at);
            resolver.diagnostics.push(
                Diagnostic::new(
                    Code::WrongType,
                    at,
                    format!(
                        "line {} of this table has {} cells, and the form has {} columns",
                        line + 1,
                        cells.len(),
                        field.columns.len()
                    ),
                )
                .hint("write one cell for each column; an empty one is \"\""),
            );
        }
    }
}

/// Says what an answer names twice.
fn once<'a>(named: impl Iterator<Item = &'a Placed<String>>, what: &str, diagnostics: &mut Diagnostics) {
    let mut seen: Vec<&Placed<String>> = Vec::new();
    for one in named {
        match seen.iter().find(|other| other.value == one.value) {
            Some(first) => diagnostics.push(
                Diagnostic::new(Code::DuplicateId, one.at, format!("`{}` {what} in this answer", one.value))
                    .label(first.at, "first here")
                    .hint("keep the one that is meant"),
            ),
            None => seen.push(one),
        }
    }
}

/// Says which options of a table of ratings have none.
fn unrated(field: &Field, answer: &Answer, diagnostics: &mut Diagnostics) {
    let open = field.options.iter().filter(|option| answer.ratings.iter().all(|r| r.criterion.value != option.id.value));
    let open: Vec<&str> = open.map(|option| option.id.value.as_str()).collect();
    if field.kind == FieldType::Ratings && field.required && !answer.ratings.is_empty() && !open.is_empty() {
        diagnostics.push(
            Diagnostic::new(Code::MissingAnswer, answer.question.at, format!("no rating is given for: {}", open.join(", ")))
                .hint(format!("add a line such as `- {{option: {}, rating: {}}}` under `ratings:`", open[0], field.scale.from)),
        );
    }
}

/// Fields of the form that the city's own entry should fill and does not, in one message.
pub fn city_fields(dossier: &Dossier, diagnostics: &mut Diagnostics) {
    let city = &dossier.city;
    let contact = city.contacts.first();
    let english = Lang::english();
    let name = |text: &Text| text.version(&english, &english).text.clone();
    let asked = dossier.form.asked(city.kind).map(|(_, field)| field);
    let open = asked.filter(|f| f.required).filter(|field| match field.fills {
        Some(Fills::CityWebsite) => city.website.is_none(),
        Some(Fills::HeadName) => city.head.name.is_none(),
        Some(Fills::ContactRole) => contact.is_none(),
        Some(Fills::ContactName) => contact.is_none_or(|c| c.name.is_none()),
        Some(fills) => fills.profile_key().is_some_and(|key| city.figure(key).is_none()),
        None => false,
    });
    let labels: Vec<String> =
        open.map(|f| f.heading.as_ref().map_or_else(|| name(&f.label), |h| format!("{}: {}", name(h), name(&f.label)))).collect();
    // What could not be read was reported where it stands.
    if !labels.is_empty() && !diagnostics.has_error_in(city.span) {
        let message = format!("the form asks for more than the city says: {}", labels.join("; "));
        diagnostics.push(Diagnostic::new(Code::MissingAnswer, city.at, message).hint(
            "`website:`, `head:`, `contacts:` and `profile:` under `city:` fill them; a figure nobody has is written `not_available:` with the reason",
        ));
    }
}

/// Limits of length, and questions without an answer.
pub fn limits(dossier: &Dossier, diagnostics: &mut Diagnostics) {
    for (index, field) in dossier.form.asked(dossier.city.kind) {
        let answer = dossier.answers.iter().find(|(f, _)| *f == index).map(|(_, a)| a);
        let asked = field.fills.is_none() && dossier.form.parts[field.part].filled_by == FilledBy::City;
        let says = answer.is_some_and(|a| match field.kind {
            FieldType::Ratings => !a.ratings.is_empty(),
            FieldType::Choices => !a.choices.is_empty(),
            FieldType::Choice => a.text.is_some() || !a.choices.is_empty(),
            FieldType::Table => !a.table.is_empty(),
            _ => a.text.is_some(),
        });
        if !says && asked && field.required && !matches!(field.kind, FieldType::Statement | FieldType::Signature) {
            diagnostics.push(
                Diagnostic::new(
                    Code::MissingAnswer,
                    Place::Dossier,
                    format!("the form's question `{}` has no answer", field.id.value),
                )
                .hint(example(field, &dossier.form)),
            );
        }
        if let Some(answer) = answer {
            lengths::check(dossier, index, answer, diagnostics);
        }
    }
}

/// How an answer to a question is written.
fn example(field: &Field, form: &Form) -> String {
    let option = field.options.first().map(|option| option.id.value.as_str());
    let (key, first) = option.map_or(("criterion", "1.1"), |option| ("option", option));
    let limit = field.length.max_words.map(|n| format!(" (at most {n} words)")).unwrap_or_default();
    let rating = field.scale.from.midpoint(field.scale.to);
    let what = match field.kind {
        FieldType::Ratings => format!("`ratings: [{{{key}: {first}, rating: {rating}}}]`"),
        FieldType::Choices => format!("`choices: [{}]`", option.unwrap_or("1.1, 2.3")),
        FieldType::Table => format!("`table:`, one list of {} cells a line", field.columns.len()),
        FieldType::Choice if option.is_some() => format!("`text: {first}`"),
        _ => format!("the text{limit}"),
    };
    let add = format!("add an item to `answers:` with `question: {}` and {what}", field.id.value);
    let phrase = form.empty_phrase.as_ref().map(|phrase| phrase.line(&Lang::english(), &Lang::english()));
    phrase.map_or(add.clone(), |phrase| format!("{add}; without it \"{phrase}\" is printed"))
}
