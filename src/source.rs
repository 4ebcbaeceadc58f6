//! Every text a message may point into.
//!
//! A [`Span`] is a file and a byte range; [`Sources`] turns it into a path, a line and a column. Nothing else in the
//! program keeps line numbers.

use std::ops::Range;

/// Which of the texts in [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A place: bytes `start..end` of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file the bytes are in.
    pub file: FileId,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span over the given bytes of a file.
    #[must_use]
    pub const fn new(file: FileId, range: Range<usize>) -> Self {
        Self { file, start: range.start, end: range.end }
    }

    /// The bytes as a range.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether the other span lies inside this one.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }
}

/// A line and a column as people count them: from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
}

/// One text with its name.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path inside the dossier folder, with `/`; for packs and templates a path that starts with `builtin/`.
    pub path: String,
    /// The whole text, as read.
    pub text: String,
    line_starts: Vec<usize>,
}

impl SourceFile {
    /// Whether it comes with the program, and not from the city.
    #[must_use]
    pub fn is_builtin(&self) -> bool {
        self.path.starts_with("builtin/")
    }

    /// The line (from 0) that holds a byte.
    fn line_index(&self, byte: usize) -> usize {
        self.line_starts.partition_point(|&start| start <= byte) - 1
    }

    /// The bytes of a line (from 0), without its end.
    fn line_range(&self, index: usize) -> Range<usize> {
        let start = self.line_starts[index];
        let end = self.line_starts.get(index + 1).copied().unwrap_or(self.text.len());
        start..start + self.text[start..end].trim_end_matches(['\n', '\r']).len()
    }
}

/// All texts of one run, in the order they were added.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Adds a text and gives it an id.
    ///
    /// # Panics
    /// When four billion texts were added before.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let text = text.into();
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        self.files.push(SourceFile { path: path.into(), text, line_starts });
        FileId(u32::try_from(self.files.len() - 1).expect("fewer than four billion files"))
    }

    /// The file with this id.
    #[must_use]
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The text of the file with this id.
    #[must_use]
    pub fn text(&self, id: FileId) -> &str {
        &self.file(id).text
    }

    /// The first place where some words stand in a file of the dossier.
    #[must_use]
    pub fn find(&self, words: &str) -> Option<Span> {
        let own = self.files.iter().enumerate().filter(|(_, f)| !f.is_builtin());
        own.into_iter().find_map(|(index, file)| {
            let at = file.text.find(words)?;
            Some(Span::new(FileId(u32::try_from(index).ok()?), at..at + words.len()))
        })
    }

    /// The text a span covers.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        &self.text(span.file)[span.range()]
    }

    /// Where a span starts, as people count.
    #[must_use]
    pub fn position(&self, span: Span) -> Position {
        let file = self.file(span.file);
        let line = file.line_index(span.start);
        let column = file.text[file.line_starts[line]..span.start].chars().count() + 1;
        // A byte-order mark is no column to people.
        let bom = line == 0 && file.text.starts_with('\u{feff}') && column > 1;
        Position { line: line + 1, column: column - usize::from(bom) }
    }

    /// The span of the whole line on which a span starts, without its end.
    #[must_use]
    pub fn line_of(&self, span: Span) -> Span {
        let file = self.file(span.file);
        Span::new(span.file, file.line_range(file.line_index(span.start)))
    }

    /// The span of a line counted from 1; the last line for one beyond the end.
    #[must_use]
    pub fn line(&self, file: FileId, line: usize) -> Span {
        let source = self.file(file);
        let index = line.saturating_sub(1).min(source.line_starts.len() - 1);
        Span::new(file, source.line_range(index))
    }
}
