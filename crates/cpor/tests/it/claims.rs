//! `cpor claim`: the same claims from the folder and from a server.

use serde_json::Value;

use crate::client::{Api, token};
use crate::program::{Ended, Server, demo_folder, run};

fn numbers(list: &Value) -> Vec<&str> {
    list["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|claim| claim["number"].as_str().unwrap())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn claims_are_listed_and_shown_from_folder_and_server_alike() {
    let (folder, data) = demo_folder();
    let server = Server::demo(&data);
    let (address, token) = (server.address.clone(), token(&data, "auditor"));
    let remote = ["--server", &address, "--token", &token];
    let local = ["--data", "data"];
    let claim = |source: &[&str], rest: &[&str]| -> Ended { run(folder.path(), &[&["claim"], rest, source].concat()) };
    let query = ["list", "--status", "approved,rejected", "--limit", "20", "--json"];
    let (here, there) = (claim(&local, &query).json(), claim(&remote, &query).json());
    assert_eq!(numbers(&here).len(), 20);
    assert_eq!(numbers(&here), numbers(&there));
    assert!(
        here["items"]
            .as_array()
            .unwrap()
            .iter()
            .all(|claim| { ["approved", "rejected"].contains(&claim["status"].as_str().unwrap()) })
    );
    assert!(here["next"].is_string() && here["next"] == there["next"]);
    let onward = [&query[..], &["--cursor", here["next"].as_str().unwrap()]].concat();
    let (second, second_there) = (claim(&local, &onward).json(), claim(&remote, &onward).json());
    assert_eq!(numbers(&second), numbers(&second_there));
    assert!(!numbers(&second).is_empty() && numbers(&second).iter().all(|number| !numbers(&here).contains(number)));
    let number = numbers(&here)[0];
    let shown = claim(&local, &["show", number, "--json"]).json();
    let by_api = Api::of(&address, &token)
        .get(&format!("/api/v1/claims/{number}"))
        .await
        .with(200);
    assert_eq!(claim(&remote, &["show", number, "--json"]).json(), by_api);
    for field in [
        "number",
        "version",
        "status",
        "phase",
        "customer",
        "lines",
        "documents",
        "deadlines",
        "outcome",
    ] {
        assert_eq!(shown[field], by_api[field], "{field}");
    }
    for source in [&local[..], &remote[..]] {
        let text = claim(source, &["show", number]).with(0);
        assert!(
            text.contains(number) && text.contains(by_api["customer"]["name"].as_str().unwrap()),
            "{text}"
        );
        let found = claim(source, &["list", "--query", number, "--json"]).json();
        assert_eq!(found.as_object().unwrap().get("next"), Some(&Value::Null));
        let listed = claim(source, &["list", "--query", number]).with(0);
        assert_eq!(listed.lines().count(), 1, "{listed}");
        // A negative answer, not a fault.
        let missing = claim(source, &["show", "CPOR-2026-999999"]);
        assert!(!missing.err.is_empty());
        missing.with(1);
        claim(source, &["list", "--status", "approve"]).with(2);
        claim(source, &["list", "--cursor", "x"]).with(2);
        claim(source, &["show", "123"]).with(2);
    }
    let stranger = ["--server", &address, "--token", "cpor_0"];
    let refused = claim(&stranger, &["list"]);
    assert!(refused.err.contains("401"), "{}", refused.err);
    refused.with(1);
    server.kill();
    let gone = claim(&remote, &["list"]);
    assert_eq!(gone.with(2), "");
}
