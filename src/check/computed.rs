//! Figures that come from others: taken over (`same_as`) or computed. Never typed, so they cannot drift.

mod arithmetic;
mod taken;

use std::collections::HashMap;

pub use arithmetic::value;
pub(super) use taken::{take_over, take_over_one};

use super::Item;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::figures;
use crate::model::figure::Computed;
use crate::model::indicator::Rule;
use crate::model::number::Number;
use crate::model::period::Time;
use crate::model::value::Value;
use crate::model::{Figure, Id, Indicator, Unit};
use crate::yaml::read::Placed;

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
        let diagnostic = Diagnostic::new(Code::NotComputed, rule.at, "this is computed from itself")
            .with_severity(Severity::Error)
            .hint("one of the indicators in the circle has to be observed, not computed");
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
    diagnostics.push(
        Diagnostic::new(Code::NotComputed, rule.at, message)
            .with_severity(Severity::Error)
            .label(at, "this unit")
            .label(indicator.unit.at, "the unit of the result")
            .hint("mend the unit or the rule; `gnlc explain units` lists the units"),
    );
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
    indicator.one_a_time().into_iter().filter(own).filter_map(|f| Some((f.time()?, f))).collect()
}

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
