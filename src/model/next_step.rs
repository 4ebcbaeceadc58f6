//! What comes next where something is not yet shown.

use serde::Serialize;

use super::date::Date;
use super::text::Text;
use super::words::Mark;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::yaml::Node;
use crate::yaml::read::{Cx, Fields, Placed, Read};

/// A step the city will take for a criterion, or why it takes none now.
#[derive(Clone, Debug, Serialize)]
pub struct NextStep {
    /// The criterion it is about.
    pub criterion: Placed<String>,
    /// What will be done, or why not.
    pub plan: Plan,
    /// A mark the city gives itself, lower than the rules would.
    pub mark: Option<Placed<Mark>>,
    /// The whole entry.
    pub span: Span,
}

/// A step, or the decision not to take one.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Plan {
    /// What, who, by when.
    Step {
        /// What will be done.
        what: Text,
        /// Who does it.
        who: Text,
        /// By when.
        by: Option<Date>,
    },
    /// Not a priority now.
    NotNow {
        /// The reason.
        because: Text,
        /// The body that decided it.
        decided_by: Text,
    },
}

impl Read for NextStep {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "a next step", cx)?;
        let criterion = f.required("criterion", cx);
        let mark = f.optional("mark", cx);
        let plan = if f.entry("not_now").is_some() {
            let (because, decided_by) = (f.required("not_now", cx), f.required("decided_by", cx));
            because.zip(decided_by).map(|(because, decided_by)| Plan::NotNow { because, decided_by })
        } else {
            let (what, who) = (f.required("what", cx), f.required("who", cx));
            let by = f.optional("by", cx);
            if by.is_none() && f.entry("by").is_none() && !node.damaged {
                cx.push(
                    Diagnostic::new(Code::NoDate, f.head(), "a next step has no date")
                        .hint("add `by: 2026-06`, the month by which it is done"),
                );
            }
            what.zip(who).map(|(what, who)| Plan::Step { what, who, by })
        };
        f.finish(cx);
        Some(Self { criterion: criterion?, plan: plan?, mark, span: node.span })
    }
}
