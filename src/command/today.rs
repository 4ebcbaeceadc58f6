//! The day it is: only where a day is meant, when somebody signs and when days are counted to a deadline.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::Date;

/// The day that was given, else `SOURCE_DATE_EPOCH`, else that of the clock (UTC).
///
/// # Errors
/// When what was given is no day.
pub fn day(given: Option<&str>) -> Result<Date, Diagnostic> {
    if let Some(text) = given {
        return date(text);
    }
    let fixed = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|s| s.trim().parse::<u64>().ok());
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    let days = fixed.unwrap_or_else(now) / 86_400;
    let start = Date { year: 1970, month: Some(1), day: Some(1) }.number();
    Ok(Date::of_number(start + i32::try_from(days).unwrap_or(0)))
}

/// A day given on the command line.
///
/// # Errors
/// When it is none.
pub fn date(text: &str) -> Result<Date, Diagnostic> {
    Date::parse(text).filter(|d| d.day.is_some()).ok_or_else(|| {
        Diagnostic::new(Code::BadDate, Place::Dossier, format!("`{text}` is not a day"))
            .hint("write year-month-day such as 2025-01-07")
    })
}
