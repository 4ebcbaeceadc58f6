//! Where every item stands on the finished pages.

use std::collections::BTreeMap;

use typst::foundations::Value;
use typst::introspection::{MetadataElem, Tag};
use typst::layout::{Abs, Frame, FrameItem, Point, Size, Transform};
use typst_layout::PagedDocument;

/// The place of an item: a page, and a rectangle on it in points from its upper left corner.
///
/// The rectangle begins where the item is marked and ends at the right edge of the text area; downwards it ends where the
/// next item is marked lower on the same page, or with the text area. So it shows where to look, and is no outline.
#[derive(Clone, Debug, PartialEq)]
pub struct Anchor {
    /// The item's name.
    pub id: String,
    /// From 1.
    pub page: usize,
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// To the right edge of the text area.
    pub width: f64,
    /// To the next item below, or to the lower edge of the text area.
    pub height: f64,
}

/// The place of every item, in the order of the pages.
#[must_use]
pub fn anchors(document: &PagedDocument) -> Vec<Anchor> {
    let mut list = Vec::new();
    for (number, page) in (1..).zip(document.pages()) {
        let mut marks = BTreeMap::new();
        collect(&page.frame, Transform::identity(), &mut marks);
        let area = text_area(&page.frame);
        let heights: Vec<Abs> = marks.values().map(|at| at.y).collect();
        let mut found: Vec<Anchor> = marks
            .into_iter()
            .map(|(id, at)| {
                let below = heights.iter().copied().filter(|y| *y > at.y + Abs::pt(1.0)).min();
                let end = below.unwrap_or(area.y).max(at.y);
                Anchor {
                    id,
                    page: number,
                    x: tenths(at.x),
                    y: tenths(at.y),
                    width: tenths((area.x - at.x).max(Abs::zero())),
                    height: tenths(end - at.y),
                }
            })
            .collect();
        found.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)).then(a.id.cmp(&b.id)));
        list.append(&mut found);
    }
    list
}

/// Tenths of a point: more is not seen.
fn tenths(length: Abs) -> f64 {
    (length.to_pt() * 10.0).round() / 10.0
}

/// The lower right corner of the text area: that of the largest part of the page, when it is most of it; else that of the page.
fn text_area(page: &Frame) -> Point {
    let area = |size: Size| size.x.to_pt() * size.y.to_pt();
    let parts = page.items().filter_map(|(at, item)| match item {
        FrameItem::Group(group) => Some((*at, group.frame.size())),
        _ => None,
    });
    match parts.max_by(|(_, a), (_, b)| area(*a).total_cmp(&area(*b))) {
        Some((at, size)) if area(size) * 2.0 > area(page.size()) => at + size.to_point(),
        _ => page.size().to_point(),
    }
}

fn collect(frame: &Frame, place: Transform, marks: &mut BTreeMap<String, Point>) {
    for (at, item) in frame.items() {
        match item {
            FrameItem::Group(group) => {
                let place = place.pre_concat(Transform::translate(at.x, at.y)).pre_concat(group.transform);
                collect(&group.frame, place, marks);
            }
            FrameItem::Tag(Tag::Start(content, _)) => {
                if let Some(Value::Str(name)) = content.to_packed::<MetadataElem>().map(|m| &m.value) {
                    marks.entry(name.as_str().to_owned()).or_insert_with(|| at.transform(place));
                }
            }
            _ => {}
        }
    }
}
