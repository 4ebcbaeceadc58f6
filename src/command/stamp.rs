//! `gnlc stamp`

use std::path::Path;

use super::{Outcome, Output, Session, Unwritable, target};
use crate::check::texts;
use crate::check::translations::{self, State};
use crate::cli::Stamp;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::export::write;
use crate::load::Options;
use crate::load::folder::plain;
use crate::model::Lang;
use crate::source::FileId;
use crate::yaml::edit::{self, Change};

/// Notes behind every translation which original it follows.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Stamp, out: &mut Output) -> Result<Outcome, Unwritable> {
    let mut session = Session::default();
    let Ok((dossier, ..)) = session.dossier(&args.dir, &Options::default(), None) else {
        session.print(out)?;
        return Ok(session.failure());
    };
    let original = dossier.original();
    let wanted = |lang: &Lang| lang != original && args.lang.as_deref().is_none_or(|w| lang.code() == w);
    let languages: Vec<&Lang> = dossier.head.languages.iter().filter(|lang| wanted(lang)).collect();
    if let (true, Some(lang)) = (languages.is_empty(), &args.lang) {
        let message = format!("the dossier has no translations into `{lang}`");
        let mut failed = Session { sources: session.sources, ..Session::default() };
        failed.diagnostics.push(
            Diagnostic::new(Code::NoLanguage, dossier.head.languages_at, message)
                .hint("`--lang` takes one of its `languages:` behind the first"),
        );
        failed.print(out)?;
        return Ok(Outcome::CouldNotRun);
    }
    let (mut changes, mut left) = (Vec::new(), 0);
    for lang in languages {
        for said in &texts::all(&dossier) {
            let Some(digest) = said.text.in_language(original, original).map(crate::model::text::Version::digest) else {
                continue;
            };
            match translations::state(said, lang, original) {
                State::Unstamped(version) => changes.push(edit::stamp(version.at, &digest, &session.sources)),
                State::Old(version) if args.old => {
                    changes.extend(version.of.as_ref().map(|of| Change { at: of.at, by: digest }));
                }
                State::Old(_) => left += 1,
                State::Missing | State::Original | State::Current(_) => {}
            }
        }
    }
    let mut files: Vec<FileId> = changes.iter().map(|c| c.at.file).collect();
    files.sort_unstable();
    files.dedup();
    for file in files {
        if let Err(trouble) = rewrite(&args.dir, file, &changes, &session) {
            return target::refuse(trouble, out);
        }
        let count = changes.iter().filter(|c| c.at.file == file).count();
        out.remark(&format!("{}: {count} stamped", session.sources.file(file).path))?;
    }
    if changes.is_empty() {
        out.remark("every translation already says which original it follows")?;
    }
    if left > 0 {
        out.remark(&format!(
            "{left} older than their originals: `gnlc check` shows them; when they are mended, `gnlc stamp --old`"
        ))?;
    }
    Ok(Outcome::Done)
}

/// Writes one file anew, after proof that it says the same as before.
fn rewrite(root: &Path, file: FileId, changes: &[Change], session: &Session) -> Result<(), Diagnostic> {
    let path = session.sources.file(file).path.clone();
    let new = edit::apply(file, changes, &session.sources);
    let trouble = |message: String| Diagnostic::new(Code::CannotWrite, Place::File(path.clone()), message);
    if !edit::same_but_for_stamps(session.sources.text(file), &new) {
        return Err(trouble("this file cannot be stamped without changing what it says; it was left as it is".into()).hint(
            "mend its errors first (`gnlc check`), and write each translation on lines of its own, in a block behind `|`",
        ));
    }
    write::replace(&root.join(&path), new.as_bytes())
        .map_err(|error| trouble(format!("failed to write this file ({})", plain(&error))).hint("the old file is untouched"))
}
