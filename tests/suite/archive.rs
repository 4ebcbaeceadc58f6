//! A PDF rebuilds itself, says whether it is what its sources make, and carries nothing that is private.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde_json::Value;

use super::edition::{Edition, english, vietnamese};
use super::pdf::Printed;
use super::rewrite::{attached, page_stream, raw_range, stream, with_object};
use super::tool::{Folder, SMALL_CITY, command, json, project, run, run_command, text_of};

/// The PDF of the small city.
static SMALL: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = Folder::small_city();
    built(&folder, &[])
});

/// Builds a folder with options.
#[track_caller]
fn built(folder: &Folder, options: &[&str]) -> Vec<u8> {
    let out = Folder::empty();
    let pdf = out.file("out.pdf");
    run(&[&["build", folder.arg(), "-o", path(&pdf)], options].concat()).exits(0);
    std::fs::read(pdf).expect("a PDF")
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

/// A folder with one PDF in it.
fn with_pdf(bytes: &[u8]) -> (Folder, PathBuf) {
    let folder = Folder::empty().with("city.pdf", bytes);
    let pdf = folder.file("city.pdf");
    (folder, pdf)
}

/// The PDF is the same when it is built from itself, directly and over a folder with the command that `extract` names.
#[track_caller]
fn rebuilds(bytes: &[u8], status: i32) {
    let (folder, pdf) = with_pdf(bytes);
    run(&["verify", path(&pdf)]).exits(0).says(&["the same bytes"]);
    run(&["build", path(&pdf)]).exits(status);
    assert!(std::fs::read(folder.file("city-rebuilt.pdf")).expect("a PDF") == bytes, "built from the PDF");
    let done = run_command(command(&["extract", "city.pdf", "else where"]).current_dir(folder.path())).exits(0);
    let line = done.err.lines().find_map(|l| l.strip_prefix("the same document: gnlc ")).expect("a command");
    let line = line.replace("\"else where\"", "else%where").replace("\"else where/", "else%where/").replace('"', "");
    let args: Vec<String> = line.split(' ').map(|word| word.replace('%', " ")).chain(["-o".into(), "again.pdf".into()]).collect();
    run_command(command(&args).current_dir(folder.path())).exits(status);
    assert!(std::fs::read(folder.file("again.pdf")).expect("a PDF") == bytes, "built from the folder: {line}");
}

fn manifest(bytes: &[u8]) -> Value {
    let files = Printed::read(bytes.to_vec()).embedded();
    let list = files.iter().find(|(name, _)| name == "gnlc-manifest.json").expect("a list");
    serde_json::from_slice(&list.1).expect("JSON")
}

#[test]
fn hanoi_is_the_same_when_it_is_built_from_itself() {
    for edition in [english(), vietnamese()] {
        rebuilds(&edition.bytes, 0);
    }
}

#[test]
fn what_is_unpacked_is_the_folder() {
    let (folder, pdf) = with_pdf(&english().bytes);
    run(&["extract", path(&pdf), path(&folder.file("out"))]).exits(0);
    for name in super::tool::files_below("data/examples/hanoi").iter().filter(|n| !n.ends_with(".pdf")) {
        let inside = name.trim_start_matches("data/examples/hanoi/");
        let out = std::fs::read(folder.file("out").join(inside)).unwrap_or_else(|e| panic!("{inside}: {e}"));
        assert!(out == std::fs::read(project(name)).expect("a file"), "{inside}");
    }
}

#[test]
fn the_list_says_where_every_item_stands() {
    fn check(edition: &Edition) {
        let list = manifest(&edition.bytes);
        let anchors = list["anchors"].as_array().expect("anchors");
        assert!(anchors.len() > 150, "{}", anchors.len());
        let place = |id: &str| anchors.iter().find(|a| a["id"] == id).unwrap_or_else(|| panic!("{id}"));
        let plan = place("plan-11");
        assert!(edition.page(plan["page"].as_u64().expect("a page") as usize).contains("plan-11"));
        for anchor in anchors {
            let rect: Vec<f64> = anchor["rect"].as_array().expect("four").iter().map(|n| n.as_f64().expect("a number")).collect();
            let [x, y, width, height] = rect[..] else { panic!("{anchor}") };
            let inside = x >= 0.0 && y >= 0.0 && width >= 0.0 && height >= 0.0 && x + width <= 596.0 && y + height <= 842.5;
            assert!(inside, "{anchor}");
            assert!((1..=edition.pages.len() as u64).contains(&anchor["page"].as_u64().expect("a page")));
        }
    }
    check(english());
    check(vietnamese());
}

#[test]
fn own_packs_languages_templates_fonts_and_pictures_come_along() {
    let folder = Folder::copy_of(&project("tests/fixtures/accept/pictures"));
    let thai = std::fs::read(project("tests/fixtures/accept/own-font/fonts/NotoSansThai_400Regular.ttf")).expect("a font");
    folder.write("fonts/Thai.ttf", &thai);
    folder.write("packs/form.yaml", text_of("data/forms/gnlc-membership-2015.yaml"));
    folder.write("locales/en.yaml", text_of("data/locales/en.yaml").replace("Digest of all inputs", "Digest of everything"));
    folder.write("templates/style.typ", text_of("templates/style.typ") + "\n// ours\n");
    folder.write("Tài liệu/Chứng cứ.yaml", "units: []\n");
    let beside = Folder::empty()
        .with("t/dossier/back.typ.jinja", text_of("templates/dossier/back.typ.jinja"))
        .with("f one/a/Thai.ttf", &thai)
        .with("f2/Thai.ttf", &thai);
    let (t, f1, f2) = (beside.file("t"), beside.file("f one"), beside.file("f2"));
    let bytes = built(&folder, &["--templates", path(&t), "--font-path", path(&f1), "--font-path", path(&f2)]);
    let text = String::from_utf8_lossy(&bytes);
    assert!(!text.contains(beside.arg()) && !text.contains(folder.arg()));
    rebuilds(&bytes, 0);
    let list = manifest(&bytes);
    let paths: Vec<&str> = list["files"].as_array().expect("files").iter().filter_map(|f| f["path"].as_str()).collect();
    for wanted in [
        "--templates/dossier/back.typ.jinja",
        "--font-path-1/a/Thai.ttf",
        "--font-path-2/Thai.ttf",
        "fonts/Thai.ttf",
        "templates/style.typ",
    ] {
        assert!(paths.contains(&wanted), "{wanted} in {paths:?}");
    }
    assert_eq!(Printed::read(bytes).embedded().iter().filter(|(_, file)| *file == thai).count(), 1, "the same font three times");
}

#[test]
fn fixtures_of_every_kind_are_the_same_when_they_are_built_from_themselves() {
    for name in ["all-kinds", "own-font", "pictures", "sloppy-but-right", "minimal"] {
        rebuilds(&built(&Folder::copy_of(&project(&format!("tests/fixtures/accept/{name}"))), &[]), 0);
    }
}

#[test]
fn a_draft_is_the_same_with_its_problems_wherever_its_templates_and_fonts_lie() {
    let text = SMALL_CITY.replace("since: 2024-03-01", "since: 1/3/2024");
    let folder = Folder::empty().with("city.yaml", text);
    let beside = Folder::empty().with("t/nobody.typ", "").with("f/broken.ttf", "no font");
    let pdf = beside.file("out.pdf");
    let (t, f) = (beside.file("t"), beside.file("f"));
    run(&["build", folder.arg(), "--draft", "-o", path(&pdf), "--templates", path(&t), "--font-path", path(&f)]).exits(1);
    let bytes = std::fs::read(&pdf).expect("a draft");
    // Named by a path that could lie in the dossier.
    let same = folder.file("same.pdf");
    let again = ["build", folder.arg(), "--draft", "-o", path(&same), "--templates", "t", "--font-path", "f"];
    run_command(command(&again).current_dir(beside.path())).exits(1);
    assert!(std::fs::read(&same).expect("a draft") == bytes);
    let said: String = Printed::read(bytes.clone()).texts().iter().map(|p| p.body.clone()).collect();
    assert!(said.contains("--font-path-1/broken.ttf") && said.contains("--templates/nobody.typ"), "{said}");
    rebuilds(&bytes, 1);
}

#[test]
fn a_draft_is_the_same_when_a_folder_of_the_dossier_is_named_as_an_option_too() {
    let folder = Folder::small_city().with("fonts/broken.ttf", "no font").with("templates/nobody.typ", "");
    let pdf = folder.file("draft.pdf");
    let args = ["build", "--draft", "-o", path(&pdf), "--templates", "templates", "--font-path", "fonts"];
    run_command(command(&args).current_dir(folder.path())).exits(1);
    rebuilds(&std::fs::read(&pdf).expect("a draft"), 1);
}

#[test]
fn a_draft_that_could_not_use_a_file_says_that_it_cannot_be_rebuilt() {
    let folder = Folder::small_city().with("evidence.yaml.txt", "evidence: []\n");
    let pdf = folder.file("draft.pdf");
    run(&["build", folder.arg(), "--draft", "-o", path(&pdf)]).exits(1);
    run(&["verify", path(&pdf)])
        .exits(1)
        .reports("cannot-rebuild", "draft.pdf")
        .says(&["1 file that the draft could not use missing"]);
}

#[test]
fn private_data_are_never_inside_and_a_build_with_them_is_marked() {
    let folder = Folder::small_city().with(
        "private.yaml",
        "sources:\n  - {id: secret-note, kind: official, title: Secret 0912, publisher: X, date: 2025-01-01}\n",
    );
    let public = built(&folder, &[]);
    assert!(public == *SMALL, "the same as without the file");
    let secret = std::fs::read_to_string(folder.file("private.yaml")).expect("a text");
    folder.write("private.yaml", format!("{secret}answers:\n  - {{question: contact-phone, en: \"+00 1234 5678\"}}\n"));
    let private = built(&folder, &["--with-private"]);
    let printed = Printed::read(private.clone());
    let pages = printed.texts();
    assert!(pages.iter().any(|p| p.body.contains("Secret 0912")));
    assert!(
        pages.iter().any(|p| p.body.contains("+00 1234 5678"))
            && !Printed::read(public).texts().iter().any(|p| p.body.contains("5678"))
    );
    assert!(pages[0].body.contains("Not for publication"), "{}", pages[0].body);
    assert!(pages[1..].iter().all(|p| p.artifacts.contains("Not for publication")));
    assert!(!serde_json::to_string(&manifest(&private)).expect("JSON").contains("private.yaml"));
    assert_eq!(printed.embedded().len(), 1, "the list alone");
    let (_keep, pdf) = with_pdf(&private);
    run(&["verify", path(&pdf)]).exits(1).reports("cannot-rebuild", "city.pdf");
    // Whatever the private file says, no digest changes with it.
    folder.write("private.yaml", "units: []\n");
    assert_eq!(manifest(&built(&folder, &["--with-private"]))["input_digest"], manifest(&private)["input_digest"]);
    for (lang, words) in [("fr", "Ne pas publier"), ("vi", "Không công bố")] {
        assert!(text_of(&format!("data/locales/{lang}.yaml")).contains(words));
    }
}

#[test]
fn without_sources_only_the_list_is_inside() {
    let folder = Folder::small_city();
    let bytes = built(&folder, &["--no-sources"]);
    assert_eq!(Printed::read(bytes.clone()).embedded().len(), 1);
    assert_eq!(manifest(&bytes)["files"][0]["missing"], "not-wanted");
    let (out, pdf) = with_pdf(&bytes);
    for args in [&["verify", path(&pdf)][..], &["build", path(&pdf)], &["extract", path(&pdf), path(&out.file("x"))]] {
        run(args)
            .exits(1)
            .reports("cannot-rebuild", "city.pdf")
            .says(&["cannot be rebuilt from this file alone: 1 source missing"]);
    }
    assert_eq!(out.names(), ["city.pdf"]);
    run(&["info", path(&pdf)]).exits(0).says(&["left out on purpose"]);
}

#[test]
fn a_changed_page_is_noticed_and_named() {
    let (number, content) = page_stream(&SMALL, 5);
    let words = Printed::read(SMALL.clone()).texts();
    // Another page's text on page 5: it says something else.
    let (_, other) = page_stream(&SMALL, 6);
    let (_keep, pdf) = with_pdf(&with_object(&SMALL, number, &stream("", &other)));
    assert_ne!(words[4].body, words[5].body, "the test itself");
    run(&["verify", path(&pdf)]).exits(1).reports("not-the-same", "city.pdf").says(&["page 5 differs; they say something else"]);
    // A line across it: it says the same.
    let drawn = [&content[..], b"\nq 10 10 m 200 200 l S Q\n"].concat();
    let (_keep, pdf) = with_pdf(&with_object(&SMALL, number, &stream("", &drawn)));
    run(&["verify", path(&pdf)]).exits(1).says(&["page 5 differs; they say the same and look otherwise"]);
    // One bit of it turned over.
    let (at, length) = raw_range(&SMALL, number);
    let mut flipped = SMALL.clone();
    flipped[at + length / 2] ^= 0x10;
    let (_keep, pdf) = with_pdf(&flipped);
    run(&["verify", path(&pdf)]).exits(1).reports("not-the-same", "city.pdf").says(&["page 5 differs"]);
    // Something that is on no page.
    let (_keep, pdf) = with_pdf(&[&SMALL[..], b"\n% later\n"].concat());
    run(&["verify", path(&pdf)]).exits(1).says(&["its pages are what its sources make", "from byte"]);
}

#[test]
fn a_changed_source_is_noticed_and_named() {
    let number = attached(&SMALL, "source_001_city.yaml");
    let text = SMALL_CITY.replace("four times a year", "five times a year");
    let (folder, pdf) = with_pdf(&with_object(&SMALL, number, &stream("", text.as_bytes())));
    let (at, length) = raw_range(&SMALL, number);
    let mut flipped = SMALL.clone();
    flipped[at + length / 2] ^= 0x10;
    folder.write("flipped.pdf", flipped);
    for name in ["city.pdf", "flipped.pdf"] {
        let file = folder.file(name);
        for args in [&["verify", path(&file)][..], &["build", path(&file)], &["extract", path(&file), path(&folder.file("x"))]] {
            run(args).exits(1).reports("altered-source", name).says(&["`city.yaml`"]);
        }
        run(&["info", path(&file)]).exits(0).says(&["altered", "not from this file alone"]);
    }
    assert_eq!(folder.names(), ["city.pdf", "flipped.pdf"]);
    drop(pdf);
}

#[test]
fn a_source_that_was_changed_together_with_its_digest_gives_other_pages() {
    let text = SMALL_CITY.replace("four times a year", "five times a year");
    let mut list = manifest(&SMALL);
    list["files"][0]["sha256"] = gnlc::digest::sha256(text.as_bytes()).into();
    list["files"][0]["size"] = text.len().into();
    let changed = with_object(&SMALL, attached(&SMALL, "source_001_city.yaml"), &stream("", text.as_bytes()));
    let changed = with_object(&changed, attached(&SMALL, "gnlc-manifest.json"), &stream("", list.to_string().as_bytes()));
    let (_keep, pdf) = with_pdf(&changed);
    run(&["verify", path(&pdf)]).exits(1).reports("not-the-same", "city.pdf").says(&["they say something else"]);
}

#[test]
fn of_another_version_the_pages_are_compared() {
    let mut list = manifest(&SMALL);
    list["gnlc"] = "0.0.9".into();
    let number = attached(&SMALL, "gnlc-manifest.json");
    let older = with_object(&SMALL, number, &stream("", list.to_string().as_bytes()));
    let (_keep, pdf) = with_pdf(&older);
    let start = format!("made by 0.0.9, this is {}: bytes not comparable; ", env!("CARGO_PKG_VERSION"));
    // That it looks the same is not proved, so it does not end as if it were.
    let said = run(&["verify", path(&pdf)]).exits(1).reports("not-proved", "city.pdf");
    said.says(&[&format!("{start}text and figures agree"), "painted over the text"]);
    run(&["build", path(&pdf)]).exits(0).says(&["made by 0.0.9", "inside: 1 source"]);
    let mut changed = older;
    for page in [5, 7, 8] {
        let (number, _) = page_stream(&SMALL, page);
        changed = with_object(&changed, number, &stream("", &page_stream(&SMALL, 6).1));
    }
    let (_keep, pdf) = with_pdf(&changed);
    run(&["verify", path(&pdf)]).exits(1).says(&[&format!("{start}text or figures differ on pages 5, 7–8")]);
}

#[test]
fn options_on_the_command_line_come_before_those_in_the_pdf() {
    let (folder, pdf) = with_pdf(&english().bytes);
    let vi = folder.file("vi.pdf");
    run(&["build", path(&pdf), "--lang", "vi", "-o", path(&vi)]).exits(0);
    assert!(std::fs::read(&vi).expect("a PDF") == vietnamese().bytes);
    let bytes = std::fs::read(&pdf).expect("a PDF");
    run(&["build", path(&pdf), "-o", path(&pdf)])
        .exits(2)
        .reports("cannot-write", "city.pdf")
        .says(&["that is to be built from"]);
    assert!(std::fs::read(&pdf).expect("a PDF") == bytes);
}

#[test]
fn nothing_is_unpacked_over_anything() {
    let (folder, pdf) = with_pdf(&SMALL);
    let target = folder.file("full");
    folder.write("full/letter.txt", "dear");
    run(&["extract", path(&pdf), path(&target)]).exits(2).reports("cannot-write", "full").says(&["something is there already"]);
    run(&["extract", path(&pdf), path(&pdf)]).exits(2).reports("cannot-write", "city.pdf");
    run(&["extract", path(&pdf), path(&folder.file("none/deeper"))]).exits(2).reports("cannot-write", "deeper");
    std::fs::create_dir(folder.file("empty")).expect("a folder");
    run(&["extract", path(&pdf), path(&folder.file("empty"))]).exits(0);
    assert_eq!(std::fs::read_to_string(folder.file("empty/city.yaml")).expect("a file"), SMALL_CITY);
    assert_eq!(
        (folder.names(), std::fs::read_dir(&target).expect("a folder").count()),
        (vec!["city.pdf".into(), "empty".into(), "full".into()], 1)
    );
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(folder.file("elsewhere"), folder.file("link")).expect("a link");
        run(&["extract", path(&pdf), path(&folder.file("link"))]).exits(2).reports("cannot-write", "link");
        assert!(!folder.file("elsewhere").exists());
    }
}

/// Pictures that no packing makes smaller: so many kilobytes each.
fn noise(name: &str, folder: &Folder) {
    let mut state = name.bytes().map(u32::from).sum::<u32>() + 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        (state >> 24) as u8
    };
    let picture = image::RgbImage::from_fn(450, 450, |_, _| image::Rgb([next(), next(), next()]));
    std::fs::create_dir_all(folder.file("pictures")).expect("a folder");
    picture.save(folder.file("pictures").join(name)).expect("a PNG");
}

fn noisy_city() -> Folder {
    let keys = |name: &str| {
        format!(
            "{{file: pictures/{name}, alt: A grey cloud of points over {name}., caption: Noise, credit: Nobody, rights: CC0}}"
        )
    };
    let pictures = format!("    pictures: [{}, {}]\n", keys("a.png"), keys("b.png"));
    let text = SMALL_CITY.replacen("    supports:\n", &format!("{pictures}    supports:\n"), 1);
    let folder = Folder::empty().with("city.yaml", text);
    noise("a.png", &folder);
    noise("b.png", &folder);
    folder
}

#[test]
fn over_the_size_pictures_are_printed_and_not_attached_again() {
    let folder = noisy_city();
    let pdf = folder.file("out.pdf");
    run(&["build", folder.arg(), "-o", path(&pdf), "--max-size", "2"])
        .exits(0)
        .reports("sources-left-out", "")
        .says(&["`pictures/a.png`", "`pictures/b.png`"]);
    let bytes = std::fs::read(&pdf).expect("a PDF");
    assert!(bytes.len() <= 2_000_000, "{}", bytes.len());
    run(&["verify", path(&pdf)]).exits(1).says(&["cannot be rebuilt from this file alone: 2 pictures missing"]);
    run(&["extract", path(&pdf), path(&Folder::empty().file("x"))])
        .exits(0)
        .says(&["not in the PDF: pictures/a.png (left out because of the size)"]);
    rebuilds(&built(&folder, &["--max-size", "5"]), 0);
}

#[test]
fn over_the_size_all_the_same_is_an_error_that_names_the_largest_parts() {
    let folder = noisy_city();
    let pdf = folder.file("out.pdf");
    run(&["build", folder.arg(), "-o", path(&pdf), "--max-size", "1"]).exits(1).reports("too-large", "").says(&[
        "its largest parts",
        "the picture `pictures/a.png` on its page",
        "2,000 pixels",
        "`--max-size",
    ]);
    assert!(!pdf.exists());
    run(&["build", folder.arg(), "-o", path(&pdf), "--max-size", "1", "--draft"]).exits(0).says(&["warning[too-large]"]);
    assert!(pdf.exists());
    // The form may say how much it takes.
    let form = text_of("data/forms/gnlc-membership-2015.yaml").replacen("\nfields:", "\nmax_size_mb: 1\nfields:", 1);
    folder.write("packs/form.yaml", form);
    run(&["build", folder.arg(), "-o", path(&folder.file("b.pdf"))]).exits(1).reports("too-large", "").says(&["may have 1 MB"]);
}

#[test]
fn info_says_of_a_folder_and_of_its_pdf_the_same() {
    let hanoi = project("data/examples/hanoi");
    let (_keep, pdf) = with_pdf(&english().bytes);
    let of = |what: &Path| json(&run(&["info", path(what), "--format", "json"]).exits(0));
    let (folder, document) = (of(&hanoi), of(&pdf));
    for key in ["city", "title", "call", "draft", "languages", "packs", "coverage", "as_of", "nature"] {
        assert_eq!(folder["about"][key], document["about"][key], "{key}");
    }
    assert_eq!(folder["input_digest"], document["input_digest"]);
    assert_eq!((document["complete"].as_bool(), document["size"].as_u64()), (Some(true), Some(english().bytes.len() as u64)));
    run(&["info", path(&pdf)]).exits(0).says(&[
        "Hà Nội",
        "2025",
        "gnlc-membership-2015",
        "reconstructed",
        "in practice",
        "from this file alone",
    ]);
    run(&["info", path(&hanoi)]).exits(0).says(&["Hà Nội", "no errors"]);
    run(&["info", path(&hanoi.join("none"))]).exits(2).reports("no-folder", "none");
    #[cfg(unix)]
    {
        let pipe = Folder::empty();
        let made = std::process::Command::new("mkfifo").arg(pipe.file("a.pdf")).status();
        if made.is_ok_and(|status| status.success()) {
            super::tool::run_soon(&["info", path(&pipe.file("a.pdf"))]).exits(2).reports("cannot-open-pdf", "a.pdf");
        }
    }
    run(&["info", path(&hanoi.join("none.pdf"))]).exits(2).reports("cannot-open-pdf", "none.pdf");
}

#[test]
fn cleaning_a_picture_twice_is_cleaning_it_once() {
    for name in super::tool::files_below("tests/fixtures/accept/pictures/pictures") {
        let inside = name.trim_start_matches("tests/fixtures/accept/pictures/");
        let bytes = built(&Folder::copy_of(&project("tests/fixtures/accept/pictures")), &[]);
        let list = manifest(&bytes);
        let Some(line) = list["files"].as_array().expect("files").iter().find(|f| f["path"] == inside) else { continue };
        let name = line["attached"].as_str().expect("attached");
        let files = Printed::read(bytes.clone()).embedded();
        let cleaned = &files.iter().find(|(other, _)| other == name).expect("the picture").1;
        let again = Folder::copy_of(&project("tests/fixtures/accept/pictures"));
        again.write(inside, cleaned);
        let twice = manifest(&built(&again, &[]));
        assert_eq!(twice["files"], list["files"], "{inside}");
    }
}
