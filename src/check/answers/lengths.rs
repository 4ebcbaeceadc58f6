//! How long answers may be, by the form, in every language they have.

use crate::check::Dossier;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::prose::Count;
use crate::model::{Answer, Lang};
use crate::source::Span;

/// What a limit counts.
struct Counted {
    is: usize,
    most: Option<u32>,
    soft: Option<u32>,
    /// `words` or `characters`.
    what: &'static str,
    over: Code,
}

/// Holds one answer against the limits of its field.
pub fn check(dossier: &Dossier, index: usize, answer: &Answer, diagnostics: &mut Diagnostics) {
    let field = &dossier.form.fields[index];
    for (lang, Count { words, characters }) in dossier.counts_of(index) {
        let at = place(answer, lang, dossier.original());
        let length = field.length;
        let counted = [
            Counted { is: words, most: length.max_words, soft: length.soft_words, what: "words", over: Code::TooManyWords },
            Counted {
                is: characters,
                most: length.max_characters,
                soft: length.soft_characters,
                what: "characters",
                over: Code::TooManyCharacters,
            },
        ];
        for counted in counted {
            if let Some(diagnostic) = broken(&counted, lang, at) {
                diagnostics.push(diagnostic);
            }
        }
        if let Some(least) = length.min_words.filter(|least| words < *least as usize) {
            diagnostics.push(
                Diagnostic::new(
                    Code::TooFewWords,
                    at,
                    format!("this answer has {words} words (`{lang}`), and the form asks for at least {least}"),
                )
                .hint(format!("say more: {} words are missing", least as usize - words)),
            );
        }
    }
}

/// What is wrong with a length.
fn broken(counted: &Counted, lang: &Lang, at: Span) -> Option<Diagnostic> {
    let Counted { is, most, soft, what, over } = *counted;
    let rule = if what == "words" {
        "words are counted as a word processor counts them, without marks and link addresses"
    } else {
        "spaces count, marks and link addresses do not"
    };
    if let Some(most) = most.map(|n| n as usize).filter(|most| is > *most) {
        let message = format!("this answer has {is} {what} (`{lang}`), and the form allows {most}");
        return Some(Diagnostic::new(over, at, message).hint(format!("take out {}; {rule}", is - most)));
    }
    let soft = soft.filter(|soft| is >= *soft as usize)?;
    let of = most.map_or_else(|| format!("from {soft} on it is too long for easy reading"), |most| format!("{is} of {most}"));
    let message = format!("this answer is within the soft band: {of} {what} (`{lang}`)");
    let message = if most.is_some() { message } else { format!("this answer has {is} {what} (`{lang}`), and {of}") };
    Some(Diagnostic::new(Code::SoftLimit, at, message).hint(format!("the form asks to stay below {soft}; {rule}")))
}

/// Where an answer says something in a language: its text, else its question.
pub(super) fn place(answer: &Answer, lang: &Lang, original: &Lang) -> Span {
    let several = answer.text.as_ref().filter(|t| t.versions.len() > 1);
    several.and_then(|t| t.in_language(lang, original)).map_or(answer.question.at, |version| version.at)
}
