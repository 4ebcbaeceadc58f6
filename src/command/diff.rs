//! `gnlc diff`

mod print;
mod text;

use std::path::Path;
use std::time::Instant;

use super::product::watchdog;
use super::{Outcome, Output, Session, Unwritable, state, target};
use crate::cli::{Diff as Args, ReportFormat};
use crate::export::write;
use crate::load::remarks;
use crate::review::Diff;
use crate::review::report;

/// Shows what changed between two states of a dossier, or prints it.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Args, out: &mut Output) -> Result<Outcome, Unwritable> {
    let start = Instant::now();
    if let Some(trouble) = args.output.as_deref().and_then(|file| target::unusable(file, "pdf", &[&args.old, &args.new])) {
        return target::refuse(trouble, out);
    }
    let Some(mut new) = state::read(&args.new, args.lang.as_deref(), out)? else { return Ok(Outcome::CouldNotRun) };
    let lang = new.locale.lang.to_string();
    let Some(mut old) = state::read(&args.old, Some(&lang), out)? else { return Ok(Outcome::CouldNotRun) };
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
    let outcome = if diff.is_empty() { Outcome::Done } else { Outcome::Differs };
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
