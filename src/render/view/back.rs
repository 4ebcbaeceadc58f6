//! The colophon: how the document was made, from what, and how far its parts can be trusted.

use minijinja::value::Value;
use serde::Serialize;

use super::Input;
use super::printer::{Printer, Say};
use crate::check::Dossier;
use crate::digest::sha256;
use crate::model::Text;
use crate::pack::Head;
use crate::render::prose;

/// The colophon.
#[derive(Debug, Serialize)]
pub struct Colophon {
    /// What the document is and is not (prose).
    pub notice: Option<Value>,
    /// Label and text.
    pub lines: Vec<(String, String)>,
    /// The packs it stands on.
    pub packs: Vec<PackView>,
    /// The fonts, with their licence.
    pub fonts: String,
}

/// A font that is not built in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FontView {
    /// Its family.
    pub family: String,
    /// Its licence, when the font says one.
    pub licence: Option<String>,
    /// Whether it was found on the machine that made the document.
    pub of_machine: bool,
}

/// One pack.
#[derive(Debug, Serialize)]
pub struct PackView {
    /// Its title.
    pub title: Say,
    /// Id, edition, status, digest.
    pub facts: String,
    /// Where it comes from (inlines, with their language).
    pub source: Value,
    /// What is verified in it and what is not (inlines, with their language).
    pub note: Value,
}

/// Phrases the colophon.
#[must_use]
pub fn colophon(p: &Printer<'_>, input: &Input<'_>) -> Colophon {
    let dossier = p.dossier;
    let version = env!("CARGO_PKG_VERSION");
    let lines = vec![
        (p.word("made_with"), format!("gnlc {version}")),
        (p.word("command"), input.command.clone()),
        (p.word("content_digest"), input.facts.content()[..12].to_owned()),
        (p.word("input_digest"), digest(dossier, &input.command)[..12].to_owned()),
        (p.word("input_files"), p.locale.count(dossier.manifest.len())),
        (p.word("as_of"), p.locale.date(dossier.head.as_of)),
        (p.word("standards"), "PDF/UA-1, PDF/A-3a".to_owned()),
        (p.word("embedded"), p.word(if input.sources { "embedded_sources" } else { "embedded_list" })),
    ];
    Colophon {
        notice: dossier.head.notice.as_ref().map(|t| p.prose(t)),
        lines,
        packs: dossier.packs().map(|head| pack(p, head)).collect(),
        fonts: fonts(p, &input.fonts),
    }
}

/// The built-in fonts, those the dossier brings, and those of the machine.
fn fonts(p: &Printer<'_>, more: &[FontView]) -> String {
    let name = |font: &FontView| match &font.licence {
        Some(licence) => format!("{} ({licence})", font.family),
        None => font.family.clone(),
    };
    let list = |of_machine: bool| more.iter().filter(|f| f.of_machine == of_machine).map(name).collect::<Vec<_>>();
    let mut lines = vec![p.word("fonts_line")];
    for (key, names) in [("fonts_more", list(false)), ("fonts_system", list(true))] {
        if !names.is_empty() {
            lines.push(p.locale.fill(key, &[("names", &p.locale.list(&names))]));
        }
    }
    lines.join(" ")
}

fn pack(p: &Printer<'_>, head: &Head) -> PackView {
    let facts = [
        head.id.value.to_string(),
        p.pack_say(&head.edition).t,
        p.word(p.standing_key(head.standing)),
        head.digest[..12].to_owned(),
    ];
    let text = |t: &Option<Text>| {
        let say = t.as_ref().map(|t| p.pack_say(t));
        let lang = say.as_ref().and_then(|say| say.lang.clone());
        let inlines = prose::with_addresses(say.as_ref().map_or("", |say| &say.t), p.locale);
        prose::map([("c", inlines), ("lang", lang.map_or_else(|| Value::from(()), Value::from))])
    };
    PackView { title: p.pack_say(&head.title), facts: facts.join(" · "), source: text(&head.source), note: text(&head.note) }
}

/// The digest of everything the document depends on: files, packs, fonts and templates, tool, command.
#[must_use]
pub fn digest(dossier: &Dossier, command: &str) -> String {
    use std::fmt::Write as _;
    let mut lines = format!("gnlc {}\n{command}\n", env!("CARGO_PKG_VERSION"));
    for line in &dossier.manifest {
        let _ = writeln!(lines, "{} {} {}", line.sha256, line.size, line.path);
    }
    for head in dossier.packs() {
        let _ = writeln!(lines, "{} pack {}", head.digest, head.id.value);
    }
    for asset in crate::assets::TEXTS.iter().filter(|a| a.path.starts_with("templates/")) {
        let _ = writeln!(lines, "{} {} builtin/{}", sha256(asset.text.as_bytes()), asset.text.len(), asset.path);
    }
    for font in crate::assets::FONTS {
        let _ = writeln!(lines, "{} builtin/{}", font.bytes.len(), font.path);
    }
    sha256(lines.as_bytes())
}
