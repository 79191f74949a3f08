//! The same in an object store: a real S3-compatible server.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use bytes::Bytes;
use documents::{BlobError, BlobState, Blobs, Filling, Limits, MediaType, ReceiveError};
use futures_util::{StreamExt, TryStreamExt, stream};
use testkit::s3::{BUCKET, S3Server};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::files::{docx, pdf};
use crate::{blobs, content, key, receive};

const MANY: usize = 20 * 1024 * 1024;

fn open(server: &S3Server, prefix: &str) -> Blobs {
    Blobs::open_with(&format!("s3://{BUCKET}/{prefix}"), server.settings()).unwrap()
}

async fn count(blobs: &Blobs) -> usize {
    blobs.list().try_collect::<Vec<_>>().await.unwrap().len()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_object_store_keeps_blobs_as_a_folder_does() {
    let server = S3Server::start().await;
    let (here, beside) = (open(&server, "proof/of"), open(&server, "proof"));
    here.check().await.unwrap();
    here.probe().await.unwrap();
    assert_eq!(count(&here).await, 0);

    // One object, and one in parts; the kind of the first is found by ranges of what is stored.
    let small = receive(&here, key(1), &docx()).await.unwrap();
    assert_eq!(small.media_type, MediaType::Docx);
    assert!(content(&here, key(1)).await == docx());
    let file = pdf(MANY);
    let large = receive(&here, key(2), &file).await.unwrap();
    assert!(content(&here, key(2)).await == file);
    for (number, kept) in [(1, small), (2, large)] {
        let state = here.verify(key(number), &kept.sha256, kept.size_bytes).await.unwrap();
        assert_eq!(state, BlobState::Intact);
    }
    let other = here.verify(key(2), &small.sha256, large.size_bytes).await.unwrap();
    assert_eq!(other, BlobState::Damaged);
    assert!(matches!(
        receive(&here, key(1), b"other").await,
        Err(ReceiveError::KeyTaken(_))
    ));

    // Refused in the middle and at the end.
    let limits = Limits {
        size_bytes_max: 12_000_000,
    };
    let pieces = stream::iter(
        file.chunks(100_000)
            .map(|piece| Ok::<_, BlobError>(Bytes::copy_from_slice(piece))),
    );
    let refused = here.receive(key(3), pieces, limits).await;
    assert!(matches!(refused, Err(ReceiveError::TooLarge { .. })));
    let no_office = [b"PK\x03\x04".as_slice(), &[0; 3_000]].concat();
    assert!(matches!(
        receive(&here, key(3), &no_office).await,
        Err(ReceiveError::UnknownType)
    ));
    assert_eq!(here.verify(key(3), &small.sha256, 1).await.unwrap(), BlobState::Missing);

    // Listed, also by age; what lies outside the prefix is another installation's.
    assert_eq!(count(&here).await, 2);
    assert_eq!(count(&beside).await, 0);
    let hour = Duration::from_secs(3600);
    let before = |instant| here.list_written_before(instant).try_collect::<Vec<_>>();
    assert_eq!(before(SystemTime::now() - hour).await.unwrap().len(), 0);
    let listed = before(SystemTime::now() + hour).await.unwrap();
    assert_eq!(listed.iter().map(|listed| listed.size_bytes).max(), Some(MANY as i64));
    assert_eq!(here.remove_partials(SystemTime::now()).await.unwrap(), 0);

    // Copied to a folder and back, and removed.
    let (_folder, folder) = blobs();
    here.copy(key(2), &folder).await.unwrap();
    here.remove(key(2)).await.unwrap();
    here.remove(key(2)).await.unwrap();
    assert!(matches!(here.read(key(2)).await, Err(BlobError::Missing)));
    folder.copy(key(2), &here).await.unwrap();
    assert!(content(&here, key(2)).await == file);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn more_blobs_than_a_page_are_all_listed() {
    let server = S3Server::start().await;
    let blobs = open(&server, "proof");
    let written = stream::iter(1..=1_050).map(|number| {
        let text = stream::iter([Ok::<_, BlobError>(Bytes::from_static(b"text"))]);
        blobs.write(key(number), text)
    });
    written.buffer_unordered(8).try_collect::<Vec<()>>().await.unwrap();
    assert_eq!(count(&blobs).await, 1_050);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_store_that_goes_away_is_told_within_seconds_names_nothing_and_is_used_again() {
    let server = S3Server::start().await;
    let gate = Gate::to(&server).await;
    let through = Blobs::open_with(&format!("s3://{BUCKET}/proof"), server.settings_by(&gate.endpoint)).unwrap();
    let straight = open(&server, "proof");
    through.probe().await.unwrap();

    let file = pdf(MANY);
    let (first, rest) = file.split_at(MANY / 2);
    let pieces = |part: &[u8]| {
        part.chunks(100_000)
            .map(|piece| Ok::<_, BlobError>(Bytes::copy_from_slice(piece)))
            .collect::<Vec<_>>()
    };
    let closing = stream::once(async { gate.close() }).filter_map(|()| async { None });
    let all = stream::iter(pieces(first))
        .chain(closing)
        .chain(stream::iter(pieces(rest)));
    let began = Instant::now();
    let lost = through.receive(key(1), all, Limits::default()).await;
    match lost {
        Err(ReceiveError::Blob(error @ BlobError::Unanswered(_))) => {
            assert!(error.to_string().contains("does not answer"), "{error}");
        }
        other => panic!("{other:?}"),
    }
    assert!(began.elapsed() < Duration::from_secs(30), "{:?}", began.elapsed());
    assert_eq!(count(&straight).await, 0);
    // A good answer stands for two seconds; these are over.
    assert!(matches!(through.probe().await, Err(BlobError::Unanswered(_))));

    gate.open();
    through.probe().await.unwrap();
    receive(&through, key(1), &file).await.unwrap();
    assert!(content(&straight, key(1)).await == file);
}

#[tokio::test]
async fn a_wrong_place_or_credentials_are_told_plainly() {
    let server = S3Server::start().await;
    let with = |name: &str, value: &str| {
        let mut settings = server.settings();
        settings.retain(|(known, _)| known != name);
        settings.push((name.to_owned(), value.to_owned()));
        settings
    };
    let refused = |place: &str, settings| {
        let blobs = Blobs::open_with(place, settings).unwrap();
        async move { blobs.check().await.unwrap_err().to_string() }
    };
    let place = format!("s3://{BUCKET}/proof");
    let unknown = refused(&place, with("AWS_ACCESS_KEY_ID", "AKIANOBODY")).await;
    assert!(
        unknown.contains("refuses") && unknown.contains("InvalidAccessKeyId"),
        "{unknown}"
    );
    let secret = refused(&place, with("AWS_SECRET_ACCESS_KEY", "guessed")).await;
    assert!(
        secret.contains("refuses") && secret.contains("SignatureDoesNotMatch"),
        "{secret}"
    );
    assert!(!secret.contains("guessed"), "{secret}");
    let bucket = refused("s3://nowhere/proof", server.settings()).await;
    assert_eq!(bucket, "there is no such bucket or container");

    let half: Vec<_> = server
        .settings()
        .into_iter()
        .filter(|(name, _)| name != "AWS_SECRET_ACCESS_KEY")
        .collect();
    let half = Blobs::open_with(&place, half).unwrap_err().to_string();
    assert!(half.contains("settings"), "{half}");
    let plain = Blobs::open_with(&place, with("AWS_ALLOW_HTTP", "false")).unwrap();
    assert!(
        plain.check().await.is_err(),
        "nothing goes unencrypted unless it was allowed"
    );
}

#[tokio::test]
async fn only_an_empty_place_is_filled_and_by_one_source_at_a_time() {
    let server = S3Server::start().await;
    let (_folder, folder) = blobs();
    for place in [folder, open(&server, "proof")] {
        assert_eq!(place.begin_filling("monday").await.unwrap(), Filling::Begun);
        receive(&place, key(1), b"text").await.unwrap();
        assert_eq!(place.begin_filling("monday").await.unwrap(), Filling::Resumed);
        assert_eq!(place.begin_filling("tuesday").await.unwrap(), Filling::Occupied);
        place.end_filling().await.unwrap();
        assert_eq!(place.begin_filling("monday").await.unwrap(), Filling::Occupied);
        place.remove(key(1)).await.unwrap();
        assert_eq!(place.begin_filling("tuesday").await.unwrap(), Filling::Begun);
    }
}

/// A way to the server that can be closed: connections end at once, new ones are not taken.
struct Gate {
    endpoint: String,
    is_open: Arc<watch::Sender<bool>>,
}

impl Gate {
    async fn to(server: &S3Server) -> Gate {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let far: SocketAddr = server.endpoint.trim_start_matches("http://").parse().unwrap();
        let (is_open, _) = watch::channel(true);
        let is_open = Arc::new(is_open);
        let watched = Arc::clone(&is_open);
        tokio::spawn(async move {
            loop {
                let Ok((mut near, _)) = listener.accept().await else {
                    return;
                };
                let mut open = watched.subscribe();
                if !*open.borrow_and_update() {
                    continue;
                }
                tokio::spawn(async move {
                    let mut far = TcpStream::connect(far).await.unwrap();
                    tokio::select! {
                        _ = tokio::io::copy_bidirectional(&mut near, &mut far) => {}
                        _ = open.changed() => {}
                    }
                });
            }
        });
        Gate { endpoint, is_open }
    }

    fn close(&self) {
        self.is_open.send_replace(false);
    }

    fn open(&self) {
        self.is_open.send_replace(true);
    }
}
