//! What crosswalks carry from one set of criteria to another. It is derived: it lifts no mark and is never a claim of the city.

use super::{Graded, Lens};
use crate::check::{Criterion, Dossier};
use crate::model::words::Mark;
use crate::pack::crosswalk::Relation;

/// What a row of another set says for this one, by a row of a crosswalk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derived {
    /// Which row of which crosswalk (into [`Dossier::bridges`]).
    pub bridge: usize,
    /// The row of the other set.
    pub from: Criterion,
    /// The row of this set: the graded one, or one below it.
    pub to: Criterion,
    /// What the other row is to this one.
    pub relation: Relation,
    /// The mark of the other row.
    pub mark: Mark,
    /// What is carried: links (into [`Dossier::links`]). None where the relation carries nothing.
    pub links: Vec<usize>,
    /// … and indicators.
    pub indicators: Vec<usize>,
}

impl Derived {
    /// Whether anything came over.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.links.is_empty() && self.indicators.is_empty()
    }
}

/// Lists for every row what other sets carry to it. Only what stands in another set by the city's own links is carried: nothing
/// that was carried there itself.
pub(super) fn carry(dossier: &Dossier, lenses: &mut [Lens]) {
    let mut found: Vec<Derived> = Vec::new();
    let of = |criterion: Criterion| -> Option<&Graded> {
        lenses.get(criterion.framework)?.graded.iter().find(|g| g.criterion == criterion)
    };
    for (bridge, joined) in dossier.bridges.iter().enumerate() {
        let ways = [(joined.from, joined.to, joined.relation), (joined.to, joined.from, joined.relation.turned())];
        for (from, to, relation) in ways {
            let Some(source) = of(from) else { continue };
            let (links, indicators) = if relation.carries() {
                (source.counted_links.clone(), source.counted_indicators.clone())
            } else {
                (Vec::new(), Vec::new())
            };
            found.push(Derived { bridge, from, to, relation, mark: source.mark, links, indicators });
        }
    }
    for lens in lenses {
        for graded in &mut lens.graded {
            graded.derived = found.iter().filter(|derived| dossier.is_within(derived.to, graded.criterion)).cloned().collect();
        }
    }
}
