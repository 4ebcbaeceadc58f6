//! References to criteria: `3.1.2`, `key-features:3.1.2`.

use super::{Criterion, Link};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::model::lost::Lost;
use crate::model::words::Better;
use crate::model::{Evidence, Indicator, NextStep};
use crate::pack::Framework;
use crate::pack::framework::{Expects, Level};
use crate::yaml::read::Placed;

/// Resolves references against the dossier's frameworks.
pub struct Resolver<'a> {
    pub frameworks: &'a [Framework],
    pub diagnostics: &'a mut Diagnostics,
}

impl Resolver<'_> {
    pub fn links(&mut self, evidence: &[Evidence]) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        for (index, item) in evidence.iter().enumerate() {
            for support in &item.supports {
                let Some(criterion) = self.resolve(&support.criterion) else { continue };
                if links.iter().rev().take_while(|l| l.evidence == index).any(|l| l.criterion == criterion) {
                    self.twice(&support.criterion, "this item already supports");
                    continue;
                }
                links.push(Link { evidence: index, criterion, because: support.because.clone() });
            }
        }
        links
    }

    pub fn measures(&mut self, indicators: &[Indicator]) -> Vec<(usize, Criterion)> {
        let mut measures = Vec::new();
        for (index, indicator) in indicators.iter().enumerate() {
            for code in &indicator.measures {
                let Some(criterion) = self.resolve(code) else { continue };
                if measures.contains(&(index, criterion)) {
                    self.twice(code, "this indicator already measures");
                } else {
                    measures.push((index, criterion));
                }
            }
        }
        measures
    }

    pub fn next_steps(&mut self, steps: Vec<NextStep>) -> Vec<(Criterion, NextStep)> {
        let mut resolved: Vec<(Criterion, NextStep)> =
            steps.into_iter().filter_map(|step| Some((self.resolve(&step.criterion)?, step))).collect();
        resolved.sort_by_key(|(criterion, step)| (*criterion, step.span.file, step.span.start));
        resolved
    }

    /// Checks the criteria of entries that could not be read.
    pub fn lost(&mut self, lost: &Lost) {
        for code in &lost.criteria {
            self.resolve(code);
        }
    }

    fn twice(&mut self, code: &Placed<String>, what: &str) {
        self.diagnostics.push(
            Diagnostic::new(Code::DuplicateLink, code.at, format!("{what} `{}`", code.value)).hint("keep one of the two links"),
        );
    }

    /// Gives indicators that say no direction that of the measurement they answer.
    pub fn directions(&mut self, indicators: &mut [Indicator]) {
        for indicator in indicators {
            let Some(written) = indicator.measurement.clone() else { continue };
            let Some(Criterion { framework, row }) = self.find(&written) else { continue };
            let Some(measurement) = &self.frameworks[framework].rows[row].measurement else {
                self.diagnostics.push(
                    Diagnostic::new(Code::UnknownCriterion, written.at, format!("`{}` is no measurement", written.value))
                        .hint("a measurement has a letter behind its feature's code, such as 1.1.1-a; areas and features stand under `measures:`"),
                );
                continue;
            };
            let asked = if measurement.expects == Expects::Existence { Better::Exists } else { measurement.better };
            indicator.better.get_or_insert(asked);
        }
    }

    /// An area or a feature.
    pub fn resolve(&mut self, written: &Placed<String>) -> Option<Criterion> {
        let found = self.find(written)?;
        let set = &self.frameworks[found.framework];
        let (level, code) = (set.rows[found.row].level, &set.rows[found.row].code.value);
        if matches!(level, Level::Area | Level::Feature) {
            return Some(found);
        }
        let name = &set.head.id.value;
        self.diagnostics.push(
            Diagnostic::new(
                Code::UnknownCriterion,
                written.at,
                format!("`{code}` is a {} of `{name}`, and links name an area or a feature", level.word()),
            )
            .hint(if level == Level::Category {
                "name one of its areas"
            } else {
                "name the feature it measures: the code without its letter; an indicator may say `measurement:` besides"
            }),
        );
        None
    }

    /// A row of any level.
    fn find(&mut self, written: &Placed<String>) -> Option<Criterion> {
        let (prefix, code) =
            written.value.split_once(':').map_or((None, written.value.as_str()), |(p, c)| (Some(p.trim()), c.trim()));
        let framework = match prefix {
            None => Some(0),
            Some(prefix) => self.frameworks.iter().position(|f| f.head.id.value.as_str() == prefix),
        };
        let Some(framework) = framework else {
            let known = self.frameworks.iter().map(|f| f.head.id.value.as_str());
            self.diagnostics.push(
                Diagnostic::new(
                    Code::UnknownPack,
                    written.at,
                    format!("this dossier uses no set of criteria `{}`", prefix.unwrap_or_default()),
                )
                .hints(did_you_mean(prefix.unwrap_or_default(), known.clone()))
                .hint(format!("it uses {}; add others under `frameworks:`", known.collect::<Vec<_>>().join(", "))),
            );
            return None;
        };
        let set = &self.frameworks[framework];
        let name = &set.head.id.value;
        let Some(row) = set.row(code) else {
            let linkable =
                set.rows.iter().filter(|r| matches!(r.level, Level::Area | Level::Feature)).map(|r| r.code.value.as_str());
            let near: Vec<&str> = linkable.clone().filter(|c| same_branch(c, code)).take(8).collect();
            let mut diagnostic =
                Diagnostic::new(Code::UnknownCriterion, written.at, format!("`{name}` has no criterion `{code}`"));
            if near.is_empty() {
                diagnostic = diagnostic.hints(did_you_mean(code, linkable));
            } else {
                diagnostic = diagnostic.hint(format!("near it there are: {}", near.join(", ")));
            }
            self.diagnostics.push(diagnostic.hint(format!("`gnlc explain {name}` lists them all")));
            return None;
        };
        Some(Criterion { framework, row })
    }
}

/// Whether two codes share all but the last part.
fn same_branch(a: &str, b: &str) -> bool {
    match (a.rsplit_once('.'), b.rsplit_once('.')) {
        (Some((a, _)), Some((b, _))) => a == b,
        _ => false,
    }
}
