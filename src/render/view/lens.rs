//! The same evidence seen in every set of criteria: what is linked, what is carried over, what is demanded.

use std::collections::BTreeSet;

use serde::Serialize;

use super::area::remark;
use super::demand;
use super::indicator::headline;
use super::printer::{MarkView, Printer, Ref, Say};
use crate::check::Dossier;
use crate::coverage::verdict;
use crate::coverage::{Coverage, Derived, Graded, Lens};
use crate::locale::Locale;
use crate::model::words::Mark;
use crate::pack::framework::Level;

/// The matrix of one set of criteria.
#[derive(Debug, Serialize)]
pub struct LensView {
    /// Its title.
    pub title: Say,
    /// What is to be known about what other sets carry to it; nothing where nothing is carried.
    pub carried: Option<String>,
    /// Its rows.
    pub rows: Vec<MatrixRow>,
    /// The areas to which nothing is linked or carried, in one sentence.
    pub rest: Option<String>,
    /// What it demands, when it demands anything.
    pub demands: Option<demand::DemandsView>,
}

/// A row of the matrix.
#[derive(Debug, Serialize)]
pub struct MatrixRow {
    /// The criterion: a link to its area in the first set, a name in the others.
    pub link: Option<Ref>,
    /// The place it marks, when it has no chapter of its own.
    pub place: Option<String>,
    /// Its name.
    pub name: Say,
    /// Its mark; nothing where all there is was carried over.
    pub mark: Option<MarkView>,
    /// A remark.
    pub remark: String,
    /// The evidence linked to it.
    pub evidence: Vec<Ref>,
    /// The indicators that measure it, each with its newest value and the year; empty where there is none.
    pub indicators: Vec<(Ref, String)>,
    /// What other sets carry to it: the other criterion, its mark, and how much.
    pub derived: Vec<DerivedView>,
}

/// What a criterion of another set carries over.
#[derive(Debug, Serialize)]
pub struct DerivedView {
    /// The criterion: a link to its area in the first set.
    pub link: Option<Ref>,
    /// Its name.
    pub name: Say,
    /// Its mark there.
    pub mark: MarkView,
    /// How much evidence and how many indicators.
    pub amount: String,
}

/// The matrix of the first set and of those that are printed beside it: areas, and the features that something is linked or carried to.
#[must_use]
pub fn lenses(p: &Printer<'_>) -> Vec<LensView> {
    let printed = std::iter::once(0).chain(p.dossier.lenses.iter().copied());
    printed.filter_map(|set| p.coverage.lenses.get(set)).map(|lens| lens_view(p, lens)).collect()
}

fn lens_view(p: &Printer<'_>, lens: &Lens) -> LensView {
    // Of the first set the chapters tell what stands behind each row.
    let first = lens.framework == 0;
    let rows: Vec<MatrixRow> = lens.graded.iter().filter(|g| is_shown(g, first)).map(|g| matrix_row(p, g, first)).collect();
    LensView {
        title: p.pack_say(&p.dossier.frameworks[lens.framework].head.title),
        carried: rows.iter().any(|row| !row.derived.is_empty()).then(|| carried(p, lens.framework)),
        rows,
        rest: rest(p.dossier, p.coverage, p.locale, lens.framework),
        demands: demand::demands(p, lens.framework),
    }
}

/// Whether a row is worth a line: an area of the first set, or something came to it.
#[must_use]
pub fn is_shown(graded: &Graded, first: bool) -> bool {
    let is_area = graded.level == Level::Area;
    let own = !graded.links.is_empty() || !graded.indicators.is_empty();
    let below = is_area && !(graded.counted_links.is_empty() && graded.counted_indicators.is_empty());
    let over = !first && carrying(graded).any(|d| is_area || d.to == graded.criterion);
    let said = graded.mark == Mark::NotNow;
    (is_area && first) || own || below || over || said
}

/// The areas of a set to which nothing is linked or carried, in one sentence: of a set that demands something each row is told with
/// what it demands.
#[must_use]
pub fn rest(dossier: &Dossier, coverage: &Coverage, locale: &Locale, framework: usize) -> Option<String> {
    if framework == 0 || verdict::demands(dossier, framework) {
        return None;
    }
    let open = coverage.lenses[framework].areas().filter(|g| !is_shown(g, false));
    let names: Vec<String> = open.map(|g| locale.criterion(dossier.row(g.criterion)).0).collect();
    (!names.is_empty())
        .then(|| locale.fill("nothing_comes_to", &[("names", &names.join(&format!("{} ", locale.word("semicolon"))))]))
}

/// What was carried to a row, when anything was.
pub fn carrying(graded: &Graded) -> impl Iterator<Item = &Derived> {
    graded.derived.iter().filter(|derived| !derived.is_empty())
}

/// Whether all there is of a row came from other sets: then it has no mark of its own.
#[must_use]
pub fn is_only_derived(graded: &Graded) -> bool {
    graded.mark == Mark::NotShown && carrying(graded).next().is_some()
}

/// Which crosswalks carry to a set, and that it is derived.
fn carried(p: &Printer<'_>, framework: usize) -> String {
    let ends = |b: &&crate::check::Bridge| b.to.framework == framework || b.from.framework == framework;
    let used: BTreeSet<usize> = p.dossier.bridges.iter().filter(ends).map(|b| b.crosswalk).collect();
    let names: Vec<String> = used
        .into_iter()
        .map(|n| {
            let head = &p.dossier.crosswalks[n];
            format!("{} ({})", p.pack_say(&head.title).t, p.word(p.standing_key(head.standing)))
        })
        .collect();
    p.locale.fill("derived_intro", &[("names", &p.locale.list(&names))])
}

fn matrix_row(p: &Printer<'_>, graded: &Graded, first: bool) -> MatrixRow {
    let evidence = |link: &usize| p.title_ref(&p.dossier.evidence[p.dossier.links[*link].evidence].id.value);
    let indicator = |index: &usize| {
        let indicator = &p.dossier.indicators[*index];
        let value = headline(p, indicator).filter(|h| !h.target).map(|h| format!("{} ({})", h.amount, h.note));
        Some((p.title_ref(&indicator.id.value)?, value.unwrap_or_default()))
    };
    // Where what supports it leads to: the row itself, unless it has an area for that.
    let own = p.criterion_place(graded.criterion);
    let place = Some(own).filter(|own| p.criterion_ref(graded.criterion).to == *own);
    let over = carrying(graded).filter(|d| !first && (d.to == graded.criterion || graded.level == Level::Area));
    MatrixRow {
        link: first.then(|| p.criterion_ref(graded.criterion)),
        place: place.filter(|_| !first),
        name: p.criterion_name(graded.criterion),
        mark: (first || !is_only_derived(graded)).then(|| p.mark(graded.mark)),
        remark: remark(p, graded),
        evidence: graded.links.iter().filter_map(evidence).collect(),
        indicators: graded.indicators.iter().filter_map(indicator).collect(),
        derived: over.map(|derived| derived_view(p, derived)).collect(),
    }
}

fn derived_view(p: &Printer<'_>, derived: &Derived) -> DerivedView {
    let items = p.dossier.evidence_behind(&derived.links);
    let amount = |n: usize, key: &str| (n > 0).then(|| p.locale.counted(key, n, &[]));
    let amounts = [amount(items.len(), "evidence_items"), amount(derived.indicators.len(), "indicators_counted")];
    DerivedView {
        link: (derived.from.framework == 0).then(|| p.criterion_ref(derived.from)),
        name: p.criterion_name(derived.from),
        mark: p.mark(derived.mark),
        amount: amounts.into_iter().flatten().collect::<Vec<_>>().join(&p.between()),
    }
}
