//! A state of a dossier to be compared: a folder, or a PDF with what it was made from.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Output, Session, Unwritable, tally};
use crate::archive::manifest::Manifest;
use crate::archive::{self, is_pdf};
use crate::load::Options;
use crate::locale::Locale;
use crate::review::side::State;

/// Reads a state, and the language asked for. What is wrong with the folder or the PDF as a whole is printed, and there is
/// nothing then; errors in its entries are only counted: `gnlc check` is for them.
///
/// # Errors
/// When standard output cannot be written to.
pub fn read(path: &Path, lang: Option<&str>, out: &mut Output) -> Result<Option<(State, Locale)>, Unwritable> {
    let mut session = Session::default();
    let opened = match is_pdf(path).then(|| archive::open(path, &mut session.diagnostics)) {
        Some(Ok(opened)) => Some(opened),
        Some(Err(_)) => {
            session.print(out)?;
            return Ok(None);
        }
        None => None,
    };
    let (folder, options) = opened.as_ref().map_or_else(|| (path, Options::default()), |o| (o.folder.path(), o.options.clone()));
    let Ok((dossier, coverage, locale)) = session.dossier(folder, &options, lang) else {
        session.print(out)?;
        return Ok(None);
    };
    let (errors, _) = session.diagnostics.counts(&session.sources);
    if errors > 0 {
        let shown = path.display();
        let errors = tally(errors, 0);
        out.remark(&format!("{shown} has {errors}: `gnlc check` shows them; entries with errors are not compared"))?;
    }
    let mut state = State::new(dossier, coverage);
    state.pages = opened.map(|o| pages(&o.manifest)).unwrap_or_default();
    Ok(Some((state, locale)))
}

/// On which page of a PDF each item stands, by its name; a question by its name alone.
fn pages(manifest: &Manifest) -> BTreeMap<String, usize> {
    let name = |id: &str| {
        id.split_once(':').filter(|(kind, _)| matches!(*kind, "question" | "criterion")).map_or(id, |(_, n)| n).to_owned()
    };
    manifest.anchors.iter().map(|anchor| (name(&anchor.id), anchor.page)).collect()
}
