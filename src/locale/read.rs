//! Reads a language file.

use std::collections::{BTreeMap, HashMap};

use super::format::{Format, Plural};
use super::{Locale, Phrase};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::model::Lang;
use crate::model::text::squeeze;
use crate::source::{FileId, Sources, Span};
use crate::yaml::read::{Cx, Fields, Placed, Read};
use crate::yaml::{self, Kind, Node};

/// Reads the file. Given the English one, words beyond it are refused and those missing are taken from it.
pub fn read(file: FileId, english: Option<&Locale>, sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Locale> {
    let document = yaml::read_document(file, sources, diagnostics);
    let whole = Node::new(Span::new(file, 0..sources.text(file).len()), Kind::Map(document.entries));
    let mut cx = Cx { sources, diagnostics, point_is_decimal: true };
    let mut f = Fields::open(&whole, "a language file", &mut cx)?;
    let lang: Option<Placed<Lang>> = f.required("language", &mut cx);
    let conventions: Option<Placed<String>> = f.optional("conventions", &mut cx);
    let short_days = f.optional("short_dates", &mut cx).unwrap_or(false);
    let words = f.entry("words").map(|(_, node)| read_words(node, english, &mut cx)).unwrap_or_default();
    let texts = match (&lang, f.entry("texts")) {
        (Some(lang), Some((_, node))) => read_texts(node, lang.value.code(), &mut cx),
        _ => HashMap::new(),
    };
    f.finish(&mut cx);
    let lang = lang?;
    let tag = conventions.as_ref().map_or(lang.value.code(), |c| c.value.as_str());
    let Some(format) = Format::new(tag, short_days) else {
        let at = conventions.as_ref().map_or(lang.at, |c| c.at);
        cx.push(
            Diagnostic::new(Code::BadLanguage, at, format!("`{tag}` is no locale of Unicode"))
                .hint("write one such as `vi` or `en-GB`"),
        );
        return None;
    };
    let mut locale = Locale { lang: lang.value, file, format, words, texts };
    if let Some(english) = english {
        complete(&mut locale, english, lang.at, &mut cx);
    }
    Some(locale)
}

/// Takes from English what a language file lacks, and says so in one message.
fn complete(locale: &mut Locale, english: &Locale, at: Span, cx: &mut Cx<'_>) {
    let missing: Vec<(&String, &Phrase)> = english.words.iter().filter(|(key, _)| !locale.words.contains_key(*key)).collect();
    if missing.is_empty() {
        return;
    }
    let shown: Vec<&str> = missing.iter().take(8).map(|(key, _)| key.as_str()).collect();
    let more = if missing.len() > 8 { ", …" } else { "" };
    cx.push(
        Diagnostic::new(
            Code::MissingWord,
            at,
            format!("{} printed words are missing and stay English: {}{more}", missing.len(), shown.join(", ")),
        )
        .hint(
            "add them under `words:`; `gnlc init NEW-FOLDER --templates` writes all built-in files, `locales/en.yaml` among them",
        ),
    );
    let missing: Vec<(String, Phrase)> = missing.into_iter().map(|(k, p)| (k.clone(), p.clone())).collect();
    locale.words.extend(missing);
}

fn read_words(node: &Node, english: Option<&Locale>, cx: &mut Cx<'_>) -> BTreeMap<String, Phrase> {
    let Kind::Map(entries) = &node.kind else {
        cx.wrong_type(node, "the printed words, each behind its key");
        return BTreeMap::new();
    };
    let mut words = BTreeMap::new();
    for (key, value) in entries {
        let Some(name) = key.scalar().map(|s| s.text.clone()) else { continue };
        if let Some(english) = english.filter(|e| !e.words.contains_key(&name)) {
            cx.push(
                Diagnostic::new(Code::UnknownKey, key.span, format!("no document prints a word `{name}`"))
                    .hints(did_you_mean(&name, english.words.keys().map(String::as_str)))
                    .hint("the keys are those of the built-in file for English"),
            );
            continue;
        }
        if let Some(phrase) = Phrase::read(value, cx) {
            if let Some(english) = english.and_then(|e| e.words.get(&name)) {
                check_gaps(&phrase, english, value.span, cx);
            }
            words.insert(name, phrase);
        }
    }
    words
}

/// A gap that the program does not fill would print as nothing.
fn check_gaps(phrase: &Phrase, english: &Phrase, at: Span, cx: &mut Cx<'_>) {
    let known = gaps(english);
    for gap in gaps(phrase).into_iter().filter(|gap| !known.contains(gap)) {
        let list = known.iter().map(|g| format!("{{{g}}}")).collect::<Vec<_>>().join(", ");
        let hint = if known.is_empty() { "this word has no gap".to_owned() } else { format!("the gaps are {list}") };
        cx.push(Diagnostic::new(Code::UnknownKey, at, format!("nothing fills the gap `{{{gap}}}`")).hint(hint));
    }
}

fn gaps(phrase: &Phrase) -> Vec<String> {
    let text = phrase.forms().concat();
    let mut gaps: Vec<String> = text.split('{').skip(1).filter_map(|r| r.split_once('}')).map(|(g, _)| g.to_owned()).collect();
    gaps.sort();
    gaps.dedup();
    gaps
}

impl Read for Phrase {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let Kind::Map(entries) = &node.kind else {
            return node
                .scalar()
                .map(|s| Self::One(s.text.trim_end_matches('\n').replace('\t', " ")))
                .or_else(|| String::read(node, cx).map(Self::One));
        };
        let mut forms = Vec::new();
        for (key, value) in entries {
            let name = key.scalar().map(|s| s.text.as_str()).unwrap_or_default();
            match Plural::parse(name) {
                Some(plural) => forms.extend(value.scalar().map(|s| (plural, s.text.clone()))),
                None => cx.push(
                    Diagnostic::new(Code::UnknownWord, key.span, format!("`{name}` is no plural form"))
                        .hint("one of `zero`, `one`, `two`, `few`, `many`, `other`"),
                ),
            }
        }
        if forms.iter().all(|(form, _)| *form != Plural::OTHER) {
            cx.push(
                Diagnostic::new(Code::MissingField, node.span, "a wording by count lacks the form `other`")
                    .hint("add `other:`, which is used for every count that has no form of its own"),
            );
        }
        Some(Self::Counted(forms))
    }
}

/// Pairs of the English wording and this language's.
fn read_texts(node: &Node, lang: &str, cx: &mut Cx<'_>) -> HashMap<String, String> {
    let Kind::Seq(items) = &node.kind else {
        cx.wrong_type(node, "a list of texts, each in English and in the language of the file");
        return HashMap::new();
    };
    let mut texts = HashMap::new();
    for item in items {
        let one = |key: &str| item.get(key).and_then(|n| n.scalar()).map(|s| squeeze(&s.text));
        match (one("en"), one(lang)) {
            (Some(english), Some(text)) => {
                texts.insert(english, text);
            }
            _ => cx.push(
                Diagnostic::new(Code::MissingField, item.span, format!("a text of forms and criteria needs `en:` and `{lang}:`"))
                    .hint("the English wording finds the text; the other one is printed"),
            ),
        }
    }
    texts
}
