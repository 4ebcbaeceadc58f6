//! The arguments of `gnlc pack`.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use super::{ListFormat, MessageFormat};

/// Packs beyond those built in and those in the folder `packs` of the dossier.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct PackOptions {
    /// A form, set of criteria or crosswalk of your own, as if it lay in the folder `packs`; may be given several times
    #[arg(long = "pack", value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

/// `gnlc pack`
#[derive(Debug, clap::Args)]
pub struct Pack {
    /// What to do
    #[command(subcommand)]
    pub action: PackAction,
}

/// What `gnlc pack` does.
#[derive(Debug, Subcommand)]
pub enum PackAction {
    /// List the packs that are built in, and those of a dossier
    #[command(after_help = "Examples:
  gnlc pack list my-city
  gnlc pack list --format json           for programs")]
    List(PackList),
    /// Show a whole pack: what it says, how far it can be trusted, where it is from
    #[command(after_help = "Examples:
  gnlc pack show gnlc-membership-2015
  gnlc pack show my-form.yaml            a file, wherever it lies
  gnlc pack show province-form my-city   one of the dossier's own
  gnlc pack show key-features --format json")]
    Show(PackShow),
    /// Say everything that is wrong with a pack, and where
    #[command(after_help = "Examples:
  gnlc pack check my-city/packs/award.yaml
  gnlc pack check criteria.yaml crosswalk.yaml     a crosswalk, with the set it names

Exit status: 0 no errors; 1 errors; 2 a file could not be read.")]
    Check(PackCheck),
    /// Write a pack to begin with, every key of it explained
    #[command(after_help = "Examples:
  gnlc pack new my-city/packs/award.yaml --kind form
  gnlc pack new criteria.yaml --kind framework --id province-criteria --title \"Criteria of the Province\"

It is valid as it stands. Nothing is ever written over.")]
    New(PackNew),
}

/// `gnlc pack list`
#[derive(Debug, clap::Args)]
pub struct PackList {
    /// The dossier's folder, for packs of its own
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// How to print the list
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}

/// `gnlc pack show`
#[derive(Debug, clap::Args)]
pub struct PackShow {
    /// The id of a pack, or its file
    pub name: String,
    /// The dossier's folder, for packs of its own
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// How to print it
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}

/// `gnlc pack check`
#[derive(Debug, clap::Args)]
pub struct PackCheck {
    /// The files of the packs
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// How to print the messages
    #[arg(long, value_enum, default_value_t = MessageFormat::Human)]
    pub format: MessageFormat,
}

/// `gnlc pack new`
#[derive(Debug, clap::Args)]
pub struct PackNew {
    /// The file to write; its name ends in .yaml
    pub file: PathBuf,
    /// What it holds
    #[arg(long, value_enum)]
    pub kind: PackSort,
    /// Its id [default: made from the name of the file]
    #[arg(long)]
    pub id: Option<String>,
    /// Its title
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
}

/// What a new pack holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PackSort {
    /// A set of criteria
    Framework,
    /// An application form
    Form,
    /// A table from one set of criteria to another
    Crosswalk,
}
