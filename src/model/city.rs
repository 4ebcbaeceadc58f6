//! Who applies.

use serde::Serialize;

use super::figure::Figure;
use super::id::Id;
use super::language::Lang;
use super::source::check_url;
use super::text::Text;
use super::words::Unit;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::yaml::Node;
use crate::yaml::read::{Cx, Fields, Placed, Read};

/// The applying city, district, county, province or consortium.
#[derive(Clone, Debug, Serialize)]
pub struct City {
    /// Its names.
    pub name: Names,
    /// The language of the native name.
    pub native_language: Lang,
    /// The country.
    pub country: Text,
    /// What it is.
    pub kind: Unit,
    /// Its official website.
    pub website: Option<Placed<String>>,
    /// The head of the unit, who signs.
    pub head: Head,
    /// Who can be asked, by role.
    pub contacts: Vec<Contact>,
    /// The body that steers the application.
    pub steered_by: Option<Placed<Id>>,
    /// The decision to apply.
    pub decided_by: Option<Placed<Id>>,
    /// Profile data by key, in the form's order.
    #[serde(serialize_with = "super::canonical::map")]
    pub profile: Vec<(&'static str, Figure)>,
    /// The line that stands for the whole entry in a message.
    pub at: Span,
    /// The whole entry.
    pub span: Span,
}

/// Profile data that the known forms ask for: key, and the unit it is in.
pub const PROFILE: &[&str] = &[
    "population",
    "area_km2",
    "density_per_km2",
    "gdp_per_head_city_usd",
    "gdp_per_head_country_usd",
    "schooling_years_men",
    "schooling_years_women",
];

/// Keys that hold private data.
const PRIVATE: &[&str] = &["phone", "tel", "telephone", "mobile", "email", "e-mail", "mail", "address", "postcode", "fax"];

/// A name in its own language and in others.
#[derive(Clone, Debug, Serialize)]
pub struct Names {
    /// As the city writes it.
    pub native: String,
    /// In other languages.
    #[serde(serialize_with = "super::canonical::map")]
    pub others: Vec<(Lang, String)>,
    /// Where each is written, the native one first.
    pub places: Vec<Span>,
}

impl City {
    /// A figure of the profile by its key.
    #[must_use]
    pub fn figure(&self, key: &str) -> Option<&Figure> {
        self.profile.iter().find(|(known, _)| *known == key).map(|(_, figure)| figure)
    }
}

impl Names {
    /// The name to print in a document of this language.
    #[must_use]
    pub fn in_language(&self, lang: &Lang) -> &str {
        self.others.iter().find(|(l, _)| l == lang).map_or(&self.native, |(_, name)| name)
    }
}

/// The head of the city.
#[derive(Clone, Debug, Serialize)]
pub struct Head {
    /// The exact official title.
    pub title: Text,
    /// The name; may be left to the signed page.
    pub name: Option<Text>,
}

/// A person or office that can be asked. Numbers and addresses belong into `private.yaml`.
#[derive(Clone, Debug, Serialize)]
pub struct Contact {
    /// What they do in the application.
    pub role: Text,
    /// The office.
    pub organisation: Option<Text>,
    /// The name, when the city wants it printed.
    pub name: Option<Text>,
}

impl Read for City {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "the city", cx)?;
        let (name, country, kind) = (f.required("name", cx), f.required("country", cx), f.required("kind", cx));
        let native_language = f.required("native_language", cx);
        let (website, head) = (f.optional("website", cx), f.required("head", cx));
        let contacts = f.list("contacts", cx);
        let (steered_by, decided_by) = (f.optional("steered_by", cx), f.optional("decided_by", cx));
        let profile = f.entry("profile").map(|(_, v)| read_profile(v, cx)).unwrap_or_default();
        let at = f.head();
        f.finish(cx);
        if let Some(website) = &website {
            check_url(website, cx);
        }
        // What could not be read was reported; stand-ins let the rest be checked.
        Some(Self {
            name: name.unwrap_or_else(|| Names { native: "…".into(), others: Vec::new(), places: vec![at] }),
            native_language: native_language.unwrap_or_else(Lang::english),
            country: country.unwrap_or_else(|| Text::stand_in(at)),
            kind: kind.unwrap_or(Unit::City),
            website,
            head: head.unwrap_or_else(|| Head { title: Text::stand_in(at), name: None }),
            contacts,
            steered_by,
            decided_by,
            profile,
            at,
            span: node.span,
        })
    }
}

fn read_profile(node: &Node, cx: &mut Cx<'_>) -> Vec<(&'static str, Figure)> {
    let Some(mut f) = Fields::open(node, "the profile", cx) else { return Vec::new() };
    let profile = PROFILE.iter().filter_map(|key| Some((*key, f.optional(key, cx)?))).collect();
    f.finish(cx);
    profile
}

impl Read for Names {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        if node.scalar().is_some() {
            return String::read(node, cx).map(|native| Self { native, others: Vec::new(), places: vec![node.span] });
        }
        let mut f = Fields::open(node, "a name", cx)?;
        let native: Option<Placed<String>> = f.required("native", cx);
        let mut others = Vec::new();
        let mut places = Vec::from_iter(native.as_ref().map(|n| n.at));
        for (key, value) in f.others() {
            match key.scalar().and_then(|s| Lang::parse(&s.text)) {
                Some(lang) => {
                    others.extend(String::read(value, cx).map(|name| (lang, name)));
                    places.push(value.span);
                }
                None => cx.push(
                    Diagnostic::new(Code::BadLanguage, key.span, "a name is written for `native` and for languages such as `en`")
                        .hint("`name: {native: Hà Nội, en: Hanoi}`"),
                ),
            }
        }
        f.finish_except(|_| true, cx);
        Some(Self { native: native?.value, others, places })
    }
}

impl Read for Head {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "the head of the city", cx)?;
        let (title, name) = (f.required("title", cx), f.optional("name", cx));
        f.finish(cx);
        Some(Self { title: title?, name })
    }
}

impl Read for Contact {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "a contact", cx)?;
        let (role, organisation, name) = (f.required("role", cx), f.optional("organisation", cx), f.optional("name", cx));
        for (k, _) in f.others() {
            let key = k.scalar().map(|s| s.text.to_lowercase()).unwrap_or_default();
            if PRIVATE.contains(&key.as_str()) {
                cx.push(
                    Diagnostic::new(Code::PrivateData, k.span, format!("`{key}` is private and does not belong here"))
                        .hint("keep it in `private.yaml`: gnlc does not read that file unless asked, and never prints it into a public document"),
                );
            }
        }
        f.finish_except(|key| PRIVATE.contains(&key.to_lowercase().as_str()), cx);
        Some(Self { role: role?, organisation, name })
    }
}
