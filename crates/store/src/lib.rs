//! The only SQL of the product.

mod error;
mod migrations;
mod sqlite;
mod store;

pub use error::StoreError;
pub use store::Store;
