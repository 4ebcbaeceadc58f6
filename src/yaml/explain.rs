//! A syntax error in the words of somebody who never wrote YAML.
//!
//! The parser says where it gave up and of what kind that was; what people did is read from the lines themselves. Checks
//! stand in the order in which one mistake hides another.

mod shape;

use serde_yaml::granit_parser::ErrorKind;

use super::SyntaxError;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Sources, Span};

/// What to tell about a piece that did not parse.
pub(crate) fn explain(error: &SyntaxError, piece: Span, sources: &Sources) -> Diagnostic {
    let clamped = error.at.clamp(piece.start, piece.end.saturating_sub(1).max(piece.start));
    let text = sources.text(piece.file);
    let at = Span::new(piece.file, floor(text, clamped)..floor(text, clamped));
    let ways = [
        bad_indent,
        shape::stray_line,
        shape::odd_space_in_key,
        shape::left_edge,
        figure_sign,
        quotes_by_start,
        unclosed_quote,
        colon_in_text,
        misaligned,
        shape::flow_line,
        space_after_colon,
    ];
    if matches!(error.kind, ErrorKind::RecursionLimitExceeded) {
        return fallback(error, at, sources);
    }
    let lines = Lines { sources, piece };
    ways.iter().find_map(|way| way(&lines, error)).unwrap_or_else(|| fallback(error, at, sources))
}

/// A bullet of a word processor where a dash should stand.
pub(crate) fn word_bullet(span: Span) -> Diagnostic {
    Diagnostic::new(Code::WordBullet, span, "this bullet comes from a word processor, and a list item starts with `- `")
        .hint("replace it by a plain minus sign and one space")
}

/// A space that looks like an ordinary one, where the structure of the file depends on it.
pub(crate) fn odd_space(span: Span, c: char) -> Diagnostic {
    let message = format!("a special space (U+{:04X}) stands here that looks like an ordinary one", c as u32);
    Diagnostic::new(Code::OddSpace, span, message)
        .hint("it comes from a word processor or a web page: delete the white space here and type it again")
}

/// A line that stands where a key should.
pub(crate) fn no_key(span: Span, sources: &Sources) -> Diagnostic {
    let first = Span::new(span.file, first_text(sources.slice(span), span.start)..span.end);
    let line = sources.line_of(first);
    let text = sources.slice(line);
    let diagnostic = Diagnostic::new(
        Code::YamlSyntax,
        Span::new(line.file, trimmed(text, line.start)),
        "a key, a colon and a space were expected here",
    );
    match text.trim().split_once(':') {
        Some((key, value)) if !value.is_empty() && !value.starts_with(' ') => {
            diagnostic.hint(format!("put a space after the colon: `{key}: {}`", cropped(value)))
        }
        _ => diagnostic.hint(
            "a line such as `title: …` was expected; a longer text that goes on over several lines stands indented below `|`",
        ),
    }
}

struct Lines<'a> {
    sources: &'a Sources,
    piece: Span,
}

impl Lines<'_> {
    /// The lines of the piece: their span (without line end) and text.
    fn all(&self) -> impl Iterator<Item = (Span, &str)> {
        let text = self.sources.slice(self.piece);
        let mut at = self.piece.start;
        text.split_inclusive('\n').map(move |line| {
            let start = at;
            at += line.len();
            let line = line.trim_end_matches(['\n', '\r']);
            (Span::new(self.piece.file, start..start + line.len()), line)
        })
    }

    /// The lines that hold a value behind a key or a dash: the value's span and text.
    fn values(&self) -> impl Iterator<Item = (Span, &str)> {
        self.all().filter_map(|(span, line)| {
            let body = line.trim_start();
            let item = body.strip_prefix("- ").unwrap_or(body).trim_start();
            let value = match item.split_once(": ") {
                Some((key, value)) if key.len() < 40 && !key.contains(['"', '\'', '“']) => value,
                _ if item.len() < body.len() => item,
                _ => return None,
            };
            if item.starts_with(['{', '[']) {
                return None;
            }
            let lead = value.len() - value.trim_start().len();
            let start = span.end - value.len() + lead;
            Some((Span::new(span.file, start..span.end), value.trim_start()))
        })
    }
}

fn bad_indent(lines: &Lines<'_>, _: &SyntaxError) -> Option<Diagnostic> {
    lines.all().find_map(|(span, line)| {
        let indent = line.len() - line.trim_start().len();
        let bad = line[..indent].char_indices().find(|(_, c)| *c != ' ')?;
        if indent == line.len() {
            return None;
        }
        let place = Span::new(span.file, span.start + bad.0..span.start + bad.0 + bad.1.len_utf8());
        Some(match bad.1 {
            '\t' => Diagnostic::new(Code::TabIndent, place, "this line is indented with a tab")
                .hint("indent with spaces: two for each level; most editors can replace tabs by spaces"),
            c => odd_space(place, c),
        })
    })
}

fn figure_sign(lines: &Lines<'_>, _: &SyntaxError) -> Option<Diagnostic> {
    lines.values().find_map(|(span, value)| {
        let rest = value.strip_prefix('>')?;
        let (word, rest) = rest.strip_prefix('=').map_or(("more_than", rest), |rest| ("at_least", rest));
        let figure = rest.trim();
        figure.starts_with(|c: char| c.is_ascii_digit()).then(|| sign_in_figure(span, word, figure))
    })
}

/// `> 85` and its like: the sign becomes a key.
pub(crate) fn sign_in_figure(span: Span, word: &str, figure: &str) -> Diagnostic {
    let figure = figure.trim_end_matches('%').trim();
    Diagnostic::new(Code::SignInFigure, span, "a figure has no sign in front of it: the sign is said with a word")
        .hint(format!("write `{word}: {figure}` instead of `value:`"))
}

fn quotes_by_start(lines: &Lines<'_>, _: &SyntaxError) -> Option<Diagnostic> {
    lines.values().find_map(|(span, value)| {
        let first = value.chars().next()?;
        let behind = value[first.len_utf8()..].trim_start_matches(['-', '+']).trim_start();
        if matches!(first, '|' | '>') && !behind.is_empty() && !behind.starts_with(['#', '1', '2', '3', '4']) {
            return Some(
                Diagnostic::new(
                    Code::YamlSyntax,
                    Span::new(span.file, span.start..span.start + 1),
                    format!("behind `{first}` the line ends"),
                )
                .hint("the text starts on the next line, indented two spaces deeper than its key"),
            );
        }
        (matches!(first, '@' | '`' | '%' | '*' | '&' | '!' | ',' | '?' | '-')).then(|| {
            Diagnostic::new(Code::NeedsQuotes, span, format!("a text that starts with `{first}` needs quotes"))
                .hint(format!("write it in quotes: \"{}\"", cropped(&value.replace('"', "'"))))
        })
    })
}

fn unclosed_quote(lines: &Lines<'_>, error: &SyntaxError) -> Option<Diagnostic> {
    use ErrorKind as E;
    let trailing = matches!(error.kind, E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar);
    let unclosed = matches!(
        error.kind,
        E::UnclosedQuotedScalar | E::InvalidQuotedScalarIndent | E::UnexpectedEof | E::DocumentIndicatorInQuotedScalar
    );
    let (span, value) = lines.values().find(|(_, value)| value.starts_with(['"', '\'']))?;
    let quote = value.chars().next()?;
    let closed = value[1..].contains(quote);
    if !(trailing || unclosed && !closed) {
        return None;
    }
    if trailing || closed {
        return Some(
            Diagnostic::new(Code::UnclosedQuote, span, format!("the text goes on behind its closing quote `{quote}`")).hint(
                "write the text as a block: `|` behind the colon, and the text indented on the next line; there quotes are safe",
            ),
        );
    }
    let diagnostic = Diagnostic::new(Code::UnclosedQuote, span, format!("this quote `{quote}` is never closed"));
    Some(if value.contains(['”', '“', '’']) {
        diagnostic.hint("the closing quote is a curly one from a word processor: replace it by a straight one")
    } else {
        diagnostic.hint(format!("put `{quote}` at the end of the text"))
    })
}

fn colon_in_text(lines: &Lines<'_>, _: &SyntaxError) -> Option<Diagnostic> {
    lines.values().find_map(|(span, value)| {
        if value.starts_with(['"', '\'', '|', '>', '[', '{', '#']) {
            return None;
        }
        let at = value.find(": ").or_else(|| value.ends_with(':').then(|| value.len() - 1))?;
        let place = Span::new(span.file, span.start + at..span.start + at + 1);
        let plain: String = value.chars().map(|c| if "“”„\"".contains(c) { '\'' } else { c }).collect();
        let diagnostic = Diagnostic::new(
            Code::ColonInText,
            place,
            "a second colon in one line: a text that holds a colon and a space needs quotes",
        )
        .hint(format!(
            "write \"{}\", or put `|` behind the first colon and the text indented on the next line",
            cropped(plain.trim_matches('\''))
        ));
        Some(if value.starts_with(['“', '”', '„', '‘', '«']) {
            diagnostic.hint("curly quotes are letters here: quotes must be straight (\" or ')")
        } else {
            diagnostic
        })
    })
}

fn misaligned(lines: &Lines<'_>, _: &SyntaxError) -> Option<Diagnostic> {
    let mut indents = lines.all().filter(|(_, line)| !line.trim().is_empty()).map(|(span, line)| {
        let item = line.trim_start_matches(' ').strip_prefix("- ").map_or(0, |_| 2);
        (span, line.len() - line.trim_start_matches(' ').len() + item, line)
    });
    let (_, first, head) = indents.next()?;
    if head.trim_end().ends_with(['|', '>', ':']) {
        return None;
    }
    let (span, indent, line) =
        indents.find(|(_, indent, line)| *indent != first && line.contains(": ") || line.trim_end().ends_with(':'))?;
    let place = Span::new(span.file, span.start + indent.min(line.len())..span.end);
    Some(
        Diagnostic::new(
            Code::Indentation,
            place,
            format!("this line is indented by {indent} spaces, the one it belongs with by {first}"),
        )
        .hint("keys of one item stand exactly below each other"),
    )
}

fn space_after_colon(lines: &Lines<'_>, _: &SyntaxError) -> Option<Diagnostic> {
    lines.all().find_map(|(span, line)| {
        let body = line.trim_start();
        let (key, value) = body.split_once(':')?;
        let word = !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        (word && !value.is_empty() && !value.starts_with(' ')).then(|| {
            Diagnostic::new(
                Code::YamlSyntax,
                Span::new(span.file, span.end - body.len()..span.end),
                "a colon must be followed by a space",
            )
            .hint(format!("write `{key}: {}`", cropped(value)))
        })
    })
}

fn fallback(error: &SyntaxError, at: Span, sources: &Sources) -> Diagnostic {
    use ErrorKind as E;
    let line = sources.line_of(at);
    let place =
        if sources.slice(line).trim().is_empty() { at } else { Span::new(line.file, trimmed(sources.slice(line), line.start)) };
    let message = match error.kind {
        E::UnexpectedEofFlowSequence | E::ExpectedFlowSequenceSeparator | E::UnclosedFlowCollection { .. } => {
            "a list in square brackets is not closed or lacks a comma here"
        }
        E::UnexpectedEofFlowMapping | E::ExpectedFlowMappingSeparator | E::UnexpectedEofImplicitFlowMapping => {
            "a group in braces is not closed or lacks a comma here"
        }
        E::RecursionLimitExceeded => {
            return Diagnostic::new(Code::TooDeep, place, "brackets or lists are nested too deep here")
                .hint("look for brackets that were opened and never closed");
        }
        E::InvalidIndentation | E::ExpectedBlockMappingKey | E::ExpectedBlockSequenceEntry | E::BlockSequenceEntryNotAllowed => {
            "the indentation or the order of dashes and keys is broken here"
        }
        E::UnknownQuotedScalarEscape => "a backslash in double quotes starts a special sign; this one does not exist",
        E::MisplacedFlowCollectionEnd | E::MismatchedFlowCollectionEnd { .. } => "a bracket is closed here that was not opened",
        E::SimpleKeyExpected | E::InvalidSimpleKey => "a key, a colon and a space were expected here",
        _ => "this line cannot be read",
    };
    Diagnostic::new(Code::YamlSyntax, place, message).hint(
        "compare it with the lines above: keys of one item below each other, a colon and a space behind each key; a text with special signs is safest as a block behind `|`",
    )
}

/// A value short enough for a hint.
fn cropped(value: &str) -> String {
    let value = value.trim();
    if value.chars().count() <= 48 { value.to_owned() } else { value.chars().take(47).chain(['…']).collect() }
}

/// The range of a line without white space at its ends.
fn trimmed(line: &str, start: usize) -> std::ops::Range<usize> {
    let lead = line.len() - line.trim_start().len();
    start + lead..(start + line.trim_end().len()).max(start + lead)
}

fn first_text(text: &str, start: usize) -> usize {
    start + (text.len() - text.trim_start().len())
}

fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
