//! Numbers as they were written: `419.0` keeps its zero, and what two countries read differently is refused.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::diagnostic::{Code, Diagnostic};
use crate::yaml::Node;
use crate::yaml::explain::sign_in_figure;
use crate::yaml::read::{Cx, Read};

/// The largest number there is: twenty digits.
const LARGEST: Decimal = Decimal::from_parts(1_661_992_960, 1_808_227_885, 5, false, 0);

/// Which way a quotient is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest; in the middle, away from zero.
    Half,
    /// To the next smaller one: what is more than the quotient is more than this.
    Down,
    /// To the next greater one.
    Up,
}

/// A decimal number that keeps the digits it was written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(Decimal);

impl Number {
    /// Reads digits with at most one decimal point; at most 20 digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let fits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        let short = digits.len() <= 21 && (whole.len() == 1 || !whole.starts_with('0'));
        (fits(whole) && fits(part) && short).then(|| Decimal::from_str(text).ok().map(Self)).flatten()
    }

    /// A result of arithmetic, with the decimal places it has.
    #[must_use]
    pub const fn new(decimal: Decimal) -> Self {
        Self(decimal)
    }

    /// A quotient `a × times ÷ b`, rounded half away from zero to some decimal places. Exact: whole numbers throughout.
    /// `None` when `b` is zero or the numbers have too many digits.
    #[must_use]
    pub fn ratio(a: Decimal, times: Decimal, b: Decimal, places: u8) -> Option<Self> {
        Self::rounded(a, times, b, places, Rounding::Half)
    }

    /// The same, rounded as it is asked for.
    #[must_use]
    pub fn rounded(a: Decimal, times: Decimal, b: Decimal, places: u8, rounding: Rounding) -> Option<Self> {
        let power = |n: u32| 10_i128.checked_pow(n);
        let (up, down) = (b.scale() + u32::from(places), a.scale() + times.scale());
        let (up, down) = (up.saturating_sub(down), down.saturating_sub(up));
        let above = a.mantissa().checked_mul(times.mantissa())?.checked_mul(power(up)?)?;
        let below = b.mantissa().checked_mul(power(down)?)?;
        let (above, below) = if below < 0 { (above.checked_neg()?, below.checked_neg()?) } else { (above, below) };
        let whole = above.checked_div(below)?;
        let rest = (above % below).unsigned_abs();
        let away = match rounding {
            Rounding::Half => rest >= below.unsigned_abs() - rest,
            Rounding::Down => rest > 0 && above < 0,
            Rounding::Up => rest > 0 && above > 0,
        };
        let rounded = if away { whole + above.signum() } else { whole };
        let number = Decimal::try_from_i128_with_scale(rounded, u32::from(places)).ok()?;
        // As long as what can be written, so that no later sum has too many digits.
        (number.abs() <= LARGEST).then_some(Self(number))
    }

    /// The number for arithmetic.
    #[must_use]
    pub const fn decimal(self) -> Decimal {
        self.0
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Read for Number {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let Some(scalar) = node.scalar() else {
            cx.wrong_type(node, "a number");
            return None;
        };
        let text = scalar.text.trim();
        if let (Some(number), false) = (Self::parse(text), two_readings(text) && !cx.point_is_decimal) {
            return Some(number);
        }
        cx.push(explain(text, node.span));
        None
    }
}

/// `2.913` is two point nine one three in London and two thousand nine hundred thirteen in Hanoi.
fn two_readings(text: &str) -> bool {
    let (whole, part) = text.trim_start_matches('-').split_once('.').unwrap_or((text, ""));
    part.len() == 3 && whole != "0" && whole.len() <= 3
}

/// What is wrong with a text that should be a number, and how to write it.
fn explain(text: &str, at: crate::source::Span) -> Diagnostic {
    for (signs, word) in [
        (&[">=", "≥"][..], "at_least"),
        (&["<=", "≤"], "at_most"),
        (&[">", "over ", "more than "], "more_than"),
        (&["<", "under ", "less than "], "less_than"),
        (&["~", "≈", "about ", "ca. ", "nearly "], "about"),
    ] {
        if let Some(rest) = signs.iter().find_map(|s| text.strip_prefix(s)) {
            return sign_in_figure(at, word, rest.trim().trim_end_matches('%').trim());
        }
    }
    if matches!(text.to_lowercase().as_str(), "n/a" | "na" | "-" | "–" | "—" | "unknown" | "none" | "?") {
        return Diagnostic::new(Code::BadNumber, at, format!("`{text}` is no figure"))
            .hint("write `not_available:` with the reason instead of `value:`");
    }
    let bare: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{a0}').collect();
    let number = |message: String| Diagnostic::new(Code::BadNumber, at, message);
    let unsigned = bare.trim_end_matches('%');
    let range: Vec<&str> = match unsigned.split_once("to") {
        Some((a, b)) => vec![a, b],
        None => unsigned.split(['-', '–']).collect(),
    };
    if let [a, b] = range.as_slice()
        && Number::parse(a).is_some()
        && Number::parse(b).is_some()
    {
        return number(format!("`{text}` is a range")).hint(format!("write `from: {a}` and `to: {b}` instead of `value:`"));
    }
    if unsigned.len() < bare.len() {
        return number(format!("`{text}` holds a percent sign"))
            .hint(format!("write {} here and put the sign into `unit: \"%\"`", unsigned.replace(',', ".")));
    }
    if text.ends_with("million") || text.ends_with("billion") || text.ends_with("thousand") {
        return number(format!("`{text}` holds a word")).hint("write all digits: 8100000; print groups them");
    }
    let (points, commas) = (bare.matches('.').count(), bare.matches(',').count());
    if two_readings(&bare) || commas == 1 && points == 0 && two_readings(&bare.replace(',', ".")) {
        let digits: String = bare.chars().filter(char::is_ascii_digit).collect();
        let pointed = bare.replace(',', ".");
        return Diagnostic::new(
            Code::AmbiguousNumber,
            at,
            format!("`{text}` may be {digits} or {pointed}: countries read it differently"),
        )
        .hint(format!("write {digits} without any sign, or {} if it is a decimal", decimal_hint(&pointed)))
        .hint("if every figure of the dossier uses the point for decimals, say `decimal_sign: point` under `dossier:`");
    }
    if commas == 1 && points == 0 && Number::parse(&bare.replace(',', ".")).is_some() {
        return Diagnostic::new(Code::DecimalComma, at, format!("`{text}` is written with a decimal comma"))
            .hint(format!("write {} with a point", bare.replace(',', ".")));
    }
    // Where both signs stand, the last one is the decimal sign.
    if points > 0 && commas > 0 {
        let last = bare.rfind([',', '.']).unwrap_or(0);
        let whole: String = bare[..last].chars().filter(char::is_ascii_digit).collect();
        let pointed = format!("{whole}.{}", &bare[last + 1..]);
        if Number::parse(&pointed).is_some() && points.min(commas) == 1 {
            return number(format!("`{text}` has signs between its digits")).hint(format!("write {pointed}"));
        }
    }
    if bare.len() > 1 && bare.starts_with('0') && bare.bytes().all(|b| b.is_ascii_digit()) {
        return number(format!("`{text}` starts with a zero")).hint(format!("write {}", bare.trim_start_matches('0')));
    }
    let grouped: String = bare.chars().filter(|c| !matches!(c, ',' | '.' | '\'' | '’' | '_')).collect();
    if (bare != text || points + commas > 1) && Number::parse(&grouped).is_some() {
        return number(format!("`{text}` has signs or spaces between its digits")).hint(format!("write {grouped}"));
    }
    number(format!("`{text}` is not a number"))
        .hint("write digits, with a point for decimals, such as 97.4; words belong into `note:`")
}

/// `2.913` so that nobody can read it as thousands: without its last zero, else with one more.
fn decimal_hint(pointed: &str) -> String {
    let shorter = pointed.trim_end_matches('0');
    if shorter.len() < pointed.len() && !shorter.ends_with('.') { shorter.to_owned() } else { format!("{pointed}0") }
}
