//! Figures that do not go together: with each other, with their unit, their target, their time. What a city has explained
//! (`explained:`) is printed with its reason and not reported.

mod amounts;
mod standing;

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::{Dossier, Item};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::number::Number;
use crate::model::value::{Bound, Bounds};
use crate::model::words::Finality;
use crate::model::{Figure, Indicator, Unit, Value};
use crate::source::Span;

/// Compares the figures of every indicator, and those of the profile.
pub fn check(dossier: &Dossier, diagnostics: &mut Diagnostics) {
    for indicator in &dossier.indicators {
        let figures = || indicator.values.iter().chain(&indicator.targets);
        differing_values(indicator, diagnostics);
        differing_targets(indicator, diagnostics);
        parts(dossier, indicator, diagnostics);
        for figure in figures() {
            amounts::too_high(indicator, figure, diagnostics);
            amounts::ended_base(dossier, indicator, figure, diagnostics);
            amounts::level(dossier, indicator, figure, diagnostics);
            amounts::printed(indicator, figure, diagnostics);
        }
        amounts::no_base(indicator, diagnostics);
        standing::other_place(indicator, diagnostics);
        standing::against_target(dossier, indicator, diagnostics);
        standing::stale(dossier, indicator, diagnostics);
    }
    standing::profile(dossier, diagnostics);
}

/// A figure in a message: "59% (2025)".
fn told(indicator: &Indicator, figure: &Figure) -> String {
    let sign = if indicator.unit_of(figure).is_percent() { "%" } else { "" };
    let said = match &figure.value {
        Value::Exact(n) => format!("{n}{sign}"),
        Value::Bounded(bound, n) => format!("{} {n}{sign}", bound.key().replace('_', " ")),
        Value::Range(a, b) => format!("{a} to {b}{sign}"),
        Value::Level(n) => format!("level {n}"),
        Value::Parts(n, of) => format!("{n} of {of}"),
        other => other.to_yaml().unwrap_or_default(),
    };
    match figure.period {
        Some(period) => format!("{said} ({period})"),
        None => said,
    }
}

fn is_explained(figures: &[&Figure]) -> bool {
    figures.iter().any(|f| f.explained.is_some())
}

/// Whether two figures speak of one time, place and base.
fn alike(indicator: &Indicator, a: &Figure, b: &Figure) -> bool {
    a.time() == b.time() && indicator.place_of(a) == indicator.place_of(b) && indicator.base_of(a) == indicator.base_of(b)
}

/// That the second of two figures is not the first.
fn differ(code: Code, what: &str, indicator: &Indicator, first: &Figure, second: &Figure) -> Diagnostic {
    Diagnostic::new(code, second.at, format!("{what} differ: {} and {}", told(indicator, first), told(indicator, second)))
        .label(first.at, "the other one")
}

/// Two values for one time that differ, and a class that does not hold the figure it stands for.
fn differing_values(indicator: &Indicator, diagnostics: &mut Diagnostics) {
    // Only figures of one time can disagree.
    let mut before: HashMap<_, Vec<&Figure>> = HashMap::new();
    for second in indicator.values.iter().filter(|f| f.value.is_known()) {
        let of_its_time = before.entry(second.time()).or_default();
        let earlier: Vec<&Figure> = of_its_time.iter().copied().filter(|first| alike(indicator, first, second)).collect();
        of_its_time.push(second);
        for first in earlier {
            if is_explained(&[first, second]) {
                continue;
            }
            if let Some((class, number)) = class(indicator, first, second) {
                diagnostics.push(
                    Diagnostic::new(Code::ClassDiffers, class.at, format!("this class does not hold {number}"))
                        .label(
                            if std::ptr::eq(class, first) { second.at } else { first.at },
                            format!("the figure of the same time and place: {number}"),
                        )
                        .hint("mend one of the two, or say under `explained:` why they differ"),
                );
            } else if contradict(indicator, first, second) {
                diagnostics.push(
                    differ(Code::FiguresDiffer, "two values for the same time and place", indicator, first, second)
                        .hint("both are printed side by side; say under `explained:` why they differ, and `quoted: true` at the one to quote"),
                );
                break;
            }
        }
    }
}

/// Whether two values cannot both be true: 62 agrees with "more than 60", with 60 to 65, and with "about 60".
fn contradict(indicator: &Indicator, a: &Figure, b: &Figure) -> bool {
    let (unit, other) = (indicator.unit_of(a), indicator.unit_of(b));
    let forecast = |f: &Figure| f.status == Some(Finality::Forecast);
    let both_computed = a.computed.is_some() && b.computed.is_some();
    if unit != other || is_class(a) || is_class(b) || forecast(a) || forecast(b) || both_computed {
        return false;
    }
    // A count of a whole agrees with its rounded share.
    for (parts, share) in [(a, b), (b, a)] {
        if let (Value::Parts(n, of), Value::Exact(share), true) = (&parts.value, &share.value, unit.is_percent()) {
            let places = u8::try_from(share.decimal().scale()).unwrap_or(u8::MAX);
            return Number::ratio(n.decimal(), Decimal::ONE_HUNDRED, of.decimal(), places) != Some(*share);
        }
    }
    let (Some(first), Some(second)) = (range(a, unit), range(b, unit)) else { return a.value != b.value };
    let apart = |low: Option<Decimal>, high: Option<Decimal>| low.zip(high).is_some_and(|(low, high)| low > high);
    apart(first.low, second.high) || apart(second.low, first.high)
}

/// Between which numbers a value lies; one that is about or nearly a number, within its rounding.
fn range(figure: &Figure, unit: &Unit) -> Option<Bounds> {
    let near = |n: Decimal| {
        let n = n.normalize();
        let zeros = if n.scale() == 0 {
            n.mantissa().unsigned_abs().to_string().bytes().rev().take_while(|b| *b == b'0').count()
        } else {
            0
        };
        let place = (0..zeros).fold(Decimal::ONE, |p, _| p.checked_mul(Decimal::TEN).unwrap_or(p));
        if n.scale() == 0 { place } else { Decimal::new(1, n.scale()) }
    };
    let number = figure.value.number(unit);
    Some(match (&figure.value, number) {
        (Value::Bounded(Bound::About, _), Some(n)) => {
            let half = near(n).checked_div(Decimal::TWO)?;
            Bounds { low: Some(n - half), high: Some(n + half), open: (false, false) }
        }
        (Value::Bounded(Bound::Nearly, _), Some(n)) => Bounds { low: Some(n - near(n)), high: Some(n), open: (false, false) },
        (value, Some(_)) => value.bounds(unit),
        _ => return None,
    })
}

fn is_class(figure: &Figure) -> bool {
    matches!(figure.value, Value::Band(_))
}

/// The class of two figures that does not hold the other one's number.
fn class<'a>(indicator: &Indicator, a: &'a Figure, b: &'a Figure) -> Option<(&'a Figure, Decimal)> {
    let (class, other) = if is_class(a) { (a, b) } else { (b, a) };
    let Value::Band(band) = &class.value else { return None };
    if is_class(other) {
        return None;
    }
    let number = other.value.number(indicator.unit_of(other))?;
    (!band.holds(number)).then_some((class, number.normalize()))
}

/// Targets of one time that differ, where nothing says which counts.
fn differing_targets(indicator: &Indicator, diagnostics: &mut Diagnostics) {
    let known = || indicator.targets.iter().filter(|t| t.value.is_known());
    for (n, second) in known().enumerate() {
        let clash = known().take(n).find(|first| alike(indicator, first, second) && first.value != second.value);
        let marked = known().any(|t| t.report_against && alike(indicator, t, second));
        if let Some(first) = clash.filter(|first| !marked && !is_explained(&[first, second])) {
            diagnostics.push(differ(Code::TargetsDiffer, "two targets for the same time", indicator, first, second).hint(
                "mark the one the city reports against with `report_against: true`, or say under `explained:` why they differ",
            ));
        }
    }
}

/// Parts that do not add up.
fn parts(dossier: &Dossier, indicator: &Indicator, diagnostics: &mut Diagnostics) {
    let parts: Option<Vec<&Indicator>> = (indicator.parts.iter())
        .map(|id| match dossier.item(&id.value) {
            Some(Item::Indicator(n)) => Some(&dossier.indicators[n]),
            _ => None,
        })
        .collect();
    let Some(parts) = parts.filter(|list| !list.is_empty()) else { return };
    let parts: Vec<HashMap<_, &Figure>> =
        parts.iter().map(|p| p.one_a_time().into_iter().map(|f| (f.time(), f)).collect()).collect();
    for figure in indicator.one_a_time() {
        let Value::Exact(whole) = figure.value else { continue };
        let of_part = |part: &HashMap<_, &Figure>| -> Option<(Span, Decimal, bool)> {
            let found = part.get(&figure.time())?;
            let Value::Exact(n) = found.value else { return None };
            Some((found.at, n.decimal(), found.explained.is_some()))
        };
        let Some(found) = parts.iter().map(of_part).collect::<Option<Vec<_>>>() else { continue };
        let sum: Decimal = found.iter().map(|(_, n, _)| *n).fold(Decimal::ZERO, Decimal::saturating_add);
        // Percentages are rounded one by one: half of the last digit for each.
        let last = found.iter().map(|(_, n, _)| n.scale()).chain([whole.decimal().scale()]).max().unwrap_or_default();
        let half = Decimal::new(5, (last + 1).min(28)) * Decimal::from(found.len() + 1);
        let slack = if indicator.unit.value.is_percent() { half } else { Decimal::ZERO };
        if (sum - whole.decimal()).abs() > slack
            && figure.explained.is_none()
            && !found.iter().any(|(_, _, explained)| *explained)
        {
            let diagnostic =
                Diagnostic::new(Code::PartsDiffer, figure.at, format!("the parts come to {sum}, and this says {whole}"))
                    .hint("mend one of them, or say under `explained:` what is missing");
            diagnostics.push(found.iter().fold(diagnostic, |d, (at, n, _)| d.label(*at, format!("a part: {n}"))));
        }
    }
}
