//! The one way from a folder and options to a document: for `gnlc build`, of a folder or of a PDF, and for `gnlc verify`.

use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use super::documents::documents;
use super::{Languages, Output, Session};
use crate::archive::{Opened, manifest};
use crate::check::Dossier;
use crate::cli::Emit;
use crate::compile::fonts::Origin;
use crate::compile::letters::Used;
use crate::compile::{self, Fonts};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Severity, Stage};
use crate::export::{self, compact};
use crate::load::Options;
use crate::locale::Locale;
use crate::model::text::visible;
use crate::render::Rendering;
use crate::render::kind::Kind;
use crate::render::view::back::FontView;
use crate::render::view::{self, Problem, Purpose};

/// A folder, and what to make of it.
#[derive(Clone, Debug)]
pub struct Recipe {
    /// The folder.
    pub dir: PathBuf,
    /// Where else is looked, and whether private data are read.
    pub options: Options,
    /// The language, when it is not the dossier's first.
    pub lang: Option<String>,
    /// What is printed of it.
    pub kind: Kind,
    /// What it is made for.
    pub purpose: Purpose,
    /// Who answers for errors in a final document.
    pub overruled: Option<manifest::Overruled>,
    /// Whether fonts of the machine may be used.
    pub system_fonts: bool,
    /// Whether the sources go into the PDF.
    pub sources: bool,
    /// The largest size in megabytes, when it is given.
    pub max_size: Option<u32>,
    /// The state to compare with: a folder or a PDF.
    pub since: Option<PathBuf>,
}

impl Recipe {
    /// A final document of a folder, with its sources, in its first language.
    #[must_use]
    pub fn new(dir: &Path) -> Self {
        Self {
            dir: dir.to_owned(),
            options: Options::default(),
            lang: None,
            kind: Kind::default(),
            purpose: Purpose::Final,
            overruled: None,
            system_fonts: false,
            sources: true,
            max_size: None,
            since: None,
        }
    }

    /// How the PDF was made of which this is the folder.
    #[must_use]
    pub fn of(opened: &Opened) -> Self {
        let told = &opened.manifest.options;
        Self {
            dir: opened.folder.path().to_owned(),
            options: opened.options.clone(),
            lang: Some(told.lang.clone()),
            kind: told.kind,
            purpose: told.purpose,
            overruled: told.overruled.clone(),
            system_fonts: told.system_fonts,
            sources: told.sources,
            max_size: told.max_size,
            since: None,
        }
    }

    /// Whether it is made in spite of errors.
    pub(super) fn is_lenient(&self) -> bool {
        self.purpose.is_draft() || self.overruled.is_some()
    }

    /// Whether it leaves the house.
    pub(super) fn is_handed_in(&self) -> bool {
        self.purpose == Purpose::HandedIn
    }

    /// What the list in the PDF of a kind says of it.
    pub(super) fn told(&self, kind: Kind, locale: &Locale) -> manifest::Options {
        manifest::Options {
            lang: locale.lang.code().to_owned(),
            kind,
            purpose: self.purpose,
            overruled: self.overruled.clone().filter(|_| !self.is_handed_in()),
            templates: self.options.templates.is_some(),
            font_paths: self.options.fonts.len(),
            system_fonts: self.system_fonts,
            sources: self.sources,
            private: self.options.private,
            max_size: self.max_size,
            since: self.since.is_some(),
        }
    }

    /// The command that makes a kind of document again, as the colophon prints it: never the path that was typed.
    #[must_use]
    pub fn command(&self, kind: Kind, locale: &Locale) -> String {
        self.told(kind, locale).command(".", &mut |_| None)
    }
}

/// Who answers for errors, as the command line says it: one line each, without what nobody can see.
#[must_use]
pub fn overruled(by: Option<&String>, because: Option<&String>) -> Option<manifest::Overruled> {
    let (by, because) = by.zip(because)?;
    Some(manifest::Overruled { by: visible(by), because: visible(because) })
}

/// What was made.
#[derive(Debug)]
pub struct Product {
    /// The file.
    pub bytes: Vec<u8>,
    /// Pages; nothing for the source of the pages.
    pub pages: Option<usize>,
    /// How many sources lie in it, and how large they are together.
    pub inside: (usize, usize),
    /// One sentence on the coverage.
    pub coverage: String,
    /// What it is.
    pub kind: Kind,
    /// The language.
    pub lang: String,
}

/// The one document of a recipe: all stages, in order.
///
/// # Errors
/// When a stage stops, or a final document has errors.
pub fn make(recipe: &Recipe, emit: Emit, session: &mut Session, out: &mut Output) -> Stage<Product> {
    let languages = Languages::Named(recipe.lang.iter().cloned().collect());
    let mut made = documents(recipe, &[recipe.kind], &languages, emit, session, out)?;
    Ok(made.swap_remove(0))
}

/// The PDF of a document that carries nothing, and how many pages it has.
///
/// # Errors
/// When its pages cannot be set, or break a standard.
pub fn printed(rendering: &Rendering, fonts: Fonts, ident: &str, session: &mut Session) -> Stage<(Vec<u8>, usize)> {
    let Session { sources, diagnostics } = session;
    let (world, document) = compile::compile(rendering, Vec::new(), Arc::new(fonts), sources, diagnostics)?;
    let bytes = export::pdf(&world, &document, rendering, ident, sources, diagnostics)?;
    Ok((compact::compact(bytes), document.pages().len()))
}

/// What identifies the document over its versions: the city, the form, the kind and the language, not the folder it lies in.
pub(super) fn ident(dossier: &Dossier, kind: Kind, locale: &Locale) -> String {
    let kind = if kind.is_dossier() { String::new() } else { format!("{}/", kind.word()) };
    format!("gnlc/{}/{}/{kind}{}", dossier.city.name.native, dossier.form.head.id.value, locale.lang)
}

/// A family as the colophon names it.
pub(super) fn font_view(used: Used) -> FontView {
    let short = used.licence.filter(|licence| licence.chars().count() <= 40);
    FontView { family: used.name, licence: short, of_machine: used.origin == Origin::System }
}

/// A final document allows no error, unless somebody answers for it; a draft only those of files that could not be read.
pub(super) fn stop_for_errors(lenient: bool, diagnostics: &mut Diagnostics) -> Stage<()> {
    if diagnostics.has_fatal() || (!lenient && diagnostics.has_errors()) {
        return Err(diagnostics.reported());
    }
    Ok(())
}

/// The errors that somebody answers for, as they are printed.
pub(super) fn overrule(by: &manifest::Overruled, recipe: &Recipe, session: &mut Session) -> view::Overruled {
    let errors = problems(recipe, session, Severity::Error);
    if errors.is_empty() {
        session.diagnostics.push(
            Diagnostic::new(
                Code::NothingToOverrule,
                Place::Dossier,
                "the dossier has no errors, so nobody has to answer for any",
            )
            .hint("leave `--overruled-by` and `--because` out"),
        );
    }
    view::Overruled { by: by.by.clone(), because: by.because.clone(), errors }
}

/// The messages so far of a severity or a graver one, as they are printed: by files as they are told in print, wherever they
/// lie.
pub(super) fn problems(recipe: &Recipe, session: &Session, least: Severity) -> Vec<Problem> {
    let mut list: Vec<(String, usize, Problem)> = session
        .diagnostics
        .sorted(&session.sources)
        .into_iter()
        .filter(|d| d.severity == Severity::Error || least == Severity::Warning)
        .map(|d| {
            let (path, line) = match &d.place {
                Place::Text(span) => {
                    let path = &session.sources.file(span.file).path;
                    (recipe.options.inside(path), session.sources.position(*span).line)
                }
                Place::File(path) => (recipe.options.inside(path), 0),
                Place::Dossier => (String::new(), 0),
            };
            let place = if line > 0 { format!("{path}, line {line}") } else { path.clone() };
            (path, line, Problem { at: d.span(), place, message: d.message.clone() })
        })
        .collect();
    // What belongs to no file stands last.
    list.sort_by(|(a, m, _), (b, n, _)| (a.is_empty(), a, m).cmp(&(b.is_empty(), b, n)));
    list.into_iter().map(|(_, _, problem)| problem).collect()
}

/// Ends the process with a sentence when the time is over: a running layout cannot be asked to stop.
#[must_use]
pub fn watchdog(seconds: u64) -> mpsc::Sender<()> {
    let (guard, wait) = mpsc::channel::<()>();
    std::thread::spawn(move || {
        if wait.recv_timeout(Duration::from_secs(seconds)) == Err(mpsc::RecvTimeoutError::Timeout) {
            eprintln!(
                "error[{}]: this took longer than {seconds} seconds and was stopped; nothing was written",
                Code::Interrupted
            );
            std::process::exit(2);
        }
    });
    guard
}
