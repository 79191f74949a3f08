//! `cpor backup`: database and documents in one file, counted and hashed.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use documents::{BlobError, BlobKey, Blobs};
use domain::claim::DocumentCondition;
use domain::id::DocumentId;
use futures_util::TryStreamExt;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::{NamedBlob, Store};

use crate::cli::Settings;
use crate::config::{Config, Purpose};
use crate::exit::{Exit, Failure};
use crate::say;
use crate::wiring::open_existing;

/// What the archive holds, its first member.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contents {
    /// Of the archive.
    pub format: u32,
    /// Of the database.
    pub schema_version: i64,
    /// In all tables.
    pub rows: i64,
}

/// What came of the documents, its last member: without it an archive is cut off.
#[derive(Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Documents {
    /// How many blobs are in the archive.
    pub count: u64,
    /// How long they are together.
    pub bytes: u64,
    /// Documents whose bytes were not there, or not what was uploaded, when the copy was made.
    pub lost: Vec<String>,
}

/// The archive's format.
pub const FORMAT: u32 = 2;
/// The name of its first member.
pub const CONTENTS: &str = "contents.json";
/// Of the database's copy.
pub const DATABASE: &str = "database";
/// Before each blob's key.
pub const BLOBS: &str = "documents/";
/// Of its last member.
pub const DOCUMENTS: &str = "documents.json";

fn broken(error: impl Into<Box<dyn std::error::Error>>) -> Failure {
    Failure::fault("the copy could not be made", error)
}

/// Writes the archive; the database first, so that every document it names is still to come.
pub async fn backup(settings: &Settings, file: &Path) -> Result<Exit, Failure> {
    let config = Config::of(settings, Purpose::Work)?;
    let (store, blobs) = open_existing(&config).await?;
    if file.exists() {
        return Err(Failure::unusable(format!(
            "{} exists already; name a new file",
            file.display()
        )));
    }
    let database = beside(file, "database");
    let made = write_archive(&store, &blobs, file, &database).await;
    // The archive holds the copy now, or is no use: either way the copy beside it goes.
    let removed = if database.exists() {
        std::fs::remove_file(&database)
    } else {
        Ok(())
    };
    let (contents, documents) = made?;
    removed.map_err(broken)?;
    say!(
        "{}: {} rows, {} documents with {} bytes",
        file.display(),
        contents.rows,
        documents.count,
        documents.bytes
    );
    if documents.lost.is_empty() {
        return Ok(Exit::Done);
    }
    Err(Failure::negative(format!(
        "the copy is made; the bytes of {} documents were missing or damaged before: {}",
        documents.lost.len(),
        documents.lost.join(", ")
    )))
}

/// A file's name with a word behind it.
pub fn beside(file: &Path, word: &str) -> PathBuf {
    file.with_added_extension(word)
}

async fn write_archive(
    store: &Store,
    blobs: &Blobs,
    file: &Path,
    database: &Path,
) -> Result<(Contents, Documents), Failure> {
    let manifest = store.backup_to(database).await.map_err(broken)?;
    let contents = Contents {
        format: FORMAT,
        schema_version: manifest.schema_version,
        rows: manifest.rows(),
    };
    let partial = beside(file, "partial");
    let mut archive = tar::Builder::new(create_private(&partial).map_err(broken)?);
    append(&mut archive, CONTENTS, &serde_json::to_vec(&contents).map_err(broken)?)?;
    archive.append_path_with_name(database, DATABASE).map_err(broken)?;
    let documents = append_blobs(&mut archive, store, blobs).await?;
    append(
        &mut archive,
        DOCUMENTS,
        &serde_json::to_vec(&documents).map_err(broken)?,
    )?;
    let written = archive.into_inner().map_err(broken)?;
    written.sync_all().map_err(broken)?;
    std::fs::rename(&partial, file).map_err(broken)?;
    Ok((contents, documents))
}

/// Adds what the running store names, page by page, and each blob once: it was asked after the copy was made, so it names
/// at least what the copy names, but for documents that were taken away since.
async fn append_blobs(archive: &mut tar::Builder<File>, store: &Store, blobs: &Blobs) -> Result<Documents, Failure> {
    let mut documents = Documents::default();
    // Documents may share their bytes.
    let mut are_lost = HashMap::new();
    let mut after: Option<DocumentId> = None;
    loop {
        let page = store.list_named_blobs(after, 1000).await.map_err(broken)?;
        let Some(last) = page.last() else { return Ok(documents) };
        after = Some(last.document);
        for named in page.iter().filter(|named| has_bytes(named)) {
            let is_lost = match are_lost.get(&named.blob) {
                Some(is_lost) => *is_lost,
                None => {
                    let appended = append_blob(archive, blobs, named).await?;
                    documents.count += u64::from(appended.is_some());
                    documents.bytes += appended.unwrap_or_default();
                    are_lost.insert(named.blob, appended.is_none());
                    appended.is_none()
                }
            };
            if is_lost {
                documents.lost.push(named.document.to_string());
            }
        }
    }
}

/// Erased documents have none: their row stays, for the history.
pub fn has_bytes(named: &NamedBlob) -> bool {
    match named.condition {
        DocumentCondition::Available | DocumentCondition::Unreadable | DocumentCondition::Quarantined => true,
        DocumentCondition::Erased => false,
    }
}

/// Streams a blob into the archive; answers its length, if it is there and what was uploaded. Damaged bytes are kept all the
/// same: there are no better ones.
async fn append_blob(
    archive: &mut tar::Builder<File>,
    blobs: &Blobs,
    named: &NamedBlob,
) -> Result<Option<u64>, Failure> {
    let key = BlobKey::of(named.blob.0);
    let mut reading = match blobs.read(key).await {
        Ok(reading) => reading,
        Err(BlobError::Missing) => return Ok(None),
        Err(error) => return Err(broken(error)),
    };
    let mut header = header();
    let mut member = archive
        .append_writer(&mut header, format!("{BLOBS}{key}"))
        .map_err(broken)?;
    let mut digest = Sha256::new();
    let mut bytes = 0;
    while let Some(piece) = reading.pieces.try_next().await.map_err(broken)? {
        member.write_all(&piece).map_err(broken)?;
        digest.update(&piece);
        bytes += piece.len() as u64;
    }
    member.finish().map_err(broken)?;
    let found: [u8; 32] = digest.finalize().into();
    Ok((found == named.sha256).then_some(bytes))
}

/// A new file that only its owner reads, in place of one that an earlier try has left: copies hold keys and personal
/// data.
pub fn create_private(path: &Path) -> io::Result<File> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn append(archive: &mut tar::Builder<File>, name: &str, bytes: &[u8]) -> Result<(), Failure> {
    let mut header = header();
    header.set_size(bytes.len() as u64);
    header.set_cksum();
    archive.append_data(&mut header, name, bytes).map_err(broken)
}

fn header() -> tar::Header {
    let mut header = tar::Header::new_gnu();
    header.set_mode(0o600);
    header
}
