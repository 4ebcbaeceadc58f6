//! One set of criteria on the console.

use std::fmt::Write as _;

use super::name;
use crate::check::Dossier;
use crate::coverage::{Coverage, Graded};
use crate::locale::Locale;
use crate::pack::framework::Level;
use crate::render::view::demand::{Teller, Told, told};
use crate::render::view::lens::{carrying, is_only_derived, is_shown, rest};

/// One set: its areas, and the features that something is linked or carried to; and what it demands.
pub fn text(dossier: &Dossier, coverage: &Coverage, locale: &Locale, framework: usize) -> String {
    let set = &dossier.frameworks[framework];
    let mut text = format!("{}\n", name(&set.head.title, locale));
    let first = framework == 0;
    for graded in coverage.lenses[framework].graded.iter().filter(|g| is_shown(g, first)) {
        row(&mut text, dossier, locale, graded, first);
    }
    text.extend(rest(dossier, coverage, locale, framework).map(|line| line + "\n"));
    demands(&mut text, dossier, coverage, locale, framework);
    text
}

fn row(text: &mut String, dossier: &Dossier, locale: &Locale, graded: &Graded, first: bool) {
    let row = dossier.row(graded.criterion);
    let key = graded.mark.key();
    let symbol = match key {
        "results" => "●",
        "practice" => "◐",
        "planned" => "◔",
        "none" => "○",
        _ => "–",
    };
    let derived_only = !first && is_only_derived(graded);
    let indent = if graded.level == Level::Area { "" } else { "  " };
    let _ =
        writeln!(text, "{indent}{} {:<7} {}", if derived_only { " " } else { symbol }, row.code.value, name(&row.name, locale));
    let word = if derived_only { "derived_only".to_owned() } else { format!("mark_{key}") };
    let word = locale.word(&word);
    let flags: String = [
        graded.press_only.then(|| format!(", {}", locale.word("press_only"))),
        graded.stale.map(|year| format!(", {}", locale.fill("stale", &[("year", &year.to_string())]))),
        graded.lowered_from.map(|_| ", marked lower than the rules allow".to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let items = dossier.evidence_behind(&graded.counted_links);
    let counts = if derived_only {
        String::new()
    } else {
        format!("; evidence {}, indicators {}", items.len(), graded.counted_indicators.len())
    };
    let _ = writeln!(text, "{indent}          {word}{flags}{counts}");
    if first {
        return;
    }
    for derived in carrying(graded).filter(|d| d.to == graded.criterion) {
        let items = dossier.evidence_behind(&derived.links);
        let mark = locale.word(&format!("mark_{}", derived.mark.key())).to_owned();
        let standing = dossier.bridges[derived.bridge].standing.word();
        let _ = writeln!(
            text,
            "{indent}          derived from {} ({mark} there; evidence {}, indicators {}; {standing})",
            dossier.key(derived.from),
            items.len(),
            derived.indicators.len()
        );
    }
}

fn demands(text: &mut String, dossier: &Dossier, coverage: &Coverage, locale: &Locale, framework: usize) {
    let teller = Teller { dossier, locale };
    let Some(Told { parts, asked }) = told(teller, coverage, framework) else { return };
    let title = name(&dossier.frameworks[framework].head.title, locale);
    let _ = writeln!(text, "{}", locale.fill("demands_of", &[("name", title)]));
    for line in parts {
        let _ = writeln!(text, "  {line}");
    }
    for asked in &asked {
        let row = dossier.row(asked.criterion);
        let _ = writeln!(text, "  {:<7} {}", row.code.value, name(&row.name, locale));
        let _ = writeln!(text, "          {}: {} – {}", teller.demanded(asked), teller.told(asked), teller.why(asked));
    }
}
