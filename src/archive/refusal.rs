//! Why a PDF is not read, or not believed.

use std::fmt;

use crate::diagnostic::{Code, Diagnostic, Place};

/// Why a PDF is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is something else.
    NotPdf,
    /// It is cut off or changed: what shows it.
    Damaged(&'static str),
    /// The object of this number cannot be read.
    DamagedObject(u32),
    /// The attached file of this name cannot be unpacked.
    DamagedFile(String),
    /// A password is needed.
    Encrypted,
    /// It is larger than anything of ours, or becomes so: what is.
    TooMuch(String),
    /// It holds no list of ours.
    NoManifest,
    /// Its list cannot be read: why.
    BadManifest(String),
    /// Its list has a shape of a later version, of this number, made by this version.
    NewerManifest(u64),
    /// A path of its list leads elsewhere, or is not written as paths are here: the path, and what is wrong.
    BadName(String, &'static str),
    /// Two of its files would become one.
    Twice(String),
}

impl Refusal {
    /// The same about the object in which it was found.
    #[must_use]
    pub fn of_object(self, number: u32) -> Self {
        if matches!(self, Self::Damaged(_)) { Self::DamagedObject(number) } else { self }
    }

    /// The same about the attached file in which it was found.
    #[must_use]
    pub fn of_file(self, name: &str) -> Self {
        match self {
            Self::Damaged(_) | Self::DamagedObject(_) => Self::DamagedFile(name.to_owned()),
            Self::TooMuch(what) => Self::TooMuch(format!("holds `{name}`, which {what}")),
            other => other,
        }
    }

    const fn code(&self) -> Code {
        match self {
            Self::NotPdf => Code::NotAPdf,
            Self::Damaged(_) | Self::DamagedObject(_) | Self::DamagedFile(_) => Code::DamagedPdf,
            Self::Encrypted => Code::EncryptedPdf,
            Self::TooMuch(_) => Code::PdfTooMuch,
            Self::NoManifest => Code::NoManifest,
            Self::BadManifest(_) => Code::BadManifest,
            Self::NewerManifest(_) => Code::NewerManifest,
            Self::BadName(..) | Self::Twice(_) => Code::BadName,
        }
    }

    const fn hint(&self) -> &'static str {
        match self {
            Self::NotPdf => "give a PDF that gnlc made",
            Self::Damaged(_) | Self::DamagedObject(_) | Self::DamagedFile(_) => {
                "get the file again from whoever sent it: mail programs and full disks cut files off, and other programs change them"
            }
            Self::Encrypted => "open it in a viewer with its password and save it without one; gnlc itself never encrypts",
            Self::TooMuch(_) => "do not trust this file: nothing that gnlc makes is like that",
            Self::NoManifest => {
                "ask for the dossier as gnlc wrote it: printing or saving it with another program takes out what is attached; change reports and sheets carry nothing"
            }
            Self::BadManifest(_) => "something has changed the list of files in it; get the PDF again from whoever sent it",
            Self::NewerManifest(_) => "use the version of gnlc that made it, or a later one",
            Self::BadName(..) | Self::Twice(_) => "do not trust this file: gnlc writes no such names",
        }
    }

    /// As a message about the file.
    #[must_use]
    pub fn diagnostic(&self, shown: &str) -> Diagnostic {
        Diagnostic::new(self.code(), Place::File(shown.to_owned()), self.to_string()).hint(self.hint())
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotPdf => f.write_str("this is not a PDF"),
            Self::Damaged(what) => write!(f, "this PDF is damaged or cut off: {what}"),
            Self::DamagedObject(number) => write!(f, "this PDF is damaged: its object {number} cannot be read"),
            Self::DamagedFile(name) => write!(f, "this PDF is damaged: `{name}` in it cannot be unpacked"),
            Self::Encrypted => f.write_str("this PDF is encrypted"),
            Self::TooMuch(what) => write!(f, "this PDF {what}"),
            Self::NoManifest => f.write_str("this PDF holds no sources of gnlc, or has lost them"),
            Self::BadManifest(why) => write!(f, "the list of files in this PDF cannot be read: {why}"),
            Self::NewerManifest(format) => {
                write!(
                    f,
                    "the list of files in this PDF has the shape {format}, and this version of gnlc reads up to {}",
                    super::manifest::FORMAT
                )
            }
            Self::BadName(path, why) => write!(f, "this PDF holds a file whose path {why}: `{}`", path.escape_debug()),
            Self::Twice(path) => write!(f, "this PDF holds two files that would be one: `{}`", path.escape_debug()),
        }
    }
}
