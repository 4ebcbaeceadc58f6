//! Files that come with the dossier: inside the folder, ordinary, of a known kind, not too large; read once.

use std::fs;
use std::path::{Component, Path};

use super::folder::plain;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::digest::sha256;
use crate::model::{Attachment, Id};

/// Largest attachment, and largest sum of all, in bytes.
const MAX_ONE: u64 = 25_000_000;
const MAX_ALL: u64 = 100_000_000;

/// Kinds of files that may be attached: ending, and MIME type.
const KINDS: &[(&str, &str)] = &[
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("webp", "image/webp"),
    ("svg", "image/svg+xml"),
    ("csv", "text/csv"),
    ("txt", "text/plain"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("mp3", "audio/mpeg"),
    ("mp4", "video/mp4"),
];

/// An attached file that was read.
#[derive(Clone, Debug)]
pub struct FileData {
    /// The attachment's id.
    pub id: Id,
    /// Its path inside the folder.
    pub path: String,
    /// Its ending, small letters.
    pub ending: &'static str,
    /// Its MIME type.
    pub mime: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
    /// SHA-256, 64 hex digits.
    pub sha256: String,
}

/// Reads every attachment that may be read.
pub fn read_all(root: &Path, attachments: &[Attachment], diagnostics: &mut Diagnostics) -> Vec<FileData> {
    let mut left = MAX_ALL;
    let mut files = Vec::new();
    for attachment in attachments {
        match read(root, attachment, left) {
            Ok(file) => {
                left -= file.bytes.len() as u64;
                files.push(file);
            }
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    files
}

fn read(root: &Path, attachment: &Attachment, left: u64) -> Result<FileData, Box<Diagnostic>> {
    let written = &attachment.file;
    let refuse = |code: Code, message: &str, hint: &str| {
        Box::new(Diagnostic::new(code, written.at, format!("`{}` {message}", written.value)).hint(hint))
    };
    let path = Path::new(&written.value);
    let inside = path.components().all(|c| matches!(c, Component::Normal(_)));
    if written.value.contains("://") {
        return Err(refuse(
            Code::MissingFile,
            "is a web address, and an attachment is a file",
            "list the address as a source, with `url:`",
        ));
    }
    if written.value.starts_with("./") || written.value.contains('\\') && !written.value.contains(':') {
        let right = written.value.trim_start_matches("./").replace('\\', "/");
        let hint = format!("write `{right}`: from the dossier folder, with `/`");
        return Err(refuse(Code::OutsideFolder, "is not written as paths are written here", &hint));
    }
    if !inside || written.value.contains(['\\', ':']) {
        return Err(refuse(
            Code::OutsideFolder,
            "does not lie inside the dossier folder",
            "put the file into the folder and write its path from there, with `/`, such as `attachments/plan-11.pdf`",
        ));
    }
    let full = root.join(path);
    let data = fs::symlink_metadata(&full).map_err(|error| {
        refuse(
            Code::MissingFile,
            &format!("cannot be opened ({})", plain(&error)),
            "check the name, its capital letters and its ending",
        )
    })?;
    let real = full.canonicalize().ok().zip(root.canonicalize().ok()).is_some_and(|(f, r)| f.starts_with(r));
    if !data.is_file() || !real {
        return Err(refuse(
            Code::NotPlainFile,
            "is not an ordinary file of this folder",
            "put the file itself into the folder; links are not followed",
        ));
    }
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
    let Some((ending, mime)) = KINDS.iter().find(|(e, _)| *e == ending).copied() else {
        let list = KINDS.iter().map(|(e, _)| *e).collect::<Vec<_>>().join(", ");
        return Err(refuse(
            Code::FileKind,
            &format!("is a file that is not attached: its name ends in .{ending}"),
            &format!("attach one of: {list}"),
        ));
    };
    if data.len() > MAX_ONE || data.len() > left {
        return Err(refuse(
            Code::FileTooLarge,
            &format!("has {} MB", data.len() / 1_000_000),
            "one attachment may have 25 MB, all together 100 MB; make it smaller, or name its address as a source",
        ));
    }
    if data.len() == 0 {
        return Err(refuse(Code::MissingFile, "is empty", "copy the file again"));
    }
    let bytes = fs::read(&full)
        .map_err(|error| refuse(Code::CannotRead, &format!("cannot be read ({})", plain(&error)), "check its access rights"))?;
    Ok(FileData { id: attachment.id.value.clone(), path: written.value.clone(), ending, mime, sha256: sha256(&bytes), bytes })
}
