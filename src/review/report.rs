//! What changed between two states of a dossier, phrased in a language: the one source of what console, JSON and the
//! printed change report say.

mod edits;
mod labels;
mod series;
mod signoffs;

use std::collections::BTreeMap;

use serde::Serialize;

use super::diff::{Change, Diff, What};
use super::facts::Group;
use super::side::{State, Voice};
use super::words::Piece;
use crate::check::Criterion;
use crate::locale::Locale;

/// What changed, for reading.
#[derive(Debug, Serialize)]
pub struct Report {
    /// Whether nothing did.
    pub same: bool,
    /// The old state.
    pub old: StateView,
    /// The new one.
    pub new: StateView,
    /// How much changed of each sort, in sentences.
    pub counts: Vec<String>,
    /// Indicators whose newest value is another one.
    pub figures: Vec<Line>,
    /// Areas whose mark is another one.
    pub areas: Vec<Line>,
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
}

/// A part of the dossier.
#[derive(Debug, Serialize)]
pub struct Part {
    /// Its heading.
    pub title: String,
    /// What changed of the part itself, such as its mark.
    pub lines: Vec<Line>,
    /// What changed in it.
    pub items: Vec<ItemView>,
}

/// An item that changed.
#[derive(Debug, Serialize)]
pub struct ItemView {
    /// Its sort.
    pub sort: &'static str,
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
    /// What changed in it.
    pub lines: Vec<Line>,
}

/// One thing that changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What it is about.
    pub label: String,
    /// What it was.
    pub old: Option<String>,
    /// What it is.
    pub new: Option<String>,
    /// Of a longer text, its words: those that stayed, went and came.
    pub words: Vec<Piece>,
    /// What there is to say of it: by how much a figure moved.
    pub note: Option<String>,
}

/// The sorts whose changes are counted on the first page.
const COUNTED: [Group; 9] = [
    Group::Signoff,
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
    let writer = Writer { old: Voice { state: old, locale }, new: Voice { state: new, locale }, diff, locale };
    Report {
        same: diff.is_empty(),
        old: writer.old.view(),
        new: writer.new.view(),
        counts: COUNTED.iter().filter_map(|group| writer.count(*group)).collect(),
        figures: writer.headlines(),
        areas: writer.areas(),
        parts: writer.parts(),
    }
}

impl Voice<'_> {
    fn view(&self) -> StateView {
        let head = &self.state.dossier.head;
        StateView {
            draft: head.draft.map(|n| self.locale.fill("draft_n", &[("n", &n.to_string())])),
            date: self.locale.date(head.date),
            as_of: self.locale.date(head.as_of),
        }
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

    /// The indicators whose newest value or its time is another one.
    fn headlines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for indicator in &self.new.state.dossier.indicators {
            let name = indicator.id.value.as_str();
            let was = self.old.indicator(self.old_name(Group::Indicator, name));
            let (old, new) = (was.and_then(|i| i.newest()), indicator.newest());
            let changed = self.diff.changes.iter().any(|c| c.group == Group::Indicator && c.name == name);
            let said = |voice: &Voice<'_>, i, f: Option<&_>| f.map(|f| voice.figure_in_time(i, f));
            let (old, new) = (was.and_then(|i| said(&self.old, i, old)), said(&self.new, indicator, new));
            if changed && old != new {
                let note = was.and_then(|was| {
                    let (from, to) = (was.newest()?, indicator.newest()?);
                    self.moved(name, (was, from), (indicator, to))
                });
                lines.push(Line { label: self.new.line(&indicator.name), old, new, note, ..Line::default() });
            }
        }
        lines
    }

    /// The areas whose mark is another one.
    fn areas(&self) -> Vec<Line> {
        let lens = self.new.state.coverage.lenses.first();
        let areas = lens.into_iter().flat_map(crate::coverage::Lens::areas);
        areas.filter_map(|graded| self.marked(&self.key(graded.criterion))).collect()
    }

    /// The key of a criterion among the facts.
    fn key(&self, criterion: Criterion) -> String {
        let set = &self.new.state.dossier.frameworks[criterion.framework];
        format!("{}:{}", set.head.id.value, set.rows[criterion.row].code.value)
    }

    /// What happened to the mark of a criterion.
    fn marked(&self, key: &str) -> Option<Line> {
        let change = self.diff.changes.iter().find(|c| c.group == Group::Coverage && c.name == key)?;
        let mark = |fact: &serde_json::Value| {
            let word = fact.get("mark").unwrap_or(fact).as_str().unwrap_or_default().to_owned();
            self.locale.word(&format!("mark_{}", labels::mark_key(&word))).to_owned()
        };
        let (old, new) = match &change.what {
            What::Added(fact) => (None, Some(mark(fact))),
            What::Removed(fact) => (Some(mark(fact)), None),
            What::Changed(edits) => {
                let edit = edits.first()?;
                (edit.old.as_ref().map(mark), edit.new.as_ref().map(mark))
            }
        };
        let label = self.new.name(Group::Coverage, key).or_else(|| self.old.name(Group::Coverage, key))?;
        Some(Line { label, old, new, ..Line::default() })
    }

    /// All parts, in the order of the dossier.
    fn parts(&self) -> Vec<Part> {
        let mut chapters: BTreeMap<Chapter, Part> = BTreeMap::new();
        for change in &self.diff.changes {
            match change.group {
                Group::Coverage => {
                    let chapter = self.chapter(change.group, &change.name);
                    self.open(&mut chapters, chapter).lines.extend(self.marked(&change.name));
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
        chapters.into_values().collect()
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
            lines: Vec::new(),
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

    fn view(&self, group: Group, name: &str, verb: &'static str, lines: Vec<Line>) -> ItemView {
        let old = self.old_name(group, name);
        ItemView {
            sort: group.word(),
            id: name.to_owned(),
            was: (old != name).then(|| old.to_owned()),
            name: self.new.name(group, name).or_else(|| self.old.name(group, old)).unwrap_or_else(|| name.to_owned()),
            verb,
            verb_word: self.locale.word(&format!("verb_{verb}")).to_owned(),
            page: self.new.state.pages.get(name).copied(),
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
