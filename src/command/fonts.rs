//! `gnlc fonts`

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::output::wrapped;
use super::{Outcome, Output, Session, Unwritable};
use crate::cli::{Fonts as Args, ListFormat};
use crate::compile::Fonts;
use crate::compile::fonts::{Face, Family, Origin};
use crate::compile::scripts::{Completeness, Share, VIETNAMESE, shares};
use crate::load::fonts::read_beside;

/// What stands below the list.
const HELP: &str = "\
A script is missing? `gnlc check` names each letter that no font can print, its place, and a free font that has it.
Put the font's .ttf or .otf files into the folder `fonts` of the dossier: they are found there, whatever their names.
Nearly every script has a free font at https://fonts.google.com/noto. Fonts of the dossier print what the built-in
ones lack; those for Chinese, Japanese and Korean are tried last.
";

/// Lists the fonts.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Args, out: &mut Output) -> Result<Outcome, Unwritable> {
    let mut session = Session::default();
    let Ok(files) = read_beside(&args.dir, &args.fonts.paths, &mut session.diagnostics) else {
        session.print(out)?;
        return Ok(session.failure());
    };
    let mut fonts = Fonts::new(&files, &mut session.diagnostics);
    if args.fonts.system_fonts {
        fonts.add_all_of_system();
    }
    let text = match args.format {
        ListFormat::Table => table(&fonts),
        ListFormat::Json => format!("{:#}\n", json(&fonts)),
    };
    out.result(text.as_bytes())?;
    session.print(out)?;
    Ok(if session.diagnostics.has_errors() { Outcome::Errors } else { Outcome::Done })
}

/// Every letter of a family.
fn letters<'a>(faces: impl Iterator<Item = &'a Face>) -> BTreeSet<u32> {
    faces.flat_map(Face::letters).collect()
}

fn table(fonts: &Fonts) -> String {
    let mut text = String::from("The fonts, in the order in which they are tried:\n");
    let mut all = BTreeSet::new();
    for family in fonts.families() {
        let own = letters(fonts.faces(family));
        let _ = writeln!(text, "\n{} ({})", family.name, origin(fonts, family));
        for (label, what) in
            [("faces", Some(looks(fonts, family))), ("covers", Some(covers(&own))), ("licence", fonts.licence(family))]
        {
            let what = what.unwrap_or_else(|| "the font does not say".into());
            let _ = writeln!(text, "  {label:<8} {}", wrapped(&what, 100, 11));
        }
        all.extend(own);
    }
    let _ = writeln!(text, "\nTogether they cover {}.\n\n{HELP}", wrapped(&covers(&all), 98, 2));
    text.truncate(text.trim_end().len());
    text + "\n"
}

/// Where a family comes from.
fn origin(fonts: &Fonts, family: &Family) -> String {
    let mut files: Vec<&str> = fonts.faces(family).map(|f| f.file.as_str()).collect();
    files.dedup();
    let more = if files.len() > 1 { format!(" and {} more", files.len() - 1) } else { String::new() };
    let file = format!("{}{more}", files.first().copied().unwrap_or_default());
    match family.origin {
        Origin::BuiltIn => "built in".into(),
        Origin::Dossier => file,
        Origin::FontPath => format!("--font-path: {file}"),
        Origin::System => format!("this machine: {file}"),
    }
}

fn looks(fonts: &Fonts, family: &Family) -> String {
    let mut faces: Vec<(bool, u16, String)> = fonts.faces(family).map(|f| (f.italic(), f.weight(), f.look())).collect();
    faces.sort();
    faces.dedup();
    faces.into_iter().map(|(.., look)| look).collect::<Vec<_>>().join(", ")
}

/// "Latin with all of Vietnamese, most of Greek, Cyrillic".
fn covers(letters: &BTreeSet<u32>) -> String {
    let vietnamese = VIETNAMESE.chars().all(|c| letters.contains(&(c as u32)));
    let words: Vec<String> = shares(letters)
        .into_iter()
        .filter_map(|share| {
            let name = share.script.replace('_', " ");
            let vietnamese = if vietnamese && share.script == "Latin" { " with all of Vietnamese" } else { "" };
            Some(match share.completeness() {
                Completeness::All => format!("{name}{vietnamese}"),
                Completeness::Most => format!("most of {name}{vietnamese}"),
                Completeness::Some => format!("some of {name}{vietnamese}"),
                Completeness::Few => return None,
            })
        })
        .collect();
    if words.is_empty() { "signs only".into() } else { words.join(", ") }
}

fn json(fonts: &Fonts) -> Value {
    let face = |f: &Face| json!({ "file": f.file, "weight": f.weight(), "italic": f.italic(), "variable": f.variable() });
    let family = |family: &Family| {
        let own = letters(fonts.faces(family));
        let script = |s: Share| json!({ "script": s.script.replace('_', " "), "letters": s.has, "of": s.of });
        json!({
            "family": family.name,
            "origin": family.origin.word(),
            "faces": fonts.faces(family).map(face).collect::<Vec<_>>(),
            "letters": own.len(),
            "scripts": shares(&own).into_iter().map(script).collect::<Vec<_>>(),
            "vietnamese": VIETNAMESE.chars().all(|c| own.contains(&(c as u32))),
            "licence": fonts.licence(family),
        })
    };
    json!({ "families": fonts.families().iter().map(family).collect::<Vec<_>>() })
}
