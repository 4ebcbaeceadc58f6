//! Axes: round numbers around figures, and where a figure stands between them.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The length of an axis.
pub const WHOLE: i32 = 10_000;

/// The two ends of an axis.
pub struct Axis {
    /// The lower end.
    pub low: Decimal,
    /// The upper end.
    pub high: Decimal,
}

impl Axis {
    /// Where a number stands, in ten-thousandths.
    pub fn place(&self, n: Decimal) -> i32 {
        let whole = Decimal::from(WHOLE);
        let share = (n - self.low).checked_mul(whole).and_then(|n| n.checked_div(self.high - self.low));
        share.unwrap_or_default().clamp(Decimal::ZERO, whole).round().to_i32().unwrap_or_default()
    }

    /// From zero to a round number, or to 100%.
    pub fn from_zero(most: Decimal, percent: bool) -> Self {
        let whole = percent && most <= Decimal::ONE_HUNDRED;
        Self { low: Decimal::ZERO, high: if whole { Decimal::ONE_HUNDRED } else { Self::round(Decimal::ZERO, most).high } }
    }

    /// Round numbers around all.
    fn round(least: Decimal, most: Decimal) -> Self {
        let span = if most > least { most - least } else { most.abs().max(Decimal::ONE) };
        let step = step(span.checked_div(Decimal::from(3)).unwrap_or(span));
        let floor = |n: Decimal| n.checked_div(step).map_or(n, |q| q.floor() * step);
        let ceil = |n: Decimal| n.checked_div(step).map_or(n, |q| q.ceil() * step);
        let (low, high) = (floor(least), ceil(most));
        Self { low, high: if high > low { high } else { low + step } }
    }

    /// From zero where that leaves the figures apart, else close around them.
    pub fn around(numbers: &[Decimal], percent: bool) -> Self {
        let (least, most) = extent(numbers);
        if least >= Decimal::ZERO && least + least <= most {
            return Self::from_zero(most, percent);
        }
        let Self { low, high } = Self::round(least, most);
        let high = if percent && most <= Decimal::ONE_HUNDRED { high.min(Decimal::ONE_HUNDRED) } else { high };
        Self { low: if least >= Decimal::ZERO { low.max(Decimal::ZERO) } else { low }, high }
    }
}

/// The least and the greatest number.
pub fn extent(numbers: &[Decimal]) -> (Decimal, Decimal) {
    (numbers.iter().copied().min().unwrap_or_default(), numbers.iter().copied().max().unwrap_or_default())
}

/// The next of 1, 2, 5, 10, 20, … (or a tenth of them, …) that is not smaller.
fn step(span: Decimal) -> Decimal {
    let ten = Decimal::TEN;
    let mut power = Decimal::ONE;
    while power > span && power.scale() < 12 {
        power /= ten;
    }
    while power.checked_mul(ten).is_some_and(|next| next <= span) {
        power *= ten;
    }
    let steps = [1, 2, 5, 10].map(|n| Decimal::from(n) * power);
    steps.into_iter().find(|s| *s >= span).unwrap_or(power * ten).normalize()
}
