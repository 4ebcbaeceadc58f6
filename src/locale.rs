//! The words of a language, and how it writes numbers, dates and lists, as they are printed.
//!
//! A language is one file: `data/locales/vi.yaml`, or `locales/km.yaml` of a dossier. It holds the printed words and the
//! texts of forms and criteria; numbers, dates, lists and plural forms come from Unicode's data ([`mod@format`]).

pub mod figure;
pub mod format;
mod read;

use std::collections::{BTreeMap, HashMap};

use crate::assets;
use crate::diagnostic::Diagnostics;
use crate::model::number::Number;
use crate::model::text::squeeze;
use crate::model::{Date, Lang, Text};
use crate::pack::{Field, Row};
use crate::source::{FileId, Sources};
use format::{Format, Plural};

/// One language.
#[derive(Debug)]
pub struct Locale {
    /// The language.
    pub lang: Lang,
    /// The file it was read from.
    pub file: FileId,
    format: Format,
    words: BTreeMap<String, Phrase>,
    texts: HashMap<String, String>,
}

/// What is printed for a key.
#[derive(Clone, Debug)]
enum Phrase {
    /// Always the same.
    One(String),
    /// By the plural form a count asks for.
    Counted(Vec<(Plural, String)>),
}

impl Phrase {
    fn forms(&self) -> Vec<&str> {
        match self {
            Self::One(text) => vec![text],
            Self::Counted(forms) => forms.iter().map(|(_, text)| text.as_str()).collect(),
        }
    }

    fn form(&self, plural: Plural) -> &str {
        match self {
            Self::One(text) => text,
            Self::Counted(forms) => {
                let of = |wanted| forms.iter().find(|(form, _)| *form == wanted).map(|(_, text)| text.as_str());
                of(plural).or_else(|| of(Plural::OTHER)).unwrap_or_default()
            }
        }
    }
}

impl Locale {
    /// Reads the built-in file of a language; `None` when there is none.
    #[must_use]
    pub fn builtin(lang: &Lang, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Self> {
        let path = format!("data/locales/{lang}.yaml");
        let file = sources.add(format!("builtin/{path}"), assets::text(&path)?);
        read::read(file, None, sources, diagnostics)
    }

    /// Reads a language file that a dossier brings. Words it lacks are printed in English, and reported.
    #[must_use]
    pub fn own(file: FileId, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Self> {
        let english = Self::builtin(&Lang::english(), sources, diagnostics)?;
        read::read(file, Some(&english), sources, diagnostics)
    }

    /// The languages that have a built-in file.
    #[must_use]
    pub fn languages() -> Vec<&'static str> {
        assets::TEXTS.iter().filter_map(|a| a.path.strip_prefix("data/locales/")?.strip_suffix(".yaml")).collect()
    }

    /// A word of the language; its own key when the file lacks it, which a test forbids.
    #[must_use]
    pub fn word<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or(key, |phrase| phrase.form(Plural::OTHER))
    }

    /// What a language is called; its code where there is no word for it.
    #[must_use]
    pub fn language(&self, code: &str) -> String {
        self.words.get(&format!("language_{code}")).map_or(code, |phrase| phrase.form(Plural::OTHER)).to_owned()
    }

    /// All words, for templates.
    #[must_use]
    pub fn words(&self) -> BTreeMap<String, String> {
        self.words.iter().map(|(key, phrase)| (key.clone(), phrase.form(Plural::OTHER).to_owned())).collect()
    }

    /// Every wording of the file: the words in all their forms, and the texts of forms and criteria.
    pub fn printed(&self) -> impl Iterator<Item = &str> {
        self.words.values().flat_map(Phrase::forms).chain(self.texts.values().map(String::as_str))
    }

    /// A sentence with its gaps filled: `{name}` by the value of that name.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.word(key), values)
    }

    /// A sentence whose wording depends on a count, with its gaps filled; `{n}` is the count.
    #[must_use]
    pub fn counted(&self, key: &str, count: usize, values: &[(&str, &str)]) -> String {
        let number = self.count(count);
        let pattern = self.words.get(key).map_or(key, |phrase| phrase.form(self.format.plural(count)));
        fill(pattern, &[values, &[("n", &number)]].concat())
    }

    /// A sentence whose wording depends on a number, with its gaps filled; `{n}` is what is printed for the number.
    #[must_use]
    pub fn measured(&self, key: &str, number: Number, printed: &str, values: &[(&str, &str)]) -> String {
        let pattern = self.words.get(key).map_or(key, |phrase| phrase.form(self.format.plural_of(number)));
        fill(pattern, &[values, &[("n", printed)]].concat())
    }

    /// What a currency is called: its code, where the language has no word of its own.
    #[must_use]
    pub fn currency<'a>(&'a self, code: &'a str) -> &'a str {
        self.words.get(&format!("currency_{code}")).map_or(code, |phrase| phrase.form(Plural::OTHER))
    }

    /// What a text of a form or a set of criteria is called in this language, by its English wording.
    #[must_use]
    pub fn text(&self, english: &str) -> Option<&str> {
        self.texts.get(english).map(String::as_str)
    }

    /// A text of a form or a set of criteria: in this language, else in the one it is written in, which is said.
    #[must_use]
    pub fn pack_text(&self, text: &Text) -> (String, Option<Lang>) {
        let english = Lang::english();
        let version = text.version(&self.lang, &english);
        let written = squeeze(&version.text);
        let lang = version.lang.clone().unwrap_or(english);
        if lang == self.lang {
            return (written, None);
        }
        match self.text(&written) {
            Some(translated) => (translated.to_owned(), None),
            None => (written, Some(lang)),
        }
    }

    /// The option of a field that is printed so in this language.
    #[must_use]
    pub fn option(&self, field: &Field, written: &str) -> Option<usize> {
        let plain = |text: &str| squeeze(text).to_lowercase();
        field.options.iter().position(|option| plain(&self.pack_text(&option.label).0) == plain(written))
    }

    /// What a criterion is called, and in which other language that is: its code and name; without its code while that is
    /// not sure.
    #[must_use]
    pub fn criterion(&self, row: &Row) -> (String, Option<Lang>) {
        let (name, lang) = self.pack_text(&row.name);
        (if row.standing.is_sure() { format!("{} {name}", row.code.value) } else { name }, lang)
    }

    /// A number.
    #[must_use]
    pub fn number(&self, number: Number) -> String {
        self.format.number(number)
    }

    /// A whole number.
    #[must_use]
    pub fn count(&self, count: usize) -> String {
        Number::parse(&count.to_string()).map_or_else(|| count.to_string(), |n| self.number(n))
    }

    /// A date, as far as it is known.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        self.format.date(date)
    }

    /// The month of a date, without its year.
    #[must_use]
    pub fn month(&self, date: Date) -> String {
        self.format.month(date)
    }

    /// "a, b and c".
    #[must_use]
    pub fn list(&self, items: &[String]) -> String {
        self.format.list(items)
    }
}

/// Fills the gaps of a sentence.
fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (name, tail) = after.split_once('}').unwrap_or((after, ""));
        out.push_str(values.iter().find(|(n, _)| *n == name).map_or("", |(_, v)| v));
        rest = tail;
    }
    out.push_str(rest);
    out
}
