//! Who may use whom: the table of ARCHITECTURE.md, held by reading the sources.

use super::tool::{files_below, text_of};

/// A module may use those before it. `assets` and `cli` are leaves: everybody's, and the commands'.
const ORDER: &[&str] = &[
    "source",
    "digest",
    "diagnostic",
    "yaml",
    "model",
    "figures",
    "pack",
    "locale",
    "load",
    "check",
    "coverage",
    "review",
    "render",
    "compile",
    "export",
    "archive",
    "command",
];

/// Words that may stand only in files whose path starts so.
const PLACES: &[(&[&str], &[&str])] = &[
    (&["serde_yaml::"], &["src/yaml"]),
    (&["minijinja::"], &["src/render"]),
    (
        &["typst::", "typst_layout::", "typst_pdf::", "typst_kit::", "typst_library::", "typst_utils::"],
        &["src/compile", "src/export"],
    ),
    (
        &["icu_calendar::", "icu_datetime::", "icu_decimal::", "icu_list::", "icu_plurals::", "icu_locale_core::"],
        &["src/locale/format.rs", "src/model/calendar.rs"],
    ),
    (&["icu_segmenter::"], &["src/model/prose/count.rs"]),
    (&["image::", "img_parts::", "infer::", "usvg::"], &["src/load/picture"]),
    (&["csv::ReaderBuilder", "use csv::"], &["src/load/remarks/csv.rs"]),
    (&["annotate_snippets::"], &["src/diagnostic/emit.rs"]),
    (&["hayro::"], &["src/archive/pages.rs"]),
    (&["clap::"], &["src/cli", "src/main.rs"]),
    (&["zip::"], &["src/archive/bundle.rs"]),
    (&["similar::"], &["src/review/words.rs"]),
    (
        &["std::fs", "fs::File"],
        &["src/load", "src/export", "src/archive.rs", "src/archive/folder.rs", "src/archive/bundle.rs", "src/command/init.rs"],
    ),
    (&["println!", "print!", "dbg!", "stdout()", "stderr()"], &["src/command"]),
];

#[test]
fn modules_use_only_what_stands_below_them() {
    let mut wrong = Vec::new();
    for path in files_below("src").iter().filter(|p| p.ends_with(".rs")) {
        let own = path["src/".len()..].split(['/', '.']).next().unwrap_or_default();
        let rank = ORDER.iter().position(|m| *m == own).unwrap_or(if own == "main" { ORDER.len() } else { 0 });
        for (line, text) in text_of(path).lines().enumerate().filter(|(_, l)| !l.trim_start().starts_with("//")) {
            for word in text.match_indices("crate::").map(|(at, word)| &text[at + word.len()..]) {
                let other = word.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default();
                let leaf = other == "assets" || other == "cli" && own == "command";
                let below = ORDER.iter().position(|m| *m == other).is_some_and(|r| r < rank);
                if other != own && !leaf && !below && !text.contains("macro_rules") {
                    wrong.push(format!("{path}:{}: `{own}` uses `{other}`", line + 1));
                }
            }
            for (words, places) in PLACES {
                let found = words.iter().find(|w| text.contains(**w));
                wrong.extend(
                    found.filter(|_| !places.iter().any(|p| path.starts_with(p))).map(|w| format!("{path}:{}: `{w}`", line + 1)),
                );
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
