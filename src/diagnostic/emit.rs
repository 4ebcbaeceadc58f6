//! Messages as people and programs read them. The only user of the terminal printer.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::{Value, json};

use super::{Diagnostic, Place, Severity};
use crate::source::{Sources, Span};

/// One message with its line, a mark under the place, and what to do.
#[must_use]
pub fn human(diagnostic: &Diagnostic, sources: &Sources, colour: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.name()));
    group = match &diagnostic.place {
        Place::Text(span) => group.element(snippet(sources, *span, None)),
        Place::File(path) => group.element(Origin::path(path.as_str())),
        Place::Dossier => group,
    };
    for label in &diagnostic.labels {
        group = group.element(snippet(sources, label.span, Some(&label.text)));
    }
    for hint in &diagnostic.hints {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut text = renderer.render(&[group]);
    text.push('\n');
    text
}

/// The line a span starts on, with the part of the span that lies in that line marked.
fn snippet<'a>(sources: &'a Sources, span: Span, label: Option<&'a str>) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let line = sources.line_of(span);
    let file = sources.file(span.file);
    let start = span.start.clamp(line.start, line.end);
    let end = span.end.clamp(start, line.end);
    let kind = if label.is_none() { AnnotationKind::Primary } else { AnnotationKind::Context };
    let (from, to) = (start - line.start, end - line.start);
    Snippet::source(&file.text[line.range()])
        .path(file.path.as_str())
        .line_start(sources.position(span).line)
        .annotation(kind.span(from..to).label(label))
}

/// `path:line:column: error[code]: message`, one line a message, for editors.
#[must_use]
pub fn short(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let mut text = String::new();
    match &diagnostic.place {
        Place::Text(span) => {
            let at = sources.position(*span);
            let path = &sources.file(span.file).path;
            let _ = write!(text, "{path}:{}:{}: ", at.line, at.column);
        }
        Place::File(path) => {
            let _ = write!(text, "{path}: ");
        }
        Place::Dossier => {}
    }
    let _ = writeln!(text, "{}[{}]: {}", word(diagnostic.severity), diagnostic.code, diagnostic.message.replace('\n', " "));
    text
}

/// One message as JSON: `code`, `severity`, `message`, `path`, `line`, `column`, `text` (the line), `hints`.
#[must_use]
pub fn json(diagnostic: &Diagnostic, sources: &Sources) -> Value {
    let mut value = json!({
        "code": diagnostic.code.name(),
        "severity": word(diagnostic.severity),
        "message": diagnostic.message,
        "hints": diagnostic.hints,
    });
    match &diagnostic.place {
        Place::Text(span) => {
            let at = sources.position(*span);
            value["path"] = json!(sources.file(span.file).path);
            value["line"] = json!(at.line);
            value["column"] = json!(at.column);
            value["text"] = json!(sources.slice(sources.line_of(*span)));
        }
        Place::File(path) => value["path"] = json!(path),
        Place::Dossier => {}
    }
    value
}

/// The severity as it is printed.
#[must_use]
pub fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}
