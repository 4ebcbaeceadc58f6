//! What differs between two sets of facts: items added, removed, renamed, and within an item every value by its path.
//!
//! Two laws hold: nothing differs between a set and itself, and what differs between two, applied to the first, gives the
//! second.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Map, Value as Json};

use super::facts::{Facts, Group, Items, digest};

/// What differs between an old and a new set of facts.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Diff {
    /// Items that only have another name.
    pub renamed: Vec<Renamed>,
    /// Items that differ, in the order of their sorts and names.
    pub changes: Vec<Change>,
}

/// An item that says what it said, under another name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Renamed {
    /// Its sort.
    pub group: Group,
    /// The old name.
    pub from: String,
    /// The new name.
    pub to: String,
}

/// An item that differs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// Its sort.
    pub group: Group,
    /// Its name, the new one.
    pub name: String,
    /// What happened to it.
    #[serde(flatten)]
    pub what: What,
}

/// What happened to an item.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// It is new.
    Added(Json),
    /// It is gone.
    Removed(Json),
    /// Parts of it differ.
    Changed(Vec<Edit>),
}

/// A value of an item that differs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Edit {
    /// The keys that lead to it.
    pub path: Vec<String>,
    /// What it was; nothing when it is new.
    pub old: Option<Json>,
    /// What it is; nothing when it is gone.
    pub new: Option<Json>,
}

impl Diff {
    /// What differs.
    #[must_use]
    pub fn between(old: &Facts, new: &Facts) -> Self {
        let renamed = renamed(old, new);
        let old = rename(old, &renamed);
        let mut changes = Vec::new();
        let groups: BTreeSet<Group> = old.0.keys().chain(new.0.keys()).copied().collect();
        let empty = Items::new();
        for group in groups {
            let (was, is) = (old.0.get(&group).unwrap_or(&empty), new.0.get(&group).unwrap_or(&empty));
            let names: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
            for name in names {
                let what = match (was.get(name), is.get(name)) {
                    (Some(was), None) => What::Removed(was.clone()),
                    (None, Some(is)) => What::Added(is.clone()),
                    (Some(was), Some(is)) if was != is => {
                        let mut edits = Vec::new();
                        edit(was, is, &mut Vec::new(), &mut edits);
                        What::Changed(edits)
                    }
                    _ => continue,
                };
                changes.push(Change { group, name: name.clone(), what });
            }
        }
        Self { renamed, changes }
    }

    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.renamed.is_empty() && self.changes.is_empty()
    }

    /// The new facts, from the old ones.
    #[must_use]
    pub fn apply(&self, old: &Facts) -> Facts {
        let mut facts = rename(old, &self.renamed);
        for change in &self.changes {
            let items = facts.0.entry(change.group).or_default();
            match &change.what {
                What::Added(fact) => _ = items.insert(change.name.clone(), fact.clone()),
                What::Removed(_) => _ = items.remove(&change.name),
                What::Changed(edits) => {
                    let fact = items.entry(change.name.clone()).or_insert(Json::Null);
                    for edit in edits {
                        put(fact, &edit.path, edit.new.clone());
                    }
                }
            }
        }
        facts.0.retain(|_, items| !items.is_empty());
        facts
    }
}

/// Finds the values that differ: maps are gone into, everything else is compared as a whole.
fn edit(old: &Json, new: &Json, path: &mut Vec<String>, edits: &mut Vec<Edit>) {
    if let (Json::Object(was), Json::Object(is)) = (old, new) {
        let keys: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
        for key in keys {
            path.push(key.clone());
            match (was.get(key), is.get(key)) {
                (Some(was), Some(is)) => edit(was, is, path, edits),
                (was, is) => edits.push(Edit { path: path.clone(), old: was.cloned(), new: is.cloned() }),
            }
            path.pop();
        }
    } else if old != new {
        edits.push(Edit { path: path.clone(), old: Some(old.clone()), new: Some(new.clone()) });
    }
}

/// Puts a value at a path, or takes it away.
fn put(fact: &mut Json, path: &[String], value: Option<Json>) {
    let Some((key, rest)) = path.split_first() else {
        *fact = value.unwrap_or(Json::Null);
        return;
    };
    if !fact.is_object() {
        *fact = Json::Object(Map::new());
    }
    let Json::Object(map) = fact else { return };
    match (rest, value) {
        ([], None) => _ = map.remove(key),
        ([], Some(value)) => _ = map.insert(key.clone(), value),
        (_, value) => put(map.entry(key.clone()).or_insert(Json::Null), rest, value),
    }
}

/// The sorts whose items are called by an id that others refer to.
const NAMED: [Group; 5] = [Group::Evidence, Group::Indicator, Group::Source, Group::Attachment, Group::Unit];

/// Items that are gone and items that are new, where the two say the same. Renaming one may show that another, which
/// refers to it, says the same too; so the search goes on until it finds no more.
fn renamed(old: &Facts, new: &Facts) -> Vec<Renamed> {
    let mut found: Vec<Renamed> = Vec::new();
    loop {
        let was = rename(old, &found);
        let before = found.len();
        for group in NAMED {
            let gone = was.items(group).filter(|(name, _)| new.get(group, name).is_none());
            let fresh = new.items(group).filter(|(name, _)| was.get(group, name).is_none());
            let mut by_digest: BTreeMap<String, Vec<&String>> = BTreeMap::new();
            for (name, fact) in fresh {
                by_digest.entry(digest(group, fact)).or_default().push(name);
            }
            for (from, fact) in gone {
                // Of several that say the same, none can be told to be the one.
                if let Some([to]) = by_digest.remove(&digest(group, fact)).as_deref() {
                    found.push(Renamed { group, from: from.clone(), to: (*to).clone() });
                }
            }
        }
        if found.len() == before {
            return found;
        }
    }
}

/// The facts with other names for some items, also wherever others refer to them.
fn rename(facts: &Facts, renamed: &[Renamed]) -> Facts {
    if renamed.is_empty() {
        return facts.clone();
    }
    let names: BTreeMap<&str, &str> = renamed.iter().map(|r| (r.from.as_str(), r.to.as_str())).collect();
    let by_group: BTreeSet<(Group, &str)> = renamed.iter().map(|r| (r.group, r.from.as_str())).collect();
    let name = |group: Group, name: &String| {
        let other = names.get(name.as_str()).filter(|_| by_group.contains(&(group, name.as_str())));
        other.map_or_else(|| name.clone(), |to| (*to).to_owned())
    };
    let items = |group: Group, items: &Items| items.iter().map(|(n, fact)| (name(group, n), refer(fact, &names))).collect();
    Facts(facts.0.iter().map(|(group, old)| (*group, items(*group, old))).collect())
}

/// A fact whose references have other names.
fn refer(fact: &Json, names: &BTreeMap<&str, &str>) -> Json {
    match fact {
        Json::String(text) => Json::String(refer_text(text, names)),
        Json::Array(list) => Json::Array(list.iter().map(|fact| refer(fact, names)).collect()),
        Json::Object(map) => Json::Object(map.iter().map(|(key, fact)| (refer_text(key, names), refer(fact, names))).collect()),
        other => other.clone(),
    }
}

/// A text whose references have other names: `@plan-11`, and links in prose such as `(@plan-11.target)`.
fn refer_text(text: &str, names: &BTreeMap<&str, &str>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('@') {
        out.push_str(before);
        out.push('@');
        let id_end = after.find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')).unwrap_or(after.len());
        let (id, tail) = after.split_at(id_end);
        // An address such as a@b.vn is no reference.
        let refers = before.is_empty() && out.len() == 1 || before.ends_with(['(', ' ']);
        out.push_str(if refers { names.get(id).copied().unwrap_or(id) } else { id });
        rest = tail;
    }
    out.push_str(rest);
    out
}
