//! A text without marks.

use super::{Block, Inline};

/// The letters of a tree, without marks; paragraphs and items are lines of their own.
#[must_use]
pub fn plain(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Paragraph(inlines) => {
                plain_inlines(inlines, &mut out);
                out.push('\n');
            }
            Block::List(_, items) => items.iter().for_each(|item| out.push_str(&plain(item))),
        }
    }
    out
}

/// Appends the letters of inlines.
pub fn plain_inlines(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => out.push_str(text),
            Inline::Break => out.push('\n'),
            Inline::Emphasis(i) | Inline::Strong(i) | Inline::Reference(_, i) | Inline::Link(_, i) => {
                plain_inlines(i, out);
            }
        }
    }
}

/// The text as it is typed where there are no marks: an empty line between paragraphs, a line for each item of a list, which
/// starts with `- ` or its number.
#[must_use]
pub fn lines(blocks: &[Block]) -> String {
    blocks.iter().map(block_lines).collect::<Vec<_>>().join("\n\n")
}

fn block_lines(block: &Block) -> String {
    match block {
        Block::Paragraph(inlines) => {
            let mut text = String::new();
            plain_inlines(inlines, &mut text);
            text.trim().to_owned()
        }
        Block::List(first, items) => {
            let item = |(n, item): (u64, &Vec<Block>)| {
                let mark = first.map_or_else(|| "- ".to_owned(), |first| format!("{}. ", first.saturating_add(n)));
                let inside = item.iter().map(block_lines).collect::<Vec<_>>().join("\n");
                mark.clone() + &inside.replace('\n', &format!("\n{}", " ".repeat(mark.len())))
            };
            (0..).zip(items).map(item).collect::<Vec<_>>().join("\n")
        }
    }
}
