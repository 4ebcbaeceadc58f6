//! Running `gnlc`, and folders to run it on.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use tempfile::TempDir;

/// A file or folder of the project.
pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The program with arguments, without the surroundings of whoever runs the tests.
pub fn command<S: AsRef<std::ffi::OsStr>>(args: &[S]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gnlc"));
    command.args(args).env("NO_COLOR", "1").stdin(Stdio::null());
    for name in ["SOURCE_DATE_EPOCH", "CLICOLOR_FORCE", "RUST_BACKTRACE"] {
        command.env_remove(name);
    }
    command
}

/// What a run left behind.
#[derive(Debug)]
pub struct Run {
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Run {
    pub fn of(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap_or_else(|_| "(not text)".into());
        Self { status: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    #[track_caller]
    pub fn exits(self, status: i32) -> Self {
        assert_eq!(self.status, Some(status), "\nstdout:\n{}\nstderr:\n{}", self.out, self.err);
        self.sound()
    }

    /// No run may end in a panic, whatever else it says.
    #[track_caller]
    pub fn sound(self) -> Self {
        assert!(self.status.is_some() && !self.err.contains("panicked"), "{self:?}");
        self
    }

    #[track_caller]
    pub fn says(self, words: &[&str]) -> Self {
        for word in words {
            assert!(
                self.err.contains(word) || self.out.contains(word),
                "`{word}` is not in\nstdout:\n{}\nstderr:\n{}",
                self.out,
                self.err
            );
        }
        self
    }

    #[track_caller]
    pub fn says_nothing_of(self, words: &[&str]) -> Self {
        for word in words {
            assert!(
                !self.err.contains(word) && !self.out.contains(word),
                "`{word}` is in\nstdout:\n{}\nstderr:\n{}",
                self.out,
                self.err
            );
        }
        self
    }

    /// The message with this code names this file, on its first line or on the line with the place.
    #[track_caller]
    pub fn reports(self, code: &str, file: &str) -> Self {
        let head = |line: &str| line.starts_with(&format!("error[{code}]")) || line.starts_with(&format!("warning[{code}]"));
        let mut heads = self.err.lines().enumerate().filter(|(_, l)| head(l)).map(|(n, _)| n);
        let named = heads.any(|at| self.err.lines().skip(at).take_while(|l| !l.is_empty()).take(4).any(|l| l.contains(file)));
        assert!(named, "no `{code}` about `{file}` in\n{}", self.err);
        self
    }
}

#[track_caller]
pub fn run<S: AsRef<std::ffi::OsStr>>(args: &[S]) -> Run {
    run_command(&mut command(args))
}

#[track_caller]
pub fn run_command(command: &mut Command) -> Run {
    Run::of(command.output().expect("the program starts"))
}

/// A run that must end soon, for files that a careless reader would wait for or drown in.
#[track_caller]
pub fn run_soon<S: AsRef<std::ffi::OsStr>>(args: &[S]) -> Run {
    let child = command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let id = child.id();
    let (done, wait) = std::sync::mpsc::channel();
    std::thread::spawn(move || done.send(child.wait_with_output()));
    match wait.recv_timeout(Duration::from_secs(20)) {
        Ok(output) => Run::of(output.expect("a child ends")),
        Err(_) => panic!("process {id} works or waits for ever"),
    }
}

/// A folder that goes when the test ends.
pub struct Folder(TempDir);

impl Folder {
    pub fn empty() -> Self {
        Self(tempfile::tempdir().expect("a folder for tests"))
    }

    /// A small imaginary city without any mistake.
    pub fn small_city() -> Self {
        Self::empty().with("city.yaml", SMALL_CITY)
    }

    /// A copy of a folder, which may hold folders.
    pub fn copy_of(source: &Path) -> Self {
        let folder = Self::empty();
        copy(source, folder.path());
        folder
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn arg(&self) -> &str {
        self.0.path().to_str().expect("a plain path")
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn with(self, name: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(name, text);
        self
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.file(name);
        std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder is made");
        std::fs::write(path, text).expect("a file is written");
    }

    /// The names of everything in the folder.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.path())
            .expect("a folder")
            .map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            std::fs::create_dir_all(&target).expect("a folder is made");
            copy(&entry.path(), &target);
        } else if entry.path().extension().is_none_or(|e| e != "pdf") {
            std::fs::write(&target, std::fs::read(entry.path()).expect("a file")).expect("a copy");
        }
    }
}

/// One file, every area answered by a next step, no warning but those about the form's open questions.
pub const SMALL_CITY: &str = include_str!("small-city.yaml");

/// Compares a text with what was read and found good: `snapshots/NAME.snap`.
#[track_caller]
pub fn good(name: &str, text: &str) {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}

/// Every file below a folder of the project, by its path in the project, sorted.
pub fn files_below(folder: &str) -> Vec<String> {
    let mut list = Vec::new();
    let mut open = vec![project(folder)];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).unwrap_or_else(|e| panic!("{}: {e}", next.display())) {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let inside = path.strip_prefix(project("")).expect("a path of the project");
                list.push(inside.to_str().expect("a plain path").replace('\\', "/"));
            }
        }
    }
    list.sort();
    list
}

/// A text file of the project.
#[track_caller]
pub fn text_of(path: &str) -> String {
    std::fs::read_to_string(project(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// A city with one error, one warning more, and a PDF of better days.
pub fn broken_city() -> Folder {
    let text = SMALL_CITY.replace("since: 2024-03-01", "since: 1/3/2024").replace("date: 2026-01-15", "date: 2027-03-05");
    Folder::empty().with("city.yaml", text).with("dossier-en.pdf", "the old one")
}

#[track_caller]
pub fn json(run: &Run) -> serde_json::Value {
    serde_json::from_str(&run.out).unwrap_or_else(|e| panic!("{e}: {}", run.out))
}

/// A transcript without the parts that differ between runs and machines.
pub fn transcript(folder: &Folder, args: &[&str]) -> String {
    let done = run_command(command(args).current_dir(folder.path())).sound();
    let mut text = format!("$ gnlc {}\nexit {}\n", args.join(" "), done.status.expect("no panic"));
    for (name, part) in [("stdout", &done.out), ("stderr", &done.err)] {
        if !part.is_empty() {
            text += &format!("--- {name}\n{part}");
        }
    }
    text
}
