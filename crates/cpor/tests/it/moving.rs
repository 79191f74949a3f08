//! `cpor move` between engines, and what else there is on PostgreSQL: `backup`, `restore`, `demo fill`.

use std::fs;
use std::path::Path;
use std::process::Child;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::Value;
use testkit::Cluster;

use crate::client::{Api, draft, location};
use crate::program::{Server, demo_folder, files_under, program, run};

const MOVED_WITHIN: Duration = Duration::from_secs(60);

/// A target whose entries can't be written before [`let_through`].
fn held_up() -> String {
    let url = Cluster::shared().empty();
    let held = "CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(600); END $$;
         CREATE FUNCTION hold_up() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
             IF to_regclass('event') IS NOT NULL THEN
                 CREATE OR REPLACE TRIGGER waits BEFORE INSERT ON event EXECUTE FUNCTION wait();
             END IF;
         END $$;
         CREATE EVENT TRIGGER holding_up ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION hold_up();";
    execute(&url, held);
    url
}

fn let_through(url: &str) {
    execute(
        url,
        "DROP EVENT TRIGGER holding_up; DROP FUNCTION hold_up; DROP TRIGGER waits ON event; DROP FUNCTION wait;",
    );
}

fn execute(url: &str, sql: &str) -> String {
    Cluster::shared().execute(url, sql).unwrap().trim().to_owned()
}

/// Starts a command, and kills it when it is waiting for its first entry to be written.
fn kill_half_way(folder: &Path, url: &str, arguments: &[&str]) {
    let mut process: Child = program(folder).args(arguments).spawn().unwrap();
    let waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'";
    let until = Instant::now() + MOVED_WITHIN;
    while execute(url, waiting) == "0" {
        assert!(
            Instant::now() < until && process.try_wait().unwrap().is_none(),
            "it came to an end"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
    process.kill().unwrap();
    process.wait().unwrap();
    // The server sees only after the statement that nobody is there any more.
    let end = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
               WHERE datname = current_database() AND pid <> pg_backend_pid()";
    execute(url, end);
    let_through(url);
}

fn claims(folder: &Path, arguments: &[&str]) -> Vec<Value> {
    let listed = run(
        folder,
        &[&["claim", "list", "--limit", "200", "--json"], arguments].concat(),
    );
    let page = listed.json();
    page["items"].as_array().unwrap().clone()
}

/// What a folder holds, wherever its log is just now.
fn state(data: &Path) -> (i64, String) {
    let connection = rusqlite::Connection::open(data.join("cpor.db")).unwrap();
    let sql = "SELECT (SELECT count(*) FROM event), group_concat(hex(chain_hash)) FROM claim";
    let state = connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)));
    state.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_installation_moves_to_postgresql_is_killed_half_way_goes_on_and_moves_back() {
    let (folder, data) = demo_folder();
    let folder = folder.path();
    let url = held_up();
    let there = [
        "move",
        "--from",
        "sqlite:data",
        "--to",
        &url,
        "--from-blobs",
        "data/blobs",
        "--to-blobs",
        "moved",
    ];
    let before = claims(folder, &["--data", "data"]);
    kill_half_way(folder, &url, &there);
    let serve = [
        "serve",
        "--demo",
        "--listen",
        "127.0.0.1:0",
        "--data",
        "data",
        "--database",
        &url,
    ];
    for command in [
        &serve[..],
        &["doctor", "--database", &url],
        &["backup", "half.tar", "--database", &url],
    ] {
        let refused = run(folder, command);
        assert!(refused.err.contains("has not ended"), "{command:?}: {}", refused.err);
        refused.with(2);
    }
    let resumed = run(folder, &there);
    assert!(resumed.err.contains("going on"), "{}", resumed.err);
    let said = resumed.with(0);
    assert!(said.contains("documents"), "{said}");
    assert_eq!(
        files_under(&folder.join("moved")).len(),
        files_under(&data.join("blobs")).len()
    );
    run(folder, &["doctor", "--database", &url, "--blobs", "moved"]).with(0);
    run(folder, &["doctor", "--data", "data"]).with(0);

    let server = Server::start(&data, &["--demo", "--database", &url, "--blobs", "moved"]);
    let admin = Api::role(&server, "global_admin");
    let created = admin
        .post("/api/v1/claims", &draft(&location(&data), "Later"))
        .await
        .with(201);
    // Nobody takes away what is served.
    let (from, to) = (url.as_str(), "sqlite:back");
    let refused = run(folder, &["move", "--from", from, "--to", to]);
    assert!(refused.err.contains("another process"), "{}", refused.err);
    refused.with(1);
    assert!(server.stop().success());
    run(folder, &["move", "--from", from, "--to", to]).with(0);
    run(folder, &["doctor", "--data", "back", "--blobs", "moved"]).with(0);
    let mut after = claims(folder, &["--data", "back", "--blobs", "moved"]);
    assert_eq!(after.remove(0)["number"], created["number"]);
    assert_eq!(after[..], before[..after.len()]);
}

#[test]
fn a_move_into_a_used_place_or_from_none_changes_nothing() {
    let (folder, data) = demo_folder();
    let folder = folder.path();
    let before = state(&data);
    let url = Cluster::shared().empty();
    for (from, to) in [
        ("sqlite:nowhere", url.as_str()),
        ("sqlite:data", "sqlite:data"),
        (&url, "sqlite:new"),
    ] {
        run(folder, &["move", "--from", from, "--to", to]).with(2);
    }
    // Documents of others are never mixed with.
    let blobs = ["--from-blobs", "data/blobs", "--to-blobs", "data/blobs"];
    let mixed = run(
        folder,
        &[&["move", "--from", "sqlite:data", "--to", "sqlite:mixed"], &blobs[..]].concat(),
    );
    assert!(mixed.err.contains("empty place"), "{}", mixed.err);
    mixed.with(2);
    let refused = run(folder, &["doctor", "--data", "mixed"]);
    assert!(refused.err.contains("has not ended"), "{}", refused.err);
    assert_eq!(state(&data), before);
    run(
        folder,
        &[
            "move",
            "--from",
            "sqlite:data",
            "--to",
            "sqlite:mixed",
            "--from-blobs",
            "data/blobs",
        ],
    )
    .with(2);
    assert!(!folder.join("nowhere").exists() && !folder.join("new").exists());
    let tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'";
    assert_eq!(execute(&url, tables), "0");
    run(folder, &["doctor", "--data", "data"]).with(0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filled_postgresql_is_backed_up_under_load_and_restored_on_both_engines() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let (url, target) = (Cluster::shared().empty(), held_up());
    let fill = ["demo", "fill", "--claims", "100", "--data", "data", "--database", &url];
    run(folder, &fill).with(0);
    let count = |settings: &[&str]| -> u64 {
        let report = run(folder, &[&["doctor", "--json"], settings].concat()).json();
        assert_eq!(report["findings"], Value::Array(Vec::new()));
        report["claims"].as_u64().unwrap()
    };
    let first = count(&["--data", "data", "--database", &url]);
    assert!(first >= 400, "{first}");

    let data = folder.join("data");
    let server = Server::start(&data, &["--demo", "--database", &url]);
    let admin = Api::role(&server, "global_admin");
    let place = location(&data);
    let written = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&written);
    let writing = tokio::spawn(async move {
        for n in 0.. {
            let draft = draft(&place, &format!("Written {n}"));
            let number = admin.post("/api/v1/claims", &draft).await.with(201)["number"].clone();
            let path = format!("/api/v1/claims/{}/documents", number.as_str().unwrap());
            let part = reqwest::multipart::Part::text(format!("The work {n}.")).file_name("proof.txt");
            let form = reqwest::multipart::Form::new().part("file", part);
            admin
                .send(admin.request(Method::POST, &path).multipart(form))
                .await
                .unwrap()
                .with(201);
            counted.fetch_add(1, Ordering::Relaxed);
        }
    });
    while written.load(Ordering::Relaxed) < 3 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let backup = ["backup", "copy.tar", "--data", "data", "--database", &url];
    tokio::task::block_in_place(|| run(folder, &backup)).with(0);
    assert!(!writing.is_finished(), "it was made while claims were written");
    writing.abort();
    server.kill();

    let restore = ["restore", "copy.tar", "--database", &target, "--blobs", "restored"];
    kill_half_way(folder, &target, &restore);
    let refused = run(folder, &["claim", "list", "--database", &target]);
    assert!(refused.err.contains("has not ended"), "{}", refused.err);
    refused.with(2);
    let resumed = run(folder, &restore);
    assert!(resumed.err.contains("going on"), "{}", resumed.err);
    resumed.with(0);
    let restored = count(&["--database", &target, "--blobs", "restored"]);
    assert!(restored >= first + 3, "{restored}");
    let again = run(
        folder,
        &["restore", "copy.tar", "--database", &target, "--blobs", "again"],
    );
    assert!(again.err.contains("holds something"), "{}", again.err);
    again.with(2);
    run(folder, &["restore", "copy.tar", "--data", "folder"]).with(0);
    assert_eq!(count(&["--data", "folder"]), restored);
    let beside: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with("copy"))
        .collect();
    assert_eq!(beside, ["copy.tar"], "nothing but the copy stays");
}
