//! Tables from one set of criteria to another: what is shown for a row of the one may count for a row of the other.

use super::framework::{Framework, Level};
use super::{Head, Standing, some};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::model::words::words;
use crate::model::{Id, Text};
use crate::yaml::Node;
use crate::yaml::read::{Cx, Fields, Placed, Read};

words! {
    /// What a row of the first set is to a row of the other.
    pub enum Relation, "relation of two criteria" {
        /// They ask for the same.
        Same = "same",
        /// The first asks for a part of what the other asks for: what counts for the first counts for the other.
        Narrower = "narrower",
        /// The first asks for more than the other: what counts for the other counts for the first.
        Broader = "broader",
        /// They have to do with each other. Nothing is carried.
        Related = "related",
    }
}

impl Relation {
    /// Whether what counts for the first row counts for the other.
    #[must_use]
    pub const fn carries(self) -> bool {
        matches!(self, Self::Same | Self::Narrower)
    }

    /// The relation in words between the two codes.
    #[must_use]
    pub const fn said(self) -> &'static str {
        match self {
            Self::Same => "asks for the same as",
            Self::Narrower => "counts for",
            Self::Broader => "is wider than",
            Self::Related => "has to do with",
        }
    }

    /// The same relation, said of the other row.
    #[must_use]
    pub const fn turned(self) -> Self {
        match self {
            Self::Narrower => Self::Broader,
            Self::Broader => Self::Narrower,
            other => other,
        }
    }
}

/// A table between two sets of criteria.
#[derive(Clone, Debug)]
pub struct Crosswalk {
    /// What it says of itself.
    pub head: Head,
    /// The set it leads from.
    pub from: Placed<Id>,
    /// The set it leads to.
    pub to: Placed<Id>,
    /// Its rows.
    pub rows: Vec<CrosswalkRow>,
}

/// One row: a criterion of the first set, and one of the other.
#[derive(Clone, Debug)]
pub struct CrosswalkRow {
    /// The code in the first set.
    pub from: Placed<String>,
    /// The code in the other.
    pub to: Placed<String>,
    /// What the first is to the other.
    pub relation: Relation,
    /// Why.
    pub because: Option<Text>,
    /// How far it can be trusted.
    pub standing: Standing,
}

/// Reads the keys of a crosswalk behind its head.
pub fn read(head: Head, f: &mut Fields<'_>, cx: &mut Cx<'_>) -> Option<Crosswalk> {
    let (from, to) = (f.required("from", cx), f.required("to", cx));
    let rows = some("rows", "write what counts for what: `{from: 1.1, to: 4, match: related, because: …}`", f, cx);
    let crosswalk = Crosswalk { head, from: from?, to: to?, rows: rows? };
    crosswalk.check(cx);
    Some(crosswalk)
}

impl Crosswalk {
    /// Reports a table of a set with itself, and pairs that stand twice.
    fn check(&self, cx: &mut Cx<'_>) {
        if self.from.value == self.to.value {
            cx.push(
                Diagnostic::new(Code::UnknownPack, self.to.at, "a crosswalk joins two sets, and these are one")
                    .label(self.from.at, "the same")
                    .hint("`from:` and `to:` are the ids of two sets of criteria"),
            );
        }
        for (index, row) in self.rows.iter().enumerate() {
            let same = |other: &&CrosswalkRow| other.from.value == row.from.value && other.to.value == row.to.value;
            if let Some(first) = self.rows[..index].iter().find(same) {
                let message = format!("`{}` and `{}` are joined already", row.from.value, row.to.value);
                cx.push(
                    Diagnostic::new(Code::DuplicateLink, row.from.at, message)
                        .label(first.from.at, "first here")
                        .hint("keep one of the two rows"),
                );
            }
        }
    }

    /// Its rows by the rows of both sets; those that name none are reported.
    pub fn resolve<'a>(
        &'a self,
        from: &Framework,
        to: &Framework,
        diagnostics: &mut Diagnostics,
    ) -> Vec<(usize, usize, &'a CrosswalkRow)> {
        let mut find = |set: &Framework, code: &Placed<String>| {
            let row = set.row(&code.value);
            let name = &set.head.id.value;
            let message = match row.map(|row| set.rows[row].level) {
                Some(Level::Area | Level::Feature) => return row,
                Some(level) => {
                    format!("`{}` is a {} of `{name}`, and a crosswalk joins areas and features", code.value, level.word())
                }
                None => format!("`{name}` has no criterion `{}`", code.value),
            };
            let linkable =
                set.rows.iter().filter(|r| matches!(r.level, Level::Area | Level::Feature)).map(|r| r.code.value.as_str());
            diagnostics.push(
                Diagnostic::new(Code::UnknownCriterion, code.at, message)
                    .hints(did_you_mean(&code.value, linkable))
                    .hint(format!("`gnlc pack show {name}` lists them all")),
            );
            None
        };
        self.rows
            .iter()
            .filter_map(|row| {
                let ends = (find(from, &row.from), find(to, &row.to));
                Some((ends.0?, ends.1?, row))
            })
            .collect()
    }
}

impl Read for CrosswalkRow {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "a row of a crosswalk", cx)?;
        let (from, to, relation) = (f.required("from", cx), f.required("to", cx), f.required("match", cx));
        let because = f.optional("because", cx);
        let standing = f.optional("status", cx).unwrap_or(Standing::User);
        f.finish(cx);
        Some(Self { from: from?, to: to?, relation: relation?, because, standing })
    }
}
