//! A file that does not parse, read piece by piece.
//!
//! The text is cut at its own indentation: top-level keys, list items, keys of an item. Every piece is parsed alone at its
//! own place, so one slip costs one line and everything else is still read and checked.

use super::{Document, Kind, Node, Scalar, explain, parse};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, Sources, Span};

/// Reads what can be read of a broken file and explains every piece that cannot.
pub fn read_pieces(file: FileId, sources: &Sources, diagnostics: &mut Diagnostics) -> Document {
    let text = sources.text(file);
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut reader = Reader { file, sources, diagnostics, lost_ids: Vec::new(), depth: 0 };
    let node = reader.map(&text[start..], start, 0);
    once_a_file(file, reader.diagnostics);
    let entries = match node.kind {
        Kind::Map(entries) => entries,
        _ => Vec::new(),
    };
    Document { entries, lost_ids: reader.lost_ids }
}

/// A file indented with tabs throughout needs to be told so once.
fn once_a_file(file: FileId, diagnostics: &mut Diagnostics) {
    for code in [Code::TabIndent, Code::OddSpace] {
        let in_file = |d: &Diagnostic| d.code == code && d.span().is_some_and(|at| at.file == file);
        let count = diagnostics.iter().filter(|d| in_file(d)).count();
        if count < 3 {
            continue;
        }
        let mut seen = false;
        diagnostics.retain(|d| !in_file(d) || !std::mem::replace(&mut seen, true));
        if let Some(first) = diagnostics.iter_mut().find(|d| in_file(d)) {
            first.message = format!("{}, and {} more lines of this file are too", first.message, count - 1);
        }
    }
}

struct Reader<'a> {
    file: FileId,
    sources: &'a Sources,
    diagnostics: &'a mut Diagnostics,
    lost_ids: Vec<String>,
    depth: usize,
}

/// A stretch of lines: its first byte within the chunk, and its text.
type Piece<'t> = (usize, &'t str);

impl Reader<'_> {
    /// A chunk whole if it parses, in pieces if not.
    fn chunk(&mut self, text: &str, base: usize) -> Option<Node> {
        let error = match parse(self.file, text, base, self.diagnostics) {
            Ok(node) => return node,
            Err(error) => error,
        };
        self.depth += 1;
        let first = first_line(text);
        let node = match first {
            Some((at, line)) if self.depth < super::MAX_DEPTH => {
                let indent = indent_of(line);
                let rest = &line[indent..];
                if is_item(rest) {
                    Some(self.list(text, base, indent))
                } else if lines(text).filter(|(_, l)| starts_key(l, indent)).count() > 1 || opens_block(text, at, rest) {
                    Some(self.map(text, base, indent))
                } else {
                    None
                }
            }
            _ => None,
        };
        self.depth -= 1;
        if node.is_none() {
            self.give_up(text, base, &error);
        }
        node
    }

    fn give_up(&mut self, text: &str, base: usize, error: &super::SyntaxError) {
        for (_, line) in lines(text) {
            let line = line.trim_start().trim_start_matches("- ");
            if let Some(id) = line.strip_prefix("id:") {
                self.lost_ids.push(id.trim().to_owned());
            }
        }
        let all = self.sources.text(self.file);
        let start = (base..base + text.len()).find(|at| all.is_char_boundary(*at)).unwrap_or(base);
        let piece = Span::new(self.file, start..base + text.len());
        self.diagnostics.push(explain::explain(error, piece, self.sources));
    }

    /// The items of a list at one indentation.
    fn list(&mut self, text: &str, base: usize, indent: usize) -> Node {
        let mut items = Vec::new();
        let pieces = cut(text, |line| indent_of(line) == indent && is_item(&line[indent..]));
        let several = pieces.len() > 1;
        for (at, piece) in pieces {
            if several {
                if let Some(Node { kind: Kind::Seq(more), .. }) = self.chunk(piece, base + at) {
                    items.extend(more);
                }
                continue;
            }
            items.extend(self.item(piece, base + at));
        }
        Node::new(Span::new(self.file, base..base + text.trim_end().len()), Kind::Seq(items))
    }

    /// One item alone: its dash becomes white space, and its keys are a group of their own. A dash of another kind, or one
    /// without its space, is reported and read as if it were right.
    fn item(&mut self, piece: &str, base: usize) -> Option<Node> {
        let (at, line) = first_line(piece)?;
        let indent = indent_of(line);
        let mut signs = line[indent..].chars();
        let bullet = signs.next()?;
        let gap = signs.next().filter(|c| c.is_whitespace() && *c != '\n' && *c != '\r');
        let width = bullet.len_utf8() + gap.map_or(0, char::len_utf8);
        let place = Span::new(self.file, base + at + indent..base + at + indent + width);
        let whole = bullet == '-' && (gap == Some(' ') || line[indent + 1..].trim().is_empty());
        if !whole {
            self.diagnostics.push(if bullet == '-' && gap.is_some() {
                explain::odd_space(place, gap.unwrap_or(' '))
            } else {
                explain::word_bullet(place)
            });
        }
        // Bytes may be fewer or more than columns: the keys keep their columns, and every place behind the dash stays right.
        let columns = if base + at >= 2 { indent + 2 } else { indent + width };
        let text = format!("{}{}", " ".repeat(columns), &piece[at + indent + width..]);
        let node = self.chunk(&text, base + at + indent + width - columns)?;
        Some(Node { damaged: node.damaged || whole, ..node })
    }

    /// The keys of a group at one indentation.
    fn map(&mut self, text: &str, base: usize, indent: usize) -> Node {
        let mut entries = Vec::new();
        let mut damaged = false;
        for (at, piece) in cut(text, |line| starts_key(line, indent)) {
            match parse(self.file, piece, base + at, self.diagnostics) {
                Ok(Some(Node { kind: Kind::Map(more), .. })) => entries.extend(more),
                Ok(None) => {}
                Ok(Some(_)) => {
                    damaged = true;
                    let span = Span::new(self.file, base + at..base + at + piece.len());
                    self.diagnostics.push(explain::no_key(span, self.sources));
                }
                Err(error) => {
                    damaged = true;
                    let Some((first, line)) = first_line(piece) else { continue };
                    let head = &line[indent_of(line)..];
                    if !opens_block(piece, first, head) {
                        if base + at > 0 && indent == 0 {
                            damage_last(&mut entries);
                        }
                        self.give_up(piece, base + at, &error);
                        continue;
                    }
                    let key_at = base + at + first + indent_of(line);
                    let name = head.split(':').next().unwrap_or_default().trim_end();
                    let body_at = first + line.len();
                    let value = self.chunk(&piece[body_at..], base + at + body_at);
                    if let Some(value) = value {
                        let key = Kind::Scalar(Scalar { text: name.to_owned(), plain: true, comment: None });
                        let span = Span::new(self.file, key_at..key_at + name.len());
                        entries.push((Node::new(span, key), Node { damaged: true, ..value }));
                    }
                }
            }
        }
        let span = Span::new(self.file, base..base + text.trim_end().len());
        Node { span, kind: Kind::Map(entries), damaged }
    }
}

/// What stands at the left edge by mistake belonged to the item above, which now lacks it.
fn damage_last(entries: &mut [(Node, Node)]) {
    let Some((_, value)) = entries.last_mut() else { return };
    value.damaged = true;
    if let Kind::Seq(items) = &mut value.kind
        && let Some(item) = items.last_mut()
    {
        item.damaged = true;
    }
}

/// The lines of a text with their ends, each with its first byte.
fn lines(text: &str) -> impl Iterator<Item = Piece<'_>> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    })
}

/// The first line that holds more than white space or a comment.
fn first_line(text: &str) -> Option<Piece<'_>> {
    lines(text).find(|(_, line)| !matches!(line.trim_start().chars().next(), None | Some('#')))
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Whether a line (without its indent) starts a list item, with a dash or with a bullet of a word processor.
fn is_item(rest: &str) -> bool {
    let rest = rest.trim_end();
    let Some(first) = rest.chars().next() else { return false };
    let behind = rest[first.len_utf8()..].chars().next();
    match first {
        '-' => behind.is_none_or(|c| c.is_whitespace() || c.is_alphabetic() && rest.contains(':')),
        '–' | '—' | '•' | '·' | '*' => {
            behind.is_some_and(|c| c.is_whitespace() || c.is_alphabetic()) && rest.contains(':')
        }
        _ => false,
    }
}

/// Whether a line starts a key at this indentation.
fn starts_key(line: &str, indent: usize) -> bool {
    let rest = line.trim_start_matches(' ');
    let key = rest.split(':').next().unwrap_or_default();
    line.len() - rest.len() == indent
        && key.len() < rest.trim_end().len()
        && !key.is_empty()
        && key.chars().all(|c| c.is_ascii_alphanumeric() || "_-. ".contains(c))
        && !is_item(rest)
}

/// Whether a key's line ends with its colon, so that the value stands below it.
fn opens_block(piece: &str, first: usize, head: &str) -> bool {
    let value = head.split_once(':').map_or("", |(_, value)| value).trim();
    head.contains(':')
        && (value.is_empty() || value.starts_with('#'))
        && first_line(&piece[first + piece[first..].find('\n').map_or(piece.len() - first, |n| n + 1)..]).is_some()
}

/// Cuts a text before every line that starts a piece; what stands before the first such line goes with it.
fn cut(text: &str, starts: impl Fn(&str) -> bool) -> Vec<Piece<'_>> {
    let mut marks: Vec<usize> = lines(text).filter(|(_, l)| starts(l)).map(|(at, _)| at).collect();
    match marks.first_mut() {
        Some(first) => *first = 0,
        None => marks.push(0),
    }
    marks.push(text.len());
    marks.windows(2).map(|pair| (pair[0], &text[pair[0]..pair[1]])).collect()
}
