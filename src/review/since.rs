//! What changed since another state, for the margins of the dossier.

use std::collections::BTreeMap;

use super::facts::{Facts, Group};
use super::side::State;
use super::{Diff, diff};
use crate::locale::Locale;

/// Items that are other than in another state, or new.
#[derive(Debug)]
pub struct Since {
    /// Which state is meant: "draft 3 (31 January 2025)".
    pub state: String,
    items: BTreeMap<(Group, String), Change>,
}

/// Whether an item is new or other than it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    New,
    Other,
}

impl Since {
    /// What a dossier with these facts has that the old state has not.
    #[must_use]
    pub fn new(old: &State, new: &Facts, locale: &Locale) -> Self {
        let head = &old.dossier.head;
        let date = locale.date(head.date);
        let state = match head.draft {
            Some(n) => locale.fill("state_draft", &[("n", &n.to_string()), ("date", &date)]),
            None => locale.fill("state_dated", &[("date", &date)]),
        };
        let found = Diff::between(&old.facts, new);
        let items = found.changes.into_iter().filter_map(|change| {
            let how = match change.what {
                diff::What::Added(_) => Change::New,
                diff::What::Changed(_) => Change::Other,
                diff::What::Removed(_) => return None,
            };
            Some(((change.group, change.name), how))
        });
        Self { state, items: items.collect() }
    }

    /// What stands beside an item: "changed since draft 3 (31 January 2025)"; nothing when it says what it said.
    #[must_use]
    pub fn of(&self, group: Group, name: &str, locale: &Locale) -> Option<String> {
        let key = match self.items.get(&(group, name.to_owned()))? {
            Change::New => "new_since",
            Change::Other => "changed_since",
        };
        Some(locale.fill(key, &[("state", &self.state)]))
    }
}
