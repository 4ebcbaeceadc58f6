//! Facts that do not fit together: dates, figures, proofs.

use super::{Dossier, Item};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::words::{EvidenceKind, Finality, Status};
use crate::model::{Evidence, Figure, Indicator, Unit};
use crate::source::Span;

/// Checks every item.
pub fn check(dossier: &Dossier, diagnostics: &mut Diagnostics) {
    for item in &dossier.evidence {
        evidence(dossier, item, diagnostics);
    }
    for indicator in &dossier.indicators {
        for figure in &indicator.values {
            observation(dossier, figure, indicator.id.at, diagnostics);
        }
        for target in indicator.targets.iter().filter(|t| t.source.is_none()) {
            no_source(target, "target", indicator.id.at, diagnostics);
        }
        marks(indicator, diagnostics);
        let marked: Vec<&Figure> = indicator.targets.iter().filter(|t| t.report_against).collect();
        if let [first, second, ..] = marked.as_slice() {
            diagnostics.push(
                Diagnostic::new(Code::TwoTargets, second.at, "two targets say `report_against: true`")
                    .label(first.at, "first here")
                    .hint("mark the one target the city reports against"),
            );
        }
        if indicator.values.is_empty() && indicator.targets.is_empty() && indicator.rule.is_none() {
            diagnostics.push(
                Diagnostic::new(
                    Code::NoFigure,
                    indicator.id.at,
                    format!("the indicator `{}` has neither a value nor a target", indicator.id.value),
                )
                .hint("add one, or say `not_available:` with the reason"),
            );
        }
    }
    for (_, figure) in &dossier.city.profile {
        observation(dossier, figure, dossier.city.at, diagnostics);
    }
    for source in &dossier.sources {
        if source.date.value > dossier.head.as_of.last_day() {
            diagnostics.push(after(dossier, "this source is dated", source.date.value, source.date.at));
        }
    }
    if dossier.head.date < dossier.head.as_of {
        diagnostics.push(
            Diagnostic::new(
                Code::DateOrder,
                dossier.head.at,
                format!("the dossier is dated {} but speaks of facts up to {}", dossier.head.date, dossier.head.as_of),
            )
            .hint("`date:` is the day on the cover, `as_of:` the day up to which facts are known"),
        );
    }
}

fn evidence(dossier: &Dossier, item: &Evidence, diagnostics: &mut Diagnostics) {
    let as_of = dossier.head.as_of;
    if let (Some(since), Some(until)) = (&item.since, &item.until)
        && until.value.last_day() < since.value
    {
        diagnostics.push(
            Diagnostic::new(Code::DateOrder, until.at, format!("this ends ({}) before it begins ({})", until.value, since.value))
                .hint("mend one of the two dates"),
        );
    }
    if let Some(since) = &item.since
        && since.value > as_of.last_day()
        && item.status != Status::Planned
    {
        diagnostics.push(after(dossier, &format!("this is `{}` since", item.status.word()), since.value, since.at));
    }
    if let Some(until) = &item.until
        && matches!(item.status, Status::Running)
        && until.value.last_day() < as_of
    {
        diagnostics.push(
            Diagnostic::new(Code::DateOrder, until.at, format!("this is `running` but ended {}", until.value))
                .hint("set `status: ended`, or mend the date"),
        );
    }
    if item.proof.is_empty() && item.kind != EvidenceKind::Commitment {
        diagnostics.push(
            Diagnostic::new(Code::NoProof, item.id.at, format!("nothing proves `{}`", item.id.value))
                .hint("name a source or an attachment under `proof:`; without one it counts for nothing in the coverage"),
        );
    }
    if item.kind == EvidenceKind::BudgetLine
        && let Some(amount) = &item.details.amount
    {
        let money = amount.unit.as_ref().is_some_and(|u| matches!(u.value, Unit::Money { .. }));
        if amount.value.is_known() && !money {
            diagnostics.push(
                Diagnostic::new(Code::MissingField, amount.at, "an amount of money lacks its currency")
                    .hint("add `unit: VND`, or `unit: billion VND`"),
            );
        }
        if amount.source.is_none() && item.proof.is_empty() {
            no_source(amount, "amount", item.id.at, diagnostics);
        }
    }
}

fn observation(dossier: &Dossier, figure: &Figure, of: Span, diagnostics: &mut Diagnostics) {
    if figure.value.is_known() && figure.source.is_none() && figure.computed.is_none() {
        no_source(figure, "figure", of, diagnostics);
    }
    if let Some(period) = figure.period
        && period.known_from() > dossier.head.as_of.last_day()
        && figure.status != Some(Finality::Forecast)
    {
        diagnostics.push(after(dossier, "this figure speaks of", period, figure.at));
    }
    if let Some(source) = &figure.source
        && let Some(Item::Source(index)) = dossier.item(&source.value)
        && let Some(period) = figure.period
        && dossier.sources[index].date.value.last_day() < period.from
        && figure.status != Some(Finality::Forecast)
    {
        diagnostics.push(
            Diagnostic::new(
                Code::DateOrder,
                source.at,
                format!(
                    "the source was published in {}, before the time of the figure ({})",
                    dossier.sources[index].date.value.year,
                    period.last_year()
                ),
            )
            .hint("mend the year, or name the source the figure is from; what is only expected says `status: forecast`"),
        );
    }
}

/// Marks that mean nothing where they stand.
fn marks(indicator: &Indicator, diagnostics: &mut Diagnostics) {
    let on_values = indicator.values.iter().filter(|v| v.report_against).map(|v| (v.at, "report_against", "a target"));
    let on_targets = indicator.targets.iter().filter_map(|t| {
        let mark = if t.quoted {
            "quoted"
        } else if t.baseline {
            "baseline"
        } else {
            return None;
        };
        Some((t.at, mark, "a value"))
    });
    for (at, mark, belongs) in on_values.chain(on_targets) {
        diagnostics.push(
            Diagnostic::new(Code::NeverUsed, at, format!("`{mark}:` has a meaning at {belongs} only"))
                .label(indicator.id.at, "of this indicator")
                .hint(format!("delete the key, or write it at {belongs}")),
        );
    }
}

fn no_source(figure: &Figure, what: &str, of: Span, diagnostics: &mut Diagnostics) {
    diagnostics.push(
        Diagnostic::new(Code::NoSource, figure.at, format!("this {what} has no source"))
            .label(of, "of this")
            .hint("add `source:` with the id of a source; a reader will ask where it is from"),
    );
}

fn after(dossier: &Dossier, what: &str, date: impl std::fmt::Display, at: Span) -> Diagnostic {
    Diagnostic::new(
        Code::AfterAsOf,
        at,
        format!("{what} {date}, after the day up to which the dossier speaks ({})", dossier.head.as_of),
    )
    .hint("set a later `as_of:` under `dossier:`, or mend the date")
}
