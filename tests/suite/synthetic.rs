//! The city of the benchmark, small: what is measured there is a document without mistakes.

use super::city;
use super::pdf::Printed;
use super::tool::{Folder, run};

#[test]
fn the_city_of_the_benchmark_has_no_mistakes_and_builds() {
    let folder = Folder::empty();
    city::write(folder.path(), 50).expect("a folder that can be written to");
    run(&["check", folder.arg()]).exits(0).says(&["no errors, no warnings"]);
    run(&["build", folder.arg()]).exits(0).says(&["dossier-en.pdf: "]);
    let document = Printed::open(&folder.file("dossier-en.pdf"));
    let text: String = document.texts().into_iter().map(|page| page.body).collect();
    for sign in ["Ủy", "Łódź", "{{ name }}", "C:\\temp", "1 < 2", "5 $"] {
        assert!(text.contains(sign), "`{sign}` is not printed");
    }
}

#[test]
fn the_city_of_the_benchmark_is_the_same_every_time() {
    let (first, second) = (Folder::empty(), Folder::empty());
    for folder in [&first, &second] {
        city::write(folder.path(), 20).expect("a folder that can be written to");
    }
    for name in first.names() {
        assert!(
            std::fs::read(first.file(&name)).expect("a file") == std::fs::read(second.file(&name)).expect("a file"),
            "{name}"
        );
    }
}
