//! Remarks of reviewers, and what the city replies. They are kept beside the dossier and are no part of it: nothing of them
//! is printed in it, embedded in it, or signed with it.

use std::fmt::Write as _;

use serde::Serialize;

use super::date::Date;
use super::words::RemarkState;
use crate::yaml::Node;
use crate::yaml::read::{Cx, Fields, Placed, Read};

/// One remark of a reviewer.
#[derive(Clone, Debug, Serialize)]
pub struct Remark {
    /// Its number, as the reviewer counts.
    pub number: Placed<String>,
    /// What it is about: the id of an item, a question of the form, a criterion.
    pub item: Option<Placed<String>>,
    /// The page it is about, in the document the reviewer had.
    pub page: Option<u32>,
    /// Who makes it.
    pub who: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// What the reviewer says.
    pub text: String,
    /// What the city replies.
    pub reply: Option<String>,
    /// Whether it is settled.
    pub state: RemarkState,
}

/// A text of several lines, as it is written.
struct Lines(String);

impl Read for Lines {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        if node.scalar().is_none() {
            cx.wrong_type(node, "a text");
        }
        node.scalar().map(|scalar| Self(scalar.text.trim().to_owned()))
    }
}

impl Read for Remark {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "a remark", cx)?;
        let (number, text) = (f.required("number", cx), f.required::<Lines>("text", cx));
        let remark = Self {
            item: f.optional("item", cx),
            page: f.optional("page", cx),
            who: f.optional("who", cx),
            date: f.optional("date", cx),
            reply: f.optional::<Lines>("reply", cx).map(|lines| lines.0),
            state: f.optional("state", cx).unwrap_or(RemarkState::Open),
            number: number?,
            text: text?.0,
        };
        f.finish(cx);
        Some(remark)
    }
}

/// Remarks as the YAML of a file of their own.
#[must_use]
pub fn to_yaml(remarks: &[Remark]) -> String {
    let mut out = String::from("remarks:\n");
    for remark in remarks {
        let line = |out: &mut String, start: &str, key: &str, value: &str| {
            let _ = writeln!(out, "{start}{key}: {}", scalar(value));
        };
        line(&mut out, "  - ", "number", &remark.number.value);
        let fields = [
            ("item", remark.item.as_ref().map(|item| item.value.clone())),
            ("page", remark.page.map(|page| page.to_string())),
            ("who", remark.who.clone()),
            ("date", remark.date.map(|date| date.to_string())),
            ("text", Some(remark.text.clone())),
            ("reply", remark.reply.clone()),
            ("state", Some(remark.state.word().to_owned())),
        ];
        for (key, value) in fields {
            if let Some(value) = value {
                line(&mut out, "    ", key, &value);
            }
        }
    }
    out
}

/// A text as it can stand behind a key: lines in a block, everything else in quotes where a sign could mean something.
fn scalar(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    let nothing = text.eq_ignore_ascii_case("null");
    if !text.is_empty() && !nothing && text.chars().all(plain) && text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return text.to_owned();
    }
    if text.contains('\n') && !text.starts_with([' ', '\t', '\n']) && !text.contains('\t') {
        let lines: Vec<String> =
            text.lines().map(|l| if l.is_empty() { String::new() } else { format!("      {}", l.trim_end()) }).collect();
        return format!("|\n{}", lines.join("\n"));
    }
    serde_json::Value::from(text).to_string()
}
