//! Indicators: series of observations, with targets.

use serde::Serialize;

use super::date::Date;
use super::figure::Figure;
use super::id::Id;
use super::number::Number;
use super::period::Period;
use super::place::Place;
use super::text::Text;
use super::unit::{Base, Known, Unit, UnitAndBase};
use super::words::{Better, Finality};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::yaml::Node;
use crate::yaml::read::{Cx, Fields, Placed, Read};

/// A series of observations of one thing, and what the city aims at.
#[derive(Clone, Debug, Serialize)]
pub struct Indicator {
    /// Its name.
    pub id: Placed<Id>,
    /// What it is called in print.
    pub name: Text,
    /// A definition or remark (prose).
    pub says: Option<Text>,
    /// The criteria it measures.
    pub measures: Vec<Placed<String>>,
    /// The measurement of a set of criteria that it answers.
    pub measurement: Option<Placed<String>>,
    /// The unit.
    pub unit: Placed<Unit>,
    /// Whom or what a rate is counted over.
    pub base: Option<Placed<Base>>,
    /// What it speaks of.
    pub place: Place,
    /// Which way is good, when the city says so.
    pub better: Option<Better>,
    /// Whether a percentage of more than 100 is possible.
    pub may_exceed_100: bool,
    /// Whether it starts anew each year, such as places created in a year.
    pub flow: bool,
    /// Decimal places of computed values.
    pub decimals: u8,
    /// How its values are computed from others.
    pub rule: Option<Placed<Rule>>,
    /// Indicators that add up to it.
    pub parts: Vec<Placed<Id>>,
    /// Who is responsible.
    pub owner: Option<Text>,
    /// When the owner must deliver.
    pub due: Option<Date>,
    /// Where it stands among its like.
    pub order: Option<u32>,
    /// What was observed, and what was computed.
    pub values: Vec<Figure>,
    /// What is aimed at.
    pub targets: Vec<Figure>,
    /// The whole entry.
    pub span: Span,
}

/// How values are computed from those of other indicators, for each time they have in common; all have to speak of one place.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// `{share: A, base: B}`: A as a percentage of B.
    Share(Placed<Id>, Placed<Id>),
    /// `{per: 100000, of: A, over: B}`: so many of A for so many of B.
    Per(Number, Placed<Id>, Placed<Id>),
    /// `{sum: [A, B]}`
    Sum(Vec<Placed<Id>>),
    /// `{difference: [A, B]}`: A without B.
    Difference(Placed<Id>, Placed<Id>),
    /// `{convert: A, rate: R, to: U, on: D, source: S}`: A in another currency, at the rate of a day.
    Convert {
        /// What is converted.
        from: Placed<Id>,
        /// The rate.
        rate: Rate,
        /// The other unit.
        to: Unit,
        /// The day of the rate.
        on: Date,
        /// Who published the rate.
        source: Option<Placed<Id>>,
    },
}

/// The rate of two currencies, as it is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rate {
    /// `rate: 0.0000395`: what one of the first is in the other.
    Times(Number),
    /// `divided_by: 25400`: what one of the other is in the first.
    By(Number),
}

impl Rate {
    /// The number that was published.
    #[must_use]
    pub const fn number(self) -> Number {
        match self {
            Self::Times(n) | Self::By(n) => n,
        }
    }
}

impl Rule {
    /// The indicators it needs.
    #[must_use]
    pub fn inputs(&self) -> Vec<&Placed<Id>> {
        match self {
            Self::Share(a, b) | Self::Per(_, a, b) | Self::Difference(a, b) => vec![a, b],
            Self::Sum(list) => list.iter().collect(),
            Self::Convert { from, .. } => vec![from],
        }
    }
}

impl Indicator {
    /// The place of one of its figures.
    #[must_use]
    pub fn place_of<'a>(&'a self, figure: &'a Figure) -> &'a Place {
        figure.place.as_ref().unwrap_or(&self.place)
    }

    /// Whom or what it is counted over.
    #[must_use]
    pub fn base(&self) -> Option<&Base> {
        self.base.as_ref().map(|b| &b.value)
    }

    /// Whom or what one of its figures is counted over.
    #[must_use]
    pub fn base_of<'a>(&'a self, figure: &'a Figure) -> Option<&'a Base> {
        figure.base.as_ref().map(|b| &b.value).or_else(|| self.base())
    }

    /// Whether a figure speaks of the same place and people as the indicator.
    #[must_use]
    pub fn is_own(&self, figure: &Figure) -> bool {
        *self.place_of(figure) == self.place && self.base_of(figure) == self.base()
    }

    /// The times from which on its series cannot be compared with what stands before, oldest first; also where the value
    /// that says so is missing, or another one of that time is quoted.
    #[must_use]
    pub fn breaks(&self) -> Vec<Period> {
        let broken = self.values.iter().filter(|v| v.series_break.is_some() && self.is_own(v));
        let mut times: Vec<Period> = broken.filter_map(|v| v.period).collect();
        times.sort();
        times
    }

    /// The known observations of the indicator's own place and people, oldest first, without forecasts; where two speak of
    /// one time, the one that stands for it is last: that which is quoted, else the most exact.
    #[must_use]
    pub fn series(&self) -> Vec<&Figure> {
        let counts = |v: &&Figure| v.value.is_known() && self.is_own(v) && v.status != Some(Finality::Forecast);
        let mut own: Vec<&Figure> = self.values.iter().filter(counts).collect();
        own.sort_by_key(|f| (f.period, f.quoted, f.value.exactness()));
        own
    }

    /// The series with one observation for each time.
    #[must_use]
    pub fn one_a_time(&self) -> Vec<&Figure> {
        let mut series: Vec<&Figure> = Vec::new();
        for figure in self.series() {
            let same = |last: &&Figure| last.period.zip(figure.period).is_some_and(|(a, b)| a.same_time(b));
            if series.last().is_some_and(same) {
                series.pop();
            }
            series.push(figure);
        }
        series
    }

    /// The newest observation that says something of what the indicator speaks of; never that of another place.
    #[must_use]
    pub fn newest(&self) -> Option<&Figure> {
        self.series().pop()
    }

    /// The observation that change is counted from: the one marked so, else the first that can be compared with the
    /// newest, when that is another one.
    #[must_use]
    pub fn baseline(&self) -> Option<&Figure> {
        let series = self.one_a_time();
        let newest = *series.last()?;
        let unbroken = self.breaks().pop();
        let like = |f: &&&Figure| {
            let alike = f.period.zip(newest.period).is_some_and(|(a, b)| a.is_like(b) && !a.same_time(b));
            alike && f.period.is_some_and(|p| unbroken.is_none_or(|from| p.to >= from.to))
        };
        let comparable: Vec<&Figure> = series.iter().filter(like).copied().collect();
        comparable.iter().find(|f| f.baseline).or_else(|| comparable.first()).copied()
    }

    /// The target the city reports against, of the indicator's own place and people: the one marked so, else the only one,
    /// else the last in time.
    #[must_use]
    pub fn target(&self) -> Option<&Figure> {
        let own = || self.targets.iter().filter(|t| t.value.is_known() && self.is_own(t));
        own().find(|t| t.report_against).or_else(|| own().max_by_key(|t| t.period))
    }

    /// The observation that is held against a target: the newest; of a flow, which starts anew each year, that of the
    /// target's own time.
    #[must_use]
    pub fn held_against(&self, target: &Figure) -> Option<&Figure> {
        if !self.flow {
            return self.newest();
        }
        let time = target.period?;
        self.one_a_time().into_iter().find(|f| f.period.is_some_and(|p| p.same_time(time)))
    }

    /// Which way is good: what the city or its measurement says, else up; in a ranking, down.
    #[must_use]
    pub fn direction(&self) -> Better {
        let by_unit = if self.unit.value == Unit::Known(Known::Rank) { Better::Lower } else { Better::Higher };
        self.better.unwrap_or(by_unit)
    }

    /// Whether it only describes the city: nothing is better, and nothing is aimed at.
    #[must_use]
    pub fn only_informs(&self) -> bool {
        self.direction() == Better::Neither && self.targets.is_empty()
    }

    /// The unit of one of its figures.
    #[must_use]
    pub fn unit_of<'a>(&'a self, figure: &'a Figure) -> &'a Unit {
        figure.unit.as_ref().map_or(&self.unit.value, |u| &u.value)
    }
}

/// Whether a number of a rule is more than nothing, which is said when it is not.
fn positive(number: &Placed<Number>, message: &str, cx: &mut Cx<'_>) -> bool {
    let fits = number.value.decimal() > rust_decimal::Decimal::ZERO;
    if !fits {
        let hint = "write `per: 1`, `per: 1000`; `rate: 0.0000395`, or `divided_by: 25400`";
        cx.push(Diagnostic::new(Code::BadNumber, number.at, message).hint(hint));
    }
    fits
}

impl Read for Rule {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "a rule of computation", cx)?;
        let mut rules: Vec<Option<Self>> = Vec::new();
        if f.entry("share").is_some() {
            let (count, base) = (f.required("share", cx), f.required("base", cx));
            rules.push(count.zip(base).map(|(a, b)| Self::Share(a, b)));
        }
        if f.entry("per").is_some() {
            let (many, of, over) = (f.required::<Placed<Number>>("per", cx), f.required("of", cx), f.required("over", cx));
            let many = many.filter(|n| positive(n, "a rate is per some number of things", cx)).map(|n| n.value);
            rules.push(many.zip(of.zip(over)).map(|(n, (a, b))| Self::Per(n, a, b)));
        }
        if f.entry("sum").is_some() {
            let list: Option<Vec<Placed<Id>>> = f.required("sum", cx);
            let some = list.filter(|list| !list.is_empty());
            if some.is_none() {
                cx.push(Diagnostic::new(Code::OneAmount, f.head(), "a sum adds something up").hint("write `sum: [a, b]`"));
            }
            rules.push(some.map(Self::Sum));
        }
        if f.entry("difference").is_some() {
            let pair: Option<Vec<Placed<Id>>> = f.required("difference", cx);
            let pair = pair.and_then(|list| <[_; 2]>::try_from(list).ok());
            if pair.is_none() {
                cx.push(
                    Diagnostic::new(Code::WrongType, f.head(), "a difference has two indicators")
                        .hint("write `difference: [all-schools, private-schools]`"),
                );
            }
            rules.push(pair.map(|[a, b]| Self::Difference(a, b)));
        }
        if f.entry("convert").is_some() {
            let (from, on) = (f.required("convert", cx), f.required("on", cx));
            let by: Option<Placed<Number>> = f.optional("divided_by", cx);
            let (kind, rate): (fn(Number) -> Rate, _) =
                if f.entry("divided_by").is_some() { (Rate::By, by) } else { (Rate::Times, f.required("rate", cx)) };
            let rate = rate.filter(|n| positive(n, "a rate is more than nothing", cx)).map(|n| kind(n.value));
            let to: Option<UnitAndBase> = f.required("to", cx);
            let source = f.optional("source", cx);
            let all = from.zip(rate).zip(to.zip(on));
            rules.push(all.map(|((from, rate), (to, on))| Self::Convert { from, rate, to: to.unit, on, source }));
        }
        let (at, count) = (f.head(), rules.len());
        f.finish(cx);
        if count != 1 {
            cx.push(Diagnostic::new(Code::OneAmount, at, "a computed indicator follows one rule").hint(
                "write one of `{share: A, base: B}`, `{per: 100000, of: A, over: B}`, `{sum: [A, B]}`, `{difference: [A, B]}`, `{convert: A, rate: …, to: …, on: …}`",
            ));
            return None;
        }
        rules.pop().flatten()
    }
}

impl Read for Indicator {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "an indicator", cx)?;
        let (id, name) = (f.required::<Placed<Id>>("id", cx), f.required("name", cx));
        let unit: Option<Placed<UnitAndBase>> = f.required("unit", cx);
        let (says, measures, measurement) = (f.optional("says", cx), f.list("measures", cx), f.optional("measurement", cx));
        let base: Option<Placed<Base>> = f.optional("base", cx);
        let place = f.optional("place", cx).unwrap_or_else(|| Place::city(f.head()));
        let better = f.optional("better", cx);
        let may_exceed_100 = f.optional("may_exceed_100", cx).unwrap_or(false);
        let flow = f.optional("flow", cx).unwrap_or(false);
        let decimals: Option<Placed<u32>> = f.optional("decimals", cx);
        if let Some(places) = decimals.as_ref().filter(|d| d.value > 9) {
            cx.push(
                Diagnostic::new(Code::BadNumber, places.at, "a computed value has at most 9 decimal places")
                    .hint("write `decimals: 2`, as many places as the figures can bear"),
            );
        }
        let decimals = decimals.and_then(|d| u8::try_from(d.value).ok()).map_or(1, |n| n.min(9));
        let (rule, parts) = (f.optional("computed", cx), f.list("parts", cx));
        let (owner, due, order) = (f.optional("owner", cx), f.optional("due", cx), f.optional("order", cx));
        let (values, targets) = (f.list("values", cx), f.list("targets", cx));
        f.finish(cx);
        let unit = unit?;
        let written_with = unit.value.base.map(|value| Placed { value, at: unit.at });
        Some(Self {
            id: id?,
            name: name?,
            says,
            measures,
            measurement,
            unit: Placed { value: unit.value.unit, at: unit.at },
            base: base.or(written_with),
            place,
            better,
            may_exceed_100,
            flow,
            decimals,
            rule,
            parts,
            owner,
            due,
            order,
            values,
            targets,
            span: node.span,
        })
    }
}
