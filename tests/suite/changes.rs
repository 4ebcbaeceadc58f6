//! States of the dossier of Hanoi, changed at random as people change files.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use gnlc::command::Session;
use gnlc::load::Options;
use gnlc::review::Facts;
use proptest::prelude::*;

use super::tool::{Folder, project, text_of};

/// The files of Hanoi, by name.
pub static HANOI: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let names =
        ["answers", "context", "dossier", "evidence", "indicators", "initiatives", "money", "next-steps", "sources", "units"];
    names.iter().map(|n| (format!("{n}.yaml"), text_of(&format!("data/examples/hanoi/{n}.yaml")))).collect()
});
pub static FACTS: LazyLock<Facts> = LazyLock::new(|| facts_of(&project("data/examples/hanoi")));

pub fn facts_of(folder: &Path) -> Facts {
    let mut session = Session::default();
    let read = session.dossier(folder, &Options::default(), Some("en"));
    let (dossier, coverage, _) = read.unwrap_or_else(|_| panic!("{folder:?} can be read"));
    Facts::of(&dossier, &coverage)
}

pub fn folder(files: &BTreeMap<String, String>) -> Folder {
    let attachment = text_of("data/examples/hanoi/attachments/facts.csv");
    files.iter().fold(Folder::empty().with("attachments/facts.csv", attachment), |f, (name, text)| f.with(name, text))
}

/// One change that somebody could make to a file.
#[derive(Clone, Debug)]
pub enum Slip {
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

pub fn slip() -> impl Strategy<Value = Slip> {
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
pub fn lines_with<'t>(text: &'t str, starts: &'t [&str]) -> Vec<&'t str> {
    text.lines().filter(|l| starts.iter().any(|s| l.trim_start().starts_with(s))).collect()
}

impl Slip {
    pub fn make(&self, files: &mut BTreeMap<String, String>) {
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
pub fn renamed(text: &str, id: &str, to: &str) -> String {
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
