//! Typst sets the pages. The only user of the typesetter, with [`crate::export`].

pub mod blame;
pub mod clusters;
pub mod fonts;
pub mod letters;
pub mod links;
pub mod native;
pub mod notdef;
pub mod printed;
pub mod scripts;
pub mod world;

use std::sync::Arc;

use typst_layout::PagedDocument;

use crate::diagnostic::{Diagnostics, Stage};
use crate::render::Rendering;
use crate::source::Sources;
pub use fonts::Fonts;
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
    let templates = &rendering.templates;
    let styles = templates.styles().filter_map(|name| Some((templates.text(&name, sources)?, name)));
    let styles = styles.map(|(text, name)| (name, text)).collect();
    let world = World::new(&rendering.source, styles, embedded, fonts);
    let warned = typst::compile::<PagedDocument>(&world);
    let document = match warned.output {
        Ok(document) => document,
        Err(errors) => return Err(blame::report(&errors, &world, rendering, sources, diagnostics)),
    };
    if !warned.warnings.is_empty() {
        return Err(blame::report(&warned.warnings, &world, rendering, sources, diagnostics));
    }
    links::prove(&document, diagnostics)?;
    notdef::prove(&document, sources, diagnostics)?;
    Ok((world, document))
}
