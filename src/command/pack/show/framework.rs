//! A set of criteria, for reading.

use super::super::line;
use super::{Lines, doubt};
use crate::locale::Locale;
use crate::locale::figure::Figures;
use crate::model::unit::Known;
use crate::model::{Figure, Lang, Unit};
use crate::pack::framework::{Expects, Level, Measurement, Rule};
use crate::pack::{Framework, Row};

/// What the set demands, and its rows as an indented list.
pub fn text(set: &Framework, out: &mut Lines) {
    let levels: Vec<String> = set
        .levels
        .iter()
        .map(|level| {
            let name = level.name.as_ref().map(line);
            let own = level.word.value != level.role.word();
            match name {
                Some(name) => format!("{name} (as {})", level.role.word()),
                None if own => format!("{} (as {})", level.word.value, level.role.word()),
                None => level.role.word().to_owned(),
            }
        })
        .collect();
    out.line(0, &format!("levels: {}", levels.join(", ")));
    out.line(
        0,
        match set.rule {
            Some(Rule::All) if set.level(Level::Category).next().is_some() => {
                "rule: all rows that ask something must be met, in each part for itself"
            }
            Some(Rule::All) => "rule: all rows that ask something must be met",
            None => "no pass line: a self-assessment",
        },
    );
    if !set.grades.is_empty() {
        let grades: Vec<String> = set.grades.iter().map(|g| format!("{} ({})", line(&g.name), g.id.value)).collect();
        out.line(0, &format!("grades, the lowest first: {}", grades.join(", ")));
    }
    out.gap();
    let english = Amounts::new();
    for index in 0..set.rows.len() {
        let depth = std::iter::successors(set.rows[index].parent, |above| set.rows[*above].parent).count();
        row(set, &set.rows[index], 2 * depth, &english, out);
    }
}

fn row(set: &Framework, row: &Row, indent: usize, english: &Amounts, out: &mut Lines) {
    let remarks: Vec<String> = set.level_name(row).map(line).into_iter().chain(doubt(row.standing)).collect();
    let remarks = if remarks.is_empty() { String::new() } else { format!(" ({})", remarks.join(", ")) };
    let name = if row.unread { "not known here: its text was not read".to_owned() } else { line(&row.name) };
    out.line(indent, &format!("{} {name}{remarks}", row.code.value));
    let inner = indent + 4;
    if let Some(measurement) = &row.measurement {
        out.line(inner, &measured(measurement));
        out.text(inner, "means", measurement.means.as_ref());
        out.text(inner, "out of", measurement.out_of.as_ref());
    }
    for threshold in &row.thresholds {
        let when = match threshold.grade {
            Some(grade) => format!("for {}", set.grades.get(grade).map(|g| line(&g.name)).unwrap_or_default()),
            None => threshold.figure.period.map(|p| format!("by {p}")).unwrap_or_default(),
        };
        out.line(inner, &format!("{when}: {}", english.threshold(&threshold.figure, row)));
    }
    out.text(inner, "note", row.note.as_ref());
}

/// "asks for a figure in %, higher is better, from a survey".
fn measured(measurement: &Measurement) -> String {
    let asks = match measurement.expects {
        Expects::Figure => "asks for a figure",
        Expects::Existence => "asks for something to be there",
    };
    let unit = measurement.unit.as_ref().map(|unit| format!(" in {}", line(unit))).unwrap_or_default();
    let better = format!(", better: {}", measurement.better.word());
    let by = measurement.judged_by.map(|by| format!(", judged by: {}", by.word())).unwrap_or_default();
    format!("{asks}{unit}{better}{by}")
}

/// Amounts in English.
struct Amounts(Option<Locale>);

impl Amounts {
    fn new() -> Self {
        let (mut sources, mut diagnostics) = Default::default();
        Self(Locale::builtin(&Lang::english(), &mut sources, &mut diagnostics))
    }

    /// What must be reached, with the unit of the figure, else of the row.
    fn threshold(&self, figure: &Figure, row: &Row) -> String {
        let Some(locale) = &self.0 else { return String::new() };
        let words = Figures { locale, units: &[], original: &Lang::english() };
        if let Some(unit) = &figure.unit {
            return words.amount_with_unit(&figure.value, &unit.value);
        }
        let unit = row.unit.as_ref().map(line).unwrap_or_default();
        match unit.strip_prefix('%') {
            Some(of) => words.amount(&figure.value, &Unit::Percent) + of,
            None => format!("{} {unit}", words.amount(&figure.value, &Unit::Known(Known::Plain))).trim_end().to_owned(),
        }
    }
}
