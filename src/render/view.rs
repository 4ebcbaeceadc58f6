//! What templates see, field by field. Everything is phrased here, so that templates only choose and loop.

pub mod application;
pub mod area;
pub mod back;
pub mod chart;
pub mod demand;
pub mod form;
pub mod indicator;
pub mod lens;
pub mod picture;
pub mod printer;
pub mod provenance;
pub mod register;
pub mod signoff;
pub mod summary;
pub mod told;
pub mod transfer;
pub mod uses;

use std::collections::BTreeMap;

use minijinja::value::Value;
use serde::Serialize;

use crate::check::Dossier;
use crate::coverage::Coverage;
use crate::locale::Locale;
use crate::model::words::Nature;
use crate::pack::Standing;
use crate::pack::framework::Level;
use crate::review::{Facts, Since};
use printer::Printer;
pub use printer::{MarkView, Problem, Ref, Say};

/// How many register items share a run of pages.
const RUN: usize = 50;

/// Everything a template of the full dossier sees.
#[derive(Debug, Serialize)]
pub struct Context {
    /// Title, language, date and draft mark of the document.
    pub doc: Doc,
    /// The printed words of the language, by key.
    pub w: BTreeMap<String, String>,
    /// The cover.
    pub cover: Cover,
    /// Pages 2 and 3.
    pub summary: summary::Summary,
    /// Errors that somebody answers for.
    pub overruled: Option<OverruledView>,
    /// Problems that belong to no printed item, in a draft.
    pub problems: Vec<Say>,
    /// The form's fields that are not texts, by heading.
    pub applicant: Vec<form::Section>,
    /// The pledge and who signs it.
    pub pledge: form::Pledge,
    /// The profile of the city.
    pub profile: Vec<form::ProfileRow>,
    /// The form's questions with the city's answers.
    pub answers: Vec<form::AnswerView>,
    /// Who stands behind what: every sign-off that no later one replaced.
    pub signoffs: Vec<signoff::SignoffView>,
    /// What the National Commission fills in.
    pub commission: Vec<form::Section>,
    /// One sentence on the coverage.
    pub coverage_line: String,
    /// Whether the wording of features is reconstructed and not checked, which is said once.
    pub asks_unverified: bool,
    /// The meaning of the marks.
    pub legend: Vec<Legend>,
    /// The matrix, one for the first set of criteria and for each that is printed beside it.
    pub lenses: Vec<lens::LensView>,
    /// Categories with their areas, of the first set of criteria.
    pub categories: Vec<area::Category>,
    /// Criteria not yet shown, planned only or not a priority, with their next steps.
    pub gaps: Vec<area::Gap>,
    /// The register of evidence, in runs of pages.
    pub register: Vec<Vec<register::Entry>>,
    /// Indicators that belong to no area.
    pub other_indicators: Vec<indicator::IndicatorView>,
    /// Every indicator by its id, in words.
    pub figures: BTreeMap<String, told::Told>,
    /// The list of sources.
    pub sources: Vec<register::SourceView>,
    /// The list of attachments.
    pub attachments: Vec<register::AttachmentView>,
    /// How the document was made.
    pub colophon: back::Colophon,
}

/// The document as a whole.
#[derive(Debug, Serialize)]
pub struct Doc {
    /// Its title.
    pub title: String,
    /// Its language.
    pub lang: String,
    /// Year, month and day of its date.
    pub date: [u16; 3],
    /// The city, as author and running head.
    pub city: String,
    /// What the running head says of its nature, and of a draft which one it is: number, date, digest of all inputs; empty
    /// for a final application.
    pub banner: String,
    /// What stands along the edge of each page of a draft; empty for a final document.
    pub edge: String,
    /// What the running foot says beside the title: that private data were read, and with which state this one is compared.
    /// Else empty.
    pub mark: String,
}

/// The cover.
#[derive(Debug, Serialize)]
pub struct Cover {
    /// The title.
    pub title: Say,
    /// A line below it.
    pub subtitle: Option<Say>,
    /// The city's name in the language of the document.
    pub city: String,
    /// The city's own name, when it differs, with its language.
    pub native: Option<Say>,
    /// The country.
    pub country: Say,
    /// What the document is, when it is no application, and that it is not for publication, when private data were read.
    pub nature: Option<String>,
    /// What it is and is not (prose).
    pub notice: Option<Value>,
    /// A picture of the city.
    pub picture: Option<picture::PictureView>,
    /// Lines such as form, call, date: label and text.
    pub lines: Vec<(String, String)>,
}

/// One mark with its meaning.
#[derive(Debug, Serialize)]
pub struct Legend {
    /// The mark.
    pub mark: MarkView,
    /// What it means.
    pub meaning: String,
}

/// What a document is made for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// To be worked on: with every problem at its place.
    Draft,
    /// To be read and kept in the house.
    #[default]
    Final,
    /// To leave the house: without lapsed sign-offs and notes for those inside.
    HandedIn,
}

impl Purpose {
    /// Whether it is a draft.
    #[must_use]
    pub fn is_draft(self) -> bool {
        self == Self::Draft
    }
}

/// Errors in a final document, and who answers for them.
#[derive(Clone, Debug)]
pub struct Overruled {
    /// Who.
    pub by: String,
    /// Why.
    pub because: String,
    /// The errors.
    pub errors: Vec<Problem>,
}

/// The same, as it is printed.
#[derive(Debug, Serialize)]
pub struct OverruledView {
    /// Who, and why.
    pub said: String,
    /// The errors, each with its place.
    pub errors: Vec<Say>,
}

/// What the view is made from.
#[derive(Debug)]
pub struct Input<'a> {
    /// The dossier.
    pub dossier: &'a Dossier,
    /// Its coverage.
    pub coverage: &'a Coverage,
    /// The language of the document.
    pub locale: &'a Locale,
    /// Problems to print, in a draft.
    pub problems: Vec<Problem>,
    /// Errors that somebody answers for, in a final document.
    pub overruled: Option<Overruled>,
    /// What it is made for.
    pub purpose: Purpose,
    /// What it says, as facts.
    pub facts: &'a Facts,
    /// The canonical command that makes the document.
    pub command: String,
    /// Whether the files it is made from are embedded in it.
    pub sources: bool,
    /// Whether private data were read.
    pub private: bool,
    /// What changed since another state, when one was named.
    pub since: Option<&'a Since>,
    /// The fonts behind those built in that print something.
    pub fonts: Vec<back::FontView>,
}

impl<'a> Input<'a> {
    /// A final document of which nothing else is said.
    #[must_use]
    pub const fn new(dossier: &'a Dossier, coverage: &'a Coverage, locale: &'a Locale, facts: &'a Facts) -> Self {
        Self {
            dossier,
            coverage,
            locale,
            problems: Vec::new(),
            overruled: None,
            purpose: Purpose::Final,
            facts,
            command: String::new(),
            sources: true,
            private: false,
            since: None,
            fonts: Vec::new(),
        }
    }
}

/// Phrases everything.
#[must_use]
pub fn build(input: &Input<'_>) -> Context {
    let p = Printer::new(input);
    let dossier = input.dossier;
    let mark = input.private.then(|| p.word("not_for_publication"));
    let entries = register::entries(&p);
    let mut register = Vec::new();
    let mut rest = entries.into_iter().peekable();
    while rest.peek().is_some() {
        register.push(rest.by_ref().take(RUN).collect());
    }
    Context {
        doc: doc(&p, input, joined([mark.clone(), compared(&p)]).as_deref()),
        w: input.locale.words(),
        cover: cover(&p, input, mark.as_deref()),
        summary: summary::build(&p),
        problems: p.loose_problems(),
        overruled: overruled(&p, input),
        applicant: form::applicant(&p),
        pledge: form::pledge(&p),
        profile: form::profile(&p),
        answers: form::answers(&p),
        signoffs: signoff::signoffs(&p).into_iter().filter(|s| s.held || input.purpose != Purpose::HandedIn).collect(),
        commission: form::commission(&p),
        asks_unverified: features_unverified(&p),
        coverage_line: summary::coverage_line(dossier, input.coverage, input.locale),
        legend: area::legend(&p),
        lenses: lens::lenses(&p),
        categories: area::categories(&p),
        gaps: area::gaps(&p),
        register,
        other_indicators: indicator::without_area(&p),
        figures: told::told(&p),
        sources: register::sources(&p),
        attachments: register::attachments(&p),
        colophon: back::colophon(&p, input),
    }
}

pub(super) fn doc(p: &Printer<'_>, input: &Input<'_>, mark: Option<&str>) -> Doc {
    let head = &p.dossier.head;
    let date = head.date;
    let nature = nature(p);
    let draft = p.draft.then(|| match head.draft {
        Some(n) => p.locale.fill("draft_n", &[("n", &n.to_string())]),
        None => p.word("draft"),
    });
    // Every page of a draft says which one it is: drafts are printed, and their pages part.
    let state = p.draft.then(|| format!("{} · {}", p.locale.date(date), short_digest(p, input)));
    let edge = draft.clone().unwrap_or_default();
    let banner = joined([draft, state, nature]).unwrap_or_default();
    Doc {
        title: p.say(&head.title).t,
        lang: p.locale.lang.code().to_owned(),
        date: [date.year, u16::from(date.month.unwrap_or(1)), u16::from(date.day.unwrap_or(1))],
        city: p.dossier.city.name.in_language(&p.locale.lang).to_owned(),
        banner,
        edge,
        mark: mark.unwrap_or_default().to_owned(),
    }
}

/// With which state this one is compared.
fn compared(p: &Printer<'_>) -> Option<String> {
    p.since.map(|since| p.locale.fill("compared_with", &[("state", &since.state)]))
}

/// What is said of errors that somebody answers for.
fn overruled(p: &Printer<'_>, input: &Input<'_>) -> Option<OverruledView> {
    let overruled = input.overruled.as_ref().filter(|o| !o.errors.is_empty())?;
    let said = p.locale.fill("overruled_by", &[("by", &overruled.by), ("because", &overruled.because)]);
    let errors = overruled.errors.iter().map(|problem| p.own(problem.told()));
    Some(OverruledView { said, errors: errors.collect() })
}

/// What tells this state of the inputs from any other.
fn short_digest(p: &Printer<'_>, input: &Input<'_>) -> String {
    back::digest(p.dossier, &input.command)[..12].to_owned()
}

/// What is said in one line, when anything is.
fn joined<const N: usize>(parts: [Option<String>; N]) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn nature(p: &Printer<'_>) -> Option<String> {
    match p.dossier.head.nature {
        Nature::Application => None,
        Nature::Illustration => Some(p.word("nature_illustration")),
        Nature::Imaginary => Some(p.word("nature_imaginary")),
    }
}

/// How far the form can be trusted: a verified one with fields that are not is verified in part.
fn form_standing(p: &Printer<'_>) -> &'static str {
    let form = &p.dossier.form;
    let whole = form.fields.iter().all(|f| f.standing.is_sure());
    if form.head.standing == Standing::Verified && !whole { "standing_partly" } else { p.standing_key(form.head.standing) }
}

/// Whether the wording of any feature that is printed is not verified.
fn features_unverified(p: &Printer<'_>) -> bool {
    let rows = &p.dossier.frameworks[0].rows;
    rows.iter().any(|r| r.level == Level::Feature && matches!(r.standing, Standing::Reconstructed | Standing::Inferred))
}

fn cover(p: &Printer<'_>, input: &Input<'_>, mark: Option<&str>) -> Cover {
    let (head, city, form) = (&p.dossier.head, &p.dossier.city, &p.dossier.form);
    let name = city.name.in_language(&p.locale.lang).to_owned();
    let native = (city.name.native != name)
        .then(|| Say { t: city.name.native.clone(), lang: Some(city.native_language.code().to_owned()) });
    let mut lines = vec![
        (p.word("form"), format!("{} ({})", p.pack_say(&form.head.title).t, p.pack_say(&form.head.edition).t)),
        (p.word("form_status"), p.word(form_standing(p))),
    ];
    if let Some(call) = head.call {
        lines.push((p.word("call"), call.to_string()));
    }
    if p.draft {
        let number = head.draft.map(|n| n.to_string());
        let said: Vec<String> = number.into_iter().chain([short_digest(p, input)]).collect();
        lines.push((p.word("draft"), said.join(" · ")));
    }
    lines.push((p.word("date"), p.locale.date(head.date)));
    lines.push((p.word("as_of"), p.locale.date(head.as_of)));
    Cover {
        title: p.say(&head.title),
        subtitle: head.subtitle.as_ref().map(|t| p.say(t)),
        city: name,
        native,
        country: p.say(&city.country),
        nature: joined([mark.map(str::to_owned), nature(p)]),
        notice: head.notice.as_ref().map(|t| p.prose(t)),
        picture: head.picture.as_ref().and_then(|picture| picture::picture(p, picture)),
        lines,
    }
}
