//! What is in a backup's file, member by member.

use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use bytes::Bytes;
use documents::{BlobError, BlobKey, Blobs};
use futures_util::stream;
use sha2::{Digest, Sha256};
use tar::{Archive, Entries, Entry};

use super::broken;
use crate::backup::{BLOBS, DATABASE, DOCUMENTS, Documents, beside, create_private};
use crate::exit::Failure;

/// A document is read from the archive in pieces of this size.
const PIECE_BYTES: usize = 256 * 1024;

/// The file.
pub(super) type Source = BufReader<File>;

/// The archive's members, in the order in which `cpor backup` writes them.
pub(super) struct Members<'a> {
    file: PathBuf,
    entries: Entries<'a, Source>,
}

impl<'a> Members<'a> {
    /// All of a file.
    pub(super) fn of(file: &Path, archive: &'a mut Archive<Source>) -> Result<Members<'a>, Failure> {
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

    /// The next, which has this name.
    pub(super) fn json<T: serde::de::DeserializeOwned>(&mut self, name: &str) -> Result<T, Failure> {
        let (found, entry) = self.next()?;
        if found == name {
            parsed(entry).ok_or_else(|| not_ours(&self.file))
        } else {
            Err(not_ours(&self.file))
        }
    }

    /// Copies the database's copy beside the archive; answers where, and what the archive is known by.
    pub(super) fn database(&mut self) -> Result<(PathBuf, String), Failure> {
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
    pub(super) async fn documents(&mut self, blobs: &Blobs) -> Result<Documents, Failure> {
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
