//! Answers that say nothing, and answers that say the same.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::lengths::place;
use crate::check::{Dossier, printed};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::locale::Locale;
use crate::model::prose::each_word;
use crate::model::{Answer, Lang};
use crate::pack::form::FieldType;

/// Answers that are nothing but one of these say that there is nothing to say.
const NOTHING: &[&str] = &[
    "n/a",
    "na",
    "none",
    "nil",
    "nothing",
    "not applicable",
    "not relevant",
    "no information",
    "néant",
    "aucun",
    "aucune",
    "sans objet",
    "s/o",
    "non applicable",
    "rien à signaler",
    "không có",
    "không áp dụng",
    "không có thông tin",
    "chưa có",
    "-",
    "–",
    "—",
];

/// So many words in a row are no accident.
const RUN: usize = 40;
/// Shorter answers are not compared: names and formulas may well be the same.
const SHORTEST: usize = 20;

/// An answer in one language.
struct Said<'a> {
    field: usize,
    answer: &'a Answer,
    lang: Lang,
    text: String,
}

/// Checks what the answers say.
pub fn check(dossier: &Dossier, locales: &[Locale], diagnostics: &mut Diagnostics) {
    let mut said = Vec::new();
    for (field, answer) in &dossier.answers {
        for lang in dossier.counts_of(*field).map(|(lang, _)| lang) {
            let locale = locales.iter().find(|l| l.lang == *lang);
            if let Some(text) = printed::answer_text(dossier, *field, answer, lang, locale) {
                said.push(Said { field: *field, answer, lang: lang.clone(), text });
            }
        }
    }
    for one in &said {
        nothing(dossier, one, diagnostics);
    }
    said.retain(|one| dossier.form.fields[one.field].kind == FieldType::Prose);
    repeated(dossier, &said, diagnostics);
}

/// An answer without words, and one whose words mean that there is none.
fn nothing(dossier: &Dossier, said: &Said<'_>, diagnostics: &mut Diagnostics) {
    let at = place(said.answer, &said.lang, dossier.original());
    // A line that cannot be seen is empty too.
    let seen = |c: char| !c.is_whitespace() && !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{61c}');
    if !said.text.chars().any(seen) {
        let message = format!("this answer prints as nothing (`{}`)", said.lang);
        diagnostics.push(Diagnostic::new(Code::EmptyValue, at, message).hint("write it, or delete the line"));
        return;
    }
    let Some(phrase) = &dossier.form.empty_phrase else { return };
    let bare = |text: &str| text.trim().trim_end_matches(['.', '!']).to_lowercase();
    let (text, is_choice) = (bare(&said.text), dossier.form.fields[said.field].kind == FieldType::Choice);
    let is_phrase = phrase.versions.iter().any(|version| bare(&version.text) == text);
    if is_phrase || !is_choice && NOTHING.contains(&text.as_str()) {
        let english = Lang::english();
        let message = format!("this answer only says that there is none: \"{}\"", said.text.trim());
        diagnostics.push(Diagnostic::new(Code::EmptyPhrase, at, message).hint(format!(
            "leave the answer out: the form's own phrase, \"{}\", is then printed by itself",
            phrase.line(&said.lang, &english)
        )));
    }
}

/// Answers that share a long run of words: the later one is told, once for each pair.
fn repeated(dossier: &Dossier, said: &[Said<'_>], diagnostics: &mut Diagnostics) {
    let mut told: Vec<(usize, usize)> = Vec::new();
    for ((first, second), shared) in shared_runs(said) {
        let (first, second) = (&said[first], &said[second]);
        let pair = (first.field, second.field);
        if told.contains(&pair) {
            continue;
        }
        told.push(pair);
        let id = &dossier.form.fields[first.field].id.value;
        let message = format!("this answer repeats the one to `{id}`: {shared} words in a row are the same (`{}`)", second.lang);
        diagnostics.push(
            Diagnostic::new(Code::RepeatedAnswer, place(second.answer, &second.lang, dossier.original()), message)
                .label(place(first.answer, &first.lang, dossier.original()), "the same words here")
                .hint("say it once, where it is asked, and something new here: who reads applications reads both"),
        );
    }
}

/// Pairs of answers, the earlier first, that share a run of forty words or of nine tenths of the shorter one, and how long
/// the first such run is. Each text is compared with all others at once, so that many long ones take no longer than they are.
fn shared_runs(said: &[Said<'_>]) -> BTreeMap<(usize, usize), usize> {
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut number = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        *numbers.entry(bare).or_insert(next)
    };
    let texts: Vec<Vec<u32>> = (said.iter())
        .map(|one| {
            let mut words = Vec::new();
            each_word(&one.text, |word| words.push(number(word)));
            words
        })
        .collect();
    let least = |text: &[u32]| RUN.min((text.len() * 9).div_ceil(10));
    let long_enough = |n: &usize| texts[*n].len() >= SHORTEST;
    let lengths: BTreeSet<usize> = (0..said.len()).filter(long_enough).map(|n| least(&texts[n])).collect();
    let mut found = BTreeMap::new();
    for run in lengths {
        let mut places: HashMap<(&Lang, &[u32]), (usize, usize)> = HashMap::new();
        for n in (0..said.len()).filter(long_enough).filter(|n| least(&texts[*n]) == run) {
            for (at, window) in texts[n].windows(run).enumerate() {
                places.entry((&said[n].lang, window)).or_insert((n, at));
            }
        }
        for n in (0..said.len()).filter(long_enough) {
            let mut windows = texts[n].windows(run).enumerate();
            let hit = windows.find_map(|(at, window)| {
                let (other, there) = *places.get(&(&said[n].lang, window))?;
                (said[other].field != said[n].field).then_some((other, there, at))
            });
            if let Some((other, there, at)) = hit {
                let same = texts[other][there..].iter().zip(&texts[n][at..]).take_while(|(x, y)| x == y).count();
                found.entry((n.min(other), n.max(other))).or_insert(same);
            }
        }
    }
    found
}
