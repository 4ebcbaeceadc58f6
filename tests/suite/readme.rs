//! What the README shows is what the program does.

use super::tool::{Folder, project, run};

fn readme() -> String {
    std::fs::read_to_string(project("README.md")).expect("README.md stands at the top of the project")
}

/// The fenced blocks of a language under the heading that holds some words.
fn blocks(text: &str, language: &str, under: &str) -> Vec<String> {
    let (mut found, mut open, mut inside) = (Vec::new(), None::<(bool, String)>, None::<usize>);
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(name)) => open = Some((inside.is_some() && name.trim() == language, String::new())),
            (None, None) => {
                let depth = line.chars().take_while(|c| *c == '#').count();
                if depth > 0 && line.to_lowercase().contains(under) {
                    inside = Some(depth);
                } else if depth > 0 && inside.is_some_and(|level| depth <= level) {
                    inside = None;
                }
            }
            (Some((_, block)), None) => *block += &format!("{line}\n"),
            (Some((wanted, block)), Some(_)) => {
                found.extend(wanted.then(|| std::mem::take(block)));
                open = None;
            }
        }
    }
    found
}

#[test]
fn the_small_city_of_the_readme_can_be_built() {
    let folder = Folder::empty();
    for block in blocks(&readme(), "yaml", "small city") {
        let name = block.lines().next().and_then(|l| l.strip_prefix("# file: ")).map(str::trim);
        folder.write(name.unwrap_or_else(|| panic!("a block starts with `# file: NAME.yaml`:\n{block}")), &block);
    }
    assert!(!folder.names().is_empty(), "README.md has a heading with the words \"small city\" and ```yaml blocks below it");
    run(&["check", folder.arg()]).exits(0).says(&["no errors"]);
    run(&["build", folder.arg()]).exits(0);
    assert!(folder.file("dossier-en.pdf").is_file());
}

#[test]
fn the_style_and_the_template_of_the_readme_work() {
    let text = readme();
    let one =
        |language: &str| blocks(&text, language, "templates of your own").pop().unwrap_or_else(|| panic!("a {language} block"));
    let folder =
        Folder::small_city().with("templates/style.typ", one("typst")).with("templates/dossier/back.typ.jinja", one("jinja"));
    run(&["build", folder.arg()]).exits(0).says(&["dossier-en.pdf"]);
    let pages = super::pdf::Printed::open(&folder.file("dossier-en.pdf")).texts();
    assert!(pages.last().is_some_and(|p| p.body == "Thanks To all who helped Brightford to learn."), "{:?}", pages.last());
}

#[test]
fn every_command_of_the_readme_exists() {
    let text = readme();
    let lines: Vec<&str> = text.lines().filter_map(|l| l.trim().trim_start_matches("$ ").strip_prefix("gnlc ")).collect();
    assert!(!lines.is_empty(), "README.md shows no command");
    for line in lines {
        let name = line.split_whitespace().next().unwrap_or_default();
        assert!(name.starts_with('-') || run(&[name, "--help"]).status == Some(0), "gnlc {line}");
    }
}

#[test]
fn every_code_the_readme_names_exists() {
    let text = readme();
    for part in text.split("gnlc explain ").skip(1) {
        let what: String = part.chars().take_while(|c| c.is_ascii_alphanumeric() || "-.".contains(*c)).collect();
        if !what.is_empty() && what != "plan-11" {
            run(&["explain", what.trim_end_matches('.')]).exits(0);
        }
    }
}

#[test]
fn the_remarks_of_the_readme_can_be_taken_in() {
    let csv = blocks(&readme(), "csv", "what changed").pop().expect("a block of remarks");
    let folder = Folder::small_city().with("ministry.csv", csv);
    run(&["remarks", "import", folder.file("ministry.csv").to_str().expect("a path"), folder.arg()]).exits(0);
    run(&["remarks", folder.arg()]).exits(0).says(&["2 remarks: 1 open, 1 done, 0 declined", "readers, Ministry"]);
}
