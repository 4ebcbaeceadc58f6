//! Prose: `CommonMark` paragraphs, lists, emphasis and links, as a tree.
//!
//! Links whose address is `@id` refer to an item, `@id.target` to a figure of an indicator ([`super::reference`]). Everything
//! `CommonMark` has beyond this (headings, pictures, HTML, tables, code) would print in ways the city did not choose, and is
//! refused or taken as plain text.

mod count;
mod lines;

pub use count::{Count, count_characters, count_words, each_word};
pub use lines::{lines, plain, plain_inlines};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::reference::Reference;

/// A block of prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list; with the first number when it is numbered.
    List(Option<u64>, Vec<Vec<Block>>),
}

/// A stretch inside a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Letters.
    Text(String),
    /// A line break the writer asked for.
    Break,
    /// `*so*`
    Emphasis(Vec<Inline>),
    /// `**so**`
    Strong(Vec<Inline>),
    /// `[text](@id)`
    Reference(Reference, Vec<Inline>),
    /// `[text](https://…)`
    Link(String, Vec<Inline>),
}

/// Something in a text that cannot be printed: what, and the words near it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What it is, in plain words.
    pub what: &'static str,
    /// Byte in the text where it starts.
    pub at: usize,
}

/// A text as a tree, and what was refused in it.
#[must_use]
pub fn parse(text: &str) -> (Vec<Block>, Vec<Refused>) {
    let mut builder = Builder { refused: Vec::new(), stack: vec![Frame::Blocks(Vec::new())] };
    for (event, range) in Parser::new_ext(text, Options::empty()).into_offset_iter() {
        builder.event(event, range.start);
    }
    builder.flush();
    match builder.stack.pop() {
        Some(Frame::Blocks(blocks)) => (blocks, builder.refused),
        _ => (Vec::new(), builder.refused),
    }
}

/// Whether a text can hold references at all: nearly none does, and parsing takes time.
#[must_use]
pub fn may_refer(text: &str) -> bool {
    text.contains('@')
}

/// Visits every reference.
pub fn references<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Reference, &'a [Inline])) {
    fn walk<'a>(inlines: &'a [Inline], visit: &mut impl FnMut(&'a Reference, &'a [Inline])) {
        for inline in inlines {
            match inline {
                Inline::Reference(reference, inner) => visit(reference, inner),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => walk(inner, visit),
                Inline::Text(_) | Inline::Break => {}
            }
        }
    }
    for block in blocks {
        match block {
            Block::Paragraph(inlines) => walk(inlines, visit),
            Block::List(_, items) => items.iter().for_each(|item| references(item, visit)),
        }
    }
}

enum Frame {
    Blocks(Vec<Block>),
    Inlines(Vec<Inline>),
    List(Option<u64>, Vec<Vec<Block>>),
}

struct Builder {
    refused: Vec<Refused>,
    stack: Vec<Frame>,
}

impl Builder {
    fn event(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Start(tag) => self.start(&tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) | Event::Html(text) => self.text(&text),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.inline(Inline::Break),
            Event::Rule => self.refuse("a line of dashes or stars", at),
            _ => {}
        }
    }

    fn refuse(&mut self, what: &'static str, at: usize) {
        self.refused.push(Refused { what, at });
    }

    fn start(&mut self, tag: &Tag<'_>, at: usize) {
        match tag {
            Tag::Emphasis | Tag::Strong => self.stack.push(Frame::Inlines(Vec::new())),
            Tag::Link { dest_url, .. } => {
                self.stack.push(Frame::Inlines(Vec::new()));
                self.stack.push(Frame::Inlines(vec![Inline::Text(dest_url.to_string())]));
                // The address waits below the words of the link.
                let address = self.stack.pop();
                let words = self.stack.pop();
                self.stack.extend(address);
                self.stack.extend(words);
                if !dest_url.starts_with('@') && !["https://", "http://", "mailto:"].iter().any(|s| dest_url.starts_with(s)) {
                    self.refuse("a link that is neither `@id` nor a web address", at);
                }
            }
            Tag::List(first) => {
                self.flush();
                self.stack.push(Frame::List(*first, Vec::new()));
            }
            Tag::Item => self.stack.push(Frame::Blocks(Vec::new())),
            Tag::Heading { .. } => {
                self.refuse("a heading", at);
                self.flush();
                self.stack.push(Frame::Inlines(Vec::new()));
            }
            Tag::Image { .. } => {
                self.refuse("a picture", at);
                self.stack.push(Frame::Inlines(Vec::new()));
            }
            Tag::BlockQuote(_) => self.refuse("a quotation marked with `>`", at),
            Tag::Paragraph | Tag::CodeBlock(_) => {
                self.flush();
                self.stack.push(Frame::Inlines(Vec::new()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock => {
                let inlines = self.pop_inlines();
                self.block(Block::Paragraph(inlines));
            }
            TagEnd::Emphasis => {
                let inlines = self.pop_inlines();
                self.inline(Inline::Emphasis(inlines));
            }
            TagEnd::Strong => {
                let inlines = self.pop_inlines();
                self.inline(Inline::Strong(inlines));
            }
            TagEnd::Image => {
                let inlines = self.pop_inlines();
                self.inlines().extend(inlines);
            }
            TagEnd::Link => {
                let words = self.pop_inlines();
                let mut address = String::new();
                plain_inlines(&self.pop_inlines(), &mut address);
                self.inline(match address.strip_prefix('@') {
                    Some(written) => Inline::Reference(Reference::parse(written), words),
                    None => Inline::Link(address, words),
                });
            }
            TagEnd::Item => {
                self.flush();
                if let Some(Frame::Blocks(item)) = self.stack.pop()
                    && let Some(Frame::List(_, items)) = self.stack.last_mut()
                {
                    items.push(item);
                }
            }
            TagEnd::List(_) => {
                if let Some(Frame::List(first, items)) = self.stack.pop() {
                    self.block(Block::List(first, items));
                }
            }
            _ => {}
        }
    }

    fn pop_inlines(&mut self) -> Vec<Inline> {
        match self.stack.pop() {
            Some(Frame::Inlines(inlines)) => inlines,
            Some(other) => {
                self.stack.push(other);
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// The inlines being written; a tight list item starts some without a paragraph.
    fn inlines(&mut self) -> &mut Vec<Inline> {
        if !matches!(self.stack.last(), Some(Frame::Inlines(_))) {
            self.stack.push(Frame::Inlines(Vec::new()));
        }
        match self.stack.last_mut() {
            Some(Frame::Inlines(inlines)) => inlines,
            _ => unreachable!("pushed above"),
        }
    }

    /// Appends letters. A tab would print as nothing at all, so it is a space.
    fn text(&mut self, text: &str) {
        let text = &text.replace('\t', " ");
        let inlines = self.inlines();
        if let Some(Inline::Text(last)) = inlines.last_mut() {
            last.push_str(text);
        } else {
            inlines.push(Inline::Text(text.to_owned()));
        }
    }

    fn inline(&mut self, inline: Inline) {
        self.inlines().push(inline);
    }

    fn block(&mut self, block: Block) {
        match self.stack.last_mut() {
            Some(Frame::Blocks(blocks)) => blocks.push(block),
            _ => self.stack.push(Frame::Blocks(vec![block])),
        }
    }

    /// Closes inlines that no paragraph closes.
    fn flush(&mut self) {
        if let Some(Frame::Inlines(_)) = self.stack.last() {
            let inlines = self.pop_inlines();
            if !inlines.is_empty() {
                self.block(Block::Paragraph(inlines));
            }
        }
    }
}
