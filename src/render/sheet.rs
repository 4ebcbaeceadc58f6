//! The sheet that one office signs and stamps: just what it vouches for, with the digest of it.

use std::collections::BTreeMap;

use minijinja::value::Value as Tree;
use serde::Serialize;

use super::view::indicator::broken;
use super::view::printer::{Printer, Say};
use super::view::provenance::provenance;
use super::view::register::{details, embedded_name, facts};
use super::view::{self, Doc};
use crate::check::Item;
use crate::model::evidence::PROSE_DETAILS;
use crate::model::next_step::Plan;
use crate::model::signoff::{Signed, What};
use crate::model::{Figure, Id, Indicator, Lang, Text};
use crate::pack::form::FieldType;
use crate::review::covers::{self, Covered, seal};
use crate::review::{Group, signoffs};

/// The template of the sheet.
pub const MAIN: &str = "sheet/sheet.typ.jinja";

/// Everything the template of the sheet sees.
#[derive(Debug, Serialize)]
pub struct Sheet {
    /// Language, date, city; the title is the sheet's own.
    pub doc: Doc,
    /// The printed words of the language, by key.
    pub w: BTreeMap<String, String>,
    /// What is vouched for.
    pub what: String,
    /// What who signs stands behind, in a sentence with the number of items.
    pub intro: String,
    /// What stands above the boxes: what is signed, with its digest.
    pub sign_here: String,
    /// The digest whole, in groups that can be read aloud.
    pub digest: String,
    /// The items, by sort.
    pub groups: Vec<SheetGroup>,
}

/// Items of one sort.
#[derive(Debug, Serialize)]
pub struct SheetGroup {
    /// The sort.
    pub heading: String,
    /// The items.
    pub items: Vec<SheetItem>,
}

/// An item as it is vouched for.
#[derive(Debug, Serialize)]
pub struct SheetItem {
    /// Its name in the files.
    pub id: String,
    /// What it is called.
    pub title: Say,
    /// The first digits of its digest.
    pub digest: String,
    /// What it says (prose).
    pub body: Option<Tree>,
    /// Figures, proof and the like: label and text.
    pub lines: Vec<(String, Say)>,
}

/// The sorts in the order of the sheet, with the words for them.
const SORTS: [(Group, &str); 12] = [
    (Group::Dossier, "part_dossier"),
    (Group::City, "applicant"),
    (Group::Pack, "packs"),
    (Group::Question, "form"),
    (Group::Answer, "answers"),
    (Group::Criterion, "criterion"),
    (Group::Evidence, "evidence"),
    (Group::Indicator, "indicators"),
    (Group::NextStep, "next_steps"),
    (Group::Unit, "sort_unit"),
    (Group::Source, "sources"),
    (Group::Attachment, "attachments"),
];

/// Phrases the sheet.
#[must_use]
pub fn sheet(input: &view::Input<'_>, what: &What, covered: &Covered<'_>, signed: &[Signed]) -> Sheet {
    let p = Printer::new(input);
    let said = signoffs::said(input.dossier, input.locale, what);
    let digest = seal(signed);
    let title = input.locale.fill("sheet_title", &[("what", &said)]);
    let groups = SORTS.iter().filter_map(|(group, word)| {
        let items: Vec<SheetItem> =
            covered.iter().filter(|(g, _)| g == group).filter_map(|(_, name)| item(&p, *group, name, signed)).collect();
        (!items.is_empty()).then(|| SheetGroup { heading: p.word(word), items })
    });
    Sheet {
        doc: Doc { title, ..view::doc(&p, input, None) },
        w: input.locale.words(),
        intro: format!("{} {}", input.locale.counted("sheet_intro", signed.len(), &[]), languages(&p)),
        sign_here: input.locale.fill("sign_here", &[("what", &view::signoff::capital(&said)), ("digest", &digest[..12])]),
        what: said,
        digest: digest.as_bytes().chunks(8).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" "),
        groups: groups.collect(),
    }
}

/// That the digest covers every language, while the sheet is printed in one.
fn languages(p: &Printer<'_>) -> String {
    let name = |lang: &Lang| p.locale.language(lang.code());
    let langs: Vec<String> = p.dossier.head.languages.iter().map(name).collect();
    p.locale.fill("sheet_languages", &[("langs", &p.locale.list(&langs))])
}

/// One item.
fn item(p: &Printer<'_>, group: Group, name: &str, signed: &[Signed]) -> Option<SheetItem> {
    let digest = signed.iter().find(|s| s.sort == group.word() && s.name == name)?.digest.clone();
    let d = p.dossier;
    let found = Id::parse(name).and_then(|id| d.item(&id));
    let bare = |title: Say| (title, None, Vec::new());
    let (title, body, lines) = match (group, found) {
        (Group::Evidence, Some(Item::Evidence(n))) => evidence(p, n),
        (Group::Indicator, Some(Item::Indicator(n))) => indicator(p, &d.indicators[n]),
        (Group::Source, Some(Item::Source(n))) => {
            let source = &d.sources[n];
            let published = format!("{}, {}", p.name(&source.publisher).t, p.locale.date(source.date.value));
            let mut lines = vec![(p.word("source"), p.own(published))];
            lines.push((p.word("kind"), p.own(p.word(&format!("source_{}", source.kind.word())))));
            lines.extend(source.url.iter().map(|url| (p.word("field_url"), p.own(url.value.clone()))));
            lines.extend(source.attachment.iter().map(|id| (p.word("copy_attached"), title(p, &id.value))));
            lines.extend(source.note.iter().map(|note| (p.word("note"), p.say(note))));
            (p.say(&source.title), None, lines)
        }
        (Group::Attachment, Some(Item::Attachment(n))) => {
            let attachment = &d.attachments[n];
            let file = d.files.iter().find(|f| f.id == attachment.id.value);
            let lines = file.map(|f| (p.word("digest"), p.own(format!("{} ({})", &f.sha256[..12], embedded_name(f)))));
            (p.say(&attachment.title), None, lines.into_iter().collect())
        }
        (Group::Answer, _) => {
            let field = d.form.field(name)?;
            let answer = d.answers.iter().find(|(f, _)| *f == field).map(|(_, a)| a)?;
            let field = &d.form.fields[field];
            let name = |written: &str| match field.option(written) {
                Some(option) => p.pack_say(&field.options[option].label),
                None => criterion_name(p, written),
            };
            let word = p.word(if field.options.is_empty() { "criterion" } else { "field_choices" });
            let rated = answer.ratings.iter().map(|r| (name(&r.criterion.value).t, p.own(r.rating.value.to_string())));
            let chosen = answer.choices.iter().map(|c| (word.clone(), name(&c.value)));
            let cells = |line: &Vec<Text>| line.iter().map(|cell| p.say(cell).t).collect::<Vec<_>>().join(" · ");
            let table = answer.table.iter().map(|line| (p.word("field_table"), p.own(cells(line))));
            let text = answer.text.as_ref().filter(|_| field.kind != FieldType::Choice || field.options.is_empty());
            (p.pack_say(&field.label), text.map(|t| p.prose(t)), rated.chain(chosen).chain(table).collect())
        }
        (Group::Question, _) => {
            let field = &d.form.fields[d.form.field(name)?];
            let asks = field.asks.iter().map(|t| (p.word("content"), p.pack_say(t)));
            (p.pack_say(&field.label), None, asks.collect())
        }
        (Group::NextStep, _) => step(p, name)?,
        (Group::Criterion, _) => bare(p.criterion_name(covers::row(d, name)?)),
        (Group::Unit, _) => {
            let unit = d.units.iter().find(|u| u.id.value.as_str() == name)?;
            let ended = unit.ended.iter().map(|day| (p.word("field_ended"), p.own(p.locale.date(day.value))));
            let steps = unit.levels.iter().filter_map(|step| {
                Some((p.locale.fill("level", &[("n", &p.locale.number(step.level.value))]), p.say(step.name.as_ref()?)))
            });
            let note = unit.note.iter().map(|note| (p.word("note"), p.say(note)));
            (p.say(&unit.name), None, ended.chain(steps).chain(note).collect())
        }
        (Group::Dossier, _) => bare(p.say(&d.head.title)),
        (Group::City, _) => bare(p.own(d.city.name.in_language(&p.locale.lang))),
        _ => bare(p.own(name)),
    };
    Some(SheetItem { id: name.to_owned(), title, digest, body, lines })
}

type Parts = (Say, Option<Tree>, Vec<(String, Say)>);

fn criterion_name(p: &Printer<'_>, code: &str) -> Say {
    covers::criterion(p.dossier, code).map_or_else(|| p.own(code), |c| p.criterion_name(c))
}

fn evidence(p: &Printer<'_>, n: usize) -> Parts {
    let item = &p.dossier.evidence[n];
    let mut lines = vec![(p.word("kind"), p.own(facts(p, item).join(" · ")))];
    for detail in details(p, item) {
        lines.extend(detail.say.or(detail.link.map(|link| link.label)).map(|said| (detail.label, said)));
    }
    let prose = item.details.texts.iter().filter(|(key, _)| PROSE_DETAILS.contains(key));
    lines.extend(prose.map(|(key, text)| (p.word(&format!("detail_{key}")), p.say(text))));
    let reasons = p.dossier.links_of(n).iter().map(|l| (p.criterion_name(l.criterion).t, p.say(&l.because)));
    lines.extend(reasons);
    lines.extend(item.proof.iter().map(|proof| (p.word("proof"), title(p, &proof.value))));
    lines.extend(item.owner.iter().map(|owner| (p.word("owner"), p.say(owner))));
    for picture in &item.pictures {
        let said = [&picture.caption, &picture.alt, &picture.credit, &picture.rights].map(|text| p.say(text).t);
        lines.push((p.word("field_picture"), p.own(said.join(" · "))));
    }
    (p.say(&item.title), Some(p.prose(&item.says)), lines)
}

fn indicator(p: &Printer<'_>, indicator: &Indicator) -> Parts {
    let figures = p.figures();
    let line = |figure: &Figure, word: &str| {
        let time = figure.period.map(|t| p.locale.period(t)).unwrap_or_default();
        let printed = figures.figure(indicator, figure);
        let source = figure.source.as_ref().map(|s| title(p, &s.value).t);
        let place = (!indicator.is_own(figure)).then(|| p.place(indicator.place_of(figure)).t);
        let known = provenance(p, figure, indicator.unit_of(figure), &printed).into_iter().map(|say| say.t);
        let broken = figure.series_break.as_ref().map(|b| broken(p, b).t);
        let all: Vec<String> = [printed.clone()].into_iter().chain(place).chain(source).chain(known).chain(broken).collect();
        (format!("{} {time}", p.word(word)), p.own(all.join(" · ")))
    };
    let mut lines = vec![(p.word("unit"), p.unit(indicator))];
    lines.extend(indicator.values.iter().map(|f| line(f, "value")));
    lines.extend(indicator.targets.iter().map(|f| line(f, "target")));
    (p.say(&indicator.name), indicator.says.as_ref().map(|t| p.prose(t)), lines)
}

fn step(p: &Printer<'_>, name: &str) -> Option<Parts> {
    let (key, nth) = name.split_once(" #").unwrap_or((name, "1"));
    let criterion = covers::criterion(p.dossier, key)?;
    let steps = p.dossier.next_steps.iter().filter(|(c, _)| *c == criterion);
    // Several about one criterion are printed together, under the first.
    let said = steps.map(|(_, step)| match &step.plan {
        Plan::Step { what, who, by } => {
            let by = by.map(|by| format!(", {}", p.locale.date(by))).unwrap_or_default();
            (format!("{}{by}", p.say(who).t), p.say(what))
        }
        Plan::NotNow { because, decided_by } => (p.say(decided_by).t, p.say(because)),
    });
    let lines = if nth == "1" { said.collect() } else { Vec::new() };
    Some((p.criterion_name(criterion), None, lines))
}

/// The title of an item.
fn title(p: &Printer<'_>, id: &Id) -> Say {
    p.title_ref(id).map_or_else(|| p.own(id.as_str()), |link| link.label)
}
