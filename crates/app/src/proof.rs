//! Proof-of-execution files: bytes first, then the commit that names them; orphans are collected later.

use std::time::{Duration, SystemTime};

use documents::{BlobError, BlobKey, Reading, Received};
use domain::claim::{Claim, Command, Document, DocumentCondition};
use domain::id::{BlobId, DocumentId, UserId};
use domain::party::Actor;
use domain::text::FileName;
use futures_util::TryStreamExt;
use store::Stored;

use crate::env::Env;
use crate::handle::{Expected, HandleError, Repeat, execute};
use crate::stop::Stop;

/// A blob that no row names is an orphan once it is older than any upload can take.
const ORPHAN_AGE: Duration = Duration::from_secs(24 * 60 * 60);

/// A file whose bytes are stored already.
pub struct Upload {
    /// The document's key; its bytes lie under the same one.
    pub id: DocumentId,
    /// The file's name.
    pub name: FileName,
    /// What was stored.
    pub received: Received,
}

/// Adds an uploaded file to the claim; if the rules refuse it, its bytes go.
pub async fn add(
    env: &Env,
    actor: &Actor,
    loaded: Stored,
    upload: Upload,
    repeat: Option<Repeat>,
) -> Result<Stored, HandleError> {
    let id = upload.id;
    let added = match actor {
        Actor::Person(person) => {
            let document = document(env, person.id, upload);
            execute(
                env,
                actor,
                loaded,
                Expected::Any,
                Command::AddDocument(document),
                repeat,
            )
            .await
        }
        Actor::Customer { .. } | Actor::Clock => Err(HandleError::NotFound),
    };
    match &added {
        // A fault doesn't say whether the row that names the bytes was written: if not, they are an orphan for later.
        Ok(_) | Err(HandleError::Fault(_)) => {}
        Err(
            HandleError::NotFound
            | HandleError::Stale(_)
            | HandleError::Refused { .. }
            | HandleError::AnswerTaken
            | HandleError::WrongCode(_)
            | HandleError::Crowded,
        ) => discard(env, id).await,
    }
    added
}

/// Throws the bytes of an upload away that will not be named. What can't be removed now is an orphan for later.
pub async fn discard(env: &Env, id: DocumentId) {
    if let Err(error) = env.blobs.remove(BlobKey::of(id.0)).await {
        tracing::warn!(
            error = &error as &dyn std::error::Error,
            "the bytes of a refused upload stay until orphans are collected"
        );
    }
}

fn document(env: &Env, added_by: UserId, upload: Upload) -> Document {
    Document {
        id: upload.id,
        blob: BlobId(upload.id.0),
        name: upload.name,
        media_type: upload.received.media_type.as_str().to_owned(),
        size_bytes: upload.received.size_bytes,
        sha256: upload.received.sha256,
        added_at: env.now(),
        added_by,
        round: 0,
        condition: DocumentCondition::Available,
    }
}

/// A claim's document, opened; none of one that is held back or erased.
pub async fn open(env: &Env, claim: &Claim, id: DocumentId) -> Result<Option<(Document, Reading)>, BlobError> {
    let Some(document) = claim.documents.iter().find(|document| document.id == id) else {
        return Ok(None);
    };
    match document.condition {
        DocumentCondition::Available | DocumentCondition::Unreadable => {}
        DocumentCondition::Quarantined | DocumentCondition::Erased => return Ok(None),
    }
    match env.blobs.read(BlobKey::of(document.blob.0)).await {
        Ok(reading) => Ok(Some((document.clone(), reading))),
        Err(BlobError::Missing) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Why orphans could not be collected.
#[derive(Debug, thiserror::Error)]
pub enum CollectError {
    /// The blobs could not be listed or removed.
    #[error(transparent)]
    Blob(#[from] BlobError),
    /// The rows could not be read.
    #[error(transparent)]
    Store(#[from] store::StoreError),
}

/// Removes old blobs that no document row names; says how many.
pub async fn collect_orphans(env: &Env, now: SystemTime) -> Result<usize, CollectError> {
    let before = now.checked_sub(ORPHAN_AGE).unwrap_or(SystemTime::UNIX_EPOCH);
    let mut listed = env.blobs.list_written_before(before);
    let mut removed = 0;
    while let Some(blob) = listed.try_next().await? {
        if !env.store.names_blob(BlobId(blob.key.id())).await? {
            env.blobs.remove(blob.key).await?;
            removed += 1;
        }
    }
    Ok(removed)
}

/// How often orphans are looked for.
const COLLECTED_EVERY: Duration = Duration::from_secs(60 * 60);

/// Collects orphans now and then until told to stop.
pub async fn run_collection(env: std::sync::Arc<Env>, stop: Stop) {
    while !stop.is_asked() {
        let now = SystemTime::now();
        // It goes through all documents and may be left anywhere.
        let collected = tokio::select! {
            collected = collect_orphans(&env, now) => collected,
            () = stop.asked() => return,
        };
        if let Err(error) = collected {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "orphaned documents could not be collected"
            );
        }
        let before = now.checked_sub(ORPHAN_AGE).unwrap_or(SystemTime::UNIX_EPOCH);
        if let Err(error) = env.blobs.remove_partials(before).await {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "interrupted uploads could not be removed"
            );
        }
        stop.sleep(COLLECTED_EVERY).await;
    }
}
