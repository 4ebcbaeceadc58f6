//! Laws of facts and of their differences, on the checked dossier of Hanoi and on states of it that were changed at random.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use gnlc::command::Session;
use gnlc::load::Options;
use gnlc::review::{Diff, Facts};
use proptest::prelude::*;

use super::any::config;
use super::tool::{Folder, project, text_of};

/// The files of Hanoi, by name.
static HANOI: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let names =
        ["answers", "context", "dossier", "evidence", "indicators", "initiatives", "money", "next-steps", "sources", "units"];
    names.iter().map(|n| (format!("{n}.yaml"), text_of(&format!("data/examples/hanoi/{n}.yaml")))).collect()
});
static FACTS: LazyLock<Facts> = LazyLock::new(|| facts_of(&project("data/examples/hanoi")));

fn facts_of(folder: &Path) -> Facts {
    let mut session = Session::default();
    let read = session.dossier(folder, &Options::default(), Some("en"));
    let (dossier, coverage, _) = read.unwrap_or_else(|_| panic!("{folder:?} can be read"));
    Facts::of(&dossier, &coverage)
}

fn folder(files: &BTreeMap<String, String>) -> Folder {
    let attachment = text_of("data/examples/hanoi/attachments/facts.csv");
    files.iter().fold(Folder::empty().with("attachments/facts.csv", attachment), |f, (name, text)| f.with(name, text))
}

/// One change that somebody could make to a file.
#[derive(Clone, Debug)]
enum Slip {
    /// An item is taken out: its file, and which.
    Without(usize, usize),
    /// A number of a figure is another one.
    Number(usize, usize, u16),
    /// A year is another one.
    Year(usize, usize, u16),
    /// A word is put into a text.
    Word(usize, usize),
    /// An item has another name everywhere.
    Name(usize, usize),
}

fn slip() -> impl Strategy<Value = Slip> {
    let at = || (0..10_usize, 0..10_000_usize);
    prop_oneof![
        at().prop_map(|(f, n)| Slip::Without(f, n)),
        (at(), 1..2_000_u16).prop_map(|((f, n), to)| Slip::Number(f, n, to)),
        (at(), 2000..2030_u16).prop_map(|((f, n), to)| Slip::Year(f, n, to)),
        at().prop_map(|(f, n)| Slip::Word(f, n)),
        at().prop_map(|(f, n)| Slip::Name(f, n)),
    ]
}

/// The lines of a text that begin so, behind their indent.
fn lines_with<'t>(text: &'t str, starts: &'t [&str]) -> Vec<&'t str> {
    text.lines().filter(|l| starts.iter().any(|s| l.trim_start().starts_with(s))).collect()
}

impl Slip {
    fn make(&self, files: &mut BTreeMap<String, String>) {
        let (&Self::Without(file, n)
        | &Self::Number(file, n, _)
        | &Self::Year(file, n, _)
        | &Self::Word(file, n)
        | &Self::Name(file, n)) = self;
        let name = files.keys().nth(file % files.len()).expect("there are files").clone();
        let text = files[&name].clone();
        let pick = |list: &[&str]| (!list.is_empty()).then(|| list[n % list.len()].to_owned());
        let once = |line: &str, by: &str| text.replacen(line, by, 1);
        let changed = match self {
            Self::Without(..) => {
                let mut items: Vec<&str> = text.split("\n  - ").collect();
                if items.len() > 2 {
                    items.remove(1 + n % (items.len() - 1));
                }
                items.join("\n  - ")
            }
            Self::Number(_, _, to) => match pick(&lines_with(&text, &["value: ", "at_least: ", "count: "])) {
                Some(line) => once(&line, &format!("{}: {to}", line.split(':').next().expect("a key"))),
                None => return,
            },
            Self::Year(_, _, to) => match pick(&lines_with(&text, &["since: ", "year: ", "date: "])) {
                Some(line) => once(&line, &format!("{}: {to}", line.split(':').next().expect("a key"))),
                None => return,
            },
            Self::Word(..) => match pick(&lines_with(&text, &["The ", "A ", "In ", "Các ", "Một "])) {
                Some(line) => once(&line, &format!("{line} indeed")),
                None => return,
            },
            Self::Name(..) => {
                let Some(line) = pick(&lines_with(&text, &["- id: "])) else { return };
                let id = line.split("id: ").nth(1).expect("an id").split(' ').next().expect("an id").to_owned();
                for text in files.values_mut() {
                    *text = renamed(text, &id, &format!("{}-x", id.get(..40).unwrap_or(&id)));
                }
                return;
            }
        };
        files.insert(name, changed);
    }
}

/// A text in which an id is another one, wherever it stands as a whole.
fn renamed(text: &str, id: &str, to: &str) -> String {
    let part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(id) {
        let whole = !rest[..at].ends_with(part) && !rest[at + id.len()..].starts_with(part);
        out.push_str(&rest[..at]);
        out.push_str(if whole { to } else { id });
        rest = &rest[at + id.len()..];
    }
    out + rest
}

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
