//! How large a PDF may be, and what makes it so.

use super::manifest::Input;
use super::read;
use crate::check::Dossier;

/// A megabyte, as forms count them.
pub const MB: usize = 1_000_000;
/// Megabytes a PDF may have when neither the form nor the command says.
pub const DEFAULT: u32 = 20;

/// How many megabytes are allowed: what was asked for, else what the form says, else the usual.
#[must_use]
pub fn limit(asked: Option<u32>, dossier: &Dossier) -> u32 {
    asked.or(dossier.form.max_size_mb).unwrap_or(DEFAULT)
}

/// A part of a PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub name: String,
    /// Bytes.
    pub size: usize,
    /// What makes it smaller.
    pub help: Option<&'static str>,
}

/// The parts of a PDF, the largest first. Pictures and fonts stand on pages; as sources they count again.
#[must_use]
pub fn parts(pdf: &[u8], dossier: &Dossier, files: &[Input]) -> Vec<Part> {
    let packed = read::packed_sizes(pdf);
    let picture = |path: &str| dossier.pictures.iter().any(|p| p.paths.iter().any(|known| known == path));
    let font = |path: &str| dossier.fonts.iter().any(|f| f.inside == path);
    let mut parts: Vec<Part> = Vec::new();
    for (name, size) in &packed {
        let path = files.iter().find(|f| f.attached.as_ref() == Some(name)).map_or(name.as_str(), |f| f.path.as_str());
        let (what, help) = if dossier.files.iter().any(|f| f.path == path) {
            ("the attachment", "give large attachments an address as a source (`url:`) instead, or save them smaller")
        } else if picture(path) {
            ("the source of the picture", SMALLER)
        } else if font(path) {
            (
                "the source of the font",
                "a font of one language in one weight is enough; or leave the sources out with `--no-sources`",
            )
        } else {
            ("the source", "leave the sources out with `--no-sources`")
        };
        parts.push(Part { name: format!("{what} `{path}`"), size: *size, help: Some(help) });
    }
    let pictures: Vec<Part> = dossier
        .pictures
        .iter()
        .map(|p| Part { name: format!("the picture `{}` on its page", p.paths[0]), size: p.bytes.len(), help: Some(SMALLER) })
        .collect();
    let rest = pdf.len().saturating_sub(packed.iter().map(|(_, size)| size).sum());
    let pages = rest.saturating_sub(pictures.iter().map(|p| p.size).sum());
    parts.extend(pictures);
    parts.push(Part { name: "the pages with their fonts".into(), size: pages, help: None });
    parts.sort_by(|a, b| b.size.cmp(&a.size).then(a.name.cmp(&b.name)));
    parts
}

/// The way to smaller pictures.
const SMALLER: &str =
    "save the largest pictures again: 2,000 pixels fill the width of a page, and photographs are smallest as JPEG";

/// A size as people read it.
#[must_use]
pub fn megabytes(bytes: usize) -> String {
    if bytes < MB { format!("{} kB", bytes.div_ceil(1000)) } else { format!("{}.{} MB", bytes / MB, bytes % MB / (MB / 10)) }
}
