//! Entries that could not be read: their ids and references still count, so that one mistake neither hides another nor
//! brings three more with it.

use super::id::Id;
use crate::source::Span;
use crate::yaml::read::Placed;
use crate::yaml::{Kind, Node};

/// What is known of entries that were left out.
#[derive(Clone, Debug, Default)]
pub struct Lost {
    /// Their ids: references to them are not reported.
    pub ids: Vec<String>,
    /// The criteria they name, to be checked all the same.
    pub criteria: Vec<Placed<String>>,
    /// The items they name: to be checked, and used.
    pub references: Vec<Placed<Id>>,
    /// A whole file could not be read, so that any id may stand in it.
    pub file: bool,
}

impl Lost {
    /// Remembers an entry.
    pub fn add(&mut self, entry: &Node) {
        self.ids.extend(entry.get("id").and_then(Node::scalar).map(|s| s.text.trim().to_owned()));
        self.walk(entry);
    }

    /// Whether an id belongs to an entry that was left out.
    #[must_use]
    pub fn has(&self, id: &Id) -> bool {
        self.file || self.ids.iter().any(|lost| lost == id.as_str())
    }

    fn walk(&mut self, node: &Node) {
        match &node.kind {
            Kind::Map(entries) => {
                for (key, value) in entries {
                    match key.scalar().map(|s| s.text.as_str()) {
                        Some("criterion" | "measures") => each(value, &mut |text, at| {
                            self.criteria.push(Placed { value: text.to_owned(), at });
                        }),
                        Some("proof" | "source" | "promised_in") => each(value, &mut |text, at| {
                            self.references.extend(Id::parse(text).map(|value| Placed { value, at }));
                        }),
                        _ => self.walk(value),
                    }
                }
            }
            Kind::Seq(items) => items.iter().for_each(|item| self.walk(item)),
            Kind::Null | Kind::Scalar(_) => {}
        }
    }
}

/// The words of a value: itself, or its items.
fn each(node: &Node, visit: &mut impl FnMut(&str, Span)) {
    match &node.kind {
        Kind::Scalar(scalar) => visit(scalar.text.trim(), node.span),
        Kind::Seq(items) => items.iter().for_each(|item| each(item, visit)),
        Kind::Null | Kind::Map(_) => {}
    }
}
