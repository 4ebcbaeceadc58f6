//! `gnlc pack list`

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::super::{Outcome, Output, Session, Unwritable};
use super::{line, origin};
use crate::cli::{ListFormat, PackList as Args};
use crate::diagnostic::Code;
use crate::load::packs;
use crate::model::text::printable;
use crate::pack::Pack;

/// Lists every pack.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Args, out: &mut Output) -> Result<Outcome, Unwritable> {
    let mut session = Session::default();
    let Session { sources, diagnostics } = &mut session;
    let Ok(packs) = packs::beside(&args.dir, &[], sources, diagnostics) else {
        session.print(out)?;
        return Ok(session.failure());
    };
    let replaces = |pack: &Pack| {
        let at = pack.head().id.at;
        session.diagnostics.iter().any(|d| d.code == Code::ReplacesPack && d.span() == Some(at))
    };
    let text = match args.format {
        ListFormat::Table => table(&packs, &replaces, &session),
        ListFormat::Json => {
            let list: Vec<Value> = packs.iter().map(|pack| json(pack, replaces(pack), &session)).collect();
            format!("{:#}\n", json!({ "packs": list }))
        }
    };
    out.result(text.as_bytes())?;
    // The list says itself what replaces what.
    session.diagnostics.retain(|d| d.code != Code::ReplacesPack);
    session.print(out)?;
    Ok(if session.diagnostics.has_errors() { Outcome::Errors } else { Outcome::Done })
}

fn table(packs: &[Pack], replaces: &dyn Fn(&Pack) -> bool, session: &Session) -> String {
    let mut text = String::new();
    let width = packs.iter().map(|p| p.head().id.value.as_str().len()).max().unwrap_or(0);
    for pack in packs {
        let head = pack.head();
        let instead = if replaces(pack) { ", instead of the built-in one" } else { "" };
        let _ = writeln!(
            text,
            "{:width$}  {:<9}  {:<13}  {}",
            head.id.value.to_string(),
            head.kind.word(),
            head.standing.word(),
            printable(&line(&head.title))
        );
        let _ = writeln!(
            text,
            "{:width$}  {:<9}  {:<13}  {}; {}{instead}",
            "",
            "",
            "",
            printable(&line(&head.edition)),
            printable(&origin(pack, session))
        );
    }
    text
}

fn json(pack: &Pack, replaces: bool, session: &Session) -> Value {
    let head = pack.head();
    json!({
        "id": head.id.value.as_str(),
        "kind": head.kind.word(),
        "title": line(&head.title),
        "edition": line(&head.edition),
        "status": head.standing.word(),
        "from": origin(pack, session),
        "replaces_built_in": replaces,
        "sha256": head.digest,
    })
}
