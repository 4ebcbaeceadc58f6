//! What `gnlc explain` says of units, figures and how indicators stand.

use std::fmt::Write as _;

use super::super::pack::show;
use super::Session;
use crate::check::Dossier;
use crate::figures::{self, Status};
use crate::locale::Locale;
use crate::model::calendar::Calendar;
use crate::model::reference::Part;
use crate::model::unit::{Known, Per, Scale};
use crate::model::words::{Better, BreakKind, Finality, Scope};
use crate::model::{Base, Figure, Indicator, Unit};

/// The units.
pub fn units() -> String {
    let mut text = String::from("A unit is one of these:\n");
    let mut line = |unit: &str, meaning: &str| {
        let _ = writeln!(text, "  {unit:<22} {}", meaning.trim());
    };
    line("%", "A share; with `base:`, or `% of` and what it is counted over.");
    line("per 1000, per 100000", "So many for a round number of its `base:`.");
    for known in Known::ALL {
        line(known.word(), known.meaning());
    }
    let scales = Scale::ALL.iter().map(|s| s.word()).collect::<Vec<_>>().join(", ");
    let pers = Per::ALL.iter().map(|p| p.word()).collect::<Vec<_>>().join(", per ");
    line("VND, billion VND", &format!("Money: a code of ISO 4217, with {scales} in front and per {pers} behind."));
    text.push_str(
        "\nA thing that is counted, and a scale with named steps, is declared once, and its id is the unit:\n
  units:
    - {id: schools, name: {en: schools, vi: trường}}
    - {id: districts, name: districts, ended: 2025-07-01}
    - {id: literacy-standard, name: literacy standard, levels: [1, 2, 3]}

`base:` of a rate is such an id, ages (`15+`, `15-60`), or a text: `{en: …, vi: …}`. A unit that only one indicator has may be a\ntext too.\n",
    );
    text
}

/// How a figure is written.
pub fn figures() -> String {
    let mut text = String::from(
        "One amount: value, at_least, more_than, at_most, less_than, about, nearly, from and to, band, level, count and of,
exists, same_as, not_available. Beside a share: count, count_more_than, count_about, count_nearly. Behind a number: of (`value: 3`,
`of: 63` of a ranking; `value: 7.3`, `of: 10` of a scale). margin: 5.8 and sample: 1973 of a survey.

One time: year: 2025; period: 2021-2025, 2025-06, 2025-06-30, 2025-Q3, 2025-H1 or 2025-01/2025-09;\nschool_year: 2024-25; fiscal_year: 2024-25;
as_of: 2025-11-06; another calendar: year: 1445 with `calendar:` ",
    );
    let words = |list: Vec<&str>| list.join(", ");
    let _ = writeln!(text, "{}.", words(Calendar::ALL.iter().map(|c| c.word()).collect()));
    let _ = writeln!(text, "\nHow final (`status:`): {}.", words(Finality::ALL.iter().map(|f| f.word()).collect()));
    let _ = writeln!(text, "Places: {}; or {{kind: region, name: …}}.", words(Scope::ALL.iter().map(|s| s.word()).collect()));
    let _ = writeln!(
        text,
        "Breaks: {}; `break: {{what: definition, because: …}}`.",
        words(BreakKind::ALL.iter().map(|b| b.word()).collect())
    );
    text.push_str("\nDirections of an indicator (`better:`; else that of its `measurement:`, else higher):\n");
    for better in Better::ALL {
        let _ = writeln!(text, "  {:<10} {}", better.word(), better.meaning().trim());
    }
    text.push_str("\nIn a text, `[59%](@id)` or `[](@id)` prints a figure; behind a dot its part:\n");
    for part in Part::ALL {
        let _ = writeln!(text, "  {:<10} {}", part.word(), part.meaning().trim());
    }
    text.push_str("\n`gnlc explain units` lists the units, `gnlc explain status` says when a target is reached.\n");
    text
}

/// When a target is reached.
pub fn status() -> String {
    let mut text = String::new();
    for status in Status::ALL {
        let _ = writeln!(text, "{:<12} {}", status.key().replace('_', " "), status.rule());
    }
    text.push_str(
        "
The newest value is the last of the indicator's own place and base; of two for one time, the one with `quoted: true`.
The target is the one with `report_against: true`, else the last in time. Its own bound says which way is good (at_least,
at_most), else `better:`. Of a range the nearer end has to be met. `more than 67` meets 60 and not 70; `about 80` meets nothing
for certain.

Freshness stands apart: a value older than the form's horizon is printed with its year and shows no result.
Change is counted from the value with `baseline: true`, else from the first one behind the last break.
On course (drafts only): on or above the straight line from there to the target. It is no forecast.\n",
    );
    text
}

/// The figures of one indicator, and why it stands as it does.
pub fn indicator(dossier: &Dossier, n: usize, locale: &Locale) -> String {
    let (indicator, words) = (&dossier.indicators[n], dossier.figures(locale));
    let mut text = format!("unit: {}\n", words.unit_of(indicator));
    for (what, list) in [("value", &indicator.values), ("target", &indicator.targets)] {
        for figure in list {
            let time = figure.period.map(|p| p.to_string()).unwrap_or_default();
            let from = figure.source.as_ref().map(|s| format!(" ({})", s.value)).unwrap_or_default();
            let amount = words.amount_with_unit(&figure.value, indicator.unit_of(figure));
            let _ = writeln!(text, "{what} {time}: {amount}{from}");
        }
    }
    let told = |figure: &Figure| {
        let time = figure.period.map(|p| p.to_string()).unwrap_or_default();
        format!("{} ({time})", words.amount_with_unit(&figure.value, indicator.unit_of(figure)))
    };
    let with_unit = |d: figures::Difference<'_>| words.number_with_unit(d.amount, d.unit);
    let status = dossier.status(indicator);
    let _ = writeln!(text, "status: {}: {}", status.key().replace('_', " "), status.rule());
    let target = indicator.target();
    let compared = target.and_then(|t| indicator.held_against(t)).or_else(|| indicator.newest());
    let horizon = dossier.form.stale_after;
    let lines = [
        ("value that counts", compared.map(told)),
        ("target that counts", target.map(told)),
        ("distance", figures::distance(indicator).map(with_unit)),
        ("change", figures::change(indicator).map(with_unit)),
        ("counted from", indicator.baseline().map(told)),
        (
            "freshness",
            compared.filter(|f| dossier.is_stale(f)).map(|_| format!("older than {horizon} years: it shows no result")),
        ),
    ];
    for (what, said) in lines.into_iter().filter_map(|(what, said)| Some((what, said?))) {
        let _ = writeln!(text, "{what}: {said}");
    }
    text
}

/// A declared unit: where it stands, its steps, and what is counted in it.
pub fn unit(what: &str, dossier: &Dossier, locale: &Locale, session: &Session) -> Option<String> {
    let n = dossier.units.iter().position(|u| u.id.value.as_str() == what)?;
    let unit = &dossier.units[n];
    let words = dossier.figures(locale);
    let at = session.sources.position(unit.span);
    let path = &session.sources.file(unit.span.file).path;
    let mut text = format!("{what}: a declared unit, {path}:{}\n{}\n", at.line, words.unit(&Unit::Declared(n), None));
    for step in &unit.levels {
        let level = crate::model::Value::Level(step.level.value);
        let _ = writeln!(text, "  {}", words.amount(&level, &Unit::Declared(n)));
    }
    if let Some(ended) = &unit.ended {
        let _ = writeln!(text, "no longer exist since {}", ended.value);
    }
    let counted =
        |i: &&Indicator| i.unit.value == Unit::Declared(n) || i.base.as_ref().is_some_and(|b| b.value == Base::Declared(n));
    for indicator in dossier.indicators.iter().filter(counted) {
        let _ = writeln!(text, "counted in it: {}", indicator.id.value);
    }
    Some(text)
}

/// A field of the dossier's form: what it asks, and where it is answered.
pub fn question(what: &str, dossier: &Dossier, session: &Session) -> Option<String> {
    let id = match what.split_once(':') {
        Some((form, id)) if form == dossier.form.head.id.value.as_str() => id,
        Some(_) => return None,
        None => what,
    };
    let index = dossier.form.field(id)?;
    let field = &dossier.form.fields[index];
    let mut text = format!("a field of the form `{}`\n{}", dossier.form.head.id.value, show::field(field));
    let answer = dossier.answers.iter().find(|(answered, _)| *answered == index).map(|(_, answer)| answer);
    let said = match (answer, field.fills) {
        (Some(answer), _) => {
            let at = session.sources.position(answer.question.at);
            format!("answered in {}:{}", session.sources.file(answer.question.at.file).path, at.line)
        }
        (None, Some(fills)) => format!("filled from `{}`", fills.word()),
        (None, None) if !field.asks_a(dossier.city.kind) => "not asked of a unit of this kind".to_owned(),
        (None, None) => "not answered".to_owned(),
    };
    let _ = writeln!(text, "{said}");
    Some(text)
}
