//! Everything that is printed, as far as fonts go: which text, in which style, in which language, and where it is written.

use std::borrow::Cow;

use super::fonts::Style;
use crate::check::Dossier;
use crate::check::texts::{self, Sort};
use crate::locale::Locale;
use crate::model::prose::{Block, Inline, parse};
use crate::model::{Date, Figure, Lang, Text};
use crate::pack::Head;
use crate::pack::framework::Level;
use crate::source::{Sources, Span};

/// A text that is printed.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// Where it is written.
    pub at: Span,
    /// Its language.
    pub lang: Lang,
    /// Whether it is in another language than the one that is printed.
    pub other: bool,
    sort: Sort,
}

const TABLE: Style = Style { sans: true, weight: 400, italic: false };
const BODY: Style = Style { sans: false, weight: 400, italic: false };

impl Style {
    /// Every style of the document.
    pub const ALL: &'static [Self] = &[
        BODY,
        Self { italic: true, ..BODY },
        Self { weight: 700, ..BODY },
        Self { weight: 700, italic: true, ..BODY },
        TABLE,
        Self { italic: true, ..TABLE },
        Self { weight: 600, ..TABLE },
        Self { weight: 700, ..TABLE },
        Self { weight: 700, italic: true, ..TABLE },
    ];
}

impl Line<'_> {
    /// Visits the stretches of the text, each in its style. Addresses behind words are not printed.
    pub fn visit(&self, act: &mut impl FnMut(&str, Style)) {
        if self.sort == Sort::Prose {
            blocks(&parse(&self.text).0, act);
        } else {
            act(&self.text, TABLE);
        }
    }
}

fn blocks(list: &[Block], act: &mut impl FnMut(&str, Style)) {
    for block in list {
        match block {
            Block::Paragraph(inner) => inlines(inner, BODY, act),
            Block::List(_, items) => items.iter().for_each(|item| blocks(item, act)),
        }
    }
}

fn inlines(list: &[Inline], style: Style, act: &mut impl FnMut(&str, Style)) {
    for inline in list {
        match inline {
            Inline::Text(text) => act(text, style),
            Inline::Break => {}
            Inline::Emphasis(inner) => inlines(inner, Style { italic: true, ..style }, act),
            Inline::Strong(inner) => inlines(inner, Style { weight: 700, ..style }, act),
            Inline::Reference(_, inner) | Inline::Link(_, inner) => inlines(inner, style, act),
        }
    }
}

/// All texts that are printed in the language of the document, and when asked for those in others.
#[must_use]
pub fn lines<'a>(dossier: &'a Dossier, locale: &'a Locale, others: bool, sources: &Sources) -> Vec<Line<'a>> {
    let mut list = List { lines: Vec::new(), locale, original: dossier.original(), others };
    for said in texts::all(dossier) {
        list.text(said.text, said.sort, dossier.original());
    }
    let city = &dossier.city;
    let (names, mut places) = (&city.name, city.name.places.iter().copied());
    list.line(&names.native, places.next().unwrap_or(city.span), &city.native_language);
    for ((lang, name), at) in names.others.iter().zip(places).filter(|((lang, _), _)| others || *lang == locale.lang) {
        let other = *lang != locale.lang;
        list.lines.push(Line { text: Cow::Borrowed(name), at, lang: lang.clone(), other, sort: Sort::Line });
    }
    list.figure(city.profile.iter().map(|(_, figure)| figure));
    list.figure(dossier.indicators.iter().flat_map(|i| i.values.iter().chain(&i.targets)));
    for item in &dossier.evidence {
        if let Some(number) = &item.details.number {
            list.same(Some(&number.value), number.at);
        }
        list.figure(item.details.amount.iter());
    }
    for url in dossier.sources.iter().filter_map(|s| s.url.as_ref()).chain(&city.website) {
        list.same(Some(&url.value), url.at);
    }
    let own = |at: Span| !sources.file(at.file).is_builtin();
    if own(dossier.form.head.id.at) {
        list.form(dossier);
    }
    for set in dossier.frameworks.iter().filter(|set| own(set.head.id.at)) {
        list.head(&set.head);
        for row in &set.rows {
            list.texts((row.level != Level::Measurement).then_some(&row.name).into_iter().map(Some));
        }
    }
    if own(Span::new(locale.file, 0..0)) {
        list.words(sources);
    }
    list.lines
}

struct List<'a> {
    lines: Vec<Line<'a>>,
    locale: &'a Locale,
    original: &'a Lang,
    others: bool,
}

impl<'a> List<'a> {
    fn text(&mut self, text: &'a Text, sort: Sort, original: &Lang) {
        let printed = text.version(&self.locale.lang, original);
        for version in text.versions.iter().filter(|v| self.others || std::ptr::eq(*v, printed)) {
            let lang = version.lang.clone().unwrap_or_else(|| original.clone());
            let other = !std::ptr::eq(version, printed);
            self.lines.push(Line { text: Cow::Borrowed(&version.text), at: version.at, lang, other, sort });
        }
    }

    /// Texts of forms and criteria, which are written in English first.
    fn texts(&mut self, texts: impl IntoIterator<Item = Option<&'a Text>>) {
        texts.into_iter().flatten().for_each(|text| self.text(text, Sort::Line, &Lang::english()));
    }

    fn line(&mut self, text: impl Into<Cow<'a, str>>, at: Span, lang: &Lang) {
        self.lines.push(Line { text: text.into(), at, lang: lang.clone(), other: false, sort: Sort::Line });
    }

    /// What is printed the same in every language.
    fn same(&mut self, text: Option<&'a str>, at: Span) {
        if let Some(text) = text {
            let lang = self.original.clone();
            self.line(text, at, &lang);
        }
    }

    /// What a figure prints the same in every language.
    fn figure(&mut self, figures: impl Iterator<Item = &'a Figure>) {
        for figure in figures {
            let number = figure.confirmed.as_ref().and_then(|c| c.number.as_ref());
            for text in [figure.page.as_ref(), figure.as_printed.as_ref(), number].into_iter().flatten() {
                self.same(Some(&text.value), text.at);
            }
        }
    }

    fn head(&mut self, head: &'a Head) {
        self.texts([Some(&head.title), Some(&head.edition), head.source.as_ref(), head.note.as_ref()]);
    }

    fn form(&mut self, dossier: &'a Dossier) {
        let form = &dossier.form;
        self.head(&form.head);
        self.texts(form.parts.iter().map(|part| Some(&part.title)).chain([form.empty_phrase.as_ref()]));
        for (_, field) in form.asked(dossier.city.kind) {
            self.texts([Some(&field.label), field.heading.as_ref(), field.asks.as_ref(), field.unit.as_ref()]);
            self.texts([field.scale.low.as_ref(), field.scale.high.as_ref()]);
            self.texts(field.options.iter().map(|option| &option.label).chain(&field.columns).map(Some));
        }
    }

    /// The words of a language file of the city's own, and how that language writes months and digits.
    fn words(&mut self, sources: &Sources) {
        let (locale, lang) = (self.locale, self.locale.lang.clone());
        let written = sources.text(locale.file);
        for word in locale.printed() {
            let at = written.find(word).map_or(0..0, |at| at..at + word.len());
            self.line(word, Span::new(locale.file, at), &lang);
        }
        let months = (1..=12).map(|month| locale.date(Date { year: 2025, month: Some(month), day: Some(1) }));
        let dates = months.chain([locale.count(1_234_567_890)]).collect::<Vec<_>>().join(" ");
        self.line(dates, Span::new(locale.file, 0..0), &lang);
    }
}
