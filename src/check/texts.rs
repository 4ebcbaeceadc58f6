//! Every text of a dossier, for checks that look at all of them.

use super::Dossier;
use crate::model::evidence::PROSE_DETAILS;
use crate::model::next_step::Plan;
use crate::model::{Base, Figure, Picture, Text, Unit};
use crate::pack::form::FieldType;
use crate::yaml::read::Placed;

/// A text, and how it is to be read.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// The text.
    pub text: &'a Text,
    /// What sort of text it is.
    pub sort: Sort,
}

/// How a text is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// One line.
    Line,
    /// Paragraphs, lists and links.
    Prose,
    /// A proper name: written once, it stands for every language.
    Name,
}

fn line(text: &Text) -> Said<'_> {
    Said { text, sort: Sort::Line }
}

fn prose(text: &Text) -> Said<'_> {
    Said { text, sort: Sort::Prose }
}

fn name(text: &Text) -> Said<'_> {
    Said { text, sort: Sort::Name }
}

/// Who made a picture is a name; what it shows is not.
fn picture(picture: &Picture) -> [Said<'_>; 4] {
    [line(&picture.alt), line(&picture.caption), name(&picture.credit), line(&picture.rights)]
}

/// All texts, in the order of the model.
#[must_use]
pub fn all(dossier: &Dossier) -> Vec<Said<'_>> {
    let mut list: Vec<Said<'_>> = Vec::new();
    let (head, city) = (&dossier.head, &dossier.city);
    list.push(line(&head.title));
    list.extend(head.subtitle.iter().map(line));
    list.extend(head.notice.iter().chain(&head.case).map(prose));
    list.extend(head.picture.iter().flat_map(picture));
    list.extend(head.signed_pages.iter().map(|page| line(&page.alt)));
    list.push(line(&city.country));
    list.push(line(&city.head.title));
    list.extend(city.head.name.iter().map(name));
    for contact in &city.contacts {
        list.push(line(&contact.role));
        list.extend(contact.organisation.iter().map(line));
        list.extend(contact.name.iter().map(name));
    }
    for (_, figure) in &city.profile {
        figure_texts(figure, &mut list);
    }
    for (field, answer) in &dossier.answers {
        let field = &dossier.form.fields[*field];
        // The option that is named is printed in the words of the form.
        let names_option = field.kind == FieldType::Choice && !field.options.is_empty() && !answer.choices.is_empty();
        let said = if field.kind.is_long() { prose } else { line };
        list.extend(answer.owner.iter().map(line));
        list.extend(answer.text.iter().filter(|_| !names_option).map(said));
        // A cell that is written once is a name, a year, an amount: it is the same in every language.
        list.extend(answer.table.iter().flatten().map(name));
    }
    for item in &dossier.evidence {
        list.push(line(&item.title));
        list.push(prose(&item.says));
        list.extend(item.owner.iter().map(line));
        list.extend(item.details.texts.iter().map(|(key, t)| if PROSE_DETAILS.contains(key) { prose(t) } else { line(t) }));
        list.extend(item.pictures.iter().flat_map(picture));
        if let Some(amount) = &item.details.amount {
            figure_texts(amount, &mut list);
        }
    }
    list.extend(dossier.links.iter().map(|link| line(&link.because)));
    for indicator in &dossier.indicators {
        list.push(line(&indicator.name));
        list.extend(
            [unit_text(&indicator.unit.value), base_text(indicator.base.as_ref()), indicator.place.name.as_ref()]
                .into_iter()
                .flatten()
                .map(line),
        );
        list.extend(indicator.says.iter().map(prose));
        list.extend(indicator.owner.iter().map(line));
        indicator.values.iter().chain(&indicator.targets).for_each(|f| figure_texts(f, &mut list));
    }
    for unit in &dossier.units {
        list.push(line(&unit.name));
        list.extend(unit.note.iter().chain(unit.levels.iter().filter_map(|step| step.name.as_ref())).map(line));
    }
    for (_, step) in &dossier.next_steps {
        match &step.plan {
            Plan::Step { what, who, .. } => list.extend([line(what), line(who)]),
            Plan::NotNow { because, decided_by } => list.extend([line(because), line(decided_by)]),
        }
    }
    for source in &dossier.sources {
        list.extend([line(&source.title), name(&source.publisher)]);
        list.extend(source.note.iter().map(line));
    }
    for attachment in &dossier.attachments {
        list.push(line(&attachment.title));
        list.extend(attachment.rights.iter().map(line));
    }
    for signoff in &dossier.signoffs {
        list.extend(std::iter::once(&signoff.role).chain(&signoff.body).chain(&signoff.name).map(name));
    }
    list
}

fn figure_texts<'a>(figure: &'a Figure, list: &mut Vec<Said<'a>>) {
    list.extend(figure.texts().map(line));
}

fn unit_text(unit: &Unit) -> Option<&Text> {
    if let Unit::Said(text) = unit { Some(text) } else { None }
}

fn base_text(base: Option<&Placed<Base>>) -> Option<&Text> {
    if let Some(Base::Said(text)) = base.map(|b| &b.value) { Some(text) } else { None }
}
