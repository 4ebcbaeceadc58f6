//! Templates and styles of a city's own, and what happens when they are wrong.

use super::pdf::{Printed, whole_body};
use super::tool::{Folder, files_below, good, run, text_of, transcript};

/// The small city with a file of its own under `templates/`.
fn with(name: &str, text: &str) -> Folder {
    Folder::small_city().with(&format!("templates/{name}"), text)
}

fn text(folder: &Folder) -> String {
    whole_body(&Printed::open(&folder.file("dossier-en.pdf")).texts())
}

const THANKS: &str = "{% include \"builtin/dossier/back.typ.jinja\" %}\n#theme.head1(\"section:thanks\", [Thanks])\nTo all who helped #{{ doc.city }}.\n";

#[test]
fn a_template_of_the_same_name_comes_first_and_the_built_in_one_stays_reachable() {
    let folder = with("dossier/back.typ.jinja", THANKS);
    run(&["build", folder.arg()]).exits(0);
    let text = text(&folder);
    assert!(text.contains("About this document"), "the built-in part is there");
    assert!(text.ends_with("Thanks To all who helped Brightford."), "{}", &text[text.len() - 80..]);
}

#[test]
fn a_style_of_three_lines_changes_one_colour_everywhere() {
    let style = "#import \"/builtin/style.typ\": *\n\n#let accent = rgb(\"#7a1f2b\")\n";
    let (own, plain) = (with("style.typ", style), Folder::small_city());
    run(&["build", own.arg()]).exits(0);
    run(&["build", plain.arg()]).exits(0);
    let corner = |folder: &Folder| {
        let (width, points) = Printed::open(&folder.file("dossier-en.pdf")).points(1);
        points[10 * width + 10]
    };
    let near = |a: [u8; 3], b: [u8; 3]| a.iter().zip(b).all(|(a, b)| a.abs_diff(b) < 6);
    assert!(near(corner(&own), [0x7a, 0x1f, 0x2b]), "{:?}", corner(&own));
    assert!(near(corner(&plain), [0x0a, 0x4d, 0x68]), "{:?}", corner(&plain));
}

#[test]
fn a_folder_named_on_the_command_line_comes_before_the_dossiers_own() {
    let folder = with("dossier/back.typ.jinja", "#par[From the folder.]\n");
    let other = Folder::empty().with("dossier/back.typ.jinja", "#par[From elsewhere.]\n");
    // What others link to has to be printed somewhere.
    for part in [&folder.file("templates/dossier/back.typ.jinja"), &other.file("dossier/back.typ.jinja")] {
        let own = std::fs::read_to_string(part).expect("a template");
        std::fs::write(part, format!("{{% include \"builtin/dossier/back.typ.jinja\" %}}\n{own}")).expect("written");
    }
    run(&["build", folder.arg()]).exits(0);
    assert!(text(&folder).ends_with("From the folder."));
    run(&["build", folder.arg(), "--templates", other.arg()]).exits(0);
    assert!(text(&folder).ends_with("From elsewhere."));
    run(&["build", folder.arg(), "--templates", "no/such/folder"]).exits(2).says(&["no such folder of templates", "--templates"]);
}

#[test]
fn templates_of_another_folder_are_inputs_too_and_the_command_says_that_there_were_some() {
    let (folder, other) = (Folder::small_city(), Folder::empty());
    let built_with = |style: &str| {
        other.write("style.typ", style);
        run(&["build", folder.arg(), "--templates", other.arg()]).exits(0);
        text(&folder)
    };
    let digest = |text: &str| text.split_once("Digest of all inputs ").expect("a digest").1[..12].to_owned();
    let first = built_with("#import \"/builtin/style.typ\": *\n");
    let second = built_with("#import \"/builtin/style.typ\": *\n// another\n");
    assert!(first.contains("gnlc build . --lang en --templates …"), "{first}");
    assert_ne!(digest(&first), digest(&second));
}

#[test]
fn the_digest_of_all_inputs_follows_the_templates() {
    let digest = |folder: &Folder| {
        run(&["build", folder.arg()]).exits(0);
        let text = text(folder);
        let (_, rest) = text.split_once("Digest of all inputs ").expect("a digest");
        rest[..12].to_owned()
    };
    let folder = with("style.typ", "#import \"/builtin/style.typ\": *\n");
    let first = digest(&folder);
    folder.write("templates/style.typ", "#import \"/builtin/style.typ\": *\n// another\n");
    assert_ne!(first, digest(&folder));
}

#[test]
fn init_writes_every_template_and_a_dossier_built_with_them_is_the_same() {
    let folder = Folder::small_city();
    let before = run(&["build", folder.arg(), "--emit", "typ", "-o", "-"]).exits(0).out;
    run(&["init", folder.arg(), "--templates"]).exits(0).says(&["templates/style.typ", "locales/vi.yaml", "delete the rest"]);
    for path in files_below("templates") {
        assert_eq!(std::fs::read_to_string(folder.file(&path)).expect("written"), text_of(&path));
    }
    let after = run(&["build", folder.arg(), "--emit", "typ", "-o", "-"]).exits(0).out;
    let without_digest = |text: &str| text.lines().filter(|l| !l.starts_with("#theme.pairs(((")).collect::<Vec<_>>().join("\n");
    assert_eq!(without_digest(&before), without_digest(&after));
    run(&["init", folder.arg(), "--templates"]).exits(2).says(&["is there already", "never writes over"]);
}

/// One message, with the line of the style, the line of the template and the line of the item.
#[test]
fn mistakes_in_templates_and_styles_are_told_at_their_lines() {
    let mistakes = [
        (
            "theme-panics",
            "theme.typ",
            "#import \"/builtin/theme.typ\": *\n#let entry(id: none, title: none, ..rest) = {\n  anchor(id)\n  title.t + 1\n}\n",
        ),
        ("theme-syntax", "theme.typ", "#import \"/builtin/theme.typ\": *\n#let entry( = 3\n"),
        ("theme-no-file", "theme.typ", "#import \"/base2.typ\": *\n"),
        ("theme-plugin", "theme.typ", "#import \"/builtin/theme.typ\": *\n#let p = plugin(bytes((0,)))\n"),
        ("theme-package", "theme.typ", "#import \"@preview/cetz:0.3.0\"\n"),
        (
            "theme-no-anchor",
            "theme.typ",
            "#import \"/builtin/theme.typ\": *\n#let entry(id: none, title: none, ..rest) = title.t\n",
        ),
        (
            "template-unknown-field",
            "dossier/back.typ.jinja",
            "{% include \"builtin/dossier/back.typ.jinja\" %}\n{{ doc.ctiy }}\n",
        ),
        ("template-syntax", "dossier/back.typ.jinja", "{% include \"builtin/dossier/back.typ.jinja\" %}\n{% if colophon %}\n"),
        ("template-no-include", "dossier/back.typ.jinja", "{% include \"dossier/bakc.typ.jinja\" %}\n"),
        ("template-safe", "dossier/back.typ.jinja", "{{ doc.city|safe }}\n"),
        (
            "template-no-function",
            "dossier/back.typ.jinja",
            "{% include \"builtin/dossier/back.typ.jinja\" %}\n#theme.thanks({{ doc.city }})\n",
        ),
        ("template-wrong-place", "back.typ.jinja", "{# a remark #}\n"),
    ];
    for (name, file, text) in mistakes {
        let folder = with(file, text);
        let done = transcript(&folder, &["build", "--emit", "pdf"]);
        assert_eq!(done.matches("error[").count(), usize::from(name != "template-wrong-place"), "{name}: one message\n{done}");
        let stable: String = done.lines().filter(|l| !l.contains(" pages, ")).collect::<Vec<_>>().join("\n");
        good(name, &stable);
    }
}

#[test]
fn a_template_without_end_is_stopped() {
    let loops = "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}\n";
    let folder = with("dossier/back.typ.jinja", loops);
    run(&["build", folder.arg()]).exits(1).says(&["a loop without end?", "templates/dossier/back.typ.jinja:1"]);
}

#[test]
fn a_style_cannot_reach_a_file_of_the_folder() {
    let folder = with("theme.typ", "#import \"/builtin/theme.typ\": *\n#let x = read(\"/city.yaml\")\n");
    run(&["build", folder.arg()]).exits(1).says(&["sees only", "templates/theme.typ:2"]);
}
