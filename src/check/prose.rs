//! Texts: marks that would not print, links that lead nowhere, figures that no longer agree, words UNESCO does not use.

use super::texts::{self, Sort};
use super::{Dossier, Item, ids};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::locale::Locale;
use crate::model::lost::Lost;
use crate::model::prose::{self, Inline, Reference};
use crate::model::text::Version;
use crate::model::{Figure, Indicator};
use crate::source::{Sources, Span};

/// Checks every text.
pub fn check(dossier: &Dossier, locales: &[Locale], sources: &Sources, lost: &Lost, diagnostics: &mut Diagnostics) {
    for said in texts::all(dossier) {
        for version in &said.text.versions {
            wording(version, sources, diagnostics);
            languages(dossier, version, diagnostics);
            if said.sort == Sort::Prose {
                links(dossier, locales, sources, lost, version, diagnostics);
            }
        }
    }
    if let Some(case) = &dossier.head.case {
        for version in &case.versions {
            let words = prose::count_words(&prose::plain(&prose::parse(&version.text).0));
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

/// The figure an indicator is quoted with: its newest value, or the target it reports against.
#[must_use]
pub fn quoted(indicator: &Indicator, target: bool) -> Option<&Figure> {
    if target { indicator.target() } else { indicator.newest() }
}

/// Whether the words of a link quote a figure: any digit does.
#[must_use]
pub fn quotes_figure(words: &str) -> bool {
    words.chars().any(char::is_numeric)
}

/// A figure as it prints in a running text.
#[must_use]
pub fn short_figure(indicator: &Indicator, figure: &Figure, locale: &Locale, original: &crate::model::Lang) -> String {
    locale.amount(&figure.value, &indicator.unit.version(&locale.lang, original).text)
}

fn links(
    dossier: &Dossier,
    locales: &[Locale],
    sources: &Sources,
    lost: &Lost,
    version: &Version,
    diagnostics: &mut Diagnostics,
) {
    let (blocks, refused) = prose::parse(&version.text);
    for refused in refused {
        let near: String = version.text[refused.at..].chars().take(24).take_while(|c| *c != '\n').collect();
        diagnostics.push(
            Diagnostic::new(Code::ProseMarks, find(version, &near, sources), format!("{} cannot stand in a text", refused.what))
                .hint("a text has paragraphs, lists, *emphasis*, **strong** words and links; put a backslash before a sign that is meant as itself"),
        );
    }
    let lang = version.lang.as_ref().unwrap_or(dossier.original());
    let locale = locales.iter().find(|l| l.lang == *lang);
    prose::references(&blocks, &mut |reference, words| {
        let place = || find(version, &format!("(@{}", reference.written), sources);
        let Some(id) = &reference.id else {
            diagnostics.push(
                Diagnostic::new(Code::UnknownId, place(), format!("`@{}` is no id", reference.written))
                    .hint("a link to an item is written `[text](@id)`, a link to a target `[text](@id.target)`"),
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
            Some(item) if reference.target => diagnostics.push(
                Diagnostic::new(
                    Code::WrongReference,
                    place(),
                    format!("`{id}` is {}, and only indicators have a target", item.word()),
                )
                .hint("delete `.target`"),
            ),
            Some(_) => {}
        }
    });
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
    let mut written = String::new();
    prose::plain_inlines(words, &mut written);
    // Words without a digit are a link and no figure.
    if !quotes_figure(&written) && !reference.target {
        return;
    }
    let Some(figure) = quoted(indicator, reference.target) else {
        // A figure that could not be read was reported where it stands.
        if diagnostics.has_error_in(indicator.span) {
            return;
        }
        let what = if reference.target { "target" } else { "value" };
        diagnostics.push(
            Diagnostic::new(
                Code::FigureDisagrees,
                place(),
                format!("the indicator `{}` has no {what} to quote", indicator.id.value),
            )
            .hint(if reference.target {
                "give it a target"
            } else {
                "give it a value, or quote its target: `(@id.target)`"
            }),
        );
        return;
    };
    let Some(locale) = locale.filter(|_| quotes_figure(&written)) else { return };
    let right = short_figure(indicator, figure, locale, dossier.original());
    let bare = |s: &str| {
        s.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}')).collect::<String>().to_lowercase()
    };
    if bare(&written) != bare(&right) {
        diagnostics.push(
            Diagnostic::new(
                Code::FigureDisagrees,
                place(),
                format!("the text says `{written}`, the indicator `{}` says `{right}`", indicator.id.value),
            )
            .hint(format!("write [{right}](@{}), or mend the indicator", reference.written)),
        );
    }
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
    let written = sources.slice(version.at);
    match written.find(words).filter(|_| !words.is_empty()) {
        Some(at) => Span::new(version.at.file, version.at.start + at..version.at.start + at + words.len()),
        None => version.at,
    }
}
