//! One face of a family, and the style of a text that asks for one.

use typst::text::{Font, FontInfo, FontStretch, FontStyle, FontVariant, FontWeight};

use super::Origin;

/// How a stretch of text is set, as far as it decides which font is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Style {
    /// The chain of headings and tables, not that of running text.
    pub sans: bool,
    /// From 100 to 900.
    pub weight: u16,
    /// Whether it leans.
    pub italic: bool,
}

/// One face of a family.
#[derive(Clone, Debug)]
pub struct Face {
    /// Where it comes from.
    pub origin: Origin,
    /// The file it is in, as messages show it.
    pub file: String,
    /// SHA-256 of the file and its size, where it is no part of the dossier's inputs yet.
    pub digest: Option<(String, usize)>,
    pub(super) info: FontInfo,
    pub(super) source: Source,
}

/// How the typesetter gets at a face.
#[derive(Clone, Debug)]
pub(super) enum Source {
    Loaded(Font),
    OnDisk(std::path::PathBuf, u32),
}

impl Style {
    pub(super) fn variant(self) -> FontVariant {
        let style = if self.italic { FontStyle::Italic } else { FontStyle::Normal };
        FontVariant::new(style, FontWeight::from_number(self.weight), FontStretch::NORMAL)
    }
}

impl Face {
    /// Whether it has a letter.
    #[must_use]
    pub fn has(&self, letter: char) -> bool {
        self.info.coverage.contains(letter as u32)
    }

    /// Every letter it has.
    pub fn letters(&self) -> impl Iterator<Item = u32> {
        self.info.coverage.iter()
    }

    /// The name of its family.
    #[must_use]
    pub fn family(&self) -> &str {
        &self.info.family
    }

    /// "bold italic".
    #[must_use]
    pub fn look(&self) -> String {
        describe(&self.info)
    }

    /// From 100 to 900.
    #[must_use]
    pub fn weight(&self) -> u16 {
        self.info.variant.weight.to_number()
    }

    /// Whether it leans.
    #[must_use]
    pub fn italic(&self) -> bool {
        self.info.variant.style != FontStyle::Normal
    }

    /// Whether one file holds every weight.
    #[must_use]
    pub fn variable(&self) -> bool {
        !self.info.axes.is_empty()
    }
}

pub(super) fn same_look(a: &FontInfo, b: &FontInfo) -> bool {
    a.variant == b.variant && a.axes.is_empty() == b.axes.is_empty()
}

/// A face in words: its weight and whether it leans.
pub(super) fn describe(info: &FontInfo) -> String {
    let italic = info.variant.style != FontStyle::Normal;
    if !info.axes.is_empty() {
        return if italic { "variable italic".into() } else { "variable".into() };
    }
    let weight = match info.variant.weight.to_number() {
        ..=149 => "thin",
        150..=249 => "extra light",
        250..=349 => "light",
        350..=449 => "regular",
        450..=549 => "medium",
        550..=649 => "semibold",
        650..=749 => "bold",
        750..=849 => "extra bold",
        _ => "black",
    };
    match (weight, italic) {
        ("regular", true) => "italic".into(),
        (weight, true) => format!("{weight} italic"),
        (weight, false) => weight.into(),
    }
}
