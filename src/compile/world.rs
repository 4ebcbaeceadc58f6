//! What the typesetter can see: one source, the theme, the attached files, the fonts built in. Nothing else: no disk, no
//! network, no clock.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Binding, Bytes, Datetime, Duration, Value};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt};
use typst_kit::fonts::FontStore;

use super::native;
use crate::assets;

/// A file to be embedded in the PDF.
#[derive(Clone, Debug)]
pub struct Embedded {
    /// Its name in the PDF: short, ASCII, made from an id.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The theme, imported by the generated source.
const THEME: &str = "templates/theme.typ";

/// The world of one document.
#[derive(Debug)]
pub struct World {
    library: &'static LazyHash<Library>,
    main: Source,
    theme: Source,
    files: Vec<(FileId, Bytes)>,
}

impl World {
    /// A world with a source and files to embed.
    #[must_use]
    pub fn new(source: &str, embedded: Vec<Embedded>) -> Self {
        let theme = assets::text(THEME).unwrap_or_default();
        Self {
            library: &LIBRARY,
            main: Source::new(file_id("/dossier.typ"), source.to_owned()),
            theme: Source::new(file_id("/theme.typ"), theme.to_owned()),
            files: embedded.into_iter().map(|e| (file_id(&format!("/{}", e.name)), Bytes::new(e.bytes))).collect(),
        }
    }

    /// The same source set without its links and page numbers, to measure what they cost.
    #[doc(hidden)]
    #[must_use]
    pub fn unlinked(source: &str) -> Self {
        Self { library: &UNLINKED, ..Self::new(source, Vec::new()) }
    }

    /// The generated source.
    #[must_use]
    pub fn main_source(&self) -> &Source {
        &self.main
    }

    /// The theme's source.
    #[must_use]
    pub fn theme_source(&self) -> &Source {
        &self.theme
    }
}

fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("paths of this module are plain");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        FONTS.book()
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [&self.main, &self.theme].into_iter().find(|s| s.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.iter().find(|(file, _)| *file == id).map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Typst's library with our three functions, and without those that run code from data.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| library(true));

/// The same, with links that are only their words.
static UNLINKED: LazyLock<LazyHash<Library>> = LazyLock::new(|| library(false));

fn library(linked: bool) -> LazyHash<Library> {
    let mut library = Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build();
    let scope = library.global.scope_mut();
    native::define(scope, linked);
    for name in ["plugin", "eval"] {
        scope.define(name, Value::None);
    }
    library.std = Binding::detached(library.global.clone());
    LazyHash::new(library)
}

/// The fonts built in.
pub(crate) static FONTS: LazyLock<FontStore> = LazyLock::new(|| {
    let mut store = FontStore::new();
    store.extend(
        assets::FONTS
            .iter()
            .flat_map(|asset| Font::iter(Bytes::new(asset.bytes)))
            .map(|font| (font.clone(), font.info().clone())),
    );
    store
});
