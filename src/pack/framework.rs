//! Sets of criteria.

use std::collections::HashMap;

use super::{Head, Standing};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Text;
use crate::model::words::{Better, words};
use crate::yaml::Node;
use crate::yaml::read::{Cx, Fields, Placed, Read};

words! {
    /// The levels of a set of criteria, from the widest to the narrowest.
    pub enum Level, "level" {
        /// A group of areas; nothing is linked to it.
        Category = "category",
        /// An area of focus.
        Area = "area",
        /// A criterion.
        Feature = "feature",
        /// How a criterion is measured.
        Measurement = "measurement",
    }
}

words! {
    /// What a measurement asks for.
    pub enum Expects, "expectation" {
        /// A figure for the city.
        Figure = "figure",
        /// A document or arrangement in force; its being there is the answer.
        Existence = "existence",
    }
}

words! {
    /// Who supplies a measurement.
    pub enum JudgedBy, "kind of judgement" {
        /// Official data of the authority.
        Official = "official",
        /// A survey.
        Survey = "survey",
        /// Experts who review reports.
        Expert = "expert",
    }
}

words! {
    /// How sure a reconstructed row is.
    pub enum Sureness, "sureness" {
        /// Likely right.
        High = "high",
        /// May differ in wording or place.
        Medium = "medium",
        /// May not be in the original at all.
        Low = "low",
    }
}

/// A set of criteria.
#[derive(Clone, Debug)]
pub struct Framework {
    /// What it says of itself.
    pub head: Head,
    /// Its rows, in its own order.
    pub rows: Vec<Row>,
    by_code: HashMap<String, usize>,
}

/// One row: a category, area, feature or measurement.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its code, as written.
    pub code: Placed<String>,
    /// Its level.
    pub level: Level,
    /// The row above it.
    pub parent: Option<usize>,
    /// Its name.
    pub name: Text,
    /// How far it can be trusted.
    pub standing: Standing,
    /// How sure it is, when reconstructed.
    pub sureness: Option<Sureness>,
    /// A remark.
    pub note: Option<Text>,
    /// What a measurement asks for.
    pub measurement: Option<Measurement>,
}

/// How a criterion is measured.
#[derive(Clone, Debug)]
pub struct Measurement {
    /// The definition.
    pub means: Option<Text>,
    /// The unit.
    pub unit: Option<Text>,
    /// Which way is good.
    pub better: Better,
    /// A figure or the existence of something.
    pub expects: Expects,
    /// Who supplies it.
    pub judged_by: Option<JudgedBy>,
    /// The denominator.
    pub out_of: Option<Text>,
}

impl Framework {
    /// The row with a code.
    #[must_use]
    pub fn row(&self, code: &str) -> Option<usize> {
        self.by_code.get(code).copied()
    }

    /// The rows right below a row, in order.
    pub fn children(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.rows.len()).filter(move |i| self.rows[*i].parent == Some(row))
    }

    /// The rows of a level, in order.
    pub fn level(&self, level: Level) -> impl Iterator<Item = usize> + '_ {
        (0..self.rows.len()).filter(move |i| self.rows[*i].level == level)
    }

    /// The row itself or the one above it, at a level.
    #[must_use]
    pub fn above(&self, row: usize, level: Level) -> Option<usize> {
        let mut at = Some(row);
        while let Some(row) = at {
            if self.rows[row].level == level {
                return Some(row);
            }
            at = self.rows[row].parent;
        }
        None
    }

    /// Whether a feature is met by something being there: every measurement below it asks for existence.
    #[must_use]
    pub fn asks_existence(&self, row: usize) -> bool {
        let mut any = false;
        let all = self.children(row).filter_map(|i| self.rows[i].measurement.as_ref()).all(|m| {
            any = true;
            m.expects == Expects::Existence
        });
        any && all && self.rows[row].level == Level::Feature
    }

    /// Whether any row that print would cite by code is not verified.
    #[must_use]
    pub fn has_unverified_features(&self) -> bool {
        self.rows.iter().any(|r| r.level >= Level::Feature && r.standing != Standing::Verified)
    }
}

/// A row as written, before its parent is looked up.
struct RawRow {
    row: Row,
    parent: Option<Placed<String>>,
}

/// Reads the keys of a framework behind its head.
pub fn read(head: Head, f: &mut Fields<'_>, cx: &mut Cx<'_>) -> Option<Framework> {
    let _levels: Vec<Level> = f.required("levels", cx)?;
    let raw: Vec<RawRow> = f.required("rows", cx)?;
    let mut by_code = HashMap::new();
    for (index, RawRow { row, .. }) in raw.iter().enumerate() {
        if by_code.insert(row.code.value.clone(), index).is_some() {
            cx.push(
                Diagnostic::new(
                    Code::DuplicateId,
                    row.code.at,
                    format!("the code `{}` stands twice in this pack", row.code.value),
                )
                .hint("every row has a code of its own"),
            );
        }
    }
    let rows = raw
        .into_iter()
        .map(|RawRow { row, parent }| {
            let above = parent.as_ref().and_then(|p| by_code.get(&p.value).copied());
            if let (Some(parent), None) = (&parent, above) {
                cx.push(
                    Diagnostic::new(
                        Code::UnknownCriterion,
                        parent.at,
                        format!("no row of this pack has the code `{}`", parent.value),
                    )
                    .hint("`parent:` names the code of the row above"),
                );
            }
            Row { parent: above, ..row }
        })
        .collect();
    Some(Framework { head, rows, by_code })
}

impl Read for RawRow {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "a row of a framework", cx)?;
        let (code, level, name) = (f.required("code", cx), f.required("level", cx), f.required("name", cx));
        let parent = f.optional("parent", cx);
        let standing = f.optional("status", cx).unwrap_or(Standing::User);
        let (sureness, note) = (f.optional("sureness", cx), f.optional("note", cx));
        let measurement = (level == Some(Level::Measurement)).then(|| Measurement {
            means: f.optional("means", cx),
            unit: f.optional("unit", cx),
            better: f.optional("better", cx).unwrap_or(Better::Higher),
            expects: f.optional("expects", cx).unwrap_or(Expects::Figure),
            judged_by: f.optional("judged_by", cx),
            out_of: f.optional("out_of", cx),
        });
        f.finish(cx);
        let row = Row { code: code?, level: level?, parent: None, name: name?, standing, sureness, note, measurement };
        Some(Self { row, parent })
    }
}
