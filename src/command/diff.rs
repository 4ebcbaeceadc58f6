//! `gnlc diff`

use std::path::{Path, PathBuf};

use super::{Outcome, Output, Session, Unwritable, tally};
use crate::cli::{Diff as Args, ReportFormat};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::export::frozen;
use crate::load::Options;
use crate::load::folder::{self, FROZEN};
use crate::locale::Locale;
use crate::review::Diff;
use crate::review::report::{self, Line, Report};
use crate::review::side::State;
use crate::review::words::{Piece, Side};

/// Shows what changed between two states of a dossier.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Args, out: &mut Output) -> Result<Outcome, Unwritable> {
    let (old, new, digest) = match sides(args) {
        Ok(sides) => sides,
        Err(trouble) => {
            let mut failed = Session::default();
            failed.diagnostics.push(trouble);
            failed.print(out)?;
            return Ok(Outcome::CouldNotRun);
        }
    };
    let Some((new, locale)) = state(&new, args.lang.as_deref(), out)? else { return Ok(Outcome::CouldNotRun) };
    let lang = locale.lang.to_string();
    let Some((old, _)) = state(&old, Some(&lang), out)? else { return Ok(Outcome::CouldNotRun) };
    if digest.is_some_and(|digest| digest != frozen::digest(&old.dossier.manifest)) {
        out.remark("the files of the state that was kept were changed afterwards: it is not what was frozen")?;
    }
    let diff = Diff::between(&old.facts, &new.facts);
    let report = report::report(&old, &new, &diff, &locale);
    let text = match args.format {
        ReportFormat::Text => text(&report, &locale, out.paints()),
        ReportFormat::Json => format!("{:#}\n", serde_json::json!({ "report": report, "facts": diff })),
    };
    out.result(text.as_bytes())?;
    Ok(if diff.is_empty() { Outcome::Done } else { Outcome::Differs })
}

/// Which two states: two that were named, or one that was kept (the newest, where no name is given) and what stands now;
/// with the digest of the kept one.
fn sides(args: &Args) -> Result<(PathBuf, PathBuf, Option<String>), Diagnostic> {
    let first = args.old.clone().unwrap_or_else(|| PathBuf::from("."));
    let Some(asked) = &args.frozen else { return Ok((first, args.new.clone(), None)) };
    let kept = folder::frozen(&first);
    let place = Place::File(first.join(FROZEN).display().to_string());
    let Some((name, digest)) = kept.iter().rev().find(|(name, _)| asked.is_empty() || name == asked) else {
        let message =
            if kept.is_empty() { "no state was kept here".to_owned() } else { format!("no state `{asked}` was kept here") };
        let names: Vec<&str> = kept.iter().map(|(name, _)| name.as_str()).collect();
        let hint = if kept.is_empty() {
            "`gnlc freeze NAME` keeps the state of a dossier".to_owned()
        } else {
            format!("there are: {}; a name stands behind `--frozen=`", names.join(", "))
        };
        return Err(Diagnostic::new(Code::NoFolder, place, message).hint(hint));
    };
    Ok((first.join(FROZEN).join(name), first, digest.clone()))
}

/// Reads one state. Errors in it are counted, not shown: `gnlc check` is for them.
pub(super) fn state(path: &Path, lang: Option<&str>, out: &mut Output) -> Result<Option<(State, Locale)>, Unwritable> {
    let mut session = Session::default();
    let Ok((dossier, coverage, locale)) = session.dossier(path, &Options::default(), lang) else {
        session.print(out)?;
        return Ok(None);
    };
    let (errors, _) = session.diagnostics.counts(&session.sources);
    if errors > 0 {
        let shown = path.display();
        out.remark(&format!(
            "{shown} has {}: `gnlc check {shown}` shows them; entries with errors are not compared",
            tally(errors, 0)
        ))?;
    }
    Ok(Some((State::new(dossier, coverage), locale)))
}

/// The report for reading.
fn text(report: &Report, locale: &Locale, colour: bool) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    if report.same {
        return format!("{}\n", locale.word("nothing_changed"));
    }
    let paint = Paint { colour };
    let state = |view: &report::StateView| {
        [view.draft.clone(), Some(view.date.clone())].into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    let _ = writeln!(out, "{} → {}\n", state(&report.old), state(&report.new));
    for line in &report.counts {
        let _ = writeln!(out, "{line}");
    }
    for part in &report.parts {
        let _ = writeln!(out, "\n{}", paint.bold(&part.title));
        for line in &part.lines {
            let _ = writeln!(out, "  {}", said(line, locale, paint));
        }
        for item in &part.items {
            let sign = match item.verb {
                "added" => paint.green("+"),
                "removed" => paint.red("−"),
                _ => "~".to_owned(),
            };
            let was =
                item.was.as_ref().map(|was| format!(" ({})", locale.fill("was_called", &[("id", was)]))).unwrap_or_default();
            let page = item.page.map(|page| format!(", {} {page}", locale.word("page").to_lowercase())).unwrap_or_default();
            let _ = writeln!(out, "{sign} {}  {} [{}{was}]{page}", item.verb_word, item.name, item.id);
            for line in &item.lines {
                let _ = writeln!(out, "      {}", said(line, locale, paint));
            }
        }
    }
    out
}

/// One line of the report.
fn said(line: &Line, locale: &Locale, paint: Paint) -> String {
    let colon = locale.word("colon");
    let note = line.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
    let change = match (&line.old, &line.new) {
        _ if !line.words.is_empty() => line.words.iter().map(|piece| paint.piece(piece)).collect::<Vec<_>>().join(" "),
        (Some(old), Some(new)) => format!("{} → {}", paint.red(old), paint.green(new)),
        (None, Some(new)) => format!("+ {}", paint.green(new)),
        (Some(old), None) => format!("− {}", paint.red(old)),
        (None, None) => String::new(),
    };
    format!("{}{colon} {change}{note}", line.label)
}

/// Colour where there is a terminal; signs that need none everywhere.
#[derive(Clone, Copy)]
struct Paint {
    colour: bool,
}

impl Paint {
    fn code(self, code: &str, text: &str) -> String {
        if self.colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    fn bold(self, text: &str) -> String {
        self.code("1", text)
    }

    fn red(self, text: &str) -> String {
        self.code("31", text)
    }

    fn green(self, text: &str) -> String {
        self.code("32", text)
    }

    fn piece(self, piece: &Piece) -> String {
        match piece.k {
            Side::Same => piece.s.clone(),
            Side::Old => self.red(&format!("[-{}-]", piece.s)),
            Side::New => self.green(&format!("{{+{}+}}", piece.s)),
        }
    }
}
