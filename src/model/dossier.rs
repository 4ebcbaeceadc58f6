//! What is handed in: which call, which form, which criteria, in which languages.

use serde::Serialize;

use super::date::Date;
use super::id::Id;
use super::language::Lang;
use super::picture::Picture;
use super::signed_page::SignedPage;
use super::text::Text;
use super::words::Nature;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::yaml::read::{Cx, Fields, Placed, Read};
use crate::yaml::{Kind, Node};

/// Most sets of criteria that are printed beside the first: more of them nobody reads.
pub const MAX_LENSES: usize = 3;

/// The head of a dossier.
#[derive(Clone, Debug, Serialize)]
pub struct Head {
    /// The title on the cover.
    pub title: Text,
    /// A line below it.
    pub subtitle: Option<Text>,
    /// The application form, by id of its pack.
    pub form: Placed<Id>,
    /// The sets of criteria; the first is meant where a reference names none.
    pub frameworks: Vec<Placed<Id>>,
    /// The sets of criteria that are printed beside the first, seen over the same evidence; nothing means those named as
    /// `frameworks` behind the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lenses: Option<Vec<Placed<Id>>>,
    /// The languages; texts are written in the first.
    pub languages: Vec<Lang>,
    /// Where they are named.
    pub languages_at: Span,
    /// The year of the call.
    pub call: Option<u32>,
    /// The number of this draft.
    pub draft: Option<u32>,
    /// The day by which the dossier must be handed in: a note for the work, printed nowhere and no part of what is said.
    #[serde(skip)]
    pub deadline: Option<Date>,
    /// The date on the cover.
    pub date: Date,
    /// What is known up to this day.
    pub as_of: Date,
    /// Where that is written.
    pub as_of_at: Span,
    /// What the document is.
    pub nature: Nature,
    /// What the document is and is not, in words.
    pub notice: Option<Text>,
    /// The case for the city (prose).
    pub case: Option<Text>,
    /// Up to six indicators for the summary.
    pub summary_figures: Vec<Placed<Id>>,
    /// The picture on the cover.
    pub picture: Option<Picture>,
    /// Parts of the form as they were signed on paper. They prove what is said, and are no part of it: who has signed for
    /// the whole would else see that lapse by the very page that was signed.
    #[serde(skip)]
    pub signed_pages: Vec<SignedPage>,
    /// The line that stands for the whole entry in a message.
    pub at: Span,
}

impl Head {
    /// The language texts are written in.
    #[must_use]
    pub fn original(&self) -> &Lang {
        &self.languages[0]
    }
}

/// Whether the dossier says that a point in a number is always the decimal sign.
#[must_use]
pub fn point_is_decimal(node: &Node) -> bool {
    node.get("decimal_sign").and_then(Node::scalar).is_some_and(|s| s.text == "point")
}

impl Read for Head {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut f = Fields::open(node, "the dossier", cx)?;
        let (title, subtitle) = (f.required("title", cx), f.optional("subtitle", cx));
        let (form, frameworks) = (f.required("form", cx), f.required::<Vec<_>>("frameworks", cx));
        let lenses: Option<Vec<Placed<Id>>> = f.optional("lenses", cx);
        if let Some(fourth) = lenses.as_ref().and_then(|list| list.get(MAX_LENSES)) {
            cx.push(
                Diagnostic::new(Code::TooMuch, fourth.at, format!("more than {MAX_LENSES} lenses are printed in no dossier"))
                    .hint("keep those that your readers ask for; `gnlc coverage --all` shows every one"),
            );
        }
        let languages = f.required::<Vec<Lang>>("languages", cx);
        let (call, draft) = (f.optional("call", cx), f.optional("draft", cx));
        let (date, as_of) = (f.required("date", cx), f.required("as_of", cx));
        let deadline = f.optional("deadline", cx);
        let nature = f.required("nature", cx);
        let notice = f.optional("notice", cx);
        let (case, summary_figures) = (f.optional("case", cx), f.list("summary_figures", cx));
        let (picture, signed_pages) = (f.optional("picture", cx), f.list("signed_pages", cx));
        if let Some((_, sign)) = f.entry("decimal_sign")
            && sign.scalar().is_none_or(|s| s.text != "point")
        {
            cx.push(
                Diagnostic::new(Code::UnknownWord, sign.span, "the decimal sign can only be `point`")
                    .hint("write figures with a point: 97.4"),
            );
        }
        if nature.is_some_and(|n| n != Nature::Application) && f.entry("notice").is_none() && !node.damaged {
            cx.push(
                Diagnostic::new(Code::MissingField, f.head(), "a dossier that is no application lacks `notice:`")
                    .hint("say in one or two sentences what the document is and what it is not; it is printed on the cover"),
            );
        }
        let head = f.head();
        for key in ["frameworks", "languages"] {
            if let Some((k, Node { kind: Kind::Seq(items), .. })) = f.entry(key)
                && items.is_empty()
            {
                let hint = "name at least one, such as `frameworks: [key-features]`, `languages: [en]`";
                cx.push(Diagnostic::new(Code::EmptyValue, k.span, format!("`{key}` names nothing")).hint(hint));
            }
        }
        let as_of_at = f.entry("as_of").map_or(head, |(k, v)| Span::new(k.span.file, k.span.start..v.span.end));
        let languages_at = f.entry("languages").map_or(head, |(_, v)| v.span);
        f.finish(cx);
        // What could not be read was reported; stand-ins let the rest be checked, and no final document is built with them.
        let no_date = Date { year: 9999, month: None, day: None };
        Some(Self {
            title: title.unwrap_or_else(|| Text::stand_in(head)),
            subtitle,
            form: form.unwrap_or_else(|| stand_in("unknown", head)),
            frameworks: frameworks.filter(|list| !list.is_empty()).unwrap_or_else(|| vec![stand_in("unknown", head)]),
            lenses,
            languages: languages.filter(|list| !list.is_empty()).unwrap_or_else(|| vec![Lang::english()]),
            languages_at,
            call,
            draft,
            deadline,
            date: date.unwrap_or(no_date),
            as_of: as_of.unwrap_or(no_date),
            as_of_at,
            nature: nature.unwrap_or(Nature::Application),
            notice,
            case,
            summary_figures,
            picture,
            signed_pages,
            at: head,
        })
    }
}

fn stand_in(id: &str, at: Span) -> Placed<Id> {
    Placed { value: Id::parse(id).expect("a plain word is an id"), at }
}
