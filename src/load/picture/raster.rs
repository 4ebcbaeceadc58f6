//! Pictures made of pixels: the header first, then everything out that is no picture, then a trial of decoding it.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{ImageFormat, ImageReader, Limits};
use img_parts::png::Png;
use img_parts::webp::WebP;
use img_parts::{Bytes, ImageEXIF, ImageICC};

use super::{Flaw, Kind, Look, MAX_PIXELS, MAX_SIDE, jpeg};
use crate::diagnostic::Code;

/// Largest colour profile that is kept. Those of cameras and screens have some kilobytes.
const MAX_PROFILE: usize = 1_000_000;
/// Memory for decoding one picture.
const MAX_MEMORY: u64 = 512 * 1024 * 1024;

/// Parts of a PNG that make the picture; all others are texts, times and places.
const PNG_PARTS: &[&[u8; 4]] =
    &[b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs"];
/// The same of a WebP.
const WEBP_PARTS: &[&[u8; 4]] = &[b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ICCP"];

/// A picture taken apart: its size, which way up it is, and what is left of it.
pub struct Parts {
    /// Width and height as stored; nothing when the header does not say.
    pub size: Option<(u32, u32)>,
    /// Which way up it is to be seen.
    pub orientation: Orientation,
    /// Whether it is a film of several pictures.
    pub moving: bool,
    /// The picture without the rest.
    pub bytes: Bytes,
}

/// Looks at a picture and cleans it.
///
/// # Errors
/// When it is damaged, too large, moving, or in colours that are not printed.
pub fn look(kind: Kind, file: Vec<u8>, pixels_left: u64) -> Result<Look, Flaw> {
    let bytes = Bytes::from(file);
    let (format, parts) = match kind {
        Kind::Jpeg => (ImageFormat::Jpeg, jpeg::parts(&bytes)?),
        Kind::WebP => (ImageFormat::WebP, webp(bytes)),
        Kind::Png | Kind::Svg => (ImageFormat::Png, png(bytes)),
    };
    let Some(Parts { size: Some((width, height)), orientation, moving, bytes }) = parts else { return Err(damaged()) };
    size(width, height, pixels_left)?;
    if moving {
        return Err(Flaw::new(
            Code::PictureKind,
            "is a moving picture, and paper does not move",
            "save one picture of it as PNG or JPEG",
        ));
    }
    let mut reader = ImageReader::with_format(Cursor::new(&bytes), format);
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    reader.decode().map_err(|_| damaged())?;
    let (width, height) = if turned(orientation) { (height, width) } else { (width, height) };
    let pixels = u64::from(width) * u64::from(height);
    Ok(Look { width: width.into(), height: height.into(), pixels, bytes: bytes.into() })
}

fn size(width: u32, height: u32, pixels_left: u64) -> Result<(), Flaw> {
    let pixels = u64::from(width) * u64::from(height);
    let smaller = "save it smaller: 2,000 pixels fill the width of a page";
    if width > MAX_SIDE || height > MAX_SIDE || pixels > MAX_PIXELS {
        let message = format!("has {width} × {height} pixels");
        let hint = format!("a picture may have 10,000 pixels a side and 50 million in all; {smaller}");
        return Err(Flaw::new(Code::PictureTooLarge, message, hint));
    }
    if pixels > pixels_left {
        let message = format!("has {width} × {height} pixels, and all pictures together have more than 300 million");
        return Err(Flaw::new(Code::PictureTooLarge, message, format!("{smaller}, and the other large ones too")));
    }
    Ok(())
}

/// The message for a picture that cannot be decoded.
pub fn damaged() -> Flaw {
    Flaw::new(
        Code::PictureDamaged,
        "is damaged or cut off",
        "copy it again from where it came; if a viewer shows it, save it from there under a new name",
    )
}

fn turned(orientation: Orientation) -> bool {
    use Orientation as O;
    matches!(orientation, O::Rotate90 | O::Rotate270 | O::Rotate90FlipH | O::Rotate270FlipH)
}

fn png(bytes: Bytes) -> Option<Parts> {
    let mut png = Png::from_bytes(bytes).ok()?;
    png.chunk_by_type(*b"IEND")?;
    let (size, moving) = (png.dimensions(), png.chunk_by_type(*b"acTL").is_some());
    let orientation = way_up(&png);
    png.chunks_mut().retain(|chunk| PNG_PARTS.contains(&&chunk.kind()));
    keep_only(&mut png, orientation);
    Some(Parts { size, orientation, moving, bytes: png.encoder().bytes() })
}

fn webp(bytes: Bytes) -> Option<Parts> {
    let mut webp = WebP::from_bytes(bytes).ok()?;
    let (size, moving) = (webp.dimensions(), webp.has_chunk(*b"ANIM"));
    let orientation = way_up(&webp);
    webp.chunks_mut().retain(|chunk| WEBP_PARTS.contains(&&chunk.id()));
    keep_only(&mut webp, orientation);
    Some(Parts { size, orientation, moving, bytes: webp.encoder().bytes() })
}

/// Which way up a picture is.
pub fn way_up(picture: &impl ImageEXIF) -> Orientation {
    picture.exif().and_then(|exif| Orientation::from_exif_chunk(&exif)).unwrap_or(Orientation::NoTransforms)
}

/// Leaves of the metadata the colour profile, when it is of a size that one has, and which way up the picture is.
pub fn keep_only<P: ImageEXIF + ImageICC>(picture: &mut P, orientation: Orientation) {
    if picture.icc_profile().is_none_or(|profile| profile.len() > MAX_PROFILE) {
        picture.set_icc_profile(None);
    }
    picture.set_exif((orientation != Orientation::NoTransforms).then(|| orientation_alone(orientation)));
}

/// EXIF that holds the orientation and nothing else: big-endian TIFF, one directory with one entry.
fn orientation_alone(orientation: Orientation) -> Bytes {
    let mut exif = *b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x01\0\0\0\0\0\0";
    exif[19] = orientation.to_exif();
    Bytes::copy_from_slice(&exif)
}
