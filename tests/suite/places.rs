//! Where items stand in a printed document: what is printed from the place of one item to that of the next.

use std::collections::BTreeMap;

use super::edition::Edition;
use super::pdf::{Letter, Link, To};

/// A place: its page, and how far down it is.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Spot {
    pub page: usize,
    pub down: f64,
}

/// Heights of letters and links differ from those of places by less than this.
const NEAR: f64 = 3.0;

/// Typst lets a link lead so many points above its place, so that the place is not at the very edge of the window.
const ABOVE: f64 = 10.0;

fn spot(page: usize, height: f64) -> Spot {
    Spot { page, down: -height }
}

/// The places to which the links of a document lead, by what the links are called.
pub struct Places<'a> {
    edition: &'a Edition,
    spots: BTreeMap<&'a str, Spot>,
}

/// What is printed from one place to the next.
#[derive(Clone, Copy)]
pub struct Region<'a> {
    edition: &'a Edition,
    from: Spot,
    to: Option<Spot>,
}

impl<'a> Places<'a> {
    /// All places. Links of one name must lead to one place.
    #[track_caller]
    pub fn of(edition: &'a Edition) -> Self {
        let mut spots: BTreeMap<&str, Spot> = BTreeMap::new();
        for link in &edition.links {
            let To::Page(page) = link.to else { continue };
            let there = spot(page, link.height - ABOVE);
            let before = *spots.entry(&link.alt).or_insert(there);
            assert!(before == there, "`{}` leads to {before:?} and to {there:?}", link.alt);
        }
        Self { edition, spots }
    }

    /// The place of that name.
    #[track_caller]
    pub fn spot(&self, name: &str) -> Spot {
        *self.spots.get(name).unwrap_or_else(|| panic!("no link is called `{name}`"))
    }

    /// What is printed from a place to the next one, or to the next one that may end it.
    #[track_caller]
    pub fn region_until(&self, name: &str, ends: impl Fn(&str) -> bool) -> Region<'a> {
        let from = self.spot(name);
        let later = self.spots.iter().filter(|(other, at)| **at > from && ends(other)).map(|(_, at)| *at);
        let to = later.min_by(|a, b| a.partial_cmp(b).expect("heights are numbers"));
        Region { edition: self.edition, from, to }
    }

    /// What is printed from an item to the next.
    #[track_caller]
    pub fn item(&self, id: &str) -> Region<'a> {
        self.region_until(&self.edition.go_to(id), |_| true)
    }
}

impl<'a> Region<'a> {
    fn holds(&self, page: usize, height: f64) -> bool {
        let here = spot(page, height - NEAR);
        here >= self.from && self.to.is_none_or(|to| here < to)
    }

    /// Whether something that is drawn so high on a page lies here.
    pub fn has(&self, page: usize, height: f64) -> bool {
        self.holds(page, height)
    }

    /// The letters, page by page in the order in which they are drawn.
    pub fn letters(&self) -> Vec<&'a Letter> {
        let last = self.to.map_or(self.edition.pages.len(), |to| to.page);
        let pages = (self.from.page..=last).map(|page| (page, &self.edition.pages[page - 1]));
        pages.flat_map(|(page, text)| text.letters.iter().filter(move |l| self.holds(page, l.y))).collect()
    }

    /// What is printed, without its spaces: a narrow column may break an id or an address anywhere.
    pub fn bare(&self) -> String {
        bare(&self.letters().iter().map(|l| l.text.as_str()).collect::<String>())
    }

    /// The links that begin here.
    pub fn links(&self) -> impl Iterator<Item = &'a Link> {
        let region = *self;
        let begins = move |link: &&Link| link.pieces.first().is_some_and(|piece| region.holds(link.page, piece.center().y));
        self.edition.links.iter().filter(begins)
    }

    /// Whether a link of that name begins here.
    pub fn leads_to(&self, name: &str) -> bool {
        self.links().any(|link| link.alt == name)
    }
}

/// A text without white space and word joiners.
pub fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{2060}').collect()
}
