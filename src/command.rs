//! The commands: one file each. Only they print.

pub mod build;
pub mod bundle;
pub mod check;
pub mod copy;
pub mod coverage;
pub mod diff;
mod documents;
pub mod explain;
pub mod extract;
pub mod figures;
pub mod fonts;
pub mod freeze;
pub mod info;
pub mod init;
pub mod new;
mod output;
pub mod pack;
pub mod product;
pub mod remarks;
pub mod sheet;
pub mod sign;
pub mod stamp;
mod state;
pub mod status;
mod target;
mod today;
pub mod verify;

use std::path::Path;
use std::process::ExitCode;

use crate::check::Dossier;
use crate::cli::{Cli, Command};
use crate::coverage::Coverage;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Severity, Stage, emit};
use crate::load::{self, Loaded, Options};
use crate::locale::Locale;
use crate::model::Lang;
use crate::review::{Facts, signoffs};
use crate::source::Sources;
pub use output::{Output, Unwritable};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// The dossier has errors.
    Errors,
    /// Two things that were compared differ.
    Differs,
    /// The tool could not run.
    CouldNotRun,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Done => 0,
            Outcome::Errors | Outcome::Differs => 1,
            Outcome::CouldNotRun => 2,
        })
    }
}

/// Runs what the command line asks for.
#[must_use]
pub fn run(cli: &Cli) -> Outcome {
    let mut out = Output::new(cli.quiet);
    let outcome = match &cli.command {
        Command::Build(args) => build::run(args, &mut out),
        Command::Extract(args) => extract::run(args, &mut out),
        Command::Verify(args) => verify::run(args, &mut out),
        Command::Info(args) => info::run(args, &mut out),
        Command::Bundle(args) => bundle::run(args, &mut out),
        Command::Check(args) => check::run(args, &mut out),
        Command::Copy(args) => copy::run(args, &mut out),
        Command::Coverage(args) => coverage::run(args, &mut out),
        Command::Figures(args) => figures::run(args, &mut out),
        Command::Diff(args) => diff::run(args, &mut out),
        Command::Remarks(args) => remarks::run(args, &mut out),
        Command::Sheet(args) => sheet::run(args, &mut out),
        Command::Sign(args) => sign::run(args, &mut out),
        Command::Status(args) => status::run(args, &mut out),
        Command::Freeze(args) => freeze::run(args, &mut out),
        Command::Stamp(args) => stamp::run(args, &mut out),
        Command::Init(args) => init::run(args, &mut out),
        Command::Explain(args) => explain::run(args, &mut out),
        Command::New(args) => new::run(args, &mut out),
        Command::Pack(args) => pack::run(args, &mut out),
        Command::Fonts(args) => fonts::run(args, &mut out),
    };
    outcome.unwrap_or(Outcome::CouldNotRun)
}

/// What one run has read and has to say.
#[derive(Clone, Debug, Default)]
pub struct Session {
    /// All texts.
    pub sources: Sources,
    /// All messages.
    pub diagnostics: Diagnostics,
}

/// The languages to print a dossier in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Languages {
    /// These; the dossier's first, when there are none.
    Named(Vec<String>),
    /// All of the dossier's.
    All,
}

impl Session {
    /// Reads and checks a folder. The language is the one asked for, else the dossier's first.
    ///
    /// # Errors
    /// When there is nothing to go on with; everything found out is in the messages.
    pub fn dossier(&mut self, dir: &Path, options: &Options, lang: Option<&str>) -> Stage<(Dossier, Coverage, Locale)> {
        let languages = Languages::Named(lang.map(str::to_owned).into_iter().collect());
        let (dossier, coverage, mut locales) = self.dossier_in(dir, options, &languages)?;
        Ok((dossier, coverage, locales.swap_remove(0)))
    }

    /// Reads and checks a folder once, to be printed in several languages.
    ///
    /// # Errors
    /// When there is nothing to go on with, or no words for a language.
    pub fn dossier_in(
        &mut self,
        dir: &Path,
        options: &Options,
        languages: &Languages,
    ) -> Stage<(Dossier, Coverage, Vec<Locale>)> {
        let mut loaded = load::load(dir, options, &mut self.sources, &mut self.diagnostics)?;
        let (mut locales, asked) = self.locales(&mut loaded, languages)?;
        let dossier = crate::check::check(loaded, &locales, &self.sources, &mut self.diagnostics)?;
        let coverage = crate::coverage::map(&dossier);
        crate::coverage::report(&dossier, &coverage, &mut self.diagnostics);
        if !dossier.signoffs.is_empty() {
            let facts = Facts::of(&dossier, &coverage);
            signoffs::report(&dossier, &signoffs::judge(&dossier, &facts), &mut self.diagnostics);
        }
        locales.truncate(asked);
        Ok((dossier, coverage, locales))
    }

    /// The languages to print, how many these are, and behind them the dossier's others that have words.
    fn locales(&mut self, loaded: &mut Loaded, asked: &Languages) -> Stage<(Vec<Locale>, usize)> {
        let head = loaded.submission.head.as_ref();
        let own = head.map(|h| h.languages.clone()).unwrap_or_default();
        let first = || vec![own.first().cloned().unwrap_or_else(Lang::english).to_string()];
        let (names, named) = match asked {
            Languages::Named(names) if !names.is_empty() => (names.clone(), true),
            Languages::All if !own.is_empty() => (own.iter().map(ToString::to_string).collect(), false),
            Languages::Named(_) | Languages::All => (first(), false),
        };
        let mut find = |lang: &Lang| match loaded.locales.iter().position(|l| l.lang == *lang) {
            Some(own) => Some(loaded.locales.swap_remove(own)),
            None => Locale::builtin(lang, &mut self.sources, &mut self.diagnostics),
        };
        let mut locales: Vec<Locale> = Vec::new();
        let mut without = None;
        for name in &names {
            match Lang::parse(name) {
                Some(lang) if locales.iter().any(|l| l.lang == lang) => {}
                lang => match lang.as_ref().and_then(&mut find) {
                    Some(locale) => locales.push(locale),
                    None => without = without.or(Some(name)),
                },
            }
        }
        let Some(name) = without else {
            let count = locales.len();
            for lang in own {
                if locales.iter().all(|l| l.lang != lang) {
                    locales.extend(find(&lang));
                }
            }
            return Ok((locales, count));
        };
        let place = head.filter(|_| !named).map_or(Place::Dossier, |h| h.languages_at.into());
        let brought = loaded.locales.iter().map(|l| l.lang.code());
        let known = Locale::languages().into_iter().chain(brought).collect::<Vec<_>>().join(", ");
        let hint = match asked {
            _ if named => format!("`--lang` takes one of: {known}"),
            Languages::All => format!("bring the words of your language in `locales/{name}.yaml`; there are words for {known}"),
            Languages::Named(_) => format!(
                "the document is printed in the first of `languages:`; put one of these first: {known}; or bring the words of your language in `locales/{name}.yaml`"
            ),
        };
        let message = format!("gnlc has no printed words for the language `{name}`");
        let reported = self.diagnostics.error(Diagnostic::new(Code::NoLanguage, place, message).hint(hint));
        // What a folder says can be checked in any language; only printing needs its words.
        let english = (!named && *asked != Languages::All)
            .then(|| Locale::builtin(&Lang::english(), &mut self.sources, &mut self.diagnostics));
        english.flatten().map(|locale| (vec![locale], 1)).ok_or(reported)
    }

    /// Prints all messages for reading, and says how many there are.
    ///
    /// # Errors
    /// When standard output cannot be written to.
    pub fn print(&self, out: &mut Output) -> Result<(usize, usize), Unwritable> {
        let colour = out.colour();
        for diagnostic in self.diagnostics.sorted(&self.sources) {
            if diagnostic.severity == Severity::Error || !out.quiet() {
                out.note(&emit::human(diagnostic, &self.sources, colour))?;
            }
        }
        Ok(self.diagnostics.counts(&self.sources))
    }

    /// All messages for programs.
    #[must_use]
    pub fn report(&self) -> serde_json::Value {
        let (errors, warnings) = self.diagnostics.counts(&self.sources);
        let sorted = self.diagnostics.sorted(&self.sources);
        let messages: Vec<_> = sorted.into_iter().map(|d| emit::json(d, &self.sources)).collect();
        serde_json::json!({ "errors": errors, "warnings": warnings, "messages": messages })
    }

    /// What the exit status is when the work could not be done: 2 when the folder itself is the trouble.
    #[must_use]
    pub fn failure(&self) -> Outcome {
        let sorted = self.diagnostics.sorted(&self.sources);
        let unusable = |d: &&Diagnostic| {
            matches!(d.code, Code::NoFolder | Code::NoYaml | Code::NoLanguage | Code::CannotWrite | Code::NoOldState)
                || d.code.is_of_unreadable_pdf()
        };
        if sorted.iter().any(unusable) { Outcome::CouldNotRun } else { Outcome::Errors }
    }
}

/// "2 errors, 1 warning".
#[must_use]
pub fn tally(errors: usize, warnings: usize) -> String {
    let part = |n: usize, word: &str| match n {
        0 => format!("no {word}s"),
        1 => format!("1 {word}"),
        n => format!("{n} {word}s"),
    };
    format!("{}, {}", part(errors, "error"), part(warnings, "warning"))
}
