//! A figure alone: against its unit, what it is counted over, and how its source prints it.

use rust_decimal::Decimal;

use super::told;
use crate::check::{Dossier, typed};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::figures;
use crate::model::unit::Known;
use crate::model::words::Better;
use crate::model::{Figure, Indicator, Unit, Value};

/// A share of more than all.
pub fn too_high(indicator: &Indicator, figure: &Figure, diagnostics: &mut Diagnostics) {
    let unit = indicator.unit_of(figure);
    let hundred = Decimal::ONE_HUNDRED;
    let bounds = figure.value.bounds(unit);
    let beyond = bounds.low.is_some_and(|n| n > hundred || n == hundred && bounds.open.0);
    let over = beyond
        || bounds.high.is_some_and(|n| n > hundred && bounds.low.is_some())
        || figure.value.number(unit).is_some_and(|n| n > hundred);
    let of_whole = match (&figure.value, figure.out_of) {
        (Value::Parts(n, of), _) => Some((*n, *of)),
        (Value::Exact(n), Some(of)) => Some((*n, of)),
        _ => None,
    };
    if let Some((n, of)) = of_whole.filter(|(n, of)| n.decimal() > of.decimal() && !indicator.may_exceed_100) {
        diagnostics.push(
            Diagnostic::new(Code::ShareTooHigh, figure.at, format!("{n} of {of} is more than the whole"))
                .label(indicator.id.at, "of this indicator")
                .hint("mend one of the two numbers"),
        );
        return;
    }
    let whole = unit.is_percent() && !indicator.may_exceed_100 && indicator.direction() != Better::Parity;
    if over && whole {
        diagnostics.push(
            Diagnostic::new(
                Code::ShareTooHigh,
                figure.at,
                format!("a share cannot be more than 100%, and this is {}", told(indicator, figure)),
            )
            .label(figure.unit.as_ref().map_or(indicator.unit.at, |u| u.at), "the unit")
            .hint("mend the figure; where more than 100% is possible, as in gross enrolment, write `may_exceed_100: true`"),
        );
    }
}

/// A figure counted over something that no longer existed.
pub fn ended_base(dossier: &Dossier, indicator: &Indicator, figure: &Figure, diagnostics: &mut Diagnostics) {
    let Some(period) = figure.period.filter(|_| figure.explained.is_none() && figure.value.is_known()) else { return };
    for unit in dossier.declared(indicator.unit_of(figure), indicator.base_of(figure)).rev() {
        let Some(ended) = unit.ended.as_ref().filter(|e| period.to >= e.value) else { continue };
        diagnostics.push(
            Diagnostic::new(
                Code::BaseEnded,
                figure.at,
                format!("this is counted over `{}`, which have not existed since {}", unit.id.value, ended.value),
            )
            .label(ended.at, "ended here")
            .hint("report against something that exists, or say under `explained:` what became of the figure"),
        );
    }
}

/// An amount that its unit cannot have: a level that its scale does not have, a number where there are steps.
pub fn level(dossier: &Dossier, indicator: &Indicator, figure: &Figure, diagnostics: &mut Diagnostics) {
    let unit = indicator.unit_of(figure);
    let at = figure.unit.as_ref().map_or(indicator.unit.at, |u| u.at);
    let scale = if let Unit::Declared(n) = unit { Some(&dossier.units[*n]).filter(|u| !u.levels.is_empty()) } else { None };
    let steps = scale.is_some() || matches!(unit, Unit::Known(Known::Level) | Unit::Said(_));
    let wrong = match &figure.value {
        Value::Level(level) => {
            if let Some(scale) = scale.filter(|s| s.levels.iter().all(|step| step.level.value.decimal() != level.decimal())) {
                let known: Vec<String> = scale.levels.iter().map(|s| s.level.value.to_string()).collect();
                diagnostics.push(
                    Diagnostic::new(Code::UnknownWord, figure.at, format!("the scale `{}` has no level {level}", scale.id.value))
                        .label(scale.id.at, "the scale")
                        .hint(format!("write one of its levels ({}), or add this one to the scale", known.join(", "))),
                );
            }
            (!steps).then_some((
                "a level needs a scale as its unit",
                "declare the scale under `units:` with its `levels:`, or write `unit: level`",
            ))
        }
        Value::Exists(_) => {
            let fits = matches!(unit, Unit::Known(Known::YesOrNo) | Unit::Said(_) | Unit::Declared(_));
            (!fits).then_some(("yes or no is no amount of this unit", "write `unit: yes or no`"))
        }
        Value::Missing(_) | Value::SameAs(_) => None,
        _ if scale.is_some() => Some(("a step of a scale is written `level:`", "write `level: 2` instead of the number")),
        _ if *unit == Unit::Known(Known::YesOrNo) => {
            Some(("this unit has no numbers", "write `exists: true` or `exists: false`"))
        }
        _ => None,
    };
    if let Some((message, hint)) = wrong {
        diagnostics.push(Diagnostic::new(Code::WrongType, figure.at, message).label(at, "the unit").hint(hint));
    }
}

/// An amount that is not what the source is said to print. Signs, and words such as million, are the source's own.
pub fn printed(indicator: &Indicator, figure: &Figure, diagnostics: &mut Diagnostics) {
    let Some(printed) = &figure.as_printed else { return };
    // Fractions and ratios are written in too many ways to be read.
    if printed.value.contains(['/', ':']) {
        return;
    }
    // "12 000" stands for one number.
    let digits: Vec<char> = printed.value.chars().collect();
    let between = |n: usize| {
        n > 0 && digits[n] == ' ' && digits[n - 1].is_ascii_digit() && digits.get(n + 1).is_some_and(char::is_ascii_digit)
    };
    let joined: String = (0..digits.len()).filter(|n| !between(*n)).map(|n| digits[n]).collect();
    let mut numbers = [typed::all_numbers(&printed.value), typed::all_numbers(&joined)].concat();
    // A year in a sentence is no amount: "doubled between 2001 and 2014".
    numbers.retain(|n| !n.is_year());
    let amounts = match &figure.value {
        Value::Exact(n) | Value::Bounded(_, n) | Value::Level(n) => vec![*n],
        Value::Range(a, b) | Value::Parts(a, b) => vec![*a, *b],
        Value::Band(_) | Value::Exists(_) | Value::SameAs(_) | Value::Missing(_) => Vec::new(),
    };
    // "1.2 million" stands for 1,200,000, and the other way round; a percentage has no such words.
    let powers: &[i32] = if indicator.unit_of(figure).is_percent() { &[0] } else { &[0, 3, 6, 9, 12, -3, -6, -9, -12] };
    let said = |n: Decimal| {
        let scaled = |power: &i32| figures::times_ten(n.abs(), -power);
        numbers.iter().any(|typed| powers.iter().filter_map(scaled).any(|n| typed.may_be(n)))
    };
    let wrong = amounts.iter().find(|n| !said(n.decimal())).filter(|_| !numbers.is_empty());
    if let Some(wrong) = wrong {
        diagnostics.push(
            Diagnostic::new(
                Code::PrintedDiffers,
                printed.at,
                format!("the source is said to print `{}`, and the figure says {wrong}", printed.value),
            )
            .label(figure.at, "the figure")
            .hint("copy the source's own digits into `as_printed:`, or mend the figure"),
        );
    }
}

/// A rate of nothing in particular.
pub fn no_base(indicator: &Indicator, diagnostics: &mut Diagnostics) {
    let counted = |f: &Figure| matches!(f.value, Value::Parts(..)) || f.base.is_some();
    let all = || indicator.values.iter().chain(&indicator.targets);
    if indicator.unit.value.needs_base()
        && indicator.base.is_none()
        && indicator.rule.is_none()
        && let Some(figure) = all().find(|f| !counted(f))
    {
        diagnostics.push(
            Diagnostic::new(Code::NoBase, indicator.unit.at, "this rate does not say whom or what it is counted over")
                .label(figure.at, "a figure in it")
                .hint("write `unit: \"% of households\"`, or `base:` with a declared unit, ages (15+, 15-60) or a text"),
        );
    }
}
