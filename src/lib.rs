//! `gnlc` turns a city's folder of evidence into the application document for UNESCO's Global Network of Learning Cities.
//!
//! The program is eight stages, each with a typed input and output, and one list of messages that runs through them all:
//!
//! 1. [`load::load`] reads a folder. YAML becomes a tree of placed nodes ([`yaml`]), and from it the types of [`model`]
//!    read themselves. A file that does not parse is read piece by piece. The result is a [`load::Loaded`]: what the files
//!    say, the packs, the attached files, and a list of everything that was read.
//! 2. [`check::check`] makes a [`check::Dossier`] of it: the form and criteria it names are chosen ([`pack`]), references
//!    resolved, limits held. Both stages go as far as they can and report *everything* in one run.
//!    What figures come to is computed once, in [`figures`], for console, tables, charts and print.
//! 3. [`coverage::map`] grades every criterion by the kind of proof there is. It is pure and cannot fail.
//! 4. [`render::render`] fills the templates. First everything is phrased in one language ([`locale`]) into what templates
//!    see ([`render::view`]); then every value a template prints is one quoted Typst literal ([`render::literal`]).
//! 5. [`compile::compile`] sets the pages, and proves that every link has its target and every letter its shape. Before,
//!    [`compile::letters`] has looked for letters that none of the fonts ([`compile::fonts`]) can print.
//! 6. [`export::pdf`] writes PDF/UA-1 with PDF/A-3a, and [`export::write`] puts it in its place, wholly or not at all.
//! 7. [`archive`] puts into the PDF what it was made from, and makes of such a PDF a folder again. It trusts no PDF.
//! 8. [`review`] compares two states of a dossier by what they say, and phrases what changed: once, for the console, for
//!    programs, and for the change report, which takes the road of 4 to 6 again. It tells too whether what somebody signed
//!    for is still what stands there, which the dossier prints.
//!
//! The [`command`]s string the stages together and are the only part that prints. Messages are [`diagnostic`]s that point
//! into [`source`]s; a stage that must stop returns [`diagnostic::Reported`], which only an error can make.

pub mod archive;
pub mod assets;
pub mod check;
pub mod cli;
pub mod command;
pub mod compile;
pub mod coverage;
pub mod diagnostic;
pub mod digest;
pub mod export;
pub mod figures;
pub mod load;
pub mod locale;
pub mod model;
pub mod pack;
pub mod render;
pub mod review;
pub mod source;
pub mod yaml;
