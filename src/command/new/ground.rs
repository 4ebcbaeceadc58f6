//! The dossier an entry is added to: what exists in it, and what its checks say of an entry that is not written yet.

use std::path::Path;

use super::super::Session;
use super::question::{Choice, Question, Takes};
use crate::check::{self, Dossier};
use crate::cli::NewSort;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Stage};
use crate::load::{self, Loaded, Options};
use crate::locale::Locale;
use crate::model::id::suggest;
use crate::model::{Answer, Evidence, Id, Indicator, Lang, Source, Text};
use crate::pack::framework::Level;
use crate::source::{Sources, Span};
use crate::yaml::read::{Cx, Read};
use crate::yaml::write::{Tree, item};
use crate::yaml::{self, Kind, Node};

/// A dossier, as far as an entry has to fit into it.
pub struct Ground {
    /// The dossier as it is.
    pub dossier: Dossier,
    /// What is added.
    pub sort: NewSort,
    loaded: Loaded,
    locales: Vec<Locale>,
    sources: Sources,
}

/// The key that holds entries of a sort.
pub const fn section(sort: NewSort) -> &'static str {
    match sort {
        NewSort::Evidence => "evidence",
        NewSort::Indicator => "indicators",
        NewSort::Answer => "answers",
        NewSort::Source => "sources",
    }
}

impl Ground {
    /// Reads the dossier.
    ///
    /// # Errors
    /// When it has no head or no city, or there is no such folder.
    pub fn read(dir: &Path, sort: NewSort, session: &mut Session) -> Stage<Self> {
        let Session { sources, diagnostics } = session;
        let mut loaded = load::load(dir, &Options::default(), sources, diagnostics)?;
        let languages = loaded.submission.head.as_ref().map(|h| h.languages.clone()).unwrap_or_default();
        let mut locales = Vec::new();
        for lang in &languages {
            let own = loaded.locales.iter().position(|l| l.lang == *lang).map(|at| loaded.locales.swap_remove(at));
            locales.extend(own.or_else(|| Locale::builtin(lang, sources, diagnostics)));
        }
        let dossier = check::check(loaded.without_files(), &locales, sources, diagnostics)?;
        Ok(Self { dossier, sort, loaded, locales, sources: std::mem::take(sources) })
    }

    /// The languages, the original first.
    pub fn languages(&self) -> &[Lang] {
        &self.dossier.head.languages
    }

    /// What all checks say of an entry, each with the field it is about.
    pub fn judge(&mut self, entry: &Tree) -> Vec<(Diagnostic, String)> {
        let text = format!("{}:\n{}", section(self.sort), item(entry, 2));
        let file = self.sources.add("the new entry", text);
        let mut diagnostics = Diagnostics::default();
        let document = yaml::read_document(file, &self.sources, &mut diagnostics);
        let mut loaded = self.loaded.without_files();
        let point_is_decimal = loaded.submission.point_is_decimal;
        let mut cx = Cx { sources: &self.sources, diagnostics: &mut diagnostics, point_is_decimal };
        for (_, value) in &document.entries {
            let Kind::Seq(items) = &value.kind else { continue };
            let submission = &mut loaded.submission;
            match self.sort {
                NewSort::Evidence => submission.evidence.extend(read::<Evidence>(items, &mut cx)),
                NewSort::Indicator => submission.indicators.extend(read::<Indicator>(items, &mut cx)),
                NewSort::Answer => submission.answers.extend(read::<Answer>(items, &mut cx)),
                NewSort::Source => submission.sources.extend(read::<Source>(items, &mut cx)),
            }
        }
        // What stops the check is not the entry's doing: it was checked without it.
        let _ = check::check(loaded, &self.locales, &self.sources, &mut diagnostics);
        let here = |d: &Diagnostic| {
            matches!(&d.place, Place::Text(at) if at.file == file) || d.labels.iter().any(|label| label.span.file == file)
        };
        let field = |d: &Diagnostic| {
            let item = document
                .entries
                .first()
                .and_then(|(_, value)| if let Kind::Seq(items) = &value.kind { items.first() } else { None });
            d.span().filter(|at| at.file == file).zip(item).map(|(at, item)| field_at(item, at)).unwrap_or_default()
        };
        diagnostics.sorted(&self.sources).into_iter().filter(|d| here(d)).map(|d| (d.clone(), field(d))).collect()
    }

    /// What stands for an answer that is not given yet, so that the others can be checked.
    pub fn stand_in(&self, question: &Question) -> Vec<(String, Tree)> {
        let answer = match &question.takes {
            Takes::Id(_) => self.free("new-entry"),
            Takes::Word(choices) | Takes::Known(choices, _) | Takes::Criteria(choices, _) => {
                choices.first().map_or_else(|| "none".to_owned(), |(word, _)| word.clone())
            }
            Takes::Time => self.dossier.head.as_of.year.to_string(),
            Takes::Amount | Takes::Rating(..) => "1".to_owned(),
            Takes::Line if is_date(&question.path) => self.dossier.head.as_of.to_string(),
            Takes::Line | Takes::Prose => "Text".to_owned(),
        };
        question.read(&answer)
    }

    /// An id that nothing has yet, as near to the one wanted as can be.
    fn free(&self, wanted: &str) -> String {
        let taken = |id: &str| Id::parse(id).is_some_and(|id| self.dossier.item(&id).is_some());
        let short: String = wanted.chars().take(44).collect();
        let numbered = (2..1000).map(|n| format!("{}-{n}", short.trim_end_matches('-')));
        std::iter::once(wanted.to_owned()).chain(numbered).find(|id| !taken(id)).unwrap_or_default()
    }

    /// A free id made of a title.
    pub fn propose(&self, title: &str) -> Option<String> {
        suggest(title).map(|id| self.free(id.as_str()))
    }

    /// A text in the dossier's first language, on one line.
    fn say(&self, text: &Text) -> String {
        text.line(self.dossier.original(), self.dossier.original())
    }

    /// Sources and attachments.
    pub fn proofs(&self) -> Vec<Choice> {
        let sources = self.dossier.sources.iter().map(|s| (s.id.value.to_string(), self.say(&s.title)));
        sources.chain(self.attachments()).collect()
    }

    /// Attachments.
    pub fn attachments(&self) -> Vec<Choice> {
        self.dossier.attachments.iter().map(|a| (a.id.value.to_string(), self.say(&a.title))).collect()
    }

    /// Evidence that passes.
    pub fn evidence(&self, wanted: impl Fn(&Evidence) -> bool) -> Vec<Choice> {
        let list = self.dossier.evidence.iter().filter(|e| wanted(e));
        list.map(|e| (e.id.value.to_string(), self.say(&e.title))).collect()
    }

    /// The criteria that may be linked to: of the first set by their codes, of the others with the name of the set. Only areas,
    /// or features too.
    pub fn criteria(&self, features: bool) -> Vec<Choice> {
        let english = Lang::english();
        let mut list = Vec::new();
        for (index, set) in self.dossier.own_sets().iter().enumerate().take(if features { usize::MAX } else { 1 }) {
            for row in set.rows.iter().filter(|r| r.level == Level::Area || features && r.level == Level::Feature) {
                let code = &row.code.value;
                let code = if index == 0 { code.clone() } else { format!("{}:{code}", set.head.id.value) };
                list.push((code, row.name.line(&english, self.dossier.original())));
            }
        }
        list
    }
}

/// The field that a place lies in: keys with dots, items of lists by number.
fn field_at(item: &Node, at: Span) -> String {
    let (mut path, mut node) = (Vec::new(), item);
    loop {
        let inner = match &node.kind {
            Kind::Map(entries) => entries
                .iter()
                .find(|(key, value)| key.span.contains(at) || value.span.contains(at) || key.span.start == at.start)
                .map(|(key, value)| (key.scalar().map(|s| s.text.clone()).unwrap_or_default(), value)),
            Kind::Seq(items) => {
                items.iter().enumerate().find(|(_, inner)| inner.span.contains(at)).map(|(n, inner)| ((n + 1).to_string(), inner))
            }
            Kind::Scalar(_) | Kind::Null => None,
        };
        let Some((name, next)) = inner else { return path.join(".") };
        path.push(name);
        node = next;
    }
}

/// Whether a field of one line holds a date.
fn is_date(path: &str) -> bool {
    matches!(path, "since" | "until" | "date" | "due" | "by")
}

fn read<T: Read>(items: &[Node], cx: &mut Cx<'_>) -> Vec<T> {
    items.iter().filter_map(|node| T::read(node, cx)).collect()
}

/// Messages that an unfinished entry always has.
pub fn is_of_unfinished(code: Code) -> bool {
    matches!(
        code,
        Code::NoProof
            | Code::SupportsNothing
            | Code::NoSource
            | Code::NoFigure
            | Code::NoBase
            | Code::NeverUsed
            | Code::NoStamp
            | Code::NoSuchFigure
            | Code::MissingTranslation
            | Code::MissingField
    )
}
