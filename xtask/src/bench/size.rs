//! How many claims a part works with.

use crate::process::{Failure, Result};

/// As many as usual, or as `CLAIMS` in the environment says.
pub fn claims(usual: u32) -> Result<u32> {
    match std::env::var("CLAIMS") {
        Ok(text) => text.parse().map_err(|_| Failure::usage("CLAIMS is a number of claims")),
        Err(_) => Ok(usual),
    }
}
