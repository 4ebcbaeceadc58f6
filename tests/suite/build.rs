//! `gnlc build`: one good document, or the old one and nothing else.

use super::pdf::{Printed, whole_body};
use super::tool::{Folder, SMALL_CITY, broken_city, command, run, run_command};

#[test]
fn build_writes_one_file_and_says_what_it_is() {
    let folder = Folder::small_city();
    let done = run(&["build", folder.arg()]).exits(0).says(&[
        "dossier-en.pdf: ",
        " pages, ",
        " kB, ",
        "Key Features of Learning Cities",
        "In practice in 1",
    ]);
    assert_eq!(done.out, "", "results go to standard output, the rest does not");
    assert_eq!(folder.names(), ["city.yaml", "dossier-en.pdf"]);
    let pages = Printed::open(&folder.file("dossier-en.pdf")).page_count();
    assert!(done.err.contains(&format!("{pages} pages")), "{}", done.err);
}

#[test]
fn build_writes_to_standard_output_when_asked() {
    let folder = Folder::small_city();
    run(&["build", folder.arg(), "-o", folder.file("a.pdf").to_str().expect("a path")]).exits(0);
    let output = command(&["build", folder.arg(), "-o", "-"]).output().expect("a run");
    assert!(output.status.success());
    assert!(output.stdout == std::fs::read(folder.file("a.pdf")).expect("a PDF"));
    assert_eq!(folder.names(), ["a.pdf", "city.yaml"]);
}

#[test]
fn build_shows_the_typesetters_source_when_asked() {
    let folder = Folder::small_city();
    let done = run(&["build", folder.arg(), "--emit", "typ", "-o", "-"]).exits(0);
    assert!(done.out.starts_with("#import \"/theme.typ\"") && !typst::syntax::parse(&done.out).diagnosis().errors);
    run(&["build", folder.arg(), "--emit", "typ"]).exits(0);
    assert_eq!(folder.names(), ["city.yaml", "dossier-en.typ"]);
}

#[test]
fn a_failed_build_leaves_the_old_document_and_nothing_else() {
    let folder = broken_city();
    run(&["build", folder.arg()]).exits(1).says(&["error[ambiguous-date]", "nothing was written"]);
    assert_eq!(folder.names(), ["city.yaml", "dossier-en.pdf"]);
    assert_eq!(std::fs::read_to_string(folder.file("dossier-en.pdf")).expect("the old one"), "the old one");
}

#[test]
fn a_draft_is_printed_in_spite_of_errors_and_shows_them() {
    let folder = broken_city();
    let done = run(&["build", folder.arg(), "--draft"]).exits(1).says(&["error[ambiguous-date]", "dossier-en.pdf: "]);
    let document = Printed::open(&folder.file("dossier-en.pdf"));
    let pages = document.texts();
    let text = whole_body(&pages);
    assert!(pages.iter().skip(1).all(|p| p.artifacts.contains("Draft")), "{:?}", pages.get(1));
    for word in ["`1/3/2024` may be 2024-03-01", "city.yaml, line"] {
        assert!(text.replace('`', "").contains(&word.replace('`', "")), "`{word}` is not in {text}\n{}", done.err);
    }
    assert!(document.is_tagged());
}

#[test]
fn a_document_that_cannot_be_written_ends_with_two_and_leaves_nothing() {
    let folder = Folder::small_city().with("taken/inside.txt", "a");
    let path = |name: &str| folder.file(name).to_str().expect("a path").to_owned();
    for target in ["taken", "none/a.pdf", "city.yaml/a.pdf"] {
        run(&["build", folder.arg(), "-o", &path(target)]).exits(2).reports("cannot-write", target);
        assert_eq!(folder.names(), ["city.yaml", "taken"]);
    }
    assert_eq!(std::fs::read_to_string(folder.file("taken/inside.txt")).expect("untouched"), "a");
}

#[test]
fn a_language_without_words_ends_with_two() {
    let folder = Folder::small_city();
    run(&["build", folder.arg(), "--lang", "xx"]).exits(2).says(&["error[no-language]", "`xx`", "one of: en"]);
    run(&["build", folder.arg(), "--lang", "../en"]).exits(2).says(&["error[no-language]"]);
    assert_eq!(folder.names(), ["city.yaml"]);
}

#[test]
fn a_text_without_translation_stops_a_document_and_not_a_draft() {
    let text = SMALL_CITY.replace("languages: [en]", "languages: [fr, en]").replace("native_language: en", "native_language: fr");
    let folder = Folder::empty().with("city.yaml", text);
    run(&["build", folder.arg(), "--lang", "en"])
        .exits(1)
        .reports("missing-translation", "city.yaml")
        .says(&["no translation into `en`"]);
    assert_eq!(folder.names(), ["city.yaml"]);
    let done = run(&["build", folder.arg(), "--lang", "en", "--draft"]).sound().says(&["warning[missing-translation]"]);
    assert!(folder.file("dossier-en.pdf").is_file(), "{}", done.err);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;

    use super::*;

    #[test]
    fn a_folder_that_may_not_be_written_to_ends_with_two() {
        let (folder, shut) = (Folder::small_city(), Folder::empty().with("old.pdf", "the old one"));
        let rights =
            |mode: u32| std::fs::set_permissions(shut.path(), std::fs::Permissions::from_mode(mode)).expect("rights can be set");
        rights(0o555);
        // Whoever may write everywhere cannot try this.
        if std::fs::write(shut.file("probe"), "").is_err() {
            let target = shut.file("old.pdf");
            run(&["build", folder.arg(), "-o", target.to_str().expect("a path")])
                .exits(2)
                .reports("cannot-write", "old.pdf")
                .says(&["access is denied"]);
            assert_eq!(std::fs::read_to_string(target).expect("untouched"), "the old one");
        }
        rights(0o755);
    }

    #[test]
    fn a_document_behind_a_link_is_replaced_and_the_link_stays() {
        let (folder, other) = (Folder::small_city(), Folder::empty().with("real.pdf", "the old one"));
        symlink(other.file("real.pdf"), folder.file("dossier-en.pdf")).expect("a link");
        run(&["build", folder.arg()]).exits(0);
        assert!(folder.file("dossier-en.pdf").is_symlink());
        assert!(Printed::open(&other.file("real.pdf")).page_count() > 3);
        assert_eq!(other.names(), ["real.pdf"]);
    }

    #[test]
    fn a_device_or_socket_is_never_replaced_by_a_document() {
        let folder = Folder::small_city();
        let socket = folder.file("socket");
        let _listener = UnixListener::bind(&socket).expect("a socket");
        let done = run(&["build", folder.arg(), "-o", socket.to_str().expect("a path")]).sound();
        let kind = std::fs::symlink_metadata(&socket).expect("still there").file_type();
        assert!(kind.is_socket(), "the socket became a file: {done:?}");
        assert_ne!(done.status, Some(0), "{done:?}");
    }

    #[test]
    fn a_document_is_for_all_to_read() {
        let folder = Folder::small_city();
        run(&["build", folder.arg()]).exits(0);
        let mode = std::fs::metadata(folder.file("dossier-en.pdf")).expect("a document").permissions().mode();
        assert_eq!(mode & 0o777, 0o644);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_behind_standard_output_is_an_error() {
        let folder = Folder::small_city();
        for args in [&["explain", "codes"][..], &["coverage", folder.arg()], &["build", folder.arg(), "-o", "-"]] {
            let full = std::fs::File::options().write(true).open("/dev/full").expect("a full disk");
            let done = run_command(command(args).stdout(full)).sound();
            assert_ne!(done.status, Some(0), "{args:?}: {done:?}");
        }
    }
}
