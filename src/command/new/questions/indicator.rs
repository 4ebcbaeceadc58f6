//! Questions for an indicator.

use super::{Given, Question, Takes, figures, id, text, word_choices};
use crate::command::new::ground::Ground;
use crate::model::words::Better;

/// The questions.
pub fn questions(ground: &Ground, answers: &Given) -> Vec<Question> {
    let mut all = text(ground, "name", "what is counted, on one line", true, &Takes::Line);
    all.push(id(ground, answers, "name"));
    let declared: Vec<&str> = ground.dossier.units.iter().map(|unit| unit.id.value.as_str()).collect();
    let own = if declared.is_empty() { String::new() } else { format!("; your own: {}", declared.join(", ")) };
    let asks = format!("the unit: % of households, per 100000, years, km², VND (`gnlc explain units` lists them){own}");
    all.push(Question::new("unit", asks, Takes::Line));
    let asks = "the codes of the criteria it measures, with commas";
    all.push(Question::optional("measures", asks, Takes::Criteria(ground.criteria(true), true)));
    all.extend(text(ground, "says", "how it is defined, or a remark", false, &Takes::Prose));
    all.push(Question::optional("better", "which way is good; higher if you say nothing", Takes::Word(word_choices!(Better))));
    let mut sources = ground.proofs();
    all.extend(figures("values", "a value", &sources, answers));
    sources.splice(0..0, ground.evidence(|_| true));
    all.extend(figures("targets", "a target", &sources, answers));
    all.extend(text(ground, "owner", "the office that is responsible for it", false, &Takes::Line));
    all
}
