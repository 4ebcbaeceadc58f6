//! Small things said often: texts with their language, references, marks.

use minijinja::value::Value;
use serde::Serialize;

use super::Input;
use super::uses::Uses;
use crate::check::{Criterion, Dossier, Item};
use crate::coverage::Coverage;
use crate::locale::Locale;
use crate::model::words::{Mark, Scope};
use crate::model::{Figure, Id, Lang, Text};
use crate::pack::Standing;
use crate::render::prose;
use crate::source::Span;

/// A line of text; with its language when that is not the document's.
#[derive(Clone, Debug, Serialize)]
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
    /// Whether this is a draft.
    pub draft: bool,
    /// Who uses what.
    pub uses: Uses,
    problems: &'a [Problem],
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
            draft: input.draft,
            uses: Uses::collect(input.dossier, input.locale),
            problems: &input.problems,
        }
    }

    /// A printed word.
    #[must_use]
    pub fn word(&self, key: &str) -> String {
        self.locale.word(key).to_owned()
    }

    /// A line of the city's.
    #[must_use]
    pub fn say(&self, text: &Text) -> Say {
        let version = text.version(&self.locale.lang, self.dossier.original());
        let lang = version.lang.as_ref().unwrap_or(self.dossier.original());
        Say { t: one_line(&version.text), lang: (*lang != self.locale.lang).then(|| lang.code().to_owned()) }
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

    /// A text of a pack. Packs are written in English.
    #[must_use]
    pub fn pack_text(&self, text: &Text) -> String {
        let english = Lang::english();
        one_line(&text.version(&self.locale.lang, &english).text)
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

    /// The place of a criterion.
    #[must_use]
    pub fn criterion_place(&self, criterion: Criterion) -> String {
        let set = &self.dossier.frameworks[criterion.framework];
        format!("criterion:{}:{}", set.head.id.value, set.rows[criterion.row].code.value)
    }

    /// How a criterion is called in print: code and name; without its code while its code is not verified.
    #[must_use]
    pub fn criterion_name(&self, criterion: Criterion) -> String {
        let row = self.dossier.row(criterion);
        let name = self.pack_text(&row.name);
        if row.standing == Standing::Verified || row.standing == Standing::User {
            format!("{} {name}", row.code.value)
        } else {
            name
        }
    }

    /// A link to a criterion: to its area, where areas are what is printed.
    #[must_use]
    pub fn criterion_ref(&self, criterion: Criterion) -> Ref {
        let set = &self.dossier.frameworks[criterion.framework];
        let row = set.above(criterion.row, crate::pack::framework::Level::Area).unwrap_or(criterion.row);
        let name = self.criterion_name(criterion);
        Ref {
            to: self.criterion_place(Criterion { row, ..criterion }),
            alt: self.locale.fill("alt_criterion", &[("name", &name)]),
            label: self.own(name),
        }
    }

    /// A mark.
    #[must_use]
    pub fn mark(&self, mark: Mark) -> MarkView {
        let key = mark_key(mark);
        MarkView { key, word: self.word(&format!("mark_{key}")) }
    }

    /// What a figure says, with its absolute number: "more than 67 % (more than 1,420,000)".
    #[must_use]
    pub fn figure(&self, figure: &Figure, unit: &Text) -> String {
        let unit = &figure.unit.as_ref().unwrap_or(unit).version(&self.locale.lang, self.dossier.original()).text;
        let amount = self.locale.amount(&figure.value, unit);
        match self.locale.side_count(figure) {
            Some(count) => format!("{amount} ({count})"),
            None => amount,
        }
    }

    /// What a figure speaks of, when that is not the city as a whole.
    #[must_use]
    pub fn scope(&self, scope: Scope) -> String {
        self.word(&format!("scope_{}", scope.word()))
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

    /// The problems inside an entry.
    #[must_use]
    pub fn problems_in(&self, span: Span) -> Vec<String> {
        self.problems.iter().filter(|p| p.at.is_some_and(|at| span.contains(at))).map(|p| p.message.clone()).collect()
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
        self.problems
            .iter()
            .filter(|p| p.at.is_none_or(|at| spans.iter().all(|s| !s.contains(at))))
            .map(|p| self.own(if p.place.is_empty() { p.message.clone() } else { format!("{}: {}", p.place, p.message) }))
            .collect()
    }
}

/// A text with single spaces.
fn one_line(text: &str) -> String {
    // Nearly every text has single spaces already.
    if !text.starts_with(' ')
        && !text.ends_with(' ')
        && !text.contains("  ")
        && text.chars().all(|c| c == ' ' || !c.is_whitespace())
    {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// The key of a mark in word lists, the theme and JSON.
#[must_use]
pub const fn mark_key(mark: Mark) -> &'static str {
    match mark {
        Mark::Results => "results",
        Mark::InPractice => "practice",
        Mark::Planned => "planned",
        Mark::NotShown => "none",
        Mark::NotNow => "notnow",
    }
}
