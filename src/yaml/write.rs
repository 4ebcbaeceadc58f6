//! YAML as a person would write it: keys below each other, texts in blocks, quotes only where they are needed.

use std::fmt::Write as _;

/// Something to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tree {
    /// A word, number, date or line of text.
    Line(String),
    /// A text of its own lines, behind `|`.
    Block(String),
    /// A short list on one line.
    Words(Vec<String>),
    /// A list, each item on lines of its own.
    List(Vec<Tree>),
    /// Keys with values.
    Keys(Vec<(String, Tree)>),
}

/// One item of a list whose dashes stand in a column, with the line ends of its file.
#[must_use]
pub fn item(tree: &Tree, column: usize) -> String {
    let mut out = " ".repeat(column) + "-";
    value(tree, column + 2, true, &mut out);
    out
}

/// Writes a value behind its key or dash, and ends the line.
fn value(tree: &Tree, indent: usize, behind_dash: bool, out: &mut String) {
    let margin = " ".repeat(indent);
    match tree {
        Tree::Line(text) => line(&inline(text), out),
        Tree::Words(words) => {
            let words: Vec<String> =
                words.iter().map(|word| if is_plain(word, true) { word.clone() } else { quoted(word) }).collect();
            line(&format!("[{}]", words.join(", ")), out);
        }
        Tree::Block(text) => {
            let text = text.trim();
            if text.is_empty() || text.chars().any(|c| is_odd(c) && !matches!(c, '\n' | '\t')) {
                line(&inline(text), out);
                return;
            }
            *out += " |\n";
            for line in text.lines().map(str::trim_end) {
                out.extend([if line.is_empty() { "" } else { &margin }, line, "\n"]);
            }
        }
        Tree::List(items) if behind_dash && !items.is_empty() => {
            // A list in a list begins behind the dash.
            for (index, inner) in items.iter().enumerate() {
                out.extend([if index == 0 { " " } else { &margin }, "-"]);
                value(inner, indent + 2, true, out);
            }
        }
        Tree::List(items) if !items.is_empty() => {
            out.push('\n');
            for inner in items {
                *out += &item(inner, indent);
            }
        }
        Tree::Keys(entries) if !entries.is_empty() => {
            if !behind_dash {
                out.push('\n');
            }
            for (index, (key, inner)) in entries.iter().enumerate() {
                out.extend([if behind_dash && index == 0 { " " } else { &margin }, key, ":"]);
                value(inner, indent + 2, false, out);
            }
        }
        Tree::List(_) | Tree::Keys(_) => out.push('\n'),
    }
}

/// What stands behind a key or dash, and the end of the line.
fn line(text: &str, out: &mut String) {
    out.extend([" ", text, "\n"]);
}

/// A text on one line, in quotes where YAML would take it for something else.
#[must_use]
pub fn inline(text: &str) -> String {
    if is_plain(text, false) { text.to_owned() } else { quoted(text) }
}

/// Whether a text is read back as it is without quotes; between brackets more signs have a meaning.
fn is_plain(text: &str, in_brackets: bool) -> bool {
    let starts = text.chars().next().is_some_and(char::is_alphanumeric);
    let ends = text.chars().next_back().is_some_and(|c| !c.is_whitespace() && c != ':');
    let nothing = matches!(text, "null" | "Null" | "NULL");
    let signs = text.contains(": ") || text.contains(" #") || text.chars().any(is_odd);
    starts && ends && !nothing && !signs && !(in_brackets && text.contains([',', '[', ']', '{', '}', ':']))
}

/// Characters that stand in no line as they are.
fn is_odd(c: char) -> bool {
    c.is_control() || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}')
}

/// A line without odd characters between double quotes, whatever else it holds.
#[must_use]
pub fn in_double_quotes(line: &str) -> String {
    format!("\"{}\"", line.replace('\\', "\\\\").replace('"', "\\\""))
}

fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) && !text.contains('\'') && !text.chars().any(is_odd) {
        return format!("'{text}'");
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out += "\\n",
            c if is_odd(c) => _ = write!(out, "\\u{:04X}", c as u32),
            c => out.push(c),
        }
    }
    out + "\""
}
