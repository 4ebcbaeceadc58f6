//! `gnlc extract`

use std::path::{Path, PathBuf};

use super::{Outcome, Output, Session, Unwritable};
use crate::archive::manifest::{Missing, Named, Options};
use crate::archive::{self, folder, names};
use crate::cli::Extract;
use crate::diagnostic::{Code, Diagnostic, Place, Stage};
use crate::load::folder::plain;
use crate::model::text::printable;

/// Unpacks the sources of a PDF: all of them, or nothing.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Extract, out: &mut Output) -> Result<Outcome, Unwritable> {
    let mut session = Session::default();
    let done = extract(args, &mut session);
    session.print(out)?;
    let Ok(lines) = done else { return Ok(session.failure()) };
    for line in lines {
        out.remark(&line)?;
    }
    Ok(Outcome::Done)
}

/// Does it, and gives what there is to say.
fn extract(args: &Extract, session: &mut Session) -> Stage<Vec<String>> {
    let (file, dir) = (args.file.display().to_string(), args.dir.display().to_string());
    let diagnostics = &mut session.diagnostics;
    let (contents, _) = archive::contents(&args.file, diagnostics)?;
    if let Some(diagnostic) = archive::altered(&contents.altered, &file) {
        return Err(diagnostics.error(diagnostic));
    }
    if contents.files.is_empty() {
        let none = Diagnostic::new(Code::CannotRebuild, Place::File(file), "there are no sources in this PDF")
            .hint("it was made without them; ask for the folder, or for the PDF with its sources");
        return Err(diagnostics.error(archive::incomplete(&contents.manifest, &args.file.display().to_string()).unwrap_or(none)));
    }
    if let Err(error) = folder::extract(&args.dir, &contents) {
        let message = format!("failed to unpack into this folder ({})", plain(&error));
        let hint = "name a folder that does not exist yet, in one that may be written to; nothing was written";
        return Err(diagnostics.error(Diagnostic::new(Code::CannotWrite, Place::File(dir), message).hint(hint)));
    }
    let size: usize = contents.files.iter().map(|(_, bytes)| bytes.len()).sum();
    let mut lines = vec![format!("{dir}: {} files, {} kB", contents.files.len(), size.div_ceil(1000))];
    let missing = contents.manifest.missing().map(|f| (&f.path, f.missing.map_or("", Missing::words)));
    lines.extend(missing.map(|(path, why)| format!("not in the PDF: {} ({why})", printable(path))));
    lines.push(format!("the same document: {}", command(&args.dir, &contents.manifest.options)));
    Ok(lines)
}

/// The command that makes the document from the folder: as its options say, with the folders as they are called now.
fn command(dir: &Path, options: &Options) -> String {
    let path = |path: PathBuf| printable(&path.display().to_string());
    let mut folder = |named: Named| {
        Some(path(dir.join(match named {
            Named::Templates => names::templates_folder(),
            Named::Fonts(number) => names::fonts_folder(number),
        })))
    };
    let size = options.max_size.map(|megabytes| format!(" --max-size {megabytes}"));
    options.command(&path(dir.to_owned()), &mut folder) + &size.unwrap_or_default()
}
