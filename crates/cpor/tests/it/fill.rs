//! `cpor demo fill`.

use serde_json::Value;

use crate::client::Api;
use crate::program::{Server, run};

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_folder_is_filled_with_sound_claims_that_a_demo_serves() {
    let folder = tempfile::tempdir().unwrap();
    let fill = |claims: &str, seed: &str| {
        let ended = run(
            folder.path(),
            &["demo", "fill", "--claims", claims, "--seed", seed, "--data", "data"],
        );
        assert!(ended.err.contains("claims"), "{}", ended.err);
        ended.with(0);
    };
    let count = || -> u64 {
        let report = run(folder.path(), &["doctor", "--data", "data", "--json"]).json();
        assert_eq!(report["findings"], Value::Array(Vec::new()));
        report["claims"].as_u64().unwrap()
    };
    fill("500", "7");
    let first = count();
    assert!(first >= 500, "{first}");
    fill("100", "8");
    assert_eq!(count(), first + 100, "a demo's folder is added to");

    let server = Server::demo(&folder.path().join("data"));
    let auditor = Api::role(&server, "auditor");
    let claims = auditor.all("/api/v1/claims").await;
    // Discarded drafts are counted by the doctor and listed nowhere.
    assert!(
        claims.len() as u64 <= first + 100 && claims.len() as u64 > first,
        "{}",
        claims.len()
    );
    for status in [
        "editing",
        "submitted",
        "under_review",
        "partner_action_required",
        "approved",
        "rejected",
    ] {
        assert!(claims.iter().any(|claim| claim["status"] == status), "{status}");
    }
}
