//! What the dossier shows of each criterion. Pure: it cannot fail and asks nobody.
//!
//! A mark grades the *kind* of proof, never the number of items, and there is no score:
//!
//! | mark | rule: the highest that holds |
//! |---|---|
//! | results shown | an action with reason and proof, *and* a current value for the city with its source, or an evaluation; where a feature asks for existence, a policy in force is enough |
//! | in practice | an action in force, running or ended, with proof |
//! | planned | an adopted plan with number and date, a commitment in one, or a target |
//! | not yet shown | nothing of these |
//! | not a priority | nothing of these, with the reason and the body that decided it |
//!
//! An area's mark is the highest of what is linked to the area itself and to its features. A link to an area never counts
//! for a feature. The city may grade lower, never higher.

mod basis;
mod carried;
pub mod verdict;

pub use basis::lacking;
pub use carried::Derived;

use basis::{Basis, city_values};

use crate::check::{Criterion, Dossier};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::next_step::Plan;
use crate::model::words::Mark;
use crate::pack::framework::Level;

/// The same evidence seen through every framework of the dossier.
#[derive(Debug)]
pub struct Coverage {
    /// One lens a framework, in the dossier's order.
    pub lenses: Vec<Lens>,
    /// Evidence that supports nothing.
    pub unused: Vec<usize>,
}

/// One framework seen over the evidence.
#[derive(Debug)]
pub struct Lens {
    /// Which framework.
    pub framework: usize,
    /// Its areas and features, in its order.
    pub graded: Vec<Graded>,
}

/// What is shown of one area or feature.
#[derive(Debug)]
pub struct Graded {
    /// Which row.
    pub criterion: Criterion,
    /// Area or feature.
    pub level: Level,
    /// The mark.
    pub mark: Mark,
    /// Links to this very row (into [`Dossier::links`]).
    pub links: Vec<usize>,
    /// Indicators that measure this very row.
    pub indicators: Vec<usize>,
    /// Next steps for this very row (into [`Dossier::next_steps`]).
    pub next_steps: Vec<usize>,
    /// What the mark rests on, for an area with its features: links.
    pub counted_links: Vec<usize>,
    /// … and indicators.
    pub counted_indicators: Vec<usize>,
    /// What other sets of criteria carry to it, and to the rows below it. It lifts no mark.
    pub derived: Vec<Derived>,
    /// Everything the mark rests on was only in the press.
    pub press_only: bool,
    /// A result that is too old to count: the year.
    pub stale: Option<u16>,
    /// The mark the rules alone would give, when the city graded itself lower.
    pub lowered_from: Option<Mark>,
}

impl Coverage {
    /// The graded row of a criterion.
    #[must_use]
    pub fn of(&self, criterion: Criterion) -> Option<&Graded> {
        self.lenses.get(criterion.framework)?.graded.iter().find(|g| g.criterion == criterion)
    }
}

impl Lens {
    /// The areas, in order.
    pub fn areas(&self) -> impl Iterator<Item = &Graded> {
        self.graded.iter().filter(|g| g.level == Level::Area)
    }

    /// How many areas have each mark, strongest first.
    #[must_use]
    pub fn counts(&self) -> Vec<(Mark, usize)> {
        Mark::ALL.iter().rev().map(|mark| (*mark, self.areas().filter(|g| g.mark == *mark).count())).collect()
    }
}

/// Grades every area and feature.
#[must_use]
pub fn map(dossier: &Dossier) -> Coverage {
    let mut lenses: Vec<Lens> = (0..dossier.frameworks.len()).map(|framework| lens(dossier, framework)).collect();
    carried::carry(dossier, &mut lenses);
    let unused = (0..dossier.evidence.len()).filter(|e| dossier.links_of(*e).is_empty()).collect();
    Coverage { lenses, unused }
}

/// What the coverage itself has to say: gaps without a next step, marks higher than the evidence allows.
pub fn report(dossier: &Dossier, coverage: &Coverage, diagnostics: &mut Diagnostics) {
    // Only the first set is what the document answers row by row; of the others each row is an offer, not a question.
    for lens in coverage.lenses.iter().take(1) {
        for graded in lens.areas().filter(|g| g.mark == Mark::NotShown) {
            let row = dossier.row(graded.criterion);
            let written = &row.code.value;
            let planned = dossier.next_steps.iter().any(|(c, _)| dossier.is_within(*c, graded.criterion));
            if !planned {
                diagnostics.push(
                    Diagnostic::new(
                        Code::NotYetShown,
                        crate::diagnostic::Place::Dossier,
                        format!(
                            "nothing is shown for area {} ({}), and nothing is planned",
                            row.code.value,
                            name(dossier, graded.criterion)
                        ),
                    )
                    .hint(format!(
                        "add evidence, or an item to `next_steps:` with `criterion: {written}`, what, who and by when"
                    )),
                );
            }
        }
    }
    for (criterion, step) in &dossier.next_steps {
        let Some(own) = &step.mark else { continue };
        let Some(graded) = coverage.of(*criterion) else { continue };
        let rules = graded.lowered_from.unwrap_or(graded.mark);
        if own.value > rules {
            diagnostics.push(
                Diagnostic::new(
                    Code::GradeTooHigh,
                    own.at,
                    format!("the evidence allows `{}`, and this says `{}`", rules.word(), own.value.word()),
                )
                .hint("a city may grade itself lower than the rules, never higher: add what is missing, or take the mark out"),
            );
        }
    }
}

fn name(dossier: &Dossier, criterion: Criterion) -> &str {
    let english = crate::model::Lang::english();
    &dossier.row(criterion).name.version(&english, &english).text
}

fn lens(dossier: &Dossier, framework: usize) -> Lens {
    let set = &dossier.frameworks[framework];
    let graded = (0..set.rows.len())
        .filter(|row| matches!(set.rows[*row].level, Level::Area | Level::Feature))
        .map(|row| grade(dossier, Criterion { framework, row }))
        .collect();
    Lens { framework, graded }
}

fn grade(dossier: &Dossier, criterion: Criterion) -> Graded {
    let set = &dossier.frameworks[criterion.framework];
    let indices = |len: usize, test: &dyn Fn(usize) -> bool| (0..len).filter(|i| test(*i)).collect::<Vec<_>>();
    let links = indices(dossier.links.len(), &|i| dossier.links[i].criterion == criterion);
    let counted_links = indices(dossier.links.len(), &|i| dossier.is_within(dossier.links[i].criterion, criterion));
    let measuring = |test: &dyn Fn(Criterion) -> bool| -> Vec<usize> {
        let mut list: Vec<usize> = dossier.measures.iter().filter(|(_, c)| test(*c)).map(|(i, _)| *i).collect();
        list.sort_unstable();
        list.dedup();
        list
    };
    let indicators = measuring(&|c| c == criterion);
    let counted_indicators = measuring(&|c| dossier.is_within(c, criterion));
    let next_steps = indices(dossier.next_steps.len(), &|i| dossier.next_steps[i].0 == criterion);

    let basis = Basis::of(dossier, &counted_links, &counted_indicators);
    let by_rules = if basis.has_results() || !basis.exists.is_empty() {
        Mark::Results
    } else if !basis.actions.is_empty() {
        Mark::InPractice
    } else if !basis.plans.is_empty() || basis.targets {
        Mark::Planned
    } else if next_steps.iter().any(|s| matches!(dossier.next_steps[*s].1.plan, Plan::NotNow { .. })) {
        Mark::NotNow
    } else {
        Mark::NotShown
    };
    let own = next_steps.iter().filter_map(|s| dossier.next_steps[*s].1.mark.as_ref()).map(|m| m.value).min();
    let mark = own.map_or(by_rules, |own| own.min(by_rules));
    let (press_only, stale) = (basis.is_press_only(dossier, by_rules), basis.stale(by_rules));
    Graded {
        criterion,
        level: set.rows[criterion.row].level,
        mark,
        links,
        indicators,
        next_steps,
        counted_links,
        counted_indicators,
        derived: Vec::new(),
        press_only,
        stale,
        lowered_from: (mark != by_rules).then_some(by_rules),
    }
}
