//! A report for the terminal.

use std::fmt::Write as _;

use crate::locale::Locale;
use crate::review::report::remarks::RemarkView;
use crate::review::report::{self, ChangeLine, Report};
use crate::review::words::{Piece, Side};

/// The report for reading.
pub fn text(report: &Report, locale: &Locale, colour: bool) -> String {
    let mut out = String::new();
    for remark in &report.remarks {
        remark_text(&mut out, remark, locale, Paint { colour });
    }
    if report.same {
        return out + locale.word("nothing_changed") + "\n";
    }
    let paint = Paint { colour };
    let state = |view: &report::StateView| {
        [view.draft.clone(), Some(view.date.clone())].into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    let _ = writeln!(out, "{} → {}\n", state(&report.old), state(&report.new));
    for line in &report.counts {
        let _ = writeln!(out, "{line}");
    }
    for part in &report.parts {
        let _ = writeln!(out, "\n{}", paint.bold(&part.title));
        for mark in &part.marks {
            let word = |mark: &Option<report::MarkWord>| mark.as_ref().map(|m| m.word.clone());
            let line =
                ChangeLine { label: mark.label.clone(), old: word(&mark.old), new: word(&mark.new), ..ChangeLine::default() };
            let _ = writeln!(out, "  {}", said(&line, locale, paint));
        }
        for item in &part.items {
            let sign = match item.verb {
                "added" => paint.green("+"),
                "removed" => paint.red("−"),
                _ => "~".to_owned(),
            };
            let was =
                item.was.as_ref().map(|was| format!(" ({})", locale.fill("was_called", &[("id", was)]))).unwrap_or_default();
            let pages = [("on_old_page", item.old_page), ("on_new_page", item.page)];
            let told = |(key, page): (&str, Option<usize>)| Some(format!(", {}", locale.fill(key, &[("n", &page?.to_string())])));
            let page: String = pages.into_iter().filter_map(told).collect();
            let (sort, verb) = (&item.sort_word, &item.verb_word);
            let _ = writeln!(out, "{sign} {verb}  {sort}{} {} [{}{was}]{page}", locale.word("colon"), item.name, item.id);
            for line in &item.lines {
                let _ = writeln!(out, "      {}", said(line, locale, paint));
            }
        }
    }
    out
}

/// A remark, its reply, and what was done.
fn remark_text(out: &mut String, remark: &RemarkView, locale: &Locale, paint: Paint) {
    let colon = locale.word("colon");
    let head = locale.fill("remark_n", &[("n", &remark.number)]);
    let _ = writeln!(out, "{} ({})", paint.bold(&head), remark.state_word);
    let about = (!remark.about.is_empty()).then(|| remark.about.join(", "));
    let texts = [
        ("remark_about", about.as_ref()),
        ("remark_by", remark.by.as_ref()),
        ("remark_text", Some(&remark.text)),
        ("remark_reply", remark.reply.as_ref()),
        ("remark_what_was_done", remark.note.as_ref()),
    ];
    for (key, text) in texts {
        if let Some(text) = text {
            let _ = writeln!(out, "  {}{colon} {}", locale.word(key), text.replace('\n', "\n    "));
        }
    }
    for done in &remark.done {
        let _ = writeln!(out, "  {}{colon} {} [{}]", done.verb_word, done.label, done.id);
        for line in &done.lines {
            let _ = writeln!(out, "      {}", said(line, locale, paint));
        }
    }
    *out += "\n";
}

/// One line of the report.
fn said(line: &ChangeLine, locale: &Locale, paint: Paint) -> String {
    let colon = locale.word("colon");
    let note = line.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
    let change = match (&line.old, &line.new) {
        _ if !line.words.is_empty() => line.words.iter().map(|piece| paint.piece(piece)).collect::<Vec<_>>().join(" "),
        (Some(old), Some(new)) => format!("{} → {}", paint.red(old), paint.green(new)),
        (None, Some(new)) => format!("+ {}", paint.green(new)),
        (Some(old), None) => format!("− {}", paint.red(old)),
        (None, None) => String::new(),
    };
    format!("{}{colon} {change}{note}", line.label)
}

/// Colour where there is a terminal; signs that need none everywhere.
#[derive(Clone, Copy)]
struct Paint {
    colour: bool,
}

impl Paint {
    fn code(self, code: &str, text: &str) -> String {
        if self.colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    fn bold(self, text: &str) -> String {
        self.code("1", text)
    }

    fn red(self, text: &str) -> String {
        self.code("31", text)
    }

    fn green(self, text: &str) -> String {
        self.code("32", text)
    }

    fn piece(self, piece: &Piece) -> String {
        match piece.k {
            Side::Same => piece.s.clone(),
            Side::Old => self.red(&format!("[-{}-]", piece.s)),
            Side::New => self.green(&format!("{{+{}+}}", piece.s)),
        }
    }
}
