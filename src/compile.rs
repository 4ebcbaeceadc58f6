//! Typst sets the pages. The only user of the typesetter, with [`crate::export`].

pub mod anchors;
pub mod blame;
pub mod clusters;
pub mod fonts;
mod frames;
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

use ecow::EcoVec;
use typst::diag::SourceDiagnostic;
pub use typst_layout::PagedDocument;

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
    let own = rendering.templates.any_own();
    let (world, document) = match set(World::new(rendering, embedded, fonts, sources)) {
        Ok(done) => done,
        Err(Failure::Complaints(world, list)) => return Err(blame::report(&list, &world, rendering, sources, diagnostics)),
        Err(Failure::Mistake(message)) => return Err(links::mistake(message, own, diagnostics)),
    };
    links::prove(&document, own, diagnostics)?;
    notdef::prove(&document, sources, diagnostics)?;
    Ok((world, told::told_once(document)))
}

/// Forgets what Typst remembers of the documents that were set, to have room for the next one.
pub fn forget() {
    typst::comemo::evict(0);
}

/// Why pages could not be set.
#[derive(Debug)]
pub enum Failure {
    /// What Typst says, and of what.
    Complaints(Box<World>, EcoVec<SourceDiagnostic>),
    /// What is wrong with page numbers.
    Mistake(String),
}

/// Sets what a world holds, with its page numbers.
///
/// # Errors
/// When Typst refuses or warns of something, or a page number is asked of what does not exist.
pub fn set(mut world: World) -> Result<(World, PagedDocument), Failure> {
    loop {
        let warned = typst::compile::<PagedDocument>(&world);
        let document = match warned.output {
            Ok(document) if warned.warnings.is_empty() => document,
            Ok(_) => return Err(Failure::Complaints(Box::new(world), warned.warnings)),
            Err(errors) => return Err(Failure::Complaints(Box::new(world), errors)),
        };
        let Links::Numbered(digits) = world.links() else { return Ok((world, document)) };
        match pages::number(&document, digits) {
            Ok(document) => return Ok((world, document)),
            // Rare: the guess was too low.
            Err(Trouble::Narrow(needed)) => world = world.with_links(Links::Numbered(needed)),
            Err(Trouble::NoTarget(name)) => {
                return Err(Failure::Mistake(format!("there is no place `{name}` to give the page of")));
            }
            Err(Trouble::NoZeros(page)) => {
                return Err(Failure::Mistake(format!("a page number is out of its place ({page:?})")));
            }
        }
    }
}
