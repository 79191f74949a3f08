//! Claims as they are read.

pub(crate) mod columns;
mod find;
mod number;
mod scope;
mod wake_ups;

pub use find::Stored;
pub(crate) use find::stored;
