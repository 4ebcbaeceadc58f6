//! `gnlc pack check`

use super::super::{Outcome, Output, Session, Unwritable, tally};
use crate::cli::{MessageFormat, PackCheck as Args};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity, did_you_mean, emit};
use crate::load::packs;
use crate::model::Id;
use crate::pack::{Crosswalk, Framework, Pack};
use crate::yaml::read::Placed;

/// Says everything that is wrong with some packs.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Args, out: &mut Output) -> Result<Outcome, Unwritable> {
    let mut session = Session::default();
    let Session { sources, diagnostics } = &mut session;
    let named = packs::named(&args.files, sources, diagnostics);
    let packs = packs::all(&[], &named, &packs::Needed::All, sources, diagnostics);
    for pack in &packs {
        if let Pack::Crosswalk(crosswalk) = pack {
            resolve(crosswalk, &packs, diagnostics);
        }
    }
    let (errors, warnings) = session.diagnostics.counts(&session.sources);
    match args.format {
        MessageFormat::Json => out.result(format!("{:#}\n", session.report()).as_bytes())?,
        MessageFormat::Short => {
            let quiet = out.quiet();
            for diagnostic in session.diagnostics.sorted(&session.sources) {
                if diagnostic.severity == Severity::Error || !quiet {
                    out.result(emit::short(diagnostic, &session.sources).as_bytes())?;
                }
            }
        }
        MessageFormat::Human => {
            session.print(out)?;
            for (file, _) in &named {
                let here = |d: &&&Diagnostic| d.span().is_some_and(|at| at.file == *file);
                let told = session.diagnostics.sorted(&session.sources);
                let mine: Vec<_> = told.iter().filter(here).collect();
                let errors = mine.iter().filter(|d| d.severity == Severity::Error).count();
                let read = packs.iter().find(|pack| pack.head().id.at.file == *file).map(|pack| format!("{}: ", what(pack)));
                let path = &session.sources.file(*file).path;
                out.remark(&format!("{path}: {}{}", read.unwrap_or_default(), tally(errors, mine.len() - errors)))?;
            }
            if named.len() > 1 {
                out.remark(&format!("{} packs: {}", named.len(), tally(errors, warnings)))?;
            }
        }
    }
    let lost = session.diagnostics.iter().any(|d| d.code == Code::CannotRead);
    Ok(match errors {
        _ if lost => Outcome::CouldNotRun,
        0 => Outcome::Done,
        _ => Outcome::Errors,
    })
}

/// What a pack is, in a few words.
fn what(pack: &Pack) -> String {
    let head = pack.head();
    let count = |n: usize, thing: &str| format!("{n} {thing}{}", if n == 1 { "" } else { "s" });
    let size = match pack {
        Pack::Framework(set) => count(set.rows.len(), "row"),
        Pack::Crosswalk(crosswalk) => count(crosswalk.rows.len(), "row"),
        Pack::Form(form) => count(form.fields.len(), "field"),
    };
    format!("{} `{}`, {size}, status {}", head.kind.word(), head.id.value, head.standing.word())
}

/// Looks up the codes of a crosswalk in its two sets.
fn resolve(crosswalk: &Crosswalk, packs: &[Pack], diagnostics: &mut Diagnostics) {
    let ends = (set(&crosswalk.from, packs, diagnostics), set(&crosswalk.to, packs, diagnostics));
    if let (Some(from), Some(to)) = ends {
        crosswalk.resolve(from, to, diagnostics);
    }
}

/// A set of criteria by its name. One that is not there may lie in a file that was not given; a slip is an error.
fn set<'a>(wanted: &Placed<Id>, packs: &'a [Pack], diagnostics: &mut Diagnostics) -> Option<&'a Framework> {
    let sets = packs.iter().filter_map(|pack| if let Pack::Framework(set) = pack { Some(set) } else { None });
    let found = sets.clone().find(|set| set.head.id.value == wanted.value);
    if found.is_none() {
        let names: Vec<&str> = sets.map(|set| set.head.id.value.as_str()).collect();
        let meant = did_you_mean(wanted.value.as_str(), names.iter().copied());
        let message = format!("the set of criteria `{}` is not known here, and its codes were not looked up", wanted.value);
        let diagnostic = Diagnostic::new(Code::UnknownPack, wanted.at, message);
        let severity = if meant.is_some() { Severity::Error } else { Severity::Warning };
        diagnostics.push(
            diagnostic
                .with_severity(severity)
                .hints(meant)
                .hint("if it is one of your own, give its file too: `gnlc pack check criteria.yaml crosswalk.yaml`")
                .hint(format!("known: {}", names.join(", "))),
        );
    }
    found
}
