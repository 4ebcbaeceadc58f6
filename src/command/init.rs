//! `gnlc init`

use std::fs;

use super::{Outcome, Output, Session, Unwritable};
use crate::assets;
use crate::cli::Init;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::load::folder::plain;

/// Where the example lies among the built-in files.
const STARTER: &str = "data/examples/starter/";

/// Writes a small imaginary city to start from. A folder that holds something is left alone.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Init, out: &mut Output) -> Result<Outcome, Unwritable> {
    let shown = args.dir.display().to_string();
    let taken = fs::read_dir(&args.dir).is_ok_and(|mut entries| entries.next().is_some());
    let result = if taken {
        Err("this folder is not empty, and init never writes over anything".to_owned())
    } else {
        write_all(args).map_err(|error| format!("failed to write the example ({})", plain(&error)))
    };
    if let Err(message) = result {
        let mut session = Session::default();
        session.diagnostics.push(
            Diagnostic::new(Code::CannotWrite, Place::File(shown.clone()), message)
                .hint("name a folder that does not exist yet, such as `gnlc init my-city`"),
        );
        session.print(out)?;
        return Ok(Outcome::CouldNotRun);
    }
    let quoted = if shown.contains(' ') { format!("\"{shown}\"") } else { shown };
    for asset in assets::STARTER {
        out.remark(&format!("wrote {quoted}/{}", asset.path.trim_start_matches(STARTER)))?;
    }
    out.remark(&format!("an imaginary city, ready to build: gnlc build {quoted}"))?;
    Ok(Outcome::Done)
}

fn write_all(args: &Init) -> std::io::Result<()> {
    for asset in assets::STARTER {
        let target = args.dir.join(asset.path.trim_start_matches(STARTER));
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::OpenOptions::new().write(true).create_new(true).open(&target).and_then(|mut file| {
            use std::io::Write as _;
            file.write_all(asset.text.as_bytes())
        })?;
    }
    Ok(())
}
