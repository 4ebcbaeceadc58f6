//! Prose as the theme takes it: a tree of maps. References are resolved, and print what their indicator says.

use minijinja::value::Value;

use crate::check::{Dossier, printed};
use crate::locale::Locale;
use crate::model::prose::{Block, Inline, parse, plain_inlines};
use crate::model::text::Version;

/// A text as a tree of blocks.
#[must_use]
pub fn tree(version: &Version, dossier: &Dossier, locale: &Locale) -> Value {
    let printer = Printer { dossier, locale };
    Value::from(printer.blocks(&parse(&version.text).0))
}

/// A plain text as inlines, its web addresses as links.
#[must_use]
pub fn with_addresses(text: &str, locale: &Locale) -> Value {
    let piece = |word: &str| {
        let address = word.trim_end_matches([',', ';', '.', ')']);
        let letters = |s: &str| node("t", [("s", Value::from(s))]);
        if !address.starts_with("https://") && !address.starts_with("http://") {
            return vec![letters(word)];
        }
        let alt = locale.fill("alt_web", &[("what", address)]);
        let link =
            node("url", [("to", Value::from(address)), ("alt", Value::from(alt)), ("c", Value::from(vec![letters(address)]))]);
        vec![link, letters(&word[address.len()..])]
    };
    let words: Vec<&str> = text.split(' ').filter(|w| !w.is_empty()).collect();
    let spaced = words.into_iter().enumerate().flat_map(|(n, word)| {
        let space = (n > 0).then(|| node("t", [("s", Value::from(" "))]));
        space.into_iter().chain(piece(word))
    });
    Value::from(spaced.collect::<Vec<_>>())
}

struct Printer<'a> {
    dossier: &'a Dossier,
    locale: &'a Locale,
}

impl Printer<'_> {
    fn blocks(&self, blocks: &[Block]) -> Vec<Value> {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&self, block: &Block) -> Value {
        match block {
            Block::Paragraph(inlines) => node("p", [("c", Value::from(self.inlines(inlines)))]),
            Block::List(first, items) => {
                let items: Vec<Value> = items.iter().map(|item| Value::from(self.blocks(item))).collect();
                node("list", [("start", first.map_or_else(|| Value::from(()), Value::from)), ("c", Value::from(items))])
            }
        }
    }

    fn inlines(&self, inlines: &[Inline]) -> Vec<Value> {
        inlines.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&self, inline: &Inline) -> Value {
        match inline {
            Inline::Text(text) => node("t", [("s", Value::from(text.as_str()))]),
            Inline::Break => node("br", []),
            Inline::Emphasis(c) => node("em", [("c", Value::from(self.inlines(c)))]),
            Inline::Strong(c) => node("strong", [("c", Value::from(self.inlines(c)))]),
            Inline::Link(url, c) => {
                let words = plain_words(c);
                let alt = self.locale.fill("alt_web", &[("what", &words)]);
                node("url", [("to", Value::from(url.as_str())), ("alt", Value::from(alt)), ("c", Value::from(self.inlines(c)))])
            }
            Inline::Reference(reference, words) => {
                let Some(id) = reference.id.as_ref().filter(|id| self.dossier.item(id).is_some()) else {
                    return node("em", [("c", Value::from(self.inlines(words)))]);
                };
                let words = match printed::reference(self.dossier, self.locale, reference, words) {
                    Some(said) => vec![node("t", [("s", Value::from(said))])],
                    None => self.inlines(words),
                };
                let alt = self.locale.fill("alt_item", &[("id", id.as_str())]);
                node("ref", [("to", Value::from(id.as_str())), ("alt", Value::from(alt)), ("c", Value::from(words))])
            }
        }
    }
}

fn node<const N: usize>(kind: &str, fields: [(&str, Value); N]) -> Value {
    map(std::iter::once(("k", Value::from(kind))).chain(fields))
}

/// A map of fields.
pub fn map<'k>(fields: impl IntoIterator<Item = (&'k str, Value)>) -> Value {
    Value::from(fields.into_iter().collect::<std::collections::BTreeMap<_, _>>())
}

fn plain_words(inlines: &[Inline]) -> String {
    let mut words = String::new();
    plain_inlines(inlines, &mut words);
    words
}
