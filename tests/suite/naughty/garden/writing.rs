//! Every kind of entry, with every field that holds a text.

use super::Garden;
use super::Sort::{Label, Line, Prose, Short};

impl Garden<'_> {
    /// Writes everything.
    pub(super) fn write(&mut self) {
        self.form();
        self.set();
        self.file("city.yaml");
        self.head();
        self.city();
        self.each("answers", Self::answer);
        self.each("evidence", Self::evidence);
        self.each("indicators", Self::indicator);
        self.each("units", Self::unit);
        self.each("next_steps", Self::next_step);
        self.each("sources", Self::source);
        self.each("attachments", Self::attachment);
    }

    /// A list with an item, or several, for each string.
    fn each(&mut self, key: &str, item: fn(&mut Self, usize)) {
        self.line(&format!("{key}:"));
        for n in 0..self.strings.len() {
            self.item = Some(n);
            item(self, n);
        }
        self.item = None;
    }

    fn head(&mut self) {
        self.line("dossier:");
        self.text("  title", "dossier.title", Line);
        self.text("  subtitle", "dossier.subtitle", Line);
        self.text("  notice", "dossier.notice", Prose);
        self.text("  case", "dossier.case", Short);
        self.line("  form: own-form\n  frameworks: [own-set]\n  languages: [en]\n  date: 2026-02-01\n  as_of: 2026-01-31\n  deadline: 2026-03-31");
        let figures: Vec<String> = (0..self.strings.len().min(6)).map(|n| format!("figure-{n}")).collect();
        self.line(&format!("  nature: imaginary\n  summary_figures: [{}]", figures.join(", ")));
        self.line("  picture:");
        self.picture("    ", "    ", "dossier.picture");
        self.line("  signed_pages:\n    - part: one\n      file: signed/page.png");
        self.text("      alt", "dossier.signed_pages.alt", Line);
    }

    /// A picture whose words hold strings.
    fn picture(&mut self, start: &str, inside: &str, slot: &str) {
        self.line(&format!("{start}file: pictures/dot.svg"));
        for key in ["alt", "caption", "credit", "rights"] {
            self.text(&format!("{inside}{key}"), &format!("{slot}.{key}"), Line);
        }
    }

    fn city(&mut self) {
        self.line("city:\n  name:");
        self.text("    native", "city.name.native", Line);
        self.text("    en", "city.name", Line);
        self.text("    fr", "city.name (other language)", Line);
        self.line("  native_language: en\n  kind: city\n  website: https://example.org/");
        self.text("  country", "city.country", Line);
        self.line("  head:");
        self.text("    title", "city.head.title", Line);
        self.text("    name", "city.head.name", Line);
        self.line("  contacts:");
        for n in ["", " (2)"] {
            self.text("    - role", &format!("city.contacts.role{n}"), Line);
            self.text("      organisation", &format!("city.contacts.organisation{n}"), Line);
            self.text("      name", &format!("city.contacts.name{n}"), Line);
        }
        self.line("  steered_by: body-0\n  decided_by: plan-0\n  profile:");
        self.line("    population:\n      value: 81250\n      year: 2025\n      source: source-0");
        self.text("      note", "city.profile.note", Line);
        self.text("      break", "city.profile.break", Line);
        self.line("    area_km2:\n      value: 42\n      year: 2025\n      source: source-0");
        self.text("      unit", "city.profile.unit", Line);
        self.line("    schooling_years_men:");
        self.text("      not_available", "city.profile.not_available", Line);
        self.text("      note", "city.profile.note (not available)", Line);
    }

    fn answer(&mut self, n: usize) {
        self.line(&format!("  - question: question-{n}"));
        self.text("    owner", "answers.owner", Line);
        if n.is_multiple_of(2) {
            self.text("    text", "answers.text", Prose);
        } else {
            self.text("    en", "answers.text", Prose);
        }
        self.line(&format!("  - question: line-{n}"));
        self.text("    text", "answers.text (a line)", Line);
        self.line(&format!("  - question: pick-{n}\n    choices: [this]"));
        self.line(&format!("  - question: rate-{n}\n    ratings: [{{option: this, rating: 3}}]"));
        self.line(&format!("  - question: table-{n}\n    table:"));
        self.text("      - - en", "answers.table", Line);
    }

    fn evidence(&mut self, n: usize) {
        let plain: &[(&str, &str, &[&str])] = &[
            ("policy", "since: 2024", &["adopted_by"]),
            ("plan", "since: 2024", &["adopted_by"]),
            ("commitment", "promised_in: plan-0", &[]),
            ("programme", "since: 2024", &["for_whom"]),
            ("event", "since: 2024", &["where"]),
            ("body", "since: 2024", &["mandate", "members", "decision"]),
            ("partnership", "since: 2024", &["partners"]),
            ("budget line", "since: 2024", &["money_from"]),
            ("survey", "since: 2024", &["by"]),
            ("report", "since: 2024", &["by"]),
            ("award", "since: 2024", &["given_by"]),
            ("practice", "since: 2024", &["problem", "what_is_done", "for_whom", "cost", "result", "what_others_can_copy"]),
        ];
        for (kind, more, details) in plain {
            let slot = |key: &str| format!("evidence.{kind}.{key}");
            let id = format!("{}-{n}", kind.replace(' ', "-"));
            self.line(&format!(
                "  - id: {id}\n    kind: {kind}\n    status: in force\n    {more}\n    proof: [source-{n}, paper-{n}]"
            ));
            if *kind == "event" {
                self.line("    pictures:");
                self.picture("      - ", "        ", &slot("pictures"));
            }
            for key in *details {
                let prose = ["problem", "what_is_done", "result", "what_others_can_copy"].contains(key);
                self.text(&format!("    {key}"), &slot(key), if prose { Prose } else { Line });
            }
            if matches!(*kind, "policy" | "plan") {
                self.text("    number", &slot("number"), Line);
            }
            if *kind == "budget line" {
                self.line("    amount:\n      value: 12\n      currency: VND\n      year: 2025");
                self.text("      note", &slot("amount.note"), Line);
                self.text("      break", &slot("amount.break"), Line);
            }
            self.text("    title", &slot("title"), Line);
            self.text("    says", &slot("says"), Prose);
            self.text("    owner", &slot("owner"), Line);
            self.line(&format!("    supports:\n      - criterion: F{n}"));
            self.text("        because", &slot("because"), Line);
        }
        // Money of which nobody knows how much.
        self.line(&format!("  - id: budget-{n}\n    kind: budget line\n    status: planned\n    money_from: The city"));
        self.line(&format!("    title: Money\n    says: Money\n    proof: [source-{n}]\n    supports: [{{criterion: F{n}, because: Money}}]\n    amount:\n      currency: VND"));
        self.text("      not_available", "evidence.budget line.amount.not_available", Line);
    }

    fn indicator(&mut self, n: usize) {
        self.line(&format!("  - id: figure-{n}\n    measures: [F{n}]"));
        self.text("    name", "indicators.name", Line);
        self.text("    unit", "indicators.unit", Line);
        self.text("    says", "indicators.says", Prose);
        self.text("    owner", "indicators.owner", Line);
        self.line(&format!("    values:\n      - year: 2025\n        value: 59\n        source: source-{n}"));
        self.text("        note", "indicators.values.note", Line);
        self.text("        break", "indicators.values.break", Line);
        self.text("        unit", "indicators.values.unit", Line);
        self.text("        explained", "indicators.values.explained", Line);
        self.text("        page", "indicators.values.page", Line);
        self.line("        confirmed:\n          date: 2025-10-01");
        self.text("          by", "indicators.values.confirmed.by", Line);
        self.text("          number", "indicators.values.confirmed.number", Line);
        self.line(&format!(
            "      - year: 2025\n        value: 58\n        source: source-{n}\n        place:\n          kind: region"
        ));
        self.text("          name", "indicators.values.place.name", Line);
        self.line("        break:\n          what: method");
        self.text("          because", "indicators.values.break.because", Line);
        self.line("      - year: 2024");
        self.text("        not_available", "indicators.values.not_available", Line);
        self.text("        as_printed", "indicators.values.as_printed", Line);
        self.text("        base", "indicators.values.base", Line);
        self.line(&format!("    targets:\n      - year: 2027\n        at_least: 60\n        source: plan-{n}"));
        self.text("        note", "indicators.targets.note", Line);
        self.text("        unit", "indicators.targets.unit", Line);
        self.line(&format!("  - id: step-{n}\n    measures: [F{n}]\n    name: Step\n    unit: scale-{n}\n    values:\n      - year: 2025\n        level: 2\n        source: source-{n}"));
    }

    fn unit(&mut self, n: usize) {
        self.line(&format!("  - id: scale-{n}\n    ended: 2026-01-02"));
        self.text("    name", "units.name", Line);
        self.text("    note", "units.note", Line);
        self.line("    levels:\n      - level: 1\n      - level: 2");
        self.text("        name", "units.levels.name", Line);
    }

    fn next_step(&mut self, n: usize) {
        self.line(&format!("  - criterion: A{n}\n    by: 2026-06"));
        self.text("    what", "next_steps.what", Line);
        self.text("    who", "next_steps.who", Line);
        self.line(&format!("  - criterion: G{n}"));
        self.text("    not_now", "next_steps.not_now", Line);
        self.text("    decided_by", "next_steps.decided_by", Line);
    }

    fn source(&mut self, n: usize) {
        self.line(&format!("  - id: source-{n}\n    kind: official\n    date: 2026-01-15\n    url: https://example.org/{n}\n    attachment: paper-{n}"));
        self.text("    title", "sources.title", Line);
        self.text("    publisher", "sources.publisher", Line);
        self.text("    note", "sources.note", Line);
    }

    fn attachment(&mut self, n: usize) {
        self.line(&format!("  - id: paper-{n}\n    file: papers/{n}.txt"));
        self.text("    title", "attachments.title", Line);
        self.text("    rights", "attachments.rights", Line);
    }

    fn pack_head(&mut self, id: &str, kind: &str, slot: &str) {
        self.line(&format!("pack:\n  id: {id}\n  kind: {kind}\n  status: user"));
        for key in ["title", "edition", "source", "note"] {
            self.text(&format!("  {key}"), &format!("{slot}.{key}"), Line);
        }
    }

    fn form(&mut self) {
        self.file("packs/form.yaml");
        self.pack_head("own-form", "form", "form");
        self.text("empty_phrase", "form.empty_phrase", Line);
        self.line("call: 2026\nlanguages: [en]\nparts:\n  - id: one\n    filled_by: city");
        self.text("    title", "form.parts.title", Line);
        self.line("fields:");
        let filled = [
            ("city-name", "text", "city.name"),
            ("country", "text", "city.country"),
            ("head-title", "text", "head.title"),
            ("head-name", "text", "head.name"),
            ("role", "text", "contact.role"),
            ("contact", "text", "contact.name"),
            ("office", "text", "contact.organisation"),
            ("practices", "text", "practices"),
            ("people", "figure", "profile.population"),
            ("area", "figure", "profile.area_km2"),
            ("school", "figure", "profile.schooling_years_men"),
        ];
        for (id, kind, fills) in filled {
            self.line(&format!("  - id: {id}\n    part: one\n    type: {kind}\n    fills: {fills}"));
            self.text("    label", &format!("form.fields.label ({id})"), Label);
            if id == "people" {
                self.text("    unit", "form.fields.unit", Line);
            }
        }
        for n in 0..self.strings.len() {
            self.item = Some(n);
            self.line(&format!("  - id: line-{n}\n    part: one\n    type: text"));
            self.text("    heading", "form.fields.heading", Line);
            self.text("    label", "form.fields.label (a line)", Label);
            self.text("    asks", "form.fields.asks (a line)", Line);
            self.text("    note", "form.fields.note", Line);
            self.line(&format!("  - id: question-{n}\n    part: one\n    type: prose"));
            self.text("    label", "form.fields.label (a question)", Line);
            self.text("    asks", "form.fields.asks", Line);
            self.line(&format!(
                "  - id: pick-{n}\n    part: one\n    type: choices\n    label: Pick\n    options:\n      - id: this"
            ));
            self.text("        label", "form.fields.options.label", Line);
            self.line(&format!(
                "  - id: rate-{n}\n    part: one\n    type: ratings\n    label: Rate\n    options:\n      - id: this"
            ));
            self.text("        label", "form.fields.options.label (rated)", Line);
            self.line("    scale:\n      from: 1\n      to: 5");
            self.text("      low", "form.fields.scale.low", Label);
            self.text("      high", "form.fields.scale.high", Label);
            self.line(&format!("  - id: table-{n}\n    part: one\n    type: table\n    label: Table\n    columns:"));
            self.text("      - en", "form.fields.columns", Label);
        }
        self.item = None;
        self.line("  - id: nothing\n    part: one\n    type: prose\n    label: Nothing\n    required: false");
    }

    fn set(&mut self) {
        self.file("packs/set.yaml");
        self.pack_head("own-set", "framework", "set");
        self.line("levels: [category, area, feature, measurement]\nrows:");
        for n in 0..self.strings.len() {
            self.item = Some(n);
            for (code, level, parent) in [
                ("C", "category", ""),
                ("A", "area", "C"),
                ("F", "feature", "A"),
                ("G", "feature", "A"),
                ("M", "measurement", "F"),
            ] {
                self.line(&format!("  - code: {code}{n}\n    level: {level}\n    status: user"));
                if !parent.is_empty() {
                    self.line(&format!("    parent: {parent}{n}"));
                }
                self.text("    name", &format!("set.rows.name ({level})"), Line);
                if code == "C" {
                    self.text("    note", "set.rows.note", Line);
                }
                if code == "M" {
                    self.text("    means", "set.rows.means", Line);
                    self.text("    unit", "set.rows.unit", Line);
                    self.text("    out_of", "set.rows.out_of", Line);
                }
            }
        }
        self.item = None;
    }
}
