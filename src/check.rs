//! A submission becomes a dossier: packs chosen, references resolved, limits held. Everything that is wrong is said in one run.

mod answers;
mod criteria;
mod facts;
mod ids;
pub mod prose;
pub mod texts;
mod unused;

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Stage, did_you_mean};
use crate::load::{FileData, Loaded, ManifestLine};
use crate::locale::Locale;
use crate::model::{Answer, Attachment, City, Evidence, Id, Indicator, NextStep, Source, Submission, Text, dossier};
use crate::pack::{Form, Framework, Pack};
use crate::source::Sources;

/// A criterion of one of the dossier's frameworks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Criterion {
    /// Which framework of the dossier.
    pub framework: usize,
    /// Which row of it.
    pub row: usize,
}

/// Evidence supports a criterion, with the reason.
#[derive(Clone, Debug)]
pub struct Link {
    /// Which evidence.
    pub evidence: usize,
    /// Which criterion.
    pub criterion: Criterion,
    /// Why.
    pub because: Text,
}

/// What an id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// Evidence.
    Evidence(usize),
    /// An indicator.
    Indicator(usize),
    /// A source.
    Source(usize),
    /// An attachment.
    Attachment(usize),
}

/// A dossier whose parts fit together.
#[derive(Debug)]
pub struct Dossier {
    /// What is handed in.
    pub head: dossier::Head,
    /// Who hands it in.
    pub city: City,
    /// The form.
    pub form: Form,
    /// The sets of criteria, the default first.
    pub frameworks: Vec<Framework>,
    /// Evidence, in the order of print.
    pub evidence: Vec<Evidence>,
    /// Indicators, in the order of print.
    pub indicators: Vec<Indicator>,
    /// Sources, by id.
    pub sources: Vec<Source>,
    /// Attachments, by id.
    pub attachments: Vec<Attachment>,
    /// The attached files.
    pub files: Vec<FileData>,
    /// Answers by field of the form.
    pub answers: Vec<(usize, Answer)>,
    /// Next steps by criterion.
    pub next_steps: Vec<(Criterion, NextStep)>,
    /// Links from evidence to criteria.
    pub links: Vec<Link>,
    /// Which indicator measures which criterion.
    pub measures: Vec<(usize, Criterion)>,
    /// Every file the document depends on.
    pub manifest: Vec<ManifestLine>,
    items: HashMap<Id, Item>,
}

impl Dossier {
    /// What an id names.
    #[must_use]
    pub fn item(&self, id: &Id) -> Option<Item> {
        self.items.get(id).copied()
    }

    /// The row of a criterion.
    #[must_use]
    pub fn row(&self, criterion: Criterion) -> &crate::pack::Row {
        &self.frameworks[criterion.framework].rows[criterion.row]
    }

    /// The language texts are written in.
    #[must_use]
    pub fn original(&self) -> &crate::model::Lang {
        self.head.original()
    }
}

/// Checks everything; stops only where there is nothing to go on with.
///
/// # Errors
/// When the dossier has no head or no city, or names no form or framework that exists.
pub fn check(loaded: Loaded, locale: &Locale, sources: &Sources, diagnostics: &mut Diagnostics) -> Stage<Dossier> {
    let Loaded { mut submission, packs, files, manifest } = loaded;
    let mut missing = |section: &str, hint: &str| {
        diagnostics.error(
            Diagnostic::new(
                Code::MissingSection,
                Place::Dossier,
                format!("no file of the folder says `{section}:`, or what it says could not be read"),
            )
            .hint(hint),
        )
    };
    let head = submission
        .head
        .take()
        .ok_or_else(|| missing("dossier", "write which form and criteria the dossier answers; `gnlc init` shows how"));
    let city = submission.city.take().ok_or_else(|| missing("city", "write who applies; `gnlc init` shows how"));
    let (form, frameworks) = match &head {
        Ok(head) => choose(head, packs, diagnostics),
        Err(_) => (None, Vec::new()),
    };
    let Submission {
        mut answers, mut evidence, mut indicators, next_steps, sources: mut proofs, mut attachments, lost, ..
    } = submission;
    evidence.sort_by(|a, b| (a.order.unwrap_or(u32::MAX), &a.id.value).cmp(&(b.order.unwrap_or(u32::MAX), &b.id.value)));
    indicators.sort_by(|a, b| (a.order.unwrap_or(u32::MAX), &a.id.value).cmp(&(b.order.unwrap_or(u32::MAX), &b.id.value)));
    proofs.sort_by(|a, b| a.id.value.cmp(&b.id.value));
    attachments.sort_by(|a, b| a.id.value.cmp(&b.id.value));
    let items = ids::unique(&mut evidence, &mut indicators, &mut proofs, &mut attachments, diagnostics);
    let ids = ids::Ids { items: &items, lost: &lost };
    ids.check_evidence(&evidence, diagnostics);
    ids.check_indicators(&indicators, &evidence, diagnostics);
    ids.check_sources(&proofs, diagnostics);
    ids.check_lost(diagnostics);
    if let (Ok(head), Ok(city)) = (&head, &city) {
        ids.check_head(head, city, &evidence, diagnostics);
    }
    let (head, city) = (head?, city?);
    let form = form.ok_or_else(|| missing_pack(diagnostics))?;
    if frameworks.is_empty() {
        return Err(missing_pack(diagnostics));
    }
    let mut resolve = criteria::Resolver { frameworks: &frameworks, diagnostics };
    let links = resolve.links(&evidence);
    let measures = resolve.measures(&indicators);
    let next_steps = resolve.next_steps(next_steps);
    resolve.answers(&mut answers);
    resolve.lost(&lost);
    let answers = answers::by_field(answers, &form, diagnostics);
    let dossier = Dossier {
        head,
        city,
        form,
        frameworks,
        evidence,
        indicators,
        sources: proofs,
        attachments,
        files,
        answers,
        next_steps,
        links,
        measures,
        manifest,
        items,
    };
    prose::check(&dossier, locale, sources, &lost, diagnostics);
    answers::limits(&dossier, diagnostics);
    facts::check(&dossier, diagnostics);
    unused::check(&dossier, &lost, diagnostics);
    Ok(dossier)
}

/// The packs a dossier names.
fn choose(head: &dossier::Head, packs: Vec<Pack>, diagnostics: &mut Diagnostics) -> (Option<Form>, Vec<Framework>) {
    let (mut forms, mut frameworks) = (Vec::new(), Vec::new());
    for pack in packs {
        match pack {
            Pack::Form(form) => forms.push(form),
            Pack::Framework(framework) => frameworks.push(framework),
        }
    }
    let mut unknown = |wanted: &crate::yaml::read::Placed<Id>, what: &str, known: Vec<&str>| {
        diagnostics.push(
            Diagnostic::new(Code::UnknownPack, wanted.at, format!("there is no {what} `{}`", wanted.value))
                .hints(did_you_mean(wanted.value.as_str(), known.iter().copied()))
                .hint(format!("known: {}; a pack of your own stands in the folder `packs`", known.join(", "))),
        );
    };
    let chosen = frameworks_in_order(head, &frameworks, &mut unknown);
    let form = forms.iter().find(|f| f.head.id.value == head.form.value).cloned();
    if form.is_none() {
        unknown(&head.form, "form", forms.iter().map(|f| f.head.id.value.as_str()).collect());
    }
    (form, chosen)
}

fn frameworks_in_order(
    head: &dossier::Head,
    all: &[Framework],
    unknown: &mut impl FnMut(&crate::yaml::read::Placed<Id>, &str, Vec<&str>),
) -> Vec<Framework> {
    let mut chosen = Vec::new();
    for wanted in &head.frameworks {
        match all.iter().find(|f| f.head.id.value == wanted.value) {
            Some(framework) => chosen.push(framework.clone()),
            None => unknown(wanted, "set of criteria", all.iter().map(|f| f.head.id.value.as_str()).collect()),
        }
    }
    chosen
}

fn missing_pack(diagnostics: &mut Diagnostics) -> crate::diagnostic::Reported {
    diagnostics.error(
        Diagnostic::new(
            Code::MissingSection,
            Place::Dossier,
            "without a form and a set of criteria that exist, nothing more can be checked",
        )
        .hint("mend `form:` and `frameworks:` under `dossier:`"),
    )
}
