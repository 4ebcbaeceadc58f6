//! Types read themselves from placed nodes and report every mistake on the way.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::source::{Sources, Span};
use crate::yaml::scalar::squeeze;
use crate::yaml::{Kind, Node};

/// A value that a later check may complain about, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub at: Span,
}

impl<T: Read> Read for Placed<T> {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        T::read(node, cx).map(|value| Self { value, at: node.span })
    }
}

/// What a reading type needs: the texts, the list of messages, and how the dossier writes its numbers.
#[derive(Debug)]
pub struct Cx<'a> {
    /// All texts.
    pub sources: &'a Sources,
    /// Where mistakes go.
    pub diagnostics: &'a mut Diagnostics,
    /// The dossier says that `2.913` means two point nine one three.
    pub point_is_decimal: bool,
}

impl Cx<'_> {
    /// Adds a message.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Says that a node has the wrong shape.
    pub fn wrong_type(&mut self, node: &Node, expected: &str) {
        let found = node.describe();
        let code = if matches!(node.kind, Kind::Null) { Code::EmptyValue } else { Code::WrongType };
        let message = match code {
            Code::EmptyValue => format!("expected {expected}, but nothing is written here"),
            _ => format!("expected {expected}, found {found}"),
        };
        let hint = match code {
            Code::EmptyValue => "write the value behind the colon, or delete the line",
            _ if matches!(node.kind, Kind::Seq(_)) => {
                "a text that starts with a dash becomes a list: put `|` behind the key and the text indented below"
            }
            _ if matches!(node.kind, Kind::Map(_)) => {
                "if this was meant as a text, it holds a colon: put it in quotes or in a block behind `|`"
            }
            _ => "see the examples in the README, or run `gnlc explain wrong-type`",
        };
        let first = Span::new(
            node.span.file,
            node.span.start..self.sources.line_of(node.span).end.clamp(node.span.start, node.span.end.max(node.span.start)),
        );
        self.push(Diagnostic::new(code, first, message).hint(hint));
    }
}

/// A type that knows how it is written.
pub trait Read: Sized {
    /// Reads a node; `None` when it could not, with the reason in the messages.
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self>;
}

/// A list whose broken items were reported and left out.
impl<T: Read> Read for Vec<T> {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match &node.kind {
            Kind::Seq(items) => Some(items.iter().filter_map(|item| T::read(item, cx)).collect()),
            Kind::Null => Some(Self::new()),
            Kind::Map(entries) => {
                let at = entries.first().map_or(node.span, |(k, _)| k.span);
                cx.push(
                    Diagnostic::new(Code::WrongType, at, "expected a list, found the keys of one item")
                        .hint("put `- ` before the first key, and two spaces before the others"),
                );
                None
            }
            Kind::Scalar(scalar) => {
                let text = scalar.text.trim();
                cx.push(
                    Diagnostic::new(Code::WrongType, node.span, format!("expected a list, found {}", node.describe()))
                        .hint(format!("write it in square brackets: `[{text}]`, or below the key, each item behind `- `")),
                );
                None
            }
        }
    }
}

impl Read for bool {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match node.scalar().map(|s| s.text.as_str()) {
            Some("true") => Some(true),
            Some("false") => Some(false),
            Some("yes" | "Yes" | "on" | "y" | "True" | "TRUE") => {
                cx.push(
                    Diagnostic::new(Code::WrongType, node.span, "yes and no are written `true` and `false`").hint("write `true`"),
                );
                None
            }
            _ => {
                cx.wrong_type(node, "`true` or `false`");
                None
            }
        }
    }
}

impl Read for u32 {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let number = node.scalar().and_then(|s| s.text.trim().parse().ok());
        if number.is_none() {
            cx.wrong_type(node, "a whole number");
        }
        number
    }
}

/// One short line of text that is no language's: a number of a document, an address.
impl Read for String {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let Some(scalar) = node.scalar() else {
            cx.wrong_type(node, "a text");
            return None;
        };
        Some(squeeze(&scalar.text))
    }
}

/// Says that the part of a text behind ` #` is lost.
pub fn warn_of_comment(scalar: &super::Scalar, cx: &mut Cx<'_>) {
    if let Some(comment) = scalar.comment {
        cx.push(
            Diagnostic::new(Code::TextAfterHash, comment, "this part of the line is a comment and will not be printed")
                .hint("if it belongs to the text, put the whole text in quotes; if not, move it to a line of its own"),
        );
    }
}

/// The keys of a group while it is being read.
#[derive(Debug)]
pub struct Fields<'n> {
    what: &'static str,
    node: &'n Node,
    entries: &'n [(Node, Node)],
    known: Vec<&'static str>,
    missing: Vec<&'static str>,
}

impl<'n> Fields<'n> {
    /// Opens a group of keys.
    pub fn open(node: &'n Node, what: &'static str, cx: &mut Cx<'_>) -> Option<Self> {
        let Kind::Map(entries) = &node.kind else {
            cx.wrong_type(node, &format!("the keys of {what}"));
            return None;
        };
        Some(Self { what, node, entries, known: Vec::new(), missing: Vec::new() })
    }

    /// The whole group.
    #[must_use]
    pub fn node(&self) -> &'n Node {
        self.node
    }

    /// The place that stands for the whole group in a message: its `id`, else its first line.
    #[must_use]
    pub fn head(&self) -> Span {
        let id = self.entries.iter().find(|(k, _)| k.scalar().is_some_and(|s| s.text == "id"));
        id.or(self.entries.first()).map_or(self.node.span, |(k, v)| {
            Span::new(k.span.file, k.span.start..v.span.end.min(k.span.start + 60).max(k.span.end))
        })
    }

    /// The entry of a key: key and value.
    pub fn entry(&mut self, key: &'static str) -> Option<&'n (Node, Node)> {
        self.known.push(key);
        self.entries.iter().find(|(k, _)| k.scalar().is_some_and(|s| s.text == key))
    }

    /// Keys that were not asked for by name so far.
    pub fn others(&self) -> impl Iterator<Item = &'n (Node, Node)> {
        self.entries.iter().filter(|(k, _)| !self.known.iter().any(|known| k.scalar().is_some_and(|s| s.text == *known)))
    }

    /// A value that must be there.
    pub fn required<T: Read>(&mut self, key: &'static str, cx: &mut Cx<'_>) -> Option<T> {
        match self.entry(key) {
            Some((k, v)) if matches!(v.kind, Kind::Null) => {
                if !v.damaged {
                    let line = cx.sources.line_of(k.span);
                    let behind = &cx.sources.text(k.span.file)[k.span.end..line.end.max(k.span.end)];
                    let hint = if behind.contains(" #") {
                        "everything behind a space and # is a remark: put the text in quotes".to_owned()
                    } else {
                        format!("{} needs it: write the value behind the colon", self.what)
                    };
                    cx.push(Diagnostic::new(Code::EmptyValue, k.span, format!("`{key}` is empty")).hint(hint));
                }
                None
            }
            Some((_, v)) => T::read(v, cx),
            None => {
                if !self.node.damaged && !self.missing.contains(&key) {
                    self.missing.push(key);
                }
                None
            }
        }
    }

    /// A value that may be there.
    pub fn optional<T: Read>(&mut self, key: &'static str, cx: &mut Cx<'_>) -> Option<T> {
        let (_, value) = self.entry(key)?;
        if matches!(value.kind, Kind::Null) { None } else { T::read(value, cx) }
    }

    /// A list that may be there.
    pub fn list<T: Read>(&mut self, key: &'static str, cx: &mut Cx<'_>) -> Vec<T> {
        self.optional(key, cx).unwrap_or_default()
    }

    /// Reports the keys nobody asked for.
    pub fn finish(self, cx: &mut Cx<'_>) {
        self.finish_except(|_| false, cx);
    }

    /// Calls the group by a better name, once that is known.
    pub fn call(&mut self, what: &'static str) {
        self.what = what;
    }

    /// Whether any key is written that nobody asked for so far.
    #[must_use]
    pub fn has_others(&self) -> bool {
        self.others().next().is_some()
    }

    /// Reports the keys nobody asked for, but for some that may be anything, such as languages; then what is missing, but
    /// for what was only misspelt.
    pub fn finish_except(mut self, allowed: impl Fn(&str) -> bool, cx: &mut Cx<'_>) {
        let flow = cx.sources.slice(self.node.span).starts_with('{');
        self.known.sort_unstable();
        self.known.dedup();
        for (key, value) in self.entries {
            let Some(name) = key.scalar().map(|s| s.text.as_str()) else { continue };
            if self.known.contains(&name) || allowed(name) {
                continue;
            }
            if flow && matches!(value.kind, Kind::Null) && !cx.sources.slice(key.span).ends_with(':') {
                cx.push(comma_in_braces(key.span, name));
                continue;
            }
            let meant = self.known.iter().copied().find(|k| did_you_mean(name, [*k]).is_some());
            self.missing.retain(|k| Some(*k) != meant);
            let hint = did_you_mean(name, self.known.iter().copied())
                .unwrap_or_else(|| format!("{} may have: {}", self.what, self.known.join(", ")));
            cx.push(Diagnostic::new(Code::UnknownKey, key.span, format!("{} has no key `{name}`", self.what)).hint(hint));
        }
        self.report_missing(cx);
    }

    /// Reports what is missing.
    pub fn report_missing(self, cx: &mut Cx<'_>) {
        for key in &self.missing {
            cx.push(
                Diagnostic::new(Code::MissingField, self.head(), format!("{} lacks `{key}:`", self.what))
                    .hint(format!("add a line `{key}: …`; `gnlc explain kinds` tells what each kind of evidence needs")),
            );
        }
    }
}

/// Inside braces a comma separates, so `97,4` becomes two things, and so does a text with a comma.
fn comma_in_braces(at: Span, name: &str) -> Diagnostic {
    let digits = name.bytes().all(|b| b.is_ascii_digit());
    let diagnostic =
        Diagnostic::new(Code::CommaInBraces, at, format!("inside braces a comma ends the value, so `{name}` stands alone here"));
    if digits {
        diagnostic.hint("write figures without commas and with a point for decimals: 97.4")
    } else {
        diagnostic.hint("put the whole text in quotes, or write one key a line, without braces")
    }
}
