//! The command line, `gnlc init` and `gnlc check` as transcripts: what is printed, where, and with which exit status.

use std::process::Command;

use gnlc::diagnostic::Code;

use super::pdf::Printed;
use super::tool::{Folder, SMALL_CITY, broken_city, command, files_below, good, json, run, run_command, text_of, transcript};

#[test]
fn init_writes_a_city_that_passes_and_can_be_built() {
    let folder = Folder::empty();
    let done = run_command(command(&["init", "my-city"]).current_dir(folder.path())).exits(0);
    let mut written = Vec::new();
    for path in files_below("data/examples/starter") {
        let name = path.trim_start_matches("data/examples/starter/");
        assert_eq!(std::fs::read_to_string(folder.file("my-city").join(name)).ok(), Some(text_of(&path)), "{name}");
        assert!(done.err.contains(&format!("wrote my-city/{name}")), "{}", done.err);
        written.push(name.to_owned());
    }
    assert!(done.err.contains("gnlc build my-city"), "{}", done.err);
    run_command(command(&["check", "my-city"]).current_dir(folder.path())).exits(0).says(&["no errors"]);
    run_command(command(&["build", "my-city"]).current_dir(folder.path())).exits(0);
    let text: String =
        Printed::open(&folder.file("my-city/dossier-en.pdf")).texts().iter().map(|p| p.artifacts.clone()).collect();
    assert!(text.contains("Imaginary city"), "{text}");
}

#[test]
fn init_leaves_a_folder_alone_that_holds_something() {
    let folder = Folder::empty().with("letter.txt", "dear");
    run(&["init", folder.arg()]).exits(2).reports("cannot-write", folder.arg()).says(&["not empty"]);
    assert_eq!(folder.names(), ["letter.txt"]);
    let file = folder.file("letter.txt");
    run(&["init".as_ref(), file.as_os_str()]).exits(2).reports("cannot-write", "letter.txt");
    assert_eq!(std::fs::read_to_string(file).expect("a file"), "dear");
}

#[test]
fn init_fills_an_empty_folder_and_quotes_a_name_with_a_space() {
    let folder = Folder::empty();
    std::fs::create_dir(folder.file("my city")).expect("a folder");
    run_command(command(&["init", "my city"]).current_dir(folder.path())).exits(0).says(&["gnlc build \"my city\""]);
}

#[test]
fn check_says_what_is_wrong_and_how_much() {
    let folder = broken_city();
    good("check-human", &transcript(&folder, &["check"]));
    good("check-short", &transcript(&folder, &["check", ".", "--format", "short"]));
    good("check-json", &transcript(&folder, &["check", "--format", "json"]));
}

#[test]
fn check_of_a_good_city_says_so() {
    good("check-good", &transcript(&Folder::small_city(), &["check"]));
}

#[test]
fn check_for_programs_names_code_place_and_line() {
    let folder = broken_city();
    let report = json(&run(&["check", folder.arg(), "--format", "json"]).exits(1));
    let messages = report["messages"].as_array().expect("messages");
    let count = |severity: &str| messages.iter().filter(|m| m["severity"] == severity).count() as u64;
    assert_eq!((report["errors"].as_u64(), report["warnings"].as_u64()), (Some(count("error")), Some(count("warning"))));
    let date = messages.iter().find(|m| m["code"] == "ambiguous-date").expect("the slashed date");
    let line = SMALL_CITY.lines().position(|l| l.contains("since: 2024-03-01")).expect("its line") + 1;
    assert_eq!(
        (date["path"].as_str(), date["line"].as_u64(), date["column"].as_u64()),
        (Some("city.yaml"), Some(line as u64), Some(12))
    );
    assert_eq!(date["text"], "    since: 1/3/2024");
    for message in messages {
        let code = message["code"].as_str().expect("a code");
        assert!(Code::ALL.iter().any(|c| c.name() == code), "{code}");
        assert!(!message["message"].as_str().expect("a message").is_empty());
        assert!(message["hints"].as_array().is_some_and(|h| !h.is_empty()), "no advice: {message}");
    }
}

#[test]
fn messages_are_one_sentence_each_without_a_full_stop() {
    let folder = broken_city();
    for message in json(&run(&["check", folder.arg(), "--format", "json"]).exits(1))["messages"].as_array().expect("messages") {
        let text = message["message"].as_str().expect("a message");
        assert!(!text.ends_with('.') && !text.contains('\n') && !text.starts_with(char::is_uppercase), "{text}");
    }
}

#[test]
fn quiet_prints_errors_only() {
    let (good, broken) = (Folder::small_city(), broken_city());
    for command in ["check", "build"] {
        let done = run(&["--quiet", command, good.arg()]).exits(0);
        assert_eq!((done.out.as_str(), done.err.as_str()), ("", ""));
        let done = run(&[command, broken.arg(), "-q"]).exits(1).says(&["error[ambiguous-date]"]);
        assert!(!done.err.contains("warning["), "{}", done.err);
    }
    let short = run(&["check", broken.arg(), "-q", "--format", "short"]).exits(1).says(&["error[ambiguous-date]"]);
    assert!(!short.out.contains("warning["), "{}", short.out);
}

#[test]
fn a_folder_that_cannot_be_a_dossier_ends_with_two() {
    let folder = Folder::empty().with("letter.txt", "dear");
    let file = folder.file("letter.txt");
    for command in ["check", "build", "coverage"] {
        run(&[command, folder.file("none").to_str().expect("a path")]).exits(2).reports("no-folder", "none");
        run(&[command, file.to_str().expect("a path")]).exits(2).reports("no-folder", "letter.txt");
        run(&[command, folder.arg()]).exits(2).reports("no-yaml", folder.arg());
    }
    assert_eq!(folder.names(), ["letter.txt"]);
}

#[test]
fn help_and_version_are_answers_and_wrong_arguments_are_not() {
    for command in ["build", "check", "coverage", "init", "explain", "fonts"] {
        run(&[command, "--help"]).exits(0).says(&["Usage: gnlc", "Example"]);
    }
    run(&["--help"]).exits(0).says(&["Exit status: 0 done; 1 the dossier has errors; 2 gnlc could not run."]);
    assert_eq!(run(&["--version"]).exits(0).out, format!("gnlc {}\n", env!("CARGO_PKG_VERSION")));
    run::<&str>(&[]).exits(2).says(&["Usage: gnlc"]);
    for args in [&["biuld"][..], &["build", "--colour"], &["check", "--format", "xml"], &["build", "--timeout", "0"], &["init"]] {
        run(args).exits(2);
    }
}

#[test]
fn a_reader_that_closes_its_end_is_no_error() {
    let folder = Folder::small_city();
    let closed = |args: &[&str], which: fn(&mut Command, std::io::PipeWriter)| {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let mut command = command(args);
        which(&mut command, writer);
        let done = run_command(&mut command).sound();
        assert_eq!((done.status, done.err.contains("error")), (Some(0), false), "{args:?}: {done:?}");
    };
    for args in [
        &["explain", "codes"][..],
        &["coverage", folder.arg()],
        &["check", folder.arg(), "--format", "json"],
        &["--help"],
        &["build", folder.arg(), "-o", "-"],
    ] {
        closed(args, |command, writer| _ = command.stdout(writer));
    }
    closed(&["check", folder.arg()], |command, writer| _ = command.stderr(writer));
}
