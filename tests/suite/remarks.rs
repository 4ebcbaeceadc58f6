//! Remarks of reviewers: from spreadsheets into the folder, in lists, and answered from what changed.

use super::pdf::{Printed, whole_body};
use super::tool::{Folder, json, project, run};

const HEAD: &str = "number,item,page,remark,reply,who,date,state\n";

fn csv(lines: &str) -> Folder {
    Folder::small_city().with("in/ministry.csv", format!("{HEAD}{lines}"))
}

/// Takes in the spreadsheet of a folder.
fn import(folder: &Folder) -> super::tool::Run {
    run(&["remarks", "import", folder.file("in/ministry.csv").to_str().expect("a path"), folder.arg()])
}

#[test]
fn a_spreadsheet_becomes_a_file_of_remarks_that_can_be_listed() {
    let folder = csv("1,readers,,\"Which year?\nAnd whose?\",\"2025; the city's\",Ministry,2026-02-10,done\n2,,3,Too long,,,,\n");
    import(&folder).exits(0).says(&["ministry.yaml: 2 remarks: 1 open, 1 done, 0 declined"]);
    let list = run(&["remarks", folder.arg()]).exits(0);
    for words in
        ["done      1  readers, Ministry, 2026-02-10", "Which year?", "And whose?", "→ 2025; the city's", "open      2  page 3"]
    {
        assert!(list.out.contains(words), "{words}: {}", list.out);
    }
    let told = json(&run(&["remarks", folder.arg(), "--format", "json"]).exits(0));
    assert_eq!(told["remarks"][0]["remark"], "Which year?\nAnd whose?");
    assert_eq!(told["remarks"][1]["page"], 3);
    import(&folder).exits(2).reports("cannot-write", "ministry.yaml");
}

#[test]
fn headings_may_be_vietnamese_or_french_with_semicolons_and_a_byte_order_mark() {
    let vietnamese =
        "\u{feff}STT;Vị trí;Góp ý;Trả lời;Trạng thái\r\n1;12;Thiếu nguồn;Đã bổ sung;đã tiếp thu\r\n2;readers;Số cũ;;\r\n";
    let french = "N°\tPage ou élément\tRemarque\tRéponse\n7\treaders\tDe quelle année ?\t2025\n";
    for (text, count) in [(vietnamese, 2), (french, 1)] {
        let folder = Folder::small_city().with("in/ministry.csv", text);
        import(&folder).exits(0);
        let told = json(&run(&["remarks", folder.arg(), "--format", "json"]).exits(0));
        let list = told["remarks"].as_array().expect("a list");
        assert_eq!(list.len(), count);
        assert!(list.iter().any(|r| r["item"] == "readers"), "{told:#}");
    }
}

#[test]
fn what_is_listed_for_spreadsheets_can_be_taken_in_again_and_is_no_formula() {
    let folder = csv("1,readers,,\"=HYPERLINK(\"\"x\"\")\",\"@you, and \"\"me\"\"\",,,open\n");
    import(&folder).exits(0);
    let out = run(&["remarks", folder.arg(), "--format", "csv"]).exits(0).out;
    assert!(out.contains("'=HYPERLINK") && out.contains("'@you"), "{out}");
    let again = Folder::small_city().with("in/ministry.csv", &out);
    import(&again).exits(0);
    assert_eq!(run(&["remarks", again.arg(), "--format", "csv"]).exits(0).out, out);
}

#[test]
fn a_bad_spreadsheet_is_told_with_its_line_and_leaves_nothing_behind() {
    for (lines, line, words) in [
        ("1,readers,,Fine,,,,\n1,readers,,Again,,,,\n", 3, "used twice"),
        ("1,readers,twelve,Text,,,,\n", 2, "no page number"),
        ("1,readers,,Text,,,31/12/2025,\n", 2, "no date"),
        ("1,readers,,Text,,,,perhaps\n", 2, "no state of a remark"),
        ("1,readers,,Text,,,,,,,more\n", 2, "11 cells"),
        (",readers,,Text,,,,\n", 2, "no number"),
        ("1,readers,,\"Text,,,,\n2,readers,,Text,,,,\n", 2, "never closed"),
    ] {
        let folder = csv(lines);
        let done = import(&folder).exits(1).reports("bad-remarks", "ministry.csv").says(&[words]);
        assert!(done.err.contains(&format!("ministry.csv:{line}:")), "{line}: {}", done.err);
        assert!(!folder.file("remarks").exists());
    }
    let folder = Folder::small_city().with("in/ministry.csv", "a,b\n1,2\n");
    import(&folder).exits(1).says(&["no column is called `number`", "a, b"]);
}

#[test]
fn remarks_stand_first_each_with_its_reply_and_what_was_done() {
    let (old, new) = (project("tests/story/january-2025"), project("tests/story/december-2025"));
    let [old, new] = [&old, &new].map(|p| p.to_str().expect("a path"));
    let folder = csv(
        "1,learning-clans,,No value for clans,Added,Ministry,2025-03-01,done\n2,2.3,,Say more on work,We shall,,,open\n3,learning-clan,,Typed wrongly,,,,\n4,,5,On the page,,,,\n",
    );
    let against = folder.file("in/ministry.csv");
    let against = against.to_str().expect("a path");
    let done = run(&["diff", old, new, "--lang", "en", "--against", against]).exits(1);
    let done = done.reports("unknown-remark-item", "ministry.csv").says(&["did you mean `learning-clans`?"]);
    assert!(done.out.starts_with("Remark 1 (done)\n"), "{}", done.out);
    for words in [
        "Reply: Added",
        "Changed: Indicator, Clans with the title “learning clan” [learning-clans]",
        "not available → 59% (6,900 clans)",
        "known only when the old state is a PDF",
    ] {
        assert!(done.out.contains(words), "{words}: {}", done.out);
    }
    let told = json(&run(&["diff", old, new, "--against", against, "--format", "json"]).exits(1));
    assert_eq!(told["report"]["remarks"].as_array().map(Vec::len), Some(4));
    let file = folder.file("changes.pdf");
    run(&["diff", old, new, "--lang", "en", "--against", against, "-o", file.to_str().expect("a path")]).exits(1);
    let pages = Printed::open(&file).texts();
    assert!(pages[0].body.contains("1 done"), "{}", pages[0].body);
    assert!(pages[1].body.starts_with("Remarks of the reviewers"), "{}", pages[1].body);
    assert!(whole_body(&pages).contains("No value for clans"));
}

#[test]
fn a_page_is_found_when_the_old_state_is_a_pdf() {
    let (old, folder) = (project("tests/story/january-2025"), Folder::empty());
    let new = project("tests/story/december-2025");
    let pdf = folder.file("january.pdf");
    let [old, new, pdf] = [&old, &new, &pdf].map(|p| p.to_str().expect("a path"));
    run(&["build", old, "--lang", "en", "-o", pdf]).exits(0);
    let told = json(&run(&["diff", pdf, new, "--format", "json"]).exits(1));
    assert!(told["report"]["parts"].as_array().is_some_and(|p| !p.is_empty()));
    let pages = Printed::open(std::path::Path::new(pdf)).texts();
    let page = pages.iter().rposition(|p| p.body.contains("learning-clans") && p.body.contains("Target")).expect("its page") + 1;
    folder.write("in.csv", format!("{HEAD}1,,{page},No value,,,,\n"));
    let against = folder.file("in.csv");
    let done = run(&["diff", pdf, new, "--lang", "en", "--against", against.to_str().expect("a path")]).exits(1);
    assert!(done.out.contains(&format!("About: page {page}")) && done.out.contains("[learning-clans]"), "{}", done.out);
}

#[test]
fn remarks_are_no_part_of_the_dossier() {
    let folder = csv("1,readers,,SECRET REMARK,,,,\n");
    let build = |name: &str| {
        let file = folder.file(name);
        run(&["build", folder.arg(), "-o", file.to_str().expect("a path")]).exits(0);
        std::fs::read(file).expect("the dossier")
    };
    let before = build("before.pdf");
    import(&folder).exits(0);
    assert!(before == build("after.pdf"), "remarks change nothing");
    folder.write("notes.yaml", "remarks:\n  - {number: 1, text: Here}\n");
    run(&["check", folder.arg()]).exits(1).reports("bad-remarks", "notes.yaml");
}
