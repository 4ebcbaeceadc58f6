//! What the fields of items are called in print, and what their values are.

use serde_json::Value as Json;

use super::super::facts::Group;
use super::super::side::Voice;
use crate::model::Lang;
use crate::model::words::Mark;

/// The key of the word for a sort of items.
#[must_use]
pub fn sort_key(group: Group) -> &'static str {
    match group {
        Group::Dossier => "part_dossier",
        Group::City => "applicant",
        Group::Pack | Group::Criterion => "packs",
        Group::Answer => "answers",
        Group::Question => "form",
        Group::Coverage => "coverage",
        Group::Evidence => "evidence",
        Group::Indicator => "indicators",
        Group::NextStep => "next_steps",
        Group::Source => "sources",
        Group::Attachment => "attachments",
        Group::Unit => "sort_unit",
        Group::Limit => "sort_limit",
        Group::Signoff => "signoffs",
    }
}

/// The end of the key of a mark's word, from how the facts write it.
#[must_use]
pub fn mark_key(word: &str) -> &'static str {
    Mark::from_word(word).unwrap_or(Mark::NotShown).key()
}

/// Keys that only group others.
pub const SILENT: &[&str] = &["details", "texts", "profile", "plan", "step", "not_now", "others"];
/// Keys whose inside is said as a whole.
pub const WHOLE: &[&str] = &["unit", "base", "rule", "computed", "value", "count", "place"];

/// What a path is called: the words of its keys, and the language in brackets.
#[must_use]
pub fn label(voice: &Voice<'_>, path: &[String]) -> String {
    let mut said: Vec<String> = Vec::new();
    let mut lang = None;
    let opaque = path.iter().position(|key| WHOLE.contains(&key.as_str())).map_or(path.len(), |at| at + 1);
    for (at, key) in path[..opaque].iter().enumerate() {
        let last = at + 1 == path.len();
        if let Some(code) = language_in(path).filter(|_| last) {
            lang = Some(voice.locale.language(code));
        } else if let Some(criterion) = voice.criterion(key) {
            said.push(voice.criterion_name(criterion));
        } else if let Some(word) = field(voice, key) {
            said.push(word);
        } else if !SILENT.contains(&key.as_str()) && key.len() < 64 {
            // The name of a figure. What is longer is the digest of a picture, which says nothing to a reader.
            said.push(key.replace('@', ""));
        }
    }
    let said = if said.is_empty() { voice.locale.word("content").to_owned() } else { said.join(", ") };
    lang.map_or(said.clone(), |lang| format!("{said} ({lang})"))
}

/// The language that a path ends in. `by:` of a commitment is none.
#[must_use]
pub fn language_in(path: &[String]) -> Option<&str> {
    let [.., above, last] = path else { return None };
    (Lang::parse(last).is_some() && !SILENT.contains(&above.as_str())).then_some(last)
}

/// The word of a key, when the language has one.
fn word(voice: &Voice<'_>, key: &str) -> Option<String> {
    Some(voice.locale.word(key)).filter(|word| *word != key).map(str::to_owned)
}

/// The keys under which the word lists may name a field: its own, or one that print has for it anyway.
#[must_use]
pub fn names(key: &str) -> [String; 3] {
    [format!("field_{key}"), format!("detail_{key}"), key.to_owned()]
}

/// The word for a field.
fn field(voice: &Voice<'_>, key: &str) -> Option<String> {
    names(key).iter().find_map(|key| word(voice, key)).filter(|word| !word.contains('{'))
}

/// What a value says, by the field it stands in: words of closed lists in the language, dates as they are printed.
pub fn value(voice: &Voice<'_>, group: Group, path: &[String], fact: &Json) -> String {
    // A year and a number by which something is called are no amounts.
    let is_name = path.last().is_some_and(|key| matches!(key.as_str(), "call" | "draft" | "order"));
    let Some(text) = fact.as_str() else { return if is_name { fact.to_string() } else { voice.plain(fact) } };
    let prefix = match (path.last().map_or("", String::as_str), group) {
        ("status", Group::Evidence) => "status_",
        ("status", Group::Pack) => "standing_",
        ("status", _) => "finality_",
        ("kind", Group::Evidence) => "kind_",
        ("kind", Group::Source) => "source_",
        ("kind", Group::City) => "unit_",
        ("kind", _) => "scope_",
        ("nature", _) => "nature_",
        ("confidence", _) => "confidence_",
        ("mark", _) => return voice.locale.word(&format!("mark_{}", mark_key(text))).to_owned(),
        ("digest" | "sha256", _) => return text.chars().take(12).collect(),
        ("since" | "until" | "due" | "date" | "as_of" | "by" | "ended" | "read" | "on", _) => return voice.date(text),
        _ => return voice.plain(fact),
    };
    word(voice, &format!("{prefix}{}", text.replace(' ', "_"))).unwrap_or_else(|| text.to_owned())
}
