//! The change report becomes one Typst source: what its templates see is the report itself, phrased already.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::{Rendering, fill};
use crate::check::Dossier;
use crate::diagnostic::{Diagnostics, Stage};
use crate::locale::Locale;
use crate::review::report::Report;
use crate::source::Sources;

/// The template of the change report.
const CHANGES: &str = "changes/changes.typ.jinja";

/// Everything a template of the change report sees.
#[derive(Debug, Serialize)]
pub struct Changes<'a> {
    /// Title, language and date of the document.
    pub doc: ChangesDoc,
    /// The printed words of the language, by key.
    pub w: BTreeMap<String, String>,
    /// What changed, as `gnlc diff --format json` tells it too.
    pub report: &'a Report,
}

/// The document as a whole.
#[derive(Debug, Serialize)]
pub struct ChangesDoc {
    /// Its title.
    pub title: String,
    /// Its language.
    pub lang: String,
    /// Year, month and day of its date, which is that of the new state.
    pub date: [u16; 3],
    /// The city, as author and running head.
    pub city: String,
    /// Which states are compared, in the running head.
    pub banner: String,
}

/// The title of a report.
#[must_use]
pub fn title(report: &Report, locale: &Locale) -> String {
    locale.fill("changes_title", &[("city", &report.city)])
}

/// Renders the change report, with the templates of the new state.
///
/// # Errors
/// When a template fails; the message names its line.
pub fn render(
    report: &Report,
    new: &Dossier,
    locale: &Locale,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Stage<Rendering> {
    let date = new.head.date;
    let which = |state: &crate::review::report::StateView| state.draft.clone().unwrap_or_else(|| state.date.clone());
    let doc = ChangesDoc {
        title: title(report, locale),
        lang: locale.lang.code().to_owned(),
        date: [date.year, u16::from(date.month.unwrap_or(1)), u16::from(date.day.unwrap_or(1))],
        city: report.city.clone(),
        banner: format!("{} → {}", which(&report.old), which(&report.new)),
    };
    let context = Changes { doc, w: locale.words(), report };
    fill(CHANGES, &context, HashMap::new(), &new.templates, sources, diagnostics)
}
