//! A complaint of the typesetter, brought back to the template's line and the item it was about.

use typst::WorldExt;
use typst::diag::SourceDiagnostic;

use super::World;
use crate::assets;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Reported};
use crate::render::Rendering;
use crate::source::{Sources, Span};

/// Reports every complaint; there is at least one.
pub fn report(
    complaints: &[SourceDiagnostic],
    world: &World,
    rendering: &Rendering,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Reported {
    let mut reported = None;
    for complaint in complaints {
        reported = Some(diagnostics.error(explain(complaint, world, rendering, sources)));
    }
    reported.unwrap_or_else(|| {
        diagnostics
            .error(Diagnostic::new(Code::Typesetting, Place::Dossier, "the document could not be set").hint("please report this"))
    })
}

fn explain(complaint: &SourceDiagnostic, world: &World, rendering: &Rendering, sources: &mut Sources) -> Diagnostic {
    let spans = std::iter::once(complaint.span).chain(complaint.trace.iter().map(|t| t.span.into()));
    let mut place = Place::Dossier;
    let mut item = None;
    for span in spans {
        let (Some(file), Some(range)) = (span.id(), world.range(span)) else { continue };
        if file == world.main_source().id() {
            item = item.or_else(|| rendering.item(range.start));
            if place == Place::Dossier
                && let Some((template, at)) = rendering.origin(range.start)
            {
                place = in_template(template, at, sources);
            }
        } else if place == Place::Dossier && file == world.theme_source().id() {
            place = in_template("templates/theme.typ", range.start, sources);
        }
    }
    let about = item.map(|id| format!(" in the item `{id}`")).unwrap_or_default();
    let mut diagnostic =
        Diagnostic::new(Code::Typesetting, place, format!("failed to set the pages{about} ({})", complaint.message));
    for hint in &complaint.hints {
        diagnostic = diagnostic.hint(hint.v.to_string());
    }
    diagnostic
}

fn in_template(template: &str, at: usize, sources: &mut Sources) -> Place {
    let Some(text) = assets::text(template) else { return Place::Dossier };
    let file = sources.add(format!("builtin/{template}"), text);
    Place::Text(Span::new(file, at..at))
}
