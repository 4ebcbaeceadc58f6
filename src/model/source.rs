//! Sources and attachments: what proves a fact, and the files that come with the dossier.

use serde::Serialize;

use super::date::Date;
use super::id::Id;
use super::language::Lang;
use super::text::Text;
use super::words::SourceKind;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::yaml::Node;
use crate::yaml::read::{Cx, Fields, Placed, Read};

/// A document or page that proves facts.
#[derive(Clone, Debug, Serialize)]
pub struct Source {
    /// Its name.
    pub id: Placed<Id>,
    /// Where it stands.
    pub kind: SourceKind,
    /// Its title.
    pub title: Text,
    /// Who published it.
    pub publisher: Text,
    /// When it was published.
    pub date: Placed<Date>,
    /// Where it can be read.
    pub url: Option<Placed<String>>,
    /// The language it is written in.
    pub language: Option<Lang>,
    /// A copy that comes with the dossier.
    pub attachment: Option<Placed<Id>>,
    /// A remark.
    pub note: Option<Text>,
    /// The whole entry.
    pub span: Span,
}

/// A file that is embedded in the PDF.
#[derive(Clone, Debug, Serialize)]
pub struct Attachment {
    /// Its name; the embedded file is named after it.
    pub id: Placed<Id>,
    /// The path inside the folder.
    pub file: Placed<String>,
    /// What it is.
    pub title: Text,
    /// Who holds the rights, and what they allow.
    pub rights: Option<Text>,
    /// The whole entry.
    pub span: Span,
}

impl Read for Source {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "a source", cx)?;
        let (id, kind) = (f.required("id", cx), f.required("kind", cx));
        let (title, publisher, date) = (f.required("title", cx), f.required("publisher", cx), f.required("date", cx));
        let (url, language) = (f.optional("url", cx), f.optional("language", cx));
        let (attachment, note) = (f.optional("attachment", cx), f.optional("note", cx));
        f.finish(cx);
        if let Some(url) = &url {
            check_url(url, cx);
        }
        Some(Self {
            id: id?,
            kind: kind?,
            title: title?,
            publisher: publisher?,
            date: date?,
            url,
            language,
            attachment,
            note,
            span: node.span,
        })
    }
}

impl Read for Attachment {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "an attachment", cx)?;
        let (id, file, title) = (f.required("id", cx), f.required("file", cx), f.required("title", cx));
        let rights = f.optional("rights", cx);
        f.finish(cx);
        Some(Self { id: id?, file: file?, title: title?, rights, span: node.span })
    }
}

/// Only addresses that a reader can open: anything else could be code, or a file of the reader's own machine.
pub fn check_url(url: &Placed<String>, cx: &mut Cx<'_>) {
    let known = ["https://", "http://", "mailto:"].iter().any(|s| url.value.starts_with(s));
    let whole = known && url.value.len() > 8 && !url.value.contains([' ', '"', '<', '>', '\\']);
    if !whole {
        let bare = !url.value.contains(':') && url.value.contains('.') && !url.value.contains(' ');
        let with_scheme = bare.then(|| format!("did you mean https://{}?", url.value));
        cx.push(
            Diagnostic::new(Code::BadAddress, url.at, format!("`{}` is no web address", url.value))
                .hints(with_scheme)
                .hint("an address starts with https:// or http:// (or mailto:) and has no spaces: %20 stands for one"),
        );
    }
}
