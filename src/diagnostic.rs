//! What went wrong, where, and what to do about it.
//!
//! No stage prints. A stage that finds trouble pushes a [`Diagnostic`] and goes on; a stage that must stop returns
//! [`Reported`], which only [`Diagnostics::error`] can make, so nothing fails in silence.

pub mod code;
pub mod emit;

pub use code::Code;

use crate::source::{Sources, Span};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a look; the dossier is built all the same.
    Warning,
    /// Must be mended before a final build.
    Error,
}

/// Where a message points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A stretch of a text that was read.
    Text(Span),
    /// A file as a whole (it could not be read as text).
    File(String),
    /// The dossier as a whole.
    Dossier,
}

/// A second place that explains the first.
#[derive(Clone, Debug)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is there, in a few words.
    pub text: String,
}

/// One message.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Its name, for `gnlc explain`.
    pub code: Code,
    /// Error or warning.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// What is wrong: lower case, one sentence, no full stop.
    pub message: String,
    /// Other places that matter.
    pub labels: Vec<Label>,
    /// What to do, each a sentence.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// A message with the severity its code has by itself.
    pub fn new(code: Code, place: impl Into<Place>, message: impl Into<String>) -> Self {
        let (severity, place, message) = (code.severity(), place.into(), message.into());
        Self { code, severity, place, message, labels: Vec::new(), hints: Vec::new() }
    }

    /// The same message, worse or milder than its code has it by itself.
    #[must_use]
    pub const fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds what to do, when there is something.
    #[must_use]
    pub fn hints(mut self, hints: impl IntoIterator<Item = String>) -> Self {
        self.hints.extend(hints);
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// The span it points to, when it points into a text.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match self.place {
            Place::Text(span) => Some(span),
            Place::File(_) | Place::Dossier => None,
        }
    }
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self::Text(span)
    }
}

/// Proof that an error was reported.
#[derive(Clone, Copy, Debug)]
pub struct Reported(());

/// The outcome of a stage that may have to stop.
pub type Stage<T> = Result<T, Reported>;

/// All messages of one run.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds a message of any severity.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds an error and gives the proof that it was added.
    pub fn error(&mut self, diagnostic: Diagnostic) -> Reported {
        debug_assert_eq!(diagnostic.severity, Severity::Error, "{}", diagnostic.code);
        self.list.push(diagnostic);
        Reported(())
    }

    /// Takes over the messages of another list.
    pub fn append(&mut self, other: Self) {
        self.list.extend(other.list);
    }

    /// How many there are so far.
    #[must_use]
    pub fn count(&self) -> usize {
        self.list.len()
    }

    /// Those that came behind the first ones.
    #[must_use]
    pub fn behind(mut self, first: usize) -> Self {
        Self { list: self.list.split_off(first.min(self.list.len())) }
    }

    /// Proof that an error is among the messages, for a stage that stops because of earlier ones.
    #[must_use]
    pub fn reported(&self) -> Reported {
        debug_assert!(self.has_errors());
        Reported(())
    }

    /// All of them: by file and place, the dossier's own last.
    #[must_use]
    pub fn sorted(&self, sources: &Sources) -> Vec<&Diagnostic> {
        let mut list: Vec<_> = self.list.iter().collect();
        list.sort_by_key(|d| {
            let (rank, path, start) = match &d.place {
                Place::Text(span) => (0, sources.file(span.file).path.as_str(), span.start),
                Place::File(path) => (0, path.as_str(), 0),
                Place::Dossier => (1, "", 0),
            };
            (rank, path, start, std::cmp::Reverse(d.severity), d.code.name())
        });
        list.dedup_by(|a, b| a.code == b.code && a.place == b.place && a.message == b.message);
        list
    }

    /// How many errors and how many warnings.
    #[must_use]
    pub fn counts(&self, sources: &Sources) -> (usize, usize) {
        let list = self.sorted(sources);
        let errors = list.iter().filter(|d| d.severity == Severity::Error).count();
        (errors, list.len() - errors)
    }

    /// Whether anything is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.severity == Severity::Error)
    }

    /// Whether an error points into a stretch of a text.
    #[must_use]
    pub fn has_error_in(&self, span: Span) -> bool {
        self.list.iter().any(|d| d.severity == Severity::Error && d.span().is_some_and(|at| span.contains(at)))
    }

    /// All of them, in the order they came.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// All of them, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.list.iter_mut()
    }

    /// Keeps the messages that pass.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.list.retain(keep);
    }

    /// Whether an error stops even a draft: a file that could not be read at all.
    #[must_use]
    pub fn has_fatal(&self) -> bool {
        self.list.iter().any(|d| d.code.stops_draft())
    }
}

/// "did you mean `x`?" for a word that is not in a list, when one is near enough.
#[must_use]
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let limit = (word.chars().count() / 3).clamp(1, 4);
    let folded = word.to_lowercase().replace(['_', ' '], "-");
    known
        .into_iter()
        .filter(|k| k.chars().count().abs_diff(folded.chars().count()) <= limit)
        .map(|k| (strsim::osa_distance(&folded, &k.to_lowercase().replace(['_', ' '], "-")), k))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, k)| format!("did you mean `{k}`?"))
}
