//! `gnlc new`

mod ask;
mod ground;
mod place;
mod question;
mod questions;

use std::collections::BTreeMap;

use super::{Outcome, Output, Session, Unwritable, target};
use crate::check::translations;
use crate::cli::{New as Args, NewSort};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::load::Options;
use ask::{End, Interview};
use ground::Ground;

/// Adds an entry, asked field by field.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Args, out: &mut Output) -> Result<Outcome, Unwritable> {
    let options = match options(args) {
        Ok(options) => options,
        Err(trouble) => return target::refuse(trouble, out),
    };
    let mut session = Session::default();
    let Ok(mut ground) = Ground::read(&args.dir, args.what, &mut session) else {
        session.print(out)?;
        return Ok(session.failure());
    };
    let tree = match Interview::new(&mut ground, options).run(out)? {
        End::Entry(tree) => tree,
        End::Stopped(missing) => {
            if !missing.is_empty() {
                let named: Vec<String> = missing.iter().map(|field| format!("--set {field}=…")).collect();
                out.note(&format!("still needed: {} ({})\n", missing.join(", "), named.join(" ")))?;
            }
            out.note("nothing was written\n")?;
            return Ok(Outcome::CouldNotRun);
        }
        End::Wrong => {
            out.note("nothing was written\n")?;
            return Ok(Outcome::CouldNotRun);
        }
    };
    let written = match place::write(&args.dir, ground::section(args.what), &tree) {
        Ok(written) => written,
        Err(trouble) => return target::refuse(trouble, out),
    };
    out.remark(&format!("written into {}", args.dir.join(&written.path).display()))?;
    report(args, &written, out)
}

/// What the command line says, by field.
fn options(args: &Args) -> Result<BTreeMap<String, String>, Diagnostic> {
    let title = if args.what == NewSort::Indicator { "name" } else { "title" };
    let text = if args.what == NewSort::Answer { "text" } else { "says" };
    let named = [("id", &args.id), ("kind", &args.kind), (title, &args.title), ("question", &args.question), (text, &args.text)];
    let named = named.into_iter().filter_map(|(field, value)| Some((field.to_owned(), value.clone()?)));
    let mut options = BTreeMap::new();
    for (field, value) in named.chain(args.set.iter().cloned()) {
        if value.trim().is_empty() {
            let message = format!("`{field}` is empty");
            return Err(Diagnostic::new(Code::EmptyValue, Place::Dossier, message).hint("write what it says, or leave it out"));
        }
        if options.insert(field.clone(), value).is_some() {
            let message = format!("`{field}` is said twice");
            return Err(Diagnostic::new(Code::DuplicateKey, Place::Dossier, message).hint("say it once"));
        }
    }
    Ok(options)
}

/// Checks the dossier with the entry, and tells what there is to say of that alone.
fn report(args: &Args, written: &place::Written, out: &mut Output) -> Result<Outcome, Unwritable> {
    let mut session = Session::default();
    if let Ok((dossier, ..)) = session.dossier(&args.dir, &Options::default(), None) {
        translations::check(&dossier, &dossier.head.languages, Severity::Warning, &mut session.diagnostics);
    }
    let Session { sources, diagnostics } = &mut session;
    let here = |span: crate::source::Span| {
        sources.file(span.file).path == written.path && written.new.start <= span.start && span.start < written.new.end
    };
    diagnostics.retain(|d| d.span().is_some_and(here) || d.labels.iter().any(|label| here(label.span)));
    session.print(out)?;
    Ok(if session.diagnostics.has_errors() { Outcome::Errors } else { Outcome::Done })
}
