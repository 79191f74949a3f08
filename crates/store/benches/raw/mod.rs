//! The measure of the product's writing: the same rows by plain SQL, from a list made beforehand, on one thread, with
//! nothing read, judged, encoded or hashed. Benchmarks of crates above include this file, so that SQL stays here.

mod record;
mod replay;

pub use record::{Recorder, RowsOfChange};
pub use replay::{Replay, same_content};

use rusqlite::types::Value;

/// A row's values in the order its statement binds them.
pub type Row = Vec<Value>;

/// What the raw writing does with the same settings as the product's writer.
pub const PRAGMAS: &str = "PRAGMA journal_mode = WAL;
     PRAGMA synchronous = FULL;
     PRAGMA foreign_keys = ON;
     PRAGMA temp_store = MEMORY;
     PRAGMA cache_size = -64000;
     PRAGMA wal_autocheckpoint = 4000;
     PRAGMA journal_size_limit = 67108864;";

/// A claim's number as the tables' key.
pub fn number_key(year: i16, sequence: u32) -> i64 {
    i64::from(year) * 1_000_000_000 + i64::from(sequence)
}
