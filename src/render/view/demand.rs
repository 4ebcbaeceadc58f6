//! What a set of criteria demands, and how the city stands against it: for the console and for print.

use serde::Serialize;

use super::printer::{Printer, Say};
use crate::check::{Criterion, Dossier};
use crate::coverage::Coverage;
use crate::coverage::verdict::{self, Asked, Part, Verdict, Why};
use crate::locale::Locale;
use crate::model::unit::Known;
use crate::model::{Unit, Value};

/// What a set demands.
#[derive(Debug, Serialize)]
pub struct DemandsView {
    /// How each part stands at each grade; nothing where the set only names what must be reached when.
    pub parts: Vec<String>,
    /// What each row demands.
    pub rows: Vec<DemandRow>,
}

/// One row, and what it demands.
#[derive(Debug, Serialize)]
pub struct DemandRow {
    /// The row.
    pub name: Say,
    /// What is demanded.
    pub demanded: String,
    /// `met`, `unmet`, `not_due`, `unknown`.
    pub verdict: &'static str,
    /// The verdict in words.
    pub word: String,
    /// Why.
    pub why: String,
}

/// How a set is told: what it demands in words of a language.
#[derive(Clone, Copy, Debug)]
pub struct Teller<'a> {
    /// The dossier.
    pub dossier: &'a Dossier,
    /// The language.
    pub locale: &'a Locale,
}

impl Teller<'_> {
    /// What a row demands: "at least 65 % (2025)".
    #[must_use]
    pub fn demanded(&self, asked: &Asked) -> String {
        let row = self.dossier.row(asked.criterion);
        let set = &self.dossier.frameworks[asked.criterion.framework];
        let Some(threshold) = asked.threshold.map(|n| &row.thresholds[n]) else {
            return if row.unread { "–".to_owned() } else { self.locale.word("demand_evidence").to_owned() };
        };
        let figures = self.dossier.figures(self.locale);
        let unit = row.unit.as_ref().map(|u| self.locale.pack_text(u).0).unwrap_or_default();
        let amount = match (&threshold.figure.unit, unit.strip_prefix('%')) {
            // A step of a scale says itself that it is one.
            _ if matches!(threshold.figure.value, Value::Level(_)) => {
                figures.amount(&threshold.figure.value, &Unit::Known(Known::Plain))
            }
            (Some(unit), _) => figures.amount_with_unit(&threshold.figure.value, &unit.value),
            (None, Some(of)) => format!("{}{of}", figures.amount(&threshold.figure.value, &Unit::Percent)),
            (None, None) => format!("{} {unit}", figures.amount(&threshold.figure.value, &Unit::Known(Known::Plain))),
        };
        let when = threshold.figure.period.map(|period| self.locale.period(period));
        let grade = threshold.grade.map(|grade| self.locale.pack_text(&set.grades[grade].name).0);
        match when.or(grade) {
            Some(when) => format!("{} ({when})", amount.trim()),
            None => amount.trim().to_owned(),
        }
    }

    /// Why the verdict is what it is.
    #[must_use]
    pub fn why(&self, asked: &Asked) -> String {
        let figure = |index: usize, value: usize| {
            let indicator = &self.dossier.indicators[index];
            let figure = &indicator.values[value];
            let when = figure.period.map(|period| format!(" ({})", self.locale.period(period))).unwrap_or_default();
            let name = indicator.name.line(&self.locale.lang, self.dossier.original());
            format!("{name}{} {}{when}", self.locale.word("colon"), self.dossier.figures(self.locale).figure(indicator, figure))
        };
        match asked.why {
            Why::Figure(index, value) => figure(index, value),
            Why::Stale(index, value) => self.locale.fill("why_stale", &[("figure", &figure(index, value))]),
            Why::Evidence(mark) => self.locale.word(&format!("mark_{}", mark.key())).to_owned(),
            Why::Unread | Why::Nothing | Why::NoValue => self.locale.word(&format!("why_{}", asked.why.key())).to_owned(),
        }
    }

    /// The verdict on a row in words: what evidence decides is shown, and nobody here says that it is enough.
    #[must_use]
    pub fn told(&self, asked: &Asked) -> String {
        match (asked.verdict, asked.why) {
            (Verdict::Met, Why::Evidence(_)) => self.locale.word("verdict_shown").to_owned(),
            (verdict, _) => self.word(verdict),
        }
    }

    /// A verdict in words.
    #[must_use]
    pub fn word(&self, verdict: Verdict) -> String {
        self.locale.word(&format!("verdict_{}", verdict.key())).to_owned()
    }

    /// What a part is called: its row and the grade.
    #[must_use]
    pub fn part(&self, framework: usize, part: &Part) -> String {
        let set = &self.dossier.frameworks[framework];
        let row = part.row.map(|row| self.locale.pack_text(&set.rows[row].name).0);
        let grade = part.grade.map(|grade| self.locale.pack_text(&set.grades[grade].name).0);
        let named: Vec<String> = row.into_iter().chain(grade).collect();
        if named.is_empty() { self.locale.pack_text(&set.head.title).0 } else { named.join(", ") }
    }

    /// A part at a grade in one line: the verdict, how much is met, and by name what is not.
    #[must_use]
    pub fn line(&self, framework: usize, part: &Part) -> String {
        let names = |verdict: Verdict| -> String {
            let rows = part.with(verdict).map(|asked| self.short(asked.criterion));
            rows.collect::<Vec<_>>().join(", ")
        };
        let mut told = vec![self.locale.fill(
            "part_met",
            &[
                ("part", &self.part(framework, part)),
                ("verdict", &self.word(part.verdict())),
                ("met", &self.locale.count(part.with(Verdict::Met).count())),
                ("all", &self.locale.count(part.asked.len())),
            ],
        )];
        for verdict in [Verdict::Unmet, Verdict::NotDue, Verdict::Unknown] {
            if part.with(verdict).next().is_some() {
                told.push(format!("{}{} {}.", self.word(verdict), self.locale.word("colon"), names(verdict)));
            }
        }
        told.join(" ")
    }

    /// What a row is called in a list: its code, where that is sure.
    fn short(&self, criterion: Criterion) -> String {
        let row = self.dossier.row(criterion);
        // Of a row that was not read its code is all that is known.
        if row.standing.is_sure() || row.unread { row.code.value.clone() } else { self.locale.pack_text(&row.name).0 }
    }
}

/// What is told of a set that demands something.
#[derive(Debug)]
pub struct Told {
    /// How its parts stand, a line each; those to which nothing is linked are named in the last.
    pub parts: Vec<String>,
    /// What is asked in the parts that have lines.
    pub asked: Vec<Asked>,
}

/// What a set demands, when it demands anything. Of its parts those are told in which something is linked; all where nothing is.
#[must_use]
pub fn told(teller: Teller<'_>, coverage: &Coverage, framework: usize) -> Option<Told> {
    let Teller { dossier, locale } = teller;
    if !verdict::demands(dossier, framework) {
        return None;
    }
    let set = &dossier.frameworks[framework];
    let is_touched = |part: &Part| part.asked.iter().any(|asked| !matches!(asked.why, Why::Unread | Why::Nothing));
    let (mut told, mut open): (Vec<Part>, Vec<Part>) =
        verdict::parts(dossier, coverage, framework).into_iter().partition(is_touched);
    if told.is_empty() {
        std::mem::swap(&mut told, &mut open);
    }
    let mut parts: Vec<String> = told.iter().map(|part| teller.line(framework, part)).collect();
    let mut rows: Vec<usize> = open.iter().filter_map(|part| part.row).collect();
    rows.retain(|row| told.iter().all(|part| part.row != Some(*row)));
    rows.dedup();
    if !rows.is_empty() {
        let names: Vec<String> = rows.iter().map(|row| locale.pack_text(&set.rows[*row].name).0).collect();
        let names = names.join(&format!("{} ", locale.word("semicolon")));
        parts.push(locale.fill("nothing_comes_to", &[("names", &names)]));
    }
    let is_inside = |asked: &Asked| {
        told.is_empty() || told.iter().any(|part| part.row.is_none_or(|top| set.is_within(asked.criterion.row, top)))
    };
    let asked = verdict::targets(dossier, coverage, framework).into_iter().filter(is_inside).collect();
    Some(Told { parts, asked })
}

/// The same for print.
#[must_use]
pub fn demands(p: &Printer<'_>, framework: usize) -> Option<DemandsView> {
    let teller = Teller { dossier: p.dossier, locale: p.locale };
    let Told { parts, asked } = told(teller, p.coverage, framework)?;
    let row = |asked: Asked| DemandRow {
        name: p.criterion_name(asked.criterion),
        demanded: teller.demanded(&asked),
        verdict: asked.verdict.key(),
        word: teller.told(&asked),
        why: teller.why(&asked),
    };
    Some(DemandsView { parts, rows: asked.into_iter().map(row).collect() })
}
