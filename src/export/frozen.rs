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
    let (target, list) = (folder.join(name), folder.join(LIST));
    if target.symlink_metadata().is_ok() {
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, "a state of this name is there already"));
    }
    if list.symlink_metadata().is_ok_and(|data| !data.is_file()) {
        return Err(io::Error::other(format!("`{LIST}` in it is not an ordinary file")));
    }
    fs::rename(&state, &target)?;
    let line = format!("{name} {}\n", digest(manifest));
    let listed = fs::OpenOptions::new().create(true).append(true).open(list).and_then(|mut list| list.write_all(line.as_bytes()));
    // A state that is not in the list has no digest: it goes with the temporary folder.
    listed.or_else(|error| fs::rename(&target, &state).and(Err(error)))
}
