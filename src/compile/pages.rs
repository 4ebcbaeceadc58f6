//! Page numbers, written after the pages are set.
//!
//! A page that asks where others stand is set once without the answer and once with it, and the other width of the answer
//! moves lines, which asks for a third time. So the theme prints zeros, as many as a page number has digits, and before them
//! a mark that says whose number is meant ([`super::native::page_of`]). When all pages are set, the zeros become the number:
//! digits are of one width in every font built in, so nothing moves.

use std::collections::HashMap;

use ecow::{EcoString, EcoVec, eco_format};
use typst::foundations::{Content, Value};
use typst::introspection::{Introspector, MetadataElem, Tag};
use typst::layout::{Em, Frame, FrameItem, GroupItem};
use typst::model::Document;
use typst::text::TextItem;
use typst_layout::PagedDocument;

use super::frames;
use super::native::location;

/// Whose number is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// That of the page on which a target stands.
    Of(String),
    /// That of the page it is printed on.
    This,
}

impl Page {
    /// The value of the mark: a list, so that it is no anchor's.
    pub(crate) fn mark(self) -> Value {
        let name = match self {
            Self::Of(name) => Value::Str(name.into()),
            Self::This => Value::None,
        };
        Value::Array([name].into_iter().collect())
    }

    /// What a mark says.
    fn read(content: &Content) -> Option<Self> {
        let Value::Array(list) = &content.to_packed::<MetadataElem>()?.value else { return None };
        match list.as_slice() {
            [Value::Str(name)] => Some(Self::Of(name.to_string())),
            [Value::None] => Some(Self::This),
            _ => None,
        }
    }
}

/// Why page numbers could not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// There are more pages than the zeros have room for; so many digits are needed.
    Narrow(usize),
    /// No target has this name.
    NoTarget(String),
    /// No zeros stand behind this mark.
    NoZeros(Page),
}

/// Writes all page numbers.
///
/// # Errors
/// When the numbers do not fit the zeros, or marks and zeros do not fit each other.
pub(crate) fn number(document: &PagedDocument, digits: usize) -> Result<PagedDocument, Trouble> {
    let needed = document.pages().len().to_string().len();
    if needed > digits {
        return Err(Trouble::Narrow(needed));
    }
    let mut writer = Writer { document, zeros: "0".repeat(digits), page: 0, waiting: None, known: HashMap::new() };
    let mut pages: EcoVec<_> = document.pages().iter().cloned().collect();
    for page in pages.make_mut() {
        writer.page += 1;
        if let Some(frame) = writer.frame(&page.frame)? {
            page.frame = frame;
        }
    }
    match writer.waiting {
        Some(page) => Err(Trouble::NoZeros(page)),
        None => Ok(PagedDocument::new(pages, document.info().clone())),
    }
}

struct Writer<'a> {
    document: &'a PagedDocument,
    zeros: String,
    /// The page that is being read.
    page: usize,
    /// Whose number comes next.
    waiting: Option<Page>,
    known: HashMap<String, EcoString>,
}

impl Writer<'_> {
    /// The frame with its numbers; nothing when it has none.
    fn frame(&mut self, frame: &Frame) -> Result<Option<Frame>, Trouble> {
        let mut changes: Vec<(usize, FrameItem)> = Vec::new();
        for (n, (_, item)) in frame.items().enumerate() {
            match item {
                FrameItem::Group(group) => {
                    if let Some(frame) = self.frame(&group.frame)? {
                        changes.push((n, FrameItem::Group(GroupItem { frame, ..group.clone() })));
                    }
                }
                FrameItem::Tag(Tag::Start(content, _)) => {
                    if let Some(page) = Page::read(content)
                        && let Some(first) = self.waiting.replace(page)
                    {
                        return Err(Trouble::NoZeros(first));
                    }
                }
                FrameItem::Text(text) => {
                    // The word for a page may be set in several fonts, each a text of its own: the zeros are behind the last.
                    if self.waiting == Some(Page::This) && !text.text.ends_with(&self.zeros) {
                        continue;
                    }
                    if let Some(page) = self.waiting.take() {
                        changes.push((n, FrameItem::Text(self.text(text, page)?)));
                    }
                }
                _ => {}
            }
        }
        if changes.is_empty() {
            return Ok(None);
        }
        let mut frame = frame.clone();
        let mut changes = changes.into_iter().peekable();
        frames::change(&mut frame, |n, item| {
            if let Some((_, changed)) = changes.next_if(|(at, _)| *at == n) {
                *item = changed;
            }
        });
        Ok(Some(frame))
    }

    /// The text with its number.
    fn text(&mut self, text: &TextItem, page: Page) -> Result<TextItem, Trouble> {
        let end = text.text.len().saturating_sub(self.zeros.len());
        match page {
            Page::Of(name) if text.text.get(1..).is_some_and(|t| t.starts_with(&self.zeros)) => {
                let number = self.page_of(name)?;
                Ok(self.numbered(text, 1, &number, false))
            }
            Page::This if text.text.ends_with(&self.zeros) => {
                let number = eco_format!("{}", self.page);
                Ok(self.numbered(text, end, &number, true))
            }
            page => Err(Trouble::NoZeros(page)),
        }
    }

    /// The same text with a number in place of the zeros at a byte; flush right when it keeps to the right.
    fn numbered(&self, text: &TextItem, at: usize, number: &str, flush_right: bool) -> TextItem {
        let (zeros, shorter) = (self.zeros.len(), self.zeros.len() - number.len());
        let mut new = text.clone();
        new.text = [&text.text[..at], number, &text.text[at + zeros..]].concat().into();
        let mut gap = Em::zero();
        new.glyphs.retain_mut(|glyph| {
            let place = glyph.range().start;
            if place < at {
                return true;
            }
            if let Some(digit) = number[(place - at).min(number.len())..].chars().next() {
                glyph.id = text.font.ttf().glyph_index(digit).map_or(glyph.id, |id| id.0);
                return true;
            }
            if place < at + zeros {
                gap += glyph.x_advance;
                return false;
            }
            let shift = u16::try_from(shorter).unwrap_or_default();
            glyph.range = glyph.range.start - shift..glyph.range.end - shift;
            true
        });
        if flush_right {
            new.glyphs.iter_mut().for_each(|glyph| glyph.x_offset += gap);
        }
        new
    }

    /// The number of the page on which a target stands.
    fn page_of(&mut self, name: String) -> Result<EcoString, Trouble> {
        if let Some(known) = self.known.get(&name) {
            return Ok(known.clone());
        }
        let page = self.document.introspector().page(location(&name));
        let number = eco_format!("{}", page.ok_or_else(|| Trouble::NoTarget(name.clone()))?);
        self.known.insert(name, number.clone());
        Ok(number)
    }
}
