//! Questions for an item of evidence.

use super::{Answers as _, Given, Question, Takes, figure, id, text, word_choices};
use crate::command::new::ground::Ground;
use crate::model::evidence::PROSE_DETAILS;
use crate::model::words::{EvidenceKind, Status};

/// The questions, as far as the kind is known.
pub fn questions(ground: &Ground, answers: &Given) -> Vec<Question> {
    let mut all = vec![Question::new("kind", "what sort of thing it is", Takes::Word(word_choices!(EvidenceKind)))];
    let Some(kind) = answers.line("kind").and_then(EvidenceKind::from_word) else { return all };
    all.extend(text(ground, "title", "what it is called, on one line", true, &Takes::Line));
    all.push(id(ground, answers, "title"));
    all.push(Question::new("status", "how far it is", Takes::Word(word_choices!(Status))));
    details(kind, ground, &mut all);
    let dated = matches!(
        kind,
        EvidenceKind::Policy
            | EvidenceKind::Plan
            | EvidenceKind::Event
            | EvidenceKind::Survey
            | EvidenceKind::Report
            | EvidenceKind::Award
    );
    let since = "since when: year-month-day, year-month or the year, as far as it is known";
    all.push(Question { required: dated, ..Question::new("since", since, Takes::Line) });
    all.push(Question::optional("until", "until when, if it ends", Takes::Line));
    all.extend(text(ground, "says", "what it is and what it does; link other items as [words](@id)", true, &Takes::Prose));
    all.push(Question::optional("proof", "what proves it: sources and attachments", Takes::Known(ground.proofs(), true)));
    let criteria = ground.criteria(true);
    for n in 1.. {
        let criterion = format!("supports.{n}.criterion");
        let asks = if n == 1 { "the code of a criterion it supports" } else { "another criterion; Enter when there is none" };
        all.push(Question::optional(&criterion, asks, Takes::Criteria(criteria.clone(), false)));
        if !answers.has(&criterion) {
            break;
        }
        all.extend(text(ground, &format!("supports.{n}.because"), "why it supports it, in a sentence", true, &Takes::Line));
    }
    all.extend(text(ground, "owner", "the office that is responsible for this item", false, &Takes::Line));
    all
}

/// What the kind needs.
fn details(kind: EvidenceKind, ground: &Ground, all: &mut Vec<Question>) {
    use EvidenceKind as K;
    let mut said = |key: &str, asks: &str| {
        let takes = if PROSE_DETAILS.contains(&key) { Takes::Prose } else { Takes::Line };
        all.extend(text(ground, key, asks, true, &takes));
    };
    match kind {
        K::Policy | K::Plan => {
            said("adopted_by", "who adopted it");
            all.push(Question::new("number", "its number, such as 11/KH-UBND; – when no source gives it", Takes::Line));
        }
        K::Programme => said("for_whom", "whom it is for"),
        K::Body => {
            said("mandate", "what it is there for");
            said("members", "who sits in it");
            let papers = ground.evidence(|e| matches!(e.kind, K::Policy | K::Plan));
            let asks = "what set it up: the id of a policy or plan, else in words";
            all.push(Question::new("decision", asks, Takes::Known(papers, false)));
        }
        K::Partnership => said("partners", "with whom"),
        K::Survey | K::Report => said("by", "who made it"),
        K::BudgetLine => {
            said("money_from", "where the money is from");
            all.push(Question::new("amount.year", "the year the money is for", Takes::Time));
            all.push(figure("amount.value"));
            all.push(Question::new("amount.unit", "the currency: VND, billion VND, USD", Takes::Line));
            let asks = "what the figure is from";
            all.push(Question::optional("amount.source", asks, Takes::Known(ground.proofs(), false)));
        }
        K::Award => said("given_by", "who gave it"),
        K::Practice => {
            said("problem", "what was wrong before");
            said("what_is_done", "what is done");
            said("for_whom", "whom it is for");
            said("cost", "what it costs, and who pays");
            said("result", "what came of it");
            said("what_others_can_copy", "what others can copy");
        }
        K::Commitment => {
            let papers = ground.evidence(|e| matches!(e.kind, K::Policy | K::Plan));
            all.push(Question::new("promised_in", "the policy or plan it stands in", Takes::Known(papers, false)));
            all.push(Question::optional("by", "by when: a date", Takes::Line));
        }
        K::Event => all.extend(text(ground, "where", "where it took place", false, &Takes::Line)),
    }
}
