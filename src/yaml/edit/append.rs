//! One more item at the end of a list, and not a byte of the rest changed.

use super::same;
use crate::diagnostic::Diagnostics;
use crate::source::Sources;
use crate::yaml::write::{Tree, item};
use crate::yaml::{Document, Kind, Node, read_document};

/// A file with one more item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appended {
    /// The whole text.
    pub text: String,
    /// The bytes of it that are new.
    pub new: std::ops::Range<usize>,
}

/// How many items the list behind a key of a file has; nothing where there is no such list.
#[must_use]
pub fn count(text: &str, section: &str) -> Option<usize> {
    match &find(&read(text)?, section)?.kind {
        Kind::Seq(items) => Some(items.len()),
        Kind::Null => Some(0),
        Kind::Scalar(_) | Kind::Map(_) => None,
    }
}

/// Puts an item behind the last one of a list that is written with dashes. Nothing where there is no such list, where the file
/// has mistakes, or where the file would then say anything else.
#[must_use]
pub fn append(text: &str, section: &str, tree: &Tree) -> Option<Appended> {
    let old = read(text)?;
    let (at, column, gap) = place(text, &old, section)?;
    let ends = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut new = String::new();
    if at > 0 && !text[..at].ends_with('\n') {
        new += "\n";
    }
    if gap {
        new += "\n";
    }
    let start = new.len();
    new += &item(tree, column);
    let (before, new) = (new[..start].replace('\n', ends), new[start..].replace('\n', ends));
    let range = at + before.len()..at + before.len() + new.len();
    let whole = format!("{}{before}{new}{}", &text[..at], &text[at..]);
    says_one_more(&old, &read(&whole)?, section, tree).then_some(Appended { text: whole, new: range })
}

/// A new file with a list of one item.
#[must_use]
pub fn begin(section: &str, tree: &Tree) -> Option<Appended> {
    append(&format!("{section}:\n"), section, tree)
}

/// The entries of a file without mistakes.
fn read(text: &str) -> Option<Document> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let file = sources.add("", text);
    let document = read_document(file, &sources, &mut diagnostics);
    (!diagnostics.has_errors()).then_some(document)
}

fn find<'a>(document: &'a Document, section: &str) -> Option<&'a Node> {
    document.entries.iter().find(|(key, _)| key.scalar().is_some_and(|s| s.text == section)).map(|(_, value)| value)
}

/// Where the item goes, in which column its dash stands, and whether a blank line comes before it.
fn place(text: &str, document: &Document, section: &str) -> Option<(usize, usize, bool)> {
    let (key, value) = document.entries.iter().find(|(key, _)| key.scalar().is_some_and(|s| s.text == section))?;
    let items = match &value.kind {
        Kind::Seq(items) => items,
        Kind::Null => {
            let rest = text[key.span.end..].lines().next()?.trim_start().strip_prefix(':')?.trim_start();
            return (rest.is_empty() || rest.starts_with('#')).then(|| (line_end(text, key.span.end), 2, false));
        }
        Kind::Scalar(_) | Kind::Map(_) => return None,
    };
    let last = items.last()?;
    let column = dash(text, last.span.start)?;
    let end = text.get(..last.span.end)?.trim_end().len();
    let mut at = line_end(text, end.max(last.span.start));
    // Remarks that are indented like the item belong to it.
    while let Some(line) = text[at..].lines().next() {
        let inner = line.trim_start_matches(' ');
        if !(inner.starts_with('#') && line.len() - inner.len() > column) {
            break;
        }
        at = line_end(text, at);
    }
    let gap = items.len() > 1 && {
        let before = text.get(..items[items.len() - 2].span.end)?.trim_end().len();
        let between = &text[line_end(text, before).min(last.span.start)..last.span.start];
        between.lines().next().is_some_and(|line| line.trim().is_empty())
    };
    Some((at, column, gap))
}

/// The column of the dash in front of an item.
fn dash(text: &str, item: usize) -> Option<usize> {
    let before = text.get(..item)?.trim_end_matches([' ', '\n', '\r']).strip_suffix('-')?;
    let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
    let line = line.trim_start_matches('\u{feff}');
    line.bytes().all(|b| b == b' ').then_some(line.len())
}

/// The byte behind the line end that follows.
fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |n| at + n + 1)
}

/// Whether the new file says what the old one said, and the item.
fn says_one_more(old: &Document, new: &Document, section: &str, tree: &Tree) -> bool {
    let alone = read(&format!("{section}:\n{}", item(tree, 2)));
    let wanted = alone.as_ref().and_then(|d| find(d, section)).and_then(|node| match &node.kind {
        Kind::Seq(items) => items.first(),
        _ => None,
    });
    let list = |node: &Node| match &node.kind {
        Kind::Seq(items) => items.clone(),
        _ => Vec::new(),
    };
    old.entries.len() == new.entries.len()
        && old.entries.iter().zip(&new.entries).all(|((key, before), (other, after))| {
            if !same(key, other) {
                return false;
            }
            if key.scalar().is_none_or(|s| s.text != section) {
                return same(before, after);
            }
            let (before, after) = (list(before), list(after));
            let one_more = after.len() == before.len() + 1 && before.iter().zip(&after).all(|(a, b)| same(a, b));
            one_more && wanted.zip(after.last()).is_some_and(|(a, b)| same(a, b))
        })
}
