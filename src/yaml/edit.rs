//! Small changes to a YAML file that leave everything else as the city wrote it: comments, order, line ends.

pub mod append;

use super::scalar::squeeze;
use super::{Kind, Node, read_document};
use crate::diagnostic::Diagnostics;
use crate::source::{FileId, Sources, Span};

/// One change: the bytes it replaces, and what stands there then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What is replaced.
    pub at: Span,
    /// By what.
    pub by: String,
}

/// The text of a file with changes that do not overlap.
#[must_use]
pub fn apply(file: FileId, changes: &[Change], sources: &Sources) -> String {
    let mut changes: Vec<&Change> = changes.iter().filter(|c| c.at.file == file).collect();
    changes.sort_by_key(|c| c.at.start);
    let text = sources.text(file);
    let mut out = String::with_capacity(text.len() + changes.len() * 32);
    let mut done = 0;
    for change in changes {
        out.push_str(&text[done..change.at.start]);
        out.push_str(&change.by);
        done = change.at.end;
    }
    out + &text[done..]
}

/// Makes a translation say which original it follows: `vi: …` becomes `vi: {of: 1a2b3c4d, text: …}`, a block stays a block.
#[must_use]
pub fn stamp(value: Span, digest: &str, sources: &Sources) -> Change {
    if let Some(header) = block_header(value, sources) {
        return stamp_block(value, header, digest, sources);
    }
    let written = sources.slice(value);
    let by = if written.starts_with(['"', '\'']) || !written.contains([',', '[', ']', '{', '}', '#', ':', '\n']) {
        format!("{{of: {digest}, text: {written}}}")
    } else {
        let line = squeeze(written);
        format!("{{of: {digest}, text: \"{}\"}}", line.replace('\\', "\\\\").replace('"', "\\\""))
    };
    Change { at: value, by }
}

/// The `|` or `>` behind the key of a block; its text starts on a line of its own.
fn block_header(value: Span, sources: &Sources) -> Option<Span> {
    let line = sources.line_of(value);
    let text = sources.text(value.file);
    let before = text[..line.start].trim_end();
    text[line.start..value.start].trim().is_empty().then_some(())?;
    let key_line = before.rfind('\n').map_or(0, |at| at + 1);
    let colon = key_line + before[key_line..].find(": ")? + 2;
    before[colon..].trim_start().starts_with(['|', '>']).then_some(Span::new(value.file, colon..before.len()))
}

fn stamp_block(value: Span, header: Span, digest: &str, sources: &Sources) -> Change {
    let line = sources.slice(sources.line_of(header));
    let indent = " ".repeat(line.len() - line.trim_start_matches([' ', '-']).len() + 2);
    let text = sources.text(value.file);
    let end = value.start + text[value.start..value.end].trim_end().len();
    let mut by = format!("\n{indent}of: {digest}\n{indent}text: {}", sources.slice(header).trim());
    for line in text[header.end..end].lines().skip(1) {
        by.push('\n');
        if !line.trim().is_empty() {
            by.push_str("  ");
            by.push_str(line);
        }
    }
    Change { at: Span::new(value.file, header.start - 1..end), by }
}

/// Whether two texts of a file say the same, but for the notes which originals their translations follow.
#[must_use]
pub fn same_but_for_stamps(old: &str, new: &str) -> bool {
    let read = |text: &str| {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let file = sources.add("", text);
        let document = read_document(file, &sources, &mut diagnostics);
        (!diagnostics.has_errors()).then_some(document.entries)
    };
    match (read(old), read(new)) {
        (Some(old), Some(new)) => {
            old.len() == new.len() && old.iter().zip(&new).all(|(a, b)| same(&a.0, &b.0) && same(&a.1, &b.1))
        }
        _ => false,
    }
}

fn same(old: &Node, new: &Node) -> bool {
    match (&bare(old).kind, &bare(new).kind) {
        (Kind::Null, Kind::Null) => true,
        (Kind::Scalar(a), Kind::Scalar(b)) => a.text.trim() == b.text.trim(),
        (Kind::Seq(a), Kind::Seq(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Kind::Map(a), Kind::Map(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(&a.0, &b.0) && same(&a.1, &b.1)),
        _ => false,
    }
}

/// The text behind a stamp.
fn bare(node: &Node) -> &Node {
    match (&node.kind, node.get("of"), node.get("text")) {
        (Kind::Map(entries), Some(_), Some(text)) if entries.len() == 2 => text,
        _ => node,
    }
}
