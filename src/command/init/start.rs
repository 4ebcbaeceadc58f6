//! What a new dossier stands on: its form, its sets of criteria, its languages, the day it is begun.

use super::{File, answers, city, examples, writing};
use crate::cli::Init;
use crate::command::{Session, today};
use crate::diagnostic::{Code, Diagnostic, Place, Stage, did_you_mean};
use crate::load::{self, TextFile, packs};
use crate::locale::Locale;
use crate::model::text::squeeze;
use crate::model::{Date, Lang, Text};
use crate::pack::form::Fills;
use crate::pack::{self, Form, Framework, Pack};

/// What a new dossier stands on.
pub struct Start {
    /// The form it answers.
    pub form: Form,
    /// The sets of criteria, the main one first.
    pub frameworks: Vec<Framework>,
    /// The languages, each with its printed words where there are some.
    pub languages: Vec<(Lang, Option<Locale>)>,
    /// The day it is begun.
    pub day: Date,
    packs: Vec<File>,
}

impl Start {
    /// Reads what is asked for.
    ///
    /// # Errors
    /// When there is no such form, set of criteria or language, or a pack has errors.
    pub fn of(args: &Init, session: &mut Session) -> Stage<Self> {
        let (packs, own) = brought(args, session)?;
        let builtin = load::builtin_packs(&own, &mut session.sources, &mut session.diagnostics);
        let (mut forms, mut sets) = (Vec::new(), Vec::new());
        for pack in own.into_iter().chain(builtin) {
            match pack {
                Pack::Form(form) => forms.push(form),
                Pack::Framework(set) => sets.push(set),
                Pack::Crosswalk(_) => {}
            }
        }
        let names = |heads: Vec<&pack::Head>| heads.iter().map(|head| head.id.value.to_string()).collect::<Vec<_>>();
        let known_forms = names(forms.iter().map(|f| &f.head).collect());
        let known_sets = names(sets.iter().map(|f| &f.head).collect());
        let form = named("form", "form", args.form.as_deref(), &known_forms, session);
        let wanted: Vec<Option<&str>> = match args.frameworks.as_slice() {
            [] => vec![None],
            frameworks => frameworks.iter().map(|name| Some(name.trim())).collect(),
        };
        let mut chosen: Vec<Stage<usize>> = Vec::new();
        for name in wanted {
            chosen.push(named("set of criteria", "framework", name, &known_sets, session));
        }
        let languages = languages(args, session);
        let day = today::day(None).map_err(|trouble| session.diagnostics.error(trouble));
        let mut frameworks: Vec<Framework> = Vec::new();
        for index in chosen.into_iter().collect::<Stage<Vec<usize>>>()? {
            if frameworks.iter().all(|set| set.head.id.value != sets[index].head.id.value) {
                frameworks.push(sets[index].clone());
            }
        }
        Ok(Self { form: forms.swap_remove(form?), frameworks, languages: languages?, day: day?, packs })
    }

    /// The files of the folder.
    pub fn files(&self) -> Vec<File> {
        let mut files = vec![
            ("dossier.yaml".to_owned(), city::dossier(self)),
            ("city.yaml".to_owned(), city::city(self)),
            ("answers.yaml".to_owned(), answers::answers(self)),
        ];
        files.extend(answers::private(self).map(|text| ("private.yaml".to_owned(), text)));
        files.extend(examples::all(self));
        files.extend(self.packs.iter().cloned());
        files
    }

    /// What should be known beside what is written.
    pub fn remarks(&self) -> Vec<String> {
        let asked = &self.form.languages;
        let fits = asked.is_empty() || self.languages.iter().any(|(lang, _)| asked.contains(lang));
        let asked = asked.iter().map(Lang::code).collect::<Vec<_>>().join(" or ");
        let mut remarks =
            Vec::from_iter((!fits).then(|| format!("note: this form is filled in in {asked}; add it to `languages:`")));
        for (lang, _) in self.languages.iter().filter(|(_, locale)| locale.is_none()) {
            remarks.push(format!(
                "note: texts in `{lang}` are checked, and printed as soon as its words stand in locales/{lang}.yaml (`gnlc init --templates` shows those of other languages)"
            ));
        }
        remarks
    }

    /// The languages' codes.
    pub fn codes(&self) -> Vec<&str> {
        self.languages.iter().map(|(lang, _)| lang.code()).collect()
    }

    /// A text of a pack in the first language.
    pub fn said(&self, text: &Text) -> String {
        in_language(text, &self.languages[0])
    }

    /// That a text of a pack is to be written, in every language.
    pub fn todo(&self, text: &Text) -> Vec<(&str, String)> {
        self.languages.iter().map(|language| (language.0.code(), format!("TODO {}", in_language(text, language)))).collect()
    }

    /// That something is to be written, in every language: what the form calls it, else these words.
    pub fn todo_of(&self, fills: Fills, words: &str) -> Vec<(&str, String)> {
        let field = self.form.fields.iter().find(|field| field.fills == Some(fills));
        field.map_or_else(|| self.todo_words(words), |field| self.todo(&field.label))
    }

    /// That something is to be written, in every language.
    pub fn todo_words(&self, words: &str) -> Vec<(&str, String)> {
        self.codes().into_iter().map(|code| (code, format!("TODO {words}"))).collect()
    }
}

/// A text of a pack in a language, as far as there is one.
fn in_language(text: &Text, (lang, locale): &(Lang, Option<Locale>)) -> String {
    let english = Lang::english();
    locale.as_ref().map_or_else(|| squeeze(&text.version(lang, &english).text), |locale| locale.pack_text(text).0)
}

/// A text in every language as one value.
pub fn inline(texts: &[(&str, String)]) -> String {
    match texts {
        [(_, text)] => writing::quoted(text),
        texts => {
            let versions: Vec<String> = texts.iter().map(|(lang, text)| format!("{lang}: {}", writing::quoted(text))).collect();
            format!("{{{}}}", versions.join(", "))
        }
    }
}

/// The packs that are brought: as files of the folder, and read.
fn brought(args: &Init, session: &mut Session) -> Stage<(Vec<File>, Vec<Pack>)> {
    let Session { sources, diagnostics } = session;
    let named = packs::named(&args.packs, sources, diagnostics);
    let read = packs::read(named.iter().map(|(file, _)| *file), sources, diagnostics);
    let text = |file: TextFile| (file.line.path, String::from_utf8_lossy(&file.bytes).into_owned());
    let files = named.into_iter().map(|(_, file)| text(file)).collect();
    if diagnostics.has_errors() { Err(diagnostics.reported()) } else { Ok((files, read)) }
}

/// The place of a name among those that are known.
fn named(what: &str, option: &str, name: Option<&str>, known: &[String], session: &mut Session) -> Stage<usize> {
    let list = format!("there are: {}; `--pack FILE` brings one of your own", known.join(", "));
    let Some(name) = name else {
        let message = format!("which {what} is meant is not said: add `--{option} NAME`");
        return Err(session.diagnostics.error(Diagnostic::new(Code::UnknownPack, Place::Dossier, message).hint(list)));
    };
    known.iter().position(|other| other == name).ok_or_else(|| {
        session.diagnostics.error(
            Diagnostic::new(Code::UnknownPack, Place::Dossier, format!("there is no {what} `{name}`"))
                .hints(did_you_mean(name, known.iter().map(String::as_str)))
                .hint(list),
        )
    })
}

/// The languages, each once; the first must be one that can be printed.
fn languages(args: &Init, session: &mut Session) -> Stage<Vec<(Lang, Option<Locale>)>> {
    let mut languages: Vec<(Lang, Option<Locale>)> = Vec::new();
    let english = ["en".to_owned()];
    let asked = if args.languages.is_empty() { &english[..] } else { &args.languages[..] };
    for code in asked {
        let Some(lang) = Lang::parse(code.trim()) else {
            let message = format!("`{code}` is no language code");
            let hint = "a language is written with two or three small letters: en English, fr French, vi Vietnamese …";
            return Err(session.diagnostics.error(Diagnostic::new(Code::BadLanguage, Place::Dossier, message).hint(hint)));
        };
        let locale = Locale::builtin(&lang, &mut session.sources, &mut session.diagnostics);
        if locale.is_none() && languages.is_empty() {
            let message = format!("gnlc has no printed words for the language `{lang}`");
            return Err(session.diagnostics.error(Diagnostic::new(Code::NoLanguage, Place::Dossier, message).hint(format!(
                "put one of these first: {}; when the words of your language stand in `locales/{lang}.yaml` of the dossier (`gnlc init --templates` shows those of others), put it first in `languages:`",
                Locale::languages().join(", ")
            ))));
        }
        if languages.iter().all(|(other, _)| *other != lang) {
            languages.push((lang, locale));
        }
    }
    Ok(languages)
}
