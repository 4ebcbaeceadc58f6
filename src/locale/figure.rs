//! Figures, units, times and places in a language.

use super::Locale;
use crate::figures;
use crate::model::number::Number;
use crate::model::period::Shape;
use crate::model::unit::{DeclaredUnit, Known};
use crate::model::value::{Band, Bound};
use crate::model::{Base, Date, Figure, Indicator, Lang, Period, Text, Unit, Value};

/// A language, and what the dossier counts in.
#[derive(Clone, Copy, Debug)]
pub struct Figures<'a> {
    /// The language.
    pub locale: &'a Locale,
    /// The declared units.
    pub units: &'a [DeclaredUnit],
    /// The language the dossier's texts are written in.
    pub original: &'a Lang,
}

impl Figures<'_> {
    fn text(&self, text: &Text) -> String {
        text.line(&self.locale.lang, self.original)
    }

    /// What a figure says, with the sign of its unit: "at least 60%", "VND 51,300 billion", "3,359.82 km²". Units that are
    /// words stand apart from it.
    #[must_use]
    pub fn amount(&self, value: &Value, unit: &Unit) -> String {
        self.said(value, unit, &|n, _| n.to_owned())
    }

    /// What a figure says, with its unit, whatever that is: "9.4 years", "2,913 schools".
    #[must_use]
    pub fn amount_with_unit(&self, value: &Value, unit: &Unit) -> String {
        self.said(value, unit, &|printed, number| self.with_word(printed, number, unit))
    }

    /// A number with its unit.
    #[must_use]
    pub fn number_with_unit(&self, number: Number, unit: &Unit) -> String {
        self.amount_with_unit(&Value::Exact(number), unit)
    }

    fn said(&self, value: &Value, unit: &Unit, word: &dyn Fn(&str, Number) -> String) -> String {
        let l = self.locale;
        let measured = |printed: &str, n: Number| word(&self.with_sign(printed, n, unit), n);
        match value {
            Value::Exact(n) => measured(&l.number(*n), *n),
            Value::Bounded(bound, n) => bounded(l, *bound, &measured(&l.number(*n), *n)),
            Value::Range(a, b) if a.decimal().is_sign_negative() => {
                let ends = [a, b].map(|n| measured(&l.number(*n), *n));
                l.fill("since_until", &[("since", &ends[0]), ("until", &ends[1])])
            }
            Value::Range(a, b) => measured(&format!("{}–{}", l.number(*a), l.number(*b)), *b),
            Value::Band(Band { low, high }) => {
                let ends = [low, high].into_iter().flatten().collect::<Vec<_>>();
                let last = ends.len().saturating_sub(1);
                let said = ends.iter().enumerate().map(|(at, (bound, n))| {
                    let number = l.number(*n);
                    bounded(l, *bound, &if at == last { measured(&number, *n) } else { number })
                });
                l.list(&said.collect::<Vec<_>>())
            }
            Value::Level(n) => l.fill("level", &[("n", &l.number(*n))]),
            Value::Parts(n, of) => l.fill("parts", &[("n", &l.number(*n)), ("of", &l.number(*of))]),
            Value::Exists(true) => l.word("exists").to_owned(),
            Value::Exists(false) => l.word("exists_not").to_owned(),
            Value::SameAs(_) | Value::Missing(_) => l.word("not_available").to_owned(),
        }
    }

    /// What a step of a scale is called, where the scale says it.
    fn step(&self, figure: &Figure, unit: &Unit) -> Option<String> {
        let (Value::Level(n), Unit::Declared(index)) = (&figure.value, unit) else { return None };
        let step = self.units[*index].levels.iter().find(|s| s.level.value.decimal() == n.decimal())?;
        step.name.as_ref().map(|name| self.text(name))
    }

    /// A number with the sign of its unit, when it has one.
    fn with_sign(&self, number: &str, n: Number, unit: &Unit) -> String {
        let l = self.locale;
        match unit {
            Unit::Percent => l.fill("percent", &[("n", number)]),
            Unit::Said(_) if unit.is_percent() => l.fill("percent", &[("n", number)]),
            Unit::PerMany(many) => l.fill("per_many", &[("n", number), ("many", &l.number(*many))]),
            Unit::Known(known) if is_sign(*known) => {
                format!("{number}\u{a0}{}", known.word())
            }
            Unit::Money { scale, currency, per } => {
                let key = scale.map_or_else(|| "money".to_owned(), |s| format!("money_{}", s.word()));
                let money = l.measured(&key, n, number, &[("currency", l.currency(currency))]);
                per.map_or(money.clone(), |per| l.fill(&format!("per_{}", per.word()), &[("n", &money)]))
            }
            _ => number.to_owned(),
        }
    }

    /// A number with its unit, where that is a word.
    fn with_word(&self, printed: &str, number: Number, unit: &Unit) -> String {
        match unit {
            Unit::Known(known) if stands_behind(*known) => self.locale.measured(&word_key(*known), number, printed, &[]),
            Unit::Declared(n) if !self.units[*n].levels.is_empty() => self.locale.measured("unit_levels", number, printed, &[]),
            // The name of a unit is a plural.
            Unit::Declared(_) if number.decimal() == rust_decimal::Decimal::ONE => printed.to_owned(),
            Unit::Declared(n) => format!("{printed} {}", self.text(&self.units[*n].name)),
            Unit::Said(text) if !unit.is_percent() => format!("{printed} {}", self.text(text)),
            _ => printed.to_owned(),
        }
    }

    /// What an indicator is counted in.
    #[must_use]
    pub fn unit_of(&self, indicator: &Indicator) -> String {
        self.unit(&indicator.unit.value, indicator.base())
    }

    /// What a unit is called, with its base: "% of clans", "per 100,000 residents", "schools".
    #[must_use]
    pub fn unit(&self, unit: &Unit, base: Option<&Base>) -> String {
        let l = self.locale;
        let base = base.map(|b| self.base(b));
        // What is counted among whom: "persons (people aged 15 and over)".
        let over = |unit: String| base.as_ref().map_or(unit.clone(), |base| format!("{unit} ({base})"));
        match unit {
            Unit::Percent => base.as_ref().map_or_else(|| "%".to_owned(), |base| l.fill("share_of", &[("base", base)])),
            Unit::PerMany(many) => {
                let many = l.number(*many);
                l.fill("per_many_of", &[("many", &many), ("base", base.as_deref().unwrap_or_default())]).trim().to_owned()
            }
            Unit::Known(known) if is_sign(*known) => over(known.word().to_owned()),
            Unit::Known(known) => over(l.fill(&word_key(*known), &[("n", "")]).trim().to_owned()),
            Unit::Money { .. } => {
                self.with_sign("", Number::new(rust_decimal::Decimal::TEN), unit).split_whitespace().collect::<Vec<_>>().join(" ")
            }
            Unit::Declared(n) => over(self.text(&self.units[*n].name)),
            Unit::Said(text) => over(self.text(text)),
            Unit::Word(word) => word.clone(),
        }
    }

    /// Whom or what a rate is counted over.
    #[must_use]
    pub fn base(&self, base: &Base) -> String {
        let l = self.locale;
        match base {
            Base::Declared(n) => self.text(&self.units[*n].name),
            Base::Said(text) => self.text(text),
            Base::Word(word) => word.clone(),
            Base::Ages(from, None) => l.fill("ages_from", &[("from", &from.to_string())]),
            Base::Ages(from, Some(to)) if from == to => l.fill("age", &[("age", &from.to_string())]),
            Base::Ages(from, Some(to)) => l.fill("ages", &[("from", &from.to_string()), ("to", &to.to_string())]),
        }
    }

    /// What a figure of an indicator says, with what it is out of, its share and its absolute number: "97 of 204 (47.5%)",
    /// "more than 67% (more than 1,420,000 families)", "3 of 63".
    #[must_use]
    pub fn figure(&self, indicator: &Indicator, figure: &Figure) -> String {
        let amount = self.bare_figure(indicator, figure);
        let known = self.share(indicator, figure).or_else(|| self.step(figure, indicator.unit_of(figure)));
        let beside: Vec<String> = known.into_iter().chain(self.side_count(indicator, figure)).collect();
        if beside.is_empty() { amount } else { format!("{amount} ({})", beside.join(", ")) }
    }

    /// The same, without what stands beside it.
    #[must_use]
    pub fn bare_figure(&self, indicator: &Indicator, figure: &Figure) -> String {
        // Where a figure has a unit of its own, nothing else says which.
        let amount = match &figure.unit {
            Some(own) if own.value != indicator.unit.value => self.amount_with_unit(&figure.value, &own.value),
            _ => self.amount(&figure.value, &indicator.unit.value),
        };
        figure.out_of.map_or(amount.clone(), |of| self.locale.fill("parts", &[("n", &amount), ("of", &self.locale.number(of))]))
    }

    /// The share that a count of a whole comes to, where the unit is %.
    #[must_use]
    pub fn share(&self, indicator: &Indicator, figure: &Figure) -> Option<String> {
        let share = figures::share(indicator, figure)?;
        Some(self.amount(&Value::Exact(share), indicator.unit_of(figure)))
    }

    /// The absolute number behind a share, when there is one: of a declared base with its name.
    #[must_use]
    pub fn side_count(&self, indicator: &Indicator, figure: &Figure) -> Option<String> {
        let number = self.count(figure)?;
        Some(match indicator.base_of(figure) {
            Some(Base::Declared(n)) if figure.count.is_some_and(|(_, n)| n.decimal() != rust_decimal::Decimal::ONE) => {
                format!("{number} {}", self.text(&self.units[*n].name))
            }
            _ => number,
        })
    }

    /// The absolute number alone.
    #[must_use]
    pub fn count(&self, figure: &Figure) -> Option<String> {
        figure.count.map(|(bound, n)| {
            let number = self.locale.number(n);
            bound.map_or(number.clone(), |bound| bounded(self.locale, bound, &number))
        })
    }
}

/// "at least 60%".
fn bounded(locale: &Locale, bound: Bound, number: &str) -> String {
    locale.fill(bound.key(), &[("n", number)])
}

/// Whether a unit has a sign that every language writes alike.
const fn is_sign(known: Known) -> bool {
    matches!(known, Known::SquareKilometres | Known::Kilometres | Known::Hectares)
}

/// Whether a unit is a word that stands behind its number.
const fn stands_behind(known: Known) -> bool {
    use Known as K;
    !is_sign(known) && !matches!(known, K::Ratio | K::Index | K::Rank | K::Level | K::YesOrNo | K::Plain)
}

fn word_key(known: Known) -> String {
    format!("unit_{}", known.word().replace(' ', "_").replace('²', "2"))
}

impl Locale {
    /// A time behind "since": a day alone, where figures had come together by it.
    #[must_use]
    pub fn since(&self, period: Period) -> String {
        if let Shape::AsOf(date) = period.shape { self.date(date) } else { self.period(period) }
    }

    /// A time, as far as it is known.
    #[must_use]
    pub fn period(&self, period: Period) -> String {
        let date = |d: Date, months: bool| self.date(Date { day: d.day.filter(|_| !months), ..d });
        let (from, to) = (period.from, period.to);
        match period.shape {
            Shape::Year => to.year.to_string(),
            Shape::Years => format!("{}–{}", from.year, to.year),
            Shape::SchoolYear => self.fill("school_year", &[("from", &from.year.to_string()), ("to", &to.year.to_string())]),
            Shape::Month => date(from, true),
            Shape::Day => date(from, false),
            Shape::FiscalYear => self.fill("fiscal_year", &[("from", &from.year.to_string()), ("to", &to.year.to_string())]),
            Shape::Half(h) => self.fill("half_year", &[("h", &h.to_string()), ("year", &to.year.to_string())]),
            Shape::OtherYears(calendar, first, last) => {
                let (there, here) = (format!("{first}–{last}"), format!("{}–{}", from.year, to.year));
                self.fill(&format!("calendar_{}", calendar.word()), &[("date", &there), ("gregorian", &here)])
            }
            Shape::Quarter(q) => self.fill("quarter", &[("q", &q.to_string()), ("year", &to.year.to_string())]),
            Shape::Span { months: true } if from.year == to.year => format!("{}–{}", self.month(from), date(to, true)),
            Shape::Span { months } => self.fill("since_until", &[("since", &date(from, months)), ("until", &date(to, months))]),
            Shape::AsOf(day) => self.fill("as_of_day", &[("date", &self.date(day))]),
            Shape::Other(calendar, year, month, day) => {
                let parts = [day.map(u16::from), month.map(u16::from), Some(year)];
                let there = parts.into_iter().flatten().map(|n| n.to_string()).collect::<Vec<_>>().join("/");
                let here = match (month, day) {
                    (_, Some(_)) => date(from, false),
                    (Some(_), None) => self.fill("since_until", &[("since", &date(from, false)), ("until", &date(to, false))]),
                    (None, None) if from.year == to.year => from.year.to_string(),
                    (None, None) => format!("{}–{}", from.year, to.year),
                };
                self.fill(&format!("calendar_{}", calendar.word()), &[("date", &there), ("gregorian", &here)])
            }
        }
    }
}
