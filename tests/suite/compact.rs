//! The smaller file says what the larger one said.

use std::sync::Arc;

use gnlc::compile::{Fonts, World};
use gnlc::diagnostic::Diagnostics;
use gnlc::export::{compact::compact, options};
use gnlc::render::Rendering;
use gnlc::source::Sources;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Object, ObjectIdentifier};
use proptest::prelude::*;
use typst_layout::PagedDocument;

use super::any::config;
use super::city;
use super::tool::{Folder, run};

/// A document as the exporter writes it.
fn exported(folder: &Folder) -> Vec<u8> {
    let source = run(&["build", folder.arg(), "--emit", "typ", "-o", "-"]).exits(0).out;
    let fonts = Arc::new(Fonts::new(&[], &mut Diagnostics::default()));
    let document = typst::compile::<PagedDocument>(&World::new(&Rendering::of(source), Vec::new(), fonts, &Sources::default()))
        .output
        .expect("a document");
    typst_pdf::pdf(&document, &options("a name").expect("standards that agree")).expect("a PDF")
}

/// An object as it is written.
fn written(pdf: &Pdf, id: i32) -> Option<Vec<u8>> {
    Some(match pdf.xref().get::<Object<'_>>(ObjectIdentifier::new(id, 0))? {
        Object::Dict(dict) => dict.data().to_vec(),
        Object::Array(array) => array.data().to_vec(),
        Object::Stream(stream) => [stream.dict().data(), &stream.raw_data()].concat(),
        Object::String(string) => string.as_bytes().to_vec(),
        other => format!("{other:?}").into_bytes(),
    })
}

/// Compares all objects of two files, and gives how many there are.
#[track_caller]
fn same_objects(before: &[u8], after: &[u8]) -> usize {
    let text = String::from_utf8_lossy(before);
    let size = text.rsplit("<</Size ").next().and_then(|t| t.split('/').next()?.parse().ok()).expect("a trailer");
    let (before, after) = (Pdf::new(before.to_vec()).expect("a PDF"), Pdf::new(after.to_vec()).expect("a PDF"));
    assert_eq!(before.xref().root_id(), after.xref().root_id());
    let mut count = 0;
    for id in 1..size {
        let Some(object) = written(&before, id) else { continue };
        assert!(Some(object) == written(&after, id), "object {id} differs");
        count += 1;
    }
    count
}

/// A file in the shape of the exporter's, with these objects; `None` is a number that is free.
fn file(objects: &[Option<String>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n%\x80\x80\x80\x80\n\n".to_vec();
    let mut table = String::from("0000000000 65535 f\r\n");
    let first =
        ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"];
    let all = first.into_iter().map(|o| Some(o.to_owned())).chain(objects.iter().cloned());
    for (n, object) in all.enumerate() {
        let Some(object) = object else {
            table += "0000000000 00000 f\r\n";
            continue;
        };
        table += &format!("{:010} 00000 n\r\n", out.len());
        out.extend_from_slice(format!("{} 0 obj\n{object}\nendobj\n\n", n + 1).as_bytes());
    }
    let (start, size) = (out.len(), table.lines().count());
    out.extend_from_slice(
        format!("xref\n0 {size}\n{table}trailer\n<</Size {size}/Root 1 0 R/ID[(a)(b)]>>\nstartxref\n{start}\n%%EOF").as_bytes(),
    );
    out
}

#[test]
fn a_compacted_document_has_the_same_objects_in_less_than_half_the_bytes() {
    let folder = Folder::empty();
    city::write(folder.path(), 50).expect("a folder that can be written to");
    let before = exported(&folder);
    let after = compact(before.clone());
    assert!(same_objects(&before, &after) > 5000);
    assert!(after.len() * 2 < before.len(), "{} and {} bytes", before.len(), after.len());
    let end = |bytes: &[u8], word: &[u8]| bytes.windows(word.len()).filter(|w| *w == word).count();
    assert_eq!(end(&after, b"endstream"), end(&after, b"\nendstream"), "PDF/A wants a line end before `endstream`");
}

#[test]
fn what_looks_like_the_end_of_an_object_is_none_inside_a_text() {
    let tricky = [
        "(endobj)",
        "(\nendobj\n9 0 obj\n)",
        "[(endstream)]",
        "<</A(xref\n0 1\ntrailer)>>",
        "(startxref\n5\n%%EOF)",
        "7",
        "/endstream",
        "null",
    ];
    let mut objects: Vec<Option<String>> = tricky.iter().map(|o| Some((*o).to_owned())).collect();
    objects.insert(2, None);
    objects.push(Some("<</Length 9>>\nstream\nendstream\nendstream".to_owned()));
    let before = file(&objects);
    let after = compact(before.clone());
    assert!(after.windows(6).any(|w| w == b"ObjStm"));
    assert_eq!(same_objects(&before, &after), tricky.len() + 4);
}

#[test]
fn a_file_of_another_shape_stays_as_it_is() {
    let once = compact(file(&[]));
    assert!(compact(once.clone()) == once);
    for text in
        ["", "startxref", "startxref\n0\n%%EOF", "xref\n0 1\nstartxref\n0", "xref\n0 99999999\ntrailer\n<<>>\nstartxref\n0"]
    {
        assert!(compact(text.as_bytes().to_vec()) == text.as_bytes(), "{text}");
    }
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn any_objects_are_the_same_in_the_smaller_file(objects in proptest::collection::vec(
        proptest::option::weighted(0.9, prop_oneof!["\\([a-z\n ]{0,40}\\)", "\\[[0-9 ]{0,20}\\]", "<</[A-Z]{1,3}\\([ -'*-\\[\\]-~]{0,30}\\)>>"]), 0..500,
    )) {
        let before = file(&objects);
        same_objects(&before, &compact(before.clone()));
    }

    #[test]
    fn no_damage_makes_it_fail(at in 0usize..600, put in any::<u8>()) {
        let mut bytes = file(&[Some("(a)".to_owned()), None]);
        let at = at % bytes.len();
        bytes[at] = put;
        prop_assert!(!compact(bytes.clone()).is_empty());
        bytes.truncate(at);
        prop_assert_eq!(compact(bytes.clone()).is_empty(), bytes.is_empty());
    }
}
