//! What somebody who signs for a part of the dossier stands behind: the items themselves, and everything they print.
//!
//! What an item prints is found in its canonical form, where every reference is a text `@id` or a link `(@id…)`. So no list
//! of fields has to name them all, and a field of a later version counts by itself. A link in a text prints a figure, or only
//! leads somewhere: what the text of a proof leads to is no longer what was signed for, and the figures it quotes are.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value as Json;

use super::facts::{Facts, Group, digest, unnumbered};
use crate::check::{Criterion, Dossier};
use crate::digest::sha256;
use crate::model::Text;
use crate::model::next_step::Plan;
use crate::model::signoff::{ITEM_DIGEST, Signed, What};
use crate::model::text::squeeze;
use crate::pack::framework::Level;

/// Items of the dossier, by sort and name.
pub type Covered<'a> = BTreeSet<(Group, &'a str)>;

/// The facts of a dossier, ready to be signed: who refers to whom, and the digest of each.
#[derive(Debug)]
pub struct Ground<'a> {
    dossier: &'a Dossier,
    facts: &'a Facts,
    /// Every item that is not worked out from others, with the first digits of its digest.
    digests: BTreeMap<(Group, &'a str), String>,
    /// What an id names.
    named: HashMap<&'a str, Vec<Group>>,
}

impl<'a> Ground<'a> {
    /// The ground of a dossier.
    #[must_use]
    pub fn of(dossier: &'a Dossier, facts: &'a Facts) -> Self {
        let mut digests = BTreeMap::new();
        let mut named: HashMap<&str, Vec<Group>> = HashMap::new();
        for (group, items) in facts.0.iter().filter(|(group, _)| !group.is_derived()) {
            for (name, fact) in items {
                digests.insert((*group, name.as_str()), digest(*group, fact)[..ITEM_DIGEST].to_owned());
                if matches!(group, Group::Evidence | Group::Indicator | Group::Source | Group::Attachment | Group::Unit) {
                    named.entry(name.as_str()).or_default().push(*group);
                }
            }
        }
        Self { dossier, facts, digests, named }
    }

    /// Everything that somebody stands behind who signs for this; nothing when it names nothing.
    #[must_use]
    pub fn covered(&self, what: &What) -> Covered<'a> {
        let mut roots: Covered<'a> = match what {
            What::Answer(question) => self.answer(question),
            What::Area(code) => self.area(code),
            What::Owner(owner) => self.owned(owner),
            What::Whole => return self.digests.keys().copied().collect(),
        };
        let mut open: Vec<(Group, &'a str, bool)> = roots.iter().map(|(group, name)| (*group, *name, true)).collect();
        while let Some((group, name, signed_for)) = open.pop() {
            let Some(fact) = self.facts.get(group, name) else { continue };
            references(fact, &mut |id, link| {
                let Some((id, groups)) = self.named.get_key_value(id) else { return };
                for group in groups.iter().filter(|group| !link || signed_for || **group == Group::Indicator) {
                    if roots.insert((*group, id)) {
                        open.push((*group, id, false));
                    }
                }
            });
        }
        roots
    }

    /// The list of what is signed, in order.
    #[must_use]
    pub fn signed(&self, covered: &Covered<'_>) -> Vec<Signed> {
        let line = |item: &(Group, &str)| {
            let digest = self.digests.get(item)?.clone();
            Some(Signed { sort: item.0.word().to_owned(), name: item.1.to_owned(), digest })
        };
        let mut list: Vec<Signed> = covered.iter().filter_map(line).collect();
        list.sort();
        list
    }

    /// The name of an item, as long as the facts live.
    fn item(&self, group: Group, name: &str) -> Option<(Group, &'a str)> {
        self.facts.0.get(&group)?.get_key_value(name).map(|(name, _)| (group, name.as_str()))
    }

    /// An answer and its question.
    fn answer(&self, question: &str) -> Covered<'a> {
        let id = question.rsplit(':').next().unwrap_or(question);
        let other_form = question.split_once(':').is_some_and(|(form, _)| form != self.dossier.form.head.id.value.as_str());
        let answer = self.item(Group::Answer, id).filter(|_| !other_form);
        answer.into_iter().chain(answer.and_then(|_| self.item(Group::Question, id))).collect()
    }

    /// The wording of an area, the next steps for it, and the evidence and indicators linked to it or what is below it.
    fn area(&self, written: &str) -> Covered<'a> {
        let Some(area) = criterion(self.dossier, written) else { return Covered::new() };
        let inside = |c: Criterion| self.dossier.is_within(c, area);
        let all = (0..self.dossier.frameworks[area.framework].rows.len()).map(|row| Criterion { row, ..area });
        let rows: Vec<String> = all.filter(|row| inside(*row)).map(|row| self.dossier.key(row)).collect();
        let steps =
            self.facts.items(Group::NextStep).map(|(name, _)| name).filter(|name| rows.iter().any(|row| row == unnumbered(name)));
        let dossier = self.dossier;
        let evidence = dossier.links.iter().filter(|l| inside(l.criterion)).map(|l| &dossier.evidence[l.evidence].id.value);
        let indicators = dossier.measures.iter().filter(|(_, c)| inside(*c)).map(|(i, _)| &dossier.indicators[*i].id.value);
        (rows.iter().filter_map(|row| self.item(Group::Criterion, row)))
            .chain(steps.map(|name| (Group::NextStep, name.as_str())))
            .chain(evidence.filter_map(|id| self.item(Group::Evidence, id.as_str())))
            .chain(indicators.filter_map(|id| self.item(Group::Indicator, id.as_str())))
            .collect()
    }

    /// Everything an office is responsible for: what it owns, and the steps it will take.
    fn owned(&self, owner: &str) -> Covered<'a> {
        let dossier = self.dossier;
        let own = |text: &Text| is_called(text, owner);
        let owns = |text: &Option<Text>| text.as_ref().is_some_and(own);
        let answers = dossier.answers.iter().filter(|(_, a)| owns(&a.owner)).map(|(f, _)| &dossier.form.fields[*f].id.value);
        let evidence = dossier.evidence.iter().filter(|e| owns(&e.owner)).map(|e| &e.id.value);
        let indicators = dossier.indicators.iter().filter(|i| owns(&i.owner)).map(|i| &i.id.value);
        let promises = dossier.next_steps.iter().any(|(_, s)| matches!(&s.plan, Plan::Step { who, .. } if own(who)));
        let steps = self.facts.items(Group::NextStep).filter(|(_, fact)| {
            let who = fact.get("plan").and_then(|p| p.get("step")).and_then(|s| s.get("who"));
            promises
                && who.and_then(Json::as_object).is_some_and(|m| m.values().any(|t| t.as_str().is_some_and(|t| same(t, owner))))
        });
        let mut covered: Covered<'a> = steps.map(|(name, _)| (Group::NextStep, name.as_str())).collect();
        for id in answers {
            covered.extend(self.answer(id.as_str()));
        }
        covered.extend(evidence.filter_map(|id| self.item(Group::Evidence, id.as_str())));
        covered.extend(indicators.filter_map(|id| self.item(Group::Indicator, id.as_str())));
        covered
    }
}

/// The digest of what is signed: 64 hex digits.
#[must_use]
pub fn seal(items: &[Signed]) -> String {
    let mut lines: Vec<String> = items.iter().map(ToString::to_string).collect();
    lines.sort();
    sha256(format!("gnlc/1/signoff\0{}", lines.join("\n")).as_bytes())
}

/// Every office that is responsible for something, as often as it is.
pub fn owners(dossier: &Dossier) -> impl Iterator<Item = &Text> {
    let steps = dossier.next_steps.iter().filter_map(|(_, step)| match &step.plan {
        Plan::Step { who, .. } => Some(who),
        Plan::NotNow { .. } => None,
    });
    (dossier.answers.iter().filter_map(|(_, a)| a.owner.as_ref()))
        .chain(dossier.evidence.iter().filter_map(|e| e.owner.as_ref()))
        .chain(dossier.indicators.iter().filter_map(|i| i.owner.as_ref()))
        .chain(steps)
}

/// Whether a text says this in any of its languages.
#[must_use]
pub fn is_called(text: &Text, name: &str) -> bool {
    text.versions.iter().any(|v| same(&v.text, name))
}

fn same(a: &str, b: &str) -> bool {
    squeeze(a).to_lowercase() == squeeze(b).to_lowercase()
}

/// The area or feature of a code such as `2.2` or `key-features:2.2`.
#[must_use]
pub fn criterion(dossier: &Dossier, written: &str) -> Option<Criterion> {
    row(dossier, written).filter(|c| matches!(dossier.row(*c).level, Level::Area | Level::Feature))
}

/// The row of a code, of whatever level.
#[must_use]
pub fn row(dossier: &Dossier, written: &str) -> Option<Criterion> {
    let (framework, code) = match written.split_once(':') {
        None => (0, written.trim()),
        Some((set, code)) => (dossier.frameworks.iter().position(|f| f.head.id.value.as_str() == set.trim())?, code.trim()),
    };
    let row = dossier.frameworks[framework].row(code)?;
    Some(Criterion { framework, row })
}

/// Every id that a fact refers to, and whether by a link in a text.
fn references<'f>(fact: &'f Json, visit: &mut impl FnMut(&'f str, bool)) {
    match fact {
        Json::String(text) => in_text(text, visit),
        Json::Array(list) => list.iter().for_each(|fact| references(fact, visit)),
        Json::Object(map) => {
            for (key, fact) in map {
                in_text(key, visit);
                references(fact, visit);
            }
        }
        _ => {}
    }
}

/// `@plan-11`, and links such as `(@plan-11.target)`; an address such as a@b.vn is none.
fn in_text<'f>(text: &'f str, visit: &mut impl FnMut(&'f str, bool)) {
    for (at, _) in text.match_indices('@').filter(|(at, _)| *at == 0 || text[..*at].ends_with(['(', ' '])) {
        let rest = &text[at + 1..];
        let end = rest.find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')).unwrap_or(rest.len());
        let link = text[..at].ends_with('(');
        visit(&rest[..end], link);
        // `(@learning-clans.target.plan-291.2025)` names two.
        let tail = rest[end..].split([')', ' ', '\n']).next().unwrap_or_default();
        tail.split('.').skip(1).for_each(|id| visit(id, link));
    }
}
