//! `gnlc build`

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::product::{Product, Recipe, make, overruled, watchdog};
use super::{Outcome, Output, Session, Unwritable, tally, target};
use crate::archive::{self, budget, is_pdf};
use crate::cli::{Build, Emit};
use crate::diagnostic::{Code, Diagnostic, Place, Stage};
use crate::export::write;
use crate::load::Options;
use crate::render::view::Purpose;

/// Makes the document.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Build, out: &mut Output) -> Result<Outcome, Unwritable> {
    let start = Instant::now();
    let _watchdog = watchdog(args.timeout);
    let mut session = Session::default();
    if let Some(trouble) = unusable_target(args) {
        return target::refuse(trouble, out);
    }
    out.progress("reading …")?;
    let product = product(args, &mut session, out);
    out.progress("")?;
    let (errors, warnings) = session.print(out)?;
    let Ok(product) = product else {
        out.remark(&format!("nothing was written: {}", tally(errors, warnings)))?;
        return Ok(session.failure());
    };
    let to_stdout = args.output.as_deref() == Some(Path::new("-"));
    let file = output(args, &product.lang);
    if to_stdout {
        out.result(&product.bytes)?;
    } else if let Err(error) = write::replace(&file, &product.bytes) {
        return target::refuse(target::failed(&file, &error), out);
    }
    let name = if to_stdout { "standard output".to_owned() } else { file.display().to_string() };
    let pages = product.pages.map(|n| format!("{n} pages, ")).unwrap_or_default();
    let kb = product.bytes.len().div_ceil(1000);
    let problems = if errors + warnings > 0 { format!("; {}", tally(errors, warnings)) } else { String::new() };
    out.remark(&format!("{name}: {pages}{kb} kB, {:.1} s{problems}", start.elapsed().as_secs_f32()))?;
    out.remark(&product.coverage)?;
    if let (files @ 1.., size) = product.inside {
        out.remark(&format!("inside: {files} source{}, {}", if files == 1 { "" } else { "s" }, budget::megabytes(size)))?;
    }
    Ok(if errors > 0 && args.overruled_by.is_none() { Outcome::Errors } else { Outcome::Done })
}

/// What is wrong with the name of the file to write, before any work is done.
fn unusable_target(args: &Build) -> Option<Diagnostic> {
    let target = args.output.as_deref()?;
    let same = |other: &Path| target.canonicalize().ok().zip(other.canonicalize().ok()).is_some_and(|(a, b)| a == b);
    if is_pdf(&args.dir) && same(&args.dir) {
        let message = "this is the PDF that is to be built from";
        return Some(
            Diagnostic::new(Code::CannotWrite, Place::File(target.display().to_string()), message)
                .hint("give another name: the old PDF is then still there to be compared"),
        );
    }
    target::unusable(target, if args.emit == Emit::Typ { "typ" } else { "pdf" }, &[])
}

fn output(args: &Build, lang: &str) -> PathBuf {
    let ending = if args.emit == Emit::Typ { "typ" } else { "pdf" };
    args.output.clone().unwrap_or_else(|| {
        if is_pdf(&args.dir) {
            let stem = args.dir.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            return args.dir.with_file_name(format!("{stem}-rebuilt.{ending}"));
        }
        args.dir.join(format!("dossier-{lang}.{ending}"))
    })
}

/// The document of a folder, or of the folder that lies in a PDF.
fn product(args: &Build, session: &mut Session, out: &mut Output) -> Stage<Product> {
    if !is_pdf(&args.dir) {
        let recipe = Recipe {
            options: Options {
                templates: args.templates.clone(),
                fonts: args.fonts.paths.clone(),
                private: args.with_private,
                packs: args.packs.files.clone(),
                ..Options::default()
            },
            lang: args.lang.clone(),
            purpose: if args.draft { Purpose::Draft } else { Purpose::Final },
            overruled: overruled(args.overruled_by.as_ref(), args.because.as_ref()),
            system_fonts: args.fonts.system_fonts,
            sources: !args.no_sources,
            max_size: args.max_size,
            since: args.since.clone(),
            ..Recipe::new(&args.dir)
        };
        return make(&recipe, args.emit, session, out);
    }
    let opened = archive::open(&args.dir, &mut session.diagnostics)?;
    if opened.manifest.options.since && args.since.is_none() {
        let message = "this PDF was compared with an older state, which is not in it";
        let place = Place::File(args.dir.display().to_string());
        return Err(session.diagnostics.error(
            Diagnostic::new(Code::CannotRebuild, place, message).hint("name that state, a folder or a PDF, with `--since OLD`"),
        ));
    }
    let (by, this) = (&opened.manifest.gnlc, env!("CARGO_PKG_VERSION"));
    if by != this {
        let _ = out.remark(&format!("made by {by}, this is {this}: the bytes will differ"));
    }
    make(&with_wishes(Recipe::of(&opened), args), args.emit, session, out)
}

/// The recipe of a PDF, changed by what is given on the command line.
fn with_wishes(mut recipe: Recipe, args: &Build) -> Recipe {
    recipe.lang = args.lang.clone().or(recipe.lang);
    recipe.options.templates = args.templates.clone().or(recipe.options.templates);
    if !args.fonts.paths.is_empty() {
        recipe.options.fonts.clone_from(&args.fonts.paths);
    }
    recipe.options.packs.clone_from(&args.packs.files);
    recipe.options.private = args.with_private;
    if args.draft {
        recipe.purpose = Purpose::Draft;
    }
    recipe.overruled =
        overruled(args.overruled_by.as_ref(), args.because.as_ref()).or(recipe.overruled).filter(|_| !recipe.purpose.is_draft());
    recipe.system_fonts |= args.fonts.system_fonts;
    recipe.sources &= !args.no_sources;
    recipe.max_size = args.max_size.or(recipe.max_size);
    recipe.since.clone_from(&args.since);
    recipe
}
