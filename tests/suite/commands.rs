//! Every command as a transcript: what it prints, where, and with which exit status.

use std::collections::BTreeSet;
use std::process::Command;

use gnlc::diagnostic::Code;
use gnlc::model::words::EvidenceKind;

use super::pdf::{Printed, squeeze};
use super::tool::{Folder, Run, SMALL_CITY, command, files_below, good, project, run, run_command, text_of};

/// A city with one error, one warning more, and a PDF of better days.
fn broken_city() -> Folder {
    let text = SMALL_CITY.replace("since: 2024-03-01", "since: 1/3/2024").replace("date: 2026-01-15", "date: 2027-03-05");
    Folder::empty().with("city.yaml", text).with("dossier-en.pdf", "the old one")
}

#[track_caller]
fn json(run: &Run) -> serde_json::Value {
    serde_json::from_str(&run.out).unwrap_or_else(|e| panic!("{e}: {}", run.out))
}

/// A transcript without the parts that differ between runs and machines.
fn transcript(folder: &Folder, args: &[&str]) -> String {
    let done = run_command(command(args).current_dir(folder.path())).sound();
    let mut text = format!("$ gnlc {}\nexit {}\n", args.join(" "), done.status.expect("no panic"));
    for (name, part) in [("stdout", &done.out), ("stderr", &done.err)] {
        if !part.is_empty() {
            text += &format!("--- {name}\n{part}");
        }
    }
    text
}

// ------------------------------------------------------------------------------------------------ init

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
    let text: String = Printed::open(&folder.file("my-city/dossier-en.pdf")).texts().iter().map(|p| p.artifacts.clone()).collect();
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

// ------------------------------------------------------------------------------------------------ check

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
    assert_eq!((date["path"].as_str(), date["line"].as_u64(), date["column"].as_u64()), (Some("city.yaml"), Some(line as u64), Some(12)));
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

// ------------------------------------------------------------------------------------------------ build

#[test]
fn build_writes_one_file_and_says_what_it_is() {
    let folder = Folder::small_city();
    let done = run(&["build", folder.arg()]).exits(0).says(&["dossier-en.pdf: ", " pages, ", " kB, ", "Key Features of Learning Cities, 12 areas"]);
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
    let text = squeeze(&pages.iter().map(|p| p.body.as_str()).collect::<Vec<_>>().join(" "));
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
    run(&["build", folder.arg(), "--lang", "en"]).exits(1).reports("missing-translation", "city.yaml").says(&["no translation into `en`"]);
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
        let rights = |mode: u32| std::fs::set_permissions(shut.path(), std::fs::Permissions::from_mode(mode)).expect("rights can be set");
        rights(0o555);
        // Whoever may write everywhere cannot try this.
        if std::fs::write(shut.file("probe"), "").is_err() {
            let target = shut.file("old.pdf");
            run(&["build", folder.arg(), "-o", target.to_str().expect("a path")]).exits(2).reports("cannot-write", "old.pdf").says(&["access is denied"]);
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

// ------------------------------------------------------------------------------------------------ coverage

#[test]
fn coverage_is_shown_as_table_json_and_csv() {
    let folder = Folder::small_city();
    good("coverage-table", &transcript(&folder, &["coverage"]));
    let csv = transcript(&folder, &["coverage", ".", "--format", "csv"]);
    assert_eq!(csv.lines().filter(|l| l.contains(",area,")).count(), 12);
    good("coverage-csv", &csv.replace("\r\n", "\n").lines().filter(|l| !l.contains(",feature,") && !l.contains(",measurement,")).collect::<Vec<_>>().join("\n"));
    let report = json(&run(&["coverage", folder.arg(), "--format", "json"]).exits(0));
    let area = |code: &str| report["criteria"].as_array().expect("criteria").iter().find(|c| c["code"] == code).expect("an area").clone();
    assert_eq!(area("3.2")["mark"], "practice");
    assert_eq!(area("3.2")["evidence"], serde_json::json!(["learning-council"]));
    assert_eq!(area("2.2")["indicators"], serde_json::json!(["readers"]));
    assert_eq!(area("1.1")["mark"], "none");
    assert_eq!(report["supports_nothing"], serde_json::json!([]));
}

#[test]
fn every_line_of_the_csv_has_the_same_number_of_cells() {
    let folder = Folder::small_city();
    let out = run(&["coverage", folder.arg(), "--format", "csv"]).exits(0).out;
    let cells = |line: &str| line.split('"').step_by(2).map(|part| part.matches(',').count()).sum::<usize>() + 1;
    let counts: BTreeSet<usize> = out.split("\r\n").filter(|l| !l.is_empty()).map(cells).collect();
    assert_eq!(counts, BTreeSet::from([9]), "{out}");
}

#[test]
fn coverage_of_a_broken_city_is_shown_with_a_word_of_warning() {
    let folder = broken_city();
    run(&["coverage", folder.arg()]).exits(1).says(&["Key Features of Learning Cities", "gnlc check"]);
}

#[test]
fn evidence_without_a_criterion_is_listed() {
    let extra = "evidence:\n  - {id: thing, kind: event, status: ended, since: 2025, title: A day, says: It was., proof: [gazette]}\n";
    let folder = Folder::small_city().with("more.yaml", extra);
    run(&["coverage", folder.arg()]).exits(0).says(&["Supports nothing: thing"]);
    run(&["check", folder.arg()]).exits(0).reports("supports-nothing", "more.yaml");
}

// ------------------------------------------------------------------------------------------------ explain

#[test]
fn every_code_is_unique_listed_and_explained() {
    let names: BTreeSet<&str> = Code::ALL.iter().map(|c| c.name()).collect();
    assert_eq!(names.len(), Code::ALL.len());
    let list = run(&["explain", "codes"]).exits(0).out;
    assert_eq!(list.lines().count(), Code::ALL.len());
    for code in Code::ALL {
        let (name, line, long) = (code.name(), code.line(), code.explanation());
        assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{name}");
        assert!(!line.is_empty() && !line.ends_with('.'), "{name}: {line}");
        assert!(long.len() > 15 && long.ends_with('.'), "{name}: {long}");
        assert!(list.lines().any(|l| l.split_whitespace().next() == Some(name) && l.ends_with(line)), "{name}");
    }
    let done = run(&["explain", "decimal-comma"]).exits(0);
    assert_eq!(done.out, format!("error[decimal-comma]: {}\n\n{}\n", Code::DecimalComma.line(), Code::DecimalComma.explanation()));
}

#[test]
fn every_code_is_used_by_the_program() {
    let sources: String = files_below("src").iter().filter(|p| !p.ends_with("diagnostic/code.rs")).map(|p| text_of(p)).collect();
    let unused: Vec<String> = Code::ALL.iter().map(|c| format!("{c:?}")).filter(|v| !sources.contains(&format!("Code::{v}"))).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn every_kind_of_evidence_is_explained() {
    let list = run(&["explain", "kinds"]).exits(0).out;
    for kind in EvidenceKind::ALL {
        assert!(list.contains(kind.meaning().trim()), "{}", kind.word());
        run(&["explain", kind.word()]).exits(0).says(&[kind.meaning().trim()]);
    }
    run(&["explain", "missing-field"]).exits(0).says(&["Kinds of evidence:", "for_whom"]);
}

#[test]
fn packs_and_criteria_are_explained_without_a_dossier() {
    let folder = Folder::empty();
    let explain = |what: &str| run_command(command(&["explain", what]).current_dir(folder.path())).exits(0);
    explain("key-features").says(&["Key Features of Learning Cities", "3.1", "Strong political will and commitment"]);
    explain("gnlc-membership-2015").says(&["motivation", "at most 200 words"]);
    explain("3.1").says(&["key-features:3.1 Strong political will and commitment (area", "part of 3 "]);
    assert_eq!(explain("key-features:3.1").out, explain("3.1").out);
}

#[test]
fn an_item_of_a_dossier_is_explained() {
    let folder = Folder::small_city();
    let items: String = ["learning-plan", "readers", "gazette"].map(|id| transcript(&folder, &["explain", id])).concat();
    good("explain-items", &items);
}

#[test]
fn an_unknown_word_ends_with_two_and_the_nearest_code() {
    run(&["explain", "decimal-coma"]).exits(2).says(&["did you mean `decimal-comma`?", "gnlc explain codes"]);
    run(&["explain", "key-features:9.9"]).exits(2).says(&["`key-features:9.9` is no code"]);
}

// ------------------------------------------------------------------------------------------------ the command line

#[test]
fn help_and_version_are_answers_and_wrong_arguments_are_not() {
    for command in ["build", "check", "coverage", "init", "explain"] {
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
    for args in [&["explain", "codes"][..], &["coverage", folder.arg()], &["check", folder.arg(), "--format", "json"], &["--help"], &["build", folder.arg(), "-o", "-"]] {
        closed(args, |command, writer| _ = command.stdout(writer));
    }
    closed(&["check", folder.arg()], |command, writer| _ = command.stderr(writer));
}

// ------------------------------------------------------------------------------------------------ words

/// The words of a text that stand between a start and the sign that ends a word.
fn words_after<'t>(text: &'t str, start: &'t str) -> impl Iterator<Item = &'t str> {
    text.split(start).skip(1).map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && !"_-".contains(c)).next().unwrap_or_default())
}

#[test]
fn every_printed_word_has_its_place_in_the_word_list_and_every_word_of_the_list_is_printed() {
    let list = text_of("data/locales/en.yaml");
    let keys: BTreeSet<&str> = list.lines().filter_map(|l| l.strip_prefix("  ")?.split_once(": ")).map(|(k, _)| k).filter(|k| !k.starts_with('#')).collect();
    assert!(keys.len() > 150, "{}", keys.len());
    let read = |folder: &str, ending: &str| files_below(folder).iter().filter(|p| p.contains(ending)).map(|p| text_of(p)).collect::<String>();
    let (sources, templates) = (read("src", ".rs"), read("templates", ".typ"));

    let mut used: BTreeSet<&str> = BTreeSet::new();
    for start in [".word(\"", ".fill(\""] {
        used.extend(words_after(&sources, start));
    }
    let before = |at: usize| templates[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || "_.-".contains(c));
    for (at, _) in templates.match_indices("w.").filter(|(at, _)| !before(*at)) {
        used.extend(words_after(&templates[at..], "w.").next());
    }
    let missing: Vec<_> = used.difference(&keys).filter(|k| !k.is_empty() && !k.ends_with('_') && !matches!(**k, "at" | "len" | "map")).collect();
    assert!(missing.is_empty(), "used and not in data/locales/en.yaml: {missing:?}");

    // A key is used by name, or made from a start (`kind_`) that stands in the sources.
    let made = |key: &str| key.match_indices('_').any(|(at, _)| sources.contains(&format!("\"{}{{", &key[..=at])));
    let never: Vec<_> = keys.iter().filter(|k| !used.contains(**k) && !sources.contains(&format!("\"{k}\"")) && !made(k)).collect();
    assert!(never.is_empty(), "in data/locales/en.yaml and never used: {never:?}");
}

#[test]
fn every_closed_list_has_its_printed_words() {
    use gnlc::model::words::{Confidence, Mark, Scope, SourceKind, Status, Unit};
    let list = text_of("data/locales/en.yaml");
    let has = |key: String| assert!(list.contains(&format!("\n  {key}: ")), "{key}");
    EvidenceKind::ALL.iter().for_each(|k| has(format!("kind_{}", k.word().replace(' ', "_"))));
    Status::ALL.iter().for_each(|s| has(format!("status_{}", s.word().replace(' ', "_"))));
    Scope::ALL.iter().for_each(|s| has(format!("scope_{}", s.word())));
    Unit::ALL.iter().for_each(|u| has(format!("unit_{}", u.word())));
    SourceKind::ALL.iter().for_each(|s| has(format!("source_{}", s.word())));
    Confidence::ALL.iter().for_each(|c| has(format!("confidence_{}", c.word())));
    for mark in Mark::ALL {
        let key = gnlc::render::view::printer::mark_key(*mark);
        has(format!("mark_{key}"));
        has(format!("meaning_{key}"));
    }
    assert!(project("data/locales/en.yaml").is_file());
}
