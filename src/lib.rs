//! `gnlc` turns a city's folder of evidence into the application document for UNESCO's Global Network of Learning Cities.

pub mod assets;
pub mod check;
pub mod cli;
pub mod command;
pub mod coverage;
pub mod diagnostic;
pub mod load;
pub mod locale;
pub mod model;
pub mod pack;
pub mod source;
pub mod yaml;
pub mod compile;
pub mod export;
pub mod render;
