//! Which bytes the documents name: for collecting orphans and for `cpor doctor`.

use domain::claim::DocumentCondition;
use domain::id::{BlobId, DocumentId};

use crate::column::{parsed, uuid};
use crate::engine::{self, Connection, params};
use crate::{Store, StoreError};

/// A document whose bytes should be there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NamedBlob {
    /// The document.
    pub document: DocumentId,
    /// Where its bytes are.
    pub blob: BlobId,
    /// Their length.
    pub size_bytes: i64,
    /// Their hash.
    pub sha256: [u8; 32],
    /// Whether they can be read.
    pub condition: DocumentCondition,
}

impl Store {
    /// Whether any document names these bytes.
    pub async fn names_blob(&self, blob: BlobId) -> Result<bool, StoreError> {
        self.read(move |connection| {
            let named = connection
                .prepare_cached("SELECT EXISTS (SELECT 1 FROM document WHERE blob_id = ?1)")?
                .query_row([blob.0.as_bytes()], |row| row.get(0))?;
            Ok(named)
        })
        .await
    }

    /// The documents in the order of their keys, those after `after`, at most `limit` of them.
    pub async fn list_named_blobs(&self, after: Option<DocumentId>, limit: u16) -> Result<Vec<NamedBlob>, StoreError> {
        self.read(move |connection| list_named(connection, after, limit)).await
    }
}

/// The documents after one, at most `limit` of them.
pub(crate) fn list_named(
    connection: &Connection<'_>,
    after: Option<DocumentId>,
    limit: u16,
) -> Result<Vec<NamedBlob>, StoreError> {
    // No key is smaller than the nil one, which nothing has.
    let after = after.map_or([0; 16], |id| *id.0.as_bytes());
    let mut statement = connection.prepare_cached(
        "SELECT id, blob_id, size_bytes, sha256, condition FROM document WHERE id > ?1 ORDER BY id LIMIT ?2",
    )?;
    let blobs = statement.query_map(params![after, limit], |row| {
        Ok(NamedBlob {
            document: DocumentId(uuid(row, "id")?),
            blob: BlobId(uuid(row, "blob_id")?),
            size_bytes: row.get("size_bytes")?,
            sha256: row.get("sha256")?,
            condition: parsed(row, "condition", condition)?,
        })
    })?;
    Ok(blobs.collect::<engine::Result<_>>()?)
}

fn condition(code: &str) -> Option<DocumentCondition> {
    [
        DocumentCondition::Available,
        DocumentCondition::Unreadable,
        DocumentCondition::Quarantined,
        DocumentCondition::Erased,
    ]
    .into_iter()
    .find(|condition| condition.code() == code)
}
