//! Which files a PDF takes along: everything the document was made from, each once.

use std::collections::HashSet;
use std::path::{Component, Path};

use super::manifest::{Input, Missing};
use super::names::{self, Taken};
use crate::check::Dossier;
use crate::diagnostic::{Code, Diagnostics, Place};
use crate::export::attach::Attached;
use crate::load::{ManifestLine, Options};

/// What is taken along.
#[derive(Clone, Copy, Debug)]
pub struct Want {
    /// Any file at all.
    pub sources: bool,
    /// Pictures too.
    pub pictures: bool,
}

/// A file as it will lie in the folder when the PDF is unpacked.
struct Found<'a> {
    bytes: &'a [u8],
    mime: &'static str,
    picture: bool,
}

/// The list of all inputs, and those of them that have to be attached: not those that the pages attach already.
#[must_use]
pub fn inputs(dossier: &Dossier, present: &[(String, Vec<u8>)], unusable: &[String], want: Want) -> (Vec<Input>, Vec<Attached>) {
    let (mut list, mut attached): (Vec<Input>, Vec<Attached>) = (Vec::new(), Vec::new());
    let mut taken = Taken::default();
    for line in one_a_path(dossier) {
        let found = find(dossier, line);
        let fits = names::place(&line.path).is_ok_and(|place| taken.add(&place));
        let missing = match &found {
            None => Some(Missing::SystemFont),
            Some(_) if !want.sources => Some(Missing::NotWanted),
            Some(_) if !fits => Some(Missing::Name),
            Some(found) if found.picture && !want.pictures => Some(Missing::TooLarge),
            Some(_) => None,
        };
        let name = found.filter(|_| missing.is_none()).map(|found| {
            if let Some((name, _)) = present.iter().find(|(_, bytes)| bytes == found.bytes) {
                return name.clone();
            }
            if let Some(same) = attached.iter().find(|other| other.bytes == found.bytes) {
                return same.name.clone();
            }
            let name = free_name(attached.len() + 1, &line.path, present);
            attached.push(Attached {
                name: name.clone(),
                description: format!("Source of this document: {}", line.path),
                mime: found.mime,
                source: true,
                bytes: found.bytes.to_vec(),
            });
            name
        });
        list.push(Input { path: line.path.clone(), sha256: line.sha256.clone(), size: line.size, attached: name, missing });
    }
    list.extend(unusable.iter().map(|path| Input {
        path: path.clone(),
        sha256: String::new(),
        size: 0,
        attached: None,
        missing: Some(Missing::Unusable),
    }));
    (list, attached)
}

/// The lines of all inputs. A file that is both printed as a picture and attached has two: as attached it stays as it is, and
/// the picture can be made from it again.
fn one_a_path(dossier: &Dossier) -> Vec<&ManifestLine> {
    let attached = |line: &ManifestLine| dossier.files.iter().any(|f| f.path == line.path && f.sha256 == line.sha256);
    let kept: HashSet<&str> = dossier.files.iter().map(|f| f.path.as_str()).collect();
    dossier.manifest.iter().filter(|line| attached(line) || !kept.contains(line.path.as_str())).collect()
}

/// The file of a line; nothing when it is one of the machine.
fn find<'a>(dossier: &'a Dossier, line: &ManifestLine) -> Option<Found<'a>> {
    if let Some(file) = dossier.files.iter().find(|f| f.path == line.path) {
        return Some(Found { bytes: &file.bytes, mime: file.mime, picture: false });
    }
    if let Some(picture) = dossier.pictures.iter().find(|p| p.paths.contains(&line.path)) {
        return Some(Found { bytes: &picture.bytes, mime: picture.kind.mime(), picture: true });
    }
    if let Some(text) = dossier.texts.iter().find(|t| t.line.path == line.path) {
        return Some(Found { bytes: &text.bytes, mime: text_mime(&line.path), picture: false });
    }
    let font = dossier.fonts.iter().find(|f| f.inside == line.path && f.sha256 == line.sha256)?;
    Some(Found { bytes: &font.bytes, mime: font_mime(&line.path), picture: false })
}

fn ending(path: &str) -> String {
    Path::new(path).extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase()
}

fn text_mime(path: &str) -> &'static str {
    if matches!(ending(path).as_str(), "yaml" | "yml") { "application/yaml" } else { "text/plain" }
}

fn font_mime(path: &str) -> &'static str {
    match ending(path).as_str() {
        "otf" => "font/otf",
        "ttc" | "otc" => "font/collection",
        _ => "font/ttf",
    }
}

/// A name for a file in the PDF: ASCII, and none that the pages use. An underscore stands in no id, so that no annex has it.
fn free_name(number: usize, path: &str, present: &[(String, Vec<u8>)]) -> String {
    let last = path.rsplit('/').next().unwrap_or_default();
    let ascii: String = last.chars().map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' }).collect();
    let short = &ascii[ascii.len().saturating_sub(40)..];
    let mut name = format!("source_{number:03}_{short}");
    while present.iter().any(|(other, _)| *other == name) {
        name.insert(0, '_');
    }
    name
}

/// The files that a draft could not use although they are there: it says so, and a folder without them would say something else.
#[must_use]
pub fn unusable(dossier: &Dossier, root: &Path, options: &Options, diagnostics: &Diagnostics) -> Vec<String> {
    let pictures = dossier.head.picture.iter().chain(dossier.evidence.iter().flat_map(|e| &e.pictures)).map(|p| &p.file.value);
    let scans = dossier.head.signed_pages.iter().map(|page| &page.file.value);
    let named = pictures.chain(scans).chain(dossier.attachments.iter().map(|a| &a.file.value)).filter(|path| {
        let inside = Path::new(path).components().all(|c| matches!(c, Component::Normal(_)));
        inside && root.join(path).symlink_metadata().is_ok()
    });
    let files = diagnostics.iter().filter_map(|d| match &d.place {
        Place::File(path) if matches!(d.code, Code::DoubleExtension | Code::NotPlainFile | Code::BadFont) => {
            Some(options.inside(path))
        }
        _ => None,
    });
    let mut list: Vec<String> = named.cloned().chain(files).collect();
    list.retain(|path| dossier.manifest.iter().all(|line| line.path != *path));
    list.sort();
    list.dedup();
    list
}
