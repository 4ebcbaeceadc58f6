//! Other calendars: the Gregorian days of a year, month or day of theirs, by Unicode's rules.

use icu_calendar::cal::{Ethiopian, EthiopianEraStyle, Hijri};
use icu_calendar::{AsCalendar, Date as Day, Gregorian};

use super::date::Date;
use super::words::words;

words! {
    /// A calendar a period may be written in, besides the Gregorian.
    pub enum Calendar, "calendar" {
        /// The Islamic calendar of Umm al-Qura.
        Hijri = "hijri",
        /// The solar calendar of Iran and Afghanistan.
        Persian = "persian",
        /// The Buddhist era, as in Thailand.
        Buddhist = "buddhist",
        /// The calendar of Ethiopia.
        Ethiopian = "ethiopian",
    }
}

impl Calendar {
    /// The first and the last Gregorian day of a year, month or day; `None` when there is no such one.
    #[must_use]
    pub fn days(self, year: u16, month: Option<u8>, day: Option<u8>) -> Option<(Date, Date)> {
        let year = i32::from(year);
        match self {
            Self::Hijri => {
                let new = |y, m, d| Day::try_new_hijri_with_calendar(y, m, d, Hijri::new_umm_al_qura()).ok();
                bounds(new, year, month, day)
            }
            Self::Persian => bounds(|y, m, d| Day::try_new_persian(y, m, d).ok(), year, month, day),
            Self::Buddhist => bounds(|y, m, d| Day::try_new_buddhist(y, m, d).ok(), year, month, day),
            Self::Ethiopian => {
                let era = EthiopianEraStyle::AmeteMihret;
                let new = |y, m, d| Day::<Ethiopian>::try_new_ethiopian(era, y, m, d).ok();
                bounds(new, year, month, day)
            }
        }
    }
}

fn bounds<C: AsCalendar>(
    new: impl Fn(i32, u8, u8) -> Option<Day<C>>,
    year: i32,
    month: Option<u8>,
    day: Option<u8>,
) -> Option<(Date, Date)> {
    let first = new(year, month.unwrap_or(1), day.unwrap_or(1))?;
    let last = match (month, day) {
        (_, Some(_)) => new(year, month?, day?)?,
        (Some(m), None) => new(year, m, first.days_in_month())?,
        (None, None) => {
            let months = first.months_in_year();
            let days = new(year, months, 1)?.days_in_month();
            new(year, months, days)?
        }
    };
    Some((gregorian(&first)?, gregorian(&last)?))
}

fn gregorian<C: AsCalendar>(day: &Day<C>) -> Option<Date> {
    let day = day.to_calendar(Gregorian);
    let year = u16::try_from(day.era_year().year).ok().filter(|y| (1000..=9999).contains(y))?;
    Some(Date { year, month: Some(day.month().ordinal), day: Some(day.day_of_month().0) })
}
