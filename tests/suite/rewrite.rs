//! PDFs changed, and PDFs made up, object by object: what somebody could do to a file of ours, or make instead of one.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use gnlc::archive::manifest::{About, Input, Manifest, Options};
use gnlc::digest::sha256;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Stream, String as PdfString};

/// Packs bytes.
pub fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

/// A stream, packed.
pub fn stream(keys: &str, bytes: &[u8]) -> Vec<u8> {
    let data = deflate(bytes);
    let head = format!("<<{keys}/Length {}/Filter/FlateDecode>>\nstream\n", data.len());
    [head.into_bytes(), data, b"\nendstream".to_vec()].concat()
}

/// A list of files as gnlc writes it.
pub fn list(files: Vec<Input>) -> Manifest {
    let about = About {
        city: "Nowhere".into(),
        title: "Nothing".into(),
        nature: "imaginary".into(),
        call: None,
        draft: None,
        languages: vec!["en".into()],
        date: "2026-01-01".into(),
        as_of: "2026-01-01".into(),
        packs: Vec::new(),
        coverage: Vec::new(),
        content: sha256(b""),
        signoffs: Vec::new(),
        pages: Some(1),
    };
    let options = Options { lang: "en".into(), sources: true, ..Options::default() };
    Manifest {
        format: 1,
        gnlc: env!("CARGO_PKG_VERSION").into(),
        command: "gnlc build .".into(),
        input_digest: sha256(b""),
        options,
        about,
        files,
        builtin: Vec::new(),
        anchors: Vec::new(),
    }
}

/// A line of the list for a file that is attached.
pub fn input(path: &str, name: &str, bytes: &[u8]) -> Input {
    Input { path: path.into(), sha256: sha256(bytes), size: bytes.len(), attached: Some(name.into()), missing: None }
}

/// A PDF of one page: catalog (1), pages (2), page (3), then what is given, the first of it with the number 4.
pub fn file(catalog: &str, objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let first = [
        format!("<</Type/Catalog/Pages 2 0 R{catalog}>>"),
        "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>".to_owned(),
    ];
    let mut out = b"%PDF-1.7\n%\x80\x80\x80\x80\n".to_vec();
    let mut table = String::from("0000000000 65535 f\r\n");
    let all: Vec<Vec<u8>> = first.into_iter().map(String::into_bytes).chain(objects.iter().cloned()).collect();
    for (n, object) in all.iter().enumerate() {
        table += &format!("{:010} 00000 n\r\n", out.len());
        out.extend_from_slice(&[format!("{} 0 obj\n", n + 1).as_bytes(), object, b"\nendobj\n"].concat());
    }
    let (start, size) = (out.len(), all.len() + 1);
    out.extend_from_slice(
        format!("xref\n0 {size}\n{table}trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n").as_bytes(),
    );
    out
}

/// A PDF with these files in it, each a name and a stream.
pub fn holding(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut objects = Vec::new();
    let mut names = String::new();
    for (name, stream) in files {
        let at = objects.len() + 4;
        names += &format!("({name}) {} 0 R ", at + 1);
        objects.push(stream.clone());
        objects.push(format!("<</Type/Filespec/F({name})/UF({name})/EF<</F {at} 0 R>>>>").into_bytes());
    }
    file(&format!("/Names<</EmbeddedFiles<</Names[{names}]>>>>"), &objects, "")
}

/// A PDF with a list and the files it names.
pub fn listing(files: &[(&str, &[u8])]) -> Vec<u8> {
    let names: Vec<String> = (0..files.len()).map(|n| format!("f{n}")).collect();
    let inputs = files.iter().zip(&names).map(|((path, bytes), name)| input(path, name, bytes)).collect();
    let json = list(inputs).to_json();
    let mut all = vec![("gnlc-manifest.json", stream("", &json))];
    all.extend(files.iter().zip(&names).map(|((_, bytes), name)| (name.as_str(), stream("", bytes))));
    holding(&all)
}

/// The same PDF with an object written anew behind its end, as programs that change PDFs do.
pub fn with_object(pdf: &[u8], number: i32, object: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(pdf);
    let before: usize = text.rsplit("startxref\n").next().and_then(|t| t.lines().next()?.parse().ok()).expect("a start");
    let read = Pdf::new(pdf.to_vec()).expect("a PDF");
    let root = read.xref().root_id();
    let mut out = [pdf, b"\n"].concat();
    let at = out.len();
    out.extend_from_slice(&[format!("{number} 0 obj\n").as_bytes(), object, b"\nendobj\n"].concat());
    let start = out.len();
    let table =
        format!("xref\n{number} 1\n{at:010} 00000 n\r\ntrailer\n<</Size 99999/Root {} 0 R/Prev {before}>>\n", root.obj_number);
    out.extend_from_slice(format!("{table}startxref\n{start}\n%%EOF\n").as_bytes());
    out
}

/// The number of the stream of an attached file.
#[track_caller]
pub fn attached(pdf: &[u8], wanted: &str) -> i32 {
    fn search(node: &Dict<'_>, wanted: &str) -> Option<i32> {
        let below = node.get::<Array<'_>>("Kids").into_iter().flat_map(|k| k.iter::<Dict<'_>>().collect::<Vec<_>>());
        let own = node
            .get::<Array<'_>>("Names")
            .into_iter()
            .flat_map(|n| n.iter::<hayro_syntax::object::Object<'_>>().collect::<Vec<_>>());
        let spec = own.filter_map(hayro_syntax::object::Object::into_dict).find_map(|spec| {
            let name = spec.get::<PdfString<'_>>("F")?;
            let stream = spec.get::<Dict<'_>>("EF")?.get::<Stream<'_>>("F")?;
            (name.as_bytes() == wanted.as_bytes()).then(|| stream.obj_id().obj_number)
        });
        spec.or_else(|| below.into_iter().find_map(|kid| search(&kid, wanted)))
    }
    let read = Pdf::new(pdf.to_vec()).expect("a PDF");
    let catalog: Dict<'_> = read.xref().get(read.xref().root_id()).expect("a catalog");
    let names = catalog.get::<Dict<'_>>("Names").and_then(|n| n.get::<Dict<'_>>("EmbeddedFiles")).expect("attached files");
    search(&names, wanted).unwrap_or_else(|| panic!("no `{wanted}`"))
}

/// The number of the stream that draws a page (from 1), and what it says.
#[track_caller]
pub fn page_stream(pdf: &[u8], page: usize) -> (i32, Vec<u8>) {
    let read = Pdf::new(pdf.to_vec()).expect("a PDF");
    let stream = read.pages()[page - 1].raw().get::<Stream<'_>>("Contents").expect("a stream");
    (stream.obj_id().obj_number, stream.decoded().expect("a page that can be read").into_owned())
}

/// Where the packed bytes of a stream begin, and how many they are.
#[track_caller]
pub fn raw_range(pdf: &[u8], number: i32) -> (usize, usize) {
    let read = Pdf::new(pdf.to_vec()).expect("a PDF");
    let stream: Stream<'_> = read.xref().get(hayro_syntax::object::ObjectIdentifier::new(number, 0)).expect("a stream");
    let raw = stream.raw_data();
    let at = pdf.windows(raw.len()).position(|w| w == &raw[..]).expect("the bytes lie in the file");
    (at, raw.len())
}
