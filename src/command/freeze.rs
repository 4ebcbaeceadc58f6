//! `gnlc freeze`

use super::{Outcome, Output, Session, Unwritable, tally, target};
use crate::cli::Freeze;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::export::frozen;
use crate::load::Options;
use crate::load::folder::{self, FROZEN, plain};
use crate::model::Id;

/// Keeps the state of a dossier under a name.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Freeze, out: &mut Output) -> Result<Outcome, Unwritable> {
    let mut session = Session::default();
    let read = session.dossier(&args.dir, &Options::default(), None);
    let dossier = match read {
        Ok((dossier, ..)) if !session.diagnostics.has_fatal() => dossier,
        _ => {
            session.print(out)?;
            out.remark("nothing was frozen: a file that cannot be read cannot be compared with later")?;
            return Ok(session.failure());
        }
    };
    let name = &args.name;
    let refused = if Id::parse(name).is_none() {
        let hint = "a name has small letters a–z, digits and single hyphens, such as `sent-2025-03`";
        Some(Diagnostic::new(Code::BadId, Place::Dossier, format!("`{name}` cannot be the name of a state")).hint(hint))
    } else if folder::frozen(&args.dir).iter().any(|(n, _)| n == name) {
        let place = Place::File(format!("{FROZEN}/{name}"));
        Some(
            Diagnostic::new(Code::CannotWrite, place, "a state of this name is there already, and freeze never writes over one")
                .hint("give another name"),
        )
    } else {
        frozen::keep(&args.dir, name, &dossier.manifest).err().map(|error| {
            let message = format!("failed to keep the state ({})", plain(&error));
            Diagnostic::new(Code::CannotWrite, Place::File(format!("{FROZEN}/{name}")), message)
                .hint("check that the folder may be written to and that the disk has room; nothing was kept")
        })
    };
    if let Some(trouble) = refused {
        return target::refuse(trouble, out);
    }
    let (errors, warnings) = session.diagnostics.counts(&session.sources);
    let files = dossier.manifest.len();
    out.remark(&format!("{FROZEN}/{name}: {files} files; {}", tally(errors, warnings)))?;
    out.remark("`gnlc diff --frozen` says what differs from it")?;
    Ok(Outcome::Done)
}
