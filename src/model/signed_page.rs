//! Signed pages: a part of the form as it was signed on paper, scanned.

use super::id::Id;
use super::picture::required_alt;
use super::text::Text;
use crate::source::Span;
use crate::yaml::Node;
use crate::yaml::read::{Cx, Fields, Placed, Read};

/// A scanned page that stands for the signatures of a part of the form.
#[derive(Clone, Debug)]
pub struct SignedPage {
    /// The part of the form.
    pub part: Placed<Id>,
    /// The path of the scan inside the folder.
    pub file: Placed<String>,
    /// What is to be seen on it, for those who cannot see it: who signed, when, which stamp.
    pub alt: Text,
    /// The whole entry.
    pub span: Span,
}

impl Read for SignedPage {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "a signed page", cx)?;
        let (part, file) = (f.required("part", cx), f.required("file", cx));
        let alt = required_alt(&mut f, node, "a signed page", cx);
        f.finish(cx);
        Some(Self { part: part?, file: file?, alt: alt?, span: node.span })
    }
}
