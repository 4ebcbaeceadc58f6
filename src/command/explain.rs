//! `gnlc explain`

mod criterion;
mod topics;

use std::fmt::Write as _;

use super::pack::{self, known_packs};
use super::{Outcome, Output, Session, Unwritable};
use crate::check::{Dossier, Item};
use crate::cli::Explain;
use crate::coverage::Coverage;
use crate::diagnostic::{Code, Severity, did_you_mean};
use crate::load::{Lenses, Options};
use crate::locale::Locale;
use crate::model::words::EvidenceKind;
use crate::model::{Id, Lang, Text};
use crate::pack::{Framework, Pack};

/// Explains one thing.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Explain, out: &mut Output) -> Result<Outcome, Unwritable> {
    // A code may come as it is printed: `error[decimal-comma]`.
    let what = args.what.trim();
    let what = what.strip_suffix(']').and_then(|w| w.split_once('[')).map_or(what, |(_, code)| code);
    if let Some(text) = built_in(what) {
        out.result(text.as_bytes())?;
        return Ok(Outcome::Done);
    }
    let mut session = Session::default();
    let options = Options { packs: args.packs.files.clone(), lenses: Lenses::All, ..Options::default() };
    let checked = session.dossier(&args.dir, &options, None);
    let text = match &checked {
        Ok((dossier, coverage, locale)) => {
            let item = item(what, dossier, coverage, locale, &session).or_else(|| topics::unit(what, dossier, locale, &session));
            item.or_else(|| criterion::text(what, dossier, coverage, locale, &session))
                .or_else(|| topics::question(what, dossier, &session))
        }
        Err(_) => None,
    };
    let text = text.or_else(|| {
        let packs = known_packs(&args.dir, &options.packs, &mut session);
        pack::show::named(what, &packs, &session).or_else(|| criterion(what, &frameworks(&packs)))
    });
    if let Some(text) = text {
        out.result(text.as_bytes())?;
        return Ok(Outcome::Done);
    }
    let kinds = EvidenceKind::ALL.iter().map(|k| k.word());
    let known =
        Code::ALL.iter().map(|c| c.name()).chain(kinds).chain(["kinds", "codes", "units", "figures", "status", "key-features"]);
    let near = did_you_mean(what, known).map(|h| format!("; {h}")).unwrap_or_default();
    if !args.dir.is_dir() {
        out.note(&format!("error: there is no folder {}\n", args.dir.display()))?;
    }
    out.note(&format!(
        "error: `{what}` is no code, criterion, pack or kind, and no id of a dossier in {}{near}\n",
        args.dir.display()
    ))?;
    out.note("help: `gnlc explain codes` lists the messages, `gnlc explain kinds` the kinds of evidence, `gnlc explain figures` how figures are written, `gnlc explain key-features` the criteria\n")?;
    Ok(Outcome::CouldNotRun)
}

/// Codes, kinds and the lists of them.
fn built_in(what: &str) -> Option<String> {
    let mut text = String::new();
    match what {
        "codes" => {
            for code in Code::ALL {
                let _ = writeln!(text, "{:<20} {}", code.name(), code.line());
            }
        }
        "kinds" => {
            for kind in EvidenceKind::ALL {
                let _ = writeln!(text, "{:<12} {}", kind.word(), kind.meaning().trim());
            }
        }
        "units" => return Some(topics::units()),
        "figures" => return Some(topics::figures()),
        "status" => return Some(topics::status()),
        _ => {
            let code = Code::ALL.iter().find(|c| c.name() == what);
            if let Some(code) = code {
                let severity = if code.severity() == Severity::Error { "error" } else { "warning" };
                let _ = writeln!(text, "{severity}[{code}]: {}\n\n{}", code.line(), code.explanation());
                if *code == Code::MissingField {
                    let _ = writeln!(text, "\nKinds of evidence:\n{}", built_in("kinds")?);
                }
            } else {
                let kind = EvidenceKind::ALL.iter().find(|k| k.word() == what)?;
                let _ = writeln!(text, "{}: {}", kind.word(), kind.meaning().trim());
            }
        }
    }
    Some(text)
}

fn frameworks(packs: &[Pack]) -> Vec<Framework> {
    packs.iter().filter_map(|p| if let Pack::Framework(f) = p { Some(f.clone()) } else { None }).collect()
}

fn english(text: &Text) -> &str {
    let english = Lang::english();
    &text.version(&english, &english).text
}

/// A criterion with what is below it.
fn criterion(what: &str, sets: &[Framework]) -> Option<String> {
    let (prefix, code) = what.split_once(':').map_or((None, what), |(p, c)| (Some(p), c));
    let named = |set: &&Framework| prefix.is_none_or(|p| set.head.id.value.as_str() == p);
    // The same code may stand in several sets.
    let all = sets.iter().filter(named).filter_map(|set| Some(criterion_of(set, set.row(code)?)));
    let all: Vec<String> = all.collect();
    (!all.is_empty()).then(|| all.join("\n"))
}

/// A criterion of a set with what is below it.
fn criterion_of(set: &Framework, index: usize) -> String {
    let mut text = String::new();
    let row = &set.rows[index];
    let _ = writeln!(
        text,
        "{}:{} {} ({}, {})",
        set.head.id.value,
        row.code.value,
        english(&row.name),
        row.level.word(),
        row.standing.word()
    );
    if let Some(above) = row.parent.map(|p| &set.rows[p]) {
        let _ = writeln!(text, "part of {} {}", above.code.value, english(&above.name));
    }
    if let Some(note) = &row.note {
        let _ = writeln!(text, "{}", english(note));
    }
    if let Some(m) = &row.measurement {
        let _ = writeln!(text, "asks for: {}", m.expects.word());
        for (label, value) in [("means", &m.means), ("unit", &m.unit), ("out of", &m.out_of)] {
            if let Some(value) = value {
                let _ = writeln!(text, "{label}: {}", english(value));
            }
        }
    }
    for child in set.children(index) {
        let below = &set.rows[child];
        let _ = writeln!(text, "  {:<8} {} ({})", below.code.value, english(&below.name), below.standing.word());
        for grandchild in set.children(child) {
            let _ = writeln!(text, "    {:<8} {}", set.rows[grandchild].code.value, english(&set.rows[grandchild].name));
        }
    }
    text
}

/// An item of the dossier: what it is, where it stands, what it supports, who uses it.
fn item(what: &str, dossier: &Dossier, coverage: &Coverage, locale: &Locale, session: &Session) -> Option<String> {
    let id = Id::parse(what)?;
    let item = dossier.item(&id)?;
    let say = |text: &Text| text.version(&locale.lang, dossier.original()).text.clone();
    let (title, span) = match item {
        Item::Evidence(n) => (&dossier.evidence[n].title, dossier.evidence[n].id.at),
        Item::Indicator(n) => (&dossier.indicators[n].name, dossier.indicators[n].id.at),
        Item::Source(n) => (&dossier.sources[n].title, dossier.sources[n].id.at),
        Item::Attachment(n) => (&dossier.attachments[n].title, dossier.attachments[n].id.at),
    };
    let at = session.sources.position(span);
    let mut text = format!("{id}: {}, {}:{}\n{}\n", item.word(), session.sources.file(span.file).path, at.line, say(title));
    match item {
        Item::Evidence(n) => {
            let evidence = &dossier.evidence[n];
            let _ = writeln!(text, "{}, {}", evidence.kind.word(), evidence.status.word());
            for link in dossier.links.iter().filter(|l| l.evidence == n) {
                let row = dossier.row(link.criterion);
                let mark = coverage.of(link.criterion).map(|g| g.mark.word()).unwrap_or_default();
                let _ = writeln!(text, "supports {} {} ({mark}): {}", row.code.value, english(&row.name), say(&link.because));
            }
            let proof: Vec<&str> = evidence.proof.iter().map(|p| p.value.as_str()).collect();
            let _ = writeln!(text, "proof: {}", if proof.is_empty() { "none".to_owned() } else { proof.join(", ") });
        }
        Item::Indicator(n) => {
            let _ = write!(text, "{}", topics::indicator(dossier, n, locale));
            for (_, criterion) in dossier.measures.iter().filter(|(i, _)| *i == n) {
                let row = dossier.row(*criterion);
                let _ = writeln!(text, "measures {} {}", row.code.value, english(&row.name));
            }
        }
        Item::Source(n) => {
            let source = &dossier.sources[n];
            let _ = writeln!(text, "{}, {}, {}", source.kind.word(), say(&source.publisher), source.date.value);
        }
        Item::Attachment(n) => {
            let _ = writeln!(text, "file {}", dossier.attachments[n].file.value);
        }
    }
    Some(text)
}
