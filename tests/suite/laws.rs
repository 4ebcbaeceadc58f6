//! Laws that hold for any input. `PROPTEST_CASES` and `PROPTEST_RNG_SEED` ask for more of them.

use std::collections::BTreeMap;

use gnlc::model::prose::{self, Block, Inline};
use gnlc::render::literal;
use gnlc::source::{Sources, Span};
use proptest::prelude::*;
use typst::syntax::{SyntaxNode, ast};

use super::any::{config, text};
use super::tool::{files_below, project};

/// Every string literal of a piece of Typst.
pub fn literals(node: &SyntaxNode, found: &mut Vec<String>) {
    found.extend(node.cast::<ast::Str<'_>>().map(|s| s.get().to_string()));
    node.children().for_each(|child| literals(child, found));
}

/// Lines, columns and order of every place of a text.
#[track_caller]
fn places_are_right(text: &str) {
    let mut sources = Sources::default();
    let file = sources.add("x.yaml", text);
    let (mut line, mut column) = (1, 1);
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let span = Span::new(file, at..at);
        let position = sources.position(span);
        let bom = usize::from(text.starts_with('\u{feff}') && line == 1 && column > 1);
        assert_eq!((position.line, position.column), (line, column - bom), "byte {at} of {text:?}");
        let whole = sources.line_of(span);
        assert!(whole.start <= at && at <= whole.end + 2 && !sources.slice(whole).contains('\n'), "byte {at} of {text:?}");
        assert_eq!(sources.line(file, line), whole);
        if c == '\n' {
            (line, column) = (line + 1, 1);
        } else {
            column += 1;
        }
    }
}

/// The keys of the dictionaries of a piece of Typst.
fn keys(node: &SyntaxNode, found: &mut Vec<String>) {
    if let Some(named) = node.cast::<ast::Named<'_>>() {
        found.push(named.name().get().to_string());
    } else if let Some(ast::Expr::Str(key)) = node.cast::<ast::Keyed<'_>>().map(|k| k.key()) {
        found.push(key.get().to_string());
    }
    node.children().for_each(|child| keys(child, found));
}

#[test]
fn words_of_typst_can_be_keys() {
    for word in
        "none auto true false not and or let set show context if else for in while break continue return import include as _ a_b"
            .split(' ')
    {
        a_key_comes_back(word);
    }
}

#[track_caller]
fn a_key_comes_back(key: &str) {
    let mut out = String::new();
    literal::value(&BTreeMap::from([(key.to_owned(), 1)]).into(), &mut out).expect("a literal");
    let root = typst::syntax::parse_code(&out);
    let mut found = Vec::new();
    keys(&root, &mut found);
    assert!(!root.diagnosis().errors, "{out}");
    assert_eq!(found, [key], "{out}");
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn any_key_comes_back_from_its_literal(short in "[a-z_]{1,4}", long in text()) {
        a_key_comes_back(&short);
        a_key_comes_back(&long);
    }

    #[test]
    fn any_text_comes_back_from_its_literal(text in text()) {
        let mut out = String::new();
        literal::string(&text, &mut out);
        let root = typst::syntax::parse_code(&out);
        let mut found = Vec::new();
        literals(&root, &mut found);
        prop_assert!(!root.diagnosis().errors, "{out}");
        prop_assert_eq!(found, vec![text]);
    }

    #[test]
    fn a_literal_holds_no_sign_that_means_something(text in text()) {
        let mut out = String::new();
        literal::string(&text, &mut out);
        let inside = out.strip_prefix('"').and_then(|o| o.strip_suffix('"')).expect("quotes");
        let mut parts = inside.split("\\u{");
        let mut plain = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (_, rest) = part.split_once('}').expect("an escape ends");
            plain.push_str(rest);
        }
        let live = |c: char| c.is_control() || c.is_ascii_punctuation();
        prop_assert!(!plain.contains(live), "{out}");
        prop_assert!(text.is_empty() || inside.starts_with("\\u{"), "{out}");
    }

    #[test]
    fn a_literal_slipped_into_markup_stays_text(text in text()) {
        let mut out = String::new();
        literal::string(&text, &mut out);
        let root = typst::syntax::parse(out.trim_matches('"'));
        prop_assert!(!root.diagnosis().errors, "{out}");
        let live = |n: &SyntaxNode| n.is::<ast::Heading<'_>>() || n.is::<ast::FuncCall<'_>>() || n.is::<ast::Raw<'_>>() || n.is::<ast::Ref<'_>>() || n.is::<ast::Equation<'_>>();
        prop_assert!(!root.children().any(live), "{out}");
    }

    #[test]
    fn any_text_with_backslashes_is_its_own_prose(words in proptest::collection::vec(proptest::collection::vec(any::<char>(), 1..6), 1..9)) {
        let plain = words.iter().map(|w| w.iter().filter(|c| !c.is_whitespace() && !c.is_control()).collect::<String>()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
        prop_assume!(!plain.is_empty());
        let escaped: String = plain.chars().flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c])).collect();
        let (blocks, refused) = prose::parse(&escaped);
        prop_assert!(refused.is_empty(), "{escaped}: {refused:?}");
        prop_assert_eq!(blocks, vec![Block::Paragraph(vec![Inline::Text(plain.clone())])]);
        prop_assert!(prose::count_words(&plain) <= plain.chars().count());
    }

    #[test]
    fn any_prose_is_read_without_losing_letters(text in text()) {
        let (blocks, _) = prose::parse(&text);
        let letters = |t: &str| t.chars().filter(|c| *c == 'Z' || *c == 'Ậ').count();
        prop_assert_eq!(letters(&prose::plain(&blocks)), letters(&text), "{:?}", blocks);
        prop_assert!(prose::count_words(&text) <= text.chars().count());
    }

    #[test]
    fn every_place_has_its_line_and_column(text in text()) {
        places_are_right(&text);
    }
}

#[test]
fn every_place_of_every_file_has_its_line_and_column() {
    let mut seen = 0;
    for path in
        files_below("tests/fixtures").into_iter().chain(files_below("data/examples/hanoi")).filter(|p| p.ends_with(".yaml"))
    {
        if let Ok(text) = std::fs::read_to_string(project(&path)) {
            places_are_right(&text);
            seen += 1;
        }
    }
    assert!(seen > 5, "{seen} files");
}
