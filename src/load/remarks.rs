//! Remarks of reviewers: from the folder `remarks` of a dossier, from one file of it, or from a spreadsheet's CSV.

pub mod csv;

use std::path::Path;

use super::encoding::read_text;
use super::folder;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Stage};
use crate::model::remark::Remark;
use crate::source::{FileId, Sources};
use crate::yaml::read::{Cx, Read};
use crate::yaml::read_document;

/// The folder of a dossier in which they are kept.
pub const FOLDER: &str = "remarks";

/// Every remark that a dossier's folder keeps, each with the name of its file.
pub fn of_folder(root: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Vec<(String, Remark)> {
    let mut all = Vec::new();
    for path in folder::remarks(root, diagnostics) {
        if let Some((text, _)) = read_text(root, &path, sources, diagnostics) {
            let file = sources.add(path.clone(), text);
            all.extend(yaml(file, sources, diagnostics).into_iter().map(|remark| (path.clone(), remark)));
        }
    }
    all
}

/// The remarks of one file: YAML as gnlc keeps them, or CSV as a spreadsheet writes it.
///
/// # Errors
/// When it cannot be read at all.
pub fn of_file(path: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Stage<Vec<Remark>> {
    let shown = path.display().to_string();
    let (folder, name) = (path.parent().unwrap_or(Path::new("")), path.file_name().unwrap_or_default().to_string_lossy());
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if !matches!(ending.as_str(), "csv" | "yaml" | "yml") {
        return Err(diagnostics.error(
            Diagnostic::new(Code::BadRemarks, Place::File(shown), "remarks are read from a .csv or a .yaml file")
                .hint("save the spreadsheet as CSV (UTF-8)"),
        ));
    }
    let Some((text, _)) = read_text(folder, &name, sources, diagnostics) else { return Err(diagnostics.reported()) };
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    let file = sources.add(shown, text);
    if ending == "csv" { csv::read(file, sources, diagnostics) } else { Ok(yaml(file, sources, diagnostics)) }
}

fn yaml(file: FileId, sources: &Sources, diagnostics: &mut Diagnostics) -> Vec<Remark> {
    let document = read_document(file, sources, diagnostics);
    let mut cx = Cx { sources, diagnostics, point_is_decimal: false };
    let mut all = Vec::new();
    for (key, value) in &document.entries {
        if key.scalar().is_some_and(|s| s.text == FOLDER) {
            all.extend(Vec::<Remark>::read(value, &mut cx).unwrap_or_default());
        } else {
            cx.push(
                Diagnostic::new(Code::UnknownKey, key.span, "a file of remarks holds `remarks:` and nothing else")
                    .hint("move this into a file outside the folder `remarks`"),
            );
        }
    }
    all
}
