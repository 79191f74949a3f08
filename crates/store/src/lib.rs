//! The only SQL of the product.

mod answers;
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
mod integrity;
mod migrations;
mod number;
mod page;
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
pub use claims::{ClaimFilter, ClaimSort, CustomerKey, InternalNotes, ReviewerKey, Stored, StoredComment, StoredEntry};
pub use commit::{Change, ClaimChange, CommitError, NewLink, NewMessage, StoredAnswer};
pub use consent::{CodeTrial, NewCode};
pub use error::StoreError;
pub use integrity::{Difference, Finding, IntegrityReport};
pub use page::{Cursor, CursorOf, NotACursor, Page, PageRequest};
pub use people::{Account, Credentials};
pub use rows::SCHEMA_VERSION;
pub use sessions::{NewSession, Session};
pub use store::Store;
