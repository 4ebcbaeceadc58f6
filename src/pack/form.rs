//! Application forms.

mod checks;
mod field;

pub use field::{Choice, Field, FieldType, Length, Scale};

use super::{Head, some};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::words::{Unit, words};
use crate::model::{Date, Id, Lang, Text};
use crate::source::Span;
use crate::yaml::Node;
use crate::yaml::read::{Cx, Fields, Placed, Read};

words! {
    /// Where the content of a field comes from, when it is not an answer.
    pub enum Fills, "content of a field" {
        /// The city's name.
        CityName = "city.name",
        /// The country.
        CityCountry = "city.country",
        /// What kind of unit it is.
        CityKind = "city.kind",
        /// The city's website.
        CityWebsite = "city.website",
        /// The title of the head of the city.
        HeadTitle = "head.title",
        /// The name of the head of the city.
        HeadName = "head.name",
        /// The role of the first contact.
        ContactRole = "contact.role",
        /// The name of the first contact.
        ContactName = "contact.name",
        /// The office of the first contact.
        ContactOrganisation = "contact.organisation",
        /// Private data of a contact, never printed.
        ContactPrivate = "contact.private",
        /// Population.
        Population = "profile.population",
        /// Area.
        Area = "profile.area_km2",
        /// Persons per square kilometre, or a class of it.
        Density = "profile.density_per_km2",
        /// GDP per head, city.
        GdpCity = "profile.gdp_per_head_city_usd",
        /// GDP per head, country.
        GdpCountry = "profile.gdp_per_head_country_usd",
        /// Years of schooling, men.
        SchoolingMen = "profile.schooling_years_men",
        /// Years of schooling, women.
        SchoolingWomen = "profile.schooling_years_women",
        /// The pledge.
        Pledge = "pledge",
        /// The signature of the head of the city.
        SignatureHead = "signature.head",
        /// The signature of the National Commission.
        SignatureCommission = "signature.commission",
        /// A field the National Commission fills in.
        Commission = "commission",
        /// The practices among the evidence.
        Practices = "practices",
    }
}

impl Fills {
    /// The key of the city's profile that it prints, when it is one.
    #[must_use]
    pub fn profile_key(self) -> Option<&'static str> {
        self.word().strip_prefix("profile.")
    }
}

words! {
    /// Who fills in a part.
    pub enum FilledBy, "party that fills in a part" {
        /// The city.
        City = "city",
        /// The National Commission.
        Commission = "national commission",
    }
}

/// An application form.
#[derive(Clone, Debug)]
pub struct Form {
    /// What it says of itself.
    pub head: Head,
    /// The year of its call.
    pub call: Option<String>,
    /// The languages it is filled in.
    pub languages: Vec<Lang>,
    /// Years after which a value is stale.
    pub stale_after: u32,
    /// The largest file that is accepted, in megabytes, when the form says.
    pub max_size_mb: Option<u32>,
    /// The day by which it must be handed in, when the form says.
    pub deadline: Option<Date>,
    /// What a field that is left empty must carry, when the form says.
    pub empty_phrase: Option<Text>,
    /// Its parts.
    pub parts: Vec<Part>,
    /// Its fields, in order.
    pub fields: Vec<Field>,
}

/// A part of a form.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its name.
    pub id: Id,
    /// Its title.
    pub title: Text,
    /// Who fills it in.
    pub filled_by: FilledBy,
}

impl Form {
    /// The fields that a unit of this kind is asked, each with its place.
    pub fn asked(&self, kind: Unit) -> impl Iterator<Item = (usize, &Field)> {
        self.fields.iter().enumerate().filter(move |(_, field)| field.asks_a(kind))
    }

    /// The field with this id.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<usize> {
        self.fields.iter().position(|f| f.id.value.as_str() == id)
    }
}

/// Years after which a value is stale when the form does not say.
const STALE_AFTER: u32 = 5;

/// Reads the keys of a form behind its head.
pub fn read(head: Head, f: &mut Fields<'_>, cx: &mut Cx<'_>) -> Option<Form> {
    let call = f.optional("call", cx);
    let languages: Vec<Placed<Lang>> = f.list("languages", cx);
    checks::languages(&languages, cx);
    let languages = languages.into_iter().map(|l| l.value).collect();
    let stale_after = f.optional("stale_after", cx).unwrap_or(STALE_AFTER);
    let max_size_mb = f.optional("max_size_mb", cx);
    let (deadline, empty_phrase) = (f.optional::<Placed<Date>>("deadline", cx), f.optional("empty_phrase", cx));
    checks::deadline(call.as_deref(), deadline.as_ref(), cx);
    let deadline = deadline.map(|d| d.value);
    let parts: Vec<Placed<Part>> =
        some("parts", "a form has at least one part: `{id: part-1, title: …, filled_by: city}`", f, cx)?;
    let (parts, places): (Vec<Part>, Vec<Span>) = parts.into_iter().map(|p| (p.value, p.at)).unzip();
    let raw: Vec<(Field, Placed<Id>)> =
        some("fields", "write what the form asks for; `gnlc pack new` shows a field of every type", f, cx)?;
    let mut fields: Vec<Field> = Vec::with_capacity(raw.len());
    for (field, part) in raw {
        if fields.iter().any(|other| other.id.value == field.id.value) {
            cx.push(
                Diagnostic::new(
                    Code::DuplicateId,
                    field.id.at,
                    format!("the field `{}` stands twice in this form", field.id.value),
                )
                .hint("every field has an id of its own"),
            );
            continue;
        }
        match parts.iter().position(|p| p.id == part.value) {
            Some(index) => fields.push(Field { part: index, ..field }),
            None => cx.push(
                Diagnostic::new(Code::UnknownId, part.at, format!("this form has no part `{}`", part.value))
                    .hint("`part:` names the id of one of the `parts:`"),
            ),
        }
    }
    let form = Form { head, call, languages, stale_after, max_size_mb, deadline, empty_phrase, parts, fields };
    form.check(&places, cx);
    Some(form)
}

impl Read for Part {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "a part of a form", cx)?;
        let (id, title, filled_by) = (f.required("id", cx), f.required("title", cx), f.required("filled_by", cx));
        f.finish(cx);
        Some(Self { id: id?, title: title?, filled_by: filled_by? })
    }
}
