//! When: the time a figure speaks of, as it was written, with its first and last day.

use std::fmt;

use super::calendar::Calendar;
use super::date::Date;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::yaml::Node;
use crate::yaml::read::{Cx, Fields, Read as _};

/// Two years written `2024-25`, `2024/25` or `2024-2025`.
fn two_years(text: &str) -> Option<(u16, u16)> {
    let (a, b) = text.trim().split_once(['-', '–', '/'])?;
    let (a, b) = (a.trim(), b.trim());
    let from: u16 = (a.len() == 4).then(|| a.parse().ok()).flatten()?;
    let to: u16 = match b.len() {
        4 => b.parse().ok()?,
        2 => from / 100 * 100 + b.parse::<u16>().ok()? + if b == "00" { 100 } else { 0 },
        _ => return None,
    };
    Some((from, to))
}

/// How a time is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// One year.
    Year,
    /// Several whole years.
    Years,
    /// From the summer of one year to that of the next.
    SchoolYear,
    /// A month.
    Month,
    /// A day.
    Day,
    /// From a day in one year to that day in the next, as money is counted.
    FiscalYear,
    /// A half of a year, 1 or 2.
    Half(u8),
    /// A quarter of a year, 1 to 4.
    Quarter(u8),
    /// From one month or day to another.
    Span {
        /// Whether its ends are months.
        months: bool,
    },
    /// All that had come together by a day, as far as that is known.
    AsOf(Date),
    /// A year, month or day of another calendar: its numbers there.
    Other(Calendar, u16, Option<u8>, Option<u8>),
    /// Several years of another calendar, or a school year there: the first and the last.
    OtherYears(Calendar, u16, u16),
}

/// A first and a last day.
pub type Time = (Date, Date);

/// The time a figure speaks of. Ordered by its last day, then its first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// How it was written.
    pub shape: Shape,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.to, self.from, self.shape).cmp(&(other.to, other.from, other.shape))
    }
}

fn day(year: u16, month: u8, day: u8) -> Date {
    Date { year, month: Some(month), day: Some(day) }
}

impl Period {
    fn new(shape: Shape, from: Date, to: Date) -> Self {
        let first = |d: Date| day(d.year, d.month.unwrap_or(1), d.day.unwrap_or(1));
        Self { shape, from: first(from), to: to.last_day() }
    }

    /// One year.
    #[must_use]
    pub fn year(year: u16) -> Self {
        let date = Date { year, month: None, day: None };
        Self::new(Shape::Year, date, date)
    }

    /// Reads what may stand behind `period:`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let year = |s: &str| (s.len() == 4).then(|| s.parse::<u16>().ok()).flatten().filter(|y| (1900..2200).contains(y));
        if let Some(year) = year(text) {
            return Some(Self::year(year));
        }
        if let Some((from, to)) = text.split_once('/') {
            let (from, to) = (Date::parse(from.trim())?, Date::parse(to.trim())?);
            let months = from.day.is_none();
            let fits = from.month.is_some() && to.month.is_some() && months == to.day.is_none() && from <= to;
            return fits.then(|| Self::new(Shape::Span { months }, from, to));
        }
        for (sign, parts) in [("-Q", 4_u8), ("-H", 2)] {
            let Some((y, part)) = text.split_once(sign) else { continue };
            let (year, part) = (year(y)?, part.parse::<u8>().ok().filter(|n| (1..=parts).contains(n))?);
            let month = |m| Date { year, month: Some(m), day: None };
            let long = 12 / parts;
            let shape = if parts == 4 { Shape::Quarter(part) } else { Shape::Half(part) };
            return Some(Self::new(shape, month((part - 1) * long + 1), month(part * long)));
        }
        if let Some((a, b)) = text.split_once(['-', '–'])
            && let (Some(from), Some(to)) = (year(a.trim()), year(b.trim()))
        {
            let whole = |year| Date { year, month: None, day: None };
            let shape = if from == to { Shape::Year } else { Shape::Years };
            return (from <= to).then(|| Self::new(shape, whole(from), whole(to)));
        }
        let date = Date::parse(text).filter(|d| (1900..2200).contains(&d.year))?;
        let shape = if date.day.is_some() { Shape::Day } else { Shape::Month };
        Some(Self::new(shape, date, date))
    }

    /// Reads a school year: `2024-25`, `2024/25` or `2024-2025`. It is taken to run from August to July.
    #[must_use]
    pub fn parse_school_year(text: &str) -> Option<Self> {
        let (from, to) = two_years(text).filter(|(from, to)| *to == from + 1 && (1900..2200).contains(from))?;
        Some(Self::new(Shape::SchoolYear, day(from, 8, 1), day(to, 7, 31)))
    }

    /// Reads a fiscal year: `2024-25`. It is taken to run from July to June.
    #[must_use]
    pub fn parse_fiscal_year(text: &str) -> Option<Self> {
        let (from, to) = two_years(text).filter(|(from, to)| *to == from + 1 && (1900..2200).contains(from))?;
        Some(Self::new(Shape::FiscalYear, day(from, 7, 1), day(to, 6, 30)))
    }

    /// What had come together by a day.
    #[must_use]
    pub fn as_of(date: Date) -> Self {
        Self::new(Shape::AsOf(date), date.last_day(), date)
    }

    /// Years of another calendar, written `1443-1444` or `1443-44`.
    #[must_use]
    pub fn parse_other_years(calendar: Calendar, text: &str) -> Option<Self> {
        let (first, last) = two_years(text)?;
        let (from, to) = (calendar.days(first, None, None)?.0, calendar.days(last, None, None)?.1);
        ((1900..2200).contains(&from.year) && first < last).then_some(Self {
            shape: Shape::OtherYears(calendar, first, last),
            from,
            to,
        })
    }

    /// A year, month or day of another calendar, written `1445`, `1445-09` or `1445-09-15`.
    #[must_use]
    pub fn parse_other(calendar: Calendar, text: &str) -> Option<Self> {
        let mut parts = text.trim().split('-');
        let year: u16 = parts.next().filter(|p| p.len() == 4)?.parse().ok()?;
        let mut next = || parts.next().map(|p| p.parse::<u8>().ok().filter(|_| p.len() == 2));
        let month = match next() {
            Some(found) => Some(found?),
            None => None,
        };
        let day = match next() {
            Some(found) => Some(found?),
            None => None,
        };
        let (from, to) = calendar.days(year, month, day).filter(|_| parts.next().is_none())?;
        (1900..2200).contains(&from.year).then_some(Self { shape: Shape::Other(calendar, year, month, day), from, to })
    }

    /// The year of its last day: what it is known by where one year must do.
    #[must_use]
    pub const fn last_year(self) -> u16 {
        self.to.year
    }

    /// The first day from which the figure can have been known, at least in part: the begin of its last year, month or day.
    #[must_use]
    pub fn known_from(self) -> Date {
        match self.shape {
            Shape::Years | Shape::OtherYears(..) => day(self.to.year, 1, 1),
            Shape::Span { .. } | Shape::AsOf(_) => self.to,
            _ => self.from,
        }
    }

    /// How many days it has.
    #[must_use]
    pub fn days(self) -> i32 {
        self.to.number() - self.from.number() + 1
    }

    /// Whether figures of the two times can be set against each other: a year against a month or another year, several
    /// years only against as many.
    #[must_use]
    pub fn is_like(self, other: Self) -> bool {
        let (a, b) = (self.days(), other.days());
        a.max(b) <= 366 || (a - b).abs() <= 31
    }

    /// The time itself, however it was written: its first and its last day.
    #[must_use]
    pub const fn time(self) -> Time {
        (self.from, self.to)
    }

    /// Whether two figures speak of the same time.
    #[must_use]
    pub fn same_time(self, other: Self) -> bool {
        self.time() == other.time()
    }

    /// The day in its middle, as [`Date::number`]; of what had come together by a day, that day.
    #[must_use]
    pub fn middle(self) -> i32 {
        if let Shape::AsOf(_) = self.shape { self.to.number() } else { i32::midpoint(self.from.number(), self.to.number()) }
    }

    /// The keys and values it is written with.
    #[must_use]
    pub fn to_yaml(self) -> String {
        let date = |d: Date, months: bool| Date { day: d.day.filter(|_| !months), ..d };
        match self.shape {
            Shape::Year => format!("year: {}", self.to.year),
            Shape::Years => format!("period: {}-{}", self.from.year, self.to.year),
            Shape::SchoolYear => format!("school_year: {}-{:02}", self.from.year, self.to.year % 100),
            Shape::Month => format!("period: {}", date(self.from, true)),
            Shape::Day => format!("period: {}", self.from),
            Shape::FiscalYear => format!("fiscal_year: {}-{:02}", self.from.year, self.to.year % 100),
            Shape::Half(h) => format!("period: {}-H{h}", self.from.year),
            Shape::Quarter(q) => format!("period: {}-Q{q}", self.from.year),
            Shape::Span { months } => format!("period: {}/{}", date(self.from, months), date(self.to, months)),
            Shape::AsOf(date) => format!("as_of: {date}"),
            Shape::Other(calendar, year, month, day) => {
                let part = |part: Option<u8>| part.map(|n| format!("-{n:02}")).unwrap_or_default();
                format!("calendar: {}\nyear: {year:04}{}{}", calendar.word(), part(month), part(day))
            }
            Shape::OtherYears(calendar, from, to) => format!("calendar: {}\nperiod: {from:04}-{to:04}", calendar.word()),
        }
    }

    /// Reads the one time among the keys of a figure.
    pub fn among(f: &mut Fields<'_>, cx: &mut Cx<'_>) -> Written {
        let calendar: Option<Calendar> = f.optional("calendar", cx);
        let mut found: Option<(Span, Option<Self>)> = None;
        for key in ["period", "year", "school_year", "fiscal_year", "as_of"] {
            let Some((name, node)) = f.entry(key) else { continue };
            if let Some((first, _)) = found {
                cx.push(
                    Diagnostic::new(Code::BadDate, name.span, "a figure speaks of one time, this one has two")
                        .label(first, "the other one")
                        .hint("keep one of `year:`, `period:`, `school_year:`, `fiscal_year:` and `as_of:`"),
                );
                continue;
            }
            found = Some((name.span, read(key, node, calendar, cx)));
        }
        match found {
            None => Written::Not,
            Some((_, read)) => read.map_or(Written::Unreadable, Written::As),
        }
    }
}

/// Whether a figure says its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// It does.
    As(Period),
    /// It says something that could not be read; the reason is in the messages.
    Unreadable,
    /// It does not.
    Not,
}

fn read(key: &str, node: &Node, calendar: Option<Calendar>, cx: &mut Cx<'_>) -> Option<Period> {
    let text = node.scalar().map(|s| s.text.trim().to_owned()).unwrap_or_default();
    let (period, hint) = match (key, calendar) {
        ("as_of", None) => return Date::read(node, cx).map(Period::as_of),
        ("as_of", Some(_)) => (None, "write the Gregorian day behind `as_of:`, and no `calendar:`".to_owned()),
        ("school_year", None) => (Period::parse_school_year(&text), "write `school_year: 2024-25`".to_owned()),
        ("fiscal_year", None) => (Period::parse_fiscal_year(&text), "write `fiscal_year: 2024-25`".to_owned()),
        (_, Some(calendar)) => {
            let several = || Period::parse_other_years(calendar, &text);
            let found = match key {
                "school_year" | "fiscal_year" => several(),
                _ => Period::parse_other(calendar, &text).or_else(several),
            };
            let word = calendar.word();
            (
                found,
                format!(
                    "with `calendar: {word}` stand years of that calendar: `year: 1445`, `year: 1445-09`, `period: 1443-1444`"
                ),
            )
        }
        _ => (Period::parse(&text), general_hint(&text)),
    };
    if period.is_none() {
        cx.push(Diagnostic::new(Code::BadDate, node.span, format!("{} is no {}", node.describe(), what(key))).hint(hint));
    }
    period
}

fn what(key: &str) -> &'static str {
    match key {
        "school_year" => "school year",
        "fiscal_year" => "fiscal year",
        "period" => "period",
        _ => "year",
    }
}

fn general_hint(text: &str) -> String {
    if Period::parse_school_year(text).is_some() {
        return format!("write `school_year: {text}` for a school year, or `period: 2024-2025` for whole years");
    }
    let hijri = text.trim_end_matches(|c: char| !c.is_ascii_digit()).trim();
    if hijri.len() == 4 && hijri.starts_with("14") {
        return format!("a year of another calendar is written `year: {hijri}` with `calendar: hijri`");
    }
    "write a year such as 2025; or `period:` with years (2021-2025), a month (2025-06), a day, a quarter (2025-Q3), a half (2025-H1) or from and to (2025-01/2025-09)".into()
}

/// As the files write it, for messages and tables.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let yaml = self.to_yaml();
        if let Shape::Other(calendar, ..) | Shape::OtherYears(calendar, ..) = self.shape {
            return write!(f, "{} {}", yaml.rsplit(' ').next().unwrap_or_default(), calendar.word());
        }
        let (key, text) = yaml.split_once(": ").unwrap_or(("", &yaml));
        if key == "as_of" { write!(f, "as of {text}") } else { f.write_str(text) }
    }
}
