//! What leaves the house, and the copy that stays.

use std::collections::BTreeMap;
use std::path::Path;

use super::pdf::Printed;
use super::tool::{Folder, SMALL_CITY, project, run};

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let read = |entry: std::io::Result<std::fs::DirEntry>| {
        let entry = entry.expect("an entry");
        (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).expect("a file"))
    };
    entries.map(read).collect()
}

fn arg(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

#[test]
fn hanoi_leaves_the_house_in_two_languages_with_its_annex_and_a_list() {
    let place = Folder::empty();
    let beside = Folder::empty();
    let (out, kept) = (place.file("out"), beside.file("kept"));
    let hanoi = project("data/examples/hanoi");
    run(&["bundle", arg(&hanoi), "-o", arg(&out), "--archive", arg(&kept)]).exits(0).says_nothing_of(&["warning["]);
    let (out, kept) = (files(&out), files(&kept));
    let names: Vec<&str> = out.keys().map(String::as_str).collect();
    let wanted = [
        "00-list-en.txt",
        "00-list-vi.txt",
        "annex-01-fact-table.csv",
        "hanoi-2025-en.pdf",
        "hanoi-2025-form-en.pdf",
        "hanoi-2025-form-vi.pdf",
        "hanoi-2025-vi.pdf",
    ];
    assert_eq!(names, wanted);
    let list = String::from_utf8(out["00-list-en.txt"].clone()).expect("text");
    for (name, bytes) in out.iter().filter(|(name, _)| !name.starts_with("00-")) {
        assert!(list.contains(name) && list.contains(&gnlc::digest::sha256(bytes)), "{name} in\n{list}");
    }
    // Both name one digest, and every document prints it.
    let digest = |list: &[u8]| {
        let list = String::from_utf8(list.to_vec()).expect("text");
        list.lines().find_map(|l| l.strip_prefix("Digest of the content: ").map(str::to_owned)).expect("a digest")
    };
    assert_eq!(digest(&out["00-list-en.txt"]), digest(&kept["00-list-en.txt"]));
    for (folder, bytes) in
        [("out", &out["hanoi-2025-vi.pdf"]), ("kept", &kept["hanoi-2025-en.pdf"]), ("form", &out["hanoi-2025-form-vi.pdf"])]
    {
        place.write(&format!("{folder}.pdf"), bytes);
        let said: String = Printed::open(&place.file(&format!("{folder}.pdf"))).texts().into_iter().map(|p| p.body).collect();
        assert!(said.contains(&digest(&out["00-list-en.txt"])), "{folder}");
    }
    // What is kept can be built again; what left cannot, and names no file of those inside.
    run(&["verify", arg(&place.file("kept.pdf"))]).exits(0);
    run(&["verify", arg(&place.file("out.pdf"))]).exits(1).says(&["error[cannot-rebuild]", "all sources missing"]);
    run(&["info", arg(&place.file("out.pdf"))]).exits(0).says_nothing_of(&[".yaml"]);
}

#[test]
fn the_same_folder_gives_the_same_zip() {
    let place = Folder::small_city();
    for name in ["a.zip", "b.zip"] {
        run(&["bundle", place.arg(), "-o", arg(&place.file(name))]).exits(0);
    }
    let read = |name: &str| std::fs::read(place.file(name)).expect("a file");
    assert!(read("a.zip") == read("b.zip") && read("a.zip").starts_with(b"PK"));
}

#[test]
fn nothing_is_written_over_and_nothing_half() {
    let place = Folder::small_city().with("out/letter.txt", "mine");
    run(&["bundle", place.arg(), "-o", arg(&place.file("out"))]).exits(2).says(&["something is there already"]);
    assert_eq!(files(&place.file("out")).len(), 1);
    run(&["bundle", place.arg(), "-o", arg(&place.file("no/such/place"))]).exits(2).says(&["error[cannot-write]"]);
    run(&["bundle", place.arg(), "-o", arg(&place.file("all.pdf"))]).exits(2).says(&["a folder, or one ZIP file"]);
}

#[test]
fn a_bundle_over_its_limit_names_its_largest_parts() {
    // Noise that nothing presses.
    let mut state = 1_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as u8
    };
    let noise: Vec<u8> = (0..1_500_000).map(|_| next()).collect();
    let yaml = format!("{SMALL_CITY}\nattachments:\n  - id: data\n    file: data.csv\n    title: The data\n");
    let place = Folder::empty().with("city.yaml", yaml).with("data.csv", noise);
    let out = place.file("out");
    run(&["bundle", place.arg(), "-o", arg(&out), "--max-size", "3"]).exits(1).says(&[
        "error[too-large]",
        "may have 3 MB",
        "annex-01-data.csv (1.5 MB)",
        "--max-size 4",
    ]);
    assert!(!out.exists());
}

#[test]
fn errors_that_somebody_answers_for_are_printed_in_the_copy_for_the_archive_alone() {
    let place = Folder::empty().with("city.yaml", SMALL_CITY.replacen("criterion: ", "criterion: 9.9 # ", 1));
    let beside = Folder::empty();
    let (out, kept) = (place.file("out"), beside.file("kept"));
    run(&["bundle", place.arg(), "-o", arg(&out)]).exits(1).says(&["nothing was written"]);
    let by = ["--overruled-by", "An Vu, Mayor", "--because", "the call closes today"];
    run(&[&["bundle", place.arg(), "-o", arg(&out), "--archive", arg(&kept)], &by[..]].concat()).exits(0);
    let said = |folder: &Path| -> String {
        let name = files(folder).into_keys().find(|n| n.ends_with(".pdf")).expect("a document");
        Printed::open(&folder.join(name)).texts().into_iter().map(|p| p.body).collect()
    };
    assert!(said(&kept).contains("An Vu, Mayor") && said(&kept).contains("no criterion `9.9`"));
    assert!(!said(&out).contains("An Vu") && !said(&out).contains("criterion `9.9`"));
}

#[test]
fn lapsed_sign_offs_and_remarks_stay_in_the_house() {
    let place =
        Folder::small_city().with("remarks/round-1.yaml", "remarks:\n  - {number: \"1\", text: Which year?, state: open}\n");
    run(&["sign", "Night Watch", "whole", place.arg(), "--date", "2026-02-01"]).exits(0);
    run(&["sign", "Town Clerk", "whole", place.arg(), "--date", "2026-02-02"]).exits(0);
    let text = std::fs::read_to_string(place.file("city.yaml")).expect("a file");
    place.write("city.yaml", text.replacen("Application of Brightford", "The application of Brightford", 1));
    run(&["sign", "Town Clerk", "whole", place.arg(), "--date", "2026-02-03"]).exits(0);
    let beside = Folder::empty();
    let (out, kept) = (place.file("out"), beside.file("kept"));
    run(&["bundle", place.arg(), "-o", arg(&out), "--archive", arg(&kept)]).exits(0);
    let said = |folder: &Path| -> String {
        let name = files(folder).into_keys().find(|n| n.ends_with(".pdf")).expect("a document");
        Printed::open(&folder.join(name)).texts().into_iter().map(|p| p.body).collect()
    };
    assert!(said(&kept).contains("Night Watch") && said(&kept).contains("Town Clerk"));
    assert!(!said(&out).contains("Night Watch") && said(&out).contains("Town Clerk"));
    let inside = |folder: &Path| run(&["info", arg(&folder.join("brightford-en.pdf"))]).exits(0).out;
    assert!(inside(&kept).contains("Night Watch") && !inside(&out).contains("Night Watch"), "{}", inside(&out));
    assert!(files(&kept).contains_key("remarks-01-round-1.yaml") && files(&out).keys().all(|name| !name.contains("remark")));
}

#[test]
fn a_language_that_the_city_brings_has_a_list_in_its_own_words() {
    let yaml = SMALL_CITY
        .replace("languages: [en]", "languages: [de]")
        .replace("More than 60 %", "Mehr als 60%")
        .replace("more than 60 %", "mehr als 60%");
    let own = "language: de\nwords:\n  covering_list: Verzeichnis der Unterlagen\n  more_than: mehr als {n}\n";
    let place = Folder::empty().with("city.yaml", yaml).with("locales/de.yaml", own);
    let out = place.file("out");
    run(&["bundle", place.arg(), "-o", arg(&out)]).exits(0);
    let files = files(&out);
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(names, ["00-list-de.txt", "brightford-de.pdf", "brightford-form-de.pdf"]);
    assert!(String::from_utf8_lossy(&files["00-list-de.txt"]).contains("Verzeichnis der Unterlagen"));
}

#[test]
fn nothing_that_was_handed_in_is_written_over_and_both_parts_are_there_or_none() {
    let place = Folder::small_city()
        .with("remarks/round-1.yaml", "remarks:\n  - {number: \"1\", text: Which year?, state: open}\n")
        .with("remarks/round_1.yaml", "remarks:\n  - {number: \"2\", text: Which street?, state: open}\n");
    let outside = Folder::empty();
    let (out, kept, zip) = (place.file("out"), outside.file("kept"), place.file("sent.zip"));
    // Remarks in the dossier's own folder would be read as a part of it.
    run(&["bundle", place.arg(), "-o", arg(&out), "--archive", arg(&place.file("kept"))])
        .exits(2)
        .reports("cannot-write", "kept")
        .says(&["would become part of the dossier"]);
    run(&["bundle", place.arg(), "-o", arg(&out), "--archive", arg(&kept)]).exits(0);
    // Remarks whose files have names that are alike.
    let names: Vec<String> = files(&kept).into_keys().filter(|name| name.starts_with("remarks")).collect();
    assert_eq!(names, ["remarks-01-round-1.yaml", "remarks-02-round-1.yaml"]);
    run(&["bundle", place.arg(), "-o", arg(&zip)]).exits(0);
    let sent = std::fs::read(&zip).expect("a ZIP");
    run(&["bundle", place.arg(), "-o", arg(&zip)])
        .exits(2)
        .reports("cannot-write", "sent.zip")
        .says(&["something is there already"]);
    assert!(std::fs::read(&zip).expect("a ZIP") == sent);
    // One in the other, by whatever name.
    let new = place.file("new");
    for (one, other) in [("new", "new"), ("new", "new/kept.zip"), ("new/x", "new"), ("new", "./new/../new"), ("a.zip", "a.zip")] {
        run(&["bundle", place.arg(), "-o", arg(&place.file(one)), "--archive", arg(&place.file(other))])
            .exits(2)
            .says(&["may not lie in what leaves the house"]);
        assert!(!new.exists());
    }
    // The second cannot be written: then the first is not there either.
    run(&["bundle", place.arg(), "-o", arg(&new), "--archive", arg(&place.file("none/kept.zip"))])
        .exits(2)
        .reports("cannot-write", "kept.zip")
        .says(&["nothing was written"]);
    assert!(!new.exists());
}
