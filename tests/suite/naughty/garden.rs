//! A dossier with a string in every text of every kind of entry.

use std::fmt::Write as _;

use super::super::tool::{Folder, project};
use super::compare::turns;

/// How a text is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// One line.
    Line,
    /// CommonMark: a backslash before every sign of ASCII says that it is meant as itself.
    Prose,
    /// CommonMark of at most 120 words.
    Short,
    /// One line beside another, in a box that cannot go on on the next page: strings longer than that are left out.
    Label,
}

/// Which words stand beside a string, so that it is found again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// A word before and a word behind it.
    Both,
    /// Nothing before it: the string starts the text.
    Behind,
    /// Nothing behind it: the string ends the text.
    Before,
}

/// A string in a field.
#[derive(Clone, Debug)]
pub struct Planted {
    /// Its number, which the words beside it carry.
    pub number: usize,
    /// The field.
    pub slot: String,
    /// Which string.
    pub string: usize,
    pub beside: Beside,
    pub path: &'static str,
    pub line: usize,
}

/// Fields that are checked and not printed, with the reason.
pub const NOT_PRINTED: &[(&str, &str)] = &[
    ("dossier.picture.alt", "heard, not seen"),
    ("dossier.signed_pages.alt", "heard, not seen"),
    ("evidence.event.pictures.alt", "heard, not seen"),
    ("city.contacts.role (2)", "the forms have room for one contact"),
    ("city.contacts.organisation (2)", "the forms have room for one contact"),
    ("city.contacts.name (2)", "the forms have room for one contact"),
    ("city.name (other language)", "only the language of the document and the native name are printed"),
    ("answers.owner", "who writes an answer is for the city"),
    ("indicators.owner", "who keeps an indicator is for the city"),
    ("form.fields.note", "a remark for those who read the pack"),
    ("set.rows.note", "a remark for those who read the pack"),
    ("set.rows.name (measurement)", "printed by `gnlc explain`"),
    ("set.rows.means", "printed by `gnlc explain`"),
    ("set.rows.unit", "printed by `gnlc explain`"),
    ("set.rows.out_of", "printed by `gnlc explain`"),
];

/// Fields that the form alone prints.
const ONLY_IN_FORM: &[&str] =
    &["form.parts.title", "form.fields.asks (a line)", "form.fields.scale.low", "form.fields.scale.high"];

/// Fields that the form prints, by how their names start; and which of these it does not.
const IN_FORM: &[&str] = &[
    "form.title",
    "form.edition",
    "form.empty_phrase",
    "form.parts",
    "form.fields",
    "answers",
    "city.name.native",
    "city.name",
    "city.country",
    "city.head",
    "city.contacts",
    "city.profile.unit",
    "city.profile.not_available",
    "dossier.notice",
];
const NOT_IN_FORM: &[&str] = &["city.name.native"];

/// Whether the dossier prints a field.
pub fn in_dossier(slot: &str) -> bool {
    !ONLY_IN_FORM.contains(&slot) && NOT_PRINTED.iter().all(|(other, _)| *other != slot)
}

/// Whether the form prints a field.
pub fn in_form(slot: &str) -> bool {
    let starts = IN_FORM.iter().any(|start| slot.starts_with(start)) && !NOT_IN_FORM.contains(&slot);
    starts && NOT_PRINTED.iter().all(|(other, _)| *other != slot)
}

/// A picture, and one that is no drawing.
const PIXELS: &str = "tests/fixtures/accept/pictures/pictures/tiny.png";
const DOT: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"><circle cx=\"4\" cy=\"4\" r=\"3\"/></svg>";

/// Writes dossiers.
pub struct Garden<'s> {
    strings: Vec<&'s str>,
    /// The one field that holds strings; every other holds plain words.
    only: Option<&'s str>,
    /// Every text is written in double quotes on a line of its own.
    quoted: bool,
    /// The item being written; none for what a dossier has once.
    item: Option<usize>,
    path: &'static str,
    files: Vec<(&'static str, String)>,
    pub planted: Vec<Planted>,
}

impl<'s> Garden<'s> {
    /// A dossier with these strings in every field.
    pub fn of(strings: Vec<&'s str>) -> Self {
        let mut garden =
            Self { strings, only: None, quoted: false, item: None, path: "", files: Vec::new(), planted: Vec::new() };
        garden.write();
        garden
    }

    /// The same, with every text in double quotes on one line; in one field only, when it is named.
    pub fn quoted(strings: Vec<&'s str>, only: Option<&'s str>) -> Self {
        let mut garden = Self { strings, only, quoted: true, item: None, path: "", files: Vec::new(), planted: Vec::new() };
        garden.write();
        garden
    }

    /// The dossier as a folder.
    pub fn folder(&self) -> Folder {
        let folder = Folder::empty();
        self.write_into(&folder, ".");
        folder
    }

    /// Writes the dossier into a folder of a folder.
    pub fn write_into(&self, folder: &Folder, inside: &str) {
        for (name, text) in &self.files {
            folder.write(&format!("{inside}/{name}"), text);
        }
        folder.write(&format!("{inside}/pictures/dot.svg"), DOT);
        folder.write(&format!("{inside}/signed/page.png"), std::fs::read(project(PIXELS)).expect("a picture"));
        for n in 0..self.strings.len() {
            folder.write(&format!("{inside}/papers/{n}.txt"), format!("{n}\n"));
        }
    }

    /// The string of a field.
    pub fn string(&self, planted: &Planted) -> &'s str {
        self.strings[planted.string]
    }

    /// The names of all fields, each once.
    pub fn slots(&self) -> Vec<String> {
        let mut slots: Vec<String> = self.planted.iter().map(|p| p.slot.clone()).collect();
        slots.sort();
        slots.dedup();
        slots
    }

    pub fn text_of(&self, path: &str) -> &str {
        self.files.iter().find(|(name, _)| *name == path).map_or("", |(_, text)| text)
    }

    fn file(&mut self, path: &'static str) {
        self.path = path;
        self.files.push((path, String::new()));
    }

    fn out(&mut self) -> &mut String {
        &mut self.files.last_mut().expect("a file is open").1
    }

    /// A line of YAML.
    pub fn line(&mut self, line: &str) {
        let out = self.out();
        out.push_str(line);
        out.push('\n');
    }

    /// A text behind a key; the key is written with its indentation, and its dash.
    pub fn text(&mut self, key: &str, slot: &str, sort: Sort) {
        let line = self.out().matches('\n').count() + 1;
        let text =
            if self.only.is_some_and(|only| only != slot) { "Plain words".to_owned() } else { self.plant(slot, sort, line) };
        let indent = key.len() - key.trim_start_matches([' ', '-']).len() + 2;
        let style = if self.quoted { 0 } else { self.planted.len() % 3 };
        let value = scalar(&text, indent, style);
        self.line(&format!("{key}: {value}"));
    }

    /// The text of a field: one string, or all of them where the dossier has the field once.
    fn plant(&mut self, slot: &str, sort: Sort, line: usize) -> String {
        let all: Vec<usize> = self.item.map_or_else(|| (0..self.strings.len()).collect(), |one| vec![one]);
        let last = all.len() - 1;
        let mut parts = Vec::new();
        for (at, string) in all.into_iter().enumerate() {
            let number = self.planted.len();
            let text = self.strings[string];
            let rotated = [Beside::Both, Beside::Behind, Beside::Before][number % 3];
            let beside = match (self.item, at) {
                _ if turns(text) => Beside::Both,
                (Some(_), _) => rotated,
                (None, 0) => Beside::Behind,
                (None, at) if at == last => Beside::Before,
                (None, _) => Beside::Both,
            };
            let meant = if matches!(sort, Sort::Line | Sort::Label) { text.to_owned() } else { escaped(text) };
            if matches!(sort, Sort::Short | Sort::Label) && text.len() > 400 {
                continue;
            }
            let mut part = String::new();
            if beside != Beside::Behind {
                let _ = write!(part, "Zq{number}a ");
            }
            part.push_str(&meant);
            if beside != Beside::Before {
                let _ = write!(part, " Zq{number}b");
            }
            parts.push(part);
            self.planted.push(Planted { number, slot: slot.to_owned(), string, beside, path: self.path, line });
        }
        if parts.is_empty() {
            return "Plain words".to_owned();
        }
        parts.join(if sort == Sort::Prose { "\n\n" } else { " " })
    }
}

/// A text as CommonMark that means the text itself.
pub fn escaped(text: &str) -> String {
    text.chars().flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c])).collect()
}

/// A text as a YAML scalar: in double quotes, in a block, or in single quotes, where it can be.
fn scalar(text: &str, indent: usize, style: usize) -> String {
    let strange =
        |c: char| (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}');
    let plain = !text.contains(strange);
    match style {
        1 if plain && !text.starts_with([' ', '\n', '\t']) => {
            let pad = " ".repeat(indent);
            let lines: Vec<String> =
                text.split('\n').map(|l| if l.is_empty() { String::new() } else { format!("{pad}{l}") }).collect();
            format!("|-\n{}", lines.join("\n"))
        }
        2 if plain && !text.contains(['\n', '\t']) => format!("'{}'", text.replace('\'', "''")),
        _ => quoted(text),
    }
}

/// A text in double quotes.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c if c.is_control()
                || matches!(c as u32, 0x2028 | 0x2029 | 0xFEFF | 0xFFF0..=0xFFFF | 0xFDD0..=0xFDEF | 0xE000..=0xF8FF | 0xF0000..) =>
            {
                let _ = write!(out, "\\U{:08x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

mod writing;
