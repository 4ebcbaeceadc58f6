//! The arguments of commands that look at what was made, compare it, sign it and hand it on.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use super::{ListFormat, TableFormat};

/// `gnlc extract`
#[derive(Debug, clap::Args)]
pub struct Extract {
    /// A PDF that gnlc made
    pub file: PathBuf,
    /// The folder to make
    pub dir: PathBuf,
}

/// `gnlc verify`
#[derive(Debug, clap::Args)]
pub struct Verify {
    /// A PDF that gnlc made
    pub file: PathBuf,
    /// Say also what a folder, or another PDF, says otherwise, and on which pages of this one it stands
    #[arg(long, value_name = "DIR|PDF")]
    pub against: Option<PathBuf>,
    /// Seconds after which the work is stopped
    #[arg(long, value_name = "SECONDS", default_value_t = 300, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub timeout: u64,
}

/// `gnlc info`
#[derive(Debug, clap::Args)]
pub struct Info {
    /// The dossier's folder, or a PDF that gnlc made of one
    #[arg(default_value = ".")]
    pub what: PathBuf,
    /// How to print it
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}

/// `gnlc bundle`
#[derive(Debug, clap::Args)]
pub struct Bundle {
    /// The dossier's folder
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// The folder to make, or the file when it ends in .zip
    #[arg(short, long, value_name = "FOLDER|ZIP")]
    pub output: PathBuf,
    /// The language of a document; may be given several times [default: all of the dossier]
    #[arg(long, value_name = "LANGUAGE")]
    pub lang: Vec<String>,
    /// The largest size of all together [default: what the form says, else 20]
    #[arg(long, value_name = "MB", value_parser = clap::value_parser!(u32).range(1..=2_000))]
    pub max_size: Option<u32>,
    /// Make the copy for the archive too, with everything: a folder, or a file that ends in .zip
    #[arg(long, value_name = "FOLDER|ZIP")]
    pub archive: Option<PathBuf>,
    /// Build in spite of errors, for which this person answers; only the copy for the archive prints it
    #[arg(long, value_name = "NAME", requires = "because")]
    pub overruled_by: Option<String>,
    /// Why the errors may stand
    #[arg(long, value_name = "REASON", requires = "overruled_by")]
    pub because: Option<String>,
    /// Seconds after which the work is stopped
    #[arg(long, value_name = "SECONDS", default_value_t = 600, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub timeout: u64,
}

/// `gnlc diff`
#[derive(Debug, clap::Args)]
pub struct Diff {
    /// The old state: a folder, or a PDF that gnlc made of one; with --frozen the dossier's folder
    /// [default: the state that `gnlc freeze` kept last]
    pub old: Option<PathBuf>,
    /// The new state: a folder, or a PDF that gnlc made of one
    #[arg(default_value = ".", conflicts_with = "frozen")]
    pub new: PathBuf,
    /// Compare with a state that `gnlc freeze` kept: the newest, or the one of this name
    #[arg(long, value_name = "NAME", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    pub frozen: Option<String>,
    /// A reviewer's remarks, a .csv or .yaml file: they stand first, each with what was done about it
    #[arg(long, value_name = "FILE")]
    pub against: Option<PathBuf>,
    /// Print the report: the PDF to write; `-` for standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The language of the report [default: the first of the new state]
    #[arg(long, value_name = "LANGUAGE")]
    pub lang: Option<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = ReportFormat::Text, conflicts_with = "output")]
    pub format: ReportFormat,
    /// Seconds after which the printing is stopped
    #[arg(long, value_name = "SECONDS", default_value_t = 300, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub timeout: u64,
}

/// `gnlc remarks`
#[derive(Debug, clap::Args)]
pub struct Remarks {
    /// What to do, when not to list them
    #[command(subcommand)]
    pub action: Option<RemarksAction>,
    /// The dossier's folder
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// How to print the list
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub format: TableFormat,
}

/// What to do with remarks, when not to list them.
#[derive(Debug, Subcommand)]
pub enum RemarksAction {
    /// Take in a reviewer's remarks from a spreadsheet
    Import(RemarksImport),
}

/// `gnlc remarks import`
#[derive(Debug, clap::Args)]
pub struct RemarksImport {
    /// The spreadsheet, saved as CSV
    pub file: PathBuf,
    /// The dossier's folder
    #[arg(default_value = ".")]
    pub dir: PathBuf,
}

/// How a report is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For reading
    Text,
    /// For programs
    Json,
}

/// `gnlc sign`
#[derive(Debug, clap::Args)]
pub struct Sign {
    /// The role of who signs: "Director of the Department of Education"
    pub role: String,
    /// What is signed for: `answer QUESTION`, `area CODE`, `owner OFFICE` or `whole`
    pub what: String,
    /// The dossier's folder
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// The body the role belongs to
    #[arg(long, value_name = "BODY")]
    pub body: Option<String>,
    /// The name of who signs; may stay for the signed page alone
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// The number of the letter by which the office confirms in writing
    #[arg(long, value_name = "NUMBER")]
    pub letter: Option<String>,
    /// The date of that letter
    #[arg(long, value_name = "DATE", requires = "letter")]
    pub letter_date: Option<String>,
    /// The day of signing [default: today]
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,
}

/// `gnlc sheet`
#[derive(Debug, clap::Args)]
pub struct Sheet {
    /// What is vouched for: `answer QUESTION`, `area CODE`, `owner OFFICE` or `whole`
    pub what: String,
    /// The dossier's folder
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// The file to write [default: sheet-WHAT-LANGUAGE.pdf in the folder]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The language of the sheet [default: the dossier's first]
    #[arg(long, value_name = "LANGUAGE")]
    pub lang: Option<String>,
}

/// `gnlc status`
#[derive(Debug, clap::Args)]
pub struct Status {
    /// The dossier's folder
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// How to print it
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
    /// The day to count from [default: today]
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,
}

/// `gnlc freeze`
#[derive(Debug, clap::Args)]
pub struct Freeze {
    /// The name: small letters, digits, hyphens
    pub name: String,
    /// The dossier's folder
    #[arg(default_value = ".")]
    pub dir: PathBuf,
}
