//! `gnlc build`

use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use super::{Outcome, Output, Session, Unwritable, tally};
use crate::check::{Dossier, translations};
use crate::cli::{Build, Emit};
use crate::compile::fonts::Origin;
use crate::compile::letters::{self, Used};
use crate::compile::{self, Embedded, Fonts};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Severity, Stage};
use crate::export::{self, compact, write};
use crate::load::Options;
use crate::load::folder::plain;
use crate::locale::Locale;
use crate::render;
use crate::render::view::back::FontView;
use crate::render::view::picture;
use crate::render::view::register::embedded_name;
use crate::render::view::summary::coverage_line;
use crate::render::view::{self, Problem};

/// What was made.
struct Product {
    bytes: Vec<u8>,
    pages: Option<usize>,
    coverage: String,
    lang: String,
}

/// Makes the document.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Build, out: &mut Output) -> Result<Outcome, Unwritable> {
    let start = Instant::now();
    let _watchdog = watchdog(args.timeout);
    let mut session = Session::default();
    if let Some(trouble) = unusable_target(args) {
        let mut failed = Session::default();
        failed.diagnostics.push(trouble);
        failed.print(out)?;
        return Ok(Outcome::CouldNotRun);
    }
    out.progress("reading …")?;
    let product = make(args, &mut session, out);
    out.progress("")?;
    let (errors, warnings) = session.print(out)?;
    let Ok(product) = product else {
        out.remark(&format!("nothing was written: {}", tally(errors, warnings)))?;
        return Ok(session.failure());
    };
    let to_stdout = args.output.as_deref() == Some(Path::new("-"));
    let target = target(args, &product.lang);
    if to_stdout {
        out.result(&product.bytes)?;
    } else if let Err(error) = write::replace(&target, &product.bytes) {
        let mut failed = Session::default();
        failed.diagnostics.push(
            Diagnostic::new(Code::CannotWrite, Place::File(target.display().to_string()), format!("failed to write the document ({})", plain(&error)))
                .hint("check that the folder exists and may be written to, that the disk has room, and that no viewer holds the file; the old file is untouched"),
        );
        failed.print(out)?;
        return Ok(Outcome::CouldNotRun);
    }
    let name = if to_stdout { "standard output".to_owned() } else { target.display().to_string() };
    let pages = product.pages.map(|n| format!("{n} pages, ")).unwrap_or_default();
    let kb = product.bytes.len().div_ceil(1000);
    let problems = if errors + warnings > 0 { format!("; {}", tally(errors, warnings)) } else { String::new() };
    out.remark(&format!("{name}: {pages}{kb} kB, {:.1} s{problems}", start.elapsed().as_secs_f32()))?;
    out.remark(&product.coverage)?;
    Ok(if errors > 0 { Outcome::Errors } else { Outcome::Done })
}

/// What is wrong with the name of the file to write, before any work is done.
fn unusable_target(args: &Build) -> Option<Diagnostic> {
    let target = args.output.as_deref().filter(|t| *t != Path::new("-"))?;
    let refuse = |message: String, hint: &str| {
        Some(Diagnostic::new(Code::CannotWrite, Place::File(target.display().to_string()), message).hint(hint))
    };
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|f| !f.is_dir()) {
        return refuse(format!("there is no folder `{}`", folder.display()), "make the folder first, or write into another");
    }
    if target.is_dir() {
        return refuse("this is a folder".into(), "give the name of a file, such as my-city.pdf");
    }
    let ending = if args.emit == Emit::Typ { "typ" } else { "pdf" };
    if target.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending)) {
        return None;
    }
    refuse(format!("what is written is a .{ending} file"), "give it a name that ends so")
}

fn target(args: &Build, lang: &str) -> PathBuf {
    let ending = if args.emit == Emit::Typ { "typ" } else { "pdf" };
    args.output.clone().unwrap_or_else(|| args.dir.join(format!("dossier-{lang}.{ending}")))
}

/// All stages, in order.
fn make(args: &Build, session: &mut Session, out: &mut Output) -> Stage<Product> {
    let options = Options { templates: args.templates.clone(), fonts: args.fonts.paths.clone() };
    let (mut dossier, coverage, locale) = session.dossier(&args.dir, &options, args.lang.as_deref())?;
    let severity = if args.draft { Severity::Warning } else { Severity::Error };
    translations::check(&dossier, std::slice::from_ref(&locale.lang), severity, &mut session.diagnostics);
    let mut fonts = Fonts::new(&dossier.fonts, &mut session.diagnostics);
    let ask = letters::Ask { dossier: &dossier, locale: &locale, others: false, system: args.fonts.system_fonts };
    let used = letters::check(&ask, &mut fonts, &session.sources, &mut session.diagnostics);
    dossier.manifest.extend(used.iter().flat_map(|u| u.inputs.iter().cloned()));
    stop_for_errors(args.draft, &mut session.diagnostics)?;
    let problems = if args.draft { problems(session) } else { Vec::new() };
    let context = view::build(&view::Input {
        dossier: &dossier,
        coverage: &coverage,
        locale: &locale,
        problems,
        draft: args.draft,
        command: command(&locale, args),
        fonts: used.into_iter().map(font_view).collect(),
    });
    let Session { sources, diagnostics } = session;
    let mut rendering = render::render(&context, &dossier, sources, diagnostics)?;
    if args.draft {
        rendering.source = compile::letters::with_stand_ins(&rendering.source, &fonts);
    }
    let line = coverage_line(&dossier, &coverage, &locale);
    let lang = locale.lang.code().to_owned();
    if args.emit == Emit::Typ {
        return Ok(Product { bytes: rendering.source.into_bytes(), pages: None, coverage: line, lang });
    }
    let _ = out.progress("setting the pages …");
    let files = dossier.files.iter().map(|f| Embedded { name: embedded_name(f), bytes: f.bytes.clone() });
    let pictures = dossier.pictures.iter().map(|p| Embedded { name: picture::embedded_name(p), bytes: p.bytes.clone() });
    let embedded = files.chain(pictures).collect();
    let (world, document) = compile::compile(&rendering, embedded, Arc::new(fonts), sources, diagnostics)?;
    let ident = ident(&dossier, &locale);
    let bytes = compact::compact(export::pdf(&world, &document, &rendering, &ident, sources, diagnostics)?);
    Ok(Product { bytes, pages: Some(document.pages().len()), coverage: line, lang })
}

/// What identifies the document over its versions: the city, the form and the language, not the folder it lies in.
fn ident(dossier: &Dossier, locale: &Locale) -> String {
    format!("gnlc/{}/{}/{}", dossier.city.name.native, dossier.form.head.id.value, locale.lang)
}

/// The command that makes this document again, as the colophon prints it: never the path that was typed.
fn command(locale: &Locale, args: &Build) -> String {
    let draft = if args.draft { " --draft" } else { "" };
    let templates = if args.templates.is_some() { " --templates …" } else { "" };
    let folders = " --font-path …".repeat(args.fonts.paths.len());
    let system = if args.fonts.system_fonts { " --system-fonts" } else { "" };
    format!("gnlc build . --lang {}{draft}{templates}{folders}{system}", locale.lang)
}

/// A family as the colophon names it.
fn font_view(used: Used) -> FontView {
    let short = used.licence.filter(|licence| licence.chars().count() <= 40);
    FontView { family: used.name, licence: short, of_machine: used.origin == Origin::System }
}

/// A final document allows no error; a draft only those of files that could not be read.
fn stop_for_errors(draft: bool, diagnostics: &mut Diagnostics) -> Stage<()> {
    if diagnostics.has_fatal() || (!draft && diagnostics.has_errors()) {
        return Err(diagnostics.reported());
    }
    Ok(())
}

/// The messages so far, as a draft prints them.
fn problems(session: &Session) -> Vec<Problem> {
    let sorted = session.diagnostics.sorted(&session.sources);
    sorted
        .into_iter()
        .map(|d| {
            let place = match &d.place {
                Place::Text(span) => {
                    format!("{}, line {}", session.sources.file(span.file).path, session.sources.position(*span).line)
                }
                Place::File(path) => path.clone(),
                Place::Dossier => String::new(),
            };
            Problem { at: d.span(), place, message: d.message.clone() }
        })
        .collect()
}

/// Ends the process with a sentence when the time is over: a running layout cannot be asked to stop.
fn watchdog(seconds: u64) -> mpsc::Sender<()> {
    let (guard, wait) = mpsc::channel::<()>();
    std::thread::spawn(move || {
        if wait.recv_timeout(Duration::from_secs(seconds)) == Err(mpsc::RecvTimeoutError::Timeout) {
            eprintln!(
                "error[{}]: the build took longer than {seconds} seconds and was stopped; nothing was written",
                Code::Interrupted
            );
            std::process::exit(2);
        }
    });
    guard
}
