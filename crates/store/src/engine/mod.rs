//! What the store's statements run on, behind one face.
//!
//! Values at this face have few shapes: nothing, integer, text, bytes, a list. What a shape is in the database is the
//! column's business: it is translated in one place when it is bound ([`Parameter`]) and in one when it is read
//! ([`Cell`]).

mod cell;
mod connection;
pub(crate) mod error;
mod parameter;
#[cfg(test)]
pub(crate) mod plan;
pub(crate) mod postgres;
mod statement;

pub(crate) use cell::{Cell, FromCell, Row, unreadable};
pub(crate) use connection::{Connection, Either, PrepareKnown};
pub use error::DatabaseError;
pub(crate) use error::{OptionalExtension, Result};
pub(crate) use parameter::{Bind, Parameter, Params, Value, params};
pub use postgres::{NotAPostgresUrl, PostgresUrl};
