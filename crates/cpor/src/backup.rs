//! `cpor backup` and `cpor restore`: database and documents in one file, counted and hashed.

use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use bytes::Bytes;
use documents::{BlobKey, Blobs, Limits};
use futures_util::{StreamExt, TryStreamExt};
use serde::{Deserialize, Serialize};
use store::{BackupError, Store};

use crate::cli::Settings;
use crate::config::{Config, Purpose};
use crate::doctor::check_documents;
use crate::exit::{Exit, Failure};
use crate::say;
use crate::wiring::open_existing;

/// What the archive holds, its first member.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Contents {
    format: u32,
    schema_version: i64,
    rows: i64,
    documents: u64,
    document_bytes: i64,
}

const FORMAT: u32 = 1;
const CONTENTS: &str = "contents.json";
const DATABASE: &str = "database";
const DOCUMENTS: &str = "documents/";

fn broken(error: impl Into<Box<dyn std::error::Error>>) -> Failure {
    Failure::fault("the copy could not be made", error)
}

/// Writes the archive; the database first, so that every document it names is still to come.
pub async fn backup(settings: &Settings, file: &Path) -> Result<Exit, Failure> {
    let config = Config::of(settings, Purpose::Work)?;
    let (store, blobs) = open_existing(&config)?;
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
    let contents = made?;
    removed.map_err(broken)?;
    say!(
        "{}: {} rows, {} documents with {} bytes",
        file.display(),
        contents.rows,
        contents.documents,
        contents.document_bytes
    );
    Ok(Exit::Done)
}

fn beside(file: &Path, word: &str) -> PathBuf {
    file.with_added_extension(word)
}

async fn write_archive(store: &Store, blobs: &Blobs, file: &Path, database: &Path) -> Result<Contents, Failure> {
    let manifest = store.backup_to(database).await.map_err(broken)?;
    // Asked of the running store after the copy was made: it names at least what the copy names.
    let mut named = Vec::new();
    let mut after = None;
    loop {
        let page = store.list_named_blobs(after, 1000).await.map_err(broken)?;
        let Some(last) = page.last() else { break };
        after = Some(last.document);
        named.extend(page);
    }
    named.sort_by_key(|blob| blob.blob);
    named.dedup_by_key(|blob| blob.blob);
    let contents = Contents {
        format: FORMAT,
        schema_version: manifest.schema_version,
        rows: manifest.tables.iter().map(|table| table.rows).sum(),
        documents: named.len() as u64,
        document_bytes: named.iter().map(|blob| blob.size_bytes).sum(),
    };
    let partial = beside(file, "partial");
    let mut archive = tar::Builder::new(create_private(&partial).map_err(broken)?);
    let json = serde_json::to_vec(&contents).map_err(broken)?;
    append(&mut archive, CONTENTS, &json)?;
    archive.append_path_with_name(database, DATABASE).map_err(broken)?;
    for blob in named {
        let key = BlobKey::of(blob.blob.0);
        let reading = blobs.read(key).await.map_err(broken)?;
        let pieces: Vec<Bytes> = reading.pieces.try_collect().await.map_err(broken)?;
        append(&mut archive, &format!("{DOCUMENTS}{key}"), &pieces.concat())?;
    }
    let written = archive.into_inner().map_err(broken)?;
    written.sync_all().map_err(broken)?;
    std::fs::rename(&partial, file).map_err(broken)?;
    Ok(contents)
}

/// A new file that only its owner reads, in place of one that an earlier try has left: copies hold keys and personal
/// data.
fn create_private(path: &Path) -> io::Result<File> {
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
    let mut header = tar::Header::new_gnu();
    header.set_size(bytes.len() as u64);
    header.set_mode(0o600);
    header.set_cksum();
    archive.append_data(&mut header, name, bytes).map_err(broken)
}

/// Makes an empty data folder of an archive, then checks every document against the database.
pub async fn restore(settings: &Settings, file: &Path) -> Result<Exit, Failure> {
    let config = Config::of(settings, Purpose::Work)?;
    let folder = &config.database.value;
    let source =
        File::open(file).map_err(|error| Failure::unusable(format!("{} can't be opened: {error}", file.display())))?;
    let mut archive = tar::Archive::new(BufReader::new(source));
    let not_ours = || Failure::unusable(format!("{} is no backup of this product", file.display()));
    let mut members = archive.entries().map_err(|_| not_ours())?;
    let mut first = members.next().ok_or_else(not_ours)?.map_err(|_| not_ours())?;
    let mut json = Vec::new();
    first
        .by_ref()
        .take(65_536)
        .read_to_end(&mut json)
        .map_err(|_| not_ours())?;
    let contents: Contents = serde_json::from_slice(&json).map_err(|_| not_ours())?;
    if contents.format != FORMAT {
        return Err(Failure::unusable(format!(
            "{} has format {}, this program reads {FORMAT}",
            file.display(),
            contents.format
        )));
    }
    let mut member = members.next().ok_or_else(not_ours)?.map_err(|_| not_ours())?;
    let database = beside(file, "restoring");
    let mut copy = create_private(&database).map_err(broken)?;
    let restored = std::io::copy(&mut member, &mut copy).map(|_| Store::restore(&database, folder));
    // The copy beside the archive goes, whether it was of use or not.
    std::fs::remove_file(&database).map_err(broken)?;
    restored.map_err(broken)?.map_err(|error| match error {
        BackupError::FolderNotEmpty(_) | BackupError::NotABackup(_) | BackupError::Damaged(_) => {
            Failure::unusable(error.to_string())
        }
        BackupError::FileExists(_) | BackupError::Store(_) => broken(error),
    })?;
    let (store, blobs) = open_existing(&config)?;
    let mut documents = 0;
    for member in members {
        let mut member = member.map_err(|_| not_ours())?;
        let name = member.path().map_err(|_| not_ours())?.to_string_lossy().into_owned();
        let key: BlobKey = name
            .strip_prefix(DOCUMENTS)
            .and_then(|key| key.parse().ok())
            .ok_or_else(not_ours)?;
        let mut bytes = Vec::new();
        member.read_to_end(&mut bytes).map_err(|_| not_ours())?;
        let piece = futures_util::stream::iter([Ok::<_, std::io::Error>(Bytes::from(bytes))]).boxed();
        blobs
            .receive(
                key,
                piece,
                Limits {
                    size_bytes_max: i64::MAX,
                },
            )
            .await
            .map_err(broken)?;
        documents += 1;
    }
    let damaged = check_documents(&store, &blobs).await?.damaged.len();
    if documents != contents.documents || damaged > 0 {
        return Err(Failure::negative(format!(
            "{documents} of {} documents came back, {damaged} are missing or damaged; the folder is not complete",
            contents.documents
        )));
    }
    say!("{}: {} rows, {documents} documents", folder.display(), contents.rows);
    Ok(Exit::Done)
}
