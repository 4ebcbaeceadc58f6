//! Pictures: printed upright and with their words, without what the camera wrote; whatever would do harm is refused.

use std::sync::LazyLock;

use img_parts::{Bytes, png, riff, webp};

use super::pdf::{Printed, whole_body};
use super::tool::{Folder, Run, SMALL_CITY, project, run, run_soon};

const FIXTURE: &str = "tests/fixtures/accept/pictures";

/// The city with pictures, printed: its bytes, and read back.
static PRINTED: LazyLock<Vec<u8>> = LazyLock::new(|| build(&Folder::copy_of(&project(FIXTURE))));

#[track_caller]
fn build(folder: &Folder) -> Vec<u8> {
    run(&["build", folder.arg(), "-o", folder.file("out.pdf").to_str().expect("a plain path")]).exits(0);
    std::fs::read(folder.file("out.pdf")).expect("a PDF")
}

fn picture(name: &str) -> Vec<u8> {
    std::fs::read(project(FIXTURE).join("pictures").join(name)).expect("a picture")
}

/// A small city whose evidence has pictures: path and bytes.
fn with_pictures(pictures: &[(&str, &[u8])]) -> Folder {
    let words = "alt: A room full of readers., caption: A room, credit: Nobody, rights: CC0";
    let list: String = pictures.iter().map(|(path, _)| format!("      - {{file: {path:?}, {words}}}\n")).collect();
    let before = "    supports:\n";
    assert!(SMALL_CITY.contains(before));
    let folder = Folder::empty().with("city.yaml", SMALL_CITY.replacen(before, &format!("    pictures:\n{list}{before}"), 1));
    for (path, bytes) in pictures.iter().filter(|(_, bytes)| !bytes.is_empty()) {
        folder.write(path, bytes);
    }
    folder
}

#[track_caller]
fn check(pictures: &[(&str, &[u8])]) -> Run {
    run_soon(&["check", with_pictures(pictures).arg()]).sound()
}

fn holds(bytes: &[u8], words: &[u8]) -> usize {
    bytes.windows(words.len()).filter(|w| *w == words).count()
}

/// The page on which words stand, from 1.
#[track_caller]
fn page_of(document: &Printed, words: &str) -> usize {
    1 + document.texts().iter().position(|p| p.body.contains(words)).unwrap_or_else(|| panic!("`{words}` is printed"))
}

/// Where the points near a colour lie: the first line, width and height.
#[track_caller]
fn patch(points: &(usize, Vec<[u8; 3]>), colour: [u8; 3]) -> (usize, usize, usize) {
    let near = |p: &[u8; 3]| p.iter().zip(colour).all(|(a, b)| a.abs_diff(b) < 28);
    let at: Vec<usize> = points.1.iter().enumerate().filter(|(_, p)| near(p)).map(|(at, _)| at).collect();
    let (columns, lines): (Vec<_>, Vec<_>) = at.iter().map(|at| (at % points.0, at / points.0)).unzip();
    let span = |list: &[usize]| list.iter().max().zip(list.iter().min()).map(|(a, b)| a - b + 1).expect("points of this colour");
    (lines[0], span(&columns), span(&lines))
}

#[test]
fn pictures_taken_upright_stand_upright_whatever_their_kind() {
    let document = Printed::read(PRINTED.clone());
    for (words, above, below) in [
        ("The reading room in March", [220, 20, 20], [20, 20, 220]),
        ("A lesson", [20, 160, 20], [200, 20, 200]),
        ("A reading, with a caption", [230, 140, 20], [20, 160, 170]),
    ] {
        // The red and blue picture stands on two pages or twice on one: the first page with it will do.
        let points = document.points(page_of(&document, words));
        let ((upper, width, height), (lower, ..)) = (patch(&points, above), patch(&points, below));
        assert!(upper < lower, "{words}: upside down");
        if words == "A lesson" {
            // 60 × 90 pixels, at 96 points an inch: each half is 45 × 34 points of print.
            assert!((43..=47).contains(&width) && (32..=36).contains(&height), "{words}: {width} × {height}");
        }
    }
}

#[test]
fn nothing_that_the_camera_wrote_is_in_the_document() {
    let original = picture("library.jpg");
    for secret in [&b"SecretCamera"[..], b"SecretPlace", b"SecretComment", b"Secret Owner"] {
        assert!(holds(&original, secret) > 0, "the test itself");
        assert_eq!(holds(&PRINTED, secret), 0, "{}", String::from_utf8_lossy(secret));
    }
    // Which way up it is, and not a byte more.
    let exif = b"\xFF\xE1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0\xFF";
    assert_eq!((holds(&PRINTED, exif), holds(&PRINTED, b"Exif\0\0")), (2, 2), "on its page and among the sources");
    // The second picture behind the end of the first is gone too.
    assert_eq!(
        (holds(&original, b"\xFF\xD8\xFF"), holds(&PRINTED, b"\xFF\xD8\xFF")),
        (2, 3),
        "two photographs on their pages, one as it is among the sources, where the other is packed"
    );
}

#[test]
fn every_picture_is_heard_with_its_words_and_embedded_once() {
    let document = Printed::read(PRINTED.clone());
    let heard: Vec<String> = document.structure().into_iter().filter(|e| e.kind == "Figure").filter_map(|e| e.alt).collect();
    let bars = "Four bars, each higher than the one before.";
    let order = [
        "A green shore below a pale sky with a yellow sun.",
        bars,
        "A green square above a purple one.",
        "An orange square above a turquoise one.",
        bars,
        "A red square above a blue one.",
        "A band that grows lighter downwards.",
        "A strip that grows lighter downwards.",
        "A blue dot.",
        "A red square above a blue one.",
    ];
    assert_eq!(heard, order);
    assert_eq!(document.counts().get("Caption"), Some(&order.len()));
    assert_eq!(holds(&PRINTED, b"/DCTDecode"), 2, "the reading room stands in two places");
    let text: String = document.texts().iter().map(|p| p.body.clone()).collect();
    for words in ["The bay in the morning", "Drawn by a program · CC0", "A tiny one"] {
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn the_cover_stays_one_page_with_any_picture() {
    let wide = image::RgbImage::from_pixel(400, 40, image::Rgb([9, 9, 200]));
    let tall = image::RgbImage::from_pixel(40, 400, image::Rgb([9, 9, 200]));
    let large = image::RgbImage::from_pixel(1500, 1500, image::Rgb([9, 9, 200]));
    for (name, pixels) in [("wide.png", wide), ("tall.png", tall), ("large.png", large)] {
        let folder = Folder::copy_of(&project(FIXTURE));
        pixels.save(folder.file("pictures").join(name)).expect("a picture");
        let text = std::fs::read_to_string(folder.file("dossier.yaml")).expect("a text");
        let title = format!("title: {}", "A rather long title of an application ".repeat(6));
        folder.write(
            "dossier.yaml",
            text.replace("pictures/bay.jpg", &format!("pictures/{name}")).replacen(
                "title: Membership application of Vũng Sao",
                &title,
                1,
            ),
        );
        let document = Printed::read(build(&folder));
        let pages = document.texts();
        assert!(pages[0].body.contains("Nobody hands this in") && pages[1].body.starts_with("Summary"), "{name}: {:?}", pages[0]);
        let (_, width, height) = patch(&document.points(1), [9, 9, 200]);
        assert!(width <= 471 && height <= 341 && width.max(height) > 80, "{name}: {width} × {height}");
    }
}

#[test]
fn the_kind_is_what_is_in_the_file() {
    let jpeg = picture("library.jpg");
    check(&[("pictures/library.PNG", &jpeg)])
        .exits(1)
        .reports("picture-kind", "city.yaml")
        .says(&["is a JPEG by what is in it", "rename it to `pictures/library.jpg`"]);
    check(&[("pictures/library.JPEG", &jpeg), ("pictures/drawing.SVG", &picture("members.svg"))]).exits(0);
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain("<svg/>".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for (name, bytes, word) in [
        ("a.gif", &b"GIF89a\x01\0\x01\0\0\0\0;"[..], "is a GIF"),
        ("a.bmp", b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0", "is a BMP"),
        ("a.tiff", b"II*\0\x08\0\0\0\0\0", "is a TIFF"),
        ("a.jpg", heic, "HEIC"),
        ("a.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n", "PostScript"),
        ("a.jpg", b"<!DOCTYPE html><html><img src=a></html>", "is a web page"),
        ("a.svg", &wide, "UTF-16"),
        ("a.jpg", b"PK\x03\x04\x14\0\0\0\0\0", "no picture"),
        ("a.png", b"Ceci n'est pas une image.", "no picture"),
        ("a.pdf", b"%PDF-1.7\n", "is a PDF"),
    ] {
        check(&[(name, bytes)]).exits(1).reports("picture-kind", "city.yaml").says(&[word, "PNG, JPEG, WebP and SVG"]);
    }
    check(&[("none.jpg", b"")]).exits(1).reports("missing-file", "city.yaml").says(&["none.jpg"]);
    let empty = with_pictures(&[("empty.jpg", b"")]).with("empty.jpg", "");
    run(&["check", empty.arg()]).exits(1).reports("missing-file", "city.yaml").says(&["is empty"]);
}

#[test]
fn moving_pictures_are_refused() {
    let mut frames = png::Png::from_bytes(Bytes::from(picture("tiny.png"))).expect("a PNG");
    frames.chunks_mut().insert(1, png::PngChunk::new(*b"acTL", Bytes::from_static(&[0, 0, 0, 2, 0, 0, 0, 0])));
    check(&[("a.png", &frames.encoder().bytes())]).exits(1).reports("picture-kind", "city.yaml").says(&["is a moving picture"]);
    let mut film = webp::WebP::from_bytes(Bytes::from(picture("lesson.webp"))).expect("a WebP");
    film.chunks_mut().push(riff::RiffChunk::new(*b"ANIM", riff::RiffContent::Data(Bytes::from_static(&[0; 6]))));
    check(&[("a.webp", &film.encoder().bytes())]).exits(1).reports("picture-kind", "city.yaml").says(&["is a moving picture"]);
}

#[test]
fn a_picture_cut_off_anywhere_is_refused_and_a_damaged_one_stops_nothing() {
    for name in ["library.jpg", "lesson.webp", "reading.png", "members.svg"] {
        let whole = picture(name);
        // What lies behind the end of the picture, or of its last element, may be missing.
        let end = if name == "library.jpg" {
            whole.windows(4).position(|w| w == b"\xFF\xD9\xFF\xD8").expect("two pictures")
        } else {
            whole.len() - 2
        };
        let lengths: Vec<usize> = (1..end).step_by(end / 12).collect();
        let names: Vec<String> = lengths.iter().map(|n| format!("cut-{n}-{name}")).collect();
        let files: Vec<(&str, &[u8])> = names.iter().zip(&lengths).map(|(path, n)| (path.as_str(), &whole[..*n])).collect();
        let done = check(&files).exits(1);
        assert_eq!(done.err.matches("error[picture-").count(), files.len(), "{name}\n{}", done.err);
        let damaged: Vec<(String, Vec<u8>)> = (1..whole.len())
            .step_by(whole.len() / 40)
            .map(|at| {
                let mut bytes = whole.clone();
                bytes[at] ^= 0x55;
                (format!("hit-{at}-{name}"), bytes)
            })
            .collect();
        check(&damaged.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect::<Vec<_>>());
    }
}

#[test]
fn drawings_that_would_run_for_ever_or_break_the_standard_are_refused_at_once() {
    let drawing = |body: &str| {
        let head = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">";
        format!("{head}{body}<rect width=\"9\" height=\"9\"/></svg>").into_bytes()
    };
    let again =
        (1..=6).map(|n| format!("<g id=\"u{n}\">{}</g>", format!("<use href=\"#u{}\"/>", n - 1).repeat(10))).collect::<String>();
    let laughs = (1..12).map(|n| format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10))).collect::<String>();
    let cut = "<clipPath id=\"c\"><rect width=\"9\" height=\"9\"/></clipPath>";
    for (code, bytes) in [
        ("drawing-parts", drawing("<style>rect { filter/**/: blur(9px) }</style>")),
        ("drawing-parts", drawing("<g style=\"fill:url(http://example.org/#a)\"/>")),
        ("drawing-parts", drawing("<style>@import 'a.css';</style>")),
        ("drawing-parts", drawing("<g onclick=\"alert(1)\"/>")),
        ("drawing-parts", drawing("<linearGradient id=\"a\" spreadMethod=\"repeat\"/>")),
        (
            "drawing-parts",
            drawing(&format!("{cut}{}<path d=\"M0 0h9v9z\"/>{}", "<g clip-path=\"url(#c)\">".repeat(30), "</g>".repeat(30))),
        ),
        ("picture-damaged", drawing(&format!("<g id=\"u0\"><path d=\"M0 0h9v9z\"/></g>{again}"))),
        ("picture-damaged", drawing(&format!("{}{}", "<g>".repeat(60_000), "</g>".repeat(60_000)))),
        ("picture-damaged", drawing(&"<path d=\"M0 0h9v9z\"/>".repeat(110_000))),
        ("picture-too-large", drawing(&"<path d=\"M0 0h9v9z\"/>".repeat(60_000))),
        (
            "picture-damaged",
            [format!("<!DOCTYPE svg [<!ENTITY a0 \"ha\">{laughs}]>").into_bytes(), drawing("<desc>&a11;</desc>")].concat(),
        ),
    ] {
        check(&[("a.svg", &bytes)]).exits(1).reports(code, "city.yaml");
    }
    // What drawing programs write beside the drawing does no harm, nor does a filter that nothing uses, nor a link.
    let harmless = "<metadata><r:a xmlns:r=\"urn:x\" resource=\"http://example.org\"/></metadata><filter id=\"f\"><feFlood/></filter>\
        <a href=\"https://example.org\"><text> </text></a><style>rect { filter: none; color-interpolation-filters: sRGB }</style>";
    check(&[("a.svg", &drawing(harmless))]).exits(0);
}

#[test]
fn pictures_have_a_largest_size_alone_and_together() {
    let jpeg = picture("bay.jpg");
    let padded = |bytes: usize| [jpeg.clone(), vec![0; bytes - jpeg.len()]].concat();
    check(&[("a.jpg", &padded(10_000_001))]).exits(1).reports("picture-too-large", "city.yaml").says(&["has 11 MB"]);
    let files: Vec<(String, Vec<u8>)> = (0..5).map(|n| (format!("p{n}.jpg"), padded(9_000_000 + n))).collect();
    let five: Vec<(&str, &[u8])> = files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    let done =
        check(&five).exits(1).reports("picture-too-large", "city.yaml").says(&["`p4.jpg` has 10 MB", "all together 40 MB"]);
    assert_eq!(done.err.matches("error[picture-too-large]").count(), 1);
    check(&five[..4]).exits(0);
    let folder = with_pictures(&[("a.webp", b""), ("b.png", b"")]);
    image::RgbImage::new(2_100, 2_000).save(folder.file("a.webp")).expect("a WebP");
    image::GrayImage::new(10_001, 2).save(folder.file("b.png")).expect("a PNG");
    let done = run(&["check", folder.arg()]).exits(1).says(&["10001 × 2 pixels"]).reports("picture-too-large", "city.yaml");
    assert!(done.err.contains("warning[picture-too-large]: `a.webp` has 4 million pixels"), "{}", done.err);
}

#[test]
fn all_pixels_together_have_a_limit_because_each_takes_memory() {
    let names: Vec<String> = (0..7).map(|n| format!("p{n}.png")).collect();
    let folder = with_pictures(&names.iter().map(|name| (name.as_str(), &b""[..])).collect::<Vec<_>>());
    for (n, name) in names.iter().enumerate() {
        image::GrayImage::new(7_000, 7_000 - n as u32).save(folder.file(name)).expect("a PNG");
    }
    run_soon(&["check", folder.arg()])
        .exits(1)
        .reports("picture-too-large", "city.yaml")
        .says(&["p6.png", "more than 300 million"]);
}

#[test]
fn a_draft_says_beside_the_item_that_its_picture_cannot_be_printed() {
    let folder = with_pictures(&[("a.jpg", b""), ("b.svg", &picture("members.svg"))]).with("a.jpg", "no picture");
    let pdf = folder.file("draft.pdf");
    run(&["build", folder.arg(), "--draft", "-o", pdf.to_str().expect("a plain path")]).exits(1);
    let document = Printed::open(&pdf);
    let text: String = document.texts().iter().map(|p| p.body.clone()).collect();
    assert!(text.contains("`a.jpg` is no picture"));
    // The picture that could be read, and the chart of the city's indicator.
    assert_eq!(document.counts().get("Figure"), Some(&2));
}

#[test]
fn words_of_pictures_are_checked_like_all_others() {
    let mended = |from: &str, to: &str| {
        let folder = with_pictures(&[("a.svg", &picture("members.svg"))]);
        let text = std::fs::read_to_string(folder.file("city.yaml")).expect("a text");
        assert!(text.contains(from));
        folder.write("city.yaml", text.replacen(from, to, 1));
        run(&["build", folder.arg(), "-o", folder.file("a.pdf").to_str().expect("a plain path")])
    };
    mended("caption: A room", "caption: 阅览室").exits(1).reports("missing-letter", "city.yaml");
    mended("caption: A room", "caption: {fr: Une salle}").exits(1).reports("missing-translation", "city.yaml");
    mended("alt: A room full of readers.", "alt: IMG_2231.jpg").exits(1).reports("alt-text", "city.yaml");
    mended("alt: A room full of readers.", "alt: \" a.SVG \"").exits(1).reports("alt-text", "city.yaml");
    mended("alt: A room full of readers.", "alt: …").exits(1).reports("alt-text", "city.yaml");
    mended("alt: A room full of readers., ", "alt: , ").exits(1).reports("alt-text", "city.yaml");
    mended(", rights: CC0", "").exits(1).reports("missing-field", "city.yaml").says(&["a picture lacks `rights:`"]);
}

#[test]
fn a_file_may_be_a_picture_and_an_attachment_and_change_the_digest() {
    let folder = Folder::copy_of(&project(FIXTURE));
    let before = build(&folder);
    let embedded = Printed::read(before.clone()).annexes();
    assert_eq!(embedded, vec![("reading-picture.png".to_owned(), picture("reading.png"))], "attached as it is");
    // Another picture, another digest of everything the document was made from; and back again.
    let digest = |bytes: &[u8]| {
        let texts = Printed::read(bytes.to_vec()).texts();
        let text = whole_body(&texts);
        let (_, rest) = text.split_once("Digest of all inputs").expect("a digest");
        rest.trim().chars().take(12).collect::<String>()
    };
    folder.write("pictures/members.svg", [picture("members.svg"), b"<!-- -->".to_vec()].concat());
    assert_ne!(digest(&before), digest(&build(&folder)));
    folder.write("pictures/members.svg", picture("members.svg"));
    assert_eq!(digest(&before), digest(&build(&folder)));
}

#[test]
fn one_file_attached_under_two_ids_is_said_and_embedded_under_both() {
    let folder = Folder::copy_of(&project("tests/fixtures/reject/same-file-warns"));
    let names: Vec<String> = Printed::read(build(&folder)).annexes().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["minutes-again.txt", "minutes.txt"]);
}

#[cfg(unix)]
#[test]
fn a_picture_that_is_a_link_or_a_pipe_is_not_read() {
    let folder = with_pictures(&[("a.jpg", b"")]);
    let outside = Folder::empty().with("a.jpg", picture("bay.jpg"));
    std::os::unix::fs::symlink(outside.file("a.jpg"), folder.file("a.jpg")).expect("a link");
    run_soon(&["check", folder.arg()]).exits(1).reports("not-plain-file", "city.yaml");
    let folder = with_pictures(&[("a.jpg", b"")]);
    assert!(std::process::Command::new("mkfifo").arg(folder.file("a.jpg")).status().expect("mkfifo").success());
    run_soon(&["check", folder.arg()]).exits(1).reports("not-plain-file", "city.yaml");
}
