//! `gnlc sign`

use std::path::Path;

use super::{Outcome, Output, Session, Unwritable, tally, today};
use crate::check::Dossier;
use crate::cli::Sign;
use crate::diagnostic::{Code, Diagnostic, Place, Severity, did_you_mean};
use crate::export::write;
use crate::load::Options;
use crate::load::folder::plain;
use crate::model::signoff::{self, Signed, What};
use crate::model::text::squeeze;
use crate::model::{Date, Text};
use crate::pack::framework::Level;
use crate::review::Facts;
use crate::review::covers::{self, Ground, is_called, seal};
use crate::review::signoffs::{self, Standing, claim};
use crate::source::Span;
use crate::yaml::write::in_double_quotes;

/// Where sign-offs are written.
const FOLDER: &str = "signoffs";

/// Writes who stands behind what into a file of its own.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Sign, out: &mut Output) -> Result<Outcome, Unwritable> {
    let mut session = Session::default();
    let Ok((dossier, coverage, locale)) = session.dossier(&args.dir, &Options::default(), None) else {
        session.print(out)?;
        return Ok(session.failure());
    };
    let (errors, _) = session.diagnostics.counts(&session.sources);
    if errors > 0 {
        session.diagnostics.retain(|d| d.severity == Severity::Error);
        session.print(out)?;
        out.remark(&format!("nothing was signed: the dossier has {}; mend them first", tally(errors, 0)))?;
        return Ok(Outcome::Errors);
    }
    let facts = Facts::of(&dossier, &coverage);
    let made = Request::read(args).and_then(|request| {
        let (what, items) = covered(&args.what, &dossier, &facts)?;
        held(args, &what, &dossier, &facts)?;
        let path = free(&args.dir, &request, &what);
        let text = request.file(&what, &items);
        write::create(&args.dir.join(&path), text.as_bytes())
            .map_err(|error| cannot_write(&path, &format!("failed to write this file ({})", plain(&error))))?;
        Ok((path, what, items))
    });
    match made {
        Ok((path, what, items)) => {
            let digest = &seal(&items)[..12];
            out.remark(&format!("{path}: {}, {} items, digest {digest}", signoffs::said(&dossier, &locale, &what), items.len()))?;
            Ok(Outcome::Done)
        }
        Err(trouble) => {
            let outcome = if trouble.code == Code::CannotWrite { Outcome::CouldNotRun } else { Outcome::Errors };
            let mut failed = Session { sources: session.sources, ..Session::default() };
            failed.diagnostics.push(trouble);
            failed.print(out)?;
            Ok(outcome)
        }
    }
}

/// What is written beside what is signed for.
struct Request<'a> {
    args: &'a Sign,
    signed: Date,
    letter_date: Option<Date>,
}

impl<'a> Request<'a> {
    fn read(args: &'a Sign) -> Result<Self, Diagnostic> {
        let letter_date = args.letter_date.as_deref().map(today::date).transpose()?;
        if line(&args.role).is_empty() {
            return Err(Diagnostic::new(Code::EmptyValue, Place::Dossier, "nobody signs: the role is empty")
                .hint("write the role of who signs, such as \"Director of Education\""));
        }
        let signed = today::day(args.date.as_deref())?;
        if signed > today::day(None)? {
            return Err(Diagnostic::new(Code::BadDate, Place::Dossier, format!("`{signed}` is still to come"))
                .hint("nobody can have signed on a later day than today; leave `--date` out"));
        }
        Ok(Self { args, signed, letter_date })
    }

    /// The file.
    fn file(&self, what: &What, items: &[Signed]) -> String {
        use std::fmt::Write as _;
        let mut text = String::from(
            "# Written by `gnlc sign`. Role, name, letter and dates may be mended here; what is covered, the digest and the\n# items may not: they say what was signed. To withdraw the sign-off, delete this file.\nsignoffs:\n",
        );
        let _ = writeln!(text, "  - role: {}", quoted(&self.args.role));
        let given = [("body", &self.args.body), ("name", &self.args.name), ("letter", &self.args.letter)];
        for (key, said) in given {
            if let Some(said) = said {
                let _ = writeln!(text, "    {key}: {}", quoted(said));
            }
        }
        if let Some(date) = self.letter_date {
            let _ = writeln!(text, "    letter_date: {date}");
        }
        let _ = writeln!(text, "    covers: {}", quoted(&what.to_string()));
        let _ = writeln!(text, "    signed: {}", self.signed);
        let _ = writeln!(text, "    digest: {}\n    items:", quoted(&seal(items)));
        for item in items {
            let _ = writeln!(text, "      - {}", quoted(&item.to_string()));
        }
        text
    }
}

/// A text as one line that can be seen.
fn line(text: &str) -> String {
    squeeze(text).chars().filter(|c| !c.is_control()).collect()
}

/// A line as YAML reads it back, whatever it holds.
fn quoted(text: &str) -> String {
    in_double_quotes(&line(text))
}

/// What is signed for, as it stands now.
///
/// # Errors
/// When it names nothing.
pub(super) fn covered(written: &str, dossier: &Dossier, facts: &Facts) -> Result<(What, Vec<Signed>), Diagnostic> {
    let Some(what) = What::parse(written) else {
        let message = format!("`{written}` is nothing that can be signed for");
        return Err(Diagnostic::new(Code::SignoffCoversNothing, Place::Dossier, message)
            .with_severity(Severity::Error)
            .hint(signoff::FORMS));
    };
    let what = plainly(what, dossier);
    let ground = Ground::of(dossier, facts);
    let items = ground.signed(&ground.covered(&what));
    if items.is_empty() {
        let message = format!("`{what}` names nothing in this dossier");
        return Err(Diagnostic::new(Code::SignoffCoversNothing, Place::Dossier, message)
            .with_severity(Severity::Error)
            .hints(near(&what, dossier)));
    }
    Ok((what, items))
}

/// The same without the form or set of criteria that is meant anyway, so that one thing is always called by one name.
fn plainly(what: What, dossier: &Dossier) -> What {
    let without = |name: String, set: &str| match name.split_once(':') {
        Some((prefix, rest)) if prefix == set => rest.to_owned(),
        _ => name,
    };
    match what {
        What::Answer(name) => What::Answer(without(name, dossier.form.head.id.value.as_str())),
        What::Area(name) => What::Area(without(name, dossier.frameworks[0].head.id.value.as_str())),
        other => other,
    }
}

/// What could have been meant.
fn near(what: &What, dossier: &Dossier) -> Option<String> {
    let (name, known): (&str, Vec<String>) = match what {
        What::Whole => return None,
        What::Answer(name) => {
            let fields = dossier.answers.iter().map(|(f, _)| dossier.form.fields[*f].id.value.to_string());
            (name, fields.collect())
        }
        What::Area(name) => {
            let set = &dossier.frameworks[0];
            (name, set.level(Level::Area).map(|row| set.rows[row].code.value.clone()).collect())
        }
        What::Owner(name) => (name, owners(dossier)),
    };
    did_you_mean(name, known.iter().map(String::as_str)).or_else(|| Some(format!("there are: {}", known.join("; "))))
}

/// The offices that are responsible for something, in the dossier's first language.
fn owners(dossier: &Dossier) -> Vec<String> {
    let said = |t: &Text| t.line(dossier.original(), dossier.original());
    let mut names: Vec<String> = covers::owners(dossier).map(said).collect();
    names.sort();
    names.dedup();
    names
}

/// Refuses a sign-off that would say nothing new.
fn held(args: &Sign, what: &What, dossier: &Dossier, facts: &Facts) -> Result<(), Diagnostic> {
    let body = |signed: Option<&Text>| match (&args.body, signed) {
        (None, None) => true,
        (Some(asked), Some(signed)) => is_called(signed, asked),
        _ => false,
    };
    let judged = signoffs::judge(dossier, facts);
    let same = judged.iter().find(|j| {
        let s = j.signoff;
        j.standing == Standing::Held && s.covers.value == *what && is_called(&s.role, &args.role) && body(s.body.as_ref())
    });
    let Some(same) = same else { return Ok(()) };
    let at: Span = same.signoff.covers.at;
    let message = format!("{} signed for this on {}, and nothing of it changed since", args.role, same.signoff.signed);
    Err(Diagnostic::new(Code::AlreadySigned, at, message)
        .hint("there is nothing to sign; a letter that came later is added to this file"))
}

/// The first name that no file has: role, what, date.
fn free(root: &Path, request: &Request<'_>, what: &What) -> String {
    let stem = format!("{FOLDER}/{}-{}", claim(&request.args.role, what), request.signed);
    let more = (2..).map(|n| format!("{stem}-{n}.yaml"));
    std::iter::once(format!("{stem}.yaml")).chain(more).find(|path| !root.join(path).exists()).unwrap_or_default()
}

fn cannot_write(path: &str, message: &str) -> Diagnostic {
    Diagnostic::new(Code::CannotWrite, Place::File(path.to_owned()), message).hint("check that the folder may be written to")
}
