//! Printed page numbers are the pages on which things stand.

use std::sync::Arc;

use gnlc::compile::Fonts;
use gnlc::compile::{Failure, World, set};
use gnlc::diagnostic::Diagnostics;
use gnlc::render::Rendering;
use gnlc::source::Sources;

use super::city;
use super::pdf::{Letter, Link, PageText, Printed, To};
use super::tool::{Folder, run};

/// A number in brackets behind a link: the page it stands on, the number, and the link's page.
struct Number {
    page: usize,
    printed: String,
    target: To,
}

/// Every number in brackets, in smaller letters, right behind the letters of a link.
fn numbers(pages: &[PageText], links: &[Link]) -> Vec<Number> {
    let mut found = Vec::new();
    for (page, text) in pages.iter().enumerate().map(|(n, t)| (n + 1, t)) {
        let links: Vec<&Link> = links.iter().filter(|l| l.page == page).collect();
        let letters: Vec<&Letter> = text.letters.iter().filter(|l| !l.text.trim().is_empty()).collect();
        for (n, pair) in letters.windows(2).enumerate() {
            let [end, open] = pair else { continue };
            if open.text != "(" || open.size > 0.9 * end.size {
                continue;
            }
            let inside = hayro::vello_cpu::kurbo::Point::new(end.x + 0.1, end.y + 0.1);
            let link = links.iter().find(|l| l.pieces.iter().any(|a| a.contains(inside)));
            let printed: String = letters[n + 2..].iter().map(|l| l.text.as_str()).take_while(|t| *t != ")").collect();
            let target = link.map_or(To::Nowhere, |l| l.to.clone());
            found.push(Number { page, printed, target });
        }
    }
    found
}

#[track_caller]
fn right(document: &Printed, at_least: usize) {
    let (pages, links) = (document.texts(), document.links());
    let numbers = numbers(&pages, &links);
    for Number { page, printed, target } in &numbers {
        assert_eq!(Ok(target), printed.parse().map(To::Page).as_ref(), "page {page} prints `({printed})`");
    }
    assert!(numbers.len() >= at_least, "{} page numbers", numbers.len());
    for (n, page) in pages.iter().enumerate().skip(1) {
        assert!(page.artifacts.ends_with(&format!("Page {}", n + 1)), "{}", page.artifacts);
    }
}

#[test]
fn every_page_number_behind_a_link_is_the_page_the_link_leads_to() {
    let folder = Folder::empty();
    city::write(folder.path(), 50).expect("a folder that can be written to");
    run(&["build", folder.arg()]).exits(0);
    right(&Printed::open(&folder.file("dossier-en.pdf")), 500);
}

#[test]
fn page_numbers_of_three_digits_are_right_too() {
    let folder = Folder::empty();
    city::write(folder.path(), 250).expect("a folder that can be written to");
    run(&["build", folder.arg()]).exits(0);
    let document = Printed::open(&folder.file("dossier-en.pdf"));
    assert!(document.page_count() > 100);
    right(&document, 2000);
}

#[test]
fn more_pages_than_a_short_source_promises_are_numbered_all_the_same() {
    let source = "#for n in range(123) [#anchor(str(n)) #page-of(str(122 - n), \"!\") #pagebreak(weak: true)]";
    let (_, document) = set(world(source)).expect("a document");
    let bytes = typst_pdf::pdf(&document, &typst_pdf::PdfOptions::default()).expect("a PDF");
    let pages = Printed::read(bytes).texts();
    assert_eq!(pages.len(), 123);
    for (n, page) in pages.iter().enumerate() {
        assert_eq!(page.body, format!("({})!", 123 - n));
    }
}

#[test]
fn a_page_number_of_nothing_is_a_mistake() {
    let failure = set(world("#page-of(\"none\", \"\")")).expect_err("there is no such place");
    assert!(matches!(failure, Failure::Mistake(message) if message.contains("`none`")));
}

fn world(source: &str) -> World {
    let fonts = Fonts::new(&[], &mut Diagnostics::default());
    World::new(&Rendering::of(source.to_owned()), Vec::new(), Arc::new(fonts), &Sources::default())
}
