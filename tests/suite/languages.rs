//! Documents in several languages: their words, their figures, and translations that follow their originals.

use std::collections::{BTreeMap, BTreeSet};

use gnlc::diagnostic::Diagnostics;
use gnlc::locale::Locale;
use gnlc::locale::format::Format;
use gnlc::model::number::Number;
use gnlc::model::{Date, Lang, Text};
use gnlc::pack::{Pack, framework::Level};
use gnlc::source::Sources;

use super::pdf::Printed;
use super::tool::{Folder, SMALL_CITY, run, text_of};

/// The small city in English and Vietnamese, with one text in both.
fn two_languages(title: &str) -> Folder {
    let text = SMALL_CITY
        .replace("languages: [en]", "languages: [en, vi]")
        .replace("    title: Learning plan 2030\n", &format!("    title:\n{title}"));
    Folder::empty().with("city.yaml", text)
}

const TITLE: &str = "      en: Learning plan 2030\n      vi: Kế hoạch học tập 2030\n";

/// The lines of `check` that are about a code.
fn about(folder: &Folder, code: &str) -> Vec<String> {
    let done = run(&["check", folder.arg(), "--format", "short"]).sound();
    done.out.lines().filter(|l| l.contains(&format!("[{code}]"))).map(str::to_owned).collect()
}

#[test]
fn check_lists_what_is_not_translated_and_a_document_is_not_built_with_it() {
    let folder = two_languages(TITLE);
    let missing = about(&folder, "missing-translation");
    assert!(missing.len() > 20 && missing.iter().all(|l| l.contains("warning[") && l.contains("into `vi`")), "{missing:?}");
    assert!(!missing.iter().any(|l| l.contains("Ada Bright")), "a proper name needs no translation");
    run(&["build", folder.arg()]).exits(0);
    run(&["build", folder.arg(), "--lang", "vi"]).exits(1).says(&["error[missing-translation]", "nothing was written"]);
    run(&["build", folder.arg(), "--lang", "vi", "--draft"]).exits(0).says(&["warning[missing-translation]"]);
    assert_eq!(Printed::open(&folder.file("dossier-vi.pdf")).language().as_deref(), Some("vi"));
}

#[test]
fn a_language_the_dossier_does_not_name_is_one_message_and_no_list() {
    let folder = Folder::small_city();
    let done = run(&["build", folder.arg(), "--lang", "fr"]).exits(1).says(&["no texts in `fr`", "its languages are en"]);
    assert_eq!(done.err.matches("[missing-translation]").count(), 1, "{}", done.err);
    let done = run(&["build", folder.arg(), "--lang", "fr", "--draft"]).exits(0);
    assert_eq!(done.err.matches("[missing-translation]").count(), 1, "{}", done.err);
    let document = Printed::open(&folder.file("dossier-fr.pdf"));
    assert!(document.texts()[1].body.starts_with("Synthèse"), "{}", document.texts()[1].body);
}

#[test]
fn a_translation_that_says_nothing_of_its_original_is_counted_once() {
    let said = about(&two_languages(TITLE), "no-stamp");
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("one translation does not say"), "{said:?}");
}

#[test]
fn a_translation_older_than_its_original_is_reported_with_the_digest_that_mends_it() {
    let folder = two_languages("      en: Learning plan 2031\n      vi: {of: 00000000, text: Kế hoạch học tập 2030}\n");
    assert_eq!(about(&folder, "old-translation").len(), 1);
    run(&["build", folder.arg()]).exits(0).says_nothing_of(&["old-translation"]);
    let done = run(&["build", folder.arg(), "--lang", "vi"]).exits(1).says(&["error[old-translation]", "the original"]);
    let (_, rest) = done.err.split_once("then write `of: ").expect("the message names the digest");
    let digest = &rest[..8];
    let mended = two_languages(&format!("      en: Learning plan 2031\n      vi: {{of: {digest}, text: Kế hoạch}}\n"));
    assert_eq!(about(&mended, "old-translation"), Vec::<String>::new());
    assert_eq!(about(&mended, "no-stamp"), Vec::<String>::new());
}

#[test]
fn line_ends_of_the_original_do_not_make_a_translation_old() {
    let block = "      en: |\n        Learning plan\n        2030\n      vi: Kế hoạch học tập 2030\n";
    let folder = two_languages(block);
    run(&["stamp", folder.arg()]).exits(0).says(&["city.yaml: 1 stamped"]);
    let text = std::fs::read_to_string(folder.file("city.yaml")).expect("the file");
    folder.write("city.yaml", text.replace("Learning plan\n        2030", "Learning\n        plan 2030"));
    assert_eq!(about(&folder, "old-translation"), Vec::<String>::new());
}

#[test]
fn stamps_go_into_every_form_of_a_text_and_change_nothing_else() {
    let forms = [
        ("      en: A\n      vi: |   # H01\n        Một\n\n        hai\n      # behind\n", "      vi:\n        of: "),
        ("      {en: A, vi: \"Một, hai\"}\n", "{en: A, vi: {of: "),
        ("      en: A\n      vi: >-\n        Một\n        hai\n", "        text: >-\n          Một\n          hai\n"),
        ("      en: A\n      vi: Một hai # H02\n", ", text: Một hai} # H02\n"),
        ("      en: A\n      vi: Một hai\n        ba\n", ", text: \"Một hai ba\"}\n"),
        ("      en: A\n      vi: 'Một: hai'\n", ", text: 'Một: hai'}\n"),
    ];
    for (form, stamped) in forms {
        let folder = two_languages(form);
        let before = std::fs::read_to_string(folder.file("city.yaml")).expect("the file");
        run(&["stamp", folder.arg()]).exits(0).says(&["city.yaml: 1 stamped"]);
        let after = std::fs::read_to_string(folder.file("city.yaml")).expect("the file");
        assert!(after.contains(stamped), "{form}\n{}", &after[after.find("title:\n").unwrap_or(0)..][..200]);
        assert!(gnlc::yaml::edit::same_but_for_stamps(&before, &after));
        assert_eq!(about(&folder, "no-stamp"), Vec::<String>::new(), "{after}");
        run(&["stamp", folder.arg()]).exits(0).says(&["already"]);
        assert_eq!(std::fs::read_to_string(folder.file("city.yaml")).expect("the file"), after);
    }
}

#[test]
fn old_translations_are_stamped_only_when_asked() {
    let folder = two_languages("      en: Learning plan 2031\n      vi: {of: 00000000, text: Kế hoạch}\n");
    run(&["stamp", folder.arg()]).exits(0).says(&["1 older than their originals", "gnlc stamp --old"]);
    assert_eq!(about(&folder, "old-translation").len(), 1);
    run(&["stamp", folder.arg(), "--old", "--lang", "fr"]).exits(2).reports("no-language", "city.yaml");
    assert_eq!(about(&folder, "old-translation").len(), 1);
    run(&["stamp", folder.arg(), "--old", "--lang", "vi"]).exits(0).says(&["1 stamped"]);
    assert_eq!(about(&folder, "old-translation"), Vec::<String>::new());
}

#[test]
fn a_figure_quoted_in_a_translation_must_be_the_indicators_own() {
    let says = |vi: &str| {
        let text = SMALL_CITY.replace("languages: [en]", "languages: [en, vi]").replace(
            "    says: |\n      The plan was adopted by the *whole* council. [More than 60 %](@readers) of households use the library.\n",
            &format!("    says:\n      en: Adopted. [More than 60%](@readers)\n      vi: \"{vi}\"\n"),
        );
        Folder::empty().with("city.yaml", text)
    };
    assert_eq!(about(&says("Đã ban hành. [trên 60%](@readers)"), "figure-disagrees"), Vec::<String>::new());
    let wrong = about(&says("Đã ban hành. [trên 61%](@readers)"), "figure-disagrees");
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert!(wrong[0].contains("`trên 60%`"), "{wrong:?}");
}

#[test]
fn numbers_and_dates_are_written_as_each_language_writes_them() {
    let number = |text: &str| Number::parse(text).expect("a number");
    let date = |text: &str| Date::parse(text).expect("a date");
    for (tag, short, n, day, month) in [
        ("en-GB", false, "1,420,000.50", "7 January 2025", "January 2025"),
        ("vi", true, "1.420.000,50", "07/01/2025", "tháng 1 năm 2025"),
        ("fr", false, "1\u{202f}420\u{202f}000,50", "7 janvier 2025", "janvier 2025"),
    ] {
        let format = Format::new(tag, short).expect("a locale");
        assert_eq!(format.number(number("1420000.50")), n, "every digit stays");
        assert_eq!(format.number(number("99.50")).len(), 5, "every digit stays");
        assert_eq!(format.date(date("2025-01-07")), day);
        assert_eq!(format.date(date("2025-01")), month);
        assert_eq!(format.date(date("2025")), "2025");
    }
    let list = |tag| Format::new(tag, false).expect("a locale").list(&["a".into(), "b".into(), "c".into()]);
    assert_eq!([list("en-GB"), list("vi"), list("fr")], ["a, b and c", "a, b và c", "a, b et c"]);
}

fn builtin(lang: &str) -> Locale {
    let lang = Lang::parse(lang).expect("a language");
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let locale = Locale::builtin(&lang, &mut sources, &mut diagnostics).expect("a built-in language");
    assert_eq!(diagnostics.counts(&sources), (0, 0));
    locale
}

#[test]
fn the_wording_follows_the_count() {
    let words = |lang, n| builtin(lang).counted("words", n, &[]);
    assert_eq!([words("en", 1), words("en", 2), words("en", 1200)], ["1 word", "2 words", "1,200 words"]);
    assert_eq!([words("fr", 0), words("fr", 1), words("fr", 2)], ["0 mot", "1 mot", "2 mots"]);
    assert_eq!([words("vi", 1), words("vi", 2)], ["1 từ", "2 từ"]);
}

/// The keys of a language file, each with the gaps it fills.
fn keys(lang: &str) -> BTreeMap<String, BTreeSet<String>> {
    let text = text_of(&format!("data/locales/{lang}.yaml"));
    let (_, words) = text.split_once("\nwords:\n").expect("words");
    let lines = words.lines().take_while(|l| l.starts_with("  ") || l.is_empty());
    let entries = lines.filter_map(|l| l.strip_prefix("  ")?.split_once(": ")).filter(|(k, _)| !k.starts_with(['#', ' ']));
    let gaps = |text: &str| {
        let inner = text.strip_prefix('{').unwrap_or(text);
        inner.split('{').skip(1).filter_map(|r| Some(r.split_once('}')?.0.to_owned())).collect()
    };
    entries.map(|(key, value)| (key.to_owned(), gaps(value))).collect()
}

#[test]
fn every_language_has_the_same_words_with_the_same_gaps() {
    let english = keys("en");
    assert!(english.len() > 200, "{}", english.len());
    for lang in Locale::languages() {
        let own = keys(lang);
        let missing: Vec<_> = english.keys().filter(|k| !own.contains_key(*k)).collect();
        let extra: Vec<_> = own.keys().filter(|k| !english.contains_key(*k)).collect();
        assert!(missing.is_empty() && extra.is_empty(), "{lang}: missing {missing:?}, extra {extra:?}");
        for (key, gaps) in &own {
            assert_eq!(gaps, &english[key], "{lang}: {key}");
        }
    }
}

/// Every text of a pack that is printed.
fn printed_texts(pack: &Pack) -> Vec<&Text> {
    let head = pack.head();
    let mut texts = vec![&head.title, &head.edition];
    texts.extend(head.source.iter().chain(&head.note));
    match pack {
        Pack::Framework(set) => texts.extend(set.rows.iter().filter(|r| r.level != Level::Measurement).map(|r| &r.name)),
        Pack::Crosswalk(_) => {}
        Pack::Form(form) => {
            for field in &form.fields {
                texts.push(&field.label);
                texts.extend(field.heading.iter().chain(&field.asks).chain(&field.unit));
            }
        }
    }
    texts
}

#[test]
fn every_text_of_the_forms_and_criteria_has_its_translation() {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let packs = gnlc::load::builtin_packs(&[], &mut sources, &mut diagnostics);
    assert!(packs.len() >= 3);
    for lang in Locale::languages() {
        let locale = builtin(lang);
        let texts = packs.iter().flat_map(printed_texts);
        let missing: Vec<String> =
            texts.map(|t| locale.pack_text(t)).filter(|(_, other)| other.is_some()).map(|(t, _)| t).collect();
        assert!(missing.is_empty(), "{lang}: {missing:#?}");
    }
}

#[test]
fn a_city_may_bring_the_words_of_a_language_that_is_not_built_in() {
    let own = "language: de\nwords:\n  summary: Zusammenfassung\n  page: Seite\n  more_than: mehr als {n}\n";
    let text = SMALL_CITY
        .replace("languages: [en]", "languages: [de]")
        .replace("More than 60 %", "Mehr als 60%")
        .replace("more than 60 %", "mehr als 60%");
    let folder = Folder::empty().with("city.yaml", text).with("locales/de.yaml", own);
    let done = run(&["build", folder.arg()]).exits(0).says(&["warning[missing-word]", "locales/de.yaml:1:11", "stay English"]);
    assert!(done.err.contains("dossier-de.pdf"), "{}", done.err);
    let document = Printed::open(&folder.file("dossier-de.pdf"));
    assert_eq!(document.language().as_deref(), Some("de"));
    let pages = document.texts();
    assert!(pages[1].body.starts_with("Zusammenfassung") && pages[1].artifacts.ends_with("Seite 2"), "{:?}", pages[1]);
    assert!(pages[0].body.contains("1. Februar 2026"), "{}", pages[0].body);
}

#[test]
fn slips_in_a_language_file_are_told_at_their_place() {
    let own = "language: de\nwords:\n  sumary: Zusammenfassung\n  page: Seite {n}\n  words: {one: ein Wort, viele: Wörter}\ntexts:\n  - {en: Name of city}\n";
    let folder = Folder::small_city().with("locales/de.yaml", own);
    run(&["check", folder.arg()]).exits(1).says(&[
        "locales/de.yaml:3:3",
        "did you mean `summary`?",
        "locales/de.yaml:4:9",
        "nothing fills the gap `{n}`",
        "`viele` is no plural form",
        "lacks the form `other`",
        "needs `en:` and `de:`",
    ]);
}
