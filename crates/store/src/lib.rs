//! The only SQL of the product.

mod access;
mod answers;
mod backup;
mod blobs;
mod chain;
mod claims;
mod column;
mod commit;
mod consent;
mod demo_clock;
mod engine;
mod error;
mod expiry;
mod fold;
mod health;
mod histogram;
mod integrity;
mod messages;
mod migrations;
mod nodes;
mod number;
mod page;
mod people;
mod preferences;
mod pulse;
mod reference;
mod roles;
mod rows;
mod secrets;
mod sessions;
mod setup;
mod sqlite;
mod store;
mod whole;
mod written;

pub use access::{AccessRow, FoundToken, NewToken, TOKENS_MAX, TokenRow};
pub use answers::{Found, Held};
pub use backup::{BackupError, Manifest, TableManifest};
pub use blobs::NamedBlob;
pub use chain::ChainHead;
pub use claims::{
    COUNTED_MAX, ChainProof, ClaimFilter, ClaimSort, CustomerKey, DecisionEntry, DecisionStep, InternalNotes, Met,
    PlaceCount, QueueDays, ReviewerKey, Stored, StoredComment, StoredEntry, Workload, queue_cursor,
};
pub use commit::{Change, ClaimChange, CommitError, NewLink, NewMessage, StoredAnswer};
pub use consent::{CodeTrial, NewCode};
pub use engine::{DatabaseError, NotAPostgresUrl, PostgresUrl};
pub use error::StoreError;
pub use fold::LookedFor;
pub use health::Vitals;
pub use histogram::{Histogram, Spread};
pub use integrity::{Difference, Finding, IntegrityReport};
pub use messages::StoredMessage;
pub use nodes::{Alone, Marks};
pub use page::{Cursor, CursorOf, NotACursor, Page, PageRequest};
pub use people::{Account, Credentials};
pub use preferences::PreferenceKept;
pub use pulse::Pulse;
pub use reference::{
    FieldChange, JournalEntry, JournalFilter, NewJournalEntry, Put, ReferenceChange, ReferenceCommitError,
};
pub use roles::Roles;
pub use rows::SCHEMA_VERSION;
pub use sessions::{NewSession, Session, SessionRow};
pub use setup::{LAST_STEP, Setup};
pub use store::Store;
pub use whole::{Place, Progress, Stage, Transfer, TransferError, moving_into};
pub use written::{Commits, Written};
