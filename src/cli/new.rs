//! The arguments of `gnlc new`.

use std::path::PathBuf;

use clap::ValueEnum;

/// `gnlc new`
#[derive(Debug, clap::Args)]
pub struct New {
    /// What to add
    #[arg(value_enum)]
    pub what: NewSort,
    /// The dossier's folder
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// Answer a question: the field as in the YAML, and what it says; may be given several times
    #[arg(long = "set", value_name = "FIELD=VALUE", value_parser = pair)]
    pub set: Vec<(String, String)>,
    /// Its id: the same as `--set id=…`
    #[arg(long)]
    pub id: Option<String>,
    /// Its kind: the same as `--set kind=…`
    #[arg(long, value_name = "WORD")]
    pub kind: Option<String>,
    /// Its title (an indicator's name) in the dossier's first language
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub title: Option<String>,
    /// The question of the form that is answered: the same as `--set question=…`
    #[arg(long, value_name = "ID")]
    pub question: Option<String>,
    /// The text (of an answer, else what the item says) in the dossier's first language
    #[arg(long, allow_hyphen_values = true)]
    pub text: Option<String>,
}

/// What `gnlc new` adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NewSort {
    /// What the city has, does or has decided
    Evidence,
    /// A figure over the years, with targets
    Indicator,
    /// A text for a question of the form
    Answer,
    /// What proves facts
    Source,
}

/// `title.en=A text`
fn pair(text: &str) -> Result<(String, String), String> {
    let (field, value) = text.split_once('=').ok_or("write the field, `=`, and what it says: `since=2025-01-07`")?;
    let field = field.trim();
    let fits = !field.is_empty() && field.split('.').all(|part| !part.is_empty() && !part.contains(char::is_whitespace));
    if fits {
        Ok((field.to_owned(), value.to_owned()))
    } else {
        Err(format!("`{field}` is no field: write `since`, `title.en` or `supports.1.criterion`"))
    }
}
