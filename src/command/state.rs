//! Reading a state of a dossier to compare it: a folder, or the folder that lies in a PDF.

use std::path::Path;

use super::Session;
use super::product::is_pdf;
use crate::archive;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Stage};
use crate::load::Options;
use crate::locale::Locale;
use crate::review::side::State;

/// The state of a folder; or of a PDF, whose pages are known.
///
/// # Errors
/// When it cannot be read; the messages are in the session.
pub fn read(path: &Path, lang: Option<&str>, session: &mut Session) -> Stage<(State, Locale)> {
    if !is_pdf(path) {
        let (dossier, coverage, locale) = session.dossier(path, &Options::default(), lang)?;
        return Ok((State::new(dossier, coverage), locale));
    }
    let opened = archive::open(path, &mut session.diagnostics)?;
    let (dossier, coverage, locale) = session.dossier(opened.folder.path(), &opened.options, lang)?;
    let mut state = State::new(dossier, coverage);
    for anchor in &opened.manifest.anchors {
        let id = anchor.id.strip_prefix("question:").unwrap_or(&anchor.id);
        state.pages.insert(id.to_owned(), anchor.page);
    }
    Ok((state, locale))
}

/// The state that another one is compared with.
///
/// # Errors
/// When it cannot be read, which is said in one message.
pub fn old(path: &Path, locale: &Locale, diagnostics: &mut Diagnostics) -> Stage<State> {
    let mut reading = Session::default();
    read(path, Some(locale.lang.code()), &mut reading).map(|(state, _)| state).map_err(|_| {
        let first = reading.diagnostics.sorted(&reading.sources).first().map(|d| d.message.clone());
        let message = "the state to compare with cannot be read";
        diagnostics.error(
            Diagnostic::new(Code::NoOldState, Place::File(path.display().to_string()), message)
                .hints(first.map(|m| format!("the first message: {m}")))
                .hint("give the folder of that state, or a PDF that gnlc made of it with its sources"),
        )
    })
}
