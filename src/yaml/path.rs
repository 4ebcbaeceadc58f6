//! Which key of which item a place belongs to, for messages about texts that were read long ago.

use std::collections::HashMap;

use super::{Document, Kind, Node, read_document};
use crate::diagnostic::Diagnostics;
use crate::source::{FileId, Sources, Span};

/// Keys that name an item of a list.
const NAMES: &[&str] = &["id", "question", "criterion", "code", "role"];

/// Finds the fields of places; reads each file once.
#[derive(Debug)]
pub struct FieldFinder<'a> {
    sources: &'a Sources,
    documents: HashMap<FileId, Document>,
}

impl<'a> FieldFinder<'a> {
    /// Nothing is read yet.
    #[must_use]
    pub fn new(sources: &'a Sources) -> Self {
        Self { sources, documents: HashMap::new() }
    }

    /// ", in `says` of `plan-11`", to stand behind a message; nothing where there is no such field.
    pub fn in_field(&mut self, at: Span) -> String {
        // What is wrong with the file was said when it was read.
        let read = || read_document(at.file, self.sources, &mut Diagnostics::default());
        let document = self.documents.entry(at.file).or_insert_with(read);
        field(at, document).map(|field| format!(", in {field}")).unwrap_or_default()
    }
}

/// "`says` of `plan-11`": the key that a place is behind, and the item or part it belongs to.
fn field(at: Span, document: &Document) -> Option<String> {
    let (key, value) = document.entries.iter().find(|(_, value)| value.span.contains(at))?;
    let part = key.scalar()?.text.clone();
    let (mut keys, mut item, mut node) = (Vec::new(), None, value);
    loop {
        match &node.kind {
            Kind::Map(entries) => {
                let Some((key, value)) = entries.iter().find(|(_, value)| value.span.contains(at)) else { break };
                keys.push(key.scalar()?.text.clone());
                node = value;
            }
            Kind::Seq(items) => {
                let Some(inner) = items.iter().find(|item| item.span.contains(at)) else { break };
                if item.is_none() && keys.is_empty() {
                    item = name(inner).map(|name| named(&part, &name));
                }
                node = inner;
            }
            Kind::Scalar(_) | Kind::Null => break,
        }
    }
    let owner = item.unwrap_or_else(|| format!("`{part}`"));
    Some(if keys.is_empty() { owner } else { format!("`{}` of {owner}", keys.join(".")) })
}

fn name(item: &Node) -> Option<String> {
    NAMES.iter().find_map(|key| Some(item.get(key)?.scalar()?.text.trim().to_owned()))
}

/// An item by its name, with what it is where the name alone would not say.
fn named(part: &str, name: &str) -> String {
    match part {
        "answers" => format!("the answer to `{name}`"),
        "next_steps" => format!("the next step for `{name}`"),
        _ => format!("`{name}`"),
    }
}
