//! Who stands behind what: signing, what it covers, and by what it lapses.

use std::collections::BTreeSet;
use std::path::Path;

use gnlc::check::{Dossier, Item};
use gnlc::command::Session;
use gnlc::load::Options;
use gnlc::model::signoff::{Signed, What};
use gnlc::review::covers::{Ground, seal};
use gnlc::review::{Facts, Group};
use proptest::prelude::*;

use super::any::config;
use super::changes::{HANOI, folder, slip};
use super::pdf::Printed;
use super::tool::{Folder, command, project, run, run_command};

const WHATS: [&str; 6] = [
    "answer motivation",
    "answer implementation",
    "area 2.2",
    "area key-features:3.1",
    "owner Department of Education and Training",
    "whole",
];

fn read(folder: &Path) -> (Dossier, Facts) {
    let mut session = Session::default();
    let read = session.dossier(folder, &Options::default(), Some("en"));
    let (dossier, coverage, _) = read.unwrap_or_else(|_| panic!("{folder:?} can be read"));
    let facts = Facts::of(&dossier, &coverage);
    (dossier, facts)
}

/// Everything a sign-off covers, as it stands, item by item.
fn covered<'f>(dossier: &Dossier, facts: &'f Facts, what: &str) -> Vec<(Group, String, &'f serde_json::Value)> {
    let what = What::parse(what).expect("something to sign for");
    let items = Ground::of(dossier, facts).covered(&what);
    items.into_iter().map(|(g, n)| (g, n.to_owned(), facts.get(g, n).expect("what is covered is there"))).collect()
}

fn signed(dossier: &Dossier, facts: &Facts, what: &str) -> Vec<Signed> {
    let ground = Ground::of(dossier, facts);
    ground.signed(&ground.covered(&What::parse(what).expect("something to sign for")))
}

#[track_caller]
fn sign(folder: &Folder, role: &str, what: &str, date: &str) {
    run(&["sign", role, what, folder.arg(), "--date", date]).exits(0).says(&["signoffs/", "digest"]);
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn a_sign_off_lapses_if_and_only_if_what_it_covers_changed(slips in prop::collection::vec(slip(), 0..4)) {
        let (was, was_facts) = read(&project("data/examples/hanoi"));
        let mut files = HANOI.clone();
        slips.iter().for_each(|slip| slip.make(&mut files));
        let (is, is_facts) = read(folder(&files).path());
        for what in WHATS {
            let same = covered(&was, &was_facts, what) == covered(&is, &is_facts, what);
            let held = seal(&signed(&was, &was_facts, what)) == seal(&signed(&is, &is_facts, what));
            prop_assert_eq!(held, same, "{}", what);
        }
    }
}

#[test]
fn what_an_item_names_is_covered_with_it_all_the_way_down() {
    let (dossier, facts) = read(&project("data/examples/hanoi"));
    for what in WHATS {
        let items: BTreeSet<String> = covered(&dossier, &facts, what).into_iter().map(|(_, name, _)| name).collect();
        assert!(items.len() > 10, "{what}");
        let mut needed: Vec<String> = Vec::new();
        for name in items.iter().filter_map(|n| gnlc::model::Id::parse(n)) {
            match dossier.item(&name) {
                Some(Item::Evidence(n)) => {
                    let item = &dossier.evidence[n];
                    let named = item.proof.iter().chain(&item.details.promised_in).chain(&item.details.decision);
                    needed.extend(named.map(|id| id.value.to_string()));
                }
                Some(Item::Indicator(n)) => {
                    let indicator = &dossier.indicators[n];
                    let figures = indicator.values.iter().chain(&indicator.targets);
                    needed.extend(figures.filter_map(|f| f.source.as_ref()).map(|id| id.value.to_string()));
                    let inputs = indicator.rule.iter().flat_map(|rule| rule.value.inputs());
                    needed.extend(inputs.map(|id| id.value.to_string()));
                    needed.extend(dossier.declared(&indicator.unit.value, indicator.base()).map(|u| u.id.value.to_string()));
                }
                Some(Item::Source(n)) => {
                    needed.extend(dossier.sources[n].attachment.iter().map(|id| id.value.to_string()));
                }
                Some(Item::Attachment(_)) | None => {}
            }
        }
        let missing: Vec<&String> = needed.iter().filter(|name| !items.contains(*name)).collect();
        assert!(missing.is_empty(), "{what}: {missing:?}");
    }
}

#[test]
fn a_sign_off_is_a_file_of_its_own_and_holds() {
    let folder = Folder::small_city();
    run_command(
        command(&["sign", "Mayor", "whole", folder.arg(), "--name", "Ada \"A.\" Bright", "--letter", "7/2026"])
            .args(["--letter-date", "2026-02-03", "--body", "City of Brightford"])
            .env("SOURCE_DATE_EPOCH", "1770076800"),
    )
    .exits(0)
    .says(&["signoffs/mayor-whole-2026-02-03.yaml", "the whole dossier"]);
    let text = std::fs::read_to_string(folder.file("signoffs/mayor-whole-2026-02-03.yaml")).expect("a file");
    assert!(text.contains("signed: 2026-02-03") && text.contains("letter: \"7/2026\""), "{text}");
    run(&["check", folder.arg()]).exits(0).says(&["no errors, no warnings"]);
}

#[test]
fn the_texts_in_all_languages_the_attached_files_and_nothing_else_count() {
    let hanoi = Folder::copy_of(&project("data/examples/hanoi"));
    sign(&hanoi, "Head", "area 2.2", "2026-01-01");
    let check = || run(&["check", hanoi.arg()]).exits(0);
    check().says_nothing_of(&["signoff-lapsed"]);
    // A remark, and another area: nothing that is covered.
    let steps = std::fs::read_to_string(hanoi.file("next-steps.yaml")).expect("a file");
    hanoi.write("next-steps.yaml", format!("# read again\n{steps}"));
    check().says_nothing_of(&["signoff-lapsed"]);
    let clans = std::fs::read_to_string(hanoi.file("indicators.yaml")).expect("a file");
    hanoi.write("indicators.yaml", clans.replacen("Dòng họ đạt danh hiệu", "Các dòng họ đạt danh hiệu", 1));
    check().says(&["signoff-lapsed", "`learning-clans` changed"]);
    hanoi.write("indicators.yaml", clans);
    check().says_nothing_of(&["signoff-lapsed"]);
}

#[test]
fn an_attached_file_with_other_bytes_makes_the_whole_lapse() {
    let hanoi = Folder::copy_of(&project("data/examples/hanoi"));
    sign(&hanoi, "Head", "whole", "2026-01-01");
    let facts = std::fs::read_to_string(hanoi.file("attachments/facts.csv")).expect("a file");
    hanoi.write("attachments/facts.csv", facts + "x\n");
    run(&["check", hanoi.arg()]).exits(0).says(&["signoff-lapsed", "`fact-table` changed", "changed since"]);
}

#[test]
fn what_came_and_what_went_is_named() {
    let folder = Folder::small_city();
    sign(&folder, "Head", "area 3.2", "2026-02-01");
    let text = super::tool::SMALL_CITY.replace("criterion: 3.1\n", "criterion: 3.2\n");
    folder.write("city.yaml", &text);
    run(&["check", folder.arg()]).exits(0).says(&["`learning-plan` changed"]);
    // What a text names was covered from the start, and it goes with the text.
    folder.write("city.yaml", super::tool::SMALL_CITY.replace("    decision: learning-plan\n", "    decision: gazette\n"));
    run(&["check", folder.arg()]).exits(0).says(&["`learning-plan` removed", "`readers` removed"]);
}

#[test]
fn nothing_is_signed_twice_and_a_newer_sign_off_replaces_a_lapsed_one() {
    let folder = Folder::small_city();
    sign(&folder, "Mayor", "answer motivation", "2026-02-01");
    run(&["sign", "mayor", "answer motivation", folder.arg()]).exits(1).reports("already-signed", "signoffs/mayor");
    run(&["sign", "Treasurer", "answer motivation", folder.arg(), "--date", "2026-02-01"]).exits(0);
    folder.write("city.yaml", super::tool::SMALL_CITY.replace("The city wants to learn", "The city wants so much to learn"));
    run(&["check", folder.arg()]).exits(0).says(&["no errors, 2 warnings"]).reports("signoff-lapsed", "signoffs/mayor");
    sign(&folder, "Mayor", "answer motivation", "2026-02-01");
    let names = ["mayor-answer-motivation-2026-02-01-2.yaml", "mayor-answer-motivation-2026-02-01.yaml"];
    assert!(names.iter().all(|n| folder.file("signoffs").join(n).is_file()));
    run(&["check", folder.arg()]).exits(0).says(&["no errors, 1 warning"]).reports("signoff-lapsed", "signoffs/treasurer");
}

#[test]
fn what_names_nothing_and_what_has_errors_is_not_signed() {
    let folder = Folder::small_city();
    for (what, hint) in
        [("answer motivaton", "`motivation`"), ("area 9.9", "3.3"), ("owner Nobody", "there are"), ("all", "whole")]
    {
        run(&["sign", "Mayor", what, folder.arg()]).exits(1).says(&["signoff-covers-nothing", hint]);
    }
    run(&["sign", "Mayor", "whole", folder.arg(), "--date", "1/2/2026"]).exits(1).says(&["bad-date", "2025-01-07"]);
    assert!(!folder.file("signoffs").exists());
    let broken = super::tool::broken_city();
    run(&["sign", "Mayor", "whole", broken.arg()]).exits(1).says(&["nothing was signed", "ambiguous-date"]);
    assert!(!broken.file("signoffs").exists());
}

#[test]
fn the_page_of_sign_offs_says_who_what_and_whether_it_holds() {
    let folder = Folder::small_city();
    run(&["sign", "Mayor", "area 2.2", folder.arg(), "--date", "2026-02-01", "--letter", "7/2026"]).exits(0);
    sign(&folder, "Head of the library", "answer implementation", "2026-01-20");
    let build = |folder: &Folder| {
        run(&["build", folder.arg()]).exits(0);
        Printed::open(&folder.file("dossier-en.pdf")).texts().iter().map(|p| p.body.clone()).collect::<Vec<_>>()
    };
    let pages = build(&folder);
    let all = pages.join(" ");
    assert!(all.contains("Mayor") && all.contains("1 February 2026") && all.contains("7/2026") && all.contains("held"), "{all}");
    // The one without a letter has boxes, on one page with what they are for.
    let page = pages.iter().find(|p| p.contains("as it stands in this document")).expect("a place to sign");
    assert!(page.contains("The answer “How the learning") || page.contains("The answer"), "{page}");
    assert!(page.matches("Official stamp").count() == 1, "{page}");
    folder.write(
        "city.yaml",
        super::tool::SMALL_CITY
            .replace("more_than: 60,", "more_than: 61,")
            .replace("[More than 60 %]", "[]")
            .replace("[more than 60 %]", "[]"),
    );
    let all = build(&folder).join(" ");
    assert!(
        all.contains(
            "lapsed: 2 items are other ones since: Learning plan 2030 (changed) Households that use the library (changed)"
        ),
        "{all}"
    );
    assert!(!all.contains("as it stands in this document"), "{all}");
}

#[test]
fn a_dossier_without_sign_offs_says_nothing_of_them() {
    let folder = Folder::small_city();
    run(&["build", folder.arg()]).exits(0);
    let all: String = Printed::open(&folder.file("dossier-en.pdf")).texts().iter().map(|p| p.body.clone()).collect();
    assert!(!all.contains("Sign-offs"), "{all}");
}

#[test]
fn a_sheet_holds_what_one_office_vouches_for_its_digest_and_boxes_and_nothing_else() {
    let folder = Folder::small_city();
    sign(&folder, "Mayor", "area 2.2", "2026-02-01");
    let signed = std::fs::read_to_string(folder.file("signoffs/mayor-area-2-2-2026-02-01.yaml")).expect("a file");
    let digest = signed.split("digest: \"").nth(1).expect("a digest").get(..12).expect("12 digits");
    run(&["sheet", "area 2.2", folder.arg()]).exits(0).says(&["sheet-area-2-2-en.pdf"]);
    let printed = Printed::open(&folder.file("sheet-area-2-2-en.pdf"));
    assert!(printed.is_tagged());
    let all: String = printed.texts().iter().map(|p| p.body.clone()).collect();
    for said in
        [digest, "Official stamp", "Households that use the library", "more than 60%", "Official gazette", "learning-plan"]
    {
        assert!(all.contains(said), "`{said}` is not in {all}");
    }
    assert!(!all.contains("Learning council") && !all.contains("youth council"), "{all}");
    run(&["sheet", "area 9.9", folder.arg()]).exits(1).says(&["signoff-covers-nothing", "nothing was written"]);
    let target = folder.file("x.pdf");
    run(&[
        "sheet".as_ref(),
        "whole".as_ref(),
        project("data/examples/hanoi").as_os_str(),
        "--lang".as_ref(),
        "vi".as_ref(),
        "-o".as_ref(),
        target.as_os_str(),
    ])
    .exits(0);
    assert!(Printed::open(&target).texts().iter().all(|p| p.unreadable == 0));
}

#[test]
fn a_role_may_hold_any_sign_and_is_printed_as_it_is() {
    let folder = Folder::small_city();
    let role = r#"Chief "of" C:\temp #1: {{ name }} & - [x](@readers), Ủy ban"#;
    sign(&folder, role, "area 2.2", "2026-02-01");
    run(&["sign", role, "area 2.2", folder.arg()]).exits(1).says(&["already-signed"]);
    run(&["build", folder.arg()]).exits(0);
    let all: String = Printed::open(&folder.file("dossier-en.pdf")).texts().iter().map(|p| p.body.clone()).collect();
    assert!(all.contains(role), "{all}");
}

#[test]
fn nobody_signs_without_a_role_on_a_day_to_come_or_twice_under_two_names() {
    let hanoi = Folder::copy_of(&project("data/examples/hanoi"));
    run(&["sign", "  ", "whole", hanoi.arg()]).exits(1).says(&["the role is empty"]);
    run(&["sign", "Mayor", "whole", hanoi.arg(), "--date", "2999-01-01"]).exits(1).says(&["is still to come"]);
    assert!(!hanoi.file("signoffs").exists());
    sign(&hanoi, "Mayor", "answer motivation", "2026-01-01");
    run(&["sign", "Mayor", "answer gnlc-membership-2015:motivation", hanoi.arg(), "--date", "2026-01-02"])
        .exits(1)
        .says(&["error[already-signed]"]);
}

#[test]
fn another_first_language_is_no_other_pack() {
    let hanoi = Folder::copy_of(&project("data/examples/hanoi"));
    let head = std::fs::read_to_string(hanoi.file("dossier.yaml")).expect("a file");
    hanoi.write("dossier.yaml", head.replacen("languages: [en, vi]", "languages: [vi, en]", 1));
    let hanoi_as_it_is = project("data/examples/hanoi");
    let told = run(&["diff", hanoi_as_it_is.to_str().expect("a plain path"), hanoi.arg(), "--lang", "en"]).exits(1);
    told.says(&["Languages: en; vi → vi; en"]).says_nothing_of(&["Forms and sets of criteria"]);
}

#[test]
fn what_makes_the_digest_of_evidence_another_one_can_be_read_on_the_sheet() {
    let hanoi = Folder::copy_of(&project("data/examples/hanoi"));
    let file = hanoi.file("sheet.pdf");
    let text = |from: &str, to: &str, name: &str| {
        let before = std::fs::read_to_string(hanoi.file(name)).expect("a file");
        assert!(before.contains(from), "{from}");
        hanoi.write(name, before.replacen(from, to, 1));
        run(&["sheet", "area 3.1", hanoi.arg(), "-o", file.to_str().expect("a plain path")]).exits(0);
        hanoi.write(name, before);
        Printed::open(&file).texts().into_iter().map(|p| p.body).collect::<String>()
    };
    assert!(text("signed by a Vice-Chair", "signed by the Chair", "evidence.yaml").contains("signed by the Chair"));
    assert!(text("11/KH-UBND", "12/KH-UBND", "evidence.yaml").contains("12/KH-UBND"));
    let pages = text("title", "title", "sources.yaml");
    assert!(pages.contains("The digest covers these texts in every language of the dossier: English and Vietnamese."), "{pages}");
}

#[cfg(unix)]
#[test]
fn nothing_is_kept_behind_a_link_to_another_place() {
    let (city, other) = (Folder::small_city(), Folder::empty());
    let csv = other.file("round.csv");
    other.write("round.csv", "number,item,remark\n1,,Which year?\n");
    for name in ["frozen", "remarks"] {
        std::os::unix::fs::symlink(other.path(), city.file(name)).expect("a link");
    }
    run(&["freeze", "one", city.arg()]).exits(2).says(&["a link to another place"]);
    run(&["remarks", "import", csv.to_str().expect("a plain path"), city.arg()]).exits(2).says(&["a link to another place"]);
    assert_eq!(other.names(), ["round.csv"]);
}
