//! Which fonts behind the built-in ones a document needs, and which it does not.

use crate::check::Dossier;
use crate::compile::fonts::{Face, Family, Fonts, Origin};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::load::ManifestLine;
use crate::source::Sources;

/// The families behind the built-in ones that a style of the city's own names, by their place in the order of use.
pub(super) fn named(dossier: &Dossier, fonts: &Fonts, sources: &Sources) -> Vec<usize> {
    if fonts.extra().is_empty() {
        return Vec::new();
    }
    let texts: Vec<&str> = dossier.templates.own_texts(sources).collect();
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
    /// Its files of this machine, which the document then depends on; by name, wherever they lie.
    pub inputs: Vec<ManifestLine>,
}

impl Used {
    pub(super) fn new(family: &Family, fonts: &Fonts) -> Self {
        // The upright regular face first, which is the one to copy where one will do.
        let mut faces: Vec<&Face> = fonts.faces(family).collect();
        faces.sort_by_key(|f| (f.italic(), f.weight().abs_diff(400)));
        let mut files: Vec<String> = faces.into_iter().map(|f| f.file.clone()).collect();
        files.dedup();
        let mut of_machine: Vec<&Face> = fonts.faces(family).collect();
        of_machine.dedup_by_key(|f| &f.file);
        let inputs = of_machine.into_iter().filter_map(input).collect();
        Self { name: family.name.clone(), origin: family.origin, files, licence: fonts.licence(family), inputs }
    }
}

/// A file of this machine as one of the document's inputs.
fn input(face: &Face) -> Option<ManifestLine> {
    let (sha256, size) = face.digest.clone()?;
    let name = face.file.rsplit(['/', '\\']).next().unwrap_or_default();
    Some(ManifestLine { path: format!("system/{name}"), sha256, size })
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
