//! What "printed unchanged" means.
//!
//! The text is composed (NFC), as it is when it is read. Then every letter is there, none is added and none is another, in the
//! same order. Three things may differ:
//!
//! * A stretch of ASCII white space, and each of U+0085, U+2028 and U+2029, prints as one or more spaces or as the end of a line.
//! * A line may also end, without a sign, between two letters: behind a hyphen or a slash, say. Where a line ends at a space of
//!   another width that may break, that space is gone.
//! * Signs that nobody sees ([`unseen`]) may be lost, but are never added; a soft hyphen stands twice where a line ends: once for itself, once for
//!   the hyphen that is seen there.
//!
//! Letters that run to the left are seen from right to left. They are compared line by line with the order that Unicode's rule
//! gives each line, here without regard to spaces.

use unicode_bidi::{BidiInfo, Level};
use unicode_normalization::UnicodeNormalization;

use super::reading::runs_left;

/// A text as the program keeps it.
pub fn kept(text: &str) -> String {
    text.replace(['\u{85}', '\u{2028}', '\u{2029}'], " ").nfc().collect()
}

/// Signs without a shape: they say where words may break, how letters join and which way they run.
pub fn unseen(c: char) -> bool {
    matches!(c as u32, 0xAD | 0x200B..=0x200F | 0x061C | 0x2060 | 0xFE00..=0xFE0F)
}

/// Whether a text has to be compared line by line.
pub fn turns(text: &str) -> bool {
    text.chars().any(|c| runs_left(c) || matches!(c, '\u{200f}' | '\u{61c}'))
}

/// Follows a text through what was printed from a place on, and gives the place behind it, or the letter that was not found
/// and the place where it should be.
pub fn follow(printed: &[char], mut at: usize, text: &[char]) -> Result<usize, (char, usize)> {
    let mut rest = text.iter().copied().peekable();
    while let Some(c) = rest.next() {
        if c.is_ascii_whitespace() {
            while rest.next_if(char::is_ascii_whitespace).is_some() {}
            let from = at;
            while printed.get(at).is_some_and(|p| matches!(p, ' ' | '\n')) {
                at += 1;
            }
            if at == from && rest.peek().is_some() {
                return Err((' ', at));
            }
            continue;
        }
        let line_end = printed.get(at) == Some(&'\n');
        while printed.get(at) == Some(&'\n') {
            at += 1;
        }
        match printed.get(at) {
            Some(p) if *p == c => {
                at += 1;
                if c == '\u{ad}' && printed.get(at) == Some(&c) {
                    at += 1;
                }
            }
            _ if unseen(c) => {}
            _ if line_end && c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}') => {}
            _ => return Err((c, at)),
        }
    }
    Ok(at)
}

/// Compares a text that has letters running to the left with the lines it was printed in. Both stand between two words of Latin
/// letters.
pub fn same_lines(printed: &[char], text: &str) -> Result<(), String> {
    let text = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    let whole = format!("a {text} b");
    let bidi = BidiInfo::new(&whole, Some(Level::ltr()));
    let [paragraph] = bidi.paragraphs.as_slice() else { return Err(format!("{text:?} is no single paragraph")) };
    let seen = |c: &char| !c.is_whitespace() && !unseen(*c);
    let mut letters = text.char_indices().map(|(at, c)| (at + 2, c)).filter(|(_, c)| seen(c)).peekable();
    for line in printed.split(|c| *c == '\n') {
        let line: Vec<char> = line.iter().copied().filter(seen).collect();
        let (Some((start, _)), false) = (letters.peek().copied(), line.is_empty()) else { continue };
        let last = letters.by_ref().take(line.len()).last().map_or(start, |(at, c)| at + c.len_utf8());
        let right: Vec<char> = bidi.reorder_line(paragraph, start..last).chars().filter(seen).nfc().collect();
        if right != line {
            return Err(format!(
                "the line {:?} should be {:?}",
                line.iter().collect::<String>(),
                right.iter().collect::<String>()
            ));
        }
    }
    match letters.next() {
        Some((_, c)) => Err(format!("{c:?} is missing at the end")),
        None => Ok(()),
    }
}
