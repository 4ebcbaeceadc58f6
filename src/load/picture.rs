//! Pictures that are printed: their kind is decided by what is in them, their header is looked at before anything is
//! decoded, and what the camera wrote about place, time and owner is left out.

mod jpeg;
pub mod kind;
mod raster;
mod svg;

use std::path::Path;

use super::ManifestLine;
use super::inside::Named;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::digest::sha256;
use crate::model::{Picture, SignedPage};
use crate::yaml::read::Placed;
pub use kind::Kind;

/// Largest picture, and largest sum of all, in bytes.
const MAX_ONE: u64 = 10_000_000;
const MAX_ALL: u64 = 40_000_000;
/// Longest side, and most pixels of one and of all: each takes up to eight bytes of memory while the pages are set.
const MAX_SIDE: u32 = 10_000;
const MAX_PIXELS: u64 = 50_000_000;
const MAX_ALL_PIXELS: u64 = 300_000_000;

/// A picture that was read and can be printed.
#[derive(Clone, Debug)]
pub struct PictureData {
    /// Its paths inside the folder: more than one when the same picture lies there twice.
    pub paths: Vec<String>,
    /// What it is.
    pub kind: Kind,
    /// Width in pixels, as it is seen; of a drawing in its own units.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// The picture, without what the camera wrote into it.
    pub bytes: Vec<u8>,
    /// SHA-256 of these bytes, 64 hex digits: two files that differ only in what was left out are one picture.
    pub sha256: String,
    /// SHA-256 of each file as it lies in the folder, so that none is looked at twice.
    files: Vec<String>,
}

impl PictureData {
    /// Its lines in the list of everything the document depends on.
    pub fn manifest(&self) -> impl Iterator<Item = ManifestLine> {
        self.paths.iter().map(|path| ManifestLine { path: path.clone(), sha256: self.sha256.clone(), size: self.bytes.len() })
    }
}

/// What is wrong with a picture: code, what it is or does, what to do.
#[derive(Debug)]
pub struct Flaw(pub Code, pub String, pub String);

impl Flaw {
    fn new(code: Code, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self(code, message.into(), hint.into())
    }
}

/// What is in a file.
#[derive(Debug)]
pub struct Look {
    /// Width, as it is seen.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// How many pixels it takes memory for.
    pub pixels: u64,
    /// The cleaned file.
    pub bytes: Vec<u8>,
}

/// A file that is to be printed as a picture.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    file: &'a Placed<String>,
    /// Whether it is a page that was scanned, and no photograph or drawing.
    scan: bool,
}

impl<'a> From<&'a Picture> for Wanted<'a> {
    fn from(picture: &'a Picture) -> Self {
        Self { file: &picture.file, scan: false }
    }
}

impl<'a> From<&'a SignedPage> for Wanted<'a> {
    fn from(page: &'a SignedPage) -> Self {
        Self { file: &page.file, scan: true }
    }
}

/// Reads every picture that may be read.
pub fn read_all<'a>(root: &Path, pictures: impl Iterator<Item = Wanted<'a>>, diagnostics: &mut Diagnostics) -> Vec<PictureData> {
    let mut room = Room { bytes: MAX_ALL, pixels: MAX_ALL_PIXELS };
    let mut list: Vec<PictureData> = Vec::new();
    for picture in pictures.filter(|p| !p.file.value.is_empty()) {
        if let Some(known) = list.iter().find(|known| known.paths.contains(&picture.file.value)) {
            if let Some(diagnostic) = unscanned(picture, known.kind) {
                diagnostics.push(*diagnostic);
            }
            continue;
        }
        if let Err(diagnostic) = read(root, picture, &mut room, &mut list) {
            diagnostics.push(*diagnostic);
        }
    }
    list
}

/// What is left for further pictures.
struct Room {
    bytes: u64,
    pixels: u64,
}

impl<'a> Wanted<'a> {
    fn named(self) -> Named<'a> {
        let (what, example) = if self.scan { ("a scan", "signed/part-1.jpg") } else { ("a picture", "pictures/library.jpg") };
        let web = "save the picture into the folder: a document must not depend on a page that may change";
        Named { written: self.file, what, web, example }
    }
}

/// That a signed page is no scan, when it is none.
fn unscanned(picture: Wanted<'_>, kind: Kind) -> Option<Box<Diagnostic>> {
    let fits = !picture.scan || matches!(kind, Kind::Png | Kind::Jpeg);
    (!fits).then(|| {
        let message = format!("is a {}, and a signed page is a scan or photograph of paper", kind.word());
        picture.named().refuse(Code::PictureKind, &message, "scan the page and save it as PNG or JPEG")
    })
}

fn read(root: &Path, picture: Wanted<'_>, room: &mut Room, list: &mut Vec<PictureData>) -> Result<(), Box<Diagnostic>> {
    let named = picture.named();
    let path = &picture.file.value;
    let found = named.find(root)?;
    if found.size > MAX_ONE || found.size > room.bytes {
        let message = format!("has {} MB", found.size.div_ceil(1_000_000));
        let hint = "one picture may have 10 MB, all together 40 MB: save it smaller; 2,000 pixels fill the width of a page";
        return Err(named.refuse(Code::PictureTooLarge, &message, hint));
    }
    let file = named.read(&found)?;
    let digest = sha256(&file);
    if let Some(same) = list.iter_mut().find(|known| known.files.contains(&digest)) {
        if let Some(diagnostic) = unscanned(picture, same.kind) {
            return Err(diagnostic);
        }
        same.paths.push(path.clone());
        return Ok(());
    }
    let flawed = |Flaw(code, message, hint): Flaw| named.refuse(code, &message, &hint);
    let kind = kind::of(&file).map_err(flawed)?;
    if !kind.endings().contains(&found.ending.as_str()) {
        let right = Path::new(path).with_extension(kind.ending());
        let message = format!("is a {} by what is in it, and its name says otherwise", kind.word());
        let hint = format!("rename it to `{}`, here and in the folder", right.display());
        return Err(named.refuse(Code::PictureKind, &message, &hint));
    }
    if let Some(diagnostic) = unscanned(picture, kind) {
        return Err(diagnostic);
    }
    let look = match kind {
        Kind::Svg => svg::look(file),
        Kind::Png | Kind::Jpeg | Kind::WebP => raster::look(kind, file, room.pixels),
    };
    let Look { width, height, pixels, bytes } = look.map_err(flawed)?;
    room.bytes -= found.size;
    let sha256 = sha256(&bytes);
    if let Some(same) = list.iter_mut().find(|known| known.sha256 == sha256) {
        same.paths.push(path.clone());
        same.files.push(digest);
        return Ok(());
    }
    room.pixels -= pixels;
    list.push(PictureData { paths: vec![path.clone()], kind, width, height, bytes, sha256, files: vec![digest] });
    Ok(())
}
