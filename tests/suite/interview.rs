//! `gnlc new`: an entry is asked for field by field, or given by options, checked at once, and written behind its like.

use std::io::Write as _;
use std::process::Stdio;

use super::tool::{Folder, Run, SMALL_CITY, command, run};

/// The small city in two languages.
fn city() -> Folder {
    Folder::empty().with("city.yaml", two_languages())
}

fn two_languages() -> String {
    let text = SMALL_CITY.replace("languages: [en]", "languages: [en, vi]");
    // Two questions are left to answer.
    let (start, end) =
        (text.find("  - question: motivation").expect("a start"), text.find("  - question: implementation").expect("an end"));
    let text = format!("{}{}", &text[..start], &text[end..]);
    text.replace("  - question: challenges\n    ratings: [{criterion: 1.1, rating: 4}, {criterion: 2.6, rating: 2}]\n", "")
}

/// A run that is fed lines.
#[track_caller]
fn fed(folder: &Folder, args: &[&str], lines: &[&str]) -> Run {
    let args = [&["new", args[0], folder.arg()], &args[1..]].concat();
    let mut child =
        command(&args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    // Who needs no answers closes its end.
    let _ = child.stdin.take().expect("an end").write_all(text.as_bytes());
    Run::of(child.wait_with_output().expect("a child ends")).sound()
}

/// What one file has beyond what it had: all the rest is there, byte for byte.
#[track_caller]
fn added(old: &str, new: &str) -> String {
    let start = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let more = new.len().checked_sub(old.len()).expect("nothing is taken away");
    // The bytes in front may agree with the new ones by chance.
    let found =
        (0..=start).rev().find(|at| new.is_char_boundary(*at) && old[..*at] == new[..*at] && old[*at..] == new[at + more..]);
    let at = found.expect("the rest is as it was");
    new[at..at + more].to_owned()
}

#[track_caller]
fn text_of(folder: &Folder, name: &str) -> String {
    std::fs::read_to_string(folder.file(name)).expect("a file")
}

/// The entry that a run wrote into `city.yaml`, which still passes.
#[track_caller]
fn entry(folder: &Folder) -> String {
    let new = added(&two_languages(), &text_of(folder, "city.yaml"));
    assert_eq!(folder.names(), ["city.yaml"]);
    run(&["check", folder.arg()]).exits(0).says(&["no errors"]);
    new
}

/// Nothing at all was written.
#[track_caller]
fn untouched(folder: &Folder) {
    assert_eq!((folder.names(), text_of(folder, "city.yaml")), (vec!["city.yaml".to_owned()], two_languages()));
}

const EVENT: &str = "  - id: night-of-museums
    kind: event
    title:
      en: \"Night of museums: learning #1\"
      vi: Đêm bảo tàng
    status: ended
    since: 2025-10-18
    says:
      en: |
        All museums were *open*.

        Many came.
      vi: |
        Mọi bảo tàng mở cửa.
    proof: [gazette]
    supports:
      - criterion: 2.2.1
        because:
          en: Museums teach.
          vi: Bảo tàng dạy học.
";

#[test]
fn evidence_is_asked_field_by_field_with_mistakes_on_the_way() {
    let folder = city();
    let lines = [
        "exhibition", // no kind
        "5",
        "Night of museums: learning #1",
        "Đêm bảo tàng",
        "learning-plan",    // taken
        "Night of Museums", // no id
        "night-of-museums",
        "4",
        "",         // where
        "",         // vi is not asked before en
        "7/1/2025", // two readings
        "2025-10-18",
        "",
        "All museums were *open*.",
        "+",
        "Many came.",
        "",
        "Mọi bảo tàng mở cửa.",
        "",
        "gazete", // no such id
        "? gaz",
        "1",
        "9.9", // no such criterion
        "2.2.1",
        "Museums teach.",
        "Bảo tàng dạy học.",
        "",
        "",
        "",
        "",
    ];
    let done = fed(&folder, &["evidence"], &lines).exits(0);
    let done = done.says(&[
        "error[unknown-word]: kind: `exhibition` is no kind of evidence",
        "error[duplicate-id]: id: the id `learning-plan` is used twice",
        "error[bad-id]: id: `Night of Museums` cannot be an id",
        "for example `night-of-museums`",
        "error[ambiguous-date]: since:",
        "did you mean `gazette`?",
        "   1  gazette        Official gazette of Brightford, no. 12",
        "has no criterion `9.9`",
        "the same in Vietnamese",
        "written into",
    ]);
    assert_eq!(entry(&folder), EVENT);
    assert_eq!(done.out, EVENT);
}

#[test]
fn evidence_is_given_by_options_without_a_question() {
    let folder = city();
    let done = fed(
        &folder,
        &[
            "evidence",
            "--kind",
            "event",
            "--id",
            "night-of-museums",
            "--title",
            "Night of museums: learning #1",
            "--set",
            "title.vi=Đêm bảo tàng",
            "--set",
            "status=ended",
            "--set",
            "since=2025-10-18",
            "--text",
            "All museums were *open*.\n\nMany came.",
            "--set",
            "says.vi=Mọi bảo tàng mở cửa.",
            "--set",
            "proof=gazette",
            "--set",
            "supports.1.criterion=2.2.1",
            "--set",
            "supports.1.because=Museums teach.",
            "--set",
            "supports.1.because.vi=Bảo tàng dạy học.",
        ],
        &[],
    )
    .exits(0)
    .says_nothing_of(&["what sort of thing"]);
    assert_eq!(entry(&folder), EVENT);
    assert_eq!(done.out, EVENT);
}

const INDICATOR: &str = "  - id: visitors
    name:
      en: Visitors of museums
      vi: Khách tham quan
    unit: persons
    measures: [2.2, 2.2.1]
    values:
      - year: 2025
        at_least: 2500
        source: gazette
      - period: 2024-Q3
        not_available:
          en: Nobody counted
    targets:
      - year: 2027
        value: 3000
        source: learning-plan
";

#[test]
fn an_indicator_is_asked_with_values_and_targets() {
    let folder = city();
    let lines = [
        "Visitors of museums",
        "Khách tham quan",
        "visitors",
        "persons",
        "2.2, 2.2.1",
        "", // says
        "", // says.vi
        "",
        "2025",
        "2,500", // two readings
        "at least 2500",
        "gazette",
        "<", // back to the source
        "gazette",
        "", // no other value
        "2027",
        "> 3000",
        "3000",
        "learning-plan",
        "",
        "",
        "",
        "",
    ];
    let done = fed(&folder, &["indicator"], &lines).exits(0);
    done.says(&["error[ambiguous-number]: values.1.value: `2,500`", "error[sign-in-figure]: targets.1.value:", "of which year"]);
    let cut = |text: &str| {
        let (start, end) = (text.find("      - period").expect("a start"), text.find("    targets").expect("an end"));
        format!("{}{}", &text[..start], &text[end..])
    };
    assert_eq!(entry(&folder), cut(INDICATOR));
}

#[test]
fn an_indicator_is_given_by_options() {
    let folder = city();
    let set = |fields: &'static [&'static str]| fields.iter().flat_map(|f| ["--set", f]);
    let fields = set(&[
        "name.vi=Khách tham quan",
        "unit=persons",
        "measures=2.2 2.2.1",
        "values.1.year=2025",
        "values.1.at_least=2500",
        "values.1.source=gazette",
        "values.2.period=2024-Q3",
        "values.2.not_available.en=Nobody counted",
        "targets.1.year=2027",
        "targets.1.value=3000",
        "targets.1.source=learning-plan",
    ]);
    let args: Vec<&str> = ["indicator", "--title", "Visitors of museums", "--id", "visitors"].into_iter().chain(fields).collect();
    fed(&folder, &args, &[]).exits(0);
    assert_eq!(entry(&folder), INDICATOR);
}

#[test]
fn a_source_is_asked_and_given() {
    let wanted = "  - id: yearbook-2025
    kind: official
    title:
      en: Yearbook 2025
    publisher: City of Brightford
    date: 2026-01
    url: https://example.org/yearbook
";
    let folder = city();
    let lines = [
        "1",
        "Yearbook 2025",
        "",
        "",
        "City of Brightford",
        "31/31/2025",
        "2026-01",
        "example.org",
        "https://example.org/yearbook",
        "",
        "",
        "",
        "",
    ];
    fed(&folder, &["source"], &lines)
        .exits(0)
        .says(&["Enter takes yearbook-2025", "error[bad-date]", "did you mean https://example.org?"])
        .reports("never-used", "city.yaml");
    assert_eq!(entry(&folder), wanted);
    let folder = city();
    let args = ["source", "--kind", "official", "--title", "Yearbook 2025", "--id", "yearbook-2025", "--set"];
    let more = ["publisher=City of Brightford", "--set", "date=2026-01", "--set", "url=https://example.org/yearbook"];
    fed(&folder, &[&args[..], &more].concat(), &[]).exits(0);
    assert_eq!(entry(&folder), wanted);
}

#[test]
fn an_answer_is_asked_by_the_form_with_its_limit() {
    let wanted = "  - question: motivation
    en: |
      We want to learn: *all* of us.
    vi: |
      Chúng tôi muốn học.
";
    let folder = city();
    let long = "word ".repeat(201);
    let lines = ["? motiv", "motivation", &long, "", "We want to learn: *all* of us.", "", "Chúng tôi muốn học.", "", "", "", ""];
    let done = fed(&folder, &["answer"], &lines).exits(0);
    done.says(&["at most 200 words", "error[too-many-words]: en: this answer has 201 words (`en`), and the form allows 200"])
        .says_nothing_of(&["implementation"]);
    assert_eq!(entry(&folder), wanted);
    let folder = city();
    let args = [
        "answer",
        "--question",
        "motivation",
        "--text",
        "We want to learn: *all* of us.",
        "--set",
        "text.vi=Chúng tôi muốn học.",
    ];
    fed(&folder, &args, &[]).exits(0);
    assert_eq!(entry(&folder), wanted);
}

#[test]
fn ratings_are_asked_one_by_one() {
    let folder = city();
    let mut lines = vec!["challenges", "7", "4"];
    lines.extend([""; 15]);
    fed(&folder, &["answer"], &lines).exits(0).says(&["error[bad-number]", "from 1"]);
    let written = entry(&folder);
    assert_eq!(written, "  - question: challenges\n    ratings:\n      - criterion: 1.1\n        rating: 4\n");
}

#[test]
fn nothing_is_written_when_somebody_stops_or_something_is_missing() {
    let folder = city();
    let args = ["source", "--kind", "press", "--title", "A report"];
    fed(&folder, &args, &[])
        .exits(2)
        .says(&["still needed: id, publisher, date (--set id=… --set publisher=… --set date=…)", "nothing was written"]);
    untouched(&folder);
    fed(&folder, &["source"], &["1", "A report", "", "", "The press", "2026-01"]).exits(2).says(&["nothing was written"]);
    untouched(&folder);
    // The last question is whether to write it down.
    fed(&folder, &args, &["", "The press", "2026-01"]).exits(2).says(&["Enter writes this down", "nothing was written"]);
    untouched(&folder);
    let wrong =
        ["source", "--kind", "press", "--title", "A report", "--id", "a", "--set", "publisher=P", "--set", "date=1/2/2026"];
    fed(&folder, &wrong, &[]).exits(2).says(&["error[ambiguous-date]: date:", "still needed: date (--set date=…)"]);
    untouched(&folder);
}

#[test]
fn a_field_that_does_not_exist_is_told_and_one_that_nobody_asks_for_is_taken() {
    let folder = city();
    let args =
        ["source", "--kind", "press", "--title", "T", "--id", "a", "--set", "publisher=P", "--set", "date=2026-01", "--set"];
    fed(&folder, &[&args[..], &["pubisher=P"]].concat(), &[]).exits(2).says(&["error[unknown-key]", "did you mean `publisher`?"]);
    untouched(&folder);
    fed(&folder, &[&args[..], &["date=2026"]].concat(), &[]).exits(2).says(&["`date` is said twice"]);
    fed(&folder, &[&args[..], &["url="]].concat(), &[]).exits(2).says(&["`url` is empty"]);
    fed(&folder, &[&args[..], &["url"]].concat(), &[]).exits(2);
    untouched(&folder);
    let owner =
        ["evidence", "--kind", "programme", "--title", "T", "--id", "t", "--set", "status=running", "--set", "for_whom=All"];
    fed(&folder, &[&owner[..], &["--text", "It runs.", "--set", "order=3", "--set", "due=2026-05"]].concat(), &[]).exits(0);
    assert!(entry(&folder).ends_with("    due: 2026-05\n    order: 3\n"), "{}", text_of(&folder, "city.yaml"));
}

#[test]
fn going_back_changes_an_answer() {
    let folder = city();
    let lines = ["<", "1", "<", "2", "A report", "", "", "The press", "2026-01", "", "", "", "", "<", "note", "", ""];
    fed(&folder, &["source"], &lines).exits(0).says(&["This is the first question."]);
    let written = entry(&folder);
    assert!(written.contains("kind: press\n") && written.contains("note:\n      vi: note\n"), "{written}");
}

#[test]
fn the_entry_goes_into_the_file_with_most_of_its_sort_in_its_style() {
    let source = |id: &str| format!("- id: {id}\n  kind: press\n  title: T\n  publisher: P\n  date: 2026-01\n");
    let several = format!("# papers\nsources:\n{}\n{}  # remark of b\n# end\nnext_steps: []\n", source("a"), source("b"))
        .replace('\n', "\r\n");
    let folder = city().with("papers.yaml", &several);
    let args = ["source", "--kind", "press", "--title", "T", "--id", "c", "--set", "publisher=P", "--set", "date=2026-01"];
    fed(&folder, &args, &[]).exits(0).says(&["papers.yaml"]);
    assert_eq!(text_of(&folder, "city.yaml"), two_languages());
    let new = added(&several, &text_of(&folder, "papers.yaml"));
    let wanted = source("c").replace("  title: T\n", "  title:\n    en: T\n");
    assert_eq!(new.trim_start(), wanted.replace('\n', "\r\n"));
    assert!(text_of(&folder, "papers.yaml").contains("# remark of b\r\n\r\n- id: c\r\n"), "{}", text_of(&folder, "papers.yaml"));
}

#[test]
fn an_entry_begins_a_file_where_none_fits_and_ends_a_last_line() {
    let text = two_languages();
    let start = text.find("indicators:").expect("indicators");
    let end = text.find("sources:").expect("sources");
    let without = format!("{}indicators: []\n{}", &text[..start], &text[end..]).replace("[More than 60 %](@readers)", "Half");
    let without = without.replace("[more than 60 %](@readers), on the way to [at least 75 %](@readers.target)", "half");
    let without = without.replace("  summary_figures: [readers]\n", "");
    let folder = Folder::empty().with("city.yaml", &without).with("indicators.yaml", "# nothing yet\nunits: []");
    let args = ["indicator", "--title", "Visitors", "--id", "visitors", "--set", "unit=persons"];
    fed(&folder, &args, &[]).exits(0).says(&["indicators-2.yaml"]);
    assert_eq!(text_of(&folder, "city.yaml"), without);
    assert!(text_of(&folder, "indicators-2.yaml").starts_with("indicators:\n  - id: visitors\n"));
    let empty = Folder::empty().with("city.yaml", &without).with("more.yaml", "indicators: # to come");
    fed(&empty, &args, &[]).exits(0).says(&["more.yaml"]);
    assert!(
        text_of(&empty, "more.yaml").starts_with("indicators: # to come\n  - id: visitors\n"),
        "{}",
        text_of(&empty, "more.yaml")
    );
    run(&["check", empty.arg()]).exits(0);
}

#[test]
fn odd_texts_come_back_as_they_were_given() {
    for text in [
        "null",
        "- a dash",
        "\"quoted\"",
        "it's",
        "a # b",
        "a: b",
        "{braces}",
        "*star*",
        "@at",
        "100%",
        "back\\slash \"and\" 'both'",
        "tab\there",
        "trailing:",
        "ends with space ",
        "é日本",
        "!bang",
        "|",
        "> 5",
        "0012",
        "2025-01-01",
        "yes",
        "[a, b]",
        "# all",
    ] {
        let folder = city();
        let args = ["source", "--kind", "press", "--title", text, "--id", "odd", "--set", "publisher=P", "--set", "date=2026-01"];
        fed(&folder, &args, &[]).exits(0);
        run(&["explain", "odd", folder.arg()]).exits(0).says(&[text.trim()]);
        let folder = city();
        let args = ["answer", "--question", "motivation", "--text", text];
        fed(&folder, &args, &[]);
        let written = text_of(&folder, "city.yaml");
        assert!(written == two_languages() || written.contains(text.trim()), "{text}: {written}");
    }
}

#[test]
fn a_folder_that_is_no_dossier_ends_with_its_message() {
    let folder = Folder::empty();
    run(&["new", "evidence", folder.arg()]).exits(2).reports("no-yaml", folder.arg());
    run(&["new", "evidence", folder.file("none").to_str().expect("a path")]).exits(2).reports("no-folder", "none");
    run(&["new", "figure", folder.arg()]).exits(2);
    let headless = Folder::empty().with("evidence.yaml", "evidence: []\n");
    run(&["new", "evidence", headless.arg()]).exits(1).says(&["error[missing-section]"]);
    assert_eq!(headless.names(), ["evidence.yaml"]);
}
