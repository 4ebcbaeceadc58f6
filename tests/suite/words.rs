//! The printed words: none is missing, none is there for nothing.

use std::collections::BTreeSet;

use gnlc::model::words::EvidenceKind;

use super::tool::{files_below, text_of};

/// The words of a text that stand between a start and the sign that ends a word.
fn words_after<'t>(text: &'t str, start: &'t str) -> impl Iterator<Item = &'t str> {
    text.split(start)
        .skip(1)
        .map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && !"_-".contains(c)).next().unwrap_or_default())
}

#[test]
fn every_printed_word_has_its_place_in_the_word_list_and_every_word_of_the_list_is_printed() {
    let list = text_of("data/locales/en.yaml");
    let keys: BTreeSet<&str> = list
        .lines()
        .filter_map(|l| l.strip_prefix("  ")?.split_once(": "))
        .map(|(k, _)| k)
        .filter(|k| !k.starts_with('#'))
        .collect();
    assert!(keys.len() > 150, "{}", keys.len());
    let read = |folder: &str, ending: &str| {
        files_below(folder).iter().filter(|p| p.contains(ending)).map(|p| text_of(p)).collect::<String>()
    };
    let (sources, templates) = (read("src", ".rs"), read("templates", ".typ"));

    let mut used: BTreeSet<&str> = BTreeSet::new();
    for start in [".word(\"", ".fill(\""] {
        used.extend(words_after(&sources, start));
    }
    let before = |at: usize| templates[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || "_.-".contains(c));
    for (at, _) in templates.match_indices("w.").filter(|(at, _)| !before(*at)) {
        used.extend(words_after(&templates[at..], "w.").next());
    }
    let missing: Vec<_> =
        used.difference(&keys).filter(|k| !k.is_empty() && !k.ends_with('_') && !matches!(**k, "at" | "len" | "map")).collect();
    assert!(missing.is_empty(), "used and not in data/locales/en.yaml: {missing:?}");

    // A key is used by name, or made from a start (`kind_`) that stands in the sources.
    let made = |key: &str| key.match_indices('_').any(|(at, _)| sources.contains(&format!("\"{}{{", &key[..=at])));
    let never: Vec<_> =
        keys.iter().filter(|k| !used.contains(**k) && !sources.contains(&format!("\"{k}\"")) && !made(k)).collect();
    assert!(never.is_empty(), "in data/locales/en.yaml and never used: {never:?}");
}

#[test]
fn every_closed_list_has_its_printed_words() {
    use gnlc::model::words::{Confidence, Mark, Scope, SourceKind, Status, Unit};
    let list = text_of("data/locales/en.yaml");
    let has = |key: String| assert!(list.contains(&format!("\n  {key}: ")), "{key}");
    EvidenceKind::ALL.iter().for_each(|k| has(format!("kind_{}", k.word().replace(' ', "_"))));
    Status::ALL.iter().for_each(|s| has(format!("status_{}", s.word().replace(' ', "_"))));
    Scope::ALL.iter().for_each(|s| has(format!("scope_{}", s.word())));
    Unit::ALL.iter().for_each(|u| has(format!("unit_{}", u.word())));
    SourceKind::ALL.iter().for_each(|s| has(format!("source_{}", s.word())));
    Confidence::ALL.iter().for_each(|c| has(format!("confidence_{}", c.word())));
    for mark in Mark::ALL {
        let key = mark.key();
        has(format!("mark_{key}"));
        has(format!("meaning_{key}"));
    }
}

#[test]
fn every_sort_of_fact_that_a_report_tells_has_its_words() {
    use gnlc::review::Group;
    let told = |group: &&Group| !matches!(group, Group::Coverage | Group::Limit | Group::Question | Group::Criterion);
    for lang in ["en", "fr", "vi"] {
        let list = text_of(&format!("data/locales/{lang}.yaml"));
        for group in Group::ALL.iter().filter(told) {
            assert!(list.contains(&format!("\n  one_{}: ", group.word())), "{lang}: one_{}", group.word());
        }
    }
}

#[test]
fn every_field_of_a_real_dossier_has_a_name_in_a_report() {
    use gnlc::review::Group;
    use gnlc::review::report::labels::{SILENT, WHOLE, names};
    let list = text_of("data/locales/en.yaml");
    let mut session = gnlc::command::Session::default();
    let mut unnamed = BTreeSet::new();
    for folder in ["data/examples/hanoi", "tests/fixtures/accept/all-kinds", "tests/fixtures/accept/pictures"] {
        let read = session.dossier(&super::tool::project(folder), &gnlc::load::Options::default(), None);
        let (dossier, coverage, _) = read.expect("a good dossier");
        let facts = gnlc::review::Facts::of(&dossier, &coverage);
        let told = |group: &&Group| !group.is_derived() && !matches!(group, Group::Question | Group::Criterion);
        for (_, fact) in Group::ALL.iter().filter(told).flat_map(|g| facts.items(*g)) {
            keys(fact, WHOLE, &mut |key| {
                let named = names(key).iter().any(|name| list.contains(&format!("\n  {name}: ")));
                if !named && !SILENT.contains(&key) {
                    unnamed.insert(key.to_owned());
                }
            });
        }
    }
    assert!(unnamed.is_empty(), "{unnamed:?}");
}

/// What is told as a figure as a whole: its lists, its amount.
fn figure_itself(key: &str) -> bool {
    matches!(key, "values" | "targets" | "count" | "computed" | "period")
}

/// The keys of a fact that are fields: not languages, names of figures, criteria or digests.
fn keys(fact: &serde_json::Value, whole: &[&str], visit: &mut impl FnMut(&str)) {
    let Some(map) = fact.as_object() else { return };
    for (key, value) in map {
        let figure = key.starts_with(|c: char| c.is_ascii_digit()) || key.contains(' ') || key.contains(':') || key.len() == 64;
        if !(key.len() == 2 && value.is_string() || figure || figure_itself(key)) {
            visit(key);
        }
        if !whole.contains(&key.as_str()) {
            keys(value, whole, visit);
        }
    }
}
