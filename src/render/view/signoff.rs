//! The page of sign-offs: who stands behind what, whether that still holds, and where to sign and stamp.

use serde::Serialize;

use super::printer::{Printer, Ref, Say};
use crate::model::signoff::What;
use crate::model::{Id, Signoff};
use crate::review::Group;
use crate::review::covers;
use crate::review::facts::unnumbered;
use crate::review::signoffs::{self, Judged, Lapse, Standing};

/// So many items by which a sign-off lapsed are named.
const NAMED: usize = 6;

/// A sign-off.
#[derive(Debug, Serialize)]
pub struct SignoffView {
    /// The role of who signed.
    pub role: Say,
    /// The body and the name, as far as they are given.
    pub more: Vec<Say>,
    /// What is signed for.
    pub what: String,
    /// The day.
    pub signed: String,
    /// Number and date of the letter; empty without one.
    pub letter: String,
    /// The first digits of the digest of everything it covers.
    pub digest: String,
    /// Whether it holds.
    pub held: bool,
    /// How it stands, in words.
    pub standing: String,
    /// The items by which it lapsed.
    pub lapses: Vec<LapseView>,
    /// How many more there are, in words; empty when all are named.
    pub more_lapses: String,
    /// What stands above the boxes to sign in; none where there are no boxes.
    pub sign_here: Option<String>,
}

/// An item by which a sign-off lapsed.
#[derive(Debug, Serialize)]
pub struct LapseView {
    /// The link to it, when the document prints it.
    pub link: Option<Ref>,
    /// What it is called, and what happened to it.
    pub name: Say,
}

/// Every sign-off that no later one replaced.
#[must_use]
pub fn signoffs(p: &Printer<'_>) -> Vec<SignoffView> {
    if p.dossier.signoffs.is_empty() {
        return Vec::new();
    }
    let judged = signoffs::judge(p.dossier, p.facts);
    judged.iter().filter(|j| j.standing != Standing::Replaced).map(|j| view(p, j)).collect()
}

fn view(p: &Printer<'_>, judged: &Judged<'_>) -> SignoffView {
    let Judged { signoff, standing } = judged;
    let lapses = standing.lapses();
    let held = *standing == Standing::Held;
    let digest = signoff.digest.value.chars().take(12).collect::<String>();
    let what = signoffs::said(p.dossier, p.locale, &signoff.covers.value);
    SignoffView {
        role: p.name(&signoff.role),
        more: signoff.body.iter().chain(&signoff.name).map(|t| p.name(t)).collect(),
        signed: p.locale.date(signoff.signed),
        letter: letter(p, signoff),
        held,
        standing: match standing {
            Standing::Lapsed(_) => p.locale.counted("signoff_lapsed_by", lapses.len(), &[]),
            other => p.word(&format!("signoff_{}", other.word())),
        },
        lapses: lapses.iter().take(NAMED).map(|l| lapse(p, l)).collect(),
        more_lapses: match lapses.len().saturating_sub(NAMED) {
            0 => String::new(),
            n => p.locale.counted("signoff_more", n, &[]),
        },
        sign_here: (held && signoff.letter.is_none())
            .then(|| p.locale.fill("sign_here", &[("what", &capital(&what)), ("digest", &digest)])),
        what,
        digest,
    }
}

/// A text with its first letter large: the words start a sentence.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn letter(p: &Printer<'_>, signoff: &Signoff) -> String {
    match (&signoff.letter, signoff.letter_date) {
        (Some(number), Some(date)) => p.locale.fill("letter_of", &[("number", number), ("date", &p.locale.date(date))]),
        (Some(number), None) => number.clone(),
        (None, _) => String::new(),
    }
}

fn lapse(p: &Printer<'_>, lapse: &Lapse) -> LapseView {
    let link = Id::parse(&lapse.name).and_then(|id| p.title_ref(&id));
    let called = link.as_ref().map_or_else(|| name(p, lapse), |link| link.label.clone());
    let t = p.locale.fill(&format!("lapse_{}", lapse.how.word()), &[("name", &called.t)]);
    let name = Say { t, ..called };
    LapseView { link: link.map(|link| Ref { label: name.clone(), ..link }), name }
}

/// What an item is called that has no place of its own in the document, or is gone.
fn name(p: &Printer<'_>, lapse: &Lapse) -> Say {
    let id = lapse.name.as_str();
    let known = match lapse.group() {
        Some(Group::Dossier) => Some(p.own(p.word("part_dossier"))),
        Some(Group::City) => Some(p.own(p.word("applicant"))),
        Some(Group::Pack) => Some(p.own(p.word("packs"))),
        Some(Group::Answer | Group::Question) => Some(p.own(signoffs::said(p.dossier, p.locale, &What::Answer(id.to_owned())))),
        Some(Group::Criterion | Group::NextStep) => {
            let word = if lapse.group() == Some(Group::NextStep) { "next_step" } else { "criterion" };
            covers::criterion(p.dossier, unnumbered(id)).map(|c| {
                let say = p.criterion_name(c);
                Say { t: format!("{}{} {}", p.word(word), p.locale.word("colon"), say.t), ..say }
            })
        }
        Some(Group::Unit) => p.dossier.units.iter().find(|u| u.id.value.as_str() == id).map(|u| p.say(&u.name)),
        _ => None,
    };
    known.unwrap_or_else(|| p.own(id))
}
