//! Figures that come from others: taken over (`same_as`) or computed. Never typed, so they cannot drift.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::Item;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity, did_you_mean};
use crate::model::figure::Computed;
use crate::model::indicator::{Rate, Rule};
use crate::model::number::Number;
use crate::model::reference::Reference;
use crate::model::value::{Bound, Value};
use crate::model::{Figure, Id, Indicator, Text, Unit};
use crate::yaml::read::Placed;

/// Takes over every figure that says `same_as:`.
pub(super) fn take_over(indicators: &mut [Indicator], items: &HashMap<Id, Item>, diagnostics: &mut Diagnostics) {
    let found: Vec<Vec<Option<Figure>>> = indicators
        .iter()
        .map(|indicator| {
            let figures = indicator.values.iter().chain(&indicator.targets);
            figures.map(|figure| taken(figure, indicators, items, diagnostics)).collect()
        })
        .collect();
    for (indicator, found) in indicators.iter_mut().zip(found) {
        for (figure, taken) in indicator.values.iter_mut().chain(&mut indicator.targets).zip(found) {
            if let Some(taken) = taken {
                *figure = taken;
            }
        }
        let stays = |f: &Figure| !matches!(f.value, Value::SameAs(_));
        indicator.values.retain(stays);
        indicator.targets.retain(stays);
    }
}

/// Takes over a figure that belongs to no indicator: profile data, an amount of money. Its unit comes along.
pub(super) fn take_over_one(figure: &mut Figure, all: &[Indicator], items: &HashMap<Id, Item>, diagnostics: &mut Diagnostics) {
    if let Value::SameAs(written) = &figure.value {
        let other = Reference::parse(&written.value).id.and_then(|id| items.get(&id).copied());
        let taken = taken(figure, all, items, diagnostics);
        *figure = taken.unwrap_or_else(|| Figure { value: Value::Missing(Text::stand_in(figure.at)), ..figure.clone() });
        if let (Some(Item::Indicator(n)), None) = (other, &figure.unit) {
            figure.unit = Some(all[n].unit.clone());
        }
    }
}

/// The figure that stands for another one, with what that one says of itself.
fn taken(figure: &Figure, all: &[Indicator], items: &HashMap<Id, Item>, diagnostics: &mut Diagnostics) -> Option<Figure> {
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
    Some(Figure {
        value: source.value.clone(),
        count: source.count,
        period: figure.period.or(source.period),
        place: figure.place.clone().or_else(|| source.place.clone()),
        source: figure.source.clone().or_else(|| source.source.clone()),
        page: figure.page.clone().or_else(|| source.page.clone()),
        read: figure.read.or(source.read),
        confidence: figure.confidence.or(source.confidence),
        confirmed: figure.confirmed.clone().or_else(|| source.confirmed.clone()),
        as_printed: figure.as_printed.clone().or_else(|| source.as_printed.clone()),
        unit: figure.unit.clone().or_else(|| source.unit.clone()),
        shared_with: Some(other.id.value.clone()),
        ..figure.clone()
    })
}

/// Computes what is to be computed, each indicator after those it needs.
pub(super) fn compute(indicators: &mut [Indicator], items: &HashMap<Id, Item>, diagnostics: &mut Diagnostics) {
    let mut waiting: Vec<usize> = (0..indicators.len()).filter(|n| indicators[*n].rule.is_some()).collect();
    let at = |id: &Placed<Id>| match items.get(&id.value) {
        Some(Item::Indicator(n)) => Some(*n),
        _ => None,
    };
    loop {
        let ready: Vec<usize> = (waiting.iter().copied())
            .filter(|n| {
                let rule = indicators[*n].rule.as_ref();
                rule.is_some_and(|r| r.value.inputs().iter().all(|id| at(id).is_none_or(|i| !waiting.contains(&i))))
            })
            .collect();
        if ready.is_empty() {
            break;
        }
        waiting.retain(|n| !ready.contains(n));
        for n in ready {
            let Some(rule) = indicators[n].rule.clone() else { continue };
            let Some(inputs) = rule.value.inputs().into_iter().map(at).collect::<Option<Vec<usize>>>() else { continue };
            let inputs: Vec<&Indicator> = inputs.into_iter().map(|i| &indicators[i]).collect();
            if percent_of_percent(&rule, &inputs, diagnostics) || wrong_unit(&indicators[n], &rule, &inputs, diagnostics) {
                continue;
            }
            let figures = figures(&indicators[n], &rule, &inputs);
            let nothing = |f: &&Figure| matches!(f.value, Value::Exact(n) if n.decimal().is_zero() && n.decimal().scale() < 9);
            let from_something =
                usable(inputs[0]).iter().any(|f| f.value.number(&inputs[0].unit.value).is_some_and(|n| !n.is_zero()));
            if let (Some(_), Rule::Share(..) | Rule::Per(..) | Rule::Convert { .. }, true) =
                (figures.iter().find(nothing), &rule.value, from_something)
            {
                diagnostics.push(
                    Diagnostic::new(Code::NotComputed, rule.at, "a computed value is rounded to nothing")
                        .label(inputs[0].id.at, "computed from this")
                        .hint(format!("write `decimals: {}` or more", indicators[n].decimals + 2)),
                );
            }
            if figures.is_empty() && !diagnostics.has_error_in(indicators[n].span) {
                let mut diagnostic = Diagnostic::new(Code::NotComputed, rule.at, "there is nothing to compute from").hint(
                    "the indicators need values for the same time and place, and an exact one where one is divided by the other",
                );
                for input in inputs {
                    let times: Vec<String> = usable(input).iter().filter_map(|f| f.period).map(|p| p.to_string()).collect();
                    let has = if times.is_empty() { "no value".to_owned() } else { format!("values of {}", times.join(", ")) };
                    diagnostic = diagnostic.label(input.id.at, format!("this has {has}"));
                }
                diagnostics.push(diagnostic);
            }
            let typed = std::mem::take(&mut indicators[n].values);
            let own = &indicators[n];
            let is_typed = |new: &Figure| typed.iter().any(|old| same((own, old), (own, new)) && old.value == new.value);
            let new: Vec<Figure> = figures.into_iter().filter(|new| !is_typed(new)).collect();
            indicators[n].values = typed.into_iter().chain(new).collect();
        }
    }
    circles(indicators, &waiting, &at, diagnostics);
}

/// Reports indicators that are computed from themselves, each circle once.
fn circles(
    indicators: &[Indicator],
    waiting: &[usize],
    at: &impl Fn(&Placed<Id>) -> Option<usize>,
    diagnostics: &mut Diagnostics,
) {
    let next = |n: usize| {
        let inputs = indicators[n].rule.iter().flat_map(|r| r.value.inputs());
        inputs.filter_map(at).find(|i| waiting.contains(i))
    };
    let mut told: Vec<usize> = Vec::new();
    for start in waiting {
        let mut path = vec![*start];
        while let Some(n) = path.last().and_then(|n| next(*n)) {
            if let Some(first) = path.iter().position(|p| *p == n) {
                path.drain(..first);
                break;
            }
            path.push(n);
        }
        let Some(rule) = indicators[path[0]].rule.as_ref().filter(|_| !told.contains(&path[0])) else { continue };
        let mut diagnostic = Diagnostic::new(Code::NotComputed, rule.at, "this is computed from itself")
            .hint("one of the indicators in the circle has to be observed, not computed");
        diagnostic.severity = Severity::Error;
        diagnostics.push(path.iter().fold(diagnostic, |d, n| d.label(indicators[*n].id.at, "in the circle")));
        told.extend(path);
    }
}

/// A result whose unit is not the one the rule gives.
fn wrong_unit(indicator: &Indicator, rule: &Placed<Rule>, inputs: &[&Indicator], diagnostics: &mut Diagnostics) -> bool {
    let unit = &indicator.unit.value;
    let odd = inputs.iter().find(|i| i.unit.value != inputs[0].unit.value);
    let (message, at) = match &rule.value {
        Rule::Share(..) if !unit.is_percent() => ("a share is a percentage: its unit is `%`".to_owned(), indicator.unit.at),
        Rule::Per(many, ..) if matches!(unit, Unit::PerMany(n) if n.decimal() != many.decimal()) || unit.is_percent() => {
            (format!("this is computed per {many}, and the unit says otherwise"), indicator.unit.at)
        }
        Rule::Per(..) if unit.currency() != inputs[0].unit.value.currency() && unit.currency().is_some() => {
            ("the result is money of another currency".to_owned(), inputs[0].unit.at)
        }
        Rule::Convert { .. } if inputs[0].unit.value.currency().is_none() => {
            ("only money can be converted".to_owned(), inputs[0].unit.at)
        }
        Rule::Convert { to, .. } if to != unit => {
            ("this is converted into another unit than that of the indicator".to_owned(), indicator.unit.at)
        }
        Rule::Sum(_) | Rule::Difference(..) => match odd {
            Some(odd) => ("different things cannot be added: the indicators have different units".to_owned(), odd.unit.at),
            None => return false,
        },
        _ => return false,
    };
    let mut diagnostic = Diagnostic::new(Code::NotComputed, rule.at, message)
        .label(at, "this unit")
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

/// Whether two figures of two indicators speak of one time and place.
fn same((one, a): (&Indicator, &Figure), (other, b): (&Indicator, &Figure)) -> bool {
    let place = |i: &Indicator, f: &Figure| f.place.clone().unwrap_or_else(|| i.place.clone());
    place(one, a) == place(other, b) && a.period.zip(b.period).is_some_and(|(a, b)| a.same_time(b))
}

/// The figures that can be computed with: those in the indicator's own unit.
fn usable(indicator: &Indicator) -> Vec<&Figure> {
    let own = |f: &&Figure| f.unit.as_ref().is_none_or(|u| u.value == indicator.unit.value);
    indicator.one_a_time().into_iter().filter(own).collect()
}

fn figures(indicator: &Indicator, rule: &Placed<Rule>, inputs: &[&Indicator]) -> Vec<Figure> {
    let Some((first, others)) = inputs.split_first() else { return Vec::new() };
    let (rate, source) = match &rule.value {
        Rule::Convert { rate, on, source, .. } => (Some((rate.number(), *on)), source.clone()),
        _ => (None, None),
    };
    let mut made = Vec::new();
    for figure in usable(first) {
        let partners: Option<Vec<&Figure>> =
            others.iter().map(|other| usable(other).into_iter().find(|f| same((first, figure), (other, f)))).collect();
        let Some(partners) = partners else { continue };
        let all: Vec<&Figure> = std::iter::once(figure).chain(partners).collect();
        let values: Vec<&Value> = all.iter().map(|f| &f.value).collect();
        let Some(value) = value(&rule.value, &values, powers(indicator, inputs), indicator.decimals) else { continue };
        // A result is no surer than the least sure figure it comes from.
        let confidence = all.iter().filter_map(|f| f.confidence).max();
        made.push(Figure {
            period: figure.period,
            place: figure.place.clone(),
            confidence,
            computed: Some(Computed { from: inputs.iter().map(|i| i.id.value.clone()).collect(), rule: word(&rule.value), rate }),
            source: source.clone(),
            ..Figure::new(value, rule.at)
        });
    }
    made
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
    let scaled = |n: Decimal| {
        let ten = |n: u32| (0..n).try_fold(Decimal::ONE, |all, _| all.checked_mul(Decimal::TEN));
        let by = u32::try_from(power.abs()).ok()?;
        if power < 0 { Decimal::try_new(1, by).ok()?.checked_mul(n) } else { ten(by)?.checked_mul(n) }
    };
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
    let by = |n: Number| Number::ratio(n.decimal(), times, below.decimal(), places);
    if let Value::Range(low, high) = a {
        return if over.is_none() { Some(Value::Range(by(*low)?, by(*high)?)) } else { None };
    }
    let (bound, above) = bounded(a)?;
    // Below zero, a bound of the one turns into its opposite for the other.
    let plain = bound.is_none() && over.is_none();
    let positive = above.decimal().is_sign_positive() && below.decimal().is_sign_positive();
    if plain || positive { joined(bound, over.map(turned), by(above)?) } else { None }
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
