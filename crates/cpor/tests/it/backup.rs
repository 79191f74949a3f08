//! `cpor backup` and `cpor restore`.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::json;

use crate::client::{Api, draft, location};
use crate::program::{Server, demo_folder, files_under, run};

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_of_a_running_server_comes_back_whole() {
    let (folder, data) = demo_folder();
    let server = Server::demo(&data);
    let admin = Api::role(&server, "global_admin");
    let created = admin
        .post("/api/v1/claims", &draft(&location(&data), "Kept"))
        .await
        .with(201);
    let number = created["number"].as_str().unwrap();
    let part = reqwest::multipart::Part::text("The work.").file_name("proof.txt");
    let upload = admin.request(reqwest::Method::POST, &format!("/api/v1/claims/{number}/documents"));
    let upload = upload.multipart(reqwest::multipart::Form::new().part("file", part));
    let document = admin.send(upload).await.unwrap().with(201);
    admin
        .post("/api/v1/demo/clock", &json!({ "advance": "PT1H" }))
        .await
        .with(200);
    run(folder.path(), &["backup", "copy.tar", "--data", "data"]).with(0);
    let beside: Vec<_> = files_under(folder.path());
    let left: Vec<_> = beside
        .iter()
        .filter(|path| path.to_string_lossy().contains("copy.tar"))
        .collect();
    assert_eq!(left, [&folder.path().join("copy.tar")], "nothing but the copy stays");
    // What comes later isn't in it.
    admin
        .post("/api/v1/claims", &draft(&location(&data), "Later"))
        .await
        .with(201);
    server.kill();

    run(folder.path(), &["restore", "copy.tar", "--data", "restored"]).with(0);
    // Both hold keys and personal data.
    for (path, mode) in [("copy.tar", 0o600), ("restored", 0o700)] {
        let permissions = fs::metadata(folder.path().join(path)).unwrap().permissions();
        assert_eq!(permissions.mode() & 0o777, mode, "{path}");
    }
    run(folder.path(), &["doctor", "--data", "restored"]).with(0);
    // The accounts' hashes are in the database; what was written down beside it is not the backup's.
    fs::copy(
        data.join("demo-accounts.json"),
        folder.path().join("restored/demo-accounts.json"),
    )
    .unwrap();
    let restored = Server::demo(&folder.path().join("restored"));
    let original = Server::demo(&data);
    let (there, here) = (Api::role(&restored, "auditor"), Api::role(&original, "auditor"));
    assert_eq!(there.clock().await, "2026-10-12T10:00:00Z");
    let mut expected = here.all("/api/v1/claims?sort=number").await;
    expected.retain(|claim| claim["name"] != "Later");
    assert_eq!(there.all("/api/v1/claims?sort=number").await, expected);
    for path in ["history", "comments"] {
        let path = format!("/api/v1/claims/{number}/{path}");
        assert_eq!(there.get(&path).await, here.get(&path).await);
    }
    let id = document["id"].as_str().unwrap();
    let request = there.request(reqwest::Method::GET, &format!("/api/v1/claims/{number}/documents/{id}"));
    assert_eq!(request.send().await.unwrap().text().await.unwrap(), "The work.");
}

#[test]
fn a_backup_overwrites_nothing_and_is_restored_over_nothing() {
    let (folder, data) = demo_folder();
    run(folder.path(), &["backup", "copy.tar", "--data", "data"]).with(0);
    let bytes = fs::read(folder.path().join("copy.tar")).unwrap();
    let again = run(folder.path(), &["backup", "copy.tar", "--data", "data"]);
    assert!(again.err.contains("copy.tar"), "{}", again.err);
    again.with(2);
    assert_eq!(fs::read(folder.path().join("copy.tar")).unwrap(), bytes);

    let before = fs::read(data.join("cpor.db")).unwrap();
    run(folder.path(), &["restore", "copy.tar", "--data", "data"]).with(2);
    assert_eq!(fs::read(data.join("cpor.db")).unwrap(), before);
    fs::create_dir(folder.path().join("used")).unwrap();
    fs::write(folder.path().join("used/notes.txt"), "an operator's own").unwrap();
    run(folder.path(), &["restore", "copy.tar", "--data", "used"]).with(2);
    assert_eq!(files_under(&folder.path().join("used")).len(), 1);
    run(folder.path(), &["doctor", "--data", "data"]).with(0);
}

#[test]
fn what_is_no_whole_backup_is_not_restored() {
    let (folder, _data) = demo_folder();
    run(folder.path(), &["backup", "copy.tar", "--data", "data"]).with(0);
    let whole = fs::read(folder.path().join("copy.tar")).unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("text", b"no archive at all");
    write("empty", b"");
    // Cut off in the database, and among the documents.
    write("short", &whole[..whole.len() / 10]);
    write("shorter", &whole[..2000]);
    write("nearly", &whole[..whole.len() - 40_000]);
    for name in ["nowhere", "text", "empty", "short", "shorter", "nearly"] {
        let ended = run(folder.path(), &["restore", name, "--data", &format!("of-{name}")]);
        assert!(
            matches!(ended.code, Some(1 | 2)),
            "{name}: {:?} {}",
            ended.code,
            ended.err
        );
        assert!(!ended.err.is_empty(), "{name}");
        let beside = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name());
        let left: Vec<_> = beside
            .filter(|file| file.to_string_lossy().contains("restoring"))
            .collect();
        assert!(left.is_empty(), "{left:?}");
    }
    // Nothing of it stands in the way of the right one.
    run(folder.path(), &["restore", "copy.tar", "--data", "restored"]).with(0);
}

#[test]
fn a_restore_that_stopped_is_not_served_and_goes_on() {
    let (folder, data) = demo_folder();
    run(folder.path(), &["backup", "copy.tar", "--data", "data"]).with(0);
    let whole = fs::read(folder.path().join("copy.tar")).unwrap();
    fs::write(folder.path().join("nearly"), &whole[..whole.len() - 40_000]).unwrap();
    let cut = run(folder.path(), &["restore", "nearly", "--data", "restored"]);
    assert!(cut.err.contains("run the same command again"), "{}", cut.err);
    cut.with(2);
    for command in [
        &["serve", "--demo", "--listen", "127.0.0.1:0"][..],
        &["doctor"],
        &["claim", "list"],
    ] {
        let refused = run(folder.path(), &[command, &["--data", "restored"]].concat());
        assert!(refused.err.contains("has not ended"), "{command:?}: {}", refused.err);
        refused.with(2);
    }

    // Another one doesn't mix with it.
    run(folder.path(), &["demo", "fill", "--claims", "1", "--data", "data"]).with(0);
    run(folder.path(), &["backup", "other.tar", "--data", "data"]).with(0);
    let other = run(folder.path(), &["restore", "other.tar", "--data", "restored"]);
    assert!(other.err.contains("aren't of this restore"), "{}", other.err);
    other.with(2);

    let resumed = run(folder.path(), &["restore", "copy.tar", "--data", "restored"]);
    assert!(resumed.err.contains("going on"), "{}", resumed.err);
    resumed.with(0);
    run(folder.path(), &["doctor", "--data", "restored"]).with(0);
    let names = |folder: &std::path::Path| {
        let found = files_under(folder).into_iter();
        let names = found.map(|path| path.strip_prefix(folder).unwrap().display().to_string());
        names.filter(|name| name.starts_with("blobs")).collect::<Vec<_>>()
    };
    assert_eq!(names(&folder.path().join("restored")), names(&data));
    assert!(!folder.path().join("restored/restoring").exists());
}

#[test]
fn lost_bytes_do_not_spoil_a_copy_and_erased_ones_are_not_missed() {
    let (folder, data) = demo_folder();
    let connection = rusqlite::Connection::open(data.join("cpor.db")).unwrap();
    let mut blobs = connection
        .prepare("SELECT DISTINCT lower(hex(blob_id)) FROM document")
        .unwrap();
    let blobs: Vec<String> = blobs
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let remove = |blob: &str| fs::remove_file(data.join("blobs/poe").join(&blob[30..]).join(blob)).unwrap();
    connection
        .execute(
            "UPDATE document SET condition = 'erased' WHERE lower(hex(blob_id)) = ?1",
            [&blobs[0]],
        )
        .unwrap();
    remove(&blobs[0]);
    run(folder.path(), &["backup", "erased.tar", "--data", "data"]).with(0);
    run(folder.path(), &["restore", "erased.tar", "--data", "erased"]).with(0);

    remove(&blobs[1]);
    let told = run(folder.path(), &["backup", "lost.tar", "--data", "data"]);
    assert!(told.err.contains("missing or damaged"), "{}", told.err);
    told.with(1);
    let restored = run(folder.path(), &["restore", "lost.tar", "--data", "lost"]);
    assert!(
        restored.err.contains("missing or damaged when the copy was made"),
        "{}",
        restored.err
    );
    restored.with(0);
}
