//! The list that goes on top of a bundle.

use crate::archive::budget;
use crate::archive::bundle::{Part, What};
use crate::check::Dossier;
use crate::locale::Locale;
use crate::render::kind::Kind;

/// The list that goes on top, in a language.
pub fn list(dossier: &Dossier, locale: &Locale, content: &str, parts: &[Part], outward: bool, limit: u32) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    let line = |out: &mut String, label: &str, text: &str| _ = writeln!(out, "{label}{} {text}", locale.word("colon"));
    let title = dossier.head.title.version(&locale.lang, dossier.original());
    let _ = writeln!(out, "{}\n{}\n", title.text.trim(), locale.word(if outward { "covering_list" } else { "archive_list" }));
    line(&mut out, locale.word("form"), &locale.pack_text(&dossier.form.head.title).0);
    if let Some(call) = dossier.head.call {
        line(&mut out, locale.word("call"), &call.to_string());
    }
    line(&mut out, locale.word("date"), &locale.date(dossier.head.date));
    line(&mut out, locale.word("content_digest"), &content[..12]);
    let _ = writeln!(out);
    for (n, part) in parts.iter().enumerate() {
        let _ = writeln!(out, "{:>3}  {}  ({})", n + 1, part.name, budget::megabytes(part.bytes.len()));
        let _ = writeln!(out, "     {}", said(dossier, locale, &part.what));
        let _ = writeln!(out, "     SHA-256 {}\n", part.digest());
    }
    let total = budget::megabytes(parts.iter().map(|p| p.bytes.len()).sum());
    let limit = format!("{limit} MB");
    let key = if outward { "total_of" } else { "total" };
    let _ = writeln!(out, "{}", locale.fill(key, &[("size", &total), ("limit", &limit)]));
    out
}

/// What a file is, in words.
fn said(dossier: &Dossier, locale: &Locale, what: &What) -> String {
    match what {
        What::Document(kind, lang, pages) => {
            let key = match kind {
                Kind::Dossier => "language_of",
                Kind::Form => "form_of",
            };
            let lang = locale.fill(key, &[("lang", &locale.language(lang))]);
            format!("{lang}, {}", locale.counted("pages", *pages, &[]))
        }
        What::Annex(id) => {
            let title = dossier.attachments.iter().find(|a| a.id.value == *id).map(|a| &a.title);
            title.map(|t| t.line(&locale.lang, dossier.original())).unwrap_or_default()
        }
        What::Remarks(path) => path.clone(),
        What::List => String::new(),
    }
}
