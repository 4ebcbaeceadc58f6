//! Signed pages: each for a part that the form has.

use super::Dossier;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};

/// Checks that every signed page names a part of the form.
pub fn check(dossier: &Dossier, diagnostics: &mut Diagnostics) {
    let form = &dossier.form;
    let parts: Vec<&str> = form.parts.iter().map(|part| part.id.as_str()).collect();
    for page in dossier.head.signed_pages.iter().filter(|page| !parts.contains(&page.part.value.as_str())) {
        let message = format!("the form `{}` has no part `{}` to be signed", form.head.id.value, page.part.value);
        diagnostics.push(
            Diagnostic::new(Code::UnknownId, page.part.at, message)
                .hints(did_you_mean(page.part.value.as_str(), parts.iter().copied()))
                .hint(format!("its parts are: {}", parts.join(", "))),
        );
    }
}
