//! How long a text is, as word processors count it.
//!
//! A word is a stretch between white space that holds a letter or digit. Chinese and Japanese write no spaces: each of their
//! letters is a word. Thai, Lao, Khmer and Burmese write none between words either: Unicode's dictionaries part them.
//! Characters are what a reader sees as one, spaces among them; the ends of lines are none.

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{GraphemeClusterSegmenter, WordSegmenter};
use serde::Serialize;

/// How long a text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Its words.
    pub words: usize,
    /// Its characters, with spaces.
    pub characters: usize,
}

impl Count {
    /// How long a plain text is.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self { words: count_words(text), characters: count_characters(text) }
    }
}

impl std::ops::Add for Count {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { words: self.words + other.words, characters: self.characters + other.characters }
    }
}

/// How many words a plain text has.
#[must_use]
pub fn count_words(text: &str) -> usize {
    let mut count = 0;
    each_word(text, |_| count += 1);
    count
}

/// How many characters a plain text has, with spaces.
#[must_use]
pub fn count_characters(text: &str) -> usize {
    let clusters = GraphemeClusterSegmenter::new();
    // The segmenter names the beginning too.
    let of_line = |line: &str| if line.is_ascii() { line.len() } else { clusters.segment_str(line).count().saturating_sub(1) };
    text.lines().map(of_line).sum()
}

/// Visits every word of a plain text.
pub fn each_word<'t>(text: &'t str, mut visit: impl FnMut(&'t str)) {
    let mut visit_worded = |part: &'t str| {
        if part.chars().any(char::is_alphanumeric) {
            visit(part);
        }
    };
    for token in text.split_whitespace() {
        let mut rest = token;
        while let Some(first) = rest.chars().next() {
            let script = Script::of(first);
            let end = match script {
                Script::Ideograph => first.len_utf8(),
                _ => rest.find(|c| Script::of(c) != script).unwrap_or(rest.len()),
            };
            let (run, behind) = rest.split_at(end);
            if script == Script::Unspaced {
                each_segment(run, &mut visit_worded);
            } else {
                visit_worded(run);
            }
            rest = behind;
        }
    }
}

/// Visits the stretches into which the dictionaries part a run of letters.
fn each_segment<'t>(run: &'t str, visit: &mut impl FnMut(&'t str)) {
    let mut start = 0;
    for end in WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()).segment_str(run) {
        visit(&run[start..end]);
        start = end;
    }
}

/// How the words of a letter's script are told apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    /// By spaces.
    Spaced,
    /// Every letter is one.
    Ideograph,
    /// By a dictionary.
    Unspaced,
}

impl Script {
    fn of(c: char) -> Self {
        match c as u32 {
            // Thai, Lao; Burmese; Khmer.
            0x0E01..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x19E0..=0x19FF | 0xA9E0..=0xA9FF | 0xAA60..=0xAA7F => {
                Self::Unspaced
            }
            // Han with the signs that repeat or stand for it, kana, Bopomofo; their punctuation is no letter.
            0x3005..=0x3007
            | 0x3040..=0x312F
            | 0x31A0..=0x31BF
            | 0x31F0..=0x31FF
            | 0x3400..=0x4DBF
            | 0x4E00..=0x9FFF
            | 0xF900..=0xFAFF
            | 0xFF66..=0xFF9F
            | 0x1B000..=0x1B16F
            | 0x20000..=0x323AF
                if c.is_alphanumeric() =>
            {
                Self::Ideograph
            }
            _ => Self::Spaced,
        }
    }
}
