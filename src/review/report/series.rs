//! What changed of figures: values and targets of indicators, the city's profile, amounts of money.

use super::super::Facts;
use super::super::diff::{Change, Edit};
use super::super::facts::{Group, unnumbered};
use super::super::figures::named;
use super::super::side::Voice;
use super::edits::one_side;
use super::{ChangeLine, Writer, labels};
use crate::check::Item;
use crate::figures;
use crate::model::unit::Known;
use crate::model::{Figure, Id, Indicator, Unit};

/// Fields of a figure that belong to its amount, and are told as that.
const AMOUNT: &[&str] = &["value", "count", "out_of", "margin", "unit", "base", "period", "place"];

impl<'a> Voice<'a> {
    /// An indicator by its name.
    pub(super) fn indicator(&self, name: &str) -> Option<&'a Indicator> {
        let Item::Indicator(n) = self.state.dossier.item(&Id::parse(name)?)? else { return None };
        Some(&self.state.dossier.indicators[n])
    }

    /// What a figure of an indicator says.
    fn figure(&self, indicator: &Indicator, figure: &Figure) -> String {
        self.state.dossier.figures(self.locale).figure(indicator, figure)
    }

    /// "59% (2025)".
    pub(super) fn figure_in_time(&self, indicator: &Indicator, figure: &Figure) -> String {
        self.in_time(&self.figure(indicator, figure), figure)
    }

    fn in_time(&self, amount: &str, figure: &Figure) -> String {
        figure.period.map_or_else(|| amount.to_owned(), |p| format!("{amount} ({})", self.locale.period(p)))
    }

    /// A figure of an indicator by its path among the facts, with the indicator.
    fn found(&self, name: &str, path: &[String]) -> Option<(&'a Indicator, &'a Figure)> {
        let indicator = self.indicator(name)?;
        let list = if path.first()? == "targets" { &indicator.targets } else { &indicator.values };
        named(list).into_iter().find(|(key, _)| Some(key) == path.get(1)).map(|(_, figure)| (indicator, figure))
    }

    /// What a figure that belongs to no indicator says: of the profile, or an amount of money.
    fn alone(&self, group: Group, name: &str, path: &[String]) -> Option<String> {
        let dossier = &self.state.dossier;
        let figure = if group == Group::City {
            let key = path.get(1)?;
            dossier.city.figure(key)?
        } else {
            let Item::Evidence(n) = dossier.item(&Id::parse(name)?)? else { return None };
            dossier.evidence[n].details.amount.as_ref()?
        };
        let figures = dossier.figures(self.locale);
        let amount = match &figure.unit {
            Some(unit) => figures.amount_with_unit(&figure.value, &unit.value),
            // The label says what is counted, in the unit the form asks for.
            None => figures.amount(&figure.value, &Unit::Known(Known::Plain)),
        };
        Some(self.in_time(&amount, figure))
    }
}

/// The part of a path that leads to a figure, where it leads into one.
pub fn path_of_figure(group: Group, path: &[String]) -> Option<&[String]> {
    let leads = matches!(
        (group, path.first()?.as_str(), path.get(1)?.as_str()),
        (Group::Indicator, "values" | "targets", _) | (Group::City, "profile", _) | (Group::Evidence, "details", "amount")
    );
    leads.then(|| &path[..2])
}

impl Writer<'_> {
    /// What changed of one figure: its amount in one line, each other field in a line of its own.
    pub(super) fn figure(&self, change: &Change, path: &[String], edits: &[&Edit]) -> Vec<ChangeLine> {
        let (group, name, old_name) = (change.group, &change.name, self.old_name(change.group, &change.name));
        let (was, is) = match group {
            Group::Indicator => (self.old.found(old_name, path), self.new.found(name, path)),
            _ => (None, None),
        };
        let (old, new) = match group {
            Group::Indicator => (was.map(|(i, f)| self.old.figure(i, f)), is.map(|(i, f)| self.new.figure(i, f))),
            _ => (self.old.alone(group, old_name, path), self.new.alone(group, name, path)),
        };
        let label = self.figure_label(path, is.or(was).map(|(_, figure)| figure));
        let whole = edits.iter().any(|e| e.path.len() == path.len());
        let is_amount = |e: &&&Edit| e.path.get(path.len()).is_some_and(|key| AMOUNT.contains(&key.as_str()));
        let mut lines = Vec::new();
        if whole || edits.iter().any(|e| is_amount(&e)) {
            let same = old == new;
            let notes = [
                was.zip(is).and_then(|(was, is)| self.moved(name, was, is)),
                is.and_then(|(_, figure)| self.derived(figure)),
                same.then(|| self.locale.word("told_otherwise").to_owned()),
            ];
            let note = notes.into_iter().flatten().collect::<Vec<_>>().join("; ");
            let note = (!note.is_empty()).then_some(note);
            lines.push(ChangeLine { label: label.clone(), old, new, figure: true, note, ..ChangeLine::default() });
        }
        // How a figure is computed follows from the rule, which is told by itself.
        let inside = edits.iter().filter(|e| e.path.len() > path.len() && !is_amount(e) && e.path[path.len()] != "computed");
        let inside: Vec<Edit> = inside.map(|e| Edit { path: e.path[path.len()..].to_vec(), ..(*e).clone() }).collect();
        for (edit, also) in self.folded(group, &self.in_order(&inside)) {
            let told = self.also_in(self.edit(group, edit), &also);
            lines.extend(told.into_iter().map(|line| ChangeLine { label: format!("{label}, {}", line.label), ..line }));
        }
        lines
    }

    /// "Value 2025", "Target 2025, Plan 291".
    fn figure_label(&self, path: &[String], figure: Option<&Figure>) -> String {
        let key = path.get(1).map_or("", String::as_str);
        let id = key.split_once(" @").map(|(_, id)| unnumbered(id));
        let source = id.map(|id| self.new.title(id).or_else(|| self.old.title(id)).unwrap_or_else(|| id.to_owned()));
        let time = figure.and_then(|f| f.period).map(|p| self.locale.period(p));
        let place = figure.and_then(|f| f.place.as_ref()).map(|place| match &place.name {
            Some(name) => self.new.line(name),
            None => self.locale.word(&format!("scope_{}", place.kind.word())).to_owned(),
        });
        let name = [time, place, source].into_iter().flatten().collect::<Vec<_>>().join(", ");
        match path[0].as_str() {
            "values" => format!("{} {name}", self.locale.word("value")).trim_end().to_owned(),
            "targets" => format!("{} {name}", self.locale.word("target")).trim_end().to_owned(),
            _ => labels::label(&self.new, path),
        }
    }

    /// By how much a figure moved, where both are exactly known in one unit.
    pub(super) fn moved(&self, name: &str, was: (&Indicator, &Figure), is: (&Indicator, &Figure)) -> Option<String> {
        let unit = |facts: &Facts, name: &str| facts.get(Group::Indicator, name)?.get("unit").cloned();
        let old_name = self.old_name(Group::Indicator, name);
        let same = unit(&self.old.state.facts, old_name) == unit(&self.new.state.facts, name);
        let own = was.1.unit.is_none() && is.1.unit.is_none();
        let difference = figures::moved(was, is).filter(|_| same && own)?;
        let said = self.new.state.dossier.figures(self.locale).number_with_unit(difference.amount, difference.unit);
        Some(format!("{}{said}", difference.plus()))
    }

    /// That a figure follows from others, which are told at their own place.
    fn derived(&self, figure: &Figure) -> Option<String> {
        let computed = figure.computed.iter().flat_map(|c| &c.from);
        let list: Vec<String> =
            computed.chain(&figure.shared_with).map(|id| self.new.title(id.as_str()).unwrap_or_else(|| id.to_string())).collect();
        (!list.is_empty()).then(|| self.locale.fill("follows_from", &[("what", &self.locale.list(&list))]))
    }

    /// What an indicator was and is counted in.
    pub(super) fn counted_in(&self, name: &str) -> ChangeLine {
        let unit =
            |voice: &Voice<'_>, name: &str| voice.indicator(name).map(|i| voice.state.dossier.figures(self.locale).unit_of(i));
        let label = self.locale.word("unit").to_owned();
        let (old, new) = (unit(&self.old, self.old_name(Group::Indicator, name)), unit(&self.new, name));
        ChangeLine { label, old, new, ..ChangeLine::default() }
    }

    /// How an indicator stood and stands against its target, where that changed.
    pub(super) fn stands(&self, name: &str) -> Option<ChangeLine> {
        let was = self.old.indicator(self.old_name(Group::Indicator, name))?;
        let is = self.new.indicator(name)?;
        let said = |voice: &Voice<'_>, indicator: &Indicator| {
            self.locale.word(&format!("status_{}", voice.state.dossier.status(indicator).key())).to_owned()
        };
        let (old, new) = (said(&self.old, was), said(&self.new, is));
        let label = self.locale.word("field_stands").to_owned();
        (old != new).then(|| ChangeLine { label, old: Some(old), new: Some(new), ..ChangeLine::default() })
    }

    /// The figures of an indicator that is new or gone.
    pub(super) fn whole_series(&self, voice: &Voice<'_>, name: &str, new: bool) -> Vec<ChangeLine> {
        let Some(indicator) = voice.indicator(name) else { return Vec::new() };
        let line = |key: &str, name: String, figure: &Figure| {
            let (old, new) = one_side(voice.figure(indicator, figure), new);
            ChangeLine {
                label: self.figure_label(&[key.to_owned(), name], Some(figure)),
                old,
                new,
                figure: true,
                ..ChangeLine::default()
            }
        };
        let values = named(&indicator.values).into_iter().map(|(name, f)| line("values", name, f));
        let targets = named(&indicator.targets).into_iter().map(|(name, f)| line("targets", name, f));
        values.chain(targets).collect()
    }
}
