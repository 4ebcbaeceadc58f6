//! `gnlc sheet`

use std::path::PathBuf;

use super::product::printed;
use super::{Outcome, Output, Session, Unwritable, sign, tally, target};
use crate::cli::Sheet as Args;
use crate::compile::{Fonts, letters};
use crate::diagnostic::{Code, Diagnostic, Place, Stage};
use crate::export::write;
use crate::load::Options;
use crate::load::folder::plain;
use crate::model::id::slug;
use crate::render::{self, sheet, view};
use crate::review::Facts;
use crate::review::covers::Ground;

/// Prints what one office vouches for.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Args, out: &mut Output) -> Result<Outcome, Unwritable> {
    let mut session = Session::default();
    let made = make(args, &mut session);
    let Ok((bytes, pages, lang)) = made else {
        let (errors, warnings) = session.print(out)?;
        out.remark(&format!("nothing was written: {}", tally(errors, warnings)))?;
        return Ok(session.failure());
    };
    let name = format!("sheet-{}-{lang}.pdf", slug(&args.what).chars().take(60).collect::<String>().trim_end_matches('-'));
    let file: PathBuf = args.output.clone().unwrap_or_else(|| args.dir.join(name));
    let shown = file.display().to_string();
    if let Err(error) = write::replace(&file, &bytes) {
        let message = format!("failed to write the sheet ({})", plain(&error));
        let trouble = Diagnostic::new(Code::CannotWrite, Place::File(shown), message);
        return target::refuse(trouble.hint("check that the folder exists and may be written to"), out);
    }
    let pages = if pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") };
    out.remark(&format!("{shown}: {pages}, {} kB", bytes.len().div_ceil(1000)))?;
    Ok(Outcome::Done)
}

/// All stages, in order: the bytes, how many pages, and the language.
fn make(args: &Args, session: &mut Session) -> Stage<(Vec<u8>, usize, String)> {
    let (dossier, coverage, locale) = session.dossier(&args.dir, &Options::default(), args.lang.as_deref())?;
    let mut fonts = Fonts::new(&dossier.fonts, &mut session.diagnostics);
    let ask = letters::Ask { dossier: &dossier, locale: &locale, others: false, system: false };
    letters::check(&ask, &mut fonts, &session.sources, &mut session.diagnostics);
    if session.diagnostics.has_errors() {
        return Err(session.diagnostics.reported());
    }
    let facts = Facts::of(&dossier, &coverage);
    let (what, signed) = sign::covered(&args.what, &dossier, &facts).map_err(|trouble| session.diagnostics.error(trouble))?;
    let covered = Ground::of(&dossier, &facts).covered(&what);
    let command = format!("gnlc sheet \"{what}\" . --lang {}", locale.lang);
    let input = view::Input { command, ..view::Input::new(&dossier, &coverage, &locale, &facts) };
    let context = sheet::sheet(&input, &what, &covered, &signed);
    let rendering = render::render_as(sheet::MAIN, &context, &dossier, &mut session.sources, &mut session.diagnostics)?;
    let ident = format!("gnlc/{}/sheet/{what}/{}", dossier.city.name.native, locale.lang);
    let (bytes, pages) = printed(&rendering, fonts, &ident, session)?;
    Ok((bytes, pages, locale.lang.code().to_owned()))
}
