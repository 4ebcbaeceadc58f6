//! The facts of a dossier: every item it consists of, in canonical form, by its name.
//!
//! Two folders that say the same have the same facts, however their files are split, ordered, wrapped and named. What is
//! worked out from the items (coverage, words against limits) stands beside them, so that drafts can be compared in it too.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value as Json, json};

use super::{figures, signoffs};
use crate::check::{Criterion, Dossier};
use crate::coverage::Coverage;
use crate::digest::sha256;
use crate::model::words::words;
use crate::model::{Figure, Indicator, NextStep, Picture, Text, canonical};
use crate::pack::{Field, Row};

words! {
    /// What sort of thing a fact is, in the order of reports.
    pub enum Group, "sort of fact" {
        /// The head of the dossier.
        Dossier = "dossier",
        /// Who applies.
        City = "city",
        /// The form and the sets of criteria.
        Pack = "pack",
        /// Answers to the form's questions.
        Answer = "answer",
        /// The questions of the form: what an answer answers.
        Question = "question",
        /// The wording of criteria: what evidence is linked to.
        Criterion = "criterion",
        /// What is shown of each criterion.
        Coverage = "coverage",
        /// Evidence.
        Evidence = "evidence",
        /// Indicators.
        Indicator = "indicator",
        /// What the city will do next.
        NextStep = "next_step",
        /// Sources.
        Source = "source",
        /// Attachments.
        Attachment = "attachment",
        /// What is counted.
        Unit = "unit",
        /// Words of texts that have a limit.
        Limit = "limit",
        /// Who stands behind what, and whether that holds.
        Signoff = "signoff",
    }
}

impl Group {
    /// Whether its facts are worked out from others: nobody signs for them.
    #[must_use]
    pub const fn is_derived(self) -> bool {
        matches!(self, Self::Coverage | Self::Limit | Self::Signoff)
    }
}

/// The facts of one sort, by name.
pub type Items = BTreeMap<String, Json>;

/// All facts.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Facts(pub BTreeMap<Group, Items>);

impl Facts {
    /// The facts of a dossier.
    #[must_use]
    pub fn of(dossier: &Dossier, coverage: &Coverage) -> Self {
        let maker = Maker { dossier };
        let mut facts = Self::default();
        let mut add = |group: Group, name: &str, fact: Json| {
            let items = facts.0.entry(group).or_default();
            // What packs say in no language is English, whatever the dossier is written in.
            let of_pack = matches!(group, Group::Pack | Group::Question | Group::Criterion);
            let original = if of_pack { "en" } else { dossier.original().code() };
            items.insert(free(items, name), maker.resolve(fact, original));
        };
        add(Group::Dossier, "dossier", maker.head());
        add(Group::City, "city", without_places(canonical::of(&dossier.city)));
        for head in dossier.packs() {
            let fact = json!({ "edition": canonical::of(&head.edition), "status": head.standing.word(), "digest": head.digest });
            add(Group::Pack, head.id.value.as_str(), fact);
        }
        for field in &dossier.form.fields {
            add(Group::Question, field.id.value.as_str(), question(field));
        }
        for set in dossier.own_sets() {
            for row in &set.rows {
                add(Group::Criterion, &format!("{}:{}", set.head.id.value, row.code.value), wording(row));
            }
        }
        for (field, answer) in &dossier.answers {
            let name = dossier.form.fields[*field].id.value.as_str();
            let mut fact = without(canonical::of(answer), "question");
            let ratings = answer.ratings.iter().map(|r| (r.criterion.value.clone(), json!(r.rating)));
            replace(&mut fact, "ratings", ratings.collect());
            add(Group::Answer, name, fact);
        }
        for (n, item) in dossier.evidence.iter().enumerate() {
            let mut fact = without(canonical::of(item), "id");
            let supports = dossier.links_of(n).iter().map(|l| (dossier.key(l.criterion), canonical::of(&l.because)));
            replace(&mut fact, "supports", supports.collect());
            replace(&mut fact, "pictures", item.pictures.iter().map(|p| maker.picture(p)).collect());
            add(Group::Evidence, item.id.value.as_str(), fact);
        }
        for (n, indicator) in dossier.indicators.iter().enumerate() {
            let mut fact = series(indicator);
            let measures = dossier.measures.iter().filter(|(i, _)| *i == n).map(|(_, c)| (dossier.key(*c), json!(true)));
            replace(&mut fact, "measures", measures.collect());
            add(Group::Indicator, indicator.id.value.as_str(), fact);
        }
        for unit in &dossier.units {
            add(Group::Unit, unit.id.value.as_str(), without(canonical::of(unit), "id"));
        }
        for (_, name, fact) in maker.steps() {
            add(Group::NextStep, &name, fact);
        }
        for source in &dossier.sources {
            add(Group::Source, source.id.value.as_str(), without(canonical::of(source), "id"));
        }
        for attachment in &dossier.attachments {
            let mut fact = without(without(canonical::of(attachment), "id"), "file");
            if let Some(file) = dossier.files.iter().find(|f| f.id == attachment.id.value) {
                fact["sha256"] = json!(file.sha256);
            }
            add(Group::Attachment, attachment.id.value.as_str(), fact);
        }
        for graded in coverage.lenses.iter().flat_map(|lens| &lens.graded) {
            add(Group::Coverage, &dossier.key(graded.criterion), json!({ "mark": graded.mark.word() }));
        }
        for (name, fact) in maker.limits() {
            add(Group::Limit, &name, fact);
        }
        let signoffs = signoffs::facts(dossier, &facts);
        let resolved: Items =
            signoffs.into_iter().map(|(name, fact)| (name, maker.resolve(fact, dossier.original().code()))).collect();
        if !resolved.is_empty() {
            facts.0.insert(Group::Signoff, resolved);
        }
        facts
    }

    /// The facts of one sort.
    pub fn items(&self, group: Group) -> impl Iterator<Item = (&String, &Json)> {
        self.0.get(&group).into_iter().flatten()
    }

    /// One fact.
    #[must_use]
    pub fn get(&self, group: Group, name: &str) -> Option<&Json> {
        self.0.get(&group)?.get(name)
    }

    /// The digest of all that the dossier says, without what is worked out from it: 64 hex digits.
    #[must_use]
    pub fn content(&self) -> String {
        let said = self.0.iter().filter(|(group, _)| !group.is_derived());
        let lines = said.flat_map(|(group, items)| {
            items.iter().map(|(name, fact)| format!("{} {name} {}\n", group.word(), digest(*group, fact)))
        });
        sha256(lines.collect::<String>().as_bytes())
    }

    /// The digest of a fact: 64 hex digits.
    #[must_use]
    pub fn digest(&self, group: Group, name: &str) -> Option<String> {
        self.get(group, name).map(|fact| digest(group, fact))
    }
}

/// The names of the next steps among the facts, in the order in which the dossier has them.
#[must_use]
pub fn step_names(dossier: &Dossier) -> Vec<String> {
    let mut taken = Items::new();
    let mut names = vec![String::new(); dossier.next_steps.len()];
    for (n, name, fact) in (Maker { dossier }).steps() {
        names[n] = free(&taken, &name);
        taken.insert(names[n].clone(), fact);
    }
    names
}

/// The digest of one fact of a sort: 64 hex digits.
#[must_use]
pub fn digest(group: Group, fact: &Json) -> String {
    sha256(format!("gnlc/1/{}\0{fact}", group.word()).as_bytes())
}

/// A question of the form, as far as an answer is one to it.
fn question(field: &Field) -> Json {
    let asked = json!({
        "label": in_english(&field.label),
        "asks": field.asks.as_ref().map(in_english),
        "kind": field.kind.word(),
        "limit": field.length.max_words,
    });
    canonical::of(&asked)
}

/// What a criterion says, and how it is measured.
fn wording(row: &Row) -> Json {
    let measured = row.measurement.as_ref();
    let said = json!({
        "name": in_english(&row.name),
        "note": row.note.as_ref().map(in_english),
        "means": measured.and_then(|m| m.means.as_ref()).map(in_english),
        "unit": measured.and_then(|m| m.unit.as_ref()).map(in_english),
        "out_of": measured.and_then(|m| m.out_of.as_ref()).map(in_english),
    });
    canonical::of(&said)
}

/// A text of a pack: English where it names no language, whatever the dossier's first is.
fn in_english(text: &Text) -> Json {
    let mut fact = canonical::of(text);
    if let Json::Object(map) = &mut fact
        && let Some(said) = map.remove(canonical::ORIGINAL)
    {
        map.insert("en".to_owned(), said);
    }
    fact
}

/// The name of a fact without the number that tells it from others of that name.
#[must_use]
pub fn unnumbered(name: &str) -> &str {
    name.split_once(" #").map_or(name, |(name, _)| name)
}

/// The name under which a fact can be kept: several next steps may be about one criterion.
pub(super) fn free(taken: &Items, name: &str) -> String {
    let more = (2..).map(|n| format!("{name} #{n}"));
    std::iter::once(name.to_owned()).chain(more).find(|name| !taken.contains_key(name)).unwrap_or_default()
}

/// An indicator, its figures by name.
fn series(indicator: &Indicator) -> Json {
    let mut fact = without(canonical::of(indicator), "id");
    for (key, list) in [("values", &indicator.values), ("targets", &indicator.targets)] {
        let by_name = |(name, figure): (String, &Figure)| (name, canonical::of(figure));
        replace(&mut fact, key, figures::named(list).into_iter().map(by_name).collect());
    }
    fact
}

/// A map without one of its keys.
fn without(mut fact: Json, key: &str) -> Json {
    if let Json::Object(map) = &mut fact {
        map.remove(key);
    }
    fact
}

/// Where the city's names are written is no fact.
fn without_places(mut city: Json) -> Json {
    if let Some(Json::Object(name)) = city.get_mut("name") {
        name.remove("places");
    }
    city
}

/// Puts a map in the place of a list.
fn replace(fact: &mut Json, key: &str, by: Map<String, Json>) {
    if let Json::Object(map) = fact {
        if by.is_empty() {
            map.remove(key)
        } else {
            map.insert(key.to_owned(), Json::Object(by))
        };
    }
}

struct Maker<'a> {
    dossier: &'a Dossier,
}

impl Maker<'_> {
    /// The head, its picture by what it shows.
    fn head(&self) -> Json {
        let mut fact = canonical::of(&self.dossier.head);
        replace(&mut fact, "picture", self.dossier.head.picture.iter().map(|p| self.picture(p)).collect());
        fact
    }

    /// A picture under the digest of its file, which is what it is known by: its name says nothing.
    fn picture(&self, picture: &Picture) -> (String, Json) {
        let file = self.dossier.pictures.iter().find(|p| p.paths.contains(&picture.file.value));
        let name = file.map_or_else(|| picture.file.value.clone(), |f| sha256(&f.bytes));
        (name, without(canonical::of(picture), "file"))
    }

    /// The next steps, each with its place in the dossier and the key of its criterion. Several may be about one criterion;
    /// the order of writing must not number them.
    fn steps(&self) -> Vec<(usize, String, Json)> {
        let step = |(n, (c, step)): (usize, &(Criterion, NextStep))| {
            (n, self.dossier.key(*c), without(canonical::of::<NextStep>(step), "criterion"))
        };
        let mut steps: Vec<_> = self.dossier.next_steps.iter().enumerate().map(step).collect();
        steps.sort_by_cached_key(|(_, name, fact)| (name.clone(), fact.to_string()));
        steps
    }

    /// How long every text with a limit is, in each language.
    fn limits(&self) -> Vec<(String, Json)> {
        let mut limits = Vec::new();
        for (field, _) in &self.dossier.answers {
            let asked = &self.dossier.form.fields[*field];
            let Some(most) = asked.length.max_words else { continue };
            let named = |lang: &_| format!("{} {lang}", asked.id.value);
            let counts = self.dossier.counts_of(*field);
            limits.extend(counts.map(|(lang, n)| (named(lang), json!({ "words": n.words, "limit": most }))));
        }
        limits
    }

    /// Puts names where the model has only numbers: units that are declared, and the language of texts that name none.
    fn resolve(&self, fact: Json, original: &str) -> Json {
        match fact {
            Json::Object(mut map) => {
                if let (1, Some(n)) = (map.len(), map.get("declared").and_then(Json::as_u64)) {
                    let unit = usize::try_from(n).ok().and_then(|n| self.dossier.units.get(n));
                    return unit.map_or(Json::Null, |u| json!(format!("@{}", u.id.value)));
                }
                if let Some(text) = map.remove(canonical::ORIGINAL) {
                    map.insert(original.to_owned(), text);
                }
                Json::Object(map.into_iter().map(|(key, value)| (key, self.resolve(value, original))).collect())
            }
            Json::Array(list) => Json::Array(list.into_iter().map(|value| self.resolve(value, original)).collect()),
            other => other,
        }
    }
}
