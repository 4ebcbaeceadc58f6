//! Typst sets the pages. The only user of the typesetter, with [`crate::export`].

pub mod blame;
pub mod clusters;
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
    let templates = &rendering.templates;
    let styles = templates.styles().filter_map(|name| Some((templates.text(&name, sources)?, name)));
    let styles = styles.map(|(text, name)| (name, text)).collect();
    let world = World::new(&rendering.source, styles, embedded);
    let warned = typst::compile::<PagedDocument>(&world);
    let document = match warned.output {
        Ok(document) => document,
        Err(errors) => return Err(blame::report(&errors, &world, rendering, sources, diagnostics)),
    };
    if !warned.warnings.is_empty() {
        return Err(blame::report(&warned.warnings, &world, rendering, sources, diagnostics));
    }
    links::prove(&document, diagnostics)?;
    Ok((world, clusters::told_once(document)))
}
