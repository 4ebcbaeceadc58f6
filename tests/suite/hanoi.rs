//! The shipped example, as it comes out of the printer: in English and in Vietnamese.

use super::edition::{Edition, both, english, vietnamese};
use super::pdf::{Link, To};
use super::tool::text_of;

/// What the example says of itself on its cover.
fn notice(edition: &Edition) -> [&'static str; 2] {
    match edition.lang {
        "en" => ["A retrospective illustration, compiled from public sources", "It is not the city's own submission."],
        _ => ["Bản minh họa hồi cứu, tổng hợp từ các nguồn công khai", "Đây không phải là hồ sơ do thành phố nộp."],
    }
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
fn every_seed_item_that_proves_something_is_printed_once_in_each_language() {
    for (edition, name) in both().into_iter().zip(["Seed item", "Mục gốc"]) {
        let text = edition.text();
        for n in 1..=37 {
            let item = format!("{name} S{n:02}.");
            assert_eq!(text.matches(&item).count(), 1, "{item}");
        }
    }
}

#[test]
fn the_furniture_of_the_article_is_not_printed() {
    for edition in both() {
        let text = edition.text();
        for n in 38..=41 {
            assert!(!text.contains(&format!("S{n}")), "S{n} is printed");
        }
        for words in ["Global Learning City", "Thành phố học tập toàn cầu", "Ảnh minh họa", "Vĩnh Yên"] {
            assert!(!text.contains(words), "`{words}` is printed");
        }
    }
}

#[test]
fn the_cover_and_the_last_pages_say_what_the_document_is_not() {
    for edition in both() {
        let text = edition.text();
        let colophon = &text[text.rfind(edition.word("colophon")).expect("a colophon")..];
        for place in [edition.page(1), colophon] {
            notice(edition).iter().for_each(|words| holds(place, words));
        }
        for page in &edition.pages[1..] {
            holds(&page.artifacts, edition.word("nature_illustration"));
        }
    }
}

#[test]
fn the_summary_is_two_pages_long_and_the_contents_follow() {
    for edition in both() {
        let (summary, figures, contents) = (edition.word("summary"), edition.word("key_figures"), edition.word("contents"));
        assert!(edition.page(2).starts_with(summary), "{}", edition.page(2));
        holds(edition.page(3), figures);
        assert!(edition.page(4).starts_with(contents), "{}", edition.page(4));
        assert!(!edition.page(3).starts_with(contents) && !edition.page(4).contains(figures));
    }
}

#[test]
fn the_contents_name_the_page_on_which_each_part_starts() {
    for edition in both() {
        let contents = edition.word("contents");
        let parts = edition.document().outline().into_iter().filter(|(depth, title)| *depth == 0 && title != contents);
        let mut seen = 0;
        for (_, title) in parts {
            let line = edition.page(4).split_once(&format!("{title} "));
            let (_, rest) = line.unwrap_or_else(|| panic!("`{title}` is not in the contents"));
            let number: usize = rest.split(' ').next().and_then(|n| n.parse().ok()).expect("a page number");
            holds(edition.page(number), &title);
            seen += 1;
        }
        assert!(seen >= 10, "{seen} parts");
    }
}

#[test]
fn every_page_but_the_cover_carries_its_number() {
    for edition in both() {
        for (at, page) in edition.pages.iter().enumerate().skip(1) {
            assert!(page.artifacts.ends_with(&format!("{} {}", edition.word("page"), at + 1)), "{}", page.artifacts);
        }
    }
}

#[test]
fn the_document_says_its_language_and_title() {
    let titles = [
        "Hanoi: application for membership in the UNESCO Global Network of Learning Cities (illustration)",
        "Hà Nội: hồ sơ đăng ký gia nhập Mạng lưới các thành phố học tập toàn cầu của UNESCO (minh họa)",
    ];
    for (edition, title) in both().into_iter().zip(titles) {
        let document = edition.document();
        assert_eq!(document.language().as_deref(), Some(edition.lang));
        assert_eq!(document.title().as_deref(), Some(title));
        assert_eq!(document.claim("dc:title").map(|t| t.contains(title)), Some(true));
        assert!(document.shows_title());
    }
}

#[test]
fn the_document_is_tagged_and_claims_both_standards() {
    for edition in both() {
        let document = edition.document();
        assert!(document.is_tagged());
        assert_eq!(document.claim("pdfuaid:part").as_deref(), Some("1"));
        assert_eq!(document.claim("pdfaid:part").as_deref(), Some("3"));
        assert_eq!(document.claim("pdfaid:conformance").as_deref(), Some("A"));
    }
}

#[test]
fn every_table_has_heads_and_every_head_says_of_what() {
    for edition in both() {
        let structure = edition.document().structure();
        let heads: Vec<_> = structure.iter().filter(|e| e.kind == "TH").collect();
        assert!(heads.len() > 100, "{} heads", heads.len());
        assert!(heads.iter().filter(|h| h.scope.as_deref() == Some("Row")).count() > 30, "rows have heads too");
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
}

#[test]
fn the_structure_has_headings_lists_paragraphs_and_one_title() {
    for edition in both() {
        let counts = edition.document().counts();
        for (kind, least) in [("Title", 1), ("H1", 10), ("H2", 12), ("H3", 12), ("P", 50), ("L", 5), ("Link", 100), ("TOC", 1)] {
            assert!(counts.get(kind).is_some_and(|n| *n >= least), "{kind}: {counts:?}");
        }
        assert_eq!(counts["Title"], 1);
    }
    assert_eq!(english().document().counts().get("Table"), vietnamese().document().counts().get("Table"), "the same tables");
}

#[test]
fn every_link_leads_somewhere_and_says_where() {
    for edition in both() {
        let links = &edition.links;
        assert!(links.len() > 200, "{} links", links.len());
        let bad: Vec<&Link> = links.iter().filter(|l| l.to == To::Nowhere || l.alt.trim().is_empty()).collect();
        assert!(bad.is_empty(), "{bad:?}");
        let to_web = links.iter().filter(|l| matches!(&l.to, To::Web(address) if address.starts_with("https://"))).count();
        assert!(to_web > 5, "{to_web} links to the web");
    }
}

#[test]
fn every_item_is_printed_with_its_id() {
    for edition in both() {
        let text = edition.text().replace(' ', "");
        for (file, least) in
            [("evidence", 22), ("indicators", 20), ("sources", 8), ("context", 25), ("initiatives", 25), ("money", 6)]
        {
            let ids = ids_in(&format!("data/examples/hanoi/{file}.yaml"));
            assert!(ids.len() >= least, "{file}: {}", ids.len());
            for id in ids {
                assert!(text.contains(&id), "{file}: {id}");
            }
        }
    }
}

#[test]
fn the_bookmarks_reach_every_part_and_every_item_of_evidence() {
    for edition in both() {
        let outline = edition.document().outline();
        for key in
            ["summary", "contents", "answers", "coverage", "register", "other_indicators", "sources", "attachments", "colophon"]
        {
            let title = edition.word(key);
            assert!(outline.contains(&(0, title.to_owned())), "`{title}` has no bookmark: {outline:?}");
        }
        assert!(outline.iter().filter(|(depth, _)| *depth == 1).count() >= 12 + 60, "{outline:?}");
    }
}

#[test]
fn every_letter_can_be_copied_out() {
    for edition in both() {
        for (at, page) in edition.pages.iter().enumerate() {
            assert_eq!(page.unreadable, 0, "page {}", at + 1);
            assert!(!page.body.contains('\u{FFFD}') && !page.artifacts.contains('\u{FFFD}'), "page {}", at + 1);
        }
        for word in ["Hà Nội", "Xây dựng xã hội học tập", "QĐ-TTg", "Đẩy mạnh phong trào học tập suốt đời"]
        {
            holds(&edition.text(), word);
        }
    }
}

#[test]
fn no_page_is_blank_and_none_is_black() {
    for edition in both() {
        let document = edition.document();
        for number in 1..=document.page_count() {
            let picture = document.picture(number, 0.25);
            assert_eq!((picture.width, picture.height), (148, 210), "page {number} is not A4");
            assert!((0.015..0.7).contains(&picture.ink), "page {number}: {}", picture.ink);
            assert!(edition.page(number).len() > 40, "page {number} says only `{}`", edition.page(number));
        }
    }
}
