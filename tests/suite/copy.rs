//! What is pasted into a form on the web: the text and nothing else, and how long it is.

use super::init_form::EVERY_TYPE;
use super::tool::{Folder, json, project, run};

/// The imaginary city, which answers the form with every type of field.
fn city(answers: &str) -> Folder {
    let folder = Folder::copy_of(&project("data/examples/starter")).with("packs/form.yaml", EVERY_TYPE);
    let text = std::fs::read_to_string(folder.file("dossier.yaml")).expect("the starter");
    folder.write("dossier.yaml", text.replace("gnlc-membership-2015", "every-type"));
    folder.write("answers.yaml", format!("answers:\n{answers}"));
    folder
}

const ANSWERS: &str = "
  - question: title
    text: Ms
  - question: why
    en: |
      In 2025, [](@adults-in-courses) of adults took a *course*, see the [strategy](@learning-strategy)
      and [our page](https://example.org/a).

      We want:
      - more **places**,
        and room
      - more teachers
        1. for adults
        2. for families

      That is all.
  - question: themes
    choices: [health, green]
  - question: strength
    ratings: [{option: green, rating: 10}, {option: health, rating: 3}]
  - question: areas
    choices: [1.1]
  - question: plans
    table: [[Strategy, \"2023\"], [Action plan, \"2025\"]]
";

#[test]
fn the_text_alone_is_on_standard_output_and_its_length_beside_it() {
    let folder = city(ANSWERS);
    let done = run(&["copy", "why", folder.arg()]).exits(0);
    assert_eq!(
        done.out,
        "In 2025, 18.6% of adults took a course, see the strategy and our page.\n\n\
         We want:\n\n\
         - more places, and room\n\
         - more teachers\n  1. for adults\n  2. for families\n\n\
         That is all.\n"
    );
    // In · 2025, · 18.6% · of · adults · took · a · course, · see · the · strategy · and · our · page. (14), We · want: (2),
    // more · places, · and · room (4), more · teachers (2), for · adults, for · families (4), That · is · all. (3).
    assert!(done.err.ends_with("why: 29 of 120 words, en\n"), "{}", done.err);
    // The number is the one that all others say.
    let status = json(&run(&["status", folder.arg(), "--format", "json"]).sound());
    let said = status["answers"].as_array().expect("answers").iter().find(|a| a["question"] == "why").expect("why");
    assert_eq!(said["words"]["en"], 29);
    run(&["copy", "every-type:why", folder.arg(), "--quiet"]).exits(0).says_nothing_of(&["of 120 words"]);
}

#[test]
fn choices_ratings_and_tables_are_copied_in_words() {
    let folder = city(ANSWERS);
    let copied = |question: &str| run(&["copy", question, folder.arg()]).exits(0).out;
    assert_eq!(copied("title"), "Ms\n");
    assert_eq!(copied("themes"), "Health\nGreen learning\n");
    assert_eq!(copied("strength"), "Green learning: 10 of 10 (very much)\nHealth: 3 of 10\n");
    assert_eq!(copied("areas"), "1.1 Individual empowerment and social cohesion\n");
    assert_eq!(copied("plans"), "Plan\tWhen\nStrategy\t2023\nAction plan\t2025\n");
    assert_eq!(copied("name"), "Vila Serena\n");
    assert_eq!(copied("people"), "23,850 persons (2025)\n");
}

#[test]
fn what_is_not_answered_is_the_forms_phrase_and_what_cannot_be_copied_says_why() {
    let folder = city(ANSWERS);
    let refused = |question: &str, why: &str| {
        let done = run(&["copy", question, folder.arg()]).exits(1).says(&[why]);
        assert_eq!(done.out, "");
    };
    let done = run(&["copy", "motto", folder.arg()]).exits(0).says(&["the form's phrase for an empty field"]);
    assert_eq!(done.out, "No relevant information to provide\n");
    refused("phone", "`phone` is private");
    refused("sign", "by hand");
    refused("endorsed", "National Commission");
    refused("wards", "it is not asked of a city");
    refused("whi", "did you mean `why`?");
    refused("nonsense", "its fields are: name, title, site");
    let done = run(&["copy", "why", folder.arg(), "--lang", "vi"]).exits(1);
    assert!(done.out.is_empty() && done.err.contains("not written in `vi`"), "{done:?}");
    run(&["copy", folder.arg()]).exits(2).says(&["is a folder", "gnlc copy --all"]);
    run(&["copy", "--all", "why", folder.arg()]).exits(2).says(&["leave out one of the two"]);
    run(&["copy"]).exits(2);
    run(&["copy", "why", "no-such-folder"]).exits(2).says(&["no-such-folder"]);
}

#[test]
fn an_answer_that_is_too_long_is_copied_and_said_to_be() {
    let long = vec!["word"; 130].join(" ");
    let folder = city(&format!("  - {{question: why, en: {long}}}\n"));
    let done = run(&["copy", "why", folder.arg()]).exits(1).reports("too-many-words", "answers.yaml");
    assert!(done.out == format!("{long}\n") && done.err.ends_with("why: 130 of 120 words, en\n"), "{done:?}");
    // What is wrong elsewhere does not matter here.
    let folder = city("  - {question: why, en: word}\n  - {question: nothing, en: word}\n");
    run(&["copy", "why", folder.arg()]).exits(0).says_nothing_of(&["unknown-question"]);
}

#[test]
fn the_sheet_has_every_field_in_the_order_of_the_form() {
    let folder = city(ANSWERS);
    let sheet = run(&["copy", "--all", folder.arg()]).exits(0).out;
    let mut rest = sheet.as_str();
    for said in [
        "Application to the Province: Vila Serena",
        "==== The city ====",
        "--- 1. Basics: Name  (name)\nVila Serena\n",
        "--- 4. Basics: Telephone  (phone)  [private: it stands in private.yaml]\n\n",
        "--- 6. Basics: Motto  (motto)  [the form's phrase for an empty field]\nNo relevant information to provide\n",
        "(people)\n23,850 persons (2025)\n",
        "(why)  [29 of 120 words]\nIn 2025, 18.6% of adults",
        "==== The Commission ====",
        "(endorsed)  [for the National Commission]",
    ] {
        let at = rest.find(said).unwrap_or_else(|| panic!("{said:?} is not, or not there, in\n{sheet}"));
        rest = &rest[at..];
    }
    let all = json(&run(&["copy", "--all", folder.arg(), "--format", "json"]).exits(0));
    let fields = all["fields"].as_array().expect("fields");
    // All but the one that is not asked of a city.
    assert_eq!(fields.len(), EVERY_TYPE.matches("- {id: ").count() - 2 - 1);
    let why = fields.iter().find(|f| f["field"] == "why").expect("why");
    assert_eq!((&why["words"], &why["max_words"], &why["state"]), (&29.into(), &120.into(), &"filled".into()));
    assert_eq!(all["language"], "en");
}

#[test]
fn the_text_of_a_private_file_is_never_copied() {
    let folder = city(ANSWERS).with("private.yaml", "answers:\n  - {question: phone, en: \"+00 555 0199\"}\n");
    run(&["copy", "--all", folder.arg()]).exits(0).says_nothing_of(&["0199"]);
    run(&["copy", "--all", folder.arg(), "--format", "json"]).exits(0).says_nothing_of(&["0199"]);
}
