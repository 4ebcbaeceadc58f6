//! Pages 2 and 3: the same for every city.

use minijinja::value::Value;
use serde::Serialize;

use super::area::{StepView, steps_within};
use super::printer::{MarkView, Printer, Ref, Say};
use crate::check::{Dossier, Item};
use crate::coverage::Coverage;
use crate::locale::Locale;
use crate::model::Id;
use crate::model::words::Mark;

/// How many weak points have room.
const WEAKEST: usize = 5;

/// The summary.
#[derive(Debug, Serialize)]
pub struct Summary {
    /// Who applies, on what decision, who steers: label and text.
    pub who: Vec<(String, SayOrRef)>,
    /// The case (prose).
    pub case: Option<Value>,
    /// Up to six figures.
    pub figures: Vec<Tile>,
    /// Every area of the first set of criteria with its mark.
    pub areas: Vec<AreaMark>,
    /// The weakest areas with their next step.
    pub weakest: Vec<Weak>,
    /// How many weak areas found no room, in words; nothing when all did.
    pub more_weak: Option<String>,
    /// The form's checks: label, whether it is met, and what there is to say.
    pub form: Vec<FormCheck>,
}

/// A text or a link.
#[derive(Debug, Serialize)]
pub struct SayOrRef {
    /// The text.
    pub say: Say,
    /// The link, when it is one.
    pub link: Option<Ref>,
}

/// A figure with its name.
#[derive(Debug, Serialize)]
pub struct Tile {
    /// The amount.
    pub amount: String,
    /// The unit.
    pub unit: Say,
    /// What it is.
    pub name: Say,
    /// Year, and how it stands against its target.
    pub remark: String,
    /// A link to the indicator.
    pub link: Ref,
}

/// An area with its mark.
#[derive(Debug, Serialize)]
pub struct AreaMark {
    /// A link to the area, printed as its code and name.
    pub link: Ref,
    /// The mark.
    pub mark: MarkView,
    /// A remark: press only, stale.
    pub remark: String,
}

/// A weak area with what comes next.
#[derive(Debug, Serialize)]
pub struct Weak {
    /// The area.
    pub area: AreaMark,
    /// The first next step.
    pub step: Option<StepView>,
}

/// One line of the form check.
#[derive(Debug, Serialize)]
pub struct FormCheck {
    /// The field.
    pub label: Say,
    /// `yes`, `no`, or `hand` for what is filled in on paper.
    pub state: &'static str,
    /// What there is to say.
    pub remark: String,
}

/// Phrases the summary.
#[must_use]
pub fn build(p: &Printer<'_>) -> Summary {
    let areas: Vec<AreaMark> = p.coverage.lenses[0].areas().map(|g| area_mark(p, g)).collect();
    let mut weak: Vec<_> = p.coverage.lenses[0].areas().filter(|g| g.mark < Mark::InPractice).collect();
    weak.sort_by_key(|g| (g.mark == Mark::NotNow, g.mark));
    let left = weak.len().saturating_sub(WEAKEST);
    let more_weak = (left > 0).then(|| p.locale.counted("more_weak", left, &[]));
    let weakest = weak
        .into_iter()
        .take(WEAKEST)
        .map(|g| Weak { area: area_mark(p, g), step: steps_within(p, g.criterion).into_iter().next() })
        .collect();
    Summary {
        who: who(p),
        case: p.dossier.head.case.as_ref().map(|t| p.prose(t)),
        figures: figures(p),
        areas,
        weakest,
        more_weak,
        form: super::form::checks(p),
    }
}

fn area_mark(p: &Printer<'_>, graded: &crate::coverage::Graded) -> AreaMark {
    AreaMark { link: p.criterion_ref(graded.criterion), mark: p.mark(graded.mark), remark: super::area::remark(p, graded) }
}

fn who(p: &Printer<'_>) -> Vec<(String, SayOrRef)> {
    let city = &p.dossier.city;
    let text = |say: Say| SayOrRef { say, link: None };
    let linked = |id: &Id| {
        let link = p.title_ref(id)?;
        let dated = match p.dossier.item(id) {
            Some(Item::Evidence(n)) => p.dossier.evidence[n].since.as_ref().map(|d| p.locale.date(d.value)),
            _ => None,
        };
        let say = p.own(dated.unwrap_or_default());
        Some(SayOrRef { say, link: Some(link) })
    };
    let mut rows = vec![
        (p.word("applicant"), text(p.own(format!("{}, {}", city.name.in_language(&p.locale.lang), p.say(&city.country).t)))),
        (p.word("unit_kind"), text(p.own(p.word(&format!("unit_{}", city.kind.word()))))),
        (p.word("head"), text(p.say(&city.head.title))),
    ];
    let decision = city.decided_by.as_ref().and_then(|id| linked(&id.value));
    rows.push((p.word("decision"), decision.unwrap_or_else(|| text(p.own(p.word("not_stated"))))));
    let body = city.steered_by.as_ref().and_then(|id| linked(&id.value));
    rows.push((p.word("steered_by"), body.unwrap_or_else(|| text(p.own(p.word("not_stated"))))));
    rows
}

fn figures(p: &Printer<'_>) -> Vec<Tile> {
    let chosen = p.dossier.head.summary_figures.iter().take(6);
    chosen
        .filter_map(|id| {
            let Some(Item::Indicator(n)) = p.dossier.item(&id.value) else { return None };
            let indicator = &p.dossier.indicators[n];
            let headline = super::indicator::headline(p, indicator)?;
            let stands = super::indicator::status_line(p, indicator);
            let fresh = super::indicator::freshness(p, indicator);
            Some(Tile {
                amount: headline.amount,
                unit: p.unit(indicator),
                name: p.say(&indicator.name),
                remark: if headline.target {
                    headline.note
                } else {
                    let parts = [Some(headline.note), Some(stands), fresh].into_iter().flatten();
                    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
                },
                link: p.item_ref(&id.value)?,
            })
        })
        .collect()
}

/// "In 7 of 12 areas …": what the coverage comes to, in one sentence, for print and console.
#[must_use]
pub fn coverage_line(dossier: &Dossier, coverage: &Coverage, locale: &Locale) -> String {
    let lens = &coverage.lenses[0];
    let all = lens.areas().count();
    let name = &dossier.frameworks[0].head.title;
    let parts: Vec<String> = lens
        .counts()
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(mark, count)| {
            let mark = locale.word(&format!("mark_{}", mark.key())).to_owned();
            locale.counted("coverage_part", count, &[("mark", &mark)])
        })
        .collect();
    locale
        .fill("coverage_line", &[("n", &locale.count(all)), ("name", &locale.pack_text(name).0), ("parts", &locale.list(&parts))])
}
