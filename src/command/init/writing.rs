//! YAML as a person would write it: comments in short lines, texts in quotes or blocks.

use std::fmt::Write as _;

use crate::model::text::squeeze;

/// Longest line of a comment.
const WIDTH: usize = 110;

/// A text as comment lines.
pub fn comment(out: &mut String, indent: usize, text: &str) {
    let mut line = String::new();
    let text = squeeze(text);
    for word in text.split(' ') {
        if !line.is_empty() && indent + 3 + line.chars().count() + word.chars().count() > WIDTH {
            let _ = writeln!(out, "{:indent$}# {line}", "");
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        let _ = writeln!(out, "{:indent$}# {line}", "");
    }
}

/// A text between quotes.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", squeeze(text).replace('\\', "\\\\").replace('"', "\\\""))
}

/// A text whose signs mean nothing in prose.
pub fn as_prose(text: &str) -> String {
    squeeze(text)
        .chars()
        .flat_map(|c| {
            let special = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '!' | '&' | '#');
            special.then_some('\\').into_iter().chain([c])
        })
        .collect()
}
