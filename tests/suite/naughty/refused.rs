//! What is refused: each letter with its code, at its own line, and nothing else.

use std::collections::BTreeMap;
use std::path::Path;

use gnlc::command::Session;
use gnlc::compile::Fonts;
use gnlc::compile::letters::{Ask, MOST};
use gnlc::diagnostic::Diagnostics;
use gnlc::diagnostic::Severity;
use gnlc::diagnostic::emit;

use super::super::tool::{json, run_soon};
use super::garden::{Garden, NOT_PRINTED};
use super::{printed, strings};

/// A letter that no text may hold.
fn forbidden(c: char) -> bool {
    let code = c as u32;
    (c.is_control() && !matches!(c, '\n' | '\t' | '\r' | '\u{85}'))
        || matches!(code, 0x202A..=0x202E | 0x2066..=0x2069 | 0xE000..=0xF8FF | 0xFDD0..=0xFDEF | 0xFEFF | 0xFFF9..=0xFFFB | 0xF0000..)
        || code & 0xFFFE == 0xFFFE
}

/// A text without the letters that no text may hold.
pub fn cleaned(text: &str) -> String {
    text.chars().filter(|c| !forbidden(*c)).collect()
}

/// A text as a draft prints it: a hollow square for every letter that no font has.
pub fn hollow(text: &str) -> String {
    let fonts = Fonts::new(&[], &mut Diagnostics::default());
    gnlc::compile::letters::with_stand_ins(&super::compare::kept(&cleaned(text)).replace('\\', "\\u{5c}"), &fonts)
        .replace("\\u{5c}", "\\")
}

/// A message: path, line, code. How often each was said.
type Said = BTreeMap<(String, u64, String), usize>;

fn said<'a>(messages: impl Iterator<Item = &'a serde_json::Value>) -> Said {
    let mut said = Said::new();
    for message in messages {
        let text = |key: &str| message[key].as_str().unwrap_or_default().to_owned();
        *said.entry((text("path"), message["line"].as_u64().unwrap_or(0), text("code"))).or_default() += 1;
    }
    said
}

/// What must be said of a dossier beside what is said of the same one with plain words.
fn expected(garden: &Garden<'_>, plain: Said) -> Said {
    let mut said = plain;
    let mut seen = Vec::new();
    for planted in &garden.planted {
        let text = garden.string(planted);
        let mut letters: Vec<char> = text.chars().filter(|c| forbidden(*c)).collect();
        letters.sort_unstable();
        letters.dedup();
        let place = |code: &str| (planted.path.to_owned(), planted.line as u64, code.to_owned());
        for letter in letters {
            // One field says each letter once.
            if !seen.contains(&(planted.path, planted.line, letter)) {
                seen.push((planted.path, planted.line, letter));
                *said.entry(place("forbidden-character")).or_default() += 1;
            }
        }
        // What is never printed of a form or set of criteria may hold any letter.
        let never = planted.path != "city.yaml" && NOT_PRINTED.iter().any(|(slot, _)| *slot == planted.slot);
        if hollow(text).contains('\u{25a1}') && !never {
            said.insert(place("missing-letter"), 1);
        }
    }
    said
}

fn bad() -> Vec<&'static str> {
    strings::REFUSED.iter().map(|(text, ..)| *text).collect()
}

#[test]
fn every_refused_string_in_every_field_at_once_is_reported_at_its_line_and_nothing_else_is() {
    let messages = |garden: &Garden<'_>| {
        let folder = garden.folder();
        let report = json(&run_soon(&["check", folder.arg(), "--format", "json"]).sound());
        said(report["messages"].as_array().expect("messages").iter())
    };
    let plain = messages(&Garden::quoted(vec!["plain"; bad().len()], None));
    let garden = Garden::quoted(bad(), None);
    let (mut found, mut right) = (messages(&garden), expected(&garden, plain));
    // Of very many texts with missing letters the first are told each at its place, and the rest are counted.
    let letters = |said: &mut Said| -> Said {
        let (letters, others) = std::mem::take(said).into_iter().partition(|((.., code), _)| code == "missing-letter");
        *said = others;
        letters
    };
    let (told, to_tell) = (letters(&mut found), letters(&mut right));
    let wrong: Vec<_> = told.keys().filter(|at| at.1 > 0 && !to_tell.contains_key(*at)).collect();
    assert!(wrong.is_empty() && told.keys().filter(|at| at.1 > 0).count() == to_tell.len().min(MOST), "{wrong:#?}");
    let more: Vec<_> = found.iter().filter(|(at, n)| right.get(*at) != Some(*n)).collect();
    let less: Vec<_> = right.iter().filter(|(at, n)| found.get(*at) != Some(*n)).collect();
    assert!(more.is_empty() && less.is_empty(), "said: {more:#?}\nto be said: {less:#?}");
    assert!(found.values().chain(told.values()).sum::<usize>() > 500);
}

#[test]
fn a_refused_string_has_the_code_that_is_meant_for_it() {
    for (text, code, why) in strings::REFUSED {
        let forbids = text.chars().any(forbidden);
        let right = if forbids { "forbidden-character" } else { "missing-letter" };
        assert_eq!(*code, right, "{why}");
        assert!(forbids || hollow(text).contains('\u{25a1}'), "{why}: some font has it");
    }
}

#[test]
fn one_refused_string_in_one_field_is_the_only_message() {
    let plain = check(Garden::quoted(vec!["plain"], None).folder().path());
    for (n, slot) in Garden::quoted(vec!["plain"], None).slots().iter().enumerate() {
        let (text, code, _) = strings::REFUSED[n % strings::REFUSED.len()];
        let garden = Garden::quoted(vec![text], Some(slot));
        let found = check(garden.folder().path());
        assert_eq!(found, expected(&garden, plain.clone()), "{slot}: {code} for {text:?}");
    }
}

/// What `gnlc check` says, without a new process.
fn check(folder: &Path) -> Said {
    let mut session = Session::default();
    let checked = session.dossier(folder, &gnlc::load::Options::default(), None);
    let (dossier, _, locale) = checked.expect("a dossier that can be read");
    gnlc::check::translations::check(&dossier, &dossier.head.languages, Severity::Warning, &mut session.diagnostics);
    let mut fonts = Fonts::new(&dossier.fonts, &mut session.diagnostics);
    let ask = Ask { dossier: &dossier, locale: &locale, others: true, system: false };
    gnlc::compile::letters::check(&ask, &mut fonts, &session.sources, &mut session.diagnostics);
    let messages: Vec<_> = session.diagnostics.sorted(&session.sources).iter().map(|d| emit::json(d, &session.sources)).collect();
    // Where every field holds one string, every answer is the phrase for having none.
    said(messages.iter().filter(|m| m["code"] != "empty-phrase"))
}

#[test]
fn a_draft_prints_hollow_squares_for_missing_letters_and_all_others_as_they_are() {
    let mut strings = bad();
    strings.push("the rest & [all] of it");
    let wrong = printed(&Garden::of(strings), &["--draft"], 1, hollow);
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}
