//! Slips of any hand: whatever stands in the files, the program says what is wrong and goes on.

use std::path::Path;
use std::sync::Arc;

use gnlc::command::Session;
use gnlc::compile::{Fonts, letters};
use gnlc::diagnostic::emit;
use gnlc::render::{Rendering, view};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use unicode_normalization::UnicodeNormalization;

use super::any::{config, piece, text};
use super::laws::literals;
use super::tool::{Folder, SMALL_CITY, project, text_of};

/// Letters that a dossier refuses: nothing may be said of texts that hold them but that they are refused.
fn refused(c: char) -> bool {
    let code = c as u32;
    let control = c.is_control() && !matches!(c, '\n' | '\t' | '\r' | '\u{85}');
    control
        || matches!(code, 0x202A..=0x202E | 0x2066..=0x2069 | 0xE000..=0xF8FF | 0xFDD0..=0xFDEF | 0xFEFF | 0xFFF9..=0xFFFB | 0xF0000..)
        || code & 0xFFFE == 0xFFFE
}

/// A text as the program keeps it.
fn kept(text: &str) -> String {
    text.replace(['\u{85}', '\u{2028}', '\u{2029}'], " ").nfc().collect::<String>().trim().replace("\r\n", "\n")
}

/// Reads, checks and prints every message in every form, as `gnlc check` does; what could be read is laid out too, as a draft when
/// anything is wrong with it.
fn check(folder: &Path) -> (Session, Option<(serde_json::Value, Rendering, Fonts)>) {
    let mut session = Session::default();
    let checked = session.dossier(folder, &gnlc::load::Options::default(), None);
    let mut fonts = Fonts::default();
    if let Ok((dossier, _, locale)) = &checked {
        let ask = letters::Ask { dossier, locale, others: true, system: false };
        letters::check(&ask, &mut fonts, &session.sources, &mut session.diagnostics);
    }
    for diagnostic in session.diagnostics.sorted(&session.sources) {
        let human = emit::human(diagnostic, &session.sources, true);
        assert!(human.contains(diagnostic.code.name()));
        let line = emit::short(diagnostic, &session.sources);
        assert_eq!(line.matches('\n').count(), 1, "{line}");
        assert!(emit::json(diagnostic, &session.sources).is_object());
    }
    let Ok((dossier, coverage, locale)) = checked else { return (session, None) };
    let found = session.diagnostics.sorted(&session.sources);
    let problems =
        found.into_iter().map(|d| view::Problem { at: d.span(), place: String::new(), message: d.message.clone() }).collect();
    let draft = session.diagnostics.has_errors();
    let (purpose, command) = (if draft { view::Purpose::Draft } else { view::Purpose::Final }, "gnlc build .".to_owned());
    let facts = gnlc::review::Facts::of(&dossier, &coverage);
    let context =
        view::build(&view::Input { problems, purpose, command, ..view::Input::new(&dossier, &coverage, &locale, &facts) });
    let Session { sources, diagnostics } = &mut session;
    let mut rendering =
        gnlc::render::render(&context, &dossier, sources, diagnostics).expect("whatever was read can be rendered");
    if draft {
        rendering.source = letters::with_stand_ins(&rendering.source, &fonts);
    }
    let json = serde_json::to_value(&context).expect("a view is data");
    (session, Some((json, rendering, fonts)))
}

/// A text with one place changed.
fn mutated(text: &str, at: Index, with: &str, cut: usize) -> String {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let from = at.index(places.len());
    let to = (from + cut).min(places.len() - 1);
    format!("{}{with}{}", &text[..places[from]], &text[places[to]..])
}

proptest! {
    #![proptest_config(config(128))]

    #[test]
    fn any_title_reaches_the_page_as_it_was_written(title in text()) {
        prop_assume!(!title.contains(refused) && !kept(&title).is_empty());
        let quoted = serde_json::to_string(&title).expect("a text");
        let folder = Folder::small_city().with(
            "more.yaml",
            format!("evidence:\n  - id: thing\n    kind: event\n    status: ended\n    since: 2025\n    order: 1\n    says: Plain\n    title: {quoted}\n"),
        );
        let (session, done) = check(folder.path());
        let expected = ["missing-letter", "supports-nothing", "no-proof"];
        let wrong: Vec<_> = session.diagnostics.sorted(&session.sources).into_iter().filter(|d| !expected.contains(&d.code.name())).collect();
        prop_assert!(wrong.is_empty(), "{wrong:?}");
        // A title is one line, whatever it was in the file.
        let title = kept(&title).split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        let (view, rendering, _) = done.expect("a dossier");
        prop_assert_eq!(view.pointer("/register/0/0/title/t").and_then(|t| t.as_str()), Some(title.as_str()));
        let root = typst::syntax::parse(&rendering.source);
        prop_assert!(!root.diagnosis().errors);
        let mut found = Vec::new();
        literals(&root, &mut found);
        // A draft prints a hollow square for a letter that no font has.
        let hollow = char::from_u32(0x25a1).is_some_and(|square| rendering.source.contains(square));
        prop_assert!(found.contains(&title) || hollow);
    }

    #[test]
    fn a_file_with_a_slip_never_ends_in_a_panic(at in any::<Index>(), with in piece(), cut in prop_oneof![Just(0usize), 0usize..4, 0usize..200]) {
        let folder = Folder::empty().with("city.yaml", mutated(SMALL_CITY, at, &with, cut));
        check(folder.path());
    }

    #[test]
    fn a_file_with_many_slips_never_ends_in_a_panic(slips in proptest::collection::vec((any::<Index>(), piece(), 0usize..12), 2..12)) {
        let text = slips.iter().fold(SMALL_CITY.to_owned(), |text, (at, with, cut)| mutated(&text, *at, with, *cut));
        check(Folder::empty().with("city.yaml", text).path());
    }

    #[test]
    fn any_bytes_never_end_in_a_panic(bytes in prop_oneof![proptest::collection::vec(any::<u8>(), 0..200), text().prop_map(String::into_bytes)]) {
        check(Folder::small_city().with("more.yaml", bytes).path());
    }

    #[test]
    fn lines_in_any_order_never_end_in_a_panic(order in proptest::collection::vec(any::<Index>(), 1..40), ends in select(&["\n", "\r\n", "\r"][..])) {
        let lines: Vec<&str> = SMALL_CITY.lines().collect();
        let text: String = order.iter().map(|at| format!("{}{ends}", at.get(&lines))).collect();
        check(Folder::empty().with("city.yaml", text).path());
    }
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn whatever_can_be_read_can_be_printed(at in any::<Index>(), with in piece(), cut in prop_oneof![Just(0usize), 0usize..4, 0usize..80]) {
        let text = mutated(SMALL_CITY, at, &with, cut);
        let (mut session, done) = check(Folder::empty().with("city.yaml", &text).path());
        if let Some((_, rendering, fonts)) = done && !session.diagnostics.has_fatal() {
            let Session { sources, diagnostics } = &mut session;
            let set = gnlc::compile::compile(&rendering, Vec::new(), Arc::new(fonts), sources, diagnostics);
            let bytes = set.and_then(|(world, document)| gnlc::export::pdf(&world, &document, &rendering, "test", sources, diagnostics));
            let told: Vec<String> = session.diagnostics.sorted(&session.sources).into_iter().map(|d| emit::short(d, &session.sources)).collect();
            prop_assert!(bytes.is_ok(), "{}", told.concat());
        }
    }

    #[test]
    fn the_example_cut_off_anywhere_never_ends_in_a_panic(at in any::<Index>()) {
        let evidence = text_of("data/examples/hanoi/evidence.yaml").into_bytes();
        let folder = Folder::copy_of(&project("data/examples/hanoi"));
        folder.write("evidence.yaml", &evidence[..at.index(evidence.len())]);
        check(folder.path());
    }
}
