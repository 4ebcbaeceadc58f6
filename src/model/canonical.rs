//! The canonical form of what a city says: what digests are made of, and what drafts are compared by.
//!
//! Types of the model write themselves as JSON. What is no part of what is said is written as nothing and taken out
//! ([`strip`]): places in files, fields that are not given, the notes of translations. So a field that a later version
//! knows of leaves the digests of items without it as they are. An id is written `@plan-11`, so that a reference is never
//! taken for a word; figures keep the digits they were written with.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value as Json;

use super::date::Date;
use super::id::Id;
use super::language::Lang;
use super::number::Number;
use super::period::Period;
use super::text::Text;
use super::value::Bound;
use crate::source::Span;
use crate::yaml::read::Placed;

/// The key of a text that names no language: it is in the dossier's first.
pub const ORIGINAL: &str = "";

/// Where something stands is no part of what it says.
impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

impl<T: Serialize> Serialize for Placed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("@{self}"))
    }
}

/// Types that are written as they print.
macro_rules! as_printed {
    ($($name:ident),+) => {
        $(impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        })+
    };
}
as_printed!(Date, Lang, Number);

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_yaml())
    }
}

impl Serialize for Bound {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.versions.len()))?;
        for version in &self.versions {
            map.serialize_entry(version.lang.as_ref().map_or(ORIGINAL, Lang::code), &unwrap(&version.text))?;
        }
        map.end()
    }
}

/// Writes a fact that is either so or not: "no" is said as loudly as "yes".
///
/// # Errors
/// Those of the serializer.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde wants this signature")]
pub fn yes_or_no<S: Serializer>(fact: &bool, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(if *fact { "yes" } else { "no" })
}

/// Writes a list of keys and values as a map.
///
/// # Errors
/// Those of the serializer.
pub fn map<K: Serialize, V: Serialize, S: Serializer>(pairs: &[(K, V)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(pairs.iter().map(|(k, v)| (k, v)))
}

/// A text without the line ends that mean nothing: a line goes on with the next one unless that starts a paragraph or a
/// list, or the line ends in a break.
#[must_use]
pub fn unwrap(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut breaks = true;
    for line in text.lines() {
        let said = line.trim_end();
        let starts = said.trim_start().chars().next().is_none_or(|c| c.is_ascii_digit() || "-*+#>|`~=_".contains(c));
        if !out.is_empty() {
            out.push(if breaks || starts { '\n' } else { ' ' });
        }
        // Spaces at the start of a line mean something in lists alone.
        out.push_str(if starts || breaks { said } else { said.trim_start() });
        breaks = said.is_empty() || line.ends_with("  ") || line.ends_with('\\');
        if line.ends_with("  ") && !said.is_empty() {
            out.push_str("  ");
        }
    }
    out
}

/// Takes out what is not given: nothing, no, and what is empty.
#[must_use]
pub fn strip(json: Json) -> Option<Json> {
    match json {
        Json::Null | Json::Bool(false) => None,
        Json::Array(list) => {
            let list: Vec<Json> = list.into_iter().filter_map(strip).collect();
            (!list.is_empty()).then_some(Json::Array(list))
        }
        Json::Object(map) => {
            let map: serde_json::Map<_, _> = map.into_iter().filter_map(|(k, v)| Some((k, strip(v)?))).collect();
            (!map.is_empty()).then_some(Json::Object(map))
        }
        other => Some(other),
    }
}

/// Something of the model in its canonical form.
#[must_use]
pub fn of<T: Serialize + ?Sized>(said: &T) -> Json {
    // Only maps with keys that are no texts could fail, and the model has none.
    serde_json::to_value(said).ok().and_then(strip).unwrap_or(Json::Null)
}
