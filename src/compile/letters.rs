//! Letters that no font can print, found before the pages are set, each at its place.

mod stand_ins;
mod used;

use std::collections::BTreeMap;

use super::clusters::{Judge, Verdict, clusters, is_everyday};
use super::fonts::Fonts;
use super::printed::{Line, lines};
use super::scripts::{Group, code_points, group, is_invisible};
use crate::check::Dossier;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Severity};
use crate::locale::Locale;
use crate::model::Lang;
use crate::source::{Sources, Span};
use crate::yaml::path::FieldFinder;
pub use stand_ins::with_stand_ins;
pub use used::Used;
use used::{named, system, unused};

/// Most texts that get a message of their own. A dossier in a script without a font would have hundreds.
pub const MOST: usize = 200;
/// Most letters one message shows.
const SHOWN: usize = 8;

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// The dossier.
    pub dossier: &'a Dossier,
    /// The language that is printed.
    pub locale: &'a Locale,
    /// Whether texts in the dossier's other languages are looked at too, and told as warnings.
    pub others: bool,
    /// Whether fonts of this machine may be used.
    pub system: bool,
}

/// Reports every text with letters that none of the fonts can print, and gives the families behind the built-in ones that
/// print something.
pub fn check(ask: &Ask<'_>, fonts: &mut Fonts, sources: &Sources, diagnostics: &mut Diagnostics) -> Vec<Used> {
    let lines = lines(ask.dossier, ask.locale, ask.others, sources);
    // Most texts of most dossiers have no letter that a font could lack: nothing is parsed for them.
    let rare: Vec<&Line<'_>> = lines.iter().filter(|l| !l.text.chars().all(is_everyday)).collect();
    if ask.system {
        let mut judge = Judge::new(fonts);
        let found = rare.iter().flat_map(|line| trouble(line, &mut judge).into_iter().map(|t| (t.cluster, line.lang.clone())));
        let mut wanted: Vec<(String, Lang)> = found.collect();
        wanted.sort();
        wanted.dedup();
        fonts.add_from_system(&wanted);
    }
    let mut judge = Judge::new(fonts);
    let found: Vec<(&Line<'_>, Vec<Trouble>)> =
        rare.into_iter().map(|line| (line, trouble(line, &mut judge))).filter(|(_, t)| !t.is_empty()).collect();
    let mut fields = FieldFinder::new(sources);
    for (line, trouble) in found.iter().take(MOST) {
        diagnostics.push(message(line, trouble, sources, &mut fields));
    }
    if let Some(rest) = found.get(MOST..).filter(|rest| !rest.is_empty()) {
        diagnostics.push(rest_of(rest));
    }
    judge.used.extend(named(ask.dossier, fonts, sources));
    let families = judge.used.iter().map(|index| &fonts.families()[*index]);
    let used: Vec<Used> = families.map(|family| Used::new(family, fonts)).collect();
    let torn = std::mem::take(&mut judge.torn);
    fonts.keep_whole(torn);
    if ask.system {
        diagnostics.push(system(&used));
    }
    if ask.others {
        unused(fonts, &used, diagnostics);
    }
    used
}

/// A letter with its marks that is not printed.
#[derive(Clone, Debug)]
struct Trouble {
    cluster: String,
    verdict: Verdict,
}

fn trouble(line: &Line<'_>, judge: &mut Judge<'_>) -> Vec<Trouble> {
    let mut list: Vec<Trouble> = Vec::new();
    line.visit(&mut |text, style| {
        for (_, cluster) in clusters(text) {
            if judge.everywhere(cluster) {
                continue;
            }
            let verdict = judge.verdict(cluster, style);
            if verdict != Verdict::Printed && list.iter().all(|t| t.cluster != cluster) {
                list.push(Trouble { cluster: cluster.to_owned(), verdict });
            }
        }
    });
    list
}

/// One message for one text.
fn message(line: &Line<'_>, trouble: &[Trouble], sources: &Sources, fields: &mut FieldFinder<'_>) -> Diagnostic {
    let (at, found) = place(line, trouble, sources);
    let field = fields.in_field(if found { at } else { line.at });
    let by_group = groups(trouble.iter());
    let in_parts: Vec<&Trouble> = trouble.iter().filter(|t| matches!(t.verdict, Verdict::Apart | Verdict::Torn)).collect();
    let mut parts: Vec<String> = by_group.iter().map(|(group, letters)| phrase(*group, letters)).collect();
    if !in_parts.is_empty() {
        let shown = in_parts.iter().take(SHOWN).map(|t| format!("{} ({}) as one letter", t.cluster, code_points(&t.cluster)));
        parts.extend(shown);
    }
    let what = format!("no font can print {}{field}", parts.join(" and "));
    let mut diagnostic = Diagnostic::new(Code::MissingLetter, at, what);
    if line.other {
        diagnostic.severity = Severity::Warning;
    }
    diagnostic.hints(advice(&by_group, trouble.iter(), line))
}

/// What to do: one sentence for all fonts, and one for each sort of letter that asks for more.
fn advice<'t>(
    by_group: &BTreeMap<Group, Vec<char>>,
    mut trouble: impl Iterator<Item = &'t Trouble>,
    line: &Line<'_>,
) -> Vec<String> {
    let mut fonts: Vec<String> = Vec::new();
    for (group, letters) in by_group {
        if let Some((font, what)) = group.font(letters[0], &line.text, &line.lang)
            && fonts.iter().all(|f| !f.starts_with(&format!("{font} (")))
        {
            fonts.push(format!("{font} ({what})"));
        }
    }
    let (s, name, it) = if fonts.len() > 1 { ("s", "their names", "them") } else { ("", "its name", "it") };
    let get = format!(
        "put the free font{s} {} into the folder `fonts` of the dossier: search for {name} at https://fonts.google.com/noto, download and unpack {it}, and copy the .ttf file{s}",
        fonts.join(", ")
    );
    let mut list = Vec::from_iter((!fonts.is_empty()).then_some(get));
    list.extend(by_group.keys().filter_map(|group| group.advice()).map(str::to_owned));
    let in_parts = trouble.find_map(|t| match t.verdict {
        Verdict::Apart => Some(
            "each of its parts is in some font, and no font has all of them: write it in another way, or put a font that has them, such as Charis SIL, into the folder `fonts` of the dossier",
        ),
        Verdict::Torn => Some("the first font that is tried has one of its marks and lacks another, and would print a part of it alone: write it in another way"),
        _ => None,
    });
    list.extend(in_parts.map(str::to_owned));
    list
}

fn groups<'t>(trouble: impl Iterator<Item = &'t Trouble>) -> BTreeMap<Group, Vec<char>> {
    let mut by_group: BTreeMap<Group, Vec<char>> = BTreeMap::new();
    for letter in trouble.flat_map(|t| if let Verdict::Missing(letters) = &t.verdict { letters.clone() } else { Vec::new() }) {
        let letters = by_group.entry(group(letter)).or_default();
        if !letters.contains(&letter) {
            letters.push(letter);
        }
    }
    by_group
}

/// "the Thai letters ก (U+0E01), ข (U+0E02)".
fn phrase(group: Group, letters: &[char]) -> String {
    let shown: Vec<String> = letters
        .iter()
        .take(SHOWN)
        .map(|c| {
            format!("{}{c} ({})", if group == Group::Mark { "\u{25CC}" } else { "" }, code_points(c.encode_utf8(&mut [0; 4])))
        })
        .collect();
    let more = letters.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{} {}{more}", group.words(letters.len() > 1), shown.join(", "))
}

/// One message for all texts beyond those that were shown.
fn rest_of(rest: &[(&Line<'_>, Vec<Trouble>)]) -> Diagnostic {
    let by_group = groups(rest.iter().flat_map(|(_, trouble)| trouble));
    let (line, _) = rest[0];
    let s = if rest.len() == 1 { " has" } else { "s have" };
    let mut diagnostic = Diagnostic::new(
        Code::MissingLetter,
        Place::Dossier,
        format!("{} more text{s} letters that no font can print", rest.len()),
    );
    if rest.iter().all(|(line, _)| line.other) {
        diagnostic.severity = Severity::Warning;
    }
    diagnostic.hints(advice(&by_group, rest.iter().flat_map(|(_, trouble)| trouble), line))
}

/// Where the first of the letters stands, with those that follow it, and whether it was written as itself.
fn place(line: &Line<'_>, trouble: &[Trouble], sources: &Sources) -> (Span, bool) {
    let written = sources.slice(line.at);
    for cluster in trouble.iter().map(|t| &t.cluster) {
        use unicode_normalization::UnicodeNormalization;
        let decomposed: String = cluster.nfd().collect();
        let Some(at) = written.find(cluster.as_str()).or_else(|| written.find(&decomposed)) else { continue };
        let mut end = at;
        for (_, next) in clusters(&written[at..]) {
            let next_nfc: String = next.nfc().collect();
            let bad = trouble.iter().any(|t| t.cluster == next_nfc || t.cluster == next);
            if !bad && (next.trim().is_empty() || !next.chars().all(is_invisible)) {
                break;
            }
            end += next.len();
        }
        return (Span::new(line.at.file, line.at.start + at..line.at.start + end), true);
    }
    (line.at, false)
}
