//! The files of a PDF become a folder again: all of them or none, and nothing outside.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::manifest::Options;
use super::names;
use super::read::Contents;
use crate::export::write;

/// Writes the files into a new folder that goes when it is no longer needed.
///
/// # Errors
/// When the disk refuses.
pub fn temporary(contents: &Contents) -> io::Result<TempDir> {
    let folder = tempfile::Builder::new().prefix("gnlc-").tempdir()?;
    write_all(folder.path(), contents)?;
    Ok(folder)
}

/// Writes the files into a folder that does not exist yet, or is empty.
///
/// # Errors
/// When something is there, or the disk refuses. Nothing is left behind then.
pub fn extract(target: &Path, contents: &Contents) -> io::Result<()> {
    write::folder(target, |inside| write_all(inside, contents))
}

fn write_all(root: &Path, contents: &Contents) -> io::Result<()> {
    let options = &contents.manifest.options;
    // A folder that was named and held nothing is named again.
    for folder in templates(root, options).into_iter().chain(font_paths(root, options)) {
        fs::create_dir_all(folder)?;
    }
    for (place, bytes) in &contents.files {
        let path = root.join(place);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        // The folder is new and holds no links; a file that is there already would be a second one of the same name.
        fs::OpenOptions::new().write(true).create_new(true).open(&path)?.write_all(bytes)?;
    }
    Ok(())
}

/// The folder to give with `--templates`.
#[must_use]
pub fn templates(root: &Path, options: &Options) -> Option<PathBuf> {
    options.templates.then(|| root.join(names::templates_folder()))
}

/// The folders to give with `--font-path`.
#[must_use]
pub fn font_paths(root: &Path, options: &Options) -> Vec<PathBuf> {
    (1..=options.font_paths).map(|number| root.join(names::fonts_folder(number))).collect()
}
