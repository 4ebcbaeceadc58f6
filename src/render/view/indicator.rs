//! Indicators: each told once, in the first area it measures.

use minijinja::value::Value as Tree;
use serde::Serialize;

use super::printer::{Printer, Ref, Say};
use crate::check::Criterion;
use crate::coverage::{Graded, Standing, standing};
use crate::model::{Figure, Indicator, Text, Value};
use crate::pack::framework::Level;

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
    pub place: String,
    /// How it stands: the theme's key and the word.
    pub standing: (String, String),
    /// The figure that stands for the indicator: the newest value, else the target.
    pub headline: Option<Headline>,
    /// What was observed and what is aimed at.
    pub rows: Vec<FigureRow>,
    /// Whether it is short enough to stand on one page for certain.
    pub fits: bool,
    /// Other areas it measures.
    pub also: Vec<Ref>,
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
        None => (indicator.target()?, true),
    };
    let year = figure.period.map(|y| y.to_string()).unwrap_or_default();
    let unit = p.say(&indicator.unit).t;
    let note = if target { p.locale.fill("target_in", &[("year", &year)]) } else { year };
    Some(Headline { amount: p.locale.amount(&figure.value, &unit), note, target })
}

/// One observation or target.
#[derive(Debug, Serialize)]
pub struct FigureRow {
    /// "Value", "Target", "Target reported against".
    pub kind: String,
    /// Whether it is an observation of what the indicator speaks of, not a target and not of another place.
    pub main: bool,
    /// The year.
    pub year: String,
    /// The amount.
    pub amount: String,
    /// The source.
    pub source: Option<Ref>,
    /// How sure it is; the reason it is missing; a remark; a break.
    pub notes: Vec<Say>,
}

impl FigureRow {
    /// How many bytes it prints.
    fn length(&self) -> usize {
        let source = self.source.as_ref().map_or(0, |s| s.label.t.len());
        self.amount.len() + source + self.notes.iter().map(|n| n.t.len()).sum::<usize>()
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
    let state = standing(p.dossier, indicator);
    let mut values: Vec<&Figure> = indicator.values.iter().collect();
    values.sort_by_key(|f| (indicator.is_elsewhere(f), f.period));
    let mut targets: Vec<&Figure> = indicator.targets.iter().collect();
    targets.sort_by_key(|f| f.period);
    let mut rows: Vec<FigureRow> = values.into_iter().map(|f| row(p, f, indicator, p.word("value"), false)).collect();
    let against = indicator.target().map(|t| t.at);
    rows.extend(targets.into_iter().map(|f| {
        let reported = Some(f.at) == against && indicator.targets.len() > 1;
        row(p, f, indicator, p.word(if reported { "target_against" } else { "target" }), true)
    }));
    let said = [indicator.says.as_ref(), Some(&indicator.unit), Some(&indicator.name)].into_iter().flatten();
    let also: Vec<Ref> = areas_of(p, index).into_iter().skip(1).map(|c| p.criterion_ref(c)).collect();
    let words: usize = said.map(|t| p.say(t).t.len()).sum::<usize>() + also.iter().map(|r| r.label.t.len()).sum::<usize>();
    let in_rows: usize = rows.iter().map(FigureRow::length).sum();
    IndicatorView {
        fits: rows.len() <= 6 && words + in_rows < 2000,
        id: indicator.id.value.to_string(),
        name: p.say(&indicator.name),
        says: indicator.says.as_ref().map(|t| p.prose(t)),
        unit: p.say(&indicator.unit),
        place: p.scope(indicator.place),
        standing: (standing_key(state).to_owned(), standing_word(p, state)),
        headline: headline(p, indicator),
        rows,
        also,
        problems: p.problems_in(indicator.span),
    }
}

fn row(p: &Printer<'_>, figure: &Figure, indicator: &Indicator, kind: String, target: bool) -> FigureRow {
    let mut notes: Vec<Say> = Vec::new();
    if let Value::Missing(reason) = &figure.value {
        notes.push(p.say(reason));
    }
    if let Some(place) = figure.place.filter(|_| indicator.is_elsewhere(figure)) {
        notes.push(p.own(p.scope(place)));
    }
    if let Some(confidence) = figure.confidence {
        notes.push(p.own(p.word(&format!("confidence_{}", confidence.word()))));
    }
    let said: [Option<&Text>; 3] = [figure.unit.as_ref(), figure.series_break.as_ref(), figure.note.as_ref()];
    notes.extend(said.into_iter().flatten().map(|t| p.say(t)));
    FigureRow {
        kind,
        main: !target && !indicator.is_elsewhere(figure),
        year: figure.period.map(|y| y.to_string()).unwrap_or_default(),
        amount: p.figure(figure, &indicator.unit),
        source: figure.source.as_ref().and_then(|s| p.short_ref(&s.value)),
        notes,
    }
}

fn standing_key(standing: Standing) -> &'static str {
    match standing {
        Standing::Reached => "reached",
        Standing::Behind => "behind",
        Standing::NotDue => "not_due",
        Standing::CannotSay => "cannot_say",
        Standing::TooOld => "too_old",
        Standing::NoValue => "no_value",
        Standing::NoTarget => "no_target",
    }
}

/// How an indicator stands, in a word.
#[must_use]
pub fn standing_word(p: &Printer<'_>, standing: Standing) -> String {
    p.word(&format!("standing_{}", standing_key(standing)))
}
