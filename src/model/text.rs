//! Texts in one or several languages.

use super::language::{self, Lang};
use crate::diagnostic::{Code, Diagnostic};
use crate::digest::sha256;
use crate::source::Span;
use crate::yaml::read::{Cx, Fields, Placed, Read, warn_of_comment};
pub use crate::yaml::scalar::{printable, squeeze, visible};
use crate::yaml::{Kind, Node, Scalar};

/// Longest text of one field, in characters: a page holds some three thousand.
pub const MAX_TEXT: usize = 20_000;

/// A text as the city wrote it: in the dossier's first language, or by language.
#[derive(Clone, Debug)]
pub struct Text {
    /// Where it stands.
    pub at: Span,
    /// At least one.
    pub versions: Vec<Version>,
}

/// A text in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The language; `None` means the dossier's first.
    pub lang: Option<Lang>,
    /// The text, without white space at its ends.
    pub text: String,
    /// Digest of the original this was translated from, when it is a translation.
    pub of: Option<Placed<String>>,
    /// Where the text stands.
    pub at: Span,
}

impl Version {
    /// What a translation notes as `of:`, so that a later change of the original is seen: 8 hex digits. Line ends do not
    /// count.
    #[must_use]
    pub fn digest(&self) -> String {
        sha256(format!("gnlc/1/text\0{}", squeeze(&self.text)).as_bytes())[..8].to_owned()
    }
}

/// Two texts are one when they say the same in the same languages, wherever they are written.
impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        let said = |t: &Self| t.versions.iter().map(|v| (v.lang.clone(), squeeze(&v.text))).collect::<Vec<_>>();
        said(self) == said(other)
    }
}

impl Eq for Text {}

impl Text {
    /// The version in a language, when there is one. The dossier's first language is `original`.
    #[must_use]
    pub fn in_language(&self, lang: &Lang, original: &Lang) -> Option<&Version> {
        self.versions.iter().find(|v| v.lang.as_ref().unwrap_or(original) == lang)
    }

    /// Stands for a text that could not be read.
    #[must_use]
    pub fn stand_in(at: Span) -> Self {
        Self { at, versions: vec![Version { lang: None, text: "…".into(), of: None, at }] }
    }

    /// The version for a language: that one, else the original, else any. The dossier's first language is `original`.
    #[must_use]
    pub fn version(&self, lang: &Lang, original: &Lang) -> &Version {
        self.in_language(lang, original).or_else(|| self.in_language(original, original)).unwrap_or(&self.versions[0])
    }

    /// The version for a language in one line.
    #[must_use]
    pub fn line(&self, lang: &Lang, original: &Lang) -> String {
        squeeze(&self.version(lang, original).text)
    }

    /// Reads the versions among the keys of a group that nobody else asked for.
    pub fn among(fields: &Fields<'_>, cx: &mut Cx<'_>) -> Vec<Version> {
        let mut versions = Vec::new();
        for (key, value) in fields.others() {
            let Some(lang) = key.scalar().and_then(|s| Lang::parse(&s.text)) else { continue };
            versions.extend(Version::read(Some(lang), value, cx));
        }
        versions
    }
}

impl Read for Text {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let versions = match &node.kind {
            Kind::Scalar(scalar) => plain(None, scalar, node.span, cx).into_iter().collect(),
            Kind::Map(entries) => {
                let mut versions = Vec::new();
                for (key, value) in entries {
                    let word = key.scalar().map(|s| s.text.as_str()).unwrap_or_default();
                    let Some(lang) = Lang::parse(word) else {
                        cx.push(language::bad(key, word).hint(
                            "a text is written once, or once for each language: `{en: …, vi: …}`; a text with a colon needs quotes or a block behind `|`",
                        ));
                        continue;
                    };
                    versions.extend(Version::read(Some(lang), value, cx));
                }
                versions
            }
            _ => {
                cx.wrong_type(node, "a text");
                return None;
            }
        };
        (!versions.is_empty()).then_some(Self { at: node.span, versions })
    }
}

impl Version {
    fn read(lang: Option<Lang>, node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match &node.kind {
            Kind::Scalar(scalar) => plain(lang, scalar, node.span, cx),
            Kind::Map(_) => {
                let mut fields = Fields::open(node, "a translated text", cx)?;
                let of = fields.optional("of", cx);
                let text = fields.entry("text").map(|(_, v)| v);
                let version = match text {
                    Some(v) => v.scalar().and_then(|s| plain(lang, s, v.span, cx)),
                    None => fields.required::<String>("text", cx).and(None),
                };
                fields.finish(cx);
                version.map(|v| Self { of, ..v })
            }
            _ => {
                cx.wrong_type(node, "a text");
                None
            }
        }
    }
}

fn plain(lang: Option<Lang>, scalar: &Scalar, at: Span, cx: &mut Cx<'_>) -> Option<Version> {
    warn_of_comment(scalar, cx);
    let text = scalar.text.trim().replace("\r\n", "\n");
    if text.is_empty() {
        cx.push(Diagnostic::new(Code::EmptyValue, at, "this text is empty").hint("write it, or delete the line"));
        return None;
    }
    let length = text.chars().count();
    if length > MAX_TEXT {
        cx.push(
            Diagnostic::new(
                Code::TextTooLong,
                Span::new(at.file, at.start..at.start),
                format!("this text has {length} characters, more than {MAX_TEXT}"),
            )
            .hint("move the details into an attachment and say here what they show"),
        );
        return None;
    }
    Some(Version { lang, text, of: None, at })
}
