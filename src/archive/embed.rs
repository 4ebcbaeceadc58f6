//! A finished document becomes a PDF that holds what it was made from, as far as it may be large.

use super::budget::{self, Part};
use super::inputs::{Want, inputs};
use super::manifest::{self, About, Anchor, Builtin, FORMAT, Input, Lens, Manifest, NAME, Pack, Signoff};
use crate::assets;
use crate::check::Dossier;
use crate::compile::anchors::anchors;
use crate::compile::{PagedDocument, World};
use crate::coverage::Coverage;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Severity, Stage};
use crate::digest::sha256;
use crate::export::attach::{Attached, attach, attached};
use crate::export::{self, compact};
use crate::model::Text;
use crate::pack::Head;
use crate::render::Rendering;
use crate::render::view::{Purpose, back};
use crate::review::{Facts, signoffs};
use crate::source::Sources;

/// A document that was set, and what it was made from.
#[derive(Debug)]
pub struct Made<'a> {
    /// What the typesetter saw.
    pub world: &'a World,
    /// The pages.
    pub document: &'a PagedDocument,
    /// The source of the pages.
    pub rendering: &'a Rendering,
    /// The dossier.
    pub dossier: &'a Dossier,
    /// Its coverage.
    pub coverage: &'a Coverage,
    /// What the build was told.
    pub options: manifest::Options,
    /// The command, as the colophon prints it.
    pub command: &'a str,
    /// Its facts.
    pub facts: &'a Facts,
    /// What identifies the document over its versions.
    pub ident: &'a str,
    /// Files that a draft could not use.
    pub unusable: &'a [String],
}

/// Writes the PDF with its list and, unless not wanted, its sources. When it is larger than allowed, pictures are left out of
/// the sources; they stay on the pages. Gives the list of files too.
///
/// # Errors
/// When something on the pages breaks a standard, or a final document is larger than allowed all the same.
pub fn pdf(made: &Made<'_>, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Stage<(Vec<u8>, Vec<Input>)> {
    let present = attached(made.document);
    let wanted = made.options.sources && !made.options.private;
    let megabytes = budget::limit(made.options.max_size, made.dossier);
    let limit = megabytes as usize * budget::MB;
    let write = |want: Want, sources: &mut Sources, diagnostics: &mut Diagnostics| -> Stage<(Vec<u8>, Vec<Input>)> {
        let (mut files, mut take) = inputs(made.dossier, &present, made.unusable, want);
        if made.options.purpose == Purpose::HandedIn {
            // Names of files tell those outside how the work is done, and prove nothing to them.
            files.clear();
        }
        let list = manifest(made, files.clone());
        take.push(Attached {
            name: NAME.to_owned(),
            description: "What this document was made from: files with their digests, options, and where everything stands"
                .to_owned(),
            mime: "application/json",
            source: false,
            bytes: list.to_json(),
        });
        let document = attach(made.document, take);
        let bytes = export::pdf(made.world, &document, made.rendering, made.ident, sources, diagnostics)?;
        Ok((compact::compact(bytes), files))
    };
    let (mut bytes, mut files) = write(Want { sources: wanted, pictures: true }, sources, diagnostics)?;
    if bytes.len() > limit && wanted && !made.dossier.pictures.is_empty() {
        let (smaller, fewer) = write(Want { sources: wanted, pictures: false }, sources, diagnostics)?;
        if smaller.len() <= limit {
            (bytes, files) = (smaller, fewer);
            diagnostics.push(left_out(&files, megabytes));
        }
    }
    if bytes.len() > limit {
        let severity = if made.options.purpose.is_draft() { Severity::Warning } else { Severity::Error };
        let message = over(&bytes, megabytes, &budget::parts(&bytes, made.dossier, &files)).with_severity(severity);
        if severity == Severity::Error {
            return Err(diagnostics.error(message));
        }
        diagnostics.push(message);
    }
    Ok((bytes, files))
}

/// That pictures are on the pages and not among the sources.
fn left_out(files: &[Input], megabytes: u32) -> Diagnostic {
    let names: Vec<String> = files
        .iter()
        .filter(|f| f.missing == Some(manifest::Missing::TooLarge))
        .map(|f| format!("`{}` ({})", f.path, budget::megabytes(f.size)))
        .collect();
    let message =
        format!("the PDF may have {megabytes} MB, so these pictures are printed but not among its sources: {}", names.join(", "));
    Diagnostic::new(Code::SourcesLeftOut, Place::Dossier, message).hint(format!(
        "the PDF cannot be rebuilt from itself alone: keep the folder, or save the pictures smaller, or allow more with `--max-size {}`",
        megabytes * 2
    ))
}

/// That the file is too large, by what, and what would help.
fn over(bytes: &[u8], megabytes: u32, parts: &[Part]) -> Diagnostic {
    let names: Vec<String> = parts.iter().take(5).map(|p| format!("{} ({})", p.name, budget::megabytes(p.size))).collect();
    let message = format!(
        "the PDF has {} and may have {megabytes} MB; its largest parts: {}",
        budget::megabytes(bytes.len()),
        names.join(", ")
    );
    let helps = parts.iter().take(5).filter_map(|p| p.help);
    let mut hints: Vec<String> = Vec::new();
    for help in helps
        .map(str::to_owned)
        .chain([format!("`--max-size {}` allows more, where the form does", bytes.len() / budget::MB + 1)])
    {
        if !hints.contains(&help) {
            hints.push(help);
        }
    }
    Diagnostic::new(Code::TooLarge, Place::Dossier, message).hints(hints)
}

/// The list of a document.
fn manifest(made: &Made<'_>, files: Vec<Input>) -> Manifest {
    let rect = |a: &crate::compile::anchors::Anchor| [a.x, a.y, a.width, a.height];
    Manifest {
        format: FORMAT,
        gnlc: env!("CARGO_PKG_VERSION").to_owned(),
        command: made.command.to_owned(),
        input_digest: back::digest(made.dossier, made.command),
        options: made.options.clone(),
        about: told_outside(made, about(made.dossier, made.coverage, made.facts, Some(made.document.pages().len()))),
        files,
        builtin: builtin(),
        anchors: anchors(made.document).iter().map(|a| Anchor { id: a.id.clone(), page: a.page, rect: rect(a) }).collect(),
    }
}

/// What may be told where the document goes: lapsed sign-offs are for those inside.
fn told_outside(made: &Made<'_>, mut about: About) -> About {
    let held = signoffs::Standing::Held.word();
    about.signoffs.retain(|signoff| made.options.purpose != Purpose::HandedIn || signoff.standing == held);
    about
}

/// What a dossier says of itself, for the list and for `gnlc info`.
#[must_use]
pub fn about(dossier: &Dossier, coverage: &Coverage, facts: &Facts, pages: Option<usize>) -> About {
    let head = &dossier.head;
    let text = |text: &Text| text.version(head.original(), head.original()).text.clone();
    let pack = |head: &Head| Pack {
        id: head.id.value.to_string(),
        kind: head.kind.word().to_owned(),
        title: text(&head.title),
        edition: text(&head.edition),
        status: head.standing.word().to_owned(),
        sha256: head.digest.clone(),
    };
    let lenses = coverage.lenses.iter().map(|lens| Lens {
        framework: dossier.frameworks[lens.framework].head.id.value.to_string(),
        areas: lens.counts().into_iter().map(|(mark, n)| (mark.word().to_owned(), n)).collect(),
    });
    About {
        city: dossier.city.name.native.clone(),
        title: text(&head.title),
        nature: head.nature.word().to_owned(),
        call: head.call,
        draft: head.draft,
        languages: head.languages.iter().map(ToString::to_string).collect(),
        date: head.date.to_string(),
        as_of: head.as_of.to_string(),
        packs: dossier.packs().map(pack).collect(),
        coverage: lenses.collect(),
        content: facts.content(),
        signoffs: signoffs(dossier, facts),
        pages,
    }
}

/// The sign-offs that no later one replaced.
fn signoffs(dossier: &Dossier, facts: &Facts) -> Vec<Signoff> {
    let text = |text: &Text| text.version(dossier.original(), dossier.original()).text.clone();
    let judged = signoffs::judge(dossier, facts).into_iter().filter(|j| j.standing != signoffs::Standing::Replaced);
    let told = judged.map(|judged| Signoff {
        role: text(&judged.signoff.role),
        covers: judged.signoff.covers.value.to_string(),
        signed: judged.signoff.signed.to_string(),
        standing: judged.standing.word().to_owned(),
    });
    told.collect()
}

/// Everything that came with the program.
fn builtin() -> Vec<Builtin> {
    let texts = assets::TEXTS.iter().map(|a| (a.path, a.text.as_bytes()));
    let fonts = assets::FONTS.iter().map(|a| (a.path, a.bytes));
    texts.chain(fonts).map(|(path, bytes)| Builtin { path: path.to_owned(), sha256: sha256(bytes) }).collect()
}
