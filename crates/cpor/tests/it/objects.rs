//! Documents in an S3-compatible store: served, checked, backed up, restored.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use testkit::s3::{BUCKET, S3Server};

use crate::client::{Api, draft, location};
use crate::program::{Ended, Server, demo_folder, program, run};

fn run_with(folder: &Path, environment: &[(String, String)], arguments: &[&str]) -> Ended {
    let mut command = program(folder);
    command.args(arguments).envs(environment.iter().cloned());
    command.output().unwrap().into()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_installation_moves_into_an_object_store_works_there_and_moves_back() {
    let store = S3Server::start().await;
    let environment = store.settings();
    let (folder, data) = demo_folder();
    let folder = folder.path();
    let (here, there) = (&format!("s3://{BUCKET}/here"), &format!("s3://{BUCKET}/there"));
    let with = |arguments: &[&str]| run_with(folder, &environment, arguments);
    with(&["backup", "first.tar", "--data", "data"]).with(0);
    with(&["restore", "first.tar", "--data", "moved", "--blobs", here]).with(0);
    with(&["doctor", "--data", "moved", "--blobs", here]).with(0);
    assert!(!folder.join("moved/blobs").exists());
    // Two installations at one place would remove each other's.
    let second = with(&["restore", "first.tar", "--data", "second", "--blobs", here]);
    assert!(second.err.contains("empty place"), "{}", second.err);
    second.with(2);

    fs::copy(data.join("demo-accounts.json"), folder.join("moved/demo-accounts.json")).unwrap();
    let server = Server::start_with(&folder.join("moved"), &["--demo", "--blobs", here], &environment);
    let admin = Api::role(&server, "global_admin");
    assert_eq!(admin.get("/readyz").await.status, 200);
    let created = admin
        .post("/api/v1/claims", &draft(&location(&data), "Kept"))
        .await
        .with(201);
    let path = format!("/api/v1/claims/{}/documents", created["number"].as_str().unwrap());
    let part = reqwest::multipart::Part::text("The work.").file_name("proof.txt");
    let upload = admin.request(reqwest::Method::POST, &path);
    let upload = upload.multipart(reqwest::multipart::Form::new().part("file", part));
    let document = admin.send(upload).await.unwrap().with(201);
    let download = admin.request(
        reqwest::Method::GET,
        &format!("{path}/{}", document["id"].as_str().unwrap()),
    );
    assert_eq!(download.send().await.unwrap().text().await.unwrap(), "The work.");
    with(&["backup", "second.tar", "--data", "moved", "--blobs", here]).with(0);

    drop(store);
    // A good answer stands for a little while.
    let until = Instant::now() + Duration::from_secs(10);
    while admin.get("/readyz").await.status != 503 {
        assert!(Instant::now() < until, "it still believes to be ready");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    assert!(server.stop().success());
    // It starts without, and says that it isn't ready.
    let server = Server::start_with(&folder.join("moved"), &["--demo", "--blobs", here], &environment);
    assert_eq!(Api::role(&server, "auditor").get("/readyz").await.status, 503);
    server.kill();

    let store = S3Server::start().await;
    let environment = store.settings();
    run(folder, &["restore", "second.tar", "--data", "back"]).with(0);
    run(folder, &["doctor", "--data", "back"]).with(0);
    let lost = run_with(folder, &environment, &["doctor", "--data", "moved", "--blobs", there]);
    assert!(lost.with(1).contains("missing"));
    let mut wrong = environment.clone();
    wrong.retain(|(name, _)| name != "AWS_ACCESS_KEY_ID");
    wrong.push(("AWS_ACCESS_KEY_ID".to_owned(), "AKIANOBODY".to_owned()));
    for (environment, place, said) in [
        (&wrong, here.as_str(), "InvalidAccessKeyId"),
        (&environment, "s3://nowhere", "no such bucket"),
        (
            &environment,
            "s3://key:secret@bucket",
            "credentials stand in the environment",
        ),
    ] {
        let arguments = [
            "serve",
            "--demo",
            "--listen",
            "127.0.0.1:0",
            "--data",
            "moved",
            "--blobs",
            place,
        ];
        let refused = run_with(folder, environment, &arguments);
        assert!(refused.err.contains(said), "{}", refused.err);
        assert_eq!(refused.with(2), "", "{place}");
    }
}
