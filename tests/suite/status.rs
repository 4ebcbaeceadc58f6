//! One screen of how far the dossier is, and the states that are kept by name.

use gnlc::model::Date;

use super::tool::{Folder, SMALL_CITY, command, good, json, project, run, run_command};

#[test]
fn the_status_of_hanoi_fits_on_a_screen() {
    let hanoi = Folder::copy_of(&project("data/examples/hanoi"));
    run(&["sign", "Vice-Chair", "whole", hanoi.arg(), "--date", "2026-02-15"]).exits(0);
    run(&["sign", "Head", "area 2.2", hanoi.arg(), "--date", "2026-02-15"]).exits(0);
    run(&["freeze", "february", hanoi.arg()]).exits(0).says(&["frozen/february"]);
    let text = std::fs::read_to_string(hanoi.file("indicators.yaml")).expect("a file");
    let at = text.find("- id: learning-clans").expect("the indicator");
    let (before, after) = text.split_at(at);
    hanoi.write("indicators.yaml", format!("{before}{}", after.replacen("value: 59", "value: 58", 1)));
    let done = run(&["status", hanoi.arg(), "--date", "2026-03-01"]).exits(0);
    assert!(done.out.lines().count() < 40, "{}", done.out);
    good("status-hanoi", &done.out);
    run(&["diff", "--frozen", hanoi.arg()]).exits(1).says(&["59%", "58%", "Sign-offs: 2 lapsed"]);
    run(&["diff", "--frozen=february", hanoi.arg(), "--lang", "vi"]).exits(1).says(&["hết hiệu lực"]);
    let report = json(&run(&["status", hanoi.arg(), "--format", "json"]).exits(0));
    assert_eq!(report["frozen"]["differs"], serde_json::json!({ "indicator": 1 }));
    assert_eq!(report["signoffs"][0]["lapses"][0], serde_json::json!(["changed", "indicator", "learning-clans"]));
}

#[test]
fn days_to_the_deadline_are_counted_from_the_day_that_is_meant() {
    let city = SMALL_CITY.replace("  as_of: 2026-01-31", "  as_of: 2026-01-31\n  deadline: 2026-06-15");
    let folder = Folder::empty().with("city.yaml", city);
    for (day, said) in [("2026-03-01", "106 days left"), ("2026-06-15", "today"), ("2026-06-20", "over for 5 days")] {
        run(&["status", folder.arg(), "--date", day]).exits(0).says(&[said]);
    }
    run_command(command(&["status", folder.arg()]).env("SOURCE_DATE_EPOCH", "1781395200")).exits(0).says(&["1 day left"]);
    run(&["status", folder.arg(), "--date", "soon"]).exits(2).says(&["bad-date"]);
}

#[test]
fn who_is_late_is_named() {
    let city =
        SMALL_CITY.replace("    mandate: To steer", "    owner: Learning office\n    due: 2026-02-01\n    mandate: To steer");
    let folder = Folder::empty().with("city.yaml", city);
    run(&["status", folder.arg(), "--date", "2026-03-01"])
        .exits(0)
        .says(&["Learning office: 1 item; overdue: learning-council (2026-02-01)"]);
}

#[test]
fn a_frozen_state_is_kept_once_and_is_no_part_of_the_dossier() {
    let folder = Folder::small_city();
    run(&["freeze", "sent", folder.arg()]).exits(0);
    run(&["freeze", "sent", folder.arg()]).exits(2).reports("cannot-write", "frozen/sent");
    run(&["freeze", "../sent", folder.arg()]).exits(2).says(&["bad-id"]);
    run(&["check", folder.arg()]).exits(0).says(&["no errors, no warnings"]);
    run(&["diff", "--frozen", folder.arg()]).exits(0).says(&["Nothing changed"]);
    run(&["diff", "--frozen=other", folder.arg()]).exits(2).reports("no-folder", "frozen").says(&["there are: sent"]);
    folder.write("city.yaml", SMALL_CITY.replace("four times", "five times"));
    run(&["freeze", "again", folder.arg()]).exits(0);
    run(&["diff", "--frozen", folder.arg()]).exits(0);
    run(&["diff", "--frozen=sent", folder.arg()]).exits(1).says(&["four", "five"]);
    run(&["status", folder.arg(), "--date", "2026-03-01"]).exits(0).says(&["again (the newest of 2): nothing differs\n"]);
    folder.write("frozen/again/city.yaml", SMALL_CITY);
    run(&["status", folder.arg(), "--date", "2026-03-01"]).exits(0).says(&["its files were changed after it was kept"]);
    run(&["diff", "--frozen", folder.arg()]).exits(1).says(&["it is not what was frozen"]);
    assert_eq!(std::fs::read_to_string(folder.file("frozen/sent/city.yaml")).expect("a copy"), SMALL_CITY);
    let names: Vec<_> =
        std::fs::read_dir(folder.file("frozen")).expect("a folder").map(|e| e.expect("an entry").file_name()).collect();
    assert_eq!(names.len(), 3, "{names:?}");
}

#[test]
fn a_state_without_a_kept_one_says_how_to_keep_one() {
    run(&["diff", "--frozen", Folder::small_city().arg()]).exits(2).says(&["gnlc freeze NAME"]);
}

#[test]
fn every_day_has_a_number_and_every_number_is_a_day() {
    let first = Date::parse("1999-12-31").expect("a day").number();
    for number in first..first + 1600 {
        let day = Date::of_number(number);
        assert_eq!(Date::parse(&day.to_string()), Some(day));
        assert_eq!(day.number(), number);
    }
}

#[test]
fn a_sign_off_of_a_day_to_come_does_not_hold() {
    let city = Folder::small_city();
    run(&["sign", "Town Clerk", "whole", city.arg(), "--date", "2026-02-15"]).exits(0);
    let day = |day: &str| run(&["status", city.arg(), "--date", day]).out;
    assert!(day("2026-02-15").contains("1 held, 0 not"));
    // Edited by hand, as its date may be.
    assert!(day("2026-02-14").contains("0 held, 1 not") && day("2026-02-14").contains("to come: Town Clerk"));
}
