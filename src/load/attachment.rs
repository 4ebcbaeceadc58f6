//! Files that come with the dossier: of a known kind, not too large; read once.

use std::path::Path;

use super::inside::Named;
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
    let named = Named {
        written: &attachment.file,
        what: "an attachment",
        web: "list the address as a source, with `url:`",
        example: "attachments/plan-11.pdf",
    };
    let found = named.find(root)?;
    let Some((ending, mime)) = KINDS.iter().find(|(e, _)| *e == found.ending).copied() else {
        let list = KINDS.iter().map(|(e, _)| *e).collect::<Vec<_>>().join(", ");
        let message = format!("is a file that is not attached: its name ends in .{}", found.ending);
        return Err(named.refuse(Code::FileKind, &message, &format!("attach one of: {list}")));
    };
    if found.size > MAX_ONE || found.size > left {
        return Err(named.refuse(
            Code::FileTooLarge,
            &format!("has {} MB", found.size / 1_000_000),
            "one attachment may have 25 MB, all together 100 MB; make it smaller, or name its address as a source",
        ));
    }
    let bytes = named.read(&found)?;
    Ok(FileData {
        id: attachment.id.value.clone(),
        path: attachment.file.value.clone(),
        ending,
        mime,
        sha256: sha256(&bytes),
        bytes,
    })
}
