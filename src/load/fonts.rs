//! Font files: those in the folder `fonts` of the dossier, and those of folders named on the command line. They are read
//! here, and understood where pages are set.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::ManifestLine;
use super::folder::{self, plain};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Stage};
use crate::digest::sha256;

/// Largest font file: above the largest one that holds all of Chinese, Japanese and Korean in one weight.
const MAX_ONE: u64 = 64_000_000;
/// Largest sum of all.
const MAX_ALL: u64 = 400_000_000;
/// The folder of the dossier that holds its fonts.
const FOLDER: &str = "fonts";
/// What stands for a folder named with `--font-path` in the list of all inputs; its number follows.
pub const NAMED: &str = "--font-path-";

/// Where a font comes from, in the order of use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Built into the program.
    BuiltIn,
    /// The folder `fonts` of the dossier.
    Dossier,
    /// A folder named with `--font-path`.
    FontPath,
    /// This machine.
    System,
}

impl Origin {
    /// The word for programs.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::BuiltIn => "built in",
            Self::Dossier => "dossier",
            Self::FontPath => "--font-path",
            Self::System => "system",
        }
    }
}

/// A font file that was read.
#[derive(Clone, Debug)]
pub struct FontFile {
    /// Where it comes from.
    pub origin: Origin,
    /// Its path as messages show it.
    pub shown: String,
    /// Its path in the list of all inputs: inside the dossier, or inside the folder that was named, never the folder itself.
    pub inside: String,
    /// The file.
    pub bytes: Arc<[u8]>,
    /// SHA-256, 64 hex digits.
    pub sha256: String,
}

impl FontFile {
    /// Its line in the list of all inputs.
    #[must_use]
    pub fn manifest_line(&self) -> ManifestLine {
        ManifestLine { path: self.inside.clone(), sha256: self.sha256.clone(), size: self.bytes.len() }
    }
}

/// Reads the fonts of a dossier, by their paths inside it, and those of the folders named with `--font-path`.
///
/// # Errors
/// When there is no such folder.
pub fn read_all(root: &Path, own: &[String], folders: &[PathBuf], diagnostics: &mut Diagnostics) -> Stage<Vec<FontFile>> {
    let mut reader = Reader { files: Vec::new(), left: MAX_ALL, diagnostics };
    for path in own {
        reader.read(&root.join(path), Origin::Dossier, path.clone(), path.clone());
    }
    for (number, folder) in (1..).zip(folders) {
        for name in folder::fonts(folder, reader.diagnostics)? {
            let full = folder.join(&name);
            let shown = super::as_named(&full).display().to_string();
            reader.read(&full, Origin::FontPath, shown, format!("{NAMED}{number}/{name}"));
        }
    }
    Ok(reader.files)
}

/// Reads the fonts of a folder that need not be a whole dossier.
///
/// # Errors
/// When there is no such folder.
pub fn read_beside(root: &Path, folders: &[PathBuf], diagnostics: &mut Diagnostics) -> Stage<Vec<FontFile>> {
    if !root.is_dir() {
        let place = Place::File(root.display().to_string());
        return Err(diagnostics.error(
            Diagnostic::new(Code::NoFolder, place, "there is no such folder").hint("`gnlc fonts` takes the folder of a dossier"),
        ));
    }
    let folder = root.join(FOLDER);
    let mut names = if folder.is_dir() { folder::fonts(&folder, diagnostics)? } else { Vec::new() };
    // A dossier has to be complete in itself.
    names.retain(|name| !folder.join(name).is_symlink());
    let paths: Vec<String> = names.into_iter().map(|name| format!("{FOLDER}/{name}")).collect();
    read_all(root, &paths, folders, diagnostics)
}

struct Reader<'a> {
    files: Vec<FontFile>,
    left: u64,
    diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn read(&mut self, path: &Path, origin: Origin, shown: String, inside: String) {
        match bytes(path, self.left) {
            Ok(bytes) => {
                self.left -= bytes.len() as u64;
                self.files.push(FontFile { origin, shown, inside, sha256: sha256(&bytes), bytes: bytes.into() });
            }
            Err((message, hint)) => {
                self.diagnostics.push(Diagnostic::new(Code::BadFont, Place::File(shown), message).hint(hint));
            }
        }
    }
}

/// The bytes of a font file, or what is wrong with it and what to do.
fn bytes(path: &Path, left: u64) -> Result<Vec<u8>, (String, &'static str)> {
    let cannot = |error: std::io::Error| (format!("this font cannot be read ({})", plain(&error)), "check its access rights");
    let size = fs::metadata(path).map_err(cannot)?.len();
    if path.extension().is_some_and(|e| e.to_string_lossy().to_lowercase().starts_with("woff")) {
        return Err((
            "this is a web font, which cannot be used for print".into(),
            "get the same font as .ttf or .otf: Google Fonts gives it under \"Download\"",
        ));
    }
    if size > MAX_ONE {
        return Err((
            format!("this font has {} MB, more than {}", size / 1_000_000, MAX_ONE / 1_000_000),
            "take the font of one language in one weight: Noto Serif SC, for one, has some 15 MB",
        ));
    }
    if size > left {
        return Err((
            format!("the fonts have more than {} MB together", MAX_ALL / 1_000_000),
            "name a folder that holds only the fonts the dossier needs",
        ));
    }
    fs::read(path).map_err(cannot)
}
