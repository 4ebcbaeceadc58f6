//! A call that nobody has seen before: a form, a set of criteria and answers of one's own, as a coordinator writes them.

use super::pdf::Printed;
use super::tool::{Folder, SMALL_CITY, run};

const FORM: &str = r#"
pack: {id: green-places, kind: form, title: Green places, edition: "2027", status: user}
languages: [en]
parts: [{id: one, title: The city, filled_by: city}, {id: two, title: The commission, filled_by: national commission}]
fields:
  - {id: name, part: one, label: Name, type: text, fills: city.name}
  - {id: track, part: one, label: Track, type: choice, options: [gardens, roofs]}
  - {id: hard, part: one, label: How hard, type: ratings, options: [money, staff], scale: {from: 0, to: 4}}
  - {id: themes, part: one, label: Themes, type: choices, options: [water, air]}
  - {id: partners, part: one, label: Partners, type: table, columns: [Partner, Since]}
  - {id: pledge, part: one, label: We keep our gardens open to all., type: statement, fills: pledge}
  - {id: sign, part: one, label: Mayor, type: signature, fills: signature.head}
  - {id: signed, part: two, label: Commission, type: signature, fills: signature.commission}
"#;

const ANSWERS: &str = "answers:
  - {question: track, text: gardens}
  - {question: hard, ratings: [{option: money, rating: 4}, {option: staff, rating: 0}]}
  - {question: themes, choices: [water]}
  - {question: partners, table: [[Water works, \"2019\"]]}
";

/// The small city with the form of the call.
fn city() -> Folder {
    let start = SMALL_CITY.find("\nanswers:").expect("answers");
    let end = SMALL_CITY.find("\nnext_steps:").expect("steps");
    let yaml = [&SMALL_CITY[..start], &SMALL_CITY[end..]].concat().replace("form: gnlc-membership-2015", "form: green-places");
    Folder::empty().with("city.yaml", yaml).with("packs/form.yaml", FORM).with("answers.yaml", ANSWERS)
}

fn said(folder: &Folder, file: &str) -> String {
    Printed::open(&folder.file(file)).texts().into_iter().map(|page| page.body + "\n").collect()
}

#[test]
fn a_pledge_is_that_of_the_form_and_never_another_one() {
    let city = city().with("o/.keep", "");
    run(&["build", city.arg(), "--all"]).exits(0);
    for file in ["form-en.pdf", "dossier-en.pdf"] {
        let text = said(&city, file);
        assert!(text.contains("We keep our gardens open to all.") && !text.contains("Beijing"), "{file}");
    }
    run(&["copy", "--all", city.arg()]).exits(0).says(&["We keep our gardens open to all."]).says_nothing_of(&["Beijing"]);
    city.write("packs/form.yaml", FORM.replace("fills: pledge", "fills: pledge, asks: The city will keep every gate open."));
    run(&["build", city.arg(), "--kind", "form"]).exits(0);
    assert!(said(&city, "form-en.pdf").contains("The city will keep every gate open."));
}

#[test]
fn a_set_whose_widest_rows_are_targets_is_printed_like_any_other() {
    let set = "pack: {id: standard, kind: framework, title: The standard, edition: \"2027\", status: user}
levels: [category, {level: target, as: feature, name: Target}]
rule: all
rows:
  - {code: A, level: category, name: Places}
  - {code: A.1, level: target, parent: A, name: People read, unit: \"%\", thresholds: [{year: 2025, at_least: 50}]}
  - {code: B, level: category, name: People}
  - {code: B.1, level: target, parent: B, name: A person is in charge}
";
    let yaml =
        SMALL_CITY.replace("frameworks: [key-features]", "frameworks: [standard]").replace("measures: [2.2]", "measures: [A.1]");
    let mut yaml = yaml.replace("criterion: 3.1", "criterion: A.1").replace("criterion: 3.2", "criterion: A.1");
    yaml.truncate(yaml.find("\nnext_steps:").expect("steps"));
    let yaml = yaml
        .replace("ratings: [{criterion: 1.1, rating: 4}, {criterion: 2.6, rating: 2}]", "ratings: [{criterion: A.1, rating: 4}]");
    let city =
        Folder::empty().with("city.yaml", yaml.replace("choices: [1.2, 3.3]", "choices: [A.1]")).with("packs/set.yaml", set);
    run(&["build", city.arg()]).exits(0);
    assert!(said(&city, "dossier-en.pdf").contains("Households that use the library"));
    // A part to which nothing is linked is named, so that nobody takes the rest for the whole.
    run(&["coverage", city.arg()])
        .exits(0)
        .says(&["Places: Met. Met or shown: 1 of 1.", "Nothing is linked or carried to: People."]);
}

#[test]
fn what_is_rated_or_chosen_twice_or_left_out_is_told() {
    let city = city();
    run(&["check", city.arg()]).exits(0).says_nothing_of(&["answers.yaml"]);
    let with = |from: &str, to: &str| {
        city.write("answers.yaml", ANSWERS.replace(from, to));
        run(&["check", city.arg()])
    };
    with("{option: staff,", "{option: money,").exits(1).reports("duplicate-id", "answers.yaml").says(&["`money` is rated twice"]);
    with("choices: [water]", "choices: [water, water]").exits(1).says(&["`water` is chosen twice"]);
    with(", {option: staff, rating: 0}", "")
        .exits(0)
        .reports("missing-answer", "answers.yaml")
        .says(&["no rating is given for: staff"]);
}

#[test]
fn a_cell_that_is_written_once_stands_for_every_language() {
    let city = city();
    let yaml = std::fs::read_to_string(city.file("city.yaml")).expect("a file");
    city.write("city.yaml", yaml.replace("languages: [en]", "languages: [en, fr]"));
    run(&["check", city.arg()]).says_nothing_of(&["Water works", "2019"]);
}

#[test]
fn choices_tables_and_ratings_are_answered_by_options_too() {
    let city = city().with("answers.yaml", "answers: []\n");
    let yaml = std::fs::read_to_string(city.file("city.yaml")).expect("a file");
    city.write("city.yaml", yaml.replace("languages: [en]", "languages: [en, fr]"));
    run(&["new", "answer", city.arg(), "--question", "track", "--text", "gardens"]).exits(0);
    // Nothing is written of a table or of ratings without what they ask for.
    run(&["new", "answer", city.arg(), "--question", "partners"]).exits(2).says(&["table.1.1"]);
    run(&["new", "answer", city.arg(), "--question", "hard"]).exits(2).says(&["ratings.1"]);
    let yaml = city.names().into_iter().filter(|name| name.ends_with(".yaml"));
    let text: String = yaml.map(|name| std::fs::read_to_string(city.file(&name)).expect("a file")).collect();
    assert!(text.contains("gardens") && !text.contains("partners") && !text.contains("hard"), "{text}");
}

#[test]
fn an_indicator_that_a_text_quotes_already_can_be_added() {
    let city = city();
    let yaml = std::fs::read_to_string(city.file("city.yaml")).expect("a file");
    city.write(
        "city.yaml",
        yaml.replace("The council meets four times a year.", "The council meets; [12](@gardens) gardens are open."),
    );
    let fields = [
        "id=gardens",
        "name=Gardens",
        "measures.1=2.2",
        "unit=gardens",
        "values.1.year=2025",
        "values.1.value=12",
        "values.1.source=gazette",
    ];
    let mut args = vec!["new".to_owned(), "indicator".to_owned(), city.arg().to_owned()];
    fields.iter().for_each(|field| args.extend(["--set".to_owned(), (*field).to_owned()]));
    run(&args).says_nothing_of(&["no-such-figure"]);
}

#[test]
fn what_a_form_says_of_its_call_is_held_against_the_dossier() {
    let city = city();
    city.write("packs/form.yaml", FORM.replace("languages: [en]", "languages: [fr, es]\ncall: 2026\ndeadline: 2026-01-31"));
    run(&["check", city.arg()]).exits(0).reports("form-language", "city.yaml").reports("after-deadline", "city.yaml").says(&[
        "is accepted in fr, es only",
        "the date on the cover, 2026-02-01, is later than the form's deadline, 2026-01-31",
    ]);
    // The form's deadline counts where the city has none of its own.
    run(&["status", city.arg(), "--date", "2026-01-01"]).says(&["2026-01-31", "30 days"]);
    city.write("packs/form.yaml", FORM.replace("languages: [en]", "languages: [fr, en]\ncall: 2026\ndeadline: 2026-03-31"));
    run(&["check", city.arg()]).exits(0).says_nothing_of(&["form-language", "after-deadline"]);
}

#[test]
fn a_field_of_the_form_is_explained_with_its_answer() {
    let city = city();
    run(&["explain", "track", city.arg()]).exits(0).says(&[
        "a field of the form `green-places`",
        "gardens",
        "answered in answers.yaml:2",
    ]);
    run(&["explain", "name", city.arg()]).exits(0).says(&["filled from `city.name`"]);
}

#[test]
fn the_kind_of_unit_fills_a_field() {
    let city = city();
    let more = "  - {id: kind, part: one, label: Kind, type: choice, options: [city, district], fills: city.kind}\n  - {id: kind-word, part: one, label: Unit, type: text, fills: city.kind}\n";
    city.write("packs/form.yaml", FORM.replace("  - {id: track,", &format!("{more}  - {{id: track,")));
    run(&["build", city.arg(), "--kind", "form"]).exits(0);
    assert!(said(&city, "form-en.pdf").contains("City"));
    run(&["copy", "kind", city.arg()]).exits(0).says(&["City"]);
}
