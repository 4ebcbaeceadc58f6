//! Packs: those built in, those of the folder, and those that are named on the command line.

use std::path::{Component, Path, PathBuf};

use super::{Lenses, TextFile, encoding, folder};
use crate::assets::{self, Asset};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Stage};
use crate::model::dossier::Head;
use crate::pack::{self, Pack};
use crate::source::{FileId, Sources};

/// A pack built in. Its file is called by its id, and a table by the two sets that it joins, so that what nobody needs is not read.
struct BuiltIn {
    asset: &'static Asset,
    id: String,
    /// The sets that a table joins.
    ends: Option<(&'static str, &'static str)>,
}

impl BuiltIn {
    fn all() -> impl Iterator<Item = Self> {
        assets::TEXTS.iter().filter_map(|asset| {
            let (folder, name) = asset.path.strip_prefix("data/")?.strip_suffix(".yaml")?.split_once('/')?;
            match folder {
                "frameworks" | "forms" => Some(Self { asset, id: name.to_owned(), ends: None }),
                "crosswalks" => Some(Self { asset, id: name.replace("--", "-to-"), ends: name.split_once("--") }),
                _ => None,
            }
        })
    }
}

/// Which packs are needed.
pub enum Needed<'a> {
    /// Every one.
    All,
    /// Those of these names, and the tables between them; every one where a name is known to nobody, so that it can be said which
    /// there are.
    Named(Vec<&'a str>),
}

impl<'a> Needed<'a> {
    /// Those that a dossier names, and those that are asked for beside them.
    #[must_use]
    pub fn by(head: Option<&'a Head>, asked: &'a Lenses) -> Self {
        let asked = match asked {
            Lenses::All => return Self::All,
            Lenses::Named(names) => names.as_slice(),
            Lenses::Own => &[],
        };
        let sets = |head: &'a Head| head.frameworks.iter().chain(head.lenses.iter().flatten()).chain([&head.form]);
        let own = head.into_iter().flat_map(sets).map(|id| id.value.as_str());
        Self::Named(own.chain(asked.iter().map(String::as_str)).collect())
    }
}

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
    Ok(all(&own, &named, &Needed::All, sources, diagnostics))
}

/// Every pack: a file that is named replaces one of the folder with its name, and both replace what is built in.
pub fn all(
    own: &[FileId],
    named: &[(FileId, TextFile)],
    needed: &Needed<'_>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Vec<Pack> {
    let replaced = |path: &str| named.iter().any(|(_, text)| text.line.path == path);
    let own = own.iter().map(|file| (sources.file(*file).path.clone(), *file)).filter(|(path, _)| !replaced(path));
    let mut files: Vec<(String, FileId)> = own.chain(named.iter().map(|(file, text)| (text.line.path.clone(), *file))).collect();
    // In the order in which they are read where they lie in the folder, so that both give the same document.
    files.sort();
    let mut packs = read(files.into_iter().map(|(_, file)| file), sources, diagnostics);
    packs.extend(read_built_in(&packs, needed, sources, diagnostics));
    packs
}

/// The packs built in that are not replaced by others; those that are, are told.
#[must_use]
pub fn built_in(own: &[Pack], sources: &mut Sources, diagnostics: &mut Diagnostics) -> Vec<Pack> {
    read_built_in(own, &Needed::All, sources, diagnostics)
}

fn read_built_in(own: &[Pack], needed: &Needed<'_>, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Vec<Pack> {
    let replaced = |id: &str| own.iter().map(Pack::head).find(|head| head.id.value.as_str() == id);
    let known = |name: &str| replaced(name).is_some() || BuiltIn::all().any(|pack| pack.id == name);
    let names = match needed {
        Needed::Named(names) if names.iter().all(|name| known(name)) => Some(names),
        Needed::Named(_) | Needed::All => None,
    };
    let is_needed = |id: &str| names.is_none_or(|names| names.contains(&id));
    let mut packs = Vec::new();
    for pack in BuiltIn::all() {
        if let Some(by) = replaced(&pack.id) {
            let message = format!("this pack stands for the built-in one `{}`", pack.id);
            diagnostics.push(
                Diagnostic::new(Code::ReplacesPack, by.id.at, message).hint("if it is another one, give it an id of its own"),
            );
            continue;
        }
        let wanted = match pack.ends {
            // A built-in table says nothing of a set that is another one now.
            Some((from, to)) => [from, to].iter().all(|end| is_needed(end) && replaced(end).is_none()),
            None => is_needed(&pack.id),
        };
        if wanted {
            let file = sources.add(format!("builtin/{}", pack.asset.path), pack.asset.text);
            packs.extend(pack::read(file, sources, diagnostics));
        }
    }
    packs
}

/// Reads packs whose ids differ; a second one of the same id is reported.
pub fn read(files: impl Iterator<Item = FileId>, sources: &Sources, diagnostics: &mut Diagnostics) -> Vec<Pack> {
    let mut kept: Vec<Pack> = Vec::new();
    for file in files {
        let Some(pack) = pack::read(file, sources, diagnostics) else { continue };
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
            let message = format!("two packs are called `{}`", path.file_name().unwrap_or_default().to_string_lossy());
            refuse(
                Code::DuplicateId,
                &message,
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
