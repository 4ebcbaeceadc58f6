//! Typst sets the pages. The only user of the typesetter, with [`crate::export`].

pub mod blame;
pub mod clusters;
pub mod fonts;
pub mod letters;
pub mod links;
pub mod native;
pub mod notdef;
pub mod pages;
pub mod printed;
pub mod scripts;
pub mod told;
pub mod world;

use std::sync::Arc;

use typst_layout::PagedDocument;

use crate::diagnostic::{Diagnostics, Stage};
use crate::render::Rendering;
use crate::source::Sources;
pub use fonts::Fonts;
use native::Links;
use pages::Trouble;
pub use world::{Embedded, World};

/// Sets a document.
///
/// # Errors
/// When Typst refuses something, warns of something (in a final document a warning is an error too), a link has no target, or a
/// letter is printed as an empty box.
pub fn compile(
    rendering: &Rendering,
    embedded: Vec<Embedded>,
    fonts: Arc<Fonts>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Stage<(World, PagedDocument)> {
    let world = World::new(rendering, embedded, fonts, sources);
    set(world, rendering, sources, diagnostics)
}

/// Sets what a world holds.
///
/// # Errors
/// As [`compile`].
pub fn set(
    mut world: World,
    rendering: &Rendering,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Stage<(World, PagedDocument)> {
    loop {
        let warned = typst::compile::<PagedDocument>(&world);
        let document = match warned.output {
            Ok(document) => document,
            Err(errors) => return Err(blame::report(&errors, &world, rendering, sources, diagnostics)),
        };
        if !warned.warnings.is_empty() {
            return Err(blame::report(&warned.warnings, &world, rendering, sources, diagnostics));
        }
        let own = rendering.templates.any_own();
        links::prove(&document, own, diagnostics)?;
        notdef::prove(&document, sources, diagnostics)?;
        let Links::Numbered(digits) = world.links() else { return Ok((world, told::told_once(document))) };
        match pages::number(&document, digits) {
            Ok(document) => return Ok((world, told::told_once(document))),
            // Rare: the guess was too low.
            Err(Trouble::Narrow(needed)) => world = world.with_links(Links::Numbered(needed)),
            Err(Trouble::NoTarget(name)) => {
                return Err(links::mistake(format!("there is no place `{name}` to give the page of"), own, diagnostics));
            }
            Err(Trouble::NoZeros(page)) => {
                return Err(links::mistake(format!("a page number is out of its place ({page:?})"), own, diagnostics));
            }
        }
    }
}
