//! Evidence: what the city has, does or decided, and which criteria it supports.

use serde::Serialize;

use super::date::Date;
use super::figure::Figure;
use super::id::Id;
use super::picture::Picture;
use super::text::Text;
use super::words::{EvidenceKind, Status};
use crate::source::Span;
use crate::yaml::read::{Cx, Fields, Placed, Read};
use crate::yaml::{Kind as NodeKind, Node};

/// One item of evidence.
#[derive(Clone, Debug, Serialize)]
pub struct Evidence {
    /// Its name.
    pub id: Placed<Id>,
    /// What sort of thing it is, with what that sort needs.
    pub kind: EvidenceKind,
    /// What its kind needs.
    pub details: Details,
    /// How far it is.
    pub status: Status,
    /// Since when.
    pub since: Option<Placed<Date>>,
    /// Until when.
    pub until: Option<Placed<Date>>,
    /// Who is responsible for the item.
    pub owner: Option<Text>,
    /// When the owner must deliver.
    pub due: Option<Date>,
    /// Where it stands among its like.
    pub order: Option<u32>,
    /// Its title.
    pub title: Text,
    /// What it is (prose).
    pub says: Text,
    /// Sources and attachments that prove it.
    pub proof: Vec<Placed<Id>>,
    /// The criteria it supports.
    pub supports: Vec<Support>,
    /// What it looks like.
    pub pictures: Vec<Picture>,
    /// The whole entry.
    pub span: Span,
}

/// A link from evidence to a criterion.
#[derive(Clone, Debug, Serialize)]
pub struct Support {
    /// `3.1`, `key-features:3.1.2`.
    pub criterion: Placed<String>,
    /// Why it supports it.
    pub because: Text,
}

/// What a kind of evidence needs, in the order in which it is printed: the key, and what was written.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Details {
    /// `number`: the number of a document, `11/KH-UBND`.
    pub number: Option<Placed<String>>,
    /// Texts by key: `adopted_by`, `for_whom`, `mandate`, `members`, `partners`, `by`, `given_by`, `where`, `money_from`, and those of a practice.
    #[serde(serialize_with = "super::canonical::map")]
    pub texts: Vec<(&'static str, Text)>,
    /// `promised_in`: the policy or plan a commitment stands in.
    pub promised_in: Option<Placed<Id>>,
    /// `decision`: what set a body up, when it is an item.
    pub decision: Option<Placed<Id>>,
    /// `by`: the date of a commitment.
    pub by: Option<Date>,
    /// `amount` of a budget line.
    pub amount: Option<Figure>,
}

impl Details {
    /// The text behind a key.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&Text> {
        self.texts.iter().find(|(k, _)| *k == key).map(|(_, text)| text)
    }
}

/// Keys whose text is prose; the others are one line.
pub const PROSE_DETAILS: &[&str] = &["problem", "what_is_done", "result", "what_others_can_copy"];

impl Read for Evidence {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "an item of evidence", cx)?;
        let id = f.required("id", cx);
        let kind = f.required("kind", cx);
        let since = f.optional("since", cx);
        f.call(kind.map_or("an item of evidence", EvidenceKind::with_article));
        let details = kind.and_then(|kind| read_details(kind, &mut f, cx));
        let status = f.required("status", cx);
        let (title, says) = (f.required("title", cx), f.required("says", cx));
        let until = f.optional("until", cx);
        let (owner, due, order) = (f.optional("owner", cx), f.optional("due", cx), f.optional("order", cx));
        let (proof, supports) = (f.list("proof", cx), f.list("supports", cx));
        let pictures = f.list("pictures", cx);
        if kind.is_some() {
            f.finish(cx);
        } else {
            f.report_missing(cx);
        }
        Some(Self {
            id: id?,
            kind: kind?,
            details: details?,
            status: status?,
            since,
            until,
            owner,
            due,
            order,
            title: title?,
            says: says?,
            proof,
            supports,
            pictures,
            span: node.span,
        })
    }
}

/// The keys each kind needs; `since` is needed where a thing without its date proves nothing.
fn read_details(kind: EvidenceKind, f: &mut Fields<'_>, cx: &mut Cx<'_>) -> Option<Details> {
    use EvidenceKind as K;
    let mut details = Details::default();
    let mut whole = true;
    let texts: &[&'static str] = match kind {
        K::Policy | K::Plan => &["adopted_by"],
        K::Programme => &["for_whom"],
        K::Body => &["mandate", "members"],
        K::Partnership => &["partners"],
        K::Survey | K::Report => &["by"],
        K::BudgetLine => &["money_from"],
        K::Award => &["given_by"],
        K::Practice => &["problem", "what_is_done", "for_whom", "cost", "result", "what_others_can_copy"],
        K::Commitment | K::Event => &[],
    };
    for key in texts.iter().copied() {
        match f.required(key, cx) {
            Some(text) => details.texts.push((key, text)),
            None => whole = false,
        }
    }
    if matches!(kind, K::Policy | K::Plan) {
        details.number = f.required("number", cx);
        whole &= details.number.is_some();
    }
    if matches!(kind, K::Policy | K::Plan | K::Event | K::Survey | K::Report | K::Award) {
        whole &= f.required::<Date>("since", cx).is_some();
    }
    match kind {
        K::Commitment => {
            details.promised_in = f.required("promised_in", cx);
            details.by = f.optional("by", cx);
            whole &= details.promised_in.is_some();
        }
        K::Event => details.texts.extend(f.optional("where", cx).map(|t| ("where", t))),
        K::BudgetLine => {
            details.amount = f.required("amount", cx);
            whole &= details.amount.is_some();
        }
        K::Body => {
            // The decision is an item of the dossier when it reads as an id, else a text.
            let is_id = |n: &Node| matches!(&n.kind, NodeKind::Scalar(s) if Id::parse(&s.text).is_some());
            if f.entry("decision").is_some_and(|(_, v)| is_id(v)) {
                details.decision = f.required("decision", cx);
            } else {
                match f.required("decision", cx) {
                    Some(text) => details.texts.push(("decision", text)),
                    None => whole = false,
                }
            }
        }
        _ => {}
    }
    whole.then_some(details)
}

impl Read for Support {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "a link to a criterion", cx)?;
        let (criterion, because) = (f.required("criterion", cx), f.required("because", cx));
        f.finish(cx);
        Some(Self { criterion: criterion?, because: because? })
    }
}
