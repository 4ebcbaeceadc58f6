//! Text is data: whatever stands in a field is printed as it stands there, or refused with its place.

mod compare;
mod finding;
mod garden;
mod reading;
mod refused;
mod strings;

use garden::{Garden, escaped, quoted};
use gnlc::render::literal;
use proptest::prelude::*;
use reading::Letters;

use super::any::{config, text};
use super::pdf::Printed;
use super::tool::{Folder, SMALL_CITY, run_soon, text_of};

/// How many strings share a dossier.
const TOGETHER: usize = 9;

/// Every string that is printed.
fn all() -> Vec<(String, &'static str)> {
    strings::PRINTED.iter().map(|(text, why)| ((*text).to_owned(), *why)).chain(strings::long()).collect()
}

/// What is wrong with a dossier in print.
fn printed(garden: &Garden<'_>, args: &[&str], status: i32, meant: impl Fn(&str) -> String) -> Vec<String> {
    let folder = garden.folder();
    let done = run_soon(&[&["build", folder.arg(), "--all"], args].concat());
    if done.status != Some(status) {
        let errors: Vec<&str> = done.err.split("\nerror").skip(1).take(3).collect();
        return vec![format!("the build ended with {:?}: {}", done.status, errors.join("\n"))];
    }
    let document = Printed::open(&folder.file("dossier-en.pdf"));
    let letters = Letters::of(&document);
    let mut wrong = garden.differences(&letters, &meant, garden::in_dossier);
    let form = Letters::of(&Printed::open(&folder.file("form-en.pdf")));
    wrong.extend(garden.differences(&form, &meant, garden::in_form).into_iter().map(|what| format!("form: {what}")));
    wrong.extend(form.outside.iter().map(|(count, page, text)| format!("form: {count} letters outside page {page}: {text:?}")));
    wrong.extend(
        letters.outside.map(|(count, page, text)| format!("{count} letters outside their page, such as {text:?} on page {page}")),
    );
    let outline = document.outline();
    for planted in garden.planted.iter().filter(|p| p.slot == "evidence.event.title") {
        let text = compare::kept(&meant(garden.string(planted))).split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        if !outline.iter().any(|(_, title)| title.contains(&text)) {
            wrong.push(format!("no bookmark says {text:?}"));
        }
    }
    wrong
}

#[test]
fn every_string_in_every_field_is_printed_as_it_is() {
    let all = all();
    let texts: Vec<&str> = all.iter().map(|(text, _)| text.as_str()).collect();
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let halves = [0, 1].map(|half| {
            let sets: Vec<&[&str]> = texts.chunks(TOGETHER).skip(half).step_by(2).collect();
            let check = |set: &[&str]| printed(&Garden::of(set.to_vec()), &[], 0, str::to_owned);
            scope.spawn(move || sets.into_iter().flat_map(check).collect::<Vec<_>>())
        });
        halves.into_iter().flat_map(|half| half.join().expect("no panic")).collect()
    });
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_garden_has_every_field_that_holds_a_text() {
    let garden = Garden::of(vec!["a", "b"]);
    let written: String = ["city.yaml", "packs/form.yaml", "packs/set.yaml"].iter().map(|path| garden.text_of(path)).collect();
    let mut missing = Vec::new();
    for path in ["answer", "city", "dossier", "evidence", "figure", "indicator", "next_step", "source", "unit", "value"]
        .map(|n| format!("src/model/{n}.rs"))
    {
        missing.extend(
            keys(&text_of(&path)).into_iter().filter(|key| !written.contains(&format!(" {key}:"))).map(|key| (path.clone(), key)),
        );
    }
    for path in ["src/pack.rs", "src/pack/form.rs", "src/pack/framework.rs"] {
        missing.extend(
            keys(&text_of(path))
                .into_iter()
                .filter(|key| !written.contains(&format!("{key}:")))
                .map(|key| (path.to_owned(), key)),
        );
    }
    // Keys whose values are no texts: words of a list, numbers, dates, ids, codes.
    #[rustfmt::skip]
    let no_text = [
        "due", "deadline", "ratings", "choices", "rating", "call", "draft", "order", "until", "place", "better", "confidence", "report_against",
        "language", "mark", "count", "of", "level", "exists", "from", "to", "count_more_than", "count_about", "period",
        "more_than", "at_most", "less_than", "about", "stale_after", "max_size_mb", "required", "max_words", "sureness", "expects", "judged_by",
        "decimal_sign", "share", "base", "per", "over", "sum", "difference", "convert", "rate", "on", "measurement", "may_exceed_100",
        "decimals", "computed", "parts", "band", "same_as", "read", "quoted", "baseline", "what", "ended", "margin", "sample", "flow", "divided_by", "ended_by", "source",
        "lenses", "min_words", "soft_words", "soft_characters", "max_characters", "scale", "only_if", "as", "rule", "unread", "thresholds",
        "advice",
    ];
    missing.retain(|(_, key)| !no_text.contains(&key.as_str()));
    assert!(missing.is_empty(), "fields that no naughty string was planted in: {missing:?}");
}

/// The keys that a module reads, as its code names them.
fn keys(code: &str) -> Vec<String> {
    let calls = ["f.required(\"", "f.optional(\"", "f.list(\"", "f.required::<", "f.optional::<"];
    let mut keys = Vec::new();
    for call in calls {
        for rest in code.split(call).skip(1) {
            let rest = if call.ends_with('<') { rest.split_once("(\"").map_or("", |(_, r)| r) } else { rest };
            keys.extend(rest.split('"').next().map(str::to_owned));
        }
    }
    keys
}

#[test]
fn three_thousand_words_in_one_field_are_all_printed() {
    let words = strings::three_thousand_words();
    let folder = Folder::small_city().with(
        "more.yaml",
        format!(
            "evidence:\n  - id: long\n    kind: award\n    status: ended\n    since: 2025\n    given_by: All\n    title: Long\n    says: Zq1a {words} Zq1b\n    owner: Zq2a {words} Zq2b\n"
        ),
    );
    run_soon(&["build", folder.arg()]).exits(0);
    let letters = Letters::of(&Printed::open(&folder.file("dossier-en.pdf")));
    let body: String = letters.body.iter().map(|c| if *c == '\n' { ' ' } else { *c }).collect();
    for n in [1, 2] {
        let (_, rest) = body.split_once(&format!("Zq{n}a ")).expect("its beginning");
        let (text, _) = rest.split_once(&format!(" Zq{n}b")).expect("its end");
        assert_eq!(text.split_whitespace().collect::<Vec<_>>().join(" "), words);
    }
    assert_eq!(letters.outside, None);
}

#[test]
fn every_letter_that_a_font_has_is_printed_once() {
    let blocks = [0xA1..=0x24F, 0x250..=0x2AF, 0x370..=0x52F, 0x1E00..=0x1FFF, 0x2010..=0x2027, 0x2030..=0x205E, 0x20A0..=0x20BF];
    let letters = blocks.into_iter().flatten().filter_map(char::from_u32).filter(|c| {
        let alone = compare::kept(&c.to_string());
        !c.is_whitespace() && !compare::unseen(*c) && refused::hollow(&alone) == alone
    });
    let mut letters: Vec<String> = letters.map(|c| compare::kept(&c.to_string())).collect();
    letters.sort();
    letters.dedup();
    assert!(letters.len() > 1200, "{} letters", letters.len());
    let text = letters.join(" ");
    let folder = Folder::small_city().with(
        "more.yaml",
        format!(
            "evidence:\n  - id: long\n    kind: award\n    status: ended\n    since: 2025\n    given_by: All\n    title: {}\n    says: {}\n",
            quoted(&format!("Zq1a {text} Zq1b")),
            quoted(&format!("Zq2a {} Zq2b", escaped(&text)))
        ),
    );
    run_soon(&["build", folder.arg()]).exits(0);
    let printed = Letters::of(&Printed::open(&folder.file("dossier-en.pdf")));
    for n in [1, 2] {
        let (from, to) = *finding::between(&printed.body, n).last().expect("it is printed");
        let body: String = printed.body[from..to].iter().collect();
        assert_eq!(body.split_whitespace().collect::<Vec<_>>(), letters);
    }
}

#[test]
fn marks_that_nobody_escaped_never_stop_a_draft() {
    let mut text = String::from("evidence:\n");
    for (n, (naughty, _)) in all().iter().enumerate() {
        text += &format!(
            "  - id: item-{n}\n    kind: award\n    status: ended\n    since: 2025\n    given_by: All\n    title: Item\n    says: {}\n",
            quoted(naughty)
        );
    }
    let folder = Folder::small_city().with("more.yaml", text);
    run_soon(&["build", folder.arg(), "--draft"]).exits(1).says(&["error[prose-marks]"]);
    let document = Printed::open(&folder.file("dossier-en.pdf"));
    assert!(document.page_count() > 10 && document.is_tagged());
}

#[test]
fn a_plain_scalar_prints_as_it_is_written_whatever_yaml_would_make_of_it() {
    let scalars = [
        "yes",
        "No",
        "on",
        "true",
        "0x1F",
        "0o17",
        "007",
        "1e3",
        "1_000",
        ".inf",
        ".NaN",
        "12:30:45",
        "2025-01-01",
        "1.10",
        "-0",
        "+1",
        "NULL x",
        "=",
        "<<",
        "x: y".trim_end_matches(": y"),
        "2025-02-30",
        "0b1",
        "1,5",
        "12 %",
        "a#b",
        "a:b",
        "http://a.b",
        "-1",
        "\\",
        "'",
        "*",
        "--",
    ];
    let mut text = String::from("evidence:\n");
    for (n, scalar) in scalars.iter().enumerate() {
        let scalar = if matches!(*scalar, "'" | "*") { quoted(scalar) } else { (*scalar).to_owned() };
        text += &format!(
            "  - id: item-{n}-z\n    kind: award\n    status: ended\n    since: 2025\n    given_by: All\n    says: Plain\n    proof: [gazette]\n    title: {scalar}\n"
        );
    }
    let folder = Folder::small_city().with("more.yaml", text);
    run_soon(&["build", folder.arg()]).exits(0);
    let letters = Letters::of(&Printed::open(&folder.file("dossier-en.pdf")));
    let body: String = letters.body.iter().collect();
    for (n, scalar) in scalars.iter().enumerate() {
        assert!(
            body.contains(&format!("\n2025\n{scalar}\nPlain")),
            "{scalar:?} of {:?}",
            body.split(&format!("item-{n}-z\n")).nth(1).map(|b| b.chars().take(90).collect::<String>())
        );
    }
}

#[test]
fn the_words_of_a_citys_own_language_are_printed_as_they_are() {
    let english = text_of("data/locales/en.yaml");
    let texts: Vec<String> = all()
        .into_iter()
        .map(|(t, _)| t)
        .filter(|t| !compare::turns(t) && !t.contains(['{', '}', '\r', '\n']) && t.len() < 400)
        .collect();
    let mut file = String::from("language: qz\nconventions: en\nwords:\n");
    let mut planted = Vec::new();
    for (n, line) in english.lines().filter(|l| l.starts_with("  ") && !l.trim_start().starts_with('#')).enumerate() {
        let Some((key, value)) = line.trim().split_once(": ") else { continue };
        let text = &texts[n % texts.len()];
        let gaps: String = value
            .split('{')
            .skip(1)
            .filter(|r| !value.starts_with('{') && r.contains('}'))
            .map(|r| format!(" {{{}", r.split_inclusive('}').next().unwrap_or_default()))
            .collect();
        if value.starts_with('{') || key == "percent" {
            continue;
        }
        file += &format!("  {key}: {}\n", quoted(&format!("Zq{n}a {text} Zq{n}b{gaps}")));
        planted.push((n, key.to_owned(), text.clone()));
    }
    let mut city = SMALL_CITY.replace("languages: [en]", "languages: [qz]").replace("native_language: en", "native_language: qz");
    // Quoted figures are phrased in the words of the language.
    for quote in ["[More than 60 %](@readers)", "[more than 60 %](@readers)", "[at least 75 %](@readers.target)"] {
        city = city.replace(quote, "Most");
    }
    let folder = Folder::empty().with("city.yaml", city).with("locales/qz.yaml", file);
    run_soon(&["build", folder.arg()]).exits(0);
    let letters = Letters::of(&Printed::open(&folder.file("dossier-qz.pdf")));
    let mut seen = 0;
    let mut wrong = Vec::new();
    for (n, key, text) in &planted {
        for (from, to) in finding::between(&letters.body, *n) {
            seen += 1;
            wrong.extend(
                finding::compare(&letters.body, from, to, garden::Beside::Both, &compare::kept(text))
                    .err()
                    .map(|why| format!("{key}: {text:?}: {why}")),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen > 200, "{seen} words");
}

#[test]
fn what_the_strings_name_is_never_opened() {
    let outer = Folder::empty();
    let names: Vec<&str> = vec![
        "#read(\"../secret.txt\") #include \"../secret.typ\" #include \"secret.typ\"",
        "{% include \"../secret.txt\" %} {% include \"secret.txt\" %}",
        "../secret.txt file:../secret.txt",
    ];
    let garden = Garden::of(names);
    garden.write_into(&outer, "city");
    for name in ["secret.txt", "secret.typ", "city/secret.txt", "city/secret.typ", "city/papers/secret.txt"] {
        trap(&outer.file(name));
    }
    let city = outer.file("city");
    let done = run_soon(&["build".as_ref(), city.as_os_str()]).exits(0);
    let document = Letters::of(&Printed::open(&outer.file("city/dossier-en.pdf")));
    assert!(garden.differences(&document, &str::to_owned, garden::in_dossier).is_empty(), "{done:?}");
    assert!(!document.body.iter().collect::<String>().contains("the secret"), "a file was opened");
}

/// A file that must not be opened: whoever reads it waits for ever, or finds the secret where there are no such files.
fn trap(path: &std::path::Path) {
    let pipe = cfg!(unix) && std::process::Command::new("mkfifo").arg(path).status().is_ok_and(|s| s.success());
    if !pipe {
        std::fs::write(path, "the secret").expect("a file is written");
    }
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn any_text_in_a_title_a_paragraph_and_a_table_is_printed_or_refused(texts in proptest::collection::vec(text(), 3)) {
        let clean: Vec<String> = texts.iter().map(|t| refused::cleaned(t)).collect();
        let meant: Vec<String> = clean.iter().map(|t| t.split_ascii_whitespace().collect::<Vec<_>>().join(" ")).collect();
        let says = escaped(&meant[1]);
        let folder = Folder::small_city().with("more.yaml", format!(
            "evidence:\n  - id: thing\n    kind: award\n    status: ended\n    since: 2025\n    given_by: All\n    title: {}\n    says: {}\nsources:\n  - id: paper\n    kind: press\n    publisher: All\n    date: 2025\n    title: Paper\n    note: {}\n",
            quoted(&format!("Zq0a {} Zq0b", texts[0])), quoted(&format!("Zq1a {says} Zq1b")), quoted(&format!("Zq2a {} Zq2b", texts[2])),
        ));
        let done = run_soon(&["build", folder.arg(), "--draft"]).sound();
        prop_assert!(folder.file("dossier-en.pdf").is_file(), "{:?}", done);
        let letters = Letters::of(&Printed::open(&folder.file("dossier-en.pdf")));
        for (n, text) in meant.iter().enumerate() {
            let found = finding::between(&letters.body, n);
            prop_assert!(!found.is_empty(), "{:?} is not printed", text);
            let right = compare::kept(&refused::hollow(text));
            for (from, to) in found {
                let same = finding::compare(&letters.body, from, to, garden::Beside::Both, &right);
                prop_assert!(same.is_ok(), "{:?}: {}", right, same.unwrap_err());
            }
        }
        // Nothing of it became part of the source but literals.
        let mut out = String::new();
        literal::string(&texts[0], &mut out);
        prop_assert!(!typst::syntax::parse_code(&out).diagnosis().errors);
    }
}
