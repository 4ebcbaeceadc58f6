//! Where an entry is written: behind those of its sort, in the file that has most of them, else in a file of its own.

use std::ops::Range;
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::export::write;
use crate::load::{encoding, folder};
use crate::source::Sources;
use crate::yaml::edit::append::{self, Appended};
use crate::yaml::write::Tree;

/// What was written.
pub struct Written {
    /// The file, by its path in the folder.
    pub path: String,
    /// The bytes that are new.
    pub new: Range<usize>,
}

/// Writes an entry. The files are read anew: they may have been changed while somebody was asked.
///
/// # Errors
/// When the disk refuses. Nothing is changed then.
pub fn write(dir: &Path, section: &str, tree: &Tree) -> Result<Written, Diagnostic> {
    let mut diagnostics = Diagnostics::default();
    let found = folder::list(dir, false, &mut diagnostics).map(|found| found.yaml).unwrap_or_default();
    let mut files: Vec<(usize, String, String)> = Vec::new();
    for path in found {
        let read = encoding::read_text(dir, &path, &mut Sources::default(), &mut diagnostics);
        let Some(text) = read.and_then(|(_, file)| String::from_utf8(file.bytes).ok()) else { continue };
        if let Some(count) = append::count(&text, section) {
            files.push((count, path, text));
        }
    }
    files.sort_by(|(a, path, _), (b, other, _)| (b, path).cmp(&(a, other)));
    let failed = |path: &str, error: &std::io::Error| {
        let message = format!("failed to write the entry ({})", folder::plain(error));
        Diagnostic::new(Code::CannotWrite, Place::File(path.to_owned()), message)
            .hint("check that the folder may be written to; nothing was changed")
    };
    for (_, path, text) in files {
        let Some(Appended { text, new }) = append::append(&text, section, tree) else { continue };
        write::replace(&dir.join(&path), text.as_bytes()).map_err(|error| failed(&path, &error))?;
        return Ok(Written { path, new });
    }
    let mut names = std::iter::once(format!("{section}.yaml")).chain((2..1_000).map(|n| format!("{section}-{n}.yaml")));
    let path = names.find(|name| dir.join(name).symlink_metadata().is_err()).unwrap_or_else(|| format!("{section}.yaml"));
    let Some(Appended { text, new }) = append::begin(section, tree) else {
        let message = "this entry cannot be written so that it is read back as it is";
        return Err(Diagnostic::new(Code::CannotWrite, Place::File(path), message)
            .hint("take out signs that nobody can see, and give it again"));
    };
    write::fresh(&dir.join(&path), text.as_bytes()).map_err(|error| failed(&path, &error))?;
    Ok(Written { path, new })
}
