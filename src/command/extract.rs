//! `gnlc extract`

use std::path::Path;

use super::{Outcome, Output, Session, Unwritable};
use crate::archive::{self, folder, names};
use crate::cli::Extract;
use crate::diagnostic::{Code, Diagnostic, Place, Stage};
use crate::load::folder::plain;

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
    let missing = contents.manifest.missing().map(|f| (&f.path, f.missing.map_or("", archive::manifest::Missing::words)));
    lines.extend(missing.map(|(path, why)| format!("not in the PDF: {} ({why})", path.escape_debug())));
    lines.push(format!("the same document: {}", command(&args.dir, &contents.manifest)));
    Ok(lines)
}

/// The command that makes the document from the folder: the one in the PDF, with the folders as they are called now.
fn command(dir: &Path, manifest: &archive::manifest::Manifest) -> String {
    let quoted = |path: String| if path.contains(' ') { format!("\"{path}\"") } else { path };
    let told = &manifest.options;
    let folders = told.templates.then(names::templates_folder).into_iter().chain((1..=told.font_paths).map(names::fonts_folder));
    let mut command = manifest.command.replacen(" . ", &format!(" {} ", quoted(dir.display().to_string())), 1);
    for folder in folders {
        command = command.replacen('…', &quoted(dir.join(folder).display().to_string()), 1);
    }
    let size = told.max_size.map(|megabytes| format!(" --max-size {megabytes}"));
    command + &size.unwrap_or_default()
}
