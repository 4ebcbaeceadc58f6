//! `gnlc coverage`

mod lens;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::output::cell;
use super::{Outcome, Output, Session, Unwritable, tally};
use crate::check::Dossier;
use crate::cli::{Coverage as Args, TableFormat};
use crate::coverage::verdict::{self, Asked, Part};
use crate::coverage::{Coverage, Derived, Graded};
use crate::diagnostic::Code;
use crate::load::{Lenses, Options};
use crate::locale::Locale;
use crate::model::words::Mark;
use crate::render::view::demand::Teller;
use crate::render::view::lens::carrying;
use crate::render::view::summary::coverage_line;

/// Shows which criteria are covered.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Args, out: &mut Output) -> Result<Outcome, Unwritable> {
    let mut session = Session::default();
    let asked = match (args.all, args.lenses.as_slice()) {
        (true, _) => Lenses::All,
        (false, []) => Lenses::Own,
        (false, names) => Lenses::Named(names.to_vec()),
    };
    let options = Options { packs: args.packs.files.clone(), lenses: asked, ..Options::default() };
    let checked = session.dossier(&args.dir, &options, args.lang.as_deref());
    let (errors, warnings) = session.diagnostics.counts(&session.sources);
    let Ok((dossier, coverage, locale)) = checked else {
        session.print(out)?;
        return Ok(session.failure());
    };
    let is_wanted = |framework: &usize| {
        let name = dossier.frameworks[*framework].head.id.value.as_str();
        args.lenses.is_empty() || args.lenses.iter().any(|wanted| wanted == name)
    };
    let wanted: Vec<usize> = (0..dossier.frameworks.len()).filter(is_wanted).collect();
    if wanted.is_empty() {
        session.diagnostics.retain(|d| d.code == Code::UnknownPack);
        session.print(out)?;
        return Ok(Outcome::CouldNotRun);
    }
    let text = match args.format {
        TableFormat::Table => table(&dossier, &coverage, &locale, &wanted),
        TableFormat::Json => format!("{:#}\n", json(&dossier, &coverage, &locale, &wanted)),
        TableFormat::Csv => csv(&dossier, &coverage, &locale, &wanted),
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

/// The evidence of a link.
fn evidence_id(dossier: &Dossier, link: usize) -> &str {
    dossier.evidence[dossier.links[link].evidence].id.value.as_str()
}

fn evidence_ids<'a>(dossier: &'a Dossier, graded: &'a Graded) -> impl Iterator<Item = &'a str> {
    graded.links.iter().map(|l| evidence_id(dossier, *l))
}

fn indicator_ids<'a>(dossier: &'a Dossier, graded: &'a Graded) -> impl Iterator<Item = &'a str> {
    graded.indicators.iter().map(|i| dossier.indicators[*i].id.value.as_str())
}

/// Every lens for reading.
fn table(dossier: &Dossier, coverage: &Coverage, locale: &Locale, wanted: &[usize]) -> String {
    let mut text = String::new();
    for framework in wanted {
        text += &lens::text(dossier, coverage, locale, *framework);
    }
    if wanted.contains(&0) {
        let _ = writeln!(text, "{}", coverage_line(dossier, coverage, locale));
        if !coverage.unused.is_empty() {
            let ids: Vec<&str> = coverage.unused.iter().map(|e| dossier.evidence[*e].id.value.as_str()).collect();
            let _ = writeln!(text, "Supports nothing: {}", ids.join(", "));
        }
    }
    text
}

fn name<'a>(text: &'a crate::model::Text, locale: &Locale) -> &'a str {
    &text.version(&locale.lang, &crate::model::Lang::english()).text
}

fn json(dossier: &Dossier, coverage: &Coverage, locale: &Locale, wanted: &[usize]) -> Value {
    let derived = |d: &Derived| {
        let evidence: BTreeSet<&str> = d.links.iter().map(|l| evidence_id(dossier, *l)).collect();
        let indicators: Vec<&str> = d.indicators.iter().map(|i| dossier.indicators[*i].id.value.as_str()).collect();
        let bridge = &dossier.bridges[d.bridge];
        json!({
            "from": dossier.key(d.from), "to": dossier.key(d.to), "match": d.relation.word(), "mark": d.mark.key(),
            "evidence": evidence, "indicators": indicators,
            "crosswalk": dossier.crosswalks[bridge.crosswalk].id.value.as_str(), "status": bridge.standing.word(),
        })
    };
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
            "derived": g.derived.iter().map(derived).collect::<Vec<_>>(),
            "next_steps": g.next_steps.len(),
            "press_only": g.press_only,
            "stale_since": g.stale,
            "lowered_from": g.lowered_from.map(Mark::key),
        })
    };
    let teller = Teller { dossier, locale };
    let asked = |asked: &Asked| {
        json!({
            "criterion": dossier.key(asked.criterion), "demanded": teller.demanded(asked),
            "verdict": asked.verdict.key(), "why": asked.why.key(), "said": teller.why(asked),
        })
    };
    let part = |framework: usize, part: &Part| {
        let set = &dossier.frameworks[framework];
        json!({
            "framework": set.head.id.value.as_str(),
            "part": part.row.map(|row| &set.rows[row].code.value),
            "grade": part.grade.map(|grade| set.grades[grade].id.value.as_str()),
            "verdict": part.verdict().key(),
            "rows": part.asked.iter().map(asked).collect::<Vec<_>>(),
        })
    };
    let lenses = || coverage.lenses.iter().filter(|lens| wanted.contains(&lens.framework));
    let criteria: Vec<Value> = lenses().flat_map(|l| l.graded.iter().map(graded)).collect();
    let demands: Vec<Value> = lenses()
        .filter(|lens| verdict::demands(dossier, lens.framework))
        .flat_map(|lens| verdict::targets(dossier, coverage, lens.framework))
        .map(|a| asked(&a))
        .collect();
    let parts: Vec<Value> = lenses()
        .flat_map(|lens| verdict::parts(dossier, coverage, lens.framework).into_iter().map(move |p| (lens.framework, p)))
        .map(|(framework, p)| part(framework, &p))
        .collect();
    let unused: Vec<&str> = coverage.unused.iter().map(|e| dossier.evidence[*e].id.value.as_str()).collect();
    json!({ "criteria": criteria, "demands": demands, "parts": parts, "supports_nothing": unused })
}

fn csv(dossier: &Dossier, coverage: &Coverage, locale: &Locale, wanted: &[usize]) -> String {
    let mut text = String::from("framework,code,level,name,mark,evidence,indicators,press_only,stale_since,derived_from\r\n");
    for graded in coverage.lenses.iter().filter(|l| wanted.contains(&l.framework)).flat_map(|l| &l.graded) {
        let row = dossier.row(graded.criterion);
        let derived = carrying(graded).map(|d| dossier.key(d.from));
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
            derived.collect::<Vec<_>>().join(" "),
        ];
        text.push_str(&cells.map(|c| cell(&c)).join(","));
        text.push_str("\r\n");
    }
    text
}
