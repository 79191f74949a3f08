//! The PostgreSQL engine: a pool of connections that only read, one writer that groups small writes, and two lanes
//! for claims ([`crate::commit`]). Connections that are lost are made anew when they are next needed.

mod connector;
mod directly;
mod keys;
mod pool;
mod prepared;
mod replay;
pub(crate) mod roles;
mod session;
mod tls;
mod translate;
mod url;
mod values;
mod writer;

pub(crate) use connector::{Connector, Duty, LEAVES_WITHIN, LOOK_EVERY, SERVED_BY};
pub(crate) use directly::Directly;
pub(crate) use keys::{HeldKey, Keys};
pub(crate) use pool::ReadPool;
pub(crate) use session::{Answer, Session};
pub use url::{NotAPostgresUrl, PostgresUrl};
pub(crate) use writer::{Writer, handed_in_time};
