//! Files that cannot live in a repository: links, pipes, old encodings, half a hundred megabytes.

use super::pdf::Printed;
use super::tool::{Folder, Run, SMALL_CITY, run, run_soon};

#[track_caller]
fn check(folder: &Folder) -> Run {
    run_soon(&["check", folder.arg()]).sound()
}

/// A good city with one more file.
#[track_caller]
fn beside(name: &str, bytes: impl AsRef<[u8]>) -> Folder {
    Folder::small_city().with(name, bytes)
}

/// A good city with one attachment, whose file is still to be made.
fn with_attachment(file: &str) -> Folder {
    let quoted = serde_json::to_string(file).expect("a text");
    beside("attachments.yaml", format!("attachments:\n  - id: paper\n    file: {quoted}\n    title: A paper\n"))
}

/// A file of zeros that takes no room.
#[track_caller]
fn zeros(folder: &Folder, name: &str, bytes: u64) {
    folder.write(name, "");
    std::fs::File::options().write(true).open(folder.file(name)).and_then(|f| f.set_len(bytes)).expect("a long file");
}

#[test]
fn vietnamese_saved_as_windows_1258_is_recognised() {
    let text = b"evidence:\n  - id: thing\n    title: K\xEA\xEC hoa\xF2ch s\xF4\xEC 11\n";
    check(&beside("vn.yaml", text))
        .exits(1)
        .reports("wrong-encoding", "vn.yaml:3:")
        .says(&["Windows-1258 (Vietnamese)", "UTF-8"]);
}

#[test]
fn french_saved_as_windows_1252_is_recognised_and_shown_as_it_was_written() {
    let text = b"evidence:\n  - id: thing\n    title: Universit\xE9 de Montr\xE9al\n";
    check(&beside("fr.yaml", text))
        .exits(1)
        .reports("wrong-encoding", "fr.yaml:3:")
        .says(&["Windows-1252", "Université de Montréal"]);
}

#[test]
fn utf_16_is_recognised_with_and_without_its_mark() {
    let units: Vec<u16> = SMALL_CITY.encode_utf16().collect();
    let little: Vec<u8> = units.iter().flat_map(|u| u.to_le_bytes()).collect();
    let big: Vec<u8> = units.iter().flat_map(|u| u.to_be_bytes()).collect();
    for bytes in [[&[0xFF, 0xFE][..], &little].concat(), [&[0xFE, 0xFF][..], &big].concat(), little, big] {
        let folder = Folder::empty().with("city.yaml", bytes);
        check(&folder).exits(1).reports("wrong-encoding", "city.yaml").says(&["UTF-16"]);
    }
}

#[test]
fn a_zero_byte_and_a_control_character_are_refused() {
    check(&beside("zero.yaml", b"remarks:\n  a: b\0c\n"))
        .exits(1)
        .reports("forbidden-character", "zero.yaml:2:7")
        .says(&["U+0000"]);
    check(&beside("bell.yaml", "remarks:\n  a: b\u{7}c\n"))
        .exits(1)
        .reports("forbidden-character", "bell.yaml:2:7")
        .says(&["U+0007"]);
}

#[test]
fn a_byte_order_mark_and_the_line_ends_of_windows_are_no_mistake() {
    let plain = run(&["coverage", Folder::small_city().arg(), "--format", "json"]).exits(0);
    for text in [
        format!("\u{feff}{SMALL_CITY}"),
        SMALL_CITY.replace('\n', "\r\n"),
        format!("\u{feff}{}", SMALL_CITY.replace('\n', "\r\n")),
    ] {
        let folder = Folder::empty().with("city.yaml", text);
        check(&folder).exits(0).says(&["no errors"]);
        assert_eq!(run(&["coverage", folder.arg(), "--format", "json"]).exits(0).out, plain.out);
        run(&["build", folder.arg()]).exits(0);
    }
}

#[test]
fn the_order_and_number_of_files_mean_nothing() {
    let parts: Vec<&str> = SMALL_CITY.split("\n\n").collect();
    let folder = Folder::empty();
    for (n, part) in parts.iter().enumerate() {
        folder.write(&format!("part/{}-{n}.yml", 9 - n), format!("{part}\n"));
    }
    let whole = run(&["coverage", Folder::small_city().arg(), "--format", "json"]).exits(0);
    assert_eq!(run(&["coverage", folder.arg(), "--format", "json"]).exits(0).out, whole.out);
}

#[test]
fn a_file_of_fifty_megabytes_is_refused_at_once() {
    let folder = Folder::small_city();
    zeros(&folder, "dump.yaml", 50_000_000);
    check(&folder).exits(1).reports("file-too-large", "dump.yaml");
}

#[test]
fn a_hundred_thousand_brackets_are_refused_at_once() {
    let pairs = |open: &str, close: &str| format!("{}{}", open.repeat(100_000), close.repeat(100_000));
    for (name, text) in [("list.yaml", pairs("[", "]")), ("map.yaml", pairs("{a: ", "}")), ("dash.yaml", "- ".repeat(100_000))] {
        check(&beside(name, format!("remarks:\n  {text}\n"))).exits(1).reports("too-deep", name);
    }
    check(&beside("open.yaml", format!("remarks:\n  {}\n", "[".repeat(100_000)))).exits(1).says(&["open.yaml:2:"]);
}

#[test]
fn a_million_laughs_are_refused_at_once() {
    let mut text = String::from("remarks:\n  a0: &a0 ha\n");
    for n in 1..30 {
        text += &format!("  a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 10].join(", "));
    }
    check(&beside("laughs.yaml", text)).exits(1).reports("anchor", "laughs.yaml:2");
}

#[test]
fn far_too_many_entries_are_refused_at_once() {
    let items = "  - [a, b, c, d, e, f, g, h, i]\n".repeat(60_000);
    check(&beside("many.yaml", format!("remarks:\n{items}"))).exits(1).reports("too-much", "many.yaml");
    let keys: String = (0..5_000).map(|n| format!("  k{n}: v\n")).collect();
    let done = check(&beside("keys.yaml", format!("remarks:\n{keys}"))).exits(1).reports("too-much", "keys.yaml");
    assert_eq!(done.err.matches("error[too-much]").count(), 1, "one group, one message");
}

#[test]
fn a_name_that_only_looks_like_yaml_is_explained() {
    check(&beside("more.yaml.txt", "evidence: []\n"))
        .exits(1)
        .reports("double-extension", "more.yaml.txt")
        .says(&["rename it to `more.yaml`"]);
}

#[test]
fn an_attachment_is_embedded_as_it_is_under_a_short_name() {
    let folder = with_attachment("papers/Biên bản số 7.txt").with("papers/Biên bản số 7.txt", "minutes\n");
    let proof = SMALL_CITY.replace("proof: [gazette]", "proof: [gazette, paper]");
    folder.write("city.yaml", proof);
    run(&["build", folder.arg()]).exits(0);
    let embedded = Printed::open(&folder.file("dossier-en.pdf")).annexes();
    assert_eq!(embedded, vec![("paper.txt".to_owned(), b"minutes\n".to_vec())]);
}

#[test]
fn an_attachment_must_be_there_and_hold_something() {
    check(&with_attachment("papers/none.pdf")).exits(1).reports("missing-file", "attachments.yaml:3:").says(&["papers/none.pdf"]);
    check(&with_attachment("empty.pdf").with("empty.pdf", ""))
        .exits(1)
        .reports("missing-file", "attachments.yaml:3:")
        .says(&["is empty"]);
    check(&with_attachment("papers").with("papers/a.pdf", "a")).exits(1).reports("not-plain-file", "attachments.yaml:3:");
}

#[test]
fn an_attachment_may_not_lie_elsewhere_or_be_a_program() {
    for path in
        ["../secret.pdf", "/etc/hostname", "papers/../../secret.pdf", "C:\\secret.pdf", "papers\\secret.pdf", "./a/../../b.pdf"]
    {
        check(&with_attachment(path)).exits(1).reports("outside-folder", "attachments.yaml:3:");
    }
    check(&with_attachment("run.exe").with("run.exe", "MZ")).exits(1).reports("file-kind", "attachments.yaml:3:");
    check(&with_attachment("page.html").with("page.html", "<script>")).exits(1).reports("file-kind", "attachments.yaml:3:");
}

#[test]
fn attachments_have_a_largest_size_alone_and_together() {
    let folder = with_attachment("film.mp4");
    zeros(&folder, "film.mp4", 26_000_000);
    check(&folder).exits(1).reports("file-too-large", "attachments.yaml:3:").says(&["film.mp4", "26 MB"]);
    let folder = Folder::small_city();
    let mut list = String::from("attachments:\n");
    for n in 1..=5 {
        zeros(&folder, &format!("film-{n}.mp4"), 24_000_000);
        list += &format!("  - {{id: film-{n}, file: film-{n}.mp4, title: Film {n}}}\n");
    }
    folder.write("attachments.yaml", list);
    check(&folder).exits(1).reports("file-too-large", "attachments.yaml:6:").says(&["film-5.mp4"]);
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;
    use std::process::Command;

    use super::*;

    #[track_caller]
    fn pipe(path: &std::path::Path) {
        assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo").success());
    }

    #[test]
    fn links_to_files_folders_and_nothing_are_not_followed() {
        let elsewhere = Folder::empty().with("more.yaml", "evidence: [broken\n");
        for (target, name) in [
            (elsewhere.file("more.yaml"), "link.yaml"),
            (elsewhere.path().to_owned(), "linked"),
            (elsewhere.file("none"), "none.yml"),
        ] {
            let folder = Folder::small_city();
            symlink(target, folder.file(name)).expect("a link");
            check(&folder).exits(1).reports("not-plain-file", name).says_nothing_of(&["broken", "yaml-syntax"]);
        }
    }

    #[test]
    fn a_link_to_the_folder_itself_is_no_endless_way() {
        let folder = Folder::small_city();
        symlink(folder.path(), folder.file("again")).expect("a link");
        check(&folder).exits(1).reports("not-plain-file", "again");
    }

    #[test]
    fn pipes_and_sockets_are_not_waited_for() {
        let folder = Folder::small_city();
        pipe(&folder.file("pipe.yaml"));
        check(&folder).exits(1).reports("not-plain-file", "pipe.yaml");
        let folder = Folder::small_city();
        let _socket = UnixListener::bind(folder.file("socket.yaml")).expect("a socket");
        check(&folder).exits(1).reports("not-plain-file", "socket.yaml");
    }

    #[test]
    fn an_attachment_that_is_a_pipe_or_a_link_is_not_read() {
        let folder = with_attachment("pipe.pdf");
        pipe(&folder.file("pipe.pdf"));
        check(&folder).exits(1).reports("not-plain-file", "attachments.yaml:3:");
        let folder = with_attachment("passwd.txt");
        symlink("/etc/passwd", folder.file("passwd.txt")).expect("a link");
        check(&folder).exits(1).reports("not-plain-file", "attachments.yaml:3:");
        let (folder, outside) = (with_attachment("papers/secret.txt"), Folder::empty().with("secret.txt", "secret"));
        symlink(outside.path(), folder.file("papers")).expect("a link");
        check(&folder).exits(1).reports("not-plain-file", "attachments.yaml:3:");
    }

    #[test]
    fn a_pack_that_is_a_link_is_not_followed() {
        let folder = Folder::small_city();
        std::fs::create_dir(folder.file("packs")).expect("a folder");
        symlink("/etc/hostname", folder.file("packs/own.yaml")).expect("a link");
        check(&folder).exits(1).reports("not-plain-file", "packs/own.yaml");
    }

    #[test]
    fn a_name_in_an_old_encoding_is_reported() {
        let folder = Folder::small_city();
        std::fs::write(folder.path().join(OsStr::from_bytes(b"k\xEA hoach.yaml")), "evidence: []\n").expect("a file");
        check(&folder).exits(1).reports("not-plain-file", "hoach.yaml");
    }

    #[test]
    fn a_file_or_folder_that_may_not_be_read_is_named() {
        let folder = Folder::small_city().with("closed.yaml", "evidence: []\n").with("shut/a.yaml", "evidence: []\n");
        let rights = |name: &str, mode: u32| {
            std::fs::set_permissions(folder.file(name), std::fs::Permissions::from_mode(mode)).expect("rights can be set")
        };
        rights("closed.yaml", 0o000);
        rights("shut", 0o000);
        // Whoever may read everything cannot try this.
        if std::fs::read(folder.file("closed.yaml")).is_err() {
            check(&folder).exits(1).reports("cannot-read", "closed.yaml").reports("cannot-read", "shut");
        }
        rights("shut", 0o700);
    }
}
