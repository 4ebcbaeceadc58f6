//! Whether the fonts can print a letter with its marks, told as the typesetter will do it, without setting anything.
//!
//! The typesetter tries the families of the style's chain one after the other, of each the face nearest to the style. Then it
//! takes any face of any family that has the first letter. A letter with marks must come from one face as a whole.
//!
//! One thing the typesetter does not do right: when a face has the last mark of a letter and not all that stands before it, it
//! prints what the face has and says nothing (`ɔ̀` with a font that lacks `ɔ`, as in many languages of Africa, becomes an accent
//! on nothing). So such letters are kept away from such families: [`Judge::torn`] goes into the chains of the theme.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, compose};

use super::fonts::{Face, Fonts, Origin, Style};
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
    /// A font has all of it, and the typesetter would take a part of it from a font that comes before.
    Torn,
}

/// Remembers what was found out.
#[derive(Debug)]
pub struct Judge<'a> {
    fonts: &'a Fonts,
    chains: HashMap<Style, Vec<usize>>,
    known: HashMap<(Style, String), Verdict>,
    everywhere: HashSet<String>,
    /// The families behind the built-in ones that print something, by their place in the order of use.
    pub used: BTreeSet<usize>,
    /// Letters by the family that must not be asked for them.
    pub torn: Torn,
}

/// Letters that a family has with some of their marks only, or the other way round, by the name of the family.
pub type Torn = BTreeMap<String, BTreeSet<char>>;

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
        Self {
            fonts,
            chains: HashMap::new(),
            known: HashMap::new(),
            everywhere: HashSet::new(),
            used: BTreeSet::new(),
            torn: Torn::new(),
        }
    }

    /// Whether a letter with its marks is printed in every style. All of them are asked: the same words also stand in
    /// contents, tables and links, and what would tear them there has to be known too.
    pub fn everywhere(&mut self, cluster: &str) -> bool {
        if cluster.chars().all(is_everyday) || self.everywhere.contains(cluster) {
            return true;
        }
        let verdicts: Vec<Verdict> = Style::ALL.iter().map(|style| self.verdict(cluster, *style)).collect();
        let printed = verdicts.iter().all(|verdict| *verdict == Verdict::Printed);
        if printed {
            self.everywhere.insert(cluster.to_owned());
        }
        printed
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
        let whole =
            |face: &usize| cluster.chars().all(|letter| fonts.face(*face).is_some_and(|face| has(&|c| face.has(c), letter)));
        let tried: Vec<usize> = chain.iter().copied().take_while(|face| !whole(face)).collect();
        let from_chain = chain.get(tried.len()).copied();
        if let Some(face) = from_chain.or_else(|| fonts.fallback(chain, style, cluster).filter(whole)) {
            let base = cluster.chars().next().unwrap_or_default();
            let tearing = tried.iter().filter_map(|face| fonts.face(*face)).filter(|face| tears(face, cluster));
            let tearing: Vec<&str> = tearing.map(Face::family).collect();
            if is_everyday(base) && !tearing.is_empty() {
                return Verdict::Torn;
            }
            for family in tearing {
                self.torn.entry(family.to_owned()).or_default().insert(base);
            }
            let family = fonts.family_of(face).filter(|f| fonts.families()[*f].origin != Origin::BuiltIn);
            self.used.extend(family);
            return Verdict::Printed;
        }
        let missing: Vec<char> = cluster.chars().filter(|letter| !has(&|c| fonts.any_has(c), *letter)).collect();
        if missing.is_empty() { Verdict::Apart } else { Verdict::Missing(missing) }
    }
}

/// Whether the typesetter would print a part of a letter with a face, and lose the rest.
fn tears(face: &Face, cluster: &str) -> bool {
    let mut parts: Vec<char> = Vec::new();
    for c in cluster.chars().filter(|c| !is_invisible(*c)) {
        // A letter that the face lacks is taken apart if it can, and its marks find their place among the others.
        parts.extend(pieces(&|c| face.has(c), c).unwrap_or_else(|| vec![c]));
    }
    if let Some(marks) = parts.get_mut(1..) {
        marks.sort_by_key(|c| canonical_combining_class(*c));
    }
    let there: Vec<bool> = parts.iter().map(|c| face.has(*c)).collect();
    let from_right =
        matches!(cluster.chars().next(), Some('\u{590}'..='\u{8FF}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}'));
    there.contains(&false) && there.contains(&true) && (from_right || there.last() == Some(&true))
}

/// Whether a letter is there: itself, or its parts, which are then put together.
pub(crate) fn has(there: &dyn Fn(char) -> bool, letter: char) -> bool {
    is_invisible(letter) || pieces(there, letter).is_some()
}

/// A letter in as few pieces as are there.
fn pieces(there: &dyn Fn(char) -> bool, letter: char) -> Option<Vec<char>> {
    if there(letter) {
        return Some(vec![letter]);
    }
    let parts: Vec<char> = letter.nfd().collect();
    let mut bases: Vec<char> = Vec::new();
    for part in &parts {
        let Some(base) = bases.last().map_or(Some(*part), |base| compose(*base, *part)) else { break };
        bases.push(base);
    }
    let whole = |(count, base): &(usize, char)| there(*base) && parts[*count..].iter().all(|part| there(*part));
    let (count, base) = (1..).zip(bases).take(parts.len() - 1).collect::<Vec<_>>().into_iter().rev().find(whole)?;
    Some(std::iter::once(base).chain(parts[count..].iter().copied()).collect())
}
