//! The bytes of a file become text, or a message that says which encoding they seem to be in.

use std::io::Read as _;
use std::path::Path;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};

use super::folder::{open_file, plain};
use super::{ManifestLine, TextFile};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::digest::sha256;
use crate::source::{Sources, Span};

/// Largest YAML file, in bytes.
pub const MAX_FILE: u64 = 5_000_000;

/// Reads a file of the folder as text.
pub fn read_text(root: &Path, path: &str, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<(String, TextFile)> {
    let place = || Place::File(path.to_owned());
    let mut bytes = Vec::new();
    let read = open_file(&root.join(path)).and_then(|file| file.take(MAX_FILE + 1).read_to_end(&mut bytes));
    if let Err(error) = read {
        diagnostics.push(
            Diagnostic::new(Code::CannotRead, place(), format!("failed to read this file ({})", plain(&error)))
                .hint("check its access rights, and that no other program holds it"),
        );
        return None;
    }
    if bytes.len() as u64 > MAX_FILE {
        diagnostics.push(
            Diagnostic::new(Code::FileTooLarge, place(), format!("this file is larger than {} MB", MAX_FILE / 1_000_000))
                .hint("a YAML file holds text only; split it into several, or take out what was pasted by mistake"),
        );
        return None;
    }
    let line = ManifestLine { path: path.to_owned(), sha256: sha256(&bytes), size: bytes.len() };
    match String::from_utf8(bytes) {
        Ok(text) if text.matches('\0').count() * 4 < text.len().max(1) => {
            let file = TextFile { line, bytes: text.clone().into_bytes() };
            Some((without_controls(text, path, sources, diagnostics), file))
        }
        Ok(text) => {
            wrong(&text.into_bytes(), path, sources, diagnostics);
            None
        }
        Err(error) => {
            wrong(&error.into_bytes(), path, sources, diagnostics);
            None
        }
    }
}

/// Control characters are reported at their place; each becomes a space, so that every other place stays right.
fn without_controls(text: String, path: &str, sources: &mut Sources, diagnostics: &mut Diagnostics) -> String {
    let bad = |b: u8| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r') || b == 0x7f;
    let Some(at) = text.bytes().position(bad) else { return text };
    let code = text.as_bytes()[at];
    let file = sources.add(path, text.clone());
    diagnostics.push(
        Diagnostic::new(
            Code::ForbiddenCharacter,
            Span::new(file, at..at + 1),
            format!("an invisible control character (U+{code:04X}) stands here"),
        )
        .hint("it usually comes from copying out of another program: delete the text around it and type it again"),
    );
    String::from_utf8(text.into_bytes().into_iter().map(|b| if bad(b) { b' ' } else { b }).collect()).unwrap_or_default()
}

/// Says which encoding a file seems to be in, at the first letter that shows it.
fn wrong(bytes: &[u8], path: &str, sources: &mut Sources, diagnostics: &mut Diagnostics) {
    let (encoding, name) = guess(bytes);
    let at = match std::str::from_utf8(bytes) {
        Ok(text) => text.find('\0').unwrap_or(0),
        Err(error) => error.valid_up_to(),
    };
    let (text, ..) = encoding.decode(bytes);
    let start = encoding.decode_without_bom_handling(&bytes[..at]).0.len().min(text.len());
    let utf16 = encoding == UTF_16LE || encoding == UTF_16BE;
    let start = if utf16 { 0 } else { start };
    let end = start + text[start..].chars().next().map_or(0, char::len_utf8);
    let file = sources.add(path, text.into_owned());
    diagnostics.push(
        Diagnostic::new(Code::WrongEncoding, Span::new(file, start..end), format!("this file is not saved as UTF-8; it seems to be saved as {name}"))
            .hint("open it in your editor, choose \"Save as\", and choose the encoding UTF-8 (in Notepad: the list beside the Save button)"),
    );
}

fn guess(bytes: &[u8]) -> (&'static Encoding, &'static str) {
    let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|b| **b == 0).count() * 4 > bytes.len();
    if bytes.starts_with(&[0xFF, 0xFE]) || zeros(1) {
        return (UTF_16LE, "UTF-16 (Unicode)");
    }
    if bytes.starts_with(&[0xFE, 0xFF]) || zeros(0) {
        return (UTF_16BE, "UTF-16 (Unicode big-endian)");
    }
    // Windows-1258 writes the Vietnamese tones as marks of their own behind the vowel.
    let tones = bytes
        .windows(2)
        .filter(|w| w[0].is_ascii_alphabetic() || w[0] >= 0xC0)
        .filter(|w| matches!(w[1], 0xCC | 0xD2 | 0xDE | 0xEC | 0xF2))
        .count();
    if tones > 0 { (WINDOWS_1258, "Windows-1258 (Vietnamese)") } else { (WINDOWS_1252, "Windows-1252 (Western European)") }
}
