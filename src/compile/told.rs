//! Letters that the typesetter draws in parts are told once.
//!
//! A letter such as `ǩ` in a font that has only `k` and a caron, a vocalised Arabic letter, a letter with several marks: each is
//! drawn as several glyphs. Where these stand at different heights, Typst makes a run of each and gives every run the whole
//! letter as its text, so that `ǩ` is copied, searched and heard as `ǩǩ`. Here each glyph gets its own part of the letter: the
//! base, then the marks in their canonical order.

use ecow::{EcoString, EcoVec};
use typst::layout::{Abs, Frame, FrameItem};
use typst::model::Document;
use typst::text::{Glyph, TextItem};
use typst_layout::{Page, PagedDocument};
use unicode_normalization::UnicodeNormalization;

use super::frames;

/// The document, with every divided letter told once.
#[must_use]
pub fn told_once(document: PagedDocument) -> PagedDocument {
    if !document.pages().iter().any(|page| is_divided(&page.frame)) {
        return document;
    }
    let mut pages: EcoVec<Page> = document.pages().into();
    pages.make_mut().iter_mut().for_each(|page| mend(&mut page.frame));
    PagedDocument::new(pages, document.info().clone())
}

/// Whether a frame holds a divided letter.
fn is_divided(frame: &Frame) -> bool {
    let groups = frame.items().filter_map(|(_, item)| if let FrameItem::Group(g) = item { Some(g) } else { None });
    chains(frame).iter().any(|chain| chain.len() > 1) || groups.into_iter().any(|group| is_divided(&group.frame))
}

/// The runs of a frame by their number, those together over which letters are divided.
fn chains(frame: &Frame) -> Vec<Vec<usize>> {
    let mut chains: Vec<Vec<usize>> = Vec::new();
    let mut last: Option<(Abs, &TextItem)> = None;
    for (number, (at, item)) in frame.items().enumerate() {
        let FrameItem::Text(text) = item else {
            last = None;
            continue;
        };
        match (chains.last_mut(), last) {
            (Some(chain), Some((height, before))) if height != at.y && same_letter(before, text) => chain.push(number),
            _ => chains.push(vec![number]),
        }
        last = Some((at.y, text));
    }
    chains
}

/// Whether the last glyph of a run and the first of the next belong to one letter.
fn same_letter(a: &TextItem, b: &TextItem) -> bool {
    let (Some(last), Some(first)) = (a.glyphs.last(), b.glyphs.first()) else { return false };
    last.span == first.span && last.span.1 < u16::MAX && a.text[last.range()] == b.text[first.range()]
}

fn mend(frame: &mut Frame) {
    let chains = chains(frame);
    let chain_of = |number: usize| chains.iter().find(|c| c.len() > 1 && c.contains(&number));
    let mut runs: Vec<Option<TextItem>> = frame
        .items()
        .enumerate()
        .map(|(number, (_, item))| match item {
            FrameItem::Text(text) if chain_of(number).is_some() => Some(text.clone()),
            _ => None,
        })
        .collect();
    for chain in chains.iter().filter(|chain| chain.len() > 1) {
        let mut divided: Vec<TextItem> = chain.iter().filter_map(|number| runs[*number].take()).collect();
        share(&mut divided);
        for (number, run) in chain.iter().zip(divided) {
            runs[*number] = Some(run);
        }
    }
    frames::change(frame, |number, item| match (item, runs[number].take()) {
        (FrameItem::Text(text), Some(run)) => *text = run,
        (FrameItem::Group(group), _) => mend(&mut group.frame),
        _ => {}
    });
}

/// Gives every glyph its own part of the letter it belongs to. The letters of a run that runs to the left stand in it from the
/// last glyph to the first.
fn share(runs: &mut [TextItem]) {
    let letter = |run: &TextItem, glyph: &Glyph| (glyph.span, EcoString::from(&run.text[glyph.range()]));
    let mut glyphs: Vec<(usize, usize)> =
        runs.iter().enumerate().flat_map(|(run, item)| (0..item.glyphs.len()).map(move |glyph| (run, glyph))).collect();
    if runs.iter().any(|run| run.text.chars().any(runs_left)) {
        glyphs.reverse();
    }
    let letters: Vec<_> = glyphs.iter().map(|(run, glyph)| letter(&runs[*run], &runs[*run].glyphs[*glyph])).collect();
    let mut texts = vec![String::new(); runs.len()];
    let mut at = 0;
    while at < glyphs.len() {
        let count = letters[at..].iter().take_while(|l| **l == letters[at]).count();
        let divided = glyphs[at].0 != glyphs[at + count - 1].0;
        let mut parts = if divided { parts(&letters[at].1, count) } else { vec![letters[at].1.to_string()] };
        parts.resize(count, String::new());
        for ((run, glyph), part) in glyphs[at..at + count].iter().zip(parts) {
            let text = &mut texts[*run];
            // Glyphs of a letter that is not divided all stand for the whole.
            let start = if divided || !part.is_empty() { text.len() } else { text.len() - letters[at].1.len() };
            text.push_str(&part);
            let place = |byte: usize| u16::try_from(byte).unwrap_or(u16::MAX);
            runs[*run].glyphs[*glyph].range = place(start)..place(text.len());
        }
        at += count;
    }
    for (run, text) in runs.iter_mut().zip(texts) {
        run.text = text.into();
    }
}

/// A letter in as many parts as it has glyphs: the base, with the marks that have no glyph of their own, then the other marks.
/// A glyph too many is told as a mark that joins.
fn parts(letter: &str, count: usize) -> Vec<String> {
    let mut marks: Vec<String> = letter.nfd().map(String::from).collect();
    let base: String = marks.drain(..marks.len().saturating_sub(count - 1).max(1)).collect::<String>().nfc().collect();
    let joiner = || "\u{200d}".to_owned();
    std::iter::once(base).chain(marks).chain(std::iter::repeat_with(joiner)).take(count).collect()
}

/// Whether a letter belongs to Hebrew, Arabic or a neighbour of theirs.
fn runs_left(c: char) -> bool {
    matches!(c as u32, 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF)
}
