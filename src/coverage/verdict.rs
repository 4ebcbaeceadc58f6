//! What a set of criteria demands, row by row: for sets that say what a figure must reach, or that all must be met.
//!
//! | verdict | rule |
//! |---|---|
//! | met | the newest sourced value of the city reaches what is demanded; where no figure is demanded, an action or result is shown |
//! | unmet | the value certainly does not reach it; or only a plan is shown; or the city says that it does not do it now |
//! | not due | the value does not reach it, and the year in which it must is still to come |
//! | unknown | nothing is linked, or too old or too vague; or the text of the row is not known here |
//!
//! Only the city's own links count: what a crosswalk carries decides nothing. Whether something is done *well* or *enough*, as such
//! sets like to say, is for those who judge: here stands whether it is shown at all.

use super::{Coverage, Graded, city_values};
use crate::check::{Criterion, Dossier};
use crate::figures;
use crate::model::words::Mark;
use crate::model::{Figure, Indicator};
use crate::pack::framework::{Level, Rule, Threshold};

/// How a row stands against what is demanded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It is met.
    Met,
    /// It is not met.
    Unmet,
    /// It is not met, and need not be yet.
    NotDue,
    /// Nothing can be said.
    Unknown,
}

impl Verdict {
    /// Every verdict, in the order in which they are told.
    pub const ALL: [Self; 4] = [Self::Met, Self::Unmet, Self::NotDue, Self::Unknown];

    /// Its name in JSON and CSV, and behind `verdict_` in the word lists.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Unmet => "unmet",
            Self::NotDue => "not_due",
            Self::Unknown => "unknown",
        }
    }
}

/// Why a verdict is what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The text of the row is not known here.
    Unread,
    /// Nothing is linked to it.
    Nothing,
    /// A figure decides: which indicator, and which of its values.
    Figure(usize, usize),
    /// A figure is too old: which indicator, and which of its values.
    Stale(usize, usize),
    /// The indicators that measure it have no value of the city with a source.
    NoValue,
    /// Evidence decides, by the mark of the row.
    Evidence(Mark),
}

impl Why {
    /// Its name in JSON and CSV, and behind `why_` in the word lists.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::Nothing => "nothing",
            Self::Figure(..) => "figure",
            Self::Stale(..) => "stale",
            Self::NoValue => "no_value",
            Self::Evidence(Mark::Planned) => "planned",
            Self::Evidence(Mark::NotNow) => "not_now",
            Self::Evidence(_) => "evidence",
        }
    }
}

/// One row, and what is demanded of it.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The row.
    pub criterion: Criterion,
    /// Which of its thresholds; none where evidence decides.
    pub threshold: Option<usize>,
    /// How it stands.
    pub verdict: Verdict,
    /// Why.
    pub why: Why,
}

/// One part of a set at one grade: whether all of it is met.
#[derive(Clone, Debug)]
pub struct Part {
    /// The row that is the part; none for the set as a whole.
    pub row: Option<usize>,
    /// The grade; none where the set has no grades.
    pub grade: Option<usize>,
    /// Everything it asks.
    pub asked: Vec<Asked>,
}

impl Part {
    /// All met, or one certainly not, or nothing can be said.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let any = |verdict: Verdict| self.asked.iter().any(|a| a.verdict == verdict);
        if any(Verdict::Unmet) {
            Verdict::Unmet
        } else if any(Verdict::Unknown) || self.asked.is_empty() {
            Verdict::Unknown
        } else if any(Verdict::NotDue) {
            Verdict::NotDue
        } else {
            Verdict::Met
        }
    }

    /// The rows with a verdict.
    pub fn with(&self, verdict: Verdict) -> impl Iterator<Item = &Asked> {
        self.asked.iter().filter(move |a| a.verdict == verdict)
    }
}

/// Whether a set demands anything that can be judged.
#[must_use]
pub fn demands(dossier: &Dossier, framework: usize) -> bool {
    let set = &dossier.frameworks[framework];
    set.rule.is_some() || set.rows.iter().any(|row| !row.thresholds.is_empty())
}

/// Every row that asks something, with each of its thresholds: for sets that only name what must be reached when.
#[must_use]
pub fn targets(dossier: &Dossier, coverage: &Coverage, framework: usize) -> Vec<Asked> {
    let set = &dossier.frameworks[framework];
    let rows = set.asking().map(|row| Criterion { framework, row });
    rows.flat_map(|criterion| {
        let thresholds = &set.rows[criterion.row].thresholds;
        let each: Vec<Option<usize>> = if thresholds.is_empty() { vec![None] } else { (0..thresholds.len()).map(Some).collect() };
        each.into_iter().map(move |threshold| judge(dossier, coverage, criterion, threshold)).collect::<Vec<_>>()
    })
    .collect()
}

/// Every part at every grade, of a set that demands that all be met; nothing for another.
#[must_use]
pub fn parts(dossier: &Dossier, coverage: &Coverage, framework: usize) -> Vec<Part> {
    let set = &dossier.frameworks[framework];
    if set.rule != Some(Rule::All) {
        return Vec::new();
    }
    let tops: Vec<usize> = set.level(Level::Category).filter(|row| set.rows[*row].parent.is_none()).collect();
    let tops: Vec<Option<usize>> = if tops.is_empty() { vec![None] } else { tops.into_iter().map(Some).collect() };
    let grades: Vec<Option<usize>> = if set.grades.is_empty() { vec![None] } else { (0..set.grades.len()).map(Some).collect() };
    let mut parts = Vec::new();
    for row in tops {
        for grade in &grades {
            let within = set.asking().filter(|r| row.is_none_or(|top| set.is_within(*r, top)));
            let asked = within.map(|row| {
                let threshold = at_grade(&set.rows[row].thresholds, *grade);
                judge(dossier, coverage, Criterion { framework, row }, threshold)
            });
            parts.push(Part { row, grade: *grade, asked: asked.collect() });
        }
    }
    parts
}

/// What is demanded at a grade: the highest that is named up to it.
fn at_grade(thresholds: &[Threshold], grade: Option<usize>) -> Option<usize> {
    (0..thresholds.len()).filter(|n| thresholds[*n].grade <= grade).max_by_key(|n| (thresholds[*n].grade, std::cmp::Reverse(*n)))
}

/// How a row stands against one of its thresholds, or against the evidence.
fn judge(dossier: &Dossier, coverage: &Coverage, criterion: Criterion, threshold: Option<usize>) -> Asked {
    let row = dossier.row(criterion);
    let graded = coverage.of(criterion);
    let (verdict, why) = match (graded, threshold.map(|n| &row.thresholds[n])) {
        _ if row.unread => (Verdict::Unknown, Why::Unread),
        (None, _) => (Verdict::Unknown, Why::Nothing),
        (Some(graded), Some(threshold)) => by_figures(dossier, graded, threshold),
        (Some(graded), None) => by_evidence(graded),
    };
    Asked { criterion, threshold, verdict, why }
}

fn by_evidence(graded: &Graded) -> (Verdict, Why) {
    match graded.mark {
        Mark::NotShown => (Verdict::Unknown, Why::Nothing),
        mark @ (Mark::Results | Mark::InPractice) => (Verdict::Met, Why::Evidence(mark)),
        mark @ (Mark::Planned | Mark::NotNow) => (Verdict::Unmet, Why::Evidence(mark)),
    }
}

/// The worst of all indicators that measure the row: what one of them misses is not reached.
fn by_figures(dossier: &Dossier, graded: &Graded, threshold: &Threshold) -> (Verdict, Why) {
    let measured = graded.indicators.iter().map(|i| by_figure(dossier, *i, threshold));
    let rank =
        |verdict: Verdict| [Verdict::Unmet, Verdict::NotDue, Verdict::Unknown, Verdict::Met].iter().position(|v| *v == verdict);
    measured.min_by_key(|(verdict, _)| rank(*verdict)).unwrap_or((Verdict::Unknown, Why::Nothing))
}

fn by_figure(dossier: &Dossier, index: usize, threshold: &Threshold) -> (Verdict, Why) {
    let indicator = &dossier.indicators[index];
    let Some((at, value)) = held(indicator, &threshold.figure) else { return (Verdict::Unknown, Why::NoValue) };
    if dossier.is_stale(value) {
        return (Verdict::Unknown, Why::Stale(index, at));
    }
    let why = Why::Figure(index, at);
    let to_come = threshold.figure.period.is_some_and(|period| period.to > dossier.head.as_of);
    match figures::meets(indicator, value, &threshold.figure) {
        (true, _) => (Verdict::Met, why),
        (_, true) if to_come => (Verdict::NotDue, why),
        (_, true) => (Verdict::Unmet, why),
        _ => (Verdict::Unknown, why),
    }
}

/// The value of the city that is held against what is demanded, and which of the indicator's it is.
fn held<'a>(indicator: &'a Indicator, demanded: &Figure) -> Option<(usize, &'a Figure)> {
    let value = if demanded.period.is_some() { indicator.held_against(demanded) } else { indicator.newest() }?;
    let ours = city_values(indicator).any(|v| std::ptr::eq(v, value));
    let at = indicator.values.iter().position(|v| std::ptr::eq(v, value))?;
    ours.then_some((at, value))
}
