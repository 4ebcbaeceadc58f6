//! What is said about answers: their length in every language, what is still to be written, what is said twice or not at all.

use super::tool::{Folder, SMALL_CITY, run};

/// A form with every limit.
const FORM: &str = r#"
pack: {id: own-form, kind: form, title: Application to the Province, edition: "2026", status: user}
languages: [en, vi]
empty_phrase: {en: No relevant information to provide, vi: Không có thông tin liên quan}
parts:
  - {id: city, title: The city, filled_by: city}
fields:
  - {id: why, part: city, label: Why now?, type: prose, min_words: 5, soft_words: 8, max_words: 10}
  - {id: how, part: city, label: How?, type: prose, required: false, soft_characters: 30, max_characters: 40}
  - {id: more, part: city, label: What else?, type: prose, required: false}
  - {id: other, part: city, label: Other, type: text, required: false}
  - {id: lines, part: city, label: Plans, type: table, columns: [What, When], max_words: 4, required: false}
"#;

/// A city that answers that form.
fn city(answers: &str) -> Folder {
    let start = SMALL_CITY.find("\nanswers:").expect("the small city answers");
    let end = SMALL_CITY.find("\nnext_steps:").expect("the small city has next steps");
    let text = SMALL_CITY.replace(&SMALL_CITY[start..end], "").replace("gnlc-membership-2015", "own-form");
    Folder::empty().with("city.yaml", text).with("packs/form.yaml", FORM).with("answers.yaml", format!("answers:\n{answers}"))
}

fn check(answers: &str) -> super::tool::Run {
    let folder = city(answers);
    run(&["check", folder.arg()]).sound()
}

/// Words that differ from all others.
fn words(from: usize, count: usize) -> String {
    (from..from + count).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_language_of_an_answer_keeps_the_limits() {
    let long = words(0, 12);
    check(&format!("  - {{question: why, en: one two three four five six, vi: {long}}}\n"))
        .exits(1)
        .says(&["this answer has 12 words (`vi`), and the form allows 10", "take out 2"])
        .says_nothing_of(&["(`en`)"])
        .reports("too-many-words", "answers.yaml:2");
}

#[test]
fn a_text_below_its_least_and_one_near_its_most_are_warned_of() {
    check("  - {question: why, en: one two three four}\n")
        .exits(0)
        .says(&["has 4 words (`en`), and the form asks for at least 5"])
        .reports("too-few-words", "answers.yaml");
    check(&format!("  - {{question: why, en: {}}}\n", words(0, 9)))
        .exits(0)
        .says(&["within the soft band: 9 of 10 words (`en`)"])
        .reports("soft-limit", "answers.yaml");
    check(&format!("  - {{question: why, en: {}}}\n", words(0, 7))).exits(0).says_nothing_of(&["soft", "at least"]);
}

#[test]
fn characters_are_limited_as_readers_see_them() {
    let answer = |text: &str| check(&format!("  - {{question: how, en: \"{text}\"}}\n"));
    // Forty, with the space; the stars and the address are none.
    let forty = format!("**{}** [{}](https://example.org/a/very/long/address)", "a".repeat(20), "b".repeat(19));
    answer(&forty).exits(0).says(&["within the soft band: 40 of 40 characters"]);
    answer(&format!("{forty}c")).exits(1).reports("too-many-characters", "answers.yaml").says(&["has 41 characters"]);
    // Thai vowels and tones stand on their letters.
    answer(&"รู้".repeat(29)).says_nothing_of(&["characters"]);
}

#[test]
fn a_figure_counts_as_what_it_prints() {
    // "40%" is one word however it is written; nothing between the brackets prints all the same.
    let starter = |text: &str| {
        let folder = Folder::copy_of(&super::tool::project("data/examples/starter"));
        let form = FORM.replace("min_words: 5, soft_words: 8, max_words: 10", "soft_words: 3, max_words: 20");
        let dossier = std::fs::read_to_string(folder.file("dossier.yaml")).expect("the starter");
        folder.write("dossier.yaml", dossier.replace("gnlc-membership-2015", "own-form"));
        folder.write("packs/form.yaml", form);
        folder.write("answers.yaml", format!("answers:\n  - {{question: why, en: \"{text}\"}}\n"));
        run(&["check", folder.arg()]).sound()
    };
    // "% of people aged 25 to 64" prints; the sign is no word.
    starter("It is [](@adults-in-courses.unit)").says(&["within the soft band: 8 of 20 words"]);
    starter("It is [](@adults-in-courses)").says(&["within the soft band: 3 of 20 words"]);
    starter("It is [about twelve, or so](@adults-in-courses)").says(&["within the soft band: 6 of 20 words"]);
}

#[test]
fn the_cells_of_a_table_count() {
    check("  - {question: lines, table: [[one two, three four], [five, \"2026\"]]}\n")
        .reports("too-many-words", "answers.yaml")
        .says(&["6 words"]);
}

#[test]
fn placeholders_are_found_in_every_text_and_stop_a_final_document_only() {
    for (answer, found) in [
        ("TODO: ask the statisticians", "`TODO`"),
        ("Lorem Ipsum dolor sit amet", "`Lorem Ipsum`"),
        ("There are xxx schools", "`xxx`"),
        ("There are XXX schools", "`XXX`"),
        ("There are ??? schools", "`???`"),
        ("The council said [...] in May", "`[...]`"),
        ("The council said […] in May", "`[…]`"),
        ("…", "`…`"),
        ("(to be completed)", "`(to be completed)`"),
        ("The plan (à compléter) follows", "`(à compléter)`"),
        ("Kế hoạch (bổ sung sau).", "`(bổ sung sau)`"),
        ("Chưa có nội dung", "`Chưa có nội dung`"),
        ("[insert the name of the mayor]", "`[insert the name of the mayor]`"),
        ("Plan …/QĐ-UBND", "`…/`"),
        ("Signed by ......... in May", "`.....`"),
        ("Signed by ______ in May", "`____`"),
    ] {
        let folder = city(&format!("  - {{question: more, en: \"{answer}\"}}\n"));
        run(&["check", folder.arg()]).exits(0).reports("placeholder", "answers.yaml").says(&[found]);
    }
    let folder = city("  - {question: more, en: To be written}\n");
    let pdf = folder.file("out.pdf");
    let build = |more: &[&str]| run(&[&["build", folder.arg(), "-o", pdf.to_str().expect("a path")], more].concat());
    build(&[]).exits(1).says(&["error[placeholder]"]);
    assert!(!pdf.exists());
    build(&["--draft"]).exits(0).says(&["warning[placeholder]"]);
    assert!(pdf.exists());
}

#[test]
fn placeholders_are_found_in_evidence_names_and_reasons() {
    let folder = Folder::copy_of(&super::tool::project("data/examples/starter"));
    let evidence = std::fs::read_to_string(folder.file("evidence.yaml")).expect("the starter");
    let evidence = evidence
        .replace("says: The council meets every two months under the Mayor.", "says: FIXME The council meets under the Mayor.")
        .replace("because: A public event for all ages celebrates learning.", "because: TBD");
    folder.write("evidence.yaml", evidence);
    let dossier = std::fs::read_to_string(folder.file("dossier.yaml")).expect("the starter");
    folder.write("dossier.yaml", dossier.replace("native: Vila Serena}", "native: TODO}"));
    run(&["check", folder.arg()])
        .exits(0)
        .says(&["`FIXME`", "`TBD`"])
        .reports("placeholder", "dossier.yaml")
        .reports("placeholder", "evidence.yaml");
}

#[test]
fn ordinary_prose_is_no_placeholder() {
    for answer in [
        "The council wrote: “schools shall […] open their rooms”.",
        "« Les écoles […] ouvrent leurs portes » dit le maire.",
        "It said 'yes', and \\\"every school […] is open\\\".",
        "We learn, and learn again … and again.",
        "Aprender para todo y todos: todo es posible.",
        "Since the XXX Congress and XXIX sessions",
        "Đại hội lần thứ XXX của thành phố",
        "The second phase (to come) is planned. Is it? Yes!!",
        "Sites to be determined by the council, work to be completed by 2027.",
        "A [plan](https://example.org) and [another one][1] with (a remark) in it",
        "He left .... and came back",
        "Maxx, Foxx and 2x2 lessons",
    ] {
        let folder = city(&format!("  - {{question: more, en: \"{answer}\"}}\n"));
        run(&["check", folder.arg()]).exits(0).says_nothing_of(&["placeholder"]);
    }
}

#[test]
fn an_answer_of_marks_alone_is_empty() {
    for text in ["&nbsp;", "\u{200b}", "[](https://example.org)"] {
        check(&format!("  - {{question: more, en: \"{text}\"}}\n")).exits(1).says(&["error[empty-value]"]);
    }
    check("  - {question: more, en: \"\"}\n").exits(1).says(&["error[empty-value]"]);
}

#[test]
fn that_there_is_none_is_said_by_the_form() {
    for text in ["N/A", "none.", "Không có", "néant", "—", "No relevant information to provide."] {
        check(&format!("  - {{question: other, en: \"{text}\"}}\n"))
            .exits(0)
            .reports("empty-phrase", "answers.yaml")
            .says(&["\"No relevant information to provide\", is then printed by itself"]);
    }
    check("  - {question: other, en: None of our schools is closed}\n").says_nothing_of(&["empty-phrase"]);
}

#[test]
fn answers_that_repeat_each_other_are_told_with_both_places() {
    let shared = words(100, 40);
    let answers = |first: &str, second: &str| {
        check(&format!("  - question: more\n    en: |\n      {first}\n  - question: how\n    en: |\n      {second}\n"))
    };
    answers(&format!("{} {shared}.", words(0, 30)), &format!("Now {}! {}", shared.to_uppercase(), words(300, 60)))
        .reports("repeated-answer", "answers.yaml")
        .says(&["repeats the one to `how`", "40 words in a row", "the same words here"]);
    // Nine tenths of the shorter one are enough, a run a little shorter is not.
    answers(&words(0, 200), &format!("{} x y", words(50, 18))).reports("repeated-answer", "answers.yaml");
    answers(&words(0, 200), &format!("{} x y z", words(50, 17))).says_nothing_of(&["repeated-answer"]);
    answers(&format!("{} a {}", words(0, 39), words(50, 39)), &format!("{} b {}", words(0, 39), words(50, 39)))
        .says_nothing_of(&["repeated-answer"]);
    // Short answers may be the same.
    answers("Yes, in all schools.", "Yes, in all schools.").says_nothing_of(&["repeated-answer"]);
}
