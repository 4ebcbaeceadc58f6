//! `gnlc copy`

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::{Outcome, Output, Session, Unwritable, target};
use crate::check::Dossier;
use crate::cli::{Copy, ReportFormat};
use crate::diagnostic::{Code, Diagnostic, Place, Severity, did_you_mean};
use crate::load::Options;
use crate::locale::Locale;
use crate::render::view::Input;
use crate::render::view::printer::Printer;
use crate::render::view::transfer::{State, Transfer, transfer};
use crate::review::Facts;

/// Prints what is to stand in one field of the form, or in all of them.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Copy, out: &mut Output) -> Result<Outcome, Unwritable> {
    let (question, dir) = match what(args) {
        Ok(what) => what,
        Err(trouble) => return target::refuse(*trouble, out),
    };
    let mut session = Session::default();
    let Ok((dossier, coverage, locale)) = session.dossier(&dir, &Options::default(), args.lang.as_deref()) else {
        session.print(out)?;
        return Ok(session.failure());
    };
    let facts = Facts::of(&dossier, &coverage);
    let fields = transfer(&Printer::new(&Input::new(&dossier, &coverage, &locale, &facts)));
    let Some(question) = question else {
        let sheet = match args.format {
            ReportFormat::Text => sheet(&fields, &dossier, &locale),
            ReportFormat::Json => format!("{:#}\n", json!({ "language": locale.lang.code(), "fields": fields })),
        };
        out.result(sheet.as_bytes())?;
        let (errors, warnings) = session.diagnostics.counts(&session.sources);
        if errors > 0 {
            let tally = super::tally(errors, warnings);
            out.remark(&format!("the dossier has {tally}: `gnlc check` shows them"))?;
            return Ok(Outcome::Errors);
        }
        return Ok(Outcome::Done);
    };
    // The name of the form may stand in front.
    let prefix = format!("{}:", dossier.form.head.id.value);
    let name = question.strip_prefix(&prefix).unwrap_or(&question);
    let Some(field) = fields.iter().find(|field| field.field == name) else {
        session.diagnostics.retain(|_| false);
        session.diagnostics.push(unknown(name, &fields, &dossier));
        session.print(out)?;
        return Ok(Outcome::Errors);
    };
    one(field, &dossier, &locale, &mut session, out)
}

/// The field that is asked for, if it is one, and the folder.
fn what(args: &Copy) -> Result<(Option<String>, PathBuf), Box<Diagnostic>> {
    let here = || PathBuf::from(".");
    if args.all {
        if let (Some(question), Some(_)) = (&args.question, &args.dir) {
            let message = format!("`--all` copies every field, and `{question}` names one");
            return Err(Box::new(
                Diagnostic::new(Code::UnknownQuestion, Place::Dossier, message).hint("leave out one of the two"),
            ));
        }
        return Ok((None, args.dir.clone().or(args.question.as_ref().map(PathBuf::from)).unwrap_or_else(here)));
    }
    let question = args.question.clone().unwrap_or_default();
    if args.dir.is_none() && Path::new(&question).is_dir() {
        let message = format!("`{question}` is a folder, and which question to copy is not said");
        return Err(Box::new(
            Diagnostic::new(Code::UnknownQuestion, Place::Dossier, message)
                .hint(format!("`gnlc copy QUESTION {question}` copies one, `gnlc copy --all {question}` shows all of them")),
        ));
    }
    Ok((Some(question), args.dir.clone().unwrap_or_else(here)))
}

fn unknown(name: &str, fields: &[Transfer], dossier: &Dossier) -> Diagnostic {
    let names = || fields.iter().map(|field| field.field.as_str());
    let form = &dossier.form;
    let elsewhere = form.field(name).map(|_| format!("it is not asked of a {}", dossier.city.kind.word()));
    Diagnostic::new(
        Code::UnknownQuestion,
        Place::Dossier,
        format!("the form `{}` has no field `{name}` to copy", form.head.id.value),
    )
    .hints(elsewhere.or_else(|| did_you_mean(name, names())))
    .hint(format!("its fields are: {}", names().collect::<Vec<_>>().join(", ")))
}

/// The text of one field and nothing else; beside it what is wrong with it, and how long it is.
fn one(
    field: &Transfer,
    dossier: &Dossier,
    locale: &Locale,
    session: &mut Session,
    out: &mut Output,
) -> Result<Outcome, Unwritable> {
    let answer = dossier.answers.iter().find(|(f, _)| dossier.form.fields[*f].id.value.as_str() == field.field);
    let span = answer.map(|(_, answer)| answer.span);
    session.diagnostics.retain(|d| d.span().zip(span).is_some_and(|(at, answer)| answer.contains(at)));
    let id = &field.field;
    let refusal = match field.state {
        State::Filled | State::Phrase => None,
        State::Missing => Some((format!("nothing stands in `{id}`"), "`gnlc check` says how it is filled")),
        State::Untranslated => Some((
            format!("the answer to `{id}` is not written in `{}`", locale.lang),
            "translate it, or name another language with `--lang`",
        )),
        State::Private => Some((format!("`{id}` is private"), "copy it from `private.yaml`: gnlc does not open that file here")),
        State::ByHand => Some((format!("`{id}` is signed or agreed to by hand"), "there is nothing to copy")),
        State::Commission => Some((format!("`{id}` is filled in by the National Commission"), "there is nothing to copy")),
    };
    if let Some((message, hint)) = refusal {
        let diagnostic = Diagnostic::new(Code::MissingAnswer, span.map_or(Place::Dossier, Place::from), message).hint(hint);
        session.diagnostics.push(Diagnostic { severity: Severity::Error, ..diagnostic });
        session.print(out)?;
        return Ok(Outcome::Errors);
    }
    out.result(format!("{}\n", field.text).as_bytes())?;
    let (errors, _) = session.print(out)?;
    let length = match field.state {
        State::Phrase => "the form's phrase for an empty field".to_owned(),
        _ => length(field),
    };
    let parts = [length, locale.lang.to_string()];
    let said = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    out.remark(&format!("{id}: {said}"))?;
    Ok(if errors > 0 { Outcome::Errors } else { Outcome::Done })
}

/// "187 of 200 words, 1204 of 1500 characters".
fn length(field: &Transfer) -> String {
    let Some(count) = field.count else { return String::new() };
    let of = |limit: Option<u32>| limit.map(|n| format!(" of {n}")).unwrap_or_default();
    let s = |n: usize, limit: Option<u32>| if n == 1 && limit.is_none() { "" } else { "s" };
    let words = format!("{}{} word{}", count.words, of(field.max_words), s(count.words, field.max_words));
    let characters = field.max_characters.map(|_| format!("{}{} characters", count.characters, of(field.max_characters)));
    match characters {
        Some(characters) if field.max_words.is_none() => characters,
        Some(characters) => format!("{words}, {characters}"),
        None => words,
    }
}

/// The whole form in its order: number, heading and label of every field, how long its text is, and the text at the edge of
/// the page, so that it can be marked and copied.
fn sheet(fields: &[Transfer], dossier: &Dossier, locale: &Locale) -> String {
    let head = &dossier.form.head;
    let mut out = String::new();
    let city = dossier.city.name.in_language(&locale.lang);
    let _ = writeln!(out, "{}: {city}", locale.pack_text(&head.title).0);
    let _ = writeln!(out, "{} ({}), in {}", head.id.value, locale.pack_text(&head.edition).0, locale.lang);
    let mut part = "";
    for field in fields {
        if field.part != part {
            part = &field.part;
            let _ = write!(out, "\n==== {part} ====\n");
        }
        let heading = field.heading.as_ref().map(|heading| format!("{heading}: ")).unwrap_or_default();
        let beside = match field.state {
            State::Filled => length(field),
            State::Phrase => "the form's phrase for an empty field".to_owned(),
            State::Missing => "nothing stands here".to_owned(),
            State::Untranslated => format!("not written in {}", locale.lang),
            State::Private => "private: it stands in private.yaml".to_owned(),
            State::ByHand => "by hand".to_owned(),
            State::Commission => "for the National Commission".to_owned(),
        };
        let beside = if beside.is_empty() { beside } else { format!("  [{beside}]") };
        let _ = write!(out, "\n--- {}. {heading}{}  ({}){beside}\n", field.number, field.label, field.field);
        if !field.text.is_empty() {
            let _ = writeln!(out, "{}", field.text);
        }
    }
    out
}
