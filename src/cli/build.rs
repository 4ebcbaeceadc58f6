//! The arguments of `gnlc build`.

use std::path::PathBuf;

use clap::ValueEnum;

use super::{FontOptions, PackOptions};

/// `gnlc build`
#[derive(Debug, clap::Args)]
#[allow(clippy::struct_excessive_bools, reason = "one for each option of the command line")]
pub struct Build {
    /// The dossier's folder, or a PDF that gnlc made of one
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// The file to write [default: KIND-LANGUAGE.pdf in the folder]; `-` for standard output; with --all a folder
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// What to print [default: dossier]
    #[arg(long, value_enum)]
    pub kind: Option<Kind>,
    /// Print every kind in every language of the dossier, or nothing when one of them fails
    #[arg(long, conflicts_with_all = ["kind", "lang"])]
    pub all: bool,
    /// The language of the document [default: the dossier's first]
    #[arg(long, value_name = "LANGUAGE")]
    pub lang: Option<String>,
    /// Build in spite of errors, and print each problem at its place
    #[arg(long)]
    pub draft: bool,
    /// Build a final document in spite of errors, for which this person answers; name, reason and errors are printed
    #[arg(long, value_name = "NAME", requires = "because", conflicts_with = "draft")]
    pub overruled_by: Option<String>,
    /// Why the errors may stand
    #[arg(long, value_name = "REASON", requires = "overruled_by")]
    pub because: Option<String>,
    /// A folder of templates that come before those of the dossier
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
    /// Packs beyond those built in and the dossier's own
    #[command(flatten)]
    pub packs: PackOptions,
    /// Fonts beyond those built in and the dossier's own
    #[command(flatten)]
    pub fonts: FontOptions,
    /// Leave the sources out of the PDF; it cannot be rebuilt from itself then
    #[arg(long)]
    pub no_sources: bool,
    /// Read `private.yaml` too; the document is marked "not for publication" and carries no sources
    #[arg(long)]
    pub with_private: bool,
    /// The largest size of the PDF [default: what the form says, else 20]
    #[arg(long, value_name = "MB", value_parser = clap::value_parser!(u32).range(1..=2_000))]
    pub max_size: Option<u32>,
    /// Mark in the margins what changed since another state: a folder, or a PDF that gnlc made of one
    #[arg(long, value_name = "OLD")]
    pub since: Option<PathBuf>,
    /// What to write
    #[arg(long, value_enum, default_value_t = Emit::Pdf)]
    pub emit: Emit,
    /// Seconds after which the build is stopped
    #[arg(long, value_name = "SECONDS", default_value_t = 300, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub timeout: u64,
}

/// What is printed of a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Everything: answers, coverage, evidence, figures, sources
    Dossier,
    /// The application as it is handed in: the form, field by field
    Form,
}

/// What `gnlc build` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Emit {
    /// The document
    Pdf,
    /// The Typst source it is set from
    Typ,
}
