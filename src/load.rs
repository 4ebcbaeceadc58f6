//! A folder becomes a submission: every file is read once, every entry that can be read is, and everything else is said.

pub mod attachment;
pub mod encoding;
pub mod folder;
pub mod fonts;
pub mod inside;
pub mod packs;
pub mod picture;
pub mod remarks;
pub mod templates;

use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Stage, did_you_mean};
use crate::locale::Locale;
use crate::model::lost::Lost;
use crate::model::{Submission, dossier};
use crate::pack::Pack;
use crate::source::{FileId, Sources, Span};
use crate::yaml::read::{Cx, Read};
use crate::yaml::{self, Document, Kind, Node};

pub use attachment::FileData;
pub use fonts::FontFile;
use packs::Needed;
pub use packs::built_in as builtin_packs;
pub use picture::PictureData;
pub use templates::Templates;

/// Where else to look than in the folder.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// A folder of templates that come before those of the dossier.
    pub templates: Option<PathBuf>,
    /// Folders of fonts that come after those of the dossier.
    pub fonts: Vec<PathBuf>,
    /// Whether `private.yaml` is read too. No list and no digest names it.
    pub private: bool,
    /// Files with packs that come before those of the dossier.
    pub packs: Vec<PathBuf>,
    /// Sets of criteria that are asked for beside those of the dossier.
    pub lenses: Lenses,
}

/// Which sets of criteria are asked for beside those of the dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Lenses {
    /// None.
    #[default]
    Own,
    /// These, by name.
    Named(Vec<String>),
    /// Every one that is known.
    All,
}

impl Options {
    /// A path as it may be printed: one inside a folder that was named on the command line is told without the folder.
    #[must_use]
    pub fn inside(&self, shown: &str) -> String {
        if let Some(pack) = self.packs.iter().find(|file| packs::shown(file) == shown) {
            return packs::inside(pack);
        }
        let named = self.templates.iter().map(|folder| (folder, templates::NAMED.to_owned()));
        let fonts = (1..).zip(&self.fonts).map(|(number, folder)| (folder, format!("{}{number}/", fonts::NAMED)));
        for (folder, name) in named.chain(fonts).filter(|_| !folder::is_yaml(shown)) {
            if let Ok(rest) = Path::new(shown).strip_prefix(as_named(folder)) {
                let parts: Vec<_> = rest.iter().map(|part| part.to_string_lossy()).collect();
                return name + &parts.join("/");
            }
        }
        shown.to_owned()
    }
}

/// A folder that was named on the command line, as messages show it: with a dot in front, where it could be taken for one
/// inside the dossier.
fn as_named(folder: &Path) -> PathBuf {
    let first = folder.components().next();
    let like_own = first.is_some_and(|part| matches!(part.as_os_str().to_str(), Some("templates" | "fonts")));
    if like_own { Path::new(".").join(folder) } else { folder.to_owned() }
}

/// What a folder holds.
#[derive(Debug)]
pub struct Loaded {
    /// What its YAML says.
    pub submission: Submission,
    /// The packs that are needed: those that were named, then the folder's own, then those built in.
    pub packs: Vec<Pack>,
    /// The sets of criteria that are asked for beside those of the dossier.
    pub lenses: Lenses,
    /// The languages the folder brings.
    pub locales: Vec<Locale>,
    /// The templates and styles the folder brings.
    pub templates: Templates,
    /// The attached files that could be read.
    pub files: Vec<FileData>,
    /// The pictures that could be read, each once.
    pub pictures: Vec<PictureData>,
    /// The fonts the folder brings, and those of the folders that were named.
    pub fonts: Vec<FontFile>,
    /// Every file the document depends on.
    pub manifest: Vec<ManifestLine>,
    /// Those of them that are texts, as they lie on the disk.
    pub texts: Vec<TextFile>,
}

impl Loaded {
    /// What the texts say, without the bytes of any file: for asking what checks would say.
    #[must_use]
    pub fn without_files(&self) -> Self {
        Self {
            submission: self.submission.clone(),
            packs: self.packs.clone(),
            lenses: self.lenses.clone(),
            locales: Vec::new(),
            templates: Templates::default(),
            files: Vec::new(),
            pictures: Vec::new(),
            fonts: Vec::new(),
            manifest: Vec::new(),
            texts: Vec::new(),
        }
    }
}

/// A text that was read: YAML, a pack, a language, a template.
#[derive(Clone, Debug)]
pub struct TextFile {
    /// Its line in the list of all inputs.
    pub line: ManifestLine,
    /// The file.
    pub bytes: Vec<u8>,
}

/// One file the document depends on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ManifestLine {
    /// Its path inside the folder, with `/`.
    pub path: String,
    /// SHA-256, 64 hex digits.
    pub sha256: String,
    /// Bytes.
    pub size: usize,
}

/// The keys that may stand at the left edge of a file.
const SECTIONS: &[&str] = &[
    "dossier",
    "city",
    "answers",
    "evidence",
    "indicators",
    "units",
    "next_steps",
    "sources",
    "attachments",
    "signoffs",
    "remarks",
];

/// Reads a dossier folder.
///
/// # Errors
/// When there is no such folder, or it holds no YAML at all, or there is no folder of templates or fonts where one was named. Every other mistake is reported and read around.
pub fn load(root: &Path, options: &Options, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Stage<Loaded> {
    let found = folder::list(root, options.private, diagnostics)?;
    let mut texts: Vec<TextFile> = Vec::new();
    let mut read = |paths: &[String], sources: &mut Sources, diagnostics: &mut Diagnostics| -> Vec<FileId> {
        let mut ids = Vec::new();
        for path in paths {
            if let Some((text, file)) = encoding::read_text(root, path, sources, diagnostics) {
                let hidden = folder::is_private(path) && found.yaml.contains(path);
                texts.extend((!hidden).then_some(file));
                ids.push(sources.add(path.clone(), text));
            }
        }
        ids
    };
    let files = read(&found.yaml, sources, diagnostics);
    let named_packs = packs::named(&options.packs, sources, diagnostics);
    let pack_files = read(&found.packs, sources, diagnostics);
    let locale_files = read(&found.locales, sources, diagnostics);
    let template_files = read(&found.templates, sources, diagnostics);
    let documents: Vec<(FileId, Document)> =
        files.iter().map(|file| (*file, yaml::read_document(*file, sources, diagnostics))).collect();
    let mut submission = submit(&documents, sources, diagnostics);
    submission.lost.file = diagnostics.iter().any(|d| d.code.loses_a_file());
    // A file of the folder that is replaced by a named one is no part of what is made.
    texts.retain(|own| named_packs.iter().all(|(_, named)| named.line.path != own.line.path));
    let packs =
        packs::all(&pack_files, &named_packs, &Needed::by(submission.head.as_ref(), &options.lenses), sources, diagnostics);
    texts.extend(named_packs.into_iter().map(|(_, text)| text));
    let locales = locale_files.into_iter().filter_map(|file| Locale::own(file, sources, diagnostics)).collect();
    let mut templates = Templates::of_dossier(&template_files, sources);
    if let Some(folder) = &options.templates {
        texts.extend(templates.prefer(folder, sources, diagnostics)?);
    }
    templates.check(sources, diagnostics);
    let files = attachment::read_all(root, &submission.attachments, diagnostics);
    let mut manifest: Vec<ManifestLine> = texts.iter().map(|text| text.line.clone()).collect();
    manifest.extend(files.iter().map(|f| ManifestLine { path: f.path.clone(), sha256: f.sha256.clone(), size: f.bytes.len() }));
    let fonts = fonts::read_all(root, &found.fonts, &options.fonts, diagnostics)?;
    manifest.extend(fonts.iter().map(FontFile::manifest_line));
    let heads = || submission.head.iter();
    let pictures = heads().filter_map(|h| h.picture.as_ref()).chain(submission.evidence.iter().flat_map(|e| &e.pictures));
    let wanted = pictures.map(Into::into).chain(heads().flat_map(|h| &h.signed_pages).map(Into::into));
    let pictures = picture::read_all(root, wanted, diagnostics);
    manifest.extend(pictures.iter().flat_map(PictureData::manifest));
    manifest.sort();
    manifest.dedup();
    Ok(Loaded { submission, packs, lenses: options.lenses.clone(), locales, templates, files, pictures, fonts, manifest, texts })
}

/// Joins what the files say.
fn submit(documents: &[(FileId, Document)], sources: &Sources, diagnostics: &mut Diagnostics) -> Submission {
    let entries = || documents.iter().flat_map(|(_, d)| &d.entries);
    let key = |node: &Node| node.scalar().map(|s| s.text.clone()).unwrap_or_default();
    let point_is_decimal = entries().any(|(k, v)| key(k) == "dossier" && dossier::point_is_decimal(v));
    let mut cx = Cx { sources, diagnostics, point_is_decimal };
    let mut submission = Submission { point_is_decimal, ..Submission::default() };
    submission.lost.ids.extend(documents.iter().flat_map(|(_, d)| d.lost_ids.iter().cloned()));
    let mut seen: Vec<(&str, Span)> = Vec::new();
    for (file, document) in documents {
        if document.entries.is_empty() && document.lost_ids.is_empty() && is_blank(sources.text(*file)) {
            let path = sources.file(*file).path.clone();
            cx.push(
                Diagnostic::new(Code::EmptyFile, Place::File(path), "this file says nothing").hint("delete it, or write into it"),
            );
        }
    }
    for (name, value) in entries() {
        let word = key(name);
        let Some(section) = SECTIONS.iter().copied().find(|s| *s == word) else {
            let hint = did_you_mean(&word, SECTIONS.iter().copied())
                .unwrap_or_else(|| format!("at the left edge of a file stands one of: {}", SECTIONS[..9].join(", ")));
            cx.push(Diagnostic::new(Code::UnknownKey, name.span, format!("a dossier has no part `{word}`")).hint(hint));
            if let Kind::Seq(items) = &value.kind {
                for item in items {
                    submission.lost.add(item);
                }
            }
            continue;
        };
        if matches!(section, "dossier" | "city") {
            if let Some((_, first)) = seen.iter().find(|(s, _)| *s == section) {
                cx.push(
                    Diagnostic::new(Code::DuplicateSection, name.span, format!("`{section}:` is written twice"))
                        .label(*first, "first here")
                        .hint("it stands in one file only: join the two"),
                );
                continue;
            }
            seen.push((section, name.span));
        }
        let lost = &mut submission.lost;
        match section {
            "dossier" => submission.head = one(value, &mut cx),
            "city" => submission.city = one(value, &mut cx),
            "answers" => submission.answers.extend(many(value, lost, &mut cx)),
            "evidence" => submission.evidence.extend(many(value, lost, &mut cx)),
            "indicators" => submission.indicators.extend(many(value, lost, &mut cx)),
            "units" => submission.units.extend(many(value, lost, &mut cx)),
            "next_steps" => submission.next_steps.extend(many(value, lost, &mut cx)),
            "sources" => submission.sources.extend(many(value, lost, &mut cx)),
            "attachments" => submission.attachments.extend(many(value, lost, &mut cx)),
            "remarks" => cx.push(
                Diagnostic::new(Code::BadRemarks, name.span, "remarks stand in files of their own")
                    .hint("move them into the folder `remarks`: there they are never printed, embedded or signed"),
            ),
            "signoffs" => submission.signoffs.extend(many(value, lost, &mut cx)),
            _ => {}
        }
    }
    submission
}

fn one<T: Read>(node: &Node, cx: &mut Cx<'_>) -> Option<T> {
    T::read(node, cx)
}

/// Reads a list of entries; those that cannot be read are remembered.
fn many<T: Read>(node: &Node, lost: &mut Lost, cx: &mut Cx<'_>) -> Vec<T> {
    match &node.kind {
        Kind::Seq(items) => items
            .iter()
            .filter_map(|item| {
                let read = T::read(item, cx);
                if read.is_none() {
                    lost.add(item);
                }
                read
            })
            .collect(),
        Kind::Null => Vec::new(),
        Kind::Map(_) | Kind::Scalar(_) => {
            cx.wrong_type(node, "a list whose items each start with `- `");
            lost.add(node);
            Vec::new()
        }
    }
}

fn is_blank(text: &str) -> bool {
    text.trim_start_matches('\u{feff}')
        .lines()
        .all(|l| l.trim().is_empty() || l.trim_start().starts_with('#') || l.trim() == "---")
}
