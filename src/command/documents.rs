//! Several documents of one folder: it is read, checked and mapped once, and each document is what it is when it is made
//! alone.
//!
//! What belongs to a language (its fonts, its missing letters and translations, what changed since another state) is worked
//! out once for all kinds of document in it. The documents are made two at a time, because Typst alone leaves a processor
//! idle for a part of its work.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::product::{Product, Recipe, font_view, ident, overrule, problems, stop_for_errors};
use super::{Languages, Output, Session, state};
use crate::archive::{embed, inputs};
use crate::check::{Dossier, translations};
use crate::cli::Emit;
use crate::compile::letters::{self, Used};
use crate::compile::{self, Embedded, Fonts};
use crate::coverage::Coverage;
use crate::diagnostic::{Code, Reported, Severity, Stage};
use crate::load::ManifestLine;
use crate::locale::Locale;
use crate::render::kind::Kind;
use crate::render::view::register::embedded_name;
use crate::render::view::summary::coverage_line;
use crate::render::view::{self, Problem, application, picture};
use crate::render::{self, Rendering};
use crate::review::{Facts, Since};

/// What was read, for all documents.
struct Ground<'a> {
    dossier: &'a Dossier,
    coverage: &'a Coverage,
    facts: &'a Facts,
    recipe: &'a Recipe,
    emit: Emit,
}

/// What belongs to a language, for all documents in it.
struct Voice {
    locale: Locale,
    fonts: Arc<Fonts>,
    used: Vec<Used>,
    overruled: Option<view::Overruled>,
    problems: Vec<Problem>,
    since: Option<Since>,
    /// What was read and said up to here.
    session: Session,
}

/// From so many items of evidence on, documents are made one after the other, and what Typst remembers is forgotten between
/// them: the memory for one is then as much as a machine may have.
const LARGE: usize = 400;

/// As much as the first thread of a program has: texts may be nested as deep as there.
const STACK: usize = 8 * 1024 * 1024;

/// A document that was made, or was not, and what there was to say.
type Done = (Stage<Product>, Session);

/// Makes documents of these kinds in these languages, language by language; all of them, or none. When any fails, the
/// session is that of the first that did.
///
/// # Errors
/// When a stage stops, or a final document has errors.
pub fn documents(
    recipe: &Recipe,
    kinds: &[Kind],
    languages: &Languages,
    emit: Emit,
    session: &mut Session,
    out: &mut Output,
) -> Stage<Vec<Product>> {
    let (mut dossier, coverage, locales) = session.dossier_in(&recipe.dir, &recipe.options, languages)?;
    // Nobody hands in what is still to be written.
    session.diagnostics.iter_mut().filter(|d| d.code == Code::Placeholder).for_each(|d| d.severity = severity(recipe));
    let facts = Facts::of(&dossier, &coverage);
    let (mut voices, mut failed) = (Vec::new(), None);
    // Each language is told what it would be told alone; what was said of all of them is said together.
    let common = session.clone();
    let said = common.diagnostics.count();
    for locale in locales {
        let mut own = common.clone();
        let voice = Voice::new(recipe, &dossier, &facts, locale, &mut own);
        session.diagnostics.append(own.diagnostics.clone().behind(said));
        match voice {
            Ok(voice) => voices.push(Voice { session: own, ..voice }),
            Err(reported) => failed = failed.or(Some(reported)),
        }
    }
    if let Some(reported) = failed {
        return Err(reported);
    }
    let _ = out.progress("setting the pages …");
    let own_inputs = dossier.manifest.len();
    // Fonts of the machine are inputs of the documents of one language alone.
    let alike = voices.iter().all(|voice| voice.inputs().next().is_none());
    let mut products = Vec::new();
    for round in voices.chunks(if alike { voices.len().max(1) } else { 1 }) {
        dossier.manifest.truncate(own_inputs);
        dossier.manifest.extend(round.iter().flat_map(Voice::inputs).cloned());
        let ground = Ground { dossier: &dossier, coverage: &coverage, facts: &facts, recipe, emit };
        let wanted: Vec<(&Voice, Kind)> = round.iter().flat_map(|voice| kinds.iter().map(move |kind| (voice, *kind))).collect();
        for ((voice, _), (made, own)) in wanted.iter().zip(side_by_side(&ground, &wanted)) {
            let Ok(product) = made else {
                *session = own;
                return Err(session.diagnostics.reported());
            };
            session.diagnostics.append(own.diagnostics.behind(voice.session.diagnostics.count()));
            products.push(product);
        }
    }
    Ok(products)
}

/// How bad it is that something is still to be written: in a draft it is the usual thing.
fn severity(recipe: &Recipe) -> Severity {
    if recipe.purpose.is_draft() { Severity::Warning } else { Severity::Error }
}

impl Voice {
    /// Works out what belongs to a language.
    fn new(recipe: &Recipe, dossier: &Dossier, facts: &Facts, locale: Locale, session: &mut Session) -> Result<Self, Reported> {
        let severity = severity(recipe);
        translations::check(dossier, std::slice::from_ref(&locale.lang), severity, &mut session.diagnostics);
        let mut fonts = Fonts::new(&dossier.fonts, &mut session.diagnostics);
        let ask = letters::Ask { dossier, locale: &locale, others: false, system: recipe.system_fonts };
        let used = letters::check(&ask, &mut fonts, &session.sources, &mut session.diagnostics);
        stop_for_errors(recipe.is_lenient(), &mut session.diagnostics)?;
        let overruled = recipe.overruled.as_ref().map(|o| overrule(o, recipe, session)).filter(|_| !recipe.is_handed_in());
        let problems = if recipe.purpose.is_draft() { problems(recipe, session, Severity::Warning) } else { Vec::new() };
        let old = recipe.since.as_deref().map(|old| state::old(old, &locale, &mut session.diagnostics)).transpose()?;
        let since = old.map(|old| Since::new(&old, facts, &locale));
        Ok(Self { locale, fonts: Arc::new(fonts), used, overruled, problems, since, session: Session::default() })
    }

    /// The files of this machine that its documents depend on.
    fn inputs(&self) -> impl Iterator<Item = &ManifestLine> {
        self.used.iter().flat_map(|used| &used.inputs)
    }
}

/// Makes documents, at most two at a time, and gives them in their order.
fn side_by_side(ground: &Ground<'_>, wanted: &[(&Voice, Kind)]) -> Vec<Done> {
    let large = ground.dossier.evidence.len() > LARGE;
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = if large { 1 } else { processors.min(2).min(wanted.len()) };
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done: Vec<(usize, Done)> = Vec::new();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some((voice, kind)) = wanted.get(place) else { return done };
            let mut session = voice.session.clone();
            let made = ground.document(voice, *kind, &mut session);
            if large {
                compile::forget();
            }
            done.push((place, (made, session)));
        }
    };
    let mut all = thread::scope(|scope| {
        // This thread is one of them.
        let thread = || thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).ok();
        let others: Vec<_> = (1..threads).filter_map(|_| thread()).collect();
        let mut all = work();
        for other in others {
            all.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        all
    });
    all.sort_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, done)| done).collect()
}

impl Ground<'_> {
    /// Makes one document: what it says, its pages, its file.
    fn document(&self, voice: &Voice, kind: Kind, session: &mut Session) -> Stage<Product> {
        let Self { dossier, coverage, facts, recipe, emit } = *self;
        let Voice { locale, fonts, .. } = voice;
        let command = recipe.command(kind, locale);
        let input = view::Input {
            dossier,
            coverage,
            locale,
            problems: voice.problems.clone(),
            overruled: voice.overruled.clone(),
            purpose: recipe.purpose,
            command: command.clone(),
            facts,
            sources: recipe.sources && !recipe.options.private,
            private: recipe.options.private,
            since: voice.since.as_ref(),
            fonts: voice.used.iter().cloned().map(font_view).collect(),
        };
        let mut rendering = rendering(kind, &input, session)?;
        if recipe.is_lenient() {
            rendering.source = letters::with_stand_ins(&rendering.source, fonts);
        }
        let line = coverage_line(dossier, coverage, locale);
        let lang = locale.lang.code().to_owned();
        if emit == Emit::Typ {
            let bytes = rendering.source.into_bytes();
            return Ok(Product { bytes, pages: None, inside: (0, 0), coverage: line, kind, lang });
        }
        let files = dossier.files.iter().map(|f| Embedded { name: embedded_name(f), bytes: f.bytes.clone() });
        let pictures = dossier.pictures.iter().map(|p| Embedded { name: picture::embedded_name(p), bytes: p.bytes.clone() });
        let embedded = files.chain(pictures).collect();
        let Session { sources, diagnostics } = session;
        let (world, document) = compile::compile(&rendering, embedded, Arc::clone(fonts), sources, diagnostics)?;
        let unusable = inputs::unusable(dossier, &recipe.dir, &recipe.options, diagnostics);
        let made = embed::Made {
            world: &world,
            document: &document,
            rendering: &rendering,
            dossier,
            coverage,
            options: recipe.told(kind, locale),
            command: &command,
            facts,
            ident: &ident(dossier, kind, locale),
            unusable: &unusable,
        };
        let (bytes, files) = embed::pdf(&made, sources, diagnostics)?;
        let inside = files.iter().filter(|f| f.attached.is_some()).fold((0, 0), |(n, size), f| (n + 1, size + f.size));
        Ok(Product { bytes, pages: Some(document.pages().len()), inside, coverage: line, kind, lang })
    }
}

/// The source of the pages of a kind of document.
fn rendering(kind: Kind, input: &view::Input<'_>, session: &mut Session) -> Stage<Rendering> {
    let Session { sources, diagnostics } = session;
    match kind {
        Kind::Dossier => render::render(&view::build(input), input.dossier, sources, diagnostics),
        Kind::Form => render::render_as(application::MAIN, &application::application(input), input.dossier, sources, diagnostics),
    }
}
