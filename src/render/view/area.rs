//! Areas: what each asks, what the city shows, what is missing; and the matrix of all.

use serde::Serialize;

use super::Legend;
use super::indicator::{IndicatorView, told_in};
use super::printer::{MarkView, Printer, Ref, Say};
use crate::check::Criterion;
use crate::coverage::Graded;
use crate::model::next_step::Plan;
use crate::model::words::Mark;
use crate::pack::framework::Level;
use crate::review::Group;
use crate::review::facts::step_names;

/// A category with its areas.
#[derive(Debug, Serialize)]
pub struct Category {
    /// Its code and name.
    pub name: Say,
    /// Its areas.
    pub areas: Vec<Area>,
}

/// One area.
#[derive(Debug, Serialize)]
pub struct Area {
    /// Its place.
    pub id: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Say,
    /// Its mark.
    pub mark: MarkView,
    /// Press only, stale, graded lower by the city.
    pub remark: String,
    /// What it asks: its features.
    pub asks: Vec<Feature>,
    /// The evidence that supports it.
    pub evidence: Vec<Support>,
    /// Indicators told here.
    pub indicators: Vec<IndicatorView>,
    /// Indicators told in another area.
    pub elsewhere: Vec<Ref>,
    /// What comes next.
    pub steps: Vec<StepView>,
}

/// A feature: its text, and its mark when something is linked to it.
#[derive(Debug, Serialize)]
pub struct Feature {
    /// Its code, when verified, and its text.
    pub text: Say,
    /// Its mark, when something is linked to the feature itself.
    pub mark: Option<MarkView>,
}

/// Evidence that supports an area, with the reason.
#[derive(Debug, Serialize)]
pub struct Support {
    /// A link to the evidence, printed as its title.
    pub link: Ref,
    /// Its kind and status.
    pub kind: String,
    /// Why it supports the area.
    pub because: Say,
    /// The feature it is about, when not the area as a whole.
    pub feature: Option<Say>,
}

/// What comes next.
#[derive(Debug, Serialize)]
pub struct StepView {
    /// What, or why not.
    pub what: Say,
    /// Who, and by when; or who decided.
    pub who: Say,
    /// The date.
    pub by: String,
    /// Not a priority now.
    pub not_now: bool,
    /// That it is new or other than in the state that was named.
    pub since: Option<String>,
}

/// A criterion that is not yet shown, planned only, or not a priority.
#[derive(Debug, Serialize)]
pub struct Gap {
    /// The area.
    pub link: Ref,
    /// Its mark.
    pub mark: MarkView,
    /// What comes next.
    pub steps: Vec<StepView>,
}

/// The meaning of the marks.
#[must_use]
pub fn legend(p: &Printer<'_>) -> Vec<Legend> {
    Mark::ALL
        .iter()
        .rev()
        .map(|mark| {
            let mark = p.mark(*mark);
            Legend { meaning: p.word(&format!("meaning_{}", mark.key)), mark }
        })
        .collect()
}

/// What there is to say beside a mark.
#[must_use]
pub fn remark(p: &Printer<'_>, graded: &Graded) -> String {
    let mut remarks = Vec::new();
    if graded.press_only {
        remarks.push(p.word("press_only"));
    }
    if let Some(year) = graded.stale {
        remarks.push(p.locale.fill("stale", &[("year", &year.to_string())]));
    }
    if let Some(mark) = graded.lowered_from {
        remarks.push(p.locale.fill("lowered", &[("mark", &p.mark(mark).word)]));
    }
    remarks.join(&p.between())
}

/// The areas of the first set of criteria, by category.
#[must_use]
pub fn categories(p: &Printer<'_>) -> Vec<Category> {
    let set = &p.dossier.frameworks[0];
    let mut categories: Vec<(Option<usize>, Category)> = Vec::new();
    for graded in p.coverage.lenses[0].areas() {
        let above = set.rows[graded.criterion.row].parent;
        let area = area(p, graded);
        if let Some((_, category)) = categories.last_mut().filter(|(row, _)| *row == above) {
            category.areas.push(area);
        } else {
            let name = above.map_or_else(|| p.pack_say(&set.head.title), |row| p.criterion_name(Criterion { framework: 0, row }));
            categories.push((above, Category { name, areas: vec![area] }));
        }
    }
    categories.into_iter().map(|(_, category)| category).collect()
}

fn area(p: &Printer<'_>, graded: &Graded) -> Area {
    let set = &p.dossier.frameworks[0];
    let row = &set.rows[graded.criterion.row];
    let features: Vec<usize> = set.children(graded.criterion.row).filter(|i| set.rows[*i].level == Level::Feature).collect();
    let asks = features
        .iter()
        .map(|row| {
            let criterion = Criterion { framework: 0, row: *row };
            let graded = p.coverage.of(criterion).filter(|g| !g.links.is_empty() || !g.indicators.is_empty());
            Feature { text: p.criterion_name(criterion), mark: graded.map(|g| p.mark(g.mark)) }
        })
        .collect();
    let (indicators, elsewhere) = told_in(p, graded);
    Area {
        id: p.criterion_place(graded.criterion),
        code: row.code.value.clone(),
        name: p.pack_say(&row.name),
        mark: p.mark(graded.mark),
        remark: remark(p, graded),
        asks,
        evidence: graded.counted_links.iter().map(|link| support(p, *link, graded.criterion)).collect(),
        indicators,
        elsewhere,
        steps: steps_within(p, graded.criterion),
    }
}

fn support(p: &Printer<'_>, link: usize, area: Criterion) -> Support {
    let link = &p.dossier.links[link];
    let item = &p.dossier.evidence[link.evidence];
    Support {
        link: p.title_ref(&item.id.value).expect("evidence has its own id"),
        kind: super::register::kind_line(p, item),
        because: p.say(&link.because),
        feature: (link.criterion != area).then(|| p.criterion_name(link.criterion)),
    }
}

/// The next steps of a criterion and of those below it.
#[must_use]
pub fn steps_within(p: &Printer<'_>, area: Criterion) -> Vec<StepView> {
    // Their names are only asked for where something is compared.
    let names = if p.since.is_some() { step_names(p.dossier) } else { Vec::new() };
    let since = |n: usize| names.get(n).and_then(|name| p.since(Group::NextStep, name));
    let steps = p.dossier.next_steps.iter().enumerate().filter(|(_, (c, _))| p.dossier.is_within(*c, area));
    steps
        .map(|(n, (_, step))| match &step.plan {
            Plan::Step { what, who, by } => StepView {
                what: p.say(what),
                who: p.say(who),
                by: by.map_or_else(|| p.word("no_date"), |d| p.locale.date(d)),
                not_now: false,
                since: since(n),
            },
            Plan::NotNow { because, decided_by } => {
                StepView { what: p.say(because), who: p.say(decided_by), by: String::new(), not_now: true, since: since(n) }
            }
        })
        .collect()
}

/// The areas that show less than practice.
#[must_use]
pub fn gaps(p: &Printer<'_>) -> Vec<Gap> {
    let areas = p.coverage.lenses[0].areas().filter(|g| g.mark < Mark::InPractice);
    areas.map(|g| Gap { link: p.criterion_ref(g.criterion), mark: p.mark(g.mark), steps: steps_within(p, g.criterion) }).collect()
}
