//! What was given and is never used.

use std::collections::HashSet;

use super::Dossier;
use super::texts::{self, Sort};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::indicator::Rule;
use crate::model::lost::Lost;
use crate::model::{Figure, Id, prose};

/// Reports evidence that supports nothing, and sources and attachments nobody names.
pub fn check<'a>(dossier: &'a Dossier, lost: &'a Lost, diagnostics: &mut Diagnostics) {
    let mut used = used(dossier);
    used.extend(lost.references.iter().map(|r| &r.value));
    let linked: HashSet<usize> = dossier.links.iter().map(|l| l.evidence).collect();
    for (index, item) in dossier.evidence.iter().enumerate() {
        if !linked.contains(&index) && item.supports.is_empty() {
            diagnostics.push(
                Diagnostic::new(Code::SupportsNothing, item.id.at, format!("`{}` supports no criterion", item.id.value))
                    .hint("name the criteria under `supports:`, each with its reason; `gnlc explain key-features` lists them"),
            );
        }
    }
    for (index, indicator) in dossier.indicators.iter().enumerate() {
        if indicator.measures.is_empty() && !dossier.measures.iter().any(|(i, _)| *i == index) {
            diagnostics.push(
                Diagnostic::new(
                    Code::SupportsNothing,
                    indicator.id.at,
                    format!("the indicator `{}` measures no criterion", indicator.id.value),
                )
                .hint("name the criteria under `measures:`"),
            );
        }
    }
    let ids = dossier.sources.iter().map(|s| ("source", &s.id)).chain(dossier.attachments.iter().map(|a| ("attachment", &a.id)));
    for (what, id) in ids {
        if !used.contains(&id.value) {
            diagnostics.push(
                Diagnostic::new(Code::NeverUsed, id.at, format!("nothing refers to the {what} `{}`", id.value))
                    .hint("name it under `proof:` or `source:` of what it proves, or delete it"),
            );
        }
    }
}

/// Every id that something refers to.
fn used(dossier: &Dossier) -> HashSet<&Id> {
    let mut used: HashSet<&Id> = HashSet::new();
    for item in &dossier.evidence {
        used.extend(item.proof.iter().map(|p| &p.value));
        used.extend(item.details.promised_in.iter().chain(&item.details.decision).map(|p| &p.value));
        used.extend(item.details.amount.iter().filter_map(source_of));
    }
    for indicator in &dossier.indicators {
        used.extend(indicator.values.iter().chain(&indicator.targets).filter_map(source_of));
        if let Some(Rule::Convert { source: Some(source), .. }) = indicator.rule.as_ref().map(|r| &r.value) {
            used.insert(&source.value);
        }
    }
    used.extend(dossier.units.iter().filter_map(|u| u.ended_by.as_ref()).map(|id| &id.value));
    used.extend(dossier.city.profile.iter().filter_map(|(_, f)| source_of(f)));
    used.extend(dossier.sources.iter().filter_map(|s| s.attachment.as_ref()).map(|a| &a.value));
    for said in texts::all(dossier).into_iter().filter(|said| said.sort == Sort::Prose) {
        for version in said.text.versions.iter().filter(|v| prose::may_refer(&v.text)) {
            let (blocks, _) = prose::parse(&version.text);
            prose::references(&blocks, &mut |reference, _| {
                // The id is looked up again in the dossier's own table, which lives longer than this tree.
                if let Some((id, _)) = reference.id.as_ref().and_then(|id| dossier.items.get_key_value(id)) {
                    used.insert(id);
                }
            });
        }
    }
    used
}

fn source_of(figure: &Figure) -> Option<&Id> {
    figure.source.as_ref().map(|s| &s.value)
}
