//! How claims and entries are written down: own row structs, converted exhaustively from and to the domain's types.
//!
//! Events live for ever. A field is never renamed or given another meaning; a change is a new schema version, and
//! the old ones are brought up to it on reading.

mod claim;
mod codes;
mod details;
mod event;
mod personal;
mod state;
#[cfg(test)]
mod tests;
mod timer;
mod wire;

pub(crate) use claim::{read_claim, write_claim};
pub use event::SCHEMA_VERSION;
pub(crate) use event::{read_payload, write_payload};
pub(crate) use personal::{Open, Opened, PersonalValues, Sealed, commitment};
