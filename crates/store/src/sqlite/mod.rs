//! The SQLite engine: one writer thread that groups commits, one that moves what it wrote from the log into
//! the database, a few read-only connections.

mod checkpoint;
mod pool;
mod pragmas;
mod writer;

pub(crate) use pool::ReadPool;
pub(crate) use pragmas::{open_alone, open_reader, open_writer};
pub(crate) use writer::Writer;
