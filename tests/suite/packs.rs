//! Packs: listed, shown, checked, begun, and used from outside the folder.

use std::collections::BTreeSet;

use gnlc::assets::PACK_STARTS;

use super::pdf::Printed;
use super::tool::{Folder, Run, SMALL_CITY, command, files_below, json, run, run_command, text_of};

/// A form that asks for one thing.
const FORM: &str = "\
pack: {id: my-form, kind: form, title: My form, edition: \"2027\", status: user}
parts: [{id: one, title: One, filled_by: city}]
fields:
  - {id: why, part: one, label: Why?, type: prose, max_words: 200}
";

/// The same with a figure, so that it prints a profile.
fn whole_form() -> String {
    format!("{FORM}  - {{id: people, part: one, label: Population, type: figure, fills: profile.population}}\n")
}

/// A set with one row.
const SET: &str = "\
pack: {id: my-set, kind: framework, title: My set, edition: \"2027\", status: user}
levels: [area]
rows:
  - {code: A, level: area, name: All of it}
";

/// A crosswalk with one row.
const TABLE: &str = "\
pack: {id: my-table, kind: crosswalk, title: My table, edition: \"2027\", status: user}
from: my-set
to: key-features
rows:
  - {from: A, to: 1.1, match: narrower, because: It does.}
";

/// Runs in a folder.
#[track_caller]
fn within(folder: &Folder, args: &[&str]) -> Run {
    run_command(command(args).current_dir(folder.path()))
}

/// Checks one pack.
#[track_caller]
fn check(text: &str) -> Run {
    let folder = Folder::empty().with("own.yaml", text);
    within(&folder, &["pack", "check", "own.yaml"])
}

/// The small city with another form, every question of which it leaves open.
fn city_with(form: &str) -> String {
    let start = SMALL_CITY.find("answers:").expect("answers");
    let end = SMALL_CITY.find("next_steps:").expect("next steps");
    let text = SMALL_CITY.replace("form: gnlc-membership-2015", &format!("form: {form}"));
    let moved = text.len() - SMALL_CITY.len();
    if text.len() >= SMALL_CITY.len() {
        format!("{}{}", &text[..start + moved], &text[end + moved..])
    } else {
        let moved = SMALL_CITY.len() - text.len();
        format!("{}{}", &text[..start - moved], &text[end - moved..])
    }
}

#[test]
fn the_list_names_every_pack_and_where_it_is_from() {
    let folder = Folder::small_city().with("packs/own.yaml", FORM);
    let done = within(&folder, &["pack", "list"]).exits(0);
    done.says(&["my-form", "My form", "2027; packs/own.yaml", "key-features", "reconstructed", "built in"]);
    let list = json(&run(&["pack", "list", folder.arg(), "--format", "json"]).exits(0));
    let packs = list["packs"].as_array().expect("packs");
    let find = |id: &str| packs.iter().find(|p| p["id"] == id).unwrap_or_else(|| panic!("{id}: {list}"));
    assert_eq!(find("my-form")["from"], "packs/own.yaml");
    assert_eq!((&find("key-features")["kind"], &find("key-features")["status"]), (&"framework".into(), &"reconstructed".into()));
    let built_in: BTreeSet<&str> = packs.iter().filter(|p| p["from"] == "built in").filter_map(|p| p["id"].as_str()).collect();
    let files: BTreeSet<String> = files_below("data").into_iter().filter(|f| is_pack(f)).map(|f| id_of(&f)).collect();
    assert_eq!(built_in, files.iter().map(String::as_str).collect());
}

fn is_pack(path: &str) -> bool {
    ["data/forms/", "data/frameworks/", "data/crosswalks/"].iter().any(|folder| path.starts_with(folder))
}

fn id_of(path: &str) -> String {
    let text = text_of(path);
    text.lines().find_map(|l| l.strip_prefix("  id: ")).unwrap_or_else(|| panic!("{path}: no id")).to_owned()
}

#[test]
fn a_pack_that_replaces_a_built_in_one_is_told_in_the_list_and_warned_of_by_check() {
    let own = SET.replace("id: my-set", "id: key-features");
    let folder = Folder::small_city().with("packs/own.yaml", &own);
    run(&["pack", "list", folder.arg()]).exits(0).says(&["instead of the built-in one"]).says_nothing_of(&["warning["]);
    let list = json(&run(&["pack", "list", folder.arg(), "--format", "json"]).exits(0));
    let same: Vec<_> = list["packs"].as_array().expect("packs").iter().filter(|p| p["id"] == "key-features").collect();
    assert_eq!((same.len(), &same[0]["replaces_built_in"]), (1, &true.into()));
    check(&own).exits(0).reports("replaces-pack", "own.yaml").says(&["1 row, status user: no errors, 1 warning"]);
    run(&["check", folder.arg()]).exits(1).reports("replaces-pack", "packs/own.yaml");
}

#[test]
fn the_list_works_outside_a_dossier_and_not_without_a_folder() {
    let folder = Folder::empty();
    within(&folder, &["pack", "list"]).exits(0).says(&["key-features"]);
    within(&folder, &["pack", "list", "none"]).exits(2).reports("no-folder", "none");
    let broken = Folder::empty().with("packs/own.yaml", FORM.replace("type: prose", "type: prosa"));
    within(&broken, &["pack", "list"]).exits(1).says(&["key-features"]).reports("unknown-word", "packs/own.yaml");
}

#[test]
fn every_pack_is_shown_whole_and_explained_with_the_same_words() {
    for path in files_below("data").iter().filter(|f| is_pack(f)) {
        let id = id_of(path);
        let shown = run(&["pack", "show", &id]).exits(0).out;
        let folder = Folder::empty();
        assert_eq!(within(&folder, &["explain", &id]).exits(0).out, shown, "{id}");
        let whole = json(&run(&["pack", "show", &id, "--format", "json"]).exits(0));
        assert_eq!((whole["pack"]["id"].as_str(), whole["pack"]["from"].as_str()), (Some(id.as_str()), Some("built in")));
        let (list, name) = if whole["fields"].is_array() { ("fields", "id") } else { ("rows", "code") };
        let written = text_of(path);
        for item in whole[list].as_array().expect("items") {
            let name = item[name].as_str().or(item["from"].as_str()).expect("a name");
            assert!(shown.split_whitespace().any(|word| word == name), "{id}: {name}");
            assert!(written.contains(name), "{id}: {name}");
        }
        assert!(shown.lines().all(|l| l.chars().count() <= 160), "{id}: a line is too long");
    }
}

#[test]
fn a_form_is_shown_with_limits_options_conditions_and_who_signs() {
    let folder = Folder::empty().with("start.yaml", text_of("data/packs/form.yaml"));
    within(&folder, &["pack", "show", "start.yaml"]).exits(0).says(&[
        "deadline: 2027-06-15",
        "largest file: 20 MB",
        "languages: en, fr",
        "an empty field carries: No relevant information to provide",
        "signed by: The head of the city; The Secretary-General",
        "Part 2: the National Commission (part-2; filled in by the National Commission)",
        "prose, at least 50 words, at most 200 words, warned from 180 words on, an answer",
        "at most 120 characters, warned from 100 characters on",
        "only if the applicant is a district",
        "options: small; middle; large",
        "Green city (green)",
        "scale: 1 (easy) to 5 (very hard)",
        "columns: Partner | What it does | Since, at least 3 lines",
        "from private.yaml alone, never printed",
        "advice: Begin with one fact",
        "may stay empty",
    ]);
}

#[test]
fn a_set_is_shown_with_its_levels_thresholds_and_what_was_not_read() {
    let folder = Folder::empty().with("start.yaml", text_of("data/packs/framework.yaml"));
    let done = within(&folder, &["pack", "show", "start.yaml"]).exits(0).says(&[
        "levels: category, Target (as feature), measurement",
        "rule: all rows that ask something must be met, in each part for itself",
        "grades, the lowest first: Level 1 (fair), Level 2 (good)",
        "\n  1.1 Adults can read and write (Target)\n",
        "for Level 1: at least 90% of adults",
        "by 2030: at least 99% of adults",
        "1.2 Every ward has a place to learn (Target, reconstructed)",
        "1.3 not known here: its text was not read (Target)",
    ]);
    assert!(!done.out.contains("(not read)"), "{}", done.out);
    let whole = json(&within(&folder, &["pack", "show", "start.yaml", "--format", "json"]).exits(0));
    assert_eq!(whole["rows"][1]["thresholds"][0]["grade"], "fair");
    assert_eq!(whole["levels"][1]["name"]["vi"], "Chỉ tiêu");
}

#[test]
fn a_crosswalk_is_shown_as_sentences() {
    let folder = Folder::empty().with("table.yaml", TABLE.replace("match: narrower", "match: narrower, status: inferred"));
    within(&folder, &["pack", "show", "table.yaml"])
        .exits(0)
        .says(&["from my-set to key-features", "A counts for key-features:1.1 (inferred): because It does."]);
}

#[test]
fn a_pack_that_is_not_there_ends_with_two_and_the_nearest_name() {
    run(&["pack", "show", "key-feature"]).exits(2).says(&["error[unknown-pack]", "did you mean `key-features`?"]);
    run(&["pack", "show", "none.yaml"]).exits(2).reports("cannot-read", "none.yaml");
    run(&["pack", "show", "key-features", "no-such-folder"]).exits(2).reports("no-folder", "no-such-folder");
}

#[test]
fn check_says_what_a_pack_is_and_takes_several_together() {
    let folder = Folder::empty().with("form.yaml", FORM).with("set.yaml", SET).with("table.yaml", TABLE);
    within(&folder, &["pack", "check", "form.yaml"])
        .exits(0)
        .says(&["./form.yaml: form `my-form`, 1 field, status user: no errors, no warnings"]);
    within(&folder, &["pack", "check", "set.yaml", "table.yaml"])
        .exits(0)
        .says(&["framework `my-set`, 1 row, status user: no errors", "2 packs: no errors, no warnings"]);
    within(&folder, &["pack", "check", "table.yaml"])
        .exits(0)
        .reports("unknown-pack", "table.yaml:2")
        .says(&["1 warning", "give its file too"]);
    let whole = json(&within(&folder, &["pack", "check", "table.yaml", "--format", "json"]).exits(0));
    assert_eq!((&whole["warnings"], &whole["messages"][0]["line"]), (&1.into(), &2.into()));
    within(&folder, &["pack", "check", "table.yaml", "--format", "short"])
        .exits(0)
        .says(&["./table.yaml:2:7: warning[unknown-pack]"]);
}

#[test]
fn check_tells_every_mistake_with_file_and_line() {
    let row = "- {from: A, to: 1.1, match: narrower, because: It does.}";
    let folder = Folder::empty()
        .with("set.yaml", SET)
        .with("table.yaml", TABLE.replace("to: 1.1,", "to: 1.13,"))
        .with("slip.yaml", TABLE.replace("to: key-features", "to: key-featurs"))
        .with("both.yaml", TABLE.replace("from: my-set", "from: key-features").replace("A, to", "2.2, to"))
        .with("twice.yaml", TABLE.replace(row, &format!("{row}\n  {row}")));
    let check = |files: &[&str]| within(&folder, &[&["pack", "check"], files].concat());
    check(&["set.yaml", "table.yaml"]).exits(1).reports("unknown-criterion", "table.yaml:5:19");
    check(&["set.yaml", "slip.yaml"]).exits(1).reports("unknown-pack", "slip.yaml:3").says(&["did you mean `key-features`?"]);
    check(&["both.yaml"]).exits(1).reports("unknown-pack", "both.yaml:3").says(&["joins two sets"]);
    check(&["set.yaml", "twice.yaml"]).exits(0).reports("duplicate-link", "twice.yaml:6");
    check(&["set.yaml", "set.yaml"]).exits(1).reports("duplicate-id", "set.yaml");
    check(&["none.yaml", "set.yaml"]).exits(2).reports("cannot-read", "none.yaml");
    check(&["../set.txt"]).exits(2).reports("cannot-read", "set.txt");
    check(&[]).exits(2);
}

/// A mistake in a pack: the pack, what is replaced, by what, the code, and the line it is told at.
#[track_caller]
fn slip(pack: &str, (old, new): (&str, &str), status: i32, code: &str, line: usize) {
    assert!(pack.contains(old), "{old}");
    check(&pack.replace(old, new)).exits(status).reports(code, &format!("own.yaml:{line}:"));
}

#[test]
fn slips_in_a_form_are_told() {
    let field = "- {id: why, part: one, label: Why?, type: prose, max_words: 200}";
    let two = |a: &str, b: &str| format!("- {{id: a, part: one, label: A, {a}}}\n  - {{id: b, part: one, label: B, {b}}}");
    slip(FORM, (&format!("fields:\n  {field}"), "fields: []"), 1, "empty-value", 3);
    slip(FORM, ("parts: [{id: one, title: One, filled_by: city}]", "parts: []"), 1, "empty-value", 2);
    slip(FORM, (field, &two("type: text, fills: city.name", "type: text, fills: city.name")), 0, "fills-twice", 5);
    slip(FORM, ("filled_by: city}", "filled_by: city}, {id: two, title: Two, filled_by: city}"), 0, "empty-part", 2);
    slip(FORM, ("filled_by: city}", "filled_by: city}, {id: one, title: Two, filled_by: city}"), 1, "duplicate-id", 2);
    slip(FORM, ("max_words: 200", "only_if: [town hall]"), 1, "unknown-word", 4);
    slip(FORM, ("parts:", "languages: [en, fr, en]\nparts:"), 1, "duplicate-id", 2);
    slip(FORM, ("parts:", "call: 2027\ndeadline: 2023-06-15\nparts:"), 0, "date-order", 3);
    slip(FORM, ("type: prose", "type: signature"), 1, "unknown-key", 4);
    slip(FORM, ("max_words: 200", "scale: {from: 1, to: 3}"), 1, "unknown-key", 4);
    slip(FORM, ("max_words: 200", "rows: 3"), 1, "unknown-key", 4);
    slip(FORM, ("max_words: 200", "unit: persons"), 1, "unknown-key", 4);
    // What several fields may be filled with.
    let private = two("type: phone, fills: contact.private", "type: email, fills: contact.private");
    check(&FORM.replace(field, &private)).exits(0).says(&["no errors, no warnings"]);
}

#[test]
fn slips_in_a_set_are_told() {
    let row = "- {code: A, level: area, name: All of it}";
    slip(SET, (&format!("rows:\n  {row}"), "rows: []"), 1, "empty-value", 3);
    slip(SET, ("levels: [area]", "levels: []"), 1, "empty-value", 2);
    slip(SET, ("levels: [area]", "levels: [area, area]"), 1, "duplicate-id", 2);
    let grade = "{id: fair, name: Fair}";
    slip(SET, ("levels:", &format!("grades: [{grade}, {grade}]\nlevels:")), 1, "duplicate-id", 2);
    slip(SET, ("name: All of it", "name: All of it, thresholds: [{year: 2030, at_least: 60}]"), 0, "no-unit", 4);
    let with_unit = SET.replace("name: All of it", "name: All of it, unit: schools, thresholds: [{year: 2030, at_least: 60}]");
    check(&with_unit).exits(0).says(&["no errors, no warnings"]);
}

#[test]
fn rows_stand_below_wider_ones_and_a_rule_asks_for_something() {
    let set = |levels: &str, rows: &[&str]| {
        let head = SET.split("levels:").next().expect("a head");
        format!("{head}{levels}\nrows:\n  - {}\n", rows.join("\n  - "))
    };
    let below =
        set("levels: [area, feature]", &["{code: A, level: feature, name: A}", "{code: B, level: area, parent: A, name: B}"]);
    check(&below).exits(1).reports("level-order", "own.yaml:5:").says(&["`B` (area) stands below `A` (feature)"]);
    let alone = set("levels: [area, feature]", &["{code: A, level: area, name: A}", "{code: B, level: feature, name: B}"]);
    check(&alone).exits(0).reports("level-order", "own.yaml:5:");
    let lost = alone.replace("feature", "measurement");
    check(&lost).exits(1).reports("level-order", "own.yaml:5:");
    let nothing = set("levels: [category]\nrule: all", &["{code: A, level: category, name: A}"]);
    check(&nothing).exits(1).reports("nothing-asked", "own.yaml:3:");
}

#[test]
fn a_new_pack_is_valid_under_its_own_name_and_title_and_never_written_over() {
    let folder = Folder::empty();
    for kind in ["form", "framework", "crosswalk"] {
        let file = format!("packs/award-{kind}.yaml");
        within(&folder, &["pack", "new", &file, "--kind", kind]).exits(0).says(&[&file, "gnlc pack check"]);
        let written = std::fs::read_to_string(folder.file(&file)).expect("a file");
        assert!(written.contains(&format!("\n  id: award-{kind} ")), "{written}");
        within(&folder, &["pack", "check", &file]).exits(0).says(&[&format!("{kind} `award-{kind}`"), "no errors"]);
        within(&folder, &["pack", "new", &file, "--kind", kind]).exits(2).reports("cannot-write", &file);
        assert_eq!(std::fs::read_to_string(folder.file(&file)).expect("a file"), written);
    }
    let title = "Award: \"the best\" # of 'all', \\ always";
    let args = ["pack", "new", "own.yaml", "--kind", "form", "--id", "award", "--title", title];
    within(&folder, &args).exits(0);
    let whole = json(&within(&folder, &["pack", "show", "own.yaml", "--format", "json"]).exits(0));
    assert_eq!((whole["pack"]["id"].as_str(), whole["pack"]["title"]["en"].as_str()), (Some("award"), Some(title)));
    within(&folder, &["pack", "new", "own.txt", "--kind", "form"]).exits(2).reports("cannot-write", "own.txt");
    within(&folder, &["pack", "new", "b.yaml", "--kind", "form", "--id", "My Award"])
        .exits(2)
        .reports("bad-id", "b.yaml")
        .says(&["--id my-award"]);
    within(&folder, &["pack", "new", "b.yaml", "--kind", "forms"]).exits(2);
    assert_eq!(folder.names(), ["own.yaml", "packs"]);
}

#[test]
fn packs_to_begin_with_pass_together_without_a_warning_and_explain_every_key() {
    let folder = Folder::empty();
    let mut args = vec!["pack".to_owned(), "check".to_owned()];
    for asset in PACK_STARTS {
        let name = asset.path.trim_start_matches("data/packs/");
        folder.write(name, asset.text);
        args.push(name.to_owned());
    }
    run_command(command(&args).current_dir(folder.path())).exits(0).says(&["3 packs: no errors, no warnings"]);
    for (start, sources) in [
        ("form", &["src/pack.rs", "src/pack/form.rs"][..]),
        ("framework", &["src/pack.rs", "src/pack/framework.rs", "src/pack/framework/threshold.rs"]),
        ("crosswalk", &["src/pack.rs", "src/pack/crosswalk.rs"]),
    ] {
        let text = text_of(&format!("data/packs/{start}.yaml"));
        for source in sources.iter().map(|path| text_of(path)) {
            for call in ["required(\"", "optional(\"", "list(\"", "some(\"", "entry(\"", "required::<Placed<String>>(\""] {
                for key in source.split(call).skip(1).filter_map(|rest| rest.split('"').next()) {
                    assert!(text.contains(&format!("{key}:")), "{start}: `{key}` is not shown");
                }
            }
        }
    }
}

#[test]
fn the_form_to_begin_with_has_a_field_of_every_type_and_names_every_source_of_a_field() {
    let text = text_of("data/packs/form.yaml");
    for kind in gnlc::pack::form::FieldType::ALL {
        assert!(
            text.contains(&format!("type: {}\n", kind.word())) || text.contains(&format!("type: {},", kind.word())),
            "{}",
            kind.word()
        );
    }
    for fills in gnlc::pack::form::Fills::ALL {
        assert!(text.contains(fills.word()), "{}", fills.word());
    }
}

#[test]
fn a_dossier_can_answer_the_form_to_begin_with() {
    let folder = Folder::empty().with("city.yaml", city_with("my-form")).with("packs/form.yaml", text_of("data/packs/form.yaml"));
    folder.write(
        "answers.yaml",
        "answers:\n  - {question: size, text: middle}\n  - question: motivation\n    text: |\n      We want to learn.\n  - {question: \
         interests, choices: [green, work]}\n  - {question: challenges, ratings: [{criterion: 1.1, rating: 2}]}\n  - {question: \
         partners, table: [[Library, Opens on Sundays, \"2019\"]]}\n",
    );
    run(&["check", folder.arg()]).exits(0).says(&["no errors"]);
    run(&["build", folder.arg()]).exits(0);
    let pages = Printed::open(&folder.file("dossier-en.pdf")).texts();
    assert!(pages.iter().any(|p| p.body.contains("Why does the city want to join?")), "the question is printed");
}

#[test]
fn the_packs_of_the_readme_are_valid_together() {
    let readme = text_of("README.md");
    let section = readme.split("## Packs of your own").nth(1).and_then(|s| s.split("\n## ").next()).expect("the section");
    let folder = Folder::empty();
    let mut args = vec!["pack".to_owned(), "check".to_owned()];
    for (index, block) in section.split("```yaml\n").skip(1).enumerate() {
        let name = format!("{index}.yaml");
        folder.write(&name, block.split("```").next().expect("a block"));
        args.push(name);
    }
    run_command(command(&args).current_dir(folder.path())).exits(0).says(&["3 packs: no errors, no warnings"]);
}

#[test]
fn a_named_pack_counts_as_one_of_the_folder_and_goes_into_the_pdf() {
    let elsewhere = Folder::empty().with("call of 2027.yaml", whole_form());
    let pack = elsewhere.file("call of 2027.yaml");
    let pack = pack.to_str().expect("a plain path");
    let folder = Folder::empty().with("city.yaml", city_with("my-form"));
    run(&["check", folder.arg()]).exits(1).reports("unknown-pack", "city.yaml");
    run(&["check", folder.arg(), "--pack", pack]).exits(0).says(&["question `why` has no answer"]);
    run(&["coverage", folder.arg(), "--pack", pack]).exits(0);
    run(&["explain", "my-form", folder.arg(), "--pack", pack]).exits(0).says(&["my-form: form, user"]);
    for draft in [&[][..], &["--draft"]] {
        let pdf = elsewhere.file("out.pdf");
        let pdf = pdf.to_str().expect("a plain path");
        run(&[&["build", folder.arg(), "--pack", pack, "-o", pdf], draft].concat()).exits(0);
        run(&["verify", pdf]).exits(0).says(&["the same bytes"]);
        let again = Folder::empty();
        run(&["extract", pdf, again.arg()]).exits(0);
        assert_eq!(std::fs::read_to_string(again.file("packs/call of 2027.yaml")).ok(), Some(whole_form()));
        let rebuilt = elsewhere.file("again.pdf");
        run(&[&["build", again.arg(), "-o", rebuilt.to_str().expect("a plain path")], draft].concat()).exits(0);
        assert!(std::fs::read(pdf).ok() == std::fs::read(rebuilt).ok(), "the same bytes");
        assert!(
            !Printed::open(std::path::Path::new(pdf)).texts().iter().any(|p| p.body.contains(elsewhere.arg())),
            "no path is printed"
        );
    }
}

#[test]
fn a_draft_tells_the_mistakes_of_a_named_pack_without_its_path() {
    let elsewhere = Folder::empty().with("form.yaml", whole_form().replace("parts:", "call: 2027\ndeadline: 1999\nparts:"));
    let pack = elsewhere.file("form.yaml");
    let folder = Folder::empty().with("city.yaml", city_with("my-form"));
    let pdf = elsewhere.file("out.pdf");
    let args = ["build", folder.arg(), "--draft", "--pack", pack.to_str().expect("a path"), "-o", pdf.to_str().expect("a path")];
    run(&args).exits(0).reports("date-order", elsewhere.arg());
    let text: String = Printed::open(&pdf).texts().into_iter().map(|p| p.body).collect();
    assert!(text.contains("packs/form.yaml, line 3") && !text.contains(elsewhere.arg()), "{text}");
    run(&["verify", pdf.to_str().expect("a path")]).exits(0).says(&["the same bytes"]);
}

#[test]
fn a_named_pack_replaces_the_file_of_its_name_and_has_to_be_one() {
    let elsewhere = Folder::empty().with("form.yaml", FORM.replace("Why?", "Why now?")).with("form.txt", FORM);
    let pack = elsewhere.file("form.yaml");
    let pack = pack.to_str().expect("a plain path");
    let folder = Folder::empty().with("city.yaml", city_with("my-form")).with("packs/form.yaml", FORM);
    run(&["explain", "my-form", folder.arg(), "--pack", pack]).exits(0).says(&["Why now?"]).says_nothing_of(&["duplicate"]);
    let text = elsewhere.file("form.txt");
    run(&["check", folder.arg(), "--pack", text.to_str().expect("a path")]).exits(1).reports("cannot-read", "form.txt");
    run(&["check", folder.arg(), "--pack", "none.yaml"]).exits(1).reports("cannot-read", "none.yaml");
    run(&["check", folder.arg(), "--pack", pack, "--pack", pack]).exits(1).reports("duplicate-id", "form.yaml");
}
