//! The shape of the YAML, nothing derived: what a city writes, with the place of whatever may be complained about.

pub mod answer;
pub mod calendar;
pub mod canonical;
pub mod city;
pub mod date;
pub mod dossier;
pub mod evidence;
pub mod figure;
pub mod id;
pub mod indicator;
pub mod language;
pub mod lost;
pub mod next_step;
pub mod number;
pub mod period;
pub mod picture;
pub mod place;
pub mod prose;
pub mod reference;
pub mod remark;
pub mod signed_page;
pub mod signoff;
pub mod source;
pub mod text;
pub mod unit;
pub mod value;
pub mod words;

pub use answer::Answer;
pub use city::City;
pub use date::Date;
pub use evidence::Evidence;
pub use figure::Figure;
pub use id::Id;
pub use indicator::Indicator;
pub use language::Lang;
pub use next_step::NextStep;
pub use period::Period;
pub use picture::Picture;
pub use place::Place;
pub use signed_page::SignedPage;
pub use signoff::Signoff;
pub use source::{Attachment, Source};
pub use text::Text;
pub use unit::{Base, DeclaredUnit, Unit};
pub use value::Value;

/// Everything the files of a folder say, joined. References are still words.
#[derive(Clone, Debug, Default)]
pub struct Submission {
    /// `dossier:`
    pub head: Option<dossier::Head>,
    /// `city:`
    pub city: Option<City>,
    /// `answers:`
    pub answers: Vec<Answer>,
    /// `evidence:`
    pub evidence: Vec<Evidence>,
    /// `units:`
    pub units: Vec<DeclaredUnit>,
    /// `indicators:`
    pub indicators: Vec<Indicator>,
    /// `next_steps:`
    pub next_steps: Vec<NextStep>,
    /// `sources:`
    pub sources: Vec<Source>,
    /// `attachments:`
    pub attachments: Vec<Attachment>,
    /// `signoffs:`
    pub signoffs: Vec<Signoff>,
    /// Whether it says that a point in a number is always the decimal sign.
    pub point_is_decimal: bool,
    /// What is known of entries that could not be read.
    pub lost: lost::Lost,
}
