//! One field of a form: what it takes, how long it may be, what can be chosen in it.

use super::{Fills, checks};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::prose::Count;
use crate::model::text::squeeze;
use crate::model::words::{Unit, words};
use crate::model::{Id, Text};
use crate::pack::Standing;
use crate::source::Span;
use crate::yaml::Node;
use crate::yaml::read::{Cx, Fields, Placed, Read};

words! {
    /// What sort of content a field takes.
    pub enum FieldType, "type of field" {
        /// A line of text.
        Text = "text",
        /// A web address.
        Url = "url",
        /// One of a few words.
        Choice = "choice",
        /// A telephone number.
        Phone = "phone",
        /// An e-mail address.
        Email = "email",
        /// A figure with its year.
        Figure = "figure",
        /// A text of some length.
        Prose = "prose",
        /// A table of ratings: of options, or of criteria where the form names none.
        Ratings = "ratings",
        /// A choice of several: of options, or of criteria where the form names none.
        Choices = "choices",
        /// A table: lines of cells under columns.
        Table = "table",
        /// A sentence that is agreed to.
        Statement = "statement",
        /// A signature with date and stamp.
        Signature = "signature",
    }
}

impl FieldType {
    /// Whether it holds more than a line.
    #[must_use]
    pub const fn is_long(self) -> bool {
        matches!(self, Self::Prose | Self::Ratings | Self::Choices | Self::Table)
    }
}

/// One field of a form.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub id: Placed<Id>,
    /// The part it stands in.
    pub part: usize,
    /// The heading it stands under.
    pub heading: Option<Text>,
    /// Its label.
    pub label: Text,
    /// What it takes.
    pub kind: FieldType,
    /// Where its content comes from; `None` means an answer.
    pub fills: Option<Fills>,
    /// Whether it must be filled.
    pub required: bool,
    /// How long a text may be.
    pub length: Length,
    /// What can be chosen or rated, where that is no criterion.
    pub options: Vec<Choice>,
    /// The ends of the scale of ratings.
    pub scale: Scale,
    /// The columns of a table.
    pub columns: Vec<Text>,
    /// How many lines of a table are printed at least.
    pub lines: u32,
    /// The kinds of unit that are asked; all when it is empty.
    pub only_if: Vec<Unit>,
    /// The unit of a figure.
    pub unit: Option<Text>,
    /// What is asked, in other words.
    pub asks: Option<Text>,
    /// How to answer, for those who begin.
    pub advice: Option<Text>,
    /// How far it can be trusted.
    pub standing: Standing,
    /// A remark.
    pub note: Option<Text>,
}

/// How long a text may be, by the published rule of counting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Length {
    /// Fewest words.
    pub min_words: Option<u32>,
    /// Words from which on it is warned.
    pub soft_words: Option<u32>,
    /// Most words.
    pub max_words: Option<u32>,
    /// Characters from which on it is warned, spaces counted.
    pub soft_characters: Option<u32>,
    /// Most characters, spaces counted.
    pub max_characters: Option<u32>,
}

/// Something that can be chosen or rated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its name in answers.
    pub id: Placed<String>,
    /// Its name in print.
    pub label: Text,
}

/// The ends of a scale of ratings, and what they mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    /// The lowest rating.
    pub from: u32,
    /// The highest rating.
    pub to: u32,
    /// What the lowest means, when the form says.
    pub low: Option<Text>,
    /// What the highest means, when the form says.
    pub high: Option<Text>,
}

impl Default for Scale {
    fn default() -> Self {
        Self { from: 1, to: 5, low: None, high: None }
    }
}

impl Field {
    /// The option that a text names: by its id, or by its label in any language.
    #[must_use]
    pub fn option(&self, written: &str) -> Option<usize> {
        let plain = |text: &str| squeeze(text).to_lowercase();
        let named = plain(written);
        let called = |label: &Text| label.versions.iter().any(|version| plain(&version.text) == named);
        let by_id = self.options.iter().position(|option| plain(&option.id.value) == named);
        by_id.or_else(|| self.options.iter().position(|option| called(&option.label)))
    }

    /// Whether a unit of this kind is asked.
    #[must_use]
    pub fn asks_a(&self, kind: Unit) -> bool {
        self.only_if.is_empty() || self.only_if.contains(&kind)
    }
}

impl Read for (Field, Placed<Id>) {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "a field of a form", cx)?;
        let (id, part) = (f.required("id", cx), f.required("part", cx));
        let (heading, label, kind) = (f.optional("heading", cx), f.required("label", cx), f.required("type", cx));
        let fills = f.optional("fills", cx);
        let required = f.optional("required", cx).unwrap_or(true);
        let length = Length {
            min_words: f.optional("min_words", cx),
            soft_words: f.optional("soft_words", cx),
            max_words: f.optional("max_words", cx),
            soft_characters: f.optional("soft_characters", cx),
            max_characters: f.optional("max_characters", cx),
        };
        length.check(f.head(), cx);
        let (options, columns) = (f.list("options", cx), f.list("columns", cx));
        let scale = f.optional("scale", cx).unwrap_or_default();
        let (lines, only_if) = (f.optional("rows", cx).unwrap_or(0), f.list("only_if", cx));
        let (unit, asks, advice) = (f.optional("unit", cx), f.optional("asks", cx), f.optional("advice", cx));
        let standing = f.optional("status", cx).unwrap_or(Standing::User);
        let note = f.optional("note", cx);
        checks::keys(kind, &mut f, cx);
        f.finish(cx);
        let field = Field {
            id: id?,
            part: 0,
            heading,
            label: label?,
            kind: kind?,
            fills,
            required,
            length,
            options,
            scale,
            columns,
            lines,
            only_if,
            unit,
            asks,
            advice,
            standing,
            note,
        };
        field.check(cx);
        Some((field, part?))
    }
}

impl Length {
    /// Whether a text is longer than it allows.
    #[must_use]
    pub fn is_broken_by(self, count: Count) -> bool {
        let over = |most: Option<u32>, n: usize| most.is_some_and(|most| n > most as usize);
        over(self.max_words, count.words) || over(self.max_characters, count.characters)
    }

    /// Limits that contradict each other.
    fn check(self, at: Span, cx: &mut Cx<'_>) {
        let above = |low: Option<u32>, high: Option<u32>| low.zip(high).is_some_and(|(low, high)| low > high);
        let words = above(self.min_words, self.max_words) || above(self.soft_words, self.max_words);
        if words || above(self.soft_characters, self.max_characters) {
            cx.push(
                Diagnostic::new(Code::BadNumber, at, "these limits contradict each other").hint(
                    "`min_words:` and `soft_words:` are at most `max_words:`, `soft_characters:` at most `max_characters:`",
                ),
            );
        }
    }
}

impl Field {
    /// Keys that the type of the field does not have, or lacks.
    fn check(&self, cx: &mut Cx<'_>) {
        let at = self.id.at;
        let mut say = |message: String, hint: &str| cx.push(Diagnostic::new(Code::UnknownKey, at, message).hint(hint));
        let kind = self.kind.word();
        if !self.options.is_empty() && !matches!(self.kind, FieldType::Choice | FieldType::Choices | FieldType::Ratings) {
            say(format!("a field of type `{kind}` has no options"), "options belong to `choice`, `choices` and `ratings`");
        }
        if self.columns.is_empty() == (self.kind == FieldType::Table) {
            say(
                format!("a field of type `{kind}` has {} columns", if self.columns.is_empty() { "no" } else { "no use for" }),
                "`columns:` belongs to `table`, and every table has one",
            );
        }
        let mut seen: Vec<&str> = Vec::new();
        for option in &self.options {
            if seen.contains(&option.id.value.as_str()) {
                cx.push(
                    Diagnostic::new(Code::DuplicateId, option.id.at, format!("the option `{}` stands twice", option.id.value))
                        .hint("every option has a name of its own"),
                );
            }
            seen.push(&option.id.value);
        }
    }
}

impl Read for Choice {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        if node.get("id").is_none() {
            let label = Text::read(node, cx)?;
            let id = Placed { value: label.versions[0].text.trim().to_owned(), at: node.span };
            return Some(Self { id, label });
        }
        let mut f = Fields::open(node, "an option", cx)?;
        let (id, label) = (f.required("id", cx), f.required("label", cx));
        f.finish(cx);
        Some(Self { id: id?, label: label? })
    }
}

impl Read for Scale {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "a scale", cx)?;
        let (from, to) = (f.required::<u32>("from", cx), f.required::<u32>("to", cx));
        let (low, high) = (f.optional("low", cx), f.optional("high", cx));
        f.finish(cx);
        let (from, to) = (from?, to?);
        if from >= to || to - from > 20 {
            cx.push(
                Diagnostic::new(Code::BadNumber, node.span, format!("a scale from {from} to {to} cannot be printed"))
                    .hint("the first number is the lower one, and at most twenty lie between them"),
            );
            return None;
        }
        Some(Self { from, to, low, high })
    }
}
