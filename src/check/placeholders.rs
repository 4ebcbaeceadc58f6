//! What was meant to be written later: TODO, lorem ipsum, blanks to fill in. A draft may have it, a final document may not.
//!
//! Ordinary prose must not be taken for it: `todo` is a word of Spanish, XXX a Roman thirty, `[…]` inside quotation marks an
//! omission, an ellipsis at the end of a sentence an ellipsis.

use std::collections::HashSet;

use super::Dossier;
use super::prose::find_turn;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::prose::{self, Block};
use crate::model::text::Version;
use crate::model::{City, Figure, Text};
use crate::source::{Sources, Span};

/// Words that say so by themselves, in any brackets or alone in a paragraph.
const UNWRITTEN: &[&str] = &[
    "to be completed",
    "to be filled in",
    "to be written",
    "to be added",
    "to be inserted",
    "to be provided",
    "not yet written",
    "insert text",
    "text here",
    "your text here",
    "write here",
    "text to come",
    "sample text",
    "dummy text",
    "placeholder",
    "to do",
    "à compléter",
    "à remplir",
    "à rédiger",
    "à ajouter",
    "à insérer",
    "texte à venir",
    "texte ici",
    "votre texte ici",
    "en cours de rédaction",
    "bổ sung sau",
    "sẽ bổ sung",
    "sẽ bổ sung sau",
    "chờ bổ sung",
    "đang bổ sung",
    "đang cập nhật",
    "cập nhật sau",
    "điền sau",
    "viết sau",
    "điền vào đây",
    "nhập nội dung",
    "nội dung ở đây",
    "chưa có nội dung",
];

/// Words that say so in square brackets or alone; in round ones a sentence may well have them: "the second phase (to come)".
const OPEN: &[&str] = &[
    "to come",
    "to follow",
    "coming soon",
    "to be confirmed",
    "to be determined",
    "to be announced",
    "à venir",
    "à préciser",
    "à définir",
    "à confirmer",
    "cần bổ sung",
    "sẽ cập nhật",
    "chờ số liệu",
];

/// What a square bracket begins with that tells the writer what to write.
const ORDERS: &[&str] =
    &["insert ", "fill in", "write ", "add ", "your ", "insérer ", "indiquer ", "votre ", "điền ", "nhập ", "ghi "];

/// Words before a Roman thirty.
const BEFORE_THIRTY: &[&str] = &[
    "the", "session", "title", "chapter", "part", "section", "volume", "annex", "article", "le", "la", "titre", "chapitre",
    "partie", "tome", "annexe", "thứ", "lần", "khóa", "khoá", "kỳ", "chương", "phần", "mục", "điều",
];

/// Looks for placeholders in the texts of a dossier, and reports one a text.
pub struct Placeholders<'a> {
    sources: &'a Sources,
    /// That a figure is still to come is an honest reason why it is missing.
    reasons: HashSet<*const Text>,
}

impl<'a> Placeholders<'a> {
    pub fn new(dossier: &Dossier, sources: &'a Sources) -> Self {
        let profile = dossier.city.profile.iter().map(|(_, figure)| figure);
        let series = dossier.indicators.iter().flat_map(|i| i.values.iter().chain(&i.targets));
        let amounts = dossier.evidence.iter().filter_map(|e| e.details.amount.as_ref());
        let texts = profile.chain(series).chain(amounts).flat_map(Figure::texts);
        Self { sources, reasons: texts.map(std::ptr::from_ref).collect() }
    }

    /// A text of several paragraphs.
    pub fn in_prose(&self, version: &Version, blocks: &[Block], diagnostics: &mut Diagnostics) {
        self.report(version, in_blocks(blocks), diagnostics);
    }

    /// A text of one line.
    pub fn in_line(&self, text: &Text, version: &Version, diagnostics: &mut Diagnostics) {
        let is_reason = || self.reasons.contains(&std::ptr::from_ref(text));
        let found = anywhere(&version.text).or_else(|| alone(&version.text).filter(|_| !is_reason()));
        self.report(version, found, diagnostics);
    }

    /// The names of the city, and its address on the web.
    pub fn in_city(&self, city: &City, diagnostics: &mut Diagnostics) {
        let name = &city.name;
        let names = std::iter::once(&name.native).chain(name.others.iter().map(|(_, name)| name)).zip(&name.places);
        let names = names.map(|(name, at)| (anywhere(name).or_else(|| alone(name)), *at));
        let website = city.website.iter().map(|website| (marked(&website.value), website.at));
        for (found, at) in names.chain(website) {
            if let Some(found) = found.filter(|found| self.sources.slice(at).contains(found.as_str())) {
                diagnostics.push(placeholder(&found, at));
            }
        }
    }

    fn report(&self, version: &Version, found: Option<String>, diagnostics: &mut Diagnostics) {
        // What stands in for a text that could not be read was not written by anybody.
        let written = |found: &String| version.text != "…" || self.sources.slice(version.at).contains(found.as_str());
        if let Some(found) = found.filter(written) {
            diagnostics.push(placeholder(&found, find_turn(version, &found, 0, self.sources)));
        }
    }
}

fn placeholder(found: &str, at: Span) -> Diagnostic {
    let hint = if found.starts_with('[') && found.contains(['…', '.']) {
        "write it; an omission from a quotation stands inside its quotation marks"
    } else {
        "write it, or take it out; only a draft is printed with it"
    };
    Diagnostic::new(Code::Placeholder, at, format!("`{found}` stands where something is still to be written")).hint(hint)
}

fn in_blocks(blocks: &[Block]) -> Option<String> {
    blocks.iter().find_map(|block| match block {
        Block::Paragraph(inlines) => {
            let mut text = String::new();
            prose::plain_inlines(inlines, &mut text);
            anywhere(&text).or_else(|| alone(&text)).or_else(|| lone_dash(&text))
        }
        Block::List(_, items) => items.iter().find_map(|item| in_blocks(item)),
    })
}

/// A paragraph that is nothing but a placeholder.
fn alone(text: &str) -> Option<String> {
    let bare = bare(text);
    let dots = |c: char| matches!(c, '.' | '…' | '_' | ' ');
    let only_dots = text.chars().all(dots) && text.chars().any(|c| c != ' ') && text.trim() != ".";
    (only_dots || UNWRITTEN.contains(&bare.as_str()) || OPEN.contains(&bare.as_str())).then(|| text.trim().to_owned())
}

/// A paragraph that is nothing but a dash: in a table it would mean something.
fn lone_dash(text: &str) -> Option<String> {
    matches!(text.trim(), "-" | "–" | "—" | ".").then(|| text.trim().to_owned())
}

/// Letters in small, without spaces and signs around them.
fn bare(text: &str) -> String {
    text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// A placeholder anywhere in a paragraph.
fn anywhere(text: &str) -> Option<String> {
    marked(text).or_else(|| bracketed(text)).or_else(|| blank(text))
}

/// TODO, FIXME, TBD, xxx, ???, lorem ipsum.
fn marked(text: &str) -> Option<String> {
    let mut before = "";
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        let crosses = word.len() > 2 && word.bytes().all(|b| matches!(b, b'x' | b'X'));
        let is_thirty = word == "XXX" && BEFORE_THIRTY.contains(&before.to_lowercase().as_str());
        if matches!(word, "TODO" | "TBD" | "FIXME" | "FixMe" | "fixme") || crosses && !is_thirty {
            return Some(word.to_owned());
        }
        before = word;
    }
    if text.contains("???") {
        return Some("???".to_owned());
    }
    if !text.contains("orem") && !text.contains("OREM") {
        return None;
    }
    let start = text.to_lowercase().find("lorem ipsum")?;
    Some(text.get(start..start + "lorem ipsum".len()).unwrap_or("lorem ipsum").to_owned())
}

/// `[…]`, `[insert the date]`, `(to be completed)`.
fn bracketed(text: &str) -> Option<String> {
    for (open, close) in [('[', ']'), ('(', ')'), ('<', '>'), ('{', '}')] {
        for (start, _) in text.match_indices(open) {
            let inside = &text[start + 1..];
            let Some(end) = inside.find(close) else { break };
            let (whole, inside) = (&text[start..start + end + 2], &inside[..end]);
            let said = bare(inside);
            let dots = |c: char| matches!(c, '.' | '…' | '_' | '?' | ' ');
            let square = open != '(';
            let is_omission = open == '[' && inside.chars().all(dots) && inside.chars().any(|c| c != ' ') && !quoted(text, start);
            let is_order = square && ORDERS.iter().any(|order| format!("{said} ").starts_with(order));
            let is_open = square && OPEN.contains(&said.as_str());
            if is_omission || is_order || is_open || UNWRITTEN.contains(&said.as_str()) {
                return Some(whole.to_owned());
            }
        }
    }
    None
}

/// Whether a place of a paragraph stands between quotation marks.
fn quoted(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let pairs = [('“', '”'), ('«', '»'), ('„', '“'), ('‘', '’'), ('‹', '›'), ('「', '」'), ('『', '』'), ('《', '》')];
    let opened = |open: char, close: char| before.rfind(open).is_some_and(|o| before.rfind(close).is_none_or(|c| c <= o));
    pairs.iter().any(|(open, close)| opened(*open, *close) && after.contains(*close))
        || before.matches('"').count() % 2 == 1 && after.contains('"')
}

/// Blanks as paper has them: `_____`, `.......`, `Số …/QĐ-UBND`.
fn blank(text: &str) -> Option<String> {
    let run = |sign: char, least: usize| {
        let blank = sign.to_string().repeat(least);
        text.contains(&blank).then_some(blank)
    };
    let number = || {
        let (at, _) = text.match_indices("…/").find(|(at, _)| text[..*at].ends_with([' ', ':']) || *at == 0)?;
        text[at + "…/".len()..].starts_with(char::is_alphanumeric).then(|| "…/".to_owned())
    };
    run('_', 4).or_else(|| run('.', 5)).or_else(|| run('…', 3)).or_else(number)
}
