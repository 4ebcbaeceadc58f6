//! What the form says of its call, against what the dossier says of itself: languages, deadline.

use super::Dossier;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Lang;

/// Says where a dossier could not be handed in as it is planned.
pub fn check(dossier: &Dossier, diagnostics: &mut Diagnostics) {
    let (head, form) = (&dossier.head, &dossier.form);
    if !form.languages.is_empty() && head.languages.iter().all(|lang| !form.languages.contains(lang)) {
        let names: Vec<&str> = form.languages.iter().map(Lang::code).collect();
        let message = format!("the form `{}` is accepted in {} only", form.head.id.value, names.join(", "));
        diagnostics.push(
            Diagnostic::new(Code::FormLanguage, head.languages_at, message)
                .hint("add one of these; the language you write in may stay the first"),
        );
    }
    let Some(last) = form.deadline else { return };
    let mine = head.deadline.map(|day| (day, "the dossier's own deadline"));
    for (day, what) in mine.into_iter().chain([(head.date, "the date on the cover")]) {
        if day > last && day.year < 9999 {
            diagnostics.push(
                Diagnostic::new(
                    Code::AfterDeadline,
                    head.at,
                    format!("{what}, {day}, is later than the form's deadline, {last}"),
                )
                .hint("mend the date; what comes late is not read"),
            );
        }
    }
}
