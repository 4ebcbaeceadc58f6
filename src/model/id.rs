//! Ids: what items are called in the YAML, in links and in print.

use std::fmt;

use crate::diagnostic::{Code, Diagnostic};
use crate::yaml::Node;
use crate::yaml::read::{Cx, Read};

/// Longest id, in characters.
pub const MAX_ID: usize = 48;

/// The name of an item: small letters, digits and single hyphens. Never made from a title, never renumbered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(String);

impl Id {
    /// The id as written, when it is one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let part = |p: &str| !p.is_empty() && p.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        let fits = text.len() <= MAX_ID && text.starts_with(|c: char| c.is_ascii_lowercase()) && text.split('-').all(part);
        fits.then(|| Self(text.to_owned()))
    }

    /// The id as a text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Read for Id {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let Some(scalar) = node.scalar() else {
            cx.wrong_type(node, "an id such as `plan-11`");
            return None;
        };
        let id = Self::parse(&scalar.text);
        if id.is_none() {
            let mut diagnostic = Diagnostic::new(Code::BadId, node.span, format!("`{}` cannot be an id", scalar.text.trim()))
                .hint("an id has small letters a–z, digits and single hyphens, and starts with a letter, such as `plan-11`");
            if scalar.text.contains("://") {
                cx.push(
                    Diagnostic::new(Code::BadId, node.span, "a web address stands where the id of an item is needed")
                        .hint("list the address as an item of `sources:`, and write the id of that item here"),
                );
                return None;
            }
            if scalar.text.trim().contains([' ', ';'])
                && scalar.text.split([' ', ';']).filter(|p| !p.is_empty()).all(|p| Self::parse(p).is_some())
            {
                diagnostic = diagnostic.hint("if these are several ids, put a comma between them");
            }
            let near = suggest(&scalar.text);
            if let Some(near) = near {
                diagnostic = diagnostic.hint(format!("for example `{near}`"));
            }
            cx.push(diagnostic);
        }
        id
    }
}

/// The nearest right id to a wrong one.
#[must_use]
pub fn suggest(text: &str) -> Option<Id> {
    let joined = slug(text);
    Id::parse(joined.get(..joined.len().min(MAX_ID))?.trim_end_matches('-'))
}

/// A text in small letters, digits and hyphens: a readable name for a file. Empty when it has no letter of that sort.
#[must_use]
pub fn slug(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let plain: String = text
        .to_lowercase()
        .replace('đ', "d")
        .nfd()
        .filter(char::is_ascii)
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    plain.split('-').filter(|p| !p.is_empty()).collect::<Vec<_>>().join("-")
}
