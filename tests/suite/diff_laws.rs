//! Laws of facts and of their differences, on the checked dossier of Hanoi and on states of it that were changed at random.

use std::collections::BTreeMap;

use gnlc::review::Diff;
use proptest::prelude::*;

use super::any::config;
use super::changes::{FACTS, HANOI, facts_of, folder, lines_with, renamed, slip};

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn what_differs_applied_to_the_old_state_is_the_new_one(slips in prop::collection::vec(slip(), 0..6)) {
        let mut files = HANOI.clone();
        slips.iter().for_each(|slip| slip.make(&mut files));
        let other = facts_of(folder(&files).path());
        for (old, new) in [(&*FACTS, &other), (&other, &*FACTS)] {
            let diff = Diff::between(old, new);
            prop_assert_eq!(&diff.apply(old), new);
            prop_assert_eq!(diff.is_empty(), old == new);
        }
        prop_assert!(Diff::between(&other, &other).is_empty());
    }
}

#[test]
fn nothing_differs_between_a_dossier_and_itself_however_its_files_are_cut_ordered_and_wrapped() {
    // One file, the sections in another order, items from last to first, texts wrapped anew.
    let mut sections: Vec<String> = Vec::new();
    for text in HANOI.values() {
        let text = text.lines().filter(|l| !l.trim_start().starts_with("# ")).collect::<Vec<_>>().join("\n");
        let mut section = String::new();
        for line in text.lines() {
            if line.starts_with(|c: char| c.is_ascii_lowercase()) && !section.trim().is_empty() {
                sections.push(std::mem::take(&mut section));
            }
            section.push_str(line);
            section.push('\n');
        }
        sections.push(section);
    }
    let mut files = BTreeMap::new();
    for (n, section) in sections.iter().filter(|s| !s.trim().is_empty()).enumerate() {
        let mut items: Vec<&str> = section.trim_end().split("\n  - ").collect();
        items[1..].reverse();
        // A long text goes on in the next line where it would in another editor.
        let rewrapped = items.join("\n  - ").lines().map(rewrap).collect::<Vec<_>>().join("\n");
        files.insert(format!("part-{:02}/file.yaml", 99 - n), rewrapped + "\n");
    }
    let other = facts_of(folder(&files).path());
    let diff = Diff::between(&FACTS, &other);
    assert!(diff.is_empty(), "{:#?}", diff.changes.iter().take(3).collect::<Vec<_>>());
}

/// A line of a text in two.
fn rewrap(line: &str) -> String {
    let indent = line.len() - line.trim_start().len();
    let words: Vec<&str> = line.split(' ').collect();
    let is_text = indent >= 6 && words.len() > 12 + indent && !line.contains(": ") && !line.trim_start().starts_with("- ");
    let cut = words.len() / 2;
    let next = words.get(cut).and_then(|w| w.chars().next());
    if !is_text || !next.is_some_and(char::is_alphabetic) {
        return line.to_owned();
    }
    format!("{}\n{}{}", words[..cut].join(" "), " ".repeat(indent), words[cut..].join(" "))
}

#[test]
fn every_value_of_every_item_counts() {
    // Every scalar of the facts is somewhere in the files; one that is changed there changes the facts.
    let mut unseen = Vec::new();
    for (name, text) in HANOI.iter().filter(|(name, _)| *name != "dossier.yaml") {
        let lines =
            lines_with(text, &["value: ", "count: ", "source: ", "page: ", "since: ", "status: ", "number: ", "publisher: "]);
        for line in lines.iter().step_by(7) {
            let (key, value) = line.split_once(": ").expect("a key and a value");
            let other = match value.trim() {
                "in force" => "ended",
                v if v.starts_with(|c: char| c.is_ascii_digit()) => "1987",
                _ => continue,
            };
            let mut files = HANOI.clone();
            files.insert(name.clone(), text.replacen(line, &format!("{key}: {other}"), 1));
            if facts_of(folder(&files).path()) == *FACTS {
                unseen.push(format!("{name}: {line}"));
            }
        }
    }
    assert!(unseen.is_empty(), "{unseen:?}");
}

#[test]
fn a_renamed_item_is_told_to_be_renamed_and_nothing_else() {
    let mut files = HANOI.clone();
    for text in files.values_mut() {
        *text = renamed(text, "plan-11", "city-plan-11");
    }
    let diff = Diff::between(&FACTS, &facts_of(folder(&files).path()));
    assert!(diff.changes.is_empty(), "{:?}", diff.changes);
    let names: Vec<_> = diff.renamed.iter().map(|r| (r.from.as_str(), r.to.as_str())).collect();
    assert_eq!(names, [("plan-11", "city-plan-11")]);
}
