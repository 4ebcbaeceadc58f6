//! Errors in a final document, for which a named person answers.

use super::pdf::Printed;
use super::tool::{Folder, SMALL_CITY, run};

const BY: [&str; 4] = ["--overruled-by", "An Vu, Mayor", "--because", "the call closes today"];

fn wrong() -> Folder {
    Folder::empty().with("city.yaml", SMALL_CITY.replacen("criterion: ", "criterion: 9.9 # ", 1))
}

fn build(folder: &Folder, more: &[&str]) -> super::tool::Run {
    let file = folder.file("out.pdf");
    run(&[&["build", folder.arg(), "-o", file.to_str().expect("a plain path")], more].concat())
}

#[test]
fn name_reason_and_errors_are_printed() {
    let folder = wrong();
    build(&folder, &[]).exits(1).says(&["nothing was written: 1 error"]);
    build(&folder, &BY).exits(0).says(&["error[unknown-criterion]"]);
    let pages: String = Printed::open(&folder.file("out.pdf")).texts().into_iter().map(|p| p.body).collect();
    for said in ["An Vu, Mayor answers for the errors below", "the call closes today", "no criterion `9.9`", "--overruled-by"] {
        assert!(pages.contains(said), "{said}");
    }
    let file = folder.file("out.pdf");
    run(&["verify", file.to_str().expect("a plain path")]).exits(0).says(&["the same bytes"]);
}

#[test]
fn nobody_answers_for_errors_that_are_not_there() {
    let folder = Folder::small_city();
    build(&folder, &BY).exits(0).says(&["warning[nothing-to-overrule]"]);
    let pages: String = Printed::open(&folder.file("out.pdf")).texts().into_iter().map(|p| p.body).collect();
    assert!(!pages.contains("answers for the errors"));
}

#[test]
fn nobody_answers_for_a_file_that_cannot_be_read() {
    let folder = Folder::small_city().with("more.yaml", b"\xFF\xFEe\0v\0");
    build(&folder, &BY).exits(1).says(&["nothing was written"]);
}

#[test]
fn a_name_needs_a_reason_and_a_draft_needs_neither() {
    let folder = wrong();
    build(&folder, &BY[..2]).exits(2).says(&["--because"]);
    build(&folder, &[&BY[..], &["--draft"]].concat()).exits(2).says(&["--draft"]);
}
