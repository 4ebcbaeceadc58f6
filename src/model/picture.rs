//! Pictures: what is printed of the city as it looks, or as a drawing shows it.

use serde::Serialize;

use super::text::Text;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::yaml::read::{Cx, Fields, Placed, Read};
use crate::yaml::{Kind, Node};

/// What to do about a picture that nobody describes.
pub const ALT_HINT: &str = "say in one or two sentences what is to be seen: it is read out to those who cannot see the picture";

/// A picture with everything a reader must know of it.
#[derive(Clone, Debug, Serialize)]
pub struct Picture {
    /// The path inside the folder.
    pub file: Placed<String>,
    /// What it shows, for those who cannot see it.
    pub alt: Text,
    /// What stands below it.
    pub caption: Text,
    /// Who made it.
    pub credit: Text,
    /// Who holds the rights, and what they allow.
    pub rights: Text,
    /// The whole entry.
    pub span: Span,
}

/// Reads `alt:`. People who cannot see the picture are the reason for this key, so its lack is said in words of its own.
pub(super) fn required_alt(f: &mut Fields<'_>, node: &Node, what: &str, cx: &mut Cx<'_>) -> Option<Text> {
    let written = f.entry("alt");
    let said = written.is_some_and(|(_, v)| !matches!(v.kind, Kind::Null));
    if !said && !node.damaged {
        let at = written.map_or(f.head(), |(k, _)| k.span);
        let message = format!("{what} lacks `alt:`, what it shows in words");
        cx.push(Diagnostic::new(Code::AltText, at, message).hint(ALT_HINT));
    }
    f.optional("alt", cx)
}

impl Read for Picture {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "a picture", cx)?;
        let file = f.required("file", cx);
        let alt = required_alt(&mut f, node, "a picture", cx);
        let (caption, credit, rights) = (f.required("caption", cx), f.required("credit", cx), f.required("rights", cx));
        f.finish(cx);
        Some(Self { file: file?, alt: alt?, caption: caption?, credit: credit?, rights: rights?, span: node.span })
    }
}
