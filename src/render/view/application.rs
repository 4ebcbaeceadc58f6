//! The application as it is handed in: the form's own order of parts, headings and fields.

mod field;

use std::collections::BTreeMap;

use minijinja::value::Value as Tree;
use serde::Serialize;

use super::back;
use super::printer::{Printer, Say};
use super::{Doc, Input, OverruledView, picture};
use crate::model::words::Nature;
use crate::pack::form::FilledBy;
use crate::pack::{Field, Standing};
pub use field::{DataRow, FormField, Rated, TickBox};

/// The template of the form.
pub const MAIN: &str = "form/form.typ.jinja";

/// Everything the template of the form sees.
#[derive(Debug, Serialize)]
pub struct Application {
    /// Title, language, date and draft mark of the document.
    pub doc: Doc,
    /// The printed words of the language, by key.
    pub w: BTreeMap<String, String>,
    /// What the form is called.
    pub title: Say,
    /// City, edition of the form, call, date: label and text.
    pub lines: Vec<(String, Say)>,
    /// That this is no original, in a sentence; none for a form that is verified in every field.
    pub working_copy: Option<String>,
    /// What the document is, when it is no application.
    pub nature: Option<String>,
    /// What it is and is not (prose).
    pub notice: Option<Tree>,
    /// The parts of the form.
    pub parts: Vec<FormPart>,
    /// Errors that somebody answers for.
    pub overruled: Option<OverruledView>,
    /// Problems that belong to no answer, in a draft.
    pub problems: Vec<Say>,
    /// The digests of what is said and of all inputs, by which this document is known again.
    pub digests: String,
}

/// A part of the form.
#[derive(Debug, Serialize)]
pub struct FormPart {
    /// Its name.
    pub id: String,
    /// Its title.
    pub title: Say,
    /// Who fills it in, in a sentence.
    pub by: String,
    /// Its fields, by heading.
    pub sections: Vec<FormSection>,
    /// The pages on which it was signed.
    pub signed: Vec<SignedView>,
}

/// Fields of the form under one heading.
#[derive(Debug, Serialize)]
pub struct FormSection {
    /// The heading, where the form has one.
    pub heading: Option<Say>,
    /// The fields, in their order.
    pub fields: Vec<FormField>,
}

/// A page that was signed on paper and scanned.
#[derive(Debug, Serialize)]
pub struct SignedView {
    /// Its place in the document.
    pub id: String,
    /// Where the theme finds it.
    pub path: String,
    /// What is to be seen on it.
    pub alt: Say,
}

/// Phrases the form.
#[must_use]
pub fn application(input: &Input<'_>) -> Application {
    let p = Printer::new(input);
    let (head, city, form) = (&p.dossier.head, &p.dossier.city, &p.dossier.form);
    let working = !is_original(&p);
    let private = input.private.then(|| p.word("not_for_publication"));
    let mark = super::joined([private, super::compared(&p), working.then(|| p.word("working_copy"))]);
    let title = p.pack_say(&form.head.title);
    let name = city.name.in_language(&p.locale.lang).to_owned();
    let mut lines = vec![
        (p.word("applicant"), p.own(format!("{name}, {}", p.say(&city.country).t))),
        (p.word("edition"), p.pack_say(&form.head.edition)),
        (p.word("form_status"), p.own(p.word(super::form_standing(&p)))),
    ];
    lines.extend(head.call.map(|call| (p.word("call"), p.own(call.to_string()))));
    lines.push((p.word("date"), p.own(p.locale.date(head.date))));
    let digest = |key: &str, digest: &str| format!("{}{} {}", p.word(key), p.locale.word("colon"), &digest[..12]);
    Application {
        doc: Doc { title: title.t.clone(), ..super::doc(&p, input, mark.as_deref()) },
        w: input.locale.words(),
        title,
        lines,
        working_copy: working.then(|| p.word("working_copy_note")),
        nature: super::nature(&p),
        notice: head.notice.as_ref().filter(|_| head.nature != Nature::Application).map(|text| p.prose(text)),
        parts: form.parts.iter().enumerate().map(|(n, _)| part(&p, n)).collect(),
        overruled: super::overruled(&p, input),
        problems: p.problems_beside_answers(),
        digests: [
            digest("content_digest", &input.facts.content()),
            digest("input_digest", &back::digest(p.dossier, &input.command)),
        ]
        .join(" · "),
    }
}

/// Whether what is printed can be taken for the network's own form.
fn is_original(p: &Printer<'_>) -> bool {
    let form = &p.dossier.form;
    form.head.standing == Standing::Verified && form.fields.iter().all(|field| field.standing == Standing::Verified)
}

/// One part, with the fields that a unit of the city's kind is asked.
fn part(p: &Printer<'_>, number: usize) -> FormPart {
    let (form, head) = (&p.dossier.form, &p.dossier.head);
    let part = &form.parts[number];
    let pages = head.signed_pages.iter().filter(|page| page.part.value == part.id);
    let signed: Vec<SignedView> = pages
        .filter_map(|page| Some((page, p.dossier.pictures.iter().find(|data| data.paths.contains(&page.file.value))?)))
        .enumerate()
        .map(|(n, (page, data))| SignedView {
            id: signed_place(part.id.as_str(), n),
            path: format!("/{}", picture::embedded_name(data)),
            alt: p.say(&page.alt),
        })
        .collect();
    let blank = part.filled_by == FilledBy::Commission;
    let mut sections: Vec<(Option<Say>, Vec<&Field>)> = Vec::new();
    for (_, field) in form.asked(p.dossier.city.kind).filter(|(_, field)| field.part == number) {
        let heading = field.heading.as_ref().map(|text| p.pack_say(text));
        match sections.last_mut().filter(|(other, _)| *other == heading) {
            Some((_, fields)) => fields.push(field),
            None => sections.push((heading, vec![field])),
        }
    }
    let place = signed.first().map(|page| page.id.as_str());
    let section =
        |(heading, fields): (Option<Say>, Vec<&Field>)| FormSection { heading, fields: field::all(p, &fields, blank, place) };
    FormPart {
        id: format!("part:{}", part.id),
        title: p.pack_say(&part.title),
        by: p.word(if blank { "commission_note" } else { "part_by_city" }),
        sections: sections.into_iter().map(section).collect(),
        signed,
    }
}

/// The place of a signed page of a part.
fn signed_place(part: &str, number: usize) -> String {
    format!("signed:{part}:{}", number + 1)
}
