//! The change report in print, and bars in the margins of the dossier.

use std::path::Path;

use serde_json::Value;

use super::pdf::{Printed, whole_body};
use super::tool::{Folder, json, project, run};

const JANUARY: &str = "tests/story/january-2025";
const DECEMBER: &str = "tests/story/december-2025";

/// The report between two states, as printed and as told to programs.
#[track_caller]
fn report(old: &Path, new: &Path, lang: &str, status: i32) -> (Printed, Value) {
    let out = Folder::empty();
    let file = out.file("changes.pdf");
    let [old, new, target] = [old, new, &file].map(|p| p.to_str().expect("a plain path"));
    run(&["diff", old, new, "--lang", lang, "-o", target]).exits(status).says(&["pages"]);
    let told = json(&run(&["diff", old, new, "--lang", lang, "--format", "json"]).exits(status));
    (Printed::open(&file), told["report"].clone())
}

/// A text without its spaces, which a line break may take.
fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// December's state with one thing written otherwise.
fn december_with(file: &str, from: &str, to: &str) -> Folder {
    let folder = Folder::copy_of(&project(DECEMBER));
    let text = std::fs::read_to_string(folder.file(file)).expect("a file of the story");
    assert!(text.contains(from), "{from}");
    folder.write(file, text.replacen(from, to, 1));
    folder
}

#[test]
fn the_printed_report_says_what_programs_are_told_in_both_languages() {
    for lang in ["en", "vi"] {
        let (printed, told) = report(&project(JANUARY), &project(DECEMBER), lang, 1);
        let pages = printed.texts();
        let body = dense(&whole_body(&pages));
        let mut wanted: Vec<String> = Vec::new();
        let mut want = |text: &Value| wanted.extend(text.as_str().map(str::to_owned));
        for part in list(&told, "parts") {
            want(&part["title"]);
            for item in list(part, "items") {
                ["name", "id", "verb_word", "sort_word"].iter().for_each(|key| want(&item[key]));
                for line in list(item, "lines") {
                    ["label", "note"].iter().for_each(|key| want(&line[key]));
                    if list(line, "words").is_empty() {
                        ["old", "new"].iter().for_each(|key| want(&line[key]));
                    }
                    list(line, "words").iter().for_each(|piece| want(&piece["s"]));
                }
            }
        }
        assert!(wanted.len() > 500, "{}", wanted.len());
        let missing: Vec<&String> = wanted.iter().filter(|text| !body.contains(&dense(text))).collect();
        assert!(missing.is_empty(), "{lang}: {missing:#?}");
        assert_eq!(pages.iter().map(|p| p.unreadable).sum::<usize>(), 0);
        assert_eq!(printed.language().as_deref(), Some(lang));
        assert!(printed.is_tagged() && printed.shows_title());
        let parts: Vec<&str> = list(&told, "parts").iter().filter_map(|p| p["title"].as_str()).collect();
        let outline: Vec<String> = printed.outline().into_iter().map(|(_, title)| title).collect();
        assert_eq!(outline[1..], parts, "{lang}");
    }
}

#[test]
fn one_figure_changed_is_one_line_in_both_languages() {
    let new = december_with("indicators.yaml", "value: 59\n", "value: 58\n");
    for (lang, old, is) in
        [("en", "59% (6,900 clans)", "58% (6,900 clans)"), ("vi", "59% (6.900 dòng họ)", "58% (6.900 dòng họ)")]
    {
        let (printed, told) = report(&project(DECEMBER), new.path(), lang, 1);
        let items: Vec<&Value> = list(&told, "parts").iter().flat_map(|p| list(p, "items")).collect();
        let [item] = items.as_slice() else { panic!("{items:#?}") };
        let [line] = list(item, "lines") else { panic!("{item:#}") };
        assert_eq!(
            (item["id"].as_str(), line["old"].as_str(), line["new"].as_str()),
            (Some("learning-clans"), Some(old), Some(is))
        );
        let pages = printed.texts();
        assert_eq!(pages.len(), 2, "a page of summary, and the one change");
        for page in &pages {
            assert!(dense(&page.body).contains(&dense(is)), "{}", page.body);
        }
    }
}

#[test]
fn the_first_page_is_one_page_whether_nothing_one_thing_or_a_thousand_changed() {
    let same = project(DECEMBER);
    let (printed, _) = report(&same, &same, "en", 0);
    assert_eq!(printed.page_count(), 1);
    assert!(printed.texts()[0].body.contains("Nothing changed."));

    let mut more = String::from("evidence:\n");
    for n in 0..700 {
        more += &format!(
            "  - id: act-{n}\n    kind: programme\n    status: running\n    since: 2025\n    for_whom: All.\n    title: Programme {n}\n    says: It runs.\n    proof: [gazette]\n    supports:\n      - criterion: 2.{}\n        because: It is about that.\n",
            n % 6 + 1
        );
    }
    more += "indicators:\n";
    for n in 0..300 {
        let name = format!("People in course {n} {}", "of the evening school ".repeat(n % 9));
        more += &format!(
            "  - id: count-{n}\n    name: {name}\n    measures: [2.{}]\n    unit: persons\n    values:\n      - {{year: 2025, value: {}, source: gazette}}\n",
            n % 6 + 1,
            1000 + n
        );
    }
    let (old, new) = (Folder::small_city(), Folder::small_city().with("more.yaml", more));
    let (printed, told) = report(old.path(), new.path(), "en", 1);
    let pages = printed.texts();
    let items: usize = list(&told, "parts").iter().map(|p| list(p, "items").len()).sum();
    assert!(items >= 1000 && pages.len() > 20, "{items} on {} pages", pages.len());
    assert!(pages[0].body.contains("Summary") && pages[0].body.contains(" more"), "{}", pages[0].body);
    let first = told["parts"][0]["title"].as_str().expect("a part");
    assert!(pages[1].body.starts_with(first), "{first}: {}", pages[1].body);
}

#[test]
fn words_that_went_and_words_that_came_are_told_apart_without_colour_or_line() {
    let new = december_with("answers.yaml", "set up on 4 April 2025", "founded in the spring of 2025");
    let (printed, _) = report(&project(DECEMBER), new.path(), "en", 1);
    let body = dense(&whole_body(&printed.texts()));
    assert!(body.contains(&dense("[old: set up on 4 April]")) || body.contains(&dense("[old: set up on 4 April")), "{body}");
    assert!(body.contains(&dense("[new: founded in the spring of")), "{body}");
}

#[test]
fn long_texts_a_removed_item_and_text_that_runs_to_the_left_do_not_break_the_report() {
    let old = Folder::small_city();
    let city = std::fs::read_to_string(old.file("city.yaml")).expect("the city");
    let start = city.find("indicators:\n").expect("indicators");
    let end = city.find("sources:\n").expect("sources");
    let long = format!("Brightford {} {}", "x".repeat(4000), "تعلم المدينة مدى الحياة ".repeat(200));
    let new = format!("{}{}", &city[..start], &city[end..])
        .replace("[More than 60 %](@readers) of households use the library.", &long)
        .replace(
            "      - The library measures: [more than 60 %](@readers), on the way to [at least 75 %](@readers.target).\n",
            "",
        )
        .replace("  summary_figures: [readers]\n", "");
    let new = Folder::empty().with("city.yaml", new);
    let (printed, told) = report(old.path(), new.path(), "en", 1);
    assert!(told.to_string().contains("Removed"));
    let pages = printed.texts();
    assert!(dense(&whole_body(&pages)).contains(&dense("Households that use the library")));
    assert_eq!(pages.iter().map(|p| p.unreadable).sum::<usize>(), 0);
}

#[test]
fn the_report_is_the_same_bytes_each_time_and_says_where_it_cannot_be_written() {
    let out = Folder::empty();
    let (old, new) = (project(JANUARY), project(DECEMBER));
    let [old, new] = [&old, &new].map(|p| p.to_str().expect("a plain path"));
    let bytes = |name: &str| {
        let file = out.file(name);
        run(&["diff", old, new, "-o", file.to_str().expect("a path")]).exits(1);
        std::fs::read(file).expect("the report")
    };
    assert!(bytes("one.pdf") == bytes("two.pdf"));
    let nowhere = out.file("none/changes.pdf");
    run(&["diff", old, new, "-o", nowhere.to_str().expect("a path")]).exits(2).reports("cannot-write", "changes.pdf");
    run(&["diff", old, new, "-o", out.file("changes.txt").to_str().expect("a path")]).exits(2).says(&["a .pdf file"]);
    assert_eq!(out.names(), ["one.pdf", "two.pdf"]);
}

#[test]
fn bars_stand_beside_what_changed_since_another_state_and_nowhere_else() {
    let out = Folder::empty();
    let new = december_with("indicators.yaml", "value: 59\n", "value: 58\n");
    let old = project(DECEMBER);
    let build = |name: &str, more: &[&str]| {
        let file = out.file(name);
        let args = [&["build", new.arg(), "--lang", "en", "-o", file.to_str().expect("a path")], more].concat();
        run(&args).exits(0);
        Printed::open(&file)
    };
    let plain = build("plain.pdf", &[]);
    let marked = build("marked.pdf", &["--since", old.to_str().expect("a path")]);
    let (before, after) = (plain.texts(), marked.texts());
    assert!(!whole_body(&before).contains(" since draft"));
    let body = whole_body(&after);
    assert_eq!(dense(&body).matches(&dense("changed since draft 2 (31 December 2025)")).count(), 1, "one indicator changed");
    assert!(body.contains("--since …"));
    assert!(after[3].artifacts.contains("Compared with draft 2 (31 December 2025)"), "{}", after[3].artifacts);
    assert!(!before[3].artifacts.contains("Compared"));
    run(&["verify", out.file("marked.pdf").to_str().expect("a path")]).reports("cannot-rebuild", "marked.pdf");
    run(&["build", new.arg(), "--since", "nowhere"]).exits(2).reports("no-old-state", "nowhere");
}

#[test]
fn a_pdf_is_compared_like_the_folder_it_was_made_of() {
    let out = Folder::empty();
    let file = out.file("december.pdf");
    let pdf = file.to_str().expect("a path");
    run(&["build", project(DECEMBER).to_str().expect("a path"), "-o", pdf]).exits(0);
    run(&["diff", pdf, project(DECEMBER).to_str().expect("a path")]).exits(0).says(&["Nothing changed"]);
    let told = json(&run(&["diff", project(JANUARY).to_str().expect("a path"), pdf, "--format", "json"]).exits(1));
    let pages = list(&told["report"], "parts").iter().flat_map(|p| list(p, "items")).filter(|i| i["page"].is_number()).count();
    assert!(pages > 40, "{pages} items with their page");
}
