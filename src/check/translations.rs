//! Translations: which texts lack one, and which follow an original that has changed since.

use super::Dossier;
use super::texts::{self, Said, Sort};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::model::Lang;
use crate::model::text::Version;

/// How a text stands in one language.
#[derive(Clone, Copy, Debug)]
pub enum State<'a> {
    /// It is written in this language first, or is a name that needs no translation.
    Original,
    /// It is not translated.
    Missing,
    /// The translation does not say which original it follows.
    Unstamped(&'a Version),
    /// The translation follows another original than the present one.
    Old(&'a Version),
    /// The translation follows the present original.
    Current(&'a Version),
}

/// How a text stands in a language.
#[must_use]
pub fn state<'a>(said: &Said<'a>, lang: &Lang, original: &Lang) -> State<'a> {
    let plain_name = said.sort == Sort::Name && said.text.versions.iter().any(|v| v.lang.is_none());
    let Some(version) = said.text.in_language(lang, original) else {
        return if plain_name { State::Original } else { State::Missing };
    };
    let Some(first) = said.text.in_language(original, original).filter(|_| lang != original) else {
        return State::Original;
    };
    match &version.of {
        None => State::Unstamped(version),
        Some(of) if of.value == first.digest() => State::Current(version),
        Some(_) => State::Old(version),
    }
}

/// Reports what is not translated into some languages, or is older than its original, with the given severity.
pub fn check(dossier: &Dossier, languages: &[Lang], severity: Severity, diagnostics: &mut Diagnostics) {
    let original = dossier.original();
    let texts = texts::all(dossier);
    for lang in languages {
        if !dossier.head.languages.contains(lang) {
            diagnostics.push(Diagnostic { severity, ..foreign(dossier, lang) });
            continue;
        }
        let mut unstamped = Vec::new();
        for said in &texts {
            let diagnostic = match state(said, lang, original) {
                State::Missing => missing(said, lang, original),
                State::Old(version) => old(said, version, lang, original),
                State::Unstamped(version) => {
                    unstamped.push(version.at);
                    continue;
                }
                State::Original | State::Current(_) => continue,
            };
            diagnostics.push(Diagnostic { severity, ..diagnostic });
        }
        if let Some(first) = unstamped.first() {
            let count = unstamped.len();
            let many = if count == 1 { "one translation does".to_owned() } else { format!("{count} translations do") };
            diagnostics.push(
                Diagnostic::new(
                    Code::NoStamp,
                    *first,
                    format!("{many} not say which original they follow (`{lang}`, the first is here)"),
                )
                .hint("`gnlc stamp` notes it behind each of them, so that a later change of the original is seen"),
            );
        }
    }
}

/// A language the dossier does not name at all: one message instead of hundreds.
fn foreign(dossier: &Dossier, lang: &Lang) -> Diagnostic {
    let named = dossier.head.languages.iter().map(Lang::code).collect::<Vec<_>>().join(", ");
    Diagnostic::new(
        Code::MissingTranslation,
        dossier.head.languages_at,
        format!("the dossier has no texts in `{lang}`: its languages are {named}"),
    )
    .hint(format!("add `{lang}` to `languages:` and translate the texts, or build one of {named}; a draft prints the originals"))
}

fn missing(said: &Said<'_>, lang: &Lang, original: &Lang) -> Diagnostic {
    let there = &said.text.versions[0];
    let written = there.lang.as_ref().unwrap_or(original);
    Diagnostic::new(Code::MissingTranslation, there.at, format!("this text has no translation into `{lang}`"))
        .hint(format!("write it in both languages: `{{{written}: …, {lang}: …}}`, or each on a line of its own, indented"))
}

fn old(said: &Said<'_>, version: &Version, lang: &Lang, original: &Lang) -> Diagnostic {
    let at = version.of.as_ref().map_or(version.at, |of| of.at);
    let mut diagnostic = Diagnostic::new(
        Code::OldTranslation,
        at,
        format!("the original was changed after this translation into `{lang}` was made"),
    );
    if let Some(first) = said.text.in_language(original, original) {
        diagnostic =
            diagnostic.label(first.at, "the original").hint(format!("mend the translation, then write `of: {}`", first.digest()));
    }
    diagnostic
}
