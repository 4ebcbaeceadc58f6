//! A state of a dossier to be compared: a folder, or a PDF with what it was made from.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Output, Session, Unwritable, tally};
use crate::archive::manifest::Manifest;
use crate::archive::{self, is_pdf};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Stage};
use crate::load::Options;
use crate::locale::Locale;
use crate::review::side::State;

/// A state, with what was read for it.
#[derive(Debug)]
pub struct Side {
    /// The state.
    pub state: State,
    /// The language asked for.
    pub locale: Locale,
    /// How many errors it has: entries with errors are not compared.
    pub errors: usize,
    /// The texts it was read from, and room for messages.
    pub session: Session,
}

/// Reads a state, and the language asked for. What is wrong with the folder or the PDF as a whole is printed, and there is
/// nothing then; errors in its entries are only counted: `gnlc check` is for them.
///
/// # Errors
/// When standard output cannot be written to.
pub fn read(path: &Path, lang: Option<&str>, out: &mut Output) -> Result<Option<Side>, Unwritable> {
    let mut session = Session::default();
    let Ok((state, locale)) = open(path, lang, &mut session) else {
        session.print(out)?;
        return Ok(None);
    };
    let (errors, _) = session.diagnostics.counts(&session.sources);
    if errors > 0 {
        let shown = path.display();
        let said = tally(errors, 0);
        out.remark(&format!("{shown} has {said}: `gnlc check` shows them; entries with errors are not compared"))?;
    }
    // What is said from here on is about the comparison.
    session.diagnostics.retain(|_| false);
    Ok(Some(Side { state, locale, errors, session }))
}

/// The state that another one is compared with.
///
/// # Errors
/// When it cannot be read, which is said in one message.
pub fn old(path: &Path, locale: &Locale, diagnostics: &mut Diagnostics) -> Stage<State> {
    let mut reading = Session::default();
    open(path, Some(locale.lang.code()), &mut reading).map(|(state, _)| state).map_err(|_| {
        let first = reading.diagnostics.sorted(&reading.sources).first().map(|d| d.message.clone());
        let message = "the state to compare with cannot be read";
        diagnostics.error(
            Diagnostic::new(Code::NoOldState, Place::File(path.display().to_string()), message)
                .hints(first.map(|m| format!("the first message: {m}")))
                .hint("give the folder of that state, or a PDF that gnlc made of it with its sources"),
        )
    })
}

/// The state of a folder; or of a PDF, whose pages are known.
fn open(path: &Path, lang: Option<&str>, session: &mut Session) -> Stage<(State, Locale)> {
    if !is_pdf(path) {
        let (dossier, coverage, locale) = session.dossier(path, &Options::default(), lang)?;
        return Ok((State::new(dossier, coverage), locale));
    }
    let opened = archive::open(path, &mut session.diagnostics)?;
    let (dossier, coverage, locale) = session.dossier(opened.folder.path(), &opened.options, lang)?;
    let mut state = State::new(dossier, coverage);
    state.pages = pages(&opened.manifest);
    Ok((state, locale))
}

/// On which page of a PDF each item stands, by its name; a question by its name alone.
fn pages(manifest: &Manifest) -> BTreeMap<String, usize> {
    let name = |id: &str| {
        id.split_once(':').filter(|(kind, _)| matches!(*kind, "question" | "criterion")).map_or(id, |(_, n)| n).to_owned()
    };
    manifest.anchors.iter().map(|anchor| (name(&anchor.id), anchor.page)).collect()
}
