//! The whole suite is one binary, because linking the typesetter is slow. One module a feature; a test is a sentence.
#![allow(clippy::pedantic, missing_docs)]

mod any;
mod assets;
mod build;
mod commands;
mod coverage;
mod explain;
mod files;
mod fixtures;
mod fonts;
mod hanoi;
mod laws;
mod layers;
mod messages;
mod pdf;
mod readme;
mod same_bytes;
mod slips;
mod tool;
mod words;
