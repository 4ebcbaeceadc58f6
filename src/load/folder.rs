//! Which files of a folder are read, and which are refused.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Stage};

/// The files of a folder by what they are for, each sorted by path.
#[derive(Debug, Default)]
pub struct Found {
    /// The dossier's own YAML.
    pub yaml: Vec<String>,
    /// Packs the city brought.
    pub packs: Vec<String>,
    /// Language files the city brought.
    pub locales: Vec<String>,
    /// Templates and styles the city brought.
    pub templates: Vec<String>,
    /// Fonts the city brought.
    pub fonts: Vec<String>,
    /// Remarks of reviewers, which are no part of the dossier.
    pub remarks: Vec<String>,
}

impl Found {
    /// Every list, to be sorted.
    fn lists(&mut self) -> [&mut Vec<String>; 6] {
        [&mut self.yaml, &mut self.packs, &mut self.locales, &mut self.templates, &mut self.fonts, &mut self.remarks]
    }
}

/// The folder that keeps states by name: nothing in it is read as a part of the dossier.
pub const FROZEN: &str = "frozen";
/// The list of these states inside it, in the order they were kept.
pub const LIST: &str = "list.txt";
/// Folders at the top that hold no evidence, and the endings of the files read there.
const OTHER_FOLDERS: &[(&str, &[&str])] = &[
    ("templates", &["jinja", "typ"]),
    ("packs", &["yaml", "yml"]),
    ("locales", &["yaml", "yml"]),
    ("remarks", &["yaml", "yml"]),
    // Web fonts too, which cannot be used, so that this can be said.
    ("fonts", &["ttf", "otf", "ttc", "otc", "woff", "woff2"]),
];
/// Deepest folder looked into, and most files looked at.
/// Largest list of the states that are kept.
const MAX_LIST: u64 = 5_000_000;
const MAX_FOLDERS: usize = 12;
const MAX_FILES: usize = 20_000;

/// Lists the YAML of a folder, the file of private data only when it is asked for.
///
/// # Errors
/// When there is no such folder, or no YAML in it.
pub fn list(root: &Path, private: bool, diagnostics: &mut Diagnostics) -> Stage<Found> {
    let shown = root.display().to_string();
    match fs::metadata(root) {
        Ok(data) if data.is_dir() => {}
        Ok(_) => {
            return Err(diagnostics.error(
                Diagnostic::new(Code::NoFolder, Place::File(shown), "this is a file, and a dossier is a folder")
                    .hint("give the folder the file is in"),
            ));
        }
        Err(error) => {
            return Err(diagnostics.error(
                Diagnostic::new(
                    Code::NoFolder,
                    Place::File(shown.clone()),
                    format!("failed to open the folder ({})", plain(&error)),
                )
                .hint(format!("check the name; `gnlc init {shown}` makes a new dossier")),
            ));
        }
    }
    let (found, texts) = walk(root, None, private, diagnostics);
    if found.yaml.is_empty() {
        return Err(diagnostics.error(
            Diagnostic::new(Code::NoYaml, Place::File(shown.clone()), "there is no YAML file in this folder").hint(
                match texts.first() {
                    Some(text) => {
                        format!("there is `{text}`: if it holds evidence, rename it to `{}.yaml`", text.trim_end_matches(".txt"))
                    }
                    None => "`gnlc init NAME` writes a small example to start from".to_owned(),
                },
            ),
        ));
    }
    Ok(found)
}

/// Lists the templates of a folder that was named on the command line, by their names inside it.
///
/// # Errors
/// When there is no such folder.
pub fn templates(root: &Path, diagnostics: &mut Diagnostics) -> Stage<Vec<String>> {
    let hint = "`gnlc init NEW-FOLDER --templates` writes all built-in templates into a new folder";
    only("templates", root, hint, diagnostics).map(|found| found.templates)
}

/// Lists the fonts of a folder that is no part of a dossier, by their names inside it. Links to files are followed there.
///
/// # Errors
/// When there is no such folder.
pub fn fonts(root: &Path, diagnostics: &mut Diagnostics) -> Stage<Vec<String>> {
    only("fonts", root, "`--font-path` takes a folder that holds .ttf, .otf or .ttc files", diagnostics).map(|found| found.fonts)
}

/// Lists the remarks that a dossier's folder keeps.
pub fn remarks(root: &Path, diagnostics: &mut Diagnostics) -> Vec<String> {
    walk(root, None, false, diagnostics).0.remarks
}

/// Lists the packs that a dossier's folder brings, whatever else is in it.
///
/// # Errors
/// When there is no such folder.
pub fn packs(root: &Path, diagnostics: &mut Diagnostics) -> Stage<Vec<String>> {
    if !root.is_dir() {
        let place = Place::File(root.display().to_string());
        return Err(diagnostics.error(Diagnostic::new(Code::NoFolder, place, "there is no such folder").hint("check the name")));
    }
    let mut told = Diagnostics::default();
    let found = walk(root, None, false, &mut told).0.packs;
    told.retain(|d| matches!(&d.place, Place::File(path) if path.starts_with("packs/")));
    diagnostics.append(told);
    Ok(found)
}

/// Lists a folder that holds nothing but files of one sort.
fn only(sort: &'static str, root: &Path, hint: &str, diagnostics: &mut Diagnostics) -> Stage<Found> {
    if !root.is_dir() {
        let place = Place::File(root.display().to_string());
        let message = format!("there is no such folder of {sort}");
        return Err(diagnostics.error(Diagnostic::new(Code::NoFolder, place, message).hint(hint)));
    }
    Ok(walk(root, Some(sort), false, diagnostics).0)
}

/// What is in a folder, each list in order, and the texts that are no YAML.
fn walk(root: &Path, only: Option<&'static str>, private: bool, diagnostics: &mut Diagnostics) -> (Found, Vec<String>) {
    let mut walk = Walk { root, diagnostics, found: Found::default(), texts: Vec::new(), seen: 0, only, private };
    walk.folder("", 0);
    let Walk { mut found, texts, .. } = walk;
    found.lists().into_iter().for_each(|list| list.sort());
    (found, texts)
}

struct Walk<'a> {
    root: &'a Path,
    diagnostics: &'a mut Diagnostics,
    found: Found,
    texts: Vec<String>,
    seen: usize,
    /// The folder holds files of this sort and nothing else.
    only: Option<&'static str>,
    /// Whether the file of private data is read.
    private: bool,
}

impl Walk<'_> {
    fn folder(&mut self, inside: &str, depth: usize) {
        let entries = match fs::read_dir(self.root.join(inside)) {
            Ok(entries) => entries,
            Err(error) => {
                let place = Place::File(if inside.is_empty() { ".".into() } else { inside.to_owned() });
                self.diagnostics.push(
                    Diagnostic::new(Code::CannotRead, place, format!("failed to read this folder ({})", plain(&error)))
                        .hint("check its access rights"),
                );
                return;
            }
        };
        let mut names: Vec<_> = entries.filter_map(Result::ok).map(|e| e.file_name()).collect();
        names.sort();
        for name in names {
            self.seen += 1;
            let Some(name) = name.to_str() else {
                let shown = name.to_string_lossy().into_owned();
                if is_yaml(&shown) {
                    self.refuse(
                        &shown,
                        Code::NotPlainFile,
                        "the name of this file is not written in UTF-8",
                        "rename the file with plain letters",
                    );
                }
                continue;
            };
            if name.starts_with('.') || self.seen > MAX_FILES {
                continue;
            }
            let path = if inside.is_empty() { name.to_owned() } else { format!("{inside}/{name}") };
            self.entry(&path, name, inside, depth);
        }
    }

    fn entry(&mut self, path: &str, name: &str, inside: &str, depth: usize) {
        let Ok(data) = fs::symlink_metadata(self.root.join(path)) else { return };
        if self.only.is_none() && path == FROZEN {
            return;
        }
        let kind = data.file_type();
        let top = self.only.unwrap_or_else(|| inside.split('/').next().unwrap_or_default());
        let other = OTHER_FOLDERS.iter().find(|(folder, _)| *folder == top);
        let wanted = other.map_or_else(|| is_yaml(name), |(_, endings)| has_ending(name, endings));
        if kind.is_dir() {
            if depth < MAX_FOLDERS {
                self.folder(path, depth + 1);
            }
        } else if kind.is_symlink() && self.only == Some("fonts") {
            // Machines keep fonts behind links.
            if wanted && fs::metadata(self.root.join(path)).is_ok_and(|m| m.is_file()) {
                self.found.fonts.push(path.to_owned());
            }
        } else if kind.is_symlink() {
            let folder = fs::metadata(self.root.join(path)).is_ok_and(|m| m.is_dir());
            if wanted || folder {
                self.refuse(
                    path,
                    Code::NotPlainFile,
                    "this is a link to another place, and gnlc does not follow links",
                    "put the file itself into the folder",
                );
            }
        } else if wanted {
            if !kind.is_file() {
                self.refuse(
                    path,
                    Code::NotPlainFile,
                    "this is not an ordinary file",
                    "a dossier holds ordinary files only; delete it or move it away",
                );
            } else if other.is_some() || self.private || !is_private(name) {
                let list = match top {
                    "templates" => &mut self.found.templates,
                    "packs" => &mut self.found.packs,
                    "locales" => &mut self.found.locales,
                    "fonts" => &mut self.found.fonts,
                    "remarks" => &mut self.found.remarks,
                    _ => &mut self.found.yaml,
                };
                list.push(path.to_owned());
            }
        } else if other.is_some() {
            // Licences and notes.
        } else if inside.is_empty() && name.to_lowercase().ends_with(".txt") && double_extension(name).is_none() {
            self.texts.push(path.to_owned());
        } else if let Some(stem) = double_extension(name) {
            let hint = if name.to_lowercase().ends_with(".txt") {
                format!(
                    "rename it to `{stem}`; switch on \"show file name extensions\" in your file manager to see the whole name"
                )
            } else {
                format!("save it as plain text (UTF-8) under the name `{stem}`: this is a word processor's file")
            };
            self.refuse(path, Code::DoubleExtension, "this file is not read: its name does not end in .yaml", &hint);
        }
    }

    fn refuse(&mut self, path: &str, code: Code, message: &str, hint: &str) {
        self.diagnostics.push(Diagnostic::new(code, Place::File(path.to_owned()), message).hint(hint));
    }
}

/// Whether a name says that YAML is in the file.
#[must_use]
pub fn is_yaml(name: &str) -> bool {
    has_ending(name, &["yaml", "yml"])
}

fn has_ending(name: &str, endings: &[&str]) -> bool {
    let ending = Path::new(name).extension().and_then(|e| e.to_str()).unwrap_or_default();
    endings.iter().any(|e| ending.eq_ignore_ascii_case(e))
}

/// The file of private data, in any folder: never read unless asked for.
#[must_use]
pub fn is_private(path: &str) -> bool {
    has_ending(path, &["yaml", "yml"])
        && Path::new(path).file_stem().and_then(|s| s.to_str()).is_some_and(|s| s.eq_ignore_ascii_case("private"))
}

/// `evidence.yaml.txt`: the name the file should have.
fn double_extension(name: &str) -> Option<&str> {
    let lower = name.to_lowercase();
    [".txt", ".doc", ".docx", ".rtf"].iter().find_map(|end| {
        let stem = lower.strip_suffix(end)?;
        is_yaml(stem).then(|| &name[..stem.len()])
    })
}

/// Opens an ordinary file for reading: a pipe that nobody writes into would be waited for.
///
/// # Errors
/// When it is none, or cannot be opened.
pub fn open_file(path: &Path) -> std::io::Result<fs::File> {
    let data = fs::metadata(path)?;
    if !data.is_file() {
        return Err(std::io::Error::other(if data.is_dir() { "this is a folder" } else { "this is not an ordinary file" }));
    }
    fs::File::open(path)
}

/// An error of the operating system without its number.
#[must_use]
pub fn plain(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is nothing of this name".into(),
        std::io::ErrorKind::PermissionDenied => "access is denied".into(),
        _ => error.to_string().split(" (os error").next().unwrap_or_default().to_lowercase(),
    }
}

/// The names of the states that are kept, the newest last, each with the digest it had, where the list still has it.
#[must_use]
pub fn frozen(root: &Path) -> Vec<(String, Option<String>)> {
    let folder = root.join(FROZEN);
    let mut list = String::new();
    let _ = open_file(&folder.join(LIST)).and_then(|file| file.take(MAX_LIST).read_to_string(&mut list));
    let listed: Vec<(&str, &str)> = list.lines().filter_map(|line| line.trim().split_once(' ')).collect();
    let names = fs::read_dir(&folder).into_iter().flatten().filter_map(Result::ok).filter(|e| e.path().is_dir());
    let mut names: Vec<String> = names.filter_map(|e| e.file_name().into_string().ok()).filter(|n| !n.starts_with('.')).collect();
    // States that were copied here by hand stand first.
    names.sort_by_key(|name| (listed.iter().rposition(|(n, _)| n == name), name.clone()));
    let digest = |name: &str| listed.iter().rev().find(|(n, _)| *n == name).map(|(_, digest)| (*digest).to_owned());
    names.into_iter().map(|name| (name.clone(), digest(&name))).collect()
}
