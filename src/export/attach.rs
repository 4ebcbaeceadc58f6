//! Files go into a finished document, without setting its pages anew: the exporter asks the document for marks of files, and
//! such marks can be put on a page afterwards, where nobody sees them.

use ecow::EcoVec;
use typst::foundations::{Bytes, Derived, NativeElement, Str};
use typst::introspection::{Introspector, Location, Tag};
use typst::layout::{FrameItem, Point};
use typst::model::Document;
use typst_layout::{Page, PagedDocument};
use typst_library::foundations::PathOrStr;
use typst_library::introspection::TagFlags;
use typst_library::pdf::{AttachElem, AttachedFileRelationship};

/// A file to be attached.
#[derive(Clone, Debug)]
pub struct Attached {
    /// Its name in the PDF: ASCII, without folders, no other file's.
    pub name: String,
    /// What it is, in words.
    pub description: String,
    /// Its MIME type.
    pub mime: &'static str,
    /// Whether the document was made from it. Else it says something of the document.
    pub source: bool,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The files that the pages attach already: names and bytes.
#[must_use]
pub fn attached(document: &PagedDocument) -> Vec<(String, Vec<u8>)> {
    let elements = document.introspector().query(&AttachElem::ELEM.select());
    let files = elements.iter().filter_map(|element| element.to_packed::<AttachElem>());
    files.map(|file| (file.path.derived.to_string(), file.data.to_vec())).collect()
}

/// The document with more files in it.
#[must_use]
pub fn attach(document: &PagedDocument, files: Vec<Attached>) -> PagedDocument {
    let mut pages: EcoVec<Page> = document.pages().into();
    if let Some(page) = pages.make_mut().last_mut() {
        let flags = TagFlags { introspectable: true, tagged: false };
        for file in files {
            let location = Location::new(typst::utils::hash128(&("gnlc attached", &file.name)));
            let relationship = if file.source { AttachedFileRelationship::Source } else { AttachedFileRelationship::Supplement };
            let path = Derived::new(PathOrStr::Str(Str::from(file.name.as_str())), file.name.as_str().into());
            let element = AttachElem::new(path, Bytes::new(file.bytes))
                .with_relationship(Some(relationship))
                .with_mime_type(Some(file.mime.into()))
                .with_description(Some(file.description.into()))
                .pack()
                .located(location);
            let key = typst::utils::hash128(&element);
            page.frame.push(Point::zero(), FrameItem::Tag(Tag::Start(element, flags)));
            page.frame.push(Point::zero(), FrameItem::Tag(Tag::End(location, key, flags)));
        }
    }
    PagedDocument::new(pages, document.info().clone())
}
