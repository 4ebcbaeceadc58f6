//! The table of facts that comes with the example, and the comments of its YAML: both name the same facts, at the same items
//! and sources.

use std::collections::{BTreeMap, BTreeSet};

use gnlc::check::Item;
use gnlc::model::Id;

use super::edition::{HANOI, both, dossier};
use super::tool::{files_below, text_of};

/// One row of `attachments/facts.csv`.
#[derive(Debug)]
pub struct Fact {
    /// `S16`, `H21`.
    pub code: String,
    /// What it says, in at most twelve words.
    pub what: String,
    /// The item that prints it, or `notice` or `profile`.
    pub item: String,
    /// The id of its source.
    pub source: String,
    /// The date of the source.
    pub date: String,
    /// How sure it is.
    pub confidence: String,
    /// Where the source can be read; nothing when that is not known.
    pub address: String,
}

fn table() -> String {
    text_of("data/examples/hanoi/attachments/facts.csv")
}

/// The fields of a line as RFC 4180 writes them.
fn fields(line: &str) -> Vec<String> {
    let mut list = vec![String::new()];
    let (mut quoted, mut letters) = (false, line.chars().peekable());
    while let Some(c) = letters.next() {
        match c {
            '"' if quoted && letters.next_if_eq(&'"').is_some() => list.last_mut().expect("a field").push('"'),
            '"' => quoted = !quoted,
            ',' if !quoted => list.push(String::new()),
            c => list.last_mut().expect("a field").push(c),
        }
    }
    list
}

/// All rows.
#[track_caller]
pub fn facts() -> Vec<Fact> {
    let table = table();
    let rows = table.split_terminator("\r\n").skip(1).map(|line| {
        let row: [String; 7] = fields(line).try_into().unwrap_or_else(|row| panic!("seven fields: {row:?}"));
        let [code, what, item, source, date, confidence, address] = row;
        Fact { code, what, item, source, date, confidence, address }
    });
    rows.collect()
}

/// An id of the example.
#[track_caller]
pub fn id(name: &str) -> Id {
    Id::parse(name).unwrap_or_else(|| panic!("`{name}` is no id"))
}

#[test]
fn the_table_of_facts_has_a_row_for_every_seed_item_and_for_more_than_sixty_facts() {
    let table = table();
    assert!(table.starts_with("fact,what,item,source,date,confidence,address\r\n") && table.ends_with("\r\n"));
    assert_eq!(table.matches('\n').count(), table.matches("\r\n").count());
    let facts = facts();
    let codes: Vec<&str> = facts.iter().map(|f| f.code.as_str()).collect();
    assert_eq!(codes.len(), codes.iter().collect::<BTreeSet<_>>().len(), "each fact has one row");
    for n in 1..=37 {
        assert!(codes.contains(&format!("S{n:02}").as_str()), "S{n:02}");
    }
    let found = codes.iter().filter(|c| c.starts_with('H')).count();
    assert!(found >= 60, "{found} facts");
    for fact in &facts {
        assert!((1..=12).contains(&fact.what.split_whitespace().count()), "{fact:?}");
        assert!(["official", "press", "first-hand", "unconfirmed"].contains(&fact.confidence.as_str()), "{fact:?}");
    }
}

#[test]
fn the_table_of_facts_says_of_each_source_what_the_yaml_says() {
    let dossier = dossier();
    for fact in facts() {
        let Some(Item::Source(n)) = dossier.item(&id(&fact.source)) else { panic!("{fact:?} names no source") };
        let source = &dossier.sources[n];
        assert_eq!(fact.date, source.date.value.to_string(), "{fact:?}");
        assert_eq!(fact.address, source.url.as_ref().map(|u| u.value.as_str()).unwrap_or_default(), "{fact:?}");
        assert!([source.kind.word(), "unconfirmed"].contains(&fact.confidence.as_str()), "{fact:?}");
    }
}

#[test]
fn the_table_of_facts_is_embedded_as_it_lies_in_the_folder() {
    for edition in both() {
        let files = edition.document().embedded();
        let found = files.iter().find(|(name, _)| name.ends_with("fact-table.csv"));
        let (_, bytes) = found.unwrap_or_else(|| panic!("{:?}", files.iter().map(|f| &f.0).collect::<Vec<_>>()));
        assert_eq!(bytes, table().as_bytes());
        let cover = edition.links.iter().any(|l| l.page == 1 && l.alt == edition.go_to("fact-table"));
        assert!(cover, "the cover leads to it");
    }
}

/// The codes in the comments behind the keys of the YAML: those of items, and those of sources.
fn commented() -> (BTreeMap<String, BTreeSet<String>>, BTreeMap<String, BTreeSet<String>>) {
    let (mut items, mut sources) = (BTreeMap::new(), BTreeMap::new());
    for file in files_below(HANOI).iter().filter(|f| f.ends_with(".yaml")) {
        let (mut section, mut item) = (String::new(), String::new());
        let text = text_of(file);
        for line in text.lines().filter(|l| !l.trim_start().starts_with('#')) {
            if let Some((key, _)) = line.split_once(':').filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase())) {
                (section, item) = (key.to_owned(), key.to_owned());
            }
            if let Some(rest) = line.strip_prefix("  - id: ") {
                item = rest.split_whitespace().next().unwrap_or_default().to_owned();
            } else if item == "dossier" && line.starts_with("  notice:") {
                item = "notice".to_owned();
            } else if item == "city" && line.starts_with("  profile:") {
                item = "profile".to_owned();
            }
            let comment = line.split_once(" #").map_or("", |(_, comment)| comment);
            let codes = comment
                .split(|c: char| !c.is_ascii_alphanumeric())
                .filter(|word| word.len() == 3 && word.starts_with(['S', 'H']) && word[1..].bytes().all(|b| b.is_ascii_digit()));
            let list = if section == "sources" { &mut sources } else { &mut items };
            list.entry(item.clone()).or_insert_with(BTreeSet::new).extend(codes.map(str::to_owned));
        }
    }
    (items, sources)
}

#[test]
fn the_comments_of_the_yaml_and_the_table_of_facts_name_the_same_facts() {
    let (items, sources) = commented();
    let facts = facts();
    let in_table: BTreeSet<&str> = facts.iter().map(|f| f.code.as_str()).collect();
    let in_items: BTreeSet<&str> = items.values().flatten().map(String::as_str).collect();
    assert_eq!(in_table, in_items);
    let of_sources = sources.iter().filter(|(source, _)| *source != "seed-article");
    let in_sources: BTreeSet<&str> = of_sources.flat_map(|(_, codes)| codes).map(String::as_str).collect();
    assert_eq!(in_table.iter().copied().filter(|c| c.starts_with('H')).collect::<BTreeSet<_>>(), in_sources);
    for fact in &facts {
        assert!(items.get(&fact.item).is_some_and(|codes| codes.contains(&fact.code)), "{fact:?}: not at its item");
        let at_source = fact.code.starts_with('S') && fact.source == "seed-article";
        assert!(at_source || sources[&fact.source].contains(&fact.code), "{fact:?}: not at its source");
    }
}

#[test]
fn the_admission_proves_nothing() {
    let dossier = dossier();
    let announced = id("happyvietnam-2025-12");
    assert!(dossier.evidence.iter().all(|e| e.proof.iter().all(|p| p.value != announced)));
    let codes: BTreeSet<String> = commented().0.into_values().flatten().collect();
    assert!(!codes.contains("H14") && !codes.contains("H16"));
}
