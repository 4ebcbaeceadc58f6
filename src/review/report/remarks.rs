//! Remarks of reviewers, each with its reply and with what was done where it points to.

use std::collections::BTreeSet;

use serde::Serialize;

use super::super::facts::Group;
use super::super::side::{State, Voice};
use super::{ChangeLine, ItemView, Report};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::locale::Locale;
use crate::model::remark::Remark;

/// A remark and its answer.
#[derive(Debug, Serialize)]
pub struct RemarkView {
    /// Its number, as the reviewer counts.
    pub number: String,
    /// Who made it, and when.
    pub by: Option<String>,
    /// What it is about, in words.
    pub about: Vec<String>,
    /// What the reviewer says.
    pub text: String,
    /// What the city replies.
    pub reply: Option<String>,
    /// `open`, `done`, `declined`.
    pub state: &'static str,
    /// The same as a word of the language.
    pub state_word: String,
    /// What changed where it points to.
    pub done: Vec<Done>,
    /// What there is to say when nothing changed, or it cannot be known.
    pub note: Option<String>,
}

/// A change that answers a remark; it is told in full at its place.
#[derive(Debug, Serialize)]
pub struct Done {
    /// Its sort.
    pub sort: &'static str,
    /// Its name in the files.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// What happened to it.
    pub verb_word: String,
    /// Its figures that are other ones.
    pub lines: Vec<ChangeLine>,
}

/// Where a remark points to.
enum Target {
    /// These items.
    Items(BTreeSet<String>),
    /// Everything in an area.
    Area(String),
}

/// Answers remarks from a report. What a remark is about and does not exist is reported.
pub fn answer(
    remarks: &[Remark],
    (old, new): (&State, &State),
    report: &Report,
    locale: &Locale,
    diagnostics: &mut Diagnostics,
) -> Vec<RemarkView> {
    let (old, new) = (Voice { state: old, locale, others: &[] }, Voice { state: new, locale, others: &[] });
    remarks.iter().map(|remark| view(remark, old, new, report, diagnostics)).collect()
}

fn view(remark: &Remark, old: Voice<'_>, new: Voice<'_>, report: &Report, diagnostics: &mut Diagnostics) -> RemarkView {
    let locale = new.locale;
    let (mut targets, mut about, mut note) = (Vec::new(), Vec::new(), None);
    if let Some(item) = &remark.item {
        if let Some((target, name)) = named(&item.value, new).or_else(|| named(&item.value, old)) {
            targets.push(target);
            about.push(name);
        } else {
            diagnostics.push(unknown(remark, item, old, new));
            about.push(item.value.clone());
            note = Some(locale.word("remark_unknown").to_owned());
        }
    }
    if let Some(page) = remark.page {
        about.push(locale.fill("page_n", &[("n", &page.to_string())]));
        // The item says more precisely what is meant than the page it is on.
        if remark.item.is_none() {
            let on_page = |(_, p): &(&String, &usize)| **p == page as usize;
            let items: BTreeSet<String> = old.state.pages.iter().filter(on_page).map(|(id, _)| plain(id)).collect();
            if old.state.pages.is_empty() {
                note = Some(locale.word("remark_pages").to_owned());
            }
            targets.push(Target::Items(items));
        }
    }
    let done: Vec<Done> = if targets.is_empty() { Vec::new() } else { changes(report, &targets).map(done).collect() };
    if done.is_empty() && note.is_none() {
        note = Some(locale.word(if targets.is_empty() { "remark_whole" } else { "remark_unchanged" }).to_owned());
    }
    RemarkView {
        number: remark.number.value.clone(),
        by: said_by(remark, locale),
        about,
        text: remark.text.clone(),
        reply: remark.reply.clone(),
        state: remark.state.word(),
        state_word: locale.word(&format!("remark_{}", remark.state.word())).to_owned(),
        done,
        note,
    }
}

/// Who made a remark, and when.
fn said_by(remark: &Remark, locale: &Locale) -> Option<String> {
    let date = remark.date.map(|date| locale.date(date));
    let parts: Vec<String> = remark.who.clone().into_iter().chain(date).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The name of a place without its sort: `criterion:key-features:2.2` is the key of a criterion.
fn plain(place: &str) -> String {
    place.strip_prefix("criterion:").unwrap_or(place).to_owned()
}

/// What a name stands for, and what that is called.
fn named(name: &str, voice: Voice<'_>) -> Option<(Target, String)> {
    let sorts = [Group::Evidence, Group::Indicator, Group::Source, Group::Attachment, Group::Answer, Group::Unit];
    if let Some(title) = sorts.iter().find_map(|sort| voice.name(*sort, name)) {
        return Some((Target::Items(BTreeSet::from([name.to_owned()])), title));
    }
    let set = voice.state.dossier.frameworks.first()?;
    let key = if name.contains(':') { name.to_owned() } else { format!("{}:{name}", set.head.id.value) };
    let title = voice.criterion_name(voice.criterion(&key)?);
    let area = voice.area(Group::Coverage, &key).map(|area| voice.key(area));
    Some((Target::Area(area.unwrap_or(key)), title))
}

fn unknown(remark: &Remark, item: &crate::yaml::read::Placed<String>, old: Voice<'_>, new: Voice<'_>) -> Diagnostic {
    let names: BTreeSet<&str> =
        [old, new].iter().flat_map(|v| v.state.facts.0.values()).flat_map(|items| items.keys().map(String::as_str)).collect();
    let message = format!("remark {} is about `{}`, which does not exist", remark.number.value, item.value);
    Diagnostic::new(Code::UnknownRemarkItem, item.at, message)
        .hints(did_you_mean(&item.value, names))
        .hint("a remark names the id of an item, a question of the form, or a criterion such as `2.2`")
}

/// The changes that targets name.
fn changes<'r>(report: &'r Report, targets: &'r [Target]) -> impl Iterator<Item = &'r ItemView> {
    report.parts.iter().flat_map(move |part| {
        part.items.iter().filter(move |item| {
            targets.iter().any(|target| match target {
                Target::Items(names) => names.contains(&item.id) || item.was.as_ref().is_some_and(|was| names.contains(was)),
                Target::Area(key) => part.area.as_ref() == Some(key),
            })
        })
    })
}

fn done(item: &ItemView) -> Done {
    Done {
        sort: item.sort,
        id: item.id.clone(),
        label: format!("{}, {}", item.sort_word, item.name),
        verb_word: item.verb_word.clone(),
        lines: item.lines.iter().filter(|line| line.figure).cloned().collect(),
    }
}
