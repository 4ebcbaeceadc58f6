//! The interview: one question after the other, each answer checked at once.

mod talk;

use std::collections::BTreeMap;

use super::super::{Output, Unwritable};
use super::ground::{Ground, is_of_unfinished};
use super::question::{Question, Takes, entry};
use super::questions::{self, Given};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::text::printable;
use crate::yaml::write::{Tree, item};
use talk::{Said, hear, line, listed, sentence};

/// How many choices are shown before somebody asks for more.
const SHOWN: usize = 15;

/// What came of the interview.
pub enum End {
    /// An entry.
    Entry(Tree),
    /// There was no more to read: what is still missing, by field.
    Stopped(Vec<String>),
    /// Everything was said, and it is wrong.
    Wrong,
}

/// An interview.
pub struct Interview<'a> {
    ground: &'a mut Ground,
    /// What the command line says, by field.
    options: BTreeMap<String, String>,
    /// Fields that no question asks for.
    extras: Vec<(String, Tree)>,
    answers: Given,
    /// The questions somebody answered here, in their order.
    asked: Vec<String>,
    /// The messages of the entry so far.
    told: Vec<(String, String)>,
    /// Whether only what must be answered is asked.
    brief: bool,
    /// Questions whose answer on the command line was wrong.
    again: Vec<String>,
    /// Whether anybody answers: what is printed for them.
    talking: bool,
    /// The question that was shown last.
    shown: String,
}

impl<'a> Interview<'a> {
    /// Starts with what the command line says.
    pub fn new(ground: &'a mut Ground, options: BTreeMap<String, String>) -> Self {
        let brief = !options.is_empty();
        Self {
            ground,
            options,
            extras: Vec::new(),
            answers: Given::default(),
            asked: Vec::new(),
            told: Vec::new(),
            brief,
            again: Vec::new(),
            talking: false,
            shown: String::new(),
        }
    }

    /// Asks until the entry is whole.
    ///
    /// # Errors
    /// When nothing can be printed.
    pub fn run(&mut self, out: &mut Output) -> Result<End, Unwritable> {
        self.rename_texts();
        loop {
            let all = questions::all(self.ground, &self.answers);
            // What was said on the command line comes first, so that only the rest is asked.
            let open = || all.iter().filter(|q| self.is_open(q));
            let next = open().find(|q| self.given(q).is_some()).or_else(|| open().find(|q| self.is_wanted(q))).cloned();
            let Some(question) = next else {
                let Some(end) = self.finish(&all, out)? else { continue };
                return Ok(end);
            };
            if let Some(fields) = self.take_given(&question) {
                if !self.accept(&question, fields, out)? {
                    self.again.push(question.path.clone());
                }
                continue;
            }
            self.introduce(out)?;
            self.show(&question, out)?;
            match hear(&question, out)? {
                Said::End => return Ok(End::Stopped(self.missing(&all))),
                Said::Back => self.back(out)?,
                Said::List(words) => {
                    let listed = listed(&question, usize::MAX, &words);
                    out.note(if listed.is_empty() { "Nothing to choose from has this.\n" } else { &listed })?;
                }
                Said::Nothing => self.pass_over(&question, out)?,
                Said::Text(text) => {
                    let fields = question.read(&text);
                    if self.accept(&question, fields, out)? {
                        self.asked.push(question.path.clone());
                    }
                }
            }
        }
    }

    /// An answer in several languages stands behind the languages themselves.
    fn rename_texts(&mut self) {
        let original = self.ground.dossier.original().to_string();
        // What is chosen, or a number or an address, is the same in every language.
        let one = self.options.get("question").is_some_and(|id| questions::has_one_text(self.ground, id));
        if self.ground.languages().len() > 1 && matches!(self.ground.sort, crate::cli::NewSort::Answer) && !one {
            if let Some(text) = self.options.remove("text") {
                self.options.entry(original.clone()).or_insert(text);
            }
            let by_language: Vec<String> = self.options.keys().filter(|key| key.starts_with("text.")).cloned().collect();
            for key in by_language {
                if let Some(text) = self.options.remove(&key) {
                    self.options.insert(key["text.".len()..].to_owned(), text);
                }
            }
        }
    }

    /// Whether a question is to be asked: when much was said on the command line, only what must be answered.
    fn is_wanted(&self, question: &Question) -> bool {
        question.required || !self.brief || self.again.contains(&question.path)
    }

    /// The fields on the command line that answer a question.
    fn given(&self, question: &Question) -> Option<Vec<String>> {
        let original = format!(".{}", self.ground.dossier.original());
        let short = question.path.strip_suffix(&original);
        let long = format!("{}{original}", question.path);
        let answers = |field: &String| question.is_answered_by(field) || short == Some(field) || *field == long;
        let fields: Vec<String> = self.options.keys().filter(|field| answers(field)).cloned().collect();
        (!fields.is_empty()).then_some(fields)
    }

    /// What the command line says to a question.
    fn take_given(&mut self, question: &Question) -> Option<Vec<(String, Tree)>> {
        let original = format!(".{}", self.ground.dossier.original());
        let fields = self.given(question)?;
        let mut read = Vec::new();
        for field in fields {
            let value = self.options.remove(&field)?;
            let own = field == question.path || question.path.strip_suffix(&original) == Some(field.as_str());
            let own = own || field == format!("{}{original}", question.path);
            read.extend(if own { question.read(&value) } else { vec![(field, Tree::Line(value.trim().to_owned()))] });
        }
        Some(read)
    }

    /// Checks an answer; whether it is taken.
    fn accept(&mut self, question: &Question, fields: Vec<(String, Tree)>, out: &mut Output) -> Result<bool, Unwritable> {
        self.answers.0.push((question.path.clone(), fields));
        // An answer may bring new questions with it; something stands for what they ask for.
        let all = questions::all(self.ground, &self.answers);
        let mut whole = self.fields(&all);
        let open = all.iter().filter(|q| q.required && self.is_open(q));
        let stand_ins: Vec<(String, Tree)> = open.flat_map(|q| self.ground.stand_in(q)).collect();
        whole.extend(stand_ins.iter().cloned());
        let stands_in = |field: &str| {
            stand_ins
                .iter()
                .any(|(path, _)| field.strip_prefix(path.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
        };
        let key = |d: &Diagnostic| (d.code.name().to_owned(), d.message.clone());
        let messages = self.ground.judge(&entry(&whole));
        let about = messages.iter().filter(|(d, field)| !is_of_unfinished(d.code) && !stands_in(field));
        let (mut bad, mut said) = (false, String::new());
        // Of a group that is not whole yet, what stands in for the rest would be warned of.
        let unfinished = |field: &str| {
            field
                .rsplit_once('.')
                .is_some_and(|(group, _)| stand_ins.iter().any(|(path, _)| path.starts_with(&format!("{group}."))))
        };
        let about = about.filter(|(d, field)| d.severity == Severity::Error || !unfinished(field));
        for (diagnostic, _) in about.filter(|(d, _)| !self.told.contains(&key(d))) {
            bad |= diagnostic.severity == Severity::Error;
            said += &sentence(diagnostic, &question.path);
        }
        out.note(&said)?;
        if bad {
            self.answers.0.pop();
            return Ok(false);
        }
        self.told = messages.iter().map(|(d, _)| key(d)).collect();
        Ok(true)
    }

    /// Whether a question was neither answered nor passed over.
    fn is_open(&self, question: &Question) -> bool {
        self.answers.0.iter().all(|(path, _)| *path != question.path)
    }

    /// Leaves a question open, when it may be.
    fn pass_over(&mut self, question: &Question, out: &mut Output) -> Result<(), Unwritable> {
        if let Takes::Id(Some(proposal)) = &question.takes {
            let fields = question.read(proposal);
            if self.accept(question, fields, out)? {
                self.asked.push(question.path.clone());
            }
            return Ok(());
        }
        if question.required {
            return out.note(&format!("`{}` is needed.\n", question.path));
        }
        self.answers.0.push((question.path.clone(), Vec::new()));
        self.asked.push(question.path.clone());
        Ok(())
    }

    /// Takes back the last answer.
    fn back(&mut self, out: &mut Output) -> Result<(), Unwritable> {
        let Some(path) = self.asked.pop() else { return out.note("This is the first question.\n") };
        self.answers.0.retain(|(question, _)| *question != path);
        Ok(())
    }

    /// The fields of the answers, in the order of the questions, then those nobody asked for.
    fn fields(&self, all: &[Question]) -> Vec<(String, Tree)> {
        let answer = |q: &Question| self.answers.0.iter().find(|(path, _)| *path == q.path).map(|(_, fields)| fields.clone());
        let mut fields: Vec<_> = all.iter().filter_map(answer).flatten().chain(self.extras.iter().cloned()).collect();
        // The id stands first, as a name does.
        fields.sort_by_key(|(path, _)| path != "id");
        fields
    }

    /// What must still be answered.
    fn missing(&self, all: &[Question]) -> Vec<String> {
        let open = |q: &&Question| (q.required || self.again.contains(&q.path)) && self.is_open(q);
        all.iter().filter(open).map(|q| q.path.clone()).collect()
    }

    /// The whole entry, when nothing is wrong with it and whoever was asked agrees.
    fn finish(&mut self, all: &[Question], out: &mut Output) -> Result<Option<End>, Unwritable> {
        for (field, value) in std::mem::take(&mut self.options) {
            let list = value.trim().strip_prefix('[').and_then(|v| v.strip_suffix(']'));
            let tree = match list {
                Some(items) => Tree::Words(items.split(',').map(|item| item.trim().to_owned()).collect()),
                None => Tree::Line(value.trim().to_owned()),
            };
            self.extras.push((field, tree));
        }
        let whole = entry(&self.fields(all));
        let messages = self.ground.judge(&whole);
        let bad: Vec<_> = messages.iter().filter(|(d, _)| d.severity == Severity::Error).collect();
        if !bad.is_empty() {
            let said: String = bad.iter().map(|(d, field)| sentence(d, field)).collect();
            out.note(&said)?;
            return Ok(Some(End::Wrong));
        }
        out.result(item(&whole, 2).as_bytes())?;
        if !self.talking {
            return Ok(Some(End::Entry(whole)));
        }
        out.note("\nEnter writes this down; < goes back; Ctrl-D stops.\n> ")?;
        match line() {
            None => Ok(Some(End::Stopped(Vec::new()))),
            Some(said) if said.trim() == "<" => {
                self.back(out)?;
                Ok(None)
            }
            Some(_) => Ok(Some(End::Entry(whole))),
        }
    }

    /// Says once how to answer.
    fn introduce(&mut self, out: &mut Output) -> Result<(), Unwritable> {
        if std::mem::replace(&mut self.talking, true) {
            return Ok(());
        }
        out.note(
            "Enter passes over what may be left out (in brackets); < goes back; ? lists what there is, `? word` what has the word;\n\
             Ctrl-D stops, and nothing is written then.\n",
        )
    }

    /// A question, with the first choices; asked again, its name alone.
    fn show(&mut self, question: &Question, out: &mut Output) -> Result<(), Unwritable> {
        let name = if question.required { question.path.clone() } else { format!("[{}]", question.path) };
        if std::mem::replace(&mut self.shown, question.path.clone()) == question.path {
            return out.note(&format!("{name}\n> "));
        }
        out.note(&format!("\n{name}: {}\n", printable(&question.asks)))?;
        let choices = question.choices();
        if question.by_number() || choices.len() <= SHOWN {
            out.note(&listed(question, SHOWN, ""))?;
        }
        let hint = match &question.takes {
            Takes::Prose => "(several lines; an empty line ends it; a line with only + begins a new paragraph)\n".to_owned(),
            Takes::Id(Some(proposal)) => format!("(Enter takes {proposal})\n"),
            Takes::Criteria(list, _) if list.len() > SHOWN => {
                let code = list.first().map(|(code, _)| code.as_str()).unwrap_or_default();
                format!("(? lists all {}, `? literacy` or `? {code}` some of them)\n", list.len())
            }
            Takes::Known(_, true) => "(several: numbers or ids, with commas)\n".to_owned(),
            _ => String::new(),
        };
        out.note(&(hint + "> "))
    }
}
