//! Every code, with its long explanation. `gnlc explain CODE` prints it.

use std::fmt;

use super::Severity;

macro_rules! codes {
    ($($variant:ident, $name:literal, $severity:ident, $stops:literal, $line:literal, $long:literal;)+) => {
        /// The name of a message.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $line] $variant,)+ }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code as it is printed and asked for.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// Error or warning.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)+ }
            }

            /// Whether even a draft stops for it.
            #[must_use]
            pub const fn stops_draft(self) -> bool {
                match self { $(Self::$variant => $stops,)+ }
            }

            /// Whether a whole file was left out for it.
            #[must_use]
            pub const fn loses_a_file(self) -> bool {
                matches!(
                    self,
                    Self::CannotRead
                        | Self::FileTooLarge
                        | Self::NotPlainFile
                        | Self::WrongEncoding
                        | Self::DoubleExtension
                        | Self::TwoDocuments
                        | Self::TooDeep
                        | Self::TooMuch
                )
            }

            /// Whether a PDF could not be read for it, so that there is nothing to judge.
            #[must_use]
            pub const fn is_of_unreadable_pdf(self) -> bool {
                matches!(
                    self,
                    Self::NotAPdf
                        | Self::CannotOpenPdf
                        | Self::DamagedPdf
                        | Self::EncryptedPdf
                        | Self::PdfTooMuch
                        | Self::NoManifest
                        | Self::BadManifest
                        | Self::NewerManifest
                        | Self::BadName
                )
            }

            /// What it is, in one line.
            #[must_use]
            pub const fn line(self) -> &'static str {
                match self { $(Self::$variant => $line,)+ }
            }

            /// Why it is, and what to do.
            #[must_use]
            pub const fn explanation(self) -> &'static str {
                match self { $(Self::$variant => $long,)+ }
            }
        }
    };
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

codes! {
    NoFolder, "no-folder", Error, true,
        "there is no such folder",
        "The folder that was named does not exist, or is a file. A dossier is a folder with YAML files in it. `gnlc init NAME` makes one.";
    NoYaml, "no-yaml", Error, true,
        "the folder holds no YAML file",
        "gnlc reads every file that ends in .yaml or .yml in the folder and the folders below it, except in `templates`, `packs`, `locales`, `fonts` and names that start with a dot. None was found.";
    CannotRead, "cannot-read", Error, true,
        "a file or folder could not be opened",
        "The operating system refused access, or another program holds the file. Close other programs, check the access rights, and try again.";
    FileTooLarge, "file-too-large", Error, true,
        "a file is larger than gnlc reads",
        "A YAML file may have 5 MB, an attachment 25 MB, all attachments 100 MB together. YAML holds text only: a larger file usually has something pasted into it by mistake.";
    NotPlainFile, "not-plain-file", Error, false,
        "a link, pipe or device stands where a file should",
        "A dossier must be complete in itself and give the same result on every machine, so links to other places are not followed, and pipes and devices are not read. Put the file itself into the folder.";
    WrongEncoding, "wrong-encoding", Error, true,
        "a file is not saved as UTF-8",
        "Letters with marks are stored in different ways. gnlc reads UTF-8, which every current editor can write: Save as, encoding UTF-8. Older Vietnamese files are often Windows-1258, Western European ones Windows-1252, some exports UTF-16.";
    DoubleExtension, "double-extension", Error, false,
        "a file's name ends in .yaml.txt",
        "Windows hides known endings, so a file that looks like `evidence.yaml` may really be `evidence.yaml.txt`. It would not be read. Switch on the display of file name extensions and rename it.";
    EmptyFile, "empty-file", Warning, false,
        "a file says nothing",
        "The file holds no keys, perhaps only comments.";
    ForbiddenCharacter, "forbidden-character", Error, false,
        "an invisible character stands in a text",
        "Control characters, private-use characters and marks that turn the reading direction cannot be printed, or would make a text read differently from what it says. They come from copying out of other programs. Delete the text around the place and type it again.";
    MissingFile, "missing-file", Error, false,
        "an attached file or a picture is missing or empty",
        "The path under `file:` is written from the dossier folder, with `/`. Capital and small letters matter on most systems.";
    OutsideFolder, "outside-folder", Error, false,
        "a path leads out of the dossier folder",
        "A dossier carries everything it needs. Paths are relative to the folder and may not contain `..` or start with `/` or a drive letter.";
    FileKind, "file-kind", Error, false,
        "a file is of a kind that is not attached",
        "Attachments may be PDF, pictures, tables, texts and recordings. Programs and web pages are not attached.";
    PictureKind, "picture-kind", Error, false,
        "a file is not a picture that is printed",
        "gnlc prints PNG, JPEG, WebP and SVG. What a file is, is decided by what is in it, not by its name. Photographs: JPEG. Screen shots: PNG. Drawings and charts: SVG or PNG. A page of a PDF must be made into a PNG first; the PDF itself may be attached.";
    PictureTooLarge, "picture-too-large", Error, false,
        "a picture is larger than is printed",
        "A picture may have 10 MB, 10,000 pixels a side and 50 million pixels in all; all pictures of a dossier together 40 MB and 300 million pixels. 2,000 pixels fill the width of a page. Every picture program can save a picture smaller.";
    PictureColours, "picture-colours", Error, false,
        "a picture is in the colours of printing presses",
        "CMYK tells a press how much ink to use, and means something else on every press. The document is for screens, archives and any printer: it holds RGB and grey.";
    PictureDamaged, "picture-damaged", Error, false,
        "a picture cannot be read",
        "The file is cut off, damaged, or no picture although it begins like one. Copies over the network or from a stick sometimes end too early.";
    DrawingParts, "drawing-parts", Error, false,
        "a drawing holds something that is not printed",
        "A drawing (SVG) may hold lines, areas and colours. Filters can take for ever, programs and web pages have no place on paper, parts that lie elsewhere may change, and letters look different where their font is missing: turn text into paths.";
    AltText, "alt-text", Error, false,
        "nothing tells what a picture shows",
        "`alt:` is read out to people who cannot see the picture, and the standard for accessible documents asks for it. Say what is to be seen and why it is there: \"Twelve adults sit around a table in the ward library; one reads aloud.\" The name of the file does not help.";
    SameFile, "same-file", Warning, false,
        "two attachments are the same file",
        "Every attachment is embedded under its own id, so that the same bytes are in the document twice. One is enough: several items may name it.";
    YamlSyntax, "yaml-syntax", Error, false,
        "a line cannot be read",
        "YAML is read by its signs and its indentation: a key, a colon and a space, the value; list items start with `- `; what belongs to a key stands indented below it. A longer text is safest as a block: put `|` behind the colon and write the text on the next lines, indented.";
    TabIndent, "tab-indent", Error, false,
        "a line is indented with a tab",
        "Tabs are as wide as each editor likes, so YAML does not take them. Indent with spaces, two for each level. Most editors can replace tabs by spaces.";
    OddSpace, "odd-space", Error, false,
        "a line is indented with a special space",
        "Word processors and web pages use spaces that do not break the line. They look the same and are not the same. Delete the white space at the start of the line and type it again.";
    Indentation, "indentation", Error, false,
        "a line is not aligned with its neighbours",
        "Keys of one item stand exactly below each other.";
    WordBullet, "word-bullet", Error, false,
        "a bullet of a word processor stands where a dash should",
        "List items start with a plain minus sign and a space. Word processors turn it into a longer dash or a dot.";
    NeedsQuotes, "needs-quotes", Error, false,
        "a text starts with a sign that means something to YAML",
        "Texts that start with * & @ ` % ! | > need quotes, or stand in a block behind `|`.";
    ColonInText, "colon-in-text", Error, false,
        "a text holds a colon and a space",
        "`title: Plan 11: Hanoi` has two colons, and YAML cannot know which one ends the key. Put the text in straight quotes, or in a block behind `|`. Curly quotes are ordinary letters to YAML.";
    CommaInBraces, "comma-in-braces", Error, false,
        "a comma inside braces ends a value",
        "In `{value: 97,4, year: 2025}` and `{note: Press, 2025}` the comma separates keys. Write figures with a point, texts in quotes, or one key a line without braces.";
    UnclosedQuote, "unclosed-quote", Error, false,
        "a quote is opened and not closed",
        "A text in quotes ends with the same quote it starts with, and with nothing behind it. Word processors turn the closing quote into a curly one, which does not count.";
    TwoDocuments, "two-documents", Error, false,
        "a file holds two documents",
        "A line `---` starts a new document. One file holds one.";
    Anchor, "anchor", Error, false,
        "a part of a file is marked for repetition",
        "YAML can mark a part with `&name` and repeat it with `*name` or `<<`. gnlc refuses this: a reader of the file could not see what an item says. Write it out.";
    Tag, "tag", Error, false,
        "a value carries a type mark",
        "A word that starts with `!` changes how a value is read. gnlc decides by the key. Delete the word.";
    TooDeep, "too-deep", Error, false,
        "lists or groups are nested too deep",
        "A dossier needs about eight levels. More is a sign of brackets that were never closed.";
    TooMuch, "too-much", Error, false,
        "there is more than gnlc takes in one place",
        "Files, groups and lists have limits far above what a dossier needs, so that a damaged file cannot stop the machine.";
    DuplicateKey, "duplicate-key", Error, false,
        "a key stands twice in one item",
        "Only one could count, and nobody could tell which. Keep one. Two items of a list each start with `- `.";
    DuplicateSection, "duplicate-section", Error, false,
        "`dossier:` or `city:` is written twice",
        "They stand in one file only. Lists such as `evidence:` may be spread over many files and are joined.";
    MissingSection, "missing-section", Error, true,
        "the head of the dossier or the city is missing",
        "Some file must say `dossier:` (title, form, frameworks, languages, dates) and some file `city:` (name, country, kind, head). Without them nothing can be built.";
    UnknownKey, "unknown-key", Error, false,
        "a key that does not exist",
        "Every key is one of a short list, so that a slip of the pen cannot make a fact disappear. The message lists those that may stand here.";
    MissingField, "missing-field", Error, false,
        "something required is missing",
        "Every kind of item needs a few things to prove anything; `gnlc explain kinds` lists what each kind of evidence needs.";
    EmptyValue, "empty-value", Error, false,
        "a key without a value",
        "Write the value behind the colon, or delete the line. A figure that is not known is written `not_available:` with the reason.";
    WrongType, "wrong-type", Error, false,
        "a value has the wrong shape",
        "A text stands where a list should, or the other way round. A list is written `[a, b]`, or one item a line, each with `- `. A group has keys of its own, indented below. A text that holds a colon becomes a group by accident: quote it.";
    UnknownWord, "unknown-word", Error, false,
        "a word that is not in its list",
        "Kinds, statuses and the like are words from short lists; the message shows them. `gnlc explain kinds` explains those of evidence.";
    BadId, "bad-id", Error, false,
        "an id is written wrongly",
        "Ids have small letters a–z, digits and single hyphens, start with a letter and have at most 48 characters. They name an item for good: they are not made from titles and never renumbered.";
    DuplicateId, "duplicate-id", Error, false,
        "an id or code is used twice",
        "Evidence, indicators, sources and attachments share one list of names, so that a reference can mean only one thing.";
    DuplicateLink, "duplicate-link", Warning, false,
        "the same link is written twice",
        "One item supports a criterion once; write one reason that says it all.";
    BadDate, "bad-date", Error, false,
        "a date is written wrongly",
        "Write year-month-day (2025-01-07), or year-month, or the year alone, as far as it is known.";
    AmbiguousDate, "ambiguous-date", Error, false,
        "a date that two countries read differently",
        "7/1/2025 is the seventh of January in Hanoi and the first of July in Washington. Write 2025-01-07.";
    BadNumber, "bad-number", Error, false,
        "a figure is written wrongly",
        "Write digits, with a point for decimals. Percent signs belong into the unit, ranges are `from:` and `to:`, signs such as > are words: `more_than:`.";
    DecimalComma, "decimal-comma", Error, false,
        "a figure is written with a decimal comma",
        "Write 97.4 with a point. In print the language's own sign is used.";
    AmbiguousNumber, "ambiguous-number", Error, false,
        "a figure that two countries read differently",
        "2.913 may be two thousand nine hundred and thirteen or a little less than three. Write 2913, or 2.9130. A dossier whose figures all use the point for decimals can say so once: `decimal_sign: point` under `dossier:`.";
    SignInFigure, "sign-in-figure", Error, false,
        "a sign stands in front of a figure",
        "To YAML, `> 85` starts a block of text and `~` means nothing. Bounds are words: at_least, more_than, at_most, less_than, about, nearly.";
    OneAmount, "one-amount", Error, false,
        "a figure has no amount, or two",
        "A figure has one of: value, at_least, more_than, at_most, less_than, about, nearly, from and to, band, level, count and of, exists, same_as, not_available.";
    BadLanguage, "bad-language", Error, false,
        "a language code is written wrongly",
        "Languages are written with two or three small letters: en, fr, vi. A text is written once, or once for each language.";
    OtherLanguage, "other-language", Warning, false,
        "a text in a language the dossier does not have",
        "It will never be printed. Add the language to the dossier, or mend the code.";
    TextTooLong, "text-too-long", Error, false,
        "a text is longer than a field holds",
        "A field holds 20,000 characters, some seven pages. Details belong into an attachment.";
    TextAfterHash, "text-after-hash", Warning, false,
        "part of a line is a comment",
        "In YAML everything behind a space and # is a comment and is not read. If it belongs to the text, put the text in quotes or in a block behind `|`.";
    BadAddress, "bad-address", Error, false,
        "a web address is written wrongly",
        "Addresses start with https://, http:// or mailto: and have no spaces. Others are refused because a reader's click could start a program.";
    PrivateData, "private-data", Error, false,
        "private data stand in a public file",
        "What the city hands in is published. Telephone numbers, e-mail and postal addresses of persons belong into `private.yaml`, which is never read unless asked for, never printed and never part of a digest.";
    UnknownId, "unknown-id", Error, false,
        "a reference to an item that does not exist",
        "References are written exactly as the item's `id:` line.";
    WrongReference, "wrong-reference", Error, false,
        "a reference to the wrong kind of item",
        "Proof is a source or an attachment; a commitment stands in a policy or plan; the body that steers is evidence of the kind body.";
    UnknownPack, "unknown-pack", Error, false,
        "a form or set of criteria that does not exist",
        "Packs are built in, or stand in the folder `packs` of the dossier. Nothing defaults to the newest.";
    ReplacesPack, "replaces-pack", Warning, false,
        "a pack of one's own stands for a built-in one",
        "A pack in the folder `packs`, or given with `--pack`, that has the id of a built-in one takes its place. That is right for a newer edition. For a set or form beside it, give it an id of its own.";
    FillsTwice, "fills-twice", Warning, false,
        "two fields of a form are filled with the same",
        "`fills:` says what a field is filled with from the dossier. Two fields of one part with the same print the same text twice; one of them is probably a question of its own, which is answered under `answers:`.";
    EmptyPart, "empty-part", Warning, false,
        "a part of a form without fields",
        "`parts:` names who fills in what, and every field says in which part it stands.";
    LevelOrder, "level-order", Error, false,
        "a row of a set of criteria stands at the wrong place",
        "`levels:` go from the widest to the narrowest. Every row but the widest names the one it belongs to as its `parent:`, and that is one of a wider level.";
    NoUnit, "no-unit", Warning, false,
        "a threshold without a unit",
        "A number that must be reached is a number of something: per cent of adults, schools, years. `unit:` of the row says what.";
    NothingAsked, "nothing-asked", Error, false,
        "a set demands that all is met and asks for nothing",
        "`rule: all` holds for the rows that ask something: those whose level is a feature, and areas without features. Without any, every city would meet it.";
    UnknownCriterion, "unknown-criterion", Error, false,
        "a criterion that does not exist",
        "Criteria are named by their code: an area (3.1) or a feature (3.1.2), with the pack in front where it is not the dossier's first (key-features:3.1.2). `gnlc explain key-features` lists them.";
    UnknownQuestion, "unknown-question", Error, false,
        "a question the form does not ask",
        "Questions are named by the id of the form's field. The message lists those that are asked.";
    MissingAnswer, "missing-answer", Warning, false,
        "a question of the form has no answer",
        "It is printed as not answered.";
    TooManyWords, "too-many-words", Error, false,
        "a text is over its word limit",
        "Forms enforce their limits. Words are counted as a word processor counts them: stretches between spaces that hold a letter or digit; marks and link addresses do not count.";
    TooManyCharacters, "too-many-characters", Error, false,
        "a text is over its limit of characters",
        "Forms on the web count characters and cut off what is too much. What a reader sees as one letter is one character, with its marks; spaces count; marks such as ** and link addresses do not.";
    TooFewWords, "too-few-words", Warning, false,
        "an answer is shorter than the form asks for",
        "The form says how many words it expects at least. An answer that is much shorter is taken for an unfinished one.";
    SoftLimit, "soft-limit", Warning, false,
        "a text comes close to its limit",
        "The form names a length to stay below, a little under its limit, because other programs count a little differently.";
    Placeholder, "placeholder", Warning, false,
        "something is still to be written",
        "TODO, FIXME, TBD, lorem ipsum, xxx, ???, […], blanks such as ____ or ....., and words such as (to be completed), (à compléter), (bổ sung sau). A draft is printed with them; in a final document this is an error. `[…]` between quotation marks is an omission and may stand.";
    EmptyPhrase, "empty-phrase", Warning, false,
        "an answer only says that there is none",
        "The form has a phrase of its own for a field that is left empty, and reviewers look for it. gnlc prints it wherever an answer is missing, so leave the answer out.";
    RepeatedAnswer, "repeated-answer", Warning, false,
        "two answers say the same in the same words",
        "Forms ask not to repeat text. Forty words in a row, or nine tenths of the shorter answer, are no accident.";
    ProseMarks, "prose-marks", Error, false,
        "a mark that cannot stand in a text",
        "Texts have paragraphs, lists, *emphasis*, **strong** words and links. Headings, pictures, quotations and rules belong to the layout of the document.";
    FigureDisagrees, "figure-disagrees", Warning, false,
        "a text quotes a figure that the indicator no longer has",
        "A figure in a text is a link to its indicator: the indicator's figure prints, whatever stands between the brackets. Read the sentence again, and mend the words. `[](@id)` has no words to mend.";
    NoSuchFigure, "no-such-figure", Error, false,
        "a text quotes a figure that does not exist",
        "A link may name a part of an indicator: its newest value (`@id`), the value of a time (`@id.2023`), a target (`@id.target`, `@id.target.2030`), count, unit, year, change or distance. Change and distance exist only where the figures are exact and no break lies between them.";
    TypedFigure, "typed-figure", Warning, false,
        "a figure is typed into a text although an indicator has it",
        "A figure that is typed twice drifts. Write it as a link to its indicator, `[59%](@learning-clans)` or `[](@learning-clans)`: it is then the same everywhere.";
    TypedContradiction, "typed-contradiction", Warning, false,
        "a figure is typed into a text that names an indicator with other figures",
        "The sentence links to an indicator, and none of its figures is the one that is typed. Link the right one, or move the other figure into a sentence of its own.";
    Wording, "wording", Warning, false,
        "a title that UNESCO does not grant",
        "A city becomes a member of the UNESCO Global Network of Learning Cities. There is no title or certificate of another name.";
    AfterAsOf, "after-as-of", Warning, false,
        "something later than the dossier speaks of",
        "The dossier says up to which day its facts are known (`as_of:`).";
    DateOrder, "date-order", Warning, false,
        "two dates do not fit together",
        "One of them is probably a slip.";
    NoDate, "no-date", Warning, false,
        "a next step has no date",
        "A step that says what, who and by when is a plan; without a date it is a wish.";
    NoProof, "no-proof", Warning, false,
        "nothing proves an item",
        "Evidence counts when a source or an attachment proves it.";
    NoSource, "no-source", Warning, false,
        "a figure or target has no source",
        "A reviewer asks of every figure where it is from.";
    NoFigure, "no-figure", Warning, false,
        "an indicator without any figure",
        "It prints as an empty row.";
    FiguresDiffer, "figures-differ", Warning, false,
        "two values for the same year",
        "Both are printed side by side with their sources; nothing is smoothed over. Say under `explained:` why they differ (another count, another day, another definition), and mark the one to quote with `quoted: true`.";
    ClassDiffers, "class-differs", Warning, false,
        "a class does not hold the figure it stands for",
        "Some forms ask for a class, such as more than 500 persons per km². When the figure is known or can be computed, it has to lie in the class.";
    PartsDiffer, "parts-differ", Warning, false,
        "parts do not add up to their whole",
        "`parts:` names indicators that add up to this one. They are compared for every time that all of them have.";
    ShareTooHigh, "share-too-high", Error, false,
        "a share of more than 100%",
        "Nothing has more than all of its parts. Growth, gross enrolment and the like may be more: `may_exceed_100: true` says so.";
    OtherPlace, "other-place", Warning, false,
        "a figure of another place stands for the city's",
        "Figures of the province or the country are often all there is. They are printed as what they are; they show nothing of the city, and no target counts as reached by them.";
    TargetMissed, "target-missed", Warning, false,
        "a target was missed",
        "Its time is over, and the newest value does not meet it. Reviewers find it; say under `explained:` why, and what follows.";
    TargetExceeded, "target-exceeded", Warning, false,
        "a target is exceeded before its time",
        "A target that is met already asks for nothing. Name the next one, or say why it still counts.";
    TargetsDiffer, "targets-differ", Warning, false,
        "two targets for the same time differ",
        "Several documents may set targets. Mark the one the city reports against with `report_against: true`; both are printed.";
    BaseEnded, "base-ended", Warning, false,
        "a figure is counted over something that no longer exists",
        "A unit that was abolished (`ended:`) cannot be counted any more: a target over it can neither be reached nor missed. Say under `explained:` what became of it.";
    PercentOfPercent, "percent-of-percent", Error, false,
        "a percentage of a percentage",
        "A share is computed from two counts. A share of a share is a figure of its own: compute it from the counts.";
    NoBase, "no-base", Warning, false,
        "a rate does not say whom it is counted over",
        "60% of residents, of adults and of workers are three figures. Write `unit: \"% of households\"`, or `base:`.";
    StaleFigure, "stale-figure", Warning, false,
        "the newest value is older than the form's horizon",
        "It is printed with its year and no longer shows a result.";
    PrintedDiffers, "printed-differs", Warning, false,
        "a figure is not what its source is said to print",
        "`as_printed:` holds the source's own digits, with its own signs (`99,5%`), so that a reader finds them again.";
    NotComputed, "not-computed", Warning, false,
        "a figure could not be computed",
        "A computed indicator has a value for each time and place that all its inputs have. An indicator cannot be computed from itself.";
    UnknownUnit, "unknown-unit", Error, false,
        "a unit that looks like a slip",
        "A unit is one of a list (`gnlc explain units`), a currency, or a thing that is declared once under `units:` with an id and a name in each language. A unit that only one indicator has may be written out in its place; this one looks like a slip.";
    UnitTwice, "unit-twice", Warning, false,
        "a unit is written out twice",
        "Units with more than one indicator are declared once under `units:`, so that they are called the same everywhere.";
    TwoTargets, "two-targets", Error, false,
        "two targets to report against",
        "Several documents may set targets; the city reports against one of them.";
    SupportsNothing, "supports-nothing", Warning, false,
        "an item that serves no criterion",
        "It is printed in the register, but helps no case.";
    NeverUsed, "never-used", Warning, false,
        "a source or attachment nobody refers to",
        "It is printed in the list, but proves nothing.";
    SignoffLapsed, "signoff-lapsed", Warning, false,
        "a sign-off that no longer holds",
        "Who signs stands behind the text, its languages, its figures, its evidence and their attachments, as they were on that day. When any of it changes, the sign-off lapses and prints as lapsed. Show the change to whoever signed, and run `gnlc sign` again; the older file may stay, it is replaced by the newer one.";
    SignoffCoversNothing, "signoff-covers-nothing", Warning, false,
        "a sign-off for something that is not there",
        "What is signed for is an answer (`answer motivation`), an area (`area 2.2`), what an office is responsible for (`owner Department of Education and Training`), or the `whole`.";
    SignoffDamaged, "signoff-damaged", Warning, false,
        "a sign-off that was changed by hand",
        "Its digest is made of the list of what was signed. Role, name, letter and dates may be mended by hand; the digest and the list may not. It counts for nothing until it is signed again.";
    AlreadySigned, "already-signed", Error, false,
        "a sign-off that is there already",
        "The same role has signed for the same thing, and nothing of it changed since. A second sign-off would say nothing more.";
    NotYetShown, "not-yet-shown", Warning, false,
        "an area for which nothing is shown and nothing is planned",
        "Gaps are no shame when they come with a next step: what, who, by when.";
    GradeTooHigh, "grade-too-high", Error, false,
        "a mark higher than the evidence allows",
        "The city may grade itself lower than the rules, never higher.";
    MissingTranslation, "missing-translation", Warning, false,
        "a text is not translated",
        "A draft prints the original and says which language it is in. A final document needs every text in its language.";
    OldTranslation, "old-translation", Warning, false,
        "a translation is older than its original",
        "A translation may say which original it follows: `vi: {of: 1a2b3c4d, text: …}`. When the original changes, its digest changes too, and the translation has to be read again. Mend it, then write the new digest, or run `gnlc stamp --old`. A final document in that language is not built before.";
    NoStamp, "no-stamp", Warning, false,
        "translations do not say which original they follow",
        "Without the digest of its original (`of:`) nobody is told when a translation falls behind. `gnlc stamp` writes the digests into the files; read the translations first.";
    MissingWord, "missing-word", Warning, false,
        "a language file lacks printed words",
        "A language of your own stands in `locales/xx.yaml` of the dossier. What it lacks is printed in English.";
    MissingLetter, "missing-letter", Error, false,
        "a letter that no font has",
        "The built-in fonts cover Latin with all its marks, Greek, Cyrillic, Arabic and Devanagari. Other scripts need a font of their own: put its .ttf or .otf file into the folder `fonts` of the dossier. The message names a free one. `gnlc fonts` lists what is there and what it covers. Pictures such as emoji have no place in a formal document.";
    BadFont, "bad-font", Error, false,
        "a font file cannot be used",
        "A font is a .ttf, .otf or .ttc file that is whole, has letters, is not larger than 64 MB, and whose maker allows it to be embedded in documents. Web fonts (.woff, .woff2) are packed in another way: get the .ttf of the same font.";
    SystemFonts, "system-fonts", Warning, false,
        "the document depends on the fonts of this machine",
        "Without `--system-fonts` the same folder gives the same PDF on every machine. With it, letters that no other font has are printed with fonts found on this machine, and another machine may have others, or none. The message names the files: copy them into the folder `fonts` of the dossier, and leave the option out.";
    NoLanguage, "no-language", Error, true,
        "gnlc has no words for this language",
        "The printed words of a document (headings, months, marks) come from a language file.";
    Template, "template", Error, true,
        "a template failed",
        "The template that lays out the document has a mistake.";
    TemplateComment, "template-comment", Warning, false,
        "a template holds `{#`",
        "In a template `{#` opens a comment that ends with `#}`, and nothing between them is printed. In Typst code the two signs may stand together by accident: `{#let` has to be written `{ #let`.";
    Typesetting, "typesetting", Error, true,
        "the document could not be set",
        "Typst, which sets the pages, refused something.";
    LinkProof, "link-proof", Error, true,
        "a link inside the document leads nowhere",
        "Every link has exactly one target. This is a mistake in a template.";
    Standards, "standards", Error, true,
        "the document breaks a standard",
        "PDF/UA-1 and PDF/A-3a allow less than pages do.";
    NotAPdf, "not-a-pdf", Error, true,
        "this is not a PDF",
        "`gnlc extract`, `gnlc verify` and `gnlc build FILE.pdf` take a PDF that gnlc made.";
    CannotOpenPdf, "cannot-open-pdf", Error, true,
        "a PDF could not be opened",
        "The name may be wrong, or the file may belong to somebody else.";
    DamagedPdf, "damaged-pdf", Error, true,
        "a PDF is damaged or cut off",
        "gnlc reads exactly what it wrote and mends nothing: what is read from a damaged file could be wrong without anybody's seeing it.";
    EncryptedPdf, "encrypted-pdf", Error, true,
        "a PDF is encrypted",
        "gnlc writes documents that everybody can read. Somebody set a password afterwards.";
    PdfTooMuch, "pdf-too-much", Error, true,
        "a PDF is or becomes far too large",
        "A few bytes can be packed so that they become gigabytes. gnlc stops at sizes and numbers that no document of its own reaches: 200 MB, 5,000 files, 70 MB for one of them and 600 MB for all.";
    NoManifest, "no-manifest", Error, true,
        "a PDF has no list of its sources",
        "Every PDF that gnlc makes holds the file gnlc-manifest.json. This one was made by another program, by a version of gnlc that did not write it, or was printed or saved again, which takes it out.";
    BadManifest, "bad-manifest", Error, true,
        "the list of sources in a PDF cannot be read",
        "The file gnlc-manifest.json in the PDF was changed after gnlc wrote it.";
    NewerManifest, "newer-manifest", Error, true,
        "the list of sources in a PDF is that of a later version",
        "A later version of gnlc writes more into the list than this one understands.";
    BadName, "bad-name", Error, true,
        "a file in a PDF has a name that gnlc does not write",
        "Files are unpacked into one folder. A path that climbs out of it, that starts at the root of a disk, that only one system understands, or that is there twice is not unpacked, and nothing else of that PDF either.";
    NothingToOverrule, "nothing-to-overrule", Warning, false,
        "somebody answers for errors that are not there",
        "A final document with errors can be built when a person answers for them: `--overruled-by NAME --because REASON`. Name, reason and errors are printed. The dossier has no errors, so nothing was printed: leave the two options out.";
    AlteredSource, "altered-source", Error, true,
        "a source in a PDF is not what it was",
        "The list in the PDF says which digest each file had when the PDF was made. This one has another, cannot be unpacked or is gone.";
    CannotRebuild, "cannot-rebuild", Error, true,
        "a PDF cannot be rebuilt from itself alone",
        "It was made with `--no-sources`, with private data, with fonts of a machine, with pictures that would have made it too large, or as a draft of a folder with files that could not be used. What is missing is in its list with its digest.";
    NotTheSame, "not-the-same", Error, true,
        "a PDF is not what its sources make",
        "The sources in the PDF are what they were, but built again they give another file. The message says on which pages. Either the pages were changed afterwards, or another version of gnlc made them.";
    FormLanguage, "form-language", Warning, false,
        "none of the dossier's languages is one in which the form is accepted",
        "A form may say in which languages it is accepted (`languages:`). The work may go on in another one, but what is handed in needs one of these: add it to `languages:` of the dossier, and translate.";
    AfterDeadline, "after-deadline", Warning, false,
        "a date of the dossier is later than the form's deadline",
        "A form may say by which day it must be handed in (`deadline:`). The dossier's own `deadline:`, a note for the work, is best some days before it, and the date on the cover is not after it.";
    NotProved, "not-proved", Warning, false,
        "a PDF of another version says the same as its sources; that it looks the same is not proved",
        "Only the version of gnlc that made a PDF makes the same bytes of its sources again. Another version compares what the pages say, as a program reads it. It sees no picture, no chart and nothing that was painted over the text, so `verify` ends with 1 and not with 0. Use the version that is named to prove the whole.";
    SourcesLeftOut, "sources-left-out", Warning, false,
        "pictures are not among the sources in the PDF",
        "A PDF may have 20 MB, or what the form or `--max-size` says. Pictures are printed all the same, but their files are not attached a second time, so that the PDF cannot be rebuilt from itself alone.";
    TooLarge, "too-large", Error, true,
        "the PDF is too large",
        "Those who receive a bid often allow no more than some megabytes. A PDF may have 20 MB, or what its form says (`max_size_mb:`), or what `--max-size` says. The message names the largest parts.";
    BadRemarks, "bad-remarks", Error, false,
        "remarks of reviewers cannot be read",
        "`gnlc remarks import FILE.csv` takes a spreadsheet saved as CSV in UTF-8, with commas, semicolons or tabs between the cells. Its first line names the columns: number, item, page, remark, reply, who, date, state. Number and remark are needed. gnlc keeps remarks in the folder `remarks` of the dossier; they are never printed in it, embedded or signed.";
    UnknownRemarkItem, "unknown-remark-item", Warning, false,
        "a remark is about something that does not exist",
        "A remark names what it is about: the id of an item, a question of the form, or a criterion such as `2.2`. It is listed all the same, and what was done about it cannot be told.";
    NoOldState, "no-old-state", Error, true,
        "the state to compare with cannot be read",
        "`--since` takes the folder of another state of the dossier, or a PDF that gnlc made of it and that carries its sources. `gnlc check` on that folder says what is wrong with it.";
    CannotWrite, "cannot-write", Error, true,
        "the result could not be written",
        "The old file is untouched.";
    Interrupted, "timeout", Error, true,
        "setting the document took too long",
        "The build was stopped by its time limit; nothing was written. `--timeout` sets another.";
}
