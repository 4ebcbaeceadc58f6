//! A complaint of the typesetter, brought back to the line of the style, the line of the template that called it, and the
//! line of the item it was about.

use typst::WorldExt;
use typst::diag::SourceDiagnostic;

use super::World;
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
        let places = Places::find(complaint, world, rendering, sources);
        let own = places.own;
        reported = Some(diagnostics.error(places.message(complaint)));
        // What follows a mistake in a template of the city's own is mostly its consequence.
        if own {
            break;
        }
    }
    reported.unwrap_or_else(|| {
        diagnostics
            .error(Diagnostic::new(Code::Typesetting, Place::Dossier, "the document could not be set").hint("please report this"))
    })
}

/// Where a complaint comes from.
#[derive(Default)]
struct Places {
    /// The line of a style.
    style: Option<Span>,
    /// The line of a template.
    template: Option<Span>,
    /// The item, and the line that names it.
    item: Option<(String, Option<Span>)>,
    /// Whether a file of the city's own is among them.
    own: bool,
}

impl Places {
    fn find(complaint: &SourceDiagnostic, world: &World, rendering: &Rendering, sources: &mut Sources) -> Self {
        let templates = &rendering.templates;
        let mut places = Self::default();
        let spans = std::iter::once(complaint.span).chain(complaint.trace.iter().map(|t| t.span.into()));
        for span in spans {
            let (Some(file), Some(range)) = (span.id(), world.range(span)) else { continue };
            let mut place = |name: &str, at: usize, sources: &mut Sources| {
                places.own |= templates.is_own(name);
                templates.file(name, sources).map(|file| Span::new(file, at..at))
            };
            if file == world.main_source().id() {
                if places.template.is_none()
                    && let Some((name, at)) = rendering.origin(range.start)
                {
                    places.template = place(name, at, sources);
                }
                places.item = places.item.or_else(|| rendering.item(range.start));
            } else if places.style.is_none()
                && let Some(name) = world.style_name(file)
            {
                places.style = place(name, range.start, sources);
            }
        }
        places
    }

    /// One message: at the innermost place, with the others below it.
    fn message(self, complaint: &SourceDiagnostic) -> Diagnostic {
        let about = self.item.as_ref().map(|(id, _)| format!(" in the item `{id}`")).unwrap_or_default();
        let place = self.style.or(self.template).map_or(Place::Dossier, Place::Text);
        let mut diagnostic =
            Diagnostic::new(Code::Typesetting, place, format!("failed to set the pages{about} ({})", complaint.message));
        if let Some(template) = self.template.filter(|_| self.style.is_some()) {
            diagnostic = diagnostic.label(template, "called by this line of the template");
        }
        if let Some(item) = self.item.and_then(|(_, at)| at) {
            diagnostic = diagnostic.label(item, "for this item");
        }
        for hint in &complaint.hints {
            diagnostic = diagnostic.hint(hint.v.to_string());
        }
        diagnostic.hint(if self.own {
            "this is a mistake in a template or style of your own, not in the evidence; `builtin/…` always names the built-in one"
        } else {
            "this is no mistake of yours: please report it, with the text of the item"
        })
    }
}
