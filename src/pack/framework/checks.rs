//! What makes a set of criteria do something else than its writer meant, although every key of it can be read.

use super::{Framework, Level, Row};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::Value;
use crate::source::Span;
use crate::yaml::read::Cx;

impl Framework {
    /// Reports what levels, grades and rows say together. `orphans` are the rows that name no parent, `rule` is where the
    /// key stands.
    pub(super) fn check(&self, orphans: &[bool], rule: Option<Span>, cx: &mut Cx<'_>) {
        let twice = |at, what: &str, name: &str| {
            Diagnostic::new(Code::DuplicateId, at, format!("the {what} `{name}` stands twice in this pack"))
                .hint(format!("every {what} has a name of its own"))
        };
        for (index, level) in self.levels.iter().enumerate() {
            if self.levels[..index].iter().any(|other| other.word.value == level.word.value) {
                cx.push(twice(level.word.at, "level", &level.word.value));
            }
        }
        for (index, grade) in self.grades.iter().enumerate() {
            if self.grades[..index].iter().any(|other| other.id.value == grade.id.value) {
                cx.push(twice(grade.id.at, "grade", grade.id.value.as_str()));
            }
        }
        for (row, orphan) in self.rows.iter().zip(orphans) {
            self.place(row, *orphan, cx);
            unit(row, cx);
        }
        if let (Some(at), Some(_), None) = (rule, self.rule, self.asking().next()) {
            cx.push(Diagnostic::new(Code::NothingAsked, at, "all must be met, and no row asks for anything").hint(
                "what can be met is a row whose level is an area or a feature: write `{level: …, as: feature}` under `levels:`",
            ));
        }
    }

    /// A row stands below a wider one, and every row but the widest below some other.
    fn place(&self, row: &Row, orphan: bool, cx: &mut Cx<'_>) {
        let code = &row.code.value;
        if let Some(above) = row.parent.map(|above| &self.rows[above]).filter(|above| above.named > row.named) {
            let word = |row: &Row| self.levels[row.named].word.value.as_str();
            let message = format!("`{code}` ({}) stands below `{}` ({})", word(row), above.code.value, word(above));
            cx.push(
                Diagnostic::new(Code::LevelOrder, row.code.at, message)
                    .label(above.code.at, "the row above it")
                    .hint("`levels:` go from the widest to the narrowest, and `parent:` names a row of a wider level"),
            );
        }
        let widest = self.rows.iter().map(|other| other.named).min().unwrap_or(0);
        if orphan && row.named > widest {
            let severity = if row.level == Level::Measurement { Severity::Error } else { Severity::Warning };
            cx.push(
                Diagnostic::new(Code::LevelOrder, row.code.at, format!("`{code}` belongs to no row of a wider level"))
                    .with_severity(severity)
                    .hint("`parent:` names the code of the row it belongs to"),
            );
        }
    }
}

/// A number that is to be reached is a number of something.
fn unit(row: &Row, cx: &mut Cx<'_>) {
    let measured = row.unit.is_some();
    let bare = row.thresholds.iter().map(|t| &t.figure).find(|figure| {
        let number = !matches!(figure.value, Value::Exists(_) | Value::Level(_) | Value::Missing(_));
        number && !measured && figure.unit.is_none()
    });
    if let Some(figure) = bare {
        let message = format!("what `{}` must reach is not said to be counted in anything", row.code.value);
        cx.push(
            Diagnostic::new(Code::NoUnit, figure.at, message)
                .hint("add `unit:` to the row, such as `unit: \"% of adults\"` or `unit: schools`"),
        );
    }
}
