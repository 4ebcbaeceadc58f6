//! `gnlc info`

use serde_json::json;

use super::product::Recipe;
use super::{Outcome, Output, Session, Unwritable};
use crate::archive::manifest::{About, Input, Missing};
use crate::archive::{self, budget, embed, is_pdf};
use crate::cli::{Info, ListFormat};
use crate::diagnostic::Stage;
use crate::load::Options;
use crate::model::text::printable;
use crate::render::view::back;
use crate::review::Facts;

/// What there is to say: labels and texts for people, and the same for programs.
struct Told {
    lines: Vec<(&'static str, String)>,
    json: serde_json::Value,
}

/// Says what a dossier or a PDF is.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Info, out: &mut Output) -> Result<Outcome, Unwritable> {
    let mut session = Session::default();
    let told = if is_pdf(&args.what) { of_pdf(args, &mut session) } else { of_folder(args, &mut session) };
    let Ok(told) = told else {
        session.print(out)?;
        return Ok(session.failure());
    };
    let text = match args.format {
        ListFormat::Json => format!("{:#}\n", told.json),
        ListFormat::Table => {
            let lines: Vec<String> = told.lines.iter().map(|(label, text)| format!("{label:<10} {text}")).collect();
            lines.join("\n") + "\n"
        }
    };
    out.result(text.as_bytes())?;
    Ok(Outcome::Done)
}

/// What a folder says.
fn of_folder(args: &Info, session: &mut Session) -> Stage<Told> {
    let (dossier, coverage, locale) = session.dossier(&args.what, &Options::default(), None)?;
    let recipe = Recipe::new(&args.what);
    let about = embed::about(&dossier, &coverage, &Facts::of(&dossier, &coverage), None);
    let command = recipe.command(recipe.kind, &locale);
    let digest = back::digest(&dossier, &command);
    let (errors, warnings) = session.diagnostics.counts(&session.sources);
    let size: usize = dossier.manifest.iter().map(|line| line.size).sum();
    let mut lines = lines(&about, &digest);
    lines.push(("files", format!("{}, {}", dossier.manifest.len(), budget::megabytes(size))));
    lines.push(("messages", super::tally(errors, warnings)));
    let files: Vec<_> = dossier.manifest.iter().map(|l| json!({"path": l.path, "sha256": l.sha256, "size": l.size})).collect();
    let json = json!({
        "about": about, "input_digest": digest, "command": command, "files": files, "size": size,
        "errors": errors, "warnings": warnings,
    });
    Ok(Told { lines, json })
}

/// What a PDF says of itself, and whether its files are what it says.
fn of_pdf(args: &Info, session: &mut Session) -> Stage<Told> {
    let (contents, bytes) = archive::contents(&args.what, &mut session.diagnostics)?;
    let manifest = &contents.manifest;
    let mut lines = lines(&manifest.about, &manifest.input_digest);
    lines.push(("made by", format!("gnlc {}: {}", manifest.gnlc, manifest.options.command(".", &mut |_| None))));
    let pages = manifest.about.pages.unwrap_or_default();
    lines.push(("size", format!("{}, {pages} pages", budget::megabytes(bytes.len()))));
    let size: usize = manifest.files.iter().filter(|f| f.attached.is_some()).map(|f| f.size).sum();
    let attached = manifest.files.iter().filter(|f| f.attached.is_some()).count();
    lines.push(("sources", format!("{attached} files, {}", budget::megabytes(size))));
    lines.extend(manifest.files.iter().map(|file| ("", told(file))));
    if !contents.others.is_empty() {
        lines.push(("also", contents.others.join(", ")));
    }
    lines.extend(contents.altered.iter().map(|file| ("altered", format!("{} {}", file.path, file.what))));
    let whole = contents.altered.is_empty() && archive::incomplete(manifest, "").is_none();
    lines.push(("rebuilds", if whole { "from this file alone".into() } else { "not from this file alone".to_owned() }));
    let altered: Vec<_> = contents.altered.iter().map(|a| json!({"path": a.path, "what": a.what})).collect();
    let json = json!({
        "about": manifest.about, "input_digest": manifest.input_digest, "command": manifest.command, "gnlc": manifest.gnlc,
        "options": manifest.options, "size": bytes.len(), "files": manifest.files, "also": contents.others,
        "altered": altered, "complete": whole,
    });
    Ok(Told { lines: lines.into_iter().map(|(label, text)| (label, printable(&text))).collect(), json })
}

/// What both say.
fn lines(about: &About, digest: &str) -> Vec<(&'static str, String)> {
    let mut lines = vec![("city", about.city.clone()), ("title", about.title.clone()), ("what", about.nature.clone())];
    lines.extend(about.call.map(|year| ("call", year.to_string())));
    for pack in &about.packs {
        lines.push((
            if pack.kind == "form" { "form" } else { "criteria" },
            format!("{}, {}, {} ({})", pack.id, pack.edition, pack.status, pack.sha256.get(..12).unwrap_or_default()),
        ));
    }
    lines.extend(about.draft.map(|number| ("draft", number.to_string())));
    lines.push(("languages", about.languages.join(", ")));
    lines.push(("date", format!("{}, facts as of {}", about.date, about.as_of)));
    lines.push(("content", about.content.get(..12).unwrap_or_default().to_owned()));
    lines.push(("digest", digest.get(..12).unwrap_or_default().to_owned()));
    for signoff in &about.signoffs {
        lines.push(("signed", format!("{}: {}, {}, {}", signoff.role, signoff.covers, signoff.signed, signoff.standing)));
    }
    for lens in &about.coverage {
        let counts: Vec<String> = lens.areas.iter().filter(|(_, n)| *n > 0).map(|(mark, n)| format!("{n} {mark}")).collect();
        lines.push(("coverage", format!("{}: {}", lens.framework, counts.join(", "))));
    }
    lines
}

/// A line about a file.
fn told(file: &Input) -> String {
    let missing = file.missing.map(Missing::words);
    let state = missing.map_or_else(String::new, |why| format!(" – {why}"));
    format!("{} {} {}{state}", file.sha256.get(..12).unwrap_or("            "), budget::megabytes(file.size), file.path)
}
