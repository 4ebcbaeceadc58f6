//! `gnlc remarks`

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::output::cell;
use super::{Outcome, Output, Session, Unwritable, target};
use crate::cli::{Remarks as Args, RemarksAction, TableFormat};
use crate::diagnostic::{Code, Diagnostic, Place, Stage};
use crate::export::write;
use crate::load::remarks::{FOLDER, of_file, of_folder};
use crate::model::remark::{Remark, to_yaml};
use crate::model::words::RemarkState;

/// Lists the remarks that a dossier keeps, or takes in new ones.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Args, out: &mut Output) -> Result<Outcome, Unwritable> {
    match &args.action {
        Some(RemarksAction::Import(import)) => take_in(&import.file, &import.dir, out),
        None => list(args, out),
    }
}

/// Writes the remarks of a spreadsheet into a file of their own.
fn take_in(file: &Path, dir: &Path, out: &mut Output) -> Result<Outcome, Unwritable> {
    let mut session = Session::default();
    let read = import(file, dir, &mut session);
    session.print(out)?;
    let Ok((remarks, path)) = read else {
        let unread = session.diagnostics.iter().any(|d| d.code == Code::CannotRead);
        return Ok(if unread { Outcome::CouldNotRun } else { session.failure() });
    };
    if let Err(error) = write::create(&path, to_yaml(&remarks).as_bytes()) {
        return target::refuse(target::failed(&path, &error), out);
    }
    out.remark(&format!("{}: {}", path.display(), tally(&remarks)))?;
    Ok(Outcome::Done)
}

/// The remarks of a spreadsheet, and where they are to be kept. Nothing is ever written over.
fn import(file: &Path, dir: &Path, session: &mut Session) -> Stage<(Vec<Remark>, PathBuf)> {
    let remarks = of_file(file, &mut session.sources, &mut session.diagnostics)?;
    let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let path = dir.join(FOLDER).join(format!("{stem}.yaml"));
    if !dir.is_dir() {
        let message = "there is no such folder";
        return Err(session.diagnostics.error(
            Diagnostic::new(Code::NoFolder, Place::File(dir.display().to_string()), message).hint("give the dossier's folder"),
        ));
    }
    if path.symlink_metadata().is_ok() {
        return Err(session.diagnostics.error(
            Diagnostic::new(Code::CannotWrite, Place::File(path.display().to_string()), "there are remarks of this name already")
                .hint("give the CSV file another name, such as that of the round: `round-2.csv`"),
        ));
    }
    if session.diagnostics.has_errors() {
        return Err(session.diagnostics.reported());
    }
    Ok((remarks, path))
}

fn list(args: &Args, out: &mut Output) -> Result<Outcome, Unwritable> {
    let mut session = Session::default();
    if !args.dir.is_dir() {
        let shown = args.dir.display().to_string();
        let trouble = Diagnostic::new(Code::NoFolder, Place::File(shown), "there is no such folder");
        return target::refuse(trouble.hint("give the dossier's folder"), out);
    }
    let kept = of_folder(&args.dir, &mut session.sources, &mut session.diagnostics);
    let (errors, _) = session.print(out)?;
    let text = match args.format {
        TableFormat::Table => table(&kept),
        TableFormat::Json => {
            format!("{:#}\n", json!({ "remarks": kept.iter().map(|(file, r)| as_json(file, r)).collect::<Vec<_>>() }))
        }
        TableFormat::Csv => csv(&kept),
    };
    out.result(text.as_bytes())?;
    if args.format == TableFormat::Table {
        let remarks: Vec<Remark> = kept.into_iter().map(|(_, remark)| remark).collect();
        out.remark(&tally(&remarks))?;
    }
    Ok(if errors > 0 { Outcome::Errors } else { Outcome::Done })
}

/// "12 remarks: 3 open, 8 done, 1 declined".
fn tally(remarks: &[Remark]) -> String {
    let count = |state: RemarkState| remarks.iter().filter(|r| r.state == state).count();
    let s = if remarks.len() == 1 { "" } else { "s" };
    let states: Vec<String> = RemarkState::ALL.iter().map(|state| format!("{} {}", count(*state), state.word())).collect();
    format!("{} remark{s}: {}", remarks.len(), states.join(", "))
}

/// What a remark is about.
fn about(remark: &Remark) -> String {
    let page = remark.page.map(|page| format!("page {page}"));
    remark.item.iter().map(|item| item.value.clone()).chain(page).collect::<Vec<_>>().join(", ")
}

fn table(kept: &[(String, Remark)]) -> String {
    let mut out = String::new();
    let mut last = "";
    for (file, remark) in kept {
        if file != last {
            let _ = writeln!(out, "{file}");
            last = file;
        }
        let head: Vec<String> = [Some(about(remark)), remark.who.clone(), remark.date.map(|d| d.to_string())]
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
        let line = format!("  {:<8}  {}  {}", remark.state.word(), remark.number.value, head.join(", "));
        let _ = writeln!(out, "{}", line.trim_end());
        for (mark, text) in [("", Some(&remark.text)), ("→ ", remark.reply.as_ref())] {
            for line in text.into_iter().flat_map(|text| text.lines()) {
                let _ = writeln!(out, "            {mark}{line}");
            }
        }
    }
    out
}

fn as_json(file: &str, remark: &Remark) -> serde_json::Value {
    json!({
        "file": file,
        "number": remark.number.value,
        "item": remark.item.as_ref().map(|item| &item.value),
        "page": remark.page,
        "who": remark.who,
        "date": remark.date.map(|date| date.to_string()),
        "remark": remark.text,
        "reply": remark.reply,
        "state": remark.state.word(),
    })
}

fn csv(kept: &[(String, Remark)]) -> String {
    let mut out = String::from("number,item,page,who,date,remark,reply,state\r\n");
    for (_, remark) in kept {
        let cells = [
            remark.number.value.clone(),
            remark.item.as_ref().map(|item| item.value.clone()).unwrap_or_default(),
            remark.page.map(|page| page.to_string()).unwrap_or_default(),
            remark.who.clone().unwrap_or_default(),
            remark.date.map(|date| date.to_string()).unwrap_or_default(),
            remark.text.clone(),
            remark.reply.clone().unwrap_or_default(),
            remark.state.word().to_owned(),
        ];
        out += &cells.map(|text| cell(&text)).join(",");
        out += "\r\n";
    }
    out
}
