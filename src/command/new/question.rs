//! What is asked, and what an answer becomes in the file.

use crate::model::value::Bound;
use crate::yaml::write::Tree;

/// One question.
#[derive(Clone, Debug)]
pub struct Question {
    /// The field: keys with dots, items of lists by number. `supports.1.because.en`
    pub path: String,
    /// What is meant, on one line.
    pub asks: String,
    /// Whether it must be answered.
    pub required: bool,
    /// What sort of answer it takes.
    pub takes: Takes,
}

/// What sort of answer is taken.
#[derive(Clone, Debug)]
pub enum Takes {
    /// One line.
    Line,
    /// Several lines.
    Prose,
    /// A new id, with one that would do.
    Id(Option<String>),
    /// One of some words, each with its meaning.
    Word(Vec<Choice>),
    /// Something that exists, or several, each with its title; and whether words of one's own will do too.
    Known(Vec<Choice>, bool),
    /// A criterion, or several, of these.
    Criteria(Vec<Choice>, bool),
    /// A year or another time.
    Time,
    /// A figure.
    Amount,
    /// A rating of something: the key that names it, and its name.
    Rating(&'static str, String),
}

/// Something to choose: how it is written, and what it is.
pub type Choice = (String, String);

/// Keys that say the time of a figure.
const TIMES: &[&str] = &["year", "period", "school_year", "fiscal_year", "as_of"];
/// Keys that say its amount, beside those of bounds.
const AMOUNTS: &[&str] = &["value", "from", "to", "band", "level", "count", "of", "exists", "same_as", "not_available"];

impl Question {
    /// A question that must be answered.
    pub fn new(path: impl Into<String>, asks: impl Into<String>, takes: Takes) -> Self {
        Self { path: path.into(), asks: asks.into(), required: true, takes }
    }

    /// A question that may be passed over.
    pub fn optional(path: impl Into<String>, asks: impl Into<String>, takes: Takes) -> Self {
        Self { required: false, ..Self::new(path, asks, takes) }
    }

    /// Whether a field that was given answers it.
    pub fn is_answered_by(&self, field: &str) -> bool {
        let stem = self.path.rsplit_once('.').map_or("", |(stem, _)| stem);
        let inner = if stem.is_empty() { Some(field) } else { field.strip_prefix(stem).and_then(|rest| rest.strip_prefix('.')) };
        let key = inner.and_then(|rest| rest.split('.').next()).unwrap_or_default();
        let sibling = |keys: &[&str]| keys.contains(&key);
        let bound = Bound::KEYS.iter().any(|(known, _)| *known == key);
        match self.takes {
            Takes::Time => sibling(TIMES),
            Takes::Amount => sibling(AMOUNTS) || bound,
            Takes::Rating(..) => field.starts_with("ratings."),
            _ => field == self.path || field.strip_prefix(&self.path).is_some_and(|rest| rest.starts_with('.')),
        }
    }

    /// What an answer says, by field.
    pub fn read(&self, answer: &str) -> Vec<(String, Tree)> {
        let line = |text: &str| Tree::Line(text.trim().to_owned());
        let one = |tree: Tree| vec![(self.path.clone(), tree)];
        let sibling = |key: &str| self.path.rsplit_once('.').map_or(key.to_owned(), |(stem, _)| format!("{stem}.{key}"));
        match &self.takes {
            Takes::Prose => one(Tree::Block(answer.trim().to_owned())),
            Takes::Line | Takes::Id(_) | Takes::Criteria(_, false) => one(line(answer)),
            Takes::Word(choices) => one(Tree::Line(chosen(answer, choices))),
            Takes::Known(choices, many) => {
                if *many {
                    one(Tree::Words(split(answer, choices).iter().map(|word| chosen(word, choices)).collect()))
                } else {
                    one(Tree::Line(chosen(answer, choices)))
                }
            }
            Takes::Criteria(choices, true) => one(Tree::Words(split(answer, choices))),
            Takes::Time => {
                let year = answer.trim().bytes().all(|b| b.is_ascii_digit());
                vec![(sibling(if year { "year" } else { "period" }), line(answer))]
            }
            Takes::Amount => amount(answer.trim()).into_iter().map(|(key, text)| (sibling(key), line(&text))).collect(),
            Takes::Rating(key, name) => {
                vec![(format!("{}.{key}", self.path), line(name)), (format!("{}.rating", self.path), line(answer))]
            }
        }
    }

    /// The choices it offers by number.
    pub fn choices(&self) -> &[Choice] {
        match &self.takes {
            Takes::Word(choices) | Takes::Known(choices, _) | Takes::Criteria(choices, _) => choices,
            _ => &[],
        }
    }

    /// Whether a choice is made by its number: a criterion has a code, which may look like one.
    pub fn by_number(&self) -> bool {
        !matches!(self.takes, Takes::Criteria(..))
    }
}

/// The choice of a number, or what was written.
fn chosen(answer: &str, choices: &[Choice]) -> String {
    let answer = answer.trim();
    let by_number = answer.parse::<usize>().ok().and_then(|n| choices.get(n.checked_sub(1)?));
    let written = choices.iter().any(|(word, _)| word == answer);
    by_number.filter(|_| !written).map_or_else(|| answer.to_owned(), |(word, _)| word.clone())
}

/// The parts of an answer that names several: between commas, and between spaces where no choice has any.
fn split(answer: &str, choices: &[Choice]) -> Vec<String> {
    let spaced = choices.iter().any(|(word, _)| word.contains(' '));
    let answer = answer.trim().trim_start_matches('[').trim_end_matches(']');
    let parts = answer.split(|c: char| c == ',' || c == ';' || c == ' ' && !spaced);
    parts.map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// The keys of a figure: "at least 60", "80 to 85", "97 of 204", "not available: the reason", "59".
fn amount(answer: &str) -> Vec<(&'static str, String)> {
    let lower = answer.to_lowercase();
    let behind = |words: &str| {
        lower.starts_with(words).then(|| answer.get(words.len()..).unwrap_or_default().trim_start_matches([' ', ':']).to_owned())
    };
    if let Some(reason) = behind("not available").or_else(|| behind("not_available")) {
        return vec![("not_available", reason)];
    }
    for (key, _) in Bound::KEYS {
        let words = format!("{} ", key.replace('_', " "));
        if let Some(number) = behind(&words) {
            return vec![(key, number)];
        }
    }
    for (between, keys) in [(" to ", ["from", "to"]), (" of ", ["count", "of"])] {
        if let Some((a, b)) = answer.split_once(between) {
            return vec![(keys[0], a.trim().to_owned()), (keys[1], b.trim().to_owned())];
        }
    }
    match lower.as_str() {
        "yes" => vec![("exists", "true".into())],
        "no" => vec![("exists", "false".into())],
        _ => vec![("value", answer.to_owned())],
    }
}

/// An entry of its fields, in their order.
pub fn entry(fields: &[(String, Tree)]) -> Tree {
    let mut root = Tree::Keys(Vec::new());
    for (path, tree) in fields {
        let mut at = &mut root;
        for part in path.split('.') {
            if !matches!(at, Tree::Keys(_)) {
                *at = Tree::Keys(Vec::new());
            }
            let Tree::Keys(entries) = at else { return root };
            let index = entries.iter().position(|(key, _)| key == part).unwrap_or_else(|| {
                entries.push((part.to_owned(), Tree::Keys(Vec::new())));
                entries.len() - 1
            });
            at = &mut entries[index].1;
        }
        *at = tree.clone();
    }
    with_lists(root)
}

/// Keys that are numbers are the items of a list.
fn with_lists(tree: Tree) -> Tree {
    let Tree::Keys(entries) = tree else { return tree };
    let mut entries: Vec<(String, Tree)> = entries.into_iter().map(|(key, tree)| (key, with_lists(tree))).collect();
    if entries.is_empty() || !entries.iter().all(|(key, _)| key.parse::<usize>().is_ok()) {
        return Tree::Keys(entries);
    }
    entries.sort_by_key(|(key, _)| key.parse::<usize>().unwrap_or(usize::MAX));
    Tree::List(entries.into_iter().map(|(_, tree)| tree).collect())
}
