//! YAML as a person would write it: comments in short lines, texts in quotes or blocks.

use std::fmt::Write as _;

use crate::command::output::wrapped;
use crate::model::text::squeeze;
use crate::yaml::write::in_double_quotes;

/// Longest line of a comment.
const WIDTH: usize = 110;

/// A text as comment lines.
pub fn comment(out: &mut String, indent: usize, text: &str) {
    for line in wrapped(&squeeze(text), WIDTH - indent - 2, 0).lines() {
        let _ = writeln!(out, "{:indent$}# {line}", "");
    }
}

/// A text between quotes.
pub fn quoted(text: &str) -> String {
    in_double_quotes(&squeeze(text))
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
