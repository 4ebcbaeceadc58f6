//! The whole suite is one binary, because linking the typesetter is slow. One module a feature; a test is a sentence.
#![allow(clippy::pedantic, missing_docs)]

mod assets;
mod commands;
mod files;
mod fixtures;
mod hanoi;
mod laws;
mod layers;
mod messages;
mod pdf;
mod readme;
mod same_bytes;
mod tool;
