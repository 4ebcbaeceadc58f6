//! Which fonts behind the built-in ones a document needs, and which it does not.

use crate::check::Dossier;
use crate::compile::fonts::{Face, Family, Fonts, Origin};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::load::templates::Found;
use crate::source::Sources;

/// The families behind the built-in ones that a style of the city's own names, by their place in the order of use.
pub(super) fn named(dossier: &Dossier, fonts: &Fonts, sources: &Sources) -> Vec<usize> {
    if fonts.extra().is_empty() {
        return Vec::new();
    }
    let templates = &dossier.templates;
    let own = |name: &String| matches!(templates.find(name), Some(Found::Own(_)));
    let texts: Vec<String> = templates.names().iter().filter(|n| own(n)).filter_map(|n| templates.text(n, sources)).collect();
    let families = fonts.families().iter().enumerate().filter(|(_, family)| family.origin != Origin::BuiltIn);
    families.filter(|(_, family)| texts.iter().any(|t| t.contains(&family.name))).map(|(index, _)| index).collect()
}

/// A family behind the built-in ones that prints something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Used {
    /// Its name.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Its files.
    pub files: Vec<String>,
    /// Its licence, when the font says one.
    pub licence: Option<String>,
    /// Files of this machine, with digest and size.
    pub inputs: Vec<(String, String, usize)>,
}

impl Used {
    pub(super) fn new(family: &Family, fonts: &Fonts) -> Self {
        // The upright regular face first, which is the one to copy where one will do.
        let mut faces: Vec<&Face> = fonts.faces(family).collect();
        faces.sort_by_key(|f| (f.italic(), f.weight().abs_diff(400)));
        let mut files: Vec<String> = faces.into_iter().map(|f| f.file.clone()).collect();
        files.dedup();
        let input = |f: &Face| f.digest.as_ref().map(|(digest, size)| (f.file.clone(), digest.clone(), *size));
        let mut inputs: Vec<_> = fonts.faces(family).filter_map(input).collect();
        inputs.dedup();
        Self { name: family.name.clone(), origin: family.origin, files, licence: fonts.licence(family), inputs }
    }
}

/// That the document depends on this machine.
pub(super) fn system(used: &[Used]) -> Diagnostic {
    let of_machine: Vec<&Used> = used.iter().filter(|u| u.origin == Origin::System).collect();
    if of_machine.is_empty() {
        let message = "no letter of the dossier needs the fonts of this machine";
        return Diagnostic::new(Code::SystemFonts, Place::Dossier, message).hint("leave `--system-fonts` out");
    }
    let names: Vec<&str> = of_machine.iter().map(|u| u.name.as_str()).collect();
    let files: Vec<&str> = of_machine.iter().flat_map(|u| u.files.iter().map(String::as_str)).take(2).collect();
    let message =
        format!("letters are printed with fonts of this machine: {}; another machine may give another PDF", names.join(", "));
    Diagnostic::new(Code::SystemFonts, Place::Dossier, message).hint(format!(
        "if its licence allows it, copy the font into the folder `fonts` of the dossier and leave `--system-fonts` out: {}",
        files.join(", ")
    ))
}

/// Reports families of the dossier's own that print nothing.
pub(super) fn unused(fonts: &Fonts, used: &[Used], diagnostics: &mut Diagnostics) {
    if fonts.extra().is_empty() {
        return;
    }
    for family in fonts.families().iter().filter(|f| f.origin == Origin::Dossier && used.iter().all(|u| u.name != f.name)) {
        let file = fonts.faces(family).next().map(|f| f.file.clone()).unwrap_or_default();
        let message = format!("the font {} prints no letter of the dossier", family.name);
        diagnostics.push(Diagnostic::new(Code::NeverUsed, Place::File(file), message).hint(
            "fonts of the dossier print what the built-in ones lack, and nothing does here: delete it, or name it in a style of your own in `templates`",
        ));
    }
}
