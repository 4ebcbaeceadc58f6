//! How long a dossier takes, and what of it is the typesetter's: `cargo bench`.
//!
//! Builds imaginary cities of several sizes, each variant several times in processes of their own, and prints the medians.
//! Numbers as arguments are other sizes: `cargo bench --bench speed -- 500`. A number and a folder write a city and no more.
#![allow(clippy::pedantic, missing_docs)]

mod city;
mod stages;
mod table;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use stages::Variant;
use table::{Sample, Stage};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    if let [word, variant, folder, passes] = args.as_slice()
        && word == "child"
    {
        return stages::child(Variant::parse(variant).expect("a variant"), Path::new(folder), passes == "passes");
    }
    if let [items, folder] = args.as_slice()
        && Path::new(folder).is_dir()
    {
        return city::write(Path::new(folder), items.parse().expect("a number")).expect("a folder that can be written to");
    }
    let sizes: Vec<usize> = args.iter().map(|a| a.parse().expect("numbers of items")).collect();
    let sizes = if sizes.is_empty() { vec![50, 500, 5000] } else { sizes };
    for size in sizes {
        let folder = tempfile::tempdir().expect("a folder");
        city::write(folder.path(), size).expect("a folder that can be written to");
        // Variants take turns, so that other work on the machine falls on all of them.
        let runs = if size > 1000 { 3 } else { 7 };
        let mut samples: BTreeMap<&str, Vec<Sample>> = BTreeMap::new();
        for _ in 0..runs {
            for variant in Variant::ALL {
                samples.entry(variant.word()).or_default().push(run(variant, folder.path(), false));
            }
        }
        let passes = Variant::ALL.map(|v| run(v, folder.path(), true).passes.unwrap_or_default());
        let medians = Variant::ALL.map(|v| table::median(&samples[v.word()]));
        table::print(size, &medians, passes);
        commands(folder.path());
    }
}

/// One run in a process of its own.
fn run(variant: Variant, folder: &Path, passes: bool) -> Sample {
    let program = std::env::current_exe().expect("this program");
    let output = Command::new(program)
        .args(["child", variant.word()])
        .arg(folder)
        .arg(if passes { "passes" } else { "times" })
        .output()
        .expect("this program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut sample = Sample::default();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let (name, rest) = line.split_once('\t').expect("a name and numbers");
        let numbers: Vec<u64> = rest.split('\t').map(|n| n.parse().expect("a number")).collect();
        match (name, numbers.as_slice()) {
            ("bytes", [n]) => sample.bytes = *n,
            ("pages", [n]) => sample.pages = *n,
            ("passes", [n]) => sample.passes = Some(*n),
            (_, [cpu, wall, peak]) => sample.stages.push(Stage { name: name.to_owned(), cpu: *cpu, wall: *wall, peak: *peak }),
            _ => panic!("{line}"),
        }
    }
    sample
}

/// Whole processes that do not set pages.
fn commands(folder: &Path) {
    let folder = folder.to_str().expect("a plain path");
    for args in [vec!["check", folder], vec!["coverage", folder], vec!["--help"]] {
        let (cpu, wall) = table::processes(env!("CARGO_BIN_EXE_gnlc"), &args);
        println!("  gnlc {:<9} CPU {cpu:>6.1} ms   wall {wall:>6.1} ms", args[0]);
    }
    println!();
}
