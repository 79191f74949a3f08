//! Limits, and uploads that end early.

use std::convert::Infallible;
use std::io;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use documents::{BlobState, Limits, ReceiveError};
use futures_util::{StreamExt, stream};
use sha2::{Digest, Sha256};

use crate::files::{docx, pdf};
use crate::{blobs, content, files_under, key, receive};

const MAX: usize = 25_000_000;

#[tokio::test]
async fn a_file_of_the_greatest_size_is_kept_byte_for_byte() {
    let (_folder, blobs) = blobs();
    let file = pdf(MAX);
    let received = receive(&blobs, key(1), &file).await.unwrap();

    assert_eq!(received.blob, key(1));
    assert_eq!(received.size_bytes, MAX as i64);
    assert_eq!(received.sha256, <[u8; 32]>::from(Sha256::digest(&file)));
    assert!(content(&blobs, key(1)).await == file);
    assert_eq!(
        blobs
            .verify(key(1), &received.sha256, received.size_bytes)
            .await
            .unwrap(),
        BlobState::Intact
    );
}

#[tokio::test]
async fn one_byte_more_is_refused_without_a_trace() {
    let (folder, blobs) = blobs();
    let refused = receive(&blobs, key(1), &pdf(MAX + 1)).await;

    assert!(matches!(refused, Err(ReceiveError::TooLarge { size_bytes_max }) if size_bytes_max == MAX as i64));
    assert_eq!(files_under(folder.path()).len(), 0);
}

#[tokio::test]
async fn a_file_without_end_is_refused_as_soon_as_it_passes_the_limit() {
    let (folder, blobs) = blobs();
    let endless = stream::repeat_with(|| Ok::<_, Infallible>(Bytes::from_static(b"more and more text\n")));
    let refused = blobs
        .receive(
            key(1),
            endless,
            Limits {
                size_bytes_max: 7_000_000,
            },
        )
        .await;

    assert!(matches!(
        refused,
        Err(ReceiveError::TooLarge {
            size_bytes_max: 7_000_000
        })
    ));
    assert_eq!(files_under(folder.path()).len(), 0);
}

#[tokio::test]
async fn noise_without_end_is_refused_by_its_beginning() {
    let (folder, blobs) = blobs();
    let endless = stream::repeat_with(|| Ok::<_, Infallible>(Bytes::from_static(&[1; 1_000])));
    let refused = blobs
        .receive(
            key(1),
            endless,
            Limits {
                size_bytes_max: i64::MAX,
            },
        )
        .await;

    assert!(matches!(refused, Err(ReceiveError::UnknownType)));
    assert_eq!(files_under(folder.path()).len(), 0);
}

#[tokio::test]
async fn an_empty_file_is_refused() {
    let (folder, blobs) = blobs();
    let pieces = stream::iter([Ok::<_, Infallible>(Bytes::new()), Ok(Bytes::new())]);

    assert!(matches!(
        blobs.receive(key(1), pieces, Limits::default()).await,
        Err(ReceiveError::Empty)
    ));
    assert!(matches!(receive(&blobs, key(1), b"").await, Err(ReceiveError::Empty)));
    assert_eq!(files_under(folder.path()).len(), 0);
}

#[tokio::test]
async fn a_sender_who_stops_leaves_nothing() {
    for size in [2_000, 12 * 1024 * 1024] {
        let (folder, blobs) = blobs();
        let pieces = [Ok(Bytes::from(pdf(size))), Err(io::Error::other("connection reset"))];
        let interrupted = blobs.receive(key(1), stream::iter(pieces), Limits::default()).await;

        match interrupted {
            Err(ReceiveError::Interrupted(error)) => assert_eq!(error.to_string(), "connection reset"),
            other => panic!("{other:?}"),
        }
        assert_eq!(files_under(folder.path()).len(), 0);
    }
}

#[tokio::test]
async fn a_caller_who_leaves_leaves_nothing() {
    for size in [2_000, 12 * 1024 * 1024] {
        let (folder, blobs) = blobs();
        let first = stream::iter([Ok::<_, Infallible>(Bytes::from(pdf(size)))]);
        let stuck = blobs.receive(key(1), first.chain(stream::pending()), Limits::default());
        assert!(tokio::time::timeout(Duration::from_millis(500), stuck).await.is_err());

        // The partial file is removed beside us.
        for _ in 0..100 {
            if files_under(folder.path()).is_empty() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(files_under(folder.path()), Vec::<String>::new());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_uploads_at_once_are_each_kept() {
    let (folder, blobs) = blobs();
    let uploads: Vec<_> = (1..=20)
        .map(|number: u128| {
            let blobs = blobs.clone();
            tokio::spawn(async move { receive(&blobs, key(number), format!("text {number}").as_bytes()).await })
        })
        .collect();
    for upload in uploads {
        upload.await.unwrap().unwrap();
    }

    assert_eq!(files_under(folder.path()).len(), 20);
    assert!(content(&blobs, key(7)).await == b"text 7");
}

#[tokio::test]
async fn a_blob_is_never_overwritten() {
    let (_folder, blobs) = blobs();
    receive(&blobs, key(1), &docx()).await.unwrap();

    assert!(matches!(receive(&blobs, key(1), b"other").await, Err(ReceiveError::KeyTaken(taken)) if taken == key(1)));
    assert!(content(&blobs, key(1)).await == docx());
}

#[tokio::test]
async fn what_a_killed_process_left_is_removed_when_it_is_old() {
    let (folder, blobs) = blobs();
    receive(&blobs, key(1), b"kept").await.unwrap();
    let left = folder.path().join("blobs").join(format!("{}#1", key(1)));
    std::fs::write(&left, b"%PDF-1.7 half of it").unwrap();
    let hour = Duration::from_secs(3600);

    assert_eq!(blobs.remove_partials(SystemTime::now() - hour).await.unwrap(), 0);
    assert!(left.exists());
    assert_eq!(blobs.remove_partials(SystemTime::now() + hour).await.unwrap(), 1);
    assert!(!left.exists());
    assert!(content(&blobs, key(1)).await == b"kept");
}
