//! The order of items within a part: as the dossier prints them, those that are gone behind those that are there.

use std::collections::HashMap;

use super::super::facts::Group;
use super::super::side::State;
use super::{ItemView, Writer};

/// Where each item stands among those of its sort.
#[derive(Debug)]
pub(super) struct Places(HashMap<(&'static str, String), usize>);

impl Places {
    /// What an item is sorted by: its sort, its place in print, its name.
    pub(super) fn of(&self, item: &ItemView) -> (usize, usize, String) {
        let sort = Group::ALL.iter().position(|g| g.word() == item.sort).unwrap_or_default();
        let place = self.0.get(&(item.sort, item.id.clone())).copied().unwrap_or(usize::MAX);
        (sort, place, item.id.clone())
    }
}

impl Writer<'_> {
    /// The places of all items of the new state, and behind them those of the old one.
    pub(super) fn places(&self) -> Places {
        let mut places = HashMap::new();
        for (state, behind) in [(self.old.state, 1_000_000), (self.new.state, 0)] {
            for (n, (sort, id)) in in_print(state).into_iter().enumerate() {
                places.insert((sort, id), n + behind);
            }
        }
        Places(places)
    }
}

/// The items of a state in the order of print.
fn in_print(state: &State) -> Vec<(&'static str, String)> {
    let d = &state.dossier;
    let named = |group: Group, id: &dyn ToString| (group.word(), id.to_string());
    let fields = d.form.fields.iter().map(|f| named(Group::Answer, &f.id.value));
    let evidence = d.evidence.iter().map(|e| named(Group::Evidence, &e.id.value));
    let indicators = d.indicators.iter().map(|i| named(Group::Indicator, &i.id.value));
    let sources = d.sources.iter().map(|s| named(Group::Source, &s.id.value));
    let attachments = d.attachments.iter().map(|a| named(Group::Attachment, &a.id.value));
    let units = d.units.iter().map(|u| named(Group::Unit, &u.id.value));
    fields.chain(evidence).chain(indicators).chain(sources).chain(attachments).chain(units).collect()
}
