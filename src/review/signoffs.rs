//! Whether what somebody signed is still what stands in the dossier.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value as Json, json};

use super::covers::{self, Ground, seal};
use super::facts::{Facts, Group, Items, free, unnumbered};
use crate::check::{Dossier, Item};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::locale::Locale;
use crate::model::id::slug;
use crate::model::signoff::{Signed, What};
use crate::model::{Id, Signoff, canonical};
use crate::source::Span;

/// A sign-off and how it stands.
#[derive(Debug)]
pub struct Judged<'a> {
    /// What was signed.
    pub signoff: &'a Signoff,
    /// How it stands.
    pub standing: Standing,
}

/// How a sign-off stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// What it covers is what was signed.
    Held,
    /// What it covers is something else now.
    Lapsed(Vec<Lapse>),
    /// What it names is no longer there.
    Gone,
    /// Its list and its digest do not fit: it was changed by hand.
    Damaged,
    /// The same role has signed for the same thing again, later.
    Replaced,
}

/// An item by which a sign-off lapsed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lapse {
    /// What happened to it.
    pub how: How,
    /// Its sort, as it is written in the sign-off.
    pub sort: String,
    /// Its name.
    pub name: String,
}

/// What happened to an item that was signed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// It says something else.
    Changed,
    /// It has come.
    Added,
    /// It is gone, or belongs to this no more.
    Removed,
}

impl How {
    /// The word, as JSON has it too.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Added => "added",
            Self::Removed => "removed",
        }
    }
}

impl Standing {
    /// The word, as facts and JSON have it.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Lapsed(_) => "lapsed",
            Self::Gone => "gone",
            Self::Damaged => "damaged",
            Self::Replaced => "replaced",
        }
    }

    /// The items by which it lapsed.
    #[must_use]
    pub fn lapses(&self) -> &[Lapse] {
        if let Self::Lapsed(list) = self { list } else { &[] }
    }
}

impl Lapse {
    /// The sort of fact, when this version knows it.
    #[must_use]
    pub fn group(&self) -> Option<Group> {
        Group::from_word(&self.sort)
    }
}

/// How every sign-off stands, in the order of signing.
#[must_use]
pub fn judge<'a>(dossier: &'a Dossier, facts: &Facts) -> Vec<Judged<'a>> {
    if dossier.signoffs.is_empty() {
        return Vec::new();
    }
    let ground = Ground::of(dossier, facts);
    // Several may have signed for the same thing.
    let mut lists: Vec<(&What, Vec<Signed>)> = Vec::new();
    let mut judged = Vec::new();
    for signoff in &dossier.signoffs {
        let what = &signoff.covers.value;
        let at = lists.iter().position(|(other, _)| *other == what).unwrap_or_else(|| {
            lists.push((what, ground.signed(&ground.covered(what))));
            lists.len() - 1
        });
        judged.push(Judged { signoff, standing: standing(signoff, &lists[at].1) });
    }
    // The last one counts; of those of one day the one that holds, because the names of files mean nothing.
    let rank = |n: usize| (judged[n].signoff.signed, judged[n].standing == Standing::Held, n);
    let replaced: Vec<usize> = (0..judged.len())
        .filter(|n| (0..judged.len()).any(|m| same_claim(judged[m].signoff, judged[*n].signoff) && rank(m) > rank(*n)))
        .collect();
    for n in replaced {
        judged[n].standing = Standing::Replaced;
    }
    judged
}

/// Whether two sign-offs are by the same role for the same thing.
fn same_claim(a: &Signoff, b: &Signoff) -> bool {
    a.role == b.role && a.body == b.body && a.covers.value == b.covers.value
}

/// How one stands against what it would list now.
fn standing(signoff: &Signoff, now: &[Signed]) -> Standing {
    if seal(&signoff.items) != signoff.digest.value {
        return Standing::Damaged;
    }
    if now.is_empty() {
        return Standing::Gone;
    }
    let by_name = |list: &[Signed]| -> BTreeMap<(String, String), String> {
        list.iter().map(|s| ((s.sort.clone(), s.name.clone()), s.digest.clone())).collect()
    };
    let (was, is) = (by_name(&signoff.items), by_name(now));
    let mut lapses: Vec<Lapse> = Vec::new();
    let mut add = |how, (sort, name): &(String, String)| lapses.push(Lapse { how, sort: sort.clone(), name: name.clone() });
    for (item, digest) in &is {
        match was.get(item) {
            None => add(How::Added, item),
            Some(before) if before != digest => add(How::Changed, item),
            Some(_) => {}
        }
    }
    was.keys().filter(|item| !is.contains_key(*item)).for_each(|item| add(How::Removed, item));
    lapses.sort();
    if lapses.is_empty() { Standing::Held } else { Standing::Lapsed(lapses) }
}

/// The sign-offs as facts, by a name made from who signs and for what.
#[must_use]
pub fn facts(dossier: &Dossier, facts: &Facts) -> Items {
    let mut items = Items::new();
    for Judged { signoff, standing } in judge(dossier, facts).into_iter().filter(|j| j.standing != Standing::Replaced) {
        let lapses: BTreeMap<String, &str> =
            standing.lapses().iter().map(|l| (format!("{} {}", l.sort, l.name), l.how.word())).collect();
        let fact: Json = json!({
            "role": canonical::of(&signoff.role),
            "body": signoff.body.as_ref().map(canonical::of),
            "signatory": signoff.name.as_ref().map(canonical::of),
            "letter": signoff.letter,
            "letter_date": signoff.letter_date,
            "covers": signoff.covers.value.to_string(),
            "signed": signoff.signed,
            "digest": signoff.digest.value,
            "standing": standing.word(),
            "lapses": lapses,
        });
        let name = claim(&role(dossier, signoff), &signoff.covers.value);
        items.insert(free(&items, &name), canonical::of(&fact));
    }
    items
}

/// Who signed, in the dossier's first language.
#[must_use]
pub fn role(dossier: &Dossier, signoff: &Signoff) -> String {
    signoff.role.line(dossier.original(), dossier.original())
}

/// A readable name for a role and what it signs for: `vice-chair-area-2-2`.
#[must_use]
pub fn claim(role: &str, what: &What) -> String {
    let role = slug(role);
    let role: String = if role.is_empty() { "signed".into() } else { role.chars().take(48).collect() };
    let what: String = slug(&what.to_string()).chars().take(48).collect();
    format!("{}-{}", role.trim_end_matches('-'), what.trim_end_matches('-'))
}

/// What somebody signs for, in words.
#[must_use]
pub fn said(dossier: &Dossier, locale: &Locale, what: &What) -> String {
    let (key, name) = match what {
        What::Whole => return locale.word("covers_whole").to_owned(),
        What::Owner(owner) => ("covers_owner", office(dossier, locale, owner).unwrap_or_else(|| owner.clone())),
        What::Answer(question) => {
            let id = question.rsplit(':').next().unwrap_or(question);
            let field = dossier.form.field(id).map(|n| locale.pack_text(&dossier.form.fields[n].label).0);
            ("covers_answer", field.unwrap_or_else(|| question.clone()))
        }
        What::Area(code) => {
            let name = covers::criterion(dossier, code).map(|c| locale.criterion(dossier.row(c)).0);
            ("covers_area", name.unwrap_or_else(|| code.clone()))
        }
    };
    locale.fill(key, &[("name", &name)])
}

/// An office as it is called in the language.
fn office(dossier: &Dossier, locale: &Locale, owner: &str) -> Option<String> {
    let text = covers::owners(dossier).find(|text| covers::is_called(text, owner))?;
    Some(text.line(&locale.lang, dossier.original()))
}

/// Reports the sign-offs that no longer hold.
pub fn report(dossier: &Dossier, judged: &[Judged<'_>], diagnostics: &mut Diagnostics) {
    for Judged { signoff, standing } in judged {
        let role = role(dossier, signoff);
        let what = &signoff.covers.value;
        let again = format!("`gnlc sign \"{role}\" \"{what}\"`");
        diagnostics.push(match standing {
            Standing::Held | Standing::Replaced => continue,
            Standing::Gone => Diagnostic::new(
                Code::SignoffCoversNothing,
                signoff.covers.at,
                format!("`{what}`, which {role} signed for, names nothing in this dossier"),
            )
            .hint("mend what it covers, or delete the sign-off"),
            Standing::Damaged => Diagnostic::new(
                Code::SignoffDamaged,
                signoff.digest.at,
                "this is not the digest of the items below it: the sign-off was changed by hand",
            )
            .hint(format!("take it back from a copy, or sign again: {again}")),
            Standing::Lapsed(lapses) => {
                let names: Vec<String> = lapses.iter().take(5).map(|l| format!("`{}` {}", l.name, l.how.word())).collect();
                let more = lapses.len().saturating_sub(names.len());
                let more = if more > 0 { format!(" and {more} more") } else { String::new() };
                let message = format!("what {role} signed for on {} is no longer what stands here", signoff.signed);
                let diagnostic = Diagnostic::new(Code::SignoffLapsed, signoff.covers.at, message)
                    .hint(format!("since then: {}{more}", names.join(", ")))
                    .hint(format!("show it to them, then {again}"));
                let first = lapses.iter().find_map(|l| Some((place(dossier, l)?, l.how)));
                match first {
                    Some((at, how)) => diagnostic.label(at, format!("{} since", how.word())),
                    None => diagnostic,
                }
            }
        });
    }
}

/// Where an item is written, when it is still there.
fn place(dossier: &Dossier, lapse: &Lapse) -> Option<Span> {
    let name = lapse.name.as_str();
    match lapse.group()? {
        Group::Dossier => Some(dossier.head.at),
        Group::Answer => {
            let field = dossier.form.field(name)?;
            dossier.answers.iter().find(|(f, _)| *f == field).map(|(_, a)| a.question.at)
        }
        Group::NextStep => {
            let criterion = covers::criterion(dossier, unnumbered(name))?;
            dossier.next_steps.iter().find(|(c, _)| *c == criterion).map(|(_, step)| step.criterion.at)
        }
        Group::Unit => dossier.units.iter().find(|u| u.id.value.as_str() == name).map(|u| u.id.at),
        _ => Some(match dossier.item(&Id::parse(name)?)? {
            Item::Evidence(n) => dossier.evidence[n].id.at,
            Item::Indicator(n) => dossier.indicators[n].id.at,
            Item::Source(n) => dossier.sources[n].id.at,
            Item::Attachment(n) => dossier.attachments[n].id.at,
        }),
    }
}
