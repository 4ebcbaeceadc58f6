//! Letters that no font has, found before the pages are set, each at its place.

use std::collections::BTreeSet;

use super::world::FONTS;
use crate::check::{Dossier, texts};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Sources, Span};

/// Reports every letter of every text that none of the fonts can print.
pub fn check(dossier: &Dossier, sources: &Sources, diagnostics: &mut Diagnostics) {
    let mut texts: Vec<(&str, Span)> = Vec::new();
    for (text, _) in texts::all(dossier) {
        texts.extend(text.versions.iter().map(|v| (v.text.as_str(), v.at)));
    }
    let names = &dossier.city.name;
    let city = std::iter::once(&names.native).chain(names.others.iter().map(|(_, name)| name));
    texts.extend(city.map(|name| (name.as_str(), dossier.city.span)));
    let numbers = dossier.evidence.iter().filter_map(|e| Some((e.details.number.as_deref()?, e.span)));
    texts.extend(numbers);
    let urls = dossier.sources.iter().filter_map(|s| s.url.as_ref()).chain(&dossier.city.website);
    texts.extend(urls.map(|url| (url.value.as_str(), url.at)));
    // The fonts are asked once for each letter that they have.
    let mut known = vec![false; char::MAX as usize + 1];
    let mut fails = |c: &char| {
        let known = &mut known[*c as usize];
        *known = *known || c.is_ascii() || printable(*c);
        !*known
    };
    for (text, at) in texts {
        let missing: BTreeSet<char> = text.chars().filter(&mut fails).collect();
        let Some(first) = text.chars().find(|c| missing.contains(c)) else { continue };
        let shown: Vec<String> = missing.iter().take(8).map(|c| format!("{c} (U+{:04X})", *c as u32)).collect();
        diagnostics.push(
            Diagnostic::new(Code::MissingLetter, place(first, at, sources), format!("no font can print {}", shown.join(", ")))
                .hint("the built-in fonts cover Latin with all its marks, Greek, Cyrillic and Arabic; write the name in one of these, or leave the sign out"),
        );
    }
}

/// Where the letter stands, when it was written as itself.
fn place(letter: char, at: Span, sources: &Sources) -> Span {
    match sources.slice(at).find(letter) {
        Some(byte) => Span::new(at.file, at.start + byte..at.start + byte + letter.len_utf8()),
        None => at,
    }
}

/// Whether some font has the letter, or it is invisible by nature.
fn printable(c: char) -> bool {
    let invisible = matches!(c as u32, 0x200B..=0x200F | 0x061C | 0x00AD | 0x2060 | 0xFE00..=0xFE0F) || c.is_whitespace();
    let book = FONTS.book();
    invisible || (0..).map_while(|index| book.info(index)).any(|font| font.coverage.contains(c as u32))
}

/// A source for a draft: every letter that no font has, written as itself or as `\u{hex}`, becomes a hollow square.
#[must_use]
pub fn with_stand_ins(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find(|c: char| c == '\\' || !c.is_ascii()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let hex = rest.strip_prefix("\\u{").and_then(|tail| tail.split_once('}')).map(|(hex, _)| hex);
        let (letter, width) = match hex.and_then(|hex| Some((hex, char::from_u32(u32::from_str_radix(hex, 16).ok()?)?))) {
            Some((hex, letter)) => (letter, hex.len() + 4),
            None => rest.chars().next().map_or((' ', rest.len()), |c| (c, c.len_utf8())),
        };
        out.push_str(if letter.is_ascii() || printable(letter) { &rest[..width] } else { "\u{25a1}" });
        rest = &rest[width..];
    }
    out + rest
}
