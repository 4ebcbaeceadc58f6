//! One bid in two states, and one figure that changed: every command says exactly that.

use serde_json::Value;

use super::pdf::Printed;
use super::tool::{Folder, command, project, run, run_command};

fn story(state: &str) -> String {
    project(&format!("tests/story/{state}")).to_str().expect("a plain path").to_owned()
}

fn json(args: &[&str], status: i32) -> Value {
    serde_json::from_str(&run(args).exits(status).out).expect("JSON")
}

/// A copy of Hanoi in which one value of one indicator is another one.
fn hanoi_with_58() -> Folder {
    let folder = Folder::copy_of(&project("data/examples/hanoi"));
    let text = std::fs::read_to_string(folder.file("indicators.yaml")).expect("a file");
    let at = text.find("- id: learning-clans").expect("the indicator");
    let (before, after) = text.split_at(at);
    folder.write("indicators.yaml", before.to_owned() + &after.replacen("value: 59", "value: 58", 1));
    folder
}

#[test]
fn one_figure_changed_and_verify_diff_status_and_the_change_report_say_exactly_that() {
    let (hanoi, changed) = (project("data/examples/hanoi"), hanoi_with_58());
    let hanoi = hanoi.to_str().expect("a plain path");
    let place = Folder::empty();
    let file = |name: &str| place.file(name).to_str().expect("a plain path").to_owned();
    let said = [
        ("en", "Value 2025: 59% (6,900 clans) → 58% (6,900 clans) (−1 percentage point)", "page "),
        ("vi", "59% (6.900 dòng họ) → 58% (6.900 dòng họ) (−1 điểm phần trăm)", "trang "),
    ];
    for (lang, line, page) in said {
        let pdf = file(&format!("hanoi-{lang}.pdf"));
        run(&["build", hanoi, "--lang", lang, "-o", &pdf]).exits(0);
        for args in [
            vec!["verify", &pdf, "--against", changed.arg()],
            vec!["diff", &pdf, changed.arg(), "--lang", lang],
            vec!["diff", hanoi, changed.arg(), "--lang", lang],
        ] {
            let run = run(&args).exits(1).says(&[line]);
            assert_eq!(run.out.matches('→').count(), 2, "the two states, and the figure:\n{}", run.out);
            assert_eq!(run.out.contains(page), args[1].ends_with(".pdf"), "{}", run.out);
        }
        let report = file(&format!("changes-{lang}.pdf"));
        run(&["diff", hanoi, changed.arg(), "--lang", lang, "-o", &report]).exits(1);
        let pages = Printed::open(std::path::Path::new(&report)).texts();
        let all: String = pages.iter().map(|p| p.body.as_str()).collect::<Vec<_>>().join(" ");
        assert!(pages.len() == 2 && all.contains("58%") && all.contains("59%") && all.contains("learning-clans"), "{all}");
    }
    let told = json(&["diff", hanoi, changed.arg(), "--format", "json"], 1);
    let changes = told["facts"]["changes"].as_array().expect("a list");
    assert_eq!((changes.len(), &changes[0]["name"]), (1, &Value::from("learning-clans")), "{changes:?}");
    run(&["verify", &file("hanoi-en.pdf"), "--against", hanoi]).exits(0).says(&["the same bytes", "Nothing changed."]);
}

#[test]
fn status_says_what_differs_from_the_state_that_was_kept() {
    let folder = Folder::copy_of(&project("data/examples/hanoi"));
    run(&["freeze", "sent", folder.arg()]).exits(0);
    run(&["diff", "--frozen", folder.arg()]).exits(0).says(&["Nothing changed."]);
    let changed = hanoi_with_58();
    folder.write("indicators.yaml", std::fs::read(changed.file("indicators.yaml")).expect("a file"));
    run(&["diff", "--frozen=sent", folder.arg()]).exits(1).says(&["59% (6,900 clans) → 58%"]);
    // Where nothing is named, it is the state that was kept last.
    run_command(command(&["diff"]).current_dir(folder.path())).exits(1).says(&["59% (6,900 clans) → 58%"]);
    let status = json(&["status", folder.arg(), "--format", "json", "--date", "2026-02-20"], 0);
    let differs = status["frozen"].to_string();
    assert!(differs.contains("sent") && differs.contains("indicator"), "{differs}");
}

#[test]
fn what_came_to_hanoi_between_january_and_december_is_told_once() {
    let told = json(&["diff", &story("january-2025"), &story("december-2025"), "--format", "json"], 1);
    let report = &told["report"];
    let parts = report["parts"].as_array().expect("a list");
    let items: Vec<&Value> = parts.iter().flat_map(|p| p["items"].as_array().expect("a list")).collect();
    let of = |sort: &str, verb: &str| items.iter().filter(|i| i["sort"] == sort && i["verb"] == verb).count();
    // Counted by hand when the two states were written down.
    assert_eq!((of("evidence", "added"), of("evidence", "removed"), of("evidence", "renamed")), (13, 0, 1));
    assert_eq!((of("indicator", "added"), of("source", "added"), of("source", "removed")), (9, 16, 0));
    let renamed = items.iter().find(|i| i["verb"] == "renamed").expect("one");
    assert_eq!((&renamed["was"], &renamed["id"]), (&Value::from("city-plan-2021"), &Value::from("city-plan-1373")));
    let mut names: Vec<&str> = items.iter().map(|i| i["id"].as_str().expect("a name")).collect();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert!(names.len() >= count - 1, "an item is told twice");
    // Nothing that only follows from a rename is told as a change.
    assert!(!items.iter().any(|i| i["id"] == "learning-citizens"), "{items:?}");
}

#[test]
fn both_states_can_be_built_in_both_languages_and_rebuilt() {
    let place = Folder::empty();
    for state in ["january-2025", "december-2025"] {
        for lang in ["en", "vi"] {
            let file = place.file(&format!("{state}-{lang}.pdf"));
            let file = file.to_str().expect("a plain path");
            run(&["build", &story(state), "--lang", lang, "-o", file]).exits(0);
            run(&["verify", file]).exits(0).says(&["the same bytes"]);
        }
    }
}

#[test]
fn a_text_that_changed_in_two_languages_is_told_once_and_a_translation_alone_is_told_too() {
    let of = |from: &[(&str, &str)]| {
        let folder = Folder::copy_of(&project("data/examples/hanoi"));
        let mut text = std::fs::read_to_string(folder.file("indicators.yaml")).expect("a file");
        for (old, new) in from {
            text = text.replacen(old, new, 1);
        }
        folder.write("indicators.yaml", text);
        run(&["diff", project("data/examples/hanoi").to_str().expect("a plain path"), folder.arg()]).exits(1).out
    };
    let english = ("Clans with the title", "All clans with the title");
    let vietnamese = ("Dòng họ đạt danh hiệu", "Các dòng họ đạt danh hiệu");
    let both = of(&[english, vietnamese]);
    assert!(both.contains("also in Vietnamese") && both.matches("learning clan").count() == 2, "{both}");
    let one = of(&[vietnamese]);
    assert!(one.contains("(Vietnamese)") && one.contains("Các") && !one.contains("also in"), "{one}");
}

#[test]
fn what_the_city_says_of_itself_is_counted_and_a_year_is_no_amount() {
    let hanoi = project("data/examples/hanoi");
    let changed = Folder::copy_of(&hanoi);
    let head = std::fs::read_to_string(changed.file("dossier.yaml")).expect("a file");
    changed
        .write("dossier.yaml", head.replacen("call: 2025", "call: 2026", 1).replacen("nearly: 10000000", "nearly: 12000000", 1));
    let told = run(&["diff", hanoi.to_str().expect("a plain path"), changed.arg()]).exits(1);
    told.says(&["The dossier: 1 changed", "Applicant: 1 changed", "Call: 2025 → 2026", "10,000,000", "12,000,000"]);
}

#[test]
fn what_cannot_be_read_may_have_changed_too() {
    let hanoi = project("data/examples/hanoi");
    let other = Folder::copy_of(&hanoi).with("more.yaml", "evidence:\n  - {id: new-thing, kind: programme, status: running}\n");
    run(&["diff", hanoi.to_str().expect("a plain path"), other.arg()]).exits(1).says(&["entries with errors are not compared"]);
}

#[test]
fn a_pdf_with_bars_is_not_built_without_the_state_it_was_compared_with() {
    let place = Folder::empty();
    let file = |name: &str| place.file(name).to_str().expect("a plain path").to_owned();
    let (pdf, again) = (file("since.pdf"), file("again.pdf"));
    run(&["build", &story("december-2025"), "--since", &story("january-2025"), "-o", &pdf]).exits(0);
    run(&["build", &pdf, "-o", &again]).says(&["error[cannot-rebuild]", "--since OLD"]);
    run(&["build", &pdf, "--since", &story("january-2025"), "-o", &again]).exits(0);
    assert!(std::fs::read(&pdf).expect("a file") == std::fs::read(&again).expect("a file"));
}
