//! What is printed of a dossier.

use serde::{Deserialize, Serialize};

/// A kind of document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Everything: the form's answers, coverage, evidence, figures and sources.
    #[default]
    Dossier,
    /// The application as it is handed in: the form, field by field.
    Form,
}

impl Kind {
    /// Every kind, in the order in which they are made.
    pub const ALL: &'static [Self] = &[Self::Dossier, Self::Form];

    /// The word for it, on the command line and in names of files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Dossier => "dossier",
            Self::Form => "form",
        }
    }

    /// Whether it is the dossier, of which nothing needs to be said.
    #[must_use]
    pub fn is_dossier(&self) -> bool {
        *self == Self::Dossier
    }
}
