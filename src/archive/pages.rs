//! Two PDFs page by page: which pages differ, in what they say or in anything.

use std::collections::{HashMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro::hayro_interpret::font::Glyph;
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint, PathDrawMode,
    SoftMask, interpret_page,
};
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::kurbo::{Affine, BezPath, Point, Rect};
use sha2::{Digest, Sha256};

use super::pdf::{Dict, File, Object, Stream, unpack};
use super::refusal::Refusal;

/// How deep what a page refers to is followed, and how much of it is read ([`File::work`]).
const MAX_DEPTH: usize = 40;
const MAX_PARTS: usize = 400_000;
/// Largest stream of a page, unpacked, and largest sum of all.
const MAX_STREAM: usize = 400_000_000;
const MAX_STREAMS: usize = 3_000_000_000;

/// What lets a page be compared: a digest of everything that is drawn on it.
///
/// # Errors
/// When the pages cannot be found or read.
pub fn digests(bytes: &[u8]) -> Result<Vec<Vec<u8>>, Refusal> {
    let file = File::open(bytes)?;
    let pages = file.pages()?;
    let numbers: HashMap<u32, usize> = pages.iter().enumerate().map(|(n, page)| (*page, n)).collect();
    let mut streams = Streams { known: HashMap::new(), left: MAX_STREAMS };
    pages
        .iter()
        .map(|page| {
            let until = file.work() + MAX_PARTS;
            let seen = HashMap::new();
            let mut walk = Walk { file: &file, pages: &numbers, streams: &mut streams, seen, hash: Sha256::new(), until };
            if let Some(dict) = file.dict(&Object::Ref(*page))? {
                walk.dict(&dict, 0)?;
            }
            Ok(walk.hash.finalize().to_vec())
        })
        .collect()
}

/// What streams hold. Many pages share fonts and pictures: each is unpacked once.
struct Streams {
    known: HashMap<u32, [u8; 32]>,
    left: usize,
}

impl Streams {
    /// The digest of what a stream holds, unpacked.
    fn digest(&mut self, number: u32, stream: &Stream<'_>) -> [u8; 32] {
        let left = &mut self.left;
        *self.known.entry(number).or_insert_with(|| match unpack(&stream.dict, stream.raw, MAX_STREAM.min(*left)) {
            Ok(bytes) => {
                *left -= bytes.len();
                Sha256::digest(bytes).into()
            }
            // What cannot be unpacked was changed: then it differs as it is.
            Err(_) => Sha256::digest(stream.raw).into(),
        })
    }
}

/// Goes through all that a page refers to.
struct Walk<'a> {
    file: &'a File<'a>,
    pages: &'a HashMap<u32, usize>,
    streams: &'a mut Streams,
    seen: HashMap<u32, usize>,
    hash: Sha256,
    until: usize,
}

impl Walk<'_> {
    fn object(&mut self, object: &Object, depth: usize) -> Result<(), Refusal> {
        if depth > MAX_DEPTH || self.file.work() > self.until {
            return Err(Refusal::TooMuch("has a page that refers to far too much".into()));
        }
        match object {
            Object::Ref(number) => return self.reference(*number, depth),
            Object::Array(list) => {
                self.hash.update([b'[']);
                list.iter().try_for_each(|item| self.object(item, depth + 1))?;
            }
            Object::Dict(dict) => self.dict(dict, depth + 1)?,
            Object::Name(bytes) | Object::Text(bytes) => {
                self.hash.update(bytes.len().to_be_bytes());
                self.hash.update(bytes);
            }
            plain => self.hash.update(format!("{plain:?}")),
        }
        self.hash.update([b';']);
        Ok(())
    }

    fn reference(&mut self, number: u32, depth: usize) -> Result<(), Refusal> {
        if let Some(page) = self.pages.get(&number) {
            self.hash.update(format!("page {page};"));
            return Ok(());
        }
        let next = self.seen.len();
        if let Some(known) = self.seen.get(&number) {
            self.hash.update(format!("again {known};"));
            return Ok(());
        }
        self.seen.insert(number, next);
        let Some(stream) = self.file.stream(&Object::Ref(number))? else {
            let object = self.file.get(&Object::Ref(number))?;
            return self.object(&object, depth + 1);
        };
        self.dict(&stream.dict, depth + 1)?;
        let digest = self.streams.digest(number, &stream);
        self.hash.update(digest);
        Ok(())
    }

    /// A dictionary without what says only how it is packed, and without the structure, which belongs to no page alone.
    fn dict(&mut self, dict: &Dict, depth: usize) -> Result<(), Refusal> {
        const PASSED: &[&[u8]] = &[b"Parent", b"P", b"StructParent", b"StructParents", b"Length", b"Filter", b"DecodeParms"];
        for (key, value) in dict.iter().filter(|(key, _)| !PASSED.contains(&key.as_slice())) {
            self.hash.update(key);
            self.object(value, depth + 1)?;
        }
        self.hash.update([b'>']);
        Ok(())
    }
}

/// What every page says, one space wherever there is white space.
///
/// # Errors
/// When the file holds something on which a general reader could come to grief, or it did.
pub fn texts(bytes: &[u8]) -> Result<Vec<String>, Refusal> {
    File::open(bytes)?.look_through()?;
    let bytes = bytes.to_vec();
    silently(move || {
        let pdf = Pdf::new(bytes).map_err(|_| Refusal::Damaged("its pages cannot be read"))?;
        let cache = InterpreterCache::new();
        let read = |page| {
            let area = Rect::new(0.0, 0.0, 1.0, 1.0);
            let mut context = Context::new(Affine::IDENTITY, area, &cache, pdf.xref(), InterpreterSettings::default());
            let stream: &hayro::hayro_syntax::page::Page<'_> = page;
            let mut reader = Reader { actual: actual_texts(stream.page_stream().unwrap_or_default()), ..Reader::default() };
            interpret_page(page, &mut context, &mut reader);
            reader.text.replace('\u{2060}', "").split_whitespace().collect::<Vec<_>>().join(" ")
        };
        Ok(pdf.pages().iter().map(read).collect())
    })
}

/// Runs a reader that was not made for files of strangers: with room for its recursion, and should it panic, that is a damaged
/// file and no message of its own.
fn silently<T: Send + 'static>(work: impl FnOnce() -> Result<T, Refusal> + Send + 'static) -> Result<T, Refusal> {
    const NAME: &str = "reader of pages";
    static QUIET: std::sync::Once = std::sync::Once::new();
    const FAILED: Refusal = Refusal::Damaged("its pages cannot be read");
    QUIET.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if std::thread::current().name() != Some(NAME) {
                usual(info);
            }
        }));
    });
    let thread = std::thread::Builder::new().name(NAME.to_owned()).stack_size(64 << 20);
    let thread = thread.spawn(|| catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(FAILED))).map_err(|_| FAILED)?;
    thread.join().unwrap_or(Err(FAILED))
}

/// What stretches say where their glyphs alone do not, in the order of the page: letters with marks, ligatures.
fn actual_texts(stream: &[u8]) -> VecDeque<String> {
    let start = b"/ActualText<";
    let starts = stream.windows(start.len()).enumerate().filter(|(_, w)| w == start).map(|(at, _)| at + start.len());
    let texts = starts.map(|at| {
        let hex: Vec<u8> = stream[at..].iter().copied().take_while(|b| *b != b'>').collect();
        let byte = |pair: &[u8]| std::str::from_utf8(pair).ok().and_then(|p| u8::from_str_radix(p, 16).ok()).unwrap_or_default();
        let bytes: Vec<u8> = hex.chunks(2).map(byte).collect();
        let units: Vec<u16> = bytes.chunks_exact(2).skip(1).map(|c| u16::from_be_bytes([c[0], c[1]])).collect();
        String::from_utf16_lossy(&units)
    });
    texts.collect()
}

/// Collects letters in the order in which they are drawn; a new line or a wide gap becomes a space.
#[derive(Default)]
struct Reader {
    text: String,
    last: Option<Point>,
    depth: usize,
    actual: VecDeque<String>,
    /// Inside a stretch that says what it is: how deep, and the words until its first glyph.
    said: Option<(usize, Option<String>)>,
}

impl Device<'_> for Reader {
    fn draw_glyph(&mut self, glyph: &Glyph<'_>, transform: Affine, glyph_transform: Affine, _: &Paint<'_>, _: &GlyphDrawMode) {
        let whole = transform * glyph_transform;
        let at = whole * Point::ORIGIN;
        // Glyphs are drawn in thousandths of their size.
        let size = whole.determinant().abs().sqrt() * 1000.0;
        let gap = self
            .last
            .is_some_and(|last| (at.y - last.y).abs() > 0.1 * size || at.x < last.x - 0.1 * size || at.x > last.x + 1.3 * size);
        self.last = Some(at);
        let text = match (&mut self.said, glyph.as_unicode()) {
            (Some((_, words)), _) => match words.take() {
                Some(words) => words,
                None => return,
            },
            (None, Some(BfString::Char(c))) => c.to_string(),
            (None, Some(BfString::String(s))) => s,
            (None, None) => "\u{FFFD}".to_owned(),
        };
        if gap {
            self.text.push('\n');
        }
        self.text.push_str(&text);
    }

    fn begin_marked_content(&mut self, tag: &[u8], id: Option<i32>) {
        self.depth += 1;
        if tag == b"Span" && id.is_none() {
            self.said = self.actual.pop_front().map(|words| (self.depth, Some(words)));
        }
    }

    fn end_marked_content(&mut self) {
        self.said = self.said.take().filter(|(depth, _)| *depth != self.depth);
        self.depth = self.depth.saturating_sub(1);
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'_>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// The pages, from 1, at which two lists differ.
#[must_use]
pub fn differ<T: PartialEq>(one: &[T], other: &[T]) -> Vec<usize> {
    (0..one.len().max(other.len())).filter(|n| one.get(*n) != other.get(*n)).map(|n| n + 1).collect()
}
