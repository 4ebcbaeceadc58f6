//! How a figure is known: what its source says, how sure it is, who stands behind it.

use super::printer::{Printer, Say};
use crate::figures;
use crate::model::words::Finality;
use crate::model::{Figure, Unit, Value};

/// What there is to say of where a figure comes from, each in a line. `as_here` is how the figure is printed, so that the
/// source's own way of writing it is told only where it is another.
#[must_use]
pub fn provenance(p: &Printer<'_>, figure: &Figure, unit: &Unit, as_here: &str) -> Vec<Say> {
    let own = |key: &str, what: &str| p.own(p.locale.fill(key, &[("what", what)]));
    let reason = if let Value::Missing(reason) = &figure.value { Some(reason) } else { None };
    let status = figure.status.filter(|s| *s != Finality::Forecast);
    let margin = figure.margin.map(|n| p.figures().number_with_unit(n, figures::difference_unit(unit)));
    let printed = figure.as_printed.as_ref().filter(|printed| printed.value != as_here);
    let confirmed = figure.confirmed.as_ref().map(|confirmed| {
        let by = p.say(&confirmed.by);
        let number = confirmed.number.as_ref().map(|n| p.locale.fill("number", &[("n", &n.value)]));
        let letter = [number, Some(p.locale.date(confirmed.date))].into_iter().flatten().collect::<Vec<_>>().join(", ");
        Say { t: p.locale.fill("confirmed", &[("by", &by.t), ("letter", &letter)]), ..by }
    });
    let shared = figure.shared_with.as_ref().and_then(|id| p.title_ref(id)).map(|r| own("shared_with", &r.label.t));
    let lines = [
        reason.map(|t| p.say(t)),
        status.map(|s| p.own(p.word(&format!("finality_{}", s.word())))),
        margin.map(|said| own("margin", &said)),
        figure.sample.map(|n| own("sample", &p.locale.number(n))),
        figure.page.as_ref().map(|page| own("on_page", &page.value)),
        printed.map(|printed| own("as_printed", &printed.value)),
        figure.read.map(|date| own("read_on", &p.locale.date(date))),
        figure.confidence.map(|c| p.own(p.word(&format!("confidence_{}", c.word())))),
        confirmed,
        shared,
        figure.explained.as_ref().map(|t| p.say(t)),
        figure.note.as_ref().map(|t| p.say(t)),
    ];
    lines.into_iter().flatten().collect()
}

/// The same for a figure that stands alone, in no series: also why it cannot be compared.
#[must_use]
pub fn alone(p: &Printer<'_>, figure: &Figure, as_here: &str) -> Vec<Say> {
    let unit = figure.unit.as_ref().map_or(&Unit::Percent, |u| &u.value);
    let broken = figure.series_break.as_ref().map(|b| super::indicator::broken(p, b));
    broken.into_iter().chain(provenance(p, figure, unit, as_here)).collect()
}
