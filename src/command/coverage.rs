//! `gnlc coverage`

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::output::cell;
use super::{Outcome, Output, Session, Unwritable, tally};
use crate::check::Dossier;
use crate::cli::{Coverage as Args, TableFormat};
use crate::coverage::{Coverage, Graded};
use crate::load::Options;
use crate::locale::Locale;
use crate::model::words::Mark;
use crate::pack::framework::Level;
use crate::render::view::summary::coverage_line;

/// Shows which criteria are covered.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Args, out: &mut Output) -> Result<Outcome, Unwritable> {
    let mut session = Session::default();
    let options = Options { packs: args.packs.files.clone(), ..Options::default() };
    let checked = session.dossier(&args.dir, &options, None);
    let (errors, warnings) = session.diagnostics.counts(&session.sources);
    let Ok((dossier, coverage, locale)) = checked else {
        session.print(out)?;
        return Ok(session.failure());
    };
    let text = match args.format {
        TableFormat::Table => table(&dossier, &coverage, &locale),
        TableFormat::Json => format!("{:#}\n", json(&dossier, &coverage)),
        TableFormat::Csv => csv(&dossier, &coverage, &locale),
    };
    out.result(text.as_bytes())?;
    if errors > 0 {
        out.remark(&format!(
            "the dossier has {}: `gnlc check` shows them; entries with errors are not counted here",
            tally(errors, warnings)
        ))?;
        return Ok(Outcome::Errors);
    }
    Ok(Outcome::Done)
}

/// Areas, and the features something is linked to.
fn rows(coverage: &Coverage) -> impl Iterator<Item = &Graded> {
    let shown = |g: &&Graded| g.level == Level::Area || !g.links.is_empty() || !g.indicators.is_empty();
    coverage.lenses.iter().flat_map(move |lens| lens.graded.iter().filter(shown))
}

fn evidence_ids<'a>(dossier: &'a Dossier, graded: &'a Graded) -> impl Iterator<Item = &'a str> {
    graded.links.iter().map(|l| dossier.evidence[dossier.links[*l].evidence].id.value.as_str())
}

fn indicator_ids<'a>(dossier: &'a Dossier, graded: &'a Graded) -> impl Iterator<Item = &'a str> {
    graded.indicators.iter().map(|i| dossier.indicators[*i].id.value.as_str())
}

fn table(dossier: &Dossier, coverage: &Coverage, locale: &Locale) -> String {
    use std::fmt::Write as _;
    let symbol = |key: &str| match key {
        "results" => "●",
        "practice" => "◐",
        "planned" => "◔",
        "none" => "○",
        _ => "–",
    };
    let mut text = String::new();
    for lens in &coverage.lenses {
        let set = &dossier.frameworks[lens.framework];
        let _ = writeln!(text, "{}", name(&set.head.title, locale));
        for graded in rows(coverage).filter(|g| g.criterion.framework == lens.framework) {
            let row = &set.rows[graded.criterion.row];
            let key = graded.mark.key();
            let indent = if graded.level == Level::Area { "" } else { "  " };
            let word = locale.word(match key {
                "results" => "mark_results",
                "practice" => "mark_practice",
                "planned" => "mark_planned",
                "none" => "mark_none",
                _ => "mark_notnow",
            });
            let flags: String = [
                graded.press_only.then(|| format!(", {}", locale.word("press_only"))),
                graded.stale.map(|year| format!(", {}", locale.fill("stale", &[("year", &year.to_string())]))),
                graded.lowered_from.map(|_| ", marked lower than the rules allow".to_owned()),
            ]
            .into_iter()
            .flatten()
            .collect();
            let _ = writeln!(text, "{indent}{} {:<7} {}", symbol(key), row.code.value, name(&row.name, locale));
            let items: BTreeSet<usize> = graded.counted_links.iter().map(|l| dossier.links[*l].evidence).collect();
            let (items, indicators) = (items.len(), graded.counted_indicators.len());
            let _ = writeln!(text, "{indent}          {word}{flags}; evidence {items}, indicators {indicators}");
        }
    }
    let _ = writeln!(text, "{}", coverage_line(dossier, coverage, locale));
    if !coverage.unused.is_empty() {
        let ids: Vec<&str> = coverage.unused.iter().map(|e| dossier.evidence[*e].id.value.as_str()).collect();
        let _ = writeln!(text, "Supports nothing: {}", ids.join(", "));
    }
    text
}

fn name<'a>(text: &'a crate::model::Text, locale: &Locale) -> &'a str {
    &text.version(&locale.lang, &crate::model::Lang::english()).text
}

fn json(dossier: &Dossier, coverage: &Coverage) -> Value {
    let graded = |g: &Graded| {
        let row = dossier.row(g.criterion);
        json!({
            "framework": dossier.frameworks[g.criterion.framework].head.id.value.as_str(),
            "code": row.code.value,
            "level": g.level.word(),
            "status": row.standing.word(),
            "mark": g.mark.key(),
            "evidence": evidence_ids(dossier, g).collect::<Vec<_>>(),
            "indicators": indicator_ids(dossier, g).collect::<Vec<_>>(),
            "next_steps": g.next_steps.len(),
            "press_only": g.press_only,
            "stale_since": g.stale,
            "lowered_from": g.lowered_from.map(Mark::key),
        })
    };
    let criteria: Vec<Value> = coverage.lenses.iter().flat_map(|l| l.graded.iter().map(graded)).collect();
    let unused: Vec<&str> = coverage.unused.iter().map(|e| dossier.evidence[*e].id.value.as_str()).collect();
    json!({ "criteria": criteria, "supports_nothing": unused })
}

fn csv(dossier: &Dossier, coverage: &Coverage, locale: &Locale) -> String {
    let mut text = String::from("framework,code,level,name,mark,evidence,indicators,press_only,stale_since\r\n");
    for graded in coverage.lenses.iter().flat_map(|l| &l.graded) {
        let row = dossier.row(graded.criterion);
        let cells = [
            dossier.frameworks[graded.criterion.framework].head.id.value.to_string(),
            row.code.value.clone(),
            graded.level.word().to_owned(),
            name(&row.name, locale).to_owned(),
            graded.mark.key().to_owned(),
            evidence_ids(dossier, graded).collect::<Vec<_>>().join(" "),
            indicator_ids(dossier, graded).collect::<Vec<_>>().join(" "),
            if graded.press_only { "yes".into() } else { String::new() },
            graded.stale.map(|y| y.to_string()).unwrap_or_default(),
        ];
        text.push_str(&cells.map(|c| cell(&c)).join(","));
        text.push_str("\r\n");
    }
    text
}
