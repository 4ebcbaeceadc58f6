//! Sign-offs: who stands behind what, since when, and behind which state of it.

use std::fmt;

use super::date::Date;
use super::text::{Text, squeeze};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::yaml::Node;
use crate::yaml::read::{Cx, Fields, Placed, Read};

/// Letters of the digest of an item in a list of what was signed: enough that nobody finds another text for it.
pub const ITEM_DIGEST: usize = 16;

/// Somebody stands behind a part of the dossier, as it was on a day.
#[derive(Clone, Debug)]
pub struct Signoff {
    /// The role of who signs: "Director of the Department of Education and Training".
    pub role: Text,
    /// The body the role belongs to.
    pub body: Option<Text>,
    /// The name; many cities leave names to the signed page.
    pub name: Option<Text>,
    /// The number of the letter by which an office confirms in writing.
    pub letter: Option<String>,
    /// The date of that letter.
    pub letter_date: Option<Date>,
    /// What is signed for.
    pub covers: Placed<What>,
    /// The day it was signed.
    pub signed: Date,
    /// The digest of everything it covers: 64 hex digits, made of `items`.
    pub digest: Placed<String>,
    /// What it covered on that day.
    pub items: Vec<Signed>,
    /// The whole entry.
    pub span: Span,
}

/// What somebody can sign for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The answer to one question of the form.
    Answer(String),
    /// An area or feature: `2.2`, `key-features:2.2`.
    Area(String),
    /// Everything an office is responsible for.
    Owner(String),
    /// The whole dossier.
    Whole,
}

/// An item of the list of what was signed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Signed {
    /// The sort of fact.
    pub sort: String,
    /// Its name.
    pub name: String,
    /// The first digits of its digest.
    pub digest: String,
}

impl What {
    /// Reads `answer motivation`, `area 2.2`, `owner Department of Education`, `whole`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = squeeze(text);
        if text == "whole" {
            return Some(Self::Whole);
        }
        let (kind, name) = text.split_once(' ')?;
        let name = name.trim().trim_matches('"').trim().to_owned();
        match kind {
            _ if name.is_empty() => None,
            "answer" => Some(Self::Answer(name)),
            "area" => Some(Self::Area(name)),
            "owner" => Some(Self::Owner(name)),
            _ => None,
        }
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answer(name) => write!(f, "answer {name}"),
            Self::Area(name) => write!(f, "area {name}"),
            Self::Owner(name) => write!(f, "owner {name}"),
            Self::Whole => f.write_str("whole"),
        }
    }
}

impl fmt::Display for Signed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.sort, self.name, self.digest)
    }
}

/// How what can be signed for is written, for messages.
pub const FORMS: &str = "write `answer QUESTION`, `area CODE`, `owner OFFICE` or `whole`";

impl Read for What {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let Some(scalar) = node.scalar() else {
            cx.wrong_type(node, "what is signed for");
            return None;
        };
        let what = Self::parse(&scalar.text);
        if what.is_none() {
            let message = format!("`{}` is nothing that can be signed for", scalar.text.trim());
            cx.push(Diagnostic::new(Code::UnknownWord, node.span, message).hint(FORMS));
        }
        what
    }
}

impl Read for Signed {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let parts = node.scalar().and_then(|s| {
            let (sort, rest) = s.text.trim().split_once(' ')?;
            let (name, digest) = rest.rsplit_once(' ')?;
            Some(Self { sort: sort.to_owned(), name: name.trim().to_owned(), digest: digest.to_owned() })
        });
        if parts.is_none() {
            cx.wrong_type(node, "an item that was signed: its sort, its name and its digest");
        }
        parts
    }
}

impl Read for Signoff {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "a sign-off", cx)?;
        let (role, body, name) = (f.required("role", cx), f.optional("body", cx), f.optional("name", cx));
        let (letter, letter_date) = (f.optional("letter", cx), f.optional("letter_date", cx));
        let (covers, signed) = (f.required("covers", cx), f.required("signed", cx));
        let (digest, items) = (f.required("digest", cx), f.required("items", cx));
        f.finish(cx);
        Some(Self {
            role: role?,
            body,
            name,
            letter,
            letter_date,
            covers: covers?,
            signed: signed?,
            digest: digest?,
            items: items?,
            span: node.span,
        })
    }
}
