//! A small picture of an indicator's figures: the theme draws it, here stands what it shows. Every number printed in it is
//! printed by the same words as in the table beside it.

mod axis;

use rust_decimal::Decimal;
use serde::Serialize;

use axis::{Axis, WHOLE, extent};

use super::indicator::status_line;
use super::printer::Printer;
use crate::model::unit::Known;
use crate::model::value::Value;
use crate::model::{Figure, Indicator, Period, Unit};

/// How many targets, and how many figures of others, have room beside a value.
const BESIDE: usize = 6;

/// Observations from which on a line is drawn.
const LINE_FROM: usize = 3;

/// A picture of figures. Places on an axis are in ten-thousandths of its length.
#[derive(Debug, Serialize)]
pub struct Chart {
    /// `bullet`, `line` or `steps`.
    pub kind: &'static str,
    /// What it shows, for those who cannot see it.
    pub alt: String,
    /// The lower end of the axis, as it is printed.
    pub low: String,
    /// The upper end.
    pub high: String,
    /// Whether the axis starts at zero.
    pub zero: bool,
    /// The newest value of a bullet chart.
    pub value: Option<Bar>,
    /// Targets, and figures to compare with.
    pub marks: Vec<Mark>,
    /// The observations of a line chart, oldest first.
    pub points: Vec<Point>,
    /// The steps of a scale, lowest first.
    pub steps: Vec<String>,
    /// How many steps are reached.
    pub reached: usize,
    /// Which step is aimed at, counted from 1; 0 for none.
    pub aimed: usize,
    /// What the signs mean, with the figures.
    pub key: Vec<Key>,
}

/// The bar of a value.
#[derive(Debug, Serialize)]
pub struct Bar {
    /// Where it begins.
    pub start: i32,
    /// Where it ends.
    pub end: i32,
    /// How sure it is: `exact`, `more`, `less`, `about`, `range`.
    pub sure: &'static str,
}

/// A mark on an axis.
#[derive(Debug, Serialize)]
pub struct Mark {
    /// Where it stands.
    pub at: i32,
    /// Where it ends, when it is a range.
    pub to: Option<i32>,
    /// On a line of time, where.
    pub x: Option<i32>,
    /// `target`, `other`, `compare` (another place), `base` (other people) or `earlier`.
    pub kind: &'static str,
}

/// An observation on a line of time.
#[derive(Debug, Serialize)]
pub struct Point {
    /// Where on the line of time.
    pub x: i32,
    /// Where on the axis.
    pub y: i32,
    /// The other end of a range.
    pub y2: Option<i32>,
    /// How sure it is.
    pub sure: &'static str,
    /// The amount.
    pub label: String,
    /// The time.
    pub when: String,
    /// Whether a line joins it with the one before.
    pub joined: bool,
    /// Whether the series breaks before it.
    pub broken: bool,
}

/// A sign and what it stands for.
#[derive(Debug, Serialize)]
pub struct Key {
    /// `value`, `target`, `other`, `compare` (another place), `base` (other people) or `earlier`.
    pub kind: &'static str,
    /// The figure in words.
    pub text: String,
}

/// Draws an indicator; nothing where there is no value, or nothing to hold a lone number against.
#[must_use]
pub fn chart(p: &Printer<'_>, indicator: &Indicator) -> Option<Chart> {
    let newest = indicator.newest()?;
    if *indicator.unit_of(newest) == Unit::Known(Known::Rank) {
        return None;
    }
    if let Unit::Declared(n) = indicator.unit_of(newest)
        && let Value::Level(_) = newest.value
    {
        return Some(steps(p, indicator, newest, *n));
    }
    let marks = marks(p, indicator, newest);
    let series = one_a_time(indicator);
    if series.len() >= LINE_FROM { Some(line(p, indicator, &series, &marks)) } else { bullet(p, indicator, newest, &marks) }
}

/// A figure beside the value, with its sign.
struct Beside<'a> {
    figure: &'a Figure,
    kind: &'static str,
    text: String,
}

/// The series, as far as it has places on an axis.
fn one_a_time(indicator: &Indicator) -> Vec<&Figure> {
    let unit = indicator.newest().map(|f| indicator.unit_of(f));
    let drawn = |f: &&Figure| f.period.is_some() && ends(indicator, f).is_some() && Some(indicator.unit_of(f)) == unit;
    indicator.one_a_time().into_iter().filter(drawn).collect()
}

/// Targets, figures of other places, and the value before: what the newest one can be held against.
fn marks<'a>(p: &Printer<'_>, indicator: &'a Indicator, newest: &'a Figure) -> Vec<Beside<'a>> {
    let said = |key: &str, f: &Figure, what: &str| said(p, indicator, f, key, what);
    let drawn = |f: &&Figure| ends(indicator, f).is_some() && indicator.unit_of(f) == indicator.unit_of(newest);
    let main = indicator.target().filter(drawn);
    let mut list: Vec<Beside<'a>> =
        main.map(|f| Beside { figure: f, kind: "target", text: said("chart_target", f, "") }).into_iter().collect();
    let mut others: Vec<&Figure> = indicator.targets.iter().filter(|f| main.is_none_or(|m| m.at != f.at)).filter(drawn).collect();
    others.sort_by_key(|f| f.period);
    list.extend(others.into_iter().take(BESIDE).map(|f| Beside { figure: f, kind: "other", text: said("chart_other", f, "") }));
    let elsewhere = indicator.values.iter().filter(|f| !indicator.is_own(f)).filter(drawn);
    list.extend(elsewhere.take(BESIDE).map(|f| {
        let place = f.place.as_ref().filter(|place| **place != indicator.place).map(|place| p.place(place).t);
        let whom = f.base.as_ref().map(|b| p.figures().base(&b.value));
        let kind = if place.is_none() { "base" } else { "compare" };
        let what = [place, whom].into_iter().flatten().collect::<Vec<_>>().join(", ");
        Beside { figure: f, kind, text: said("chart_compare", f, &what) }
    }));
    if one_a_time(indicator).len() < LINE_FROM {
        let before = indicator.baseline().filter(drawn);
        list.extend(before.map(|f| Beside { figure: f, kind: "earlier", text: said("chart_earlier", f, "") }));
    }
    list
}

/// Whether two figures are of times of one length: a month and a year are no line.
fn as_long(a: &Figure, b: &Figure) -> bool {
    a.period.zip(b.period).is_some_and(|(a, b)| (a.days() - b.days()).abs() <= 31)
}

/// Whether the axis may run to 100%: growth may be more, and is no share of anything.
fn is_share(indicator: &Indicator) -> bool {
    indicator.unit.value.is_percent() && !indicator.may_exceed_100
}

/// Where a figure begins and ends on an axis, and how sure it is.
fn ends(indicator: &Indicator, figure: &Figure) -> Option<(Decimal, Decimal, &'static str)> {
    let unit = indicator.unit_of(figure);
    let bounds = figure.value.bounds(unit);
    match (&figure.value, figure.value.number(unit)) {
        (Value::Range(a, b), _) => Some((a.decimal(), b.decimal(), "range")),
        (Value::Band(_), _) => match (bounds.low, bounds.high) {
            (Some(low), Some(high)) => Some((low, high, "range")),
            (Some(low), None) => Some((low, low, "more")),
            (None, high) => high.map(|high| (high, high, "less")),
        },
        (Value::Bounded(bound, _), Some(n)) => Some((
            n,
            n,
            if bound.is_low() {
                "more"
            } else if bound.is_high() {
                "less"
            } else {
                "about"
            },
        )),
        (Value::Level(_), _) => None,
        (_, Some(n)) => Some((n, n, "exact")),
        _ => None,
    }
}

fn empty(p: &Printer<'_>, kind: &'static str, indicator: &Indicator, axis: &Axis, key: Vec<Key>) -> Chart {
    let unit = &indicator.unit.value;
    let number = |n: Decimal| p.figures().amount(&Value::Exact(crate::model::number::Number::new(n.normalize())), unit);
    Chart {
        kind,
        alt: alt(p, kind, indicator, &key),
        low: number(axis.low),
        high: number(axis.high),
        zero: axis.low <= Decimal::ZERO,
        value: None,
        marks: Vec::new(),
        points: Vec::new(),
        steps: Vec::new(),
        reached: 0,
        aimed: 0,
        key,
    }
}

/// What the chart shows: the name, every figure of the key, and how the indicator stands.
fn alt(p: &Printer<'_>, kind: &str, indicator: &Indicator, key: &[Key]) -> String {
    let unit = p.unit(indicator).t;
    let values = key.iter().filter(|k| k.kind == "value").map(|k| k.text.clone()).collect::<Vec<_>>();
    let values = format!("{}{} {}", p.word("value"), p.word("colon"), p.locale.list(&values));
    let broken = indicator.breaks().into_iter().map(|when| p.locale.fill("chart_broken", &[("when", &p.locale.period(when))]));
    let others = key.iter().filter(|k| k.kind != "value").map(|k| k.text.clone());
    let figures: Vec<String> = std::iter::once(values).chain(broken.filter(|_| kind == "line")).chain(others).collect();
    let status = Some(status_line(p, indicator)).filter(|s| !s.is_empty());
    let status = status.map(|s| p.locale.fill("chart_status", &[("status", &s)])).unwrap_or_default();
    let said = p.locale.fill(
        &format!("chart_{kind}"),
        &[("name", &p.say(&indicator.name).t), ("unit", &unit), ("figures", &figures.join(&p.between())), ("status", &status)],
    );
    said.trim_end().to_owned()
}

/// A figure with its time, in a sentence of the key.
fn said(p: &Printer<'_>, indicator: &Indicator, figure: &Figure, key: &str, what: &str) -> String {
    let amount = p.figures().bare_figure(indicator, figure);
    let year = figure.period.map(|y| p.locale.period(y)).unwrap_or_default();
    p.locale.fill(key, &[("amount", &amount), ("year", &year), ("what", what)])
}

fn value_text(p: &Printer<'_>, indicator: &Indicator, figure: &Figure) -> String {
    said(p, indicator, figure, "chart_value", "")
}

fn keys(first: Vec<String>, marks: &[Beside<'_>]) -> Vec<Key> {
    let values = first.into_iter().map(|text| Key { kind: "value", text });
    values.chain(marks.iter().map(|m| Key { kind: m.kind, text: m.text.clone() })).collect()
}

fn bullet(p: &Printer<'_>, indicator: &Indicator, newest: &Figure, marks: &[Beside<'_>]) -> Option<Chart> {
    let (start, end, sure) = ends(indicator, newest)?;
    let percent = is_share(indicator);
    let placed: Vec<_> = marks.iter().filter_map(|m| Some((ends(indicator, m.figure)?, m.kind))).collect();
    let numbers: Vec<Decimal> = placed.iter().flat_map(|((a, b, _), _)| [*a, *b]).chain([start, end]).collect();
    // A bar stands for an amount of something: there is no less than none of it.
    if marks.is_empty() && !percent || numbers.iter().any(Decimal::is_sign_negative) {
        return None;
    }
    let axis = Axis::from_zero(extent(&numbers).1, percent);
    let key = keys(vec![value_text(p, indicator, newest)], marks);
    let begin = if sure == "range" { axis.place(start) } else { 0 };
    let on_axis = |((a, b, _), kind): ((Decimal, Decimal, &str), &'static str)| Mark {
        at: axis.place(a),
        to: (b > a).then(|| axis.place(b)),
        x: None,
        kind,
    };
    Some(Chart {
        value: Some(Bar { start: begin, end: axis.place(end), sure }),
        marks: placed.into_iter().map(on_axis).collect(),
        ..empty(p, "bullet", indicator, &axis, key)
    })
}

fn line(p: &Printer<'_>, indicator: &Indicator, series: &[&Figure], marks: &[Beside<'_>]) -> Chart {
    let placed: Vec<_> = marks.iter().filter_map(|m| Some((ends(indicator, m.figure)?, m))).collect();
    let points: Vec<_> = series.iter().filter_map(|f| Some((ends(indicator, f)?, *f))).collect();
    let ends = points.iter().map(|(e, _)| e).chain(placed.iter().map(|(e, _)| e));
    let numbers: Vec<Decimal> = ends.flat_map(|(a, b, _)| [*a, *b]).collect();
    let axis = Axis::around(&numbers, is_share(indicator));
    let times =
        points.iter().map(|(_, f)| *f).chain(placed.iter().map(|(_, m)| m.figure)).filter_map(|f| f.period).map(Period::middle);
    let times: Vec<i32> = times.collect();
    let (first, last) = (times.iter().copied().min().unwrap_or_default(), times.iter().copied().max().unwrap_or_default());
    let at = |period: Option<Period>| {
        period
            .map(|t| i64::from(t.middle() - first) * i64::from(WHOLE) / i64::from((last - first).max(1)))
            .and_then(|x| i32::try_from(x).ok())
    };
    let all = keys(series.iter().map(|f| value_text(p, indicator, f)).collect(), marks);
    let breaks = indicator.breaks();
    let broken = |n: usize| breaks.iter().any(|b| points[n - 1].1.period < Some(*b) && Some(*b) <= points[n].1.period);
    let point = |n: usize| {
        let ((low, high, sure), figure) = points[n];
        Point {
            x: at(figure.period).unwrap_or_default(),
            y: axis.place(low),
            y2: (high > low).then(|| axis.place(high)),
            sure,
            label: p.figures().bare_figure(indicator, figure),
            when: figure.period.map(|y| p.locale.period(y)).unwrap_or_default(),
            joined: n > 0 && !broken(n) && as_long(points[n - 1].1, figure),
            broken: n > 0 && broken(n),
        }
    };
    let on_axis = |((a, b, _), m): &((Decimal, Decimal, &str), &Beside<'_>)| Mark {
        at: axis.place(*a),
        to: (b > a).then(|| axis.place(*b)),
        x: at(m.figure.period),
        kind: m.kind,
    };
    Chart {
        points: (0..points.len()).map(point).collect(),
        marks: placed.iter().map(on_axis).collect(),
        // The points are labelled where they stand; what is heard names them all.
        key: keys(Vec::new(), marks),
        ..empty(p, "line", indicator, &axis, all)
    }
}

fn steps(p: &Printer<'_>, indicator: &Indicator, newest: &Figure, unit: usize) -> Chart {
    let levels = &p.dossier.units[unit].levels;
    let upto = |f: &Figure| match f.value {
        Value::Level(n) => levels.iter().filter(|s| s.level.value.decimal() <= n.decimal()).count(),
        _ => 0,
    };
    let target = indicator.target().filter(|t| matches!(t.value, Value::Level(_)));
    let target_text = target.map(|f| Key { kind: "target", text: said(p, indicator, f, "chart_target", "") });
    let key = keys(vec![value_text(p, indicator, newest)], &[]).into_iter().chain(target_text).collect();
    let axis = Axis { low: Decimal::ZERO, high: Decimal::ONE };
    Chart {
        steps: levels.iter().map(|s| p.locale.number(s.level.value)).collect(),
        reached: upto(newest),
        aimed: target.map_or(0, upto),
        ..empty(p, "steps", indicator, &axis, key)
    }
}
