//! The file that a command is to write: whether its name can be right, before any work is done.

use std::path::Path;

use super::{Outcome, Output, Session, Unwritable};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::load::folder::plain;

/// What is wrong with the name of a file to write. What it is made from may not be written over.
#[must_use]
pub fn unusable(target: &Path, ending: &str, made_from: &[&Path]) -> Option<Diagnostic> {
    if target == Path::new("-") {
        return None;
    }
    let refuse = |message: String, hint: &str| {
        Some(Diagnostic::new(Code::CannotWrite, Place::File(target.display().to_string()), message).hint(hint))
    };
    let same = |other: &Path| target.canonicalize().ok().zip(other.canonicalize().ok()).is_some_and(|(a, b)| a == b);
    if !target.is_dir() && made_from.iter().any(|other| same(other)) {
        return refuse("this is one of the files that are to be read".into(), "give another name");
    }
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|f| !f.is_dir()) {
        return refuse(format!("there is no folder `{}`", folder.display()), "make the folder first, or write into another");
    }
    if target.is_dir() {
        return refuse("this is a folder".into(), "give the name of a file, such as my-city.pdf");
    }
    if target.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending)) {
        return None;
    }
    refuse(format!("what is written is a .{ending} file"), "give it a name that ends so")
}

/// That the disk refused.
#[must_use]
pub fn failed(target: &Path, error: &std::io::Error) -> Diagnostic {
    let message = format!("failed to write the document ({})", plain(error));
    Diagnostic::new(Code::CannotWrite, Place::File(target.display().to_string()), message).hint("check that the folder exists and may be written to, that the disk has room, and that no viewer holds the file; the old file is untouched")
}

/// Prints why a command could not run.
///
/// # Errors
/// When standard output cannot be written to.
pub fn refuse(trouble: Diagnostic, out: &mut Output) -> Result<Outcome, Unwritable> {
    let mut failed = Session::default();
    failed.diagnostics.push(trouble);
    failed.print(out)?;
    Ok(Outcome::CouldNotRun)
}
