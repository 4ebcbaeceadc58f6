//! Laws that hold for any input. `PROPTEST_CASES` and `PROPTEST_RNG_SEED` ask for more of them.

use std::path::Path;

use gnlc::command::Session;
use gnlc::diagnostic::{Diagnostics, emit};
use gnlc::model::prose::{self, Block, Inline};
use gnlc::model::value::{Figure, Value};
use gnlc::render::{Rendering, literal, view};
use gnlc::source::{Sources, Span};
use gnlc::yaml::read::{Cx, Read};
use gnlc::yaml::{self, Kind, Node};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::RngSeed;
use typst::syntax::{SyntaxNode, ast};
use unicode_normalization::UnicodeNormalization;

use super::tool::{Folder, SMALL_CITY, files_below, project, text_of};

/// The same cases on every machine, unless others are asked for.
fn config(cases: u32) -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = cases;
    }
    if std::env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(37);
    }
    config
}

/// Signs that mean something to YAML, CommonMark, MiniJinja, Typst or a terminal, and letters that are rarely tried.
const SIGNS: &[&str] = &[
    "\t", "\r", "\n", "\r\n", "\n\n", "  ", " ", "- ", "– ", "• ", ": ", ":", "\"", "'", "|", "| ", ">", "> 85", "&a ", "*a ", "!t ", "{", "}", "[", "]",
    "#", " # ", "---\n", "...\n", "<<: ", "? ", "%", "@", "`", ",", "~", "\\", "\\u{41}", "{{ x }}", "{% raw %}", "{#", "#let x = 1", "$", "_", "*", "**",
    "<a>", "https://", "//", "/*", "*/", "=", "=>", "[a](@b)", "[a](@b.target)", "![", "&amp;", "\u{a0}", "\u{2028}", "\u{85}", "\u{feff}", "\u{200d}",
    "\u{200f}", "\u{202e}", "\u{ad}", "\u{0}", "\u{1b}[31m", "\u{7f}", "\u{e000}", "\u{fffe}", "\u{301}", "e\u{301}", "Ậ", "Hà Nội", "دانش", "学习", "😀",
    "🇻🇳", "\u{1d400}", "0", "007", "2.913", "1e9", "null", "true", "2025-02-30", "id: x", "\n  - id: x\n", "\nevidence:\n",
];

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![3 => select(SIGNS).prop_map(str::to_owned), 2 => any::<char>().prop_map(String::from), 2 => select(&["a", "learning ", "Z", "9"][..]).prop_map(str::to_owned)]
}

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(piece(), 0..24).prop_map(|pieces| pieces.concat())
}

/// Letters that a dossier refuses: nothing may be said of texts that hold them but that they are refused.
fn refused(c: char) -> bool {
    let code = c as u32;
    let control = c.is_control() && !matches!(c, '\n' | '\t' | '\r' | '\u{85}');
    control || matches!(code, 0x202A..=0x202E | 0x2066..=0x2069 | 0xE000..=0xF8FF | 0xFDD0..=0xFDEF | 0xFEFF | 0xFFF9..=0xFFFB | 0xF0000..) || code & 0xFFFE == 0xFFFE
}

/// A text as the program keeps it.
fn kept(text: &str) -> String {
    text.replace(['\u{85}', '\u{2028}', '\u{2029}'], " ").nfc().collect::<String>().trim().replace("\r\n", "\n")
}

/// Every string literal of a piece of Typst.
fn literals(node: &SyntaxNode, found: &mut Vec<String>) {
    found.extend(node.cast::<ast::Str<'_>>().map(|s| s.get().to_string()));
    node.children().for_each(|child| literals(child, found));
}

/// Reads, checks and prints every message in every form, as `gnlc check` does; what could be read is laid out too.
fn check(folder: &Path) -> (Session, Option<(serde_json::Value, Rendering)>) {
    let mut session = Session::default();
    let checked = session.dossier(folder, None);
    if let Ok((dossier, ..)) = &checked {
        gnlc::compile::letters::check(dossier, &session.sources, &mut session.diagnostics);
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
    let problems = found.into_iter().map(|d| view::Problem { at: d.span(), place: String::new(), message: d.message.clone() }).collect();
    let command = "gnlc build .".to_owned();
    let context = view::build(&view::Input { dossier: &dossier, coverage: &coverage, locale: &locale, problems, draft: true, command });
    let Session { sources, diagnostics } = &mut session;
    let rendering = gnlc::render::render(&context, sources, diagnostics).expect("whatever was read can be rendered");
    let json = serde_json::to_value(&context).expect("a view is data");
    (session, Some((json, rendering)))
}

/// A text with one place changed.
fn mutated(text: &str, at: Index, with: &str, cut: usize) -> String {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let from = at.index(places.len());
    let to = (from + cut).min(places.len() - 1);
    format!("{}{with}{}", &text[..places[from]], &text[places[to]..])
}

fn number() -> impl Strategy<Value = String> {
    (any::<bool>(), 0u64..10_000_000_000, proptest::option::of(0u32..1_000_000), 1usize..7).prop_map(|(minus, whole, part, width)| {
        let sign = if minus { "-" } else { "" };
        part.map_or(format!("{sign}{whole}"), |part| format!("{sign}{whole}.{part:0width$}"))
    })
}

fn read_figure(yaml: &str) -> (Option<Figure>, usize) {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let file = sources.add("figure.yaml", yaml);
    let document = yaml::read_document(file, &sources, &mut diagnostics);
    let node = Node::new(Span::new(file, 0..yaml.len()), Kind::Map(document.entries));
    let figure = Figure::read(&node, &mut Cx { sources: &sources, diagnostics: &mut diagnostics, point_is_decimal: true });
    let (errors, warnings) = diagnostics.counts(&sources);
    (figure, errors + warnings)
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

proptest! {
    #![proptest_config(config(256))]

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
    fn any_amount_is_read_back_as_it_is_written(a in number(), b in number(), form in 0usize..10, yes in any::<bool>()) {
        let yaml = match form {
            0 => format!("value: {a}"),
            1 => format!("at_least: {a}"),
            2 => format!("more_than: {a}"),
            3 => format!("at_most: {a}"),
            4 => format!("less_than: {a}"),
            5 => format!("about: {a}"),
            6 => format!("from: {a}\nto: {b}"),
            7 => format!("level: {a}"),
            8 => format!("count: {a}\nof: {b}"),
            _ => format!("exists: {yes}"),
        };
        let (figure, messages) = read_figure(&format!("{yaml}\nyear: 2025\n"));
        let Some(Figure { value, .. }) = figure else {
            // Only a range that runs backwards and parts of nothing are refused.
            prop_assert!(matches!(form, 6 | 8) && messages == 1, "{yaml}");
            return Ok(());
        };
        let written = value.to_yaml().expect("an amount without words");
        prop_assert_eq!(&written, &yaml);
        let (again, messages) = read_figure(&format!("{written}\nyear: 2025\n"));
        prop_assert_eq!(messages, 0);
        prop_assert_eq!(again.map(|f| f.value), Some(value.clone()));
        prop_assert_eq!(matches!(value, Value::Exists(_)), value.number().is_none());
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
        let title = kept(&title).split_whitespace().collect::<Vec<_>>().join(" ");
        let (view, rendering) = done.expect("a dossier");
        prop_assert_eq!(view.pointer("/register/0/0/title/t").and_then(|t| t.as_str()), Some(title.as_str()));
        let root = typst::syntax::parse(&rendering.source);
        prop_assert!(!root.diagnosis().errors);
        let mut found = Vec::new();
        literals(&root, &mut found);
        prop_assert!(found.contains(&title));
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
        if let Some((_, rendering)) = done && !session.diagnostics.has_fatal() {
            let Session { sources, diagnostics } = &mut session;
            let set = gnlc::compile::compile(&rendering, Vec::new(), sources, diagnostics);
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

#[test]
fn every_place_of_every_file_has_its_line_and_column() {
    let mut seen = 0;
    for path in files_below("tests/fixtures").into_iter().chain(files_below("data/examples/hanoi")).filter(|p| p.ends_with(".yaml")) {
        if let Ok(text) = std::fs::read_to_string(project(&path)) {
            places_are_right(&text);
            seen += 1;
        }
    }
    assert!(seen > 5, "{seen} files");
}
