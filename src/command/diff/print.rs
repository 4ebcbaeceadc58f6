//! A report as a PDF.

use std::sync::Arc;

use crate::command::state::Side;
use crate::compile::letters::{self, with_stand_ins};
use crate::compile::{self, Fonts};
use crate::diagnostic::{Diagnostics, Stage};
use crate::export::{self, compact};
use crate::load::FontFile;
use crate::render::changes;
use crate::review::report::Report;

/// The bytes of the change report, and how many pages it has.
///
/// # Errors
/// When the pages cannot be set; the messages are with the new state.
pub fn pdf(report: &Report, old: &mut Side, new: &mut Side) -> Stage<(Vec<u8>, usize)> {
    let fonts = fonts(old, new);
    let (dossier, locale) = (&new.state.dossier, &new.locale);
    let (sources, diagnostics) = (&mut new.session.sources, &mut new.session.diagnostics);
    let mut rendering = changes::render(report, dossier, locale, sources, diagnostics)?;
    // What no font can print is told of the dossiers, by `gnlc check`; the report has to come out.
    rendering.source = with_stand_ins(&rendering.source, &fonts);
    let (world, document) = compile::compile(&rendering, Vec::new(), Arc::new(fonts), sources, diagnostics)?;
    let ident = format!("gnlc/changes/{}/{}", dossier.city.name.native, locale.lang);
    let bytes = export::pdf(&world, &document, &rendering, &ident, sources, diagnostics)?;
    Ok((compact::compact(bytes), document.pages().len()))
}

/// The fonts of both states, each once, ready for the letters of both.
fn fonts(old: &Side, new: &Side) -> Fonts {
    let mut unheard = Diagnostics::default();
    let mut files: Vec<FontFile> = new.state.dossier.fonts.clone();
    files.extend(
        old.state
            .dossier
            .fonts
            .iter()
            .filter(|f| files.iter().all(|known| known.sha256 != f.sha256))
            .cloned()
            .collect::<Vec<_>>(),
    );
    let mut fonts = Fonts::new(&files, &mut unheard);
    for side in [old, new] {
        let ask = letters::Ask { dossier: &side.state.dossier, locale: &side.locale, others: true, system: false };
        letters::check(&ask, &mut fonts, &side.session.sources, &mut unheard);
    }
    fonts
}
