//! Indicators: each told once, in the first area it measures.

use minijinja::value::Value as Tree;
use serde::Serialize;

use super::chart::{Chart, chart};
use super::printer::{Printer, Ref, Say};
use super::provenance::provenance;
use crate::check::Criterion;
use crate::coverage::Graded;
use crate::figures::{self, Course, Status};
use crate::model::figure::Break;
use crate::model::unit::Known;
use crate::model::words::Finality;
use crate::model::{Figure, Indicator, Unit};
use crate::pack::framework::Level;
use crate::review::Group;

/// An indicator in full.
#[derive(Debug, Serialize)]
pub struct IndicatorView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Say,
    /// A definition or remark (prose).
    pub says: Option<Tree>,
    /// Its unit.
    pub unit: Say,
    /// What it speaks of.
    pub place: Say,
    /// How it stands: the theme's key and the word.
    pub status: (String, String),
    /// How fresh its newest value is, when that is worth a word; the change since its baseline; in a draft, its course.
    pub remarks: Vec<String>,
    /// The figure that stands for the indicator: the newest value, else the target.
    pub headline: Option<Headline>,
    /// A picture of its figures.
    pub chart: Option<Chart>,
    /// What was observed and what is aimed at.
    pub rows: Vec<FigureRow>,
    /// What there is to say of its unit and base: that they no longer exist.
    pub unit_notes: Vec<Say>,
    /// Whether it is short enough to stand on one page for certain.
    pub fits: bool,
    /// Whether each row of its table is short enough to stand on one page for certain.
    pub whole_rows: bool,
    /// Other areas it measures.
    pub also: Vec<Ref>,
    /// That it is new or other than in the state that was named.
    pub since: Option<String>,
    /// What stands in the margin of a draft: its name in the files, how many words its text has.
    pub margin: Vec<String>,
    /// What is to be mended, in a draft.
    pub problems: Vec<String>,
}

/// A figure that stands for an indicator.
#[derive(Debug, Serialize)]
pub struct Headline {
    /// The amount.
    pub amount: String,
    /// Its year; that it is a target.
    pub note: String,
    /// Whether it is a target, because there is no value.
    pub target: bool,
}

/// The figure that stands for an indicator, in the summary and beside its text.
#[must_use]
pub fn headline(p: &Printer<'_>, indicator: &Indicator) -> Option<Headline> {
    let (figure, target) = match indicator.newest() {
        Some(value) => (value, false),
        None => match indicator.target() {
            Some(target) => (target, true),
            None if indicator.values.is_empty() => return None,
            None => return Some(Headline { amount: p.word("not_available"), note: String::new(), target: true }),
        },
    };
    let year = figure.period.map(|y| p.locale.period(y)).unwrap_or_default();
    let amount = p.figures().bare_figure(indicator, figure);
    // The share is what stands for a count of a whole.
    let (amount, year) = match p.figures().share(indicator, figure) {
        Some(share) => (share, format!("{amount} · {year}")),
        None => (amount, year),
    };
    let note = if target { p.locale.fill("target_in", &[("year", &year)]) } else { year };
    Some(Headline { amount, note, target })
}

/// One observation or target.
#[derive(Debug, Serialize)]
pub struct FigureRow {
    /// "Value", "Forecast", "Target", "Other target"; of whom, where it is of others.
    pub kind: String,
    /// Whether it is an observation of what the indicator speaks of, not a target and not of another place.
    pub main: bool,
    /// Why it cannot be compared with the rows above.
    pub broken: Option<Say>,
    /// The year.
    pub year: String,
    /// The amount.
    pub amount: String,
    /// The source.
    pub source: Option<Ref>,
    /// How sure it is; the reason it is missing; a remark.
    pub notes: Vec<Say>,
}

impl FigureRow {
    /// How many bytes it prints.
    fn length(&self) -> usize {
        let source = self.source.as_ref().map_or(0, |s| s.label.t.len());
        self.amount.len() + source + self.notes.iter().chain(&self.broken).map(|n| n.t.len()).sum::<usize>()
    }
}

/// The indicators told in an area, and links to those of it that are told elsewhere.
#[must_use]
pub fn told_in(p: &Printer<'_>, area: &Graded) -> (Vec<IndicatorView>, Vec<Ref>) {
    let mut told = Vec::new();
    let mut elsewhere = Vec::new();
    for index in &area.counted_indicators {
        if home(p, *index) == Some(area.criterion) {
            told.push(view(p, *index));
        } else {
            elsewhere.extend(p.title_ref(&p.dossier.indicators[*index].id.value));
        }
    }
    (told, elsewhere)
}

/// The indicators that measure no area of the first set of criteria.
#[must_use]
pub fn without_area(p: &Printer<'_>) -> Vec<IndicatorView> {
    (0..p.dossier.indicators.len()).filter(|i| home(p, *i).is_none()).map(|i| view(p, i)).collect()
}

/// The area an indicator is told in: that of the first criterion it names.
fn home(p: &Printer<'_>, index: usize) -> Option<Criterion> {
    areas_of(p, index).first().copied()
}

fn areas_of(p: &Printer<'_>, index: usize) -> Vec<Criterion> {
    let mut areas = Vec::new();
    for (_, criterion) in p.dossier.measures.iter().filter(|(i, c)| *i == index && c.framework == 0) {
        let row = p.dossier.frameworks[0].above(criterion.row, Level::Area).unwrap_or(criterion.row);
        let area = Criterion { framework: 0, row };
        if !areas.contains(&area) {
            areas.push(area);
        }
    }
    areas
}

fn view(p: &Printer<'_>, index: usize) -> IndicatorView {
    let indicator = &p.dossier.indicators[index];
    let mut values: Vec<&Figure> = indicator.values.iter().collect();
    values.sort_by_key(|f| (!indicator.is_own(f), f.period));
    let mut targets: Vec<&Figure> = indicator.targets.iter().collect();
    targets.sort_by_key(|f| f.period);
    let kind = |f: &Figure| p.word(if f.status == Some(Finality::Forecast) { "forecast" } else { "value" });
    let mut rows: Vec<FigureRow> = values.into_iter().map(|f| row(p, f, indicator, kind(f), false)).collect();
    let against = indicator.target().map(|t| t.at);
    rows.extend(targets.into_iter().map(|f| {
        let reported = Some(f.at) == against;
        row(p, f, indicator, p.word(if reported { "target" } else { "other_target" }), true)
    }));
    let also: Vec<Ref> = areas_of(p, index).into_iter().skip(1).map(|c| p.criterion_ref(c)).collect();
    let said = [indicator.says.as_ref(), Some(&indicator.name)].into_iter().flatten();
    let words: usize = said.map(|t| p.say(t).t.len()).sum::<usize>() + also.iter().map(|r| r.label.t.len()).sum::<usize>();
    let in_rows: usize = rows.iter().map(FigureRow::length).sum();
    let status = p.dossier.status(indicator);
    let problems = p.problems_in(indicator.span);
    IndicatorView {
        fits: rows.len() <= 3 && words + in_rows < 800 && problems.is_empty(),
        whole_rows: rows.iter().all(|r| r.length() < 1000),
        id: indicator.id.value.to_string(),
        name: p.say(&indicator.name),
        says: indicator.says.as_ref().map(|t| p.prose(t)),
        unit: p.unit(indicator),
        place: p.place(&indicator.place),
        status: (status.key().to_owned(), status_line(p, indicator)),
        remarks: remarks(p, indicator, status),
        headline: headline(p, indicator),
        chart: chart(p, indicator),
        rows,
        unit_notes: unit_notes(p, indicator),
        also,
        since: p.since(Group::Indicator, indicator.id.value.as_str()),
        margin: p.margin(None, indicator.says.as_ref()),
        problems,
    }
}

/// How an indicator stands, in words.
#[must_use]
pub fn status_word(p: &Printer<'_>, status: Status) -> String {
    p.word(&format!("status_{}", status.key()))
}

/// How an indicator stands, in words; nothing where it only informs.
#[must_use]
pub fn status_line(p: &Printer<'_>, indicator: &Indicator) -> String {
    if indicator.only_informs() { String::new() } else { status_word(p, p.dossier.status(indicator)) }
}

/// That the newest value is too old, when it is.
#[must_use]
pub fn freshness(p: &Printer<'_>, indicator: &Indicator) -> Option<String> {
    indicator.newest().filter(|v| !indicator.only_informs() && p.dossier.is_stale(v)).map(|_| {
        let years = usize::try_from(p.dossier.form.stale_after).unwrap_or(usize::MAX);
        p.locale.counted("old_value", years, &[])
    })
}

fn remarks(p: &Printer<'_>, indicator: &Indicator, status: Status) -> Vec<String> {
    // A long unit stands above the table already.
    let with_unit = |d: &figures::Difference<'_>| {
        let (full, bare) = (p.figures().number_with_unit(d.amount, d.unit), p.locale.number(d.amount));
        if full.chars().count() > bare.chars().count() + 24 { bare } else { full }
    };
    let ranks = indicator.unit.value == Unit::Known(Known::Rank);
    let change = figures::change(indicator).zip(indicator.baseline()).filter(|_| !ranks).map(|(change, from)| {
        let since = from.period.map(|y| p.locale.since(y)).unwrap_or_default();
        p.locale.fill("change_since", &[("change", &format!("{}{}", change.plus(), with_unit(&change))), ("since", &since)])
    });
    let distance =
        figures::distance(indicator).map(|d| p.locale.fill(figures::distance_key(indicator), &[("distance", &with_unit(&d))]));
    let course = (p.draft && status == Status::NotDue).then(|| {
        p.word(match figures::course(indicator) {
            Course::On => "course_on",
            Course::Off => "course_off",
            Course::CannotSay => "course_cannot_say",
        })
    });
    [freshness(p, indicator), distance, change, course].into_iter().flatten().collect()
}

/// That what is counted, or counted over, no longer exists.
fn unit_notes(p: &Printer<'_>, indicator: &Indicator) -> Vec<Say> {
    (p.dossier.declared(&indicator.unit.value, indicator.base()))
        .flat_map(|unit| {
            let ended = unit.ended.as_ref().map(|ended| {
                let (name, date) = (p.say(&unit.name).t, p.locale.date(ended.value));
                p.own(p.locale.fill("unit_ended", &[("name", &name), ("date", &date)]))
            });
            ended.into_iter().chain(unit.note.as_ref().map(|note| p.say(note)))
        })
        .collect()
}

fn row(p: &Printer<'_>, figure: &Figure, indicator: &Indicator, kind: String, target: bool) -> FigureRow {
    FigureRow {
        kind: std::iter::once(kind).chain(whom(p, figure, indicator)).collect::<Vec<_>>().join(" · "),
        main: !target && indicator.is_own(figure) && figure.status != Some(Finality::Forecast),
        broken: figure.series_break.as_ref().filter(|_| indicator.is_own(figure)).map(|b| broken(p, b)),
        year: figure.period.map(|y| p.locale.period(y)).unwrap_or_default(),
        amount: p.figures().figure(indicator, figure),
        source: figure.source.as_ref().and_then(|s| p.short_ref(&s.value)),
        notes: notes(p, figure, indicator),
    }
}

/// Of which place and whom a figure is, where that is not what the indicator speaks of.
fn whom(p: &Printer<'_>, figure: &Figure, indicator: &Indicator) -> impl Iterator<Item = String> {
    let place = figure.place.as_ref().filter(|place| **place != indicator.place).map(|place| p.place(place).t);
    let base = figure.base.as_ref().map(|base| p.figures().base(&base.value));
    place.into_iter().chain(base)
}

/// Why a value cannot be compared with those before it.
#[must_use]
pub fn broken(p: &Printer<'_>, broken: &Break) -> Say {
    let because = p.say(&broken.because);
    match broken.what {
        Some(what) => {
            Say { t: format!("{}{} {}", p.word(&format!("break_{}", what.word())), p.word("colon"), because.t), ..because }
        }
        None => because,
    }
}

/// What there is to say of a figure, each in a line.
fn notes(p: &Printer<'_>, figure: &Figure, indicator: &Indicator) -> Vec<Say> {
    let elsewhere = figure.series_break.as_ref().filter(|_| !indicator.is_own(figure)).map(|b| broken(p, b));
    let as_here = p.figures().bare_figure(indicator, figure);
    let provenance = provenance(p, figure, indicator.unit_of(figure), &as_here);
    computed(p, figure).into_iter().chain(elsewhere).chain(provenance).collect()
}

/// How a figure was computed.
fn computed(p: &Printer<'_>, figure: &Figure) -> Vec<Say> {
    let Some(computed) = &figure.computed else { return Vec::new() };
    let names: Vec<String> = computed.from.iter().filter_map(|id| p.title_ref(id)).map(|r| r.label.t).collect();
    let (a, b) = (names.first().map_or("", String::as_str), names.get(1).map_or("", String::as_str));
    let rule = p.locale.fill(&format!("computed_{}", computed.rule), &[("a", a), ("b", b), ("all", &p.locale.list(&names))]);
    let rate = computed.rate.map(|(rate, on)| {
        let (rate, date) = (p.locale.number(rate), p.locale.date(on));
        p.locale.fill("at_rate", &[("rate", &rate), ("date", &date)])
    });
    std::iter::once(rule).chain(rate).map(|said| p.own(said)).collect()
}
