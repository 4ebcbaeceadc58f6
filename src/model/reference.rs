//! References to items from texts: `@plan-11`, `@learning-clans.target.plan-291`.

use super::figure::Figure;
use super::id::Id;
use super::indicator::Indicator;
use super::period::Period;
use super::words::words;

words! {
    /// What of an indicator a reference means, behind its id.
    pub enum Part, "part of an indicator" {
        /// The newest value, or that of a time: `@id.value`, `@id.2023`.
        Value = "value",
        /// The target that is reported against, or another: `@id.target`, `@id.target.2030`, `@id.target.plan-291`.
        Target = "target",
        /// The absolute number beside a share.
        Count = "count",
        /// The unit, in words.
        Unit = "unit",
        /// The time of the newest value.
        Year = "year",
        /// The change from the baseline, else from the first value that can be compared.
        Change = "change",
        /// What the newest value lacks to the target that is reported against.
        Distance = "distance",
    }
}

/// What a link with `@` points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// As written, without the `@`.
    pub written: String,
    /// The item, when it reads as an id.
    pub id: Option<Id>,
    /// The part of an indicator that is meant, when one is named.
    pub part: Option<Part>,
    /// Which of its figures: times and ids of sources, all of which have to fit.
    pub which: Vec<String>,
}

impl Reference {
    /// Reads what stands behind the `@`.
    #[must_use]
    pub fn parse(written: &str) -> Self {
        let mut words = written.split('.');
        let id = words.next().and_then(Id::parse);
        let (mut part, mut which) = (None, Vec::new());
        for word in words {
            match Part::from_word(word) {
                Some(found) if part.is_none() && which.is_empty() => part = Some(found),
                _ => which.push(word.to_owned()),
            }
        }
        if part.is_none() && !which.is_empty() {
            part = Some(Part::Value);
        }
        Self { written: written.to_owned(), id, part, which }
    }

    /// The figure of an indicator that is meant.
    #[must_use]
    pub fn figure<'a>(&self, indicator: &'a Indicator) -> Option<&'a Figure> {
        let target = self.part == Some(Part::Target);
        let mut fitting = match (target, self.which.is_empty()) {
            (true, true) => return indicator.target(),
            (true, false) => {
                let mut targets: Vec<&Figure> = indicator.targets.iter().collect();
                targets.sort_by_key(|t| (indicator.is_own(t), t.report_against, t.period));
                targets
            }
            (false, _) => indicator.series(),
        };
        fitting.retain(|f| self.which.iter().all(|word| fits(f, word)));
        fitting.pop()
    }
}

/// Whether a figure has this time or source.
fn fits(figure: &Figure, word: &str) -> bool {
    let time = figure.period.is_some_and(|p| {
        p.to_yaml().rsplit(' ').next() == Some(word)
            || Period::parse(word).or_else(|| Period::parse_school_year(word)).is_some_and(|w| w.same_time(p))
    });
    time || figure.source.as_ref().is_some_and(|s| s.value.as_str() == word)
}
