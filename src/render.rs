//! A dossier becomes one Typst source.
//!
//! Templates choose and loop; what they print between braces is always one literal ([`literal`]); what they see is one
//! documented structure ([`view`]). Every look is in `templates/theme.typ`.

pub mod literal;
pub mod prose;
pub mod view;

use std::cell::RefCell;
use std::sync::OnceLock;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Serde, Value};
use minijinja::{AutoEscape, Environment, Error, OutputSpan, UndefinedBehavior};

use crate::assets;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Stage};
use crate::source::{FileId, Sources, Span};

/// The template of the full dossier.
const MAIN: &str = "templates/dossier/dossier.typ.jinja";
/// How much a template may do: far above the largest dossier, far below what would hang.
const FUEL: u64 = 200_000_000;
/// How deep templates may include each other.
const DEPTH: usize = 32;

thread_local! {
    /// The literal that is being written.
    static LITERAL: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The Typst source of a document, and where every byte of it came from.
#[derive(Debug)]
pub struct Rendering {
    /// The source.
    pub source: String,
    env: Environment<'static>,
    context: Value,
    /// Where stretches of the source came from. Only a mistake in a template asks, so they are found when it does, by
    /// rendering once more: the same templates and values give the same source.
    spans: OnceLock<Vec<OutputSpan>>,
}

impl Rendering {
    /// The template and the byte in it that wrote a byte of the source.
    #[must_use]
    pub fn origin(&self, byte: usize) -> Option<(&str, usize)> {
        let spans = self.spans.get_or_init(|| {
            self.env.get_template(MAIN).and_then(|t| t.render_with_spans(&self.context)).map(|r| r.1).unwrap_or_default()
        });
        let index = spans.partition_point(|s| s.output_range().end <= byte);
        let span = spans.get(index).filter(|s| s.output_range().contains(&byte))?;
        let into = if span.kind() == minijinja::OutputSpanKind::Raw { byte - span.output_range().start } else { 0 };
        Some((span.name(), span.source_range().start + into))
    }

    /// The id of the item whose call holds a byte: the last `id:` argument before it in the same call.
    #[must_use]
    pub fn item(&self, byte: usize) -> Option<String> {
        let line_start = self.source[..byte.min(self.source.len())].rfind("\n#")?;
        let line = self.source[line_start..].split("\n#").nth(1)?;
        let raw = line.split_once("id: \"")?.1.split('"').next()?;
        Some(unescape(raw))
    }
}

/// Renders the full dossier.
///
/// # Errors
/// When a template fails; the message names its line.
pub fn render(context: &view::Context, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Stage<Rendering> {
    let env = environment();
    let context = Value::from(Serde(context));
    let rendered = env.get_template(MAIN).and_then(|t| t.render(&context));
    match rendered {
        Ok(source) => Ok(Rendering { source, env, context, spans: OnceLock::new() }),
        Err(error) => Err(diagnostics.error(explain(&error, sources))),
    }
}

fn environment() -> Environment<'static> {
    let mut env = Environment::new();
    env.set_auto_escape_callback(|_| AutoEscape::None);
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_fuel(Some(FUEL));
    env.set_recursion_limit(DEPTH);
    env.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().expect("the usual delimiters"));
    env.set_formatter(|out, _, value| {
        // One buffer for all: a large table would otherwise grow its own, and give it back, a thousand times.
        LITERAL.with_borrow_mut(|literal| {
            literal.clear();
            literal::value(value, literal)?;
            out.write_str(literal)?;
            Ok(())
        })
    });
    for filter in ["safe", "tojson", "escape", "e", "format", "pprint"] {
        env.remove_filter(filter);
    }
    env.remove_global("debug");
    env.add_filter("fill", |pattern: String, values: Kwargs| -> Result<String, Error> {
        let name = values.args().next().unwrap_or_default().to_owned();
        let value: Value = values.get(&name)?;
        Ok(pattern.replace(&format!("{{{name}}}"), &value.to_string()))
    });
    env.set_loader(|name| Ok(assets::text(name).map(str::to_owned)));
    env
}

/// A failure of a template, at its line.
fn explain(error: &Error, sources: &mut Sources) -> Diagnostic {
    let message =
        format!("failed to fill the template ({}{})", error.kind(), error.detail().map(|d| format!(": {d}")).unwrap_or_default());
    let name = error.name().unwrap_or(MAIN).to_owned();
    let Some(text) = assets::text(&name) else {
        return Diagnostic::new(Code::Template, Place::Dossier, message)
            .hint("this is a mistake in gnlc itself: please report it");
    };
    let file: FileId = sources.add(format!("builtin/{name}"), text);
    let span = error.range().map_or_else(|| sources.line(file, error.line().unwrap_or(1)), |r| Span::new(file, r));
    Diagnostic::new(Code::Template, span, message).hint("this is a mistake in a template, not in your files")
}

/// Reads `\u{hex}` back.
fn unescape(raw: &str) -> String {
    let mut out = String::new();
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once("\\u{") {
        out.push_str(before);
        let (hex, tail) = after.split_once('}').unwrap_or((after, ""));
        out.extend(u32::from_str_radix(hex, 16).ok().and_then(char::from_u32));
        rest = tail;
    }
    out + rest
}
