//! The fonts of one run: those built in, then those of the dossier's folder `fonts`, then those of `--font-path`, and last,
//! when asked for, fonts of this machine.
//!
//! A family that is built in stays as it is: a file of the same family is left out and reported, so that the same text looks
//! the same in every dossier. All other families stand behind the built-in ones, those with Chinese characters last of all,
//! because such fonts have blanks and unfitting shapes for letters of other scripts.

mod face;
mod judge;
mod system;

use std::fmt;
use std::sync::{LazyLock, OnceLock};

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst_kit::fonts::{FontPath, FontStore};

use super::clusters::Torn;
use crate::assets;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::load::FontFile;
pub use crate::load::fonts::Origin;
pub use face::{Face, Style};
use face::{Source, describe, same_look};

/// The family of running text and those tried after it, as `templates` have it. A test compares the two.
pub const SERIF: &[&str] = &["Source Serif 4", "Source Sans 3", "Noto Sans", "Amiri"];
/// The same for headings and tables.
pub const SANS: &[&str] = &["Source Sans 3", "Noto Sans", "Amiri"];

/// All faces of one name.
#[derive(Clone, Debug)]
pub struct Family {
    /// The name.
    pub name: String,
    /// Where its first face comes from.
    pub origin: Origin,
    /// Its faces, by their number in the store.
    pub faces: Vec<usize>,
}

/// The fonts of one run. Nothing is parsed before it is asked for.
#[derive(Default)]
pub struct Fonts {
    extra: Vec<Face>,
    ready: OnceLock<Ready>,
    /// Letters that families must not be asked for.
    torn: Torn,
}

/// The fonts in their order, for the typesetter.
struct Ready {
    store: FontStore,
    faces: Vec<Face>,
    families: Vec<Family>,
}

impl Fonts {
    /// Those built in and those of some files. Files that cannot be used, or never would be, are reported.
    #[must_use]
    pub fn new(files: &[FontFile], diagnostics: &mut Diagnostics) -> Self {
        let mut fonts = Self::default();
        for file in files {
            match judge::faces(&file.bytes) {
                Ok(found) => found.into_iter().for_each(|font| fonts.take(file, font, diagnostics)),
                Err((message, hint)) => {
                    diagnostics.push(Diagnostic::new(Code::BadFont, Place::File(file.shown.clone()), message).hint(hint));
                }
            }
        }
        fonts
    }

    fn take(&mut self, file: &FontFile, font: Font, diagnostics: &mut Diagnostics) {
        let info = font.info().clone();
        let never =
            |message: String, hint: &str| Diagnostic::new(Code::NeverUsed, Place::File(file.shown.clone()), message).hint(hint);
        if is_built_in(&info.family) {
            diagnostics.push(never(
                format!("this font is never used: the family {} is built in, and the one built in is taken", info.family),
                "delete the file; to set the text in another font, use one of another name and a style of your own in `templates`",
            ));
            return;
        }
        let same = |face: &&Face| face.info.family.eq_ignore_ascii_case(&info.family) && same_look(&face.info, &info);
        if let Some(first) = self.extra.iter().find(same) {
            // A face that lies in both the dossier and a folder of the machine is no mistake.
            if first.origin == file.origin {
                let face = describe(&info);
                let message = format!("this font is never used: {} brings {} {face} too", first.file, info.family);
                diagnostics.push(never(message, "keep one of the two files"));
            }
            return;
        }
        self.extra.push(Face { origin: file.origin, file: file.shown.clone(), digest: None, info, source: Source::Loaded(font) });
    }

    /// Adds faces found on this machine.
    fn add(&mut self, faces: Vec<Face>) {
        self.extra.extend(faces);
        self.ready = OnceLock::new();
    }

    fn ready(&self) -> &Ready {
        self.ready.get_or_init(|| Ready::new(&self.extra))
    }

    /// Keeps letters away from families that would print their marks alone.
    pub fn keep_whole(&mut self, torn: Torn) {
        self.torn = torn;
    }

    /// Letters by the family that must not be asked for them.
    #[must_use]
    pub fn torn(&self) -> &Torn {
        &self.torn
    }

    /// Every family, in the order of use.
    #[must_use]
    pub fn families(&self) -> &[Family] {
        &self.ready().families
    }

    /// The faces of a family.
    pub fn faces<'a>(&'a self, family: &'a Family) -> impl Iterator<Item = &'a Face> {
        family.faces.iter().map(|index| &self.ready().faces[*index])
    }

    /// The names of the families behind those built in, in the order of use.
    #[must_use]
    pub fn extra(&self) -> Vec<&str> {
        if self.extra.is_empty() {
            return Vec::new();
        }
        self.families().iter().filter(|f| f.origin != Origin::BuiltIn).map(|f| f.name.as_str()).collect()
    }

    /// The face of each family that is tried for a style, in order, as the typesetter does: the one nearest to it.
    #[must_use]
    pub fn chain(&self, style: Style) -> Vec<usize> {
        let names = if style.sans { SANS } else { SERIF };
        let variant = style.variant();
        let names = names.iter().copied().chain(self.extra());
        names.filter_map(|name| self.book().select(&name.to_lowercase(), variant)).collect()
    }

    /// The face that is tried when those of the chain lack something: of all that have its first letter, the most similar.
    #[must_use]
    pub fn fallback(&self, chain: &[usize], style: Style, text: &str) -> Option<usize> {
        let first = chain.first().and_then(|index| self.book().info(*index));
        self.book().select_fallback(first, style.variant(), text)
    }

    /// Whether any face has a letter.
    #[must_use]
    pub fn any_has(&self, letter: char) -> bool {
        self.ready().faces.iter().any(|face| face.has(letter))
    }

    /// The face of a number.
    #[must_use]
    pub fn face(&self, index: usize) -> Option<&Face> {
        self.ready().faces.get(index)
    }

    /// The family, by its place in the order of use, that a face belongs to.
    #[must_use]
    pub fn family_of(&self, face: usize) -> Option<usize> {
        self.families().iter().position(|f| f.faces.contains(&face))
    }

    /// What the font says of its licence.
    #[must_use]
    pub fn licence(&self, family: &Family) -> Option<String> {
        let font = family.faces.first().and_then(|index| self.ready().store.font(*index))?;
        judge::licence(&font)
    }

    /// What the typesetter knows of the fonts.
    #[must_use]
    pub fn book(&self) -> &LazyHash<FontBook> {
        self.ready().store.book()
    }

    /// A face for the typesetter.
    #[must_use]
    pub fn font(&self, index: usize) -> Option<Font> {
        self.ready().store.font(index)
    }
}

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Fonts").field(&self.extra()).finish()
    }
}

impl Ready {
    fn new(extra: &[Face]) -> Self {
        let mut extra: Vec<&Face> = extra.iter().collect();
        let chinese = |family: &str| extra.iter().any(|face| face.info.family == family && face.has('\u{4E00}'));
        let mut keys: Vec<(bool, Origin, String)> = Vec::new();
        for face in &extra {
            let family = &face.info.family;
            let origin = extra.iter().filter(|f| f.info.family == *family).map(|f| f.origin).min();
            keys.push((chinese(family), origin.unwrap_or(face.origin), family.to_lowercase()));
        }
        let mut order: Vec<usize> = (0..extra.len()).collect();
        order.sort_by(|a, b| (&keys[*a], extra[*a].origin, &extra[*a].file).cmp(&(&keys[*b], extra[*b].origin, &extra[*b].file)));
        extra = order.into_iter().map(|index| extra[index]).collect();
        let faces: Vec<Face> = BUILT_IN.iter().chain(extra).cloned().collect();
        let mut store = FontStore::new();
        let mut families: Vec<Family> = Vec::new();
        for (index, face) in faces.iter().enumerate() {
            match &face.source {
                Source::Loaded(font) => store.push((font.clone(), face.info.clone())),
                Source::OnDisk(path, number) => {
                    store.push((FontPath { path: path.clone(), index: *number }, face.info.clone()));
                }
            }
            match families.iter_mut().find(|f| f.name.eq_ignore_ascii_case(&face.info.family)) {
                Some(family) => family.faces.push(index),
                None => families.push(Family { name: face.info.family.clone(), origin: face.origin, faces: vec![index] }),
            }
        }
        Self { store, faces, families }
    }
}

fn is_built_in(family: &str) -> bool {
    SERIF.iter().any(|name| name.eq_ignore_ascii_case(family))
}

/// The faces built in, parsed once.
static BUILT_IN: LazyLock<Vec<Face>> = LazyLock::new(|| {
    let fonts = assets::FONTS.iter().flat_map(|asset| Font::iter(Bytes::new(asset.bytes)).map(move |font| (asset.path, font)));
    fonts
        .map(|(path, font)| Face {
            origin: Origin::BuiltIn,
            file: format!("builtin/{path}"),
            digest: None,
            info: font.info().clone(),
            source: Source::Loaded(font),
        })
        .collect()
});
