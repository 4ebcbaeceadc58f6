//! Figures that are written once and stand for several: `same_as: learning-families.target`.

use std::collections::HashMap;

use crate::check::Item;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::model::reference::Reference;
use crate::model::value::Value;
use crate::model::{Figure, Id, Indicator, Place, Text, Unit};
use crate::yaml::read::Placed;

/// A figure that was taken over, and the unit it stands in.
type Taken = (Figure, Placed<Unit>);

/// Takes over every figure that says `same_as:`.
pub(in crate::check) fn take_over(indicators: &mut [Indicator], items: &HashMap<Id, Item>, diagnostics: &mut Diagnostics) {
    let found: Vec<Vec<Option<Taken>>> = indicators
        .iter()
        .map(|indicator| {
            let figures = indicator.values.iter().chain(&indicator.targets);
            figures.map(|figure| taken(figure, indicators, items, diagnostics)).collect()
        })
        .collect();
    for (indicator, found) in indicators.iter_mut().zip(found) {
        for (figure, taken) in indicator.values.iter_mut().chain(&mut indicator.targets).zip(found) {
            if let Some((taken, unit)) = taken {
                *figure = taken;
                // A figure in another unit than that of the indicator keeps its own.
                if figure.unit.is_none() && unit.value != indicator.unit.value {
                    figure.unit = Some(unit);
                }
            }
        }
        let stays = |f: &Figure| !matches!(f.value, Value::SameAs(_));
        indicator.values.retain(stays);
        indicator.targets.retain(stays);
    }
}

/// Takes over a figure that belongs to no indicator: profile data, an amount of money. Its unit comes along.
pub(in crate::check) fn take_over_one(
    figure: &mut Figure,
    all: &[Indicator],
    items: &HashMap<Id, Item>,
    diagnostics: &mut Diagnostics,
) {
    if matches!(figure.value, Value::SameAs(_)) {
        *figure = match taken(figure, all, items, diagnostics) {
            Some((taken, unit)) => Figure { unit: taken.unit.clone().or(Some(unit)), ..taken },
            None => Figure { value: Value::Missing(Text::stand_in(figure.at)), ..figure.clone() },
        };
    }
}

/// The figure that stands for another one, with what that one says of itself.
fn taken(figure: &Figure, all: &[Indicator], items: &HashMap<Id, Item>, diagnostics: &mut Diagnostics) -> Option<Taken> {
    let Value::SameAs(written) = &figure.value else { return None };
    let reference = Reference::parse(&written.value);
    let Some(Item::Indicator(other)) = reference.id.as_ref().and_then(|id| items.get(id)) else {
        let known = all.iter().map(|i| i.id.value.as_str());
        let id = written.value.split('.').next().unwrap_or_default();
        diagnostics.push(
            Diagnostic::new(Code::UnknownId, written.at, format!("`{}` is no figure of an indicator", written.value))
                .hints(did_you_mean(id, known))
                .hint("write `same_as: learning-families.target`, or `same_as: learning-families.2023`"),
        );
        return None;
    };
    let other = &all[*other];
    let Some(source) = reference.figure(other).filter(|f| !matches!(f.value, Value::SameAs(_))) else {
        diagnostics.push(
            Diagnostic::new(
                Code::UnknownId,
                written.at,
                format!("the indicator `{}` has no figure `{}` of its own", other.id.value, written.value),
            )
            .label(other.id.at, "this indicator")
            .hint("name a figure that is written there: `.target`, `.target.2030`, `.2023`"),
        );
        return None;
    };
    // Nothing of the figure is lost, and what is written beside `same_as` comes before it.
    let place = (*other.place_of(source) != Place::city(source.at)).then(|| other.place_of(source).clone());
    let taken = Figure {
        period: figure.period.or(source.period),
        place: figure.place.clone().or(place),
        base: figure.base.clone().or_else(|| source.base.clone()),
        source: figure.source.clone().or_else(|| source.source.clone()),
        page: figure.page.clone().or_else(|| source.page.clone()),
        read: figure.read.or(source.read),
        confidence: figure.confidence.or(source.confidence),
        confirmed: figure.confirmed.clone().or_else(|| source.confirmed.clone()),
        note: figure.note.clone().or_else(|| source.note.clone()),
        explained: figure.explained.clone(),
        series_break: figure.series_break.clone(),
        unit: figure.unit.clone().or_else(|| source.unit.clone()),
        quoted: figure.quoted,
        baseline: figure.baseline,
        report_against: figure.report_against,
        shared_with: Some(other.id.value.clone()),
        at: figure.at,
        span: figure.span,
        ..source.clone()
    };
    Some((taken, other.unit.clone()))
}
