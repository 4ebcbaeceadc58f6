//! The table of embedded files is the folders, no more and no less.

use gnlc::assets::{FONTS, PACK_STARTS, STARTER, TEXTS};

use super::tool::{files_below, text_of};

#[track_caller]
fn same(mut table: Vec<&str>, folders: &[&str], ending: &str) {
    let mut files: Vec<String> = folders.iter().flat_map(|f| files_below(f)).filter(|f| f.ends_with(ending)).collect();
    files.sort();
    table.sort_unstable();
    assert_eq!(table, files);
    assert!(!files.is_empty());
}

#[test]
fn every_pack_word_list_and_template_is_embedded() {
    same(
        TEXTS.iter().map(|a| a.path).collect(),
        &["data/frameworks", "data/crosswalks", "data/forms", "data/locales", "templates"],
        "",
    );
}

#[test]
fn every_pack_to_begin_with_is_embedded() {
    same(PACK_STARTS.iter().map(|a| a.path).collect(), &["data/packs"], "");
}

#[test]
fn every_file_of_the_starter_is_embedded() {
    same(STARTER.iter().map(|a| a.path).collect(), &["data/examples/starter"], "");
}

#[test]
fn every_font_is_embedded_and_no_text_is_empty_or_old() {
    same(FONTS.iter().map(|a| a.path).collect(), &["fonts"], ".ttf");
    for asset in TEXTS.iter().chain(STARTER).chain(PACK_STARTS) {
        assert!(!asset.text.trim().is_empty(), "{} is empty", asset.path);
        assert_eq!(asset.text, text_of(asset.path), "{}", asset.path);
    }
}
