//! What a figure says: exact, bounded, a range, a class, a level, parts of a whole, yes or no, or missing with a reason.

use rust_decimal::Decimal;
use serde::Serialize;

use super::number::Number;
use super::text::Text;
use super::unit::Unit;
use crate::diagnostic::{Code, Diagnostic};
use crate::yaml::Node;
use crate::yaml::read::{Cx, Fields, Placed, Read};

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
    /// A little less than this.
    Nearly,
}

impl Bound {
    /// Every bound, with its key in the YAML.
    pub const KEYS: [(&'static str, Self); 6] = [
        ("at_least", Self::AtLeast),
        ("more_than", Self::MoreThan),
        ("at_most", Self::AtMost),
        ("less_than", Self::LessThan),
        ("about", Self::About),
        ("nearly", Self::Nearly),
    ];

    /// Its key in the YAML, and in the word lists of the languages.
    #[must_use]
    pub fn key(self) -> &'static str {
        Self::KEYS.iter().find(|(_, b)| *b == self).map_or("", |(key, _)| key)
    }

    /// Whether what is meant is this or more.
    #[must_use]
    pub const fn is_low(self) -> bool {
        matches!(self, Self::AtLeast | Self::MoreThan)
    }

    /// Whether what is meant is this or less.
    #[must_use]
    pub const fn is_high(self) -> bool {
        matches!(self, Self::AtMost | Self::LessThan | Self::Nearly)
    }
}

/// A class: all that is known is between which ends a figure lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Band {
    /// The lower end (`at_least` or `more_than`).
    pub low: Option<(Bound, Number)>,
    /// The upper end (`at_most` or `less_than`).
    pub high: Option<(Bound, Number)>,
}

impl Band {
    /// Whether a number lies in the class.
    #[must_use]
    pub fn holds(self, n: Decimal) -> bool {
        let above = self.low.is_none_or(|(b, low)| if b == Bound::MoreThan { n > low.decimal() } else { n >= low.decimal() });
        let below = self.high.is_none_or(|(b, high)| if b == Bound::LessThan { n < high.decimal() } else { n <= high.decimal() });
        above && below
    }
}

impl Read for Band {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "a class", cx)?;
        let mut end = |keys: [(&'static str, Bound); 2], cx: &mut Cx<'_>| -> Vec<(Bound, Number)> {
            keys.into_iter().filter_map(|(key, bound)| Some((bound, f.optional(key, cx)?))).collect()
        };
        let low = end([("at_least", Bound::AtLeast), ("more_than", Bound::MoreThan)], cx);
        let high = end([("at_most", Bound::AtMost), ("less_than", Bound::LessThan)], cx);
        let at = f.head();
        f.finish(cx);
        let band = Self { low: low.first().copied(), high: high.first().copied() };
        let backwards = band.low.zip(band.high).is_some_and(|((_, a), (_, b))| a.decimal() > b.decimal());
        if low.len() + high.len() == 0 || low.len() > 1 || high.len() > 1 || backwards {
            cx.push(
                Diagnostic::new(Code::OneAmount, at, "a class has a lower end, an upper end, or both")
                    .hint("write `band: {more_than: 500}`, or `band: {at_least: 100, less_than: 500}`"),
            );
            return None;
        }
        Some(band)
    }
}

/// Another figure of the dossier: an indicator's target, by the words behind `same_as:`.
pub type Elsewhere = Placed<String>;

/// The amount of a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// `value: 97.4`
    Exact(Number),
    /// `at_least: 85` and its like.
    Bounded(Bound, Number),
    /// `from: 80`, `to: 85`
    Range(Number, Number),
    /// `band: {more_than: 500}`
    Band(Band),
    /// `level: 2`: a step of a scale, not a quantity.
    Level(Number),
    /// `count: 12`, `of: 30`
    Parts(Number, Number),
    /// `exists: true`
    Exists(#[serde(serialize_with = "super::canonical::yes_or_no")] bool),
    /// `same_as: learning-families.target`; gone once the dossier is checked.
    SameAs(Elsewhere),
    /// `not_available:` with the reason.
    Missing(Text),
}

/// Between which numbers a figure lies; an end that is open is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// It is this or more.
    pub low: Option<Decimal>,
    /// It is this or less.
    pub high: Option<Decimal>,
    /// Whether it is more than the lower, and less than the upper end, and neither of them.
    pub open: (bool, bool),
}

impl Value {
    /// One number to draw and to compare with, when there is one: the bound, the middle of a range, the share in per cent.
    #[must_use]
    pub fn number(&self, unit: &Unit) -> Option<Decimal> {
        match self {
            Self::Parts(n, of) if unit.is_percent() => n.decimal().checked_mul(Decimal::ONE_HUNDRED)?.checked_div(of.decimal()),
            Self::Exact(n) | Self::Bounded(_, n) | Self::Level(n) | Self::Parts(n, _) => Some(n.decimal()),
            Self::Range(a, b) => a.decimal().checked_add(b.decimal())?.checked_div(Decimal::TWO),
            Self::Band(_) | Self::Exists(_) | Self::Missing(_) | Self::SameAs(_) => None,
        }
    }

    /// What it is at least and at most. A bound on one side says nothing of the other; "about" says nothing of either.
    #[must_use]
    pub fn bounds(&self, unit: &Unit) -> Bounds {
        let strict = |end: Option<(Bound, Number)>| {
            end.is_some_and(|(b, _)| matches!(b, Bound::MoreThan | Bound::LessThan | Bound::Nearly))
        };
        let (low, high) = match self {
            Self::Bounded(bound, n) => (bound.is_low().then_some((*bound, *n)), bound.is_high().then_some((*bound, *n))),
            Self::Range(a, b) => (Some((Bound::AtLeast, *a)), Some((Bound::AtMost, *b))),
            Self::Band(band) => (band.low, band.high),
            exact => {
                let n = exact.number(unit);
                return Bounds { low: n, high: n, open: (false, false) };
            }
        };
        let number = |end: Option<(Bound, Number)>| end.map(|(_, n)| n.decimal());
        Bounds { low: number(low), high: number(high), open: (strict(low), strict(high)) }
    }

    /// How exact it is, among values of one time: a bound says more than "about", a number more than a bound.
    #[must_use]
    pub const fn exactness(&self) -> u8 {
        match self {
            Self::Exact(_) | Self::Level(_) | Self::Parts(..) | Self::Exists(_) => 3,
            Self::Range(..) => 2,
            Self::Bounded(Bound::AtLeast | Bound::MoreThan | Bound::AtMost | Bound::LessThan, _) => 1,
            Self::Bounded(..) | Self::Band(_) | Self::SameAs(_) | Self::Missing(_) => 0,
        }
    }

    /// Whether anything is known.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        !matches!(self, Self::Missing(_))
    }

    /// The keys and values it is written with, where they are not words of the city.
    #[must_use]
    pub fn to_yaml(&self) -> Option<String> {
        Some(match self {
            Self::Exact(n) => format!("value: {n}"),
            Self::Bounded(bound, n) => format!("{}: {n}", bound.key()),
            Self::Range(a, b) => format!("from: {a}\nto: {b}"),
            Self::Band(band) => {
                let ends = [band.low, band.high].into_iter().flatten().map(|(b, n)| format!("{}: {n}", b.key()));
                format!("band: {{{}}}", ends.collect::<Vec<_>>().join(", "))
            }
            Self::Level(n) => format!("level: {n}"),
            Self::Parts(n, of) => format!("count: {n}\nof: {of}"),
            Self::Exists(yes) => format!("exists: {yes}"),
            Self::SameAs(other) => format!("same_as: {}", other.value),
            Self::Missing(_) => return None,
        })
    }
}

const AMOUNTS: &str = "`value`, `at_least`, `more_than`, `at_most`, `less_than`, `about`, `nearly`, `from` and `to`, `band`, `level`, `count` and `of`, `exists`, `same_as` or `not_available`";

/// Reads the one amount of a figure. `beside` are the keys a figure may have besides its amount.
pub fn amount(f: &mut Fields<'_>, beside: &[&str], cx: &mut Cx<'_>) -> Option<Value> {
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
    if f.entry("band").is_some() {
        found.push(("band", f.required("band", cx).map(Value::Band)));
    }
    if f.entry("level").is_some() {
        found.push(("level", f.required("level", cx).map(Value::Level)));
    }
    if f.entry("of").is_some() && found.is_empty() {
        let (count, of) = (f.required("count", cx), f.required::<Number>("of", cx));
        let of = of.filter(|of| {
            of.decimal() > Decimal::ZERO || {
                cx.push(
                    Diagnostic::new(Code::BadNumber, f.head(), "the whole is nothing")
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
    if f.entry("same_as").is_some() {
        found.push(("same_as", f.required("same_as", cx).map(Value::SameAs)));
    }
    if f.entry("not_available").is_some() {
        found.push(("not_available", f.required("not_available", cx).map(Value::Missing)));
    }
    if found.is_empty() && f.entry("count").is_some() {
        found.push(("count", f.required("count", cx).map(Value::Exact)));
    }
    let backwards = matches!(found.first(), Some((_, Some(Value::Range(a, b)))) if a.decimal() > b.decimal());
    if found.len() == 1 && !backwards {
        return found.pop().and_then(|(_, value)| value);
    }
    if backwards {
        cx.push(Diagnostic::new(Code::BadNumber, f.head(), "the range runs backwards").hint("`from:` holds the smaller number"));
    } else if found.is_empty() {
        // A misspelt amount is reported as the unknown key it is.
        let strange = f.others().any(|(k, _)| k.scalar().is_some_and(|s| !beside.contains(&s.text.as_str())));
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

/// Reads the absolute number beside a share, with its own bound.
pub fn side_count(f: &mut Fields<'_>, cx: &mut Cx<'_>) -> Option<(Option<Bound>, Number)> {
    let mut bounded = |key, bound, cx: &mut Cx<'_>| f.optional(key, cx).map(|n| (Some(bound), n));
    let more = bounded("count_more_than", Bound::MoreThan, cx);
    let about = bounded("count_about", Bound::About, cx);
    let nearly = bounded("count_nearly", Bound::Nearly, cx);
    let alone = Bound::KEYS.iter().all(|(key, _)| f.entry(key).is_none())
        && ["value", "from", "band"].into_iter().all(|key| f.entry(key).is_none());
    let exact = if alone {
        f.entry("count");
        None
    } else {
        f.optional("count", cx).map(|n| (None, n))
    };
    more.or(about).or(nearly).or(exact)
}
