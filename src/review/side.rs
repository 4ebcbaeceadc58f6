//! One of two states of a dossier, as it is spoken of in a language.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::facts::{Facts, Group, unnumbered};
use super::signoffs;
use crate::check::{Criterion, Dossier, Item, prose};
use crate::coverage::Coverage;
use crate::locale::Locale;
use crate::model::reference::Reference;
use crate::model::signoff::What;
use crate::model::text::squeeze;
use crate::model::{Date, Id, Text};
use crate::pack::framework::Level;

/// A state of a dossier.
#[derive(Debug)]
pub struct State {
    /// The dossier.
    pub dossier: Dossier,
    /// What it shows of each criterion.
    pub coverage: Coverage,
    /// Its facts.
    pub facts: Facts,
    /// The pages of its items, by id, where it was read from a PDF.
    pub pages: BTreeMap<String, usize>,
}

impl State {
    /// The state of a dossier.
    #[must_use]
    pub fn new(dossier: Dossier, coverage: Coverage) -> Self {
        let facts = Facts::of(&dossier, &coverage);
        Self { dossier, coverage, facts, pages: BTreeMap::new() }
    }
}

/// A state, spoken of in a language.
#[derive(Clone, Copy, Debug)]
pub struct Voice<'a> {
    /// The state.
    pub state: &'a State,
    /// The language.
    pub locale: &'a Locale,
    /// The other languages of the dossier that have words: figures within their texts are told in them.
    pub others: &'a [Locale],
}

impl Voice<'_> {
    /// A line of the city's, in the language or the original's.
    #[must_use]
    pub fn line(&self, text: &Text) -> String {
        text.line(&self.locale.lang, self.state.dossier.original())
    }

    /// What an item is called in print.
    #[must_use]
    pub fn name(&self, group: Group, name: &str) -> Option<String> {
        let dossier = &self.state.dossier;
        match group {
            Group::Dossier => Some(self.locale.word("part_dossier").to_owned()),
            Group::City => Some(dossier.city.name.in_language(&self.locale.lang).to_owned()),
            Group::Pack => dossier.packs().find(|h| h.id.value.as_str() == name).map(|h| self.locale.pack_text(&h.title).0),
            Group::Answer | Group::Question => {
                let field = dossier.form.fields.iter().find(|f| f.id.value.as_str() == name)?;
                Some(self.locale.pack_text(&field.label).0)
            }
            Group::Unit => dossier.units.iter().find(|u| u.id.value.as_str() == name).map(|u| self.line(&u.name)),
            Group::NextStep | Group::Coverage | Group::Criterion => {
                self.criterion(unnumbered(name)).map(|c| self.criterion_name(c))
            }
            Group::Evidence | Group::Indicator | Group::Source | Group::Attachment => self.title(name),
            Group::Limit => None,
            Group::Signoff => {
                let fact = self.state.facts.get(Group::Signoff, name)?;
                let what = What::parse(fact.get("covers")?.as_str()?)?;
                let role = squeeze(self.version(fact.get("role")?)?);
                Some(format!("{role}{} {}", self.locale.word("colon"), signoffs::said(dossier, self.locale, &what)))
            }
        }
    }

    /// The title of an item that others refer to.
    #[must_use]
    pub fn title(&self, id: &str) -> Option<String> {
        let dossier = &self.state.dossier;
        Some(self.line(match dossier.item(&Id::parse(id)?)? {
            Item::Evidence(n) => &dossier.evidence[n].title,
            Item::Indicator(n) => &dossier.indicators[n].name,
            Item::Source(n) => &dossier.sources[n].title,
            Item::Attachment(n) => &dossier.attachments[n].title,
        }))
    }

    /// The criterion of a key such as `key-features:2.2`.
    #[must_use]
    pub fn criterion(&self, key: &str) -> Option<Criterion> {
        let (set, code) = key.split_once(':')?;
        let framework = self.state.dossier.frameworks.iter().position(|f| f.head.id.value.as_str() == set)?;
        let row = self.state.dossier.frameworks[framework].rows.iter().position(|r| r.code.value == code)?;
        Some(Criterion { framework, row })
    }

    /// The key of a criterion among the facts.
    #[must_use]
    pub fn key(&self, criterion: Criterion) -> String {
        self.state.dossier.key(criterion)
    }

    /// What a criterion is called: its code and name; without its code while that is not verified.
    #[must_use]
    pub fn criterion_name(&self, criterion: Criterion) -> String {
        self.locale.criterion(self.state.dossier.row(criterion)).0
    }

    /// The area of the first set of criteria in which an item is told: that of its first link.
    #[must_use]
    pub fn area(&self, group: Group, name: &str) -> Option<Criterion> {
        let dossier = &self.state.dossier;
        let first = match (group, Id::parse(name).and_then(|id| dossier.item(&id))) {
            (Group::Evidence, Some(Item::Evidence(n))) => {
                dossier.links_of(n).iter().map(|l| l.criterion).find(|c| c.framework == 0)
            }
            (Group::Indicator, Some(Item::Indicator(n))) => {
                dossier.measures.iter().find(|(i, c)| *i == n && c.framework == 0).map(|(_, c)| *c)
            }
            (Group::Coverage | Group::NextStep, _) => self.criterion(unnumbered(name)).filter(|c| c.framework == 0),
            _ => None,
        }?;
        let row = dossier.frameworks[0].above(first.row, Level::Area).unwrap_or(first.row);
        Some(Criterion { row, ..first })
    }

    /// A text of another language as it reads in print.
    #[must_use]
    pub fn prose_in(&self, lang: &str, text: &str) -> String {
        let locale = self.others.iter().find(|other| other.lang.code() == lang).unwrap_or(self.locale);
        Voice { locale, ..*self }.prose(text)
    }

    /// A text as it reads in print: links to figures are the figures.
    #[must_use]
    pub fn prose(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('[') {
            out.push_str(before);
            let Some((words, reference, tail)) = link(after) else {
                out.push('[');
                rest = after;
                continue;
            };
            out.push_str(&self.quoted(words, reference));
            rest = tail;
        }
        out.push_str(rest);
        out
    }

    /// What a link prints.
    fn quoted(&self, words: &str, reference: &str) -> String {
        let reference = Reference::parse(reference);
        let item = reference.id.as_ref().and_then(|id| self.state.dossier.item(id));
        if let Some(Item::Indicator(n)) = item {
            let indicator = &self.state.dossier.indicators[n];
            if let prose::Quoted::Figure(figure) = prose::quoted(&self.state.dossier, self.locale, indicator, &reference, words) {
                return figure;
            }
        }
        words.to_owned()
    }

    /// A date as it is printed, from how it is written.
    #[must_use]
    pub fn date(&self, written: &str) -> String {
        Date::parse(written).map_or_else(|| written.to_owned(), |date| self.locale.date(date))
    }

    /// What a fact says, for reading.
    #[must_use]
    pub fn plain(&self, fact: &Json) -> String {
        match fact {
            Json::String(text) => match text.strip_prefix('@') {
                Some(id) => self.title(id).or_else(|| self.name(Group::Unit, id)).unwrap_or_else(|| id.to_owned()),
                None => self.prose(text),
            },
            Json::Array(list) => self.locale.list(&list.iter().map(|fact| self.plain(fact)).collect::<Vec<_>>()),
            Json::Object(map) => match self.version(fact) {
                Some(text) => squeeze(&self.prose(text)),
                None => map.values().map(|fact| self.plain(fact)).collect::<Vec<_>>().join("; "),
            },
            Json::Bool(true) => self.locale.word("exists").to_owned(),
            Json::Number(n) => n.as_u64().and_then(|n| usize::try_from(n).ok()).map_or(n.to_string(), |n| self.locale.count(n)),
            Json::Bool(false) | Json::Null => String::new(),
        }
    }

    /// The wording of a text in the language, else in the original's, else any.
    #[must_use]
    pub fn version<'a>(&self, fact: &'a Json) -> Option<&'a str> {
        let map = fact.as_object().filter(|_| is_text(fact))?;
        let own = map.get(self.locale.lang.code()).or_else(|| map.get(self.state.dossier.original().code()));
        own.or_else(|| map.values().next())?.as_str()
    }
}

/// Whether a fact is a text: a wording for each language.
#[must_use]
pub fn is_text(fact: &Json) -> bool {
    let is_lang = |key: &str| crate::model::Lang::parse(key).is_some();
    fact.as_object().is_some_and(|map| !map.is_empty() && map.iter().all(|(key, v)| is_lang(key) && v.is_string()))
}

/// The words of a link to an item, what it refers to, and what stands behind it.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let (words, rest) = text.split_once("](@")?;
    let (reference, tail) = rest.split_once(')')?;
    (!words.contains(['[', ']'])).then_some((words, reference, tail))
}
