//! The arguments of the commands that show what a dossier says: its answers, its coverage, its figures.

use std::path::PathBuf;

use clap::ValueEnum;

use super::{PackOptions, ReportFormat};

/// `gnlc copy`
#[derive(Debug, clap::Args)]
pub struct Copy {
    /// The question or another field of the form, by its name
    #[arg(required_unless_present = "all")]
    pub question: Option<String>,
    /// The dossier's folder [default: this one]
    pub dir: Option<PathBuf>,
    /// Every field, as a sheet to transfer the form from
    #[arg(long)]
    pub all: bool,
    /// The language [default: the dossier's first]
    #[arg(long, value_name = "LANGUAGE")]
    pub lang: Option<String>,
    /// How to print the sheet
    #[arg(long, value_enum, default_value_t = ReportFormat::Text, requires = "all")]
    pub format: ReportFormat,
}

/// `gnlc coverage`
#[derive(Debug, clap::Args)]
pub struct Coverage {
    /// The dossier's folder
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// Only this set of criteria, whether the dossier names it or not; may be given several times
    #[arg(long = "lens", value_name = "NAME", conflicts_with = "all")]
    pub lenses: Vec<String>,
    /// Every set of criteria that is known
    #[arg(long)]
    pub all: bool,
    /// The language of names [default: the dossier's first]
    #[arg(long, value_name = "LANGUAGE")]
    pub lang: Option<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub format: TableFormat,
    /// Packs beyond those built in and the dossier's own
    #[command(flatten)]
    pub packs: PackOptions,
}

/// `gnlc figures`
#[derive(Debug, clap::Args)]
pub struct Figures {
    /// The dossier's folder
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// How to print them
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub format: TableFormat,
    /// The language of names, units and numbers [default: the dossier's first]
    #[arg(long, value_name = "LANGUAGE")]
    pub lang: Option<String>,
    /// Only what does not go together
    #[arg(long)]
    pub check: bool,
}

/// How a table is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// For reading
    Table,
    /// For programs
    Json,
    /// For spreadsheets
    Csv,
}
