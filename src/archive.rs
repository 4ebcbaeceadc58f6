//! A PDF that can rebuild itself: it takes along everything it was made from, and a list of it.
//!
//! Outwards: [`embed::pdf`] writes a finished document with its list ([`manifest`]) and the files of the list ([`inputs`]), within a
//! size ([`budget`]). Inwards: [`read::read`] reads such a file, through a reader of its own that trusts nothing in it ([`mod@pdf`],
//! [`names`], [`refusal`]); [`open`] makes a folder of it that can be built again; [`pages`] compares two files page by page.

pub mod budget;
pub mod bundle;
pub mod embed;
pub mod folder;
pub mod inputs;
pub mod manifest;
pub mod names;
pub mod pages;
pub mod pdf;
pub mod read;
pub mod refusal;

use std::path::Path;

use tempfile::TempDir;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Stage};
use crate::load;
use crate::load::folder::{open_file, plain};
use manifest::Manifest;
use read::{Altered, Contents};

/// A PDF whose files lie in a folder, as if they had never been in it.
#[derive(Debug)]
pub struct Opened {
    /// The folder. It goes with this value.
    pub folder: TempDir,
    /// How the folder is to be read: the folders that were named are inside it.
    pub options: load::Options,
    /// The list.
    pub manifest: Manifest,
}

/// Whether a path is meant as a PDF to be read, and not as a folder.
#[must_use]
pub fn is_pdf(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("pdf")) && !path.is_dir()
}

/// Reads a PDF file from the disk: what is in it, and its bytes.
///
/// # Errors
/// When it cannot be read, or is not to be trusted.
pub fn contents(path: &Path, diagnostics: &mut Diagnostics) -> Stage<(Contents, Vec<u8>)> {
    let shown = path.display().to_string();
    let bytes = bytes(path, diagnostics)?;
    match read::read(&bytes) {
        Ok(contents) => Ok((contents, bytes)),
        Err(refusal) => Err(diagnostics.error(refusal.diagnostic(&shown))),
    }
}

/// The bytes of a file that is not too large to be looked at.
fn bytes(path: &Path, diagnostics: &mut Diagnostics) -> Stage<Vec<u8>> {
    use std::io::Read as _;
    let read = || -> std::io::Result<Vec<u8>> {
        let file = open_file(path)?;
        let mut bytes = Vec::new();
        file.take(pdf::MAX_PDF as u64 + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_err(|error| {
        let message = format!("failed to read the PDF ({})", plain(&error));
        let place = Place::File(path.display().to_string());
        diagnostics.error(Diagnostic::new(Code::CannotOpenPdf, place, message).hint("check the name and the access rights"))
    })
}

/// Opens a PDF as a folder to be read and built, when all its files are what they were when it was made and none is missing.
///
/// # Errors
/// When it cannot be read, is not to be trusted, its files were changed, or it cannot be built from what is in it.
pub fn open(path: &Path, diagnostics: &mut Diagnostics) -> Stage<Opened> {
    let shown = path.display().to_string();
    let (contents, _) = contents(path, diagnostics)?;
    if let Some(diagnostic) = altered(&contents.altered, &shown).or_else(|| incomplete(&contents.manifest, &shown)) {
        return Err(diagnostics.error(diagnostic));
    }
    unpack(contents, diagnostics)
}

/// Makes a folder of what was read.
///
/// # Errors
/// When the disk refuses.
pub fn unpack(contents: Contents, diagnostics: &mut Diagnostics) -> Stage<Opened> {
    let folder = folder::temporary(&contents).map_err(|error| {
        let message = format!("failed to unpack the PDF ({})", plain(&error));
        diagnostics.error(Diagnostic::new(Code::CannotWrite, Place::Dossier, message).hint("check that the disk has room"))
    })?;
    let manifest = contents.manifest;
    let options = load::Options {
        templates: folder::templates(folder.path(), &manifest.options),
        fonts: folder::font_paths(folder.path(), &manifest.options),
        private: false,
        ..load::Options::default()
    };
    Ok(Opened { folder, options, manifest })
}

/// That files are not what they were, when any is not.
#[must_use]
pub fn altered(files: &[Altered], shown: &str) -> Option<Diagnostic> {
    let list: Vec<String> = files.iter().take(5).map(|file| format!("`{}` {}", file.path.escape_debug(), file.what)).collect();
    let more = files.len().saturating_sub(list.len());
    let more = if more > 0 { format!(", and {more} more") } else { String::new() };
    (!files.is_empty()).then(|| {
        let message = format!("the sources in this PDF are not what they were when it was made: {}{more}", list.join("; "));
        Diagnostic::new(Code::AlteredSource, Place::File(shown.to_owned()), message)
            .hint("somebody or something changed the PDF afterwards: get it again from whoever made it")
    })
}

/// That a PDF cannot be built from what is in it, when it cannot.
#[must_use]
pub fn incomplete(manifest: &Manifest, shown: &str) -> Option<Diagnostic> {
    use manifest::Missing;
    let count = |missing: Missing| manifest.missing().filter(|f| f.missing.unwrap_or(Missing::NotWanted) == missing).count();
    let counted = |n: usize, one: &str, many: &str| (n > 0).then(|| format!("{n} {} missing", if n == 1 { one } else { many }));
    let parts: Vec<String> = [
        counted(count(Missing::NotWanted), "source", "sources"),
        counted(count(Missing::TooLarge), "picture", "pictures"),
        counted(count(Missing::SystemFont), "font of the machine", "fonts of the machine"),
        counted(
            count(Missing::Name),
            "file with a path that not every system can write",
            "files with paths that not every system can write",
        ),
        counted(count(Missing::Unusable), "file that the draft could not use", "files that the draft could not use"),
        manifest.files.is_empty().then(|| "all sources missing".to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| {
        let message = format!("this PDF cannot be rebuilt from this file alone: {}", parts.join(", "));
        Diagnostic::new(Code::CannotRebuild, Place::File(shown.to_owned()), message).hint(
            "build it from the folder it was made of; `gnlc info` lists what is missing and why, with the digest of each file",
        )
    })
}
