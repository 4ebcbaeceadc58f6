//! The figures of a series by name, so that the same one is found in another draft, wherever it stands there.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use crate::model::{Figure, canonical};

/// Every figure of a list with its name: its time; beside it the place and the base where they are not the indicator's; the
/// source too where that is not enough; and a number where nothing is.
#[must_use]
pub fn named(figures: &[Figure]) -> Vec<(String, &Figure)> {
    let mut by_name: BTreeMap<String, Vec<&Figure>> = BTreeMap::new();
    for figure in figures {
        by_name.entry(time(figure)).or_default().push(figure);
    }
    let mut all = Vec::new();
    for (name, alike) in by_name {
        if let [one] = alike.as_slice() {
            all.push((name, *one));
            continue;
        }
        let mut by_source: BTreeMap<String, Vec<&Figure>> = BTreeMap::new();
        for figure in alike {
            let source = figure.source.as_ref().map(|s| format!(" @{}", s.value)).unwrap_or_default();
            by_source.entry(format!("{name}{source}")).or_default().push(figure);
        }
        for (name, mut alike) in by_source {
            // The order of writing means nothing, so it must not name them.
            alike.sort_by_cached_key(|f| json(f).to_string());
            for (n, figure) in alike.into_iter().enumerate() {
                all.push((if n == 0 { name.clone() } else { format!("{name} #{}", n + 1) }, figure));
            }
        }
    }
    all
}

/// The time of a figure, and whatever else makes it another figure of that time.
fn time(figure: &Figure) -> String {
    let mut name = figure.period.map(|p| p.to_string()).unwrap_or_default();
    for beside in [figure.place.as_ref().map(written), figure.base.as_ref().map(|b| written(&b.value))] {
        name.extend(beside.map(|said| format!(" {said}")));
    }
    name.extend(figure.status.map(|s| format!(" {}", s.word())));
    name
}

/// A figure in its canonical form.
#[must_use]
pub fn json(figure: &Figure) -> Json {
    canonical::of(figure)
}

fn written<T: serde::Serialize>(said: &T) -> String {
    canonical::of(said).to_string()
}
