//! What the first page of a report says: the figures that moved, the areas whose mark is another one, the limits.

use super::super::diff::What;
use super::super::facts::Group;
use super::super::side::Voice;
use super::{ChangeLine, FirstPageLine, MarkMove, MarkWord, Writer, labels};

impl Writer<'_> {
    /// The indicators whose newest value or its time is another one: first those of which it is known by how much they
    /// moved, then those that had none, then those that are new.
    pub(super) fn headlines(&self) -> Vec<FirstPageLine> {
        let mut list = Vec::new();
        for indicator in &self.new.state.dossier.indicators {
            let name = indicator.id.value.as_str();
            let was = self.old.indicator(self.old_name(Group::Indicator, name));
            let changed = self.diff.changes.iter().any(|c| c.group == Group::Indicator && c.name == name);
            let said = |voice: &Voice<'_>, i, f: Option<&_>| f.map(|f| voice.figure_in_time(i, f));
            let (old, new) = (was.and_then(|i| said(&self.old, i, i.newest())), said(&self.new, indicator, indicator.newest()));
            if changed && old != new {
                let moved = was.and_then(|was| {
                    let (from, to) = (was.newest()?, indicator.newest()?);
                    self.moved(name, (was, from), (indicator, to))
                });
                let first = if was.is_none() { "indicator_new" } else { "first_value" };
                let note = moved.or_else(|| old.is_none().then(|| self.locale.word(first).to_owned()));
                let line = ChangeLine { label: self.new.line(&indicator.name), old, new, note, ..ChangeLine::default() };
                list.push(FirstPageLine { sort: Group::Indicator.word(), id: name.to_owned(), line });
            }
        }
        list.sort_by_key(|h: &FirstPageLine| (h.line.old.is_none(), h.line.note.is_none()));
        list
    }

    /// The areas whose mark is another one.
    pub(super) fn areas(&self) -> Vec<MarkMove> {
        let lens = self.new.state.coverage.lenses.first();
        let areas = lens.into_iter().flat_map(crate::coverage::Lens::areas);
        areas.filter_map(|graded| self.marked(&self.new.key(graded.criterion))).collect()
    }

    /// What happened to the mark of a criterion.
    pub(super) fn marked(&self, key: &str) -> Option<MarkMove> {
        let change = self.diff.changes.iter().find(|c| c.group == Group::Coverage && c.name == key)?;
        let mark = |fact: &serde_json::Value| {
            let key = labels::mark_key(fact.get("mark").unwrap_or(fact).as_str().unwrap_or_default());
            MarkWord { key, word: self.locale.word(&format!("mark_{key}")).to_owned() }
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
        Some(MarkMove { label, old, new })
    }

    /// Limits of answers that were broken or are kept again, in any language.
    pub(super) fn broken_limits(&self) -> Vec<FirstPageLine> {
        let named = self.diff.changes.iter().filter(|c| c.group == Group::Answer);
        let told = named.flat_map(|change| {
            let name = self.new.name(Group::Answer, &change.name).unwrap_or_else(|| change.name.clone());
            self.limits(&change.name).into_iter().map(move |line| {
                let line = ChangeLine { label: format!("{name}, {}", line.label), ..line };
                FirstPageLine { sort: Group::Answer.word(), id: change.name.clone(), line }
            })
        });
        told.collect()
    }
}
