//! A dossier of one's own: a folder that holds all that a form asks for, valid from the first minute, and handed in by nobody.

use super::tool::{Folder, json, run};

/// A form of an invented call with every type of field, every limit and every key.
pub const EVERY_TYPE: &str = include_str!("every-type.yaml");

/// What is built in under a folder, by its name.
fn built_in(folder: &str) -> Vec<&'static str> {
    let texts = gnlc::assets::TEXTS.iter();
    texts.filter_map(|asset| asset.path.strip_prefix(folder)?.strip_suffix(".yaml")).collect()
}

fn init(folder: &Folder, args: &[&str]) -> super::tool::Run {
    run(&[&["init", folder.file("city").to_str().expect("a path")], args].concat())
}

fn city(folder: &Folder) -> String {
    folder.file("city").to_str().expect("a plain path").to_owned()
}

fn text(folder: &Folder, name: &str) -> String {
    std::fs::read_to_string(folder.file("city").join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

#[test]
fn every_form_in_every_set_of_criteria_begins_without_errors_and_prints_a_draft() {
    let (forms, sets) = (built_in("data/forms/"), built_in("data/frameworks/"));
    assert!(forms.len() > 1 && !sets.is_empty());
    let mut all = Vec::new();
    for form in &forms {
        for set in &sets {
            all.extend(["en", "vi", "fr,en"].map(|lang| (*form, *set, lang)));
        }
    }
    std::thread::scope(|scope| {
        for half in 0..2 {
            let mine: Vec<_> = all.iter().skip(half).step_by(2).copied().collect();
            scope.spawn(move || mine.into_iter().for_each(|(form, set, lang)| begins_well(form, set, lang)));
        }
    });
}

fn begins_well(form: &str, set: &str, lang: &str) {
    let folder = Folder::empty();
    init(&folder, &["--form", form, "--framework", set, "--lang", lang]).exits(0);
    let checked = run(&["check", &city(&folder), "--format", "json"]).exits(0);
    let messages = json(&checked)["messages"].as_array().expect("messages").clone();
    let codes: Vec<&str> = messages.iter().map(|m| m["code"].as_str().expect("a code")).collect();
    // The forms are accepted in English, French and Spanish: that is told too.
    let honest = ["placeholder", "missing-answer", "not-yet-shown", "no-stamp", "form-language"];
    assert!(codes.iter().all(|code| honest.contains(code)), "{form} {set} {lang}: {codes:?}");
    assert!(codes.contains(&"placeholder"), "{form} {set} {lang}");
    let pdf = folder.file("out.pdf");
    let build = |more: &[&str]| run(&[&["build", &city(&folder), "-o", pdf.to_str().expect("a path")], more].concat()).sound();
    // Nobody hands it in by accident.
    build(&[]).exits(1).says(&["error[placeholder]"]);
    assert!(!pdf.exists());
    build(&["--draft"]).exits(0);
    assert!(super::pdf::Printed::open(&pdf).page_count() > 3, "{form} {set} {lang}");
}

#[test]
fn a_form_of_ones_own_drives_init_check_and_copy() {
    let folder = Folder::empty().with("every-type.yaml", EVERY_TYPE);
    let pack = folder.file("every-type.yaml");
    let pack = pack.to_str().expect("a path");
    init(&folder, &["--form", "every-type", "--framework", "key-features", "--lang", "en,vi", "--pack", pack]).exits(0);
    assert_eq!(text(&folder, "packs/every-type.yaml"), EVERY_TYPE);
    run(&["check", &city(&folder)]).exits(0).says(&["no errors"]);
    run(&["build", &city(&folder), "--draft"]).exits(0);
    let answers = text(&folder, "answers.yaml");
    let form = gnlc_fields();
    // Every field in its order, by its number and label.
    let places: Vec<usize> = (1..)
        .zip(&form)
        .map(|(n, label)| {
            let at = answers.find(&format!("# {n}. ")).unwrap_or_else(|| panic!("{n}. {label}\n{answers}"));
            assert!(answers[at..].lines().next().expect("a line").ends_with(label.as_str()), "{n}. {label}");
            at
        })
        .collect();
    assert!(places.is_sorted());
    for said in [
        "# The reason in your own words.",
        "# How to answer: Begin with what you have.",
        "# Length: at least 20 words, at most 120 words, better fewer than 100 words, in every language.",
        "# Length: at most 300 characters with spaces, better fewer than 250 characters, in every language.",
        "# green: Green learning",
        "# Ratings go from 0 (not at all) to 10 (very much).",
        "#   - {option: \"green\", rating: 5}",
        "# text: \"Ms\"",
        "# It is asked only of a district or a county",
        "  # - question: wards",
        "- [{en: \"TODO Plan\", vi: \"TODO Kế hoạch\"}, {en: \"TODO When\", vi: \"TODO When\"}]",
        "Delete an entry that has no answer: \"No relevant information to provide\" is then printed by itself.",
        "en: https://TODO.example",
    ] {
        assert!(answers.contains(said), "{said}\n{answers}");
    }
    let dossier = text(&folder, "dossier.yaml");
    assert!(dossier.contains("deadline: 2030-06-15") && dossier.contains("call: 2030") && dossier.contains("form: every-type"));
    assert!(text(&folder, "private.yaml").contains("question: phone"));
    run(&["copy", "why", &city(&folder)]).exits(0).says(&["why: 3 of 120 words, en"]);
    let sheet = run(&["copy", "--all", &city(&folder)]).exits(0);
    for label in &form {
        assert!(sheet.out.contains(label.as_str()) || label.contains("wards"), "{label}");
    }
}

/// The labels of the fields, in order.
fn gnlc_fields() -> Vec<String> {
    let lines = EVERY_TYPE.lines().filter(|line| line.contains("- {id: ") && line.contains("label: "));
    lines
        .map(|line| {
            let label = line.split("label: ").nth(1).expect("a label");
            let label = label.strip_prefix("{en: ").unwrap_or(label);
            label.split([',', '}']).next().expect("its words").to_owned()
        })
        .collect()
}

#[test]
fn what_is_not_there_is_told_with_what_is() {
    let folder = Folder::empty();
    init(&folder, &["--form", "gnlc-membership-2051", "--framework", "key-feature"]).exits(2).says(&[
        "there is no form `gnlc-membership-2051`",
        "did you mean `gnlc-membership-2015`?",
        "there is no set of criteria `key-feature`",
        "did you mean `key-features`?",
        "gnlc-membership-2021-2023",
        "`--pack FILE` brings one of your own",
    ]);
    init(&folder, &["--framework", "key-features"]).exits(2).says(&["add `--form NAME`", "gnlc-membership-2015"]);
    init(&folder, &["--form", "gnlc-membership-2015"]).exits(2).says(&["add `--framework NAME`", "key-features"]);
    let with = |lang: &str| init(&folder, &["--form", "gnlc-membership-2015", "--framework", "key-features", "--lang", lang]);
    with("English").exits(2).says(&["`English` is no language code"]);
    with("km,en").exits(2).says(&["no printed words for the language `km`", "put one of these first: en, fr, vi"]);
    assert!(!folder.file("city").exists());
    // A language without words may come behind, and the form's own is named when it is missing.
    with("vi,km").exits(0).says(&["texts in `km` are checked", "this form is filled in in en or fr"]);
    run(&["check", &city(&folder)]).exits(0);
    // Nothing is written over.
    with("en").exits(2).says(&["this folder is not empty"]);
    init(&folder, &["--templates", "--lang", "en"]).exits(2);
}

#[test]
fn a_pack_with_a_mistake_begins_nothing() {
    let broken = EVERY_TYPE.replace("type: prose", "type: pose");
    let folder = Folder::empty().with("broken.yaml", broken).with("form.txt", EVERY_TYPE).with("a/x.yaml", EVERY_TYPE);
    let path = |name: &str| folder.file(name).to_str().expect("a path").to_owned();
    let with = |packs: &[&str]| {
        let packs: Vec<String> = packs.iter().flat_map(|name| ["--pack".to_owned(), path(name)]).collect();
        let packs: Vec<&str> = packs.iter().map(String::as_str).collect();
        init(&folder, &[&["--form", "every-type", "--framework", "key-features"], packs.as_slice()].concat())
    };
    with(&["broken.yaml"]).exits(2).says(&["`pose` is no type of field", "did you mean `prose`?"]);
    with(&["form.txt"]).exits(2).says(&["a pack is one file whose name ends in .yaml"]);
    with(&["nowhere.yaml"]).exits(2).says(&["failed to read this file"]);
    with(&["a/x.yaml", "a/x.yaml"]).exits(2).says(&["two packs are called `x.yaml`"]);
    assert!(!folder.file("city").exists());
    with(&["a/x.yaml"]).exits(0);
}

#[test]
fn the_examples_in_the_files_are_valid_once_their_signs_are_taken_away() {
    let folder = Folder::empty();
    init(&folder, &["--form", "gnlc-membership-2015", "--framework", "key-features"]).exits(0);
    for name in ["evidence.yaml", "indicators.yaml", "sources.yaml", "next-steps.yaml"] {
        let text = text(&folder, name);
        let key = format!("{}:\n", name.trim_end_matches(".yaml").replace('-', "_"));
        let (head, list) = text.split_at(text.find(&key).expect("a list") + key.len());
        // One next step for a criterion is enough.
        let lines = list.lines().filter(|line| !line.contains("not_now")).map(|line| line.replacen("# ", "", 1) + "\n");
        folder.write(&format!("city/{name}"), head.to_owned() + &lines.collect::<String>());
    }
    let answers = text(&folder, "answers.yaml")
        .replace("# choices:", "choices:")
        .replace("# ratings:", "ratings:")
        .replace("# text:", "text:");
    folder.write("city/answers.yaml", answers.replace("#   - {", "  - {"));
    run(&["check", &city(&folder)]).exits(0).says(&["Planned in 1"]).says_nothing_of(&["missing-answer", "no-proof"]);
}

#[test]
fn words_of_a_pack_that_mean_something_to_yaml_or_prose_are_safe() {
    let odd = "Why: *now* \\\"or\\\" {never} # [a](b) \\\\ ![x] <b> & 'c'";
    let form = EVERY_TYPE
        .replace("label: Why now?", &format!("label: \"{odd}\""))
        .replace("label: Places", &format!("label: \"{odd}\""));
    let folder = Folder::empty().with("odd.yaml", form);
    let pack = folder.file("odd.yaml");
    init(&folder, &["--form", "every-type", "--framework", "key-features", "--pack", pack.to_str().expect("a path")]).exits(0);
    run(&["check", &city(&folder)]).exits(0).says(&["no errors"]);
    run(&["copy", "why", &city(&folder)]).exits(0).says(&["TODO Why: *now* \"or\" {never} # [a](b) \\ ![x] <b> & 'c'"]);
}
