//! Units: what a figure counts or measures, and whom a rate is counted over.
//!
//! A unit is a word of a short list, a currency, a thing the dossier declares once under `units:`, or a text for a unit
//! that is used only once. Words stand as they were written until [`crate::check`] has looked them up.

use serde::Serialize;

use super::date::Date;
use super::id::Id;
use super::number::Number;
use super::text::Text;
use super::words::words;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::yaml::read::{Cx, Fields, Placed, Read};
use crate::yaml::{Kind, Node};

words! {
    /// Units with a word of their own in every language.
    pub enum Known, "unit" {
        /// The difference of two percentages.
        PercentagePoints = "percentage points",
        /// People.
        Persons = "persons",
        /// Households.
        Households = "households",
        /// Years.
        Years = "years",
        /// Months.
        Months = "months",
        /// Days.
        Days = "days",
        /// Hours.
        Hours = "hours",
        /// Square kilometres.
        SquareKilometres = "km²",
        /// Kilometres.
        Kilometres = "km",
        /// Hectares.
        Hectares = "ha",
        /// People on a square kilometre.
        Density = "persons per km²",
        /// One quantity for one of another, such as pupils for one teacher.
        Ratio = "ratio",
        /// A figure that others have computed, such as a parity index.
        Index = "index",
        /// Points of a test or a score.
        Points = "points",
        /// A place in a ranking.
        Rank = "rank",
        /// How many times as much.
        Times = "times",
        /// A step of a scale without a name.
        Level = "level",
        /// Whether something exists.
        YesOrNo = "yes or no",
        /// A plain number.
        Plain = "number",
    }
}

words! {
    /// For whom or how long an amount of money is.
    pub enum Per, "word behind `per`" {
        /// For each inhabitant.
        Head = "head",
        /// For each household.
        Household = "household",
        /// For each pupil or student.
        Learner = "learner",
        /// For each hour.
        Hour = "hour",
        /// For each day.
        Day = "day",
        /// For each week.
        Week = "week",
        /// For each month.
        Month = "month",
        /// For each year.
        Year = "year",
    }
}

words! {
    /// How many units of a currency one counts.
    pub enum Scale, "scale of money" {
        /// Thousands.
        Thousand = "thousand",
        /// Millions.
        Million = "million",
        /// Thousand millions.
        Billion = "billion",
        /// Million millions.
        Trillion = "trillion",
    }
}

impl Scale {
    /// The power of ten it stands for.
    #[must_use]
    pub const fn power(self) -> u32 {
        match self {
            Self::Thousand => 3,
            Self::Million => 6,
            Self::Billion => 9,
            Self::Trillion => 12,
        }
    }
}

/// A unit of measurement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// `%`
    Percent,
    /// `per 1000`, `per 100000`
    PerMany(Number),
    /// `years`, `persons`, …
    Known(Known),
    /// `billion VND`, `USD per head`
    Money {
        /// Thousands, millions, …
        scale: Option<Scale>,
        /// The code of ISO 4217.
        currency: String,
        /// For whom or how long it is, when not in all.
        per: Option<Per>,
    },
    /// A word still to be looked up among the dossier's units.
    Word(String),
    /// One of the dossier's declared units.
    Declared(usize),
    /// A text, for a unit used once.
    Said(Text),
}

impl Unit {
    /// Whether figures are percentages.
    #[must_use]
    pub fn is_percent(&self) -> bool {
        match self {
            Self::Percent => true,
            Self::Said(text) => text.versions.iter().any(|v| v.text.starts_with('%')),
            _ => false,
        }
    }

    /// How many single units one of a figure stands for, as a power of ten: 9 for `billion VND`.
    #[must_use]
    pub fn power(&self) -> u32 {
        if let Self::Money { scale: Some(scale), .. } = self { scale.power() } else { 0 }
    }

    /// The currency, when it is money.
    #[must_use]
    pub fn currency(&self) -> Option<&str> {
        if let Self::Money { currency, .. } = self { Some(currency) } else { None }
    }

    /// Whether figures are counted over a base that has to be named.
    #[must_use]
    pub const fn needs_base(&self) -> bool {
        matches!(self, Self::Percent | Self::PerMany(_))
    }

    /// Reads a unit, and the base that stands behind it in `% of clans`.
    #[must_use]
    pub fn parse(written: &str) -> (Self, Option<String>) {
        let text = written.split_whitespace().collect::<Vec<_>>().join(" ");
        if text == "%" {
            return (Self::Percent, None);
        }
        if let Some(base) = written.strip_prefix("% of ") {
            return (Self::Percent, Some(base.trim().to_owned()));
        }
        if let Some(rest) = text.strip_prefix("per ") {
            let digits: String = rest.chars().take_while(|c| c.is_ascii_digit() || matches!(c, ' ' | ',')).collect();
            let number = Number::parse(&digits.chars().filter(char::is_ascii_digit).collect::<String>());
            if let Some(number) = number.filter(|n| n.decimal() > rust_decimal::Decimal::ONE) {
                let base = rest[digits.len()..].trim();
                return (Self::PerMany(number), (!base.is_empty()).then(|| base.to_owned()));
            }
        }
        let plain = text.replace("km2", "km²");
        if let Some(known) = Known::from_word(&plain) {
            return (Self::Known(known), None);
        }
        (money(&text).unwrap_or_else(|| Self::Word(written.to_owned())), None)
    }

    /// What is meant by other words for units that have one, where the dossier declares no unit of that name.
    #[must_use]
    pub fn by_other_word(word: &str) -> Option<Self> {
        Some(match word {
            "percent" | "per cent" | "percentage" => Self::Percent,
            "people" => Self::Known(Known::Persons),
            _ => return None,
        })
    }

    /// How it is written, where that is one word.
    #[must_use]
    pub fn word(&self) -> Option<String> {
        Some(match self {
            Self::Percent => "%".into(),
            Self::PerMany(n) => format!("per {n}"),
            Self::Known(known) => known.word().into(),
            Self::Money { scale, currency, per } => {
                let scale = scale.map(|s| format!("{} ", s.word())).unwrap_or_default();
                format!("{scale}{currency}{}", per.map(|p| format!(" per {}", p.word())).unwrap_or_default())
            }
            Self::Word(word) => word.clone(),
            Self::Declared(_) | Self::Said(_) => return None,
        })
    }
}

/// `VND`, `billion VND`, `USD per head`.
fn money(text: &str) -> Option<Unit> {
    let (text, per) = match text.split_once(" per ") {
        Some((text, word)) => (text, Some(Per::from_word(word)?)),
        None => (text, None),
    };
    let (scale, code) = match text.split_once(' ') {
        Some((scale, code)) => (Some(Scale::from_word(scale)?), code),
        None => (None, text),
    };
    is_currency(code).then(|| Unit::Money { scale, currency: code.to_owned(), per })
}

/// The codes of ISO 4217 for money that is or was in use since 2000, as far as cities count in it.
const CURRENCIES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BYR BZD \
    CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EEK EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL \
    HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LTL LVL LYD MAD MDL \
    MGA MKD MMK MNT MOP MRO MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB \
    RWF SAR SBD SCR SDG SEK SGD SHP SKK SLE SLL SOS SRD SSP STD STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD \
    UYU UZS VED VEF VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG ZWL";

/// Whether a text is the code of a currency.
#[must_use]
pub fn is_currency(code: &str) -> bool {
    code.len() == 3 && CURRENCIES.split(' ').any(|known| known == code)
}

/// Whom or what a rate is counted over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// A word still to be looked up among the dossier's units; when it is none of them, it is a text.
    Word(String),
    /// One of the dossier's declared units.
    Declared(usize),
    /// People of some ages: from, and to when there is an end.
    Ages(u8, Option<u8>),
    /// A text.
    Said(Text),
}

impl Base {
    /// Reads `15+`, `15-60`, or a word.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let ages = |from: &str, to: Option<&str>| -> Option<Self> {
            let year = |s: &str| s.trim().parse::<u8>().ok().filter(|y| *y <= 120);
            let from = year(from)?;
            let to = to.map(|t| year(t).ok_or(())).transpose().ok()?;
            to.is_none_or(|to| to >= from).then_some(Self::Ages(from, to))
        };
        let found = text
            .strip_suffix('+')
            .map_or_else(|| text.split_once(['-', '–']).and_then(|(from, to)| ages(from, Some(to))), |from| ages(from, None));
        found.unwrap_or_else(|| Self::Word(text.to_owned()))
    }
}

impl Read for Base {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match node.scalar() {
            Some(scalar) if !scalar.text.trim().is_empty() => Some(Self::parse(scalar.text.trim())),
            _ => Text::read(node, cx).map(Self::Said),
        }
    }
}

/// A unit, and the base that was written with it.
#[derive(Clone, Debug)]
pub struct UnitAndBase {
    /// The unit.
    pub unit: Unit,
    /// The base in `% of clans`.
    pub base: Option<Base>,
}

impl Read for UnitAndBase {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match &node.kind {
            Kind::Scalar(scalar) if !scalar.text.trim().is_empty() => {
                let (unit, base) = Unit::parse(scalar.text.trim());
                Some(Self { unit, base: base.as_deref().map(Base::parse) })
            }
            _ => Text::read(node, cx).map(|text| Self { unit: Unit::Said(text), base: None }),
        }
    }
}

/// Something that is counted, or a scale: declared once, named wherever it is used.
#[derive(Clone, Debug, Serialize)]
pub struct DeclaredUnit {
    /// Its name in the files.
    pub id: Placed<Id>,
    /// Its name in print: a plural that fits behind a number.
    pub name: Text,
    /// The steps of a scale, lowest first.
    pub levels: Vec<Step>,
    /// The day since when it no longer exists.
    pub ended: Option<Placed<Date>>,
    /// What proves that.
    pub ended_by: Option<Placed<Id>>,
    /// A remark for print.
    pub note: Option<Text>,
    /// The whole entry.
    pub span: Span,
}

/// A step of a scale.
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    /// Its number.
    pub level: Placed<Number>,
    /// What it is called.
    pub name: Option<Text>,
}

impl Read for Step {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        if node.scalar().is_some() {
            return Placed::read(node, cx).map(|level| Self { level, name: None });
        }
        let mut f = Fields::open(node, "a step of a scale", cx)?;
        let (level, name) = (f.required("level", cx), f.optional("name", cx));
        f.finish(cx);
        Some(Self { level: level?, name })
    }
}

impl Read for DeclaredUnit {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "a unit", cx)?;
        let (id, name) = (f.required("id", cx), f.required("name", cx));
        let levels: Vec<Step> = f.list("levels", cx);
        let (ended, ended_by) = (f.optional("ended", cx), f.optional("ended_by", cx));
        let note = f.optional("note", cx);
        f.finish(cx);
        if let Some(pair) = levels.windows(2).find(|p| p[0].level.value >= p[1].level.value) {
            cx.push(
                Diagnostic::new(Code::BadNumber, pair[1].level.at, "the steps of a scale rise from the lowest to the highest")
                    .label(pair[0].level.at, "the step before")
                    .hint("write them in this order, each once"),
            );
        }
        Some(Self { id: id?, name: name?, levels, ended, ended_by, note, span: node.span })
    }
}
