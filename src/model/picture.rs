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

impl Read for Picture {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "a picture", cx)?;
        let file = f.required("file", cx);
        let written = f.entry("alt");
        let said = written.is_some_and(|(_, v)| !matches!(v.kind, Kind::Null));
        // People who cannot see the picture are the reason for this key, so its lack is said in words of its own.
        if !said && !node.damaged {
            cx.push(
                Diagnostic::new(
                    Code::AltText,
                    written.map_or(f.head(), |(k, _)| k.span),
                    "a picture lacks `alt:`, what it shows in words",
                )
                .hint(ALT_HINT),
            );
        }
        let alt = f.optional("alt", cx);
        let (caption, credit, rights) = (f.required("caption", cx), f.required("credit", cx), f.required("rights", cx));
        f.finish(cx);
        Some(Self { file: file?, alt: alt?, caption: caption?, credit: credit?, rights: rights?, span: node.span })
    }
}
