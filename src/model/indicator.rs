//! Indicators: series of observations, with targets.

use super::date::Date;
use super::id::Id;
use super::text::Text;
use super::value::Figure;
use super::words::{Better, Scope};
use crate::source::Span;
use crate::yaml::Node;
use crate::yaml::read::{Cx, Fields, Placed, Read};

/// A series of observations of one thing, and what the city aims at.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Its name.
    pub id: Placed<Id>,
    /// What it is called in print.
    pub name: Text,
    /// A definition or remark (prose).
    pub says: Option<Text>,
    /// The criteria it measures.
    pub measures: Vec<Placed<String>>,
    /// The unit, such as "% of clans".
    pub unit: Text,
    /// What it speaks of.
    pub place: Scope,
    /// Which way is good.
    pub better: Better,
    /// Who is responsible.
    pub owner: Option<Text>,
    /// When the owner must deliver.
    pub due: Option<Date>,
    /// Where it stands among its like.
    pub order: Option<u32>,
    /// What was observed.
    pub values: Vec<Figure>,
    /// What is aimed at.
    pub targets: Vec<Figure>,
    /// The whole entry.
    pub span: Span,
}

impl Indicator {
    /// The newest observation that says something, of what the indicator speaks of rather than of another place.
    #[must_use]
    pub fn newest(&self) -> Option<&Figure> {
        self.values.iter().filter(|v| v.value.is_known()).max_by_key(|v| (!self.is_elsewhere(v), v.period))
    }

    /// Whether a figure speaks of another place than the indicator.
    #[must_use]
    pub fn is_elsewhere(&self, figure: &Figure) -> bool {
        figure.place.is_some_and(|place| place != self.place)
    }

    /// The target the city reports against: the one marked so, else the only one, else the last in time.
    #[must_use]
    pub fn target(&self) -> Option<&Figure> {
        self.targets.iter().find(|t| t.report_against).or_else(|| self.targets.iter().max_by_key(|t| t.period))
    }
}

impl Read for Indicator {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "an indicator", cx)?;
        let (id, name, unit) = (f.required("id", cx), f.required("name", cx), f.required("unit", cx));
        let (says, measures) = (f.optional("says", cx), f.list("measures", cx));
        let place = f.optional("place", cx).unwrap_or(Scope::City);
        let better = f.optional("better", cx).unwrap_or(Better::Higher);
        let (owner, due, order) = (f.optional("owner", cx), f.optional("due", cx), f.optional("order", cx));
        let (values, targets) = (f.list("values", cx), f.list("targets", cx));
        f.finish(cx);
        Some(Self {
            id: id?,
            name: name?,
            says,
            measures,
            unit: unit?,
            place,
            better,
            owner,
            due,
            order,
            values,
            targets,
            span: node.span,
        })
    }
}
