//! The status for reading: one screen, what is worst first, long lists cut with how much is left.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::super::tally;
use super::{Answer, Frozen, Owner, Signed, Status};

/// So many of a long list are named.
const NAMED: usize = 3;
/// So many owners and sign-offs have a line each.
const LINES: usize = 6;

/// The screen.
#[must_use]
pub fn screen(status: &Status) -> String {
    let mut out = String::new();
    let draft = status.draft.map(|n| format!(", draft {n}")).unwrap_or_default();
    let _ = writeln!(out, "{}{draft}: dated {}, as of {}", status.city, status.date, status.as_of);
    let _ = writeln!(out, "{}", tally(status.errors, status.warnings));
    if let Some(deadline) = &status.deadline {
        let left = match deadline.days {
            0 => "today".to_owned(),
            1 => "1 day left".to_owned(),
            n if n > 0 => format!("{n} days left"),
            -1 => "over since yesterday".to_owned(),
            n => format!("over for {} days", -n),
        };
        let _ = writeln!(out, "deadline    {}: {left}", deadline.date);
    }
    if let Some(frozen) = &status.frozen {
        let _ = writeln!(out, "frozen      {}", kept(frozen));
    }
    answers(status, &mut out);
    coverage(status, &mut out);
    figures(status, &mut out);
    owners(status, &mut out);
    signoffs(status, &mut out);
    out
}

/// What differs from the state kept last.
fn kept(frozen: &Frozen) -> String {
    let more = if frozen.states > 1 { format!(" (the newest of {})", frozen.states) } else { String::new() };
    let said = match &frozen.differs {
        None => "cannot be read".to_owned(),
        Some(differs) if differs.is_empty() => "nothing differs".to_owned(),
        Some(differs) => {
            let list: Vec<String> = differs.iter().map(|(sort, n)| format!("{} {n}", sort.replace('_', " "))).collect();
            format!("differs ({}); `gnlc diff --frozen` says how", list.join(", "))
        }
    };
    let touched = if frozen.untouched == Some(false) { "; its files were changed after it was kept" } else { "" };
    format!("{}{more}: {said}{touched}", frozen.name)
}

fn answers(status: &Status, out: &mut String) {
    let count = |state: &str| status.answers.iter().filter(|a| a.state == state).count();
    let _ =
        writeln!(out, "answers     {} written, {} missing, {} over the limit", count("written"), count("missing"), count("over"));
    for answer in &status.answers {
        match answer.state {
            "missing" => _ = writeln!(out, "  missing   {}", answer.question),
            "over" => _ = writeln!(out, "  too long  {}: {}", answer.question, lengths(answer)),
            _ => {}
        }
    }
    let near = status.answers.iter().filter(|a| a.state == "written" && a.limit.is_some());
    let near: Vec<String> = near
        .map(|a| {
            let most = a.words.values().max().copied().unwrap_or(0);
            format!("{} {most}/{}", a.question, a.limit.unwrap_or(0))
        })
        .collect();
    if !near.is_empty() {
        let _ = writeln!(out, "  words     {}", near.join(", "));
    }
}

/// "en 215, vi 240 of 200 words".
fn lengths(answer: &Answer) -> String {
    let said = |counts: &BTreeMap<String, usize>, limit: Option<u32>, what: &str| {
        let counts: Vec<String> = counts.iter().map(|(lang, n)| format!("{lang} {n}")).collect();
        Some(format!("{} of {} {what}", counts.join(", "), limit?))
    };
    let parts = [said(&answer.words, answer.limit, "words"), said(&answer.characters, answer.character_limit, "characters")];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn coverage(status: &Status, out: &mut String) {
    let marks = [
        ("results", "results shown"),
        ("practice", "in practice"),
        ("planned", "planned"),
        ("none", "not yet shown"),
        ("notnow", "not a priority"),
    ];
    let said: Vec<String> = marks.iter().filter_map(|(key, word)| status.areas.get(key).map(|n| format!("{n} {word}"))).collect();
    let _ = writeln!(out, "areas       {}", said.join(", "));
    if !status.gaps.is_empty() {
        let gaps: Vec<&str> = status.gaps.iter().map(|(code, _)| code.as_str()).collect();
        let _ = writeln!(out, "  gaps      {}", gaps.join(", "));
    }
}

fn figures(status: &Status, out: &mut String) {
    let dated = |list: &[(String, u16)]| cut(&list.iter().map(|(id, year)| format!("{id} ({year})")).collect::<Vec<_>>());
    let _ = writeln!(
        out,
        "figures     {} indicators: {} too old, {} without a value",
        status.indicators,
        status.stale_values.len(),
        status.no_value.len()
    );
    for (label, list) in [
        ("old value", dated(&status.stale_values)),
        ("no value", cut(&status.no_value)),
        ("old source", dated(&status.stale_sources)),
    ] {
        if !list.is_empty() {
            let _ = writeln!(out, "  {label:<10} {list}");
        }
    }
}

fn owners(status: &Status, out: &mut String) {
    if status.owners.is_empty() {
        return;
    }
    let nobody = if status.unowned > 0 { format!("; {} items of nobody", status.unowned) } else { String::new() };
    let _ = writeln!(out, "owners      {}{nobody}", status.owners.len());
    // Who is late stands first.
    let mut list: Vec<&Owner> = status.owners.iter().collect();
    list.sort_by_key(|o| std::cmp::Reverse((o.overdue.len(), o.problems, o.items)));
    for owner in list.iter().take(LINES) {
        let overdue: Vec<String> = owner.overdue.iter().map(|(name, day)| format!("{name} ({day})")).collect();
        let overdue = if overdue.is_empty() { String::new() } else { format!("; overdue: {}", cut(&overdue)) };
        let items = if owner.items == 1 { "1 item".to_owned() } else { format!("{} items", owner.items) };
        let problems = match owner.problems {
            0 => String::new(),
            1 => ", 1 message".to_owned(),
            n => format!(", {n} messages"),
        };
        let _ = writeln!(out, "  {}: {items}{problems}{overdue}", owner.name);
    }
    if list.len() > LINES {
        let _ = writeln!(out, "  and {} more", list.len() - LINES);
    }
}

fn signoffs(status: &Status, out: &mut String) {
    if status.signoffs.is_empty() {
        return;
    }
    let held = status.signoffs.iter().filter(|s| s.standing == "held").count();
    let _ = writeln!(out, "sign-offs   {held} held, {} not", status.signoffs.len() - held);
    let mut list: Vec<&Signed> = status.signoffs.iter().collect();
    list.sort_by_key(|s| s.standing == "held");
    for signed in list.iter().take(LINES) {
        let by: Vec<String> = signed.lapses.iter().map(|(how, _, name)| format!("{name} {}", how.word())).collect();
        let by = if by.is_empty() { String::new() } else { format!(" by {}", cut(&by)) };
        let _ = writeln!(out, "  {}{by}: {}, {}, {}", signed.standing, signed.role, signed.covers, signed.signed);
    }
    if list.len() > LINES {
        let _ = writeln!(out, "  and {} more", list.len() - LINES);
    }
}

/// The first of a list, and how many more there are.
fn cut(list: &[String]) -> String {
    let more = list.len().saturating_sub(NAMED);
    let said = list[..list.len() - more].join(", ");
    if more > 0 { format!("{said} and {more} more") } else { said }
}
