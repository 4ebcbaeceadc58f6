//! A submission becomes a dossier: packs chosen, references resolved, limits held. Everything that is wrong is said in one run.

mod answers;
mod call;
pub mod computed;
mod conflicts;
mod criteria;
mod facts;
mod files;
mod ids;
mod options;
mod placeholders;
pub mod printed;
pub mod prose;
mod sets;
mod signed_pages;
pub mod texts;
pub mod translations;
pub mod typed;
mod units;
mod unused;

use std::collections::{BTreeSet, HashMap};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Stage};
use crate::figures::{self, Status};
use crate::load::{FileData, FontFile, Loaded, ManifestLine, PictureData, Templates, TextFile};
use crate::locale::Locale;
use crate::locale::figure::Figures;
use crate::model::prose::Count;
use crate::model::{
    Answer, Attachment, Base, City, DeclaredUnit, Evidence, Figure, Id, Indicator, Lang, NextStep, Signoff, Source, Submission,
    Text, Unit, dossier,
};
use crate::pack::crosswalk::Relation;
use crate::pack::{self, Form, Framework};
use crate::source::{Sources, Span};

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

/// A crosswalk joins two criteria.
#[derive(Clone, Debug)]
pub struct Bridge {
    /// Which crosswalk of the dossier.
    pub crosswalk: usize,
    /// From here.
    pub from: Criterion,
    /// To there.
    pub to: Criterion,
    /// What the first is to the other.
    pub relation: Relation,
    /// Why.
    pub because: Option<Text>,
    /// How far it can be trusted.
    pub standing: pack::Standing,
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
    /// The sets of criteria, the default first: those that the dossier names, then those that were only asked for.
    pub frameworks: Vec<Framework>,
    /// How many of them the dossier names.
    own_sets: usize,
    /// Those that are printed beside the first.
    pub lenses: Vec<usize>,
    /// The crosswalks between them.
    pub crosswalks: Vec<pack::Head>,
    /// What the crosswalks join.
    pub bridges: Vec<Bridge>,
    /// Evidence, in the order of print.
    pub evidence: Vec<Evidence>,
    /// Indicators, in the order of print; what is computed has been.
    pub indicators: Vec<Indicator>,
    /// What the dossier counts in.
    pub units: Vec<DeclaredUnit>,
    /// Sources, by id.
    pub sources: Vec<Source>,
    /// Attachments, by id.
    pub attachments: Vec<Attachment>,
    /// The attached files.
    pub files: Vec<FileData>,
    /// The pictures that can be printed, each once.
    pub pictures: Vec<PictureData>,
    /// The fonts that come after those built in.
    pub fonts: Vec<FontFile>,
    /// Answers by field of the form.
    pub answers: Vec<(usize, Answer)>,
    /// How long the answers are.
    counts: printed::Counts,
    /// Next steps by criterion.
    pub next_steps: Vec<(Criterion, NextStep)>,
    /// Links from evidence to criteria.
    pub links: Vec<Link>,
    /// Which indicator measures which criterion.
    pub measures: Vec<(usize, Criterion)>,
    /// Who stands behind what, the older first.
    pub signoffs: Vec<Signoff>,
    /// The templates and styles the city brings.
    pub templates: Templates,
    /// Every file the document depends on.
    pub manifest: Vec<ManifestLine>,
    /// Those of them that are texts.
    pub texts: Vec<TextFile>,
    items: HashMap<Id, Item>,
}

impl Dossier {
    /// What an id names.
    #[must_use]
    pub fn item(&self, id: &Id) -> Option<Item> {
        self.items.get(id).copied()
    }

    /// The links of one item of evidence: they stand in the order of the evidence.
    #[must_use]
    pub fn links_of(&self, evidence: usize) -> &[Link] {
        let start = self.links.partition_point(|l| l.evidence < evidence);
        let end = self.links.partition_point(|l| l.evidence <= evidence);
        &self.links[start..end]
    }

    /// What the packs say of themselves that the dossier stands on: the form, then the sets of criteria and the crosswalks.
    pub fn packs(&self) -> impl Iterator<Item = &pack::Head> {
        let sets = self.own_sets().iter().map(|f| &f.head);
        std::iter::once(&self.form.head).chain(sets).chain(&self.crosswalks)
    }

    /// The name of a criterion with its set: `key-features:2.2`.
    #[must_use]
    pub fn key(&self, criterion: Criterion) -> String {
        format!("{}:{}", self.frameworks[criterion.framework].head.id.value, self.row(criterion).code.value)
    }

    /// Whether a criterion is another one, or stands below it.
    #[must_use]
    pub fn is_within(&self, criterion: Criterion, above: Criterion) -> bool {
        criterion.framework == above.framework && self.frameworks[above.framework].is_within(criterion.row, above.row)
    }

    /// The evidence behind some links, each item once.
    #[must_use]
    pub fn evidence_behind(&self, links: &[usize]) -> BTreeSet<usize> {
        links.iter().map(|link| self.links[*link].evidence).collect()
    }

    /// Whether a set of criteria is printed: the first, and the lenses.
    #[must_use]
    pub fn is_printed(&self, framework: usize) -> bool {
        framework == 0 || self.lenses.contains(&framework)
    }

    /// The sets of criteria that the dossier names.
    #[must_use]
    pub fn own_sets(&self) -> &[Framework] {
        &self.frameworks[..self.own_sets]
    }

    /// How long an answer is in a language, by field of the form; nothing when it is not written in that language.
    #[must_use]
    pub fn count(&self, field: usize, lang: &Lang) -> Option<Count> {
        self.counts.get(&(field, lang.clone())).copied()
    }

    /// How long an answer is, in the order of the dossier's languages.
    pub fn counts_of(&self, field: usize) -> impl Iterator<Item = (&Lang, Count)> {
        let mut counts: Vec<_> = self.counts.iter().filter(|((f, _), _)| *f == field).map(|((_, l), n)| (l, *n)).collect();
        let rank = |lang: &Lang| self.head.languages.iter().position(|l| l == lang).unwrap_or(usize::MAX);
        counts.sort_by_key(|(lang, _)| (rank(lang), lang.code().to_owned()));
        counts.into_iter()
    }

    /// The row of a criterion.
    #[must_use]
    pub fn row(&self, criterion: Criterion) -> &pack::Row {
        &self.frameworks[criterion.framework].rows[criterion.row]
    }

    /// What is declared of a unit and a base, in this order.
    #[must_use]
    pub fn declared<'a>(&'a self, unit: &'a Unit, base: Option<&'a Base>) -> impl DoubleEndedIterator<Item = &'a DeclaredUnit> {
        let of_unit = if let Unit::Declared(n) = unit { Some(*n) } else { None };
        let of_base = if let Some(Base::Declared(n)) = base { Some(*n) } else { None };
        of_unit.into_iter().chain(of_base).map(|n| &self.units[n])
    }

    /// How an indicator stands on the day the dossier speaks of.
    #[must_use]
    pub fn status(&self, indicator: &Indicator) -> Status {
        figures::status(indicator, self.head.as_of)
    }

    /// Whether a figure is older than the form's horizon.
    #[must_use]
    pub fn is_stale(&self, figure: &Figure) -> bool {
        figures::is_stale(figure, self.head.as_of, self.form.stale_after)
    }

    /// The figures of the dossier in a language.
    #[must_use]
    pub fn figures<'a>(&'a self, locale: &'a Locale) -> Figures<'a> {
        Figures { locale, units: &self.units, original: self.original() }
    }

    /// The language texts are written in.
    #[must_use]
    pub fn original(&self) -> &Lang {
        self.head.original()
    }
}

/// Checks everything; stops only where there is nothing to go on with.
///
/// # Errors
/// When the dossier has no head or no city, or names no form or framework that exists.
pub fn check(loaded: Loaded, locales: &[Locale], sources: &Sources, diagnostics: &mut Diagnostics) -> Stage<Dossier> {
    let Loaded { mut submission, packs, lenses: asked, files, pictures, fonts, manifest, texts, templates, .. } = loaded;
    let file_lost = submission.lost.file;
    let mut missing = |section: &str, hint: &str| {
        if file_lost && diagnostics.has_errors() {
            return diagnostics.reported();
        }
        diagnostics.error(
            Diagnostic::new(Code::MissingSection, Place::Dossier, format!("no file of the folder says `{section}:`")).hint(hint),
        )
    };
    let head = submission
        .head
        .take()
        .ok_or_else(|| missing("dossier", "write which form and criteria the dossier answers; `gnlc init` shows how"));
    let city = submission.city.take().ok_or_else(|| missing("city", "write who applies; `gnlc init` shows how"));
    let chosen = match &head {
        Ok(head) => sets::choose(head, packs, &asked, diagnostics),
        Err(reported) => Err(*reported),
    };
    let Submission {
        answers,
        mut evidence,
        mut indicators,
        mut units,
        next_steps,
        sources: mut proofs,
        mut attachments,
        mut signoffs,
        lost,
        ..
    } = submission;
    evidence.sort_by(|a, b| (a.order.unwrap_or(u32::MAX), &a.id.value).cmp(&(b.order.unwrap_or(u32::MAX), &b.id.value)));
    indicators.sort_by(|a, b| (a.order.unwrap_or(u32::MAX), &a.id.value).cmp(&(b.order.unwrap_or(u32::MAX), &b.id.value)));
    proofs.sort_by(|a, b| a.id.value.cmp(&b.id.value));
    attachments.sort_by(|a, b| a.id.value.cmp(&b.id.value));
    signoffs.sort_by_key(|s| s.signed);
    let items = ids::unique(&mut evidence, &mut indicators, &mut proofs, &mut attachments, diagnostics);
    let ids = ids::Ids { items: &items, lost: &lost };
    ids.check_evidence(&evidence, diagnostics);
    ids.check_indicators(&indicators, &evidence, diagnostics);
    ids.check_units(&units, diagnostics);
    ids.check_sources(&proofs, diagnostics);
    ids.check_lost(diagnostics);
    if let (Ok(head), Ok(city)) = (&head, &city) {
        ids.check_head(head, city, &evidence, diagnostics);
    }
    let (head, mut city) = (head?, city?);
    computed::take_over(&mut indicators, &items, diagnostics);
    let amounts = evidence.iter_mut().filter_map(|e| e.details.amount.as_mut());
    for figure in amounts.chain(city.profile.iter_mut().map(|(_, f)| f)) {
        computed::take_over_one(figure, &indicators, &items, diagnostics);
    }
    let place = |item| match item {
        Item::Evidence(n) => evidence[n].id.at,
        Item::Indicator(n) => indicators[n].id.at,
        Item::Source(n) => proofs[n].id.at,
        Item::Attachment(n) => attachments[n].id.at,
    };
    let mut look_up = units::Units::new(&mut units, &items, place, &lost, diagnostics);
    for indicator in &mut indicators {
        look_up.indicator(indicator, diagnostics);
    }
    let amounts = evidence.iter_mut().filter_map(|e| e.details.amount.as_mut());
    amounts.chain(city.profile.iter_mut().map(|(_, f)| f)).for_each(|figure| look_up.figure(figure, diagnostics));
    look_up.unused(diagnostics);
    units::twice(&indicators, diagnostics);
    computed::compute(&mut indicators, &items, diagnostics);
    let sets::Chosen { form, form_known, frameworks, own_sets, lenses, crosswalks, bridges } = chosen?;
    let mut resolve = criteria::Resolver { frameworks: &frameworks, diagnostics };
    let links = resolve.links(&evidence);
    let measures = resolve.measures(&indicators);
    resolve.directions(&mut indicators);
    let next_steps = resolve.next_steps(next_steps);
    resolve.lost(&lost);
    let mut answers =
        if form_known { answers::by_field(answers, &form, city.kind, sources, resolve.diagnostics) } else { Vec::new() };
    answers::resolve(&mut answers, &form, locales, &mut resolve);
    let mut dossier = Dossier {
        head,
        city,
        form,
        frameworks,
        own_sets,
        lenses,
        crosswalks,
        bridges,
        evidence,
        indicators,
        units,
        sources: proofs,
        attachments,
        files,
        pictures,
        fonts,
        answers,
        counts: printed::Counts::new(),
        next_steps,
        links,
        measures,
        signoffs,
        templates,
        manifest,
        texts,
        items,
    };
    dossier.counts = printed::counts(&dossier, locales);
    prose::check(&dossier, locales, sources, &lost, diagnostics);
    typed::check(&dossier, locales, sources, diagnostics);
    if form_known {
        answers::limits(&dossier, diagnostics);
        answers::said::check(&dossier, locales, diagnostics);
        answers::city_fields(&dossier, diagnostics);
        signed_pages::check(&dossier, diagnostics);
        call::check(&dossier, diagnostics);
    }
    facts::check(&dossier, diagnostics);
    conflicts::check(&dossier, diagnostics);
    files::check(&dossier, diagnostics);
    unused::check(&dossier, &lost, diagnostics);
    follow_on(&dossier, diagnostics);
    Ok(dossier)
}

/// Takes out what is only the consequence of another mistake in the same entry: a proof that could not be read leaves its
/// item without proof, and saying so helps nobody.
fn follow_on(dossier: &Dossier, diagnostics: &mut Diagnostics) {
    let entries = (dossier.evidence.iter().map(|e| e.span))
        .chain(dossier.indicators.iter().map(|i| i.span))
        .chain(dossier.sources.iter().map(|s| s.span));
    let broken: Vec<Span> = entries.filter(|span| diagnostics.has_error_in(*span)).collect();
    let consequence =
        |code| matches!(code, Code::SupportsNothing | Code::NoProof | Code::NoSource | Code::NoFigure | Code::NoDate);
    diagnostics.retain(|d| !consequence(d.code) || d.span().is_none_or(|at| broken.iter().all(|entry| !entry.contains(at))));
}
