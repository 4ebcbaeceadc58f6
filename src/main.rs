//! `gnlc`: arguments, the run, the exit status.

use std::process::ExitCode;

use clap::Parser;
use gnlc::cli::Cli;
use gnlc::command;

fn main() -> ExitCode {
    command::run(&Cli::parse()).into()
}
