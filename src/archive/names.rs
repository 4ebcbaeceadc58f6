//! Paths as they may stand in the list of a PDF, and where they lead when it is unpacked. A PDF may come from anybody, so a path
//! is taken only when every system writes it the same, and it stays in its folder.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

use crate::load::{fonts, templates};

/// The folder into which files of folders that were named on the command line are unpacked. It starts with a dot, so that no
/// part of it is read as part of the dossier.
pub const BESIDE: &str = ".gnlc";
/// Longest path, in bytes, and most folders in each other.
const MAX_PATH: usize = 400;
const MAX_FOLDERS: usize = 16;
/// Names that Windows keeps for devices, with any ending.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Where the files of the folder named with `--templates` are unpacked.
#[must_use]
pub fn templates_folder() -> String {
    format!("{BESIDE}/templates")
}

/// Where the files of the folder named with the `--font-path` of this number are unpacked.
#[must_use]
pub fn fonts_folder(number: usize) -> String {
    format!("{BESIDE}/fonts-{number}")
}

/// Where a path of the list leads, inside the folder into which is unpacked.
///
/// # Errors
/// When it is not written as gnlc writes paths: what is wrong with it.
pub fn place(path: &str) -> Result<String, &'static str> {
    let numbered = path.strip_prefix(fonts::NAMED).and_then(|rest| rest.split_once('/'));
    let number = numbered.and_then(|(number, name)| Some((number.parse::<u8>().ok().filter(|n| *n > 0)?, name)));
    let (folder, inside) = match (path.strip_prefix(templates::NAMED), number) {
        (Some(name), _) => (templates_folder() + "/", name),
        (None, Some((number, name))) => (fonts_folder(number.into()) + "/", name),
        (None, None) => (String::new(), path),
    };
    plain(inside)?;
    Ok(folder + inside)
}

/// Whether a path is plain: relative, `/` between folders, and only names that every system takes.
fn plain(path: &str) -> Result<(), &'static str> {
    if path.is_empty() || path.len() > MAX_PATH || path.split('/').count() > MAX_FOLDERS {
        return Err("is empty or too long");
    }
    if path.chars().any(char::is_control) {
        return Err("holds control characters");
    }
    if path.starts_with('/') {
        return Err("starts at the root of the disk");
    }
    if path.contains(['\\', ':', '*', '?', '"', '<', '>', '|']) {
        return Err("holds a sign that has a meaning of its own on some system");
    }
    path.split('/').try_for_each(name)
}

/// Whether the name of a folder or file is plain.
fn name(name: &str) -> Result<(), &'static str> {
    if name == ".." {
        return Err("climbs out of its folder");
    }
    if name.is_empty() || name.starts_with('.') {
        return Err("has a hidden or empty part");
    }
    if name.ends_with(['.', ' ']) || name.starts_with(' ') {
        return Err("has a part that starts or ends with a space or ends with a point");
    }
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let port = ["com", "lpt"].iter().find_map(|word| stem.strip_prefix(word)).is_some_and(|n| n.chars().count() == 1);
    if DEVICES.contains(&stem.as_str()) || port {
        return Err("is the name of a device on Windows");
    }
    Ok(())
}

/// Paths that are to lie beside each other.
#[derive(Debug, Default)]
pub struct Taken {
    files: HashSet<String>,
    folders: HashSet<String>,
}

impl Taken {
    /// Adds a path; whether it can lie beside the others on every system, also on one that does not tell `a` from `A`.
    pub fn add(&mut self, path: &str) -> bool {
        let same: String = path.nfc().collect::<String>().to_lowercase().nfc().collect();
        let parents: Vec<String> = same.match_indices('/').map(|(at, _)| same[..at].to_owned()).collect();
        if self.folders.contains(&same) || parents.iter().any(|folder| self.files.contains(folder)) {
            return false;
        }
        self.folders.extend(parents);
        self.files.insert(same)
    }
}
