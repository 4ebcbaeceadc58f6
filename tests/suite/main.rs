//! The whole suite is one binary, because linking the typesetter is slow. One module a feature; a test is a sentence.
#![allow(clippy::pedantic, missing_docs)]

mod any;
mod assets;
mod build;
#[path = "../speed/city.rs"]
mod city;
mod commands;
mod compact;
mod coverage;
mod edition;
mod explain;
mod fact_table;
mod fields;
mod files;
mod fixtures;
mod fonts;
mod hanoi;
mod hanoi_figures;
mod hanoi_trace;
mod languages;
mod laws;
mod layers;
mod messages;
mod naughty;
mod page_numbers;
mod pdf;
mod pictures;
mod places;
mod readme;
mod same_bytes;
mod slips;
mod synthetic;
mod templates;
mod tool;
mod words;
