//! `gnlc figures`

use serde_json::{Value, json};

use super::output::cell;
use super::{Outcome, Output, Session, Unwritable, tally};
use crate::check::Dossier;
use crate::cli::{Figures as Args, TableFormat};
use crate::diagnostic::{Code, Diagnostic};
use crate::figures;
use crate::load::Options;
use crate::locale::Locale;
use crate::locale::figure::Figures;
use crate::model::{Figure, Indicator, Value as Amount};
use crate::source::Span;

/// What `--check` tells of texts; of indicators, units and the profile it tells everything.
const IN_TEXTS: &[Code] = &[Code::FigureDisagrees, Code::NoSuchFigure, Code::TypedFigure, Code::TypedContradiction];

/// Shows every figure, or what does not go together among them.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Args, out: &mut Output) -> Result<Outcome, Unwritable> {
    let mut session = Session::default();
    let checked = session.dossier(&args.dir, &Options::default(), args.lang.as_deref());
    let Ok((dossier, _, locale)) = checked else {
        session.print(out)?;
        return Ok(session.failure());
    };
    if args.check {
        return conflicts(args, &dossier, &mut session, out);
    }
    let words = dossier.figures(&locale);
    let text = match args.format {
        TableFormat::Table => table(&dossier, words),
        TableFormat::Json => format!("{:#}\n", json(&dossier, words)),
        TableFormat::Csv => csv(&dossier, words),
    };
    out.result(text.as_bytes())?;
    let (errors, warnings) = session.diagnostics.counts(&session.sources);
    if errors > 0 {
        out.remark(&format!(
            "the dossier has {}: `gnlc check` shows them; entries with errors are not shown here",
            tally(errors, warnings)
        ))?;
        return Ok(Outcome::Errors);
    }
    Ok(Outcome::Done)
}

/// Prints the conflicts alone, and how many figures disagree with a reason.
fn conflicts(args: &Args, dossier: &Dossier, session: &mut Session, out: &mut Output) -> Result<Outcome, Unwritable> {
    let all_errors = session.diagnostics.counts(&session.sources).0;
    let entries: Vec<Span> = (dossier.indicators.iter().map(|i| i.span))
        .chain(dossier.units.iter().map(|u| u.span))
        .chain(dossier.city.profile.iter().map(|(_, f)| f.span))
        .collect();
    let inside = |d: &Diagnostic| d.span().is_some_and(|at| entries.iter().any(|entry| entry.contains(at)));
    session.diagnostics.retain(|d| IN_TEXTS.contains(&d.code) || inside(d) && d.code != Code::SupportsNothing);
    if args.format == TableFormat::Json {
        out.result(format!("{:#}\n", session.report()).as_bytes())?;
    } else {
        session.print(out)?;
    }
    let (errors, warnings) = session.diagnostics.counts(&session.sources);
    let explained = all(dossier).filter(|(_, f, _)| f.explained.is_some()).count();
    out.remark(&format!("figures: {}, {explained} explained", tally(errors, warnings)))?;
    if all_errors > errors {
        out.remark(&format!("the dossier has {} besides: `gnlc check` shows them", tally(all_errors - errors, 0)))?;
    }
    Ok(if all_errors > 0 { Outcome::Errors } else { Outcome::Done })
}

/// Every figure with its indicator, and whether it is a target.
fn all(dossier: &Dossier) -> impl Iterator<Item = (&Indicator, &Figure, bool)> {
    dossier.indicators.iter().flat_map(|i| {
        let values = i.values.iter().map(move |f| (i, f, false));
        values.chain(i.targets.iter().map(move |f| (i, f, true)))
    })
}

fn text(dossier: &Dossier, locale: &Locale, text: &crate::model::Text) -> String {
    text.line(&locale.lang, dossier.original())
}

fn place(dossier: &Dossier, locale: &Locale, indicator: &Indicator, figure: &Figure) -> String {
    let place = indicator.place_of(figure);
    let kind = place.kind.word().to_owned();
    place.name.as_ref().map_or(kind, |name| text(dossier, locale, name))
}

fn table(dossier: &Dossier, words: Figures<'_>) -> String {
    use std::fmt::Write as _;
    let locale = words.locale;
    let mut out = String::new();
    for indicator in &dossier.indicators {
        let status = dossier.status(indicator);
        let unit = words.unit_of(indicator);
        let _ = writeln!(out, "{}  {}", indicator.id.value, text(dossier, locale, &indicator.name));
        let old = indicator.newest().is_some_and(|v| dossier.is_stale(v));
        let old = if old { ", too old to show a result" } else { "" };
        let _ = writeln!(out, "  {unit}; {}{old}", status.key().replace('_', " "));
        let values = indicator.values.iter().map(|f| (f, false));
        for (figure, target) in values.chain(indicator.targets.iter().map(|f| (f, true))) {
            let time = figure.period.map(|p| p.to_string()).unwrap_or_default();
            let amount = words.figure(indicator, figure);
            let kind = if target { "target" } else { "value" };
            let source = figure.source.as_ref().map_or("computed", |s| s.value.as_str());
            let source = if figure.source.is_none() && figure.computed.is_none() { "–" } else { source };
            let whom = figure.base.as_ref().map(|b| words.base(&b.value));
            let elsewhere = match (indicator.is_own(figure), whom) {
                (true, _) => String::new(),
                (false, Some(whom)) => format!(" ({whom})"),
                (false, None) => format!(" ({})", place(dossier, locale, indicator, figure)),
            };
            let broken = if figure.series_break.is_some() { " | break" } else { "" };
            let _ = writeln!(out, "    {kind:<7} {time:<18} {amount}{elsewhere}{broken}  [{source}]");
        }
    }
    out
}

/// A figure with every word of its amount.
fn json(dossier: &Dossier, words: Figures<'_>) -> Value {
    let locale = words.locale;
    let figure = |i: &Indicator, f: &Figure| {
        json!({
            "amount": f.value.to_yaml(),
            "printed": words.figure(i, f),
            "count": words.count(f),
            "time": f.period.map(|p| p.to_string()),
            "from": f.period.map(|p| p.from.to_string()),
            "to": f.period.map(|p| p.to.to_string()),
            "place": place(dossier, locale, i, f),
            "base": i.base_of(f).map(|b| words.base(b)),
            "own": i.is_own(f),
            "source": f.source.as_ref().map(|s| s.value.as_str()),
            "page": f.page.as_ref().map(|p| p.value.as_str()),
            "of": f.out_of.map(|n| n.to_string()),
            "unit": words.unit(i.unit_of(f), None),
            "reason": if let Amount::Missing(reason) = &f.value { Some(text(dossier, locale, reason)) } else { None },
            "as_printed": f.as_printed.as_ref().map(|p| p.value.as_str()),
            "note": f.note.as_ref().map(|t| text(dossier, locale, t)),
            "confirmed": f.confirmed.as_ref().map(|c| json!({ "by": text(dossier, locale, &c.by), "date": c.date.to_string() })),
            "quoted": f.quoted,
            "baseline": f.baseline,
            "finality": f.status.map(crate::model::words::Finality::word),
            "margin": f.margin.map(|n| n.to_string()),
            "sample": f.sample.map(|n| n.to_string()),
            "confidence": f.confidence.map(crate::model::words::Confidence::word),
            "break": f.series_break.as_ref().map(|b| text(dossier, locale, &b.because)),
            "explained": f.explained.as_ref().map(|t| text(dossier, locale, t)),
            "computed_from": f.computed.as_ref().map(|c| c.from.iter().map(crate::model::Id::as_str).collect::<Vec<_>>()),
            "report_against": f.report_against,
        })
    };
    let indicator = |i: &Indicator| {
        let with_unit = |d: figures::Difference<'_>| words.number_with_unit(d.amount, d.unit);
        json!({
            "id": i.id.value.as_str(),
            "name": text(dossier, locale, &i.name),
            "unit": words.unit_of(i),
            "stands": dossier.status(i).key(),
            "stale": i.newest().is_some_and(|v| dossier.is_stale(v)),
            "change": figures::change(i).map(with_unit),
            "distance": figures::distance(i).map(with_unit),
            "values": i.values.iter().map(|f| figure(i, f)).collect::<Vec<_>>(),
            "targets": i.targets.iter().map(|f| figure(i, f)).collect::<Vec<_>>(),
        })
    };
    json!({ "indicators": dossier.indicators.iter().map(indicator).collect::<Vec<_>>() })
}

fn csv(dossier: &Dossier, words: Figures<'_>) -> String {
    let locale = words.locale;
    let mut out =
        String::from("indicator,name,unit,kind,time,amount,printed,count,place,base,source,page,confidence,finality,stands\r\n");
    for (indicator, figure, target) in all(dossier) {
        let optional = |text: Option<String>| text.unwrap_or_default();
        let cells = [
            indicator.id.value.to_string(),
            text(dossier, locale, &indicator.name),
            words.unit(indicator.unit_of(figure), None),
            if target { "target" } else { "value" }.to_owned(),
            optional(figure.period.map(|p| p.to_string())),
            optional(figure.value.to_yaml()).replace('\n', ", "),
            words.bare_figure(indicator, figure),
            optional(words.count(figure)),
            place(dossier, locale, indicator, figure),
            optional(indicator.base_of(figure).map(|b| words.base(b))),
            optional(figure.source.as_ref().map(|s| s.value.to_string())),
            optional(figure.page.as_ref().map(|p| p.value.clone())),
            optional(figure.confidence.map(|c| c.word().to_owned())),
            optional(figure.status.map(|s| s.word().to_owned())),
            dossier.status(indicator).key().to_owned(),
        ];
        out.push_str(&cells.map(|c| cell(&c)).join(","));
        out.push_str("\r\n");
    }
    out
}
