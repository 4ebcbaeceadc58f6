//! Figures that come from others: taken over (`same_as`) or computed. Never typed, so they cannot drift.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::Item;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity, did_you_mean};
use crate::figures;
use crate::model::figure::Computed;
use crate::model::indicator::{Rate, Rule};
use crate::model::number::{Number, Rounding};
use crate::model::reference::Reference;
use crate::model::value::{Bound, Value};
use crate::model::{Date, Figure, Id, Indicator, Place, Text, Unit};
use crate::yaml::read::Placed;

/// A figure that was taken over, and the unit it stands in.
type Taken = (Figure, Placed<Unit>);

/// Takes over every figure that says `same_as:`.
pub(super) fn take_over(indicators: &mut [Indicator], items: &HashMap<Id, Item>, diagnostics: &mut Diagnostics) {
    let found: Vec<Vec<Option<Taken>>> = indicators
        .iter()
        .map(|indicator| {
            let figures = indicator.values.iter().chain(&indicator.targets);
            figures.map(|figure| taken(figure, indicators, items, diagnostics)).collect()
        })
        .collect();
    for (indicator, found) in indicators.iter_mut().zip(found) {
        for (figure, taken) in indicator.values.iter_mut().chain(&mut indicator.targets).zip(found) {
            if let Some((taken, unit)) = taken {
                *figure = taken;
                // A figure in another unit than that of the indicator keeps its own.
                if figure.unit.is_none() && unit.value != indicator.unit.value {
                    figure.unit = Some(unit);
                }
            }
        }
        let stays = |f: &Figure| !matches!(f.value, Value::SameAs(_));
        indicator.values.retain(stays);
        indicator.targets.retain(stays);
    }
}

/// Takes over a figure that belongs to no indicator: profile data, an amount of money. Its unit comes along.
pub(super) fn take_over_one(figure: &mut Figure, all: &[Indicator], items: &HashMap<Id, Item>, diagnostics: &mut Diagnostics) {
    if matches!(figure.value, Value::SameAs(_)) {
        *figure = match taken(figure, all, items, diagnostics) {
            Some((taken, unit)) => Figure { unit: taken.unit.clone().or(Some(unit)), ..taken },
            None => Figure { value: Value::Missing(Text::stand_in(figure.at)), ..figure.clone() },
        };
    }
}

/// The figure that stands for another one, with what that one says of itself.
fn taken(figure: &Figure, all: &[Indicator], items: &HashMap<Id, Item>, diagnostics: &mut Diagnostics) -> Option<Taken> {
    let Value::SameAs(written) = &figure.value else { return None };
    let reference = Reference::parse(&written.value);
    let Some(Item::Indicator(other)) = reference.id.as_ref().and_then(|id| items.get(id)) else {
        let known = all.iter().map(|i| i.id.value.as_str());
        let id = written.value.split('.').next().unwrap_or_default();
        diagnostics.push(
            Diagnostic::new(Code::UnknownId, written.at, format!("`{}` is no figure of an indicator", written.value))
                .hints(did_you_mean(id, known))
                .hint("write `same_as: learning-families.target`, or `same_as: learning-families.2023`"),
        );
        return None;
    };
    let other = &all[*other];
    let Some(source) = reference.figure(other).filter(|f| !matches!(f.value, Value::SameAs(_))) else {
        diagnostics.push(
            Diagnostic::new(
                Code::UnknownId,
                written.at,
                format!("the indicator `{}` has no figure `{}` of its own", other.id.value, written.value),
            )
            .label(other.id.at, "this indicator")
            .hint("name a figure that is written there: `.target`, `.target.2030`, `.2023`"),
        );
        return None;
    };
    // Nothing of the figure is lost, and what is written beside `same_as` comes before it.
    let place = (*other.place_of(source) != Place::city(source.at)).then(|| other.place_of(source).clone());
    let taken = Figure {
        period: figure.period.or(source.period),
        place: figure.place.clone().or(place),
        base: figure.base.clone().or_else(|| source.base.clone()),
        source: figure.source.clone().or_else(|| source.source.clone()),
        page: figure.page.clone().or_else(|| source.page.clone()),
        read: figure.read.or(source.read),
        confidence: figure.confidence.or(source.confidence),
        confirmed: figure.confirmed.clone().or_else(|| source.confirmed.clone()),
        note: figure.note.clone().or_else(|| source.note.clone()),
        explained: figure.explained.clone(),
        series_break: figure.series_break.clone(),
        unit: figure.unit.clone().or_else(|| source.unit.clone()),
        quoted: figure.quoted,
        baseline: figure.baseline,
        report_against: figure.report_against,
        shared_with: Some(other.id.value.clone()),
        at: figure.at,
        span: figure.span,
        ..source.clone()
    };
    Some((taken, other.unit.clone()))
}

/// Computes what is to be computed, each indicator after those it needs.
pub(super) fn compute(indicators: &mut [Indicator], items: &HashMap<Id, Item>, diagnostics: &mut Diagnostics) {
    let at = |id: &Placed<Id>| match items.get(&id.value) {
        Some(Item::Indicator(n)) => Some(*n),
        _ => None,
    };
    let needs = |n: usize, indicators: &[Indicator]| -> Vec<usize> {
        indicators[n]
            .rule
            .iter()
            .flat_map(|r| r.value.inputs())
            .filter_map(at)
            .filter(|i| indicators[*i].rule.is_some())
            .collect()
    };
    // Each indicator is computed when all it needs have been.
    let mut open: Vec<usize> = (0..indicators.len()).map(|n| needs(n, indicators).len()).collect();
    let mut needed_by: HashMap<usize, Vec<usize>> = HashMap::new();
    for n in 0..indicators.len() {
        for input in needs(n, indicators) {
            needed_by.entry(input).or_default().push(n);
        }
    }
    let mut ready: Vec<usize> = (0..indicators.len()).rev().filter(|n| indicators[*n].rule.is_some() && open[*n] == 0).collect();
    while let Some(n) = ready.pop() {
        for other in needed_by.get(&n).into_iter().flatten() {
            open[*other] -= 1;
            if open[*other] == 0 {
                ready.push(*other);
            }
        }

        let inputs: Option<Vec<usize>> = indicators[n].rule.iter().flat_map(|r| r.value.inputs()).map(at).collect();
        let Some(inputs) = inputs else { continue };
        let inputs: Vec<&Indicator> = inputs.into_iter().map(|i| &indicators[i]).collect();
        let made = results(&indicators[n], &inputs, diagnostics);
        indicators[n].values.extend(made);
    }
    let waiting: Vec<bool> = open.iter().map(|n| *n > 0).collect();
    circles(indicators, &waiting, &at, diagnostics);
}

/// What an indicator is computed to, without what was written already; and why, when there is nothing.
fn results(indicator: &Indicator, inputs: &[&Indicator], diagnostics: &mut Diagnostics) -> Vec<Figure> {
    let Some(rule) = &indicator.rule else { return Vec::new() };
    if percent_of_percent(rule, inputs, diagnostics) || wrong_unit(indicator, rule, inputs, diagnostics) {
        return Vec::new();
    }
    let figures = figures(indicator, rule, inputs);
    let is_nothing = |f: &Figure| matches!(f.value, Value::Exact(n) if n.decimal().is_zero() && n.decimal().scale() < 9);
    let quotient = !matches!(rule.value, Rule::Sum(_) | Rule::Difference(..));
    let something =
        inputs.iter().take(1).flat_map(|i| usable(i)).any(|(_, f)| matches!(f.value, Value::Exact(n) if !n.decimal().is_zero()));
    if quotient && something && figures.iter().any(is_nothing) {
        diagnostics.push(
            Diagnostic::new(Code::NotComputed, rule.at, "a computed value is rounded to nothing")
                .label(indicator.unit.at, "in this unit")
                .hint(format!("write `decimals: {}`, or count in a smaller unit", (indicator.decimals + 2).min(9))),
        );
    }
    if figures.is_empty() && !diagnostics.has_error_in(indicator.span) {
        let diagnostic = Diagnostic::new(Code::NotComputed, rule.at, "there is nothing to compute from")
            .hint("the indicators need values of one place for the same time, and exact ones to divide by");
        diagnostics.push(inputs.iter().fold(diagnostic, |d, input| {
            let times: Vec<String> = usable(input).iter().filter_map(|(_, f)| f.period).map(|p| p.to_string()).collect();
            let has = if times.is_empty() { "no value".to_owned() } else { format!("values of {}", times.join(", ")) };
            d.label(input.id.at, format!("this has {has}, {}", input.place.kind.word()))
        }));
    }
    let written = |new: &Figure| {
        let same = |old: &Figure| old.period == new.period && indicator.place_of(old) == indicator.place_of(new);
        indicator.values.iter().any(|old| same(old) && old.value == new.value)
    };
    figures.into_iter().filter(|new| !written(new)).collect()
}

/// Reports indicators that are computed from themselves, each circle once.
fn circles(
    indicators: &[Indicator],
    waiting: &[bool],
    at: &impl Fn(&Placed<Id>) -> Option<usize>,
    diagnostics: &mut Diagnostics,
) {
    let next = |n: usize| {
        let inputs = indicators[n].rule.iter().flat_map(|r| r.value.inputs());
        inputs.filter_map(at).find(|i| waiting[*i])
    };
    // On which walk each was first met.
    let mut met: Vec<Option<usize>> = vec![None; indicators.len()];
    for start in (0..indicators.len()).filter(|n| waiting[*n]) {
        let (mut path, mut here) = (Vec::new(), Some(start));
        while let Some(n) = here.filter(|n| met[*n].is_none()) {
            met[n] = Some(start);
            path.push(n);
            here = next(n);
        }
        let Some(first) = here.filter(|n| met[*n] == Some(start)).and_then(|n| path.iter().position(|p| *p == n)) else {
            continue;
        };
        let circle = &path[first..];
        let Some(rule) = &indicators[circle[0]].rule else { continue };
        let mut diagnostic = Diagnostic::new(Code::NotComputed, rule.at, "this is computed from itself")
            .hint("one of the indicators in the circle has to be observed, not computed");
        diagnostic.severity = Severity::Error;
        let told = circle.iter().take(8);
        diagnostics.push(told.fold(diagnostic, |d, n| d.label(indicators[*n].id.at, "in the circle")));
    }
}

/// A result whose unit is not the one the rule gives.
fn wrong_unit(indicator: &Indicator, rule: &Placed<Rule>, inputs: &[&Indicator], diagnostics: &mut Diagnostics) -> bool {
    let unit = &indicator.unit.value;
    let Some(first) = inputs.first() else { return true };
    let (one, other) = (first, inputs.last().unwrap_or(first));
    let currencies = |i: &Indicator| i.unit.value.currency().map(str::to_owned);
    let (message, at) = match &rule.value {
        Rule::Share(..) if !unit.is_percent() => ("a share is a percentage: its unit is `%`".to_owned(), indicator.unit.at),
        Rule::Share(..) if currencies(one) != currencies(other) => {
            ("a share is of the same thing: these are in different units".to_owned(), other.unit.at)
        }
        Rule::Per(many, ..) if matches!(unit, Unit::PerMany(n) if n.decimal() != many.decimal()) || unit.is_percent() => {
            (format!("this is computed per {many}, and the unit says otherwise"), indicator.unit.at)
        }
        Rule::Per(..) if unit.currency().is_some() && unit.currency() != one.unit.value.currency() => {
            ("the result is money of another currency".to_owned(), one.unit.at)
        }
        Rule::Convert { .. } if one.unit.value.currency().is_none() => ("only money can be converted".to_owned(), one.unit.at),
        Rule::Convert { to, .. } if to != unit => {
            ("this is converted into another unit than that of the indicator".to_owned(), indicator.unit.at)
        }
        Rule::Sum(_) | Rule::Difference(..) => match inputs.iter().find(|i| figures::power(&i.unit.value, unit).is_none()) {
            Some(odd) => ("only figures in the unit of the result can be added".to_owned(), odd.unit.at),
            None => return false,
        },
        _ => return false,
    };
    let mut diagnostic = Diagnostic::new(Code::NotComputed, rule.at, message)
        .label(at, "this unit")
        .label(indicator.unit.at, "the unit of the result")
        .hint("mend the unit or the rule; `gnlc explain units` lists the units");
    diagnostic.severity = Severity::Error;
    diagnostics.push(diagnostic);
    true
}

/// A percentage of a percentage is neither.
fn percent_of_percent(rule: &Placed<Rule>, inputs: &[&Indicator], diagnostics: &mut Diagnostics) -> bool {
    if !matches!(rule.value, Rule::Share(..) | Rule::Per(..)) {
        return false;
    }
    let Some(percent) = inputs.iter().find(|i| i.unit.value.is_percent()) else { return false };
    diagnostics.push(
        Diagnostic::new(Code::PercentOfPercent, rule.at, format!("`{}` is a percentage already", percent.id.value))
            .label(percent.unit.at, "its unit")
            .hint("compute shares from counts: how many there are, and of how many"),
    );
    true
}

/// The figures of an indicator that can be computed with, by their time: its own, in its own unit.
fn usable(indicator: &Indicator) -> Vec<(Time, &Figure)> {
    let own = |f: &&Figure| f.unit.as_ref().is_none_or(|u| u.value == indicator.unit.value);
    let timed = |f| Some((Figure::period(f).map(|p| (p.from, p.to))?, f));
    indicator.one_a_time().into_iter().filter(own).filter_map(timed).collect()
}

/// A first and a last day.
type Time = (Date, Date);

/// Computes a figure for each time that all inputs have. They have to speak of one place.
fn figures(indicator: &Indicator, rule: &Placed<Rule>, inputs: &[&Indicator]) -> Vec<Figure> {
    let Some((first, others)) = inputs.split_first() else { return Vec::new() };
    if others.iter().any(|other| other.place != first.place) {
        return Vec::new();
    }
    let (rate, source) = match &rule.value {
        Rule::Convert { rate, on, source, .. } => (Some((rate.number(), *on)), source.clone()),
        _ => (None, None),
    };
    let others: Vec<HashMap<Time, &Figure>> = others.iter().map(|other| usable(other).into_iter().collect()).collect();
    let mut made = Vec::new();
    for (time, figure) in usable(first) {
        let Some(partners) = others.iter().map(|other| other.get(&time).copied()).collect::<Option<Vec<&Figure>>>() else {
            continue;
        };
        let all: Vec<&Figure> = std::iter::once(figure).chain(partners).collect();
        let Some(values) = in_one_unit(&rule.value, indicator, inputs, &all) else { continue };
        let values: Vec<&Value> = values.iter().collect();
        let Some(value) = value(&rule.value, &values, powers(indicator, inputs), indicator.decimals) else { continue };
        let computed = Computed {
            from: inputs.iter().map(|i| i.id.value.clone()).collect(),
            sourced: all.iter().all(|f| f.is_sourced()),
            rule: word(&rule.value),
            rate,
        };
        made.push(Figure {
            period: figure.period,
            place: (first.place != indicator.place).then(|| first.place.clone()),
            // A result is no surer, and no more final, than the least sure figure it comes from; a break of one breaks it.
            confidence: all.iter().filter_map(|f| f.confidence).max(),
            status: all.iter().filter_map(|f| f.status).min(),
            series_break: all.iter().find_map(|f| f.series_break.clone()),
            computed: Some(computed),
            source: source.clone(),
            ..Figure::new(value, rule.at)
        });
    }
    made
}

/// What is added, in the unit of the result; anything else as it is.
fn in_one_unit(rule: &Rule, result: &Indicator, inputs: &[&Indicator], figures: &[&Figure]) -> Option<Vec<Value>> {
    let added = matches!(rule, Rule::Sum(_) | Rule::Difference(..));
    let scaled = |(input, figure): (&&Indicator, &&Figure)| {
        let power = if added { figures::power(&input.unit.value, &result.unit.value)? } else { 0 };
        let times = |n: Number| figures::times_ten(n.decimal(), power).map(Number::new);
        Some(match &figure.value {
            _ if power == 0 => figure.value.clone(),
            Value::Exact(n) => Value::Exact(times(*n)?),
            Value::Bounded(bound, n) => Value::Bounded(*bound, times(*n)?),
            _ => return None,
        })
    };
    inputs.iter().zip(figures).map(scaled).collect()
}

/// What a rule does, in a word.
const fn word(rule: &Rule) -> &'static str {
    match rule {
        Rule::Share(..) | Rule::Per(..) => "quotient",
        Rule::Sum(_) => "sum",
        Rule::Difference(..) => "difference",
        Rule::Convert { .. } => "convert",
    }
}

/// The power of ten by which a quotient of these units has to be multiplied: billions over persons are thousand millions.
fn powers(indicator: &Indicator, inputs: &[&Indicator]) -> i32 {
    let power = |i: &Indicator| i32::try_from(i.unit.value.power()).unwrap_or_default();
    let below: i32 = inputs.iter().skip(1).map(|i| power(i)).sum();
    inputs.first().map_or(0, |i| power(i)) - below - power(indicator)
}

/// Applies a rule to the values of one time. Quotients are multiplied by a power of ten, which brings different scales of
/// money together.
#[must_use]
pub fn value(rule: &Rule, values: &[&Value], power: i32, places: u8) -> Option<Value> {
    let [first, rest @ ..] = values else { return None };
    let scaled = |n: Decimal| figures::times_ten(n, power);
    match rule {
        Rule::Share(..) => quotient(first, scaled(Decimal::ONE_HUNDRED)?, rest.first()?, places),
        Rule::Per(many, ..) => quotient(first, scaled(many.decimal())?, rest.first()?, places),
        Rule::Convert { rate: Rate::Times(rate), .. } => {
            quotient(first, scaled(rate.decimal())?, &Value::Exact(Number::new(Decimal::ONE)), places)
        }
        Rule::Convert { rate: Rate::By(rate), .. } => quotient(first, scaled(Decimal::ONE)?, &Value::Exact(*rate), places),
        Rule::Sum(_) => rest.iter().try_fold((*first).clone(), |sum, v| added(&sum, v, false)),
        Rule::Difference(..) => added(first, rest.first()?, true),
    }
}

/// A number with what is said of it.
fn bounded(value: &Value) -> Option<(Option<Bound>, Number)> {
    match value {
        Value::Exact(n) => Some((None, *n)),
        Value::Bounded(bound, n) => Some((Some(*bound), *n)),
        _ => None,
    }
}

/// What holds of a result when the second number is divided by, or taken away.
const fn turned(bound: Bound) -> Bound {
    match bound {
        Bound::AtLeast => Bound::AtMost,
        Bound::MoreThan => Bound::LessThan,
        Bound::AtMost => Bound::AtLeast,
        Bound::LessThan => Bound::MoreThan,
        Bound::About | Bound::Nearly => Bound::About,
    }
}

/// A result of two numbers, with what holds of it; `None` when nothing does.
fn joined(a: Option<Bound>, b: Option<Bound>, n: Number) -> Option<Value> {
    let bound = match (a, b) {
        (None, None) => return Some(Value::Exact(n)),
        (Some(one), None) | (None, Some(one)) => one,
        (Some(Bound::About | Bound::Nearly), _) | (_, Some(Bound::About | Bound::Nearly)) => Bound::About,
        (Some(a), Some(b)) if a == b => a,
        (Some(a), Some(b)) if a.is_low() && b.is_low() => Bound::MoreThan,
        (Some(a), Some(b)) if a.is_high() && b.is_high() => Bound::LessThan,
        _ => return None,
    };
    Some(Value::Bounded(bound, n))
}

fn quotient(a: &Value, times: Decimal, b: &Value, places: u8) -> Option<Value> {
    let (over, below) = bounded(b)?;
    let by = |n: Number, rounding| Number::rounded(n.decimal(), times, below.decimal(), places, rounding);
    if let Value::Range(low, high) = a {
        let exact = over.is_none() && below.decimal().is_sign_positive();
        return if exact { Some(Value::Range(by(*low, Rounding::Down)?, by(*high, Rounding::Up)?)) } else { None };
    }
    let (bound, above) = bounded(a)?;
    let made = joined(bound, over.map(turned), by(above, Rounding::Half)?)?;
    // A bound is rounded to the side on which it still holds. Below zero it would turn into its opposite.
    let positive = above.decimal().is_sign_positive() && below.decimal().is_sign_positive();
    match made {
        Value::Bounded(..) if !positive => None,
        Value::Bounded(bound, _) if bound.is_low() => Some(Value::Bounded(bound, by(above, Rounding::Down)?)),
        Value::Bounded(bound @ (Bound::AtMost | Bound::LessThan), _) => Some(Value::Bounded(bound, by(above, Rounding::Up)?)),
        made => Some(made),
    }
}

fn added(a: &Value, b: &Value, less: bool) -> Option<Value> {
    let ((bound, a), (other, b)) = (bounded(a)?, bounded(b)?);
    let (sum, other) = if less {
        (a.decimal().checked_sub(b.decimal())?, other.map(turned))
    } else {
        (a.decimal().checked_add(b.decimal())?, other)
    };
    joined(bound, other, Number::new(sum))
}
