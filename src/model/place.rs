//! What a figure speaks of: the city, a part of it, or something around or beside it.

use serde::Serialize;

use super::text::Text;
use super::words::Scope;
use crate::source::Span;
use crate::yaml::Node;
use crate::yaml::read::{Cx, Fields, Read};

/// A kind of place, and its name where the kind alone does not say which.
#[derive(Clone, Debug, Serialize)]
pub struct Place {
    /// What it is.
    pub kind: Scope,
    /// Its name.
    pub name: Option<Text>,
    /// Where it is written.
    pub at: Span,
}

/// Two places are one when kind and name agree, wherever they are written.
impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind && self.name == other.name
    }
}

impl Eq for Place {}

impl Place {
    /// The applying unit as a whole: what is meant where nothing is written.
    #[must_use]
    pub const fn city(at: Span) -> Self {
        Self { kind: Scope::City, name: None, at }
    }

    /// Whether it is the applying unit as a whole, or its own authority.
    #[must_use]
    pub const fn is_city(&self) -> bool {
        matches!(self.kind, Scope::City | Scope::Authority)
    }
}

impl Read for Place {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        if node.scalar().is_some() {
            return Scope::read(node, cx).map(|kind| Self { kind, name: None, at: node.span });
        }
        if node.get("kind").is_none() && node.get("name").is_none() {
            return Text::read(node, cx).map(|name| Self { kind: Scope::Other, name: Some(name), at: node.span });
        }
        let mut f = Fields::open(node, "a place", cx)?;
        let (kind, name) = (f.required("kind", cx), f.required("name", cx));
        f.finish(cx);
        Some(Self { kind: kind?, name: Some(name?), at: node.span })
    }
}
