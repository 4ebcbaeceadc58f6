//! The proof that every link inside the document has exactly one target. Typst would not say.

use std::collections::{HashMap, HashSet};

use typst::foundations::Value;
use typst::introspection::{Location, MetadataElem, Tag};
use typst::layout::{Frame, FrameItem};
use typst::model::Destination;
use typst_layout::PagedDocument;

use super::native::location;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Reported, Stage};

/// Compares all links with all anchors.
///
/// # Errors
/// When a link leads nowhere, or a name is anchored twice.
pub fn prove(document: &PagedDocument, own_templates: bool, diagnostics: &mut Diagnostics) -> Stage<()> {
    let mut found = Found::default();
    for page in document.pages() {
        found.frame(&page.frame);
    }
    let double = found.anchors.iter().find(|(_, count)| **count > 1).map(|(name, _)| name.clone());
    let known: HashSet<Location> = found.anchors.keys().map(|name| location(name)).collect();
    let dangling = found.links.iter().find(|l| !known.contains(l) && document.introspector().position(**l).is_none());
    let message = match (double, dangling) {
        (Some(name), _) => format!("the place `{name}` is marked twice"),
        (None, Some(_)) => "a link leads to a place that does not exist".to_owned(),
        (None, None) => return Ok(()),
    };
    Err(mistake(message, own_templates, diagnostics))
}

/// Reports that links and their targets do not fit together.
pub(crate) fn mistake(message: String, own_templates: bool, diagnostics: &mut Diagnostics) -> Reported {
    let hint = if own_templates {
        "a template of your own prints an item twice, or leaves out one that others link to: every item's function must call `anchor(id)` once"
    } else {
        "this is a mistake in a built-in template: please report it"
    };
    diagnostics.error(Diagnostic::new(Code::LinkProof, Place::Dossier, message).hint(hint))
}

#[derive(Default)]
struct Found {
    anchors: HashMap<String, usize>,
    links: HashSet<Location>,
}

impl Found {
    fn frame(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.frame(&group.frame),
                FrameItem::Link(Destination::Location(to), _) => {
                    self.links.insert(*to);
                }
                FrameItem::Tag(Tag::Start(content, _)) => {
                    if let Some(Value::Str(name)) = content.to_packed::<MetadataElem>().map(|m| &m.value) {
                        *self.anchors.entry(name.as_str().to_owned()).or_default() += 1;
                    }
                }
                _ => {}
            }
        }
    }
}
