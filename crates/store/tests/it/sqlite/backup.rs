use std::fs;
use std::path::Path;

use store::{BackupError, Store, StoreError};

use super::samples::{self, ADMIN, at, email};

async fn copied(store: &Store, folder: &Path) -> std::path::PathBuf {
    let file = folder.join("copy");
    store.backup_to(&file).await.unwrap();
    file
}

#[tokio::test]
async fn a_copy_restored_is_the_store_it_was_made_of() {
    let (home, store) = samples::filled().await;
    let key = store.secret("link").await.unwrap();
    store.start_demo_clock(at(7)).await.unwrap();
    let file = home.path().join("copy");
    let manifest = store.backup_to(&file).await.unwrap();
    // What comes later is not in it.
    store.advance_demo_clock(at(8)).await.unwrap();

    let restored = home.path().join("restored");
    assert_eq!(Store::restore(&file, &restored).unwrap(), manifest);
    let accounts = manifest.tables.iter().find(|table| table.name == "account").unwrap();
    assert_eq!(accounts.rows, 4);

    let store = Store::open(&restored).unwrap();
    assert_eq!(store.secret("link").await.unwrap(), key);
    assert_eq!(store.demo_clock().await.unwrap(), Some(at(7)));
    assert_eq!(
        store
            .find_account(&email("rosana@ipe.example"))
            .await
            .unwrap()
            .unwrap()
            .id,
        ADMIN
    );
    let again = store.backup_to(&home.path().join("again")).await.unwrap();
    assert_eq!(again, manifest);
}

#[tokio::test]
async fn a_copy_replaces_no_file_and_a_restore_no_folder() {
    let (home, store) = samples::filled().await;
    let file = copied(&store, home.path()).await;
    let before = fs::read(&file).unwrap();
    let again = store.backup_to(&file).await;
    assert!(matches!(again, Err(BackupError::FileExists(_))));
    assert_eq!(fs::read(&file).unwrap(), before);

    let full = home.path().join("full");
    fs::create_dir(&full).unwrap();
    fs::write(full.join("note"), "mine").unwrap();
    assert!(matches!(
        Store::restore(&file, &full),
        Err(BackupError::FolderNotEmpty(_))
    ));
    assert_eq!(fs::read_dir(&full).unwrap().count(), 1);
}

#[tokio::test]
async fn a_copy_that_was_changed_is_refused_and_the_folder_stays_empty() {
    let (home, store) = samples::filled().await;
    let file = copied(&store, home.path()).await;
    for (change, expected) in [
        (
            "UPDATE account SET name = 'Mallory' WHERE name = 'Davi'",
            vec!["account"],
        ),
        ("DELETE FROM token", vec!["token"]),
        ("CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT", vec!["extra"]),
        (
            "DROP TABLE session; DROP TABLE demo_clock",
            vec!["demo_clock", "session"],
        ),
    ] {
        let changed = home.path().join("changed");
        fs::copy(&file, &changed).unwrap();
        rusqlite::Connection::open(&changed)
            .unwrap()
            .execute_batch(change)
            .unwrap();
        let target = home.path().join("target");
        match Store::restore(&changed, &target) {
            Err(BackupError::Damaged(tables)) => assert_eq!(tables, expected),
            other => panic!("{change}: {other:?}"),
        }
        assert_eq!(fs::read_dir(&target).unwrap().count(), 0);
    }
}

#[tokio::test]
async fn what_is_no_backup_is_refused() {
    let (home, store) = samples::filled().await;
    let text = home.path().join("text");
    fs::write(&text, "Not a database at all, but long enough to look like something.").unwrap();
    let target = home.path().join("target");
    for file in [text.as_path(), store.database().unwrap()] {
        let refused = Store::restore(file, &target);
        assert!(matches!(refused, Err(BackupError::NotABackup(_))), "{refused:?}");
        assert_eq!(fs::read_dir(&target).unwrap().count(), 0);
    }
    let absent = Store::restore(&home.path().join("absent"), &target);
    assert!(matches!(absent, Err(BackupError::Store(StoreError::File { .. }))));
    assert_eq!(fs::read_dir(&target).unwrap().count(), 0);
}

#[cfg(unix)]
#[tokio::test]
async fn only_its_owner_reads_a_copy() {
    use std::os::unix::fs::PermissionsExt;
    let (home, store) = samples::filled().await;
    let file = copied(&store, home.path()).await;
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
}
