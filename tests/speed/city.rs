//! An imaginary city of any size: the same number gives the same folder on every machine.
//!
//! Its texts are as long as real ones and hold Vietnamese words and every sign that means something to YAML, `CommonMark`,
//! the templates or Typst. Every feature is supported and measured, so that no part of the document is missing.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

/// The words texts are made of.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "học", "tập", "suốt", "đời", "thành", "phố", "cộng", "đồng", "người", "lớn", "trẻ", "em", "thư", "viện", "trường", "Phường",
    "Quận", "Hà", "Nội", "Ủy", "ban", "nhân", "dân", "kế", "hoạch", "chất", "lượng", "giáo", "dục", "Ậ", "nghề", "nghiệp", "the",
    "learning", "city", "courses", "library", "evening", "neighbourhood", "adults", "families", "teachers", "council", "and", "of",
    "reading", "work", "skills", "for", "with", "in", "a", "every", "public", "lessons", "report", "employers", "women", "older",
    "youth", "budget", "district", "quarter", "centre", "open", "year", "people", "Łódź", "español", "Ελλάδα", "город",
];

/// Signs that mean something elsewhere.
#[rustfmt::skip]
const SIGNS: &[&str] = &[
    "#1", "5 $", "x * y", "a_b_c", "@home", "1 < 2", "2 > 1", "[sic]", "C:\\temp", "“quoted”", "\"so\"", "it's", "~ten", "40 %",
    "R&D", "x = y", "a - b", "`tick`", "{{ name }}", "{% raw %}", "a/b", "half–half", "…", "№ 7", "50 °C", "m²", "(1)", "C++", "a|b",
];

/// Each kind of evidence with the keys that only it needs; `plan-0000` is a plan.
const KINDS: &[(&str, &str)] = &[
    ("plan", "status: in force\n    number: 11/KH-UBND\n    adopted_by: Ủy ban nhân dân"),
    ("programme", "status: running\n    for_whom: Everyone, older people first"),
    ("event", "status: ended\n    where: Public library of the quarter"),
    ("body", "status: in force\n    mandate: To steer the plan\n    members: Schools, firms, unions\n    decision: item-0000"),
    ("partnership", "status: running\n    partners: The city, four firms and the trade union"),
    ("budget line", "status: in force\n    amount: {value: 412000, currency: VND, year: 2025}\n    money_from: City budget"),
    ("policy", "status: in force\n    number: 23-NQ/TU\n    adopted_by: Hội đồng nhân dân"),
    ("report", "status: ended\n    by: Department of Education"),
    ("commitment", "status: in force\n    promised_in: item-0000\n    by: 2026-12"),
    ("survey", "status: ended\n    by: Office of Statistics"),
    ("award", "status: ended\n    given_by: Ministry of Education"),
];

/// How many items stand in one file.
const PER_FILE: usize = 250;

/// A row of numbers that look random and are the same everywhere (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % sides as u64).unwrap_or_default()
    }

    fn one<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.roll(list.len())]
    }

    /// Words with a sign here and there; the first is a plain word, and the last ends the sentence.
    fn words(&mut self, count: usize) -> String {
        let mut text = self.one(WORDS).to_owned();
        for _ in 1..count {
            let word = if self.roll(9) == 0 { self.one(SIGNS) } else { self.one(WORDS) };
            let _ = write!(text, " {word}");
        }
        text + "."
    }
}

/// Writes a dossier with so many items of evidence into a folder.
///
/// # Errors
/// When a file cannot be written.
pub fn write(folder: &Path, items: usize) -> io::Result<()> {
    let mut dice = Dice(37);
    let features = features();
    let sources = items.div_ceil(5).max(1);
    std::fs::write(folder.join("city.yaml"), head())?;
    std::fs::write(folder.join("answers.yaml"), answers(&mut dice, items))?;
    std::fs::write(folder.join("indicators.yaml"), indicators(&mut dice, &features, sources))?;
    std::fs::write(folder.join("sources.yaml"), proofs(&mut dice, sources))?;
    for start in (0..items).step_by(PER_FILE) {
        let mut text = String::from("evidence:\n");
        for item in start..items.min(start + PER_FILE) {
            evidence(&mut text, &mut dice, item, &features, sources);
        }
        std::fs::write(folder.join(format!("evidence-{start:04}.yaml")), text)?;
    }
    Ok(())
}

/// The codes of the features, read off the set of criteria.
fn features() -> Vec<&'static str> {
    let pack = gnlc::assets::text("data/frameworks/key-features.yaml").expect("a set of criteria is built in");
    let lines: Vec<&str> = pack.lines().map(str::trim).collect();
    let code = |pair: &[&'static str]| pair[0].strip_prefix("- code: ").filter(|_| pair[1] == "level: feature");
    lines.windows(2).filter_map(code).collect()
}

fn head() -> String {
    let profile = |key: &str, figure: &str| format!("    {key}: {{{figure}, year: 2025, source: source-0000}}\n");
    let mut text = String::from(
        "dossier:
  title: \"Thành phố Học Tập: application for membership in the UNESCO Global Network of Learning Cities\"
  form: gnlc-membership-2015
  frameworks: [key-features]
  languages: [en]
  date: 2026-02-15
  as_of: 2026-01-31
  nature: imaginary
  notice: This city does not exist. It shows how long a dossier takes.
  case: |
    The [plan](@item-0000) comes first. In 2025, [41 %](@indicator-00) took part, of [at least 60 %](@indicator-00.target).
  summary_figures: [indicator-00, indicator-01, indicator-02, indicator-03, indicator-04, indicator-05]
city:
  name: Học Tập
  native_language: en
  country: Imaginaria
  kind: city
  website: https://hoc-tap.example
  head: {title: Mayor, name: Ẩn Danh}
  contacts:
    - {role: Head of the learning office, organisation: City of Học Tập, name: Ẩn Danh}
  steered_by: item-0003
  decided_by: item-0000
  profile:
",
    );
    text += &profile("population", "value: 2385000");
    text += &profile("area_km2", "value: 86.4");
    text += &profile("gdp_per_head_city_usd", "about: 21000");
    text += &profile("gdp_per_head_country_usd", "value: 19400");
    text += &profile("schooling_years_men", "value: 11.8");
    text + &profile("schooling_years_women", "value: 11.9")
}

fn evidence(text: &mut String, dice: &mut Dice, item: usize, features: &[&str], sources: usize) {
    let (kind, details) = KINDS[item % KINDS.len()];
    let title = dice.words(6);
    let count = 40 + dice.roll(41);
    let says = dice.words(count);
    let since = 2019 + item % 7;
    let _ = writeln!(text, "  - id: item-{item:04}\n    kind: {kind}\n    {details}\n    since: {since}-03-01");
    let _ = writeln!(text, "    title: |\n      {title}\n    says: |\n      {says}");
    // Every fifth text speaks of another item and of a figure.
    if item % 5 == 4 {
        let other = item / 2;
        let _ = writeln!(
            text,
            "      It follows [another item](@item-{other:04}) and [41 %](@indicator-{:02}).",
            item % features.len()
        );
    }
    let proofs = (item % sources, (item / 5) % sources);
    let _ = writeln!(text, "    proof: [source-{:04}, source-{:04}]\n    supports:", proofs.0, proofs.1);
    for feature in [features[item % features.len()], features[(item + 11 + item / 43 % 7) % features.len()]] {
        let _ = writeln!(text, "      - criterion: {feature}\n        because: |\n          {}", dice.words(12));
    }
}

fn indicators(dice: &mut Dice, features: &[&str], sources: usize) -> String {
    let mut text = String::from("indicators:\n");
    for (n, feature) in features.iter().enumerate() {
        let source = n % sources;
        let _ = write!(
            text,
            "  - id: indicator-{n:02}
    name: |
      {}
    says: |
      {}
    measures: [{feature}]
    unit: \"% of adults\"
    values:
      - {{year: 2023, value: 32.5, source: source-{source:04}}}
      - {{year: 2024, about: 37, source: source-{source:04}}}
      - {{year: 2025, value: 41, count: 2310, source: source-{source:04}}}
    targets:
      - {{year: 2027, at_least: 60, source: item-0000, report_against: true}}
",
            dice.words(5),
            dice.words(14),
        );
    }
    text
}

fn proofs(dice: &mut Dice, sources: usize) -> String {
    let mut text = String::from("sources:\n");
    for n in 0..sources {
        let kind = ["official", "press", "research", "first-hand"][n % 4];
        let _ = write!(
            text,
            "  - id: source-{n:04}
    kind: {kind}
    title: |
      {}
    publisher: City of Học Tập
    date: 2026-01-15
    url: https://hoc-tap.example/?a=1&b={n}#c
",
            dice.words(8),
        );
    }
    text
}

fn answers(dice: &mut Dice, items: usize) -> String {
    let mut text = String::from(
        "answers:
  - {question: contact-language, text: English}
  - question: challenges
    ratings: [{criterion: 1.1, rating: 4}, {criterion: 2.6, rating: 2}]
  - {question: interests, choices: [1.2, 3.3]}
",
    );
    for question in ["motivation", "implementation"] {
        let other = dice.roll(items);
        let words = (dice.words(70), dice.words(60));
        let _ = write!(
            text,
            "  - question: {question}\n    text: |\n      {}\n\n      The [plan](@item-0000) and [this](@item-{other:04}) say it. {}\n",
            words.0, words.1,
        );
    }
    text
}
