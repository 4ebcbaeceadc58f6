//! The list that lies in every PDF as `gnlc-manifest.json`: what the document was made from, with which options, and where on
//! its pages everything stands. The same inputs give the same list.

use serde::{Deserialize, Serialize};

use crate::render::kind::Kind;
use crate::render::view::Purpose;

/// The name of the list among the files of a PDF.
pub const NAME: &str = "gnlc-manifest.json";
/// The number of this shape of the list.
pub const FORMAT: u32 = 1;

/// What a PDF says of itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The number of the list's shape.
    pub format: u32,
    /// The version of gnlc that made the PDF.
    pub gnlc: String,
    /// The command, as the colophon prints it.
    pub command: String,
    /// The digest of all inputs, of which the colophon prints the beginning.
    pub input_digest: String,
    /// What the build was told.
    pub options: Options,
    /// What the document is.
    pub about: About,
    /// Every file of the folder and of the folders that were named.
    pub files: Vec<Input>,
    /// What came with the program.
    pub builtin: Vec<Builtin>,
    /// Where every item stands.
    pub anchors: Vec<Anchor>,
}

/// What the build was told, as far as it changes the document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "one for each option of the command line")]
pub struct Options {
    /// The language.
    pub lang: String,
    /// What is printed of the dossier.
    #[serde(default, skip_serializing_if = "Kind::is_dossier")]
    pub kind: Kind,
    /// What it was made for.
    pub purpose: Purpose,
    /// Who answers for the errors of a final document.
    pub overruled: Option<Overruled>,
    /// Whether a folder was named with `--templates`.
    pub templates: bool,
    /// How many folders were named with `--font-path`.
    pub font_paths: usize,
    /// Whether fonts of the machine were allowed.
    pub system_fonts: bool,
    /// Whether the files were to be embedded.
    pub sources: bool,
    /// Whether private data were read.
    pub private: bool,
    /// The largest size in megabytes, when one was given.
    pub max_size: Option<u32>,
    /// Whether it was compared with another state, which is not in it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub since: bool,
}

/// A folder that an option names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// With `--templates`.
    Templates,
    /// With `--font-path`: which, from 1.
    Fonts(usize),
}

impl Options {
    /// The command that makes the document again from the folder `dir`. Where the folder of an option is not known it has `…`: the
    /// path that somebody typed is never printed.
    #[must_use]
    pub fn command(&self, dir: &str, folder: &mut dyn FnMut(Named) -> Option<String>) -> String {
        let handed_in = self.purpose == Purpose::HandedIn;
        let mut words = vec![if handed_in { "gnlc bundle" } else { "gnlc build" }.to_owned(), quoted(dir)];
        words.push(format!("--lang {}", self.lang));
        if !self.kind.is_dossier() && !handed_in {
            words.push(format!("--kind {}", self.kind.word()));
        }
        let mut told = |set: bool, option: &str| set.then(|| words.push(option.to_owned()));
        told(self.purpose.is_draft(), "--draft");
        if let (Some(who), false) = (&self.overruled, handed_in) {
            told(true, &format!("--overruled-by {} --because {}", in_quotes(&who.by), in_quotes(&who.because)));
        }
        let mut path = |named: Named| folder(named).map_or_else(|| "…".to_owned(), |path| quoted(&path));
        if self.templates {
            told(true, &format!("--templates {}", path(Named::Templates)));
        }
        for number in 1..=self.font_paths {
            told(true, &format!("--font-path {}", path(Named::Fonts(number))));
        }
        told(self.system_fonts, "--system-fonts");
        told(self.private, "--with-private");
        told(!self.sources && !handed_in, "--no-sources");
        told(self.since, "--since …");
        words.join(" ")
    }
}

/// An argument as a shell takes it, in quotes where it needs them.
fn quoted(argument: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "._-/\\:+".contains(c);
    if !argument.is_empty() && argument.chars().all(plain) { argument.to_owned() } else { in_quotes(argument) }
}

/// An argument in quotes. What stands between double quotes may still be obeyed by a shell when it holds certain signs.
fn in_quotes(argument: &str) -> String {
    if argument.contains(['"', '$', '`', '\\', '!', '%']) {
        format!("'{}'", argument.replace('\'', "'\\''"))
    } else {
        format!("\"{argument}\"")
    }
}

/// A person answers for errors in a final document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overruled {
    /// Who.
    pub by: String,
    /// Why.
    pub because: String,
}

/// What the document is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// The city, in its own language.
    pub city: String,
    /// The title.
    pub title: String,
    /// What it is: an application, an illustration, imaginary.
    pub nature: String,
    /// The year of the call.
    pub call: Option<u32>,
    /// The number of the draft.
    pub draft: Option<u32>,
    /// The languages of the dossier, the first is the original.
    pub languages: Vec<String>,
    /// The date on the cover.
    pub date: String,
    /// What is known up to this day.
    pub as_of: String,
    /// The form, then the sets of criteria.
    pub packs: Vec<Pack>,
    /// How many areas have which mark, for each set of criteria.
    pub coverage: Vec<Lens>,
    /// The digest of all that the dossier says, whatever its files and options.
    pub content: String,
    /// Who stands behind what, and whether that holds.
    pub signoffs: Vec<Signoff>,
    /// Pages; nothing for a folder.
    pub pages: Option<usize>,
}

/// A form or set of criteria.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// Its id.
    pub id: String,
    /// Form or framework.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Its edition.
    pub edition: String,
    /// How far it can be trusted.
    pub status: String,
    /// SHA-256 of its file.
    pub sha256: String,
}

/// Who stands behind a part of the dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signoff {
    /// The role of who signed.
    pub role: String,
    /// What is signed for, as `gnlc sign` takes it.
    pub covers: String,
    /// The day.
    pub signed: String,
    /// `held`, `lapsed`, `gone` or `damaged`.
    pub standing: String,
}

/// The marks of one set of criteria.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lens {
    /// The set of criteria.
    pub framework: String,
    /// Mark and number of areas, the highest mark first.
    pub areas: Vec<(String, usize)>,
}

/// A file the document was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Its path inside the folder; `--templates/…` and `--font-path-1/…` for files of folders that were named.
    pub path: String,
    /// SHA-256, 64 hex digits; of a picture without what the camera wrote into it.
    pub sha256: String,
    /// Bytes.
    pub size: usize,
    /// The name under which it lies in the PDF.
    pub attached: Option<String>,
    /// Why it does not.
    pub missing: Option<Missing>,
}

/// Why a file does not lie in the PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// It was asked for (`--no-sources`), or private data were read.
    NotWanted,
    /// A picture that would have made the file too large.
    TooLarge,
    /// A path that not every system can write.
    Name,
    /// A font of the machine.
    SystemFont,
    /// A file that a draft could not use, and only says so.
    Unusable,
}

impl Missing {
    /// In words, for people.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotWanted => "left out on purpose",
            Self::TooLarge => "left out because of the size",
            Self::Name => "its path cannot be written on every system",
            Self::SystemFont => "a font of the machine",
            Self::Unusable => "could not be used, which the draft says",
        }
    }
}

/// A file that came with the program: the same version has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Builtin {
    /// Its path in the program.
    pub path: String,
    /// SHA-256, 64 hex digits.
    pub sha256: String,
}

/// Where an item stands. What the rectangle is: [`crate::compile::anchors::Anchor`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    /// The item's name.
    pub id: String,
    /// From 1.
    pub page: usize,
    /// Left, top, width and height, in points from the upper left corner.
    pub rect: [f64; 4],
}

impl Manifest {
    /// As it is written into the PDF: one line an entry, so that two of them can be compared line by line.
    ///
    /// # Panics
    /// Never: everything in it can be written as JSON.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        let value = serde_json::to_value(self).expect("plain values are JSON");
        let mut out = String::new();
        write(&value, 0, &mut out);
        out.push('\n');
        out.into_bytes()
    }

    /// The files that do not lie in the PDF.
    pub fn missing(&self) -> impl Iterator<Item = &Input> {
        self.files.iter().filter(|file| file.attached.is_none())
    }
}

/// Writes lists and objects of the upper two levels over several lines, all others in one.
fn write(value: &serde_json::Value, depth: usize, out: &mut String) {
    use serde_json::Value;
    let indent = "  ".repeat(depth + 1);
    match value {
        Value::Object(map) if depth < 1 => {
            out.push('{');
            for (n, (key, value)) in map.iter().enumerate() {
                *out += if n == 0 { "\n" } else { ",\n" };
                *out += &[&indent, Value::from(key.as_str()).to_string().as_str(), ": "].concat();
                write(value, depth + 1, out);
            }
            out.push_str("\n}");
        }
        Value::Array(list) if depth == 1 && !list.is_empty() => {
            out.push('[');
            for (n, value) in list.iter().enumerate() {
                *out += if n == 0 { "\n" } else { ",\n" };
                *out += &[indent.as_str(), value.to_string().as_str()].concat();
            }
            out.push_str("\n  ]");
        }
        other => *out += &other.to_string(),
    }
}
