//! The command line. The comments here are its help.

mod build;
mod new;
mod pack;
mod review;
mod show;

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Effects, Styles};
use clap::{Parser, Subcommand, ValueEnum};

pub use build::{Build, Emit, Kind};
pub use new::{New, NewSort};
pub use pack::{Pack, PackAction, PackCheck, PackList, PackNew, PackOptions, PackShow, PackSort};
pub use review::{
    Bundle, Diff, Extract, Freeze, Info, Remarks, RemarksAction, RemarksImport, ReportFormat, Sheet, Sign, Status, Verify,
};
pub use show::{Copy, Coverage, Figures, TableFormat};

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().effects(Effects::BOLD))
    .usage(AnsiColor::Green.on_default().effects(Effects::BOLD))
    .literal(AnsiColor::Cyan.on_default().effects(Effects::BOLD));

/// From a city's folder of evidence to its application document for UNESCO's Global Network of Learning Cities.
#[derive(Debug, Parser)]
#[command(version, styles = STYLES, propagate_version = true, arg_required_else_help = true)]
#[command(after_help = "Examples:
  gnlc init my-city          write a small example to start from
  gnlc check my-city         say everything that is wrong, and where
  gnlc build my-city         make the PDF
  gnlc coverage my-city      show which criteria are covered, and by what
  gnlc figures my-city       show every figure
  gnlc explain decimal-comma explain a message

Exit status: 0 done; 1 the dossier has errors; 2 gnlc could not run.")]
pub struct Cli {
    /// What to do
    #[command(subcommand)]
    pub command: Command,
    /// Print errors only
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make the PDF of a dossier
    #[command(after_help = "Examples:
  gnlc build                             the dossier in this folder → dossier-en.pdf
  gnlc build my-city -o my-city.pdf
  gnlc build my-city --draft             print what is there, with every problem at its place
  gnlc build my-city --kind form         the application as it is handed in → form-en.pdf
  gnlc build my-city --all -o printed    every kind in every language, into the folder `printed`
  gnlc build dossier-en.pdf              from the sources in a PDF → dossier-en-rebuilt.pdf
  gnlc build my-city --since draft-3.pdf bars in the margin beside what changed since

The old PDF is replaced only when the new one is complete.")]
    Build(Build),
    /// Unpack the sources that lie in a PDF
    #[command(after_help = "Example:
  gnlc extract dossier-en.pdf my-city    into a folder that does not exist yet, or is empty

All files are unpacked or none, and nothing is written outside the folder.")]
    Extract(Extract),
    /// Rebuild a PDF from what lies in it, and say whether it is the same
    #[command(after_help = "Example:
  gnlc verify dossier-en.pdf

Exit status: 0 the same; 1 not the same, or its sources are changed or incomplete; 2 not a PDF of gnlc.")]
    Verify(Verify),
    /// Say what a dossier or a PDF is: city, form, draft, coverage, what is attached
    #[command(after_help = "Examples:
  gnlc info my-city
  gnlc info dossier-en.pdf --format json     for programs")]
    Info(Info),
    /// Put together what leaves the house: documents, annexes and a list of them
    #[command(after_help = "Examples:
  gnlc bundle my-city -o handed-in.zip
  gnlc bundle my-city -o handed-in --lang en --archive kept.zip

The dossier and its form are built in every language; annexes are named by number. The documents carry no sources, no notes for those
inside and no lapsed sign-offs; the copy for the archive has them, and both name the same digest of the content.")]
    Bundle(Bundle),
    /// Say everything that is wrong with a dossier, and where
    #[command(after_help = "Examples:
  gnlc check my-city
  gnlc check my-city --format short      one line a message, for editors
  gnlc check my-city --format json       for programs")]
    Check(Check),
    /// Print the plain text of an answer, to be pasted into a form on the web
    #[command(
        override_usage = "gnlc copy [OPTIONS] QUESTION [DIR]\n       gnlc copy [OPTIONS] --all [DIR]",
        after_help = "Examples:
  gnlc copy motivation my-city                 the text alone; how long it is stands beside it, on standard error
  gnlc copy motivation my-city --lang vi | clip
  gnlc copy --all my-city > transfer.txt       every field of the form in its order, with its text and its length
  gnlc copy --all my-city --format json        for programs

Figures are filled in, links are their words, items of lists begin with a dash; nothing else of the marks is left. Private
fields are only named."
    )]
    Copy(Copy),
    /// Show which criteria are covered, and by what
    #[command(after_help = "Examples:
  gnlc coverage my-city
  gnlc coverage my-city --format csv > coverage.csv")]
    Coverage(Coverage),
    /// Show every figure, or what does not go together among them
    #[command(after_help = "Examples:
  gnlc figures my-city
  gnlc figures my-city --lang vi --format csv > figures.csv
  gnlc figures my-city --check           the conflicts alone: two values for one year, missed targets, …")]
    Figures(Figures),
    /// Show what changed between two states of a dossier, by fact
    #[command(after_help = "Examples:
  gnlc diff sent-in-march my-city        two folders
  gnlc diff dossier-en.pdf my-city       what changed since that PDF was made
  gnlc diff my-city my-city-2 --lang vi
  gnlc diff my-city my-city-2 --format json
  gnlc diff dossier-en.pdf my-city -o changes.pdf
  gnlc diff dossier-en.pdf my-city --against remarks.csv
  gnlc diff --frozen my-city             what differs from the state that was kept last (`gnlc freeze`)
  gnlc diff --frozen=sent-2025-03 my-city

Files may be split, ordered, wrapped and named anew: only what they say is compared.

Exit status: 0 nothing changed; 1 something did; 2 gnlc could not run.")]
    Diff(Diff),
    /// List the remarks of reviewers, or take in new ones
    #[command(
        args_conflicts_with_subcommands = true,
        after_help = "Examples:
  gnlc remarks my-city                         which are open, done, declined
  gnlc remarks import ministry.csv my-city     into my-city/remarks/ministry.yaml
  gnlc diff dossier-en.pdf my-city --against my-city/remarks/ministry.yaml

A spreadsheet is saved as CSV (UTF-8); its first line names the columns number, item, page, remark, reply, who, date, state.
Remarks are never printed in the dossier, embedded or signed."
    )]
    Remarks(Remarks),
    /// Write who stands behind a part of the dossier, as it is now
    #[command(after_help = "Examples:
  gnlc sign \"Director of Education\" \"area 2.2\" my-city
  gnlc sign \"Vice-Chair\" whole my-city --name \"Vũ Thu Hà\" --letter 11/UBND --letter-date 2025-01-07
  gnlc sign \"Head of Statistics\" \"owner Statistics Office\" my-city

WHAT is `answer QUESTION`, `area CODE`, `owner OFFICE` (everything that office is responsible for) or `whole`.
Each sign-off is a file of its own in `signoffs`. It covers the texts in all languages, the figures, the evidence and
everything these print; when any of it changes, it lapses, and `gnlc status` says by what. To withdraw it, delete the file.

The day is that of the clock, because a signature has one; SOURCE_DATE_EPOCH or --date sets another.")]
    Sign(Sign),
    /// Print what one office vouches for, to be signed and stamped
    #[command(after_help = "Examples:
  gnlc sheet \"area 2.2\" my-city
  gnlc sheet \"owner Statistics Office\" my-city -o statistics.pdf --lang vi

The sheet holds the items with their texts, figures and sources, and the digest that `gnlc sign` writes down.")]
    Sheet(Sheet),
    /// Show on one screen how far the dossier is
    #[command(after_help = "Examples:
  gnlc status my-city
  gnlc status my-city --format json      for programs

It counts the days to `deadline:` of the dossier from today; SOURCE_DATE_EPOCH or --date sets another day.")]
    Status(Status),
    /// Keep the state of a dossier under a name
    #[command(after_help = "Examples:
  gnlc freeze sent-2025-03 my-city       a copy of every file that counts, in my-city/frozen/sent-2025-03
  gnlc diff --frozen=sent-2025-03 my-city

Nothing in `frozen` is read as a part of the dossier, and nothing is ever written over.")]
    Freeze(Freeze),
    /// Note behind every translation which original it follows
    #[command(after_help = "Examples:
  gnlc stamp my-city                     every translation that has no note yet
  gnlc stamp my-city --lang vi           those into Vietnamese
  gnlc stamp my-city --old               also those that were older than their originals and have been mended

A note is a digest of the original (`of: 1a2b3c4d`). When the original changes, `gnlc check` says that the translation is
older. Read the translations before you stamp them. Comments, order and everything else in the files stay as they are.")]
    Stamp(Stamp),
    /// Write a folder to start from: a small imaginary city, or all that a form asks for
    #[command(after_help = "Examples:
  gnlc init my-city && gnlc build my-city
  gnlc init my-city --form gnlc-membership-2015 --framework key-features --lang en,vi
  gnlc init my-city --form award --framework key-features --pack award.yaml
  gnlc init my-city --templates          the built-in templates, into my-city/templates; keep only what you change

With --form every question of that form is there in its order, with its limit and what is asked; where something is to be
written stands TODO, which `gnlc check` reports until it is done. Nothing is ever written over.")]
    Init(Init),
    /// Add an item of evidence, an indicator, an answer or a source: asked field by field
    #[command(after_help = "Examples:
  gnlc new evidence my-city
  gnlc new source my-city --id yearbook --kind official --title \"Yearbook 2025\" \\
    --set publisher=\"City of Brookfield\" --set date=2026-01
  gnlc new answer my-city --question motivation --text \"We want to learn.\"
  gnlc new indicator my-city --set values.1.year=2025 --set values.1.value=62

Each answer is checked at once, with the messages of `gnlc check`. Enter passes over what may be left out, < goes back,
Ctrl-D stops and writes nothing. What `--set` says is not asked; when everything required is said, nothing is asked at all.
A field is named as in the YAML: `since`, `title.en`, `supports.1.criterion`.")]
    New(New),
    /// Explain a message, a criterion, a kind of evidence or an item of a dossier
    #[command(after_help = "Examples:
  gnlc explain decimal-comma     a message, by its code
  gnlc explain kinds             the kinds of evidence and what each needs
  gnlc explain codes             every message
  gnlc explain key-features      a form or set of criteria
  gnlc explain 3.1               a criterion
  gnlc explain plan-11 my-city   an item of a dossier: what it says, supports and needs")]
    Explain(Explain),
    /// List, show, check or begin packs: forms, sets of criteria, and tables between them
    #[command(after_help = "Examples:
  gnlc pack list                         what is built in, and what this folder brings
  gnlc pack show key-features
  gnlc pack new my-city/packs/award.yaml --kind form --title \"Award application\"
  gnlc pack check my-city/packs/award.yaml

A pack in the folder `packs` of a dossier, or given with `--pack FILE`, is used like a built-in one.")]
    Pack(Pack),
    /// List the fonts, the scripts they cover, and where they come from
    #[command(after_help = "Examples:
  gnlc fonts                             the fonts built in, and those of this folder
  gnlc fonts my-city --format json       for programs
  gnlc fonts --system-fonts              those of this machine too")]
    Fonts(Fonts),
}

/// `gnlc check`
#[derive(Debug, clap::Args)]
pub struct Check {
    /// The dossier's folder
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// How to print the messages
    #[arg(long, value_enum, default_value_t = MessageFormat::Human)]
    pub format: MessageFormat,
    /// Fonts beyond those built in and the dossier's own
    #[command(flatten)]
    pub fonts: FontOptions,
    /// Packs beyond those built in and the dossier's own
    #[command(flatten)]
    pub packs: PackOptions,
}

/// Which fonts may be used beyond those built in and those in the folder `fonts` of the dossier.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct FontOptions {
    /// A folder of fonts that come after those of the dossier; may be given several times
    #[arg(long = "font-path", value_name = "DIR")]
    pub paths: Vec<PathBuf>,
    /// Let fonts of this machine print what no other font can; another machine may then give another PDF
    #[arg(long)]
    pub system_fonts: bool,
}

/// How messages are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// With the line, a mark under the place, and what to do
    Human,
    /// One line a message
    Short,
    /// For programs
    Json,
}

/// `gnlc stamp`
#[derive(Debug, clap::Args)]
pub struct Stamp {
    /// The dossier's folder
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// Only translations into this language
    #[arg(long, value_name = "LANGUAGE")]
    pub lang: Option<String>,
    /// Also renew the notes of translations that are older than their originals
    #[arg(long)]
    pub old: bool,
}

/// `gnlc init`
#[derive(Debug, clap::Args)]
pub struct Init {
    /// The folder to make; with --templates also a dossier's folder
    pub dir: PathBuf,
    /// Write the built-in templates, styles and languages instead, to be changed
    #[arg(long, conflicts_with_all = ["form", "frameworks", "languages", "packs"])]
    pub templates: bool,
    /// Begin a dossier of your own, which answers this form
    #[arg(long, value_name = "NAME")]
    pub form: Option<String>,
    /// The sets of criteria it is seen in, the main one first
    #[arg(long = "framework", value_name = "NAME", value_delimiter = ',')]
    pub frameworks: Vec<String>,
    /// Its languages, the one that is written first in front [default: en]
    #[arg(long = "lang", value_name = "LANGUAGES", value_delimiter = ',')]
    pub languages: Vec<String>,
    /// A form or set of criteria of your own, which is copied into the folder `packs`; may be given several times
    #[arg(long = "pack", value_name = "FILE")]
    pub packs: Vec<PathBuf>,
}

/// `gnlc explain`
#[derive(Debug, clap::Args)]
pub struct Explain {
    /// A message's code, a criterion, a pack, an item's id, `kinds`, `units`, `figures`, `status` or `codes`
    pub what: String,
    /// The dossier's folder, for items and for packs of its own
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// Packs beyond those built in and the dossier's own
    #[command(flatten)]
    pub packs: PackOptions,
}

/// `gnlc fonts`
#[derive(Debug, clap::Args)]
pub struct Fonts {
    /// The dossier's folder
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// How to print the list
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
    /// Fonts beyond those built in and the dossier's own
    #[command(flatten)]
    pub fonts: FontOptions,
}

/// How a list is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For reading
    Table,
    /// For programs
    Json,
}
