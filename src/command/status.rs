//! `gnlc status`

mod text;

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use super::{Outcome, Output, Session, Unwritable, today};
use crate::check::Dossier;
use crate::cli::{ReportFormat, Status as Args};
use crate::coverage::Coverage;
use crate::diagnostic::Diagnostics;
use crate::export::frozen;
use crate::figures;
use crate::load::Options;
use crate::load::folder::{self, FROZEN};
use crate::locale::Locale;
use crate::model::next_step::Plan;
use crate::model::words::Mark;
use crate::model::{Date, Text};
use crate::pack::form::FilledBy;
use crate::review::signoffs::{self, How, Judged, Standing};
use crate::review::{Diff, Facts, Group};
use crate::source::Span;

/// How far a dossier is.
#[derive(Debug, Serialize)]
pub struct Status {
    /// The city.
    pub city: String,
    /// The number of the draft.
    pub draft: Option<u32>,
    /// The date on the cover.
    pub date: String,
    /// The day up to which it speaks.
    pub as_of: String,
    /// Errors of `gnlc check`.
    pub errors: usize,
    /// Warnings of `gnlc check`.
    pub warnings: usize,
    /// The day by which it must be handed in.
    pub deadline: Option<Deadline>,
    /// The state that was kept last.
    pub frozen: Option<Frozen>,
    /// The questions of the form.
    pub answers: Vec<Answer>,
    /// The areas of the first set of criteria by their marks.
    pub areas: BTreeMap<&'static str, usize>,
    /// The areas that do not reach the mark "in practice": code, and the key of the mark.
    pub gaps: Vec<(String, &'static str)>,
    /// Indicators in all.
    pub indicators: usize,
    /// Indicators whose newest value is too old, the oldest first: id and year.
    pub stale_values: Vec<(String, u16)>,
    /// Sources older than the form's horizon, the oldest first: id and year.
    pub stale_sources: Vec<(String, u16)>,
    /// Indicators without a value.
    pub no_value: Vec<String>,
    /// Who is responsible, the busiest first.
    pub owners: Vec<Owner>,
    /// Items nobody is responsible for.
    pub unowned: usize,
    /// Who stands behind what.
    pub signoffs: Vec<Signed>,
}

/// A deadline and how far it is.
#[derive(Debug, Serialize)]
pub struct Deadline {
    /// The day.
    pub date: String,
    /// Days left; less than nothing when it is over.
    pub days: i32,
}

/// What differs from the state that was kept last.
#[derive(Debug, Serialize)]
pub struct Frozen {
    /// Its name.
    pub name: String,
    /// How many states are kept.
    pub states: usize,
    /// Whether it is still what it was when it was kept; nothing when the list does not know it.
    pub untouched: Option<bool>,
    /// How many items differ, by sort; nothing when the state cannot be read.
    pub differs: Option<BTreeMap<&'static str, usize>>,
}

/// How far an answer is.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The question.
    pub question: String,
    /// `written`, `missing`, `over` or `open` (nothing is there, and nothing has to be).
    pub state: &'static str,
    /// Words by language.
    pub words: BTreeMap<String, usize>,
    /// The most words allowed.
    pub limit: Option<u32>,
    /// Characters by language, where the form limits them.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub characters: BTreeMap<String, usize>,
    /// The most characters allowed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub character_limit: Option<u32>,
}

/// What somebody is responsible for.
#[derive(Debug, Default, Serialize)]
pub struct Owner {
    /// Who.
    pub name: String,
    /// Items of theirs.
    pub items: usize,
    /// Messages about them.
    pub problems: usize,
    /// Items and steps whose day is over: name and day.
    pub overdue: Vec<(String, String)>,
}

/// A sign-off and how it stands.
#[derive(Debug, Serialize)]
pub struct Signed {
    /// Who.
    pub role: String,
    /// For what.
    pub covers: String,
    /// The day.
    pub signed: String,
    /// `held`, `lapsed`, `gone`, `damaged`; `to come` when its day is after the one that counts.
    pub standing: &'static str,
    /// By what it lapsed: what happened, sort, name.
    pub lapses: Vec<(How, String, String)>,
}

/// Shows how far the dossier is.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &Args, out: &mut Output) -> Result<Outcome, Unwritable> {
    let mut session = Session::default();
    let day = match today::day(args.date.as_deref()) {
        Ok(day) => day,
        Err(trouble) => {
            session.diagnostics.push(trouble);
            session.print(out)?;
            return Ok(Outcome::CouldNotRun);
        }
    };
    let Ok((dossier, coverage, locale)) = session.dossier(&args.dir, &Options::default(), None) else {
        session.print(out)?;
        return Ok(session.failure());
    };
    let counts = session.diagnostics.counts(&session.sources);
    let facts = Facts::of(&dossier, &coverage);
    let reader = Reader { dossier: &dossier, locale: &locale, day, diagnostics: &session.diagnostics };
    let status = reader.status(&args.dir, &coverage, &facts, counts);
    let said = match args.format {
        ReportFormat::Text => text::screen(&status),
        ReportFormat::Json => format!("{:#}\n", serde_json::json!(status)),
    };
    out.result(said.as_bytes())?;
    Ok(if counts.0 > 0 { Outcome::Errors } else { Outcome::Done })
}

struct Reader<'a> {
    dossier: &'a Dossier,
    locale: &'a Locale,
    day: Date,
    diagnostics: &'a Diagnostics,
}

impl Reader<'_> {
    fn status(&self, dir: &Path, coverage: &Coverage, facts: &Facts, (errors, warnings): (usize, usize)) -> Status {
        let (dossier, head) = (self.dossier, &self.dossier.head);
        let areas = || coverage.lenses.first().into_iter().flat_map(crate::coverage::Lens::areas);
        let mut marks = BTreeMap::new();
        areas().for_each(|g| *marks.entry(g.mark.key()).or_default() += 1);
        let weak = areas().filter(|g| matches!(g.mark, Mark::Planned | Mark::NotShown));
        let (owners, unowned) = self.owners();
        Status {
            city: dossier.city.name.in_language(&self.locale.lang).to_owned(),
            draft: head.draft,
            date: head.date.to_string(),
            as_of: head.as_of.to_string(),
            errors,
            warnings,
            // The city's own day, else that of the form.
            deadline: head
                .deadline
                .or(dossier.form.deadline)
                .map(|date| Deadline { date: date.to_string(), days: date.last_day().number() - self.day.number() }),
            frozen: self.frozen(dir, facts),
            answers: self.answers(),
            areas: marks,
            gaps: weak.map(|g| (dossier.row(g.criterion).code.value.clone(), g.mark.key())).collect(),
            indicators: dossier.indicators.len(),
            stale_values: self.stale_values(),
            stale_sources: self.stale_sources(),
            no_value: (dossier.indicators.iter())
                .filter(|i| dossier.status(i) == figures::Status::NoValue)
                .map(|i| i.id.value.to_string())
                .collect(),
            owners,
            unowned,
            signoffs: signoffs::judge(dossier, facts)
                .iter()
                .filter(|j| j.standing != Standing::Replaced)
                .map(|j| self.signed(j))
                .collect(),
        }
    }

    fn line(&self, text: &Text) -> String {
        text.line(&self.locale.lang, self.dossier.original())
    }

    /// The newest state that was kept, and how many items of each sort differ from it.
    fn frozen(&self, dir: &Path, facts: &Facts) -> Option<Frozen> {
        let kept = folder::frozen(dir);
        let (name, digest) = kept.last()?.clone();
        let mut session = Session::default();
        let lang = self.locale.lang.to_string();
        let read = session.dossier(&dir.join(FROZEN).join(&name), &Options::default(), Some(&lang));
        let same = |(dossier, ..): &(Dossier, Coverage, Locale)| frozen::digest(&dossier.manifest);
        let untouched = digest.zip(read.as_ref().ok().map(same)).map(|(was, is)| was == is);
        let differs = read.ok().map(|(dossier, coverage, _)| {
            let diff = Diff::between(&Facts::of(&dossier, &coverage), facts);
            let mut differs: BTreeMap<&'static str, usize> = BTreeMap::new();
            // What follows from others is told by them; sign-offs have lines of their own.
            let follows = |group| matches!(group, Group::Limit | Group::Question | Group::Criterion | Group::Signoff);
            let groups =
                diff.changes.iter().filter(|c| !follows(c.group)).map(|c| c.group).chain(diff.renamed.iter().map(|r| r.group));
            groups.for_each(|group| *differs.entry(group.word()).or_default() += 1);
            differs
        });
        Some(Frozen { name, states: kept.len(), untouched, differs })
    }

    fn answers(&self) -> Vec<Answer> {
        let form = &self.dossier.form;
        let asked = form
            .asked(self.dossier.city.kind)
            .filter(|(_, f)| f.kind.is_long() && form.parts[f.part].filled_by == FilledBy::City);
        asked
            .map(|(n, field)| {
                let answer = self.dossier.answers.iter().find(|(f, _)| *f == n).map(|(_, a)| a);
                let counts: Vec<_> = self.dossier.counts_of(n).collect();
                let over = counts.iter().any(|(_, count)| field.length.is_broken_by(*count));
                let words = counts.iter().map(|(lang, count)| (lang.to_string(), count.words)).collect();
                let state = match answer {
                    Some(_) if over => "over",
                    Some(_) => "written",
                    None if field.required => "missing",
                    None => "open",
                };
                let character_limit = field.length.max_characters;
                let in_characters = counts.iter().filter(|_| character_limit.is_some());
                Answer {
                    question: field.id.value.to_string(),
                    state,
                    words,
                    limit: field.length.max_words,
                    characters: in_characters.map(|(lang, count)| (lang.to_string(), count.characters)).collect(),
                    character_limit,
                }
            })
            .collect()
    }

    fn stale_values(&self) -> Vec<(String, u16)> {
        let newest = |i: &crate::model::Indicator| {
            let value = i.newest().filter(|v| self.dossier.is_stale(v))?;
            Some((i.id.value.to_string(), value.period?.last_year()))
        };
        oldest_first(self.dossier.indicators.iter().filter_map(newest).collect())
    }

    fn stale_sources(&self) -> Vec<(String, u16)> {
        let (as_of, horizon) = (self.dossier.head.as_of, self.dossier.form.stale_after);
        let old = self.dossier.sources.iter().filter(|s| figures::is_old(s.date.value.year, as_of, horizon));
        oldest_first(old.map(|s| (s.id.value.to_string(), s.date.value.year)).collect())
    }

    /// Who is responsible for how much, and how many items nobody is.
    fn owners(&self) -> (Vec<Owner>, usize) {
        let d = self.dossier;
        let field = |n: usize| d.form.fields[n].id.value.to_string();
        let items = (d.answers.iter().map(|(f, a)| (field(*f), a.owner.as_ref(), a.due, a.span)))
            .chain(d.evidence.iter().map(|e| (e.id.value.to_string(), e.owner.as_ref(), e.due, e.span)))
            .chain(d.indicators.iter().map(|i| (i.id.value.to_string(), i.owner.as_ref(), i.due, i.span)));
        let steps = d.next_steps.iter().filter_map(|(c, step)| match &step.plan {
            Plan::Step { who, by, .. } => Some((d.row(*c).code.value.clone(), Some(who), *by, step.span)),
            Plan::NotNow { .. } => None,
        });
        let mut owners: BTreeMap<String, Owner> = BTreeMap::new();
        let mut unowned = 0;
        for (name, owner, due, span) in items.chain(steps) {
            let Some(owner) = owner else {
                unowned += 1;
                continue;
            };
            let said = self.line(owner);
            let owner = owners.entry(said.clone()).or_insert_with(|| Owner { name: said, ..Owner::default() });
            owner.items += 1;
            owner.problems += self.problems(span);
            if let Some(due) = due.filter(|due| due.last_day() < self.day) {
                owner.overdue.push((name, due.to_string()));
            }
        }
        let mut owners: Vec<Owner> = owners.into_values().collect();
        owners.sort_by_key(|o| std::cmp::Reverse(o.items));
        (owners, unowned)
    }

    /// How many messages point into an entry.
    fn problems(&self, span: Span) -> usize {
        self.diagnostics.iter().filter(|d| d.span().is_some_and(|at| span.contains(at))).count()
    }

    fn signed(&self, judged: &Judged<'_>) -> Signed {
        let lapses = judged.standing.lapses().iter().map(|l| (l.how, l.sort.clone(), l.name.clone()));
        Signed {
            role: self.line(&judged.signoff.role),
            covers: judged.signoff.covers.value.to_string(),
            signed: judged.signoff.signed.to_string(),
            // Only here is it known what day it is.
            standing: if judged.signoff.signed > self.day { "to come" } else { judged.standing.word() },
            lapses: lapses.collect(),
        }
    }
}

fn oldest_first(mut list: Vec<(String, u16)>) -> Vec<(String, u16)> {
    list.sort_by_key(|(id, year)| (*year, id.clone()));
    list
}
