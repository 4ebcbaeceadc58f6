//! What became of those who stand behind the dossier: sign-offs that lapsed, came, were renewed or withdrawn.

use serde_json::Value as Json;

use super::{ChangeLine, Writer};
use crate::review::facts::Group;
use crate::review::side::Voice;

/// What became of a sign-off, as the end of a key of words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Lapsed,
    Renewed,
    New,
    Withdrawn,
}

impl Writer<'_> {
    /// "Sign-offs: 2 lapsed, 1 new".
    pub fn signoffs(&self) -> Option<String> {
        let turns: Vec<Turn> =
            self.diff.changes.iter().filter(|c| c.group == Group::Signoff).filter_map(|c| self.turn(&c.name)).collect();
        let all = [
            (Turn::Lapsed, "counted_lapsed"),
            (Turn::Renewed, "counted_renewed"),
            (Turn::New, "counted_new"),
            (Turn::Withdrawn, "counted_withdrawn"),
        ];
        let count = |turn: Turn| turns.iter().filter(|t| **t == turn).count();
        let said: Vec<String> = (all.iter())
            .filter(|(turn, _)| count(*turn) > 0)
            .map(|(turn, key)| self.locale.counted(key, count(*turn), &[]))
            .collect();
        let colon = self.locale.word("colon");
        (!said.is_empty()).then(|| format!("{}{colon} {}", self.locale.word("signoffs"), self.locale.list(&said)))
    }

    /// What became of one.
    fn turn(&self, name: &str) -> Option<Turn> {
        let was = self.old.state.facts.get(Group::Signoff, name);
        let Some(is) = self.new.state.facts.get(Group::Signoff, name) else { return Some(Turn::Withdrawn) };
        let standing = |fact: &Json| fact.get("standing").and_then(Json::as_str) == Some("held");
        match was {
            _ if !standing(is) => was.is_none_or(standing).then_some(Turn::Lapsed),
            None => Some(Turn::New),
            Some(was) if was.get("digest") != is.get("digest") || !standing(was) => Some(Turn::Renewed),
            Some(_) => None,
        }
    }

    /// How one stood and stands, and by what it lapsed.
    pub fn signed(&self, name: &str) -> Vec<ChangeLine> {
        let fact = |voice: &Voice<'_>| voice.state.facts.get(Group::Signoff, name).cloned();
        let said = |voice: &Voice<'_>| {
            let fact = fact(voice)?;
            let standing = fact.get("standing")?.as_str()?;
            let signed = voice.date(fact.get("signed")?.as_str()?);
            Some(format!("{} ({signed})", self.locale.word(&format!("signoff_{standing}"))))
        };
        let lapses = fact(&self.new).and_then(|f| f.get("lapses").and_then(Json::as_object).cloned()).unwrap_or_default();
        let named: Vec<String> = lapses.iter().map(|(item, how)| self.lapse(item, how.as_str().unwrap_or_default())).collect();
        let (old, new) = (said(&self.old), said(&self.new));
        if old == new && named.is_empty() {
            return Vec::new();
        }
        let note = (!named.is_empty()).then(|| self.locale.list(&named));
        vec![ChangeLine { label: self.locale.word("signoff_standing").to_owned(), old, new, note, ..ChangeLine::default() }]
    }

    /// An item by which one lapsed, and what happened to it.
    fn lapse(&self, item: &str, how: &str) -> String {
        let (sort, id) = item.split_once(' ').unwrap_or((item, ""));
        let group = Group::from_word(sort);
        let name = group.and_then(|g| self.new.name(g, id).or_else(|| self.old.name(g, id)));
        self.locale.fill(&format!("lapse_{how}"), &[("name", &name.unwrap_or_else(|| id.to_owned()))])
    }
}
