//! One build in a process of its own, stage by stage, so that its peak memory is its own.

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use cpu_time::ProcessTime;
use gnlc::archive::embed::{self, Made};
use gnlc::archive::manifest;
use gnlc::command::Session;
use gnlc::compile::{self, Fonts, World, letters};
use gnlc::diagnostic::Diagnostics;
use gnlc::locale::Locale;
use gnlc::model::Lang;
use gnlc::render::view;
use gnlc::review::Facts;
use gnlc::source::Sources;
use gnlc::{check, coverage, export, load, render};
use typst_layout::PagedDocument;

/// What is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// The document as it is.
    Whole,
    /// The same without any link and page number.
    Unlinked,
    /// Typst alone on the same source.
    Typst,
}

impl Variant {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 3] = [Self::Whole, Self::Unlinked, Self::Typst];

    /// Its name on the command line of the child.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Unlinked => "unlinked",
            Self::Typst => "typst",
        }
    }

    /// The variant of this name.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|v| v.word() == word)
    }
}

/// Runs all stages and prints a line for each: name, CPU and wall in microseconds, peak memory in KiB. Then facts: name and number.
pub fn child(variant: Variant, folder: &Path, count_passes: bool) {
    let passes = Passes::start(count_passes);
    let bytes = if variant == Variant::Typst { typst_alone(folder) } else { all(folder, variant == Variant::Whole) };
    println!("bytes\t{bytes}");
    if let Some(passes) = passes.count() {
        println!("passes\t{passes}");
    }
}

/// The stages of `gnlc build`.
fn all(folder: &Path, linked: bool) -> usize {
    let mut session = Session::default();
    let Session { sources, diagnostics } = &mut session;
    let loaded = stage("load", || load::load(folder, &load::Options::default(), sources, diagnostics)).expect("a folder");
    let (locale, dossier) = stage("check", || {
        let locale = Locale::builtin(&Lang::english(), sources, diagnostics).expect("English is built in");
        let dossier =
            check::check(loaded, std::slice::from_ref(&locale), sources, diagnostics).expect("a dossier without mistakes");
        (locale, dossier)
    });
    let coverage = stage("map", || {
        let coverage = coverage::map(&dossier);
        coverage::report(&dossier, &coverage, diagnostics);
        coverage
    });
    let facts = stage("facts", || Facts::of(&dossier, &coverage));
    let (context, fonts) = stage("view", || {
        let mut fonts = Fonts::new(&dossier.fonts, diagnostics);
        let ask = letters::Ask { dossier: &dossier, locale: &locale, others: false, system: false };
        letters::check(&ask, &mut fonts, sources, diagnostics);
        let context = view::build(&view::Input {
            command: "gnlc build .".to_owned(),
            ..view::Input::new(&dossier, &coverage, &locale, &facts)
        });
        (context, Arc::new(fonts))
    });
    let rendering =
        stage("render", || render::render(&context, &dossier, sources, diagnostics)).expect("templates without mistakes");
    assert!(!diagnostics.has_errors(), "{diagnostics:?}");
    std::fs::write(folder.join("dossier.typ"), &rendering.source).expect("a folder that can be written to");
    let (world, document) = stage("compile", || {
        let world = World::new(&rendering, Vec::new(), fonts, sources);
        let world = if linked { world } else { world.unlinked() };
        compile::set(world).expect("a source without mistakes")
    });
    println!("pages\t{}", document.pages().len());
    let made = Made {
        world: &world,
        document: &document,
        rendering: &rendering,
        dossier: &dossier,
        coverage: &coverage,
        options: manifest::Options { lang: "en".into(), sources: true, max_size: Some(2_000), ..manifest::Options::default() },
        command: "gnlc build .",
        facts: &facts,
        ident: "speed",
        unusable: &[],
    };
    let bytes = stage("export", || embed::pdf(&made, sources, diagnostics));
    let (bytes, _) = bytes.unwrap_or_else(|_| panic!("{diagnostics:?}"));
    stage("write", || export::write::replace(&folder.join("dossier-en.pdf"), &bytes)).expect("a folder that can be written to");
    black_box(bytes.len())
}

/// Nothing but the typesetter and its exporter.
fn typst_alone(folder: &Path) -> usize {
    let source = std::fs::read_to_string(folder.join("dossier.typ")).expect("the first variant left its source");
    let rendering = render::Rendering::of(source);
    let built_in = Arc::new(Fonts::new(&[], &mut Diagnostics::default()));
    let world = World::new(&rendering, Vec::new(), built_in, &Sources::default());
    let document = stage("compile", || typst::compile::<PagedDocument>(&world).output);
    let document = document.expect("a source without mistakes");
    println!("pages\t{}", document.pages().len());
    let bytes = stage("export", || typst_pdf::pdf(&document, &export::options("speed").expect("standards that agree")));
    bytes.expect("a document that meets the standards").len()
}

fn stage<T>(name: &str, work: impl FnOnce() -> T) -> T {
    // Forgets the peak so far; where that is not allowed, the peak of all stages up to here is printed.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let (cpu, wall) = (ProcessTime::now(), Instant::now());
    let done = black_box(work());
    let (cpu, wall) = (cpu.elapsed(), wall.elapsed());
    println!("{name}\t{}\t{}\t{}", cpu.as_micros(), wall.as_micros(), peak_kib().unwrap_or_default());
    done
}

/// The highest memory this process has used, in KiB; Linux only.
fn peak_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}

/// Counts the layout passes by the typesetter's own clock, which names each.
struct Passes(bool);

impl Passes {
    fn start(on: bool) -> Self {
        if on {
            typst_timing::enable();
        }
        Self(on)
    }

    fn count(self) -> Option<usize> {
        let mut json = Vec::new();
        self.0.then(|| typst_timing::export_json(&mut json, |_| (String::new(), 0)))?.ok()?;
        let text = String::from_utf8(json).ok()?;
        Some((1..=5).filter(|n| text.contains(&format!("\"iter ({n})\""))).count())
    }
}
