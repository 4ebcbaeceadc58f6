//! Mistakes of one line in a good city: each is told at its line, and nothing else is told.

use super::tool::{Folder, SMALL_CITY, run};

/// The good city with one stretch of it written otherwise.
#[track_caller]
fn with(from: &str, to: &str) -> Folder {
    assert_eq!(SMALL_CITY.matches(from).count(), 1, "`{from}` stands once in the small city");
    Folder::empty().with("city.yaml", SMALL_CITY.replace(from, to))
}

/// The line (from 1) on which some words stand.
#[track_caller]
fn line_of(folder: &Folder, words: &str) -> usize {
    let text = std::fs::read_to_string(folder.file("city.yaml")).expect("the city");
    text.lines().position(|l| l.contains(words)).unwrap_or_else(|| panic!("`{words}` stands nowhere")) + 1
}

/// Checks that one message alone is printed: its code, on the line that holds some words.
#[track_caller]
fn tells(folder: &Folder, kind: &str, at: &str) {
    let status = i32::from(kind.starts_with("error"));
    let done = run(&["check", folder.arg(), "--format", "short"]).exits(status);
    let place = format!("city.yaml:{}:", line_of(folder, at));
    assert!(
        done.out.starts_with(&place) && done.out.contains(&format!(" {kind}: ")),
        "expected {place} {kind}, found:\n{}",
        done.out
    );
    assert_eq!(done.out.lines().count(), 1, "more than one message:\n{}", done.out);
}

/// Checks that a warning about the whole dossier alone is printed.
#[track_caller]
fn warns(folder: &Folder, kind: &str) {
    let done = run(&["check", folder.arg(), "--format", "short"]).exits(0);
    assert!(done.out.starts_with(&format!("{kind}: ")) && done.out.lines().count() == 1, "expected {kind}, found:\n{}", done.out);
}

#[test]
fn a_key_without_a_value() {
    tells(&with("organisation: Learning office", "organisation: \"\""), "error[empty-value]", "organisation: \"\"");
    tells(&with("name: Ben Ford", "name: ' '"), "error[empty-value]", "name: ' '");
}

#[test]
fn a_link_written_twice() {
    let reason = "because: All sectors sit at one table.";
    let folder = with(reason, &format!("{reason}\n      - {{criterion: 3.2, because: Again.}}"));
    tells(&folder, "warning[duplicate-link]", "Again.");
}

#[test]
fn a_text_in_a_language_the_dossier_does_not_have() {
    let folder = with("title: Learning council", "title: {en: Learning council, pt: Conselho}");
    tells(&folder, "warning[other-language]", "Conselho");
}

#[test]
fn a_text_of_twenty_pages() {
    let folder = with("The council meets four times a year.", &"word ".repeat(5_000));
    let done = run(&["check", folder.arg(), "--format", "short"]).exits(1);
    assert!(done.out.contains("error[text-too-long]: this text has 24999 characters"), "{}", done.out);
    assert!(done.out.lines().all(|l| l.len() < 300), "a message does not repeat a long text: {}", done.out);
}

#[test]
fn a_question_without_an_answer() {
    warns(&with("  - {question: contact-language, text: English}\n", ""), "warning[missing-answer]");
}

#[test]
fn an_area_without_evidence_or_next_step() {
    warns(&with("  - {criterion: 1.1, what: Ask the youth council, who: Mayor, by: 2026-06}\n", ""), "warning[not-yet-shown]");
}

#[test]
fn dates_that_do_not_fit_together() {
    tells(&with("date: 2026-02-01", "date: 2026-01-30"), "warning[date-order]", "  title: \"Application");
    tells(&with("since: 2024-05", "since: 2024-05\n    until: 2023"), "warning[date-order]", "until: 2023");
    let old = "sources:\n  - {id: old-gazette, kind: official, title: Gazette, publisher: City, date: 2024-01-15}\n";
    let folder = with("more_than: 60, source: gazette", "more_than: 60, source: old-gazette").with("old.yaml", old);
    tells(&folder, "warning[date-order]", "source: old-gazette");
}

#[test]
fn a_next_step_without_a_date() {
    tells(&with("who: Learning council, by: 2026-10", "who: Learning council"), "warning[no-date]", "Hold a learning week");
}

#[test]
fn evidence_without_proof() {
    let folder = with(
        "title: Learning council\n    says: The council meets four times a year.\n    proof: [gazette]",
        "title: Learning council\n    says: x",
    );
    let done = run(&["check", folder.arg()])
        .exits(0)
        .reports("no-proof", &format!("city.yaml:{}:", line_of(&folder, "- id: learning-council")));
    assert!(done.err.contains("nothing is shown for area 3.2"), "without proof it counts for nothing:\n{}", done.err);
}

#[test]
fn a_figure_or_target_without_a_source() {
    tells(
        &with("{year: 2025, more_than: 60, source: gazette}", "{year: 2025, more_than: 60}"),
        "warning[no-source]",
        "more_than: 60}",
    );
    tells(
        &with("{year: 2027, at_least: 75, source: learning-plan}", "{year: 2027, at_least: 75}"),
        "warning[no-source]",
        "at_least: 75}",
    );
}

#[test]
fn an_indicator_without_any_figure() {
    let folder = with("\nindicators:\n", "\nindicators:\n  - {id: empty, name: Empty, unit: people, measures: [2.2]}\n");
    tells(&folder, "warning[no-figure]", "id: empty");
}

#[test]
fn two_values_for_one_year_and_two_targets_to_report_against() {
    let value = "      - {year: 2025, more_than: 60, source: gazette}\n";
    let folder = with(value, &format!("      - {{year: 2025, value: 58, source: gazette}}\n{value}"));
    let done = run(&["check", folder.arg()])
        .sound()
        .reports("figures-differ", &format!("city.yaml:{}:", line_of(&folder, "more_than: 60")));
    assert!(done.err.contains("first here") || done.err.contains("value: 58"), "both places are shown:\n{}", done.err);
    let target = "      - {year: 2027, at_least: 75, source: learning-plan}";
    let folder = with(
        target,
        "      - {year: 2027, at_least: 75, source: learning-plan, report_against: true}\n      - {year: 2030, at_least: 80, source: learning-plan, report_against: true}",
    );
    tells(&folder, "error[two-targets]", "at_least: 80");
}

#[test]
fn a_comma_in_a_text_or_figure_inside_braces() {
    let folder = with("what: Ask the chamber, who: Mayor", "what: Ask the chamber, and wait, who: Mayor");
    tells(&folder, "error[comma-in-braces]", "and wait");
    let folder = with("{year: 2025, more_than: 60, source: gazette}", "{year: 2025, more_than: 60,5, source: gazette}");
    run(&["check", folder.arg()]).exits(1).reports("comma-in-braces", &format!("city.yaml:{}:", line_of(&folder, "60,5")));
}

#[test]
fn a_good_city_has_no_message_at_all() {
    let done = run(&["check", Folder::small_city().arg(), "--format", "short"]).exits(0);
    assert_eq!(done.out, "");
}
