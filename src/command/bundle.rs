//! `gnlc bundle`

mod list;

use std::path::Path;

use super::documents::documents;
use super::product::{Product, Recipe, overruled, watchdog};
use super::{Languages, Outcome, Output, Session, Unwritable, tally, target};
use crate::archive::budget::{self, MB};
use crate::archive::bundle::{self, Part, What};
use crate::check::Dossier;
use crate::cli::{Bundle as Args, Emit};
use crate::diagnostic::{Code, Diagnostic, Place, Severity, Stage};
use crate::export::write;
use crate::load::Options;
use crate::load::encoding::read_text;
use crate::load::folder::{self, plain};
use crate::locale::Locale;
use crate::model::Id;
use crate::model::id::{slug, suggest};
use crate::render::kind::Kind;
use crate::render::view::Purpose;
use crate::review::Facts;

/// Puts together what leaves the house, and the copy for the archive when it is asked for.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Args, out: &mut Output) -> Result<Outcome, Unwritable> {
    let _watchdog = watchdog(args.timeout);
    let mut session = Session::default();
    let mut targets = std::iter::once(&args.output).chain(&args.archive);
    let mixed = args.archive.as_ref().and_then(|archive| misplaced(&args.output, archive, &args.dir));
    if let Some(trouble) = targets.find_map(|target| unusable(target)).or(mixed) {
        return target::refuse(trouble, out);
    }
    let done = bundles(args, &mut session, out);
    out.progress("")?;
    let (_, warnings) = session.diagnostics.counts(&session.sources);
    // Who hands in has seen the warnings before, or sees them with `gnlc check`.
    session.diagnostics.retain(|d| d.severity == Severity::Error);
    let (errors, _) = session.print(out)?;
    let Ok(lines) = done else {
        out.remark(&format!("nothing was written: {}", tally(errors, warnings)))?;
        return Ok(session.failure());
    };
    if warnings > 0 {
        out.remark(&format!("the dossier has {}: `gnlc check` shows them", tally(0, warnings).replacen("no errors, ", "", 1)))?;
    }
    for line in lines {
        out.remark(&line)?;
    }
    Ok(Outcome::Done)
}

/// What is wrong with the name of a bundle, before any work is done.
fn unusable(target: &Path) -> Option<Diagnostic> {
    let ending = target.extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
    if ["pdf", "rar", "7z", "docx"].contains(&ending.as_str()) {
        let hint = "give the name of a new folder, or one that ends in .zip; `gnlc build` makes a single PDF";
        return Some(refused(target, "a bundle is a folder, or one ZIP file").hint(hint));
    }
    let taken = match target.symlink_metadata() {
        Ok(data) if data.is_dir() => is_zip(target) || target.read_dir().is_ok_and(|mut inside| inside.next().is_some()),
        Ok(_) => true,
        Err(_) => false,
    };
    taken.then(|| {
        refused(target, "something is there already").hint("what was handed in once is never written over: give another name")
    })
}

/// That the copy for the archive would lie in what leaves the house, or the other way round, or would be read as evidence.
fn misplaced(outward: &Path, archive: &Path, dossier: &Path) -> Option<Diagnostic> {
    // Where a folder is there, its links are followed; the rest of the path is to be made.
    let real = |path: &Path| {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let there = path.ancestors().find(|p| p.exists()).unwrap_or(&path);
        let rest = path.strip_prefix(there).unwrap_or(Path::new(""));
        there.canonicalize().unwrap_or_else(|_| there.to_owned()).join(rest)
    };
    let (one, other) = (real(outward), real(archive));
    if one.starts_with(&other) || other.starts_with(&one) {
        let message = "the copy for the archive may not lie in what leaves the house, nor that in it";
        return Some(refused(archive, message).hint("give it a place of its own"));
    }
    (!is_zip(archive) && other.starts_with(real(dossier))).then(|| {
        refused(archive, "the remarks in this folder would become part of the dossier")
            .hint("give a place outside the dossier's folder, or a name that ends in .zip")
    })
}

fn refused(target: &Path, message: &str) -> Diagnostic {
    Diagnostic::new(Code::CannotWrite, Place::File(target.display().to_string()), message)
}

fn is_zip(target: &Path) -> bool {
    target.extension().is_some_and(|e| e.eq_ignore_ascii_case("zip"))
}

/// What both parts are made from.
struct Ground<'a> {
    args: &'a Args,
    dossier: Dossier,
    locales: Vec<Locale>,
    languages: Languages,
    /// The digest of all that the dossier says.
    content: String,
}

/// Makes all parts of both before anything is written.
fn bundles(args: &Args, session: &mut Session, out: &mut Output) -> Stage<Vec<String>> {
    let languages = if args.lang.is_empty() { Languages::All } else { Languages::Named(args.lang.clone()) };
    let (dossier, coverage, locales) = session.dossier_in(&args.dir, &Options::default(), &languages)?;
    let content = Facts::of(&dossier, &coverage).content();
    let ground = Ground { args, dossier, locales, languages, content };
    let outward = parts(&ground, true, session, out)?;
    let inward = args.archive.as_ref().map(|_| parts(&ground, false, session, out)).transpose()?;
    let mut lines = deliver(&args.output, &outward, session)?;
    if let (Some(target), Some(parts)) = (&args.archive, &inward) {
        // Both or none: what is there now was made a moment ago, in a place where nothing was.
        let written = deliver(target, parts, session);
        if written.is_err() {
            bundle::take_back(&args.output);
        }
        lines.extend(written?);
    }
    Ok(lines)
}

/// All parts: the documents, the annexes, and a list of them in each language.
fn parts(ground: &Ground<'_>, outward: bool, session: &mut Session, out: &mut Output) -> Stage<Vec<Part>> {
    let Ground { args, dossier, locales, languages, content } = ground;
    let recipe = Recipe {
        purpose: if outward { Purpose::HandedIn } else { Purpose::Final },
        overruled: overruled(args.overruled_by.as_ref(), args.because.as_ref()),
        sources: !outward,
        max_size: args.max_size,
        ..Recipe::new(&args.dir)
    };
    // What is to be said of the folder is said once.
    *session = Session::default();
    let made = documents(&recipe, Kind::ALL, languages, Emit::Pdf, session, out)?;
    let name = stem(dossier, &locales[0]);
    let document = |product: Product| {
        let kind = if product.kind.is_dossier() { String::new() } else { format!("{}-", product.kind.word()) };
        let name = format!("{name}-{kind}{}.pdf", product.lang);
        let what = What::Document(product.kind, product.lang, product.pages.unwrap_or_default());
        Part { name, what, bytes: product.bytes }
    };
    let mut parts: Vec<Part> = made.into_iter().map(document).collect();
    let annexes = dossier.files.iter().enumerate();
    parts.extend(annexes.map(|(n, file)| Part {
        name: bundle::annex_name(n + 1, file),
        what: What::Annex(file.id.clone()),
        bytes: file.bytes.clone(),
    }));
    if !outward {
        parts.extend(remarks(&args.dir, session));
    }
    let limit = budget::limit(args.max_size, dossier);
    if outward {
        fits(&parts, limit, session)?;
    }
    let list = |locale: &Locale| {
        let text = list::list(dossier, locale, content, &parts, outward, limit);
        Part { name: format!("00-list-{}.txt", locale.lang), what: What::List, bytes: text.into_bytes() }
    };
    let mut all: Vec<Part> = locales.iter().map(list).collect();
    all.extend(parts);
    Ok(all)
}

/// The remarks of reviewers, as they are kept.
fn remarks(dir: &Path, session: &mut Session) -> Vec<Part> {
    let Session { sources, diagnostics } = session;
    let paths = folder::remarks(dir, diagnostics);
    let read = paths.into_iter().filter_map(|path| {
        let (text, _) = read_text(dir, &path, sources, diagnostics)?;
        Some((path, text))
    });
    // Names that differ in more than letters and digits may be one without it: so they have numbers.
    let part = |(n, (path, text)): (usize, (String, String))| {
        let stem = slug(&Path::new(&path).file_stem().unwrap_or_default().to_string_lossy());
        let name = format!("remarks-{:02}-{stem}", n + 1);
        Part { name: format!("{}.yaml", name.trim_end_matches('-')), what: What::Remarks(path), bytes: text.into_bytes() }
    };
    read.enumerate().map(part).collect()
}

/// The start of the names of documents: the city and the year of the call.
fn stem(dossier: &Dossier, locale: &Locale) -> String {
    let city = [dossier.city.name.in_language(&locale.lang), &dossier.city.name.native];
    let city = city.iter().find_map(|name| suggest(name)).map_or_else(|| "city".to_owned(), |id: Id| id.to_string());
    dossier.head.call.map_or(city.clone(), |year| format!("{city}-{year}"))
}

/// Whether all parts together are within the limit of a delivery.
fn fits(parts: &[Part], limit: u32, session: &mut Session) -> Stage<()> {
    let total: usize = parts.iter().map(|p| p.bytes.len()).sum();
    if total <= limit as usize * MB {
        return Ok(());
    }
    let mut largest: Vec<&Part> = parts.iter().collect();
    largest.sort_by(|a, b| b.bytes.len().cmp(&a.bytes.len()).then(a.name.cmp(&b.name)));
    let names: Vec<String> =
        largest.iter().take(5).map(|p| format!("{} ({})", p.name, budget::megabytes(p.bytes.len()))).collect();
    let message =
        format!("the bundle has {} and may have {limit} MB; its largest parts: {}", budget::megabytes(total), names.join(", "));
    Err(session.diagnostics.error(Diagnostic::new(Code::TooLarge, Place::Dossier, message).hint(format!(
        "save pictures and attachments smaller, or name large files by their address; `--max-size {}` allows more, where those who receive it do",
        total / MB + 1
    ))))
}

/// Writes the parts: as a ZIP where the name says so, else as a folder.
fn deliver(target: &Path, parts: &[Part], session: &mut Session) -> Stage<Vec<String>> {
    let written = if is_zip(target) {
        bundle::zipped(parts).and_then(|bytes| write::fresh(target, &bytes))
    } else {
        bundle::into_folder(target, parts)
    };
    if let Err(error) = written {
        let message = format!("failed to write the bundle ({})", plain(&error));
        let hint = "name a folder that does not exist yet, or a file that ends in .zip, in a folder that may be written to";
        let place = Place::File(target.display().to_string());
        return Err(session.diagnostics.error(Diagnostic::new(Code::CannotWrite, place, message).hint(hint)));
    }
    let total = budget::megabytes(parts.iter().map(|p| p.bytes.len()).sum());
    let mut lines = vec![format!("{}: {} files, {total}", target.display(), parts.len())];
    lines.extend(parts.iter().map(|p| format!("  {} ({})", p.name, budget::megabytes(p.bytes.len()))));
    Ok(lines)
}
