//! Pages become a PDF that meets PDF/UA-1 and PDF/A-3a, and the PDF becomes a file, wholly or not at all.

pub mod attach;
pub mod compact;
pub mod frozen;
pub mod write;

use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::compile::{World, blame};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Stage};
use crate::render::Rendering;
use crate::source::Sources;

/// Writes the bytes of the PDF.
///
/// # Errors
/// When something on the pages breaks a standard.
pub fn pdf(
    world: &World,
    document: &PagedDocument,
    rendering: &Rendering,
    ident: &str,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Stage<Vec<u8>> {
    let options =
        options(ident).map_err(|message| diagnostics.error(Diagnostic::new(Code::Standards, Place::Dossier, message)))?;
    typst_pdf::pdf(document, &options).map_err(|errors| blame::report(&errors, world, rendering, sources, diagnostics))
}

/// How the PDF is to be made: the standards it meets, what identifies it, and no clock.
///
/// # Errors
/// When the standards contradict each other.
pub fn options(ident: &str) -> Result<PdfOptions, String> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_3a]).map_err(|error| error.message().to_string())?;
    Ok(PdfOptions {
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some(format!("gnlc {}", env!("CARGO_PKG_VERSION")))),
        timestamp: None,
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    })
}
