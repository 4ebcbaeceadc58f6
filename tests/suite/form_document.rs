//! The form as it is handed in: field for field like the form pack, with boxes, scales, tables and places to sign; and every
//! document of a folder at once.

use std::collections::BTreeMap;
use std::path::Path;

use gnlc::diagnostic::Diagnostics;
use gnlc::model::Lang;
use gnlc::pack::Pack;
use gnlc::source::Sources;

use super::pdf::{Printed, To, whole_body};
use super::tool::{Folder, SMALL_CITY, json, project, run, text_of};

const HARBOUR: &str = "tests/fixtures/accept/every-field";

/// A form of a folder, printed.
#[track_caller]
fn form(folder: &Path, options: &[&str]) -> Printed {
    Printed::read(bytes(folder, &[&["--kind", "form"], options].concat()))
}

#[track_caller]
fn bytes(folder: &Path, options: &[&str]) -> Vec<u8> {
    let place = Folder::empty();
    let target = place.file("out.pdf");
    let args = [&["build", folder.to_str().expect("a path"), "-o", target.to_str().expect("a path")], options].concat();
    run(&args).exits(0);
    std::fs::read(target).expect("a PDF")
}

fn text(document: &Printed) -> String {
    whole_body(&document.texts())
}

/// A form pack in a file of the project.
fn pack(path: &str) -> gnlc::pack::Form {
    let mut sources = Sources::default();
    let file = sources.add(path.to_owned(), text_of(path));
    match gnlc::pack::read(file, &sources, &mut Diagnostics::default()) {
        Some(Pack::Form(form)) => form,
        other => panic!("{path} is {other:?}"),
    }
}

/// The headings and labels of a form in the order in which they are printed, for a unit of a kind.
fn labels(path: &str) -> Vec<String> {
    let (form, lang) = (pack(path), Lang::english());
    let said = |text: &gnlc::model::Text| text.line(&lang, &lang);
    let mut list = Vec::new();
    for (number, part) in form.parts.iter().enumerate() {
        list.push(said(&part.title));
        let mut heading = None;
        for (_, field) in form.asked(gnlc::model::words::Unit::City).filter(|(_, field)| field.part == number) {
            if field.heading.is_some() && field.heading.as_ref().map(said) != heading {
                heading = field.heading.as_ref().map(said);
                list.extend(heading.clone());
            }
            list.push(said(&field.label));
        }
    }
    list
}

/// Finds words one after the other, each behind the one before.
#[track_caller]
fn in_order(text: &str, words: &[String]) {
    let mut at = 0;
    for word in words {
        let found = text[at..].find(word.as_str());
        at += found.unwrap_or_else(|| panic!("`{word}` does not stand behind the words before it, in\n{}", &text[at..]))
            + word.len();
    }
}

#[test]
fn the_form_of_2015_reads_field_for_field_like_the_form() {
    let wanted = labels("data/forms/gnlc-membership-2015.yaml");
    assert!(wanted.len() > 35, "{wanted:?}");
    in_order(&text(&form(&project("data/examples/hanoi"), &[])), &wanted);
    in_order(&text(&form(Folder::small_city().path(), &[])), &wanted);
}

#[test]
fn every_type_of_field_of_a_form_of_ones_own_is_printed_in_its_order_and_nothing_that_is_not_asked() {
    let wanted = labels(&format!("{HARBOUR}/packs/form.yaml"));
    let document = form(&project(HARBOUR), &[]);
    let said = text(&document);
    in_order(&said, &wanted);
    assert!(wanted.contains(&"Ring road".to_owned()) && !said.contains("Town the district belongs to"));
    let dossier = text(&Printed::read(bytes(&project(HARBOUR), &[])));
    assert!(
        dossier.contains("The town keeps its light burning.") && !dossier.contains("applies to join the UNESCO"),
        "{dossier}"
    );
    assert!(dossier.contains("View of the Commission to be filled in by hand"), "{dossier}");
    assert!(dossier.contains("Ring road") && !dossier.contains("Town the district belongs to"));
    for limit in ["at least 5 words · at most 80 words", "at most 400 characters, spaces counted"] {
        assert!(said.contains(limit), "{limit} in {said}");
    }
    // What leads to evidence is text; an address stays a link.
    let to: Vec<To> = document.links().into_iter().map(|l| l.to).collect();
    assert!(to.contains(&To::Web("https://example.org/league".into())), "{to:?}");
    assert_eq!(to.iter().filter(|to| matches!(to, To::Page(_))).count(), 1, "only the one to the signed page: {to:?}");
    assert!(to.iter().all(|to| *to != To::Nowhere));
}

#[test]
fn options_are_boxes_and_those_that_are_chosen_are_ticked() {
    let document = form(&project(HARBOUR), &[]);
    let mut signs: BTreeMap<String, usize> = BTreeMap::new();
    for element in document.structure() {
        *signs.entry(element.alt.unwrap_or_default()).or_default() += 1;
    }
    // Size, two trades, an area and a feature, two ratings.
    assert_eq!(signs["ticked"], 7, "{signs:?}");
    // Two sizes, three trades, eleven areas, both votes; the rings of a scale say nothing.
    assert_eq!(signs["not ticked"], 18, "{signs:?}");
    assert!(text(&document).contains("Small Middling Large"));
    assert!(text(&document).contains("0 = none 4 = every day 0 1 2 3 4 Storms Silt Gulls"));
    // In Vietnamese the same boxes, in its words.
    let document = form(&project(HARBOUR), &["--lang", "vi"]);
    let ticked = document.structure().into_iter().filter(|e| e.alt.as_deref() == Some("đã đánh dấu")).count();
    assert_eq!(ticked, 7);
    assert!(text(&document).contains("Nhỏ Vừa Lớn") && text(&document).contains("0 = không có 4 = hằng ngày"));
}

#[test]
fn an_option_may_be_named_by_its_id_or_as_any_language_prints_it() {
    for (yaml, ticked) in [
        ("text: English", 1),
        ("text: french", 1),
        ("choices: [French]", 1),
        ("{en: English, vi: Tiếng Anh}", 1),
        ("text: \"\"", 0),
    ] {
        let answer = if yaml.starts_with('{') {
            format!("  - question: contact-language\n    text: {yaml}\n")
        } else if yaml.ends_with("\"\"") {
            String::new()
        } else {
            format!("  - question: contact-language\n    {yaml}\n")
        };
        let city = SMALL_CITY
            .replace("  - {question: contact-language, text: English}\n", &answer)
            .replace("languages: [en]", "languages: [en, vi]");
        let folder = Folder::empty().with("city.yaml", city);
        let document = form(folder.path(), &[]);
        let signs = document.structure().into_iter().filter(|e| e.kind == "Figure" && e.alt.as_deref() == Some("ticked")).count();
        // Two ratings and two areas besides.
        assert_eq!(signs, 4 + ticked, "{yaml}");
    }
    // The dossier prints the option in the language of the document.
    let folder = Folder::copy_of(&project(HARBOUR));
    let dossier = text(&Printed::read(bytes(folder.path(), &["--lang", "vi"])));
    assert!(dossier.contains("Quy mô cảng Vừa") && dossier.contains("May buồm") && dossier.contains("Nút dây cho người mới"));
    let sheet = folder.file("sheet.pdf");
    run(&["sheet", "answer courses", folder.arg(), "-o", sheet.to_str().expect("a path")]).exits(0);
    assert!(text(&Printed::open(&sheet)).contains("Knots for beginners · Everyone · 40"));
    run(&["sheet", "answer worries", folder.arg(), "-o", sheet.to_str().expect("a path")]).exits(0);
    assert!(text(&Printed::open(&sheet)).contains("Storms 4"), "{}", text(&Printed::open(&sheet)));
}

#[test]
fn tables_and_figures_have_header_cells_and_as_many_lines_as_the_form() {
    let document = form(&project(HARBOUR), &[]);
    let structure = document.structure();
    let heads = |scope: &str| structure.iter().filter(|e| e.kind == "TH" && e.scope.as_deref() == Some(scope)).count();
    // Columns: scale with its name (6), table (3), figures (3). Rows: three worries, three figures.
    assert_eq!((heads("Column"), heads("Row")), (12, 6));
    assert_eq!(structure.iter().filter(|e| e.kind == "Table").count(), 3);
    // Scale: 3 lines of 5; table: 4 lines of 3, two of them empty; figures: 3 lines of 2.
    assert_eq!(structure.iter().filter(|e| e.kind == "TD").count(), 15 + 12 + 6);
    let said = text(&document);
    assert!(said.contains("Course For whom Learners Knots for beginners Everyone 40 Reading the tide"), "{said}");
    assert!(said.contains("Field Data Year Population 81,250 persons 2025 Area not available The river moves."), "{said}");
}

#[test]
fn empty_fields_carry_the_phrase_of_the_form_and_else_say_so() {
    let folder = Folder::copy_of(&project(HARBOUR));
    let phrase = "No relevant information to provide";
    let said = text(&form(folder.path(), &[]));
    // Ring road, boats, ships.
    assert_eq!(said.matches(phrase).count(), 3, "{said}");
    assert!(text(&Printed::read(bytes(folder.path(), &[]))).contains(phrase));
    let pack = text_of(&format!("{HARBOUR}/packs/form.yaml"));
    let line = pack.lines().find(|l| l.starts_with("empty_phrase")).expect("a phrase");
    folder.write("packs/form.yaml", pack.replace(line, ""));
    let said = text(&form(folder.path(), &[]));
    assert!(!said.contains(phrase) && said.contains("Ring road left open") && said.contains("not answered"), "{said}");
}

#[test]
fn the_commissions_part_is_left_blank_with_boxes_to_sign() {
    let document = form(Folder::small_city().path(), &[]);
    let pages = document.texts();
    let last = &pages[pages.len() - 1].body;
    in_order(
        last,
        &[
            "Part 2",
            "Name of the National Commission",
            "Endorsement of the city",
            "Name and title",
            "Date",
            "Signature",
            "Official stamp",
        ]
        .map(str::to_owned),
    );
    assert!(!last.contains("not stated") && !last.contains("by hand"), "{last}");
}

#[test]
fn every_page_says_that_it_is_a_working_copy_unless_form_and_fields_are_verified() {
    for (lang, words) in [("en", "working copy: the official form prevails"), ("vi", "lấy mẫu đơn chính thức làm chuẩn")]
    {
        let pages = form(&project("data/examples/hanoi"), &["--lang", lang]).texts();
        assert!(pages.len() > 3 && pages.iter().all(|page| page.artifacts.contains(words)), "{lang}");
    }
    let pack = text_of("data/forms/gnlc-membership-2015.yaml");
    let verified = pack.replace("status: inferred", "status: verified").replace("status: reconstructed", "status: verified");
    let folder = Folder::small_city().with("packs/form.yaml", &verified);
    let pages = form(folder.path(), &[]).texts();
    assert!(pages.iter().all(|page| !page.artifacts.contains("working copy") && !page.body.contains("working copy")));
    // One field that is not.
    folder.write("packs/form.yaml", verified.replacen("status: verified\n", "status: user\n", 3));
    let pages = form(folder.path(), &[]).texts();
    assert!(pages.iter().all(|page| page.artifacts.contains("working copy")));
}

#[test]
fn a_signed_page_stands_for_the_signatures_of_its_part_without_what_the_camera_wrote() {
    let folder = Folder::copy_of(&project(HARBOUR));
    let scan = std::fs::read(folder.file("signed/city.jpg")).expect("a scan");
    // A comment behind the start of the picture.
    let note = b"\xff\xfe\x00\x0dGPS secret!";
    folder.write("signed/city.jpg", [&scan[..2], &note[..], &scan[2..]].concat());
    let pdf = bytes(folder.path(), &["--kind", "form"]);
    assert!(!pdf.windows(10).any(|w| w == b"GPS secret"));
    let document = Printed::read(pdf.clone());
    let alt = "The signature of Mayor Ada Quill of 1 February 2026, with the round stamp of the town.";
    assert_eq!(document.structure().iter().filter(|e| e.kind == "Figure" && e.alt.as_deref() == Some(alt)).count(), 1);
    let pages = document.texts();
    let empty: Vec<usize> = (1..=pages.len()).filter(|n| pages[n - 1].body.is_empty()).collect();
    assert_eq!(empty.len(), 1, "a page with the scan alone");
    let (_, points) = document.points(empty[0]);
    let drawn = points.iter().filter(|point| **point != [255; 3]).count();
    assert!(drawn * 2 > points.len(), "it fills the page: {drawn} of {}", points.len());
    assert!(pages[empty[0] - 1].artifacts.contains("working copy"));
    // The part has no boxes any more, and says where the page is; the other part has its own.
    let said = text(&document);
    assert!(said.contains(&format!("The signed page stands at the end of this part: page ({})", empty[0])), "{said}");
    assert_eq!(said.matches("Official stamp").count(), 1, "{said}");
    assert_eq!(document.links().iter().find(|l| matches!(l.to, To::Page(_))).map(|l| l.to.clone()), Some(To::Page(empty[0])));
    // It counts among the inputs, and comes along.
    let list = document.embedded();
    let manifest: serde_json::Value =
        serde_json::from_slice(&list.iter().find(|(name, _)| name == "gnlc-manifest.json").expect("a list").1).expect("JSON");
    let paths: Vec<&str> = manifest["files"].as_array().expect("files").iter().filter_map(|f| f["path"].as_str()).collect();
    assert!(paths.contains(&"signed/city.jpg"), "{paths:?}");
    // What was signed for does not lapse by the page that was signed.
    let content = |folder: &Folder| json(&run(&["info", folder.arg(), "--format", "json"]).exits(0))["about"]["content"].clone();
    let with = content(&folder);
    let yaml = text_of(&format!("{HARBOUR}/dossier.yaml"));
    let (before, rest) = yaml.split_once("  signed_pages:").expect("a scan");
    folder.write("dossier.yaml", format!("{before}\n{}", rest.split_once("\n\n").expect("a city").1));
    assert_eq!(content(&folder), with);
}

#[test]
fn scans_that_would_do_harm_meet_the_messages_of_pictures() {
    let folder = Folder::copy_of(&project(HARBOUR));
    let yaml = text_of(&format!("{HARBOUR}/dossier.yaml"));
    for (name, file, code) in [
        ("signed/none.jpg", None, "missing-file"),
        ("signed/page.jpg", Some(&b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"[..]), "picture-kind"),
        ("signed/page.jpg", Some(b"\xff\xd8\xff\xe0 broken"), "picture-damaged"),
        ("../page.jpg", None, "outside-folder"),
    ] {
        folder.write("dossier.yaml", yaml.replace("signed/city.jpg", name));
        if let Some(file) = file {
            folder.write(name, file);
        }
        run(&["check", folder.arg()]).exits(1).reports(code, "dossier.yaml");
    }
    // A draft is printed without it.
    run(&["build", folder.arg(), "--kind", "form", "--draft"]).exits(1);
    assert!(text(&Printed::open(&folder.file("form-en.pdf"))).contains("Signature of the head Mayor, Ada Quill"));
}

#[test]
fn a_draft_counts_beside_each_answer_and_says_what_is_to_be_mended() {
    let folder = Folder::copy_of(&project(HARBOUR));
    run(&["build", folder.arg(), "--kind", "form", "--draft"]).exits(0);
    let draft = text(&Printed::open(&folder.file("form-en.pdf")));
    assert!(draft.contains("at most 80 words · 21 words"), "{draft}");
    assert!(draft.contains("Problems in this draft"));
    assert!(!text(&form(folder.path(), &[])).contains("21 words"));
}

#[test]
fn a_form_is_the_same_when_it_is_built_from_itself() {
    for folder in [project("data/examples/hanoi"), project(HARBOUR)] {
        let place = Folder::empty().with("x.pdf", bytes(&folder, &["--kind", "form", "--lang", "vi"]));
        let pdf = place.file("x.pdf");
        run(&["verify", pdf.to_str().expect("a path")]).exits(0).says(&["the same bytes"]);
        run(&["build", pdf.to_str().expect("a path")]).exits(0);
        let same = std::fs::read(place.file("x-rebuilt.pdf")).expect("a PDF") == std::fs::read(&pdf).expect("a PDF");
        assert!(same, "{}", folder.display());
        run(&["info", pdf.to_str().expect("a path")]).exits(0).says(&["gnlc build . --lang vi --kind form"]);
        // The dossier of the same sources, when it is asked for.
        let other = place.file("other.pdf");
        run(&["build", pdf.to_str().expect("a path"), "--kind", "dossier", "-o", other.to_str().expect("a path")]).exits(0);
        assert!(std::fs::read(other).expect("a PDF") == bytes(&folder, &["--lang", "vi"]), "{}", folder.display());
    }
}

/// The files of a folder by name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    entries.map(|e| (e.file_name().to_string_lossy().into_owned(), std::fs::read(e.path()).expect("a file"))).collect()
}

#[test]
fn all_documents_at_once_are_what_they_are_one_by_one() {
    for (folder, options) in [("data/examples/hanoi", &[][..]), (HARBOUR, &["--draft"])] {
        let (source, place) = (project(folder), Folder::empty());
        let out = place.file("printed");
        let args = [&["build", source.to_str().expect("a path"), "--all", "-o", out.to_str().expect("a path")], options].concat();
        let done = run(&args).exits(0).says(&["4 documents", "form-vi.pdf: "]);
        // What is wrong with the folder is said once.
        let heads: Vec<&str> =
            done.err.split("\n").filter(|l| l.starts_with("warning[not-yet-shown]: nothing is shown for area 1.1")).collect();
        assert!(heads.len() <= 1, "{heads:?}");
        let made = files(&out);
        assert_eq!(made.keys().collect::<Vec<_>>(), ["dossier-en.pdf", "dossier-vi.pdf", "form-en.pdf", "form-vi.pdf"]);
        for (name, file) in made {
            let (kind, lang) = name.trim_end_matches(".pdf").split_once('-').expect("a name");
            assert!(file == bytes(&source, &[&["--kind", kind, "--lang", lang], options].concat()), "{name} of {folder}");
        }
    }
}

#[test]
fn all_documents_are_written_or_none() {
    let city = SMALL_CITY.replace("languages: [en]", "languages: [en, vi]");
    let folder = Folder::empty().with("city.yaml", city).with("dossier-en.pdf", "the old one");
    run(&["build", folder.arg(), "--all"]).exits(1).says(&["error[missing-translation]", "nothing was written"]);
    assert_eq!(folder.names(), ["city.yaml", "dossier-en.pdf"]);
    assert_eq!(std::fs::read(folder.file("dossier-en.pdf")).expect("a file"), b"the old one");
    // Beside the folder's own files, when no other place is named.
    let folder = Folder::small_city();
    run(&["build", folder.arg(), "--all"]).exits(0).says(&["2 documents"]);
    assert_eq!(folder.names(), ["city.yaml", "dossier-en.pdf", "form-en.pdf"]);
    // A folder in the way of the second: the first is not replaced either.
    std::fs::remove_file(folder.file("form-en.pdf")).expect("a file");
    std::fs::create_dir(folder.file("form-en.pdf")).expect("a folder");
    folder.write("dossier-en.pdf", "the old one");
    run(&["build", folder.arg(), "--all"]).exits(2).reports("cannot-write", "form-en.pdf");
    assert_eq!(std::fs::read(folder.file("dossier-en.pdf")).expect("a file"), b"the old one");
}

#[test]
fn all_documents_want_a_folder_and_no_single_kind_or_language() {
    let folder = Folder::small_city().with("x.txt", "mine");
    let at = |name: &str| folder.file(name).to_str().expect("a path").to_owned();
    run(&["build", folder.arg(), "--all", "-o", "-"]).exits(2).says(&["standard output takes one document"]);
    run(&["build", folder.arg(), "--all", "-o", &at("x.txt")]).exits(2).says(&["this is a file"]);
    run(&["build", folder.arg(), "--all", "-o", &at("x.pdf")]).exits(2).says(&["without .pdf"]);
    for more in [["--kind", "form"], ["--lang", "en"]] {
        run(&["build", folder.arg(), "--all", more[0], more[1]]).exits(2).says(&["cannot be used with"]);
    }
    run(&["build", folder.arg(), "--kind", "letter"]).exits(2).says(&["dossier", "form"]);
    // From a PDF: into a folder of their own.
    run(&["build", folder.arg(), "-o", &at("dossier-en.pdf")]).exits(0);
    run(&["build", &at("dossier-en.pdf"), "--all"]).exits(2).says(&["-o FOLDER"]);
    run(&["build", &at("dossier-en.pdf"), "--all", "-o", folder.arg()])
        .exits(2)
        .says(&["this is the PDF that is to be built from"]);
    run(&["build", &at("dossier-en.pdf"), "--all", "-o", &at("new")]).exits(0);
    assert_eq!(files(&folder.file("new")).len(), 2);
    // A language without words.
    let folder = Folder::empty().with("city.yaml", SMALL_CITY.replace("languages: [en]", "languages: [en, km]"));
    run(&["build", folder.arg(), "--all"]).exits(2).reports("no-language", "city.yaml").says(&["locales/km.yaml"]);
}

#[test]
fn errors_that_somebody_answers_for_are_printed_in_the_form_too() {
    let folder = Folder::empty().with("city.yaml", SMALL_CITY.replacen("criterion: ", "criterion: 9.9 # ", 1));
    let by = ["--overruled-by", "An Vu, Mayor", "--because", "the call closes today"];
    run(&[&["build", folder.arg(), "--kind", "form"], &by[..]].concat()).exits(0);
    let said = text(&Printed::open(&folder.file("form-en.pdf")));
    assert!(said.contains("An Vu, Mayor") && said.contains("no criterion `9.9`"), "{said}");
}

#[test]
fn what_the_commission_fills_in_is_no_question_to_the_city() {
    let city = SMALL_CITY.replace("answers:\n", "answers:\n  - {question: commission-name, text: Ours}\n");
    run(&["check", Folder::empty().with("city.yaml", city).arg()]).exits(1).says(&["asks no question `commission-name`"]);
}
