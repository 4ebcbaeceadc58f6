//! Pictures with what stands below them.

use serde::Serialize;

use super::printer::{Printer, Say};
use crate::load::PictureData;
use crate::load::picture::Kind;
use crate::model::Picture;

/// One picture.
#[derive(Debug, Serialize)]
pub struct PictureView {
    /// Where the theme finds it.
    pub path: String,
    /// What it shows, in words.
    pub alt: Say,
    /// What stands below it.
    pub caption: Say,
    /// Who made it.
    pub credit: Say,
    /// Who holds the rights.
    pub rights: Say,
    /// Width in hundredths of a pixel, as it is seen.
    pub width: i64,
    /// Height.
    pub height: i64,
    /// Whether it is made of lines, which are sharp in every size.
    pub drawing: bool,
}

/// Phrases a picture; nothing when its file could not be read, which a draft says beside the item.
#[must_use]
pub fn picture(p: &Printer<'_>, picture: &Picture) -> Option<PictureView> {
    let data = p.dossier.pictures.iter().find(|d| d.paths.contains(&picture.file.value))?;
    Some(PictureView {
        path: format!("/{}", embedded_name(data)),
        alt: p.say(&picture.alt),
        caption: p.say(&picture.caption),
        credit: p.say(&picture.credit),
        rights: p.say(&picture.rights),
        width: hundredths(data.width),
        height: hundredths(data.height),
        drawing: data.kind == Kind::Svg,
    })
}

/// The name under which the typesetter knows a picture: the same for the same picture.
#[must_use]
pub fn embedded_name(data: &PictureData) -> String {
    format!("pictures/{}.{}", &data.sha256[..16], data.kind.ending())
}

#[allow(clippy::cast_possible_truncation, reason = "a cast to a whole number stops at the largest one")]
fn hundredths(pixels: f64) -> i64 {
    (pixels * 100.0).round().max(1.0) as i64
}
