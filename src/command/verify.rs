//! `gnlc verify`

use std::path::Path;

use super::diff::text;
use super::product::{Recipe, make, watchdog};
use super::{Outcome, Output, Session, Unwritable, state};
use crate::archive::{self, pages};
use crate::cli::{Emit, Verify};
use crate::diagnostic::{Code, Diagnostic, Place, Severity, Stage};
use crate::review::{Diff, report};

/// This version.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Rebuilds a PDF from what lies in it, and compares the two.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Verify, out: &mut Output) -> Result<Outcome, Unwritable> {
    let _watchdog = watchdog(args.timeout);
    let mut session = Session::default();
    out.progress("reading …")?;
    let done = verify(args, &mut session, out);
    out.progress("")?;
    session.print(out)?;
    match done {
        Ok((same, lang)) => {
            let outcome = match same {
                Some(line) => out.remark(&format!("{}: {line}", args.file.display())).map(|()| Outcome::Done)?,
                None => Outcome::Errors,
            };
            match &args.against {
                Some(other) => match compare(&args.file, other, &lang, out)? {
                    Outcome::Done => Ok(outcome),
                    worse => Ok(worse),
                },
                None => Ok(outcome),
            }
        }
        Err(_) => Ok(session.failure()),
    }
}

/// Says by fact what another state says otherwise than the PDF, in the language of the PDF.
fn compare(file: &Path, other: &Path, lang: &str, out: &mut Output) -> Result<Outcome, Unwritable> {
    let Some(old) = state::read(file, Some(lang), out)? else { return Ok(Outcome::CouldNotRun) };
    let Some(new) = state::read(other, Some(lang), out)? else { return Ok(Outcome::CouldNotRun) };
    let diff = Diff::between(&old.state.facts, &new.state.facts);
    let report = report::report(&old.state, &new.state, &diff, &old.locale);
    out.result(text::text(&report, &old.locale, out.paints()).as_bytes())?;
    Ok(if diff.is_empty() { Outcome::Done } else { Outcome::Differs })
}

/// Does it, and gives what there is to say when the PDF is proved to be the same, and its language.
fn verify(args: &Verify, session: &mut Session, out: &mut Output) -> Stage<(Option<String>, String)> {
    let shown = args.file.display().to_string();
    let (contents, bytes) = archive::contents(&args.file, &mut session.diagnostics)?;
    let bad = archive::altered(&contents.altered, &shown).or_else(|| archive::incomplete(&contents.manifest, &shown));
    if let Some(diagnostic) = bad {
        return Err(session.diagnostics.error(diagnostic));
    }
    if contents.manifest.options.since {
        let message = "this PDF cannot be rebuilt from this file alone: the state it is compared with is not in it";
        let diagnostic = Diagnostic::new(Code::CannotRebuild, Place::File(shown), message)
            .hint("`gnlc extract` unpacks its sources; `gnlc build --since OLD` makes it again where the old state is");
        return Err(session.diagnostics.error(diagnostic));
    }
    let files = contents.files.len();
    let opened = archive::unpack(contents, &mut session.diagnostics)?;
    let made_by = opened.manifest.gnlc.clone();
    let lang = opened.manifest.options.lang.clone();
    // What the build itself has to say is no part of the answer, unless it fails.
    let mut building = Session::default();
    let Ok(product) = make(&Recipe::of(&opened), Emit::Pdf, &mut building, out) else {
        let message = format!("made by {made_by}, this is {VERSION}: its sources can no longer be built");
        let sorted = building.diagnostics.sorted(&building.sources);
        let first = sorted.iter().find(|d| d.severity == Severity::Error).map(|d| d.message.clone());
        let diagnostic = Diagnostic::new(Code::NotTheSame, Place::File(shown), message)
            .hints(first.map(|m| format!("the first error: {m}")))
            .hint("`gnlc extract` unpacks them; `gnlc check` then says everything");
        return Err(session.diagnostics.error(diagnostic));
    };
    let rebuilt = product.bytes;
    if made_by != VERSION {
        let said = other_version(&bytes, &rebuilt, &made_by, &shown);
        return if said.severity == Severity::Error {
            Err(session.diagnostics.error(said))
        } else {
            session.diagnostics.push(said);
            Ok((None, lang))
        };
    }
    if bytes == rebuilt {
        return Ok((Some(format!("the same bytes, rebuilt from the {files} files in it")), lang));
    }
    let message = difference(&bytes, &rebuilt);
    Err(session.diagnostics.error(
        Diagnostic::new(Code::NotTheSame, Place::File(shown), message)
            .hint("the sources in it are what they were: build them to have the document as it was"),
    ))
}

/// What can be said of a PDF that another version made: never that it is the same. What its pages say is read as programs read it,
/// and whoever paints a page over, or gives its letters another meaning, is not seen by that.
fn other_version(old: &[u8], new: &[u8], made_by: &str, shown: &str) -> Diagnostic {
    let start = format!("made by {made_by}, this is {VERSION}: bytes not comparable");
    let say = |code: Code, rest: &str| Diagnostic::new(code, Place::File(shown.to_owned()), format!("{start}; {rest}"));
    let Some((one, other)) = pages::texts(old).ok().zip(pages::texts(new).ok()) else {
        return say(Code::NotTheSame, "its pages cannot be compared").hint("use the version that made it");
    };
    match pages::differ(&one, &other).as_slice() {
        [] => say(Code::NotProved, "text and figures agree").hint(format!(
            "how the pages look was not compared: pictures, charts, and whatever may be painted over the text; gnlc {made_by} proves the whole"
        )),
        differ => say(Code::NotTheSame, &format!("text or figures differ on {}", list(differ)))
            .hint("the sources in it are what they were; another version may say or place things differently"),
    }
}

/// Where two PDFs of the same version differ.
fn difference(old: &[u8], new: &[u8]) -> String {
    let (Ok(one), Ok(other)) = (pages::digests(old), pages::digests(new)) else {
        return "its pages were changed after it was made, and can no longer be read".to_owned();
    };
    let differ = pages::differ(&one, &other);
    if differ.is_empty() {
        let at = old.iter().zip(new).take_while(|(a, b)| a == b).count();
        return format!(
            "the file was changed after it was made, from byte {at} of {}; its pages are what its sources make",
            old.len()
        );
    }
    let texts = pages::texts(old).ok().zip(pages::texts(new).ok());
    let say = texts.map(|(one, other)| pages::differ(&one, &other));
    let what = match say.as_deref() {
        Some([]) => "; they say the same and look otherwise".to_owned(),
        Some(say) if say.len() == differ.len() => "; they say something else".to_owned(),
        Some(say) => format!("; something else is said on {}", list(say)),
        None => String::new(),
    };
    format!("its pages are not what its sources make: {} differ{}{what}", list(&differ), if differ.len() == 1 { "s" } else { "" })
}

/// "page 3", "pages 3, 7, 9–12".
fn list(pages: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for page in pages {
        match runs.last_mut() {
            Some((_, end)) if *end + 1 == *page => *end = *page,
            _ => runs.push((*page, *page)),
        }
    }
    let runs: Vec<String> = runs.iter().map(|(a, b)| if a == b { a.to_string() } else { format!("{a}–{b}") }).collect();
    format!("page{} {}", if pages.len() == 1 { "" } else { "s" }, runs.join(", "))
}
