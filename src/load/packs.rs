//! Packs: those built in, those of the folder, and those that are named on the command line.

use std::path::{Component, Path, PathBuf};

use super::{TextFile, encoding, folder};
use crate::assets;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Stage};
use crate::model::Id;
use crate::pack::{self, Pack};
use crate::source::{FileId, Sources};

/// Where packs lie among the built-in files.
const BUILT_IN: [&str; 3] = ["data/frameworks/", "data/crosswalks/", "data/forms/"];

/// The packs that are known beside a folder: its own, those that are named, and those built in. Nothing else of it is read.
///
/// # Errors
/// When there is no such folder.
pub fn beside(root: &Path, files: &[PathBuf], sources: &mut Sources, diagnostics: &mut Diagnostics) -> Stage<Vec<Pack>> {
    let mut own = Vec::new();
    for path in folder::packs(root, diagnostics)? {
        if let Some((text, _)) = encoding::read_text(root, &path, sources, diagnostics) {
            own.push(sources.add(path, text));
        }
    }
    let named = named(files, sources, diagnostics);
    Ok(all(&own, &named, sources, diagnostics))
}

/// Every pack: a file that is named replaces one of the folder with its name, and both replace what is built in.
pub fn all(own: &[FileId], named: &[(FileId, TextFile)], sources: &mut Sources, diagnostics: &mut Diagnostics) -> Vec<Pack> {
    let replaced = |path: &str| named.iter().any(|(_, text)| text.line.path == path);
    let own = own.iter().map(|file| (sources.file(*file).path.clone(), *file)).filter(|(path, _)| !replaced(path));
    let mut files: Vec<(String, FileId)> = own.chain(named.iter().map(|(file, text)| (text.line.path.clone(), *file))).collect();
    // In the order in which they are read where they lie in the folder, so that both give the same document.
    files.sort();
    let read = files.into_iter().filter_map(|(_, file)| pack::read(file, sources, diagnostics)).collect();
    let mut packs = distinct(read, diagnostics);
    packs.extend(built_in(&packs, sources, diagnostics));
    packs
}

/// The packs built in that are not replaced by others; those that are, are told.
#[must_use]
pub fn built_in(own: &[Pack], sources: &mut Sources, diagnostics: &mut Diagnostics) -> Vec<Pack> {
    let mut packs = Vec::new();
    for asset in assets::TEXTS.iter().filter(|a| BUILT_IN.iter().any(|folder| a.path.starts_with(folder))) {
        let file = sources.add(format!("builtin/{}", asset.path), asset.text);
        packs.extend(pack::read(file, sources, diagnostics));
    }
    packs.retain(|pack| {
        let id = &pack.head().id.value;
        let replaced = |id: &Id| own.iter().map(Pack::head).find(|head| head.id.value == *id);
        if let Pack::Crosswalk(table) = pack
            && [&table.from, &table.to].iter().any(|id| replaced(&id.value).is_some())
        {
            // A built-in table says nothing of a set that is another one now.
            return false;
        }
        let Some(by) = replaced(id) else { return true };
        diagnostics.push(
            Diagnostic::new(Code::ReplacesPack, by.id.at, format!("this pack stands for the built-in one `{id}`"))
                .hint("if it is another one, give it an id of its own"),
        );
        false
    });
    packs
}

/// Packs whose ids differ; a second one of the same id is reported.
fn distinct(packs: Vec<Pack>, diagnostics: &mut Diagnostics) -> Vec<Pack> {
    let mut kept: Vec<Pack> = Vec::new();
    for pack in packs {
        let id = &pack.head().id;
        match kept.iter().find(|k| k.head().id.value == id.value) {
            Some(first) => diagnostics.push(
                Diagnostic::new(Code::DuplicateId, id.at, format!("two packs have the id `{}`", id.value))
                    .label(first.head().id.at, "first here")
                    .hint("give one of them another id"),
            ),
            None => kept.push(pack),
        }
    }
    kept
}

/// Reads the packs that are named on the command line: each counts as if it lay in the folder `packs` of the dossier.
pub fn named(files: &[PathBuf], sources: &mut Sources, diagnostics: &mut Diagnostics) -> Vec<(FileId, TextFile)> {
    let mut read: Vec<(FileId, TextFile)> = Vec::new();
    for path in files {
        let (shown, inside) = (shown(path), inside(path));
        let mut refuse = |code, message: &str, hint: &str| {
            diagnostics.push(Diagnostic::new(code, Place::File(shown.clone()), message).hint(hint));
        };
        if !folder::is_yaml(&inside) {
            refuse(Code::CannotRead, "a pack is one file whose name ends in .yaml", "`gnlc pack new` writes one to begin with");
        } else if read.iter().any(|(_, other)| other.line.path == inside) {
            let message = "two packs that are named have the same file name";
            refuse(
                Code::DuplicateId,
                message,
                "each counts as a file of the folder `packs`: rename one of them, or name it once",
            );
        } else if let Some((text, mut file)) = encoding::read_text(Path::new(""), &shown, sources, diagnostics) {
            file.line.path = inside;
            read.push((sources.add(shown, text), file));
        }
    }
    read
}

/// A file that is named, as messages show it: with a dot in front, where it could be taken for one inside the dossier.
#[must_use]
pub fn shown(path: &Path) -> String {
    let like_own = matches!(path.components().next(), Some(Component::Normal(_)));
    if like_own { Path::new(".").join(path).display().to_string() } else { path.display().to_string() }
}

/// Where a file that is named lies in the dossier.
#[must_use]
pub fn inside(path: &Path) -> String {
    format!("packs/{}", path.file_name().unwrap_or_default().to_string_lossy())
}
