//! Files that the YAML names by path: written as paths are written here, inside the folder, ordinary.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::folder::plain;
use crate::diagnostic::{Code, Diagnostic};
use crate::yaml::read::Placed;

/// A path that the YAML names.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// As it is written, and where.
    pub written: &'a Placed<String>,
    /// What it should be: `an attachment`.
    pub what: &'static str,
    /// What to do with a web address instead.
    pub web: &'static str,
    /// A path that would do.
    pub example: &'static str,
}

/// An ordinary file of the folder.
#[derive(Debug)]
pub struct Found {
    full: PathBuf,
    /// Bytes.
    pub size: u64,
    /// What its name ends in, small letters.
    pub ending: String,
}

impl Named<'_> {
    /// A message about this file, at the line that names it.
    #[must_use]
    pub fn refuse(&self, code: Code, message: &str, hint: &str) -> Box<Diagnostic> {
        Box::new(Diagnostic::new(code, self.written.at, format!("`{}` {message}", self.written.value)).hint(hint))
    }

    /// Finds the file.
    ///
    /// # Errors
    /// When the path leads elsewhere, to nothing, or to something that is no ordinary file with something in it.
    pub fn find(&self, root: &Path) -> Result<Found, Box<Diagnostic>> {
        let value = &self.written.value;
        let path = Path::new(value);
        let inside = path.components().all(|c| matches!(c, Component::Normal(_)));
        if value.contains("://") {
            return Err(self.refuse(Code::MissingFile, &format!("is a web address, and {} is a file", self.what), self.web));
        }
        if value.starts_with("./") || value.contains('\\') && !value.contains(':') {
            let right = value.trim_start_matches("./").replace('\\', "/");
            let hint = format!("write `{right}`: from the dossier folder, with `/`");
            return Err(self.refuse(Code::OutsideFolder, "is not written as paths are written here", &hint));
        }
        if !inside || value.contains(['\\', ':']) {
            let hint =
                format!("put the file into the folder and write its path from there, with `/`, such as `{}`", self.example);
            return Err(self.refuse(Code::OutsideFolder, "does not lie inside the dossier folder", &hint));
        }
        let full = root.join(path);
        let data = fs::symlink_metadata(&full).map_err(|error| {
            let message = format!("cannot be opened ({})", plain(&error));
            self.refuse(Code::MissingFile, &message, "check the name, its capital letters and its ending")
        })?;
        let real = full.canonicalize().ok().zip(root.canonicalize().ok()).is_some_and(|(f, r)| f.starts_with(r));
        if !data.is_file() || !real {
            return Err(self.refuse(
                Code::NotPlainFile,
                "is not an ordinary file of this folder",
                "put the file itself into the folder; links are not followed",
            ));
        }
        let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
        Ok(Found { full, size: data.len(), ending })
    }

    /// Reads what was found.
    ///
    /// # Errors
    /// When there is nothing in it, or the system does not give it.
    pub fn read(&self, found: &Found) -> Result<Vec<u8>, Box<Diagnostic>> {
        if found.size == 0 {
            return Err(self.refuse(Code::MissingFile, "is empty", "copy the file again"));
        }
        fs::read(&found.full).map_err(|error| {
            self.refuse(Code::CannotRead, &format!("cannot be read ({})", plain(&error)), "check its access rights")
        })
    }
}
