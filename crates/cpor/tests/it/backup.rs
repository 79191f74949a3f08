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
