//! The segments of a JPEG. What cameras write into them says where and when a picture was taken and by whom; what
//! telephones put behind the end may be a second picture or a film.

use img_parts::Bytes;
use img_parts::jpeg::{Jpeg, JpegSegment, markers};

use super::Flaw;
use super::raster::{Parts, damaged, keep_only, way_up};
use crate::diagnostic::Code;

/// Takes a JPEG apart.
///
/// # Errors
/// When it is cut off, or in colours that are not printed.
pub fn parts(bytes: &Bytes) -> Result<Option<Parts>, Flaw> {
    let end = end(bytes);
    let Ok(mut jpeg) = Jpeg::from_bytes(bytes.slice(..end.unwrap_or(bytes.len()))) else { return Ok(None) };
    let size = jpeg.dimensions().map(|(width, height)| (u32::from(width), u32::from(height)));
    // The frame's header: precision, height, width, number of colours.
    let frame = jpeg.segments().iter().find(|s| is_frame(s.marker()));
    if frame.and_then(|s| s.contents().get(5)) == Some(&4) {
        return Err(Flaw::new(
            Code::PictureColours,
            "is in the colours of printing presses (CMYK), which this document cannot hold",
            "save it as RGB: in a picture editor, Image, Mode, RGB; or export it again for the web",
        ));
    }
    if end.is_none() {
        return Err(damaged());
    }
    let orientation = way_up(&jpeg);
    let kept: Vec<JpegSegment> = jpeg.segments_mut().drain(..).filter_map(keep).collect();
    *jpeg.segments_mut() = kept;
    keep_only(&mut jpeg, orientation);
    Ok(Some(Parts { size, orientation, moving: false, bytes: jpeg.encoder().bytes() }))
}

fn is_frame(marker: u8) -> bool {
    (markers::SOF0..=markers::SOF15).contains(&marker) && ![markers::DHT, markers::JPG, markers::DAC].contains(&marker)
}

/// Keeps what the picture is made of: of the programs' own segments only resolution, colour profile and colour model.
fn keep(segment: JpegSegment) -> Option<JpegSegment> {
    let contents = segment.contents();
    match segment.marker() {
        // With the small picture, which may show what was cut away from the large one, taken out.
        markers::APP0 => contents.starts_with(b"JFIF\0").then(|| {
            let head: Vec<u8> = contents.iter().copied().take(12).chain([0, 0]).collect();
            JpegSegment::new_with_contents(markers::APP0, Bytes::from(head))
        }),
        markers::APP2 => contents.starts_with(b"ICC_PROFILE\0").then_some(segment),
        markers::APP14 => contents.starts_with(b"Adobe").then_some(segment),
        markers::APP1..=markers::APP15 | markers::COM => None,
        _ => Some(segment),
    }
}

/// The byte behind the end of the picture; nothing when it is cut off before.
fn end(bytes: &[u8]) -> Option<usize> {
    let mut at = 2;
    loop {
        // Between segments and inside pixels: everything but a marker is passed over.
        while bytes.get(at) != Some(&markers::P) || matches!(bytes.get(at + 1), Some(&(markers::Z | markers::P))) {
            at += 1;
            bytes.get(at)?;
        }
        let marker = *bytes.get(at + 1)?;
        at += 2;
        match marker {
            markers::EOI => return Some(at),
            markers::RST0..=markers::SOI | 0x01 => {}
            _ => at += usize::from(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?])),
        }
    }
}
