//! YAML becomes a tree of placed nodes. The only user of the YAML crate.
//!
//! The tree knows where everything stands and keeps scalars as they were written, so `2.10`, `419.0` and `0012` stay
//! themselves. A file that does not parse is read piece by piece ([`recover`]), so that one slip does not hide the other
//! nineteen. From the tree, types read themselves ([`read`]).

pub mod edit;
pub mod explain;
pub mod path;
pub mod read;
pub mod recover;
pub mod scalar;
pub mod write;

use std::borrow::Cow;

use serde_yaml::granit_parser::{self as granit, Event, Parser, ScalarStyle};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, Sources, Span};

/// Deepest nesting a dossier file may have; real ones need about eight.
pub const MAX_DEPTH: usize = 32;
/// Most nodes one file may have: some twelve thousand evidence items.
pub const MAX_NODES: usize = 400_000;
/// Most keys one group may have: an item needs about twenty, the words of a language some six hundred.
const MAX_KEYS: usize = 2_000;

/// A value with its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it stands: a scalar with its quotes, a collection from its first to its last item.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// Part of it could not be read, so that what is missing from it is no news.
    pub damaged: bool,
}

/// What a node is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Nothing was written.
    Null,
    /// A text, number or word.
    Scalar(Scalar),
    /// A list.
    Seq(Vec<Node>),
    /// Keys with values, in the order written; no key twice.
    Map(Vec<(Node, Node)>),
}

/// A text as it was written.
#[derive(Clone, Debug)]
pub struct Scalar {
    /// The text, cleaned: NFC, no control characters.
    pub text: String,
    /// Without quotes and not a block.
    pub plain: bool,
    /// The comment behind a plain scalar on its last line: often text that was lost.
    pub comment: Option<Span>,
}

impl Node {
    /// A node that was read whole.
    #[must_use]
    pub const fn new(span: Span, kind: Kind) -> Self {
        Self { span, kind, damaged: false }
    }

    /// What it is, in plain words, for "expected …, found …".
    #[must_use]
    pub fn describe(&self) -> String {
        match &self.kind {
            Kind::Null => "nothing".into(),
            Kind::Scalar(s) if s.text.chars().count() <= 40 => format!("`{}`", s.text.trim()),
            Kind::Scalar(_) => "a longer text".into(),
            Kind::Seq(_) => "a list".into(),
            Kind::Map(_) => "a group of keys".into(),
        }
    }

    /// The scalar, when it is one.
    #[must_use]
    pub fn scalar(&self) -> Option<&Scalar> {
        match &self.kind {
            Kind::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// The value of a key, when it is a map that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        let Kind::Map(entries) = &self.kind else { return None };
        entries.iter().find(|(k, _)| k.scalar().is_some_and(|s| s.text == key)).map(|(_, v)| v)
    }
}

/// A file as a tree: the top-level keys that could be read.
#[derive(Debug, Default)]
pub struct Document {
    /// Top-level keys and values. After recovery a key may stand here more than once.
    pub entries: Vec<(Node, Node)>,
    /// Ids seen in pieces that could not be read, so that references to them are not reported too.
    pub lost_ids: Vec<String>,
}

/// Reads a file; every mistake goes into the diagnostics.
pub fn read_document(file: FileId, sources: &Sources, diagnostics: &mut Diagnostics) -> Document {
    let text = sources.text(file);
    match parse(file, text, 0, diagnostics) {
        Ok(None) => Document::default(),
        Ok(Some(Node { kind: Kind::Map(entries), .. })) => Document { entries, lost_ids: Vec::new() },
        Ok(Some(node)) => {
            diagnostics.push(
                Diagnostic::new(
                    Code::WrongType,
                    sources.line_of(node.span),
                    format!("expected keys such as `evidence:`, found {}", node.describe()),
                )
                .hint("a file starts with a key at the left edge, such as `evidence:`, and the items stand below it"),
            );
            Document::default()
        }
        Err(_) => recover::read_pieces(file, sources, diagnostics),
    }
}

/// A syntax error, with the byte it was noticed at.
pub(crate) struct SyntaxError {
    pub(crate) kind: granit::ErrorKind,
    pub(crate) at: usize,
}

/// Parses one stretch of a file that starts at byte `base`; `Ok(None)` when nothing is in it.
///
/// Refused things that do not break the structure (anchors, tags, double keys …) are pushed; a broken structure is the error.
/// # Errors
/// When the text is not YAML. Nothing is pushed for that; see [`explain`].
pub(crate) fn parse(file: FileId, text: &str, base: usize, diagnostics: &mut Diagnostics) -> Result<Option<Node>, SyntaxError> {
    let mut pending = Diagnostics::default();
    let options = granit::options! {
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        emit_comments: false,
    };
    let mut parser = Parser::new_from_str_with_options(text, options);
    let mut builder =
        Builder { file, base, text, diagnostics: &mut pending, open: Vec::new(), root: None, nodes: 0, documents: 0 };
    for next in parser.by_ref() {
        let (event, span) =
            next.map_err(|error| SyntaxError { kind: error.kind().clone(), at: base + byte_of(text, error.marker()) })?;
        if !builder.event(event, &span) {
            break;
        }
    }
    let root = builder.root;
    diagnostics.append(pending);
    Ok(root)
}

/// The byte a parser's mark stands at.
fn byte_of(text: &str, marker: &granit::Marker) -> usize {
    marker.byte_offset().unwrap_or_else(|| text.char_indices().nth(marker.index()).map_or(text.len(), |(byte, _)| byte))
}

/// A collection that is still open.
enum Open {
    Seq(usize, Vec<Node>),
    /// First byte, entries, the key whose value is awaited, and whether the rest of it is passed over: a second item was run
    /// into it, or it has too many keys.
    Map(usize, Vec<(Node, Node)>, Option<Node>, bool),
}

struct Builder<'a> {
    file: FileId,
    base: usize,
    text: &'a str,
    diagnostics: &'a mut Diagnostics,
    open: Vec<Open>,
    root: Option<Node>,
    nodes: usize,
    documents: usize,
}

impl Builder<'_> {
    fn span(&self, span: &granit::Span) -> Span {
        let (start, end) = (byte_of(self.text, &span.start), byte_of(self.text, &span.end));
        Span::new(self.file, self.base + start..self.base + end.max(start))
    }

    /// Takes one event; `false` ends the reading.
    fn event(&mut self, event: Event<'_>, at: &granit::Span) -> bool {
        let span = self.span(at);
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.diagnostics.push(
                        Diagnostic::new(Code::TwoDocuments, span, "a second document starts here").hint(
                            "one file holds one document: delete the line `---`, or put what follows into a file of its own",
                        ),
                    );
                    return false;
                }
            }
            Event::Anchor(_, name) => {
                self.refuse(
                    Code::Anchor,
                    span,
                    &format!("`&{name}` marks a part to be repeated elsewhere, and gnlc does not read such marks"),
                );
            }
            Event::Alias(_) => {
                self.refuse(Code::Anchor, span, "a part of the file is repeated here by a `*` reference");
                self.add(Node { damaged: true, ..Node::new(span, Kind::Null) });
            }
            Event::UnresolvedAlias(name) => {
                let hint = format!("write it in quotes: \"*{name}\"");
                self.diagnostics
                    .push(Diagnostic::new(Code::NeedsQuotes, span, "a text that starts with `*` needs quotes").hint(hint));
                self.add(Node { damaged: true, ..Node::new(span, Kind::Null) });
            }
            Event::Scalar(text, style, _, tag) => {
                self.refuse_tag(tag.is_some(), at, span);
                let node = self.scalar(text, style, span);
                self.add(node);
            }
            Event::SequenceStart(_, _, tag) => {
                self.refuse_tag(tag.is_some(), at, span);
                self.open.push(Open::Seq(span.start, Vec::new()));
                return self.shallow(span);
            }
            Event::MappingStart(_, _, tag) => {
                self.refuse_tag(tag.is_some(), at, span);
                self.open.push(Open::Map(span.start, Vec::new(), None, false));
                return self.shallow(span);
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            _ => {}
        }
        if self.nodes > MAX_NODES {
            self.refuse(Code::TooMuch, span, "this file has more entries than gnlc reads from one file");
            return false;
        }
        true
    }

    fn refuse(&mut self, code: Code, span: Span, message: &str) {
        let hint = match code {
            Code::Anchor => "write the text out in both places",
            Code::Tag => "delete the word that starts with `!`; if it belongs to the text, put the text in quotes",
            _ => "split the file into several; their lists are joined",
        };
        self.diagnostics.push(Diagnostic::new(code, span, message).hint(hint));
    }

    fn refuse_tag(&mut self, tagged: bool, at: &granit::Span, span: Span) {
        if tagged {
            let place = at.tag_span().map_or(span, |tag| self.span(&tag));
            self.refuse(Code::Tag, place, "a word that starts with `!` gives a value a type, and gnlc does not read such words");
        }
    }

    fn shallow(&mut self, span: Span) -> bool {
        if self.open.len() <= MAX_DEPTH {
            return true;
        }
        self.diagnostics.push(
            Diagnostic::new(
                Code::TooDeep,
                Span::new(self.file, span.start..span.start),
                format!("lists and groups are nested more than {MAX_DEPTH} deep here"),
            )
            .hint("look for brackets that were opened and never closed"),
        );
        false
    }

    fn scalar(&mut self, text: Cow<'_, str>, style: ScalarStyle, span: Span) -> Node {
        let plain = style == ScalarStyle::Plain;
        let source = &self.text[span.start - self.base..span.end - self.base];
        if plain && (source.is_empty() || matches!(source, "~" | "null" | "Null" | "NULL")) {
            return Node::new(span, Kind::Null);
        }
        let comment = plain
            .then(|| {
                let rest = &self.text[span.end - self.base..];
                let line = rest.split('\n').next().unwrap_or(rest).trim_end();
                let gap = line.len() - line.trim_start().len();
                (gap > 0 && line[gap..].starts_with('#')).then(|| Span::new(self.file, span.end + gap..span.end + line.len()))
            })
            .flatten();
        let text = scalar::clean(text, span, self.diagnostics);
        Node::new(span, Kind::Scalar(Scalar { text, plain, comment }))
    }

    fn close(&mut self, end: Span) {
        let close = |start: usize, last: Option<usize>| Span::new(end.file, start..last.unwrap_or(end.end).max(start));
        let node = match self.open.pop() {
            Some(Open::Seq(start, items)) => {
                let last = items.last().map(|n| n.span.end.max(n.span.start));
                let flow = self.text.as_bytes().get(start - self.base) == Some(&b'[');
                Node::new(close(start, if flow { None } else { last }), Kind::Seq(items))
            }
            Some(Open::Map(start, entries, ..)) => {
                let last = entries.last().map(|(k, v)| v.span.end.max(k.span.end));
                let flow = self.text.as_bytes().get(start - self.base) == Some(&b'{');
                Node::new(close(start, if flow { None } else { last }), Kind::Map(entries))
            }
            None => return,
        };
        self.add(node);
    }

    fn add(&mut self, node: Node) {
        self.nodes += 1;
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::Seq(_, items)) => items.push(node),
            Some(Open::Map(_, _, pending @ None, _)) => *pending = Some(node),
            Some(Open::Map(_, entries, pending, passed_over)) => {
                let key = pending.take().expect("a key stands before its value");
                let Some(name) = key.scalar().map(|s| s.text.as_str()) else {
                    let place = if matches!(key.kind, Kind::Null) { node.span } else { key.span };
                    self.diagnostics.push(
                        Diagnostic::new(Code::WrongType, place, "a key must be a word")
                            .hint("write a word, a colon and a space before the value; a text with brackets needs quotes"),
                    );
                    return;
                };
                if name == "<<" {
                    self.diagnostics.push(
                        Diagnostic::new(
                            Code::Anchor,
                            key.span,
                            "`<<` merges another part of the file, and gnlc does not read such marks",
                        )
                        .hint("write the keys out here"),
                    );
                    return;
                }
                let first = entries.iter().find(|(k, _)| k.scalar().is_some_and(|s| s.text == name)).map(|(k, _)| k.span);
                let second_item = |n: &str| entries.iter().any(|(k, _)| k.scalar().is_some_and(|s| s.text == n)) && n == "id";
                if *passed_over {
                    // Reported where the second item starts.
                } else if second_item(name) {
                    *passed_over = true;
                    self.diagnostics.push(
                        Diagnostic::new(Code::DuplicateKey, key.span, "a second item starts here without its dash")
                            .hint("put `- ` before `id`, at the same indentation as the first item's dash"),
                    );
                } else if let Some(first) = first {
                    self.diagnostics.push(
                        Diagnostic::new(Code::DuplicateKey, key.span, format!("the key `{name}` stands twice here"))
                            .label(first, "first here")
                            .hint("keep one of the two; if these are two items, each starts with `- `"),
                    );
                } else if entries.len() == MAX_KEYS {
                    *passed_over = true;
                    self.refuse(Code::TooMuch, key.span, "this group has more keys than any item of a dossier needs");
                } else if entries.len() < MAX_KEYS {
                    entries.push((key, node));
                }
            }
        }
    }
}
