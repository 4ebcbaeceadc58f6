//! What changed in an item, line by line.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::super::diff::{Change, Edit, What};
use super::super::facts::Group;
use super::super::side::{Voice, is_text};
use super::super::words;
use super::series::path_of_figure;
use super::{ChangeLine, Writer, labels};

/// From so many words on a text is compared word by word.
const LONG: usize = 6;

impl Writer<'_> {
    /// What there is to say of an item that is new or gone.
    pub(super) fn essence(&self, voice: &Voice<'_>, change: &Change, fact: &Json, new: bool) -> Vec<ChangeLine> {
        let paths: &[&[&str]] = match change.group {
            Group::Indicator => return self.whole_series(voice, &change.name, new),
            Group::Evidence => &[&["kind"], &["status"], &["since"], &["supports"], &["proof"]],
            Group::Source => &[&["kind"], &["publisher"], &["date"]],
            Group::NextStep => {
                &[&["plan", "step", "what"], &["plan", "step", "who"], &["plan", "step", "by"], &["plan", "not_now", "because"]]
            }
            Group::Answer => &[&["ratings"], &["choices"], &["text"]],
            Group::Pack => &[&["edition"], &["status"]],
            _ => &[],
        };
        let mut lines = Vec::new();
        for path in paths {
            let Some(said) = path.iter().try_fold(fact, |fact, key| fact.get(key)) else { continue };
            let path: Vec<String> = path.iter().map(|key| (*key).to_owned()).collect();
            if path == ["text"] {
                let (old, new) = one_side(said.clone(), new);
                lines.extend(self.edit(change.group, &Edit { path, old, new }));
                continue;
            }
            let text = match said.as_object().filter(|_| path == ["supports"]) {
                Some(links) => links.keys().map(|key| criterion(voice, key)).collect::<Vec<_>>().join("; "),
                None => labels::value(voice, change.group, &path, said),
            };
            let (old, new) = one_side(text, new);
            lines.push(ChangeLine { label: labels::label(voice, &path), old, new, ..ChangeLine::default() });
        }
        lines
    }

    /// What changed in an item, in the order of its fields.
    pub(super) fn edits(&self, change: &Change, edits: &[Edit]) -> Vec<ChangeLine> {
        let mut lines = Vec::new();
        let mut figures: BTreeSet<&[String]> = BTreeSet::new();
        let mut counted = false;
        for (edit, also) in self.folded(change.group, &self.in_order(edits)) {
            // What an indicator is counted in is one line, whatever of it changed.
            if change.group == Group::Indicator && matches!(edit.path[0].as_str(), "unit" | "base") {
                lines.extend((!std::mem::replace(&mut counted, true)).then(|| self.counted_in(&change.name)));
                continue;
            }
            match path_of_figure(change.group, &edit.path) {
                // All that changed of one figure is told together.
                Some(path) if !figures.insert(path) => {}
                Some(path) => {
                    let of_figure: Vec<&Edit> = edits.iter().filter(|e| e.path.starts_with(path)).collect();
                    lines.extend(self.figure(change, path, &of_figure));
                }
                None => lines.extend(self.also_in(self.edit(change.group, edit), &also)),
            }
        }
        match change.group {
            Group::Indicator => lines.extend(self.stands(&change.name)),
            Group::Answer => lines.extend(self.limits(&change.name)),
            _ => {}
        }
        lines
    }

    /// Edits in the order of reading: what an item is called first, its description last; of a text, the language of the
    /// report first.
    pub(super) fn in_order<'e>(&self, edits: &'e [Edit]) -> Vec<&'e Edit> {
        let mut list: Vec<&Edit> = edits.iter().collect();
        list.sort_by_key(|edit| {
            let rank = match edit.path.first().map_or("", String::as_str) {
                "title" | "name" => 0,
                "says" | "notice" | "case" => 2,
                _ => 1,
            };
            let lang = labels::language_in(&edit.path);
            let field = edit.path.len() - usize::from(lang.is_some());
            (rank, &edit.path[..field], lang.is_some_and(|lang| lang != self.locale.lang.code()))
        });
        list
    }

    /// Edits without those of a text in another language, where the text changed in the reader's language too: that one is
    /// told, with the names of the others. Answers, and what stands on the first pages, are told in each.
    pub(super) fn folded<'e>(&self, group: Group, edits: &[&'e Edit]) -> Vec<(&'e Edit, Vec<&'e str>)> {
        let own = self.locale.lang.code();
        let field = |edit: &'e Edit| labels::language_in(&edit.path).map(|lang| (&edit.path[..edit.path.len() - 1], lang));
        let alone = matches!(group, Group::Answer | Group::Dossier);
        let told: BTreeSet<&[String]> =
            edits.iter().filter_map(|e| field(e)).filter(|(_, lang)| *lang == own && !alone).map(|(field, _)| field).collect();
        let others = |edit: &'e Edit| -> Vec<&'e str> {
            let Some((at, _)) = field(edit).filter(|(at, _)| told.contains(at)) else { return Vec::new() };
            edits.iter().filter_map(|e| field(e)).filter(|(f, lang)| *f == at && *lang != own).map(|(_, lang)| lang).collect()
        };
        let first = |edit: &&&'e Edit| field(edit).is_none_or(|(at, lang)| lang == own || !told.contains(at));
        edits.iter().filter(first).map(|edit| (*edit, others(edit))).collect()
    }

    /// Lines with the names of the other languages in which the same text changed.
    pub(super) fn also_in(&self, mut lines: Vec<ChangeLine>, langs: &[&str]) -> Vec<ChangeLine> {
        if let Some(line) = lines.first_mut().filter(|_| !langs.is_empty()) {
            let langs: Vec<String> = langs.iter().map(|lang| self.new.locale.language(lang)).collect();
            let also = self.locale.fill("also_in", &[("langs", &self.locale.list(&langs))]);
            line.note = Some(line.note.take().map_or(also.clone(), |note| format!("{note}; {also}")));
        }
        lines
    }

    /// What changed of one value; of a text, each of its languages.
    pub(super) fn edit(&self, group: Group, edit: &Edit) -> Vec<ChangeLine> {
        if edit.path[0] == "measures" || edit.path[0] == "supports" && edit.path.len() <= 2 {
            return self.linked(edit);
        }
        if [&edit.old, &edit.new].into_iter().flatten().all(is_text) {
            let langs = [&edit.old, &edit.new].into_iter().flatten().filter_map(Json::as_object).flat_map(|m| m.keys());
            let mut langs: Vec<&String> = langs.collect::<BTreeSet<&String>>().into_iter().collect();
            // What the reader reads first.
            langs.sort_by_key(|lang| lang.as_str() != self.locale.lang.code());
            let part = |fact: &Option<Json>, lang: &String| fact.as_ref().and_then(|f| f.get(lang)).cloned();
            let each = |lang: &String| Edit {
                path: [edit.path.as_slice(), std::slice::from_ref(lang)].concat(),
                old: part(&edit.old, lang),
                new: part(&edit.new, lang),
            };
            let each: Vec<Edit> = langs.into_iter().map(each).collect();
            let folded = self.folded(group, &each.iter().collect::<Vec<_>>());
            return folded.into_iter().flat_map(|(edit, also)| self.also_in(vec![self.value(group, edit)], &also)).collect();
        }
        vec![self.value(group, edit)]
    }

    /// Criteria that an item is linked to, or is no longer.
    fn linked(&self, edit: &Edit) -> Vec<ChangeLine> {
        let keys = |fact: &Option<Json>| -> Vec<String> {
            match (edit.path.get(1), fact.as_ref().and_then(Json::as_object)) {
                (Some(key), _) => fact.iter().map(|_| key.clone()).collect(),
                (None, map) => map.into_iter().flat_map(|m| m.keys().cloned()).collect(),
            }
        };
        let label = labels::label(&self.new, &edit.path[..1]);
        let old = keys(&edit.old).into_iter().map(|key| (criterion(&self.old, &key), false));
        let new = keys(&edit.new).into_iter().map(|key| (criterion(&self.new, &key), true));
        let line = |(name, is_new)| {
            let (old, new) = one_side(name, is_new);
            ChangeLine { label: label.clone(), old, new, ..ChangeLine::default() }
        };
        old.chain(new).map(line).collect()
    }

    fn value(&self, group: Group, edit: &Edit) -> ChangeLine {
        let voice = if edit.new.is_some() { &self.new } else { &self.old };
        let label = labels::label(voice, &edit.path);
        if let (Some(Json::Array(was)), Some(Json::Array(is))) = (&edit.old, &edit.new) {
            return self.list(label, was, is);
        }
        let lang = labels::language_in(&edit.path);
        let other = lang.filter(|lang| *lang != self.locale.lang.code());
        let said = |voice: &Voice<'_>, fact: &Option<Json>| match (fact.as_ref()?, other) {
            (Json::String(text), Some(lang)) => Some(voice.prose_in(lang, text)),
            (fact, _) => Some(labels::value(voice, group, &edit.path, fact)),
        };
        let (old, new) = (said(&self.old, &edit.old), said(&self.new, &edit.new));
        if lang.is_some() {
            return ChangeLine { lang: other.map(str::to_owned), ..text(label, old, new, edit) };
        }
        ChangeLine { label, old, new, ..ChangeLine::default() }
    }

    /// What went from a list, and what came.
    fn list(&self, label: String, was: &[Json], is: &[Json]) -> ChangeLine {
        let gone: Vec<String> = was.iter().filter(|f| !is.contains(f)).map(|f| self.old.plain(f)).collect();
        let came: Vec<String> = is.iter().filter(|f| !was.contains(f)).map(|f| self.new.plain(f)).collect();
        let said = |list: Vec<String>| (!list.is_empty()).then(|| list.join("; "));
        if gone.is_empty() && came.is_empty() {
            let all = |voice: &Voice<'_>, list: &[Json]| said(list.iter().map(|f| voice.plain(f)).collect());
            let note = Some(self.locale.word("other_order").to_owned());
            return ChangeLine { label, old: all(&self.old, was), new: all(&self.new, is), note, ..ChangeLine::default() };
        }
        ChangeLine { label, old: said(gone), new: said(came), ..ChangeLine::default() }
    }

    /// Limits of an answer that it broke, or keeps again.
    pub(super) fn limits(&self, answer: &str) -> Vec<ChangeLine> {
        let mut lines = Vec::new();
        for change in self.diff.changes.iter().filter(|c| c.group == Group::Limit && !matches!(c.what, What::Removed(_))) {
            let Some((_, lang)) = change.name.split_once(' ').filter(|(name, _)| *name == answer) else { continue };
            let (was, is) = (self.old.limit(&change.name), self.new.limit(&change.name));
            let over = |limit: Option<(usize, usize)>| limit.is_some_and(|(words, most)| words > most);
            if over(was) == over(is) {
                continue;
            }
            let said = |(words, most): (usize, usize)| {
                let (n, limit) = (self.locale.count(words), self.locale.count(most));
                self.locale.counted("words_of", most, &[("n", &n), ("limit", &limit)])
            };
            let note = self.locale.word(if over(is) { "limit_broken" } else { "limit_kept" }).to_owned();
            let lang = self.new.locale.language(lang);
            let label = format!("{} ({lang})", self.locale.word("sort_limit"));
            lines.push(ChangeLine { label, old: was.map(said), new: is.map(said), note: Some(note), ..ChangeLine::default() });
        }
        lines
    }
}

impl Voice<'_> {
    /// The words of a text that has a limit, and the limit.
    fn limit(&self, name: &str) -> Option<(usize, usize)> {
        let fact = self.state.facts.get(Group::Limit, name)?;
        let number = |key: &str| fact.get(key)?.as_u64().and_then(|n| usize::try_from(n).ok());
        Some((number("words")?, number("limit")?))
    }
}

/// What a criterion is called.
fn criterion(voice: &Voice<'_>, key: &str) -> String {
    voice.criterion(key).map_or_else(|| key.to_owned(), |c| voice.criterion_name(c))
}

/// Something that only the new or only the old state has.
pub fn one_side<T>(said: T, new: bool) -> (Option<T>, Option<T>) {
    if new { (None, Some(said)) } else { (Some(said), None) }
}

/// A text that changed: word by word when it is long. Where only what a link points to changed, it is shown as written.
fn text(label: String, old: Option<String>, new: Option<String>, edit: &Edit) -> ChangeLine {
    let (old, new) = match (&edit.old, &edit.new) {
        (Some(Json::String(was)), Some(Json::String(is))) if old == new => (Some(was.clone()), Some(is.clone())),
        _ => (old, new),
    };
    let mut line = ChangeLine { label, old, new, ..ChangeLine::default() };
    if let (Some(was), Some(is)) = (&line.old, &line.new)
        && was.split_whitespace().count().max(is.split_whitespace().count()) > LONG
    {
        line.words = words::around(words::compare(was, is));
    }
    line
}
