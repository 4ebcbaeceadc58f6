//! The figures and names of the example: the same in both languages, those of the YAML, and none smoothed.

use std::collections::BTreeSet;

use gnlc::check::Item;
use gnlc::model::{Figure, Lang, Value, prose};

use super::edition::{Edition, both, dossier, english};
use super::places::{Places, bare};

/// The numbers of a text, without the signs of its language.
fn numbers(text: &str, lang: &str) -> Vec<String> {
    let (between, decimal) = if lang == "vi" { ('.', ',') } else { (',', '.') };
    let letters: Vec<char> = text.chars().collect();
    let digit = |at: Option<&char>| at.is_some_and(char::is_ascii_digit);
    let mut list = vec![String::new()];
    for (at, c) in letters.iter().enumerate() {
        let inside = at > 0 && digit(letters.get(at - 1)) && digit(letters.get(at + 1));
        let word = list.last_mut().expect("one at least");
        match c {
            c if c.is_ascii_digit() => word.push(*c),
            c if inside && *c == between => {}
            c if inside && *c == decimal => word.push('.'),
            _ => list.push(String::new()),
        }
    }
    list.retain(|n| !n.is_empty());
    list
}

/// The amounts that an indicator's table prints: the letters of its third column.
fn amounts(places: &Places<'_>, edition: &Edition, id: &str) -> Vec<String> {
    let letters = places.item(id).letters();
    // A row that says why the series breaks runs over all columns, so it has letters between two of them.
    let whole_lines: Vec<f64> = letters.iter().filter(|l| (288.5..295.5).contains(&l.x)).map(|l| l.y).collect();
    let in_cells = |y: f64| whole_lines.iter().all(|line| (line - y).abs() > 1.0);
    // Texts start left of the table, its cells a little further in. The column heads, which are repeated on a new page, stand at fixed places.
    let in_column = |x: f64| (292.0..377.0).contains(&x);
    let (mut text, mut in_table, mut line) = (String::new(), false, 0.0);
    for (at, letter) in letters.iter().enumerate() {
        let rest = || letters[at..].iter().take(24).map(|l| l.text.as_str()).collect::<String>();
        if (182.0..184.0).contains(&letter.x) && rest().starts_with(edition.word("year")) {
            in_table = true;
        } else if letter.x < 181.0 {
            in_table = false;
        }
        if in_table && in_column(letter.x) && in_cells(letter.y) {
            if (letter.y - line).abs() > 1.0 {
                text.push(' ');
                line = letter.y;
            }
            text.push_str(&letter.text);
        }
    }
    let mut list = numbers(&text, edition.lang);
    list.sort();
    list
}

/// The amounts that the YAML gives an indicator.
fn written(values: &[Figure], targets: &[Figure]) -> Vec<String> {
    let mut list = Vec::new();
    for figure in values.iter().chain(targets) {
        match &figure.value {
            Value::Exact(n) | Value::Bounded(_, n) | Value::Level(n) => list.push(n.to_string()),
            Value::Range(a, b) | Value::Parts(a, b) => list.extend([a.to_string(), b.to_string()]),
            Value::Band(_) | Value::Exists(_) | Value::SameAs(_) | Value::Missing(_) => {}
        }
        list.extend(figure.count.iter().map(|(_, n)| n.to_string()));
    }
    list.sort();
    list
}

#[test]
fn the_figures_are_those_of_the_yaml_in_both_languages() {
    let dossier = dossier();
    let mut seen = 0;
    for edition in both() {
        let places = Places::of(edition);
        for indicator in &dossier.indicators {
            let id = indicator.id.value.as_str();
            let right = written(&indicator.values, &indicator.targets);
            assert_eq!(amounts(&places, edition, id), right, "{}: {id}", edition.lang);
            seen += right.len();
        }
    }
    assert!(seen > 2 * 100, "{seen} figures");
}

#[test]
fn running_texts_quote_the_same_figures_in_both_languages() {
    let dossier = dossier();
    let original = dossier.original();
    let vietnamese = Lang::parse("vi").expect("a language");
    let mut seen = 0;
    let texts = dossier.evidence.iter().map(|e| (&e.id.value, &e.says));
    let texts = texts.chain(dossier.indicators.iter().filter_map(|i| Some((&i.id.value, i.says.as_ref()?))));
    for (id, text) in texts {
        let quoted = |lang: &Lang| {
            let mut list = Vec::new();
            let (blocks, _) = prose::parse(&text.version(lang, original).text);
            prose::references(&blocks, &mut |reference, words| {
                let mut said = String::new();
                prose::plain_inlines(words, &mut said);
                let item = reference.id.as_ref().and_then(|id| dossier.item(id));
                if matches!(item, Some(Item::Indicator(_))) && (said.is_empty() || said.contains(|c: char| c.is_ascii_digit())) {
                    list.push((reference.written.clone(), numbers(&said, lang.code())));
                }
            });
            list.sort();
            list
        };
        let (one, other) = (quoted(original), quoted(&vietnamese));
        assert_eq!(one, other, "{id}");
        seen += one.len();
    }
    assert!(seen >= 15, "{seen} figures");
}

#[test]
fn bodies_and_documents_have_their_names_in_both_languages() {
    let names = [
        ("City People's Committee of Hanoi", "Ủy ban nhân dân thành phố Hà Nội"),
        ("Hanoi City Party Committee", "Thành ủy Hà Nội"),
        ("Department of Education and Training", "Sở Giáo dục và Đào tạo"),
        ("Study Promotion Association of Hanoi", "Hội Khuyến học thành phố Hà Nội"),
        ("Viet Nam Association for Promoting Education", "Hội Khuyến học Việt Nam"),
        ("National Commission for UNESCO", "Ủy ban Quốc gia UNESCO Việt Nam"),
        ("Ministry of Education and Training", "Bộ Giáo dục và Đào tạo"),
        ("Politburo", "Bộ Chính trị"),
        ("Steering committee for membership of the network", "Ban Chỉ đạo phục vụ việc gia nhập Mạng lưới"),
        ("UNESCO Global Network of Learning Cities", "Mạng lưới các thành phố học tập toàn cầu của UNESCO"),
        ("Key Features of Learning Cities", "Các đặc điểm chính của thành phố học tập"),
        ("Plan 11/KH-UBND", "Kế hoạch số 11/KH-UBND"),
        ("Plan 138/KH-UBND", "Kế hoạch số 138/KH-UBND"),
        ("Plan 291/KH-UBND", "Kế hoạch số 291/KH-UBND"),
        ("Resolution 23-NQ/TU", "Nghị quyết số 23-NQ/TU"),
        ("Politburo Resolution 15-NQ/TW", "Nghị quyết số 15-NQ/TW của Bộ Chính trị"),
        ("Politburo Resolution 71-NQ/TW", "Nghị quyết số 71-NQ/TW của Bộ Chính trị"),
        ("Conclusion 49-KL/TW", "Kết luận số 49-KL/TW"),
        ("Directive 11-CT/TW", "Chỉ thị số 11-CT/TW"),
        ("Decision 1373/QĐ-TTg", "Quyết định số 1373/QĐ-TTg"),
        ("Decision 387/QĐ-TTg", "Quyết định số 387/QĐ-TTg"),
        ("Capital Law", "Luật Thủ đô"),
        ("Programme No. 05 of the City Party Committee", "Chương trình số 05 của Thành ủy"),
        ("Lifelong Learning Week", "Tuần lễ hưởng ứng học tập suốt đời"),
    ];
    // A line may break at the stroke of a number.
    let [english, vietnamese] = both().map(|edition| edition.text().replace("/ ", "/").replace("- ", "-"));
    for (en, vi) in names {
        assert!(english.contains(en), "{en}");
        assert!(vietnamese.contains(vi), "{vi}");
    }
}

#[test]
fn conflicting_figures_stand_side_by_side() {
    let conflicts: [(&str, &[&str]); 8] = [
        ("universities", &["100", "121"]),
        ("schools", &["2835", "2913", "2954"]),
        ("pupils", &["2200000", "2300000", "2327000"]),
        ("teachers", &["129300", "133000"]),
        ("learning-families", &["67", "71.25", "60", "70", "80"]),
        ("learning-clans", &["59", "60", "65", "75"]),
        ("public-schools-at-standard", &["70", "79", "80", "85", "90"]),
        ("grdp-per-head", &["7200", "8300", "8500"]),
    ];
    for edition in both() {
        let places = Places::of(edition);
        for (id, figures) in conflicts {
            let printed = amounts(&places, edition, id);
            assert!(figures.iter().all(|f| printed.iter().any(|p| p == f)), "{id}: {printed:?}");
        }
        let money =
            |id: &str| numbers(&places.item(id).letters().iter().map(|l| l.text.as_str()).collect::<String>(), edition.lang);
        for (id, sum) in [("school-building-2021-2025", "51300"), ("school-building-2022-figure", "20900")] {
            assert!(money(id).iter().any(|n| n == sum), "{id}: {:?}", money(id));
        }
        // What has another definition stands in an item of its own, and each leads to the other figure.
        for (id, other) in [
            ("literacy-15-plus", "literacy-15-60"),
            ("school-building-2022-figure", "school-building-2021-2025"),
            ("all-schools-at-standard", "public-schools-at-standard"),
        ] {
            assert!(places.item(id).leads_to(&edition.go_to(other)), "{id} leads to {other}");
        }
    }
}

#[test]
fn what_the_press_says_is_told_apart_from_what_authorities_say() {
    let dossier = dossier();
    for edition in both() {
        let places = Places::of(edition);
        for source in &dossier.sources {
            let kind = edition.word(&format!("source_{}", source.kind.word()));
            let said = places.item(source.id.value.as_str()).bare();
            assert!(said.contains(&bare(&format!("· {kind}"))), "{}: {said}", source.id.value);
        }
        for indicator in &dossier.indicators {
            let said = places.item(indicator.id.value.as_str()).bare();
            for figure in indicator.values.iter().filter(|f| f.value.is_known() && f.computed.is_none()) {
                let confidence = figure.confidence.unwrap_or_else(|| panic!("{}: how sure?", indicator.id.value));
                assert!(said.contains(&bare(edition.word(&format!("confidence_{}", confidence.word())))), "{said}");
            }
        }
    }
}

#[test]
fn figures_that_only_describe_the_city_count_as_no_results() {
    let dossier = dossier();
    let coverage = gnlc::coverage::map(&dossier);
    let mark = |code: &str| {
        let row = coverage.lenses[0].graded.iter().find(|g| dossier.row(g.criterion).code.value == code).expect("an area");
        (row.mark.word(), row.press_only, row.lowered_from.is_some())
    };
    assert_eq!(mark("1.2"), ("in practice", true, true));
    assert_eq!(mark("2.1"), ("in practice", true, true));
    assert_eq!(mark("2.2"), ("results shown", false, false));
    // An unconfirmed figure from the press is no stronger than the press.
    assert_eq!(mark("2.5"), ("results shown", true, false));
    let measured: BTreeSet<&str> = dossier.measures.iter().map(|(i, _)| dossier.indicators[*i].id.value.as_str()).collect();
    for context in ["grdp-share-country", "economy-services", "budget-revenue", "district-level-units"] {
        assert!(!measured.contains(context), "{context} measures an area");
        assert!(Places::of(english()).spot(&english().go_to(context)) > Places::of(english()).spot(&english().go_to("plan-11")));
    }
}
