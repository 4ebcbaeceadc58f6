//! `gnlc pack new`

use std::path::Path;

use super::super::{Outcome, Output, Unwritable, target};
use crate::assets;
use crate::cli::{PackNew as Args, PackSort};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::export::write;
use crate::load::folder::{is_yaml, plain};
use crate::model::Id;
use crate::model::id::suggest;
use crate::model::text::visible;
use crate::yaml::write::inline;

/// Writes a pack to begin with. Nothing is written over.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Args, out: &mut Output) -> Result<Outcome, Unwritable> {
    let shown = args.file.display().to_string();
    let refuse = |code, message: String, hint: String| Diagnostic::new(code, Place::File(shown.clone()), message).hint(hint);
    if !is_yaml(&shown) {
        let hint = "give it a name that ends so, such as packs/award.yaml".to_owned();
        return target::refuse(refuse(Code::CannotWrite, "a pack is a .yaml file".into(), hint), out);
    }
    let id = match &args.id {
        None => suggest(&args.file.file_stem().unwrap_or_default().to_string_lossy()),
        Some(id) => Id::parse(id),
    };
    if let (None, Some(wrong)) = (&id, &args.id) {
        let near = suggest(wrong).map(|id| format!(", such as `--id {id}`")).unwrap_or_default();
        let hint = format!("an id has small letters a–z, digits and single hyphens, and starts with a letter{near}");
        return target::refuse(refuse(Code::BadId, format!("`{}` cannot be an id", visible(wrong)), hint), out);
    }
    let (path, kind) = start(args.kind);
    let asset = assets::PACK_STARTS.iter().find(|asset| asset.path == path);
    let text = filled(asset.map(|a| a.text).unwrap_or_default(), id.as_ref(), args.title.as_deref(), &args.file);
    if let Err(error) = write::create(&args.file, text.as_bytes()) {
        let taken = error.kind() == std::io::ErrorKind::AlreadyExists || args.file.symlink_metadata().is_ok();
        let message = if taken {
            "there is a file of this name already".into()
        } else {
            format!("failed to write this file ({})", plain(&error))
        };
        let hint =
            if taken { "give another name: nothing is ever written over" } else { "check that the folder may be written to" };
        return target::refuse(refuse(Code::CannotWrite, message, hint.into()), out);
    }
    let quoted = if shown.contains(' ') { format!("\"{shown}\"") } else { shown };
    out.remark(&format!("wrote {quoted}: {kind} to begin with"))?;
    out.remark(&format!("change it until it says what yours says, then: gnlc pack check {quoted}"))?;
    Ok(Outcome::Done)
}

/// The file of a start, and what it is.
const fn start(kind: PackSort) -> (&'static str, &'static str) {
    match kind {
        PackSort::Framework => ("data/packs/framework.yaml", "a set of criteria"),
        PackSort::Form => ("data/packs/form.yaml", "a form"),
        PackSort::Crosswalk => ("data/packs/crosswalk.yaml", "a table between two sets"),
    }
}

/// A start under its own id and title, which its remarks name too.
fn filled(text: &str, id: Option<&Id>, title: Option<&str>, file: &Path) -> String {
    let value = |key: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix("  ")?.strip_prefix(key)?.strip_prefix(": "));
        line.map(|line| line.split(" #").next().unwrap_or(line).trim_end()).unwrap_or_default()
    };
    let (old_id, old_title) = (value("id"), value("title"));
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let mut filled = String::with_capacity(text.len());
    for line in text.lines() {
        let line = match (id, title.map(visible).filter(|title| !title.is_empty())) {
            (_, Some(title)) if line == format!("  title: {old_title}") => format!("  title: {}", inline(&title)),
            (Some(id), _) => line.replace(&format!("{old_id}.yaml"), &visible(&name)).replace(old_id, id.as_str()),
            _ => line.to_owned(),
        };
        filled.push_str(&line);
        filled.push('\n');
    }
    filled
}
