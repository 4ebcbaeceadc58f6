//! Which words of a text changed.

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A stretch of words that two texts share, or that one of them has alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// `same`, `old` or `new`.
    pub k: Side,
    /// The words.
    pub s: String,
}

/// Which text has a stretch of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Both.
    Same,
    /// The old one.
    Old,
    /// The new one.
    New,
}

/// Where a paragraph ends: a word of its own, so that a new paragraph is seen.
const PARAGRAPH: &str = "¶";
/// So many words between two changes are told with them.
const BETWEEN: usize = 2;
/// So many words around a change are shown.
const AROUND: usize = 8;

/// The pieces of two texts, in the order of reading, whole.
#[must_use]
pub fn compare(old: &str, new: &str) -> Vec<Piece> {
    let (was, is) = (words(old), words(new));
    let mut pieces: Vec<Piece> = Vec::new();
    let mut add = |k: Side, words: &[&str]| {
        if !words.is_empty() {
            pieces.push(Piece { k, s: words.join(" ") });
        }
    };
    for op in capture_diff_slices(Algorithm::Patience, &was, &is) {
        if let DiffOp::Equal { old_index, len, .. } = op {
            add(Side::Same, &was[old_index..old_index + len]);
        } else {
            add(Side::Old, &was[op.old_range()]);
            add(Side::New, &is[op.new_range()]);
        }
    }
    joined(pieces)
}

/// Joins changes that only a word or two part: a sentence in scraps is harder to read than one told twice.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::new();
    let (mut old, mut new, mut between) = (Vec::new(), Vec::new(), None::<Piece>);
    let flush = |old: &mut Vec<String>, new: &mut Vec<String>, joined: &mut Vec<Piece>| {
        for (k, words) in [(Side::Old, old), (Side::New, new)] {
            if !words.is_empty() {
                joined.push(Piece { k, s: std::mem::take(words).join(" ") });
            }
        }
    };
    for piece in pieces {
        if piece.k == Side::Same {
            if old.is_empty() && new.is_empty() || piece.s.split(' ').count() > BETWEEN || piece.s.contains(PARAGRAPH) {
                flush(&mut old, &mut new, &mut joined);
                joined.push(piece);
            } else {
                between = Some(piece);
            }
            continue;
        }
        if let Some(between) = between.take() {
            old.push(between.s.clone());
            new.push(between.s);
        }
        if piece.k == Side::Old { &mut old } else { &mut new }.push(piece.s);
    }
    flush(&mut old, &mut new, &mut joined);
    joined.extend(between);
    joined
}

/// The same with long stretches of what did not change left out.
#[must_use]
pub fn around(pieces: Vec<Piece>) -> Vec<Piece> {
    let last = pieces.len().saturating_sub(1);
    let shorten = |(n, piece): (usize, Piece)| {
        let words: Vec<&str> = piece.s.split(' ').collect();
        let (head, tail) = (if n == 0 { 0 } else { AROUND }, if n == last { 0 } else { AROUND });
        if piece.k != Side::Same || words.len() <= head + tail + 2 {
            return piece;
        }
        let s = [&words[..head], &["…"], &words[words.len() - tail..]].concat().join(" ");
        Piece { s, ..piece }
    };
    pieces.into_iter().enumerate().map(shorten).collect()
}

fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for paragraph in text.split("\n\n") {
        if !words.is_empty() {
            words.push(PARAGRAPH);
        }
        words.extend(paragraph.split_whitespace());
    }
    words
}
