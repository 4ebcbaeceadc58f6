//! `gnlc check`

use super::{Outcome, Output, Session, Unwritable, tally};
use crate::check::translations;
use crate::cli::{Check, MessageFormat};
use crate::compile::{Fonts, letters};
use crate::diagnostic::{Severity, emit};
use crate::load::Options;
use crate::render::view::summary::coverage_line;

/// Says everything that is wrong.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Check, out: &mut Output) -> Result<Outcome, Unwritable> {
    let mut session = Session::default();
    let options = Options { fonts: args.fonts.paths.clone(), packs: args.packs.files.clone(), ..Options::default() };
    let checked = session.dossier(&args.dir, &options, None);
    if let Ok((dossier, _, locale)) = &checked {
        translations::check(dossier, &dossier.head.languages, Severity::Warning, &mut session.diagnostics);
        let mut fonts = Fonts::new(&dossier.fonts, &mut session.diagnostics);
        let ask = letters::Ask { dossier, locale, others: true, system: args.fonts.system_fonts };
        letters::check(&ask, &mut fonts, &session.sources, &mut session.diagnostics);
    }
    let sorted = session.diagnostics.sorted(&session.sources);
    let (errors, warnings) = session.diagnostics.counts(&session.sources);
    match args.format {
        MessageFormat::Json => {
            let report = session.report();
            out.result(format!("{report:#}\n").as_bytes())?;
        }
        MessageFormat::Short => {
            let quiet = out.quiet();
            for diagnostic in sorted.iter().filter(|d| d.severity == Severity::Error || !quiet) {
                out.result(emit::short(diagnostic, &session.sources).as_bytes())?;
            }
        }
        MessageFormat::Human => {
            session.print(out)?;
            out.remark(&format!("checked {}: {}", args.dir.display(), tally(errors, warnings)))?;
            if let Ok((dossier, coverage, locale)) = &checked {
                out.remark(&coverage_line(dossier, coverage, locale))?;
            }
        }
    }
    Ok(match checked {
        Ok(_) if errors == 0 => Outcome::Done,
        Ok(_) => Outcome::Errors,
        Err(_) => session.failure(),
    })
}
