//! Answers to the questions of the form.

use serde::Serialize;

use super::date::Date;
use super::language::Lang;
use super::text::{Text, Version};
use crate::source::Span;
use crate::yaml::Node;
use crate::yaml::read::{Cx, Fields, Placed, Read};

/// The city's answer to one question.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// `motivation`, or `gnlc-membership-2015:motivation`.
    pub question: Placed<String>,
    /// Who writes it.
    pub owner: Option<Text>,
    /// When it must be there.
    pub due: Option<Date>,
    /// The text (prose), when the question asks for one.
    pub text: Option<Text>,
    /// Ratings by criterion or option, when the question is a table of ratings.
    pub ratings: Vec<Rating>,
    /// Criteria or options chosen, when the question is a list to choose from.
    pub choices: Vec<Placed<String>>,
    /// Lines of cells, when the question is a table.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub table: Vec<Vec<Text>>,
    /// The whole entry.
    pub span: Span,
}

/// One line of a table of ratings.
#[derive(Clone, Debug, Serialize)]
pub struct Rating {
    /// The criterion or option rated.
    pub criterion: Placed<String>,
    /// The rating, on the scale of the question.
    pub rating: Placed<u32>,
}

impl Read for Answer {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "an answer", cx)?;
        let question = f.required("question", cx);
        let (owner, due) = (f.optional("owner", cx), f.optional("due", cx));
        let (ratings, choices, table) = (f.list("ratings", cx), f.list("choices", cx), f.list("table", cx));
        let mut versions: Vec<Version> = f.optional::<Text>("text", cx).map(|t| t.versions).unwrap_or_default();
        versions.extend(Text::among(&f, cx));
        let text = (!versions.is_empty()).then_some(Text { at: node.span, versions });
        f.finish_except(|key| Lang::parse(key).is_some(), cx);
        Some(Self { question: question?, owner, due, text, ratings, choices, table, span: node.span })
    }
}

impl Read for Rating {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "a rating", cx)?;
        // Options of a form are no criteria, and rated all the same.
        let key = if f.entry("option").is_some() { "option" } else { "criterion" };
        let (criterion, rating) = (f.required(key, cx), f.required("rating", cx));
        f.finish(cx);
        Some(Self { criterion: criterion?, rating: rating? })
    }
}
