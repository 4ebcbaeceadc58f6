//! Whether the fonts can print a letter with its marks, told as the typesetter will do it, without setting anything.
//!
//! The typesetter tries the families of the style's chain one after the other, of each the face nearest to the style. Then it
//! takes any face of any family that has the first letter. A letter with marks must come from one face as a whole.

use std::collections::{BTreeSet, HashMap};

use unicode_normalization::UnicodeNormalization;

use super::fonts::{Fonts, Origin, Style};
use super::scripts::{is_invisible, is_mark};

/// What becomes of a letter with its marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is printed.
    Printed,
    /// No font has these letters of it.
    Missing(Vec<char>),
    /// Every part of it is in some font, and all of them in none.
    Apart,
}

/// Remembers what was found out.
#[derive(Debug)]
pub struct Judge<'a> {
    fonts: &'a Fonts,
    chains: HashMap<Style, Vec<usize>>,
    known: HashMap<(Style, String), Verdict>,
    /// The families behind the built-in ones that print something, by their place in the order of use.
    pub used: BTreeSet<usize>,
}

/// A text in letters, each with its marks, and the byte it starts at.
pub fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, _) = rest.next()?;
        while rest.next_if(|(_, c)| is_mark(*c) || *c == '\u{200D}').is_some() {}
        let end = rest.peek().map_or(text.len(), |(at, _)| *at);
        Some((start, &text[start..end]))
    })
}

/// Whether a letter is one of those that the built-in fonts have in every style, so that nothing has to be looked up.
#[must_use]
pub fn is_everyday(letter: char) -> bool {
    matches!(
        letter,
        '\n' | '\t' | ' '..='~' | '\u{A0}'..='\u{17F}' | '\u{1A0}' | '\u{1A1}' | '\u{1AF}' | '\u{1B0}' | '\u{1EA0}'..='\u{1EF9}'
            | '–' | '—' | '‘' | '’' | '‚' | '“' | '”' | '„' | '•' | '…' | '€' | '₫'
    )
}

impl<'a> Judge<'a> {
    /// A judge over some fonts.
    #[must_use]
    pub fn new(fonts: &'a Fonts) -> Self {
        Self { fonts, chains: HashMap::new(), known: HashMap::new(), used: BTreeSet::new() }
    }

    /// What becomes of a letter with its marks in a style.
    pub fn verdict(&mut self, cluster: &str, style: Style) -> Verdict {
        if cluster.chars().all(is_everyday) || cluster.chars().all(is_invisible) {
            return Verdict::Printed;
        }
        if let Some(verdict) = self.known.get(&(style, cluster.to_owned())) {
            return verdict.clone();
        }
        let verdict = self.find(cluster, style);
        self.known.insert((style, cluster.to_owned()), verdict.clone());
        verdict
    }

    fn find(&mut self, cluster: &str, style: Style) -> Verdict {
        let fonts = self.fonts;
        let chain = self.chains.entry(style).or_insert_with(|| fonts.chain(style));
        let whole = |face: &usize| cluster.chars().all(|letter| fonts.face(*face).is_some_and(|face| has(&|c| face.has(c), letter)));
        let from_chain = chain.iter().copied().find(whole);
        if let Some(face) = from_chain.or_else(|| fonts.fallback(chain, style, cluster).filter(whole)) {
            let family = fonts.family_of(face).filter(|f| fonts.families()[*f].origin != Origin::BuiltIn);
            self.used.extend(family);
            return Verdict::Printed;
        }
        let missing: Vec<char> = cluster.chars().filter(|letter| !has(&|c| fonts.any_has(c), *letter)).collect();
        if missing.is_empty() { Verdict::Apart } else { Verdict::Missing(missing) }
    }
}

/// Whether a letter is there: itself, or its parts, which are then put together.
fn has(there: &dyn Fn(char) -> bool, letter: char) -> bool {
    if is_invisible(letter) || there(letter) {
        return true;
    }
    let mut parts = letter.nfd().peekable();
    parts.peek() != Some(&letter) && parts.all(there)
}
