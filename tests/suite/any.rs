//! Any text, and how many of them.

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

/// The same cases on every machine, unless others are asked for.
pub fn config(cases: u32) -> ProptestConfig {
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
#[rustfmt::skip]
const SIGNS: &[&str] = &[
    "\t", "\r", "\n", "\r\n", "\n\n", "  ", " ", "- ", "– ", "• ", ": ", ":", "\"", "'", "|", "| ", ">", "> 85", "&a ", "*a ", "!t ",
    "{", "}", "[", "]", "#", " # ", "---\n", "...\n", "<<: ", "? ", "%", "@", "`", ",", "~", "\\", "\\u{41}", "{{ x }}", "{% raw %}",
    "{#", "#let x = 1", "$", "_", "*", "**", "<a>", "https://", "//", "/*", "*/", "=", "=>", "[a](@b)", "[a](@b.target)", "![", "&amp;",
    "\u{a0}", "\u{2028}", "\u{85}", "\u{feff}", "\u{200d}", "\u{200f}", "\u{202e}", "\u{ad}", "\u{0}", "\u{1b}[31m", "\u{7f}",
    "\u{e000}", "\u{fffe}", "\u{301}", "e\u{301}", "Ậ", "Hà Nội", "دانش", "学习", "😀", "🇻🇳", "\u{1d400}", "0", "007", "2.913", "1e9",
    "null", "true", "2025-02-30", "id: x", "\n  - id: x\n", "\nevidence:\n",
];

pub fn piece() -> impl Strategy<Value = String> {
    prop_oneof![3 => select(SIGNS).prop_map(str::to_owned), 2 => any::<char>().prop_map(String::from), 2 => select(&["a", "learning ", "Z", "9"][..]).prop_map(str::to_owned)]
}

pub fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(piece(), 0..24).prop_map(|pieces| pieces.concat())
}
