//! What is said of files: words that describe a picture, and files that come twice.

use std::path::Path;

use super::Dossier;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::load::picture::Kind;
use crate::model::Picture;
use crate::model::picture::ALT_HINT;
use crate::model::text::Version;

/// So many pixels a WebP may have without a word: it is unpacked in the document.
const MAX_PLAIN: f64 = 4_000_000.0;

/// Checks pictures and attachments.
pub fn check(dossier: &Dossier, diagnostics: &mut Diagnostics) {
    let scans = dossier.head.signed_pages.iter().map(|page| (&page.file.value, &page.alt));
    for (file, alt) in pictures(dossier).map(|p| (&p.file.value, &p.alt)).chain(scans) {
        for version in alt.versions.iter().filter(|v| says_nothing(file, v)) {
            let message = "the name of a file tells nobody what the picture shows";
            diagnostics.push(Diagnostic::new(Code::AltText, version.at, message).hint(ALT_HINT));
        }
    }
    unpacked(dossier, diagnostics);
    same_bytes(dossier, diagnostics);
}

fn pictures(dossier: &Dossier) -> impl Iterator<Item = &Picture> {
    dossier.head.picture.iter().chain(dossier.evidence.iter().flat_map(|e| &e.pictures))
}

/// Warns of photographs that make the document large.
fn unpacked(dossier: &Dossier, diagnostics: &mut Diagnostics) {
    for data in dossier.pictures.iter().filter(|data| data.kind == Kind::WebP && data.width * data.height > MAX_PLAIN) {
        let Some(picture) = pictures(dossier).find(|p| data.paths.contains(&p.file.value)) else { continue };
        let millions = (data.width * data.height / 1e6).round();
        let message = format!(
            "`{}` has {millions} million pixels, which a document can only hold pixel by pixel: up to {} MB",
            picture.file.value,
            millions * 3.0
        );
        let diagnostic = Diagnostic::new(Code::PictureTooLarge, picture.file.at, message)
            .with_severity(Severity::Warning)
            .hint("save photographs as JPEG, which stay as small as they are, or smaller: 2,000 pixels fill the width of a page");
        diagnostics.push(diagnostic);
    }
}

/// Whether a description is no more than the file's name, in whatever spelling, or some name of a file.
fn says_nothing(file: &str, version: &Version) -> bool {
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let path = Path::new(file);
    let part = |part: Option<&std::ffi::OsStr>| bare(part.and_then(|p| p.to_str()).unwrap_or_default());
    let said = bare(&version.text);
    let ending = version.text.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let named = ["png", "jpg", "jpeg", "webp", "svg"].contains(&ending.as_str()) && !version.text.contains(' ');
    said.is_empty() || named || [bare(file), part(path.file_name()), part(path.file_stem())].contains(&said)
}

/// Reports attachments that are the same file under two ids: it would be embedded twice.
fn same_bytes(dossier: &Dossier, diagnostics: &mut Diagnostics) {
    let attached = |file: &crate::load::FileData| dossier.attachments.iter().find(|a| a.id.value == file.id);
    for (n, file) in dossier.files.iter().enumerate() {
        let Some(first) = dossier.files[..n].iter().find(|f| f.sha256 == file.sha256) else { continue };
        let (Some(first), Some(second)) = (attached(first), attached(file)) else { continue };
        if first.id.value == second.id.value {
            continue;
        }
        diagnostics.push(
            Diagnostic::new(
                Code::SameFile,
                second.file.at,
                format!("the attachments `{}` and `{}` are the same file, byte for byte", first.id.value, second.id.value),
            )
            .label(first.file.at, "first here")
            .hint("it is embedded twice; delete one of the two, and name the other wherever it is proof"),
        );
    }
}
