//! What a figure says: exact, bounded, a range, a level, parts of a whole, yes or no, or missing with a reason.

use super::id::Id;
use super::number::Number;
use super::text::Text;
use super::words::{Confidence, Scope};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::yaml::read::{Cx, Fields, Placed, Read};
use crate::yaml::{Kind, Node};

/// How a bound is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// This or more.
    AtLeast,
    /// More than this.
    MoreThan,
    /// This or less.
    AtMost,
    /// Less than this.
    LessThan,
    /// Near this.
    About,
}

impl Bound {
    const KEYS: [(&'static str, Self); 5] = [
        ("at_least", Self::AtLeast),
        ("more_than", Self::MoreThan),
        ("at_most", Self::AtMost),
        ("less_than", Self::LessThan),
        ("about", Self::About),
    ];

    /// Its key in the YAML, and in the word lists of the languages.
    #[must_use]
    pub fn key(self) -> &'static str {
        Self::KEYS.iter().find(|(_, b)| *b == self).map_or("", |(key, _)| key)
    }
}

/// The amount of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `value: 97.4`
    Exact(Number),
    /// `at_least: 85` and its like.
    Bounded(Bound, Number),
    /// `from: 80`, `to: 85`
    Range(Number, Number),
    /// `level: 2`: a step of a scale, not a quantity.
    Level(Number),
    /// `count: 12`, `of: 30`
    Parts(Number, Number),
    /// `exists: true`
    Exists(bool),
    /// `not_available:` with the reason.
    Missing(Text),
}

impl Value {
    /// One number to compare with, when there is one: the bound, the middle of a range, the share in per cent.
    #[must_use]
    pub fn number(&self) -> Option<rust_decimal::Decimal> {
        use rust_decimal::Decimal;
        match self {
            Self::Exact(n) | Self::Bounded(_, n) | Self::Level(n) => Some(n.decimal()),
            Self::Range(a, b) => (a.decimal() + b.decimal()).checked_div(Decimal::TWO),
            Self::Parts(n, of) => (n.decimal() * Decimal::ONE_HUNDRED).checked_div(of.decimal()),
            Self::Exists(_) | Self::Missing(_) => None,
        }
    }

    /// Whether anything is known.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        !matches!(self, Self::Missing(_))
    }

    /// The keys and values it is written with, where that is all numbers.
    #[must_use]
    pub fn to_yaml(&self) -> Option<String> {
        Some(match self {
            Self::Exact(n) => format!("value: {n}"),
            Self::Bounded(bound, n) => format!("{}: {n}", bound.key()),
            Self::Range(a, b) => format!("from: {a}\nto: {b}"),
            Self::Level(n) => format!("level: {n}"),
            Self::Parts(n, of) => format!("count: {n}\nof: {of}"),
            Self::Exists(yes) => format!("exists: {yes}"),
            Self::Missing(_) => return None,
        })
    }
}

/// The years a figure speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// The last year: what counts for "newest" and "stale".
    pub to: u16,
    /// The first year.
    pub from: u16,
}

impl Read for Period {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let text = node.scalar().map(|s| s.text.trim().to_owned()).unwrap_or_default();
        let year = |s: &str| (s.len() == 4).then(|| s.parse::<u16>().ok()).flatten().filter(|y| (1900..2200).contains(y));
        let period = match text.split_once(['-', '–']) {
            None => year(&text).map(|y| Self { from: y, to: y }),
            Some((a, b)) => year(a.trim()).zip(year(b.trim())).map(|(from, to)| Self { to, from }),
        }
        .filter(|p| p.from <= p.to);
        if period.is_none() {
            cx.push(
                Diagnostic::new(Code::BadDate, node.span, format!("{} is no year", node.describe()))
                    .hint("write a year such as 2025, or `period: 2021-2025` for several"),
            );
        }
        period
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.from == self.to { write!(f, "{}", self.to) } else { write!(f, "{}–{}", self.from, self.to) }
    }
}

/// One observation, target, profile datum or amount of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What it says.
    pub value: Value,
    /// The absolute number behind a share, with its own bound.
    pub count: Option<(Option<Bound>, Number)>,
    /// The years it speaks of; required for everything but money that names its own.
    pub period: Option<Period>,
    /// What it speaks of, when that differs from the indicator's.
    pub place: Option<Scope>,
    /// The source, attachment or evidence that proves it.
    pub source: Option<Placed<Id>>,
    /// How sure it is, when the source alone does not say it.
    pub confidence: Option<Confidence>,
    /// A remark for print.
    pub note: Option<Text>,
    /// Why it cannot be compared with what stands before it.
    pub series_break: Option<Text>,
    /// Of several targets, the one the city reports against.
    pub report_against: bool,
    /// The currency of money, as an ISO 4217 code.
    pub currency: Option<String>,
    /// The unit, when the figure has its own.
    pub unit: Option<Text>,
    /// Where it stands.
    pub at: Span,
}

const AMOUNTS: &str = "`value`, `at_least`, `more_than`, `at_most`, `less_than`, `about`, `from` and `to`, `level`, `count` and `of`, `exists` or `not_available`";

impl Read for Figure {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        if let Kind::Scalar(_) = node.kind {
            cx.push(
                Diagnostic::new(
                    Code::WrongType,
                    node.span,
                    format!("a figure needs more than {}: its year and its source", node.describe()),
                )
                .hint("write `{value: 59, year: 2025, source: …}`, or `not_available:` with the reason"),
            );
            return None;
        }
        let mut f = Fields::open(node, "a figure", cx)?;
        let value = amount(&mut f, cx);
        let count = side_count(&mut f, cx);
        let year = f.optional("year", cx);
        let period = f.optional("period", cx).or(year);
        let (place, source) = (f.optional("place", cx), f.optional("source", cx));
        let (confidence, note) = (f.optional("confidence", cx), f.optional("note", cx));
        let series_break = f.optional("break", cx);
        let report_against = f.optional("report_against", cx).unwrap_or(false);
        let currency: Option<Placed<String>> = f.optional("currency", cx);
        let currency = currency.and_then(|code| {
            let fits = code.value.len() == 3 && code.value.bytes().all(|b| b.is_ascii_uppercase());
            if !fits {
                cx.push(
                    Diagnostic::new(Code::UnknownWord, code.at, format!("`{}` is no code of a currency", code.value))
                        .hint("a currency has three capital letters: VND, EUR, USD"),
                );
            }
            fits.then_some(code.value)
        });
        let unit = f.optional("unit", cx);
        let known = value.as_ref().is_some_and(Value::is_known);
        if known && period.is_none() && !node.damaged && f.entry("year").is_none() && !f.has_others() {
            cx.push(
                Diagnostic::new(Code::MissingField, f.head(), "a figure lacks its year")
                    .hint("add `year: 2025`, the year the figure speaks of"),
            );
        }
        let at = f.head();
        f.finish(cx);
        Some(Self {
            value: value?,
            count,
            period,
            place,
            source,
            confidence,
            note,
            series_break,
            report_against,
            currency,
            unit,
            at,
        })
    }
}

/// The one amount of a figure.
fn amount(f: &mut Fields<'_>, cx: &mut Cx<'_>) -> Option<Value> {
    let mut found: Vec<(&'static str, Option<Value>)> = Vec::new();
    if f.entry("value").is_some() {
        found.push(("value", f.required("value", cx).map(Value::Exact)));
    }
    for (key, bound) in Bound::KEYS {
        if f.entry(key).is_some() {
            found.push((key, f.required(key, cx).map(|n| Value::Bounded(bound, n))));
        }
    }
    if f.entry("from").is_some() || f.entry("to").is_some() {
        let (from, to) = (f.required("from", cx), f.required("to", cx));
        found.push(("from", from.zip(to).map(|(a, b)| Value::Range(a, b))));
    }
    if f.entry("level").is_some() {
        found.push(("level", f.required("level", cx).map(Value::Level)));
    }
    if f.entry("of").is_some() {
        let (count, of) = (f.required("count", cx), f.required::<Number>("of", cx));
        let of = of.filter(|of| {
            !of.decimal().is_zero() || {
                cx.push(
                    Diagnostic::new(Code::BadNumber, f.head(), "the whole is zero")
                        .hint("write how many there are in all behind `of:`"),
                );
                false
            }
        });
        found.push(("count", count.zip(of).map(|(n, of)| Value::Parts(n, of))));
    }
    if f.entry("exists").is_some() {
        found.push(("exists", f.required("exists", cx).map(Value::Exists)));
    }
    if f.entry("not_available").is_some() {
        found.push(("not_available", f.required("not_available", cx).map(Value::Missing)));
    }
    if found.is_empty() && f.entry("count").is_some() {
        found.push(("count", f.required("count", cx).map(Value::Exact)));
    }
    let backwards = match found.first() {
        Some((_, Some(Value::Range(a, b)))) => a.decimal() > b.decimal(),
        _ => false,
    };
    if found.len() == 1 && !backwards {
        return found.pop().and_then(|(_, value)| value);
    }
    if backwards {
        cx.push(Diagnostic::new(Code::BadNumber, f.head(), "the range runs backwards").hint("`from:` holds the smaller number"));
    } else if found.is_empty() {
        // A misspelt amount is reported as the unknown key it is.
        let known = ["year", "period", "place", "source", "confidence", "note", "break", "report_against", "currency", "unit"];
        let strange = f.others().any(|(k, _)| k.scalar().is_some_and(|s| !known.contains(&s.text.as_str())));
        if !f.node().damaged && !strange {
            cx.push(
                Diagnostic::new(Code::OneAmount, f.head(), "a figure lacks its amount").hint(format!("add one of {AMOUNTS}")),
            );
        }
    } else {
        let keys = found.iter().map(|(key, _)| format!("`{key}`")).collect::<Vec<_>>().join(" and ");
        cx.push(
            Diagnostic::new(Code::OneAmount, f.head(), format!("a figure has one amount, this one has {keys}"))
                .hint("write two figures, or keep one; an absolute number beside a share is `count:`"),
        );
    }
    None
}

/// The absolute number behind a share.
fn side_count(f: &mut Fields<'_>, cx: &mut Cx<'_>) -> Option<(Option<Bound>, Number)> {
    let has_of = f.entry("of").is_some();
    let more = f.optional("count_more_than", cx).map(|n| (Some(Bound::MoreThan), n));
    let about = f.optional("count_about", cx).map(|n| (Some(Bound::About), n));
    let alone =
        Bound::KEYS.iter().all(|(key, _)| f.entry(key).is_none()) && f.entry("value").is_none() && f.entry("from").is_none();
    let exact = if has_of || alone {
        f.entry("count");
        None
    } else {
        f.optional("count", cx).map(|n| (None, n))
    };
    more.or(about).or(exact)
}
