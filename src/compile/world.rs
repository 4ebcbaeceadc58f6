//! What the typesetter can see: one source, the theme, the attached files, the fonts of the run. Nothing else: no disk, no
//! network, no clock.

use std::sync::Arc;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Binding, Bytes, Datetime, Duration, Value};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt};

use super::fonts::Fonts;
use super::native::{self, Links};
use crate::render::{Rendering, literal};
use crate::source::Sources;

/// A file to be embedded in the PDF.
#[derive(Clone, Debug)]
pub struct Embedded {
    /// Its name in the PDF: short, ASCII, made from an id.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The world of one document.
#[derive(Debug)]
pub struct World {
    library: LazyHash<Library>,
    links: Links,
    main: Source,
    styles: Vec<(String, Source)>,
    files: Vec<(FileId, Bytes)>,
    fonts: Arc<Fonts>,
}

impl World {
    /// A world with a generated source, the styles it imports, each under its name, and files to embed, and fonts.
    #[must_use]
    pub fn new(rendering: &Rendering, embedded: Vec<Embedded>, fonts: Arc<Fonts>, sources: &Sources) -> Self {
        let templates = &rendering.templates;
        let style = |name: String| {
            let text = templates.text(&name, sources)?;
            Some((name.clone(), Source::new(file_id(&format!("/{name}")), text)))
        };
        let chain = (CHAIN.to_owned(), Source::new(file_id(&format!("/{CHAIN}")), chain(&fonts)));
        let links = Links::Numbered(likely_digits(&rendering.source));
        Self {
            library: library(links),
            links,
            main: Source::new(file_id(MAIN), rendering.source.clone()),
            styles: templates.styles().filter_map(style).chain([chain]).collect(),
            files: embedded.into_iter().map(|e| (file_id(&format!("/{}", e.name)), Bytes::new(e.bytes))).collect(),
            fonts,
        }
    }

    /// The same without links and page numbers, to measure what they cost.
    #[doc(hidden)]
    #[must_use]
    pub fn unlinked(self) -> Self {
        self.with_links(Links::None)
    }

    /// The same with links set in another way.
    #[must_use]
    pub(crate) fn with_links(self, links: Links) -> Self {
        Self { library: library(links), links, ..self }
    }

    /// How links are set.
    pub(crate) fn links(&self) -> Links {
        self.links
    }

    /// The generated source.
    #[must_use]
    pub fn main_source(&self) -> &Source {
        &self.main
    }

    /// The name of a style, by its file.
    #[must_use]
    pub fn style_name(&self, id: FileId) -> Option<&str> {
        self.styles.iter().find(|(_, source)| source.id() == id).map(|(name, _)| name.as_str())
    }
}

/// The generated source. No style of a city can have this name.
const MAIN: &str = "/generated/main.typ";

/// The style with the function that makes the chains of the theme.
const CHAIN: &str = "generated/fonts.typ";

/// `chain(..names)`: the families the theme names and those behind the built-in ones, none asked for letters whose marks
/// alone it would print.
fn chain(fonts: &Fonts) -> String {
    let mut text = String::from("#let more = (");
    for name in fonts.extra() {
        literal::string(name, &mut text);
        text.push(',');
    }
    text.push_str(")\n#let covers = (");
    for (family, letters) in fonts.torn() {
        let class: Vec<String> = letters.iter().map(|c| format!("\\x{{{:x}}}", *c as u32)).collect();
        literal::string(family, &mut text);
        text.push_str(": regex(");
        literal::string(&format!("[^{}]", class.concat()), &mut text);
        text.push_str("),");
    }
    text.push_str(if fonts.torn().is_empty() { ":)" } else { ")" });
    text + "
#let chain(..names) = (names.pos() + more).map(name => if name in covers { (name: name, covers: covers.at(name)) } else { name })
"
}

/// A template asked for what is not among the files of the document.
fn missing(id: FileId) -> FileError {
    let name = id.vpath().get_without_slash();
    FileError::Other(Some(if matches!(id.root(), VirtualRoot::Package(_)) {
        "a document may not depend on packages from the network".into()
    } else {
        ecow::eco_format!("there is no `{name}`: a style sees only styles, pictures and attachments of the document")
    }))
}

fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("paths of this module are plain");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let sources = std::iter::once(&self.main).chain(self.styles.iter().map(|(_, source)| source));
        sources.into_iter().find(|s| s.id() == id).cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.iter().find(|(file, _)| *file == id).map(|(_, bytes)| bytes.clone()).ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// How many digits page numbers will have, going by the size of the source: five kilobytes and more make a page. A wrong
/// guess costs time or a little space, and nothing else.
fn likely_digits(source: &str) -> usize {
    (source.len() / 5000).to_string().len().max(2)
}

/// Typst's library with our functions, and without those that run code from data.
fn library(links: Links) -> LazyHash<Library> {
    let mut library = Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build();
    let scope = library.global.scope_mut();
    native::define(scope, links);
    for name in ["plugin", "eval"] {
        scope.define(name, Value::None);
    }
    library.std = Binding::detached(library.global.clone());
    LazyHash::new(library)
}
