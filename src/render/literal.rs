//! What a template prints with `{{ … }}`: always one Typst literal.
//!
//! Strings are quoted, and every character that means something to Typst anywhere, and the first one whatever it is, is
//! written as `\u{hex}`. So a value that slips out of its quotes is ugly, never live.

use std::fmt::Write;

use minijinja::value::{Value, ValueKind};
use minijinja::{Error, ErrorKind};

/// Characters that are never written as themselves.
const SPECIAL: &str = "\\#$*_`@<>[]~=+-/'\":.(){};,&|!?%^";

/// The same for every ASCII character, to be looked up.
const IS_SPECIAL: [bool; 128] = {
    let mut table = [false; 128];
    let (bytes, mut n) = (SPECIAL.as_bytes(), 0);
    while n < bytes.len() {
        table[bytes[n] as usize] = true;
        n += 1;
    }
    n = 0;
    while n < 0x20 {
        table[n] = true;
        n += 1;
    }
    table[0x7F] = true;
    table
};

/// Appends a string as a Typst string literal.
pub fn string(text: &str, out: &mut String) {
    out.push('"');
    let mut copied = 0;
    for (at, c) in text.char_indices() {
        let special = match c {
            '\u{80}'.. => matches!(c, '\u{80}'..='\u{9F}' | '\u{2028}' | '\u{2029}'),
            _ => IS_SPECIAL[c as usize],
        };
        if at == 0 || special {
            out.push_str(&text[copied..at]);
            copied = at + c.len_utf8();
            hex(c, out);
        }
    }
    out.push_str(&text[copied..]);
    out.push('"');
}

/// Appends a character by its number: `\u{1f}`.
fn hex(c: char, out: &mut String) {
    out.push_str("\\u{");
    let number = c as u32;
    let digits = (32 - number.leading_zeros()).div_ceil(4).max(1);
    out.extend((0..digits).rev().filter_map(|n| char::from_digit(number >> (4 * n) & 0xF, 16)));
    out.push('}');
}

/// Appends any value as a Typst literal.
///
/// # Errors
/// For values Typst has no literal for, such as functions, and for numbers that are not whole.
pub fn value(value: &Value, out: &mut String) -> Result<(), Error> {
    match value.kind() {
        ValueKind::None => out.push_str("none"),
        ValueKind::Bool => out.push_str(if value.is_true() { "true" } else { "false" }),
        ValueKind::Number => match i64::try_from(value.clone()) {
            Ok(n) if n < 0 => {
                let _ = write!(out, "({n})");
            }
            Ok(n) => {
                let _ = write!(out, "{n}");
            }
            Err(_) => return Err(refuse("a number that is not whole; format it before it comes here")),
        },
        ValueKind::String => string(value.as_str().unwrap_or_default(), out),
        ValueKind::Seq | ValueKind::Iterable => {
            out.push('(');
            for item in value.try_iter()? {
                self::value(&item, out)?;
                out.push(',');
            }
            out.push(')');
        }
        ValueKind::Map => {
            let mut any = false;
            out.push('(');
            for key in value.try_iter()? {
                any = true;
                self::key(key.as_str().ok_or_else(|| refuse("a map whose keys are not texts"))?, out);
                out.push(':');
                self::value(&value.get_item(&key)?, out)?;
                out.push(',');
            }
            out.push_str(if any { ")" } else { ":)" });
        }
        ValueKind::Undefined => {
            return Err(Error::new(ErrorKind::UndefinedError, "this value does not exist"));
        }
        _ => return Err(refuse("a value that has no literal")),
    }
    Ok(())
}

/// Words that Typst takes as something else than a name.
#[rustfmt::skip]
const KEYWORDS: &[&str] = &[
    "none", "auto", "true", "false", "not", "and", "or", "let", "set", "show", "context", "if", "else", "for", "in", "while",
    "break", "continue", "return", "import", "include", "as",
];

/// Appends a key: as a name when it is a plain one, as templates write them, else as a string.
fn key(name: &str, out: &mut String) {
    let letters = name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') && name.bytes().any(|b| b != b'_');
    if letters && !KEYWORDS.contains(&name) { out.push_str(name) } else { string(name, out) }
}

fn refuse(what: &str) -> Error {
    Error::new(ErrorKind::BadSerialization, format!("a template printed {what}"))
}
