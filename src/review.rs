//! What a dossier says, in a form that can be compared and signed.
//!
//! [`facts`] turns a checked dossier into items of canonical JSON; a digest of an item is made of that. [`diff`] compares
//! two sets of facts and can turn one into the other. [`report`] phrases a difference in a language, once for console,
//! JSON and print. [`covers`] says what somebody who signs stands behind, and [`signoffs`] whether it is still what was
//! signed.

pub mod covers;
pub mod diff;
pub mod facts;
pub mod figures;
pub mod report;
pub mod side;
pub mod signoffs;
pub mod since;
pub mod words;

pub use diff::Diff;
pub use facts::{Facts, Group};
pub use since::Since;
