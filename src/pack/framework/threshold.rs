//! What a set of criteria demands: whether all of it must be met, at which grades, and what a figure must reach.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::words::words;
use crate::model::{Figure, Id, Text};
use crate::yaml::read::{Cx, Fields, Placed, Read};
use crate::yaml::{Kind, Node};

words! {
    /// What a set of criteria demands as a whole.
    pub enum Rule, "rule of a set of criteria" {
        /// Every row that asks something must be met; each part of the set (a row of the widest level) stands for itself.
        All = "all",
    }
}

/// A grade at which a set can be met.
#[derive(Clone, Debug)]
pub struct Grade {
    /// Its name in the file.
    pub id: Placed<Id>,
    /// Its name in print.
    pub name: Text,
}

impl Read for Grade {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "a grade", cx)?;
        let (id, name) = (f.required("id", cx), f.required("name", cx));
        f.finish(cx);
        Some(Self { id: id?, name: name? })
    }
}

/// What a figure must reach, at a grade or in a year.
#[derive(Clone, Debug)]
pub struct Threshold {
    /// From which grade on it is demanded: its place in the list of grades.
    pub grade: Option<usize>,
    /// What is demanded; its time is when.
    pub figure: Figure,
}

/// The same as written, before the grade is looked up.
pub(super) struct Written {
    grade: Option<Placed<Id>>,
    figure: Figure,
}

impl Read for Written {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "a threshold", cx)?;
        let grade: Option<Placed<Id>> = f.optional("grade", cx);
        if grade.is_none() {
            return Figure::read(node, cx).map(|figure| Self { grade, figure });
        }
        // What is demanded at a grade is demanded at any time.
        let Kind::Map(entries) = &node.kind else { return None };
        let rest = entries.iter().filter(|(key, _)| key.scalar().is_none_or(|s| s.text != "grade")).cloned().collect();
        let figure = Figure::timeless(&Node { kind: Kind::Map(rest), ..node.clone() }, cx)?;
        Some(Self { grade, figure })
    }
}

impl Written {
    /// The threshold, when its grade is one of the set.
    pub fn of(self, grades: &[Grade], cx: &mut Cx<'_>) -> Option<Threshold> {
        let Some(written) = self.grade else { return Some(Threshold { grade: None, figure: self.figure }) };
        let grade = grades.iter().position(|g| g.id.value == written.value);
        if grade.is_none() {
            let known: Vec<&str> = grades.iter().map(|g| g.id.value.as_str()).collect();
            let hint = if known.is_empty() {
                "name the grades first: `grades: [{id: fair, name: Fair}]`, the lowest first".to_owned()
            } else {
                format!("there are: {}", known.join(", "))
            };
            let message = format!("this set has no grade `{}`", written.value);
            cx.push(Diagnostic::new(Code::UnknownId, written.at, message).hint(hint));
        }
        Some(Threshold { grade: Some(grade?), figure: self.figure })
    }
}
