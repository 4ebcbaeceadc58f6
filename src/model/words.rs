//! Closed lists of words, each explained in the city's language.

/// Defines an enum that is written as one of a few words.
macro_rules! words {
    ($(#[$meta:meta])* pub enum $name:ident, $what:literal {
        $($(#[doc = $doc:literal])+ $variant:ident = $word:literal,)+
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[doc = $doc])+ $variant,)+ }

        impl $name {
            /// Every word of the list, in its order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word as it is written.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The one that is written so.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.word() == word)
            }

            /// What it means, for `gnlc explain`.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc,)+),)+ }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }

        impl $crate::yaml::read::Read for $name {
            fn read(node: &$crate::yaml::Node, cx: &mut $crate::yaml::read::Cx<'_>) -> Option<Self> {
                let Some(scalar) = node.scalar() else {
                    cx.wrong_type(node, concat!("a word for the ", $what));
                    return None;
                };
                let found = Self::from_word(scalar.text.trim());
                if found.is_none() {
                    $crate::model::words::unknown(node.span, &scalar.text, $what, Self::ALL.iter().map(|w| w.word()), cx);
                }
                found
            }
        }
    };
}
pub(crate) use words;

use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::source::Span;
use crate::yaml::read::Cx;

/// Reports a word that is not in its list.
pub(crate) fn unknown<'a>(at: Span, word: &str, what: &str, known: impl Iterator<Item = &'a str> + Clone, cx: &mut Cx<'_>) {
    let list = known.clone().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", ");
    let plain = word.trim().to_lowercase();
    let meant = SYNONYMS.iter().find(|(said, right)| *said == plain && known.clone().any(|k| k == *right));
    let near = meant.map(|(_, right)| format!("did you mean `{right}`?")).or_else(|| did_you_mean(&plain, known));
    cx.push(
        Diagnostic::new(Code::UnknownWord, at, format!("`{}` is no {what}", word.trim()))
            .hints(near)
            .hint(format!("one of {list}")),
    );
}

words! {
    /// What the document is: printed on its cover.
    pub enum Nature, "nature of the dossier" {
        /// The city's own application.
        Application = "application",
        /// Compiled by others, from public sources, to illustrate; not the city's own submission.
        Illustration = "illustration",
        /// About a city that does not exist.
        Imaginary = "imaginary",
    }
}

words! {
    /// What kind of unit applies. The network admits more than cities.
    pub enum Unit, "kind of unit" {
        /// A city or town with its own government.
        City = "city",
        /// A district of a larger city.
        District = "district",
        /// A county.
        County = "county",
        /// A province or a city with the rank of one.
        Province = "province",
        /// Several units that apply together.
        Consortium = "consortium",
    }
}

words! {
    /// What sort of thing an item of evidence is. The kind decides what it needs and what it can show.
    pub enum EvidenceKind, "kind of evidence" {
        /// A law, resolution, regulation or strategy that a body with the power to do so has adopted. Needs `number`, `adopted_by`, `since`. For the paper that lists what will be done, use `plan`.
        Policy = "policy",
        /// An adopted list of what will be done, by whom and by when. Needs `number`, `adopted_by`, `since`. What is already done belongs in a `programme`, `event` or `practice`.
        Plan = "plan",
        /// One task or milestone the city has promised in an adopted policy or plan, without a figure. Needs `promised_in`. A promise with a figure is a target of an indicator.
        Commitment = "commitment",
        /// Something that runs over months or years for a group of people. Needs `for_whom`. For a model that others could copy, use `practice`.
        Programme = "programme",
        /// Something that took place on one day or in one week. Needs `since`, may have `where`.
        Event = "event",
        /// A committee, council, department or association that steers or works. Needs `mandate`, `members`, `decision`.
        Body = "body",
        /// Work together with others, on paper or in fact. Needs `partners`.
        Partnership = "partnership",
        /// Money set aside or spent. Needs `amount` (with `currency` and `year`) and `money_from`.
        BudgetLine = "budget line",
        /// Questions put to people, and their answers. Needs `by` and `since` (the day it was published).
        Survey = "survey",
        /// A report or evaluation. Needs `by` and `since` (the day it was published).
        Report = "report",
        /// A title or prize that others gave. Needs `given_by` and `since`.
        Award = "award",
        /// A good practice told in full. Needs `problem`, `what_is_done`, `for_whom`, `cost`, `result`, `what_others_can_copy`.
        Practice = "practice",
    }
}

impl EvidenceKind {
    /// The kind in a sentence.
    #[must_use]
    pub const fn with_article(self) -> &'static str {
        match self {
            Self::Policy => "a policy",
            Self::Plan => "a plan",
            Self::Commitment => "a commitment",
            Self::Programme => "a programme",
            Self::Event => "an event",
            Self::Body => "a body",
            Self::Partnership => "a partnership",
            Self::BudgetLine => "a budget line",
            Self::Survey => "a survey",
            Self::Report => "a report",
            Self::Award => "an award",
            Self::Practice => "a practice",
        }
    }
}

/// Words people write instead of those of a list.
const SYNONYMS: &[(&str, &str)] = &[
    ("project", "programme"),
    ("program", "programme"),
    ("law", "policy"),
    ("decree", "policy"),
    ("resolution", "policy"),
    ("regulation", "policy"),
    ("strategy", "policy"),
    ("committee", "body"),
    ("council", "body"),
    ("department", "body"),
    ("agreement", "partnership"),
    ("budget", "budget line"),
    ("study", "report"),
    ("evaluation", "report"),
    ("prize", "award"),
    ("promise", "commitment"),
    ("ongoing", "running"),
    ("active", "running"),
    ("done", "ended"),
    ("finished", "ended"),
    ("completed", "ended"),
    ("adopted", "in force"),
    ("valid", "in force"),
    ("proposed", "planned"),
    ("draft", "planned"),
    ("newspaper", "press"),
    ("media", "press"),
    ("government", "official"),
    ("town", "city"),
    ("municipality", "city"),
];

words! {
    /// How far a thing is.
    pub enum Status, "status" {
        /// Decided or announced, not begun.
        Planned = "planned",
        /// Adopted and valid (for papers and bodies).
        InForce = "in force",
        /// Going on now (for what is done).
        Running = "running",
        /// Over.
        Ended = "ended",
    }
}

words! {
    /// Which way an indicator should move.
    pub enum Better, "direction" {
        /// More is better.
        Higher = "higher",
        /// Less is better.
        Lower = "lower",
        /// As near as possible to parity: a ratio or index of 1, a percentage of 100.
        Parity = "parity",
        /// That it exists.
        Exists = "exists",
        /// None: the figure only informs.
        Neither = "neither",
    }
}

words! {
    /// What a figure speaks of.
    pub enum Scope, "place" {
        /// The whole applying unit.
        City = "city",
        /// A district or another part of it.
        District = "district",
        /// The province around it.
        Province = "province",
        /// A region of the country.
        Region = "region",
        /// The country.
        Country = "country",
        /// The city with the places around it that live with it.
        MetropolitanArea = "metropolitan area",
        /// The city authority's own staff or offices.
        Authority = "authority",
        /// Something else, by its name: another city, a network.
        Other = "other",
    }
}

words! {
    /// Where a source stands: it decides how a proof is marked.
    pub enum SourceKind, "kind of source" {
        /// A document or page of a public authority.
        Official = "official",
        /// A newspaper, agency or broadcaster.
        Press = "press",
        /// Research, statistics of others, an encyclopaedia.
        Research = "research",
        /// Seen or said by those who took part: minutes, a letter, a photograph.
        FirstHand = "first-hand",
    }
}

words! {
    /// Why a value cannot be compared with those before it.
    pub enum BreakKind, "break" {
        /// What is counted was defined anew.
        Definition = "definition",
        /// The borders of the place changed.
        Boundary = "boundary",
        /// What it was counted over no longer exists.
        Unit = "unit",
        /// It is found out in another way.
        Method = "method",
    }
}

words! {
    /// How final a figure is.
    pub enum Finality, "status of a figure" {
        /// Not counted but estimated.
        Estimate = "estimate",
        /// To be replaced by a final figure.
        Provisional = "provisional",
        /// Replaces a figure published earlier.
        Revised = "revised",
        /// What is expected of a time to come: printed, and never taken for a fact.
        Forecast = "forecast",
    }
}

words! {
    /// How sure a figure is, when its source alone does not say it.
    pub enum Confidence, "confidence" {
        /// Published by an authority.
        Official = "official",
        /// As the press printed it.
        Press = "press",
        /// Counted by those who were there.
        FirstHand = "first-hand",
        /// Found once, not checked.
        Unconfirmed = "unconfirmed",
    }
}

words! {
    /// The mark a criterion gets, from weakest to strongest.
    pub enum Mark, "mark" {
        /// A reason and the body that decided it are given.
        NotNow = "not a priority",
        /// Nothing is linked, or nothing that counts.
        NotShown = "not yet shown",
        /// Only an adopted plan or a target, with number and date.
        Planned = "planned",
        /// An action in force, running or ended, with proof; no current result.
        InPractice = "in practice",
        /// An action with reason and proof, and a current value for the city or an evaluation.
        Results = "results shown",
    }
}

impl Mark {
    /// Its key in word lists, the theme and JSON.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Results => "results",
            Self::InPractice => "practice",
            Self::Planned => "planned",
            Self::NotShown => "none",
            Self::NotNow => "notnow",
        }
    }
}

words! {
    /// Whether a remark is settled.
    pub enum RemarkState, "state of a remark" {
        /// Nothing was done yet, or it is not known.
        Open = "open",
        /// What it asks for was done.
        Done = "done",
        /// The city does not follow it; the reply says why.
        Declined = "declined",
    }
}
