//! Functions for the theme. Links made with them cost nothing: they ask no page number and no text of their target.

#![allow(clippy::must_use_candidate, clippy::needless_pass_by_value, reason = "the macro wants these signatures")]

use ecow::{EcoString, eco_format};
use typst::engine::Engine;
use typst::foundations::{Content, NativeElement, Scope, Str, func};
use typst::introspection::{Location, MetadataElem};
use typst::layout::BoxElem;
use typst::model::Destination;
use typst::text::TextElem;

use super::pages::Page;

/// Where the item of this name stands.
pub(crate) fn location(id: &str) -> Location {
    Location::new(typst::utils::hash128(&("gnlc", id)))
}

/// Marks the place of an item. Each id has one.
#[func]
#[must_use]
pub fn anchor(
    /// The item's name.
    id: Str,
) -> Content {
    MetadataElem::new(typst::foundations::Value::Str(id.clone())).pack().located(location(&id))
}

/// A link to the place of an item.
#[func]
#[must_use]
pub fn goto(
    /// The item's name.
    id: Str,
    /// What the link is, for those who hear it.
    alt: Str,
    /// What is seen.
    body: Content,
) -> Content {
    body.linked(Destination::Location(location(&id)), Some(alt.into()))
}

/// The words of a link without the link, to measure what links cost.
#[func(name = "goto")]
#[must_use]
pub fn unlinked(
    /// The item's name.
    id: Str,
    /// What the link is.
    alt: Str,
    /// What is seen.
    body: Content,
) -> Content {
    let _ = (id, alt);
    body
}

/// The location of an item, to ask its page.
#[func]
#[must_use]
pub fn place_of(
    /// The item's name.
    id: Str,
) -> Location {
    location(&id)
}

/// The number of the page on which an item stands, in brackets.
#[func]
#[must_use]
pub fn page_of(
    engine: &mut Engine,
    /// The item's name.
    id: Str,
    /// What stands behind the bracket and belongs to it: a comma.
    after: Str,
) -> Content {
    match digits(engine) {
        Some(digits) => marked(Page::Of(id.to_string()), eco_format!("({}){after}", "0".repeat(digits))),
        None => TextElem::packed(EcoString::from(after)),
    }
}

/// The number of this page behind a word, for a running foot. It keeps to the right.
#[func]
#[must_use]
pub fn this_page(
    engine: &mut Engine,
    /// The word for a page.
    word: Str,
) -> Content {
    marked(Page::This, eco_format!("{word} {}", "0".repeat(digits(engine).unwrap_or(1))))
}

/// A mark and the zeros it is about, in a box: no line, page or cell of a table can part them.
fn marked(page: Page, text: EcoString) -> Content {
    let content = Content::sequence([MetadataElem::new(page.mark()).pack(), TextElem::packed(text)]);
    BoxElem::new().with_body(Some(content)).pack()
}

fn digits(engine: &Engine) -> Option<usize> {
    engine.library.global.scope().get(DIGITS)?.read().clone().cast().ok()
}

/// The name of the number that says how many digits page numbers have room for.
const DIGITS: &str = "page-digits";

/// How links and page numbers are set.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Links {
    /// Page numbers have room for so many digits.
    Numbered(usize),
    /// Links are only their words, and there are no page numbers.
    None,
}

/// Gives the theme its functions.
pub(crate) fn define(scope: &mut Scope, links: Links) {
    scope.define_func::<anchor>();
    scope.define_func::<place_of>();
    scope.define_func::<page_of>();
    scope.define_func::<this_page>();
    match links {
        Links::Numbered(digits) => {
            scope.define_func::<goto>();
            scope.define(DIGITS, digits);
        }
        Links::None => _ = scope.define_func::<unlinked>(),
    }
}
