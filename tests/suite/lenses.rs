//! Several sets of criteria over the same evidence: what is carried, what is demanded, and that neither is ever a claim.

use std::collections::BTreeSet;

use gnlc::check::Dossier;
use gnlc::command::Session;
use gnlc::coverage::{Coverage, Derived};
use gnlc::load::{Lenses, Options};
use proptest::prelude::*;

use super::any::config;
use super::pdf::Printed;
use super::tool::{Folder, SMALL_CITY, json, project, run};

/// A national set: one part with four targets at two grades, and one target by years.
const SET: &str = r#"
pack: {id: nation, kind: framework, title: National set, edition: 2024, status: user}
levels:
  - {level: tier, as: category, name: Tier}
  - {level: target, as: feature, name: Target}
rule: all
grades: [{id: fair, name: Fair}, {id: good, name: Good}]
rows:
  - {code: T, level: tier, name: City}
  - {code: T.1, level: target, parent: T, name: A council sits, status: user}
  - code: T.2
    level: target
    parent: T
    name: Households read
    unit: "%"
    thresholds: [{grade: fair, at_least: 55}, {grade: good, at_least: 90}]
  - {code: T.3, level: target, parent: T, name: A plan is carried out}
  - {code: T.4, level: target, parent: T, name: A fourth target, unread: true}
  - {code: V, level: tier, name: Village}
  - {code: V.1, level: target, parent: V, name: The village reads}
"#;

const CROSSWALK: &str = r"
pack: {id: key-features-to-nation, kind: crosswalk, title: Ours, edition: 2024, status: user}
from: key-features
to: nation
rows:
  - {from: 3.2, to: T.1, match: narrower, because: A council is a council.}
  - {from: 2.2, to: T.2, match: broader}
  - {from: 3.1, to: T.3, match: related}
";

/// The small city with the national set beside the Key Features.
fn nation(links: &[(&str, &str)]) -> Folder {
    let mut yaml = SMALL_CITY.replace("frameworks: [key-features]", "frameworks: [key-features, nation]");
    for (from, to) in links {
        assert!(yaml.contains(from), "{from}");
        yaml = yaml.replacen(from, to, 1);
    }
    Folder::empty().with("city.yaml", yaml).with("packs/nation.yaml", SET).with("packs/walk.yaml", CROSSWALK)
}

const COUNCIL: (&str, &str) =
    ("      - criterion: 3.2\n", "      - {criterion: nation:T.1, because: It sits.}\n      - criterion: 3.2\n");
const READERS: (&str, &str) = ("    measures: [2.2]\n", "    measures: [2.2, \"nation:T.2\"]\n");
const PLAN: (&str, &str) =
    ("      - criterion: 3.1\n", "      - {criterion: nation:T.3, because: It is adopted.}\n      - criterion: 3.1\n");

fn part<'a>(report: &'a serde_json::Value, grade: &str) -> &'a serde_json::Value {
    let found = |p: &&serde_json::Value| p["part"] == "T" && p["grade"] == grade;
    report["parts"].as_array().expect("parts").iter().find(found).expect("the part")
}

fn verdicts(part: &serde_json::Value) -> Vec<(String, String)> {
    let rows = part["rows"].as_array().expect("rows").iter();
    rows.map(|r| (r["verdict"].as_str().expect("a word").into(), r["why"].as_str().expect("a word").into())).collect()
}

fn pair(verdict: &str, why: &str) -> (String, String) {
    (verdict.into(), why.into())
}

#[test]
fn a_set_of_which_all_must_be_met_is_judged_row_by_row_at_each_grade() {
    let city = nation(&[COUNCIL, READERS, PLAN]);
    let report = json(&run(&["coverage", city.arg(), "--format", "json"]).exits(0));
    let fair = part(&report, "fair");
    let all = [pair("met", "evidence"), pair("met", "figure"), pair("unmet", "planned"), pair("unknown", "unread")];
    assert_eq!(verdicts(fair), all);
    assert_eq!(fair["verdict"], "unmet");
    // More than 60 % may be 90 % or not.
    assert_eq!(verdicts(part(&report, "good"))[1], pair("unknown", "figure"));
    let said = run(&["coverage", city.arg(), "--lens", "nation"]).exits(0);
    said.says(&[
        "City, Fair: Not met. Met or shown: 2 of 4. Not met: T.3. Cannot be said: T.4.",
        "at least 90% (Good): Cannot be said",
    ])
    .says(&["Nothing is linked or carried to: Village."])
    .says_nothing_of(&["Village, Fair", "Key Features of Learning Cities\n"]);
}

#[test]
fn with_nothing_linked_nothing_is_met_and_nothing_unmet() {
    let report = json(&run(&["coverage", nation(&[]).arg(), "--format", "json"]).exits(0));
    for grade in ["fair", "good"] {
        let nothing = pair("unknown", "nothing");
        assert_eq!(verdicts(part(&report, grade)), [nothing.clone(), nothing.clone(), nothing, pair("unknown", "unread")]);
        assert_eq!(part(&report, grade)["verdict"], "unknown");
    }
}

#[test]
fn a_threshold_by_years_is_unmet_when_its_year_is_over_and_else_not_yet_due() {
    let by_years = "thresholds: [{year: 2025, at_least: 90}, {year: 2030, at_least: 95}, {year: 2025, more_than: 50}]";
    let set = SET.replace("thresholds: [{grade: fair, at_least: 55}, {grade: good, at_least: 90}]", by_years);
    let city = nation(&[
        READERS,
        ("more_than: 60, source", "value: 61.5, source"),
        ("More than 60 %", "61.5 %"),
        ("more than 60 %", "61.5 %"),
    ]);
    city.write("packs/nation.yaml", set);
    let report = json(&run(&["coverage", city.arg(), "--lens", "nation", "--format", "json"]).exits(0));
    let of = |d: &&serde_json::Value| d["criterion"] == "nation:T.2";
    let all: Vec<_> = report["demands"].as_array().expect("a list").iter().filter(of).map(|d| d["verdict"].clone()).collect();
    assert_eq!(all, ["unmet", "not_due", "met"]);
    // Older than the form's five years: it says nothing any more.
    let text = std::fs::read_to_string(city.file("city.yaml")).expect("a file");
    city.write("city.yaml", text.replacen("{year: 2025, value: 61.5", "{year: 2015, value: 61.5", 1));
    let report = json(&run(&["coverage", city.arg(), "--lens", "nation", "--format", "json"]));
    let all: Vec<_> = report["demands"].as_array().expect("a list").iter().filter(of).map(|d| d["why"].clone()).collect();
    assert_eq!(all, ["stale", "stale", "stale"]);
}

#[test]
fn what_is_carried_is_called_derived_and_lifts_no_mark() {
    let city = nation(&[]);
    let report = json(&run(&["coverage", city.arg(), "--format", "json"]).exits(0));
    let row = |code: &str| {
        let of = |c: &&serde_json::Value| c["framework"] == "nation" && c["code"] == code;
        report["criteria"].as_array().expect("criteria").iter().find(of).expect("a row").clone()
    };
    let carried = row("T.1");
    assert_eq!((carried["mark"].as_str(), carried["evidence"].as_array().map(Vec::len)), (Some("none"), Some(0)));
    assert_eq!(carried["derived"][0]["from"], "key-features:3.2");
    assert_eq!(carried["derived"][0]["evidence"], serde_json::json!(["learning-council"]));
    // Wider ones and those that only have to do with each other carry nothing.
    for code in ["T.2", "T.3"] {
        assert_eq!(row(code)["derived"][0]["evidence"], serde_json::json!([]), "{code}");
    }
    run(&["coverage", city.arg(), "--lens", "nation"])
        .says(&["Derived only", "derived from key-features:3.2 (In practice there"]);
    run(&["explain", "nation:T.1", city.arg()]).exits(0).says(&[
        "mark here: not yet shown",
        "key-features:3.2 counts for nation:T.1",
        "derived and no claim",
    ]);
    run(&["explain", "3.2", city.arg()])
        .exits(0)
        .says(&["learning-council (body, in force) city.yaml:", "counts for nation:T.1 too"]);
    run(&["explain", "3.1", city.arg()])
        .exits(0)
        .says(&["mark here: planned", "for the next mark is missing: an action in force"]);
}

#[test]
fn a_crosswalk_is_read_both_ways() {
    let city = nation(&[READERS]);
    let report = json(&run(&["coverage", city.arg(), "--format", "json"]).exits(0));
    let of = |c: &&serde_json::Value| c["framework"] == "key-features" && c["code"] == "2.2";
    let area = report["criteria"].as_array().expect("criteria").iter().find(of).expect("a row").clone();
    // T.2 asks for less than 2.2, so what counts for it counts for 2.2.
    assert_eq!((&area["derived"][0]["from"], &area["derived"][0]["match"]), (&"nation:T.2".into(), &"narrower".into()));
    assert_eq!(area["derived"][0]["indicators"], serde_json::json!(["readers"]));
}

#[test]
fn the_lenses_of_a_dossier_are_printed_and_what_is_derived_says_so() {
    let city = nation(&[COUNCIL, READERS, PLAN]);
    run(&["build", city.arg()]).exits(0);
    let text = body(&city);
    for said in
        ["National set", "Derived", "It is no claim of the city", "What is demanded", "Cannot be said", "City, Fair: Not met"]
    {
        assert!(text.contains(said), "{said}");
    }
    // Only asked for: it is in no document.
    let plain = Folder::small_city().with("packs/nation.yaml", SET).with("packs/walk.yaml", CROSSWALK);
    run(&["build", plain.arg()]).exits(0);
    assert!(!body(&plain).contains("National set"));
    run(&["coverage", plain.arg(), "--lens", "nation"]).exits(0).says(&["Derived only"]);
}

#[test]
fn lenses_that_nobody_knows_or_too_many_are_said() {
    let city = Folder::small_city();
    run(&["coverage", city.arg(), "--lens", "sdg"]).exits(2).says(&["there is no set of criteria `sdg`", "sdgs", "known: "]);
    let four = "frameworks: [key-features]\n  lenses: [sdgs, three-themes, guidelines-2015, vn-circular-25-2023]";
    city.write("city.yaml", SMALL_CITY.replace("frameworks: [key-features]", four));
    run(&["check", city.arg()]).exits(1).reports("too-much", "city.yaml").says(&["more than 3 lenses"]);
    city.write("city.yaml", SMALL_CITY.replace("frameworks: [key-features]", "frameworks: [key-features]\n  lenses: [sdg]"));
    run(&["check", city.arg()]).exits(1).reports("unknown-pack", "city.yaml").says(&["sdgs"]);
}

#[test]
fn a_pack_may_be_named_instead_of_lying_in_the_folder() {
    let city = Folder::small_city();
    let packs = Folder::empty().with("nation.yaml", SET).with("walk.yaml", CROSSWALK);
    let (set, walk) = (packs.file("nation.yaml"), packs.file("walk.yaml"));
    let (set, walk) = (set.to_str().expect("a path"), walk.to_str().expect("a path"));
    run(&["coverage", city.arg(), "--lens", "nation", "--pack", set, "--pack", walk]).exits(0).says(&["Derived only"]);
    let broken = CROSSWALK.replace("T.1", "T.9").replace("to: T.2", "to: T");
    packs.write("walk.yaml", broken);
    run(&["coverage", city.arg(), "--lens", "nation", "--pack", set, "--pack", walk]).exits(1);
    let named = nation(&[]);
    named.write("packs/walk.yaml", CROSSWALK.replace("T.1", "T.9").replace("to: T.2", "to: T"));
    run(&["check", named.arg()]).exits(1).says(&["`nation` has no criterion `T.9`", "`T` is a category of `nation`"]);
}

/// What the pages of a document say.
fn body(folder: &Folder) -> String {
    Printed::open(&folder.file("dossier-en.pdf")).texts().into_iter().map(|page| page.body + "\n").collect()
}

/// Hanoi in every lens.
fn hanoi(folder: &Folder) -> (Dossier, Coverage, Session) {
    let options = Options { lenses: Lenses::All, ..Options::default() };
    let mut session = Session::default();
    let (dossier, coverage, _) = session.dossier(folder.path(), &options, None).expect("a dossier");
    (dossier, coverage, session)
}

/// What is carried: the row, from where, and the names of the evidence.
fn carried(dossier: &Dossier, coverage: &Coverage) -> BTreeSet<(usize, usize, usize, String)> {
    let named = |d: &Derived, g: usize| {
        let all = d.links.iter().map(|l| dossier.evidence[dossier.links[*l].evidence].id.value.to_string());
        all.map(|id| (d.to.framework, g, d.from.row, id)).collect::<Vec<_>>()
    };
    let all = coverage.lenses.iter().flat_map(|l| &l.graded);
    all.flat_map(|g| g.derived.iter().flat_map(|d| named(d, g.criterion.row)).collect::<Vec<_>>()).collect()
}

#[test]
fn every_built_in_set_is_reached_from_the_key_features() {
    let (dossier, coverage, _) = hanoi(&Folder::copy_of(&project("data/examples/hanoi")));
    assert!(dossier.frameworks.len() >= 9);
    for (index, set) in dossier.frameworks.iter().enumerate().skip(1) {
        let joined = dossier.bridges.iter().any(|b| b.from.framework == 0 && b.to.framework == index);
        assert!(joined, "{}", set.head.id.value);
        assert!(coverage.lenses[index].graded.iter().any(|g| !g.derived.is_empty()), "{}", set.head.id.value);
    }
}

proptest! {
    #![proptest_config(config(12))]

    #[test]
    fn removing_a_link_removes_what_it_carried_and_nothing_else(which in any::<proptest::sample::Index>()) {
        let folder = Folder::copy_of(&project("data/examples/hanoi"));
        let (dossier, coverage, session) = hanoi(&folder);
        let before = carried(&dossier, &coverage);
        let link = &dossier.links[which.index(dossier.links.len())];
        prop_assume!(link.criterion.framework == 0);
        let (evidence, code) = (&dossier.evidence[link.evidence], dossier.row(link.criterion).code.value.clone());
        let item = evidence.id.value.to_string();
        // The city takes its own link back: it names another row, which there is not.
        let file = session.sources.file(evidence.id.at.file);
        let (head, rest) = file.text.split_at(evidence.id.at.start);
        let gone = rest.replacen(&format!("criterion: {code}\n"), "criterion: 9.9.9\n", 1);
        prop_assume!(gone != rest);
        folder.write(&file.path, format!("{head}{gone}"));
        let (dossier, coverage, _) = hanoi(&folder);
        let after = carried(&dossier, &coverage);
        prop_assert!(after.is_subset(&before));
        // Another link of the same item may carry to the same row.
        let still: BTreeSet<(usize, usize)> = dossier.links.iter().filter(|l| dossier.evidence[l.evidence].id.value.as_str() == item)
            .map(|l| (l.criterion.framework, l.criterion.row)).collect();
        for (_, _, from, id) in before.difference(&after) {
            prop_assert_eq!(id, &item);
            let set = &dossier.frameworks[0];
            prop_assert!(!still.iter().any(|(f, row)| *f == 0 && set.is_within(*row, *from)));
        }
    }

    #[test]
    fn nothing_derived_counts_as_linked(seed in any::<proptest::sample::Index>()) {
        let (dossier, coverage, _) = hanoi(&Folder::copy_of(&project("data/examples/hanoi")));
        let lens = &coverage.lenses[seed.index(coverage.lenses.len())];
        for graded in &lens.graded {
            for link in &graded.counted_links {
                prop_assert_eq!(dossier.links[*link].criterion.framework, lens.framework);
            }
            for derived in &graded.derived {
                prop_assert!(derived.from.framework != lens.framework);
                prop_assert!(derived.relation.carries() || derived.is_empty());
            }
        }
    }
}
