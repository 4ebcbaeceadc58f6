//! Application forms.

use super::{Head, Standing};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::words::words;
use crate::model::{Id, Lang, Text};
use crate::yaml::Node;
use crate::yaml::read::{Cx, Fields, Placed, Read};

words! {
    /// What sort of content a field takes.
    pub enum FieldType, "type of field" {
        /// A line of text.
        Text = "text",
        /// A web address.
        Url = "url",
        /// One of a few words.
        Choice = "choice",
        /// A telephone number.
        Phone = "phone",
        /// An e-mail address.
        Email = "email",
        /// A figure with its year.
        Figure = "figure",
        /// A text of some length.
        Prose = "prose",
        /// A table of ratings from 1 to 5.
        Ratings = "ratings",
        /// A choice among criteria.
        Choices = "choices",
        /// A sentence that is agreed to.
        Statement = "statement",
        /// A signature with date and stamp.
        Signature = "signature",
    }
}

impl FieldType {
    /// Whether it holds more than a line.
    #[must_use]
    pub const fn is_long(self) -> bool {
        matches!(self, Self::Prose | Self::Ratings | Self::Choices)
    }
}

words! {
    /// Where the content of a field comes from, when it is not an answer.
    pub enum Fills, "content of a field" {
        /// The city's name.
        CityName = "city.name",
        /// The country.
        CityCountry = "city.country",
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

/// One field of a form.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub id: Placed<Id>,
    /// The part it stands in.
    pub part: usize,
    /// The heading it stands under.
    pub heading: Option<Text>,
    /// Its label.
    pub label: Text,
    /// What it takes.
    pub kind: FieldType,
    /// Where its content comes from; `None` means an answer.
    pub fills: Option<Fills>,
    /// Whether it must be filled.
    pub required: bool,
    /// Most words.
    pub max_words: Option<u32>,
    /// The unit of a figure.
    pub unit: Option<Text>,
    /// What is asked, in other words.
    pub asks: Option<Text>,
    /// How far it can be trusted.
    pub standing: Standing,
    /// A remark.
    pub note: Option<Text>,
}

impl Form {
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
    let languages = f.list("languages", cx);
    let stale_after = f.optional("stale_after", cx).unwrap_or(STALE_AFTER);
    let max_size_mb = f.optional("max_size_mb", cx);
    let parts: Vec<Part> = f.required("parts", cx)?;
    let raw: Vec<(Field, Placed<Id>)> = f.required("fields", cx)?;
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
    Some(Form { head, call, languages, stale_after, max_size_mb, parts, fields })
}

impl Read for Part {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "a part of a form", cx)?;
        let (id, title, filled_by) = (f.required("id", cx), f.required("title", cx), f.required("filled_by", cx));
        f.finish(cx);
        Some(Self { id: id?, title: title?, filled_by: filled_by? })
    }
}

impl Read for (Field, Placed<Id>) {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "a field of a form", cx)?;
        let (id, part) = (f.required("id", cx), f.required("part", cx));
        let (heading, label, kind) = (f.optional("heading", cx), f.required("label", cx), f.required("type", cx));
        let fills = f.optional("fills", cx);
        let required = f.optional("required", cx).unwrap_or(true);
        let max_words = f.optional("max_words", cx);
        let (unit, asks) = (f.optional("unit", cx), f.optional("asks", cx));
        let standing = f.optional("status", cx).unwrap_or(Standing::User);
        let note = f.optional("note", cx);
        let _options: Vec<Text> = f.list("options", cx);
        f.finish(cx);
        let field = Field {
            id: id?,
            part: 0,
            heading,
            label: label?,
            kind: kind?,
            fills,
            required,
            max_words,
            unit,
            asks,
            standing,
            note,
        };
        Some((field, part?))
    }
}
