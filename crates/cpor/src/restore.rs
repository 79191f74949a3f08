//! `cpor restore`: a backup becomes a data folder. Documents come first and the database last, so that a folder with a
//! database is always whole; a restore that was interrupted goes on where it stopped.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use bytes::Bytes;
use documents::{BlobError, BlobKey, Blobs, Filling};
use futures_util::stream;
use sha2::{Digest, Sha256};
use store::{BackupError, Store};
use tar::{Archive, Entries, Entry};

use crate::backup::{BLOBS, CONTENTS, Contents, DATABASE, DOCUMENTS, Documents, FORMAT, beside, create_private};
use crate::cli::Settings;
use crate::config::{Config, Purpose};
use crate::doctor::check_documents;
use crate::exit::{Exit, Failure};
use crate::say;
use crate::wiring::{open_blobs, unfinished_restore};

/// A document is read from the archive in pieces of this size.
const PIECE_BYTES: usize = 256 * 1024;
/// A store that was let go has closed by then.
const CLOSED_WITHIN: Duration = Duration::from_secs(10);
/// How often it is looked whether it has.
const CLOSED_LOOK: Duration = Duration::from_millis(20);

type Source = BufReader<File>;

fn broken(error: impl Into<Box<dyn std::error::Error>>) -> Failure {
    Failure::fault("the backup could not be restored", error)
}

/// Makes an empty data folder and an empty place for documents of an archive, then checks every document against the
/// database.
pub async fn restore(settings: &Settings, file: &Path) -> Result<Exit, Failure> {
    let config = Config::of(settings, Purpose::Work)?;
    let folder = config.database.value.folder()?;
    let source =
        File::open(file).map_err(|error| Failure::unusable(format!("{} can't be opened: {error}", file.display())))?;
    let mut archive = Archive::new(BufReader::new(source));
    let mut members = Members::of(file, &mut archive)?;
    let contents: Contents = members.json(CONTENTS)?;
    if contents.format != FORMAT {
        return Err(Failure::unusable(format!(
            "{} has format {}, this program reads {FORMAT}",
            file.display(),
            contents.format
        )));
    }
    refuse_used(folder)?;
    let aside = unfinished_restore(folder);
    let (database, source) = members.database()?;
    if aside.exists() {
        fs::remove_dir_all(&aside).map_err(broken)?;
    }
    let restored = Store::restore(&database, &aside);
    // The copy beside the archive goes, whether it was of use or not.
    fs::remove_file(&database).map_err(broken)?;
    restored.map_err(|error| {
        // Nothing has begun yet: the folder is left as it was found.
        drop(fs::remove_dir(&aside));
        match error {
            BackupError::FolderNotEmpty(_) | BackupError::NotABackup(_) | BackupError::Damaged(_) => {
                Failure::unusable(error.to_string())
            }
            BackupError::FileExists(_) | BackupError::NotAFile | BackupError::Store(_) => broken(error),
        }
    })?;
    let filled = fill(&config, &mut members, &aside, &source).await;
    let documents = filled.map_err(|failure| {
        failure.with_advice(format!(
            "nothing is in use of what came so far: run the same command again to go on, or remove {} and what lies at {}",
            folder.display(),
            config.blobs.value
        ))
    })?;
    say!(
        "{}: {} rows, {} documents",
        folder.display(),
        contents.rows,
        documents.count
    );
    if !documents.lost.is_empty() {
        eprintln!(
            "the bytes of {} documents were missing or damaged when the copy was made",
            documents.lost.len()
        );
    }
    Ok(Exit::Done)
}

/// A folder is filled if it is empty, or if filling it has begun before and not ended.
fn refuse_used(folder: &Path) -> Result<(), Failure> {
    let begun = unfinished_restore(folder).exists() && !Store::is_in(folder);
    let mut entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Failure::unusable(format!("{}: {error}", folder.display()))),
    };
    if begun || entries.next().is_none() {
        Ok(())
    } else {
        Err(Failure::unusable(format!("{} is not empty", folder.display())))
    }
}

async fn fill(config: &Config, members: &mut Members<'_>, aside: &Path, source: &str) -> Result<Documents, Failure> {
    let place = &config.blobs.value;
    let blobs = open_blobs(config)?;
    let unusable = |error: BlobError| Failure::unusable(format!("the documents can't be kept at {place}: {error}"));
    blobs.check().await.map_err(unusable)?;
    match blobs.begin_filling(source).await.map_err(broken)? {
        Filling::Begun => {}
        Filling::Resumed => eprintln!("{place}: going on where an earlier restore stopped"),
        Filling::Occupied => {
            return Err(Failure::unusable(format!(
                "there are documents at {place} that aren't of this restore; name an empty place with --blobs"
            )));
        }
    }
    let documents = members.documents(&blobs).await?;
    let store = Store::open(aside).map_err(broken)?;
    let checked = check_documents(&store, &blobs).await?;
    drop(store);
    let damaged: Vec<String> = checked
        .damaged
        .iter()
        .map(|(document, _)| document.to_string())
        .collect();
    let news = damaged
        .iter()
        .filter(|document| !documents.lost.contains(document))
        .count();
    if news > 0 {
        return Err(Failure::negative(format!("{news} documents are missing or damaged")));
    }
    closed(aside).await.map_err(broken)?;
    put_in_place(aside, config.database.value.folder()?).map_err(broken)?;
    blobs.end_filling().await.map_err(broken)?;
    Ok(documents)
}

/// Waits until the store, which closes on threads of its own, has done so: its log goes with its last connection.
async fn closed(aside: &Path) -> io::Result<()> {
    for _ in 0..CLOSED_WITHIN.as_millis() / CLOSED_LOOK.as_millis() {
        let mut files = fs::read_dir(aside)?.flatten();
        if !files.any(|entry| is_of_a_connection(&entry.file_name())) {
            break;
        }
        tokio::time::sleep(CLOSED_LOOK).await;
    }
    Ok(())
}

/// Whether a file stands beside a database only while somebody has it open.
fn is_of_a_connection(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.ends_with("-wal") || name.ends_with("-shm")
}

/// Moves the database to where it is looked for; its log first, so that it is never without it.
fn put_in_place(aside: &Path, folder: &Path) -> io::Result<()> {
    let mut names: Vec<_> = fs::read_dir(aside)?
        .map(|entry| Ok(entry?.file_name()))
        .collect::<io::Result<_>>()?;
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    for name in names {
        match fs::rename(aside.join(&name), folder.join(&name)) {
            // It went with a late connection: all of it is in the database.
            Err(error) if error.kind() == io::ErrorKind::NotFound && is_of_a_connection(&name) => {}
            moved => moved?,
        }
    }
    fs::remove_dir(aside)?;
    File::open(folder)?.sync_all()
}

/// The archive's members, in the order in which `cpor backup` writes them.
struct Members<'a> {
    file: PathBuf,
    entries: Entries<'a, Source>,
}

impl<'a> Members<'a> {
    fn of(file: &Path, archive: &'a mut Archive<Source>) -> Result<Members<'a>, Failure> {
        let file = file.to_owned();
        let entries = archive.entries().map_err(|_| not_ours(&file))?;
        Ok(Members { file, entries })
    }

    fn next(&mut self) -> Result<(String, Entry<'a, Source>), Failure> {
        let not_ours = || not_ours(&self.file);
        let entry = self.entries.next().ok_or_else(not_ours)?.map_err(|_| not_ours())?;
        let name = entry.path().map_err(|_| not_ours())?.to_string_lossy().into_owned();
        Ok((name, entry))
    }

    fn json<T: serde::de::DeserializeOwned>(&mut self, name: &str) -> Result<T, Failure> {
        let (found, entry) = self.next()?;
        if found == name {
            parsed(entry).ok_or_else(|| not_ours(&self.file))
        } else {
            Err(not_ours(&self.file))
        }
    }

    /// Copies the database's copy beside the archive; answers where, and what the archive is known by.
    fn database(&mut self) -> Result<(PathBuf, String), Failure> {
        let (name, mut entry) = self.next()?;
        if name != DATABASE {
            return Err(not_ours(&self.file));
        }
        let path = beside(&self.file, "restoring");
        let mut copy = create_private(&path).map_err(broken)?;
        let copied = io::copy(&mut entry, &mut copy).and_then(|_| hash(&path));
        copied.map(|hash| (path.clone(), hash)).map_err(|error| {
            drop(fs::remove_file(&path));
            broken(error)
        })
    }

    /// Writes all documents that aren't there yet; what is there of the right length is checked afterwards.
    async fn documents(&mut self, blobs: &Blobs) -> Result<Documents, Failure> {
        let mut count = 0;
        loop {
            let (name, entry) = self.next()?;
            if name == DOCUMENTS {
                let documents: Documents = parsed(entry).ok_or_else(|| not_ours(&self.file))?;
                let whole = documents.count <= count;
                return if whole {
                    Ok(documents)
                } else {
                    Err(not_ours(&self.file))
                };
            }
            let key: BlobKey = name
                .strip_prefix(BLOBS)
                .and_then(|key| key.parse().ok())
                .ok_or_else(|| not_ours(&self.file))?;
            if !is_there(blobs, key, entry.size()).await? {
                let written = blobs.write(key, stream::iter(pieces(entry))).await;
                written.map_err(|stopped| match stopped {
                    Stopped::Archive => not_ours(&self.file),
                    Stopped::Blob(error) => broken(error),
                })?;
            }
            count += 1;
        }
    }
}

fn not_ours(file: &Path) -> Failure {
    Failure::unusable(format!("{} is no whole backup of this product", file.display()))
}

fn parsed<T: serde::de::DeserializeOwned>(entry: Entry<'_, Source>) -> Option<T> {
    // A list of lost documents may be long, but not without end.
    serde_json::from_reader(entry.take(1 << 30)).ok()
}

async fn is_there(blobs: &Blobs, key: BlobKey, size_bytes: u64) -> Result<bool, Failure> {
    match blobs.read(key).await {
        Ok(reading) => Ok(u64::try_from(reading.size_bytes) == Ok(size_bytes)),
        Err(BlobError::Missing) => Ok(false),
        Err(error) => Err(broken(error)),
    }
}

/// Why a document could not be brought over.
enum Stopped {
    Archive,
    Blob(BlobError),
}

impl From<BlobError> for Stopped {
    fn from(error: BlobError) -> Stopped {
        Stopped::Blob(error)
    }
}

fn pieces(mut entry: Entry<'_, Source>) -> impl Iterator<Item = Result<Bytes, Stopped>> {
    std::iter::from_fn(move || {
        let mut piece = Vec::with_capacity(PIECE_BYTES);
        match entry.by_ref().take(PIECE_BYTES as u64).read_to_end(&mut piece) {
            Ok(0) => None,
            Ok(_) => Some(Ok(Bytes::from(piece))),
            Err(_) => Some(Err(Stopped::Archive)),
        }
    })
}

fn hash(path: &Path) -> io::Result<String> {
    let mut digest = Sha256::new();
    let mut file = File::open(path)?;
    let mut piece = vec![0; PIECE_BYTES];
    loop {
        match file.read(&mut piece)? {
            0 => break,
            length => digest.update(&piece[..length]),
        }
    }
    Ok(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
