//! Files are written beside their place and renamed over it, so that the last good one is never lost.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// Replaces a file by new bytes, synced to the disk, or leaves it as it was.
///
/// # Errors
/// When the folder cannot be written to, the disk is full, or the target is a folder. The old file is untouched then.
pub fn replace(target: &Path, bytes: &[u8]) -> io::Result<()> {
    replace_all(&[(target.to_owned(), bytes)]).map_err(|(_, error)| error)
}

/// Replaces several files by new bytes, when all of them could be written to the disk.
///
/// # Errors
/// The file that could not be written, and why. All old files are untouched then, unless it is a name that the disk refuses.
pub fn replace_all(files: &[(PathBuf, &[u8])]) -> Result<(), (PathBuf, io::Error)> {
    let mut ready = Vec::new();
    for (target, bytes) in files {
        let failed = |error| (target.clone(), error);
        let to = follow(target);
        if to.is_dir() {
            return Err(failed(io::Error::other("a folder of this name is in the way")));
        }
        let folder = holding(&to).to_owned();
        let file = written_beside(&folder, bytes).map_err(failed)?;
        ready.push((target, to, file, folder));
    }
    for (target, to, file, folder) in ready {
        file.persist(&to).map_err(|error| (target.clone(), error.error))?;
        // The name itself is safe only when the folder is synced too; where that is not possible, the file still is.
        if let Ok(folder) = File::open(folder) {
            let _ = folder.sync_all();
        }
    }
    Ok(())
}

/// The folder that a file lies in, or is to.
fn holding(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file under a name of its own, synced to the disk.
fn written_beside(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut file = NamedTempFile::with_prefix_in(".gnlc-", folder)?;
    file.write_all(bytes)?;
    file.flush()?;
    share(file.as_file())?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Makes a folder with all that a function writes into it, or leaves nothing behind. The folder must not exist, or be empty.
///
/// # Errors
/// When something is there, or the disk refuses.
pub fn folder(target: &Path, write: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<()> {
    let taken = || io::Error::other("something is there already");
    let empty = match fs::symlink_metadata(target) {
        Ok(data) if data.is_dir() => fs::read_dir(target)?.next().is_none(),
        Ok(_) => false,
        Err(error) if error.kind() == io::ErrorKind::NotFound => true,
        Err(error) => return Err(error),
    };
    if !empty {
        return Err(taken());
    }
    let beside = holding(target);
    // Everything is written beside the place and then renamed, so that a full disk leaves nothing half done.
    let folder = tempfile::Builder::new().prefix(".gnlc-").tempdir_in(beside)?;
    let inside = folder.path().join("new");
    fs::create_dir(&inside)?;
    write(&inside)?;
    // An empty folder makes room; one that has been filled meanwhile does not.
    match fs::remove_dir(target) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(taken()),
        _ => {}
    }
    fs::rename(&inside, target)
}

/// One link is followed, so that a link to the document stays a link.
fn follow(target: &Path) -> PathBuf {
    match std::fs::read_link(target) {
        Ok(to) if to.is_absolute() => to,
        Ok(to) => target.parent().unwrap_or(Path::new("")).join(to),
        Err(_) => target.to_owned(),
    }
}

/// Temporary files are private; a document is for reading.
#[cfg(unix)]
fn share(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn share(_: &File) -> io::Result<()> {
    Ok(())
}

/// Makes a folder where there is none.
///
/// # Errors
/// When a link to another place stands there, or the disk refuses.
pub fn room(path: &Path) -> io::Result<()> {
    if fs::symlink_metadata(path).is_ok_and(|data| data.file_type().is_symlink()) {
        return Err(io::Error::other("its folder is a link to another place, which gnlc does not follow"));
    }
    fs::create_dir_all(path)
}

/// Writes a new file, and its folder where there is none. Nothing is written over.
///
/// # Errors
/// When there is a file of this name, or it cannot be written.
pub fn create(target: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = target.parent() {
        room(folder)?;
    }
    fresh(target, bytes)
}

/// Writes a new file into a folder that is there. Nothing is written over.
///
/// # Errors
/// When there is something of this name, or it cannot be written.
pub fn fresh(target: &Path, bytes: &[u8]) -> io::Result<()> {
    written_beside(holding(target), bytes)?.persist_noclobber(target).map(drop).map_err(|error| error.error)
}
