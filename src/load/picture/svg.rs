//! Drawings (SVG): what could run for ever, reach outside, or look different on another machine is refused.

use usvg::roxmltree::{Document, Node, ParsingOptions};
use usvg::{Group, ImageHrefResolver, Options, Tree};

use super::{Flaw, Look};
use crate::diagnostic::Code;

/// Most elements and texts of a drawing.
const MAX_NODES: u32 = 100_000;
/// Most parts that are drawn.
const MAX_PARTS: usize = 50_000;
/// How deep they may lie in each other: an archive's documents allow 28 levels, the pages' own among them.
const MAX_DEPTH: usize = 20;
/// Drawings are text: longer ones come from programs that trace photographs.
const MAX_BYTES: usize = 5_000_000;

/// The name space of the elements that are drawn; those of drawing programs are passed over.
const SPACE: &str = "http://www.w3.org/2000/svg";

/// Looks at a drawing. It is drawn, not embedded, so that there is nothing to clean.
///
/// # Errors
/// When it cannot be read, or holds something that is refused.
pub fn look(file: Vec<u8>) -> Result<Look, Flaw> {
    let png = "or save it as PNG";
    if file.len() > MAX_BYTES {
        let message = format!("has {} MB, and drawings may have 5", file.len().div_ceil(1_000_000));
        return Err(Flaw::new(Code::PictureTooLarge, message, format!("simplify the drawing, {png}")));
    }
    let Ok(text) = str::from_utf8(&file) else {
        return Err(Flaw::new(Code::PictureDamaged, "is not saved as UTF-8", "save the drawing again as plain SVG, in UTF-8"));
    };
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| {
        let message = format!("cannot be read as a drawing ({error})");
        Flaw::new(Code::PictureDamaged, message, format!("open it in a drawing program and save it again as plain SVG, {png}"))
    })?;
    let own = |node: &Node| node.is_element() && node.tag_name().namespace().is_none_or(|space| space == SPACE);
    for node in document.descendants().filter(own) {
        if let Some((what, hint)) = refused(&node) {
            let line = document.text_pos_at(node.range().start).row;
            return Err(Flaw::new(Code::DrawingParts, format!("{what} (line {line} of the drawing)"), format!("{hint}, {png}")));
        }
    }
    let nothing = ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) };
    let tree = Tree::from_xmltree(&document, &Options { image_href_resolver: nothing, ..Options::default() }).map_err(|_| {
        let hint = "give it `width`, `height` and `viewBox`: open it in a drawing program and save it again as plain SVG";
        Flaw::new(Code::PictureDamaged, "has no size, or is no drawing", format!("{hint}, {png}"))
    })?;
    // Style sheets have more spellings than were looked for above; here they have been applied.
    if !tree.filters().is_empty() {
        return Err(Flaw::new(Code::DrawingParts, FILTER.0, format!("{}, {png}", FILTER.1)));
    }
    // Parts that are used again and again are counted each time.
    if parts(tree.root()) > MAX_PARTS {
        let message = format!("draws more than {MAX_PARTS} parts");
        return Err(Flaw::new(Code::PictureTooLarge, message, format!("simplify the drawing, {png}")));
    }
    if depth(tree.root()) > MAX_DEPTH {
        return Err(Flaw::new(
            Code::DrawingParts,
            format!("cuts groups out of groups more than {MAX_DEPTH} times, which archives do not allow"),
            format!("ungroup its parts, {png}"),
        ));
    }
    let size = tree.size();
    Ok(Look { width: size.width().into(), height: size.height().into(), pixels: 0, bytes: file })
}

/// How many parts a group draws.
fn parts(group: &Group) -> usize {
    let own = |node: &usvg::Node| if let usvg::Node::Group(group) = node { parts(group) } else { 1 };
    group.children().iter().map(own).sum::<usize>() + 1
}

/// How deep groups lie in each other, the shapes they are cut out with among them.
fn depth(group: &Group) -> usize {
    let cuts = std::iter::successors(group.clip_path(), |clip| clip.clip_path()).count();
    let below = group.children().iter().map(|node| if let usvg::Node::Group(group) = node { depth(group) } else { 0 });
    cuts.max(1) + below.max().unwrap_or(0)
}

/// What takes time without end, and the way out.
const FILTER: (&str, &str) = ("uses a filter, such as a shadow or a blur", "take the effect out");

/// What an element holds that is not printed, and the way out.
fn refused(node: &Node<'_, '_>) -> Option<(&'static str, &'static str)> {
    const PLAIN: &str = "save it as plain SVG from a drawing program";
    const OUTSIDE: (&str, &str) = ("refers to something outside the drawing", "put all parts into the drawing itself");
    const SCRIPT: (&str, &str) = ("holds a program (script)", PLAIN);
    let name = node.tag_name().name();
    match name {
        "script" => return Some(SCRIPT),
        "foreignObject" => return Some(("holds a piece of a web page (foreignObject)", PLAIN)),
        "image" => return Some(("holds another picture", "use that picture itself")),
        "text" if node.descendants().any(|n| n.text().is_some_and(|t| n.is_text() && !t.trim().is_empty())) => {
            return Some((
                "holds letters, which look different on every machine",
                "turn text into paths (Inkscape: Path, Object to Path; Illustrator: Type, Create Outlines)",
            ));
        }
        "style" => {
            let css: String = node.descendants().filter(Node::is_text).filter_map(|n| n.text()).collect();
            if is_outside(&css) || css.contains("@import") {
                return Some(OUTSIDE);
            }
            if is_filtered(&css) {
                return Some(FILTER);
            }
        }
        _ => {}
    }
    for attribute in node.attributes() {
        let (key, value) = (attribute.name(), attribute.value().trim());
        match key {
            "filter" if value != "none" => return Some(FILTER),
            "style" if is_filtered(value) => return Some(FILTER),
            "href" if name != "a" && !value.starts_with('#') => return Some(OUTSIDE),
            "spreadMethod" if matches!(value, "reflect" | "repeat") => {
                return Some((
                    "repeats a run of colours, which archives do not allow",
                    "let the run of colours end at its last colour",
                ));
            }
            _ if key.starts_with("on") && attribute.namespace().is_none() => return Some(SCRIPT),
            _ if is_outside(value) => return Some(OUTSIDE),
            _ => {}
        }
    }
    None
}

/// Whether a piece of style sheet names something that is not in the drawing.
fn is_outside(css: &str) -> bool {
    css.match_indices("url(").any(|(at, word)| !css[at + word.len()..].trim_start_matches([' ', '"', '\'']).starts_with('#'))
}

/// Whether a piece of style sheet asks for a filter.
fn is_filtered(css: &str) -> bool {
    css.match_indices("filter").any(|(at, word)| {
        let value = css[at + word.len()..].trim_start().strip_prefix(':').map(str::trim_start);
        value.is_some_and(|value| !value.starts_with("none"))
    })
}
