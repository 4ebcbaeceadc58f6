//! Letters that no font has, found before the pages are set, each at its place.

use std::collections::BTreeSet;

use super::world::FONTS;
use crate::check::{Dossier, texts};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// Reports every letter of every text that none of the fonts can print.
pub fn check(dossier: &Dossier, diagnostics: &mut Diagnostics) {
    for (text, _) in texts::all(dossier) {
        for version in &text.versions {
            let missing: BTreeSet<char> = version.text.chars().filter(|c| !c.is_ascii() && !printable(*c)).collect();
            if missing.is_empty() {
                continue;
            }
            let shown: Vec<String> = missing.iter().take(8).map(|c| format!("{c} (U+{:04X})", *c as u32)).collect();
            diagnostics.push(
                Diagnostic::new(Code::MissingLetter, version.at, format!("no font can print {}", shown.join(", ")))
                    .hint("the built-in fonts cover Latin with all its marks, Greek, Cyrillic and Arabic; write the name in one of these, or leave the sign out"),
            );
        }
    }
}

/// Whether some font has the letter, or it is invisible by nature.
fn printable(c: char) -> bool {
    let invisible = matches!(c as u32, 0x200B..=0x200F | 0x061C | 0x00AD | 0x2060 | 0xFE00..=0xFE0F) || c.is_whitespace();
    invisible || FONTS.book().select_family_any(c)
}

/// A question to the book of fonts.
trait AnyFamily {
    fn select_family_any(&self, c: char) -> bool;
}

impl AnyFamily for typst::text::FontBook {
    fn select_family_any(&self, c: char) -> bool {
        (0..).map_while(|index| self.info(index)).any(|info| info.coverage.contains(c as u32))
    }
}
