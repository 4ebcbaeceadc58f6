//! The shipped example in print: in English and in Vietnamese, each made once for all tests.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use gnlc::check::Dossier;
use gnlc::command::Session;
use gnlc::diagnostic::Diagnostics;
use gnlc::load::Options;
use gnlc::locale::Locale;
use gnlc::model::Lang;
use gnlc::source::Sources;

use super::pdf::{Link, PageText, Printed, whole_body};
use super::tool::{Folder, project, run};

/// The folder of the example.
pub const HANOI: &str = "data/examples/hanoi";

/// One printed document.
pub struct Edition {
    /// Its language.
    pub lang: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
    /// What its pages say.
    pub pages: Vec<PageText>,
    /// Its links.
    pub links: Vec<Link>,
    /// The printed words of its language.
    pub words: BTreeMap<String, String>,
}

impl Edition {
    fn print(lang: &'static str) -> Self {
        let (folder, source) = (Folder::empty(), project(HANOI));
        let target = folder.file("hanoi.pdf");
        run(&["build".as_ref(), source.as_os_str(), "-o".as_ref(), target.as_os_str(), "--lang".as_ref(), lang.as_ref()])
            .exits(0);
        let bytes = std::fs::read(&target).expect("the example is printed");
        let printed = Printed::read(bytes.clone());
        let language = Lang::parse(lang).expect("a language");
        let locale = Locale::builtin(&language, &mut Sources::default(), &mut Diagnostics::default());
        let words = locale.expect("words of the language").words();
        Self { lang, pages: printed.texts(), links: printed.links(), bytes, words }
    }

    /// Its language, as the program has it.
    pub fn language(&self) -> Lang {
        Lang::parse(self.lang).expect("a language")
    }

    /// The document, to be asked for its structure.
    pub fn document(&self) -> Printed {
        Printed::read(self.bytes.clone())
    }

    /// The body of a page, from 1.
    pub fn page(&self, number: usize) -> &str {
        &self.pages[number - 1].body
    }

    /// The body of all pages, one after the other.
    pub fn text(&self) -> String {
        whole_body(&self.pages)
    }

    /// A printed word.
    #[track_caller]
    pub fn word(&self, key: &str) -> &str {
        self.words.get(key).unwrap_or_else(|| panic!("no word `{key}` in `{}`", self.lang))
    }

    /// What a link to an item is called.
    pub fn go_to(&self, id: &str) -> String {
        self.word("alt_item").replace("{id}", id)
    }
}

/// The English document.
pub fn english() -> &'static Edition {
    static DONE: OnceLock<Edition> = OnceLock::new();
    DONE.get_or_init(|| Edition::print("en"))
}

/// The Vietnamese document.
pub fn vietnamese() -> &'static Edition {
    static DONE: OnceLock<Edition> = OnceLock::new();
    DONE.get_or_init(|| Edition::print("vi"))
}

/// Both documents, made side by side.
pub fn both() -> [&'static Edition; 2] {
    std::thread::scope(|scope| {
        let other = scope.spawn(vietnamese);
        [english(), other.join().expect("the Vietnamese document is printed")]
    })
}

/// What the folder of the example says, read and checked.
pub fn dossier() -> Dossier {
    let mut session = Session::default();
    let read = session.dossier(&project(HANOI), &Options::default(), None);
    read.expect("the example is sound").0
}
