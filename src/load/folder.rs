//! Which files of a folder are read, and which are refused.

use std::fs;
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Stage};

/// The files of a folder by what they are for, each sorted by path.
#[derive(Debug, Default)]
pub struct Found {
    /// The dossier's own YAML.
    pub yaml: Vec<String>,
    /// Packs the city brought.
    pub packs: Vec<String>,
}

/// Folders at the top that hold no evidence.
const OTHER_FOLDERS: &[&str] = &["templates", "packs", "locales", "fonts"];
/// Deepest folder looked into, and most files looked at.
const MAX_FOLDERS: usize = 12;
const MAX_FILES: usize = 20_000;

/// Lists the YAML of a folder.
///
/// # Errors
/// When there is no such folder, or no YAML in it.
pub fn list(root: &Path, diagnostics: &mut Diagnostics) -> Stage<Found> {
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
    let mut walk = Walk { root, diagnostics, found: Found::default(), texts: Vec::new(), seen: 0 };
    walk.folder("", 0);
    let Walk { mut found, texts, .. } = walk;
    found.yaml.sort();
    found.packs.sort();
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

struct Walk<'a> {
    root: &'a Path,
    diagnostics: &'a mut Diagnostics,
    found: Found,
    texts: Vec<String>,
    seen: usize,
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
        let kind = data.file_type();
        let pack = inside == "packs";
        if kind.is_dir() {
            let other = inside.is_empty() && OTHER_FOLDERS.contains(&name) && name != "packs";
            if !other && depth < MAX_FOLDERS && !pack {
                self.folder(path, depth + 1);
            }
        } else if kind.is_symlink() {
            let folder = fs::metadata(self.root.join(path)).is_ok_and(|m| m.is_dir());
            if is_yaml(name) || folder {
                self.refuse(
                    path,
                    Code::NotPlainFile,
                    "this is a link to another place, and gnlc does not follow links",
                    "put the file itself into the folder",
                );
            }
        } else if is_yaml(name) {
            if !kind.is_file() {
                self.refuse(
                    path,
                    Code::NotPlainFile,
                    "this is not an ordinary file",
                    "a dossier holds ordinary files only; delete it or move it away",
                );
            } else if pack {
                self.found.packs.push(path.to_owned());
            } else if !is_private(name) {
                self.found.yaml.push(path.to_owned());
            }
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

fn is_yaml(name: &str) -> bool {
    let ending = Path::new(name).extension().and_then(|e| e.to_str()).unwrap_or_default();
    ["yaml", "yml"].iter().any(|e| ending.eq_ignore_ascii_case(e))
}

/// The file of private data, in any folder: never read unless asked for.
fn is_private(name: &str) -> bool {
    Path::new(name).file_stem().and_then(|s| s.to_str()).is_some_and(|s| s.eq_ignore_ascii_case("private"))
}

/// `evidence.yaml.txt`: the name the file should have.
fn double_extension(name: &str) -> Option<&str> {
    let lower = name.to_lowercase();
    [".txt", ".doc", ".docx", ".rtf"].iter().find_map(|end| {
        let stem = lower.strip_suffix(end)?;
        is_yaml(stem).then(|| &name[..stem.len()])
    })
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
