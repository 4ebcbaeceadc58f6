//! What a text prints: links to figures print the figure, all other links their words. What is counted and what is copied is
//! this text, whoever asks.

use std::collections::HashMap;

use super::prose::{Quoted, quoted};
use super::{Dossier, Item};
use crate::locale::Locale;
use crate::model::prose::{self, Block, Count, Inline};
use crate::model::reference::Reference;
use crate::model::text::{Version, squeeze};
use crate::model::{Answer, Lang, Text};

/// How long the answers are: by field of the form and language.
pub type Counts = HashMap<(usize, Lang), Count>;

/// How long every answer is, in each of its languages. Figures print as that language writes them; where it has no printed
/// words, nothing is printed in it, and what the city wrote is counted.
#[must_use]
pub fn counts(dossier: &Dossier, locales: &[Locale]) -> Counts {
    let mut counts = Counts::new();
    for (field, answer) in &dossier.answers {
        for lang in languages(answer, dossier.original()) {
            let locale = locales.iter().find(|l| l.lang == lang);
            let text = answer.text.as_ref().and_then(|text| text.in_language(&lang, dossier.original()));
            let is_prose = dossier.form.fields[*field].kind.is_long();
            let long = |version: &Version| if is_prose { count_in(dossier, version, locale) } else { Count::of(&version.text) };
            let count = text.map(long).unwrap_or_default();
            let cells = answer.table.iter().flatten().map(|cell| Count::of(&cell.line(&lang, dossier.original())));
            let whole = cells.fold(count, std::ops::Add::add);
            counts.insert((*field, lang), whole);
        }
    }
    counts
}

/// The languages an answer is written in.
fn languages(answer: &Answer, original: &Lang) -> Vec<Lang> {
    let texts = answer.text.iter().chain(answer.table.iter().flatten());
    let mut languages: Vec<Lang> = Vec::new();
    for version in texts.flat_map(|text| &text.versions) {
        let lang = version.lang.as_ref().unwrap_or(original);
        if !languages.contains(lang) {
            languages.push(lang.clone());
        }
    }
    languages
}

/// The text of an answer in a language, without marks; nothing when it has none in that language.
#[must_use]
pub fn answer_text(dossier: &Dossier, field: usize, answer: &Answer, lang: &Lang, locale: Option<&Locale>) -> Option<String> {
    let version = answer.text.as_ref()?.in_language(lang, dossier.original())?;
    let is_prose = dossier.form.fields[field].kind.is_long();
    Some(if is_prose { lines(dossier, version, locale) } else { squeeze(&version.text) })
}

/// How long a text prints in a language.
#[must_use]
pub fn count(dossier: &Dossier, text: &Text, locale: &Locale) -> Count {
    count_in(dossier, text.version(&locale.lang, dossier.original()), Some(locale))
}

/// How long a text prints, without the marks of lists.
#[must_use]
pub fn count_in(dossier: &Dossier, version: &Version, locale: Option<&Locale>) -> Count {
    Count::of(&prose::plain(&blocks(dossier, version, locale)))
}

/// A text as it prints, as lines without marks.
#[must_use]
pub fn lines(dossier: &Dossier, version: &Version, locale: Option<&Locale>) -> String {
    prose::lines(&blocks(dossier, version, locale))
}

/// A text as it prints, as a tree.
#[must_use]
pub fn blocks(dossier: &Dossier, version: &Version, locale: Option<&Locale>) -> Vec<Block> {
    let (mut blocks, _) = prose::parse(&version.text);
    if let Some(locale) = locale.filter(|_| prose::may_refer(&version.text)) {
        fill_blocks(&mut blocks, dossier, locale);
    }
    blocks
}

fn fill_blocks(blocks: &mut [Block], dossier: &Dossier, locale: &Locale) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) => fill_inlines(inlines, dossier, locale),
            Block::List(_, items) => items.iter_mut().for_each(|item| fill_blocks(item, dossier, locale)),
        }
    }
}

fn fill_inlines(inlines: &mut [Inline], dossier: &Dossier, locale: &Locale) {
    for inline in inlines {
        match inline {
            Inline::Reference(to, words) => {
                if let Some(said) = reference(dossier, locale, to, words) {
                    *words = vec![Inline::Text(said)];
                }
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => fill_inlines(inner, dossier, locale),
            Inline::Text(_) | Inline::Break => {}
        }
    }
}

/// What a link to an item prints, where that is not its own words.
#[must_use]
pub fn reference(dossier: &Dossier, locale: &Locale, to: &Reference, words: &[Inline]) -> Option<String> {
    let Some(Item::Indicator(n)) = to.id.as_ref().and_then(|id| dossier.item(id)) else { return None };
    let mut written = String::new();
    prose::plain_inlines(words, &mut written);
    match quoted(dossier, locale, &dossier.indicators[n], to, &written) {
        Quoted::Figure(figure) => Some(figure),
        // Only a draft can get here: nothing else prints a figure that is not there.
        Quoted::Nothing if words.is_empty() => Some("…".into()),
        Quoted::Words | Quoted::Nothing => None,
    }
}
