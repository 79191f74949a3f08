//! What the store promises, on each engine: one contract, and what only one of them has.

mod kept;
mod postgres;
mod recorder;
mod sqlite;
mod statements;
