//! The table of embedded files is the folders, no more and no less.

use gnlc::assets::{FONTS, PACK_STARTS, STARTER, TEXTS};
use gnlc::diagnostic::Diagnostics;
use gnlc::pack::Pack;
use gnlc::source::Sources;

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

#[test]
fn a_built_in_pack_is_called_by_its_id_and_a_table_by_the_sets_it_joins() {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    for pack in gnlc::load::builtin_packs(&[], &mut sources, &mut diagnostics) {
        let head = pack.head();
        let path = &sources.file(head.id.at.file).path;
        let stem = path.rsplit('/').next().and_then(|name| name.strip_suffix(".yaml")).expect("a name");
        let name = match &pack {
            Pack::Crosswalk(table) => format!("{}--{}", table.from.value, table.to.value),
            Pack::Form(_) | Pack::Framework(_) => head.id.value.to_string(),
        };
        assert_eq!(stem, name);
        assert_eq!(head.id.value.as_str(), name.replace("--", "-to-"));
    }
    assert_eq!(diagnostics.counts(&sources), (0, 0));
}
