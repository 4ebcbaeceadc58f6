//! What changed between two states of a dossier, phrased in a language: the one source of what console, JSON and the
//! printed change report say.

mod edits;
pub mod labels;
mod order;
mod page_one;
pub mod remarks;
mod series;
mod signoffs;

use std::collections::BTreeMap;

use serde::Serialize;

use super::diff::{Change, Diff, What};
use super::facts::Group;
use super::side::{State, Voice};
use super::words::Piece;
use crate::check::Criterion;
use crate::diagnostic::Diagnostics;
use crate::locale::Locale;
use crate::source::Sources;

/// What changed, for reading.
#[derive(Debug, Serialize)]
pub struct Report {
    /// Whether nothing did.
    pub same: bool,
    /// The city, as the new state calls it.
    pub city: String,
    /// The old state.
    pub old: StateView,
    /// The new one.
    pub new: StateView,
    /// Remarks of reviewers, when some were given, each with what was done.
    pub remarks: Vec<remarks::RemarkView>,
    /// How much changed of each sort, in sentences.
    pub counts: Vec<String>,
    /// Indicators whose newest value is another one: those that moved first.
    pub figures: Vec<FirstPageLine>,
    /// Areas whose mark is another one.
    pub areas: Vec<MarkMove>,
    /// Limits of texts that were broken or are kept again.
    pub limits: Vec<FirstPageLine>,
    /// Everything, in the order of the dossier.
    pub parts: Vec<Part>,
}

/// Which state is meant.
#[derive(Debug, Serialize)]
pub struct StateView {
    /// The number of the draft, in words.
    pub draft: Option<String>,
    /// The date on the cover.
    pub date: String,
    /// The day up to which it speaks.
    pub as_of: String,
    /// All this in one line.
    pub told: String,
}

/// What is told on the first page of an item, in short.
#[derive(Debug, Serialize)]
pub struct FirstPageLine {
    /// The sort of the item.
    pub sort: &'static str,
    /// Its name in the files.
    pub id: String,
    /// What changed, in short.
    #[serde(flatten)]
    pub line: ChangeLine,
}

/// A criterion whose mark is another one.
#[derive(Debug, Serialize)]
pub struct MarkMove {
    /// The criterion.
    pub label: String,
    /// The mark it had.
    pub old: Option<MarkWord>,
    /// The mark it has.
    pub new: Option<MarkWord>,
}

/// A mark.
#[derive(Debug, Serialize)]
pub struct MarkWord {
    /// `results`, `practice`, `planned`, `none`, `notnow`.
    pub key: &'static str,
    /// Its word.
    pub word: String,
}

/// A part of the dossier.
#[derive(Debug, Serialize)]
pub struct Part {
    /// Its heading.
    pub title: String,
    /// The key of its area, when it is one.
    pub area: Option<String>,
    /// Marks in it that are other ones: of the area itself, and of its features.
    pub marks: Vec<MarkMove>,
    /// What changed in it.
    pub items: Vec<ItemView>,
}

/// An item that changed.
#[derive(Debug, Serialize)]
pub struct ItemView {
    /// Its sort.
    pub sort: &'static str,
    /// The same as a word of the language.
    pub sort_word: String,
    /// Its name in the files.
    pub id: String,
    /// The name it had, when that is another one.
    pub was: Option<String>,
    /// What it is called.
    pub name: String,
    /// `added`, `removed`, `changed`, `renamed`.
    pub verb: &'static str,
    /// The same as a word of the language.
    pub verb_word: String,
    /// The page it stands on in the new document, where that is known.
    pub page: Option<usize>,
    /// The page it stood on in the old one, where that is known.
    pub old_page: Option<usize>,
    /// What changed in it.
    pub lines: Vec<ChangeLine>,
}

/// One thing that changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ChangeLine {
    /// What it is about.
    pub label: String,
    /// What it was.
    pub old: Option<String>,
    /// What it is.
    pub new: Option<String>,
    /// The language of the two, where it is not the report's.
    pub lang: Option<String>,
    /// Whether it is about an amount.
    pub figure: bool,
    /// Of a longer text, its words: those that stayed, went and came.
    pub words: Vec<Piece>,
    /// What there is to say of it: by how much a figure moved.
    pub note: Option<String>,
}

/// The sorts whose changes are counted on the first page.
const COUNTED: [Group; 11] = [
    Group::Signoff,
    Group::Dossier,
    Group::City,
    Group::Answer,
    Group::Evidence,
    Group::Indicator,
    Group::NextStep,
    Group::Source,
    Group::Attachment,
    Group::Unit,
    Group::Pack,
];

/// Phrases what differs between two states.
#[must_use]
pub fn report(old: &State, new: &State, diff: &Diff, locale: &Locale) -> Report {
    let others = others(new, locale);
    let others = others.as_slice();
    let voice = |state| Voice { state, locale, others };
    let writer = Writer { old: voice(old), new: voice(new), diff, locale };
    Report {
        same: diff.is_empty(),
        city: writer.new.state.dossier.city.name.in_language(&locale.lang).to_owned(),
        old: writer.old.view(),
        new: writer.new.view(),
        remarks: Vec::new(),
        counts: COUNTED.iter().filter_map(|group| writer.count(*group)).collect(),
        figures: writer.headlines(),
        areas: writer.areas(),
        limits: writer.broken_limits(),
        parts: writer.parts(),
    }
}

/// The words of the dossier's other languages, of those built in.
fn others(state: &State, locale: &Locale) -> Vec<Locale> {
    let (mut sources, mut unheard) = (Sources::default(), Diagnostics::default());
    let languages = state.dossier.head.languages.iter().filter(|lang| **lang != locale.lang);
    languages.filter_map(|lang| Locale::builtin(lang, &mut sources, &mut unheard)).collect()
}

impl Voice<'_> {
    fn view(&self) -> StateView {
        let head = &self.state.dossier.head;
        let draft = head.draft.map(|n| self.locale.fill("draft_n", &[("n", &n.to_string())]));
        let (date, as_of) = (self.locale.date(head.date), self.locale.date(head.as_of));
        let state = draft.iter().chain([&date]).cloned().collect::<Vec<_>>().join(", ");
        let told = self.locale.fill("state_told", &[("state", &state), ("as_of", &as_of)]);
        StateView { draft, date, as_of, told }
    }
}

/// Where a change is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Chapter {
    /// The head of the dossier, the city, the packs.
    Whole,
    Answers,
    /// An area of the first set of criteria.
    Area(Criterion),
    /// Items that belong to no area, and the other sets of criteria.
    Elsewhere,
    Sources,
    Units,
    Signoffs,
}

struct Writer<'a> {
    old: Voice<'a>,
    new: Voice<'a>,
    diff: &'a Diff,
    locale: &'a Locale,
}

impl Writer<'_> {
    /// "3 items of evidence added, 1 changed".
    fn count(&self, group: Group) -> Option<String> {
        if group == Group::Signoff {
            return self.signoffs();
        }
        let of = |verb: &str| self.diff.changes.iter().filter(|c| c.group == group && verb_of(&c.what) == verb).count();
        let renamed = self.diff.renamed.iter().filter(|r| r.group == group).count();
        let counts = [("added", of("added")), ("removed", of("removed")), ("changed", of("changed")), ("renamed", renamed)];
        let said: Vec<String> = counts
            .iter()
            .filter(|(_, n)| *n > 0)
            .map(|(verb, n)| self.locale.counted(&format!("counted_{verb}"), *n, &[]))
            .collect();
        let sort = self.locale.word(labels::sort_key(group));
        (!said.is_empty()).then(|| format!("{sort}{} {}", self.locale.word("colon"), self.locale.list(&said)))
    }

    /// All parts, in the order of the dossier.
    fn parts(&self) -> Vec<Part> {
        let mut chapters: BTreeMap<Chapter, Part> = BTreeMap::new();
        for change in &self.diff.changes {
            match change.group {
                Group::Coverage => {
                    let chapter = self.chapter(change.group, &change.name);
                    self.open(&mut chapters, chapter).marks.extend(self.marked(&change.name));
                }
                // A limit is told with its answer; packs say that they are other ones, row by row they would bury the rest.
                Group::Limit | Group::Question | Group::Criterion => {}
                _ => {
                    let chapter = self.chapter(change.group, &change.name);
                    self.open(&mut chapters, chapter).items.push(self.item(change));
                }
            }
        }
        for renamed in &self.diff.renamed {
            if self.diff.changes.iter().any(|c| c.group == renamed.group && c.name == renamed.to) {
                continue;
            }
            let chapter = self.chapter(renamed.group, &renamed.to);
            let item = self.view(renamed.group, &renamed.to, "renamed", Vec::new());
            self.open(&mut chapters, chapter).items.push(item);
        }
        let mut parts: Vec<Part> = chapters.into_values().collect();
        let place = self.places();
        for part in &mut parts {
            part.items.sort_by_cached_key(|item| place.of(item));
        }
        parts
    }

    /// The part of a chapter.
    fn open<'p>(&self, chapters: &'p mut BTreeMap<Chapter, Part>, chapter: Chapter) -> &'p mut Part {
        chapters.entry(chapter).or_insert_with(|| Part {
            title: match chapter {
                Chapter::Whole => self.locale.word("part_whole").to_owned(),
                Chapter::Answers => self.locale.word("answers").to_owned(),
                Chapter::Area(criterion) => self.new.criterion_name(criterion),
                Chapter::Elsewhere => self.locale.word("part_elsewhere").to_owned(),
                Chapter::Sources => self.locale.word("part_sources").to_owned(),
                Chapter::Units => self.locale.word("sort_unit").to_owned(),
                Chapter::Signoffs => self.locale.word("signoffs").to_owned(),
            },
            area: if let Chapter::Area(criterion) = chapter { Some(self.new.key(criterion)) } else { None },
            marks: Vec::new(),
            items: Vec::new(),
        })
    }

    /// Where an item is told.
    fn chapter(&self, group: Group, name: &str) -> Chapter {
        match group {
            Group::Dossier | Group::City | Group::Pack | Group::Question | Group::Criterion => Chapter::Whole,
            Group::Signoff => Chapter::Signoffs,
            Group::Answer | Group::Limit => Chapter::Answers,
            Group::Source | Group::Attachment => Chapter::Sources,
            Group::Unit => Chapter::Units,
            Group::Coverage | Group::Evidence | Group::Indicator | Group::NextStep => {
                let area = self.new.area(group, name).or_else(|| self.old.area(group, self.old_name(group, name)));
                area.map_or(Chapter::Elsewhere, Chapter::Area)
            }
        }
    }

    /// The name an item had.
    fn old_name<'n>(&'n self, group: Group, name: &'n str) -> &'n str {
        self.diff.renamed.iter().find(|r| r.group == group && r.to == name).map_or(name, |r| r.from.as_str())
    }

    /// An item that changed.
    fn item(&self, change: &Change) -> ItemView {
        let lines = match &change.what {
            What::Added(fact) => self.essence(&self.new, change, fact, true),
            What::Removed(fact) => self.essence(&self.old, change, fact, false),
            _ if change.group == Group::Signoff => Vec::new(),
            What::Changed(edits) => self.edits(change, edits),
        };
        let lines = if change.group == Group::Signoff { self.signed(&change.name) } else { lines };
        self.view(change.group, &change.name, verb_of(&change.what), lines)
    }

    fn view(&self, group: Group, name: &str, verb: &'static str, lines: Vec<ChangeLine>) -> ItemView {
        let old = self.old_name(group, name);
        ItemView {
            sort: group.word(),
            sort_word: self.locale.word(&format!("one_{}", group.word())).to_owned(),
            id: name.to_owned(),
            was: (old != name).then(|| old.to_owned()),
            name: self.new.name(group, name).or_else(|| self.old.name(group, old)).unwrap_or_else(|| name.to_owned()),
            verb,
            verb_word: self.locale.word(&format!("verb_{verb}")).to_owned(),
            page: self.new.state.pages.get(name).copied(),
            old_page: self.old.state.pages.get(old).copied(),
            lines,
        }
    }
}

fn verb_of(what: &What) -> &'static str {
    match what {
        What::Added(_) => "added",
        What::Removed(_) => "removed",
        What::Changed(_) => "changed",
    }
}
