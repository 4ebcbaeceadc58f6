//! A folder for each mistake, whose messages are compared with what was read and found good, and one for each good city.

use std::panic::{AssertUnwindSafe, catch_unwind};

use gnlc::diagnostic::Code;

use super::tool::{Folder, command, files_below, good, project, run, run_command, text_of};

/// The folders of a kind, by name.
fn folders(kind: &str) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(project(&format!("tests/fixtures/{kind}")))
        .unwrap_or_else(|e| panic!("tests/fixtures/{kind}: {e}"))
        .map(|e| e.expect("an entry").file_name().into_string().expect("a plain name"))
        .collect();
    names.sort();
    assert!(!names.is_empty(), "no folder in tests/fixtures/{kind}");
    names
}

/// Does something for each folder, and fails only when all are done.
fn each(kind: &str, act: impl Fn(&str)) {
    let failed: Vec<String> =
        folders(kind).into_iter().filter(|name| catch_unwind(AssertUnwindSafe(|| act(name))).is_err()).collect();
    assert!(failed.is_empty(), "{kind}: {failed:#?}");
}

#[test]
fn every_mistake_is_told_as_it_was_found_good() {
    each("reject", |name| {
        let done =
            run_command(command(&["check", name, "--format", "human"]).current_dir(project("tests/fixtures/reject"))).sound();
        if name.ends_with("-warns") {
            assert_eq!(done.status, Some(0), "{name}:\n{}", done.err);
            assert!(done.err.contains("warning["), "{name}:\n{}", done.err);
        } else {
            assert!(matches!(done.status, Some(1 | 2)), "{name}: {:?}\n{}", done.status, done.err);
            assert!(done.err.contains("error["), "{name}:\n{}", done.err);
        }
        good(name, &format!("exit {}\n{}{}", done.status.expect("no panic"), done.out, done.err));
    });
}

#[test]
fn no_mistake_is_built_into_a_document_and_every_warning_is() {
    each("reject", |name| {
        let target = Folder::empty();
        let pdf = target.file("out.pdf");
        let source = project(&format!("tests/fixtures/reject/{name}"));
        let done = run(&["build".as_ref(), source.as_os_str(), "-o".as_ref(), pdf.as_os_str()]).sound();
        assert_eq!(done.status == Some(0), name.ends_with("-warns"), "{name}:\n{}", done.err);
        assert_eq!(pdf.exists(), name.ends_with("-warns"), "{name}");
    });
}

#[test]
fn a_draft_of_a_mistake_is_printed_unless_a_file_or_section_is_lost() {
    each("reject", |name| {
        let target = Folder::empty();
        let pdf = target.file("out.pdf");
        let source = project(&format!("tests/fixtures/reject/{name}"));
        let done = run(&["build".as_ref(), source.as_os_str(), "--draft".as_ref(), "-o".as_ref(), pdf.as_os_str()]).sound();
        assert_eq!(done.status == Some(0), name.ends_with("-warns"), "{name}:\n{}", done.err);
        let lost = ["cannot-read", "file-too-large", "wrong-encoding", "missing-section"]
            .iter()
            .any(|c| done.err.contains(&format!("error[{c}]")));
        assert_eq!(pdf.exists(), !lost, "{name}:\n{}", done.err);
    });
}

#[test]
fn every_good_city_passes_and_is_printed() {
    each("accept", |name| {
        let source = project(&format!("tests/fixtures/accept/{name}"));
        let done = run(&["check".as_ref(), source.as_os_str()]).sound();
        assert_eq!(done.status, Some(0), "{name}:\n{}", done.err);
        let target = Folder::empty();
        let pdf = target.file("out.pdf");
        run(&["build".as_ref(), source.as_os_str(), "-o".as_ref(), pdf.as_os_str()]).exits(0);
        let document = super::pdf::Printed::open(&pdf);
        assert!(document.page_count() > 3 && document.is_tagged(), "{name}");
        assert!(document.texts().iter().all(|p| p.unreadable == 0), "{name}");
    });
}

#[test]
fn every_message_is_provoked_by_some_test() {
    // What only a mistake in this program, or the end of the time, would provoke.
    let inner = ["template", "typesetting", "link-proof", "standards", "timeout"];
    let tests: String =
        files_below("tests/suite").iter().filter(|p| p.ends_with(".rs") || p.ends_with(".snap")).map(|p| text_of(p)).collect();
    let tried = |code: &Code| tests.contains(&format!("[{code}]")) || tests.contains(&format!("\"{code}\""));
    let never: Vec<&str> = Code::ALL.iter().filter(|c| !inner.contains(&c.name()) && !tried(c)).map(|c| c.name()).collect();
    assert!(never.is_empty(), "{never:?}");
}
