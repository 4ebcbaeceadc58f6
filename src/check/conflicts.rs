//! Figures that do not go together: with each other, with their unit, their target, their time. What a city has explained
//! (`explained:`) is printed with its reason and not reported.

use rust_decimal::Decimal;

use super::{Dossier, Item, typed};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::figures;
use crate::model::number::Number;
use crate::model::unit::{DeclaredUnit, Known};
use crate::model::value::{Bound, Bounds};
use crate::model::words::{Better, Finality, Scope};
use crate::model::{Base, Figure, Indicator, Place, Unit, Value};
use crate::source::Span;

/// Compares the figures of every indicator, and those of the profile.
pub fn check(dossier: &Dossier, diagnostics: &mut Diagnostics) {
    for indicator in &dossier.indicators {
        let figures = || indicator.values.iter().chain(&indicator.targets);
        differing_values(indicator, diagnostics);
        differing_targets(indicator, diagnostics);
        parts(dossier, indicator, diagnostics);
        for figure in figures() {
            too_high(indicator, figure, diagnostics);
            ended_base(dossier, indicator, figure, diagnostics);
            level(dossier, indicator, figure, diagnostics);
            printed(figure, diagnostics);
        }
        no_base(indicator, diagnostics);
        other_place(indicator, diagnostics);
        against_target(dossier, indicator, diagnostics);
        stale(dossier, indicator, diagnostics);
    }
    profile(dossier, diagnostics);
}

/// A figure in a message: "59% (2025)".
fn told(indicator: &Indicator, figure: &Figure) -> String {
    let sign = if indicator.unit_of(figure).is_percent() { "%" } else { "" };
    let said = match &figure.value {
        Value::Exact(n) => format!("{n}{sign}"),
        Value::Bounded(bound, n) => format!("{} {n}{sign}", bound.key().replace('_', " ")),
        Value::Range(a, b) => format!("{a} to {b}{sign}"),
        Value::Level(n) => format!("level {n}"),
        Value::Parts(n, of) => format!("{n} of {of}"),
        other => other.to_yaml().unwrap_or_default(),
    };
    match figure.period {
        Some(period) => format!("{said} ({period})"),
        None => said,
    }
}

fn is_explained(figures: &[&Figure]) -> bool {
    figures.iter().any(|f| f.explained.is_some())
}

/// Whether two figures speak of one time, place and base.
fn alike(indicator: &Indicator, a: &Figure, b: &Figure) -> bool {
    let place = |f: &Figure| f.place.clone().unwrap_or_else(|| indicator.place.clone());
    let base = |f: &Figure| f.base.as_ref().or(indicator.base.as_ref()).map(|b| b.value.clone());
    let time = match (a.period, b.period) {
        (Some(a), Some(b)) => a.same_time(b),
        (a, b) => a.is_none() && b.is_none(),
    };
    time && place(a) == place(b) && base(a) == base(b)
}

/// Two values for one time that differ, and a class that does not hold the figure it stands for.
fn differing_values(indicator: &Indicator, diagnostics: &mut Diagnostics) {
    for (n, second) in indicator.values.iter().enumerate().filter(|(_, f)| f.value.is_known()) {
        let earlier = indicator.values[..n].iter().filter(|first| first.value.is_known() && alike(indicator, first, second));
        for first in earlier {
            if is_explained(&[first, second]) {
                continue;
            }
            if let Some((class, number)) = class(indicator, first, second) {
                diagnostics.push(
                    Diagnostic::new(Code::ClassDiffers, class.at, format!("this class does not hold {number}"))
                        .label(
                            if std::ptr::eq(class, first) { second.at } else { first.at },
                            format!("the figure of the same time and place: {number}"),
                        )
                        .hint("mend one of the two, or say under `explained:` why they differ"),
                );
            } else if contradict(indicator, first, second) {
                diagnostics.push(
                    Diagnostic::new(
                        Code::FiguresDiffer,
                        second.at,
                        format!("two values for the same time and place differ: {} and {}", told(indicator, first), told(indicator, second)),
                    )
                    .label(first.at, "the other one")
                        .hint("both are printed side by side; say under `explained:` why they differ, and `quoted: true` at the one to quote"),
                );
                break;
            }
        }
    }
}

/// Whether two values cannot both be true: 62 agrees with "more than 60", with 60 to 65, and with "about 60".
fn contradict(indicator: &Indicator, a: &Figure, b: &Figure) -> bool {
    let (unit, other) = (indicator.unit_of(a), indicator.unit_of(b));
    let forecast = |f: &Figure| f.status == Some(Finality::Forecast);
    let both_computed = a.computed.is_some() && b.computed.is_some();
    if unit != other || is_class(a) || is_class(b) || forecast(a) || forecast(b) || both_computed {
        return false;
    }
    // A count of a whole agrees with its rounded share.
    for (parts, share) in [(a, b), (b, a)] {
        if let (Value::Parts(n, of), Value::Exact(share), true) = (&parts.value, &share.value, unit.is_percent()) {
            let places = u8::try_from(share.decimal().scale()).unwrap_or(u8::MAX);
            return Number::ratio(n.decimal(), Decimal::ONE_HUNDRED, of.decimal(), places) != Some(*share);
        }
    }
    let (Some(first), Some(second)) = (range(a, unit), range(b, unit)) else { return a.value != b.value };
    let apart = |low: Option<Decimal>, high: Option<Decimal>| low.zip(high).is_some_and(|(low, high)| low > high);
    apart(first.low, second.high) || apart(second.low, first.high)
}

/// Between which numbers a value lies; one that is about or nearly a number, within its rounding.
fn range(figure: &Figure, unit: &Unit) -> Option<Bounds> {
    let near = |n: Decimal| {
        let n = n.normalize();
        let zeros = if n.scale() == 0 {
            n.mantissa().unsigned_abs().to_string().bytes().rev().take_while(|b| *b == b'0').count()
        } else {
            0
        };
        let place = (0..zeros).fold(Decimal::ONE, |p, _| p.checked_mul(Decimal::TEN).unwrap_or(p));
        if n.scale() == 0 { place } else { Decimal::new(1, n.scale()) }
    };
    let number = figure.value.number(unit);
    Some(match (&figure.value, number) {
        (Value::Bounded(Bound::About, _), Some(n)) => {
            let half = near(n).checked_div(Decimal::TWO)?;
            Bounds { low: Some(n - half), high: Some(n + half), open: (false, false) }
        }
        (Value::Bounded(Bound::Nearly, _), Some(n)) => Bounds { low: Some(n - near(n)), high: Some(n), open: (false, false) },
        (value, Some(_)) => value.bounds(unit),
        _ => return None,
    })
}

fn is_class(figure: &Figure) -> bool {
    matches!(figure.value, Value::Band(_))
}

/// The class of two figures that does not hold the other one's number.
fn class<'a>(indicator: &Indicator, a: &'a Figure, b: &'a Figure) -> Option<(&'a Figure, Decimal)> {
    let (class, other) = if is_class(a) { (a, b) } else { (b, a) };
    let Value::Band(band) = &class.value else { return None };
    if is_class(other) {
        return None;
    }
    let number = other.value.number(indicator.unit_of(other))?;
    (!band.holds(number)).then_some((class, number.normalize()))
}

/// Targets of one time that differ, where nothing says which counts.
fn differing_targets(indicator: &Indicator, diagnostics: &mut Diagnostics) {
    let known = || indicator.targets.iter().filter(|t| t.value.is_known());
    for (n, second) in known().enumerate() {
        let clash = known().take(n).find(|first| alike(indicator, first, second) && first.value != second.value);
        let marked = known().any(|t| t.report_against && alike(indicator, t, second));
        if let Some(first) = clash.filter(|first| !marked && !is_explained(&[first, second])) {
            diagnostics.push(
                Diagnostic::new(
                    Code::TargetsDiffer,
                    second.at,
                    format!("two targets for the same time differ: {} and {}", told(indicator, first), told(indicator, second)),
                )
                .label(first.at, "the other one")
                .hint("mark the one the city reports against with `report_against: true`, or say under `explained:` why they differ"),
            );
        }
    }
}

/// Parts that do not add up.
fn parts(dossier: &Dossier, indicator: &Indicator, diagnostics: &mut Diagnostics) {
    let parts: Option<Vec<&Indicator>> = (indicator.parts.iter())
        .map(|id| match dossier.item(&id.value) {
            Some(Item::Indicator(n)) => Some(&dossier.indicators[n]),
            _ => None,
        })
        .collect();
    let Some(parts) = parts.filter(|list| !list.is_empty()) else { return };
    for figure in indicator.series() {
        let Value::Exact(whole) = figure.value else { continue };
        let of_part = |part: &&Indicator| -> Option<(Span, Decimal, bool)> {
            let found =
                part.series().into_iter().rev().find(|f| f.period.zip(figure.period).is_some_and(|(a, b)| a.same_time(b)))?;
            let Value::Exact(n) = found.value else { return None };
            Some((found.at, n.decimal(), found.explained.is_some()))
        };
        let Some(found) = parts.iter().map(of_part).collect::<Option<Vec<_>>>() else { continue };
        let sum: Decimal = found.iter().map(|(_, n, _)| *n).sum();
        // Percentages are rounded one by one: half of the last digit for each.
        let last = found.iter().map(|(_, n, _)| n.scale()).chain([whole.decimal().scale()]).max().unwrap_or_default();
        let half = Decimal::new(5, (last + 1).min(28)) * Decimal::from(found.len() + 1);
        let slack = if indicator.unit.value.is_percent() { half } else { Decimal::ZERO };
        if (sum - whole.decimal()).abs() > slack
            && figure.explained.is_none()
            && !found.iter().any(|(_, _, explained)| *explained)
        {
            let diagnostic =
                Diagnostic::new(Code::PartsDiffer, figure.at, format!("the parts come to {sum}, and this says {whole}"))
                    .hint("mend one of them, or say under `explained:` what is missing");
            diagnostics.push(found.iter().fold(diagnostic, |d, (at, n, _)| d.label(*at, format!("a part: {n}"))));
        }
    }
}

/// A share of more than all.
fn too_high(indicator: &Indicator, figure: &Figure, diagnostics: &mut Diagnostics) {
    let unit = indicator.unit_of(figure);
    let bounds = figure.value.bounds(unit);
    let over = [bounds.low, bounds.high].into_iter().flatten().any(|n| n > Decimal::ONE_HUNDRED);
    let whole = unit.is_percent() && !indicator.may_exceed_100 && indicator.direction() != Better::Parity;
    if over && whole {
        diagnostics.push(
            Diagnostic::new(
                Code::ShareTooHigh,
                figure.at,
                format!("a share cannot be more than 100%, and this is {}", told(indicator, figure)),
            )
            .label(figure.unit.as_ref().map_or(indicator.unit.at, |u| u.at), "the unit")
            .hint("mend the figure; where more than 100% is possible, as in gross enrolment, write `may_exceed_100: true`"),
        );
    }
}

/// What a figure is counted in or over, as far as it is declared.
fn counted<'a>(dossier: &'a Dossier, indicator: &'a Indicator, figure: &'a Figure) -> impl Iterator<Item = &'a DeclaredUnit> {
    let base = figure.base.as_ref().or(indicator.base.as_ref());
    let of_base = if let Some(Base::Declared(n)) = base.map(|b| &b.value) { Some(*n) } else { None };
    let of_unit = if let Unit::Declared(n) = indicator.unit_of(figure) { Some(*n) } else { None };
    of_base.into_iter().chain(of_unit).map(|n| &dossier.units[n])
}

/// A figure counted over something that no longer existed.
fn ended_base(dossier: &Dossier, indicator: &Indicator, figure: &Figure, diagnostics: &mut Diagnostics) {
    let Some(period) = figure.period.filter(|_| figure.explained.is_none() && figure.value.is_known()) else { return };
    for unit in counted(dossier, indicator, figure) {
        let Some(ended) = unit.ended.as_ref().filter(|e| period.to >= e.value) else { continue };
        diagnostics.push(
            Diagnostic::new(
                Code::BaseEnded,
                figure.at,
                format!("this is counted over `{}`, which have not existed since {}", unit.id.value, ended.value),
            )
            .label(ended.at, "ended here")
            .hint("report against something that exists, or say under `explained:` what became of the figure"),
        );
    }
}

/// An amount that its unit cannot have: a level that its scale does not have, a number where there are steps.
fn level(dossier: &Dossier, indicator: &Indicator, figure: &Figure, diagnostics: &mut Diagnostics) {
    let unit = indicator.unit_of(figure);
    let at = figure.unit.as_ref().map_or(indicator.unit.at, |u| u.at);
    let scale = if let Unit::Declared(n) = unit { Some(&dossier.units[*n]).filter(|u| !u.levels.is_empty()) } else { None };
    let steps = scale.is_some() || matches!(unit, Unit::Known(Known::Level) | Unit::Said(_));
    let wrong = match &figure.value {
        Value::Level(level) => {
            if let Some(scale) = scale.filter(|s| s.levels.iter().all(|step| step.level.value.decimal() != level.decimal())) {
                let known: Vec<String> = scale.levels.iter().map(|s| s.level.value.to_string()).collect();
                diagnostics.push(
                    Diagnostic::new(Code::UnknownWord, figure.at, format!("the scale `{}` has no level {level}", scale.id.value))
                        .label(scale.id.at, "the scale")
                        .hint(format!("write one of its levels ({}), or add this one to the scale", known.join(", "))),
                );
            }
            (!steps).then_some((
                "a level needs a scale as its unit",
                "declare the scale under `units:` with its `levels:`, or write `unit: level`",
            ))
        }
        Value::Exists(_) => {
            let fits = matches!(unit, Unit::Known(Known::YesOrNo) | Unit::Said(_) | Unit::Declared(_));
            (!fits).then_some(("yes or no is no amount of this unit", "write `unit: yes or no`"))
        }
        Value::Missing(_) | Value::SameAs(_) => None,
        _ if scale.is_some() => Some(("a step of a scale is written `level:`", "write `level: 2` instead of the number")),
        _ if *unit == Unit::Known(Known::YesOrNo) => {
            Some(("this unit has no numbers", "write `exists: true` or `exists: false`"))
        }
        _ => None,
    };
    if let Some((message, hint)) = wrong {
        diagnostics.push(Diagnostic::new(Code::WrongType, figure.at, message).label(at, "the unit").hint(hint));
    }
}

/// An amount that is not what the source is said to print. Signs, and words such as million, are the source's own.
fn printed(figure: &Figure, diagnostics: &mut Diagnostics) {
    let Some(printed) = &figure.as_printed else { return };
    // Fractions and ratios are written in too many ways to be read.
    if printed.value.contains(['/', ':']) {
        return;
    }
    // "12 000" stands for one number.
    let digits: Vec<char> = printed.value.chars().collect();
    let between = |n: usize| {
        n > 0 && digits[n] == ' ' && digits[n - 1].is_ascii_digit() && digits.get(n + 1).is_some_and(char::is_ascii_digit)
    };
    let joined: String = (0..digits.len()).filter(|n| !between(*n)).map(|n| digits[n]).collect();
    let numbers = [typed::all_numbers(&printed.value), typed::all_numbers(&joined)].concat();
    let amounts = match &figure.value {
        Value::Exact(n) | Value::Bounded(_, n) | Value::Level(n) => vec![*n],
        Value::Range(a, b) | Value::Parts(a, b) => vec![*a, *b],
        Value::Band(_) | Value::Exists(_) | Value::SameAs(_) | Value::Missing(_) => Vec::new(),
    };
    let scales = || (0..=12).scan(Decimal::ONE, |scale, _| Some(std::mem::replace(scale, *scale * Decimal::TEN)));
    let said = |n: Decimal| {
        numbers.iter().any(|typed| scales().any(|scale| n.abs().checked_div(scale).is_some_and(|n| typed.may_be(n))))
    };
    let wrong = amounts.iter().find(|n| !said(n.decimal())).filter(|_| !numbers.is_empty());
    if let Some(wrong) = wrong {
        diagnostics.push(
            Diagnostic::new(
                Code::PrintedDiffers,
                printed.at,
                format!("the source is said to print `{}`, and the figure says {wrong}", printed.value),
            )
            .label(figure.at, "the figure")
            .hint("copy the source's own digits into `as_printed:`, or mend the figure"),
        );
    }
}

/// A rate of nothing in particular.
fn no_base(indicator: &Indicator, diagnostics: &mut Diagnostics) {
    let counted = |f: &Figure| matches!(f.value, Value::Parts(..)) || f.base.is_some();
    let all = || indicator.values.iter().chain(&indicator.targets);
    if indicator.unit.value.needs_base()
        && indicator.base.is_none()
        && indicator.rule.is_none()
        && let Some(figure) = all().find(|f| !counted(f))
    {
        diagnostics.push(
            Diagnostic::new(Code::NoBase, indicator.unit.at, "this rate does not say whom or what it is counted over")
                .label(figure.at, "a figure in it")
                .hint("write `unit: \"% of households\"`, or `base:` with a declared unit, ages (15+, 15-60) or a text"),
        );
    }
}

/// Figures of another place only.
fn other_place(indicator: &Indicator, diagnostics: &mut Diagnostics) {
    let known: Vec<&Figure> = indicator.values.iter().filter(|f| f.value.is_known()).collect();
    if known.is_empty() || known.iter().any(|f| indicator.is_own(f) || f.explained.is_some()) {
        return;
    }
    let Some((figure, place)) = known.iter().find_map(|f| Some((f, f.place.as_ref()?))) else { return };
    diagnostics.push(
        Diagnostic::new(
            Code::OtherPlace,
            place.at,
            format!(
                "the only figures are of another place (`{}`) than the indicator speaks of (`{}`)",
                place.kind.word(),
                indicator.place.kind.word()
            ),
        )
        .label(if indicator.place.at == figure.at { indicator.id.at } else { indicator.place.at }, "the indicator's place")
        .hint(format!(
            "they are printed, and count for nothing: find the city's own, or let the indicator speak of that place: `place: {}`",
            place.kind.word()
        )),
    );
}

/// Targets that were missed, and the one reported against when it is exceeded before its time.
fn against_target(dossier: &Dossier, indicator: &Indicator, diagnostics: &mut Diagnostics) {
    let as_of = dossier.head.as_of;
    for target in indicator.targets.iter().filter(|t| indicator.is_own(t)) {
        let Some(value) = indicator.held_against(target).filter(|v| !is_explained(&[v, target])) else { continue };
        let over = target.period.is_some_and(|p| p.to <= as_of);
        let told = format!("{}, target {}", told(indicator, value), told(indicator, target));
        let (meets, fails) = figures::meets(indicator, value, target);
        if over && fails {
            let older = value.period < target.period.filter(|t| value.period.is_none_or(|v| v.to < t.from));
            let (message, hint) = if older {
                (
                    "the newest value is older than this target, and below it",
                    "add the value of the target's own time, or say under `explained:` why there is none",
                )
            } else {
                ("this target was missed", "say under `explained:` why, and what follows: it is printed beside the target")
            };
            diagnostics.push(
                Diagnostic::new(Code::TargetMissed, target.at, format!("{message}: {told}"))
                    .label(value.at, "the newest value")
                    .hint(hint),
            );
        }
        let main = indicator.target().is_some_and(|t| t.at == target.at);
        let early =
            value.period < target.period && value.value.number(indicator.unit_of(value)) != figures::wanted(indicator, target);
        if main && !over && meets && early {
            diagnostics.push(
                Diagnostic::new(Code::TargetExceeded, target.at, format!("this target is exceeded before its time: {told}"))
                    .label(value.at, "the newest value")
                    .hint("name the next target, or say under `explained:` why this one still counts"),
            );
        }
    }
}

/// A newest value that is too old for the form.
fn stale(dossier: &Dossier, indicator: &Indicator, diagnostics: &mut Diagnostics) {
    let (head, horizon) = (&dossier.head, dossier.form.stale_after);
    // What only describes the city shows no result anyway.
    if indicator.direction() == Better::Neither && indicator.targets.is_empty() {
        return;
    }
    let Some(value) = indicator.newest().filter(|v| v.explained.is_none()) else { return };
    let Some(period) = value.period.filter(|_| figures::is_stale(value, head.as_of, horizon)) else { return };
    diagnostics.push(
        Diagnostic::new(
            Code::StaleFigure,
            value.at,
            format!("the newest value is of {}, older than {horizon} years", period.last_year()),
        )
        .label(head.as_of_at, "what the dossier speaks of")
        .hint("find a newer one, or say under `explained:` why there is none; it no longer shows a result"),
    );
}

/// The profile: places that are not the city's, and a class of density against population and area.
fn profile(dossier: &Dossier, diagnostics: &mut Diagnostics) {
    let profile = &dossier.city.profile;
    let figure = |key: &str| profile.iter().find(|(k, _)| *k == key).map(|(_, f)| f);
    for (key, figure) in profile.iter().filter(|(_, f)| f.value.is_known() && f.explained.is_none()) {
        let wanted = if key.contains("country") { Scope::Country } else { Scope::City };
        let fits = |p: &&Place| if wanted == Scope::City { p.is_city() } else { p.kind == wanted };
        let Some(place) = figure.place.as_ref().filter(|p| !fits(p)) else { continue };
        diagnostics.push(
            Diagnostic::new(
                Code::OtherPlace,
                place.at,
                format!("the form asks for a figure of the {}, and this is of the {}", wanted.word(), place.kind.word()),
            )
            .label(figure.at, "the figure")
            .hint("find the right one, or say under `explained:` why this one stands here"),
        );
    }
    let (Some(people), Some(area), Some(density)) = (figure("population"), figure("area_km2"), figure("density_per_km2")) else {
        return;
    };
    let number = |f: &Figure| f.value.number(&Unit::Percent);
    let computed = number(people).zip(number(area)).and_then(|(p, a)| p.checked_div(a)).map(|n| n.round_dp(1).normalize());
    let Some(computed) = computed.filter(|_| !is_explained(&[people, area, density])) else { return };
    let fits = match &density.value {
        Value::Band(band) => band.holds(computed),
        Value::Exact(n) => (n.decimal() - computed).abs() <= computed.checked_div(Decimal::ONE_HUNDRED).unwrap_or_default(),
        other => {
            let bounds = other.bounds(&Unit::Percent);
            bounds.low.is_none_or(|low| computed >= low) && bounds.high.is_none_or(|high| computed <= high)
        }
    };
    if !fits {
        diagnostics.push(
            Diagnostic::new(Code::ClassDiffers, density.at, format!("population and area come to {computed} persons per km²"))
                .label(people.at, "the population")
                .label(area.at, "the area")
                .hint("mend one of the three, or say under `explained:` why they differ"),
        );
    }
}
