//! What stands for letters that no font has, in a draft.

use crate::compile::clusters::{Judge, is_everyday};
use crate::compile::fonts::Fonts;
use crate::compile::scripts::is_mark;

/// A source for a draft: every letter that no font has, written as itself or as `\u{hex}`, becomes a hollow square.
#[must_use]
pub fn with_stand_ins(source: &str, fonts: &Fonts) -> String {
    let mut judge = Judge::new(fonts);
    let mut out = String::with_capacity(source.len());
    // Letters of the source, each as it stands for and as it is written.
    let mut letters = written(source).peekable();
    while let Some((letter, as_written)) = letters.next() {
        if is_everyday(letter) && letters.peek().is_none_or(|(next, _)| !is_mark(*next)) {
            out.push_str(as_written);
            continue;
        }
        let (mut cluster, mut whole) = (String::from(letter), String::from(as_written));
        while let Some((mark, w)) = letters.next_if(|(next, _)| is_mark(*next) || *next == '\u{200D}') {
            cluster.push(mark);
            whole.push_str(w);
        }
        out.push_str(if judge.everywhere(&cluster) { &whole } else { "\u{25A1}" });
    }
    out
}

/// The letters of a source: what `\u{hex}` stands for, and everything else itself.
fn written(source: &str) -> impl Iterator<Item = (char, &str)> {
    let mut rest = source;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let hex = rest.strip_prefix("\\u{").and_then(|tail| tail.split_once('}')).map(|(hex, _)| hex);
        let (letter, width) = match hex.and_then(|hex| Some((hex, char::from_u32(u32::from_str_radix(hex, 16).ok()?)?))) {
            Some((hex, letter)) => (letter, hex.len() + 4),
            None => (first, first.len_utf8()),
        };
        let (as_written, tail) = rest.split_at(width);
        rest = tail;
        Some((letter, as_written))
    })
}
