//! A state of a dossier is kept under a name: all of its files or none, and never over another state.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use super::write;
use crate::digest::sha256;
use crate::load::ManifestLine;
use crate::load::folder::{FROZEN, LIST};

/// The digest of a state: of every file it consists of.
#[must_use]
pub fn digest(manifest: &[ManifestLine]) -> String {
    let lines: Vec<String> = manifest.iter().map(|l| format!("{} {} {}", l.sha256, l.size, l.path)).collect();
    sha256(format!("gnlc/1/frozen\0{}", lines.join("\n")).as_bytes())
}

/// Copies every file that counts to `frozen/NAME`, and writes the name into the list, the newest last.
///
/// # Errors
/// When a file cannot be read or written, or the name is taken. No part of the state is there then.
pub fn keep(root: &Path, name: &str, manifest: &[ManifestLine]) -> io::Result<()> {
    let folder = root.join(FROZEN);
    write::room(&folder)?;
    let beside = tempfile::Builder::new().prefix(".gnlc-").tempdir_in(&folder)?;
    let state = beside.path().join(name);
    for line in manifest {
        let target = state.join(&line.path);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::copy(root.join(&line.path), target)?;
    }
    let target = folder.join(name);
    if target.exists() {
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, "a state of this name is there already"));
    }
    fs::rename(state, target)?;
    let mut list = fs::OpenOptions::new().create(true).append(true).open(folder.join(LIST))?;
    writeln!(list, "{name} {}", digest(manifest))
}
