//! What is kept: checked, listed, copied, removed.

use std::time::{Duration, SystemTime};

use documents::{BlobError, BlobState, Blobs, OpenError};
use futures_util::TryStreamExt;

use crate::files::{docx, pdf};
use crate::{blobs, content, files_under, key, receive};

#[tokio::test]
async fn damage_and_loss_are_told() {
    let (folder, blobs) = blobs();
    let kept = receive(&blobs, key(1), &pdf(100_000)).await.unwrap();
    let path = folder.path().join("blobs").join(key(1).to_string());
    let state = || async { blobs.verify(key(1), &kept.sha256, kept.size_bytes).await.unwrap() };
    assert_eq!(state().await, BlobState::Intact);

    let mut bytes = std::fs::read(&path).unwrap();
    bytes[50_000] ^= 1;
    std::fs::write(&path, &bytes).unwrap();
    assert_eq!(state().await, BlobState::Damaged);

    std::fs::write(&path, &bytes[..99_999]).unwrap();
    assert_eq!(state().await, BlobState::Damaged);

    std::fs::remove_file(&path).unwrap();
    assert_eq!(state().await, BlobState::Missing);
    assert!(matches!(blobs.read(key(1)).await, Err(BlobError::Missing)));
}

#[tokio::test]
async fn all_blobs_are_listed_and_nothing_else() {
    let (folder, blobs) = blobs();
    assert_eq!(blobs.list().try_collect::<Vec<_>>().await.unwrap(), []);

    for number in 1..=3 {
        receive(&blobs, key(number), b"text").await.unwrap();
    }
    std::fs::write(folder.path().join("blobs/poe/notes.txt"), b"an operator's own").unwrap();
    let mut listed: Vec<_> = blobs.list().try_collect().await.unwrap();
    listed.sort_by_key(|listed| listed.key);
    assert_eq!(
        listed.iter().map(|listed| listed.key).collect::<Vec<_>>(),
        [key(1), key(2), key(3)]
    );
    assert!(listed.iter().all(|listed| listed.size_bytes == 4));

    let hour = Duration::from_secs(3600);
    let before = |instant| blobs.list_written_before(instant).try_collect::<Vec<_>>();
    assert_eq!(before(SystemTime::now() - hour).await.unwrap().len(), 0);
    assert_eq!(before(SystemTime::now() + hour).await.unwrap().len(), 3);
}

#[tokio::test]
async fn a_removed_blob_is_gone_and_may_be_removed_again() {
    let (folder, blobs) = blobs();
    receive(&blobs, key(1), b"text").await.unwrap();
    blobs.remove(key(1)).await.unwrap();

    assert_eq!(files_under(folder.path()).len(), 0);
    blobs.remove(key(1)).await.unwrap();
}

#[tokio::test]
async fn a_copy_is_the_same_blob_elsewhere() {
    let ((_from_folder, from), (to_folder, to)) = (blobs(), blobs());
    for (number, file) in [(1, docx()), (2, pdf(12 * 1024 * 1024))] {
        let kept = receive(&from, key(number), &file).await.unwrap();
        from.copy(key(number), &to).await.unwrap();
        from.copy(key(number), &to).await.unwrap();

        assert!(content(&to, key(number)).await == file);
        assert_eq!(
            to.verify(key(number), &kept.sha256, kept.size_bytes).await.unwrap(),
            BlobState::Intact
        );
    }
    assert!(matches!(from.copy(key(3), &to).await, Err(BlobError::Missing)));
    assert_eq!(files_under(to_folder.path()).len(), 2);
}

#[tokio::test]
async fn the_probe_tells_whether_uploads_would_work_and_leaves_nothing() {
    let (folder, blobs) = blobs();
    blobs.probe().await.unwrap();
    assert_eq!(files_under(folder.path()).len(), 0);

    // A file where the folder was: nobody, not even root, can write into it.
    std::fs::remove_dir_all(folder.path().join("blobs")).unwrap();
    std::fs::write(folder.path().join("blobs"), b"").unwrap();
    assert!(blobs.probe().await.is_err());
}

#[tokio::test]
async fn a_store_is_opened_by_path_or_address_and_its_folder_made() {
    let folder = tempfile::tempdir().unwrap();
    let by_path = Blobs::open(folder.path().join("data/my blobs").to_str().unwrap()).unwrap();
    receive(&by_path, key(1), b"text").await.unwrap();
    let by_address = Blobs::open(&format!("file://{}/data/my%20blobs", folder.path().display())).unwrap();
    assert!(content(&by_address, key(1)).await == b"text");

    assert!(matches!(Blobs::open("ftp://server/poe"), Err(OpenError::UnknownPlace)));
    std::fs::write(folder.path().join("file"), b"").unwrap();
    let in_a_file = Blobs::open(folder.path().join("file/blobs").to_str().unwrap());
    assert!(matches!(in_a_file, Err(OpenError::Folder { .. })));
}

#[cfg(unix)]
#[test]
fn a_new_folder_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, _blobs) = blobs();
    let mode = std::fs::metadata(folder.path().join("blobs"))
        .unwrap()
        .permissions()
        .mode();

    assert_eq!(mode & 0o777, 0o700);
}
