//! One observation, target, profile datum or amount of money: what, when, of whom, and how it is known.

use serde::Serialize;

use super::date::Date;
use super::id::Id;
use super::number::Number;
use super::period::{Period, Time, Written};
use super::place::Place;
use super::text::Text;
use super::unit::{Base, Scale, Unit, UnitAndBase, is_currency};
use super::value::{Bound, Value, amount, side_count};
use super::words::{BreakKind, Confidence, Finality};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::yaml::Node;
use crate::yaml::read::{Cx, Fields, Placed, Read};

/// A figure with all that a reviewer asks of it.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// What it says.
    pub value: Value,
    /// The absolute number behind a share, with its own bound.
    pub count: Option<(Option<Bound>, Number)>,
    /// What it is out of, where that is no whole: the last place of a ranking, the end of a scale.
    pub out_of: Option<Number>,
    /// How final it is.
    pub status: Option<Finality>,
    /// The margin of error, up and down, in the unit of the figure (percentage points of a percentage).
    pub margin: Option<Number>,
    /// How many were asked.
    pub sample: Option<Number>,
    /// The time it speaks of; required for everything but money that names its own.
    pub period: Option<Period>,
    /// What it speaks of, when that differs from the indicator's.
    pub place: Option<Place>,
    /// Whom it is counted over, when that differs from the indicator's.
    pub base: Option<Placed<Base>>,
    /// The source, attachment or evidence that proves it.
    pub source: Option<Placed<Id>>,
    /// The page or table of the source.
    pub page: Option<Placed<String>>,
    /// When the source was read.
    pub read: Option<Date>,
    /// How sure it is, when the source alone does not say it.
    pub confidence: Option<Confidence>,
    /// The office that confirmed it in writing.
    pub confirmed: Option<Confirmed>,
    /// How the source writes it.
    pub as_printed: Option<Placed<String>>,
    /// A remark for print.
    pub note: Option<Text>,
    /// Why it cannot be compared with what stands before it.
    pub series_break: Option<Break>,
    /// Why it disagrees with another figure.
    pub explained: Option<Text>,
    /// Of two values for one time and place, the one that is quoted.
    pub quoted: bool,
    /// What change is counted from.
    pub baseline: bool,
    /// Of several targets, the one the city reports against.
    pub report_against: bool,
    /// The unit, when the figure has its own.
    pub unit: Option<Placed<Unit>>,
    /// How it was computed, when it was not written.
    pub computed: Option<Computed>,
    /// The indicator whose figure it is as well: one figure of the source stands for several.
    pub shared_with: Option<Id>,
    /// Where it stands.
    pub at: Span,
    /// All of it.
    pub span: Span,
}

/// How a figure was computed.
#[derive(Clone, Debug, Serialize)]
pub struct Computed {
    /// The indicators it comes from, in the order of the rule.
    pub from: Vec<Id>,
    /// Whether each of them had a source.
    pub sourced: bool,
    /// What was done with them: the end of the key of a sentence.
    pub rule: &'static str,
    /// The rate at which money was converted, and its day.
    pub rate: Option<(Number, Date)>,
}

/// An office stands for a figure, in writing.
#[derive(Clone, Debug, Serialize)]
pub struct Confirmed {
    /// The office.
    pub by: Text,
    /// The number of its letter.
    pub number: Option<Placed<String>>,
    /// The day of its letter.
    pub date: Date,
}

impl Read for Confirmed {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "a confirmation", cx)?;
        let (by, number, date) = (f.required("by", cx), f.optional("number", cx), f.required("date", cx));
        f.finish(cx);
        Some(Self { by: by?, number, date: date? })
    }
}

/// A break in a series.
#[derive(Clone, Debug, Serialize)]
pub struct Break {
    /// What changed, in a word.
    pub what: Option<BreakKind>,
    /// What changed, in a sentence.
    pub because: Text,
}

impl Read for Break {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        if node.get("what").is_none() && node.get("because").is_none() {
            return Text::read(node, cx).map(|because| Self { what: None, because });
        }
        let mut f = Fields::open(node, "a break", cx)?;
        let (what, because) = (f.optional("what", cx), f.required("because", cx));
        f.finish(cx);
        Some(Self { what, because: because? })
    }
}

/// What a figure may have besides its amount.
const BESIDE: &[&str] = &[
    "year",
    "period",
    "school_year",
    "fiscal_year",
    "as_of",
    "status",
    "margin",
    "sample",
    "calendar",
    "place",
    "base",
    "source",
    "page",
    "read",
    "confidence",
    "confirmed",
    "as_printed",
    "note",
    "break",
    "explained",
    "quoted",
    "baseline",
    "report_against",
    "currency",
    "unit",
];

impl Figure {
    /// A figure that nothing is known of but its amount.
    #[must_use]
    pub const fn new(value: Value, at: Span) -> Self {
        Self {
            value,
            count: None,
            out_of: None,
            status: None,
            margin: None,
            sample: None,
            period: None,
            place: None,
            base: None,
            source: None,
            page: None,
            read: None,
            confidence: None,
            confirmed: None,
            as_printed: None,
            note: None,
            series_break: None,
            explained: None,
            quoted: false,
            baseline: false,
            report_against: false,
            unit: None,
            computed: None,
            shared_with: None,
            at,
            span: at,
        }
    }

    /// Reads what is demanded at any time: a figure that names no year.
    pub fn timeless(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        Self::read_as(node, false, cx)
    }

    /// The first and last day it speaks of.
    #[must_use]
    pub fn time(&self) -> Option<Time> {
        self.period.map(Period::time)
    }

    /// Whether a source stands behind it, or behind all that it was computed from.
    #[must_use]
    pub fn is_sourced(&self) -> bool {
        self.source.is_some() || self.computed.as_ref().is_some_and(|c| c.sourced)
    }

    /// The texts it is explained with, for print and for checks of texts.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        let reason = if let Value::Missing(reason) = &self.value { Some(reason) } else { None };
        let base = match self.base.as_ref().map(|b| &b.value) {
            Some(Base::Said(text)) => Some(text),
            _ => None,
        };
        let unit = match self.unit.as_ref().map(|u| &u.value) {
            Some(Unit::Said(text)) => Some(text),
            _ => None,
        };
        let place = self.place.as_ref().and_then(|p| p.name.as_ref());
        let because = self.series_break.as_ref().map(|b| &b.because);
        let office = self.confirmed.as_ref().map(|c| &c.by);
        [reason, place, base, unit, because, self.explained.as_ref(), self.note.as_ref(), office].into_iter().flatten()
    }
}

impl Read for Figure {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        Self::read_as(node, true, cx)
    }
}

impl Figure {
    fn read_as(node: &Node, timed: bool, cx: &mut Cx<'_>) -> Option<Self> {
        if node.scalar().is_some() {
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
        let value = amount(&mut f, BESIDE, cx);
        let count = side_count(&mut f, cx);
        let out_of = match value {
            Some(Value::Exact(_) | Value::Bounded(..) | Value::Range(..)) => f.optional("of", cx),
            Some(Value::Parts(..)) | None => None,
            Some(_) => {
                if let Some((of, _)) = f.entry("of") {
                    cx.push(
                        Diagnostic::new(Code::OneAmount, of.span, "`of:` needs a number in front of it")
                            .hint("write `count: 97` and `of: 204`, or `value: 3` and `of: 63`"),
                    );
                }
                None
            }
        };
        let (status, margin, sample) = (f.optional("status", cx), f.optional("margin", cx), f.optional("sample", cx));
        let period = Period::among(&mut f, cx);
        let (place, base) = (f.optional("place", cx), f.optional("base", cx));
        let source: Option<Placed<Id>> = f.optional("source", cx);
        let (page, read) = (f.optional("page", cx), f.optional("read", cx));
        let (confidence, confirmed) = (f.optional("confidence", cx), f.optional("confirmed", cx));
        let (as_printed, note) = (f.optional("as_printed", cx), f.optional("note", cx));
        let (series_break, explained) = (f.optional("break", cx), f.optional("explained", cx));
        let mut flag = |key, cx: &mut Cx<'_>| f.optional(key, cx).unwrap_or(false);
        let (quoted, baseline) = (flag("quoted", cx), flag("baseline", cx));
        let report_against = flag("report_against", cx);
        let (unit, with_unit) = own_unit(&mut f, cx).map_or((None, None), |(unit, base)| (Some(unit), base));
        let base = base.or(with_unit);
        let known = value.as_ref().is_some_and(|v| v.is_known() && !matches!(v, Value::SameAs(_)));
        if timed && known && period == Written::Not && !node.damaged && !f.has_others() {
            let lacks = Diagnostic::new(Code::MissingField, f.head(), "a figure lacks its year")
                .hint("add `year: 2025`, the year the figure speaks of");
            cx.push(match &source {
                Some(source) => lacks.label(source.at, "its source, which may say it"),
                None => lacks,
            });
        }
        let at = f.head();
        f.finish(cx);
        Some(Self {
            value: value?,
            count,
            out_of,
            status,
            margin,
            sample,
            period: if let Written::As(period) = period { Some(period) } else { None },
            place,
            base,
            source,
            page,
            read,
            confidence,
            confirmed,
            as_printed,
            note,
            series_break,
            explained,
            quoted,
            baseline,
            report_against,
            unit,
            computed: None,
            shared_with: None,
            at,
            span: node.span,
        })
    }
}

/// The figure's own unit: `unit: billion VND`, or `currency: VND` with a scale as `unit:` beside it.
fn own_unit(f: &mut Fields<'_>, cx: &mut Cx<'_>) -> Option<(Placed<Unit>, Option<Placed<Base>>)> {
    let currency: Option<Placed<String>> = f.optional("currency", cx);
    let Some(code) = currency else {
        let unit: Placed<UnitAndBase> = f.optional("unit", cx)?;
        let base = unit.value.base.map(|value| Placed { value, at: unit.at });
        return Some((Placed { value: unit.value.unit, at: unit.at }, base));
    };
    let scale: Option<Text> = f.optional("unit", cx);
    let word = scale.as_ref().map(|s| s.versions[0].text.as_str());
    let known = word.map(Scale::from_word);
    if !is_currency(&code.value) {
        cx.push(
            Diagnostic::new(Code::UnknownWord, code.at, format!("`{}` is no code of a currency", code.value))
                .hint("a currency has three capital letters: VND, EUR, USD"),
        );
        return None;
    }
    if let (Some(scale), Some(None)) = (&scale, known) {
        cx.push(
            Diagnostic::new(Code::UnknownUnit, scale.at, "beside a currency stands how many of it one counts")
                .hint(format!("write `unit: billion {}` alone; or thousand, million or trillion; or delete `unit:`", code.value)),
        );
    }
    let money = Unit::Money { scale: known.flatten(), currency: code.value, per: None };
    Some((Placed { value: money, at: code.at }, None))
}
