//! Dates as they are known: to the day, the month or the year.

use std::fmt;

use crate::diagnostic::{Code, Diagnostic};
use crate::yaml::Node;
use crate::yaml::read::{Cx, Read};

/// A date that says no more than is known. Ordered by its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year, 1000 to 9999.
    pub year: u16,
    /// The month, when known.
    pub month: Option<u8>,
    /// The day, when known.
    pub day: Option<u8>,
}

impl Date {
    /// Reads `2025`, `2025-01` or `2025-01-07`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut next = |width: usize| -> Option<Option<u16>> {
            match parts.next() {
                None => Some(None),
                Some(p) if p.len() == width && p.bytes().all(|b| b.is_ascii_digit()) => p.parse().ok().map(Some),
                Some(_) => None,
            }
        };
        let year = next(4)??;
        let month = next(2)?.map(|m| u8::try_from(m).unwrap_or(99));
        let day = next(2)?.map(|d| u8::try_from(d).unwrap_or(99));
        let fits = year >= 1000
            && month.is_none_or(|m| (1..=12).contains(&m))
            && day.is_none_or(|d| d >= 1 && d <= days(year, month.unwrap_or(1)));
        (fits && parts.next().is_none()).then_some(Self { year, month, day })
    }

    /// The last day it may mean, for "is it over": `2025` lasts until 2025-12-31.
    #[must_use]
    pub fn last_day(self) -> Self {
        let month = self.month.unwrap_or(12);
        Self { year: self.year, month: Some(month), day: Some(self.day.unwrap_or_else(|| days(self.year, month))) }
    }

    /// Days since 1 March of the year 0, by the Gregorian rules: what differences of dates are counted in.
    #[must_use]
    pub fn number(self) -> i32 {
        let (month, day) = (i32::from(self.month.unwrap_or(1)), i32::from(self.day.unwrap_or(1)));
        let year = i32::from(self.year) - i32::from(month < 3);
        before(year) + ((month + 9) % 12 * 306 + 5) / 10 + day - 1
    }

    /// The day of a number: [`Self::number`] turned round.
    #[must_use]
    pub fn of_number(number: i32) -> Self {
        let mut year = number / 366;
        while before(year + 1) <= number {
            year += 1;
        }
        // The year begins with March.
        let day = number - before(year);
        let month = (day * 10 + 5) / 306;
        let first = (month * 306 + 5) / 10;
        let (year, month) = if month < 10 { (year, month + 3) } else { (year + 1, month - 9) };
        let part = |n: i32| u8::try_from(n).ok();
        Self { year: u16::try_from(year).unwrap_or(u16::MAX), month: part(month), day: part(day - first + 1) }
    }
}

/// Days before a year that begins with March.
fn before(year: i32) -> i32 {
    year * 365 + year / 4 - year / 100 + year / 400
}

fn days(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400) && month == 2 => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

impl Read for Date {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let Some(scalar) = node.scalar() else {
            cx.wrong_type(node, "a date such as 2025-01-07");
            return None;
        };
        let text = scalar.text.trim();
        let date = Self::parse(text);
        if date.is_none() {
            let readings = readings(text);
            let diagnostic = match readings.as_slice() {
                [a, b] => Diagnostic::new(Code::AmbiguousDate, node.span, format!("`{text}` may be {a} or {b}"))
                    .hint(format!("write year, month, day: {a} or {b}")),
                [only] => Diagnostic::new(Code::BadDate, node.span, format!("`{text}` is not written as a date"))
                    .hint(format!("write {only}")),
                _ => match impossible(text) {
                    Some(why) => Diagnostic::new(Code::BadDate, node.span, format!("`{text}` does not exist")).hint(why),
                    None => Diagnostic::new(Code::BadDate, node.span, format!("`{text}` is not a date"))
                        .hint("write year-month-day such as 2025-01-07, or 2025-01, or 2025"),
                },
            };
            cx.push(diagnostic);
        }
        date
    }
}

/// What a date with the year at its end (or with slashes) can mean.
fn readings(text: &str) -> Vec<Date> {
    let parts: Vec<&str> = text.split(['/', '.', '-', ' ']).filter(|p| !p.is_empty()).collect();
    if let [month, year] = parts.as_slice()
        && year.len() == 4
    {
        return Date::parse(&format!("{year}-{month:0>2}")).into_iter().collect();
    }
    let [a, b, c] = parts.as_slice() else { return Vec::new() };
    let orders: &[[&str; 3]] = if a.len() == 4 { &[[a, b, c]] } else { &[[c, b, a], [c, a, b]] };
    let mut found: Vec<Date> = orders.iter().filter_map(|[y, m, d]| Date::parse(&format!("{y}-{m:0>2}-{d:0>2}"))).collect();
    found.dedup();
    found
}

/// Why a date in the right form does not exist.
fn impossible(text: &str) -> Option<String> {
    let mut parts = text.split('-').map(str::parse::<u16>);
    let (year, month) = (parts.next()?.ok()?, parts.next()?.ok()?);
    if !(1..=12).contains(&month) {
        return Some(format!("a year has 12 months, and this says month {month}"));
    }
    let last = days(year, u8::try_from(month).ok()?);
    let day = parts.next()?.ok()?;
    (day == 0 || day > u16::from(last)).then(|| format!("month {month} of {year} has {last} days"))
}
