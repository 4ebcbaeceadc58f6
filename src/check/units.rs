//! Units and bases: every word leads to a unit that is known or declared, or is a unit of its own, used once.

use std::collections::HashMap;

use super::Item;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::model::indicator::Rule;
use crate::model::lost::Lost;
use crate::model::text::{Text, Version};
use crate::model::unit::{DeclaredUnit, Known};
use crate::model::{Base, Figure, Id, Indicator, Unit};
use crate::source::Span;
use crate::yaml::read::Placed;

/// Looks units up.
pub struct Units<'a> {
    declared: &'a [DeclaredUnit],
    by_id: HashMap<&'a str, usize>,
    lost: &'a Lost,
    used: Vec<bool>,
}

impl<'a> Units<'a> {
    /// Checks the declarations themselves: their ids belong to nothing else.
    pub fn new(
        declared: &'a mut Vec<DeclaredUnit>,
        items: &HashMap<Id, Item>,
        place: impl Fn(Item) -> Span,
        lost: &'a Lost,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut first: HashMap<Id, Span> = HashMap::new();
        declared.retain(|unit| {
            let id = &unit.id;
            let other = first.get(&id.value).copied().or_else(|| items.get(&id.value).map(|item| place(*item)));
            if Known::ALL.iter().any(|k| k.word() == id.value.as_str()) {
                diagnostics.push(
                    Diagnostic::new(Code::DuplicateId, id.at, format!("`{}` is a unit already", id.value))
                        .hint("delete the declaration, or give the unit another id; `gnlc explain units` lists those built in"),
                );
            }
            if let Some(at) = other {
                diagnostics.push(
                    Diagnostic::new(Code::DuplicateId, id.at, format!("the id `{}` is used twice", id.value))
                        .label(at, "the other one")
                        .hint("rename one of them, and what refers to it"),
                );
            } else {
                first.insert(id.value.clone(), id.at);
            }
            other.is_none()
        });
        let used = vec![false; declared.len()];
        let by_id = declared.iter().enumerate().map(|(n, unit)| (unit.id.value.as_str(), n)).collect();
        Self { declared, by_id, lost, used }
    }

    /// Looks up everything an indicator is counted in.
    pub fn indicator(&mut self, indicator: &mut Indicator, diagnostics: &mut Diagnostics) {
        self.unit(&mut indicator.unit, diagnostics);
        if let Some(base) = &mut indicator.base {
            self.base(base, diagnostics);
        }
        if let Some(Placed { value: Rule::Convert { to, .. }, at }) = &mut indicator.rule {
            let mut unit = Placed { value: to.clone(), at: *at };
            self.unit(&mut unit, diagnostics);
            *to = unit.value;
        }
        for figure in indicator.values.iter_mut().chain(&mut indicator.targets) {
            self.figure(figure, diagnostics);
        }
    }

    /// Looks up what a figure of its own is counted in.
    pub fn figure(&mut self, figure: &mut Figure, diagnostics: &mut Diagnostics) {
        if let Some(unit) = &mut figure.unit {
            self.unit(unit, diagnostics);
        }
        if let Some(base) = &mut figure.base {
            self.base(base, diagnostics);
        }
    }

    fn declared(&mut self, word: &str) -> Option<usize> {
        let found = *self.by_id.get(word)?;
        self.used[found] = true;
        Some(found)
    }

    fn is_lost(&self, word: &str) -> bool {
        Id::parse(word).is_some_and(|id| self.lost.has(&id))
    }

    fn unit(&mut self, unit: &mut Placed<Unit>, diagnostics: &mut Diagnostics) {
        let Unit::Word(word) = &unit.value else { return };
        let word = word.clone();
        let found = self.declared(&word).map(Unit::Declared).or_else(|| Unit::by_other_word(&word));
        let known = found.is_some();
        unit.value = found.unwrap_or_else(|| Unit::Said(said(&word, unit.at)));
        if known || is_phrase(&word) || self.is_lost(&word) {
            return;
        }
        let ids = self.declared.iter().map(|u| u.id.value.as_str());
        let known = ["%", "per 100000"].into_iter().chain(Known::ALL.iter().map(|k| k.word()));
        if let Some(near) = did_you_mean(&word, ids.chain(known)) {
            diagnostics.push(
                Diagnostic::new(Code::UnknownUnit, unit.at, format!("`{word}` is no unit"))
                    .hint(near)
                    .hint("`gnlc explain units` lists the units; another thing that is counted is declared under `units:`"),
            );
        }
    }

    fn base(&mut self, base: &mut Placed<Base>, diagnostics: &mut Diagnostics) {
        let Base::Word(word) = &base.value else { return };
        let word = word.clone();
        if let Some(found) = self.declared(&word) {
            base.value = Base::Declared(found);
            return;
        }
        base.value = Base::Said(said(&word, base.at));
        if is_phrase(&word) {
            return;
        }
        let near = did_you_mean(&word, self.declared.iter().map(|u| u.id.value.as_str()));
        if let Some(near) = near.filter(|_| !self.is_lost(&word)) {
            diagnostics.push(
                Diagnostic::new(Code::UnknownUnit, base.at, format!("`{word}` is none of the declared units"))
                    .hint(near)
                    .hint("a base that is no declared unit is a text: `base: {en: …, vi: …}`"),
            );
        }
    }

    /// Reports declared units that nothing is counted in.
    pub fn unused(&self, diagnostics: &mut Diagnostics) {
        for (unit, _) in self.declared.iter().zip(&self.used).filter(|(_, used)| !**used) {
            diagnostics.push(
                Diagnostic::new(Code::NeverUsed, unit.id.at, format!("nothing is counted in `{}`", unit.id.value))
                    .hint("name it as `unit:` or `base:` of an indicator, or delete it"),
            );
        }
    }
}

/// Reports units in words that two indicators write out.
pub fn twice(indicators: &[Indicator], diagnostics: &mut Diagnostics) {
    let mut first: HashMap<&str, Span> = HashMap::new();
    let mut units: Vec<_> = indicators.iter().map(|i| &i.unit).collect();
    units.sort_by_key(|u| (u.at.file, u.at.start));
    for unit in units {
        let Unit::Said(text) = &unit.value else { continue };
        let words = text.versions[0].text.as_str();
        if let Some(at) = first.get(words) {
            diagnostics.push(
                Diagnostic::new(Code::UnitTwice, unit.at, format!("the unit \"{words}\" is written out a second time"))
                    .label(*at, "first here")
                    .hint(format!("declare it once under `units:`, as `- {{id: …, name: {words}}}`, and name its id in both")),
            );
        }
        first.entry(words).or_insert(unit.at);
    }
}

/// Whether a text is too long to be a slip in an id.
fn is_phrase(word: &str) -> bool {
    word.split_whitespace().count() > 2 || word.len() > crate::model::id::MAX_ID
}

/// A word as a text in the dossier's first language.
fn said(word: &str, at: Span) -> Text {
    Text { at, versions: vec![Version { lang: None, text: word.to_owned(), of: None, at }] }
}
