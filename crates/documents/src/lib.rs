//! Proof-of-execution files: stored in a blob store, typed by their content, never trusted.

mod blobs;
mod container;
mod key;
mod media_type;
mod open;
mod partial;
mod receive;
mod sniff;
mod text;

pub use blobs::{BlobError, BlobState, Blobs, Listed, Reading};
pub use key::{BlobKey, NotABlobKey};
pub use media_type::{MediaType, NotAMediaType};
pub use open::OpenError;
pub use receive::{Limits, ReceiveError, Received};
