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

/// The parts that are worth telling: those in which something is linked; all where nothing is.
#[must_use]
pub fn told_parts(dossier: &Dossier, coverage: &Coverage, framework: usize) -> Vec<Part> {
    let touched = |part: &Part| part.asked.iter().any(|asked| !matches!(asked.why, Why::Unread | Why::Nothing));
    let parts = verdict::parts(dossier, coverage, framework);
    if parts.iter().any(touched) { parts.into_iter().filter(touched).collect() } else { parts }
}

/// How the parts of a set stand, a line each; those to which nothing is linked are named in the last.
#[must_use]
pub fn lines(teller: Teller<'_>, coverage: &Coverage, framework: usize) -> Vec<String> {
    let told = told_parts(teller.dossier, coverage, framework);
    let mut lines: Vec<String> = told.iter().map(|part| teller.line(framework, part)).collect();
    let mut open: Vec<String> = Vec::new();
    for part in verdict::parts(teller.dossier, coverage, framework) {
        let Some(row) = part.row.filter(|row| told.iter().all(|t| t.row != Some(*row))) else { continue };
        let name = teller.locale.pack_text(&teller.dossier.frameworks[framework].rows[row].name).0;
        if !open.contains(&name) {
            open.push(name);
        }
    }
    if !open.is_empty() {
        let names = open.join(&format!("{} ", teller.locale.word("semicolon")));
        lines.push(teller.locale.fill("nothing_comes_to", &[("names", &names)]));
    }
    lines
}

/// What a set demands, when it demands anything.
#[must_use]
pub fn demands(p: &Printer<'_>, framework: usize) -> Option<DemandsView> {
    if !verdict::demands(p.dossier, framework) {
        return None;
    }
    let teller = Teller { dossier: p.dossier, locale: p.locale };
    let parts = told_parts(p.dossier, p.coverage, framework);
    let set = &p.dossier.frameworks[framework];
    let within = |asked: &Asked| {
        let top = |part: &Part| part.row.is_none_or(|top| set.is_within(asked.criterion.row, top));
        parts.is_empty() || parts.iter().any(top)
    };
    let asked = verdict::targets(p.dossier, p.coverage, framework).into_iter().filter(within);
    let row = |asked: Asked| DemandRow {
        name: p.criterion_name(asked.criterion),
        demanded: teller.demanded(&asked),
        verdict: asked.verdict.key(),
        word: teller.told(&asked),
        why: teller.why(&asked),
    };
    Some(DemandsView { parts: lines(teller, p.coverage, framework), rows: asked.map(row).collect() })
}
