//! Why a criterion has its mark: from which items, in which files and lines, and what is missing for the next one.

use std::fmt::Write as _;

use super::{Session, english};
use crate::check::{Criterion, Dossier};
use crate::coverage::verdict::{self, Asked};
use crate::coverage::{Coverage, Graded, lacking};
use crate::locale::Locale;
use crate::render::view::demand::Teller;
use crate::source::Span;

/// What a criterion is, and how the dossier answers it. A code without the name of a set is looked for in the first that has it.
pub fn text(what: &str, dossier: &Dossier, coverage: &Coverage, locale: &Locale, session: &Session) -> Option<String> {
    let (prefix, code) = what.split_once(':').map_or((None, what), |(p, c)| (Some(p), c));
    let found = dossier.frameworks.iter().enumerate().find_map(|(framework, set)| {
        let named = prefix.is_none_or(|p| set.head.id.value.as_str() == p);
        set.row(code).filter(|_| named).map(|row| Criterion { framework, row })
    })?;
    let mut text = super::criterion_of(&dossier.frameworks[found.framework], found.row);
    // Only what can be linked to is answered.
    let Some(graded) = coverage.of(found) else { return Some(text) };
    let teller = Told { dossier, coverage, locale, session };
    text.push('\n');
    teller.mark(&mut text, graded);
    teller.links(&mut text, graded);
    teller.indicators(&mut text, graded);
    teller.steps(&mut text, graded);
    teller.derived(&mut text, graded);
    teller.demands(&mut text, graded);
    Some(text)
}

struct Told<'a> {
    dossier: &'a Dossier,
    coverage: &'a Coverage,
    locale: &'a Locale,
    session: &'a Session,
}

impl Told<'_> {
    /// `evidence.yaml:12`
    fn at(&self, span: Span) -> String {
        format!("{}:{}", self.session.sources.file(span.file).path, self.session.sources.position(span).line)
    }

    fn line(&self, text: &crate::model::Text) -> String {
        text.line(&self.locale.lang, self.dossier.original())
    }

    fn mark(&self, out: &mut String, graded: &Graded) {
        let _ = writeln!(out, "mark here: {}", graded.mark.word());
        if let Some(rules) = graded.lowered_from {
            let _ = writeln!(out, "  the evidence allows `{}`; the city grades itself lower", rules.word());
        }
        if let Some(year) = graded.stale {
            let _ = writeln!(out, "  the newest value for the whole city is of {year}, too old to count");
        }
        if graded.press_only {
            let _ = writeln!(out, "  everything it rests on was found in the press only");
        }
        for lack in lacking(self.dossier, graded) {
            let _ = writeln!(out, "  for the next mark is missing: {lack}");
        }
    }

    fn links(&self, out: &mut String, graded: &Graded) {
        for link in &graded.counted_links {
            let link = &self.dossier.links[*link];
            let item = &self.dossier.evidence[link.evidence];
            let below = if link.criterion == graded.criterion {
                String::new()
            } else {
                format!(", for {}", self.dossier.key(link.criterion))
            };
            let proof = if item.proof.is_empty() { ", without proof" } else { "" };
            let _ = writeln!(
                out,
                "  {} ({}, {}{proof}{below}) {}: {}",
                item.id.value,
                item.kind.word(),
                item.status.word(),
                self.at(item.id.at),
                self.line(&link.because)
            );
        }
    }

    fn indicators(&self, out: &mut String, graded: &Graded) {
        let figures = self.dossier.figures(self.locale);
        for index in &graded.counted_indicators {
            let indicator = &self.dossier.indicators[*index];
            let newest = indicator.newest().map(|figure| {
                let when = figure.period.map(|p| format!(" ({})", self.locale.period(p))).unwrap_or_default();
                format!("{}{when}", figures.figure(indicator, figure))
            });
            let _ = writeln!(
                out,
                "  {} (indicator) {}: {}",
                indicator.id.value,
                self.at(indicator.id.at),
                newest.unwrap_or_else(|| "no value".to_owned())
            );
        }
    }

    fn steps(&self, out: &mut String, graded: &Graded) {
        for step in &graded.next_steps {
            let (_, step) = &self.dossier.next_steps[*step];
            let _ = writeln!(out, "  next step {}", self.at(step.span));
        }
    }

    fn derived(&self, out: &mut String, graded: &Graded) {
        for derived in &graded.derived {
            let bridge = &self.dossier.bridges[derived.bridge];
            let relation = derived.relation.said();
            let carried = if derived.relation.carries() {
                format!(
                    "{} there; {} links, {} indicators come over, derived and no claim",
                    derived.mark.word(),
                    derived.links.len(),
                    derived.indicators.len()
                )
            } else {
                "carries nothing".to_owned()
            };
            let because = bridge.because.as_ref().map(|t| format!(" – {}", english(t))).unwrap_or_default();
            let (from, to) = (self.dossier.key(derived.from), self.dossier.key(derived.to));
            let _ = writeln!(out, "  {from} {relation} {to} ({}): {carried}{because}", bridge.standing.word());
        }
        // The other way: where what stands here goes.
        for bridge in &self.dossier.bridges {
            let to = if bridge.from == graded.criterion && bridge.relation.carries() {
                bridge.to
            } else if bridge.to == graded.criterion && bridge.relation.turned().carries() {
                bridge.from
            } else {
                continue;
            };
            let _ = writeln!(out, "  counts for {} too, as derived", self.dossier.key(to));
        }
    }

    fn demands(&self, out: &mut String, graded: &Graded) {
        let framework = graded.criterion.framework;
        if !verdict::demands(self.dossier, framework) {
            return;
        }
        let teller = Teller { dossier: self.dossier, locale: self.locale };
        let here = |asked: &Asked| asked.criterion == graded.criterion;
        for asked in verdict::targets(self.dossier, self.coverage, framework).iter().filter(|a| here(a)) {
            let _ = writeln!(out, "  demanded {}: {} – {}", teller.demanded(asked), teller.told(asked), teller.why(asked));
        }
    }
}
