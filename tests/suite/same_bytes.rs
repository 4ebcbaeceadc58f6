//! The same folder gives the same bytes, wherever, whenever and by whomever it is built.

use std::fs::File;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use super::edition::{HANOI, english};
use super::tool::{Folder, command, files_below, project, run_command};

/// The PDF of a folder, made by a command that may have been told other surroundings.
#[track_caller]
fn bytes(folder: &Path, surround: impl FnOnce(&mut Command)) -> Vec<u8> {
    let target = Folder::empty();
    let pdf = target.file("out.pdf");
    let mut command = command(&["build".as_ref(), folder.as_os_str(), "-o".as_ref(), pdf.as_os_str()]);
    surround(&mut command);
    run_command(&mut command).exits(0);
    std::fs::read(pdf).expect("a PDF")
}

fn example() -> Folder {
    Folder::copy_of(&project(HANOI))
}

#[track_caller]
fn same(one: &[u8], other: &[u8]) {
    let differ = one.iter().zip(other).position(|(a, b)| a != b);
    assert!(one == other, "{} and {} bytes; they differ at {differ:?}", one.len(), other.len());
}

#[test]
fn a_moved_folder_gives_the_same_bytes() {
    let (folder, deeper) = (example(), Folder::empty());
    std::fs::create_dir_all(deeper.file("a b/Tỉnh/ü")).expect("folders");
    let moved = deeper.file("a b/Tỉnh/ü/city");
    std::fs::rename(folder.path(), &moved).expect("a folder can be moved");
    same(&english().bytes, &bytes(&moved, |_| {}));
    std::fs::rename(&moved, folder.path()).expect("and back");
}

#[test]
fn other_surroundings_give_the_same_bytes() {
    let folder = example();
    let elsewhere = bytes(folder.path(), |c| {
        let home = std::env::temp_dir();
        c.env("TZ", "Pacific/Kiritimati").env("LANG", "tr_TR.UTF-8").env("LC_ALL", "vi_VN.UTF-8").env("LANGUAGE", "fr");
        c.env("USER", "somebody").env("LOGNAME", "somebody").env("HOME", &home).env("HOSTNAME", "other").current_dir(home);
        c.env("TYPST_FONT_PATHS", "/usr/share/fonts").env("SOURCE_DATE_EPOCH", "86400").env("RAYON_NUM_THREADS", "1");
    });
    same(&english().bytes, &elsewhere);
    same(&english().bytes, &bytes(folder.path(), |c| _ = c.env_clear()));
}

#[test]
fn other_times_and_another_order_of_files_give_the_same_bytes() {
    let other = Folder::empty();
    let files = files_below(HANOI).into_iter().filter(|path| !path.ends_with(".pdf"));
    for (n, path) in files.collect::<Vec<_>>().iter().rev().enumerate() {
        let name = &path[HANOI.len() + 1..];
        other.write(name, std::fs::read(project(path)).expect("a file"));
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(86_400 * (n as u64 + 1));
        File::options().write(true).open(other.file(name)).and_then(|f| f.set_modified(long_ago)).expect("a time can be set");
    }
    same(&english().bytes, &bytes(other.path(), |_| {}));
}

#[test]
fn the_same_folder_named_otherwise_gives_the_same_bytes() {
    let folder = Folder::small_city();
    let plain = bytes(folder.path(), |_| {});
    let target = Folder::empty();
    let pdf = target.file("out.pdf");
    let mut inside = command(&["build".as_ref(), "-o".as_ref(), pdf.as_os_str()]);
    run_command(inside.current_dir(folder.path())).exits(0);
    same(&plain, &std::fs::read(pdf).expect("a PDF"));
    same(&plain, &bytes(&folder.file(".././").join(folder.path().file_name().expect("a name")), |_| {}));
}

#[test]
fn what_is_not_part_of_the_dossier_changes_nothing() {
    let folder = Folder::small_city();
    let plain = bytes(folder.path(), |_| {});
    for name in ["notes.txt", "old.pdf", ".hidden.yaml", ".git/config.yaml", "private.yaml", "templates/x.yaml", "fonts/x.yml"] {
        folder.write(name, "dossier: [broken");
    }
    same(&plain, &bytes(folder.path(), |_| {}));
}

#[test]
fn another_word_gives_other_bytes() {
    let (one, other) = (Folder::small_city(), Folder::small_city());
    let text = super::tool::SMALL_CITY.replace("four times a year", "five times a year");
    other.write("city.yaml", text);
    assert!(bytes(one.path(), |_| {}) != bytes(other.path(), |_| {}));
}
