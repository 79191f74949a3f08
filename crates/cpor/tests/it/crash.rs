//! kill -9 under load: what was acknowledged is there, once.

use std::time::{Duration, Instant};

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::client::{Answer, Api, location};
use crate::ledger::{Entry, Pair, Write, Writes, work_one};
use crate::program::{Server, demo_folder, run};

const CLIENTS: usize = 6;
const ROUNDS: usize = 4;
/// Rounds that a slow machine has no time for are left out, but never the first two.
const TIME_MAX: Duration = Duration::from_secs(15);

/// A client that works until its server is gone.
struct Client {
    pair: Pair,
    ledger: Vec<Entry>,
}

fn pair(server: &Server) -> Pair {
    Pair {
        admin: Api::role(server, "global_admin"),
        reviewer: Api::role(server, "reviewer"),
    }
}

impl Writes for Client {
    async fn write(&mut self, write: Write) -> Option<Answer> {
        let mut entry = Entry::new(write);
        let request = self.pair.request(&entry);
        let answer = self.pair.admin.send(request).await.ok();
        if let Some(answer) = &answer {
            assert!(answer.status.is_success(), "{entry:?} {answer:?}");
        }
        entry.answer.clone_from(&answer);
        self.ledger.push(entry);
        answer
    }
}

impl Client {
    async fn work(mut self, location: String) -> Vec<Entry> {
        while work_one(&mut self, &location).await.is_some() {}
        self.ledger
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_before_a_kill_is_there_once_and_what_was_not_can_be_asked_for_again() {
    let (folder, data) = demo_folder();
    let begun = Instant::now();
    let mut server = Server::demo(&data);
    let mut acknowledged = 0;
    let mut cut_off = 0;
    for round in 0..ROUNDS {
        if round >= 2 && begun.elapsed() > TIME_MAX {
            break;
        }
        let working: Vec<_> = (0..CLIENTS)
            .map(|_| {
                let client = Client {
                    pair: pair(&server),
                    ledger: Vec::new(),
                };
                tokio::spawn(client.work(location(&data)))
            })
            .collect();
        // The moment is random on purpose: that is what is tried.
        tokio::time::sleep(Duration::from_millis(fastrand::u64(300..900))).await;
        server.kill();
        let mut ledgers = Vec::new();
        for client in working {
            ledgers.push(client.await.unwrap());
        }
        acknowledged += ledgers.iter().flatten().filter(|entry| entry.answer.is_some()).count();
        cut_off += ledgers.iter().flatten().filter(|entry| entry.answer.is_none()).count();
        server = Server::demo(&data);
        let verifying = ledgers.into_iter().map(|mut ledger| {
            let pair = pair(&server);
            tokio::spawn(async move { pair.verify(&mut ledger).await })
        });
        for client in verifying.collect::<Vec<_>>() {
            client.await.unwrap();
        }
        // The server goes on running.
        run(folder.path(), &["doctor", "--data", "data"]).with(0);
    }
    assert!(
        acknowledged > ROUNDS * CLIENTS && cut_off > 0,
        "{acknowledged} acknowledged, {cut_off} cut off"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_while_deadlines_are_carried_out_leaves_none_undone() {
    let (folder, data) = demo_folder();
    let server = Server::demo(&data);
    let auditor = Api::role(&server, "auditor");
    let advance = auditor
        .request(Method::POST, "/api/v1/demo/clock")
        .json(&json!({ "set": "2026-11-30T09:00:00Z" }));
    let advancing = tokio::spawn({
        let auditor = auditor.clone();
        async move { auditor.send(advance).await }
    });
    // Once the clock has moved, the deadlines are under way.
    let until = Instant::now() + Duration::from_secs(20);
    while auditor.clock().await != "2026-11-30T09:00:00Z" {
        assert!(Instant::now() < until, "the clock doesn't move");
    }
    server.kill();
    // Answered before the kill or not: either may be.
    if let Ok(answer) = advancing.await.unwrap() {
        assert_eq!(answer.status, StatusCode::OK);
    }
    let server = Server::demo(&data);
    let auditor = Api::role(&server, "auditor");
    assert_eq!(auditor.clock().await, "2026-11-30T09:00:00Z");
    let claims = auditor.all("/api/v1/claims").await;
    let waiting = |claim: &&Value| {
        let deadlines = claim["deadlines"].as_array().unwrap();
        deadlines
            .iter()
            .any(|deadline| deadline["due_at"].as_str().unwrap() <= "2026-11-30T09:00:00Z")
    };
    let undone: Vec<_> = claims.iter().filter(waiting).map(|claim| &claim["number"]).collect();
    assert!(undone.is_empty(), "{undone:?}");
    server.kill();
    run(folder.path(), &["doctor", "--data", "data"]).with(0);
}
