//! Three functions for the theme. Links made with them cost nothing: they ask no page number and no text of their target.

#![allow(clippy::must_use_candidate, clippy::needless_pass_by_value, reason = "the macro wants these signatures")]

use typst::foundations::{Content, NativeElement, Scope, Str, func};
use typst::introspection::{Location, MetadataElem};
use typst::model::Destination;

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

/// Gives the theme its three functions.
pub(crate) fn define(scope: &mut Scope, linked: bool) {
    scope.define_func::<anchor>();
    scope.define_func::<place_of>();
    scope.define("linked", linked);
    if linked {
        scope.define_func::<goto>();
    } else {
        scope.define_func::<unlinked>();
    }
}
