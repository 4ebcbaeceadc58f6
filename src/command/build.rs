//! `gnlc build`

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::documents::documents;
use super::product::{Product, Recipe, overruled, watchdog};
use super::{Languages, Outcome, Output, Session, Unwritable, tally, target};
use crate::archive::{self, budget, is_pdf};
use crate::cli::{self, Build, Emit};
use crate::diagnostic::{Code, Diagnostic, Place, Stage};
use crate::export::write;
use crate::load::Options;
use crate::render::kind::Kind;
use crate::render::view::Purpose;

/// Makes the document, or with `--all` every one.
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
    let products = products(args, &mut session, out);
    out.progress("")?;
    let (errors, warnings) = session.print(out)?;
    let Ok(products) = products else {
        out.remark(&format!("nothing was written: {}", tally(errors, warnings)))?;
        return Ok(session.failure());
    };
    let to_stdout = args.output.as_deref() == Some(Path::new("-"));
    let files: Vec<(PathBuf, &[u8])> = products.iter().map(|p| (output(args, p), p.bytes.as_slice())).collect();
    if to_stdout {
        out.result(files[0].1)?;
    } else if let Some(trouble) = write_all(args, &files) {
        return target::refuse(trouble, out);
    }
    let problems = if errors + warnings > 0 { format!("; {}", tally(errors, warnings)) } else { String::new() };
    let seconds = start.elapsed().as_secs_f32();
    for ((file, _), product) in files.iter().zip(&products) {
        let name = if to_stdout { "standard output".to_owned() } else { file.display().to_string() };
        let pages = product.pages.map(|n| format!("{n} pages, ")).unwrap_or_default();
        let size = format!("{name}: {pages}{} kB", product.bytes.len().div_ceil(1000));
        out.remark(&if args.all { size } else { format!("{size}, {seconds:.1} s{problems}") })?;
    }
    if args.all {
        out.remark(&format!("{} documents, {seconds:.1} s{problems}", products.len()))?;
    }
    out.remark(&products[0].coverage)?;
    if let (files @ 1.., size) = products[0].inside {
        let each = if args.all { "inside each" } else { "inside" };
        out.remark(&format!("{each}: {files} source{}, {}", if files == 1 { "" } else { "s" }, budget::megabytes(size)))?;
    }
    Ok(if errors > 0 && args.overruled_by.is_none() { Outcome::Errors } else { Outcome::Done })
}

/// Writes every file, or none, and says what the trouble is.
fn write_all(args: &Build, files: &[(PathBuf, &[u8])]) -> Option<Diagnostic> {
    if let Some(folder) = args.output.as_deref().filter(|_| args.all)
        && let Err(error) = write::room(folder)
    {
        return Some(target::failed(folder, &error));
    }
    let own = |file: &Path| is_pdf(&args.dir) && same(&args.dir, file);
    if let Some((file, _)) = files.iter().find(|(file, _)| own(file)) {
        return Some(built_from(file));
    }
    write::replace_all(files).err().map(|(file, error)| target::failed(&file, &error))
}

/// Whether two paths lead to the same file.
fn same(one: &Path, other: &Path) -> bool {
    one.canonicalize().ok().zip(other.canonicalize().ok()).is_some_and(|(a, b)| a == b)
}

fn built_from(file: &Path) -> Diagnostic {
    let message = "this is the PDF that is to be built from";
    Diagnostic::new(Code::CannotWrite, Place::File(file.display().to_string()), message)
        .hint("give another name: the old PDF is then still there to be compared")
}

/// What is wrong with the name of the file to write, before any work is done.
fn unusable_target(args: &Build) -> Option<Diagnostic> {
    let Some(target) = args.output.as_deref() else {
        return (args.all && is_pdf(&args.dir)).then(|| {
            let message = "with `--all`, the documents of a PDF need a folder of their own";
            Diagnostic::new(Code::CannotWrite, Place::File(args.dir.display().to_string()), message).hint("name it: `-o FOLDER`")
        });
    };
    if args.all {
        let refuse = |message: &str, hint: &str| {
            Some(Diagnostic::new(Code::CannotWrite, Place::File(target.display().to_string()), message).hint(hint))
        };
        if target == Path::new("-") {
            return refuse("standard output takes one document", "name a folder");
        }
        if target.exists() && !target.is_dir() {
            return refuse("this is a file, and `--all` writes a folder", "give the name of a folder");
        }
        if is_pdf(target) {
            return refuse("`--all` writes a folder, and this is the name of a file", "give a name without .pdf");
        }
        return None;
    }
    if is_pdf(&args.dir) && same(&args.dir, target) {
        return Some(built_from(target));
    }
    target::unusable(target, ending(args), &[])
}

fn ending(args: &Build) -> &'static str {
    if args.emit == Emit::Typ { "typ" } else { "pdf" }
}

/// The file of a document.
fn output(args: &Build, product: &Product) -> PathBuf {
    let ending = ending(args);
    let name = format!("{}-{}.{ending}", product.kind.word(), product.lang);
    match &args.output {
        Some(folder) if args.all => folder.join(name),
        Some(file) => file.clone(),
        None if is_pdf(&args.dir) => {
            let stem = args.dir.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            args.dir.with_file_name(format!("{stem}-rebuilt.{ending}"))
        }
        None => args.dir.join(name),
    }
}

/// The kind that is asked for on the command line.
fn kind(args: &Build) -> Option<Kind> {
    args.kind.map(|kind| match kind {
        cli::Kind::Dossier => Kind::Dossier,
        cli::Kind::Form => Kind::Form,
    })
}

/// The documents of a folder, or of the folder that lies in a PDF.
fn products(args: &Build, session: &mut Session, out: &mut Output) -> Stage<Vec<Product>> {
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
            kind: kind(args).unwrap_or_default(),
            purpose: if args.draft { Purpose::Draft } else { Purpose::Final },
            overruled: overruled(args.overruled_by.as_ref(), args.because.as_ref()),
            system_fonts: args.fonts.system_fonts,
            sources: !args.no_sources,
            max_size: args.max_size,
            since: args.since.clone(),
            ..Recipe::new(&args.dir)
        };
        return made(&recipe, args, session, out);
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
    made(&with_wishes(Recipe::of(&opened), args), args, session, out)
}

/// The one document of a recipe, or every one.
fn made(recipe: &Recipe, args: &Build, session: &mut Session, out: &mut Output) -> Stage<Vec<Product>> {
    if args.all {
        return documents(recipe, Kind::ALL, &Languages::All, args.emit, session, out);
    }
    let languages = Languages::Named(recipe.lang.iter().cloned().collect());
    documents(recipe, &[recipe.kind], &languages, args.emit, session, out)
}

/// The recipe of a PDF, changed by what is given on the command line.
fn with_wishes(mut recipe: Recipe, args: &Build) -> Recipe {
    recipe.lang = args.lang.clone().or(recipe.lang);
    recipe.kind = kind(args).unwrap_or(recipe.kind);
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
