//! What is said and heard in an interview.

use std::fmt::Write as _;
use std::io::{self, BufRead as _};

use super::super::question::{Question, Takes};
use crate::command::{Output, Unwritable};
use crate::diagnostic::{Diagnostic, emit};
use crate::model::text::printable;

/// What somebody wrote.
pub enum Said {
    /// An answer.
    Text(String),
    /// Enter alone.
    Nothing,
    /// That the answer before is to be changed.
    Back,
    /// That choices with these words are to be listed.
    List(String),
    /// Nothing more.
    End,
}

/// Reads an answer.
pub fn hear(question: &Question, out: &mut Output) -> Result<Said, Unwritable> {
    let Some(first) = line() else {
        out.note("\n")?;
        return Ok(Said::End);
    };
    let trimmed = first.trim();
    if trimmed.is_empty() {
        return Ok(Said::Nothing);
    }
    if trimmed == "<" {
        return Ok(Said::Back);
    }
    if let Some(words) = trimmed.strip_prefix('?') {
        return Ok(Said::List(words.trim().to_owned()));
    }
    if !matches!(question.takes, Takes::Prose) {
        return Ok(Said::Text(first));
    }
    let mut text = first;
    loop {
        let Some(next) = line() else { return Ok(Said::End) };
        match next.trim() {
            "" => return Ok(Said::Text(text)),
            "<" => return Ok(Said::Back),
            "+" => text += "\n",
            _ => text = text + "\n" + &next,
        }
    }
}

/// The choices that hold some words, at most so many.
pub fn listed(question: &Question, most: usize, words: &str) -> String {
    let words = words.to_lowercase();
    let holds = |text: &str| text.to_lowercase().contains(&words);
    let all = question.choices().iter().enumerate().filter(|(_, (word, what))| holds(word) || holds(what));
    let (mut text, mut left) = (String::new(), 0);
    for (n, (word, what)) in all {
        if n >= most {
            left += 1;
            continue;
        }
        let number = if question.by_number() { format!("{:>4}  ", n + 1) } else { "      ".to_owned() };
        let what = if what == word { "" } else { what.as_str() };
        let short: String = what.chars().take(100).collect();
        let cut = if short.len() < what.len() { "…" } else { "" };
        let _ = writeln!(text, "{number}{}", printable(format!("{word:<14} {short}{cut}").trim_end()));
    }
    if left > 0 {
        let _ = writeln!(text, "      and {left} more: ?");
    }
    text
}

/// A message in the words of `gnlc check`, without the place: that is what was just written.
pub fn sentence(diagnostic: &Diagnostic, field: &str) -> String {
    let word = emit::word(diagnostic.severity);
    let field = if field.is_empty() { String::new() } else { format!("{field}: ") };
    let mut text = format!("{word}[{}]: {field}{}\n", diagnostic.code, printable(&diagnostic.message));
    for hint in &diagnostic.hints {
        let _ = writeln!(text, "  help: {}", printable(hint));
    }
    text
}

/// The next line; nothing when there is no more.
pub fn line() -> Option<String> {
    let mut bytes = Vec::new();
    match io::stdin().lock().read_until(b'\n', &mut bytes) {
        Ok(1..) => Some(String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']).to_owned()),
        Ok(0) | Err(_) => None,
    }
}
