//! `gnlc pack`

pub mod check;
pub mod list;
pub mod new;
pub mod show;

use std::path::{Path, PathBuf};

use super::{Outcome, Output, Session, Unwritable};
use crate::cli::{Pack as Args, PackAction};
use crate::load::packs;
use crate::model::{Lang, Text};
use crate::pack::Pack;

/// Lists, shows, checks or begins packs.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Args, out: &mut Output) -> Result<Outcome, Unwritable> {
    match &args.action {
        PackAction::List(args) => list::run(args, out),
        PackAction::Show(args) => show::run(args, out),
        PackAction::Check(args) => check::run(args, out),
        PackAction::New(args) => new::run(args, out),
    }
}

/// The packs of a folder, those that are named, and those built in; where there is no such folder, these alone.
pub fn known_packs(dir: &Path, files: &[PathBuf], session: &mut Session) -> Vec<Pack> {
    let Session { sources, diagnostics } = session;
    let known = packs::beside(dir, files, sources, diagnostics);
    known.unwrap_or_else(|_| packs::built_in(&[], sources, diagnostics))
}

/// Where a pack is from.
fn origin(pack: &Pack, session: &Session) -> String {
    let file = session.sources.file(pack.head().id.at.file);
    if file.is_builtin() { "built in".to_owned() } else { file.path.clone() }
}

/// What a pack says in English, else in the first language it says it in; on one line.
fn line(text: &Text) -> String {
    let english = Lang::english();
    text.line(&english, &english)
}
