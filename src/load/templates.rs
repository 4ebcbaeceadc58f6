//! Templates and styles of the city's own. Each stands before the built-in one of the same name, which stays reachable as
//! `builtin/NAME`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::encoding::read_text;
use super::{ManifestLine, TextFile, folder};
use crate::assets;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Stage, did_you_mean};
use crate::source::{FileId, Sources, Span};

/// Where the built-in templates lie among the assets.
const ROOT: &str = "templates/";
/// What stands for the folder named with `--templates` in the list of all inputs.
pub const NAMED: &str = "--templates/";

/// The templates and styles of one run: the city's own by name, and behind them those built in.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    own: BTreeMap<String, FileId>,
}

/// A template that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// The city's own.
    Own(FileId),
    /// One of those built in: its path among the assets, and its text.
    Builtin(&'static str, &'static str),
}

impl Templates {
    /// Those of a dossier's folder `templates`.
    #[must_use]
    pub fn of_dossier(files: &[FileId], sources: &Sources) -> Self {
        let name = |file: &FileId| sources.file(*file).path.strip_prefix(ROOT).map(|name| (name.to_owned(), *file));
        Self { own: files.iter().filter_map(name).collect() }
    }

    /// Puts those of another folder before them, and gives what the document then depends on.
    ///
    /// # Errors
    /// When there is no such folder.
    pub fn prefer(&mut self, root: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Stage<Vec<TextFile>> {
        let mut texts = Vec::new();
        for name in folder::templates(root, diagnostics)? {
            if let Some((text, file)) = read_text(root, &name, sources, diagnostics) {
                let line = ManifestLine { path: format!("{NAMED}{name}"), ..file.line };
                texts.push(TextFile { line, bytes: file.bytes });
                let shown = super::as_named(&root.join(&name)).display().to_string();
                self.own.insert(name, sources.add(shown, text));
            }
        }
        Ok(texts)
    }

    /// The template of a name: `builtin/NAME` always means the one built in.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<Found> {
        if let Some(file) = self.own.get(name) {
            return Some(Found::Own(*file));
        }
        let path = format!("{ROOT}{}", name.strip_prefix("builtin/").unwrap_or(name));
        let asset = assets::TEXTS.iter().find(|asset| asset.path == path)?;
        Some(Found::Builtin(asset.path, asset.text))
    }

    /// Whether a name stands for one of the city's own.
    #[must_use]
    pub fn is_own(&self, name: &str) -> bool {
        self.own.contains_key(name)
    }

    /// The texts of the city's own.
    pub fn own_texts<'a>(&'a self, sources: &'a Sources) -> impl Iterator<Item = &'a str> {
        self.own.values().map(|file| sources.text(*file))
    }

    /// Whether any is the city's own.
    #[must_use]
    pub fn any_own(&self) -> bool {
        !self.own.is_empty()
    }

    /// The text of a template.
    #[must_use]
    pub fn text(&self, name: &str, sources: &Sources) -> Option<String> {
        self.find(name).map(|found| match found {
            Found::Own(file) => sources.text(file).to_owned(),
            Found::Builtin(_, text) => text.to_owned(),
        })
    }

    /// The template as a text that messages can point into.
    #[must_use]
    pub fn file(&self, name: &str, sources: &mut Sources) -> Option<FileId> {
        self.find(name).map(|found| match found {
            Found::Own(file) => file,
            Found::Builtin(path, text) => sources.add(format!("builtin/{path}"), text),
        })
    }

    /// Every name: the city's own and those built in, these also under `builtin/`.
    #[must_use]
    pub fn names(&self) -> BTreeSet<String> {
        built_in().flat_map(|n| [n.to_owned(), format!("builtin/{n}")]).chain(self.own.keys().cloned()).collect()
    }

    /// The names that a template can include, without their twins under `builtin/`.
    #[must_use]
    pub fn includable(&self) -> Vec<String> {
        self.names().into_iter().filter(|n| is(n, "jinja") && !n.starts_with("builtin/")).collect()
    }

    /// The names of the styles (`.typ`) among them.
    pub fn styles(&self) -> impl Iterator<Item = String> {
        self.names().into_iter().filter(|n| is(n, "typ"))
    }

    /// Reports files that no template would ever reach, such as one in the wrong folder, and Typst code that the template
    /// language takes for a comment.
    pub fn check(&self, sources: &Sources, diagnostics: &mut Diagnostics) {
        for (_, file) in self.own.iter().filter(|(name, _)| is(name, "jinja")) {
            if let Some(at) = sources.text(*file).find("{#") {
                diagnostics.push(
                    Diagnostic::new(
                        Code::TemplateComment,
                        Span::new(*file, at..at + 2),
                        "`{#` opens a comment of the template language",
                    )
                    .hint("if Typst code was meant, put a space between `{` and `#`; a remark of yours may stand behind `//`"),
                );
            }
        }
        let built_in: Vec<&str> = built_in().collect();
        for (name, file) in &self.own {
            let named = self.own.values().any(|other| other != file && sources.text(*other).contains(name.as_str()));
            if named || built_in.contains(&name.as_str()) {
                continue;
            }
            let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
            let meant = built_in.iter().find(|b| last(b) == last(name)).map(|b| format!("did you mean `templates/{b}`?"));
            diagnostics.push(
                Diagnostic::new(
                    Code::NeverUsed,
                    Place::File(sources.file(*file).path.clone()),
                    "this template is never used: no built-in one has its name, and none of yours names it",
                )
                .hints(meant.or_else(|| did_you_mean(name, built_in.iter().copied())))
                .hint(format!("the built-in ones: {}", built_in.join(", "))),
            );
        }
    }
}

/// The names of the templates and styles built in.
fn built_in() -> impl Iterator<Item = &'static str> {
    assets::TEXTS.iter().filter_map(|a| a.path.strip_prefix(ROOT)).filter(|name| !is(name, "md"))
}

fn is(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|e| e == ending)
}
