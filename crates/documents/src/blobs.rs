//! The store of blobs.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use bytes::Bytes;
use futures_util::stream::BoxStream;
use futures_util::{StreamExt, TryStreamExt, future};
use object_store::buffered::BufWriter;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};
use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;

use crate::key::{BlobKey, FOLDER};

/// The blob store of an installation; clones share it.
#[derive(Clone, Debug)]
pub struct Blobs {
    pub(crate) store: Arc<dyn ObjectStore>,
    folder: PathBuf,
}

/// Why a blob could not be reached.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// There is none of this key.
    #[error("there is no such blob")]
    Missing,
    /// The store failed.
    #[error("the blob store failed")]
    Store(#[source] object_store::Error),
    /// The blob store's folder or connection failed.
    #[error("the blob store could not be read or written")]
    Io(#[from] io::Error),
    /// The store gave back other bytes than were written.
    #[error("the blob store does not keep what is written")]
    NotKept,
}

impl From<object_store::Error> for BlobError {
    fn from(error: object_store::Error) -> BlobError {
        if matches!(error, object_store::Error::NotFound { .. }) {
            BlobError::Missing
        } else {
            BlobError::Store(error)
        }
    }
}

/// Whether a blob is what was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BlobState {
    /// Byte for byte.
    Intact,
    /// It is gone.
    Missing,
    /// Its size or its bytes are others.
    Damaged,
}

/// A blob being read.
pub struct Reading {
    /// How long it is.
    pub size_bytes: i64,
    /// Its bytes in order.
    pub pieces: BoxStream<'static, Result<Bytes, BlobError>>,
}

/// A blob found in the store.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Listed {
    /// Its key.
    pub key: BlobKey,
    /// How long it is.
    pub size_bytes: i64,
    /// When it was written, by the store's clock.
    pub modified_at: SystemTime,
}

impl Blobs {
    pub(crate) fn in_folder(store: Arc<dyn ObjectStore>, folder: PathBuf) -> Blobs {
        Blobs { store, folder }
    }

    /// Writes, reads and removes a small object: whether uploads would work now.
    pub async fn probe(&self) -> Result<(), BlobError> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        // Several processes may share the store, and several requests ask at once.
        let path = Path::from(format!("probe/{}-{number}", std::process::id()));
        let written = Bytes::from(path.to_string());
        self.store.put(&path, written.clone().into()).await?;
        let read = async { self.store.get(&path).await?.bytes().await }.await;
        self.store.delete(&path).await?;
        if read? == written {
            Ok(())
        } else {
            Err(BlobError::NotKept)
        }
    }

    /// Opens a blob for reading.
    pub async fn read(&self, key: BlobKey) -> Result<Reading, BlobError> {
        let found = self.store.get(&key.path()).await?;
        Ok(Reading {
            size_bytes: signed(found.meta.size),
            pieces: found.into_stream().map_err(BlobError::from).boxed(),
        })
    }

    /// Reads a blob and compares it with what was written down when it was received. An error means that it could
    /// not be told.
    pub async fn verify(&self, key: BlobKey, sha256: &[u8; 32], size_bytes: i64) -> Result<BlobState, BlobError> {
        let mut reading = match self.read(key).await {
            Ok(reading) => reading,
            Err(BlobError::Missing) => return Ok(BlobState::Missing),
            Err(error) => return Err(error),
        };
        if reading.size_bytes != size_bytes {
            return Ok(BlobState::Damaged);
        }
        let mut digest = Sha256::new();
        while let Some(piece) = reading.pieces.try_next().await? {
            digest.update(&piece);
        }
        let found: [u8; 32] = digest.finalize().into();
        Ok(if found == *sha256 {
            BlobState::Intact
        } else {
            BlobState::Damaged
        })
    }

    /// Removes a blob; one that is gone already is no error.
    pub async fn remove(&self, key: BlobKey) -> Result<(), BlobError> {
        match self.store.delete(&key.path()).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// All blobs, in no order. Other files in the store are passed over: they are not ours to touch.
    pub fn list(&self) -> BoxStream<'static, Result<Listed, BlobError>> {
        let listed = self.store.list(Some(&Path::from(FOLDER))).map_err(BlobError::from);
        listed
            .try_filter_map(|found| {
                let key = found.location.as_ref().parse();
                let size_bytes = signed(found.size);
                let modified_at = found.last_modified.into();
                future::ok(key.ok().map(|key| Listed {
                    key,
                    size_bytes,
                    modified_at,
                }))
            })
            .boxed()
    }

    /// The blobs last written before an instant. Those of them that no document names are orphans: a blob is written
    /// before the document that names it, so the instant must lie well before every upload still under way.
    pub fn list_written_before(&self, instant: SystemTime) -> BoxStream<'static, Result<Listed, BlobError>> {
        self.list()
            .try_filter(move |listed| future::ready(listed.modified_at < instant))
            .boxed()
    }

    /// Removes what interrupted uploads of ended processes left in the folder, if last written before an instant;
    /// answers how many there were.
    pub async fn remove_partials(&self, instant: SystemTime) -> Result<usize, BlobError> {
        let folder = self.folder.join(FOLDER);
        let removal = tokio::task::spawn_blocking(move || crate::partial::remove(&folder, instant)).await;
        Ok(removal.map_err(io::Error::other)??)
    }

    /// Copies a blob into another store under the same key, durably; replaces one that is there.
    pub async fn copy(&self, key: BlobKey, to: &Blobs) -> Result<(), BlobError> {
        let mut reading = self.read(key).await?;
        let mut writer = BufWriter::new(Arc::clone(&to.store), key.path()).with_max_concurrency(1);
        let copied: Result<(), BlobError> = async {
            while let Some(piece) = reading.pieces.try_next().await? {
                writer.write_all(&piece).await?;
            }
            Ok(())
        }
        .await;
        match copied {
            Ok(()) => Ok(writer.shutdown().await?),
            Err(error) => {
                writer.abort().await?;
                Err(error)
            }
        }
    }
}

/// Sizes are signed wherever they are stored; no store holds an object that is larger.
fn signed(size: u64) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}
