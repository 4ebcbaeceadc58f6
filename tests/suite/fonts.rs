//! Fonts: what they cover, which are taken, and what is said when a letter is in none of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use gnlc::compile::clusters::{Judge, Verdict, clusters, is_everyday};
use gnlc::compile::fonts::{SANS, SERIF, Style};
use gnlc::compile::{Fonts, World, notdef, scripts};
use gnlc::diagnostic::Diagnostics;
use gnlc::load::fonts::read_beside;
use gnlc::render::Rendering;
use gnlc::render::literal;
use gnlc::source::Sources;
use proptest::prelude::*;
use proptest::sample::select;
use typst_layout::PagedDocument;

use super::any::config;
use super::pdf::{Printed, whole_body};
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
        let world = World::new(&Rendering::of(source), Vec::new(), Arc::new(fonts), &Sources::default());
        let document = typst::compile::<PagedDocument>(&world).output.expect("plain text can be set");
        let boxes = notdef::boxes(&document);
        let found: BTreeSet<&str> = boxes.iter().map(String::as_str).collect();
        let unnoticed: Vec<&&str> = found.difference(&told).collect();
        prop_assert!(unnoticed.is_empty(), "lost without a word: {unnoticed:?}");
        let refused: Vec<&&str> = told.difference(&found).collect();
        prop_assert!(refused.is_empty(), "refused and printed: {refused:?}");
    }
}

/// A small city whose council's title says something else.
fn city_saying(words: &str) -> Folder {
    Folder::empty().with("city.yaml", SMALL_CITY.replace("title: Learning council", &format!("title: \"{words}\"")))
}

fn text_of_pdf(folder: &Folder) -> String {
    let pages = Printed::open(&folder.file("dossier-en.pdf")).texts();
    assert!(pages.iter().all(|p| p.unreadable == 0));
    whole_body(&pages)
}

#[test]
fn a_font_in_the_folder_of_the_dossier_prints_its_script() {
    let folder = Folder::copy_of(&project("tests/fixtures/accept/own-font"));
    run(&["build", folder.arg()]).exits(0).says_nothing_of(&["missing-letter", "never-used"]);
    let text = text_of_pdf(&folder);
    for words in ["เมืองนาใหม่", "เรียนรู้ที่ตลาด", "ยินดีต้อนรับ", "ผู้เรียนทุกวัย", "โรงเรียนตลาด", "ราชกิจจานุเบกษา", "mọi lứa tuổi"]
    {
        assert!(text.contains(words), "`{words}` is not in {text}");
    }
    assert!(text.contains("Brought with the dossier: Noto Sans Thai (SIL Open Font License 1.1)."), "{text}");
}

#[test]
fn without_its_font_the_same_city_is_told_which_one_to_get() {
    let folder = Folder::copy_of(&project("tests/fixtures/accept/own-font"));
    std::fs::remove_dir_all(folder.file("fonts")).expect("the font can be taken away");
    let done = run(&["build", folder.arg()]).exits(1).reports("missing-letter", "dossier.yaml:12:18");
    done.says(&["the Thai letters เ (U+0E40)", "in `name.native` of `city`", "in `title` of `open-market`", "Noto Serif Thai"]);
    assert_eq!(folder.names(), ["dossier.yaml"]);
}

#[test]
fn another_font_gives_another_digest_and_its_name_does_not_count() {
    let digest = |folder: &Folder| {
        run(&["build", folder.arg()]).exits(0);
        let text = text_of_pdf(folder);
        let (_, rest) = text.split_once("Digest of all inputs").expect("the colophon");
        rest.trim_start().chars().take(12).collect::<String>()
    };
    let plain = city_saying("Council");
    let with_font = city_saying("Council").with("fonts/thai.ttf", thai());
    assert_ne!(digest(&plain), digest(&with_font));
}

#[test]
fn a_folder_of_fonts_can_be_named_and_must_exist() {
    let (folder, fonts) = (city_saying("Council สภา"), Folder::empty().with("deep/thai.TTF", thai()).with("OFL.txt", "licence"));
    run(&["check", folder.arg()]).exits(1).says(&["error[missing-letter]"]);
    run(&["check", folder.arg(), "--font-path", fonts.arg()]).exits(0);
    run(&["build", folder.arg(), "--font-path", fonts.arg()]).exits(0);
    let text = text_of_pdf(&folder);
    assert!(text.contains("Council สภา") && text.contains("gnlc build . --lang en --font-path …"), "{text}");
    assert!(!text.contains(fonts.arg()), "the typed path is printed");
    let none = fonts.file("none");
    for command in ["check", "build", "fonts"] {
        let args = [command, folder.arg(), "--font-path", none.to_str().expect("a path")];
        run(&args).exits(2).reports("no-folder", "none");
    }
}

#[test]
fn a_family_that_is_built_in_stays_and_a_face_is_taken_once() {
    let amiri = std::fs::read(project("fonts/amiri/Amiri_400Regular.ttf")).expect("a font");
    let folder =
        city_saying("Council สภา").with("fonts/amiri.ttf", amiri).with("fonts/a.ttf", thai()).with("fonts/b.ttf", thai());
    let done =
        run(&["check", folder.arg()]).exits(0).reports("never-used", "fonts/amiri.ttf").reports("never-used", "fonts/b.ttf");
    done.says(&["the family Amiri is built in", "fonts/a.ttf brings Noto Sans Thai regular too"]);
}

#[test]
fn a_font_that_may_not_be_embedded_is_refused() {
    let mut font = thai();
    // The bits of the table OS/2 that allow embedding.
    let at = (12..).step_by(16).find(|at| &font[*at..at + 4] == b"OS/2").expect("the table");
    let start = u32::from_be_bytes(font[at + 8..at + 12].try_into().expect("four bytes")) as usize;
    font[start + 8..start + 10].copy_from_slice(&2u16.to_be_bytes());
    let folder = city_saying("Council").with("fonts/thai.ttf", font);
    run(&["check", folder.arg()]).exits(1).reports("bad-font", "fonts/thai.ttf").says(&["does not allow it to be embedded"]);
}

#[test]
fn a_font_of_a_hundred_megabytes_is_not_read() {
    let folder = city_saying("Council").with("fonts/large.ttc", "");
    std::fs::File::options()
        .write(true)
        .open(folder.file("fonts/large.ttc"))
        .and_then(|f| f.set_len(100_000_000))
        .expect("a long file");
    run(&["check", folder.arg()]).exits(1).reports("bad-font", "fonts/large.ttc").says(&["100 MB"]);
}

#[test]
fn no_damage_to_a_font_ends_in_a_panic() {
    let whole = thai();
    for n in 0..24usize {
        let mut font = whole.clone();
        let at = n * whole.len() / 24;
        if n % 2 == 0 {
            font.truncate(at);
        } else {
            font.iter_mut().skip(at).step_by(7).take(400).for_each(|byte| *byte ^= 0x5A);
        }
        let folder = city_saying("Council สภา").with("fonts/thai.ttf", font);
        let done = run(&["build", folder.arg()]).sound();
        assert!(matches!(done.status, Some(0 | 1)), "{n}: {done:?}");
    }
}

#[test]
fn letters_with_marks_of_african_languages_are_printed_whole() {
    // Source Serif has the accents and not these letters: the typesetter alone would print the accents on nothing.
    let words = "Ɔ̀kɔ̀ ɛ́ ƙ̀ Ƴ́ ɓ̂ Ѫ́";
    let folder =
        Folder::empty().with("city.yaml", SMALL_CITY.replace("The council meets", &format!("{words} The council meets")));
    run(&["build", folder.arg()]).exits(0);
    // A mark is drawn higher than its letter, which reads as a new line.
    let text = text_of_pdf(&folder).replace(' ', "");
    for (_, letter) in clusters(words).filter(|(_, letter)| !letter.trim().is_empty()) {
        assert!(text.contains(letter), "{letter} is not in {text}");
    }
}

#[test]
fn letters_written_with_separate_marks_are_found_at_their_place() {
    let folder = city_saying("Cafe\u{301} เรียน");
    run(&["check", folder.arg(), "--format", "short"]).exits(1).says(&["city.yaml:55:19: error[missing-letter]"]);
}

#[test]
fn many_texts_without_a_font_are_told_in_few_messages() {
    let steps: String = (0..248)
        .map(|n| format!("  - {{id: source-{n}, kind: official, title: เรียน {n}, publisher: City, date: 2025}}\n"))
        .collect();
    let folder = Folder::small_city().with("more.yaml", format!("sources:\n{steps}"));
    let done = run(&["check", folder.arg()]).exits(1).says(&["48 more texts have letters that no font can print"]);
    assert_eq!(done.err.matches("error[missing-letter]").count(), 201, "{}", done.err);
}

#[test]
fn texts_of_languages_that_are_not_printed_are_warned_of_and_stop_nothing() {
    let text = SMALL_CITY
        .replace("languages: [en]", "languages: [en, th]")
        .replace("title: Learning council", "title: {en: Learning council, th: สภาการเรียนรู้}");
    let folder = Folder::empty().with("city.yaml", text);
    let done = run(&["check", folder.arg()]).exits(0).says(&["warning[missing-letter]", "in `title.th` of `learning-council`"]);
    assert!(!done.err.contains("error["), "{}", done.err);
    run(&["build", folder.arg()]).exits(0).says_nothing_of(&["missing-letter"]);
}

#[test]
fn words_of_a_language_file_and_of_a_pack_are_looked_at_too() {
    let locale =
        text_of("data/locales/en.yaml").replace("language: en\n", "language: th\n").replace("draft: \"Draft\"", "draft: \"ร่าง\"");
    let text = SMALL_CITY.replace("languages: [en]", "languages: [th]").replace("native_language: en", "native_language: th");
    let folder = Folder::empty().with("city.yaml", text).with("locales/th.yaml", locale);
    run(&["check", folder.arg()]).exits(1).reports("missing-letter", "locales/th.yaml").says(&["in `draft` of `words`"]);
    let form = text_of("data/forms/gnlc-membership-2015.yaml").replace("id: gnlc-membership-2015", "id: own-form");
    let form = form.replacen("label: ", "label: \u{0E40}", 1);
    let text = SMALL_CITY.replace("form: gnlc-membership-2015", "form: own-form");
    let folder = Folder::empty().with("city.yaml", text).with("packs/own.yaml", form);
    run(&["check", folder.arg()]).exits(1).reports("missing-letter", "packs/own.yaml");
}

#[test]
fn the_list_of_fonts_says_what_they_cover_and_where_they_come_from() {
    let folder = Folder::empty().with("fonts/thai.ttf", thai()).with("fonts/OFL.txt", "licence");
    good("fonts-table", &transcript(&folder, &["fonts"]));
    let list = json(&run(&["fonts", folder.arg(), "--format", "json"]).exits(0));
    let families = list["families"].as_array().expect("families");
    let names: Vec<&str> = families.iter().filter_map(|f| f["family"].as_str()).collect();
    assert_eq!(names, ["Source Serif 4", "Source Sans 3", "Noto Sans", "Amiri", "Noto Sans Thai"]);
    let thai = &families[4];
    assert_eq!((thai["origin"].as_str(), thai["vietnamese"].as_bool()), (Some("dossier"), Some(false)));
    assert_eq!(thai["faces"][0]["file"], "fonts/thai.ttf");
    assert!(
        thai["scripts"].as_array().expect("scripts").iter().any(|s| s["script"] == "Thai" && s["letters"] == s["of"]),
        "{thai}"
    );
    assert!(families[..4].iter().all(|f| f["origin"] == "built in" && !f["licence"].is_null()));
}

#[test]
fn a_list_of_fonts_tells_of_those_that_cannot_be_used() {
    let folder = Folder::empty().with("fonts/page.ttf", "<html>");
    run(&["fonts", folder.arg()]).exits(1).reports("bad-font", "fonts/page.ttf").says(&["Source Serif 4 (built in)"]);
    run(&["fonts", folder.file("none").to_str().expect("a path")]).exits(2).reports("no-folder", "none");
}

#[test]
fn fonts_of_the_machine_are_used_when_asked_for_and_with_a_warning() {
    let home = Folder::empty().with(".fonts/thai.ttf", thai()).with(".local/share/fonts/thai.ttf", thai());
    let with_home = |args: &[&str]| run_command(command(args).env("HOME", home.path()).env_remove("XDG_DATA_HOME"));
    let folder = city_saying("Council สภา");
    if cfg!(target_os = "linux") {
        with_home(&["check", folder.arg()]).exits(1).says(&["error[missing-letter]"]);
        let done = with_home(&["build", folder.arg(), "--system-fonts"]).exits(0);
        assert_eq!(done.err.matches("warning[system-fonts]").count(), 1, "{}", done.err);
        done.says(&["Noto Sans Thai", "another machine may give another PDF", "thai.ttf"]);
        let text = text_of_pdf(&folder);
        assert!(
            text.contains("Council สภา") && text.contains("--system-fonts") && text.contains("Found on the machine"),
            "{text}"
        );
    }
    let plain = city_saying("Council");
    run(&["check", plain.arg(), "--system-fonts"]).exits(0).says(&["warning[system-fonts]", "no letter of the dossier needs"]);
}

#[test]
fn the_chains_of_the_theme_are_those_that_are_looked_through() {
    let theme: String = files_below("templates").iter().filter(|p| p.ends_with(".typ")).map(|p| text_of(p)).collect();
    for names in [SERIF, SANS] {
        let chain = format!("chain({})", names.iter().map(|n| format!("\"{n}\"")).collect::<Vec<_>>().join(", "));
        assert_eq!(theme.matches(&chain).count(), 1, "{chain}");
    }
}

#[test]
fn every_letter_taken_for_granted_is_in_a_font_of_every_chain() {
    let fonts = Fonts::default();
    for letter in ('\0'..='\u{FFFF}').filter(|c| is_everyday(*c) && !scripts::is_invisible(*c)) {
        for style in Style::ALL {
            let printed = fonts.chain(*style).iter().any(|face| fonts.face(*face).is_some_and(|f| f.has(letter)));
            assert!(printed, "{letter:?} in {style:?}");
        }
    }
}

#[test]
fn a_style_of_the_citys_own_may_name_a_font_of_the_dossier() {
    let styles = files_below("templates");
    let path =
        styles.iter().find(|p| p.ends_with(".typ") && text_of(p).contains("chain(\"Source Serif 4\"")).expect("the chains");
    let style = text_of(path).replace("chain(\"Source Serif 4\"", "chain(\"Noto Sans Thai\", \"Source Serif 4\"");
    let folder = city_saying("Council").with("fonts/thai.ttf", thai());
    run(&["check", folder.arg()]).exits(0).reports("never-used", "fonts/thai.ttf");
    let folder = folder.with(path, style);
    run(&["check", folder.arg()]).exits(0).says_nothing_of(&["never-used"]);
    run(&["build", folder.arg()]).exits(0);
    assert!(text_of_pdf(&folder).contains("Brought with the dossier: Noto Sans Thai"));
}

#[cfg(unix)]
#[test]
fn a_link_to_a_font_is_followed_in_a_folder_of_the_machine_and_not_in_a_dossier() {
    use std::os::unix::fs::symlink;
    let (folder, fonts) = (city_saying("Council สภา"), Folder::empty());
    symlink(project(THAI), fonts.file("thai.ttf")).expect("a link");
    symlink(fonts.path(), fonts.file("again")).expect("a link");
    run(&["check", folder.arg(), "--font-path", fonts.arg()]).exits(0);
    std::fs::create_dir(folder.file("fonts")).expect("a folder");
    symlink(project(THAI), folder.file("fonts/thai.ttf")).expect("a link");
    run(&["check", folder.arg()]).exits(1).reports("not-plain-file", "fonts/thai.ttf");
    run(&["fonts", folder.arg()]).exits(0).says_nothing_of(&["Thai"]);
}
