//! `cpor serve`.

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::{Api, accounts, draft, location};
use crate::program::{Server, demo_folder, program, run};

const PLACES: [(&str, &str); 13] = [
    ("editing", "draft"),
    ("submitted", "first"),
    ("submitted", "resubmission"),
    ("under_review", "first"),
    ("under_review", "resubmission"),
    ("under_review", "dispute"),
    ("under_review", "reopened"),
    ("partner_action_required", "awaiting_answer"),
    ("approved", "consent_window"),
    ("approved", "in_force"),
    ("approved", "ended"),
    ("rejected", "disputable"),
    ("rejected", "final"),
];

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_folder_becomes_a_demo_with_claims_in_every_place() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::demo(&folder.path().join("data"));
    let auditor = Api::role(&server, "auditor");
    assert_eq!(auditor.clock().await, "2026-10-12T09:00:00Z");
    let claims = auditor.all("/api/v1/claims").await;
    assert!((200..1000).contains(&claims.len()), "{}", claims.len());
    for (status, phase) in PLACES {
        let here = |claim: &&Value| claim["status"] == status && claim["phase"] == phase;
        assert!(claims.iter().any(|claim| here(&claim)), "{status}/{phase}");
        let listed = auditor
            .get(&format!("/api/v1/claims?status={status}&phase={phase}&limit=1"))
            .await
            .with(200);
        assert!(here(&&listed["items"][0]), "{listed}");
    }
    // Customers in four countries; nothing lies in the future.
    let mut countries: Vec<_> = claims
        .iter()
        .filter_map(|claim| claim["customer"]["country"].as_str())
        .collect();
    countries.sort_unstable();
    countries.dedup();
    assert!(countries.len() >= 4, "{countries:?}");
    assert!(
        claims
            .iter()
            .all(|claim| claim["updated_at"].as_str().unwrap() <= "2026-10-12T09:00:00Z")
    );
    // Nothing that has passed waits to be carried out.
    let due: Vec<_> = claims
        .iter()
        .flat_map(|claim| claim["deadlines"].as_array().unwrap())
        .collect();
    assert!(
        due.iter()
            .all(|deadline| deadline["due_at"].as_str().unwrap() > "2026-10-12T09:00:00Z")
    );
    server.kill();
    run(folder.path(), &["doctor", "--data", "data"]).with(0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_accounts_written_down_can_be_used() {
    let (_folder, data) = demo_folder();
    let server = Server::demo(&data);
    let accounts = accounts(&data);
    let mut organisations: BTreeMap<(&str, &str), BTreeMap<&str, usize>> = BTreeMap::new();
    for account in &accounts {
        let of = |field: &str| account[field].as_str().unwrap();
        *organisations
            .entry((of("side"), of("organisation")))
            .or_default()
            .entry(of("role"))
            .or_default() += 1;
        let me = Api::of(&server.address, of("token")).get("/api/v1/me").await.with(200);
        assert!(me.to_string().contains(of("role")), "{me}");
        for field in ["id", "country", "time_zone"] {
            assert!(
                account["locations"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .all(|location| location[field].is_string())
            );
        }
        assert_eq!(
            account["locations"].as_array().unwrap().is_empty(),
            of("side") == "vendor"
        );
    }
    let partner = [
        ("global_admin", 1),
        ("billing_admin", 1),
        ("incentives_admin", 1),
        ("incentives_user", 1),
    ];
    let vendor = [
        ("reviewer", 3),
        ("review_lead", 2),
        ("programme_manager", 1),
        ("auditor", 1),
        ("system_admin", 1),
    ];
    let sides: Vec<_> = organisations.keys().map(|(side, _)| *side).collect();
    assert_eq!(sides, ["partner", "partner", "partner", "vendor"]);
    for ((side, organisation), roles) in &organisations {
        let expected = if *side == "partner" {
            BTreeMap::from(partner)
        } else {
            BTreeMap::from(vendor)
        };
        assert_eq!(roles, &expected, "{organisation}");
    }
    // The partner in São Paulo has two locations, its incentives user only the first.
    let in_brazil: Vec<_> = accounts
        .iter()
        .filter(|account| account["locations"][0]["time_zone"] == "America/Sao_Paulo")
        .collect();
    for account in in_brazil {
        let count = if account["role"] == "incentives_user" { 1 } else { 2 };
        assert_eq!(account["locations"].as_array().unwrap().len(), count, "{account}");
    }
    let nobody = Api::of(&server.address, "cpor_0").get("/api/v1/me").await;
    assert_eq!(nobody.with(401)["code"], "unauthenticated");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_keeps_clock_claims_and_accounts_and_seeds_nothing() {
    let (folder, data) = demo_folder();
    let written = std::fs::read(data.join("demo-accounts.json")).unwrap();
    let server = Server::demo(&data);
    let admin = Api::role(&server, "global_admin");
    let created = admin
        .post("/api/v1/claims", &draft(&location(&data), "Kept"))
        .await
        .with(201);
    let advanced = admin
        .post("/api/v1/demo/clock", &json!({ "advance": "P3DT2H" }))
        .await
        .with(200);
    assert_eq!(advanced["now"], "2026-10-15T11:00:00Z");
    let before = Api::role(&server, "auditor").all("/api/v1/claims?sort=number").await;
    server.kill();

    let server = Server::demo(&data);
    let auditor = Api::role(&server, "auditor");
    assert_eq!(auditor.clock().await, "2026-10-15T11:00:00Z");
    assert_eq!(auditor.all("/api/v1/claims?sort=number").await, before);
    assert!(before.iter().any(|claim| claim["number"] == created["number"]));
    assert_eq!(std::fs::read(data.join("demo-accounts.json")).unwrap(), written);
    let back = auditor
        .post("/api/v1/demo/clock", &json!({ "set": "2026-10-15T10:59:59Z" }))
        .await;
    assert_eq!(back.status, 422);
    assert!(server.stop().success());
    run(folder.path(), &["doctor", "--data", "data"]).with(0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_start_that_was_cut_short_is_made_up_for() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let mut first = program(folder.path())
        .args(["serve", "--demo", "--listen", "127.0.0.1:0", "--data", "data"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // Written just before the claims are made.
    let until = Instant::now() + Duration::from_secs(120);
    while !data.join("demo-accounts.json").exists() {
        assert!(Instant::now() < until, "no accounts are written");
        std::thread::sleep(Duration::from_millis(5));
    }
    first.kill().unwrap();
    first.wait().unwrap();
    let server = Server::demo(&data);
    let claims = Api::role(&server, "auditor").all("/api/v1/claims").await;
    assert!(claims.len() > 200, "{}", claims.len());
    server.kill();
    run(folder.path(), &["doctor", "--data", "data"]).with(0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_list_of_accounts_is_written_anew_as_it_was() {
    let (_folder, data) = demo_folder();
    let list = data.join("demo-accounts.json");
    let written = std::fs::read(&list).unwrap();
    std::fs::remove_file(&list).unwrap();
    let server = Server::demo(&data);
    assert_eq!(std::fs::read(&list).unwrap(), written);
    Api::role(&server, "auditor").get("/api/v1/me").await.with(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_demo_a_new_folder_is_served_empty_by_the_machines_time() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&folder.path().join("data"), &[]);
    let anybody = Api::of(&server.address, "none");
    for path in ["/healthz", "/readyz"] {
        let answer = reqwest::get(format!("{}{path}", server.address)).await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
    }
    for path in ["/api/v1/demo/clock", "/api/v1/demo/messages"] {
        assert_eq!(anybody.get(path).await.status, 404, "{path}");
    }
    assert_eq!(anybody.get("/api/v1/claims").await.status, 401);
    assert!(!server.data.join("demo-accounts.json").exists());
    assert!(server.stop().success());
}

#[test]
fn an_address_in_use_is_told_and_ends_with_2() {
    let (folder, _data) = demo_folder();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let ended = run(
        folder.path(),
        &["serve", "--demo", "--data", "data", "--listen", &address],
    );
    assert!(
        ended.err.contains(&address) && ended.err.contains("--listen"),
        "{}",
        ended.err
    );
    assert_eq!(ended.with(2), "");
}
