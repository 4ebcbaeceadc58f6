//! A crosswalk, for reading.

use super::super::line;
use super::Lines;
use crate::pack::Crosswalk;
use crate::pack::crosswalk::Relation;

/// What each row says: "1.1 counts for sdgs:4 (inferred): because …".
pub fn text(crosswalk: &Crosswalk, out: &mut Lines) {
    let (from, to) = (&crosswalk.from.value, &crosswalk.to.value);
    out.line(0, &format!("from {from} to {to}"));
    out.line(0, "What is carried over is shown as derived, and is never a claim of the city.");
    out.gap();
    for row in &crosswalk.rows {
        let because = row.because.as_ref().map(|text| format!(": because {}", line(text))).unwrap_or_default();
        let nothing = if row.relation == Relation::Related { ", carries nothing" } else { "" };
        let said = format!(
            "{} {} {to}:{} ({}{nothing}){because}",
            row.from.value,
            row.relation.said(),
            row.to.value,
            row.standing.word()
        );
        out.line(0, &said);
    }
}
