//! Reads a printed PDF back, with the reader that lies in Typst's own tree: nothing has to be installed.

use std::collections::{BTreeMap, HashMap, VecDeque};

use hayro::hayro_interpret::font::Glyph;
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint, PathDrawMode,
    SoftMask, interpret_page,
};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::kurbo::{Affine, BezPath, Point, Rect, Shape as _};
use hayro::{RenderCache, RenderSettings};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Object, Stream, String as PdfString};

/// The calls of an interpreter that a reader of text passes over.
macro_rules! passes_over_drawings {
    () => {
        fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
        fn set_blend_mode(&mut self, _: BlendMode) {}
        fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'_>, _: &PathDrawMode) {}
        fn push_clip_path(&mut self, _: &ClipPath) {}
        fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
        fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {}
        fn pop_clip_path(&mut self) {}
        fn pop_transparency_group(&mut self) {}
    };
}
pub(super) use passes_over_drawings;

/// A printed document.
pub struct Printed {
    pdf: Pdf,
}

/// What one page says.
#[derive(Debug, Default)]
pub struct PageText {
    /// The text of the body.
    pub body: String,
    /// The running head and foot, and everything else that is no part of the text.
    pub artifacts: String,
    /// Glyphs that cannot be copied out as letters.
    pub unreadable: usize,
    /// The letters of the body, in the order in which they are drawn.
    pub letters: Vec<Letter>,
}

/// One or more letters of the body, drawn as one glyph.
#[derive(Clone, Debug)]
pub struct Letter {
    /// What it says.
    pub text: String,
    /// Where it begins, in points from the left.
    pub x: f64,
    /// Its base line, in points from the bottom of the page.
    pub y: f64,
    /// Its size, in points.
    pub size: f64,
}

/// One element of the structure that readers with a screen reader hear.
#[derive(Debug)]
pub struct Element {
    /// `Table`, `TH`, `H1`, `Link` …
    pub kind: String,
    /// What a header cell is the head of: `Row` or `Column`.
    pub scope: Option<String>,
    /// What it shows, in words: of a `Figure`.
    pub alt: Option<String>,
    /// How many elements and pieces of text it holds.
    pub kids: usize,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum To {
    /// A page of the document, from 1.
    Page(usize),
    /// An address.
    Web(String),
    /// Nothing that could be found.
    Nowhere,
}

/// A link that can be clicked.
#[derive(Debug)]
pub struct Link {
    /// Where it leads.
    pub to: To,
    /// What it is, in words.
    pub alt: String,
    /// The page it stands on, from 1.
    pub page: usize,
    /// Where it can be clicked: a piece for every line.
    pub pieces: Vec<Rect>,
    /// How high on its page it leads, in points from the bottom.
    pub height: f64,
}

/// A picture of a page.
pub struct Picture {
    /// In points of the picture.
    pub width: u16,
    /// In points of the picture.
    pub height: u16,
    /// The share of points that are not white, from 0 to 1.
    pub ink: f64,
}

impl Printed {
    #[track_caller]
    pub fn read(bytes: Vec<u8>) -> Self {
        Self { pdf: Pdf::new(bytes).expect("a PDF that can be read") }
    }

    #[track_caller]
    pub fn open(path: &std::path::Path) -> Self {
        Self::read(std::fs::read(path).expect("a file"))
    }

    /// The document itself, for readers with other eyes.
    pub fn pdf(&self) -> &Pdf {
        &self.pdf
    }

    pub fn page_count(&self) -> usize {
        self.pdf.pages().len()
    }

    pub fn catalog(&self) -> Dict<'_> {
        self.pdf.xref().get(self.pdf.xref().root_id()).expect("a catalog")
    }

    /// `/Lang`
    pub fn language(&self) -> Option<String> {
        self.catalog().get::<PdfString<'_>>("Lang").map(|s| decode(s.as_bytes()))
    }

    /// The title that a window shows.
    pub fn title(&self) -> Option<String> {
        self.pdf.metadata().title.as_deref().map(decode)
    }

    /// Whether windows show the title instead of the file's name.
    pub fn shows_title(&self) -> bool {
        self.catalog().get::<Dict<'_>>("ViewerPreferences").and_then(|v| v.get::<bool>("DisplayDocTitle")) == Some(true)
    }

    /// `/MarkInfo` with `/Marked true`, and a structure tree.
    pub fn is_tagged(&self) -> bool {
        let catalog = self.catalog();
        let marked = catalog.get::<Dict<'_>>("MarkInfo").and_then(|m| m.get::<bool>("Marked"));
        marked == Some(true) && catalog.contains_key("StructTreeRoot")
    }

    /// The XMP packet.
    pub fn xmp(&self) -> String {
        let stream = self.catalog().get::<Stream<'_>>("Metadata").expect("metadata");
        String::from_utf8(stream.decoded().expect("metadata that can be read").into_owned()).expect("metadata in UTF-8")
    }

    /// What an element of the XMP packet says: `pdfuaid:part`.
    pub fn claim(&self, name: &str) -> Option<String> {
        let xmp = self.xmp();
        let (_, rest) = xmp.split_once(&format!("<{name}>"))?;
        rest.split_once(&format!("</{name}>")).map(|(value, _)| value.to_owned())
    }

    /// The text of every page.
    pub fn texts(&self) -> Vec<PageText> {
        let cache = InterpreterCache::new();
        let pages = self.pdf.pages();
        pages
            .iter()
            .map(|page| {
                let area = Rect::new(0.0, 0.0, 1.0, 1.0);
                let mut context = Context::new(Affine::IDENTITY, area, &cache, self.pdf.xref(), InterpreterSettings::default());
                let mut reader = Reader { actual: actual_texts(page.page_stream().unwrap_or_default()), ..Reader::default() };
                interpret_page(page, &mut context, &mut reader);
                PageText {
                    body: squeeze(&reader.body),
                    artifacts: squeeze(&reader.artifacts),
                    unreadable: reader.unreadable,
                    letters: reader.letters,
                }
            })
            .collect()
    }

    /// The frames of all filled shapes of a page (from 1), in points from its lower left corner.
    pub fn shapes(&self, page: usize) -> Vec<Rect> {
        let (cache, area) = (InterpreterCache::new(), Rect::new(0.0, 0.0, 1.0, 1.0));
        let mut context = Context::new(Affine::IDENTITY, area, &cache, self.pdf.xref(), InterpreterSettings::default());
        let mut shapes = Shapes::default();
        interpret_page(&self.pdf.pages()[page - 1], &mut context, &mut shapes);
        shapes.0
    }

    /// Every element of the structure, in the order of reading.
    pub fn structure(&self) -> Vec<Element> {
        let mut list = Vec::new();
        if let Some(root) = self.catalog().get::<Dict<'_>>("StructTreeRoot") {
            walk(&root, &mut list);
        }
        list
    }

    /// How often each kind of element stands in the structure.
    pub fn counts(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for element in self.structure() {
            *counts.entry(element.kind).or_default() += 1;
        }
        counts
    }

    /// The bookmarks: how deep, and what they say.
    pub fn outline(&self) -> Vec<(usize, String)> {
        let mut list = Vec::new();
        if let Some(root) = self.catalog().get::<Dict<'_>>("Outlines") {
            bookmarks(&root, 0, &mut list);
        }
        list
    }

    /// All links.
    pub fn links(&self) -> Vec<Link> {
        let pages = self.pdf.pages();
        let numbers: HashMap<_, _> = pages.iter().enumerate().filter_map(|(n, p)| Some((p.raw().obj_id()?, n + 1))).collect();
        let mut links = Vec::new();
        for (on, page) in pages.iter().enumerate() {
            let annotations =
                page.raw().get::<Array<'_>>("Annots").map(|a| a.iter::<Dict<'_>>().collect::<Vec<_>>()).unwrap_or_default();
            for annotation in annotations.iter().filter(|a| name(a, "Subtype") == "Link") {
                let action = annotation.get::<Dict<'_>>("A");
                let place = annotation.get::<Array<'_>>("Dest").or_else(|| action.as_ref()?.get::<Array<'_>>("D"));
                let target = place.as_ref().and_then(|place| Some(*numbers.get(&place.raw_iter().next()?.as_obj_ref()?.into())?));
                let address = action.and_then(|a| a.get::<PdfString<'_>>("URI")).map(|s| decode(s.as_bytes()));
                let to = target.map(To::Page).or(address.map(To::Web)).unwrap_or(To::Nowhere);
                let alt = annotation.get::<PdfString<'_>>("Contents").map(|s| decode(s.as_bytes())).unwrap_or_default();
                let height = place.as_ref().map(numbers_in).and_then(|xyz| xyz.get(1).copied()).unwrap_or_default();
                let corners = annotation.get::<Array<'_>>("QuadPoints").or_else(|| annotation.get("Rect"));
                let corners = corners.map(|list| numbers_in(&list)).unwrap_or_default();
                let pieces = corners.chunks(8).map(around).collect();
                links.push(Link { to, alt, page: on + 1, pieces, height });
            }
        }
        links
    }

    /// The embedded files: their names and bytes.
    pub fn embedded(&self) -> Vec<(String, Vec<u8>)> {
        let mut files = Vec::new();
        if let Some(root) = self.catalog().get::<Dict<'_>>("Names").and_then(|n| n.get::<Dict<'_>>("EmbeddedFiles")) {
            name_tree(&root, &mut files);
        }
        files
    }

    /// The embedded files that are annexes: without the list and the sources, which every document carries.
    pub fn annexes(&self) -> Vec<(String, Vec<u8>)> {
        let mut files = self.embedded();
        files.retain(|(name, _)| name != gnlc::archive::manifest::NAME && !name.starts_with("source_"));
        files
    }

    /// Every point of a page (from 1), line by line, and how many stand in a line.
    pub fn points(&self, page: usize) -> (usize, Vec<[u8; 3]>) {
        let settings = RenderSettings { bg_color: WHITE, ..RenderSettings::default() };
        let pixels = hayro::render(&self.pdf.pages()[page - 1], &RenderCache::new(), &InterpreterSettings::default(), &settings);
        let points = pixels.data_as_u8_slice().chunks(4).map(|p| [p[0], p[1], p[2]]).collect();
        (usize::from(pixels.width()), points)
    }

    /// A picture of a page (from 1), at a fraction of its size.
    pub fn picture(&self, page: usize, scale: f32) -> Picture {
        let settings = RenderSettings { x_scale: scale, y_scale: scale, bg_color: WHITE, ..RenderSettings::default() };
        let pixels = hayro::render(&self.pdf.pages()[page - 1], &RenderCache::new(), &InterpreterSettings::default(), &settings);
        let points = pixels.data_as_u8_slice().chunks(4);
        let all = points.len() as f64;
        let dark = points.filter(|p| p[..3].iter().any(|c| *c < 0xF0)).count() as f64;
        Picture { width: pixels.width(), height: pixels.height(), ink: dark / all }
    }
}

/// The body of all pages, one after the other.
pub fn whole_body(pages: &[PageText]) -> String {
    squeeze(&pages.iter().map(|p| p.body.as_str()).collect::<Vec<_>>().join(" "))
}

/// One space wherever there is white space; word joiners are not seen.
pub fn squeeze(text: &str) -> String {
    text.replace('\u{2060}', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn numbers_in(list: &Array<'_>) -> Vec<f64> {
    let number = |object| if let MaybeRef::NotRef(Object::Number(n)) = object { Some(n.as_f64()) } else { None };
    list.raw_iter().filter_map(number).collect()
}

/// The upright rectangle around corners.
fn around(corners: &[f64]) -> Rect {
    let points = corners.chunks_exact(2).map(|c| Rect::from_origin_size((c[0], c[1]), (0.0, 0.0)));
    points.reduce(|a, b| a.union(b)).unwrap_or_default()
}

fn name(dict: &Dict<'_>, key: &str) -> String {
    dict.get::<hayro_syntax::object::Name<'_>>(key).map(|n| n.as_str().to_owned()).unwrap_or_default()
}

/// A text string: UTF-16 or UTF-8 with a mark, else Latin.
pub fn decode(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        let units: Vec<u16> = rest.chunks_exact(2).map(|c| u16::from_be_bytes([c[0], c[1]])).collect();
        return String::from_utf16_lossy(&units);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        return String::from_utf8_lossy(rest).into_owned();
    }
    bytes.iter().map(|b| char::from(*b)).collect()
}

fn dicts<'a>(object: Option<Object<'a>>) -> Vec<Dict<'a>> {
    match object {
        Some(Object::Dict(dict)) => vec![dict],
        Some(Object::Array(list)) => list.iter::<Object<'_>>().filter_map(Object::into_dict).collect(),
        _ => Vec::new(),
    }
}

fn walk(dict: &Dict<'_>, list: &mut Vec<Element>) {
    let kind = name(dict, "S");
    let kids = match dict.get::<Object<'_>>("K") {
        Some(Object::Array(kids)) => kids.iter::<Object<'_>>().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    if !kind.is_empty() {
        let scope = dicts(dict.get::<Object<'_>>("A")).iter().map(|a| name(a, "Scope")).find(|s| !s.is_empty());
        let alt = dict.get::<PdfString<'_>>("Alt").map(|s| decode(s.as_bytes()));
        list.push(Element { kind, scope, alt, kids: kids.len() });
    }
    for kid in kids.into_iter().filter_map(Object::into_dict).filter(|k| k.contains_key("S")) {
        walk(&kid, list);
    }
}

fn bookmarks(parent: &Dict<'_>, depth: usize, list: &mut Vec<(usize, String)>) {
    let mut next = parent.get::<Dict<'_>>("First");
    while let Some(item) = next {
        list.push((depth, item.get::<PdfString<'_>>("Title").map(|s| decode(s.as_bytes())).unwrap_or_default()));
        bookmarks(&item, depth + 1, list);
        next = item.get::<Dict<'_>>("Next");
    }
}

fn name_tree(node: &Dict<'_>, files: &mut Vec<(String, Vec<u8>)>) {
    for kid in node.get::<Array<'_>>("Kids").iter().flat_map(|k| k.iter::<Dict<'_>>()) {
        name_tree(&kid, files);
    }
    for spec in node.get::<Array<'_>>("Names").iter().flat_map(|n| n.iter::<Object<'_>>()).filter_map(Object::into_dict) {
        let name = spec.get::<PdfString<'_>>("UF").or_else(|| spec.get("F")).map(|s| decode(s.as_bytes())).unwrap_or_default();
        let stream = spec.get::<Dict<'_>>("EF").and_then(|e| e.get::<Stream<'_>>("F"));
        files.push((name, stream.and_then(|s| Some(s.decoded().ok()?.into_owned())).unwrap_or_default()));
    }
}

/// What stretches say where their glyphs alone do not, in the order of the page: letters with marks, ligatures.
fn actual_texts(stream: &[u8]) -> VecDeque<String> {
    let start = b"/ActualText<";
    let starts = stream.windows(start.len()).enumerate().filter(|(_, w)| w == start).map(|(at, _)| at + start.len());
    let hex = |at: usize| stream[at..].iter().take_while(|b| **b != b'>').map(|b| char::from(*b)).collect::<Vec<_>>();
    let byte = |pair: &[char]| u8::from_str_radix(&pair.iter().collect::<String>(), 16).unwrap_or_default();
    starts.map(|at| decode(&hex(at).chunks(2).map(byte).collect::<Vec<_>>())).collect()
}

/// Collects letters in the order in which they are drawn; a new line or a wide gap becomes a space.
#[derive(Default)]
struct Reader {
    body: String,
    artifacts: String,
    unreadable: usize,
    letters: Vec<Letter>,
    open: Vec<bool>,
    last: Option<Point>,
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
        self.unreadable += usize::from(text.is_empty() || text.contains(['\u{FFFD}', '\0']));
        let artifact = self.open.contains(&true);
        if !artifact {
            self.letters.push(Letter { text: text.clone(), x: at.x, y: at.y, size });
        }
        let target = if artifact { &mut self.artifacts } else { &mut self.body };
        if gap {
            target.push('\n');
        }
        target.push_str(&text);
    }

    fn begin_marked_content(&mut self, tag: &[u8], id: Option<i32>) {
        self.open.push(tag == b"Artifact");
        if tag == b"Span" && id.is_none() {
            self.said = self.actual.pop_front().map(|words| (self.open.len(), Some(words)));
        }
    }

    fn end_marked_content(&mut self) {
        self.said = self.said.take().filter(|(depth, _)| *depth != self.open.len());
        self.open.pop();
    }

    passes_over_drawings!();
}

/// Collects the frames of filled shapes.
#[derive(Default)]
struct Shapes(Vec<Rect>);

impl Device<'_> for Shapes {
    fn draw_glyph(&mut self, _: &Glyph<'_>, _: Affine, _: Affine, _: &Paint<'_>, _: &GlyphDrawMode) {}
    fn draw_path(&mut self, path: &BezPath, transform: Affine, _: &Paint<'_>, mode: &PathDrawMode) {
        if matches!(mode, PathDrawMode::Fill(_)) {
            self.0.push((transform * path.clone()).bounding_box());
        }
    }
    fn begin_marked_content(&mut self, _: &[u8], _: Option<i32>) {}
    fn end_marked_content(&mut self) {}
    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
