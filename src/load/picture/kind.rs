//! What a file really is, whatever its name says.

use super::Flaw;
use crate::diagnostic::Code;

/// The kinds of pictures that are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// For drawings and screen shots.
    Png,
    /// For photographs.
    Jpeg,
    /// For both.
    WebP,
    /// Drawings made of lines, sharp in every size.
    Svg,
}

impl Kind {
    /// What it is called.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::WebP => "WebP",
            Self::Svg => "SVG",
        }
    }

    /// Its MIME type.
    #[must_use]
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::WebP => "image/webp",
            Self::Svg => "image/svg+xml",
        }
    }

    /// What its name ends in.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        self.endings()[0]
    }

    /// Everything its name may end in.
    #[must_use]
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
            Self::WebP => &["webp"],
            Self::Svg => &["svg"],
        }
    }
}

/// What works, for every message about what does not.
const WORKS: &str = "gnlc prints PNG, JPEG, WebP and SVG";

/// The kind of a file.
///
/// # Errors
/// When it is no picture that is printed, with the way to one.
pub fn of(bytes: &[u8]) -> Result<Kind, Flaw> {
    let refuse = |what: &str, hint: &str| Err(Flaw::new(Code::PictureKind, format!("is {what}"), format!("{hint}; {WORKS}")));
    let save = "open it in the program it is from, or in any viewer, and save or export it as PNG or JPEG";
    match infer::get(bytes).map_or("", |found| found.mime_type()) {
        "image/png" => return Ok(Kind::Png),
        "image/jpeg" => return Ok(Kind::Jpeg),
        "image/webp" => return Ok(Kind::WebP),
        "application/pdf" => {
            return refuse(
                "a PDF, and pages of a PDF cannot be printed as a picture in this kind of document",
                "make a PNG of the page (PDF viewers export pictures; so does `pdftoppm -png -r 150 FILE.pdf page`) and attach the PDF itself under `attachments:`",
            );
        }
        "application/gzip" => {
            return refuse(
                "compressed (SVGZ, or another packed file)",
                "unpack it (`gunzip -S z FILE.svgz`), or save it as plain SVG",
            );
        }
        "image/gif" => return refuse("a GIF", save),
        "image/bmp" => return refuse("a BMP", save),
        "image/tiff" => return refuse("a TIFF", save),
        "image/heif" => {
            return refuse(
                "a HEIC photograph of a telephone",
                "export it as JPEG, or set the telephone's camera to \"most compatible\"",
            );
        }
        "image/avif" | "image/jxl" | "image/jp2" | "image/vnd.ms-photo" => {
            return refuse("a picture of a kind that few programs read", save);
        }
        "image/vnd.adobe.photoshop"
        | "image/x-canon-cr2"
        | "image/openraster"
        | "image/vnd.microsoft.icon"
        | "image/vnd.djvu" => {
            return refuse("a working file of a drawing or camera program", save);
        }
        other if other.starts_with("video/") => {
            return refuse("a film", "save one picture of it, and attach the film if it is short");
        }
        // Texts, drawings among them, begin in too many ways for a table.
        _ => {}
    }
    match text_start(bytes) {
        Start::Svg => Ok(Kind::Svg),
        Start::Web => refuse("a web page", "open it and save the picture itself, not the page that shows it"),
        Start::Wide => refuse("saved as UTF-16", "save the drawing again as plain SVG, in UTF-8"),
        Start::PostScript => refuse("an EPS or PostScript file", "open it in a drawing program and save it as SVG or PNG"),
        Start::Other => refuse("no picture", save),
    }
}

/// How a file that may be text begins.
enum Start {
    Svg,
    Web,
    Wide,
    PostScript,
    Other,
}

fn text_start(bytes: &[u8]) -> Start {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Start::Wide;
    }
    if bytes.starts_with(b"%!PS") || bytes.starts_with(&[0xC5, 0xD0, 0xD3, 0xC6]) {
        return Start::PostScript;
    }
    // Comments and a document type may stand before the first element.
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(8192)]).to_lowercase();
    let start = start.trim_start_matches('\u{feff}').trim_start();
    let (svg, html) =
        (start.find("<svg").or_else(|| start.find(":svg")), start.find("<html").or_else(|| start.find("<!doctype html")));
    match (svg, html) {
        _ if !start.starts_with('<') => Start::Other,
        (Some(svg), html) if html.is_none_or(|html| svg < html) => Start::Svg,
        (_, Some(_)) => Start::Web,
        _ => Start::Other,
    }
}
