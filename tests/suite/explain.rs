//! `gnlc explain`, and that nothing it explains is without use.

use std::collections::BTreeSet;

use gnlc::diagnostic::Code;
use gnlc::model::words::EvidenceKind;

use super::tool::{Folder, command, files_below, good, run, run_command, text_of, transcript};

#[test]
fn every_code_is_unique_listed_and_explained() {
    let names: BTreeSet<&str> = Code::ALL.iter().map(|c| c.name()).collect();
    assert_eq!(names.len(), Code::ALL.len());
    let list = run(&["explain", "codes"]).exits(0).out;
    assert_eq!(list.lines().count(), Code::ALL.len());
    for code in Code::ALL {
        let (name, line, long) = (code.name(), code.line(), code.explanation());
        assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{name}");
        assert!(!line.is_empty() && !line.ends_with('.'), "{name}: {line}");
        assert!(long.len() > 15 && long.ends_with('.'), "{name}: {long}");
        assert!(list.lines().any(|l| l.split_whitespace().next() == Some(name) && l.ends_with(line)), "{name}");
    }
    let done = run(&["explain", "decimal-comma"]).exits(0);
    assert_eq!(
        done.out,
        format!("error[decimal-comma]: {}\n\n{}\n", Code::DecimalComma.line(), Code::DecimalComma.explanation())
    );
}

#[test]
fn every_code_is_used_by_the_program() {
    let sources: String = files_below("src").iter().filter(|p| !p.ends_with("diagnostic/code.rs")).map(|p| text_of(p)).collect();
    let unused: Vec<String> =
        Code::ALL.iter().map(|c| format!("{c:?}")).filter(|v| !sources.contains(&format!("Code::{v}"))).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn every_kind_of_evidence_is_explained() {
    let list = run(&["explain", "kinds"]).exits(0).out;
    for kind in EvidenceKind::ALL {
        assert!(list.contains(kind.meaning().trim()), "{}", kind.word());
        run(&["explain", kind.word()]).exits(0).says(&[kind.meaning().trim()]);
    }
    run(&["explain", "missing-field"]).exits(0).says(&["Kinds of evidence:", "for_whom"]);
}

#[test]
fn packs_and_criteria_are_explained_without_a_dossier() {
    let folder = Folder::empty();
    let explain = |what: &str| run_command(command(&["explain", what]).current_dir(folder.path())).exits(0);
    explain("key-features").says(&["Key Features of Learning Cities", "3.1", "Strong political will and commitment"]);
    explain("gnlc-membership-2015").says(&["motivation", "at most 200 words"]);
    explain("3.1").says(&["key-features:3.1 Strong political will and commitment (area", "part of 3 "]);
    // Other sets have rows of this code too.
    explain("3.1").says(&[&explain("key-features:3.1").out, "guidelines-2015:3.1 "]);
    explain("key-features:3.1").says_nothing_of(&["guidelines-2015"]);
}

#[test]
fn an_item_of_a_dossier_is_explained() {
    let folder = Folder::small_city();
    let items: String = ["learning-plan", "readers", "gazette"].map(|id| transcript(&folder, &["explain", id])).concat();
    good("explain-items", &items);
}

#[test]
fn an_unknown_word_ends_with_two_and_the_nearest_code() {
    run(&["explain", "decimal-coma"]).exits(2).says(&["did you mean `decimal-comma`?", "gnlc explain codes"]);
    run(&["explain", "key-features:9.9"]).exits(2).says(&["`key-features:9.9` is no code"]);
}
