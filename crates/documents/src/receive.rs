//! Taking a file in.

use std::error::Error;
use std::pin::pin;

use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use object_store::ObjectStoreExt;
use sha2::{Digest, Sha256};

use crate::blobs::Blobs;
use crate::container::Stored;
use crate::error::BlobError;
use crate::key::BlobKey;
use crate::media_type::MediaType;
use crate::sniff::{Guess, HEAD_BYTES, guess};
use crate::text::TextCheck;
use crate::upload::{STEP_BYTES, Upload};

/// What a file may be at most.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// The greatest size that is still accepted.
    pub size_bytes_max: i64,
}

impl Default for Limits {
    /// 25 MB (domain.md §8).
    fn default() -> Limits {
        Limits {
            size_bytes_max: 25_000_000,
        }
    }
}

/// A file that was taken in: it is stored durably, and this is to be written down about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Received {
    /// Where it lies.
    pub blob: BlobKey,
    /// What it is by its content.
    pub media_type: MediaType,
    /// How long it is.
    pub size_bytes: i64,
    /// The SHA-256 of its bytes.
    pub sha256: [u8; 32],
}

/// Why a file was not taken in. Nothing of it is left.
#[derive(Debug, thiserror::Error)]
pub enum ReceiveError {
    /// Larger than allowed.
    #[error("larger than {size_bytes_max} bytes")]
    TooLarge {
        /// The greatest size accepted.
        size_bytes_max: i64,
    },
    /// Without a byte in it.
    #[error("an empty file")]
    Empty,
    /// None of the accepted kinds.
    #[error("none of the accepted kinds of files")]
    UnknownType,
    /// The sender stopped in the middle.
    #[error("the file did not come in whole")]
    Interrupted(#[source] Box<dyn Error + Send + Sync>),
    /// There is a blob of this key already; ids are used once.
    #[error("there is a blob {0} already")]
    KeyTaken(BlobKey),
    /// The store failed.
    #[error(transparent)]
    Blob(#[from] BlobError),
}

impl From<object_store::Error> for ReceiveError {
    fn from(error: object_store::Error) -> ReceiveError {
        ReceiveError::Blob(error.into())
    }
}

impl Blobs {
    /// Streams a file into the store under a new key. It is durable when this returns. Refusals and failures leave
    /// nothing behind; should the caller leave or the process end in the middle, what may stay is found by
    /// [`Blobs::list`] or [`Blobs::remove_partials`].
    pub async fn receive<S, E>(&self, key: BlobKey, pieces: S, limits: Limits) -> Result<Received, ReceiveError>
    where
        S: Stream<Item = Result<Bytes, E>>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        let path = key.path();
        match self.store.head(&path).await.map_err(BlobError::from) {
            Ok(_) => return Err(ReceiveError::KeyTaken(key)),
            Err(BlobError::Missing) => {}
            Err(error) => return Err(error.into()),
        }
        let mut upload = Upload::new(&self.store, path);
        let intake = match Intake::of(pieces, limits, &mut upload).await {
            Ok(intake) => intake,
            Err(refused) => {
                upload.abandon().await;
                return Err(refused);
            }
        };
        upload.finish().await?;
        match self.type_of_stored(key, &intake).await {
            Ok(media_type) => Ok(Received {
                blob: key,
                media_type,
                size_bytes: intake.size_bytes,
                sha256: intake.digest.finalize().into(),
            }),
            Err(refused) => {
                if let Err(error) = self.remove(key).await {
                    tracing::warn!(
                        error = &error as &dyn Error,
                        "the bytes of a refused file stay until orphans are collected"
                    );
                }
                Err(refused)
            }
        }
    }

    async fn type_of_stored(&self, key: BlobKey, intake: &Intake) -> Result<MediaType, ReceiveError> {
        let path = key.path();
        let stored = Stored {
            store: &*self.store,
            path: &path,
            size_bytes: intake.size_bytes.unsigned_abs(),
        };
        let found = match guess(&intake.head) {
            Guess::Known(media_type) => Some(media_type),
            Guess::Zip => stored.office_type().await?,
            Guess::CompoundFile => stored.message_type().await?,
            Guess::Open => intake.text.is_text().then_some(MediaType::Txt),
        };
        found.ok_or(ReceiveError::UnknownType)
    }
}

/// What is learnt of a file while it passes.
#[derive(Default)]
struct Intake {
    size_bytes: i64,
    digest: Sha256,
    head: Vec<u8>,
    text: TextCheck,
}

impl Intake {
    /// Passes a whole file on to the store. Refuses it before its last piece is stored, where its beginning and
    /// its size are enough to tell.
    async fn of<S, E>(pieces: S, limits: Limits, upload: &mut Upload) -> Result<Intake, ReceiveError>
    where
        S: Stream<Item = Result<Bytes, E>>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        let mut intake = Intake::default();
        let mut pieces = pin!(pieces);
        while let Some(piece) = pieces.next().await {
            let piece = piece.map_err(|error| ReceiveError::Interrupted(error.into()))?;
            for step in piece.chunks(STEP_BYTES) {
                intake.learn(step, limits)?;
                upload.write(step).await?;
            }
        }
        if intake.size_bytes == 0 {
            return Err(ReceiveError::Empty);
        }
        intake.refuse_the_unknown()?;
        Ok(intake)
    }

    fn learn(&mut self, step: &[u8], limits: Limits) -> Result<(), ReceiveError> {
        let too_large = ReceiveError::TooLarge {
            size_bytes_max: limits.size_bytes_max,
        };
        self.size_bytes = match i64::try_from(step.len()) {
            Ok(more) if more <= limits.size_bytes_max - self.size_bytes => self.size_bytes + more,
            Ok(_) | Err(_) => return Err(too_large),
        };
        let missing = HEAD_BYTES - self.head.len();
        self.head.extend_from_slice(&step[..step.len().min(missing)]);
        self.digest.update(step);
        self.text.read(step);
        if self.head.len() == HEAD_BYTES && missing > 0 {
            self.refuse_the_unknown()
        } else {
            Ok(())
        }
    }

    fn refuse_the_unknown(&self) -> Result<(), ReceiveError> {
        match guess(&self.head) {
            Guess::Known(_) | Guess::Zip | Guess::CompoundFile => Ok(()),
            Guess::Open if self.text.may_be_text() => Ok(()),
            Guess::Open => Err(ReceiveError::UnknownType),
        }
    }
}
