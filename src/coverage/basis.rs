//! What a mark rests on: which kinds of proof there are, and what is missing.

use super::Graded;
use crate::check::{Dossier, Item};
use crate::model::words::{Confidence, EvidenceKind, Finality, Mark, SourceKind, Status};
use crate::model::{Evidence, Figure, Indicator, Period, Value};

/// What a mark rests on, by the kind of proof.
pub(super) struct Basis<'a> {
    pub actions: Vec<&'a Evidence>,
    /// Figures of the city, and those of them that are not too old.
    pub values: Vec<&'a Figure>,
    pub current: Vec<&'a Figure>,
    pub evaluations: Vec<&'a Evidence>,
    /// What is in force where being there is what is asked for.
    pub exists: Vec<&'a Evidence>,
    pub plans: Vec<&'a Evidence>,
    pub targets: bool,
}

impl<'a> Basis<'a> {
    pub fn of(dossier: &'a Dossier, links: &[usize], indicators: &[usize]) -> Self {
        let evidence: Vec<&Evidence> = links.iter().map(|l| &dossier.evidence[dossier.links[*l].evidence]).collect();
        let those = |test: &dyn Fn(&Evidence) -> bool| evidence.iter().copied().filter(|e| test(e)).collect::<Vec<_>>();
        let values: Vec<&Figure> = indicators.iter().flat_map(|i| city_values(&dossier.indicators[*i])).collect();
        let existence = links.iter().map(|l| &dossier.links[*l]);
        Self {
            actions: those(&is_action),
            current: values.iter().copied().filter(|v| !dossier.is_stale(v)).collect(),
            values,
            evaluations: those(&|e| is_evaluation(e) && !e.proof.is_empty()),
            exists: existence
                .filter(|link| dossier.frameworks[link.criterion.framework].asks_existence(link.criterion.row))
                .map(|link| &dossier.evidence[link.evidence])
                .filter(|e| e.kind == EvidenceKind::Policy && e.status == Status::InForce && !e.proof.is_empty())
                .collect(),
            plans: those(&|e| is_plan(dossier, e)),
            targets: indicators.iter().any(|i| !dossier.indicators[*i].targets.is_empty()),
        }
    }

    pub fn has_results(&self) -> bool {
        !self.actions.is_empty() && (!self.current.is_empty() || !self.evaluations.is_empty())
    }

    pub fn is_press_only(&self, dossier: &Dossier, mark: Mark) -> bool {
        let proved = match mark {
            Mark::Results => [self.actions.as_slice(), &self.evaluations, &self.exists].concat(),
            Mark::InPractice => self.actions.clone(),
            _ => return false,
        };
        proved.iter().all(|e| press_proof(dossier, e))
            && (mark != Mark::Results || self.current.iter().all(|f| press_figure(dossier, f)))
    }

    /// The year of a result that is too old to count.
    pub fn stale(&self, mark: Mark) -> Option<u16> {
        if mark != Mark::InPractice {
            return None;
        }
        self.values.iter().filter_map(|v| v.period.map(Period::last_year)).max()
    }
}

/// What a row lacks for the next mark, in words: nothing where it shows results, or the city graded itself lower.
#[must_use]
pub fn lacking(dossier: &Dossier, graded: &Graded) -> Vec<&'static str> {
    let basis = Basis::of(dossier, &graded.counted_links, &graded.counted_indicators);
    match graded.mark {
        Mark::Results => Vec::new(),
        _ if graded.lowered_from.is_some() => Vec::new(),
        Mark::InPractice => vec!["a value of the city that is not too old, with its source; or a report or survey with proof"],
        Mark::Planned | Mark::NotShown | Mark::NotNow => {
            let unproved = graded.counted_links.iter().any(|l| {
                let e = &dossier.evidence[dossier.links[*l].evidence];
                e.proof.is_empty() && e.status != Status::Planned
            });
            let mut lacks = vec!["an action in force, running or ended, with proof"];
            lacks.extend(unproved.then_some("proof for what is linked without it"));
            lacks.extend(
                (!basis.values.is_empty()).then_some("an action behind the figures that there are: figures alone show no action"),
            );
            lacks
        }
    }
}

/// Something that is done or valid, and proven: not a paper that promises it, not a look back at it.
fn is_action(evidence: &Evidence) -> bool {
    use EvidenceKind as K;
    let kind =
        matches!(evidence.kind, K::Policy | K::Programme | K::Event | K::Body | K::Partnership | K::BudgetLine | K::Practice);
    kind && evidence.status != Status::Planned && !evidence.proof.is_empty()
}

fn is_evaluation(evidence: &Evidence) -> bool {
    matches!(evidence.kind, EvidenceKind::Survey | EvidenceKind::Report)
}

/// An adopted paper with number and date, or a promise in one.
fn is_plan(dossier: &Dossier, evidence: &Evidence) -> bool {
    match evidence.kind {
        EvidenceKind::Policy | EvidenceKind::Plan => evidence.details.number.is_some() && evidence.since.is_some(),
        EvidenceKind::Commitment => evidence.details.promised_in.as_ref().is_some_and(
            |p| matches!(dossier.item(&p.value), Some(Item::Evidence(n)) if dossier.evidence[n].details.number.is_some()),
        ),
        _ => false,
    }
}

/// Observations of the city itself, with a source.
pub(super) fn city_values(indicator: &Indicator) -> impl Iterator<Item = &Figure> {
    indicator.values.iter().filter(|v| {
        let says = v.value.is_known() && v.value != Value::Exists(false) && v.status != Some(Finality::Forecast);
        says && v.is_sourced() && indicator.place_of(v).is_city()
    })
}

fn press_proof(dossier: &Dossier, evidence: &Evidence) -> bool {
    evidence.proof.iter().all(|p| match dossier.item(&p.value) {
        Some(Item::Source(n)) => dossier.sources[n].kind == SourceKind::Press,
        _ => false,
    })
}

fn press_figure(dossier: &Dossier, figure: &Figure) -> bool {
    match figure.confidence {
        Some(Confidence::Official | Confidence::FirstHand) => false,
        Some(Confidence::Press) => true,
        // What is unconfirmed is no stronger than the source it was found in.
        Some(Confidence::Unconfirmed) | None => figure.source.as_ref().is_some_and(
            |s| matches!(dossier.item(&s.value), Some(Item::Source(n)) if dossier.sources[n].kind == SourceKind::Press),
        ),
    }
}
