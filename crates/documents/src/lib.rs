//! Proof-of-execution files: stored in a blob store, typed by their content, never trusted.

mod blobs;
mod cloud;
mod container;
mod error;
mod filling;
mod key;
mod media_type;
mod open;
mod partial;
mod receive;
mod sniff;
mod text;
mod upload;

pub use blobs::{BlobState, Blobs, Listed, Reading};
pub use error::BlobError;
pub use filling::Filling;
pub use key::{BlobKey, NotABlobKey};
pub use media_type::{MediaType, NotAMediaType};
pub use open::OpenError;
pub use receive::{Limits, ReceiveError, Received};
