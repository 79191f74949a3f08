//! What the store's statements run on, behind one face.
//!
//! Values at this face have few shapes: nothing, integer, text, bytes, a list. What a shape is in the database is the
//! column's business: it is translated in one place when it is bound ([`Parameter`]) and in one when it is read
//! ([`Cell`]).

mod cell;
mod connection;
mod error;
mod parameter;
#[cfg(test)]
pub(crate) mod plan;
mod statement;

pub(crate) use cell::{Cell, FromCell, Row, unreadable};
pub(crate) use connection::Connection;
pub use error::DatabaseError;
pub(crate) use error::{OptionalExtension, Result};
pub(crate) use parameter::{Bind, Params, Value, params};
