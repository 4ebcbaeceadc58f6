//! What templates may say of indicators: the words that texts print for `@id.value` and its like.

use std::collections::BTreeMap;

use serde::Serialize;

use super::indicator::status_word;
use super::printer::{Printer, Say};
use crate::check::prose::{Quoted, quoted};
use crate::model::Indicator;
use crate::model::reference::Reference;

/// What templates may say of an indicator, each as it stands in a sentence; empty where there is nothing.
#[derive(Debug, Serialize)]
pub struct Told {
    /// Its name.
    pub name: Say,
    /// The newest value.
    pub value: String,
    /// Its time.
    pub year: String,
    /// The absolute number beside it.
    pub count: String,
    /// The unit.
    pub unit: Say,
    /// The target that is reported against.
    pub target: String,
    /// The change since the baseline.
    pub change: String,
    /// What is missing to the target.
    pub distance: String,
    /// How it stands.
    pub status: String,
}

/// Every indicator by its id, for templates: the same words that texts print for `@id.value` and its like.
#[must_use]
pub fn told(p: &Printer<'_>) -> BTreeMap<String, Told> {
    let tell = |indicator: &Indicator| {
        let part = |part: &str| {
            let reference = Reference::parse(&format!("{}.{part}", indicator.id.value));
            match quoted(p.dossier, p.locale, indicator, &reference, "") {
                Quoted::Figure(said) => said,
                Quoted::Words | Quoted::Nothing => String::new(),
            }
        };
        Told {
            name: p.say(&indicator.name),
            value: part("value"),
            year: part("year"),
            count: part("count"),
            unit: p.unit(indicator),
            target: part("target"),
            change: part("change"),
            distance: part("distance"),
            status: status_word(p, p.dossier.status(indicator)),
        }
    };
    p.dossier.indicators.iter().map(|i| (i.id.value.to_string(), tell(i))).collect()
}
