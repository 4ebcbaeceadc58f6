//! `gnlc init`

mod answers;
mod city;
mod examples;
mod start;
mod writing;

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use super::{Outcome, Output, Session, Unwritable};
use crate::assets::{self, Asset};
use crate::cli::Init;
use crate::diagnostic::{Code, Diagnostic, Place, Stage};
use crate::load::folder::plain;

/// Where the example lies among the built-in files.
const STARTER: &str = "data/examples/starter/";

/// A file to write: its name inside the folder, and what it holds.
type File = (String, String);

/// Writes a small imaginary city to start from, all that a form asks for, or the built-in templates to change. Nothing is
/// written over.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Init, out: &mut Output) -> Result<Outcome, Unwritable> {
    let mut session = Session::default();
    let Ok((files, last)) = files(args, &mut session) else {
        session.print(out)?;
        return Ok(Outcome::CouldNotRun);
    };
    let shown = args.dir.display().to_string();
    let result = refusal(args, &files)
        .map_or_else(|| write_all(&args.dir, &files).map_err(|e| format!("failed to write the files ({})", plain(&e))), Err);
    if let Err(message) = result {
        session.diagnostics.push(Diagnostic::new(Code::CannotWrite, Place::File(shown), message).hint(if args.templates {
            "move your `templates` and `locales` away first, or name a new folder"
        } else {
            "name a folder that does not exist yet, such as `gnlc init my-city`"
        }));
        session.print(out)?;
        return Ok(Outcome::CouldNotRun);
    }
    let quoted = if shown.contains(' ') { format!("\"{shown}\"") } else { shown };
    for (name, _) in &files {
        out.remark(&format!("wrote {quoted}/{name}"))?;
    }
    for line in last {
        out.remark(&line.replace("DIR", &quoted))?;
    }
    Ok(Outcome::Done)
}

/// The files to write, and what is said at the end; `DIR` stands for the folder.
fn files(args: &Init, session: &mut Session) -> Stage<(Vec<File>, Vec<String>)> {
    if args.templates {
        let last = "change what you like and delete the rest: what is not there is taken from the built-in files";
        return Ok((templates(), vec![last.into()]));
    }
    if args.form.is_none() && args.frameworks.is_empty() && args.languages.is_empty() && args.packs.is_empty() {
        return Ok((starter(), vec!["an imaginary city, ready to build: gnlc build DIR".into()]));
    }
    let start = start::Start::of(args, session)?;
    let mut last = vec![
        "a dossier of your own: write where TODO stands, and let `gnlc check DIR` say what is left".to_owned(),
        "gnlc build DIR --draft prints what is there".to_owned(),
    ];
    last.extend(start.remarks());
    Ok((start.files(), last))
}

fn file(name: &str, asset: &Asset) -> File {
    (name.to_owned(), asset.text.to_owned())
}

/// The imaginary city.
fn starter() -> Vec<File> {
    assets::STARTER.iter().map(|asset| file(asset.path.trim_start_matches(STARTER), asset)).collect()
}

/// Templates and styles go into `templates`, languages into `locales`, where the program looks for a city's own.
fn templates() -> Vec<File> {
    let place = |asset: &'static Asset| {
        let name = asset.path.strip_prefix("data/").unwrap_or(asset.path);
        ["templates/", "locales/"].iter().any(|folder| name.starts_with(folder)).then(|| file(name, asset))
    };
    assets::TEXTS.iter().filter_map(place).collect()
}

/// Why nothing is written: something is there already.
fn refusal(args: &Init, files: &[File]) -> Option<String> {
    if args.templates {
        let taken = files.iter().find(|(name, _)| args.dir.join(name).exists());
        return taken.map(|(name, _)| format!("`{name}` is there already, and init never writes over anything"));
    }
    let taken = fs::read_dir(&args.dir).is_ok_and(|mut entries| entries.next().is_some());
    taken.then(|| "this folder is not empty, and init never writes over anything".to_owned())
}

fn write_all(dir: &Path, files: &[File]) -> io::Result<()> {
    for (name, text) in files {
        let target = dir.join(name);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::OpenOptions::new().write(true).create_new(true).open(&target)?.write_all(text.as_bytes())?;
    }
    Ok(())
}
