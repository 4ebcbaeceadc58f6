//! Numbers typed by hand in a text, with all they may mean: `2.913` is two numbers in two countries. Those that an
//! indicator has are pointed out: what is typed twice drifts.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::prose::{find_turn, quotes_figure};
use super::texts::{self, Sort};
use super::{Dossier, Item};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::locale::Locale;
use crate::model::number::Number;
use crate::model::reference::Reference;
use crate::model::text::Version;
use crate::model::value::Value;
use crate::model::{Figure, Indicator};
use crate::source::{Sources, Span};

/// A number in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// Bytes of the text.
    pub at: std::ops::Range<usize>,
    /// The letters.
    pub text: String,
    /// What it may mean with a point, and with a comma for decimals.
    pub readings: Vec<Decimal>,
    /// Whether a percent sign follows.
    pub percent: bool,
}

impl Typed {
    /// What it means in a language, whose decimal sign is a comma or a point; where only one reading is possible, that.
    #[must_use]
    pub fn meant(&self, comma: bool) -> Option<Decimal> {
        if comma { self.readings.last() } else { self.readings.first() }.copied()
    }

    /// Whether it looks like a year.
    #[must_use]
    pub fn is_year(&self) -> bool {
        !self.percent && self.text.len() == 4 && self.text.parse().is_ok_and(|year: u16| (1900..2200).contains(&year))
    }

    /// Whether it may mean a number.
    #[must_use]
    pub fn may_be(&self, number: Decimal) -> bool {
        self.readings.contains(&number)
    }
}

/// A space that stands between the digits of a number.
const fn is_thin(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// The numbers of a text. Digits that belong to a word (`11/KH-UBND`, `H21`) are none.
#[must_use]
pub fn numbers(text: &str) -> Vec<Typed> {
    let joined = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '_' | '@' | '#' | ':'));
    let alone = |n: &Typed| !joined(text[..n.at.start].chars().next_back()) && !joined(text[n.at.end..].chars().next());
    all_numbers(text).into_iter().filter(alone).collect()
}

/// The numbers of a text, wherever they stand: `1:50`, `127th`.
#[must_use]
pub fn all_numbers(text: &str) -> Vec<Typed> {
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(start) = text[rest..].find(|c: char| c.is_ascii_digit()).map(|n| rest + n) {
        let end = end_of(text, start);
        rest = end;
        let number = &text[start..end];
        let readings = readings(number);
        let tail = text[end..].trim_start_matches(|c: char| c == ' ' || is_thin(c));
        if !readings.is_empty() {
            found.push(Typed { at: start..end, text: number.to_owned(), readings, percent: tail.starts_with('%') });
        }
    }
    found
}

/// Where the number that starts here ends: digits, with signs or thin spaces between them.
fn end_of(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut letters = text[start..].char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        if c.is_ascii_digit() {
            end = start + at + 1;
        } else if !((matches!(c, '.' | ',' | '\'' | '’') || is_thin(c))
            && letters.peek().is_some_and(|(_, next)| next.is_ascii_digit()))
        {
            break;
        }
    }
    end
}

fn readings(number: &str) -> Vec<Decimal> {
    let read = |decimal: char| -> Option<Decimal> {
        let (whole, part) = number.rsplit_once(decimal).unwrap_or((number, ""));
        let groups: Vec<&str> = whole.split(|c: char| !c.is_ascii_digit()).collect();
        let grouped = groups.len() == 1 || groups[0].len() <= 3 && groups[1..].iter().all(|g| g.len() == 3);
        let plain = part.bytes().all(|b| b.is_ascii_digit());
        let signs = !whole.contains(decimal);
        if !(grouped && plain && signs) {
            return None;
        }
        let digits = groups.concat();
        Number::parse(&if part.is_empty() { digits } else { format!("{digits}.{part}") }).map(Number::decimal)
    };
    let mut all: Vec<Decimal> = ['.', ','].into_iter().filter_map(read).collect();
    all.dedup();
    all
}

/// Reports figures that are typed into texts although an indicator has them, or has others.
pub fn check(dossier: &Dossier, locales: &[Locale], sources: &Sources, diagnostics: &mut Diagnostics) {
    let known = Known::of(dossier);
    for said in texts::all(dossier).into_iter().filter(|said| said.sort == Sort::Prose) {
        let own = dossier.indicators.iter().position(|i| i.says.as_ref().is_some_and(|says| says.at == said.text.at));
        for version in &said.text.versions {
            let lang = version.lang.as_ref().unwrap_or(dossier.original());
            let Some(locale) = locales.iter().find(|l| l.lang == *lang) else { continue };
            let comma = Number::parse("1.5").is_some_and(|n| locale.number(n).contains(','));
            let (text, links) = without_links(&version.text, dossier);
            for sentence in sentences(&text) {
                let named: Vec<&Link> = links.iter().filter(|link| sentence.contains(&link.at)).collect();
                let offset = sentence.start;
                for typed in numbers(&text[sentence]) {
                    let at = || place(version, offset + typed.at.start, &typed.text, sources);
                    if let Some(found) = known.judge(dossier, &typed, comma, (&named, own), &at) {
                        diagnostics.push(found);
                    }
                }
            }
        }
    }
}

/// Every number an indicator has: in per cent, and not.
struct Known<'a>(HashMap<(Decimal, bool), Vec<(usize, &'a Figure)>>);

impl<'a> Known<'a> {
    fn of(dossier: &'a Dossier) -> Self {
        let mut all: HashMap<(Decimal, bool), Vec<(usize, &Figure)>> = HashMap::new();
        for (n, indicator) in dossier.indicators.iter().enumerate() {
            for figure in indicator.values.iter().chain(&indicator.targets) {
                let percent = indicator.unit_of(figure).is_percent();
                let shares = numbers_of(figure).into_iter().map(|n| (n, percent && !matches!(figure.value, Value::Parts(..))));
                for key in shares.chain(figure.count.map(|(_, n)| (n.decimal(), false))) {
                    all.entry(key).or_default().push((n, figure));
                }
            }
        }
        Self(all)
    }

    /// What there is to say of a typed number in a sentence that links to some indicators, or in the text of its own.
    fn judge(
        &self,
        dossier: &Dossier,
        typed: &Typed,
        comma: bool,
        (named, own): (&[&Link], Option<usize>),
        at: &dyn Fn() -> Span,
    ) -> Option<Diagnostic> {
        let number = typed.meant(comma)?;
        let found = self.0.get(&(number, typed.percent));
        let id = |n: usize| dossier.indicators[n].id.value.as_str();
        let telling = significant(number) >= 3 && !typed.is_year();
        let is_named = |n: usize| own == Some(n) || named.iter().any(|link| link.indicator == n);
        let best = found.and_then(|list| list.iter().find(|(n, _)| is_named(*n)).or_else(|| list.first().filter(|_| telling)));
        if let Some((n, figure)) = best {
            return Some(
                Diagnostic::new(
                    Code::TypedFigure,
                    at(),
                    format!("`{}` is typed here, and the indicator `{}` has it", typed.text, id(*n)),
                )
                .label(figure.at, "the figure")
                .hint(format!(
                    "write `[](@{})`, so that both stay the same; behind a dot stands which: `.target`, `.2023`, `.count`",
                    id(*n)
                )),
            );
        }
        // Where the figure of the link stands in the sentence already, another one is of something else.
        let [only] = named else { return None };
        let only = (!only.quotes).then_some(only.indicator)?;
        let indicator = &dossier.indicators[only];
        let same_kind = |i: &Indicator| typed.percent && i.unit.value.is_percent();
        (found.is_none() && same_kind(indicator) && indicator.newest().is_some()).then(|| {
            Diagnostic::new(
                Code::TypedContradiction,
                at(),
                format!("`{}%` is typed here, and the indicator `{}` has no such figure", typed.text, id(only)),
            )
            .label(indicator.newest().map_or(indicator.id.at, |f| f.at), "its newest value")
            .hint("link the right figure; one of something else stands in a sentence of its own")
        })
    }
}

fn numbers_of(figure: &Figure) -> Vec<Decimal> {
    match &figure.value {
        Value::Exact(n) | Value::Bounded(_, n) | Value::Parts(n, _) => vec![n.decimal()],
        Value::Range(a, b) => vec![a.decimal(), b.decimal()],
        _ => Vec::new(),
    }
}

/// How many digits say something: 2,300,000 has two.
fn significant(number: Decimal) -> usize {
    let digits = number.normalize().mantissa().unsigned_abs().to_string();
    digits.trim_end_matches('0').len()
}

/// A link to an indicator.
struct Link {
    /// Byte of the text where it starts.
    at: usize,
    /// The indicator.
    indicator: usize,
    /// Whether it prints a figure.
    quotes: bool,
}

/// A text whose links to items are blanks of the same length, and those to indicators.
fn without_links(text: &str, dossier: &Dossier) -> (String, Vec<Link>) {
    let (mut plain, mut links, mut from) = (String::with_capacity(text.len()), Vec::new(), 0);
    while let Some(middle) = text[from..].find("](").map(|n| from + n) {
        let open = text[from..middle].rfind('[').map(|n| from + n);
        let close = text[middle..].find(')').map(|n| middle + n + 1);
        let (Some(at), Some(close)) = (open, close) else { break };
        let id = text[middle + 2..close - 1].strip_prefix('@').and_then(|written| Reference::parse(written).id);
        if let Some(Item::Indicator(indicator)) = id.and_then(|id| dossier.item(&id)) {
            let words = &text[at + 1..middle];
            links.push(Link { at, indicator, quotes: words.is_empty() || quotes_figure(words) });
        }
        plain.push_str(&text[from..at]);
        plain.extend(text[at..close].bytes().map(|_| ' '));
        from = close;
    }
    plain.push_str(&text[from..]);
    (plain, links)
}

/// The sentences of a text.
fn sentences(text: &str) -> Vec<std::ops::Range<usize>> {
    let (mut all, mut from) = (Vec::new(), 0);
    let ends = text.match_indices(['.', '!', '?', '。', '\n', ';']);
    for (at, sign) in ends {
        let after = &text[at + sign.len()..];
        let ended = after.is_empty()
            || if sign == "\n" { after.starts_with(['\n', '-', '*']) } else { after.starts_with(char::is_whitespace) };
        if ended && at > from {
            all.push(from..at + sign.len());
            from = at + sign.len();
        }
    }
    all.push(from..text.len());
    all
}

/// Where a number of a text stands in its file: a block is indented there, so the same number is looked for by its turn.
fn place(version: &Version, at: usize, number: &str, sources: &Sources) -> Span {
    find_turn(version, number, version.text[..at].matches(number).count(), sources)
}
