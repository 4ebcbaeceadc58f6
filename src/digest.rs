//! Digests: what proves that two things are the same.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// SHA-256 as 64 hex digits.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
