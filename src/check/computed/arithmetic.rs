//! Arithmetic with figures: exact in decimals, and with what is said of them ("more than", "about").

use rust_decimal::Decimal;

use crate::figures;
use crate::model::indicator::{Rate, Rule};
use crate::model::number::{Number, Rounding};
use crate::model::value::{Bound, Value};

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
