//! What else a dossier has: one example of each, to be used by taking the signs away, and the codes to link to.

use std::fmt::Write as _;

use super::File;
use super::answers::criteria;
use super::start::Start;
use super::writing::comment;

/// Evidence, indicators, sources and next steps.
pub fn all(start: &Start) -> Vec<File> {
    let code = start.frameworks.first().and_then(|set| criteria(start, set).into_iter().next());
    let code = code.map_or_else(|| "1.1".to_owned(), |(code, _)| code);
    let file = |name: &str, text: String| (name.to_owned(), text);
    vec![
        file("evidence.yaml", evidence(start, &code)),
        file("indicators.yaml", indicators(&code)),
        file("sources.yaml", SOURCES.to_owned()),
        file("next-steps.yaml", next_steps(start, &code)),
    ]
}

/// The codes that can be linked to.
fn codes(start: &Start, out: &mut String) {
    for (n, set) in start.frameworks.iter().enumerate() {
        let id = &set.head.id.value;
        out.push_str("#\n");
        comment(out, 0, &format!("{} (`gnlc explain {id}` shows all of it):", start.said(&set.head.title)));
        for (code, name) in criteria(start, set) {
            let prefix = if n == 0 { String::new() } else { format!("{id}:") };
            let _ = writeln!(out, "#   {prefix}{code}  {name}");
        }
    }
}

fn evidence(start: &Start, code: &str) -> String {
    let mut out = String::new();
    comment(
        &mut out,
        0,
        "What the city has, does or has decided, and which criteria that supports. `gnlc explain kinds` lists the kinds of evidence and the keys each of them needs. The codes of the areas:",
    );
    codes(start, &mut out);
    let _ = write!(
        out,
        "evidence:
  # - id: action-plan
  #   kind: plan
  #   status: in force                   # planned, in force, running or ended
  #   since: 2025-01-20
  #   number: 3/2025
  #   adopted_by: City Council
  #   title: Action plan for the learning city, 2025–2027
  #   says: |
  #     What it is, in the city's own words: 40 to 120 of them are usual.
  #   proof: [gazette-2025]              # ids of sources; without proof an item counts for nothing
  #   supports:
  #     - {{criterion: \"{code}\", because: It says who does what by when.}}
"
    );
    out
}

fn indicators(code: &str) -> String {
    format!(
        "# Figures over the years, each with its source. `gnlc explain figures` shows how figures and units are written.
indicators:
  # - id: adults-in-courses
  #   name: Adults who took a course
  #   measures: [\"{code}\"]
  #   unit: \"%\"
  #   base: 25-64                        # ages, the id of a unit, or a text
  #   place: city
  #   better: higher
  #   values:
  #     - {{year: 2025, value: 18.6, source: gazette-2025}}
  #   targets:
  #     - {{year: 2027, at_least: 20, source: gazette-2025}}
"
    )
}

const SOURCES: &str = "# The documents and pages that prove what the dossier says.
sources:
  # - id: gazette-2025
  #   kind: official                   # official, press, research or first-hand
  #   title: City gazette 3/2025
  #   publisher: City Council
  #   date: 2025-01-20
  #   url: https://example.org/gazette/3-2025
";

fn next_steps(start: &Start, code: &str) -> String {
    let mut out = String::new();
    comment(
        &mut out,
        0,
        "What the city will do where nothing can be shown yet: what, who, by when; or why it is no priority now.",
    );
    codes(start, &mut out);
    let _ = write!(
        out,
        "next_steps:
  # - {{criterion: \"{code}\", what: Count the places in schools, who: School board, by: 2030-09}}
  # - {{criterion: \"{code}\", not_now: The city has no land of its own., decided_by: City Council}}
"
    );
    out
}
