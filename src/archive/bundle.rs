//! What leaves the house: the documents, the annexes under numbers, and a list that names them all.

use std::fs;
use std::io::{self, Cursor, Write as _};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::digest::sha256;
use crate::export::write;
use crate::load::FileData;
use crate::model::Id;
use crate::render::kind::Kind;

/// A file of the bundle.
#[derive(Debug)]
pub struct Part {
    /// Its name: ASCII, so that it survives every mail program.
    pub name: String,
    /// What it is.
    pub what: What,
    /// The file.
    pub bytes: Vec<u8>,
}

/// What a file of the bundle is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A kind of document in a language, with its number of pages.
    Document(Kind, String, usize),
    /// An attachment.
    Annex(Id),
    /// Remarks of reviewers, by the name of their file: in the copy for the archive alone.
    Remarks(String),
    /// The list of the others.
    List,
}

impl Part {
    /// SHA-256, 64 hex digits.
    #[must_use]
    pub fn digest(&self) -> String {
        sha256(&self.bytes)
    }
}

/// The name of an annex: its number, its id and its ending.
#[must_use]
pub fn annex_name(number: usize, file: &FileData) -> String {
    format!("annex-{number:02}-{}.{}", file.id, file.ending)
}

/// Writes the parts into a folder that does not exist yet, or is empty: all of them or none.
///
/// # Errors
/// When something is there, or the disk refuses.
pub fn into_folder(target: &Path, parts: &[Part]) -> io::Result<()> {
    write::folder(target, |inside| parts.iter().try_for_each(|part| fs::write(inside.join(&part.name), &part.bytes)))
}

/// Takes away what was written a moment ago where nothing was.
pub fn take_back(target: &Path) {
    // Where that fails too, the message about the other part stands, and the file is complete.
    let _ = if target.is_dir() { fs::remove_dir_all(target) } else { fs::remove_file(target) };
}

/// The parts as one ZIP file: the same parts give the same bytes.
///
/// # Errors
/// When there is more in it than a ZIP can hold.
pub fn zipped(parts: &[Part]) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The first moment that a ZIP can tell: a clock would give other bytes each time.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for part in parts {
        zip.start_file(&part.name, options)?;
        zip.write_all(&part.bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
