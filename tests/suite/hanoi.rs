//! The shipped example, as it comes out of the printer.

use std::sync::OnceLock;

use super::pdf::{Link, PageText, Printed, To, squeeze};
use super::tool::{Folder, project, run, text_of};

/// The bytes and the text of the printed example, made once for all tests.
pub fn printed() -> &'static (Vec<u8>, Vec<PageText>) {
    static DONE: OnceLock<(Vec<u8>, Vec<PageText>)> = OnceLock::new();
    DONE.get_or_init(|| {
        let folder = Folder::empty();
        let target = folder.file("hanoi.pdf");
        let source = project("data/examples/hanoi");
        run(&["build".as_ref(), source.as_os_str(), "-o".as_ref(), target.as_os_str()]).exits(0);
        let bytes = std::fs::read(&target).expect("the example is printed");
        let texts = Printed::read(bytes.clone()).texts();
        (bytes, texts)
    })
}

fn document() -> Printed {
    Printed::read(printed().0.clone())
}

fn page(number: usize) -> &'static str {
    &printed().1[number - 1].body
}

/// The body of all pages, one after the other.
fn text() -> String {
    squeeze(&printed().1.iter().map(|p| p.body.as_str()).collect::<Vec<_>>().join(" "))
}

fn ids_in(file: &str) -> Vec<String> {
    let text = text_of(file);
    text.lines()
        .filter_map(|l| l.strip_prefix("  - id: "))
        .map(|l| l.split_whitespace().next().unwrap_or_default().to_owned())
        .collect()
}

#[track_caller]
fn holds(text: &str, words: &str) {
    assert!(text.contains(words), "`{words}` is not in: {text}");
}

#[test]
fn every_seed_item_that_proves_something_is_printed_once() {
    let text = text();
    for n in 1..=37 {
        let item = format!("Seed item S{n:02}.");
        assert_eq!(text.matches(&item).count(), 1, "{item}");
    }
}

#[test]
fn the_furniture_of_the_article_is_not_printed() {
    let text = text();
    for n in 38..=41 {
        assert!(!text.contains(&format!("S{n}")), "S{n} is printed");
    }
    for words in ["Global Learning City", "Ảnh minh họa", "Vĩnh Yên"] {
        assert!(!text.contains(words), "`{words}` is printed");
    }
}

#[test]
fn the_cover_and_the_last_pages_say_what_the_document_is_not() {
    let text = text();
    let colophon = &text[text.rfind("About this document").expect("a colophon")..];
    for place in [page(1), colophon] {
        holds(place, "A retrospective illustration, compiled from public sources");
        holds(place, "It is not the city's own submission.");
    }
    for page in &printed().1[1..] {
        holds(&page.artifacts, "Illustration, not the city's own submission");
    }
}

#[test]
fn the_summary_is_two_pages_long_and_the_contents_follow() {
    assert!(page(2).starts_with("Summary"), "{}", page(2));
    holds(page(3), "Key figures");
    assert!(page(4).starts_with("Contents"), "{}", page(4));
    assert!(!page(3).starts_with("Contents") && !page(4).contains("Key figures"));
}

#[test]
fn the_contents_name_the_page_on_which_each_part_starts() {
    let parts = document().outline().into_iter().filter(|(depth, title)| *depth == 0 && title != "Contents");
    let mut seen = 0;
    for (_, title) in parts {
        let (_, rest) = page(4).split_once(&format!("{title} ")).unwrap_or_else(|| panic!("`{title}` is not in the contents"));
        let number: usize = rest.split(' ').next().and_then(|n| n.parse().ok()).expect("a page number");
        holds(page(number), &title);
        seen += 1;
    }
    assert!(seen >= 10, "{seen} parts");
}

#[test]
fn every_page_but_the_cover_carries_its_number() {
    for (at, page) in printed().1.iter().enumerate().skip(1) {
        assert!(page.artifacts.ends_with(&format!("Page {}", at + 1)), "{}", page.artifacts);
    }
}

#[test]
fn the_document_says_its_language_and_title() {
    let document = document();
    let title = "Hanoi: application for membership in the UNESCO Global Network of Learning Cities (illustration)";
    assert_eq!(document.language().as_deref(), Some("en"));
    assert_eq!(document.title().as_deref(), Some(title));
    assert_eq!(document.claim("dc:title").map(|t| t.contains(title)), Some(true));
    assert!(document.shows_title());
}

#[test]
fn the_document_is_tagged_and_claims_both_standards() {
    let document = document();
    assert!(document.is_tagged());
    assert_eq!(document.claim("pdfuaid:part").as_deref(), Some("1"));
    assert_eq!(document.claim("pdfaid:part").as_deref(), Some("3"));
    assert_eq!(document.claim("pdfaid:conformance").as_deref(), Some("A"));
}

#[test]
fn every_table_has_heads_and_every_head_says_of_what() {
    let structure = document().structure();
    let heads: Vec<_> = structure.iter().filter(|e| e.kind == "TH").collect();
    assert!(heads.len() > 100, "{} heads", heads.len());
    assert!(heads.iter().filter(|h| h.scope.as_deref() == Some("Row")).count() > 50, "rows have heads too");
    for head in heads {
        assert!(matches!(head.scope.as_deref(), Some("Row" | "Column")), "{head:?}");
        assert!(head.kids > 0, "an empty head: {head:?}");
    }
    let tables: Vec<_> = structure.split(|e| e.kind == "Table").skip(1).collect();
    assert!(tables.len() > 15, "{} tables", tables.len());
    for table in tables {
        let columns = table.iter().filter(|e| e.kind == "TH" && e.scope.as_deref() == Some("Column")).count();
        assert!(columns > 0, "a table without column heads: {:?}", table.first());
    }
}

#[test]
fn the_structure_has_headings_lists_paragraphs_and_one_title() {
    let counts = document().counts();
    for (kind, least) in [("Title", 1), ("H1", 10), ("H2", 12), ("H3", 12), ("P", 50), ("L", 5), ("Link", 100), ("TOC", 1)] {
        assert!(counts.get(kind).is_some_and(|n| *n >= least), "{kind}: {counts:?}");
    }
    assert_eq!(counts["Title"], 1);
}

#[test]
fn every_link_leads_somewhere_and_says_where() {
    let document = document();
    let links = document.links();
    assert!(links.len() > 200, "{} links", links.len());
    let bad: Vec<&Link> = links.iter().filter(|l| l.to == To::Nowhere || l.alt.trim().is_empty()).collect();
    assert!(bad.is_empty(), "{bad:?}");
    let to_web = links.iter().filter(|l| matches!(&l.to, To::Web(address) if address.starts_with("https://"))).count();
    assert!(to_web > 5, "{to_web} links to the web");
}

#[test]
fn a_link_to_an_item_leads_to_the_page_that_prints_it() {
    let bare = |text: &str| text.replace(' ', "");
    let mut seen = 0;
    for link in document().links() {
        let (Some(id), To::Page(to)) = (link.alt.strip_prefix("Go to "), &link.to) else { continue };
        if id.contains(' ') {
            continue;
        }
        // An item's place may be the last line of one page, and what it says the first of the next.
        let near = (*to..=to + 1).filter_map(|n| printed().1.get(n - 1)).any(|p| bare(&p.body).contains(id));
        assert!(near, "{link:?}");
        seen += 1;
    }
    assert!(seen > 150, "{seen} links to items");
}

#[test]
fn every_item_is_printed_with_its_id() {
    let text = text().replace(' ', "");
    for (file, least) in [("evidence", 22), ("indicators", 20), ("sources", 8)] {
        let ids = ids_in(&format!("data/examples/hanoi/{file}.yaml"));
        assert!(ids.len() >= least, "{file}: {}", ids.len());
        for id in ids {
            assert!(text.contains(&id), "{file}: {id}");
        }
    }
}

#[test]
fn the_bookmarks_reach_every_part_and_every_item_of_evidence() {
    let outline = document().outline();
    for title in [
        "Summary",
        "Contents",
        "Answers to the form",
        "Coverage of the criteria",
        "Register of evidence",
        "Sources",
        "About this document",
    ] {
        assert!(outline.contains(&(0, title.to_owned())), "`{title}` has no bookmark: {outline:?}");
    }
    assert!(outline.iter().filter(|(depth, _)| *depth == 1).count() >= 12 + 22, "{outline:?}");
}

#[test]
fn every_letter_can_be_copied_out() {
    for (at, page) in printed().1.iter().enumerate() {
        assert_eq!(page.unreadable, 0, "page {}", at + 1);
        assert!(!page.body.contains('\u{FFFD}') && !page.artifacts.contains('\u{FFFD}'), "page {}", at + 1);
    }
    for word in ["Hà Nội", "Xây dựng xã hội học tập", "QĐ-TTg", "Đẩy mạnh phong trào học tập suốt đời"]
    {
        holds(&text(), word);
    }
}

#[test]
fn no_page_is_blank_and_none_is_black() {
    let document = document();
    for number in 1..=document.page_count() {
        let picture = document.picture(number, 0.25);
        assert_eq!((picture.width, picture.height), (148, 210), "page {number} is not A4");
        assert!((0.015..0.7).contains(&picture.ink), "page {number}: {}", picture.ink);
        assert!(page(number).len() > 40, "page {number} says only `{}`", page(number));
    }
}
