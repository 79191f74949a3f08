//! `cpor serve` without `--demo`.

use std::fs;
use std::path::Path;

use crate::program::{Server, demo_folder, run};

/// Every link that the starts of a folder have printed.
fn links(folder: &Path) -> Vec<String> {
    let log = fs::read_to_string(folder.join("log")).unwrap();
    log.lines()
        .filter_map(|line| line.strip_prefix("set up at "))
        .map(ToOwned::to_owned)
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_folder_is_set_up_by_a_link_that_only_the_terminal_shows_and_that_the_next_start_replaces() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let first = Server::start(&data, &[]);
    let [link] = links(folder.path()).try_into().unwrap();
    assert!(link.starts_with(&format!("{}/setup/", first.address)), "{link}");
    assert_eq!(reqwest::get(&link).await.unwrap().status(), 200);
    let setup = reqwest::get(&first.address).await.unwrap();
    assert!(setup.url().path() == "/setup" && setup.text().await.unwrap().contains("set up yet"));
    assert!(first.stop().success());

    let second = Server::start(&data, &[]);
    let all = links(folder.path());
    let secret = |link: &str| link.rsplit('/').next().unwrap().to_owned();
    assert_ne!(secret(&all[0]), secret(&all[1]));
    let old = format!("{}/setup/{}", second.address, secret(&all[0]));
    assert_eq!(reqwest::get(&old).await.unwrap().status(), 404);
    assert_eq!(reqwest::get(&all[1]).await.unwrap().status(), 200);
    // Nothing of it lies in the folder.
    let database = fs::read(data.join("cpor.db")).unwrap();
    let found = |text: &str| database.windows(text.len()).any(|bytes| bytes == text.as_bytes());
    assert!(!all.iter().any(|link| found(&secret(link))));
}

#[test]
fn a_demos_folder_is_refused_without_demo_and_says_why() {
    let (folder, data) = demo_folder();
    let data = data.to_str().unwrap();
    let refused = run(folder.path(), &["serve", "--listen", "127.0.0.1:0", "--data", data]);
    assert_eq!((refused.code, refused.out.as_str()), (Some(2), ""), "{}", refused.err);
    assert!(
        refused.err.contains("holds a demo") && refused.err.contains("--demo"),
        "{}",
        refused.err
    );
}
