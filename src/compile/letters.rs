//! Letters that no font can print, found before the pages are set, each at its place.

use std::collections::BTreeMap;

use super::clusters::{Judge, Verdict, clusters, is_everyday};
use super::fonts::{Fonts, Origin, Style};
use super::printed::{Line, lines};
use super::scripts::{Group, group, is_invisible};
use crate::check::Dossier;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Severity};
use crate::load::templates::Found;
use crate::locale::Locale;
use crate::model::Lang;
use crate::source::{Sources, Span};
use crate::yaml::path;

/// Most texts that get a message of their own. A dossier in a script without a font would have hundreds.
const MOST: usize = 12;
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
    for (line, trouble) in found.iter().take(MOST) {
        diagnostics.push(message(line, trouble, sources));
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

/// The families behind the built-in ones that a style of the city's own names, by their place in the order of use.
fn named(dossier: &Dossier, fonts: &Fonts, sources: &Sources) -> Vec<usize> {
    if fonts.extra().is_empty() {
        return Vec::new();
    }
    let templates = &dossier.templates;
    let own = |name: &String| matches!(templates.find(name), Some(Found::Own(_)));
    let texts: Vec<String> = templates.names().iter().filter(|n| own(n)).filter_map(|n| templates.text(n, sources)).collect();
    let families = fonts.families().iter().enumerate().filter(|(_, family)| family.origin != Origin::BuiltIn);
    families.filter(|(_, family)| texts.iter().any(|t| t.contains(&family.name))).map(|(index, _)| index).collect()
}

/// A family behind the built-in ones that prints something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Used {
    /// Its name.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Its files.
    pub files: Vec<String>,
    /// Its licence, when the font says one.
    pub licence: Option<String>,
    /// Files of this machine, with digest and size.
    pub inputs: Vec<(String, String, usize)>,
}

impl Used {
    fn new(family: &super::fonts::Family, fonts: &Fonts) -> Self {
        let mut files: Vec<String> = fonts.faces(family).map(|f| f.file.clone()).collect();
        files.dedup();
        let input = |f: &super::fonts::Face| f.digest.as_ref().map(|(digest, size)| (f.file.clone(), digest.clone(), *size));
        let mut inputs: Vec<_> = fonts.faces(family).filter_map(input).collect();
        inputs.dedup();
        Self { name: family.name.clone(), origin: family.origin, files, licence: fonts.licence(family), inputs }
    }
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
            let verdict = judge.verdict(cluster, style);
            // The same words also stand in contents, tables and links: what would tear them there has to be known too.
            if !cluster.chars().all(is_everyday) {
                for other in Style::ALL {
                    judge.verdict(cluster, *other);
                }
            }
            if verdict != Verdict::Printed && list.iter().all(|t| t.cluster != cluster) {
                list.push(Trouble { cluster: cluster.to_owned(), verdict });
            }
        }
    });
    list
}

/// One message for one text.
fn message(line: &Line<'_>, trouble: &[Trouble], sources: &Sources) -> Diagnostic {
    let (at, found) = place(line, trouble, sources);
    let field = path::field(if found { at } else { line.at }, sources);
    let field = field.map(|f| format!(", in {f}")).unwrap_or_default();
    let by_group = groups(trouble.iter());
    let in_parts: Vec<&Trouble> = trouble.iter().filter(|t| matches!(t.verdict, Verdict::Apart | Verdict::Torn)).collect();
    let mut parts: Vec<String> = by_group.iter().map(|(group, letters)| phrase(*group, letters)).collect();
    if !in_parts.is_empty() {
        let shown = in_parts.iter().take(SHOWN).map(|t| format!("{} ({}) as one letter", t.cluster, points(&t.cluster)));
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
        .map(|c| if group == Group::Mark { format!("\u{25CC}{c} ({})", point(*c)) } else { format!("{c} ({})", point(*c)) })
        .collect();
    let more = letters.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{} {}{more}", group.words(letters.len() > 1), shown.join(", "))
}

fn point(letter: char) -> String {
    format!("U+{:04X}", letter as u32)
}

fn points(cluster: &str) -> String {
    cluster.chars().map(point).collect::<Vec<_>>().join(" ")
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

/// That the document depends on this machine.
fn system(used: &[Used]) -> Diagnostic {
    let of_machine: Vec<&Used> = used.iter().filter(|u| u.origin == Origin::System).collect();
    if of_machine.is_empty() {
        let message = "no letter of the dossier needs the fonts of this machine";
        return Diagnostic::new(Code::SystemFonts, Place::Dossier, message).hint("leave `--system-fonts` out");
    }
    let names: Vec<&str> = of_machine.iter().map(|u| u.name.as_str()).collect();
    let files: Vec<&str> = of_machine.iter().flat_map(|u| u.files.iter().map(String::as_str)).take(4).collect();
    let message =
        format!("letters are printed with fonts of this machine: {}; another machine may give another PDF", names.join(", "));
    Diagnostic::new(Code::SystemFonts, Place::Dossier, message).hint(format!(
        "if its licence allows it, copy the font into the folder `fonts` of the dossier and leave `--system-fonts` out: {}",
        files.join(", ")
    ))
}

/// Reports families of the dossier's own that print nothing.
fn unused(fonts: &Fonts, used: &[Used], diagnostics: &mut Diagnostics) {
    if fonts.extra().is_empty() {
        return;
    }
    for family in fonts.families().iter().filter(|f| f.origin == Origin::Dossier && used.iter().all(|u| u.name != f.name)) {
        let file = fonts.faces(family).next().map(|f| f.file.clone()).unwrap_or_default();
        let message = format!("the font {} prints no letter of the dossier", family.name);
        diagnostics.push(Diagnostic::new(Code::NeverUsed, Place::File(file), message).hint(
            "fonts of the dossier print what the built-in ones lack, and nothing does here: delete it, or name it in a style of your own in `templates`",
        ));
    }
}

/// A source for a draft: every letter that no font has, written as itself or as `\u{hex}`, becomes a hollow square.
#[must_use]
pub fn with_stand_ins(source: &str, fonts: &Fonts) -> String {
    let mut judge = Judge::new(fonts);
    let mut printed = |cluster: &str| Style::ALL.iter().all(|style| judge.verdict(cluster, *style) == Verdict::Printed);
    let mut out = String::with_capacity(source.len());
    // Letters of the source, each as it stands for and as it is written.
    let mut letters = written(source).peekable();
    while let Some((letter, as_written)) = letters.next() {
        if is_everyday(letter) && letters.peek().is_none_or(|(next, _)| !super::scripts::is_mark(*next)) {
            out.push_str(as_written);
            continue;
        }
        let (mut cluster, mut whole) = (String::from(letter), String::from(as_written));
        while let Some((mark, w)) = letters.next_if(|(next, _)| super::scripts::is_mark(*next) || *next == '\u{200D}') {
            cluster.push(mark);
            whole.push_str(w);
        }
        out.push_str(if printed(&cluster) { &whole } else { "\u{25A1}" });
    }
    out
}

/// The letters of a source: what `\u{hex}` stands for, and everything else itself.
fn written(source: &str) -> impl Iterator<Item = (char, &str)> {
    let mut rest = source;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let hex = rest.strip_prefix("\\u{").and_then(|tail| tail.split_once('}')).map(|(hex, _)| hex);
        let (letter, width) = match hex.and_then(|hex| Some((hex, char::from_u32(u32::from_str_radix(hex, 16).ok()?)?))) {
            Some((hex, letter)) => (letter, hex.len() + 4),
            None => (first, first.len_utf8()),
        };
        let (as_written, tail) = rest.split_at(width);
        rest = tail;
        Some((letter, as_written))
    })
}
