//! The words, numbers and dates of a language, as they are printed.

use std::collections::BTreeMap;

use crate::assets;
use crate::diagnostic::Diagnostics;
use crate::model::number::Number;
use crate::model::value::Bound;
use crate::model::{Date, Figure, Lang, Value};
use crate::source::{Sources, Span};
use crate::yaml::read::{Cx, Fields, Read};
use crate::yaml::{self, Kind, Node};

/// One language's file.
#[derive(Clone, Debug)]
pub struct Locale {
    /// The language.
    pub lang: Lang,
    decimal: String,
    group: String,
    words: BTreeMap<String, String>,
}

impl Locale {
    /// Reads the built-in file of a language; `None` when there is none.
    #[must_use]
    pub fn builtin(lang: &Lang, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Self> {
        let path = format!("data/locales/{lang}.yaml");
        let text = assets::text(&path)?;
        let file = sources.add(format!("builtin/{path}"), text);
        let document = yaml::read_document(file, sources, diagnostics);
        let whole = Node::new(Span::new(file, 0..text.len()), Kind::Map(document.entries));
        let mut cx = Cx { sources, diagnostics, point_is_decimal: true };
        let mut f = Fields::open(&whole, "a language file", &mut cx)?;
        let (lang, decimal, group) =
            (f.required("language", &mut cx), f.required("decimal_sign", &mut cx), f.required("group_sign", &mut cx));
        let (_, Node { kind: Kind::Map(entries), .. }) = f.entry("words")? else { return None };
        f.finish(&mut cx);
        let words = entries.iter().filter_map(|(k, v)| Some((k.scalar()?.text.clone(), String::read(v, &mut cx)?))).collect();
        Some(Self { lang: lang?, decimal: decimal?, group: group?, words })
    }

    /// The languages that have a file.
    #[must_use]
    pub fn languages() -> Vec<&'static str> {
        assets::TEXTS.iter().filter_map(|a| a.path.strip_prefix("data/locales/")?.strip_suffix(".yaml")).collect()
    }

    /// A word of the language; its own key when the file lacks it, which a test forbids.
    #[must_use]
    pub fn word<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// All words, for templates.
    #[must_use]
    pub fn words(&self) -> &BTreeMap<String, String> {
        &self.words
    }

    /// A sentence with its gaps filled: `{name}` by the value of that name.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.word(key), values)
    }

    /// A number.
    #[must_use]
    pub fn number(&self, number: Number) -> String {
        number.with_signs(&self.decimal, &self.group)
    }

    /// A whole number.
    #[must_use]
    pub fn count(&self, count: usize) -> String {
        Number::parse(&count.to_string()).map_or_else(|| count.to_string(), |n| self.number(n))
    }

    /// A date, as far as it is known.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        let month = date.month.map(|m| self.word(MONTHS[usize::from(m) - 1]).to_owned()).unwrap_or_default();
        let (year, day) = (date.year.to_string(), date.day.unwrap_or(1).to_string());
        let key = match (date.month, date.day) {
            (None, _) => "date_year",
            (Some(_), None) => "date_month",
            (Some(_), Some(_)) => "date_day",
        };
        let number = date.month.map(|m| m.to_string()).unwrap_or_default();
        self.fill(key, &[("year", &year), ("month", &month), ("day", &day), ("m", &number)])
    }

    /// What a figure says, with a percent sign where its unit starts with one: "at least 60 %".
    #[must_use]
    pub fn amount(&self, value: &Value, unit: &str) -> String {
        let percent = if unit.starts_with('%') { self.word("percent") } else { "" };
        let with_unit = |n: Number| format!("{}{percent}", self.number(n));
        match value {
            Value::Exact(n) => with_unit(*n),
            Value::Bounded(bound, n) => self.bounded(*bound, &with_unit(*n)),
            Value::Range(a, b) => format!("{}–{}", self.number(*a), with_unit(*b)),
            Value::Level(n) => self.fill("level", &[("n", &self.number(*n))]),
            Value::Parts(n, of) => self.fill("parts", &[("n", &self.number(*n)), ("of", &self.number(*of))]),
            Value::Exists(true) => self.word("exists").to_owned(),
            Value::Exists(false) => self.word("exists_not").to_owned(),
            Value::Missing(_) => self.word("not_available").to_owned(),
        }
    }

    /// The absolute number behind a share, when there is one.
    #[must_use]
    pub fn side_count(&self, figure: &Figure) -> Option<String> {
        figure.count.map(|(bound, n)| {
            let number = self.number(n);
            bound.map_or(number.clone(), |bound| self.bounded(bound, &number))
        })
    }

    fn bounded(&self, bound: Bound, number: &str) -> String {
        self.fill(bound.key(), &[("n", number)])
    }
}

/// Fills the gaps of a sentence.
fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (name, tail) = after.split_once('}').unwrap_or((after, ""));
        out.push_str(values.iter().find(|(n, _)| *n == name).map_or("", |(_, v)| v));
        rest = tail;
    }
    out.push_str(rest);
    out
}

const MONTHS: [&str; 12] = [
    "month_1", "month_2", "month_3", "month_4", "month_5", "month_6", "month_7", "month_8", "month_9", "month_10", "month_11",
    "month_12",
];
