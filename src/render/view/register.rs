//! The register of evidence, the sources and the attachments, with links both ways.

use minijinja::value::Value as Tree;
use serde::Serialize;

use super::picture::{PictureView, picture};
use super::printer::{Printer, Ref, Say};
use super::provenance::alone;
use crate::model::evidence::PROSE_DETAILS;
use crate::model::unit::Known;
use crate::model::{Evidence, Figure, Unit};
use crate::review::Group;

/// One item of evidence in full.
#[derive(Debug, Serialize)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Say,
    /// Kind and status, number, dates: a line each.
    pub facts: Vec<String>,
    /// What it is (prose).
    pub says: Tree,
    /// What it looks like.
    pub pictures: Vec<PictureView>,
    /// What its kind needs: label and text.
    pub details: Vec<Detail>,
    /// What proves it.
    pub proof: Vec<Ref>,
    /// What it supports, with the reason.
    pub supports: Vec<(Ref, Say)>,
    /// What refers to it: targets it sets, promises made in it, bodies it founded.
    pub used_by: Vec<Ref>,
    /// Who is responsible.
    pub owner: Option<Say>,
    /// That it is new or other than in the state that was named.
    pub since: Option<String>,
    /// What stands in the margin of a draft: its name in the files, how many words its text has.
    pub margin: Vec<String>,
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
    /// Whether it is short enough to stand on one page for certain.
    pub fits: bool,
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

/// What stands as the number of a document whose number nobody knows.
const NO_NUMBER: &str = "–";

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
    // Sets that are not printed have no place to lead to.
    let links = p.dossier.links_of(index).iter().filter(|l| p.dossier.is_printed(l.criterion.framework));
    Entry {
        id: item.id.value.to_string(),
        title: p.say(&item.title),
        facts: facts(p, item),
        says: p.prose(&item.says),
        pictures: item.pictures.iter().filter_map(|one| picture(p, one)).collect(),
        details: details(p, item),
        proof: item.proof.iter().filter_map(|id| p.title_ref(&id.value)).collect(),
        supports: links.map(|l| (p.criterion_ref_with_set(l.criterion), p.say(&l.because))).collect(),
        used_by: p.used_by(&item.id.value),
        owner: item.owner.as_ref().map(|o| p.say(o)),
        since: p.since(Group::Evidence, item.id.value.as_str()),
        margin: p.margin(None, Some(&item.says)),
        problems: p.problems_in(item.span),
    }
}

/// Kind and status, number, dates.
#[must_use]
pub fn facts(p: &Printer<'_>, item: &Evidence) -> Vec<String> {
    let mut parts = vec![kind_line(p, item)];
    if let Some(number) = item.details.number.as_ref().map(|n| n.value.as_str()) {
        parts.push(if number == NO_NUMBER { p.word("no_number") } else { p.locale.fill("number", &[("n", number)]) });
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
    parts
}

/// What its kind needs.
#[must_use]
pub fn details(p: &Printer<'_>, item: &Evidence) -> Vec<Detail> {
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
        let printed = money(p, amount);
        let notes = alone(p, amount, &printed);
        list.push(Detail { say: Some(p.own(printed)), ..empty(p.word("detail_amount")) });
        list.extend(notes.into_iter().map(|said| Detail { say: Some(said), ..empty(p.word("note")) }));
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
    let unit = figure.unit.as_ref().map_or(&Unit::Known(Known::Plain), |u| &u.value);
    let amount = p.figures().amount_with_unit(&figure.value, unit);
    match figure.period {
        Some(period) => format!("{amount} ({})", p.locale.period(period)),
        None => amount,
    }
}

/// Every source.
#[must_use]
pub fn sources(p: &Printer<'_>) -> Vec<SourceView> {
    p.dossier
        .sources
        .iter()
        .map(|source| {
            let mut facts = vec![
                p.name(&source.publisher).t,
                p.locale.date(source.date.value),
                p.word(&format!("source_{}", source.kind.word())),
            ];
            if let Some(lang) = source.language.as_ref().filter(|l| **l != p.locale.lang) {
                facts.push(p.locale.fill("in_language", &[("lang", &p.locale.language(lang.code()))]));
            }
            let (title, note) = (p.say(&source.title), source.note.as_ref().map(|n| p.say(n)));
            let (facts, used_by) = (facts.join(" · "), p.used_by(&source.id.value));
            let labels: usize = used_by.iter().map(|r| r.label.t.len() + 8).sum();
            let fits = title.t.len() + facts.len() + note.as_ref().map_or(0, |n| n.t.len()) + labels < 1500;
            SourceView {
                id: source.id.value.to_string(),
                title,
                facts,
                url: source.url.as_ref().map(|u| u.value.clone()),
                note,
                attachment: source.attachment.as_ref().and_then(|a| p.item_ref(&a.value)),
                used_by,
                fits,
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
                used_by: p.used_by(&attachment.id.value),
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
