//! Files taken in, kept, checked and removed, in a real folder and a real object store.

mod files;
mod keep;
mod receive;
mod s3;
mod types;

use std::convert::Infallible;
use std::path::Path;

use bytes::Bytes;
use documents::{BlobKey, Blobs, Limits, ReceiveError, Received};
use domain::id::Uuid;
use futures_util::{TryStreamExt, stream};
use tempfile::TempDir;

fn blobs() -> (TempDir, Blobs) {
    let folder = tempfile::tempdir().unwrap();
    let blobs = Blobs::open(folder.path().join("blobs").to_str().unwrap()).unwrap();
    (folder, blobs)
}

fn key(number: u128) -> BlobKey {
    BlobKey::of(Uuid::from_u128(0x0192_f0c1_a4c9_7d3e_8f60_a1b2_0000_0000 + number))
}

async fn receive(blobs: &Blobs, key: BlobKey, bytes: &[u8]) -> Result<Received, ReceiveError> {
    receive_in_pieces(blobs, key, bytes, 100_000).await
}

async fn receive_in_pieces(blobs: &Blobs, key: BlobKey, bytes: &[u8], piece: usize) -> Result<Received, ReceiveError> {
    let pieces: Vec<_> = bytes
        .chunks(piece)
        .map(|piece| Ok::<_, Infallible>(Bytes::copy_from_slice(piece)))
        .collect();
    blobs.receive(key, stream::iter(pieces), Limits::default()).await
}

async fn content(blobs: &Blobs, key: BlobKey) -> Vec<u8> {
    let reading = blobs.read(key).await.unwrap();
    let content = reading.pieces.try_fold(Vec::new(), |mut all, piece| async move {
        all.extend_from_slice(&piece);
        Ok(all)
    });
    let content = content.await.unwrap();
    assert_eq!(content.len() as i64, reading.size_bytes);
    content
}

/// The paths of all files under a folder, unfinished ones too.
fn files_under(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_under(&path));
        } else {
            found.push(path.display().to_string());
        }
    }
    found
}
