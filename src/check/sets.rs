//! Packs are chosen: the form, the sets of criteria, the crosswalks between them.

use super::{Bridge, Criterion};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Stage, did_you_mean};
use crate::load::Lenses;
use crate::model::Id;
use crate::model::dossier::{Head, MAX_LENSES};
use crate::pack::{self, Crosswalk, Form, Framework, Pack};
use crate::yaml::read::Placed;

/// The packs a dossier stands on.
pub struct Chosen {
    pub form: Form,
    /// Whether the form is the one that was named; if not, its questions say nothing about this dossier.
    pub form_known: bool,
    pub frameworks: Vec<Framework>,
    /// How many of them the dossier names.
    pub own_sets: usize,
    /// Those that are printed beside the first.
    pub lenses: Vec<usize>,
    pub crosswalks: Vec<pack::Head>,
    pub bridges: Vec<Bridge>,
}

/// Every pack by its kind.
#[derive(Default)]
struct Shelf {
    forms: Vec<Form>,
    sets: Vec<Framework>,
    crosswalks: Vec<Crosswalk>,
}

impl Shelf {
    fn of(packs: Vec<Pack>) -> Self {
        let mut shelf = Self::default();
        for pack in packs {
            match pack {
                Pack::Form(form) => shelf.forms.push(form),
                Pack::Framework(set) => shelf.sets.push(set),
                Pack::Crosswalk(crosswalk) => shelf.crosswalks.push(crosswalk),
            }
        }
        shelf
    }

    /// The set of criteria of a name; one that does not exist is reported.
    fn set(&self, wanted: &Placed<Id>, head: &Head, diagnostics: &mut Diagnostics) -> Option<&Framework> {
        let found = self.sets.iter().find(|f| f.head.id.value == wanted.value);
        if found.is_none() {
            let names: Vec<&str> = self.sets.iter().map(|f| f.head.id.value.as_str()).collect();
            unknown(wanted, "set of criteria", &names, head, diagnostics);
        }
        found
    }
}

/// Chooses the packs. One that does not exist is reported, and another stands in so that the rest can be checked.
pub fn choose(head: &Head, packs: Vec<Pack>, asked: &Lenses, diagnostics: &mut Diagnostics) -> Stage<Chosen> {
    let shelf = Shelf::of(packs);
    let mut frameworks: Vec<Framework> = Vec::new();
    let add = |set: &Framework, frameworks: &mut Vec<Framework>| -> usize {
        let known = frameworks.iter().position(|f| f.head.id.value == set.head.id.value);
        known.unwrap_or_else(|| {
            frameworks.push(set.clone());
            frameworks.len() - 1
        })
    };
    for wanted in &head.frameworks {
        if let Some(set) = shelf.set(wanted, head, diagnostics) {
            add(set, &mut frameworks);
        }
    }
    if frameworks.is_empty() {
        // A stand-in for one that was reported: the largest, which most references may mean.
        frameworks.extend(shelf.sets.iter().max_by_key(|set| set.rows.len()).cloned());
    }
    let lenses: Vec<usize> = match &head.lenses {
        None => (1..frameworks.len()).take(MAX_LENSES).collect(),
        Some(named) => {
            let sets = named.iter().filter_map(|wanted| shelf.set(wanted, head, diagnostics));
            let all: Vec<usize> = sets.map(|set| add(set, &mut frameworks)).collect();
            // The first is printed anyway, as the body of the document.
            all.into_iter().filter(|set| *set > 0).take(MAX_LENSES).collect()
        }
    };
    let own_sets = frameworks.len();
    match asked {
        Lenses::Own => {}
        Lenses::All => shelf.sets.iter().for_each(|set| _ = add(set, &mut frameworks)),
        Lenses::Named(names) => {
            for name in names {
                let Some(set) = shelf.sets.iter().find(|set| set.head.id.value.as_str() == name) else {
                    let known: Vec<&str> = shelf.sets.iter().map(|f| f.head.id.value.as_str()).collect();
                    diagnostics.push(
                        Diagnostic::new(Code::UnknownPack, Place::Dossier, format!("there is no set of criteria `{name}`"))
                            .hints(did_you_mean(name, known.iter().copied()))
                            .hint(format!("known: {}", known.join(", "))),
                    );
                    continue;
                };
                add(set, &mut frameworks);
            }
        }
    }
    let (crosswalks, bridges) = bridges(&shelf.crosswalks, &frameworks, diagnostics);
    let names: Vec<&str> = shelf.forms.iter().map(|f| f.head.id.value.as_str()).collect();
    let known = shelf.forms.iter().position(|f| f.head.id.value == head.form.value);
    if known.is_none() {
        unknown(&head.form, "form", &names, head, diagnostics);
    }
    match shelf.forms.into_iter().nth(known.unwrap_or(0)) {
        Some(form) if !frameworks.is_empty() => {
            Ok(Chosen { form, form_known: known.is_some(), frameworks, own_sets, lenses, crosswalks, bridges })
        }
        _ => Err(diagnostics.error(
            Diagnostic::new(Code::MissingSection, Place::Dossier, "there is no form or no set of criteria at all")
                .hint("the built-in ones could not be read: please report this"),
        )),
    }
}

/// What the crosswalks between these sets join.
fn bridges(all: &[Crosswalk], sets: &[Framework], diagnostics: &mut Diagnostics) -> (Vec<pack::Head>, Vec<Bridge>) {
    let (mut heads, mut bridges) = (Vec::new(), Vec::new());
    let find = |id: &Placed<Id>| sets.iter().position(|set| set.head.id.value == id.value);
    for crosswalk in all {
        let Some((from, to)) = find(&crosswalk.from).zip(find(&crosswalk.to)) else { continue };
        for (first, other, row) in crosswalk.resolve(&sets[from], &sets[to], diagnostics) {
            bridges.push(Bridge {
                crosswalk: heads.len(),
                from: Criterion { framework: from, row: first },
                to: Criterion { framework: to, row: other },
                relation: row.relation,
                because: row.because.clone(),
                standing: row.standing,
            });
        }
        heads.push(crosswalk.head.clone());
    }
    (heads, bridges)
}

fn unknown(wanted: &Placed<Id>, what: &str, known: &[&str], head: &Head, diagnostics: &mut Diagnostics) {
    // A stand-in for a line that could not be read was reported already.
    if wanted.at == head.at {
        return;
    }
    diagnostics.push(
        Diagnostic::new(Code::UnknownPack, wanted.at, format!("there is no {what} `{}`", wanted.value))
            .hints(did_you_mean(wanted.value.as_str(), known.iter().copied()))
            .hint(format!("known: {}; a pack of your own stands in the folder `packs`", known.join(", "))),
    );
}
