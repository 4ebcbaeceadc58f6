//! The net behind [`super::letters`]: letters that came out as empty boxes all the same, or of which only a part is seen, such
//! as a rare mark in a style whose fonts cannot shape it. The exporter would refuse the boxes without saying where they are
//! written, and let the parts pass.

use std::collections::BTreeSet;

use typst::layout::{Frame, FrameItem};
use typst::text::TextItem;
use typst_layout::PagedDocument;
use unicode_normalization::UnicodeNormalization;

use super::clusters::{clusters, has};
use super::scripts::{code_points, is_invisible, is_mark};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Stage};
use crate::source::Sources;
use crate::yaml::path::FieldFinder;

/// Looks at every letter of every page.
///
/// # Errors
/// When one has no shape.
pub fn prove(document: &PagedDocument, sources: &Sources, diagnostics: &mut Diagnostics) -> Stage<()> {
    let mut reported = Ok(());
    let mut fields = FieldFinder::new(sources);
    for letter in boxes(document) {
        let decomposed: String = letter.nfd().collect();
        let at = sources.find(&letter).or_else(|| sources.find(&decomposed));
        let field = at.map(|at| fields.in_field(at)).unwrap_or_default();
        let message = format!("no font can print {letter} ({}) in the style it is set in{field}", code_points(&letter));
        reported = Err(diagnostics.error(
            Diagnostic::new(Code::MissingLetter, at.map_or(Place::Dossier, Place::Text), message)
                .hint("write it in another way, or put a font that has it into the folder `fonts` of the dossier: Charis SIL has most marks of Latin and Cyrillic")
        ));
    }
    reported
}

/// Every letter of every page that has no shape, or is seen in part, with its marks.
#[must_use]
pub fn boxes(document: &PagedDocument) -> BTreeSet<String> {
    let mut boxes = BTreeSet::new();
    document.pages().iter().for_each(|page| frame(&page.frame, &mut boxes));
    boxes
}

fn frame(frame: &Frame, boxes: &mut BTreeSet<String>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => self::frame(&group.frame, boxes),
            FrameItem::Text(text) => boxes.extend(without_shape(text)),
            _ => {}
        }
    }
}

/// The letters of a stretch of text that have no shape, each with its marks.
fn without_shape(item: &TextItem) -> Vec<String> {
    let bad =
        |start: usize, end: usize, id: u16| id == 0 || item.text.get(start..end).is_some_and(|letter| is_torn(letter, item));
    let starts: Vec<usize> = item
        .glyphs
        .iter()
        .filter(|g| bad(usize::from(g.range.start), usize::from(g.range.end), g.id))
        .map(|g| usize::from(g.range.start))
        .collect();
    if starts.is_empty() {
        return Vec::new();
    }
    let whole = |(at, cluster): &(usize, &str)| starts.iter().any(|start| (*at..*at + cluster.len()).contains(start));
    clusters(&item.text).filter(whole).map(|(_, cluster)| cluster.to_owned()).collect()
}

/// A letter with marks that was printed with a font that has only part of it.
fn is_torn(letter: &str, item: &TextItem) -> bool {
    let there = |c: char| item.font.ttf().glyph_index(c).is_some();
    let base = letter.chars().next().is_some_and(|c| !is_mark(c) && !is_invisible(c));
    base && letter.chars().any(is_mark) && !letter.chars().all(|c| has(&there, c))
}
