//! `gnlc pack show`

mod crosswalk;
mod form;
mod framework;
mod json;

pub use form::limits;

use std::fmt::Write as _;
use std::path::PathBuf;

use super::super::output::wrapped;
use super::super::{Outcome, Output, Session, Unwritable};
use super::{known_packs, line, origin};
use crate::cli::{ListFormat, PackShow as Args};
use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::load::folder::is_yaml;
use crate::model::Text;
use crate::model::text::printable;
use crate::pack::{Field, Pack, Standing};

/// How wide the lines are.
const WIDTH: usize = 100;

/// Shows a pack, by its id or by its file.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Args, out: &mut Output) -> Result<Outcome, Unwritable> {
    let mut session = Session::default();
    let file = is_yaml(&args.name).then(|| PathBuf::from(&args.name));
    if !args.dir.is_dir() {
        let place = Place::File(args.dir.display().to_string());
        session.diagnostics.push(Diagnostic::new(Code::NoFolder, place, "there is no such folder").hint("check the name"));
        session.print(out)?;
        return Ok(session.failure());
    }
    let packs = known_packs(&args.dir, file.as_slice(), &mut session);
    let found = match &file {
        Some(file) => {
            let shown = crate::load::packs::shown(file);
            packs.iter().find(|pack| session.sources.file(pack.head().id.at.file).path == shown)
        }
        None => packs.iter().find(|pack| pack.head().id.value.as_str() == args.name),
    };
    let Some(pack) = found else { return unknown(args, file.is_some(), &packs, &mut session, out) };
    let text = match args.format {
        ListFormat::Table => text(pack, &session),
        ListFormat::Json => format!("{:#}\n", json::pack(pack, &origin(pack, &session))),
    };
    out.result(text.as_bytes())?;
    // What is wrong with other packs is no news here; of this one it is.
    let shown = pack.head().id.at.file;
    session.diagnostics.retain(|d| d.span().is_some_and(|at| at.file == shown));
    session.print(out)?;
    Ok(if session.diagnostics.has_errors() { Outcome::Errors } else { Outcome::Done })
}

/// Says that there is no such pack, or why it could not be read.
fn unknown(args: &Args, is_file: bool, packs: &[Pack], session: &mut Session, out: &mut Output) -> Result<Outcome, Unwritable> {
    if !is_file || !session.diagnostics.has_errors() {
        let names: Vec<&str> = packs.iter().map(|pack| pack.head().id.value.as_str()).collect();
        let message = format!("there is no pack `{}`", printable(&args.name));
        session.diagnostics.push(
            Diagnostic::new(Code::UnknownPack, Place::Dossier, message)
                .hints(did_you_mean(&args.name, names.iter().copied()))
                .hint(format!("known: {}; a pack of your own is named by its file, or with its folder", names.join(", "))),
        );
    }
    session.print(out)?;
    Ok(Outcome::CouldNotRun)
}

/// The pack of a name, for reading.
#[must_use]
pub fn named(name: &str, packs: &[Pack], session: &Session) -> Option<String> {
    packs.iter().find(|pack| pack.head().id.value.as_str() == name).map(|pack| text(pack, session))
}

/// A whole pack, for reading.
fn text(pack: &Pack, session: &Session) -> String {
    let head = pack.head();
    let mut out = Lines::default();
    out.line(0, &format!("{}: {}, {}", head.id.value, head.kind.word(), head.standing.word()));
    out.line(0, &line(&head.title));
    out.line(0, &format!("edition: {}", line(&head.edition)));
    for (label, text) in [("source", &head.source), ("note", &head.note)] {
        out.text(0, label, text.as_ref());
    }
    out.line(0, &format!("from: {}", origin(pack, session)));
    out.gap();
    match pack {
        Pack::Framework(set) => framework::text(set, &mut out),
        Pack::Form(form) => form::text(form, &mut out),
        Pack::Crosswalk(crosswalk) => crosswalk::text(crosswalk, &mut out),
    }
    out.0
}

/// A field of a form, for reading.
#[must_use]
pub fn field(field: &Field) -> String {
    let mut out = Lines::default();
    form::field(field, &mut out);
    out.0
}

/// Lines of text, wrapped, without anything a terminal would obey.
#[derive(Default)]
struct Lines(String);

impl Lines {
    /// One line, or several of which all but the first are indented further.
    fn line(&mut self, indent: usize, text: &str) {
        let wrapped = wrapped(&printable(text), WIDTH - indent.min(40), indent + 4);
        let _ = writeln!(self.0, "{:indent$}{wrapped}", "");
    }

    /// A text behind its label, when there is one.
    fn text(&mut self, indent: usize, label: &str, text: Option<&Text>) {
        if let Some(text) = text {
            self.line(indent, &format!("{label}: {}", line(text)));
        }
    }

    /// An empty line.
    fn gap(&mut self) {
        self.0.push('\n');
    }
}

/// A status, where there is something to say: what is verified and what is the user's own needs no word in a pack of that sort.
fn doubt(standing: Standing) -> Option<String> {
    (!standing.is_sure()).then(|| standing.word().to_owned())
}
