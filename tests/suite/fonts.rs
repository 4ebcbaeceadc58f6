//! Fonts: what they cover, which are taken, and what is said when a letter is in none of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use gnlc::compile::clusters::{Judge, Verdict, clusters};
use gnlc::compile::fonts::{SANS, SERIF, Style};
use gnlc::compile::{Fonts, World, notdef, scripts};
use gnlc::diagnostic::Diagnostics;
use gnlc::load::fonts::read_beside;
use gnlc::render::literal;
use proptest::prelude::*;
use proptest::sample::select;
use typst_layout::PagedDocument;

use super::any::config;
use super::pdf::{Printed, squeeze};
use super::tool::{Folder, SMALL_CITY, command, files_below, good, json, project, run, run_command, text_of, transcript};

const THAI: &str = "tests/fixtures/accept/own-font/fonts/NotoSansThai_400Regular.ttf";

fn thai() -> Vec<u8> {
    std::fs::read(project(THAI)).expect("the font of the fixture")
}

/// The fonts of the fixture that brings one.
fn with_thai() -> Fonts {
    let mut diagnostics = Diagnostics::default();
    let files = read_beside(&project("tests/fixtures/accept/own-font"), &[], &mut diagnostics).expect("a folder");
    let fonts = Fonts::new(&files, &mut diagnostics);
    assert_eq!(diagnostics.iter().count(), 0);
    fonts
}

/// A letter of any script the fonts know, or of none, with up to three marks.
fn cluster() -> impl Strategy<Value = String> {
    let base = prop_oneof![
        proptest::char::range('a', 'z'),
        proptest::char::range('\u{AE}', '\u{24F}'),
        proptest::char::range('\u{370}', '\u{3FF}'),
        proptest::char::range('\u{400}', '\u{52F}'),
        proptest::char::range('\u{5D0}', '\u{5EA}'),
        proptest::char::range('\u{620}', '\u{64A}'),
        proptest::char::range('\u{904}', '\u{939}'),
        proptest::char::range('\u{E01}', '\u{E2E}'),
        proptest::char::range('\u{1E00}', '\u{1FFF}'),
        proptest::char::range('\u{2010}', '\u{2027}'),
        proptest::char::range('\u{20A0}', '\u{20BF}'),
        proptest::char::range('\u{2100}', '\u{27BF}'),
        select(vec!['夜', 'ひ', '한', 'ა', 'ክ', '☐', '₫']),
    ];
    let mark = prop_oneof![
        4 => proptest::char::range('\u{300}', '\u{34E}'),
        2 => proptest::char::range('\u{350}', '\u{36F}'),
        1 => select(vec!['\u{1AB0}', '\u{1DC4}', '\u{20D0}', '\u{FE20}']),
    ];
    let marks = prop_oneof![3 => Just(0usize), 3 => Just(1), 1 => Just(2), 1 => Just(3)];
    let base = base.prop_filter("a letter to stand on", |c| !scripts::is_mark(*c) && !scripts::is_invisible(*c));
    (base, marks, proptest::collection::vec(mark, 3)).prop_map(|(base, count, marks)| {
        use unicode_normalization::UnicodeNormalization;
        std::iter::once(base).chain(marks.into_iter().take(count)).nfc().collect()
    })
}

proptest! {
    #![proptest_config(config(if cfg!(debug_assertions) { 4 } else { 48 }))]

    #[test]
    fn what_is_told_to_be_missing_is_what_the_typesetter_cannot_print(
        texts in proptest::collection::vec(cluster(), 60),
        style in select(Style::ALL.to_vec()),
    ) {
        let mut fonts = with_thai();
        let (told, torn) = {
            let mut judge = Judge::new(&fonts);
            let letters = texts.iter().flat_map(|t| clusters(t)).map(|(_, c)| c);
            let told: BTreeSet<&str> = letters.filter(|c| judge.verdict(c, style) != Verdict::Printed).collect();
            (told, judge.torn)
        };
        fonts.keep_whole(torn);
        let mut chain = String::from("#import \"/generated/fonts.typ\": chain\n#set text(font: chain(");
        for name in if style.sans { SANS } else { SERIF } {
            literal::string(name, &mut chain);
            chain.push(',');
        }
        let slope = if style.italic { "italic" } else { "normal" };
        let mut source = format!("{chain}), weight: {}, style: \"{slope}\")\n", style.weight);
        for text in &texts {
            source.push_str("#par(");
            literal::string(text, &mut source);
            source.push_str(")\n");
        }
        let world = World::new(&source, Vec::new(), Vec::new(), Arc::new(fonts));
        let document = typst::compile::<PagedDocument>(&world).output.expect("plain text can be set");
        let boxes = notdef::boxes(&document);
        let found: BTreeSet<&str> = boxes.iter().map(String::as_str).collect();
        let unnoticed: Vec<&&str> = found.difference(&told).collect();
        prop_assert!(unnoticed.is_empty(), "lost without a word: {unnoticed:?}");
        let refused: Vec<&&str> = told.difference(&found).collect();
        prop_assert!(refused.is_empty(), "refused and printed: {refused:?}");
    }
}
