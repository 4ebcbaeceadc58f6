//! `gnlc coverage` for reading, for programs and for spreadsheets.

use std::collections::BTreeSet;

use super::tool::{Folder, broken_city, good, json, run, transcript};

#[test]
fn coverage_is_shown_as_table_json_and_csv() {
    let folder = Folder::small_city();
    good("coverage-table", &transcript(&folder, &["coverage"]));
    let csv = transcript(&folder, &["coverage", ".", "--format", "csv"]);
    assert_eq!(csv.lines().filter(|l| l.contains(",area,")).count(), 12);
    good(
        "coverage-csv",
        &csv.replace("\r\n", "\n")
            .lines()
            .filter(|l| !l.contains(",feature,") && !l.contains(",measurement,"))
            .collect::<Vec<_>>()
            .join("\n"),
    );
    let report = json(&run(&["coverage", folder.arg(), "--format", "json"]).exits(0));
    let area = |code: &str| {
        report["criteria"].as_array().expect("criteria").iter().find(|c| c["code"] == code).expect("an area").clone()
    };
    assert_eq!(area("3.2")["mark"], "practice");
    assert_eq!(area("3.2")["evidence"], serde_json::json!(["learning-council"]));
    assert_eq!(area("2.2")["indicators"], serde_json::json!(["readers"]));
    assert_eq!(area("1.1")["mark"], "none");
    assert_eq!(report["supports_nothing"], serde_json::json!([]));
}

#[test]
fn every_line_of_the_csv_has_the_same_number_of_cells() {
    let folder = Folder::small_city();
    let out = run(&["coverage", folder.arg(), "--format", "csv"]).exits(0).out;
    let cells = |line: &str| line.split('"').step_by(2).map(|part| part.matches(',').count()).sum::<usize>() + 1;
    let counts: BTreeSet<usize> = out.split("\r\n").filter(|l| !l.is_empty()).map(cells).collect();
    assert_eq!(counts, BTreeSet::from([10]), "{out}");
}

#[test]
fn coverage_of_a_broken_city_is_shown_with_a_word_of_warning() {
    let folder = broken_city();
    run(&["coverage", folder.arg()]).exits(1).says(&["Key Features of Learning Cities", "gnlc check"]);
}

#[test]
fn evidence_without_a_criterion_is_listed() {
    let extra =
        "evidence:\n  - {id: thing, kind: event, status: ended, since: 2025, title: A day, says: It was., proof: [gazette]}\n";
    let folder = Folder::small_city().with("more.yaml", extra);
    run(&["coverage", folder.arg()]).exits(0).says(&["Supports nothing: thing"]);
    run(&["check", folder.arg()]).exits(0).reports("supports-nothing", "more.yaml");
}
