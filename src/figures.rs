//! What the figures of an indicator come to: reached or behind, how fresh, how far, since when. The one computation behind
//! console, tables, charts and print.
//!
//! | status | rule |
//! |---|---|
//! | reached | the newest value of the indicator's own place meets the target that is reported against |
//! | behind | it does not, and the target's time is over |
//! | not yet due | it does not, and the target's time is still to come |
//! | no verdict | the value is too vague, or nothing is better than anything else |
//! | no value, no target | one of the two is missing |
//!
//! Freshness stands apart: a value older than the form's horizon is told to be so, whatever it says. "On course" is the
//! straight line from the baseline to the target, and for drafts only: it is no fact.

use rust_decimal::Decimal;

use crate::model::number::Number;
use crate::model::unit::{Known, Unit};
use crate::model::value::{Band, Bound, Value};
use crate::model::words::Better;
use crate::model::{Date, Figure, Indicator, Period};

/// How an indicator stands against the target it reports on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The newest value meets the target.
    Reached,
    /// It does not, and the target's time is over.
    Behind,
    /// It does not, and the target's time is still to come.
    NotDue,
    /// The value or the target is too vague, or the indicator only informs.
    NoVerdict,
    /// There is no value.
    NoValue,
    /// There is no target.
    NoTarget,
}

impl Status {
    /// Every status, in the order in which they are explained.
    pub const ALL: [Self; 6] = [Self::Reached, Self::Behind, Self::NotDue, Self::NoVerdict, Self::NoValue, Self::NoTarget];

    /// Its name in JSON, in CSV, and behind `status_` in the word lists.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::Behind => "behind",
            Self::NotDue => "not_due",
            Self::NoVerdict => "no_verdict",
            Self::NoValue => "no_value",
            Self::NoTarget => "no_target",
        }
    }

    /// The rule, for `gnlc explain`.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Reached => "the newest value of the indicator's own place meets the target that is reported against",
            Self::Behind => "the newest value does not meet the target, and the time of the target is over",
            Self::NotDue => "the newest value does not meet the target, whose time is still to come",
            Self::NoVerdict => {
                "the value is about, or a range around the target, or the indicator only informs (`better: neither`)"
            }
            Self::NoValue => "nothing is known of the indicator's own place; figures of other places do not count",
            Self::NoTarget => "no document sets a target",
        }
    }
}

/// Which way a target asks to go: its own bound says it, else the indicator's direction.
fn direction(indicator: &Indicator, target: &Figure) -> Better {
    match &target.value {
        Value::Bounded(Bound::AtLeast | Bound::MoreThan, _) | Value::Band(Band { low: Some(_), high: None }) => Better::Higher,
        Value::Bounded(Bound::AtMost | Bound::LessThan, _) | Value::Band(Band { low: None, high: Some(_) }) => Better::Lower,
        Value::Exists(_) => Better::Exists,
        _ => indicator.direction(),
    }
}

/// The number a target asks for, and whether it has to be exceeded: of a range or class, the end that is met first.
fn asked(indicator: &Indicator, target: &Figure) -> Option<(Decimal, bool)> {
    let end = |end: Option<(Bound, Number)>| end.map(|(b, n)| (n.decimal(), matches!(b, Bound::MoreThan | Bound::LessThan)));
    match (&target.value, direction(indicator, target)) {
        (Value::Range(_, high), Better::Lower) => Some((high.decimal(), false)),
        (Value::Range(low, _), _) => Some((low.decimal(), false)),
        (Value::Band(band), Better::Lower) => end(band.high),
        (Value::Band(band), _) => end(band.low),
        (Value::Bounded(bound, n), _) => end(Some((*bound, *n))),
        (value, _) => Some((value.number(indicator.unit_of(target))?, false)),
    }
}

/// The number a target asks for.
#[must_use]
pub fn wanted(indicator: &Indicator, target: &Figure) -> Option<Decimal> {
    asked(indicator, target).map(|(n, _)| n)
}

/// By which power of ten a number of one unit has to be multiplied to stand beside those of another: none where they are
/// the same, that of their scales where both are money of one currency.
#[must_use]
pub fn power(unit: &Unit, other: &Unit) -> Option<i32> {
    let scale = |u: &Unit| i32::try_from(u.power()).ok();
    match (unit, other) {
        (one, other) if one == other => Some(0),
        (Unit::Money { currency: a, per: p, .. }, Unit::Money { currency: b, per: q, .. }) if a == b && p == q => {
            Some(scale(unit)? - scale(other)?)
        }
        _ => None,
    }
}

/// A number times a power of ten.
#[must_use]
pub fn times_ten(n: Decimal, power: i32) -> Option<Decimal> {
    let by = power.unsigned_abs();
    if power < 0 { n.checked_mul(Decimal::try_new(1, by).ok()?) } else { (0..by).try_fold(n, |n, _| n.checked_mul(Decimal::TEN)) }
}

/// Parity of a ratio is 1, of a percentage 100.
fn parity(unit: &Unit) -> Decimal {
    if unit.is_percent() { Decimal::ONE_HUNDRED } else { Decimal::ONE }
}

/// Whether a value certainly meets a target, and whether it certainly does not.
#[must_use]
pub fn meets(indicator: &Indicator, value: &Figure, target: &Figure) -> (bool, bool) {
    if let (Value::Exists(wanted), Value::Exists(is)) = (&target.value, &value.value) {
        return (wanted == is, wanted != is);
    }
    let Some((wanted, strict)) = asked(indicator, target) else { return (false, false) };
    let unit = indicator.unit_of(value);
    // Figures in different units say nothing of each other.
    let Some(wanted) = power(indicator.unit_of(target), unit).and_then(|power| times_ten(wanted, power)) else {
        return (false, false);
    };
    let mut is = value.value.bounds(unit);
    // A value with a margin lies somewhere within it.
    if let Some(margin) = value.margin.map(|m| m.decimal().abs()) {
        is.low = is.low.map(|n| n.checked_sub(margin).unwrap_or(n));
        is.high = is.high.map(|n| n.checked_add(margin).unwrap_or(n));
    }
    let (low, high) = (is.low.map(|n| (n, is.open.0)), is.high.map(|n| (n, is.open.1)));
    // An end that is open is not reached itself, so it is beyond a wanted number even where that has to be exceeded.
    let meets = |n: Decimal, open: bool, good: bool| good || (n == wanted && (!strict || open));
    let fails = |n: Decimal, open: bool, bad: bool| bad || (n == wanted && (strict || open));
    match direction(indicator, target) {
        Better::Higher => {
            (low.is_some_and(|(n, open)| meets(n, open, n > wanted)), high.is_some_and(|(n, open)| fails(n, open, n < wanted)))
        }
        Better::Lower => {
            (high.is_some_and(|(n, open)| meets(n, open, n < wanted)), low.is_some_and(|(n, open)| fails(n, open, n > wanted)))
        }
        Better::Parity => {
            let one = parity(unit);
            let far = (wanted - one).abs();
            match (is.low, is.high) {
                (Some(low), Some(high)) => {
                    let (a, b) = ((low - one).abs(), (high - one).abs());
                    (a.max(b) <= far, a.min(b) > far && (low > one) == (high > one))
                }
                _ => (false, false),
            }
        }
        Better::Exists | Better::Neither => (false, false),
    }
}

/// How an indicator stands, on a day.
#[must_use]
pub fn status(indicator: &Indicator, as_of: Date) -> Status {
    let Some(target) = indicator.target() else { return Status::NoTarget };
    let to_come = target.period.is_some_and(|p| p.to > as_of);
    let Some(value) = indicator.held_against(target) else {
        let waits = to_come && indicator.newest().is_some();
        return if waits { Status::NotDue } else { Status::NoValue };
    };
    match meets(indicator, value, target) {
        (true, _) => Status::Reached,
        (_, true) if to_come => Status::NotDue,
        (_, true) => Status::Behind,
        _ => Status::NoVerdict,
    }
}

/// Whether a figure is older than the form's horizon of so many years.
#[must_use]
pub fn is_stale(figure: &Figure, as_of: Date, horizon: u32) -> bool {
    figure.period.is_none_or(|p| is_old(p.last_year(), as_of, horizon))
}

/// Whether a year lies before the form's horizon of so many years.
#[must_use]
pub fn is_old(year: u16, as_of: Date, horizon: u32) -> bool {
    u32::from(year) < u32::from(as_of.year).saturating_sub(horizon)
}

/// A difference of two figures, with its unit: of percentages, percentage points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference<'a> {
    /// How much.
    pub amount: Number,
    /// Of what.
    pub unit: &'a Unit,
}

impl Difference<'_> {
    /// The sign in front of a rise, which a number does not print by itself.
    #[must_use]
    pub fn plus(&self) -> &'static str {
        if self.amount.decimal() > Decimal::ZERO { "+" } else { "" }
    }
}

/// The unit of the difference of two percentages.
const POINTS: Unit = Unit::Known(Known::PercentagePoints);

fn difference(unit: &Unit, more: Decimal, less: Decimal) -> Option<Difference<'_>> {
    let amount = Number::new(more.checked_sub(less)?);
    Some(Difference { amount, unit: difference_unit(unit) })
}

/// The unit of a difference or a margin: of percentages, percentage points.
#[must_use]
pub fn difference_unit(unit: &Unit) -> &Unit {
    if unit.is_percent() { &POINTS } else { unit }
}

/// The percentage that a count and its whole come to, where the unit is one.
#[must_use]
pub fn share(indicator: &Indicator, figure: &Figure) -> Option<Number> {
    match &figure.value {
        Value::Parts(n, of) if indicator.unit_of(figure).is_percent() => {
            Number::ratio(n.decimal(), Decimal::ONE_HUNDRED, of.decimal(), indicator.decimals)
        }
        _ => None,
    }
}

/// A number that is exactly known.
fn exact(indicator: &Indicator, figure: &Figure) -> Option<Decimal> {
    match &figure.value {
        Value::Parts(..) if indicator.unit_of(figure).is_percent() => share(indicator, figure).map(Number::decimal),
        Value::Exact(_) | Value::Level(_) | Value::Parts(..) => figure.value.number(indicator.unit_of(figure)),
        _ => None,
    }
}

/// How much the newest value is above the baseline; `None` where the two cannot be compared or are not exactly known.
#[must_use]
pub fn change(indicator: &Indicator) -> Option<Difference<'_>> {
    let (from, to) = (indicator.baseline()?, indicator.newest()?);
    let unit = indicator.unit_of(to);
    (unit == indicator.unit_of(from)).then_some(())?;
    // The difference of two shares is rounded once.
    if let (Value::Parts(a, b), Value::Parts(c, d), true) = (&to.value, &from.value, unit.is_percent()) {
        let [a, b, c, d] = [a, b, c, d].map(|n| n.decimal());
        let above = a.checked_mul(d)?.checked_sub(c.checked_mul(b)?)?;
        let amount = Number::ratio(above, Decimal::ONE_HUNDRED, b.checked_mul(d)?, indicator.decimals)?;
        return Some(Difference { amount, unit: difference_unit(unit) });
    }
    difference(unit, exact(indicator, to)?, exact(indicator, from)?)
}

/// How much a figure is above an earlier draft's, in the same unit; `None` where one of the two is not exactly known, or
/// nothing moved.
#[must_use]
pub fn moved<'a>(from: (&Indicator, &Figure), to: (&'a Indicator, &'a Figure)) -> Option<Difference<'a>> {
    let (was, is) = (exact(from.0, from.1)?, exact(to.0, to.1)?);
    difference(to.0.unit_of(to.1), is, was).filter(|d| !d.amount.decimal().is_zero())
}

/// The key of the sentence for a distance: short of a target, above it, or away from parity.
#[must_use]
pub fn distance_key(indicator: &Indicator) -> &'static str {
    match indicator.target().map(|t| direction(indicator, t)) {
        Some(Better::Lower) => "distance_above",
        Some(Better::Parity) => "distance_parity",
        _ => "distance",
    }
}

/// What the newest value lacks to the target that is reported against; `None` where the target is met, or nothing is
/// exactly known.
#[must_use]
pub fn distance(indicator: &Indicator) -> Option<Difference<'_>> {
    let target = indicator.target()?;
    let value = indicator.held_against(target)?;
    let unit = indicator.unit_of(value);
    if !meets(indicator, value, target).1 || unit != indicator.unit_of(target) {
        return None;
    }
    let (is, wanted) = (exact(indicator, value)?, wanted(indicator, target)?);
    let (more, less) = if direction(indicator, target) == Better::Parity {
        let one = parity(unit);
        ((is - one).abs(), (wanted - one).abs())
    } else {
        (is.max(wanted), is.min(wanted))
    };
    difference(unit, more, less).filter(|d| !d.amount.decimal().is_zero())
}

/// Where the straight line from the baseline to the target puts the newest value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// On the line, or better.
    On,
    /// Worse than the line.
    Off,
    /// There is no baseline, or something is not exactly known.
    CannotSay,
}

/// Whether an indicator whose target is still to come is on its way. For drafts only.
#[must_use]
pub fn course(indicator: &Indicator) -> Course {
    let on_course = || -> Option<bool> {
        let (first, newest, target) = (indicator.baseline()?, indicator.newest()?, indicator.target()?);
        // In months, so that leap years bend no line.
        let month = |p: Period| Decimal::from(u32::from(p.to.year) * 12 + u32::from(p.to.month.unwrap_or(12)));
        let (start, now, end) = (month(first.period?), month(newest.period?), month(target.period?));
        let (from, is, to) = (exact(indicator, first)?, exact(indicator, newest)?, wanted(indicator, target)?);
        if end <= start {
            return None;
        }
        let line = from + (to - from).checked_mul(now - start)?.checked_div(end - start)?;
        match direction(indicator, target) {
            Better::Higher => Some(is >= line),
            Better::Lower => Some(is <= line),
            Better::Parity | Better::Exists | Better::Neither => None,
        }
    };
    match on_course() {
        Some(true) => Course::On,
        Some(false) => Course::Off,
        None => Course::CannotSay,
    }
}
