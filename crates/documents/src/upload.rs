//! An object on its way into the store.

use std::sync::Arc;

use object_store::ObjectStore;
use object_store::buffered::BufWriter;
use object_store::path::Path;
use tokio::io::AsyncWriteExt;
use tokio::runtime::Handle;

use crate::error::BlobError;

/// An object up to this size is held in memory and written at once; a larger one goes to the store in parts of this
/// size, the least that object stores accept, at most two on their way.
const PART_BYTES: usize = 5 * 1024 * 1024;
const PARTS_UNDER_WAY_MAX: usize = 2;
/// A piece is handed on in steps of this size, so that a large one can't outrun the store.
pub(crate) const STEP_BYTES: usize = 64 * 1024;

/// An object that has its name only once it is finished, durably. Left before, its parts are removed.
pub(crate) struct Upload {
    writer: Option<BufWriter>,
}

impl Upload {
    pub(crate) fn new(store: &Arc<dyn ObjectStore>, path: Path) -> Upload {
        let writer = BufWriter::with_capacity(Arc::clone(store), path, PART_BYTES);
        Upload {
            writer: Some(writer.with_max_concurrency(PARTS_UNDER_WAY_MAX)),
        }
    }

    pub(crate) async fn write(&mut self, bytes: &[u8]) -> Result<(), BlobError> {
        if let Some(writer) = &mut self.writer {
            for step in bytes.chunks(STEP_BYTES) {
                writer.write_all(step).await?;
            }
        }
        Ok(())
    }

    /// Gives the object its name. Whether it got it is not known after an error.
    pub(crate) async fn finish(mut self) -> Result<(), BlobError> {
        match self.writer.take() {
            Some(mut writer) => Ok(writer.shutdown().await?),
            None => Ok(()),
        }
    }

    /// Removes the parts, and waits for it. Why the object is given up matters more than that parts may stay.
    pub(crate) async fn abandon(mut self) {
        if let Some(writer) = self.writer.take() {
            remove_parts(writer).await;
        }
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        if let (Some(mut writer), Ok(runtime)) = (self.writer.take(), Handle::try_current()) {
            drop(runtime.spawn(async move {
                // Parts may just be announced: only then there is something to remove.
                if writer.flush().await.is_ok() {
                    remove_parts(writer).await;
                }
            }));
        }
    }
}

async fn remove_parts(mut writer: BufWriter) {
    if let Err(error) = writer.abort().await {
        tracing::warn!(
            error = &error as &dyn std::error::Error,
            "the parts of an upload that was given up could not be removed"
        );
    }
}
