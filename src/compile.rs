//! Typst sets the pages. The only user of the typesetter, with [`crate::export`].

pub mod blame;
pub mod letters;
pub mod links;
pub mod native;
pub mod world;

use typst_layout::PagedDocument;

use crate::diagnostic::{Diagnostics, Stage};
use crate::render::Rendering;
use crate::source::Sources;
pub use world::{Embedded, World};

/// Sets a document.
///
/// # Errors
/// When Typst refuses something, warns of something (in a final document a warning is an error too), or a link has no target.
pub fn compile(
    rendering: &Rendering,
    embedded: Vec<Embedded>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Stage<(World, PagedDocument)> {
    set(World::new(&rendering.source, embedded), rendering, sources, diagnostics)
}

/// Sets what a world holds.
///
/// # Errors
/// As [`compile`].
pub fn set(
    world: World,
    rendering: &Rendering,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Stage<(World, PagedDocument)> {
    let warned = typst::compile::<PagedDocument>(&world);
    let document = match warned.output {
        Ok(document) => document,
        Err(errors) => return Err(blame::report(&errors, &world, rendering, sources, diagnostics)),
    };
    if !warned.warnings.is_empty() {
        return Err(blame::report(&warned.warnings, &world, rendering, sources, diagnostics));
    }
    links::prove(&document, diagnostics)?;
    Ok((world, document))
}
