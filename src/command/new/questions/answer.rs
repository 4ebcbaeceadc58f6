//! Questions for an answer to the form.

use super::super::question::Choice;
use super::{Answers as _, Given, Question, Takes, text};
use crate::command::new::ground::Ground;
use crate::command::pack::show::limits;
use crate::model::{Lang, Text};
use crate::pack::Field;
use crate::pack::form::{FieldType, FilledBy};

/// The questions: first which one is answered, then what that one asks.
pub fn questions(ground: &Ground, answers: &Given) -> Vec<Question> {
    let open = ground.dossier.form.fields.iter().enumerate().filter(|(n, field)| is_open(ground, *n, field));
    let choices: Vec<Choice> = open.map(|(_, field)| (field.id.value.to_string(), label(field))).collect();
    let mut all = vec![Question::new("question", "the question of the form", Takes::Word(choices))];
    let Some(field) = answers.line("question").and_then(|id| {
        let id = id.rsplit(':').next().unwrap_or(id);
        ground.dossier.form.field(id).map(|n| &ground.dossier.form.fields[n])
    }) else {
        return all;
    };
    all.extend(content(ground, field, answers));
    all.extend(text(ground, "owner", "the office that writes it", false, &Takes::Line));
    all
}

/// Whether a question is answered by one text for all languages.
pub fn has_one_text(ground: &Ground, question: &str) -> bool {
    let form = &ground.dossier.form;
    let field = form.field(question.rsplit(':').next().unwrap_or(question)).map(|n| &form.fields[n]);
    field.is_some_and(|field| match field.kind {
        FieldType::Choice => !field.options.is_empty(),
        kind => matches!(kind, FieldType::Url | FieldType::Phone | FieldType::Email | FieldType::Figure),
    })
}

/// Whether a field asks for an answer of the city and has none.
fn is_open(ground: &Ground, index: usize, field: &Field) -> bool {
    let form = &ground.dossier.form;
    field.fills.is_none()
        && form.parts[field.part].filled_by == FilledBy::City
        && !matches!(field.kind, FieldType::Statement | FieldType::Signature)
        && field.asks_a(ground.dossier.city.kind)
        && ground.dossier.answers.iter().all(|(answered, _)| *answered != index)
}

fn say(text: &Text) -> String {
    let english = Lang::english();
    text.line(&english, &english)
}

/// A field with its limits.
fn label(field: &Field) -> String {
    let limits = limits(field.length);
    let limits = if limits.is_empty() { String::new() } else { format!(" ({})", limits.join(", ")) };
    format!("{}{limits}", say(&field.label))
}

/// What a field asks for.
fn content(ground: &Ground, field: &Field, answers: &Given) -> Vec<Question> {
    let help = field.asks.iter().chain(&field.advice).map(say);
    let asks = std::iter::once(label(field)).chain(help).collect::<Vec<_>>().join("; ");
    let options = || -> Vec<Choice> { field.options.iter().map(|o| (o.id.value.clone(), say(&o.label))).collect() };
    // A text stands behind its language, or behind `text:` when there is only one.
    let base = if ground.languages().len() > 1 { "" } else { "text" };
    match field.kind {
        FieldType::Prose => text(ground, base, &asks, true, &Takes::Prose),
        FieldType::Choice if !field.options.is_empty() => vec![Question::new("text", asks, Takes::Word(options()))],
        FieldType::Choices if field.options.is_empty() => {
            vec![Question::new(
                "choices",
                asks + "; the codes of areas, with commas",
                Takes::Criteria(ground.criteria(false), true),
            )]
        }
        FieldType::Choices => vec![Question::new("choices", asks + "; with commas", Takes::Known(options(), true))],
        FieldType::Ratings => ratings(ground, field, options()),
        FieldType::Table => table(ground, field, &asks, answers),
        FieldType::Url | FieldType::Phone | FieldType::Email | FieldType::Figure => {
            vec![Question::new("text", asks, Takes::Line)]
        }
        _ => text(ground, base, &asks, true, &Takes::Line),
    }
}

/// A number for each option, else for each area.
fn ratings(ground: &Ground, field: &Field, options: Vec<Choice>) -> Vec<Question> {
    let (key, list) = if options.is_empty() { ("criterion", ground.criteria(false)) } else { ("option", options) };
    let scale = &field.scale;
    let end = |n: u32, word: &Option<Text>| word.as_ref().map_or_else(|| n.to_string(), |word| format!("{n} ({})", say(word)));
    let ends = format!("{} to {}", end(scale.from, &scale.low), end(scale.to, &scale.high));
    let ask = |(n, (name, label)): (usize, (String, String))| {
        let what = if name == label { name.clone() } else { format!("{name} {label}") };
        let (path, what) = (format!("ratings.{}", n + 1), format!("{what}: from {ends}"));
        if field.required && !field.options.is_empty() {
            Question::new(path, what, Takes::Rating(key, name))
        } else {
            Question::optional(path, what, Takes::Rating(key, name))
        }
    };
    list.into_iter().enumerate().map(ask).collect()
}

/// Lines of cells, until there is none.
fn table(ground: &Ground, field: &Field, asks: &str, answers: &Given) -> Vec<Question> {
    let mut all = Vec::new();
    for line in 1.. {
        for (cell, column) in field.columns.iter().enumerate() {
            let path = format!("table.{line}.{}", cell + 1);
            let first = cell == 0;
            let what = if first {
                format!("{asks}: line {line}, {}; Enter when there is none", say(column))
            } else {
                format!("line {line}, {}", say(column))
            };
            // A table that is asked for has a line.
            let needed = !first || line == 1 && field.required;
            let mut questions = text(ground, &path, &what, needed, &Takes::Line);
            let answered = questions.first().is_none_or(|q| answers.has(&q.path));
            if first && !answered {
                // Without its first cell a line is not asked for.
                questions.truncate(1);
                all.extend(questions);
                return all;
            }
            all.extend(questions);
        }
        if field.columns.is_empty() {
            return all;
        }
    }
    all
}
