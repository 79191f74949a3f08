//! The store of blobs.

use std::io;
use std::path::PathBuf;
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use bytes::Bytes;
use futures_util::stream::BoxStream;
use futures_util::{Stream, StreamExt, TryStreamExt, future};
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};
use sha2::{Digest, Sha256};

use crate::error::BlobError;
use crate::key::{BlobKey, FOLDER};
use crate::upload::Upload;

/// Whoever asks whether uploads would work waits no longer for the answer …
const PROBE_AT_MOST: Duration = Duration::from_secs(3);
/// … and a good one from a store that is paid by the request stands for so long.
const PROBE_STANDS: Duration = Duration::from_secs(2);

/// The blob store of an installation; clones share it.
#[derive(Clone, Debug)]
pub struct Blobs {
    pub(crate) store: Arc<dyn ObjectStore>,
    home: Home,
}

/// Where the store is.
#[derive(Clone, Debug)]
enum Home {
    /// A folder of this machine.
    Folder(PathBuf),
    /// Behind a network; when it last took a write.
    Cloud { wrote_at: Arc<Mutex<Option<Instant>>> },
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
        Blobs {
            store,
            home: Home::Folder(folder),
        }
    }

    pub(crate) fn in_cloud(store: Arc<dyn ObjectStore>) -> Blobs {
        let wrote_at = Arc::default();
        Blobs {
            store,
            home: Home::Cloud { wrote_at },
        }
    }

    /// Writes, reads and removes a small object: whether the place, the credentials and the store are right. For a
    /// start; [`Blobs::probe`] is for every few seconds.
    pub async fn check(&self) -> Result<(), BlobError> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        // Several machines may share the store, and in containers all processes have the same number.
        let since = SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default();
        let path = Path::from(format!("probe/{}-{}-{number}", since.as_nanos(), std::process::id()));
        let written = Bytes::from(path.to_string());
        self.store
            .put(&path, written.clone().into())
            .await
            .map_err(BlobError::of_write)?;
        let read = async { self.store.get(&path).await?.bytes().await }.await;
        self.delete(&path).await?;
        if read? == written {
            Ok(())
        } else {
            Err(BlobError::NotKept)
        }
    }

    /// Whether uploads would work now, told within three seconds: a folder takes a small file and loses it again; an
    /// object store takes the same small object over and over.
    pub async fn probe(&self) -> Result<(), BlobError> {
        let Home::Cloud { wrote_at } = &self.home else {
            return self.check().await;
        };
        let lock = || wrote_at.lock().unwrap_or_else(PoisonError::into_inner);
        let asked_at = Instant::now();
        if lock().is_some_and(|at| asked_at.saturating_duration_since(at) < PROBE_STANDS) {
            return Ok(());
        }
        let path = Path::from("probe");
        let written = tokio::time::timeout(PROBE_AT_MOST, self.store.put(&path, Bytes::from("probe").into())).await;
        match written {
            Ok(Ok(_)) => {
                *lock() = Some(asked_at);
                Ok(())
            }
            Ok(Err(error)) => Err(BlobError::of_write(error)),
            Err(_) => {
                let seconds = PROBE_AT_MOST.as_secs();
                Err(BlobError::Unanswered(format!("not within {seconds} seconds")))
            }
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
        self.delete(&key.path()).await
    }

    pub(crate) async fn delete(&self, path: &Path) -> Result<(), BlobError> {
        match self.store.delete(path).await.map_err(BlobError::from) {
            Ok(()) | Err(BlobError::Missing) => Ok(()),
            Err(error) => Err(error),
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

    /// Removes what interrupted uploads of ended processes left in a folder, if last written before an instant;
    /// answers how many there were. In an object store it has no name to be found by: a rule of the bucket ends
    /// uploads that were never finished (docs/documents.md).
    pub async fn remove_partials(&self, instant: SystemTime) -> Result<usize, BlobError> {
        let Home::Folder(folder) = &self.home else { return Ok(0) };
        let folder = folder.join(FOLDER);
        let removal = tokio::task::spawn_blocking(move || crate::partial::remove(&folder, instant)).await;
        Ok(removal.map_err(io::Error::other)??)
    }

    /// Copies a blob into another store under the same key, durably; replaces one that is there.
    pub async fn copy(&self, key: BlobKey, to: &Blobs) -> Result<(), BlobError> {
        let reading = self.read(key).await?;
        to.write(key, reading.pieces).await
    }

    /// Streams bytes that were received once into the store, as they are, durably; replaces what is there. Nothing
    /// is left of those that end early.
    pub async fn write<S, E>(&self, key: BlobKey, pieces: S) -> Result<(), E>
    where
        S: Stream<Item = Result<Bytes, E>>,
        E: From<BlobError>,
    {
        let mut pieces = pin!(pieces);
        let mut upload = Upload::new(&self.store, key.path());
        while let Some(piece) = pieces.next().await {
            let written = match piece {
                Ok(piece) => upload.write(&piece).await.map_err(E::from),
                Err(error) => Err(error),
            };
            if let Err(error) = written {
                upload.abandon().await;
                return Err(error);
            }
        }
        Ok(upload.finish().await?)
    }
}

/// Sizes are signed wherever they are stored; no store holds an object that is larger.
fn signed(size: u64) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}
