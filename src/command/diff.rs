//! `gnlc diff`

mod print;
pub(super) mod text;

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::product::watchdog;
use super::{Outcome, Output, Session, Unwritable, state, target};
use crate::cli::{Diff as Args, ReportFormat};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::export::{frozen, write};
use crate::load::folder::{self, FROZEN};
use crate::load::remarks;
use crate::review::Diff;
use crate::review::report;

/// Shows what changed between two states of a dossier, or prints it.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Args, out: &mut Output) -> Result<Outcome, Unwritable> {
    let start = Instant::now();
    let (old, new, digest) = match sides(args) {
        Ok(sides) => sides,
        Err(trouble) => return target::refuse(trouble, out),
    };
    if let Some(trouble) = args.output.as_deref().and_then(|file| target::unusable(file, "pdf", &[&old, &new])) {
        return target::refuse(trouble, out);
    }
    let Some(mut new) = state::read(&new, args.lang.as_deref(), out)? else { return Ok(Outcome::CouldNotRun) };
    let lang = new.locale.lang.to_string();
    let Some(mut old) = state::read(&old, Some(&lang), out)? else { return Ok(Outcome::CouldNotRun) };
    if digest.is_some_and(|digest| digest != frozen::digest(&old.state.dossier.manifest)) {
        out.remark("the files of the state that was kept were changed afterwards: it is not what was frozen")?;
    }
    let diff = Diff::between(&old.state.facts, &new.state.facts);
    let mut report = report::report(&old.state, &new.state, &diff, &new.locale);
    if let Some(file) = &args.against {
        let mut session = Session::default();
        let Ok(list) = remarks::of_file(file, &mut session.sources, &mut session.diagnostics) else {
            session.print(out)?;
            return Ok(Outcome::CouldNotRun);
        };
        let states = (&old.state, &new.state);
        report.remarks = report::remarks::answer(&list, states, &report, &new.locale, &mut session.diagnostics);
        session.print(out)?;
    }
    // What could not be read may have changed too.
    let outcome = match (diff.is_empty(), old.errors + new.errors) {
        (true, 0) => Outcome::Done,
        (true, _) => Outcome::Errors,
        (false, _) => Outcome::Differs,
    };
    let Some(file) = &args.output else {
        let text = match args.format {
            ReportFormat::Text => text::text(&report, &new.locale, out.paints()),
            ReportFormat::Json => format!("{:#}\n", serde_json::json!({ "report": report, "facts": diff })),
        };
        out.result(text.as_bytes())?;
        return Ok(outcome);
    };
    let _watchdog = watchdog(args.timeout);
    out.progress("setting the pages …")?;
    let printed = print::pdf(&report, &mut old, &mut new);
    out.progress("")?;
    let Ok((bytes, pages)) = printed else {
        new.session.print(out)?;
        return Ok(Outcome::CouldNotRun);
    };
    if file == Path::new("-") {
        out.result(&bytes)?;
    } else if let Err(error) = write::replace(file, &bytes) {
        return target::refuse(target::failed(file, &error), out);
    }
    let name = if file == Path::new("-") { "standard output".to_owned() } else { file.display().to_string() };
    let kb = bytes.len().div_ceil(1000);
    out.remark(&format!("{name}: {pages} pages, {kb} kB, {:.1} s", start.elapsed().as_secs_f32()))?;
    Ok(outcome)
}

/// Which two states: two that were named, or one that was kept (the newest, where no name is given) and what stands now;
/// with the digest of the kept one.
fn sides(args: &Args) -> Result<(PathBuf, PathBuf, Option<String>), Diagnostic> {
    let first = args.old.clone().unwrap_or_else(|| PathBuf::from("."));
    // Where nothing is named, what was kept last is meant.
    let asked = match (&args.frozen, &args.old) {
        (Some(name), _) => name.as_str(),
        (None, None) => "",
        (None, Some(_)) => return Ok((first, args.new.clone(), None)),
    };
    let kept = folder::frozen(&first);
    let place = Place::File(first.join(FROZEN).display().to_string());
    let Some((name, digest)) = kept.iter().rev().find(|(name, _)| asked.is_empty() || name == asked) else {
        let message =
            if kept.is_empty() { "no state was kept here".to_owned() } else { format!("no state `{asked}` was kept here") };
        let names: Vec<&str> = kept.iter().map(|(name, _)| name.as_str()).collect();
        let hint = if kept.is_empty() {
            "name the old state, a folder or a PDF: `gnlc diff OLD`; `gnlc freeze NAME` keeps the state of a dossier for later"
                .to_owned()
        } else {
            format!("there are: {}; a name stands behind `--frozen=`", names.join(", "))
        };
        return Err(Diagnostic::new(Code::NoFolder, place, message).hint(hint));
    };
    Ok((first.join(FROZEN).join(name), first, digest.clone()))
}
