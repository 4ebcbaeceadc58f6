//! A dossier becomes one Typst source.
//!
//! Templates choose and loop; what they print between braces is always one literal ([`literal`]); what they see is one
//! documented structure ([`view`]). Every look is in `templates/theme.typ`.

pub mod changes;
pub mod kind;
pub mod literal;
pub mod prose;
pub mod sheet;
pub mod view;

use std::cell::RefCell;
use std::sync::OnceLock;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Serde, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, OutputSpan, UndefinedBehavior};

use std::collections::HashMap;

use serde::Serialize;

use crate::check::Dossier;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Stage};
use crate::load::Templates;
use crate::source::{Sources, Span};

/// The template of the full dossier.
const DOSSIER: &str = "dossier/dossier.typ.jinja";
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
    /// The template it was made from.
    main: &'static str,
    /// Where stretches of the source came from. Only a mistake in a template asks, so they are found when it does, by
    /// rendering once more: the same templates and values give the same source.
    spans: OnceLock<Vec<OutputSpan>>,
    items: HashMap<String, Span>,
    /// The templates and styles it was made from.
    pub templates: Templates,
}

impl Rendering {
    /// A source of which nothing else is known, with the built-in templates: for measuring and tests.
    #[doc(hidden)]
    #[must_use]
    pub fn of(source: String) -> Self {
        let (templates, spans) = (Templates::default(), OnceLock::new());
        let env = environment(&templates, &Sources::default());
        Self { source, main: DOSSIER, env, context: Value::UNDEFINED, spans, items: HashMap::new(), templates }
    }

    /// The template and the byte in it that wrote a byte of the source.
    #[must_use]
    pub fn origin(&self, byte: usize) -> Option<(&str, usize)> {
        let spans = self.spans.get_or_init(|| {
            self.env.get_template(self.main).and_then(|t| t.render_with_spans(&self.context)).map(|r| r.1).unwrap_or_default()
        });
        let index = spans.partition_point(|s| s.output_range().end <= byte);
        let span = spans.get(index).filter(|s| s.output_range().contains(&byte))?;
        let into = if span.kind() == minijinja::OutputSpanKind::Raw { byte - span.output_range().start } else { 0 };
        Some((span.name(), span.source_range().start + into))
    }

    /// The item whose call holds a byte, by the `id:` argument of that call, and where it is written in the YAML.
    #[must_use]
    pub fn item(&self, byte: usize) -> Option<(String, Option<Span>)> {
        let line_start = self.source[..byte.min(self.source.len())].rfind("\n#")?;
        let line = self.source[line_start..].split("\n#").nth(1)?;
        let raw = line.split_once("id: \"")?.1.split('"').next()?;
        let id = unescape(raw);
        let at = self.items.get(&id).copied();
        Some((id, at))
    }
}

/// Renders the full dossier.
///
/// # Errors
/// When a template fails; the message names its line.
pub fn render(
    context: &view::Context,
    dossier: &Dossier,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Stage<Rendering> {
    render_as(DOSSIER, context, dossier, sources, diagnostics)
}

/// Renders another kind of document of a dossier.
///
/// # Errors
/// When a template fails; the message names its line.
pub fn render_as(
    main: &'static str,
    context: &impl Serialize,
    dossier: &Dossier,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Stage<Rendering> {
    fill(main, context, items(dossier), &dossier.templates, sources, diagnostics)
}

/// Fills a template with what it sees.
///
/// # Errors
/// When a template fails; the message names its line.
fn fill(
    main: &'static str,
    context: &(impl Serialize + ?Sized),
    items: HashMap<String, Span>,
    templates: &Templates,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Stage<Rendering> {
    let env = environment(templates, sources);
    let context = Value::from(Serde(context));
    let rendered = env.get_template(main).and_then(|t| t.render(&context));
    match rendered {
        Ok(source) => Ok(Rendering { source, main, env, context, spans: OnceLock::new(), items, templates: templates.clone() }),
        Err(error) => Err(diagnostics.error(explain(&error, templates, sources))),
    }
}

/// Where every item is written, by the name its call carries.
fn items(dossier: &Dossier) -> HashMap<String, Span> {
    let evidence = dossier.evidence.iter().map(|e| (e.id.value.to_string(), e.id.at));
    let indicators = dossier.indicators.iter().map(|i| (i.id.value.to_string(), i.id.at));
    let question = |field: usize| view::form::question_place(&dossier.form.fields[field]);
    let answers = dossier.answers.iter().map(|(field, answer)| (question(*field), answer.question.at));
    evidence.chain(indicators).chain(answers).collect()
}

fn environment(templates: &Templates, sources: &Sources) -> Environment<'static> {
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
    let names = templates.names().into_iter().filter_map(|name| Some((templates.text(&name, sources)?, name)));
    let texts: HashMap<String, String> = names.map(|(text, name)| (name, text)).collect();
    env.set_loader(move |name| Ok(texts.get(name).cloned()));
    env
}

/// A failure of a template, at its line, with the lines of the templates that include it.
fn explain(error: &Error, templates: &Templates, sources: &mut Sources) -> Diagnostic {
    let mut chain = vec![error];
    while let Some(inner) = chain.last().and_then(|e| std::error::Error::source(*e)?.downcast_ref::<Error>()) {
        chain.push(inner);
    }
    let mut places: Vec<(Span, bool)> = chain.iter().rev().filter_map(|e| place(e, templates, sources)).collect();
    places.dedup();
    let innermost = chain.last().copied().unwrap_or(error);
    let detail = innermost.detail().map(|d| format!(": {d}")).unwrap_or_default();
    let cause = match innermost.kind() {
        ErrorKind::UndefinedError => "there is nothing of this name".to_owned(),
        ErrorKind::OutOfFuel => "it does more than any document needs: a loop without end?".to_owned(),
        ErrorKind::TemplateNotFound => "there is no template of this name".to_owned(),
        kind => format!("{kind}{detail}"),
    };
    let message = format!("failed to fill the template ({cause})");
    let at = places.first().map_or(Place::Dossier, |(span, _)| Place::Text(*span));
    let mut diagnostic = Diagnostic::new(Code::Template, at, message);
    for (span, _) in places.iter().skip(1) {
        diagnostic = diagnostic.label(*span, "included by this line");
    }
    match innermost.kind() {
        ErrorKind::UndefinedError => {
            diagnostic = diagnostic
                .hint("`templates/FIELDS.md` lists all fields that templates see; `gnlc init NEW-FOLDER --templates` writes it");
        }
        ErrorKind::TemplateNotFound => {
            diagnostic = diagnostic.hint(format!("there are: {}", templates.includable().join(", ")));
        }
        ErrorKind::UnknownFilter => {
            diagnostic = diagnostic.hint("what stands in `{{ … }}` becomes one quoted value of Typst, whatever it holds; filters that print it raw do not exist here");
        }
        _ => {}
    }
    diagnostic.hint(if places.iter().any(|(_, own)| *own) {
        "this is a mistake in a template of your own, not in the evidence; `{% include \"builtin/…\" %}` always names the built-in one"
    } else {
        "this is a mistake in a built-in template, not in your files: please report it"
    })
}

/// Where an error of a template stands, and whether that template is the city's own.
fn place(error: &Error, templates: &Templates, sources: &mut Sources) -> Option<(Span, bool)> {
    let name = error.name()?;
    let own = templates.is_own(name);
    let file = templates.file(name, sources)?;
    let line = sources.line(file, error.line().unwrap_or(1));
    Some((error.range().map_or(line, |r| Span::new(file, r)), own))
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
