//! Who uses what: for every source, attachment and item of evidence, the places that name it.

use std::collections::HashMap;

use super::printer::Ref;
use crate::check::{Dossier, Item};
use crate::locale::Locale;
use crate::model::text::Version;
use crate::model::{Figure, Id, Text, prose};

/// The places that name each id, in the order of print.
#[derive(Debug, Default)]
pub struct Uses(HashMap<Id, Vec<Ref>>);

impl Uses {
    /// Collects them.
    #[must_use]
    pub fn collect(dossier: &Dossier, locale: &Locale) -> Self {
        let mut uses = Self::default();
        let place = |id: &Id| Ref::item(id, locale);
        let section = |name: &str, word: &str| Ref::place(format!("section:{name}"), locale.word(word), locale.word(word));
        // A place is named only where it is printed: not every form asks for a profile, or for more than lines.
        let fields = &dossier.form.fields;
        let profile = fields.iter().any(|f| f.fills.is_some_and(|f| f.profile_key().is_some()));
        for (_, figure) in dossier.city.profile.iter().filter(|_| profile) {
            uses.figure(figure, &section("profile", "profile"));
        }
        let answers = dossier.answers.iter().filter(|(f, _)| fields[*f].kind.is_long()).filter_map(|(_, a)| a.text.as_ref());
        for text in answers {
            uses.text(text, dossier, &section("answers", "answers"));
        }
        if let Some(case) = &dossier.head.case {
            uses.text(case, dossier, &section("summary", "summary"));
        }
        if let Some(notice) = &dossier.head.notice {
            uses.text(notice, dossier, &section("colophon", "colophon"));
        }
        for item in &dossier.evidence {
            let here = place(&item.id.value);
            let d = &item.details;
            item.proof.iter().chain(&d.decision).chain(&d.promised_in).for_each(|id| uses.add(&id.value, &here));
            d.amount.iter().for_each(|figure| uses.figure(figure, &here));
            uses.text(&item.says, dossier, &here);
        }
        for indicator in &dossier.indicators {
            let here = place(&indicator.id.value);
            indicator.values.iter().chain(&indicator.targets).for_each(|figure| uses.figure(figure, &here));
            indicator.says.iter().for_each(|text| uses.text(text, dossier, &here));
        }
        for source in &dossier.sources {
            source.attachment.iter().for_each(|id| uses.add(&id.value, &place(&source.id.value)));
        }
        uses
    }

    /// The places that name an id.
    #[must_use]
    pub fn of(&self, id: &Id) -> Vec<Ref> {
        self.0.get(id).cloned().unwrap_or_default()
    }

    fn add(&mut self, id: &Id, place: &Ref) {
        let places = self.0.entry(id.clone()).or_default();
        if places.iter().all(|p| p.to != place.to) {
            places.push(place.clone());
        }
    }

    fn figure(&mut self, figure: &Figure, place: &Ref) {
        if let Some(source) = &figure.source {
            self.add(&source.value, place);
        }
    }

    fn text(&mut self, text: &Text, dossier: &Dossier, place: &Ref) {
        let versions: &[Version] = &text.versions;
        for version in versions.iter().filter(|v| prose::may_refer(&v.text)) {
            let (blocks, _) = prose::parse(&version.text);
            prose::references(&blocks, &mut |reference, _| {
                if let Some(id) = &reference.id
                    && matches!(dossier.item(id), Some(Item::Source(_) | Item::Attachment(_)))
                {
                    self.add(id, place);
                }
            });
        }
    }
}
