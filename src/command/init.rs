//! `gnlc init`

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use super::{Outcome, Output, Session, Unwritable};
use crate::assets::{self, Asset};
use crate::cli::Init;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::load::folder::plain;

/// Where the example lies among the built-in files.
const STARTER: &str = "data/examples/starter/";

/// Writes a small imaginary city to start from, or the built-in templates to change. Nothing is written over.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Init, out: &mut Output) -> Result<Outcome, Unwritable> {
    let shown = args.dir.display().to_string();
    let files = if args.templates { templates() } else { starter() };
    let result = refusal(args, &files)
        .map_or_else(|| write_all(&args.dir, &files).map_err(|e| format!("failed to write the files ({})", plain(&e))), Err);
    if let Err(message) = result {
        let mut session = Session::default();
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
    out.remark(&if args.templates {
        "change what you like and delete the rest: what is not there is taken from the built-in files".to_owned()
    } else {
        format!("an imaginary city, ready to build: gnlc build {quoted}")
    })?;
    Ok(Outcome::Done)
}

/// The imaginary city: names inside the folder, and what they hold.
fn starter() -> Vec<(&'static str, &'static Asset)> {
    assets::STARTER.iter().map(|asset| (asset.path.trim_start_matches(STARTER), asset)).collect()
}

/// Templates and styles go into `templates`, languages into `locales`, where the program looks for a city's own.
fn templates() -> Vec<(&'static str, &'static Asset)> {
    let place = |asset: &'static Asset| {
        let name = asset.path.strip_prefix("data/").unwrap_or(asset.path);
        ["templates/", "locales/"].iter().any(|folder| name.starts_with(folder)).then_some((name, asset))
    };
    assets::TEXTS.iter().filter_map(place).collect()
}

/// Why nothing is written: something is there already.
fn refusal(args: &Init, files: &[(&str, &Asset)]) -> Option<String> {
    if args.templates {
        let taken = files.iter().find(|(name, _)| args.dir.join(name).exists());
        return taken.map(|(name, _)| format!("`{name}` is there already, and init never writes over anything"));
    }
    let taken = fs::read_dir(&args.dir).is_ok_and(|mut entries| entries.next().is_some());
    taken.then(|| "this folder is not empty, and init never writes over anything".to_owned())
}

fn write_all(dir: &Path, files: &[(&str, &Asset)]) -> io::Result<()> {
    for (name, asset) in files {
        let target = dir.join(name);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::OpenOptions::new().write(true).create_new(true).open(&target)?.write_all(asset.text.as_bytes())?;
    }
    Ok(())
}
