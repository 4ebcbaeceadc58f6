//! The newest figures: of which place they are, how they stand against targets, and how old they are.

use rust_decimal::Decimal;

use super::{is_explained, told};
use crate::check::Dossier;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::figures;
use crate::model::words::Scope;
use crate::model::{Figure, Indicator, Place, Unit, Value};

/// Figures of another place only.
pub fn other_place(indicator: &Indicator, diagnostics: &mut Diagnostics) {
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
pub fn against_target(dossier: &Dossier, indicator: &Indicator, diagnostics: &mut Diagnostics) {
    let as_of = dossier.head.as_of;
    let (main_target, newest) = (indicator.target().map(|t| t.at), indicator.newest());
    for target in indicator.targets.iter().filter(|t| t.value.is_known() && indicator.is_own(t)) {
        let held = if indicator.flow { indicator.held_against(target) } else { newest };
        // A value whose year is missing was reported where it stands.
        let Some(value) = held.filter(|v| v.period.is_some() && !is_explained(&[v, target])) else { continue };
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
        let main = main_target == Some(target.at);
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
pub fn stale(dossier: &Dossier, indicator: &Indicator, diagnostics: &mut Diagnostics) {
    // What only describes the city shows no result anyway.
    if indicator.only_informs() {
        return;
    }
    let Some(value) = indicator.newest().filter(|v| v.explained.is_none()) else { return };
    let Some(period) = value.period.filter(|_| dossier.is_stale(value)) else { return };
    diagnostics.push(
        Diagnostic::new(
            Code::StaleFigure,
            value.at,
            format!("the newest value is of {}, older than {} years", period.last_year(), dossier.form.stale_after),
        )
        .label(dossier.head.as_of_at, "what the dossier speaks of")
        .hint("find a newer one, or say under `explained:` why there is none; it no longer shows a result"),
    );
}

/// The profile: places that are not the city's, and a class of density against population and area.
pub fn profile(dossier: &Dossier, diagnostics: &mut Diagnostics) {
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
