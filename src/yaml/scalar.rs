//! Texts are cleaned once, here: NFC, no control characters, nothing that turns the reading direction in secret.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Span;

/// One line: every stretch of spaces and line ends becomes one space. Spaces that do not break stay as they are.
#[must_use]
pub fn squeeze(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_ascii_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// The text as the rest of the program sees it. A refused character is reported and left out.
pub fn clean(text: Cow<'_, str>, span: Span, diagnostics: &mut Diagnostics) -> String {
    if is_clean(&text) {
        return text.into_owned();
    }
    let mut refused: Vec<char> = text.chars().filter(|c| refused(*c)).collect();
    refused.sort_unstable();
    refused.dedup();
    for c in &refused {
        diagnostics.push(
            Diagnostic::new(
                Code::ForbiddenCharacter,
                span,
                format!("this text holds the invisible character U+{:04X} ({})", *c as u32, name(*c)),
            )
            .hint("it usually comes from copying out of another program: delete the text here and type it again"),
        );
    }
    let kept = text.chars().filter(|c| refused.binary_search(c).is_err()).map(|c| match c {
        '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        other => other,
    });
    if refused.is_empty() && is_nfc_quick(text.chars()) == IsNormalized::Yes { kept.collect() } else { kept.nfc().collect() }
}

/// Whether there is nothing to do, as in nearly every text.
fn is_clean(text: &str) -> bool {
    // Composed Latin letters and common signs need no look at any table.
    let common = |c| matches!(c, ' '..='~' | '\n' | '\t' | '\r' | '\u{A0}'..='\u{2FF}' | '\u{1E00}'..='\u{1EFF}' | '\u{2010}'..='\u{2027}');
    let odd = |c| refused(c) || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}');
    text.chars().all(common) || !text.chars().any(odd) && is_nfc_quick(text.chars()) == IsNormalized::Yes
}

/// Controls, private use, non-characters and the marks that reorder text. U+200C–200F and U+061C stay: Persian and
/// Arabic need them.
fn refused(c: char) -> bool {
    let code = c as u32;
    (c.is_control() && !matches!(c, '\n' | '\t' | '\r' | '\u{85}'))
        || matches!(code, 0x202A..=0x202E | 0x2066..=0x2069 | 0xE000..=0xF8FF | 0xFDD0..=0xFDEF | 0xF0000..)
        || code & 0xFFFE == 0xFFFE
        || matches!(code, 0xFEFF | 0xFFF9..=0xFFFB)
}

/// A text of anybody's for a terminal: without what it would obey, and without marks that nobody can see and that reorder it.
#[must_use]
pub fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || refused(c) { '\u{FFFD}' } else { c }).collect()
}

/// A text as one line that can be seen.
#[must_use]
pub fn visible(text: &str) -> String {
    squeeze(text).chars().filter(|c| !c.is_control() && !refused(*c)).collect()
}

fn name(c: char) -> &'static str {
    match c as u32 {
        0 => "NUL",
        0x202A..=0x202E | 0x2066..=0x2069 => "it changes the reading direction",
        0xE000..=0xF8FF | 0xF0000.. => "private use: it has no agreed meaning",
        0xFEFF => "byte-order mark",
        _ => "control character",
    }
}
