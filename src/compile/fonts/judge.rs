//! Whether a file is a font that can be printed and embedded, and what it says of its licence.

use std::sync::Arc;

use ttf_parser::{Face, Permissions, name_id};
use typst::foundations::Bytes;
use typst::text::Font;

/// What is wrong with a file, and what to do.
type Trouble = (String, &'static str);

/// The faces of a font file.
///
/// # Errors
/// When it is no font, is cut off, has no letters, or may not be embedded.
pub(super) fn faces(bytes: &Arc<[u8]>) -> Result<Vec<Font>, Trouble> {
    if matches!(bytes.get(..4), Some(b"wOFF" | b"wOF2")) {
        return Err((
            "this is a web font under another name, which cannot be used for print".into(),
            "get the same font as .ttf or .otf; renaming the file does not change it",
        ));
    }
    let fonts: Vec<Font> = Font::iter(Bytes::new(Arc::clone(bytes))).collect();
    if fonts.is_empty() {
        return Err(("this file is no font, or a broken one".into(), "copy the .ttf or .otf file again from where you got it"));
    }
    for font in &fonts {
        let Ok(ttf) = Face::parse(bytes, font.index()) else { continue };
        let records = ttf.raw_face().table_records;
        if records.into_iter().any(|r| u64::from(r.offset) + u64::from(r.length) > bytes.len() as u64) {
            return Err(("this font is cut off: its end is missing".into(), "copy the file again from where you got it"));
        }
        if !is_drawn(&ttf) || font.info().coverage.iter().next().is_none() {
            return Err((
                "this font has no drawn letters".into(),
                "fonts of pictures or pixels cannot be printed; take one with outlines",
            ));
        }
        if ttf.permissions() == Some(Permissions::Restricted) {
            return Err((
                format!("the maker of {} does not allow it to be embedded in documents", font.info().family),
                "take a free font: the Noto fonts cover every script, https://fonts.google.com/noto",
            ));
        }
    }
    Ok(fonts)
}

/// Whether a face has drawn letters and may be embedded.
pub(super) fn is_printable(bytes: &[u8], index: u32) -> bool {
    Face::parse(bytes, index).is_ok_and(|ttf| is_drawn(&ttf) && ttf.permissions() != Some(Permissions::Restricted))
}

fn is_drawn(ttf: &Face<'_>) -> bool {
    let tables = ttf.tables();
    tables.glyf.is_some() || tables.cff.is_some() || tables.cff2.is_some()
}

/// The licence in a few words.
pub(super) fn licence(font: &Font) -> Option<String> {
    let ttf = Face::parse(font.data(), font.index()).ok()?;
    let names = ttf.names();
    let name =
        |id: u16| names.into_iter().filter(|n| n.name_id == id).find_map(|n| n.to_string()).filter(|s| !s.trim().is_empty());
    let (text, url) = (name(name_id::LICENSE), name(name_id::LICENSE_URL));
    let all = format!("{} {}", text.as_deref().unwrap_or_default(), url.as_deref().unwrap_or_default()).to_lowercase();
    if all.contains("open font license") || all.contains("/ofl") {
        return Some("SIL Open Font License 1.1".into());
    }
    if all.contains("apache") {
        return Some("Apache License 2.0".into());
    }
    let text = text.or(url)?;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(if line.chars().count() > 80 { format!("{}…", line.chars().take(79).collect::<String>()) } else { line })
}
