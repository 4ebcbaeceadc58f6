//! The head of a new dossier, and the city.

use std::fmt::Write as _;

use super::start::{Start, inline};
use super::writing::{as_prose, comment, quoted};
use crate::model::city::PROFILE;
use crate::pack::form::Fills;

/// `dossier.yaml`
pub fn dossier(start: &Start) -> String {
    let form = &start.form;
    let mut out = String::new();
    comment(
        &mut out,
        0,
        "A dossier is a folder of YAML files such as this one. gnlc reads them all; their names, their order and how you split them mean nothing. Where TODO stands something is to be written: `gnlc check` says where, and no final document is built before that is done.",
    );
    out.push_str(
        "#
#   key: value       a colon and a space. What belongs to a key stands below it, indented by two spaces, no tabs.
#   key: |           a longer text stands below, indented. Behind `|` colons, quotes and # are safe.
#   # comment        on a line of its own. A line with `# ` in front is not read; take the sign away to use it.
#   2025-01-07       dates are year-month-day, or 2025-01, or 2025: as far as they are known.
#   97.4             figures have a point for decimals and no sign between thousands: 23850.
#   evening-school   an id: small letters, digits, hyphens. It names an item for good; others refer to it.

dossier:
",
    );
    let _ = writeln!(out, "  title: {}", inline(&start.todo(&form.head.title)));
    let _ = writeln!(out, "  form: {}", form.head.id.value);
    let sets: Vec<String> = start.frameworks.iter().map(|set| set.head.id.value.to_string()).collect();
    comment(&mut out, 2, "The first set of criteria is meant where a criterion is named without its set.");
    let _ = writeln!(out, "  frameworks: [{}]", sets.join(", "));
    comment(&mut out, 2, "Texts are written in the first language.");
    let _ = writeln!(out, "  languages: [{}]", start.codes().join(", "));
    if let Some(call) = form.call.as_deref().and_then(|call| call.parse::<u32>().ok()) {
        let _ = writeln!(out, "  call: {call}");
    }
    if let Some(deadline) = form.deadline {
        comment(&mut out, 2, "The day by which it must be handed in, as the form says.");
        let _ = writeln!(out, "  deadline: {deadline}");
    } else {
        comment(&mut out, 2, "The day by which it must be handed in; `gnlc status` counts the days.");
        out.push_str("  # deadline: 2030-06-15\n");
    }
    comment(&mut out, 2, "The date on the cover, and the day up to which the facts are known: today, until you change it.");
    let _ = writeln!(out, "  date: {}", start.day);
    let _ = writeln!(out, "  as_of: {}", start.day);
    out.push_str("  draft: 1\n  nature: application                # application, illustration or imaginary\n");
    comment(
        &mut out,
        2,
        "The case for the city in at most 120 words, for the summary page. A link `[words](@id)` leads to an item; the words of a link to an indicator are its figure.",
    );
    out.push_str("  case:\n");
    for (lang, text) in start.todo_words("the case for the city") {
        let _ = writeln!(out, "    {lang}: |\n      {}", as_prose(&text));
    }
    comment(&mut out, 2, "Up to six indicators for the summary page.");
    out.push_str("  # summary_figures: [adults-in-courses]\n");
    out
}

/// `city.yaml`
pub fn city(start: &Start) -> String {
    let form = &start.form;
    let mut out = String::new();
    comment(&mut out, 0, "Who applies. Telephone numbers, e-mail and postal addresses belong into private.yaml alone.");
    out.push_str("city:\n");
    let name = start.todo_of(Fills::CityName, "name of the city");
    comment(&mut out, 2, "The name as the city writes it, and by language where it differs: {native: Hà Nội, en: Hanoi}.");
    let _ = writeln!(out, "  name: {{native: {}}}", quoted(&name[0].1));
    let _ = writeln!(out, "  native_language: {}", start.codes()[0]);
    let _ = writeln!(out, "  country: {}", inline(&start.todo_of(Fills::CityCountry, "country")));
    comment(&mut out, 2, "city, district, county, province or consortium.");
    out.push_str("  kind: city\n  website: https://TODO.example\n  head:\n");
    let _ = writeln!(out, "    title: {}", inline(&start.todo_of(Fills::HeadTitle, "official title of the mayor")));
    let _ = writeln!(out, "    name: {}", quoted(&start.todo_of(Fills::HeadName, "name of the mayor")[0].1));
    out.push_str("  contacts:\n");
    let _ = writeln!(out, "    - role: {}", inline(&start.todo_of(Fills::ContactRole, "what the contact person does")));
    let _ = writeln!(out, "      organisation: {}", inline(&start.todo_of(Fills::ContactOrganisation, "office")));
    comment(&mut out, 6, "Only when the person wants it printed.");
    let _ = writeln!(out, "      name: {}", quoted(&start.todo_of(Fills::ContactName, "name")[0].1));
    comment(&mut out, 2, "The body that steers (evidence of the kind `body`) and the decision to apply (a `plan` or `policy`).");
    out.push_str("  # steered_by: learning-council\n  # decided_by: action-plan\n");
    comment(
        &mut out,
        2,
        "Every figure has its year and its source: {value: 23850, year: 2025, source: yearbook}. What nobody knows is `not_available:` with the reason, never 0.",
    );
    out.push_str("  profile:\n");
    let asked = |key: &str| form.fields.iter().find(|f| f.fills.and_then(Fills::profile_key) == Some(key));
    for key in PROFILE {
        if let Some(field) = asked(key) {
            let unit = field.unit.as_ref().map(|unit| format!(" ({})", start.said(unit))).unwrap_or_default();
            comment(&mut out, 4, &(start.said(&field.label) + &unit));
            let _ = writeln!(out, "    {key}: {{not_available: {}}}", inline(&start.todo(&field.label)));
        } else {
            let _ = writeln!(out, "    # {key}: {{value: 1, year: 2025, source: yearbook}}");
        }
    }
    out
}
