//! Application forms.

mod checks;

use super::{Head, Standing, some};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::prose::Count;
use crate::model::text::squeeze;
use crate::model::words::{Unit, words};
use crate::model::{Date, Id, Lang, Text};
use crate::source::Span;
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
        /// A table of ratings: of options, or of criteria where the form names none.
        Ratings = "ratings",
        /// A choice of several: of options, or of criteria where the form names none.
        Choices = "choices",
        /// A table: lines of cells under columns.
        Table = "table",
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
        matches!(self, Self::Prose | Self::Ratings | Self::Choices | Self::Table)
    }
}

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
    /// How long a text may be.
    pub length: Length,
    /// What can be chosen or rated, where that is no criterion.
    pub options: Vec<Choice>,
    /// The ends of the scale of ratings.
    pub scale: Scale,
    /// The columns of a table.
    pub columns: Vec<Text>,
    /// How many lines of a table are printed at least.
    pub lines: u32,
    /// The kinds of unit that are asked; all when it is empty.
    pub only_if: Vec<Unit>,
    /// The unit of a figure.
    pub unit: Option<Text>,
    /// What is asked, in other words.
    pub asks: Option<Text>,
    /// How to answer, for those who begin.
    pub advice: Option<Text>,
    /// How far it can be trusted.
    pub standing: Standing,
    /// A remark.
    pub note: Option<Text>,
}

/// How long a text may be, by the published rule of counting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Length {
    /// Fewest words.
    pub min_words: Option<u32>,
    /// Words from which on it is warned.
    pub soft_words: Option<u32>,
    /// Most words.
    pub max_words: Option<u32>,
    /// Characters from which on it is warned, spaces counted.
    pub soft_characters: Option<u32>,
    /// Most characters, spaces counted.
    pub max_characters: Option<u32>,
}

/// Something that can be chosen or rated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its name in answers.
    pub id: Placed<String>,
    /// Its name in print.
    pub label: Text,
}

/// The ends of a scale of ratings, and what they mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    /// The lowest rating.
    pub from: u32,
    /// The highest rating.
    pub to: u32,
    /// What the lowest means, when the form says.
    pub low: Option<Text>,
    /// What the highest means, when the form says.
    pub high: Option<Text>,
}

impl Default for Scale {
    fn default() -> Self {
        Self { from: 1, to: 5, low: None, high: None }
    }
}

impl Field {
    /// The option that a text names: by its id, or by its label in any language.
    #[must_use]
    pub fn option(&self, written: &str) -> Option<usize> {
        let plain = |text: &str| squeeze(text).to_lowercase();
        let named = plain(written);
        let called = |label: &Text| label.versions.iter().any(|version| plain(&version.text) == named);
        let by_id = self.options.iter().position(|option| plain(&option.id.value) == named);
        by_id.or_else(|| self.options.iter().position(|option| called(&option.label)))
    }

    /// Whether a unit of this kind is asked.
    #[must_use]
    pub fn asks_a(&self, kind: Unit) -> bool {
        self.only_if.is_empty() || self.only_if.contains(&kind)
    }
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

impl Read for (Field, Placed<Id>) {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "a field of a form", cx)?;
        let (id, part) = (f.required("id", cx), f.required("part", cx));
        let (heading, label, kind) = (f.optional("heading", cx), f.required("label", cx), f.required("type", cx));
        let fills = f.optional("fills", cx);
        let required = f.optional("required", cx).unwrap_or(true);
        let length = Length {
            min_words: f.optional("min_words", cx),
            soft_words: f.optional("soft_words", cx),
            max_words: f.optional("max_words", cx),
            soft_characters: f.optional("soft_characters", cx),
            max_characters: f.optional("max_characters", cx),
        };
        length.check(f.head(), cx);
        let (options, columns) = (f.list("options", cx), f.list("columns", cx));
        let scale = f.optional("scale", cx).unwrap_or_default();
        let (lines, only_if) = (f.optional("rows", cx).unwrap_or(0), f.list("only_if", cx));
        let (unit, asks, advice) = (f.optional("unit", cx), f.optional("asks", cx), f.optional("advice", cx));
        let standing = f.optional("status", cx).unwrap_or(Standing::User);
        let note = f.optional("note", cx);
        checks::keys(kind, &mut f, cx);
        f.finish(cx);
        let field = Field {
            id: id?,
            part: 0,
            heading,
            label: label?,
            kind: kind?,
            fills,
            required,
            length,
            options,
            scale,
            columns,
            lines,
            only_if,
            unit,
            asks,
            advice,
            standing,
            note,
        };
        field.check(cx);
        Some((field, part?))
    }
}

impl Length {
    /// Whether a text is longer than it allows.
    #[must_use]
    pub fn is_broken_by(self, count: Count) -> bool {
        let over = |most: Option<u32>, n: usize| most.is_some_and(|most| n > most as usize);
        over(self.max_words, count.words) || over(self.max_characters, count.characters)
    }

    /// Limits that contradict each other.
    fn check(self, at: Span, cx: &mut Cx<'_>) {
        let above = |low: Option<u32>, high: Option<u32>| low.zip(high).is_some_and(|(low, high)| low > high);
        let words = above(self.min_words, self.max_words) || above(self.soft_words, self.max_words);
        if words || above(self.soft_characters, self.max_characters) {
            cx.push(
                Diagnostic::new(Code::BadNumber, at, "these limits contradict each other").hint(
                    "`min_words:` and `soft_words:` are at most `max_words:`, `soft_characters:` at most `max_characters:`",
                ),
            );
        }
    }
}

impl Field {
    /// Keys that the type of the field does not have, or lacks.
    fn check(&self, cx: &mut Cx<'_>) {
        let at = self.id.at;
        let mut say = |message: String, hint: &str| cx.push(Diagnostic::new(Code::UnknownKey, at, message).hint(hint));
        let kind = self.kind.word();
        if !self.options.is_empty() && !matches!(self.kind, FieldType::Choice | FieldType::Choices | FieldType::Ratings) {
            say(format!("a field of type `{kind}` has no options"), "options belong to `choice`, `choices` and `ratings`");
        }
        if self.columns.is_empty() == (self.kind == FieldType::Table) {
            say(
                format!("a field of type `{kind}` has {} columns", if self.columns.is_empty() { "no" } else { "no use for" }),
                "`columns:` belongs to `table`, and every table has one",
            );
        }
        let mut seen: Vec<&str> = Vec::new();
        for option in &self.options {
            if seen.contains(&option.id.value.as_str()) {
                cx.push(
                    Diagnostic::new(Code::DuplicateId, option.id.at, format!("the option `{}` stands twice", option.id.value))
                        .hint("every option has a name of its own"),
                );
            }
            seen.push(&option.id.value);
        }
    }
}

impl Read for Choice {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        if node.get("id").is_none() {
            let label = Text::read(node, cx)?;
            let id = Placed { value: label.versions[0].text.trim().to_owned(), at: node.span };
            return Some(Self { id, label });
        }
        let mut f = Fields::open(node, "an option", cx)?;
        let (id, label) = (f.required("id", cx), f.required("label", cx));
        f.finish(cx);
        Some(Self { id: id?, label: label? })
    }
}

impl Read for Scale {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "a scale", cx)?;
        let (from, to) = (f.required::<u32>("from", cx), f.required::<u32>("to", cx));
        let (low, high) = (f.optional("low", cx), f.optional("high", cx));
        f.finish(cx);
        let (from, to) = (from?, to?);
        if from >= to || to - from > 20 {
            cx.push(
                Diagnostic::new(Code::BadNumber, node.span, format!("a scale from {from} to {to} cannot be printed"))
                    .hint("the first number is the lower one, and at most twenty lie between them"),
            );
            return None;
        }
        Some(Self { from, to, low, high })
    }
}
