//! Text is data: whatever stands in a field is printed as it stands there, or refused with its place.

mod compare;
mod garden;
mod reading;
mod strings;

use garden::Garden;
use reading::Letters;

use super::pdf::Printed;
use super::tool::run_soon;

/// How many strings share a dossier.
const TOGETHER: usize = 10;

#[test]
fn every_string_in_every_field_is_printed_as_it_is() {
    let long = strings::long();
    let all: Vec<&str> = strings::PRINTED.iter().map(|(text, _)| *text).chain(long.iter().map(|(text, _)| text.as_str())).collect();
    let mut wrong = Vec::new();
    for strings in all.chunks(TOGETHER) {
        let garden = Garden::of(strings.to_vec());
        let folder = garden.folder();
        let done = run_soon(&["build", folder.arg()]);
        if done.status != Some(0) {
            let e: Vec<&str> = done.err.split("\n\n").filter(|m| m.starts_with("error")).collect();
            wrong.push(format!("{}", e.join("\n").chars().take(3000).collect::<String>()));
            continue;
        }
        let letters = Letters::of(&Printed::open(&folder.file("dossier-en.pdf")));
        wrong.extend(garden.differences(&letters, str::to_owned));
        eprintln!("{} letters, outside {:?}", letters.body.len(), letters.outside);
    }
    eprintln!("{} strings", all.len());
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}
