//! Languages, by their short codes.

use std::fmt;

use crate::diagnostic::{Code, Diagnostic};
use crate::yaml::Node;
use crate::yaml::read::{Cx, Read};

/// A language code such as `en`, `vi` or `fr`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(String);

impl Lang {
    /// English.
    #[must_use]
    pub fn english() -> Self {
        Self("en".into())
    }

    /// The code as written, when it is one: two or three small letters.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (2..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase());
        fits.then(|| Self(text.to_owned()))
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Read for Lang {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let code = node.scalar().map(|s| s.text.trim().to_owned()).unwrap_or_default();
        let lang = Self::parse(&code);
        if lang.is_none() {
            cx.push(bad(node, &code));
        }
        lang
    }
}

/// The message for a word that is no language code.
pub(crate) fn bad(node: &Node, code: &str) -> Diagnostic {
    Diagnostic::new(Code::BadLanguage, node.span, format!("`{code}` is no language code"))
        .hint("a language is written with two or three small letters: en English, fr French, vi Vietnamese …")
}
