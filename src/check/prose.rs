//! Texts: marks that would not print, links that lead nowhere, figures that no longer agree, words UNESCO does not use.

use std::collections::HashMap;

use super::placeholders::Placeholders;
use super::texts::{self, Sort};
use super::{Dossier, Item, ids, printed};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::figures;
use crate::locale::Locale;
use crate::model::Indicator;
use crate::model::lost::Lost;
use crate::model::prose::{self, Block, Inline, Refused};
use crate::model::reference::{Part, Reference};
use crate::model::text::Version;
use crate::source::{Sources, Span};

/// Checks every text.
pub fn check(dossier: &Dossier, locales: &[Locale], sources: &Sources, lost: &Lost, diagnostics: &mut Diagnostics) {
    let placeholders = Placeholders::new(dossier, sources);
    for said in texts::all(dossier) {
        for version in &said.text.versions {
            wording(version, sources, diagnostics);
            languages(dossier, version, diagnostics);
            if said.sort == Sort::Prose {
                let (blocks, refused) = prose::parse(&version.text);
                marks(version, refused, sources, diagnostics);
                links(dossier, locales, sources, lost, version, &blocks, diagnostics);
                placeholders.in_prose(version, &blocks, diagnostics);
            } else {
                placeholders.in_line(said.text, version, diagnostics);
            }
        }
    }
    placeholders.in_city(&dossier.city, diagnostics);
    if let Some(case) = &dossier.head.case {
        for version in &case.versions {
            let lang = version.lang.as_ref().unwrap_or(dossier.original());
            let locale = locales.iter().find(|l| l.lang == *lang);
            let words = printed::count_in(dossier, version, locale).words;
            if words > 120 {
                diagnostics.push(
                    Diagnostic::new(
                        Code::TooManyWords,
                        version.at,
                        format!("the case has {words} words, and the summary page has room for 120"),
                    )
                    .hint(format!("take out {}", words - 120)),
                );
            }
        }
    }
}

/// What a link to an indicator prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Quoted {
    /// The words between the brackets: the link quotes nothing.
    Words,
    /// A figure of the indicator, whatever stands between the brackets.
    Figure(String),
    /// A figure that the indicator does not have.
    Nothing,
}

/// What a link to an indicator prints in a language: a figure where the brackets are empty or hold a digit, else their words.
#[must_use]
pub fn quoted(dossier: &Dossier, locale: &Locale, indicator: &Indicator, reference: &Reference, words: &str) -> Quoted {
    let part = reference.part.unwrap_or(Part::Value);
    if !(words.trim().is_empty() || quotes_figure(words) || part == Part::Unit) {
        return Quoted::Words;
    }
    let figures = dossier.figures(locale);
    if !reference.which.is_empty() && matches!(part, Part::Unit | Part::Change | Part::Distance) {
        return Quoted::Nothing;
    }
    let printed = match part {
        Part::Unit => Some(figures.unit_of(indicator)),
        Part::Change => figures::change(indicator).map(|d| format!("{}{}", d.plus(), figures.number_with_unit(d.amount, d.unit))),
        Part::Distance => figures::distance(indicator).map(|d| figures.number_with_unit(d.amount, d.unit)),
        Part::Value | Part::Target => reference.figure(indicator).map(|f| figures.bare_figure(indicator, f)),
        Part::Count => reference.figure(indicator).and_then(|f| figures.count(f)),
        Part::Year => reference.figure(indicator).and_then(|f| f.period).map(|p| locale.period(p)),
    };
    printed.map_or(Quoted::Nothing, Quoted::Figure)
}

/// Whether the words of a link quote a figure: any digit does.
#[must_use]
pub fn quotes_figure(words: &str) -> bool {
    words.chars().any(char::is_numeric)
}

/// Marks that would not print.
fn marks(version: &Version, refused: Vec<Refused>, sources: &Sources, diagnostics: &mut Diagnostics) {
    for refused in refused {
        let near: String = version.text[refused.at..].chars().take(24).take_while(|c| *c != '\n').collect();
        diagnostics.push(
            Diagnostic::new(Code::ProseMarks, find(version, &near, sources), format!("{} cannot stand in a text", refused.what))
                .hint("a text has paragraphs, lists, *emphasis*, **strong** words and links; put a backslash before a sign that is meant as itself"),
        );
    }
}

/// Links that lead nowhere, and figures that no longer agree.
fn links(
    dossier: &Dossier,
    locales: &[Locale],
    sources: &Sources,
    lost: &Lost,
    version: &Version,
    blocks: &[Block],
    diagnostics: &mut Diagnostics,
) {
    let lang = version.lang.as_ref().unwrap_or(dossier.original());
    let locale = locales.iter().find(|l| l.lang == *lang);
    let mut turns: HashMap<&str, usize> = HashMap::new();
    prose::references(blocks, &mut |reference, words| {
        let turn = turns.entry(&reference.written).or_default();
        let place = {
            let (written, turn) = (format!("(@{})", reference.written), std::mem::replace(turn, *turn + 1));
            move || find_turn(version, &written, turn, sources)
        };
        let Some(id) = &reference.id else {
            diagnostics.push(
                Diagnostic::new(Code::UnknownId, place(), format!("`@{}` is no id", reference.written))
                    .hint("a link to an item is written `[text](@id)`, a figure `[59%](@id)`, a target `[60%](@id.target)`"),
            );
            return;
        };
        match dossier.item(id) {
            None if lost.has(id) => {}
            None => diagnostics.push(ids::unknown_id(id.as_str(), place(), &dossier.items)),
            Some(Item::Indicator(index)) => {
                let indicator = &dossier.indicators[index];
                agree(dossier, indicator, reference, words, locale, place, diagnostics);
            }
            Some(item) if reference.part.is_some() => diagnostics.push(
                Diagnostic::new(
                    Code::WrongReference,
                    place(),
                    format!("`{id}` is {}, and only indicators have figures to quote", item.word()),
                )
                .hint(format!("write `(@{id})`")),
            ),
            Some(item) if plain_words(words).is_empty() => diagnostics.push(
                Diagnostic::new(Code::WrongReference, place(), format!("a link to {} needs words", item.word()))
                    .hint(format!("write `[words](@{id})`; only an indicator's figure prints by itself")),
            ),
            Some(_) => {}
        }
    });
}

fn plain_words(words: &[Inline]) -> String {
    let mut written = String::new();
    prose::plain_inlines(words, &mut written);
    written
}

/// Reports a quoted figure that is not what the indicator says, with the right one.
fn agree(
    dossier: &Dossier,
    indicator: &Indicator,
    reference: &Reference,
    words: &[Inline],
    locale: Option<&Locale>,
    place: impl Fn() -> Span,
    diagnostics: &mut Diagnostics,
) {
    let written = plain_words(words);
    let Some(locale) = locale else { return };
    match quoted(dossier, locale, indicator, reference, &written) {
        // A link that only names a target still needs one.
        Quoted::Words if reference.part != Some(Part::Target) || reference.figure(indicator).is_some() => {}
        Quoted::Figure(right)
            if same_letters(&written, &right) || written.trim().is_empty() || reference.part == Some(Part::Unit) => {}
        Quoted::Figure(right) => diagnostics.push(
            Diagnostic::new(
                Code::FigureDisagrees,
                place(),
                format!("the text says `{written}`, the indicator `{}` says `{right}`", indicator.id.value),
            )
            .label(reference.figure(indicator).map_or(indicator.id.at, |f| f.at), "the figure")
            .hint(format!("`{right}` is printed; write [{right}](@{}), or mend the indicator", reference.written)),
        ),
        // A figure that could not be read was reported where it stands.
        Quoted::Words | Quoted::Nothing if diagnostics.has_error_in(indicator.span) => {}
        Quoted::Words | Quoted::Nothing => {
            let (at, why) = broken_at(indicator, reference);
            diagnostics.push(
                Diagnostic::new(
                    Code::NoSuchFigure,
                    place(),
                    format!("the indicator `{}` has no {} to quote", indicator.id.value, missing(reference)),
                )
                .label(at, why)
                .hint(match reference.part.unwrap_or(Part::Value) {
                    Part::Target => "give it a target, or mend what stands behind the dot",
                    Part::Change => "it needs two exact values with no break between them",
                    Part::Distance => "it needs an exact value that does not meet its target yet",
                    _ => "give it that value, or quote another: `(@id.2023)`, `(@id.target)`",
                }),
            );
        }
    }
}

/// Why there is nothing to quote: for a change, the break that forbids it.
fn broken_at(indicator: &Indicator, reference: &Reference) -> (Span, &'static str) {
    let broken = indicator.series().into_iter().rev().find(|f| f.series_break.is_some());
    match broken.filter(|_| reference.part == Some(Part::Change)) {
        Some(figure) => (figure.at, "the series breaks here"),
        None => (indicator.id.at, "the indicator"),
    }
}

/// What a reference asks for, in words.
fn missing(reference: &Reference) -> String {
    let part = reference.part.unwrap_or(Part::Value).word();
    if reference.which.is_empty() { part.to_owned() } else { format!("{part} `{}`", reference.which.join(".")) }
}

/// Whether two figures are written with the same letters, spaces and signs for minus aside.
fn same_letters(a: &str, b: &str) -> bool {
    let bare = |s: &str| {
        let letters = s.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}'));
        letters.map(|c| if c == '\u{2212}' { '-' } else { c }).collect::<String>().to_lowercase()
    };
    bare(a) == bare(b)
}

/// Titles UNESCO does not grant.
fn wording(version: &Version, sources: &Sources, diagnostics: &mut Diagnostics) {
    for phrase in ["Global Learning City", "Certified Learning City", "UNESCO certified"] {
        if version.text.contains(phrase) {
            diagnostics.push(
                Diagnostic::new(
                    Code::Wording,
                    find(version, phrase, sources),
                    format!("\"{phrase}\" is not a title that UNESCO grants"),
                )
                .hint("write \"member of the UNESCO Global Network of Learning Cities\""),
            );
        }
    }
}

/// Texts in a language the dossier does not have.
fn languages(dossier: &Dossier, version: &Version, diagnostics: &mut Diagnostics) {
    let Some(lang) = &version.lang else { return };
    let known = dossier.head.languages.contains(lang) || *lang == dossier.city.native_language;
    if !known {
        diagnostics.push(
            Diagnostic::new(
                Code::OtherLanguage,
                version.at,
                format!("this text is in `{lang}`, which is not among the dossier's languages"),
            )
            .hint("add it to `languages:` under `dossier:`, or mend the code"),
        );
    }
}

/// Where some words of a text stand in the file; the whole text when they cannot be found.
fn find(version: &Version, words: &str, sources: &Sources) -> Span {
    find_turn(version, words, 0, sources)
}

/// Where some words stand for the second, third, … time, counted from 0.
pub(super) fn find_turn(version: &Version, words: &str, turn: usize, sources: &Sources) -> Span {
    let written = sources.slice(version.at);
    match written.match_indices(words).filter(|_| !words.is_empty()).nth(turn) {
        Some((at, _)) => Span::new(version.at.file, version.at.start + at..version.at.start + at + words.len()),
        None => version.at,
    }
}
