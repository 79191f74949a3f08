//! The only SQL of the product.

mod backup;
mod blobs;
mod column;
mod consent;
mod demo_clock;
mod error;
mod expiry;
mod migrations;
mod people;
mod reference;
mod rows;
mod secrets;
mod sessions;
mod sqlite;
mod store;

pub use backup::{BackupError, Manifest, TableManifest};
pub use blobs::NamedBlob;
pub use consent::{CodeTrial, NewCode};
pub use error::StoreError;
pub use people::{Account, Credentials};
pub use sessions::{NewSession, Session};
pub use store::Store;
