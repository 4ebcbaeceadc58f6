//! What lies in a PDF: its list, and the files it names.

use std::collections::{BTreeMap, HashSet};

use super::manifest::{self, FORMAT, Input, Manifest};
use super::names::{self, Taken};
use super::pdf::{Dict, File, Object, unpack};
use super::refusal::Refusal;
use crate::digest::sha256;
use crate::model::Lang;
use crate::model::text::visible;

/// Largest list; most files, longest name, and most parts of the tree that names them.
const MAX_MANIFEST: usize = 16_000_000;
const MAX_FILES: usize = 5_000;
const MAX_NAME: usize = 1_000;
const MAX_TREE: usize = 20_000;
/// Largest file, above the largest font, and largest sum of all, unpacked.
const MAX_ONE: usize = 70_000_000;
const MAX_ALL: usize = 600_000_000;

/// What a PDF holds.
#[derive(Debug)]
pub struct Contents {
    /// Its list.
    pub manifest: Manifest,
    /// Where each file is unpacked, and the file.
    pub files: Vec<(String, Vec<u8>)>,
    /// Files of the list that are not what it says, with what is wrong: they are changed, or gone.
    pub altered: Vec<Altered>,
    /// Annexes and other files that the list does not name.
    pub others: Vec<String>,
}

/// A file that is not what the list says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Altered {
    /// Its path.
    pub path: String,
    /// What is wrong.
    pub what: String,
}

/// Reads a PDF.
///
/// # Errors
/// When it is no PDF of ours, damaged, or not to be trusted. Files that are not what the list says are no error here: they are
/// told apart in what is given back.
pub fn read(bytes: &[u8]) -> Result<Contents, Refusal> {
    let file = File::open(bytes)?;
    let embedded = embedded(&file)?;
    let list = embedded.get(manifest::NAME).ok_or(Refusal::NoManifest)?;
    let json = bytes_of(&file, list, MAX_MANIFEST).map_err(|refusal| refusal.of_file(manifest::NAME))?;
    let manifest = parse(&json)?;
    let (mut taken, mut left) = (Taken::default(), MAX_ALL);
    let (mut files, mut altered) = (Vec::new(), Vec::new());
    let mut used = HashSet::from([manifest::NAME]);
    for input in &manifest.files {
        let Some(name) = &input.attached else { continue };
        let place = names::place(&input.path).map_err(|why| Refusal::BadName(input.path.clone(), why))?;
        if !taken.add(&place) {
            return Err(Refusal::Twice(input.path.clone()));
        }
        used.insert(name);
        match checked(&file, embedded.get(name), input, left)? {
            Ok(bytes) => {
                left -= bytes.len();
                files.push((place, bytes));
            }
            Err(what) => altered.push(Altered { path: input.path.clone(), what }),
        }
    }
    let others = embedded.keys().filter(|name| !used.contains(name.as_str())).cloned().collect();
    Ok(Contents { manifest, files, altered, others })
}

/// A file, when it is what the list says; else what is wrong with it.
fn checked(file: &File<'_>, spec: Option<&Object>, input: &Input, left: usize) -> Result<Result<Vec<u8>, String>, Refusal> {
    let Some(stream) = spec else { return Ok(Err("is not there".into())) };
    if input.size > MAX_ONE.min(left) {
        return Err(Refusal::TooMuch(format!("lists `{}` with {} MB", input.path, input.size / 1_000_000)));
    }
    match bytes_of(file, stream, MAX_ONE.min(left)) {
        Ok(bytes) if sha256(&bytes) == input.sha256 => Ok(Ok(bytes)),
        Ok(_) => Ok(Err("has other contents than when the PDF was made".into())),
        Err(Refusal::Damaged(_) | Refusal::DamagedObject(_)) => Ok(Err("is damaged".into())),
        Err(refusal) => Err(refusal.of_file(&input.path)),
    }
}

fn bytes_of(file: &File<'_>, stream: &Object, most: usize) -> Result<Vec<u8>, Refusal> {
    let stream = file.stream(stream)?.ok_or(Refusal::Damaged("an attached file is missing"))?;
    unpack(&stream.dict, stream.raw, most)
}

/// The list, when it is one of this version's shape.
fn parse(json: &[u8]) -> Result<Manifest, Refusal> {
    #[derive(serde::Deserialize)]
    struct Shape {
        format: u64,
    }
    let unreadable = |error: serde_json::Error| {
        let text = error.to_string();
        Refusal::BadManifest(text.chars().filter(|c| !c.is_control()).take(200).collect())
    };
    let shape: Shape = serde_json::from_slice(json).map_err(unreadable)?;
    if shape.format > u64::from(FORMAT) {
        return Err(Refusal::NewerManifest(shape.format));
    }
    let manifest: Manifest = serde_json::from_slice(json).map_err(unreadable)?;
    // They are printed, in commands too.
    if Lang::parse(&manifest.options.lang).is_none() {
        return Err(Refusal::BadManifest("it names no language".into()));
    }
    let version = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+');
    if manifest.gnlc.is_empty() || manifest.gnlc.len() > 40 || !manifest.gnlc.chars().all(version) {
        return Err(Refusal::BadManifest("it names no version of gnlc".into()));
    }
    let unseen = |text: &String| visible(text) != *text;
    if manifest.options.overruled.as_ref().is_some_and(|who| unseen(&who.by) || unseen(&who.because)) {
        return Err(Refusal::BadManifest("it names nobody who overruled".into()));
    }
    if manifest.files.len() > MAX_FILES || manifest.options.font_paths > 255 {
        return Err(Refusal::TooMuch(format!("lists {} files", manifest.files.len())));
    }
    Ok(manifest)
}

/// The attached files by name: the references to their streams.
fn embedded(file: &File<'_>) -> Result<BTreeMap<String, Object>, Refusal> {
    let mut found = BTreeMap::new();
    let child = |dict: &Dict, key: &[u8]| dict.get(key).map_or(Ok(None), |o| file.dict(o));
    let Some(names) = child(&file.catalog()?, b"Names")? else { return Ok(found) };
    let Some(root) = names.get(&b"EmbeddedFiles"[..]).cloned() else { return Ok(found) };
    let (mut open, mut seen, mut parts) = (vec![root], HashSet::new(), 0usize);
    let too_many = || Refusal::TooMuch("has more attached files than any document needs".into());
    while let Some(node) = open.pop() {
        if let Object::Ref(number) = node
            && !seen.insert(number)
        {
            return Err(Refusal::Damaged("the tree of its attached files goes round in a circle"));
        }
        let Some(node) = file.dict(&node)? else { continue };
        if let Some(Object::Array(kids)) = node.get(&b"Kids"[..]).map_or(Ok(None), |o| file.get(o).map(Some))? {
            parts += kids.len();
            // What waits here shall be small.
            open.extend(kids.into_iter().filter(|kid| matches!(kid, Object::Ref(_))));
        }
        if parts > MAX_TREE {
            return Err(too_many());
        }
        let Some(Object::Array(pairs)) = node.get(&b"Names"[..]).map_or(Ok(None), |o| file.get(o).map(Some))? else { continue };
        for pair in pairs.chunks_exact(2) {
            let Some(spec) = file.dict(&pair[1])? else { continue };
            let name = ["UF", "F"].iter().find_map(|key| match spec.get(key.as_bytes()) {
                Some(Object::Text(text)) if text.len() <= MAX_NAME => Some(decode(text)),
                _ => None,
            });
            let stream = child(&spec, b"EF")?.and_then(|ef| ef.get(&b"F"[..]).or_else(|| ef.get(&b"UF"[..])).cloned());
            let (Some(name), Some(stream @ Object::Ref(_))) = (name, stream) else { continue };
            if found.len() >= MAX_FILES {
                return Err(too_many());
            }
            if found.insert(name.clone(), stream).is_some() {
                return Err(Refusal::Twice(name));
            }
        }
    }
    Ok(found)
}

/// A text string: UTF-16 or UTF-8 with a mark, else Latin.
fn decode(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        let units: Vec<u16> = rest.chunks_exact(2).map(|c| u16::from_be_bytes([c[0], c[1]])).collect();
        return String::from_utf16_lossy(&units);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        return String::from_utf8_lossy(rest).into_owned();
    }
    bytes.iter().map(|b| char::from(*b)).collect()
}

/// How many bytes each attached file takes in a PDF of ours.
#[must_use]
pub fn packed_sizes(bytes: &[u8]) -> Vec<(String, usize)> {
    let Ok(file) = File::open(bytes) else { return Vec::new() };
    let streams = embedded(&file).unwrap_or_default();
    streams.into_iter().filter_map(|(name, stream)| Some((name, file.stream(&stream).ok()??.raw.len()))).collect()
}
