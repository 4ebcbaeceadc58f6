//! The register of evidence, the sources and the attachments, with links both ways.

use minijinja::value::Value as Tree;
use serde::Serialize;

use super::printer::{Printer, Ref, Say};
use crate::model::evidence::PROSE_DETAILS;
use crate::model::{Evidence, Figure};

/// One item of evidence in full.
#[derive(Debug, Serialize)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Say,
    /// Kind, number, status, dates: one line.
    pub facts: String,
    /// What it is (prose).
    pub says: Tree,
    /// What its kind needs: label and text.
    pub details: Vec<Detail>,
    /// What proves it.
    pub proof: Vec<Ref>,
    /// What it supports, with the reason.
    pub supports: Vec<(Ref, Say)>,
    /// Who is responsible.
    pub owner: Option<Say>,
    /// What is to be mended, in a draft.
    pub problems: Vec<String>,
}

/// One detail.
#[derive(Debug, Serialize)]
pub struct Detail {
    /// What it is.
    pub label: String,
    /// A line.
    pub say: Option<Say>,
    /// Or prose.
    pub prose: Option<Tree>,
    /// Or a link.
    pub link: Option<Ref>,
}

/// One source.
#[derive(Debug, Serialize)]
pub struct SourceView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Say,
    /// Publisher, date, kind, language.
    pub facts: String,
    /// Its address.
    pub url: Option<String>,
    /// A remark.
    pub note: Option<Say>,
    /// A copy among the attachments.
    pub attachment: Option<Ref>,
    /// What it proves.
    pub used_by: Vec<Ref>,
}

/// One attachment.
#[derive(Debug, Serialize)]
pub struct AttachmentView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Say,
    /// Its name in the PDF.
    pub name: String,
    /// Its MIME type; nothing when the file could not be read.
    pub mime: Option<&'static str>,
    /// Its size.
    pub size: String,
    /// The first 12 digits of its SHA-256.
    pub digest: String,
    /// Who holds the rights.
    pub rights: Option<Say>,
    /// What it proves.
    pub used_by: Vec<Ref>,
}

/// "Plan · in force".
#[must_use]
pub fn kind_line(p: &Printer<'_>, item: &Evidence) -> String {
    let kind = p.word(&format!("kind_{}", item.kind.word().replace(' ', "_")));
    let status = p.word(&format!("status_{}", item.status.word().replace(' ', "_")));
    format!("{kind} · {status}")
}

/// Every item, in the order of print.
#[must_use]
pub fn entries(p: &Printer<'_>) -> Vec<Entry> {
    p.dossier.evidence.iter().enumerate().map(|(index, item)| entry(p, index, item)).collect()
}

fn entry(p: &Printer<'_>, index: usize, item: &Evidence) -> Entry {
    let links = p.dossier.links_of(index).iter();
    Entry {
        id: item.id.value.to_string(),
        title: p.say(&item.title),
        facts: facts(p, item),
        says: p.prose(&item.says),
        details: details(p, item),
        proof: item.proof.iter().filter_map(|id| p.title_ref(&id.value)).collect(),
        supports: links.map(|l| (p.criterion_ref(l.criterion), p.say(&l.because))).collect(),
        owner: item.owner.as_ref().map(|o| p.say(o)),
        problems: p.problems_in(item.span),
    }
}

fn facts(p: &Printer<'_>, item: &Evidence) -> String {
    let mut parts = vec![kind_line(p, item)];
    if let Some(number) = &item.details.number {
        parts.push(p.locale.fill("number", &[("n", number)]));
    }
    let date = |d: &crate::yaml::read::Placed<crate::model::Date>| p.locale.date(d.value);
    match (&item.since, &item.until) {
        (Some(since), Some(until)) if since.value == until.value => parts.push(date(since)),
        (Some(since), Some(until)) => {
            parts.push(p.locale.fill("since_until", &[("since", &date(since)), ("until", &date(until))]));
        }
        (Some(since), None) => parts.push(date(since)),
        (None, Some(until)) => parts.push(p.locale.fill("until", &[("until", &date(until))])),
        (None, None) => {}
    }
    parts.join(" · ")
}

fn details(p: &Printer<'_>, item: &Evidence) -> Vec<Detail> {
    let empty = |label: String| Detail { label, say: None, prose: None, link: None };
    let mut list = Vec::new();
    let links = [("promised_in", &item.details.promised_in), ("decision", &item.details.decision)];
    for (key, id) in links {
        let link = id.as_ref().and_then(|id| p.title_ref(&id.value));
        list.extend(link.map(|link| Detail { link: Some(link), ..empty(p.word(&format!("detail_{key}"))) }));
    }
    if let Some(by) = item.details.by {
        list.push(Detail { say: Some(p.own(p.locale.date(by))), ..empty(p.word("detail_due")) });
    }
    if let Some(amount) = &item.details.amount {
        list.push(Detail { say: Some(p.own(money(p, amount))), ..empty(p.word("detail_amount")) });
    }
    for (key, text) in &item.details.texts {
        let label = p.word(&format!("detail_{key}"));
        list.push(if PROSE_DETAILS.contains(key) {
            Detail { prose: Some(p.prose(text)), ..empty(label) }
        } else {
            Detail { say: Some(p.say(text)), ..empty(label) }
        });
    }
    list
}

fn money(p: &Printer<'_>, figure: &Figure) -> String {
    let unit = figure.unit.as_ref().map(|u| p.say(u).t).unwrap_or_default();
    let amount = p.locale.amount(&figure.value, &unit);
    let currency = figure.currency.as_deref().unwrap_or_default();
    let year = figure.period.map(|y| format!("({y})")).unwrap_or_default();
    [amount, unit, currency.to_owned(), year].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Every source.
#[must_use]
pub fn sources(p: &Printer<'_>) -> Vec<SourceView> {
    p.dossier
        .sources
        .iter()
        .map(|source| {
            let mut facts = vec![
                p.say(&source.publisher).t,
                p.locale.date(source.date.value),
                p.word(&format!("source_{}", source.kind.word())),
            ];
            if let Some(lang) = source.language.as_ref().filter(|l| **l != p.locale.lang) {
                facts.push(p.locale.fill(
                    "in_language",
                    &[("lang", p.locale.word(&format!("language_{lang}")).trim_start_matches("language_"))],
                ));
            }
            SourceView {
                id: source.id.value.to_string(),
                title: p.say(&source.title),
                facts: facts.join(" · "),
                url: source.url.as_ref().map(|u| u.value.clone()),
                note: source.note.as_ref().map(|n| p.say(n)),
                attachment: source.attachment.as_ref().and_then(|a| p.item_ref(&a.value)),
                used_by: p.uses.of(&source.id.value),
            }
        })
        .collect()
}

/// Every attachment; in a draft also those whose file could not be read.
#[must_use]
pub fn attachments(p: &Printer<'_>) -> Vec<AttachmentView> {
    p.dossier
        .attachments
        .iter()
        .map(|attachment| {
            let file = p.dossier.files.iter().find(|f| f.id == attachment.id.value);
            AttachmentView {
                id: attachment.id.value.to_string(),
                title: p.say(&attachment.title),
                name: file.map_or_else(|| attachment.id.value.to_string(), embedded_name),
                mime: file.map(|f| f.mime),
                size: file.map_or_else(|| p.word("not_available"), |f| size(p, f.bytes.len())),
                digest: file.map_or_else(|| p.word("not_available"), |f| f.sha256[..12].to_owned()),
                rights: attachment.rights.as_ref().map(|r| p.say(r)),
                used_by: p.uses.of(&attachment.id.value),
            }
        })
        .collect()
}

/// The name of an attached file in the PDF: its id and its ending, so that it is short and ASCII.
#[must_use]
pub fn embedded_name(file: &crate::load::FileData) -> String {
    format!("{}.{}", file.id, file.ending)
}

fn size(p: &Printer<'_>, bytes: usize) -> String {
    let kb = bytes.div_ceil(1000);
    if kb < 1000 { format!("{} kB", p.locale.count(kb)) } else { format!("{} MB", p.locale.count(kb.div_ceil(1000))) }
}
