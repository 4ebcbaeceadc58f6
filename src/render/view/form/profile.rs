//! The profile of the city: a line for each figure that the form asks for.

use serde::Serialize;

use super::super::printer::{Printer, Ref, Say};
use super::super::provenance::alone;
use crate::model::unit::Known;
use crate::model::{Figure, Unit};
use crate::pack::Field;
use crate::pack::form::Fills;

/// One line of the profile.
#[derive(Debug, Serialize)]
pub struct ProfileRow {
    /// What it is.
    pub label: Say,
    /// The amount with its unit; or that it is not available.
    pub amount: String,
    /// The year.
    pub year: String,
    /// What it speaks of.
    pub place: String,
    /// The source.
    pub source: Option<Ref>,
    /// The reason it is missing; a break; a remark.
    pub notes: Vec<Say>,
}

/// The profile, as the form asks for it.
#[must_use]
pub fn profile(p: &Printer<'_>) -> Vec<ProfileRow> {
    let fields = p.dossier.form.asked(p.dossier.city.kind);
    fields
        .map(|(_, field)| field)
        .filter_map(|field| {
            let key = field.fills?.profile_key()?;
            Some(profile_row(p, field, p.dossier.city.figure(key)))
        })
        .collect()
}

pub(in crate::render::view) fn profile_row(p: &Printer<'_>, field: &Field, figure: Option<&Figure>) -> ProfileRow {
    let label = p.pack_say(&field.label);
    let Some(figure) = figure else {
        return ProfileRow {
            label,
            amount: p.word("not_stated"),
            year: String::new(),
            place: String::new(),
            source: None,
            notes: Vec::new(),
        };
    };
    let known = figure.value.is_known();
    let amount = profile_amount(p, field, figure);
    ProfileRow {
        label,
        notes: alone(p, figure, &amount),
        amount,
        year: figure.period.map(|y| p.locale.period(y)).unwrap_or_default(),
        place: if known {
            figure.place.as_ref().map_or_else(|| p.word(whose(field)), |place| p.place(place).t)
        } else {
            String::new()
        },
        source: figure.source.as_ref().and_then(|s| p.short_ref(&s.value)),
    }
}

/// Whose figure the form asks for.
fn whose(field: &Field) -> &'static str {
    if field.fills == Some(Fills::GdpCountry) { "scope_country" } else { "scope_city" }
}

/// A figure of the profile, with its own unit or that of the form.
pub(in crate::render::view) fn profile_amount(p: &Printer<'_>, field: &Field, figure: &Figure) -> String {
    let figures = p.figures();
    if let Some(unit) = &figure.unit {
        return figures.amount_with_unit(&figure.value, &unit.value);
    }
    let unit = field.unit.as_ref().map(|u| p.pack_say(u).t).unwrap_or_default();
    if unit.starts_with('%') {
        return figures.amount(&figure.value, &Unit::Percent);
    }
    let amount = figures.amount(&figure.value, &Unit::Known(Known::Plain));
    if figure.value.is_known() && !unit.is_empty() { format!("{amount} {unit}") } else { amount }
}
