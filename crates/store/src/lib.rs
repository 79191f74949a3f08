//! The only SQL of the product.

mod backup;
mod blobs;
mod chain;
mod claims;
mod column;
mod commit;
mod consent;
mod demo_clock;
mod error;
mod expiry;
mod fold;
mod migrations;
mod number;
mod people;
mod reference;
mod rows;
mod secrets;
mod sessions;
mod sqlite;
mod store;

pub use backup::{BackupError, Manifest, TableManifest};
pub use blobs::NamedBlob;
pub use chain::ChainHead;
pub use claims::Stored;
pub use commit::{Change, ClaimChange, CommitError, NewLink, NewMessage, StoredAnswer};
pub use consent::{CodeTrial, NewCode};
pub use error::StoreError;
pub use people::{Account, Credentials};
pub use rows::SCHEMA_VERSION;
pub use sessions::{NewSession, Session};
pub use store::Store;
