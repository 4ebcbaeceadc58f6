//! Drafts: which one it is, on every page; names and lengths in the margin; and nothing of it in what is handed in.

use super::pdf::Printed;
use super::tool::{Folder, SMALL_CITY, run};

fn city() -> Folder {
    Folder::empty().with("city.yaml", SMALL_CITY.replace("\n  date: 2026-02-01", "\n  draft: 3\n  date: 2026-02-01"))
}

fn pages(folder: &Folder, draft: bool) -> Vec<super::pdf::PageText> {
    let file = folder.file("out.pdf");
    let mut args = vec!["build", folder.arg(), "-o", file.to_str().expect("a plain path")];
    args.extend(draft.then_some("--draft"));
    run(&args).exits(0);
    Printed::open(&file).texts()
}

/// The twelve digits that tell the state of the inputs, from the cover.
fn digest(cover: &str) -> Option<&str> {
    let at = cover.find("3 · ")? + "3 · ".len();
    cover.get(at..at + 12).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))
}

#[test]
fn every_page_of_a_draft_says_which_one_it_is() {
    let pages = pages(&city(), true);
    let digest = digest(&pages[0].body).unwrap_or_else(|| panic!("no digest on the cover: {}", pages[0].body));
    for page in &pages[1..] {
        // What stands along the edge is turned, and read letter by letter.
        let marks = page.artifacts.replace(' ', "").matches("Draft3").count();
        assert!(page.artifacts.contains(digest) && marks == 2, "{}", page.artifacts);
    }
    assert!(pages.iter().any(|p| p.body.contains("About this document") && p.body.contains(digest)), "the colophon has it too");
}

#[test]
fn another_state_has_another_digest_on_its_pages() {
    let one = city();
    let other = Folder::empty().with("city.yaml", std::fs::read_to_string(one.file("city.yaml")).expect("a file") + "# seen\n");
    let (one, other) = (pages(&one, true), pages(&other, true));
    assert_ne!(digest(&one[0].body), digest(&other[0].body));
}

#[test]
fn a_final_document_has_none_of_it() {
    for page in pages(&city(), false) {
        assert!(!page.body.contains("Draft") && !page.artifacts.contains("Draft"), "{page:?}");
    }
}

#[test]
fn texts_of_a_draft_have_their_names_and_lengths_in_the_margin() {
    let (draft, last) = (pages(&city(), true), pages(&city(), false));
    let all = |pages: &[super::pdf::PageText]| pages.iter().map(|p| p.body.as_str()).collect::<Vec<_>>().join("\n");
    let (draft, last) = (all(&draft), all(&last));
    // The register: the text of the small city's plan, counted by hand.
    assert!(draft.matches(" words").count() > last.matches(" words").count(), "{draft}");
    assert!(draft.contains("motivation") && !last.contains("\nmotivation"), "{draft}");
}
