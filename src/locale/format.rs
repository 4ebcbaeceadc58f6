//! Numbers, dates, lists and plural forms by Unicode's data. The only user of the ICU crates for a language.

use icu_calendar::{Date as Day, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::{M, YM, YMD};
use icu_datetime::options::YearStyle;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_list::ListFormatter;
use icu_list::options::{ListFormatterOptions, ListLength};
use icu_plurals::{PluralCategory, PluralRules};

use crate::model::Date;
use crate::model::number::Number;

/// How a language writes what is not words.
#[derive(Debug)]
pub struct Format {
    number: DecimalFormatter,
    day: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    month: FixedCalendarDateTimeFormatter<Gregorian, YM>,
    month_alone: FixedCalendarDateTimeFormatter<Gregorian, M>,
    and: ListFormatter,
    plural: PluralRules,
}

impl Format {
    /// The conventions of a Unicode locale such as `vi` or `en-GB`; `None` when the name is no such locale. Days are written
    /// with the name of the month, or in figures alone (`short`), as officials do in Viet Nam.
    #[must_use]
    pub fn new(tag: &str, short_days: bool) -> Option<Self> {
        let locale: icu_locale_core::Locale = tag.parse().ok()?;
        let wide = ListFormatterOptions::default().with_length(ListLength::Wide);
        let day = if short_days { YMD::short().with_year_style(YearStyle::Full) } else { YMD::long() };
        Some(Self {
            number: DecimalFormatter::try_new((&locale).into(), icu_decimal::options::DecimalFormatterOptions::default()).ok()?,
            day: FixedCalendarDateTimeFormatter::try_new((&locale).into(), day).ok()?,
            month: FixedCalendarDateTimeFormatter::try_new((&locale).into(), YM::long()).ok()?,
            month_alone: FixedCalendarDateTimeFormatter::try_new((&locale).into(), M::long()).ok()?,
            and: ListFormatter::try_new_and((&locale).into(), wide).ok()?,
            plural: PluralRules::try_new_cardinal((&locale).into()).ok()?,
        })
    }

    /// A number with every digit it was written with.
    #[must_use]
    pub fn number(&self, number: Number) -> String {
        let written = number.to_string();
        match Decimal::try_from_str(&written) {
            // The sign for minus is longer than a hyphen, and does not end a line.
            Ok(decimal) => self.number.format(&decimal).to_string().replace('-', "\u{2212}"),
            Err(_) => written,
        }
    }

    /// A date, as far as it is known.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        let day = |day: u8| Day::try_new_gregorian(i32::from(date.year), date.month.unwrap_or(1), day);
        let printed = match (date.month, date.day) {
            (Some(_), Some(d)) => day(d).map(|d| self.day.format(&d).to_string()),
            (Some(_), None) => day(1).map(|d| self.month.format(&d).to_string()),
            (None, _) => return date.year.to_string(),
        };
        printed.unwrap_or_else(|_| date.to_string())
    }

    /// The month of a date, without its year; small where months are small in the middle of a line.
    #[must_use]
    pub fn month(&self, date: Date) -> String {
        let Ok(day) = Day::try_new_gregorian(i32::from(date.year), date.month.unwrap_or(1), 1) else { return date.to_string() };
        let (alone, with_year) = (self.month_alone.format(&day).to_string(), self.month.format(&day).to_string());
        let mut letters = alone.chars();
        match letters.next() {
            Some(first) if with_year.starts_with(char::is_lowercase) => first.to_lowercase().chain(letters).collect(),
            _ => alone,
        }
    }

    /// "a, b and c".
    #[must_use]
    pub fn list(&self, items: &[String]) -> String {
        self.and.format(items.iter()).to_string()
    }

    /// The plural form a count asks for.
    #[must_use]
    pub fn plural(&self, count: usize) -> Plural {
        Plural(self.plural.category_for(count))
    }

    /// The plural form a number asks for: its decimals count too ("1.0 years").
    #[must_use]
    pub fn plural_of(&self, number: Number) -> Plural {
        let decimal = Decimal::try_from_str(&number.to_string());
        decimal.map_or(Plural::OTHER, |decimal| Plural(self.plural.category_for(&decimal)))
    }
}

/// One of Unicode's plural forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plural(PluralCategory);

impl Plural {
    /// The form for everything that has no form of its own.
    pub const OTHER: Self = Self(PluralCategory::Other);

    /// The form with this name: `zero`, `one`, `two`, `few`, `many`, `other`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        PluralCategory::get_for_cldr_string(name).map(Self)
    }
}
