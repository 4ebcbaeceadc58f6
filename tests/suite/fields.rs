//! What templates see is a public contract: `templates/FIELDS.md`, field by field, held against the types and real documents.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use gnlc::command::Session;
use gnlc::load::Options;
use gnlc::render::view;
use serde_json::Value;

use super::tool::{files_below, project, text_of};

/// One field of a type: its name, its Rust type, what it is.
struct Field {
    name: String,
    kind: String,
    meaning: String,
}

/// The types a template sees, with their fields, read from the sources.
fn types() -> BTreeMap<String, (String, Vec<Field>)> {
    let mut types = BTreeMap::new();
    let more = ["render/view", "render/changes", "render/sheet", "review/report", "review/report/remarks", "review/words"];
    let sources = files_below("src/render/view").into_iter().chain(more.map(|name| format!("src/{name}.rs")));
    for text in sources.map(|p| text_of(&p)) {
        let (mut doc, mut serialized, mut open) = (String::new(), false, None::<(String, String, Vec<Field>)>);
        for line in text.lines().map(str::trim) {
            if let Some(words) = line.strip_prefix("/// ") {
                doc = format!("{doc} {words}").trim().to_owned();
            } else if line.starts_with("#[derive") {
                serialized = line.contains("Serialize");
            } else if let Some(rest) = line.strip_prefix("pub struct ") {
                let name = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
                open = serialized.then(|| (name.to_owned(), std::mem::take(&mut doc), Vec::new()));
                doc.clear();
            } else if line == "}" {
                if let Some((name, meaning, fields)) = open.take() {
                    let twice = types.insert(name.clone(), (meaning, fields)).is_some();
                    assert!(!twice, "two types that templates see are called {name}");
                }
                doc.clear();
            } else if let (Some((.., fields)), Some(rest)) = (&mut open, line.strip_prefix("pub ")) {
                let (name, kind) = rest.trim_end_matches(',').split_once(": ").expect("a field");
                fields.push(Field { name: name.to_owned(), kind: kind.to_owned(), meaning: std::mem::take(&mut doc) });
            } else if open.is_none() {
                doc.clear();
            }
        }
    }
    types
}

/// A Rust type in the words of the list.
fn words(kind: &str) -> String {
    let kind = kind.strip_prefix("&'a ").unwrap_or(kind);
    let inside = |start: &str| kind.strip_prefix(start).and_then(|k| k.strip_suffix('>'));
    if let Some(inner) = inside("Option<") {
        return format!("{}, or none", words(inner));
    }
    if let Some(inner) = inside("Vec<") {
        return format!("list of {}", words(inner));
    }
    if let Some(inner) = kind.strip_prefix('(').and_then(|k| k.strip_suffix(')')) {
        return format!("pair of {}", inner.split(", ").map(words).collect::<Vec<_>>().join(" and "));
    }
    let last = kind.rsplit("::").next().unwrap_or(kind);
    match last {
        "String" | "&'static str" => "text".into(),
        "bool" => "true or false".into(),
        "i64" | "usize" | "u32" => "number".into(),
        "[u16; 3]" => "three numbers".into(),
        "Tree" | "Value" => "prose".into(),
        "BTreeMap<String, String>" => "texts by key".into(),
        name => format!("`{name}`"),
    }
}

/// The names of the types inside a type.
fn named(kind: &str) -> Vec<String> {
    kind.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

const HEAD: &str = "# What templates see

A template of a city's own (`templates/dossier/NAME.typ.jinja`) sees the fields of `Context` by their names: `{{ doc.title }}`,
`{% for area in category.areas %}`. Every `{{ … }}` prints one quoted value of Typst, so it stands where Typst expects a value:
`#theme.head2({{ cover.city }})`. Everything is phrased in the language of the document; nothing has to be translated or
counted any more. Those of `templates/form` see the fields of `Application`, those of `templates/changes` the fields of `Changes`,
those of `templates/sheet` the fields of `Sheet`.
The fields keep their names and meaning within a major version of gnlc; new ones may come.

*prose* is for `theme.prose(…)`: paragraphs and lists as a tree. `Say` is for `theme.say(…)`, `Ref` for `theme.ref-link(…)`.
Functions: those of `templates/theme.typ` and `templates/base.typ`, and three of the program: `anchor(id)` marks the place of
an item (once for each), `goto(id, alt, body)` links to it, `place-of(id)` gives its location.
";

/// The list as it has to be.
fn list() -> String {
    let types = types();
    let mut text = HEAD.to_owned();
    let (mut open, mut done) = (["Context", "Application", "Changes", "Sheet"].map(str::to_owned).to_vec(), BTreeSet::new());
    while !open.is_empty() {
        let name = open.remove(0);
        if !done.insert(name.clone()) {
            continue;
        }
        let (meaning, fields) = &types[&name];
        let _ = write!(text, "\n## {name}\n\n{meaning}\n\n| field | is | |\n|---|---|---|\n");
        for field in fields {
            let _ = writeln!(text, "| `{}` | {} | {} |", field.name, words(&field.kind), field.meaning);
            open.extend(named(&field.kind).into_iter().filter(|n| types.contains_key(n)));
        }
    }
    text
}

/// `GNLC_FIELDS=write cargo test --release fields` writes the list anew.
#[test]
fn the_list_of_fields_is_what_the_types_say() {
    let list = list();
    if std::env::var_os("GNLC_FIELDS").is_some() {
        std::fs::write(project("templates/FIELDS.md"), &list).expect("the list is written");
    }
    assert!(list == text_of("templates/FIELDS.md"), "templates/FIELDS.md is old: GNLC_FIELDS=write cargo test --release fields");
    assert!(!list.contains("|  |\n"), "a field without a word on what it is");
}

/// Compares a value with its type: no field more, none less.
fn compare(value: &Value, kind: &str, types: &BTreeMap<String, (String, Vec<Field>)>, at: &str, seen: &mut BTreeSet<String>) {
    let inside = |start: &str| kind.strip_prefix(start).and_then(|k| k.strip_suffix('>'));
    if let Some(inner) = inside("Option<") {
        if !value.is_null() {
            compare(value, inner, types, at, seen);
        }
    } else if let Some(inner) = inside("Vec<") {
        value.as_array().unwrap_or_else(|| panic!("{at} is a list")).iter().for_each(|v| compare(v, inner, types, at, seen));
    } else if let Some(inner) = inside("BTreeMap<String, ") {
        value.as_object().unwrap_or_else(|| panic!("{at} has keys")).values().for_each(|v| compare(v, inner, types, at, seen));
    } else if let Some(inner) = kind.strip_prefix('(').and_then(|k| k.strip_suffix(')')) {
        let parts = value.as_array().unwrap_or_else(|| panic!("{at} is a pair"));
        inner.split(", ").zip(parts).for_each(|(kind, part)| compare(part, kind, types, at, seen));
    } else if let Some((_, fields)) = types.get(kind.rsplit("::").next().unwrap_or(kind)) {
        let object = value.as_object().unwrap_or_else(|| panic!("{at} has fields"));
        let (found, wanted): (BTreeSet<&str>, BTreeSet<&str>) =
            (object.keys().map(String::as_str).collect(), fields.iter().map(|f| f.name.as_str()).collect());
        assert_eq!(found, wanted, "{at}");
        for field in fields {
            let name = format!("{at}.{}", field.name);
            compare(&object[&field.name], &field.kind, types, &name, seen);
            seen.insert(name);
        }
    } else {
        let fits = match kind {
            "String" | "&'static str" => value.is_string(),
            "bool" => value.is_boolean(),
            "i64" | "usize" | "u32" => value.is_number(),
            _ => !value.is_null(),
        };
        assert!(fits, "{at} is {kind}: {value}");
    }
}

#[test]
fn every_field_of_real_documents_is_in_the_list_and_has_its_type() {
    let types = types();
    let mut seen = BTreeSet::new();
    for folder in [
        "tests/fixtures/accept/all-kinds",
        "tests/fixtures/accept/every-field",
        "tests/fixtures/accept/pictures",
        "data/examples/hanoi",
        "data/examples/starter",
    ] {
        let mut session = Session::default();
        let (dossier, coverage, locale) = session.dossier(&project(folder), &Options::default(), None).expect("a good dossier");
        let facts = gnlc::review::Facts::of(&dossier, &coverage);
        let input = view::Input::new(&dossier, &coverage, &locale, &facts);
        let value = serde_json::to_value(view::build(&input)).expect("data");
        compare(&value, "Context", &types, "context", &mut seen);
        let value = serde_json::to_value(view::application::application(&input)).expect("data");
        compare(&value, "Application", &types, "application", &mut seen);
    }
    assert!(seen.len() > 150, "{} fields were met", seen.len());
}
