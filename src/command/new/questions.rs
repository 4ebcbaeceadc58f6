//! The questions for each sort of entry, as far as the answers so far decide them.

mod answer;
mod evidence;
mod indicator;
mod source;

pub use answer::has_one_text;

use super::ground::Ground;
use super::question::{Choice, Question, Takes};
use crate::cli::NewSort;
use crate::yaml::write::Tree;

/// The answers so far.
pub trait Answers {
    /// Whether a question was answered, and not passed over.
    fn has(&self, path: &str) -> bool;
    /// What a field says, when it is one line.
    fn line(&self, field: &str) -> Option<&str>;
}

/// Answers by question: what each says, by field; nothing where it was passed over.
#[derive(Debug, Default)]
pub struct Given(pub Vec<(String, Vec<(String, Tree)>)>);

impl Answers for Given {
    fn has(&self, path: &str) -> bool {
        self.0.iter().any(|(question, fields)| question == path && !fields.is_empty())
    }

    fn line(&self, field: &str) -> Option<&str> {
        self.0.iter().flat_map(|(_, fields)| fields).find_map(|(path, tree)| match tree {
            Tree::Line(text) | Tree::Block(text) if path == field => Some(text.as_str()),
            _ => None,
        })
    }
}

/// The questions, in their order.
pub fn all(ground: &Ground, answers: &Given) -> Vec<Question> {
    match ground.sort {
        NewSort::Evidence => evidence::questions(ground, answers),
        NewSort::Indicator => indicator::questions(ground, answers),
        NewSort::Answer => answer::questions(ground, answers),
        NewSort::Source => source::questions(ground, answers),
    }
}

/// A text in every language of the dossier: the original first, the others may wait.
fn text(ground: &Ground, path: &str, asks: &str, required: bool, takes: &Takes) -> Vec<Question> {
    let languages = ground.languages();
    let [_, _, ..] = languages else {
        return vec![Question { path: path.to_owned(), asks: asks.to_owned(), required, takes: takes.clone() }];
    };
    let question = |(index, lang): (usize, &crate::model::Lang)| {
        let asks = if index == 0 { asks.to_owned() } else { format!("the same in {}", name(lang.code())) };
        let path = format!("{path}.{lang}").trim_start_matches('.').to_owned();
        Question { path, asks, required: required && index == 0, takes: takes.clone() }
    };
    languages.iter().enumerate().map(question).collect()
}

/// A language by its name, where it is a common one.
fn name(code: &str) -> String {
    let names = [
        ("ar", "Arabic"),
        ("en", "English"),
        ("es", "Spanish"),
        ("fr", "French"),
        ("pt", "Portuguese"),
        ("ru", "Russian"),
        ("vi", "Vietnamese"),
        ("zh", "Chinese"),
    ];
    names
        .iter()
        .find(|(known, _)| *known == code)
        .map_or_else(|| format!("the language `{code}`"), |(_, name)| (*name).to_owned())
}

/// Words with what they mean, in one sentence: what a kind needs is asked for later.
macro_rules! word_choices {
    ($list:ty) => {
        <$list>::ALL.iter().map(|word| (word.word().to_owned(), super::first_sentence(word.meaning()))).collect::<Vec<_>>()
    };
}
use word_choices;

/// The first sentence of an explanation.
fn first_sentence(text: &str) -> String {
    text.trim().split(". ").next().unwrap_or_default().trim_end_matches('.').to_owned()
}

/// The id, with one that is made of a title.
fn id(ground: &Ground, answers: &Given, title: &str) -> Question {
    let original = format!("{title}.{}", ground.dossier.original());
    let proposal = answers.line(title).or_else(|| answers.line(&original)).and_then(|title| ground.propose(title));
    let asks = "its name in links and references, for good: small letters, digits, hyphens";
    Question::new("id", asks, Takes::Id(proposal))
}

/// One figure after the other, until there is none: time, amount, source.
fn figures(list: &str, what: &str, sources: &[Choice], answers: &Given) -> Vec<Question> {
    let mut questions = Vec::new();
    for n in 1.. {
        let time = format!("{list}.{n}.year");
        let more =
            if n == 1 { "of which year, such as 2025 (or 2025-06, 2025-Q3, 2021-2025)" } else { "the year of another one" };
        questions.push(Question::optional(&time, format!("{what}: {more}; Enter when there is none"), Takes::Time));
        if !answers.has(&time) {
            return questions;
        }
        questions.push(figure(&format!("{list}.{n}.value")));
        let asks = "what it is from";
        questions.push(Question::optional(format!("{list}.{n}.source"), asks, Takes::Known(sources.to_vec(), false)));
    }
    questions
}

/// The amount of a figure.
fn figure(path: &str) -> Question {
    let asks = "the figure, with a point for decimals and no sign between thousands: 59.5; at least 60; more than 85; about 80; \
                80 to 85; 97 of 204; not available: the reason";
    Question::new(path, asks, Takes::Amount)
}
