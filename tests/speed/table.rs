//! Medians of several runs, as a table.

use std::process::{Command, Stdio};
use std::time::Instant;

/// One stage of one run: microseconds and KiB.
#[derive(Clone, Debug)]
pub struct Stage {
    pub name: String,
    pub cpu: u64,
    pub wall: u64,
    pub peak: u64,
}

/// One run.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    pub stages: Vec<Stage>,
    pub bytes: u64,
    pub pages: u64,
    pub passes: Option<u64>,
}

/// Stages that are Typst's own work.
const TYPST: &[&str] = &["compile", "export"];

impl Sample {
    fn stage(&self, name: &str) -> Option<&Stage> {
        self.stages.iter().find(|s| s.name == name)
    }

    fn cpu(&self, wanted: impl Fn(&str) -> bool) -> u64 {
        self.stages.iter().filter(|s| wanted(&s.name)).map(|s| s.cpu).sum()
    }

    fn wall(&self) -> u64 {
        self.stages.iter().map(|s| s.wall).sum()
    }

    fn peak(&self) -> u64 {
        self.stages.iter().map(|s| s.peak).max().unwrap_or_default()
    }
}

/// The median of each number.
pub fn median(samples: &[Sample]) -> Sample {
    let middle = |mut list: Vec<u64>| {
        list.sort_unstable();
        list[list.len() / 2]
    };
    let of = |n: usize, number: fn(&Stage) -> u64| middle(samples.iter().map(|s| number(&s.stages[n])).collect());
    let stages = samples[0].stages.iter().enumerate();
    Sample {
        stages: stages
            .map(|(n, s)| Stage { name: s.name.clone(), cpu: of(n, |s| s.cpu), wall: of(n, |s| s.wall), peak: of(n, |s| s.peak) })
            .collect(),
        ..samples[0].clone()
    }
}

/// Prints the three variants beside each other.
pub fn print(size: usize, variants: &[Sample; 3], passes: [u64; 3]) {
    let [whole, unlinked, typst] = variants;
    println!("{size} items of evidence: CPU ms / wall ms / peak MiB");
    println!("  {:<8} {:>24} {:>24} {:>24}", "stage", "the document", "without links", "Typst alone");
    for stage in &whole.stages {
        let cells = variants.iter().map(|v| v.stage(&stage.name).map_or_else(String::new, |s| cell(s.cpu, s.wall, s.peak)));
        println!("  {:<8} {}", stage.name, cells.map(|c| format!("{c:>24}")).collect::<Vec<_>>().join(" "));
    }
    let line = |label: &str, cells: [String; 3]| println!("  {label:<8} {:>24} {:>24} {:>24}", cells[0], cells[1], cells[2]);
    let each = |number: &dyn Fn(&Sample) -> String| [number(whole), number(unlinked), number(typst)];
    line("all", each(&|s| cell(s.cpu(|_| true), s.wall(), s.peak())));
    line("pages", each(&|s| s.pages.to_string()));
    line("KiB", each(&|s| (s.bytes / 1024).to_string()));
    line("passes", passes.map(|p| p.to_string()));
    let setting = |s: &Sample| s.cpu(|n| TYPST.contains(&n)) as f64;
    println!("  set with links / without: {:.2}", setting(whole) / setting(unlinked));
    println!("  set by gnlc / by Typst alone: {:.2}", setting(whole) / setting(typst));
    println!("  all that is not Typst: {:.1} ms CPU", whole.cpu(|n| !TYPST.contains(&n)) as f64 / 1000.0);
}

fn cell(cpu: u64, wall: u64, peak: u64) -> String {
    format!("{:.1} / {:.1} / {}", cpu as f64 / 1000.0, wall as f64 / 1000.0, peak / 1024)
}

/// How long a process takes from start to exit, in milliseconds: the mean CPU of many runs, and the median wall.
pub fn processes(program: &str, args: &[&str]) -> (f64, f64) {
    const RUNS: usize = 40;
    let mut walls = Vec::new();
    let before = children_cpu_ms();
    for _ in 0..RUNS {
        let start = Instant::now();
        let status = Command::new(program).args(args).stdout(Stdio::null()).stderr(Stdio::null()).status();
        assert!(status.expect("the program starts").success(), "{args:?}");
        walls.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    walls.sort_by(f64::total_cmp);
    ((children_cpu_ms() - before) / RUNS as f64, walls[RUNS / 2])
}

/// The CPU time of all ended children, in steps of ten milliseconds; Linux only.
fn children_cpu_ms() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks: f64 = [13, 14].iter().filter_map(|n| fields.get(*n)?.parse::<f64>().ok()).sum();
    ticks * 10.0
}
