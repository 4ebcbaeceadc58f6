//! `gnlc figures`, what texts quote, and what a change of one figure changes.

use std::path::Path;

use super::edition::HANOI;
use super::pdf::Printed;
use super::tool::{Folder, good, json, project, run, transcript};

/// A small city with figures of every kind.
const FIGURES: &str = "units:
  - {id: schools, name: schools}
  - {id: places, name: places}
  - {id: standard, name: literacy standard, levels: [{level: 1, name: first}, {level: 2, name: second}]}
indicators:
  - id: members
    name: Members of the library
    measures: [2.2]
    unit: \"%\"
    base: 15+
    values:
      - {year: 2019, value: 48, source: yearbook}
      - {year: 2023, value: 55.5, source: yearbook, baseline: true, break: {what: method, because: counted by card since 2023}}
      - {year: 2025, value: 62.0, count: 11300, source: yearbook, page: \"7\", as_printed: \"62,0 %\"}
      - {year: 2025, value: 41, place: {kind: region, name: Lake region}, source: yearbook}
    targets:
      - {year: 2025, at_least: 65, source: learning-plan, report_against: true, explained: The branch library opened late.}
      - {year: 2030, from: 70, to: 75, source: learning-plan}
  - id: online-schools
    name: Schools with a network
    measures: [2.4]
    unit: schools
    values:
      - {school_year: 2024-25, count: 97, of: 204, source: yearbook}
      - {period: 2025-Q3, nearly: 120, source: yearbook}
  - id: online-share
    name: Share of schools with a network
    measures: [2.4]
    unit: \"%\"
    base: schools
    values: [{period: 2025-06, count: 97, of: 204, source: yearbook}]
  - id: literacy
    name: Literacy standard
    measures: [1.1]
    unit: standard
    values: [{as_of: 2025-11-06, level: 1, source: yearbook}]
    targets: [{year: 2027, level: 2, source: learning-plan}]
  - id: budget
    name: Budget of the library
    measures: [3.3]
    unit: million EUR
    better: neither
    values: [{period: 2025-01/2025-09, value: 1.20, source: yearbook}]
  - id: inhabitants
    name: Inhabitants
    measures: [1.1]
    unit: persons
    better: neither
    values: [{year: 1446, calendar: hijri, about: 18240, source: yearbook}]
  - id: seats
    name: Seats in the library
    measures: [2.2]
    unit: places
    better: neither
    values: [{year: 2025, value: 310, source: yearbook}]
  - id: users
    name: Users of the library
    measures: [2.2]
    unit: persons
    better: neither
    values: [{year: 2025, value: 11300, source: yearbook}]
  - id: seats-per-1000
    name: Seats for 1,000 users
    measures: [2.2]
    unit: per 1000
    base: {en: users}
    decimals: 2
    better: neither
    computed: {per: 1000, of: seats, over: users}
evidence:
  - id: quoting
    kind: programme
    status: running
    since: 2024
    for_whom: Everyone
    title: A text that quotes
    says: |
      Value [](@members), year [](@members.year), target [](@members.target), later [](@members.target.2030),
      by paper [](@members.target.learning-plan.2025), then [](@members.2019), number [](@members.count), unit [](@members.unit),
      change [](@members.change), missing [](@members.distance), rate [](@seats-per-1000), money [](@budget), words
      [the library](@members), typed [62.0 %](@members), level [](@literacy), nearly [](@online-schools).
    proof: [gazette]
    supports: [{criterion: 2.2, because: It quotes.}]
";

fn city() -> Folder {
    Folder::small_city().with("figures.yaml", FIGURES.replace("yearbook", "gazette"))
}

#[test]
fn figures_are_shown_as_table_json_and_csv() {
    let folder = city();
    good("figures-table", &transcript(&folder, &["figures"]));
    good("figures-csv", &transcript(&folder, &["figures", ".", "--format", "csv"]).replace("\r\n", "\n"));
    let report = json(&run(&["figures", folder.arg(), "--format", "json"]).exits(0));
    let indicator = |id: &str| {
        let all = report["indicators"].as_array().expect("a list");
        all.iter().find(|i| i["id"] == id).unwrap_or_else(|| panic!("{id}: {report:#}")).clone()
    };
    let members = indicator("members");
    assert_eq!((members["stands"].as_str(), members["change"].as_str()), (Some("behind"), Some("6.5 percentage points")));
    assert_eq!(members["distance"], "3.0 percentage points");
    assert_eq!(members["values"][2]["amount"], "value: 62.0");
    assert_eq!(members["values"][3]["own"], false);
    let rate = indicator("seats-per-1000");
    assert_eq!(rate["values"][0]["amount"], "value: 27.43");
    assert_eq!(rate["values"][0]["computed_from"], serde_json::json!(["seats", "users"]));
    run(&["figures", folder.arg(), "--lang", "vi"]).exits(0).says(&["62,0%", "gần 120", "mức độ 1"]);
}

#[test]
fn conflicts_are_told_alone() {
    let folder = city();
    run(&["figures", folder.arg(), "--check"]).exits(0).says(&["no warnings, 1 explained"]).says_nothing_of(&["missing-answer"]);
    let folder = folder.with("more.yaml", "indicators:\n  - {id: twice, name: Twice, measures: [1.1], unit: persons, values: [{year: 2025, value: 3, source: gazette}, {year: 2025, value: 4, source: gazette}]}\n");
    run(&["figures", folder.arg(), "--check"]).exits(0).says(&["warning[figures-differ]", "the other one"]);
    let report = json(&run(&["figures", folder.arg(), "--check", "--format", "json"]).exits(0));
    assert_eq!(report["messages"].as_array().map(Vec::len), Some(1), "{report:#}");
}

#[test]
fn a_text_prints_every_part_of_an_indicator() {
    let folder = city();
    run(&["build", folder.arg()]).exits(0);
    let text = printed(&folder.file("dossier-en.pdf"));
    for said in [
        "Value 62.0%, year 2025, target at least 65%, later 70–75%",
        "by paper at least 65%, then 48%, number 11,300, unit % of people aged 15 and over",
        "change +6.5 percentage points, missing 3.0 percentage points, rate 27.43 per 1,000, money EUR 1.20 million, words the library, typed 62.0%",
        "level level 1, nearly nearly 120.",
        // Tables and charts.
        "97 of 204 (47.5%)",
        "Value · Lake region (region)",
        "page 7",
        "in the source: 62,0 %",
        "new method: counted by card since 2023",
        "1446 AH (2024–2025)",
        "January–September 2025",
        "school year 2024–2025",
        "computed: Seats in the library divided by Users of the library",
    ] {
        assert!(text.contains(said), "`{said}` is not in\n{text}");
    }
    run(&["build", folder.arg(), "--lang", "vi", "--draft", "-o", folder.file("vi.pdf").to_str().expect("a path")]).sound();
    let text = printed(&folder.file("vi.pdf"));
    for said in ["62,0%", "+6,5 điểm phần trăm", "27,43/1.000", "1,20 triệu EUR", "gần 120", "97/204 (47,5%)"] {
        assert!(text.contains(said), "`{said}` is not in\n{text}");
    }
}

fn printed(path: &Path) -> String {
    super::pdf::whole_body(&Printed::open(path).texts())
}

/// The example with one observation changed, in a language: its text without the digests of the inputs.
fn with_clans(value: &str, lang: &str) -> String {
    let folder = Folder::copy_of(&project(HANOI));
    let file = folder
        .names()
        .into_iter()
        .find(|n| std::fs::read_to_string(folder.file(n)).is_ok_and(|t| t.contains("- id: learning-clans")));
    let file = file.expect("the file with the clans");
    let text = std::fs::read_to_string(folder.file(&file)).expect("text");
    let start = text.find("- id: learning-clans").expect("the clans");
    let at = start + text[start..].find("value: 59").expect("the observation");
    folder.write(&file, format!("{}value: {value}{}", &text[..at], &text[at + "value: 59".len()..]));
    let pdf = folder.file("out.pdf");
    run(&["build", folder.arg(), "--lang", lang, "-o", pdf.to_str().expect("a path")]).exits(0);
    let document = Printed::open(&pdf);
    let alts: Vec<String> = document.structure().into_iter().filter_map(|e| e.alt).collect();
    let text = without_digests(&super::pdf::whole_body(&document.texts()));
    format!("{text}\n{}", alts.join("\n"))
}

/// Words of twelve hex digits out: they change with every byte of the folder.
fn without_digests(text: &str) -> String {
    let digest = |w: &&str| w.len() == 12 && w.bytes().all(|b| b.is_ascii_hexdigit());
    text.split(' ').filter(|w| !digest(w)).collect::<Vec<_>>().join(" ")
}

#[test]
fn one_observation_changed_in_one_place_changes_everything_that_says_it_and_nothing_else() {
    for (lang, old_gap, new_gap) in
        [("en", "1 percentage point", "2 percentage points"), ("vi", "1 điểm phần trăm", "2 điểm phần trăm")]
    {
        let (before, after) = (with_clans("59", lang), with_clans("58", lang));
        let said = before.matches("59%").count();
        // Summary, answers, matrix, heading, text, chart, its words, table.
        assert!(said >= 6, "{lang}: 59% is said {said} times");
        assert_eq!(after.matches("59%").count(), 0, "{lang}");
        assert_eq!(before.replace("59%", "58%").replace(old_gap, new_gap), after, "{lang}");
    }
}

/// What `gnlc figures` says of each indicator of a city with these indicators: how it stands, its change, its distance.
fn standing(indicators: &str) -> Vec<(String, String, Option<String>, Option<String>)> {
    let folder = Folder::small_city().with("more.yaml", format!("indicators:\n{indicators}"));
    let report = json(&run(&["figures", folder.arg(), "--format", "json"]));
    let text = |v: &serde_json::Value| v.as_str().map(str::to_owned);
    let all = report["indicators"].as_array().expect("a list").iter().filter(|i| i["id"] != "readers");
    all.map(|i| (text(&i["id"]).unwrap(), text(&i["stands"]).unwrap(), text(&i["change"]), text(&i["distance"]))).collect()
}

#[track_caller]
fn stands(indicator: &str, how: &str) {
    let rows = standing(&format!("  - {{id: it, name: It, measures: [2.2], {indicator}}}\n"));
    assert_eq!(rows[0].1, how, "{indicator}");
}

#[test]
fn a_target_is_reached_only_by_what_certainly_meets_it() {
    for (value, target, how) in [
        ("value: 60", "at_least: 60", "reached"),
        ("value: 60", "more_than: 60", "behind"),
        ("more_than: 60", "more_than: 60", "reached"),
        ("more_than: 60", "value: 70", "no_verdict"),
        ("about: 80", "from: 80, to: 85", "no_verdict"),
        ("value: 80", "from: 80, to: 85", "reached"),
        ("value: 79.9", "from: 80, to: 85", "behind"),
        ("value: 5", "at_most: 5", "reached"),
        ("value: 5", "less_than: 5", "behind"),
        ("value: 5", "band: {at_most: 5}", "reached"),
        ("nearly: 60", "value: 60", "behind"),
        ("value: 3000", "nearly: 3000", "reached"),
        ("value: 39.9, margin: 5.8", "at_least: 45", "no_verdict"),
        ("value: 39.9, margin: 5.0", "at_least: 45", "behind"),
        ("value: 6900, unit: persons", "at_least: 60", "no_verdict"),
        ("value: 64, place: province", "at_least: 60", "no_value"),
        ("value: 64, base: women", "at_least: 60", "no_value"),
        ("value: 64, status: forecast", "at_least: 60", "no_value"),
        ("not_available: Not counted", "at_least: 60", "no_value"),
    ] {
        let rest = format!(
            "values: [{{year: 2025, {value}, source: gazette}}], targets: [{{year: 2025, {target}, source: learning-plan}}]"
        );
        stands(&format!("unit: \"% of people\", {rest}"), how);
    }
    let rest = "values: [{year: 2025, value: 300, unit: million EUR, source: gazette}], targets: [{year: 2025, at_least: 2, source: learning-plan}]";
    stands(&format!("unit: billion EUR, {rest}"), "behind");
    let rest =
        "values: [{year: 2025, value: 3, of: 63, source: gazette}], targets: [{year: 2025, value: 1, source: learning-plan}]";
    stands(&format!("unit: rank, {rest}"), "behind");
    let later = "targets: [{year: 2030, at_least: 60, source: learning-plan}]";
    stands(&format!("unit: persons, values: [{{year: 2025, value: 50, source: gazette}}], {later}"), "not_due");
    stands(&format!("unit: persons, flow: true, values: [{{year: 2025, value: 70, source: gazette}}], {later}"), "not_due");
    let other = "targets: [{year: 2025, at_least: 60, place: country, source: learning-plan}]";
    stands(&format!("unit: persons, values: [{{year: 2025, value: 70, source: gazette}}], {other}"), "no_target");
}

#[test]
fn change_is_counted_between_what_can_be_compared() {
    let change = |values: &str| {
        standing(&format!("  - {{id: it, name: It, measures: [2.2], unit: \"% of people\", values: [{values}]}}\n"))[0].2.clone()
    };
    let points = |n: &str| Some(format!("{n} percentage points"));
    assert_eq!(change("{year: 2023, value: 50, source: gazette}, {year: 2025, value: 59.5, source: gazette}"), points("9.5"));
    // Of two values of one time the quoted one counts, and a break stands between, wherever it is written.
    assert_eq!(
        change(
            "{year: 2023, value: 50, source: gazette}, {year: 2023, value: 52, quoted: true, source: gazette}, {year: 2025, value: 59.5, source: gazette}"
        ),
        points("7.5")
    );
    assert_eq!(
        change(
            "{year: 2023, value: 50, source: gazette}, {year: 2024, not_available: Not counted, break: New method}, {year: 2025, value: 59.5, source: gazette}"
        ),
        None
    );
    assert_eq!(change("{year: 2023, about: 50, source: gazette}, {year: 2025, value: 59.5, source: gazette}"), None);
    // Shares are subtracted before they are rounded.
    assert_eq!(
        change("{year: 2023, count: 1, of: 3, source: gazette}, {year: 2025, count: 2, of: 3, source: gazette}"),
        points("33.3")
    );
}

#[test]
fn what_is_computed_from_a_province_is_no_result_of_the_city() {
    let city = "  - {id: a, name: A, measures: [1.1], unit: persons, place: province, values: [{year: 2025, value: 30, source: gazette}]}
  - {id: b, name: B, measures: [1.1], unit: persons, place: province, values: [{year: 2025, value: 60, source: gazette}]}
  - {id: c, name: C, measures: [2.4], unit: \"%\", computed: {share: a, base: b}, targets: [{year: 2025, at_least: 45, source: learning-plan}]}
";
    let rows = standing(city);
    assert_eq!((rows[2].0.as_str(), rows[2].1.as_str()), ("c", "no_value"));
}

#[test]
fn the_way_to_a_target_is_told_in_drafts_only() {
    let indicator = |value: &str| {
        format!(
            "indicators:\n  - {{id: way, name: Way, measures: [2.2], unit: \"% of people\", values: [{{year: 2023, value: 50, source: gazette}}, {{year: 2025, {value}, source: gazette}}], targets: [{{year: 2027, at_least: 60, source: learning-plan}}]}}\n"
        )
    };
    for (value, told) in [
        ("value: 55", "on course (straight line from the baseline)"),
        ("value: 54.9", "behind the straight line from the baseline"),
        ("about: 55", "no verdict possible"),
    ] {
        let folder = Folder::small_city().with("way.yaml", indicator(value));
        let pdf = folder.file("draft.pdf");
        run(&["build", folder.arg(), "--draft", "-o", pdf.to_str().expect("a path")]).exits(0);
        let draft = printed(&pdf);
        assert!(draft.contains(told), "`{told}` is not in\n{draft}");
        run(&["build", folder.arg()]).exits(0);
        let last = printed(&folder.file("dossier-en.pdf"));
        assert!(!last.contains("straight line"), "{last}");
    }
}
