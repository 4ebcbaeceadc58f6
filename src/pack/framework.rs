//! Sets of criteria.

mod checks;
mod threshold;

use std::collections::HashMap;

pub use threshold::{Grade, Rule, Threshold};

use super::{Head, Standing, some};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::model::Text;
use crate::model::words::{Better, words};
use crate::source::Span;
use crate::yaml::Node;
use crate::yaml::read::{Cx, Fields, Placed, Read};

words! {
    /// The roles that levels of a set of criteria play, from the widest to the narrowest. A set may call its levels by words
    /// of its own, and have several in one role.
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
    /// Its levels, from the widest to the narrowest.
    pub levels: Vec<LevelName>,
    /// What it demands as a whole; nothing for a self-assessment without a pass line.
    pub rule: Option<Rule>,
    /// The grades at which it can be met, the lowest first.
    pub grades: Vec<Grade>,
    /// Its rows, in its own order.
    pub rows: Vec<Row>,
    by_code: HashMap<String, usize>,
}

/// What a set calls one of its levels.
#[derive(Clone, Debug)]
pub struct LevelName {
    /// The word in the file.
    pub word: Placed<String>,
    /// The role it plays.
    pub role: Level,
    /// The word in print, when it is not that of the role.
    pub name: Option<Text>,
}

impl Read for LevelName {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        if node.scalar().is_some() {
            let role = Level::read(node, cx)?;
            return Some(Self { word: Placed { value: role.word().to_owned(), at: node.span }, role, name: None });
        }
        let mut f = Fields::open(node, "a level", cx)?;
        let (word, role, name) = (f.required("level", cx), f.required("as", cx), f.optional("name", cx));
        f.finish(cx);
        Some(Self { word: word?, role: role?, name })
    }
}

/// One row: a category, area, feature or measurement.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its code, as written.
    pub code: Placed<String>,
    /// The role of its level.
    pub level: Level,
    /// Its level, among those of the set.
    pub named: usize,
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
    /// That there is such a row is known, and its text is not: nothing is ever said of it.
    pub unread: bool,
    /// What a figure must reach, at a grade or in a year. Without one, evidence decides.
    pub thresholds: Vec<Threshold>,
    /// The unit of what must be reached.
    pub unit: Option<Text>,
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

    /// Whether a row is another one or stands below it.
    #[must_use]
    pub fn is_within(&self, row: usize, above: usize) -> bool {
        std::iter::successors(Some(row), |row| self.rows[*row].parent).any(|row| row == above)
    }

    /// The rows that ask something: the narrowest that can be linked to.
    pub fn asking(&self) -> impl Iterator<Item = usize> + '_ {
        let asks = |row: usize| match self.rows[row].level {
            Level::Feature => true,
            Level::Area => self.children(row).all(|below| self.rows[below].level == Level::Measurement),
            Level::Category | Level::Measurement => false,
        };
        (0..self.rows.len()).filter(move |row| asks(*row))
    }

    /// What a row's level is called in print, when the set has a word of its own for it.
    #[must_use]
    pub fn level_name(&self, row: &Row) -> Option<&Text> {
        self.levels.get(row.named)?.name.as_ref()
    }

    /// Whether a feature is met by something being there: every measurement below it asks for existence.
    #[must_use]
    pub fn asks_existence(&self, row: usize) -> bool {
        let mut any = false;
        let all = self.children(row).filter_map(|i| self.rows[i].measurement.as_ref()).all(|m| {
            any = true;
            m.expects == Expects::Existence
        });
        any && all && matches!(self.rows[row].level, Level::Area | Level::Feature)
    }

    /// Whether any row that print would cite by code is not verified.
    #[must_use]
    pub fn has_unverified_features(&self) -> bool {
        self.rows.iter().any(|r| r.level >= Level::Feature && r.standing != Standing::Verified)
    }
}

/// A row as written, before its level and the row above it are looked up.
struct RawRow {
    row: Row,
    level: Placed<String>,
    parent: Option<Placed<String>>,
    thresholds: Vec<threshold::Written>,
    /// Where the first key stands that only measurements have.
    measures: Option<Span>,
}

/// Reads the keys of a framework behind its head.
pub fn read(head: Head, f: &mut Fields<'_>, cx: &mut Cx<'_>) -> Option<Framework> {
    let levels: Vec<LevelName> = some("levels", "name them from the widest to the narrowest: `levels: [area, feature]`", f, cx)?;
    let rule_at = f.entry("rule").map(|(key, _)| key.span);
    let (rule, grades) = (f.optional("rule", cx), f.list::<Grade>("grades", cx));
    let raw: Vec<RawRow> = some("rows", "write one row for each criterion: `{code: 1, level: area, name: …}`", f, cx)?;
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
    let orphans: Vec<bool> = raw.iter().map(|raw| raw.parent.is_none()).collect();
    let rows = raw.into_iter().enumerate().map(|(index, raw)| raw.row(index, &levels, &grades, &by_code, cx)).collect();
    let set = Framework { head, levels, rule, grades, rows, by_code };
    set.check(&orphans, rule_at, cx);
    Some(set)
}

impl RawRow {
    /// The row, with what it names looked up.
    fn row(self, index: usize, levels: &[LevelName], grades: &[Grade], codes: &HashMap<String, usize>, cx: &mut Cx<'_>) -> Row {
        let named = levels.iter().position(|l| l.word.value == self.level.value);
        if named.is_none() {
            let words = levels.iter().map(|l| l.word.value.as_str());
            cx.push(
                Diagnostic::new(Code::UnknownWord, self.level.at, format!("this pack has no level `{}`", self.level.value))
                    .hints(did_you_mean(&self.level.value, words.clone()))
                    .hint(format!("its `levels:` are: {}", words.collect::<Vec<_>>().join(", "))),
            );
        }
        let named = named.unwrap_or(0);
        // Where a set has no areas, its widest rows that can be linked to are what a document has chapters of.
        let widest = levels.iter().position(|level| matches!(level.role, Level::Area | Level::Feature));
        let level = levels.get(named).map_or(Level::Area, |l| if widest == Some(named) { Level::Area } else { l.role });
        if let (Some(at), true) = (self.measures, level != Level::Measurement) {
            cx.push(
                Diagnostic::new(Code::UnknownKey, at, "only a measurement says what it means, expects and is out of")
                    .hint("take this out, or make it a row of its own below, of a level that is a measurement"),
            );
        }
        // What stands above comes first, so that nothing ever stands above itself.
        let above = self.parent.as_ref().and_then(|p| codes.get(&p.value).copied()).filter(|above| *above < index);
        if let (Some(parent), None) = (&self.parent, above) {
            let known = codes.contains_key(&parent.value);
            let message = if known {
                format!("the row `{}` stands behind the one it is above", parent.value)
            } else {
                format!("no row of this pack has the code `{}`", parent.value)
            };
            let hint = if known { "write the wider row first" } else { "`parent:` names the code of the row above" };
            cx.push(Diagnostic::new(Code::UnknownCriterion, parent.at, message).hint(hint));
        }
        let thresholds = self.thresholds.into_iter().filter_map(|t| t.of(grades, cx)).collect();
        let measurement = self.row.measurement.filter(|_| level == Level::Measurement);
        Row { level, named, parent: above, measurement, thresholds, ..self.row }
    }
}

impl Read for RawRow {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "a row of a framework", cx)?;
        let (code, level, name) = (f.required("code", cx), f.required::<Placed<String>>("level", cx), f.required("name", cx));
        let parent = f.optional("parent", cx);
        let standing = f.optional("status", cx).unwrap_or(Standing::User);
        let (sureness, note) = (f.optional("sureness", cx), f.optional("note", cx));
        let (unread, thresholds) = (f.optional("unread", cx).unwrap_or(false), f.list("thresholds", cx));
        let measures = ["means", "better", "expects", "judged_by", "out_of"].into_iter().find_map(|key| f.entry(key));
        let measures = measures.map(|(key, _)| key.span);
        let unit: Option<Text> = f.optional("unit", cx);
        let measurement = Measurement {
            means: f.optional("means", cx),
            unit: unit.clone(),
            better: f.optional("better", cx).unwrap_or(Better::Higher),
            expects: f.optional("expects", cx).unwrap_or(Expects::Figure),
            judged_by: f.optional("judged_by", cx),
            out_of: f.optional("out_of", cx),
        };
        f.finish(cx);
        let row = Row {
            code: code?,
            level: Level::Area,
            named: 0,
            parent: None,
            name: name?,
            standing,
            sureness,
            note,
            measurement: Some(measurement),
            unread,
            thresholds: Vec::new(),
            unit,
        };
        Some(Self { row, level: level?, parent, thresholds, measures })
    }
}
