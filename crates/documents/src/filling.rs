//! Filling an empty place from a backup, in one go or in several.

use bytes::Bytes;
use futures_util::TryStreamExt;
use object_store::ObjectStoreExt;
use object_store::path::Path;

use crate::blobs::Blobs;
use crate::error::BlobError;

/// The object that says whose filling has begun and not ended.
const MARK: &str = "restoring";

/// What a place is to whoever wants to fill it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Filling {
    /// Nothing was there; it is marked now.
    Begun,
    /// The same source began it before, and what came then is there.
    Resumed,
    /// It holds blobs of somebody else's: not to be touched, and not to be shared, since whoever collects orphans there
    /// would remove the other's.
    Occupied,
}

impl Blobs {
    /// Begins or goes on to fill this place from a source, which is known by a text of its own. Others are kept out
    /// until [`Blobs::end_filling`].
    pub async fn begin_filling(&self, source: &str) -> Result<Filling, BlobError> {
        let mark = Path::from(MARK);
        let found = async { self.store.get(&mark).await?.bytes().await }.await;
        match found.map_err(BlobError::from) {
            Ok(marked) if marked == source.as_bytes() => return Ok(Filling::Resumed),
            Ok(_) => return Ok(Filling::Occupied),
            Err(BlobError::Missing) => {}
            Err(error) => return Err(error),
        }
        if self.list().try_next().await?.is_some() {
            return Ok(Filling::Occupied);
        }
        let written = self.store.put(&mark, Bytes::copy_from_slice(source.as_bytes()).into());
        written.await.map_err(BlobError::of_write)?;
        Ok(Filling::Begun)
    }

    /// Everything is there: takes the mark away.
    pub async fn end_filling(&self) -> Result<(), BlobError> {
        self.delete(&Path::from(MARK)).await
    }
}
