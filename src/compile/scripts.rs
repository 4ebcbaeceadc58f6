//! Scripts: what a letter belongs to, in plain words, and which free font has it.

use icu_properties::props::{DefaultIgnorableCodePoint, ExtendedPictographic, GeneralCategory, GeneralCategoryGroup, Script};
use icu_properties::{CodePointMapData, CodePointSetData, PropertyNamesLong};

use crate::model::Lang;

/// What a letter belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// A script, by the name Unicode gives it.
    Script(&'static str),
    /// A mark that stands on letters of several scripts.
    Mark,
    /// A sign of no script.
    Sign,
    /// A picture such as an emoji.
    Picture,
}

/// What a letter belongs to.
#[must_use]
pub fn group(letter: char) -> Group {
    match script(letter as u32) {
        "Common" | "Inherited" | "Unknown" if CodePointSetData::new::<ExtendedPictographic>().contains(letter) => Group::Picture,
        "Common" | "Inherited" | "Unknown" if is_mark(letter) => Group::Mark,
        "Common" | "Inherited" | "Unknown" => Group::Sign,
        script => Group::Script(script),
    }
}

/// The name of the script of a code point.
#[must_use]
pub fn script(code: u32) -> &'static str {
    name(CodePointMapData::<Script>::new().get32(code))
}

fn name(script: Script) -> &'static str {
    PropertyNamesLong::<Script>::new().get(script).unwrap_or("Unknown")
}

/// A mark that stands on, below or around the letter before it.
#[must_use]
pub fn is_mark(letter: char) -> bool {
    GeneralCategoryGroup::Mark.contains(CodePointMapData::<GeneralCategory>::new().get(letter))
}

/// White space, and what is not seen by nature: joiners, soft hyphens, marks of direction.
#[must_use]
pub fn is_invisible(letter: char) -> bool {
    letter.is_whitespace() || letter == '\u{200B}' || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(letter)
}

/// A letter by its number, with those of its marks: "U+006B U+030C".
#[must_use]
pub fn code_points(letter: &str) -> String {
    letter.chars().map(|c| format!("U+{:04X}", c as u32)).collect::<Vec<_>>().join(" ")
}

impl Group {
    /// "the Thai letters", "the Chinese character".
    #[must_use]
    pub fn words(self, several: bool) -> String {
        let s = if several { "s" } else { "" };
        match self {
            Self::Script("Han") => format!("the Chinese character{s}"),
            Self::Script("Hiragana" | "Katakana") => format!("the Japanese letter{s}"),
            Self::Script("Hangul") => format!("the Korean letter{s}"),
            Self::Script(name) => format!("the {} letter{s}", name.replace('_', " ")),
            Self::Mark => format!("the mark{s}"),
            Self::Sign => format!("the sign{s}"),
            Self::Picture => format!("the picture{s}"),
        }
    }

    /// The free font that has a letter, and what it is for, by the language and the words of the text the letter stands in.
    #[must_use]
    pub fn font(self, letter: char, text: &str, lang: &Lang) -> Option<(&'static str, String)> {
        Some(match self {
            Self::Script("Han") => {
                let (font, forms) = han(text, lang);
                let other = if font == "Noto Serif SC" { "; Noto Serif TC has the traditional forms" } else { "" };
                (font, format!("{forms}{other}"))
            }
            Self::Script("Hiragana" | "Katakana") => ("Noto Serif JP", "Japanese forms".into()),
            Self::Script("Hangul") => ("Noto Serif KR", "Korean forms".into()),
            Self::Script(script) => (font(script)?, script.replace('_', " ")),
            Self::Sign => (sign_font(letter), "signs".into()),
            Self::Mark | Self::Picture => return None,
        })
    }

    /// What else can be done.
    #[must_use]
    pub fn advice(self) -> Option<&'static str> {
        match self {
            Self::Script(script) if font(script).is_some() || script == "Han" => None,
            Self::Script(_) => Some(
                "put a font of this script into the folder `fonts` of the dossier: https://fonts.google.com/noto has one for nearly every script",
            ),
            Self::Mark => Some(
                "check that the mark is meant, since it may come from copying; if it is, put a font with more marks, such as the free Charis SIL, into the folder `fonts` of the dossier",
            ),
            Self::Sign => Some("a sign can also be left out, or said in words"),
            Self::Picture => {
                Some("leave the picture out, or say it in words: emoji and their like have no place in a formal document")
            }
        }
    }
}

/// Which font has the Chinese characters of a text, and whose forms they are.
fn han(text: &str, lang: &Lang) -> (&'static str, &'static str) {
    let has = |scripts: &[&str]| text.chars().any(|c| scripts.contains(&script(c as u32)));
    match lang.code() {
        "ja" => ("Noto Serif JP", "Japanese forms"),
        "ko" => ("Noto Serif KR", "Korean forms"),
        "yue" | "vi" => ("Noto Serif TC", "traditional forms"),
        _ if has(&["Hiragana", "Katakana"]) => ("Noto Serif JP", "Japanese forms"),
        _ if has(&["Hangul"]) => ("Noto Serif KR", "Korean forms"),
        _ if has(&["Bopomofo"]) => ("Noto Serif TC", "traditional forms"),
        _ => ("Noto Serif SC", "simplified forms"),
    }
}

/// Whether a font of this name is a good choice for a text: Noto, with serifs, and of the right language.
#[must_use]
pub fn suits(font_name: &str, text: &str, lang: &Lang) -> bool {
    let Some(first) = text.chars().find(|c| !is_invisible(*c)) else { return false };
    match group(first) {
        Group::Script("Han") => font_name == han(text, lang).0 || font_name == han(text, lang).0.replace("Serif", "Serif CJK"),
        Group::Script(script) => font(script) == Some(font_name),
        _ => font_name.starts_with("Noto S"),
    }
}

/// The free font for a script, where its name is not simply Noto Serif and the script's.
fn font(script: &str) -> Option<&'static str> {
    FONTS.iter().find(|(name, _)| *name == script).map(|(_, font)| *font)
}

/// The free font for a sign.
fn sign_font(letter: char) -> &'static str {
    match letter as u32 {
        0x2070..=0x209F | 0x2200..=0x22FF | 0x27C0..=0x27EF | 0x2980..=0x2AFF | 0x1D400..=0x1D7FF => "Noto Sans Math",
        0x2300..=0x23FF | 0x2190..=0x21FF | 0x2460..=0x24FF => "Noto Sans Symbols",
        0x3000..=0x303F | 0xFE30..=0xFE4F | 0xFF00..=0xFFEF => "Noto Serif SC",
        0x1D100..=0x1D1FF => "Noto Music",
        _ => "Noto Sans Symbols 2",
    }
}

/// Scripts by the names Unicode gives them, and the free font of each: the one with serifs where there is one.
#[rustfmt::skip]
const FONTS: &[(&str, &str)] = &[
    ("Adlam", "Noto Sans Adlam"), ("Ahom", "Noto Serif Ahom"), ("Arabic", "Noto Naskh Arabic"), ("Armenian", "Noto Serif Armenian"),
    ("Balinese", "Noto Serif Balinese"), ("Bamum", "Noto Sans Bamum"), ("Batak", "Noto Sans Batak"), ("Bengali", "Noto Serif Bengali"),
    ("Bopomofo", "Noto Serif TC"), ("Buginese", "Noto Sans Buginese"), ("Canadian_Aboriginal", "Noto Sans Canadian Aboriginal"),
    ("Chakma", "Noto Sans Chakma"), ("Cham", "Noto Sans Cham"), ("Cherokee", "Noto Sans Cherokee"), ("Coptic", "Noto Sans Coptic"),
    ("Cyrillic", "Noto Serif"), ("Devanagari", "Noto Serif Devanagari"), ("Ethiopic", "Noto Serif Ethiopic"),
    ("Georgian", "Noto Serif Georgian"), ("Greek", "Noto Serif"), ("Gujarati", "Noto Serif Gujarati"), ("Gurmukhi", "Noto Serif Gurmukhi"),
    ("Hangul", "Noto Serif KR"), ("Hanifi_Rohingya", "Noto Sans Hanifi Rohingya"), ("Hebrew", "Noto Serif Hebrew"),
    ("Hiragana", "Noto Serif JP"), ("Javanese", "Noto Sans Javanese"), ("Kannada", "Noto Serif Kannada"), ("Katakana", "Noto Serif JP"),
    ("Kayah_Li", "Noto Sans Kayah Li"), ("Khmer", "Noto Serif Khmer"), ("Lao", "Noto Serif Lao"), ("Latin", "Noto Serif"),
    ("Lepcha", "Noto Sans Lepcha"), ("Limbu", "Noto Sans Limbu"), ("Lisu", "Noto Sans Lisu"), ("Malayalam", "Noto Serif Malayalam"),
    ("Meetei_Mayek", "Noto Sans Meetei Mayek"), ("Miao", "Noto Sans Miao"), ("Mongolian", "Noto Sans Mongolian"),
    ("Myanmar", "Noto Serif Myanmar"), ("New_Tai_Lue", "Noto Sans New Tai Lue"), ("Nko", "Noto Sans NKo"), ("Ol_Chiki", "Noto Sans Ol Chiki"),
    ("Oriya", "Noto Serif Oriya"), ("Osmanya", "Noto Sans Osmanya"), ("Sinhala", "Noto Serif Sinhala"), ("Sundanese", "Noto Sans Sundanese"),
    ("Syriac", "Noto Sans Syriac"), ("Tai_Le", "Noto Sans Tai Le"), ("Tai_Tham", "Noto Sans Tai Tham"), ("Tai_Viet", "Noto Sans Tai Viet"),
    ("Tamil", "Noto Serif Tamil"), ("Telugu", "Noto Serif Telugu"), ("Thaana", "Noto Sans Thaana"), ("Thai", "Noto Serif Thai"),
    ("Tibetan", "Noto Serif Tibetan"), ("Tifinagh", "Noto Sans Tifinagh"), ("Vai", "Noto Sans Vai"), ("Yi", "Noto Sans Yi"),
];

/// How much of a script a font has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// The script.
    pub script: &'static str,
    /// Letters it has.
    pub has: usize,
    /// Letters the script has in everyday use.
    pub of: usize,
}

/// How complete a script is, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Completeness {
    /// Next to nothing.
    Few,
    /// A tenth or more.
    Some,
    /// Half or more.
    Most,
    /// All, but for a few rarities.
    All,
}

impl Share {
    /// How complete it is.
    #[must_use]
    pub fn completeness(&self) -> Completeness {
        match self.has * 100 / self.of.max(1) {
            97.. => Completeness::All,
            50..97 => Completeness::Most,
            10..50 => Completeness::Some,
            _ => Completeness::Few,
        }
    }
}

/// The letters of everyday use, for scripts of which Unicode has many more.
const EVERYDAY: &[(&str, &[(u32, u32)])] = &[
    ("Latin", &[(0x41, 0x17F), (0x1E80, 0x1EF9)]),
    ("Greek", &[(0x384, 0x3CE)]),
    ("Cyrillic", &[(0x400, 0x4FF)]),
    ("Arabic", &[(0x600, 0x6FF)]),
    ("Han", &[(0x4E00, 0x9FFF)]),
    ("Hangul", &[(0xAC00, 0xD7A3)]),
    ("Hiragana", &[(0x3040, 0x309F)]),
    ("Katakana", &[(0x30A0, 0x30FF)]),
    ("Hebrew", &[(0x5D0, 0x5EA)]),
    ("Ethiopic", &[(0x1200, 0x137F)]),
    ("Devanagari", &[(0x900, 0x97F)]),
    ("Myanmar", &[(0x1000, 0x109F)]),
    ("Georgian", &[(0x10D0, 0x10FF)]),
];

/// The letters of Vietnamese beyond those of English, in both cases.
pub const VIETNAMESE: &str = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ\
    àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ";

/// How much of every script some letters are, the most complete first.
#[must_use]
pub fn shares(letters: &std::collections::BTreeSet<u32>) -> Vec<Share> {
    let mut shares: Vec<Share> = Vec::new();
    for range in CodePointMapData::<Script>::new().iter_ranges() {
        let script = name(range.value);
        if matches!(script, "Common" | "Inherited" | "Unknown" | "Braille") {
            continue;
        }
        let everyday = EVERYDAY.iter().find(|(name, _)| *name == script).map(|(_, ranges)| *ranges);
        let counted = |code: &u32| everyday.is_none_or(|ranges| ranges.iter().any(|(from, to)| (from..=to).contains(&code)));
        let has = letters.range(range.range.clone()).filter(|c| counted(c)).count();
        let of = range.range.filter(counted).count();
        match shares.iter_mut().find(|s| s.script == script) {
            Some(share) => (share.has, share.of) = (share.has + has, share.of + of),
            None => shares.push(Share { script, has, of }),
        }
    }
    shares.retain(|s| s.has > 0 && s.of > 0);
    shares.sort_by_key(|s| (std::cmp::Reverse(s.completeness()), s.script != "Latin", s.script));
    shares
}
