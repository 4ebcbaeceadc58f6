//! Questions for a source.

use super::{Given, Question, Takes, id, text, word_choices};
use crate::command::new::ground::Ground;
use crate::model::words::SourceKind;

/// The questions.
pub fn questions(ground: &Ground, answers: &Given) -> Vec<Question> {
    let mut all = vec![Question::new("kind", "where it stands", Takes::Word(word_choices!(SourceKind)))];
    all.extend(text(ground, "title", "its title, on one line", true, &Takes::Line));
    all.push(id(ground, answers, "title"));
    all.push(Question::new("publisher", "who published it: a name needs no translation", Takes::Line));
    let asks = "when it was published: year-month-day, year-month or the year, as far as it is known";
    all.push(Question::new("date", asks, Takes::Line));
    all.push(Question::optional("url", "its address on the web", Takes::Line));
    all.push(Question::optional("language", "the language it is written in: en, fr, vi …", Takes::Line));
    let copies = ground.attachments();
    if !copies.is_empty() {
        all.push(Question::optional("attachment", "a copy of it among the attachments", Takes::Known(copies, false)));
    }
    all.extend(text(ground, "note", "a remark", false, &Takes::Line));
    all
}
