//! Ids are unique, and every reference leads somewhere sensible.

use std::collections::HashMap;

use super::Item;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::model::city::City;
use crate::model::dossier::Head;
use crate::model::indicator::Rule;
use crate::model::lost::Lost;
use crate::model::words::EvidenceKind;
use crate::model::{Attachment, DeclaredUnit, Evidence, Id, Indicator, Source};
use crate::source::Span;
use crate::yaml::read::Placed;

/// Gives every id its item; an item whose id is taken is reported and left out.
pub fn unique(
    evidence: &mut Vec<Evidence>,
    indicators: &mut Vec<Indicator>,
    sources: &mut Vec<Source>,
    attachments: &mut Vec<Attachment>,
    diagnostics: &mut Diagnostics,
) -> HashMap<Id, Item> {
    let mut first: HashMap<Id, Span> = HashMap::new();
    let mut is_new = |id: &Placed<Id>| -> bool {
        if let Some(at) = first.get(&id.value).copied() {
            let (a, b) = if at.file == id.at.file && at.start > id.at.start { (id.at, at) } else { (at, id.at) };
            diagnostics.push(
                Diagnostic::new(Code::DuplicateId, b, format!("the id `{}` is used twice", id.value))
                    .label(a, "first here")
                    .hint(
                        "every item of the dossier has an id of its own, whatever its kind; rename one, and the references to it",
                    ),
            );
            return false;
        }
        first.insert(id.value.clone(), id.at);
        true
    };
    evidence.retain(|e| is_new(&e.id));
    indicators.retain(|i| is_new(&i.id));
    sources.retain(|s| is_new(&s.id));
    attachments.retain(|a| is_new(&a.id));
    let mut items = HashMap::new();
    items.extend(evidence.iter().enumerate().map(|(n, e)| (e.id.value.clone(), Item::Evidence(n))));
    items.extend(indicators.iter().enumerate().map(|(n, i)| (i.id.value.clone(), Item::Indicator(n))));
    items.extend(sources.iter().enumerate().map(|(n, s)| (s.id.value.clone(), Item::Source(n))));
    items.extend(attachments.iter().enumerate().map(|(n, a)| (a.id.value.clone(), Item::Attachment(n))));
    items
}

/// What references are checked against.
pub struct Ids<'a> {
    pub items: &'a HashMap<Id, Item>,
    pub lost: &'a Lost,
}

impl Ids<'_> {
    pub fn check_evidence(&self, evidence: &[Evidence], diagnostics: &mut Diagnostics) {
        for item in evidence {
            for proof in &item.proof {
                self.want(
                    proof,
                    "a source or an attachment",
                    |i| matches!(i, Item::Source(_) | Item::Attachment(_)),
                    diagnostics,
                );
            }
            if let Some(paper) = &item.details.promised_in {
                let is_paper = |i: Item| matches!(i, Item::Evidence(n) if is_paper(evidence[n].kind));
                self.want(paper, "a policy or plan among the evidence", is_paper, diagnostics);
            }
            if let Some(decision) = &item.details.decision {
                self.want(decision, "evidence, a source or an attachment", |i| !matches!(i, Item::Indicator(_)), diagnostics);
            }
            if let Some(amount) = &item.details.amount {
                self.figure_source(amount.source.as_ref(), diagnostics);
            }
        }
    }

    pub fn check_indicators(&self, indicators: &[Indicator], evidence: &[Evidence], diagnostics: &mut Diagnostics) {
        for indicator in indicators {
            for value in &indicator.values {
                self.figure_source(value.source.as_ref(), diagnostics);
            }
            let inputs = indicator.rule.iter().flat_map(|rule| rule.value.inputs());
            for other in inputs.chain(&indicator.parts) {
                self.want(other, "an indicator", |i| matches!(i, Item::Indicator(_)), diagnostics);
            }
            if let Some(Rule::Convert { source, .. }) = indicator.rule.as_ref().map(|r| &r.value) {
                self.figure_source(source.as_ref(), diagnostics);
            }
            for target in &indicator.targets {
                if let Some(source) = &target.source {
                    let fits = |i: Item| match i {
                        Item::Evidence(n) => is_paper(evidence[n].kind),
                        Item::Source(_) | Item::Attachment(_) => true,
                        Item::Indicator(_) => false,
                    };
                    self.want(source, "the policy, plan or source the target stands in", fits, diagnostics);
                }
            }
        }
    }

    pub fn check_units(&self, units: &[DeclaredUnit], diagnostics: &mut Diagnostics) {
        for ended_by in units.iter().filter_map(|u| u.ended_by.as_ref()) {
            self.figure_source(Some(ended_by), diagnostics);
        }
    }

    pub fn check_lost(&self, diagnostics: &mut Diagnostics) {
        for reference in &self.lost.references {
            self.want(reference, "an item", |_| true, diagnostics);
        }
    }

    pub fn check_sources(&self, sources: &[Source], diagnostics: &mut Diagnostics) {
        for attachment in sources.iter().filter_map(|s| s.attachment.as_ref()) {
            self.want(attachment, "an attachment", |i| matches!(i, Item::Attachment(_)), diagnostics);
        }
    }

    pub fn check_head(&self, head: &Head, city: &City, evidence: &[Evidence], diagnostics: &mut Diagnostics) {
        for id in &head.summary_figures {
            self.want(id, "an indicator", |i| matches!(i, Item::Indicator(_)), diagnostics);
        }
        if let Some(extra) = head.summary_figures.get(6) {
            diagnostics.push(
                Diagnostic::new(Code::TooMuch, extra.at, "the summary has room for six figures")
                    .hint("keep the six that carry the case"),
            );
        }
        if let Some(body) = &city.steered_by {
            let is_body = |i: Item| matches!(i, Item::Evidence(n) if evidence[n].kind == EvidenceKind::Body);
            self.want(body, "evidence of the kind `body`", is_body, diagnostics);
        }
        if let Some(decision) = &city.decided_by {
            self.want(
                decision,
                "a policy or plan among the evidence",
                |i| matches!(i, Item::Evidence(n) if is_paper(evidence[n].kind)),
                diagnostics,
            );
        }
        for (_, figure) in &city.profile {
            self.figure_source(figure.source.as_ref(), diagnostics);
        }
    }

    fn figure_source(&self, source: Option<&Placed<Id>>, diagnostics: &mut Diagnostics) {
        if let Some(source) = source {
            self.want(source, "a source, an attachment or evidence", |i| !matches!(i, Item::Indicator(_)), diagnostics);
        }
    }

    /// Reports a reference that leads nowhere, or to the wrong kind of item.
    fn want(&self, wanted: &Placed<Id>, what: &str, fits: impl Fn(Item) -> bool, diagnostics: &mut Diagnostics) {
        match self.items.get(&wanted.value) {
            Some(item) if fits(*item) => {}
            Some(item) => diagnostics.push(
                Diagnostic::new(
                    Code::WrongReference,
                    wanted.at,
                    format!("`{}` is {}, and {what} is needed here", wanted.value, item.word()),
                )
                .hint(match item {
                    Item::Evidence(_) => "proof is a source or an attachment: list the page or paper as a source, and name that",
                    _ => "name the id of an item of the right kind",
                }),
            ),
            None if self.lost.has(&wanted.value) => {}
            None => diagnostics.push(unknown_id(wanted.value.as_str(), wanted.at, self.items)),
        }
    }
}

/// The message for an id that names nothing.
pub fn unknown_id(id: &str, at: Span, items: &HashMap<Id, Item>) -> Diagnostic {
    let mut known: Vec<&str> = items.keys().map(Id::as_str).collect();
    known.sort_unstable();
    Diagnostic::new(Code::UnknownId, at, format!("nothing in this dossier has the id `{id}`")).hint(
        did_you_mean(id, known)
            .unwrap_or_else(|| "add the item, or mend the id; ids are written exactly as in the item's `id:` line".into()),
    )
}

fn is_paper(kind: EvidenceKind) -> bool {
    matches!(kind, EvidenceKind::Policy | EvidenceKind::Plan)
}

impl Item {
    /// What it is, with its article.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Evidence(_) => "evidence",
            Self::Indicator(_) => "an indicator",
            Self::Source(_) => "a source",
            Self::Attachment(_) => "an attachment",
        }
    }
}
