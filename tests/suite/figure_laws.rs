//! Laws of figures: what is written comes back, what is computed is exact, what is printed can be read.

use gnlc::check::{computed, typed};
use gnlc::diagnostic::Diagnostics;
use gnlc::locale::Locale;
use gnlc::locale::figure::Figures;
use gnlc::model::indicator::Rule;
use gnlc::model::number::Number;
use gnlc::model::value::{Bound, Value};
use gnlc::model::{Base, Figure, Id, Lang, Period, Unit};
use gnlc::source::{Sources, Span};
use gnlc::yaml::read::{Cx, Placed, Read};
use gnlc::yaml::{self, Kind, Node};
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

use super::any::config;

fn number() -> impl Strategy<Value = String> {
    (any::<bool>(), 0u64..10_000_000_000, proptest::option::of(0u32..1_000_000), 1usize..7).prop_map(
        |(minus, whole, part, width)| {
            let sign = if minus { "-" } else { "" };
            part.map_or(format!("{sign}{whole}"), |part| format!("{sign}{whole}.{part:0width$}"))
        },
    )
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

/// Every time that can be written.
fn time() -> impl Strategy<Value = String> {
    let (year, month, day) = (1901u16..2199, 1u8..=12, 1u8..=28);
    (0usize..15, year, 0u16..40, month, day).prop_map(|(form, year, more, month, day)| {
        let later = (year + more).min(2199);
        match form {
            0 => format!("year: {year}"),
            1 => format!("period: {year}-{}", later.max(year + 1)),
            2 => format!("school_year: {year}-{:02}", (year + 1) % 100),
            3 => format!("period: {year}-{month:02}"),
            4 => format!("period: {year}-{month:02}-{day:02}"),
            5 => format!("period: {year}-Q{}", month % 4 + 1),
            6 => format!("period: {year}-{month:02}/{later}-12"),
            7 => format!("period: {year}-01-{day:02}/{later}-12-{day:02}"),
            8 => format!("as_of: {year}-{month:02}-{day:02}"),
            9 => format!("calendar: hijri\nyear: {}", 1350 + more * 3),
            12 => format!("fiscal_year: {year}-{:02}", (year + 1) % 100),
            13 => format!("period: {year}-H{}", month % 2 + 1),
            14 => format!("calendar: buddhist\nperiod: {}-{}", year + 543, year + 544 + more.min(20)),
            10 => format!("calendar: persian\nyear: {}-{:02}", 1300 + more * 3, month),
            _ => format!("calendar: ethiopian\nyear: {}-{:02}-{:02}", 1950 + more, month, day),
        }
    })
}

/// A value or bounded value around a number.
fn with(bound: Option<Bound>, n: Number) -> Value {
    bound.map_or(Value::Exact(n), |b| Value::Bounded(b, n))
}

fn share() -> Rule {
    let id = |id: &str| Placed { value: Id::parse(id).expect("an id"), at: nowhere() };
    Rule::Share(id("a"), id("b"))
}

fn nowhere() -> Span {
    let mut sources = Sources::default();
    Span::new(sources.add("x", ""), 0..0)
}

fn locale(lang: &str) -> Locale {
    let lang = Lang::parse(lang).expect("a language");
    Locale::builtin(&lang, &mut Sources::default(), &mut Diagnostics::default()).expect("a built-in language")
}

/// What lies between two ends, as far as they are known.
fn may_be(value: &Value, n: Decimal, slack: Decimal) -> bool {
    let bounds = value.bounds(&Unit::Percent);
    bounds.low.is_none_or(|low| n >= low - slack) && bounds.high.is_none_or(|high| n <= high + slack)
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn any_amount_is_read_back_as_it_is_written(a in number(), b in number(), form in 0usize..15, yes in any::<bool>()) {
        let yaml = match form {
            0 => format!("value: {a}"),
            1 => format!("at_least: {a}"),
            2 => format!("more_than: {a}"),
            3 => format!("at_most: {a}"),
            4 => format!("less_than: {a}"),
            5 => format!("about: {a}"),
            6 => format!("nearly: {a}"),
            7 => format!("from: {a}\nto: {b}"),
            8 => format!("level: {a}"),
            9 => format!("count: {a}\nof: {b}"),
            10 => format!("band: {{more_than: {a}}}"),
            11 => format!("band: {{at_most: {a}}}"),
            12 => format!("band: {{at_least: {a}, less_than: {b}}}"),
            13 => "same_as: learning-families.target.2030".to_owned(),
            _ => format!("exists: {yes}"),
        };
        let (figure, messages) = read_figure(&format!("{yaml}\nyear: 2025\n"));
        let Some(Figure { value, .. }) = figure else {
            // Only what runs backwards and parts of nothing are refused.
            prop_assert!(matches!(form, 7 | 9 | 12) && messages == 1, "{yaml}");
            return Ok(());
        };
        let written = value.to_yaml().expect("an amount without words");
        prop_assert_eq!(&written, &yaml);
        let (again, messages) = read_figure(&format!("{written}\nyear: 2025\n"));
        prop_assert_eq!(messages, 0);
        prop_assert_eq!(again.map(|f| f.value.to_yaml()), Some(Some(yaml)));
        prop_assert_eq!(form < 10, value.number(&Unit::Percent).is_some());
    }

    #[test]
    fn any_time_is_read_back_as_it_is_written_and_has_its_days(yaml in time()) {
        let (figure, messages) = read_figure(&format!("value: 1\n{yaml}\n"));
        prop_assert_eq!(messages, 0, "{}", &yaml);
        let period = figure.and_then(|f| f.period).expect("a time");
        prop_assert_eq!(period.to_yaml(), yaml);
        prop_assert!(period.from <= period.to && period.known_from() <= period.to);
        prop_assert!(period.from.number() <= period.middle() && period.middle() <= period.to.number());
        // A time of any calendar is as long as its kind.
        let days = period.to.number() - period.from.number() + 1;
        let long = match period.shape {
            gnlc::model::period::Shape::Year | gnlc::model::period::Shape::SchoolYear | gnlc::model::period::Shape::FiscalYear => 365..=366,
            gnlc::model::period::Shape::Half(_) => 181..=184,
            gnlc::model::period::Shape::Month => 28..=31,
            gnlc::model::period::Shape::Day | gnlc::model::period::Shape::AsOf(_) => 1..=1,
            gnlc::model::period::Shape::Quarter(_) => 90..=92,
            gnlc::model::period::Shape::Other(_, _, None, None) => 354..=366,
            gnlc::model::period::Shape::Other(_, _, Some(_), None) => 29..=31,
            gnlc::model::period::Shape::Other(..) => 1..=1,
            _ => 1..=i32::MAX,
        };
        prop_assert!(long.contains(&days), "{} has {days} days", period);
    }

    #[test]
    fn a_unit_is_read_back_as_it_is_written(scale in select(&["", "thousand ", "million ", "billion ", "trillion "][..]), code in select(&["VND", "EUR", "USD", "XOF"][..]), per in select(&["", " per head", " per month", " per household"][..]), many in 2u32..10_000_000) {
        let words = gnlc::model::unit::Known::ALL.iter().map(|k| k.word().to_owned());
        let money = format!("{scale}{code}{per}");
        for text in words.chain([money, format!("per {many}"), "%".to_owned(), "schools".to_owned()]) {
            let (unit, base) = Unit::parse(&text);
            prop_assert_eq!(unit.word(), Some(text.clone()));
            prop_assert!(base.is_none());
            prop_assert_eq!(matches!(unit, Unit::Word(_)), text == "schools");
            let (again, base) = Unit::parse(&format!("{text} of clans"));
            if unit.is_percent() {
                prop_assert_eq!((again, base.as_deref()), (unit, Some("clans")));
            }
        }
    }

    #[test]
    fn ages_are_a_base_and_other_words_are_not(from in 0u8..=120, more in 0u8..50) {
        prop_assert_eq!(Base::parse(&format!("{from}+")), Base::Ages(from, None));
        let to = from.saturating_add(more).min(120);
        prop_assert_eq!(Base::parse(&format!("{from}-{to}")), Base::Ages(from, Some(to)));
        prop_assert!(matches!(Base::parse("learning-families"), Base::Word(_)));
    }

    #[test]
    fn a_computed_share_is_the_nearest_decimal(count in 0u64..1_000_000_000, whole in 1u64..1_000_000_000, places in 0u8..=6) {
        let exact = |n: u64| Value::Exact(Number::parse(&n.to_string()).expect("digits"));
        let made = computed::value(&share(), &[&exact(count), &exact(whole)], 0, places);
        let Some(Value::Exact(share)) = made else { return Err(TestCaseError::fail(format!("{made:?}"))) };
        prop_assert_eq!(share.decimal().scale(), u32::from(places));
        // |share * whole - 100 * count| <= whole / 2 units of the last place, in whole numbers: no decimal is lost.
        let unit = 10_i128.pow(u32::from(places));
        let distance = (share.decimal().mantissa() * i128::from(whole) - i128::from(count) * 100 * unit).abs();
        prop_assert!(2 * distance <= i128::from(whole), "{count} of {whole} is {share}");
    }

    #[test]
    fn a_bound_of_a_computed_share_holds(a in 1u64..1_000_000, b in 1u64..1_000_000, da in 0u64..1000, db in 0u64..1000, over in 0usize..5, below in 0usize..5) {
        let bounds = [None, Some(Bound::AtLeast), Some(Bound::MoreThan), Some(Bound::AtMost), Some(Bound::LessThan)];
        // A true number that the bound allows.
        let truth = |n: u64, bound: Option<Bound>, by: u64| match bound {
            None => n,
            Some(b) if b.is_low() => n + 1 + by,
            Some(_) => n.saturating_sub(1 + by).max(1).min(n),
        };
        prop_assume!(truth(a, bounds[over], da) != a || bounds[over].is_none());
        prop_assume!(truth(b, bounds[below], db) != b || bounds[below].is_none());
        let value = |n: u64, bound| with(bound, Number::parse(&n.to_string()).expect("digits"));
        let made = computed::value(&share(), &[&value(a, bounds[over]), &value(b, bounds[below])], 0, 4);
        if let Some(made) = made {
            let (x, y) = (Decimal::from(truth(a, bounds[over], da)), Decimal::from(truth(b, bounds[below], db)));
            // An exact result is rounded; a bound is rounded to the side on which it holds.
            let slack = if matches!(made, Value::Exact(_)) { Decimal::new(1, 4) } else { Decimal::ZERO };
            prop_assert!(may_be(&made, x * Decimal::ONE_HUNDRED / y, slack), "{made:?} of {x}/{y}");
        }
    }

    #[test]
    fn a_printed_number_is_read_back_in_every_language(number in number()) {
        let n = Number::parse(&number).expect("a number");
        for lang in ["en", "fr", "vi"] {
            let locale = locale(lang);
            let english = Lang::english();
            let words = Figures { locale: &locale, units: &[], original: &english };
            let printed = words.amount(&Value::Exact(n), &Unit::Percent);
            let bare = printed.trim_start_matches(['-', '\u{2212}']);
            let found = typed::numbers(bare);
            prop_assert!(found.len() == 1 && found[0].percent, "{printed}: {found:?}");
            prop_assert_eq!(found[0].meant(lang != "en"), Some(n.decimal().abs()), "{}", printed);
        }
    }
}

#[test]
fn a_share_is_rounded_half_away_from_zero_and_never_by_floats() {
    for (count, whole, places, right) in [
        ("1", "8", 2, "12.50"),
        ("1", "3", 4, "33.3333"),
        ("2", "3", 4, "66.6667"),
        ("1", "800", 2, "0.13"),
        ("97", "204", 1, "47.5"),
        ("0.285", "1", 1, "28.5"),
        ("1.005", "100", 2, "1.01"),
        ("-1", "800", 2, "-0.13"),
        ("99999999999999", "3", 9, "3333333333333300.000000000"),
    ] {
        let value = |n: &str| Value::Exact(Number::parse(n).expect("digits"));
        let made = computed::value(&share(), &[&value(count), &value(whole)], 0, places).and_then(|v| v.to_yaml());
        assert_eq!(made, Some(format!("value: {right}")), "{count} of {whole}");
    }
}

#[test]
fn times_of_other_calendars_have_their_gregorian_days() {
    for (calendar, year, from, to) in [
        ("hijri", "1445", "2023-07-19", "2024-07-06"),
        ("hijri", "1445-09", "2024-03-11", "2024-04-09"),
        ("persian", "1403", "2024-03-20", "2025-03-20"),
        ("buddhist", "2567", "2024-01-01", "2024-12-31"),
        ("ethiopian", "2016", "2023-09-12", "2024-09-10"),
    ] {
        let (figure, messages) = read_figure(&format!("value: 1\ncalendar: {calendar}\nyear: {year}\n"));
        let period: Period = figure.and_then(|f| f.period).expect("a time");
        assert_eq!(
            (messages, period.from.to_string().as_str(), period.to.to_string().as_str()),
            (0, from, to),
            "{calendar} {year}"
        );
    }
}

#[test]
fn money_is_converted_and_divided_whatever_scale_it_is_written_in() {
    let city = "indicators:
  - {id: plan, name: Plan, measures: [3.3], unit: billion VND, better: neither, values: [{year: 2025, value: 51300, source: gazette}]}
  - {id: people, name: People, measures: [1.1], unit: persons, better: neither, values: [{year: 2025, value: 8400000, source: gazette}]}
  - {id: budget, name: Budget, measures: [3.3], unit: trillion VND, better: neither, values: [{year: 2025, value: 102.6, source: gazette}]}
  - {id: in-dollars, name: In dollars, measures: [3.3], unit: million USD, better: neither, computed: {convert: plan, rate: 0.0000395, to: million USD, on: 2025-10-10, source: gazette}}
  - {id: by-rate, name: By rate, measures: [3.3], unit: billion USD, decimals: 3, better: neither, computed: {convert: plan, divided_by: 25400, to: billion USD, on: 2025-10-10}}
  - {id: for-each, name: For each, measures: [3.3], unit: million VND per head, decimals: 2, better: neither, computed: {per: 1, of: plan, over: people}}
  - {id: part, name: Part, measures: [3.3], unit: \"% of the budget\", computed: {share: plan, base: budget}}
";
    let folder = super::tool::Folder::small_city().with("money.yaml", city);
    let report = super::tool::json(&super::tool::run(&["figures", folder.arg(), "--format", "json"]).exits(0));
    let amount = |id: &str| {
        let all = report["indicators"].as_array().expect("a list");
        let found = all.iter().find(|i| i["id"] == id).unwrap_or_else(|| panic!("no {id}"));
        found["values"][0]["printed"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(amount("in-dollars"), "USD 2,026.4 million");
    assert_eq!(amount("by-rate"), "USD 2.020 billion");
    assert_eq!(amount("for-each"), "VND 6.11 million per head");
    assert_eq!(amount("part"), "50.0%");
}
