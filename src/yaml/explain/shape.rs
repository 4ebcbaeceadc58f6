//! Mistakes in the shape of a line: a forgotten colon, a special space, braces, a key at the left edge.

use super::{Lines, SyntaxError, cropped, floor, odd_space, sign_in_figure, trimmed};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// A line that is neither a key nor an item: a forgotten colon, a remark in another language's way.
pub(super) fn stray_line(lines: &Lines<'_>, _: &SyntaxError) -> Option<Diagnostic> {
    let (span, line) = lines.all().find(|(_, l)| !l.trim().is_empty() && !l.trim_start().starts_with('#'))?;
    let body = line.trim();
    let place = Span::new(span.file, trimmed(line, span.start));
    let word = body.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    if word {
        let message = format!("a colon is missing behind `{body}`");
        return Some(Diagnostic::new(Code::YamlSyntax, place, message).hint(format!("write `{body}:`")));
    }
    if body.starts_with("//")
        || body.starts_with("/*")
        || body.starts_with("<!--")
        || body.starts_with("====")
        || body.starts_with("-----")
    {
        return Some(
            Diagnostic::new(Code::YamlSyntax, place, "this line is no part of the dossier").hint("a remark starts with `#`"),
        );
    }
    None
}

/// A key and its colon with a special space or a wide colon.
pub(super) fn odd_space_in_key(lines: &Lines<'_>, _: &SyntaxError) -> Option<Diagnostic> {
    lines.all().find_map(|(span, line)| {
        let body = line.trim_start().trim_start_matches("- ");
        let key_end = body.find(|c: char| !(c.is_ascii_lowercase() || c == '_' || c == ' '))?;
        let start = span.end - body.len() + key_end;
        let mut signs = body[key_end..].chars();
        match (signs.next()?, signs.next()) {
            (':', Some(c)) if c.is_whitespace() && !c.is_ascii() => {
                Some(odd_space(Span::new(span.file, start + 1..start + 1 + c.len_utf8()), c))
            }
            ('：', _) if key_end > 0 => Some(
                Diagnostic::new(
                    Code::YamlSyntax,
                    Span::new(span.file, start..start + '：'.len_utf8()),
                    "this colon is a wide one of another script",
                )
                .hint("replace it by an ordinary colon and a space"),
            ),
            _ => None,
        }
    })
}

/// A line with braces or brackets: what is wrong inside them.
pub(super) fn flow_line(lines: &Lines<'_>, error: &SyntaxError) -> Option<Diagnostic> {
    let (span, line) = lines.all().find(|(_, line)| {
        let body = line.trim_start();
        let item = body.strip_prefix("- ").unwrap_or(body).trim_start();
        let value = item.split_once(": ").filter(|(key, _)| !key.contains('{')).map_or(item, |(_, v)| v.trim_start());
        item.starts_with(['{', '[']) || value.starts_with(['{', '['])
    })?;
    let open = span.start + line.find(['{', '['])?;
    let inner = &line[open - span.start..];
    let at = |from: usize, len: usize| Span::new(span.file, open + from..open + from + len);
    if let Some(sign) = inner.find(": >").map(|n| n + 2).or_else(|| inner.find(":>").map(|n| n + 1)) {
        let rest = &inner[sign + 1..];
        let (word, rest) = rest.strip_prefix('=').map_or(("more_than", rest), |rest| ("at_least", rest));
        let figure: String = rest.trim_start().chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        if !figure.is_empty() {
            return Some(sign_in_figure(at(sign, 1), word, &figure));
        }
    }
    let (opener, closer) = if inner.starts_with('{') { ('{', '}') } else { ('[', ']') };
    let closed_at = inner.find(closer);
    let behind = closed_at.map(|n| inner[n + 1..].trim()).unwrap_or_default();
    let is_value = line.trim_start().split_once(": ").is_some_and(|(key, _)| !key.contains(['{', '[']));
    if is_value && !behind.is_empty() && !behind.starts_with(['#', ',', '}', ']']) {
        let message = format!("a text that starts with `{opener}` needs quotes");
        return Some(
            Diagnostic::new(Code::NeedsQuotes, at(0, 1), message).hint(format!("write it in quotes: \"{}\"", cropped(inner))),
        );
    }
    if inner.matches(opener).count() != inner.matches(closer).count() && inner.matches('"').count().is_multiple_of(2) {
        let (message, where_to) = if closed_at.is_none() || inner.matches(opener).count() > inner.matches(closer).count() {
            (format!("`{opener}` is opened here and never closed"), at(0, 1))
        } else {
            (format!("`{closer}` closes something that was not opened"), at(inner.rfind(closer).unwrap_or(0), 1))
        };
        return Some(Diagnostic::new(Code::YamlSyntax, where_to, message).hint(format!("every `{opener}` has its `{closer}`")));
    }
    if !inner.matches('"').count().is_multiple_of(2) {
        let quote = inner.find('"').unwrap_or(0);
        return Some(
            Diagnostic::new(Code::UnclosedQuote, at(quote, 1), "this quote is never closed")
                .hint("put the same quote at the end of the text"),
        );
    }
    if let Some(semicolon) = inner.find(';') {
        return Some(
            Diagnostic::new(Code::YamlSyntax, at(semicolon, 1), "a semicolon separates nothing here")
                .hint("inside braces and brackets a comma and a space separate; a text with a semicolon needs quotes"),
        );
    }
    let start = error.at.clamp(span.start, span.end.max(span.start));
    let place = if error.at > span.end {
        at(0, 1)
    } else {
        Span::new(span.file, floor(lines.sources.text(span.file), start)..floor(lines.sources.text(span.file), start))
    };
    Some(
        Diagnostic::new(Code::YamlSyntax, place, "something is missing or too much inside these braces")
            .hint("inside braces each key is followed by a colon and a space, a comma separates, and a text with : , # [ ] { } needs quotes; or write one key a line, without braces"),
    )
}

/// A key of an item that stands at the left edge.
pub(super) fn left_edge(lines: &Lines<'_>, _: &SyntaxError) -> Option<Diagnostic> {
    let mut rest = lines.all().filter(|(_, l)| !l.trim().is_empty() && !l.trim_start().starts_with('#'));
    let (span, line) = rest.next()?;
    let (key, value) = line.split_once(": ")?;
    let word = !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    let plain = !value.trim_start().starts_with(['"', '\'', '|', '>']) && !value.contains(": ");
    let deeper_keys = rest.next().is_some_and(|(_, l)| {
        l.starts_with(' ')
            && l.trim_start()
                .split(": ")
                .next()
                .is_some_and(|k| k.trim_end_matches(':').bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
    });
    (word && plain && deeper_keys && line.starts_with(key)).then(|| {
        Diagnostic::new(
            Code::Indentation,
            Span::new(span.file, span.start..span.start + key.len()),
            format!("`{key}` stands at the left edge, and the lines below it do not belong to it"),
        )
        .hint("indent it like the other keys of its item")
    })
}
