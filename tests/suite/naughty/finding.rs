//! Finds the strings of a dossier in print, by the words beside them, and compares them.

use std::collections::HashMap;

use super::compare::{follow, kept, same_lines, turns};
use super::garden::{Beside, Garden, Planted};
use super::reading::Letters;

impl Garden<'_> {
    /// What is wrong in print: nothing, when every string stands wherever its words stand.
    pub fn differences(&self, letters: &Letters, meant: &impl Fn(&str) -> String, printed: impl Fn(&str) -> bool) -> Vec<String> {
        let mut wrong = Vec::new();
        let marks = marks(&letters.body);
        for planted in self.planted.iter().filter(|p| printed(&p.slot)) {
            let text = kept(&meant(self.string(planted)));
            let found = places(&letters.body, &marks, planted);
            if found.is_empty() {
                wrong.push(format!("{}: {text:?} is not printed", planted.slot));
            }
            for (from, to) in found {
                if let Err(why) = compare(&letters.body, from, to, planted.beside, &text) {
                    wrong.push(format!("{} ({:?}): {text:?}: {why}", planted.slot, planted.beside));
                }
            }
        }
        wrong
    }
}

/// Every place between the two words of a number.
pub fn between(printed: &[char], number: usize) -> Vec<(usize, usize)> {
    let planted = Planted { number, slot: String::new(), string: 0, beside: Beside::Both, path: "", line: 0 };
    places(printed, &marks(printed), &planted)
}

/// Compares one place: from behind the word before, to the word behind.
pub fn compare(printed: &[char], from: usize, to: usize, beside: Beside, text: &str) -> Result<(), String> {
    let near = |at: usize| printed[at.saturating_sub(30)..(at + 30).min(printed.len())].iter().collect::<String>();
    if turns(text) {
        return same_lines(&printed[from..to], text);
    }
    let letters: Vec<char> = text.trim_matches(|c: char| c.is_ascii_whitespace()).chars().collect();
    if beside == Beside::Behind {
        let (before, backwards): (Vec<char>, Vec<char>) = (
            printed[to.saturating_sub(4 * letters.len() + 100)..to].iter().rev().copied().collect(),
            letters.iter().rev().copied().collect(),
        );
        let start = follow(&before, 0, &[' ']).and_then(|at| follow(&before, at, &backwards));
        return start.map(|_| ()).map_err(|(c, at)| format!("backwards, no {c:?} at {:?}", near(to - at.min(to))));
    }
    let end = follow(printed, from, &[' ']).and_then(|at| follow(printed, at, &letters));
    match end {
        Err((c, at)) => Err(format!("no {c:?} at {:?}", near(at))),
        Ok(end) if beside == Beside::Both => {
            let more: String = printed[end..to].iter().filter(|c| !matches!(c, ' ' | '\n')).collect();
            if more.is_empty() { Ok(()) } else { Err(format!("{more:?} was added")) }
        }
        Ok(_) => Ok(()),
    }
}

/// Where the words beside the strings are printed, by number: behind each first word, and before each second.
fn marks(printed: &[char]) -> HashMap<usize, (Vec<usize>, Vec<usize>)> {
    let mut marks: HashMap<usize, (Vec<usize>, Vec<usize>)> = HashMap::new();
    for at in (0..printed.len()).filter(|at| printed[*at..].starts_with(&['Z', 'q'])) {
        let digits: String = printed[at + 2..].iter().take_while(|c| c.is_ascii_digit()).collect();
        let end = at + 2 + digits.len();
        let Ok(number) = digits.parse() else { continue };
        let (before, behind) = marks.entry(number).or_default();
        match printed.get(end) {
            Some('a') => before.push(end + 1),
            Some('b') => behind.push(at),
            _ => {}
        }
    }
    marks
}

/// Every place where a string is printed: from behind the word before it, to the word behind it.
fn places(printed: &[char], marks: &HashMap<usize, (Vec<usize>, Vec<usize>)>, planted: &Planted) -> Vec<(usize, usize)> {
    let Some((before, behind)) = marks.get(&planted.number) else { return Vec::new() };
    let end = |from: usize| behind.iter().copied().find(|to| *to >= from).unwrap_or(printed.len());
    match planted.beside {
        Beside::Before => before.iter().map(|from| (*from, printed.len())).collect(),
        Beside::Behind => behind.iter().map(|to| (0, *to)).collect(),
        Beside::Both => before.iter().map(|from| (*from, end(*from))).collect(),
    }
}
