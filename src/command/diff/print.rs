//! A report as a PDF.

use crate::command::product::printed;
use crate::command::state::Side;
use crate::compile::Fonts;
use crate::compile::letters::{self, with_stand_ins};
use crate::diagnostic::{Diagnostics, Stage};
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
    let session = &mut new.session;
    let mut rendering = changes::render(report, dossier, locale, &mut session.sources, &mut session.diagnostics)?;
    // What no font can print is told of the dossiers, by `gnlc check`; the report has to come out.
    rendering.source = with_stand_ins(&rendering.source, &fonts);
    let ident = format!("gnlc/changes/{}/{}", dossier.city.name.native, locale.lang);
    printed(&rendering, fonts, &ident, session)
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
