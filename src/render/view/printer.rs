//! Small things said often: texts with their language, references, marks.

use minijinja::value::Value;
use serde::Serialize;

use super::Input;
use super::uses::Uses;
use crate::check::{Criterion, Dossier, Item, printed};
use crate::coverage::Coverage;
use crate::locale::Locale;
use crate::locale::figure::Figures;
use crate::model::prose::Count;
use crate::model::text::squeeze;
use crate::model::words::{Mark, Scope};
use crate::model::{Base, Id, Indicator, Place, Text, Unit};
use crate::pack::Standing;
use crate::render::prose;
use crate::review::{Facts, Group, Since};
use crate::source::Span;

/// A line of text; with its language when that is not the document's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Say {
    /// The text.
    pub t: String,
    /// Its language, when it is another one.
    pub lang: Option<String>,
}

/// A link to a printed item.
#[derive(Clone, Debug, Serialize)]
pub struct Ref {
    /// The name of the place.
    pub to: String,
    /// What is printed.
    pub label: Say,
    /// What the link is, for those who hear it.
    pub alt: String,
}

/// A mark: its key for the theme, and its word.
#[derive(Clone, Debug, Serialize)]
pub struct MarkView {
    /// `results`, `practice`, `planned`, `none`, `notnow`.
    pub key: &'static str,
    /// The word.
    pub word: String,
}

/// A problem to be printed in a draft.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Where it points, when into a text.
    pub at: Option<Span>,
    /// File and line, for print.
    pub place: String,
    /// What is wrong.
    pub message: String,
}

/// Phrases things in the document's language.
#[derive(Debug)]
pub struct Printer<'a> {
    /// The dossier.
    pub dossier: &'a Dossier,
    /// Its coverage.
    pub coverage: &'a Coverage,
    /// The language.
    pub locale: &'a Locale,
    /// What the dossier says, as facts.
    pub facts: &'a Facts,
    /// Whether this is a draft.
    pub draft: bool,
    /// What changed since another state.
    pub since: Option<&'a Since>,
    /// Who uses what.
    pub uses: Uses,
    problems: &'a [Problem],
}

impl Problem {
    /// What is wrong, behind its place.
    #[must_use]
    pub fn told(&self) -> String {
        if self.place.is_empty() { self.message.clone() } else { format!("{}: {}", self.place, self.message) }
    }
}

impl Ref {
    /// A link to an item, printed as its id.
    #[must_use]
    pub fn item(id: &Id, locale: &Locale) -> Self {
        let alt = locale.fill("alt_item", &[("id", id.as_str())]);
        Self::place(id.to_string(), id.as_str(), alt)
    }

    /// A link to a place of the document, printed in the document's own language.
    #[must_use]
    pub fn place(to: String, label: impl Into<String>, alt: impl Into<String>) -> Self {
        Self { to, label: Say { t: label.into(), lang: None }, alt: alt.into() }
    }
}

impl<'a> Printer<'a> {
    /// A printer for an input.
    #[must_use]
    pub fn new(input: &'a Input<'a>) -> Self {
        Self {
            dossier: input.dossier,
            coverage: input.coverage,
            locale: input.locale,
            facts: input.facts,
            draft: input.purpose.is_draft(),
            since: input.since,
            uses: Uses::collect(input.dossier, input.locale),
            problems: &input.problems,
        }
    }

    /// A printed word.
    #[must_use]
    pub fn word(&self, key: &str) -> String {
        self.locale.word(key).to_owned()
    }

    /// What stands between the parts of a list that are sentences or hold commas.
    #[must_use]
    pub fn between(&self) -> String {
        format!("{} ", self.locale.word("semicolon"))
    }

    /// A line of the city's.
    #[must_use]
    pub fn say(&self, text: &Text) -> Say {
        let version = text.version(&self.locale.lang, self.dossier.original());
        let lang = version.lang.as_ref().unwrap_or(self.dossier.original());
        Say { t: squeeze(&version.text), lang: (*lang != self.locale.lang).then(|| lang.code().to_owned()) }
    }

    /// A line in the document's own language.
    #[must_use]
    pub fn own(&self, text: impl Into<String>) -> Say {
        Say { t: text.into(), lang: None }
    }

    /// Prose of the city's: a map of its tree and its language.
    #[must_use]
    pub fn prose(&self, text: &Text) -> Value {
        let version = text.version(&self.locale.lang, self.dossier.original());
        let lang = version.lang.as_ref().unwrap_or(self.dossier.original());
        let lang = (*lang != self.locale.lang).then(|| lang.code().to_owned());
        prose::map([
            ("c", prose::tree(version, self.dossier, self.locale)),
            ("lang", lang.map_or_else(|| Value::from(()), Value::from)),
        ])
    }

    /// A proper name: without a language of its own it belongs to every document.
    #[must_use]
    pub fn name(&self, text: &Text) -> Say {
        let say = self.say(text);
        let everywhere = text.versions.iter().all(|v| v.lang.is_none());
        if everywhere { self.own(say.t) } else { say }
    }

    /// A text of a form or a set of criteria.
    #[must_use]
    pub fn pack_say(&self, text: &Text) -> Say {
        let (t, lang) = self.locale.pack_text(text);
        Say { t, lang: lang.map(|lang| lang.code().to_owned()) }
    }

    /// A link to an item, printed as its id; nothing when there is no such item.
    #[must_use]
    pub fn item_ref(&self, id: &Id) -> Option<Ref> {
        self.dossier.item(id)?;
        Some(Ref::item(id, self.locale))
    }

    /// A link to an item, printed as its title.
    #[must_use]
    pub fn title_ref(&self, id: &Id) -> Option<Ref> {
        let title = match self.dossier.item(id)? {
            Item::Evidence(n) => &self.dossier.evidence[n].title,
            Item::Indicator(n) => &self.dossier.indicators[n].name,
            Item::Source(n) => &self.dossier.sources[n].title,
            Item::Attachment(n) => &self.dossier.attachments[n].title,
        };
        Some(Ref { label: self.say(title), ..self.item_ref(id)? })
    }

    /// A link to what proves a figure, in few words: publisher and date of a source, the title of anything else.
    #[must_use]
    pub fn short_ref(&self, id: &Id) -> Option<Ref> {
        let Some(Item::Source(n)) = self.dossier.item(id) else { return self.title_ref(id) };
        let source = &self.dossier.sources[n];
        let (publisher, date) = (self.name(&source.publisher), self.locale.date(source.date.value));
        Some(Ref { label: Say { t: format!("{}, {date}", publisher.t), ..publisher }, ..self.item_ref(id)? })
    }

    /// The places that name an item; items among them by their titles.
    #[must_use]
    pub fn used_by(&self, id: &Id) -> Vec<Ref> {
        let titled = |place: Ref| Id::parse(&place.to).and_then(|id| self.title_ref(&id)).unwrap_or(place);
        self.uses.of(id).into_iter().map(titled).collect()
    }

    /// The place of a criterion.
    #[must_use]
    pub fn criterion_place(&self, criterion: Criterion) -> String {
        let set = &self.dossier.frameworks[criterion.framework];
        format!("criterion:{}:{}", set.head.id.value, set.rows[criterion.row].code.value)
    }

    /// How a criterion is called in print: code and name; without its code while its code is not verified.
    #[must_use]
    pub fn criterion_name(&self, criterion: Criterion) -> Say {
        let (t, lang) = self.locale.criterion(self.dossier.row(criterion));
        Say { t, lang: lang.map(|lang| lang.code().to_owned()) }
    }

    /// A link to a criterion: to its area, where areas are what is printed.
    #[must_use]
    pub fn criterion_ref(&self, criterion: Criterion) -> Ref {
        let set = &self.dossier.frameworks[criterion.framework];
        let row = set.above(criterion.row, crate::pack::framework::Level::Area).unwrap_or(criterion.row);
        let name = self.criterion_name(criterion);
        Ref {
            to: self.criterion_place(Criterion { row, ..criterion }),
            alt: self.locale.fill("alt_criterion", &[("name", &name.t)]),
            label: name,
        }
    }

    /// The same, with the set it is of where that is not the first.
    #[must_use]
    pub fn criterion_ref_with_set(&self, criterion: Criterion) -> Ref {
        let mut link = self.criterion_ref(criterion);
        if criterion.framework > 0 {
            let set = self.pack_say(self.dossier.frameworks[criterion.framework].head.called());
            link.label.t = format!("{} ({})", link.label.t, set.t);
        }
        link
    }

    /// A mark.
    #[must_use]
    pub fn mark(&self, mark: Mark) -> MarkView {
        let key = mark.key();
        MarkView { key, word: self.word(&format!("mark_{key}")) }
    }

    /// The dossier's figures in the document's language.
    #[must_use]
    pub fn figures(&self) -> Figures<'_> {
        self.dossier.figures(self.locale)
    }

    /// What an indicator is counted in.
    #[must_use]
    pub fn unit(&self, indicator: &Indicator) -> Say {
        let said = match (&indicator.unit.value, indicator.base()) {
            (Unit::Said(text), _) | (_, Some(Base::Said(text))) => self.say(text).lang,
            (Unit::Declared(n), _) | (_, Some(Base::Declared(n))) => self.say(&self.dossier.units[*n].name).lang,
            _ => None,
        };
        Say { t: self.figures().unit_of(indicator), lang: said }
    }

    /// What a figure speaks of.
    #[must_use]
    pub fn place(&self, place: &Place) -> Say {
        match (&place.name, place.kind) {
            (None, kind) => self.own(self.word(&format!("scope_{}", kind.word()))),
            (Some(name), Scope::Other) => self.say(name),
            (Some(name), kind) => {
                let name = self.say(name);
                Say { t: format!("{} ({})", name.t, self.word(&format!("scope_{}", kind.word()))), ..name }
            }
        }
    }

    /// The word key of how far a pack can be trusted.
    #[must_use]
    pub fn standing_key(&self, standing: Standing) -> &'static str {
        match standing {
            Standing::Verified => "standing_verified",
            Standing::Inferred => "standing_inferred",
            Standing::Reconstructed => "standing_reconstructed",
            Standing::User => "standing_user",
        }
    }

    /// That an item is new or other than in the state that was named.
    #[must_use]
    pub fn since(&self, group: Group, name: &str) -> Option<String> {
        self.since?.of(group, name, self.locale)
    }

    /// What stands in the margin of a draft beside a text: the name of its item where nothing else tells it, and how many
    /// words it has.
    #[must_use]
    pub fn margin(&self, id: Option<&str>, text: Option<&Text>) -> Vec<String> {
        if !self.draft {
            return Vec::new();
        }
        let words = text.map(|text| self.locale.counted("words", self.count(text).words, &[]));
        id.map(str::to_owned).into_iter().chain(words).collect()
    }

    /// How long a text prints in the document's language, counted as a word processor counts it.
    #[must_use]
    pub fn count(&self, text: &Text) -> Count {
        printed::count(self.dossier, text, self.locale)
    }

    /// The problems inside an entry.
    #[must_use]
    pub fn problems_in(&self, span: Span) -> Vec<String> {
        self.problems.iter().filter(|p| p.at.is_some_and(|at| span.contains(at))).map(|p| p.message.clone()).collect()
    }

    /// The problems that belong to no answer, each with its place.
    #[must_use]
    pub fn problems_beside_answers(&self) -> Vec<Say> {
        let spans: Vec<Span> = self.dossier.answers.iter().map(|(_, answer)| answer.span).collect();
        self.problems_outside(&spans)
    }

    /// The problems that belong to no printed entry, each with its place.
    #[must_use]
    pub fn loose_problems(&self) -> Vec<Say> {
        let d = self.dossier;
        let spans: Vec<Span> = (d.evidence.iter().map(|e| e.span))
            .chain(d.indicators.iter().map(|i| i.span))
            .chain(d.answers.iter().map(|(_, a)| a.span))
            .chain(d.sources.iter().map(|s| s.span))
            .collect();
        self.problems_outside(&spans)
    }

    fn problems_outside(&self, spans: &[Span]) -> Vec<Say> {
        self.problems
            .iter()
            .filter(|p| p.at.is_none_or(|at| spans.iter().all(|s| !s.contains(at))))
            .map(|p| self.own(p.told()))
            .collect()
    }
}
