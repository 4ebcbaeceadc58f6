//! Charts: what is drawn, what is heard and what stands in the table come from one figure. Read back from the printed PDF.

use gnlc::check::Dossier;
use gnlc::coverage::map;
use gnlc::locale::Locale;
use gnlc::model::Lang;
use gnlc::render::view::chart::{Chart, chart};
use gnlc::render::view::printer::Printer;
use gnlc::render::view::{Input, build};
use rust_decimal::prelude::ToPrimitive;

use super::edition::{Edition, both, dossier};
use super::places::{Places, bare};

/// A third of the paper and its margins are for labels; this is the width of what stands beside them, in points.
const COLUMN: f64 = 126.0 / 25.4 * 72.0;

/// Every indicator of the example that has a chart.
fn charts(dossier: &Dossier, edition: &Edition) -> Vec<(usize, Chart)> {
    let language = Lang::parse(edition.lang).expect("a language");
    let locale = Locale::builtin(&language, &mut Default::default(), &mut Default::default()).expect("words");
    let coverage = map(dossier);
    let facts = gnlc::review::Facts::of(dossier, &coverage);
    let input = Input::new(dossier, &coverage, &locale, &facts);
    let printer = Printer::new(&input);
    (0..dossier.indicators.len()).filter_map(|n| Some((n, chart(&printer, &dossier.indicators[n])?))).collect()
}

#[test]
fn every_figure_of_a_chart_is_drawn_heard_and_in_the_table() {
    let dossier = dossier();
    let mut seen = 0;
    for edition in both() {
        let (places, document) = (Places::of(edition), edition.document());
        let heard: Vec<String> = document.structure().into_iter().filter_map(|e| e.alt.filter(|_| e.kind == "Figure")).collect();
        let all = charts(&dossier, edition);
        assert!(all.len() > 20, "{} charts", all.len());
        assert!(all.iter().all(|(_, chart)| heard.contains(&chart.alt)), "each chart is a figure with its own words");
        for (n, chart) in &all {
            let id = dossier.indicators[*n].id.value.as_str();
            let printed = places.item(id).bare();
            for key in &chart.key {
                // Under the chart, and once more in the table: the amount with its year, and the amount alone.
                assert!(printed.contains(&bare(&key.text)), "{id}: `{}` is not printed", key.text);
                assert!(chart.alt.contains(&key.text), "{id}: `{}` is not heard", key.text);
                let amount = key.text.rsplit_once(" (").map_or(key.text.as_str(), |(amount, _)| amount);
                let amount = amount.rsplit(": ").next().unwrap_or(amount);
                assert!(printed.matches(&bare(amount)).count() >= 2, "{id}: {amount} stands in the chart alone: {printed}");
                seen += 1;
            }
            for point in &chart.points {
                assert!(chart.alt.contains(&format!("{} ({})", point.label, point.when)), "{id}: {}", chart.alt);
                assert!(printed.contains(&bare(&point.label)), "{id}: {} is not printed", point.label);
            }
        }
    }
    assert!(seen > 2 * 30, "{seen} figures");
}

#[test]
fn the_bar_of_a_percentage_is_as_long_as_its_figure() {
    let dossier = dossier();
    let mut seen = 0;
    for edition in both() {
        let (places, document) = (Places::of(edition), edition.document());
        let shapes: Vec<Vec<_>> = (1..=document.page_count()).map(|page| document.shapes(page)).collect();
        for (n, chart) in charts(&dossier, edition) {
            let indicator = &dossier.indicators[n];
            let (Some(bar), Some(value)) = (&chart.value, indicator.newest()) else { continue };
            if !indicator.unit.value.is_percent() || bar.sure != "exact" {
                continue;
            }
            let (id, region) = (indicator.id.value.as_str(), places.item(indicator.id.value.as_str()));
            let percent = value.value.number(&indicator.unit.value).and_then(|n| n.to_f64()).expect("a number");
            let on = |page: usize| shapes[page].iter().filter(move |s| region.has(page + 1, s.center().y));
            let (page, track) = (0..shapes.len())
                .find_map(|page| Some((page, *on(page).find(|s| (s.width() - COLUMN).abs() < 0.5 && s.height() > 5.0)?)))
                .unwrap_or_else(|| panic!("{}: {id} has no track", edition.lang));
            let level = |s: &&_| -> bool {
                let s: &hayro::vello_cpu::kurbo::Rect = s;
                (s.center().y - track.center().y).abs() < 0.2 && (s.x0 - track.x0).abs() < 0.2
            };
            let right = on(page).filter(level).any(|s| (s.width() - track.width() * percent / 100.0).abs() < 0.3);
            assert!(right, "{}: the bar of {id} is not {percent}% long", edition.lang);
            seen += 1;
        }
    }
    assert!(seen >= 10, "{seen} bars");
}

#[test]
fn there_is_no_chart_where_there_is_no_value() {
    let dossier = dossier();
    for edition in both() {
        let drawn: Vec<usize> = charts(&dossier, edition).into_iter().map(|(n, _)| n).collect();
        for (n, indicator) in dossier.indicators.iter().enumerate() {
            assert!(indicator.newest().is_some() || !drawn.contains(&n), "{}", indicator.id.value);
        }
    }
}

#[test]
fn a_break_in_a_series_is_drawn_and_no_line_crosses_it() {
    let dossier = dossier();
    let broken: Vec<_> = charts(&dossier, both()[0]).into_iter().filter(|(_, c)| c.points.iter().any(|p| p.broken)).collect();
    assert!(!broken.is_empty(), "the example has a series with a break");
    for (n, chart) in broken {
        let indicator = &dossier.indicators[n];
        for (point, figure) in chart.points.iter().zip(indicator.series()).skip(1) {
            assert_eq!(point.broken, figure.series_break.is_some(), "{}", indicator.id.value);
            assert!(!(point.joined && point.broken), "{}", indicator.id.value);
        }
    }
}

#[test]
fn templates_see_the_same_words_that_texts_print() {
    let dossier = dossier();
    let coverage = map(&dossier);
    let locale = Locale::builtin(&Lang::english(), &mut Default::default(), &mut Default::default()).expect("words");
    let facts = gnlc::review::Facts::of(&dossier, &coverage);
    let input = Input::new(&dossier, &coverage, &locale, &facts);
    let figures = build(&input).figures;
    let clans = &figures["learning-clans"];
    assert_eq!((clans.value.as_str(), clans.target.as_str(), clans.year.as_str()), ("59%", "60%", "2025"));
    assert_eq!(
        (clans.count.as_str(), clans.distance.as_str(), clans.unit.t.as_str()),
        ("6,900", "1 percentage point", "% of clans")
    );
    assert_eq!(figures.len(), dossier.indicators.len());
}
