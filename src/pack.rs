//! Packs: sets of criteria, tables between them and application forms as data, each with a status that is printed.

pub mod crosswalk;
pub mod form;
pub mod framework;

pub use crosswalk::Crosswalk;
pub use form::{Field, Form};
pub use framework::{Framework, Row};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::digest::sha256;
use crate::model::words::words;
use crate::model::{Id, Text};
use crate::source::{FileId, Sources, Span};
use crate::yaml::read::{Cx, Fields, Placed, Read};
use crate::yaml::{self, Node};

words! {
    /// How far a pack, or a row of it, can be trusted.
    pub enum Standing, "status" {
        /// Read in a source of the network or of a National Commission.
        Verified = "verified",
        /// Concluded from what was read, with the reason given.
        Inferred = "inferred",
        /// Put together again from memory and secondary sources: check before quoting.
        Reconstructed = "reconstructed",
        /// Brought by the user.
        User = "user",
    }
}

impl Standing {
    /// Whether it can be quoted: read in a source, or the user's own. What is not has no code in print.
    #[must_use]
    pub const fn is_sure(self) -> bool {
        matches!(self, Self::Verified | Self::User)
    }
}

words! {
    /// What a pack holds.
    pub enum PackKind, "kind of pack" {
        /// A set of criteria.
        Framework = "framework",
        /// An application form.
        Form = "form",
        /// A table from one set of criteria to another.
        Crosswalk = "crosswalk",
    }
}

/// What every pack says of itself.
#[derive(Clone, Debug)]
pub struct Head {
    /// Its name.
    pub id: Placed<Id>,
    /// What it holds.
    pub kind: PackKind,
    /// Its title.
    pub title: Text,
    /// A short title, for where it is named beside a row.
    pub short: Option<Text>,
    /// Its edition.
    pub edition: Text,
    /// How far it can be trusted as a whole.
    pub standing: Standing,
    /// Where it comes from.
    pub source: Option<Text>,
    /// What is verified in it and what is not.
    pub note: Option<Text>,
    /// SHA-256 of the file, as 64 hex digits.
    pub digest: String,
}

/// A pack of any kind.
#[derive(Clone, Debug)]
pub enum Pack {
    /// A set of criteria.
    Framework(Framework),
    /// A form.
    Form(Form),
    /// A table between two sets of criteria.
    Crosswalk(Crosswalk),
}

impl Head {
    /// What it is called where there is little room.
    #[must_use]
    pub fn called(&self) -> &Text {
        self.short.as_ref().unwrap_or(&self.title)
    }
}

impl Pack {
    /// What it says of itself.
    #[must_use]
    pub fn head(&self) -> &Head {
        match self {
            Self::Framework(f) => &f.head,
            Self::Form(f) => &f.head,
            Self::Crosswalk(c) => &c.head,
        }
    }
}

/// Reads a pack from a file that was added to the sources.
pub fn read(file: FileId, sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Pack> {
    let document = yaml::read_document(file, sources, diagnostics);
    let text = sources.text(file);
    let mut cx = Cx { sources, diagnostics, point_is_decimal: true };
    let whole = Node::new(Span::new(file, 0..text.len()), yaml::Kind::Map(document.entries));
    let mut f = Fields::open(&whole, "a pack", &mut cx)?;
    let head: Option<Head> = f.required("pack", &mut cx);
    let head = Head { digest: sha256(text.as_bytes()), ..head? };
    let pack = match head.kind {
        PackKind::Framework => framework::read(head, &mut f, &mut cx).map(Pack::Framework),
        PackKind::Form => form::read(head, &mut f, &mut cx).map(Pack::Form),
        PackKind::Crosswalk => crosswalk::read(head, &mut f, &mut cx).map(Pack::Crosswalk),
    };
    f.finish(&mut cx);
    pack
}

/// A list that must be there and must hold something.
fn some<T: Read>(key: &'static str, hint: &str, f: &mut Fields<'_>, cx: &mut Cx<'_>) -> Option<Vec<T>> {
    if let Some((at, Node { kind: yaml::Kind::Seq(items), .. })) = f.entry(key)
        && items.is_empty()
    {
        cx.push(Diagnostic::new(Code::EmptyValue, at.span, format!("`{key}` holds nothing")).hint(hint));
        return None;
    }
    f.required(key, cx)
}

impl Read for Head {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "the head of a pack", cx)?;
        let (id, kind) = (f.required("id", cx), f.required("kind", cx));
        let (title, edition) = (f.required("title", cx), f.required("edition", cx));
        let short = f.optional("short", cx);
        let standing = f.required("status", cx);
        let (source, note) = (f.optional("source", cx), f.optional("note", cx));
        f.finish(cx);
        let head = Self {
            id: id?,
            kind: kind?,
            title: title?,
            short,
            edition: edition?,
            standing: standing?,
            source,
            note,
            digest: String::new(),
        };
        if head.standing == Standing::Verified && head.source.is_none() {
            cx.push(
                Diagnostic::new(Code::MissingField, head.id.at, "a verified pack lacks its `source:`")
                    .hint("say where it was read, or set `status: user`"),
            );
        }
        Some(head)
    }
}
