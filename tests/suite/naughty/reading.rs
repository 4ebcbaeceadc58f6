//! Reads the letters of a printed page one by one, more strictly than [`super::super::pdf`]: what a sign stands for when it is
//! copied (`ActualText`), where a line ends, and whether a letter lies outside the page.

use std::collections::{HashMap, VecDeque};

use hayro::hayro_interpret::font::Glyph;
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint, PathDrawMode,
    SoftMask, interpret_page,
};
use hayro::vello_cpu::kurbo::{Affine, BezPath, Point, Rect};
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Dict, Object, ObjectIdentifier, String as PdfString};
use hayro_syntax::page::Page;
use unicode_bidi::{BidiClass, bidi_class};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::super::pdf::{Printed, decode, passes_over_drawings};

/// The letters of a document in the order in which they are heard, line by line from left to right: letters of scripts that run
/// to the left stand from left to right too, as they are seen. A line feed stands where a line, cell or page ends.
#[derive(Debug, Default)]
pub struct Letters {
    /// The text of the body.
    pub body: Vec<char>,
    /// How many letters stand outside their page, one page where that is so, and the first letters there.
    pub outside: Option<(usize, usize, String)>,
}

/// What one sign stands for, and where it is.
struct Letter {
    text: String,
    page: usize,
    at: Point,
    size: f64,
}

/// Where the signs of one marked content are: the page, and its number there.
type Content = (usize, i32);

impl Letters {
    pub fn of(printed: &Printed) -> Self {
        let cache = InterpreterCache::new();
        let mut contents: HashMap<Content, Vec<Letter>> = HashMap::new();
        let mut pages = HashMap::new();
        let mut letters = Self::default();
        for (number, page) in printed.pdf().pages().iter().enumerate() {
            pages.extend(page.raw().obj_id().map(|id| (id, number)));
            let (width, height) = page.base_dimensions();
            let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
            let mut context = Context::new(Affine::IDENTITY, area, &cache, printed.pdf().xref(), InterpreterSettings::default());
            let mut reader = Reader { contents: &mut contents, meant: meant(page), page: number, open: Vec::new() };
            interpret_page(page, &mut context, &mut reader);
            assert!(reader.meant.is_empty(), "marked contents that were not drawn");
            let on_page = contents.iter().filter(|((on, _), _)| *on == number).flat_map(|(_, letters)| letters);
            let outside: Vec<&str> = on_page.filter(|l| !area.contains(l.at)).map(|l| l.text.as_str()).collect();
            if !outside.is_empty() {
                let before = letters.outside.as_ref().map_or(0, |(count, ..)| *count);
                letters.outside = Some((before + outside.len(), number + 1, outside.concat().chars().take(60).collect()));
            }
        }
        let mut order = Vec::new();
        if let Some(root) = printed.catalog().get::<Dict<'_>>("StructTreeRoot") {
            walk(&root, None, &pages, &mut order);
        }
        let mut last: Option<&Letter> = None;
        for letter in order.iter().filter_map(|content| contents.get(content)).flatten() {
            if last.is_some_and(|last| apart(last, letter)) {
                letters.body.push('\n');
            }
            // A group of letters that runs to the left is told from right to left by its own text.
            let turned = letter.text.chars().next().is_some_and(runs_left);
            let text = letter.text.chars();
            if turned {
                letters.body.extend(text.rev())
            } else {
                letters.body.extend(text)
            }
            last = Some(letter);
        }
        // A letter that is drawn in parts is told in parts: the same letter by Unicode's rule.
        letters.body = letters.body.into_iter().collect::<String>().nfc().collect();
        let all: usize = contents.len();
        assert_eq!(order.len(), all, "marked contents that nobody hears");
        letters
    }
}

/// Whether two signs that follow each other stand in two lines, or far from each other in one.
fn apart(last: &Letter, next: &Letter) -> bool {
    let (dx, dy) = (next.at.x - last.at.x, next.at.y - last.at.y);
    let mark = next.text.chars().next().is_some_and(is_combining_mark);
    let far = last.page != next.page || dy.abs() > 0.55 * next.size || dx < -0.6 * next.size || dx > 1.3 * next.size;
    far && !mark
}

/// The marked contents below an element, in the order in which they are heard.
fn walk(element: &Dict<'_>, page: Option<usize>, pages: &HashMap<ObjectIdentifier, usize>, order: &mut Vec<Content>) {
    let page_of = |d: &Dict<'_>| d.get_ref("Pg").and_then(|id| pages.get(&id.into()).copied());
    let page = page_of(element).or(page);
    let kids = match element.get::<Object<'_>>("K") {
        Some(Object::Array(kids)) => kids.iter::<Object<'_>>().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    for kid in kids {
        match kid {
            Object::Number(number) => order.extend(page.map(|page| (page, number.as_i64() as i32))),
            Object::Dict(kid) if kid.contains_key("S") => walk(&kid, page, pages, order),
            Object::Dict(kid) => order.extend(page_of(&kid).or(page).zip(kid.get::<i32>("MCID"))),
            _ => {}
        }
    }
}

/// What each marked content of a page says that its signs stand for, in the order of the page.
fn meant(page: &Page<'_>) -> VecDeque<Option<String>> {
    let mut list = VecDeque::new();
    let mut operations = page.typed_operations();
    while let Some(operation) = operations.next() {
        match operation {
            TypedInstruction::BeginMarkedContent(_) => list.push_back(None),
            TypedInstruction::BeginMarkedContentWithProperties(begin) => {
                let text = begin.1.clone().into_dict().and_then(|d: Dict<'_>| d.get::<PdfString<'_>>("ActualText"));
                list.push_back(text.map(|t| decode(t.as_bytes())));
            }
            _ => {}
        }
    }
    list
}

/// A marked content that is open.
struct Mark {
    number: Option<i32>,
    /// What its signs stand for; told once, at the first of them.
    meant: Option<String>,
    told: bool,
}

struct Reader<'c> {
    contents: &'c mut HashMap<Content, Vec<Letter>>,
    meant: VecDeque<Option<String>>,
    page: usize,
    open: Vec<Mark>,
}

impl Reader<'_> {
    /// What a glyph stands for; nothing when an earlier one of its group told it.
    fn text(&mut self, glyph: &Glyph<'_>) -> String {
        if let Some(mark) = self.open.iter_mut().rev().find(|m| m.meant.is_some()) {
            let told = std::mem::replace(&mut mark.told, true);
            return if told { String::new() } else { mark.meant.clone().unwrap_or_default() };
        }
        match glyph.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(s)) => s,
            None => "\u{FFFF}".to_owned(),
        }
    }
}

impl Device<'_> for Reader<'_> {
    fn draw_glyph(&mut self, glyph: &Glyph<'_>, transform: Affine, glyph_transform: Affine, _: &Paint<'_>, _: &GlyphDrawMode) {
        let whole = transform * glyph_transform;
        let at = whole * Point::ORIGIN;
        // Glyphs are drawn in thousandths of their size.
        let size = whole.determinant().abs().sqrt() * 1000.0;
        let text = self.text(glyph);
        if let Some(number) = self.open.iter().rev().find_map(|m| m.number) {
            self.contents.entry((self.page, number)).or_default().push(Letter { text, page: self.page, at, size });
        }
    }

    fn begin_marked_content(&mut self, tag: &[u8], number: Option<i32>) {
        let meant = self.meant.pop_front().expect("every marked content is in the page");
        let number = number.filter(|_| tag != b"Artifact");
        if let Some(number) = number {
            self.contents.entry((self.page, number)).or_default();
        }
        self.open.push(Mark { number, meant, told: false });
    }

    fn end_marked_content(&mut self) {
        self.open.pop();
    }

    passes_over_drawings!();
}

/// Whether a letter belongs to a script that runs to the left.
pub fn runs_left(c: char) -> bool {
    matches!(bidi_class(c), BidiClass::R | BidiClass::AL | BidiClass::AN)
}
