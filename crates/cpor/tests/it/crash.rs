//! kill -9 under load: what was acknowledged is there, once.

use std::time::{Duration, Instant};

use reqwest::{Method, RequestBuilder, StatusCode, multipart};
use serde_json::{Value, json};

use crate::client::{Answer, Api, draft, location, token};
use crate::program::{Server, demo_folder, run};

const CLIENTS: usize = 6;
const ROUNDS: usize = 4;
/// Rounds that a slow machine has no time for are left out, but never the first two.
const TIME_MAX: Duration = Duration::from_secs(15);

/// A write, as it can be asked for again.
#[derive(Clone, Debug)]
enum Write {
    Draft { name: String, body: Value },
    Comment { number: String, text: String },
    Document { number: String, name: String },
    Submission { number: String, etag: String },
    Review { number: String, etag: String },
}

/// A write in a client's ledger: under which key, and the answer, if one came.
#[derive(Clone, Debug)]
struct Entry {
    write: Write,
    key: String,
    answer: Option<Answer>,
}

/// One person at the partner with a reviewer at hand.
#[derive(Clone)]
struct Client {
    admin: Api,
    reviewer: Api,
    location: String,
}

impl Client {
    fn of(server: &Server) -> Client {
        Client {
            admin: Api::of(&server.address, &token(&server.data, "global_admin")),
            reviewer: Api::of(&server.address, &token(&server.data, "reviewer")),
            location: location(&server.data),
        }
    }

    fn request(&self, entry: &Entry) -> RequestBuilder {
        let post = |path: String| self.admin.request(Method::POST, &format!("/api/v1/claims{path}"));
        let request = match &entry.write {
            Write::Draft { body, .. } => post(String::new()).json(body),
            Write::Comment { number, text } => {
                post(format!("/{number}/comments")).json(&json!({ "text": text, "visibility": "shared" }))
            }
            Write::Document { number, name } => {
                let part = multipart::Part::text(format!("The work of {name}.")).file_name(name.clone());
                post(format!("/{number}/documents")).multipart(multipart::Form::new().part("file", part))
            }
            Write::Submission { number, etag } => post(format!("/{number}/submission"))
                .header("if-match", etag)
                .json(&json!({})),
            Write::Review { number, etag } => {
                let path = format!("/api/v1/claims/{number}/review");
                self.reviewer
                    .request(Method::POST, &path)
                    .header("if-match", etag)
                    .json(&json!({}))
            }
        };
        request.header("idempotency-key", &entry.key)
    }

    /// Writes, and writes it down; none once the server is gone.
    async fn write(&self, ledger: &mut Vec<Entry>, write: Write) -> Option<Answer> {
        let entry = Entry {
            write,
            key: gateway::new_id().to_string(),
            answer: None,
        };
        ledger.push(entry);
        let entry = ledger.last_mut()?;
        let answer = self.admin.send(self.request(entry)).await.ok()?;
        assert!(answer.status.is_success(), "{entry:?} {answer:?}");
        entry.answer = Some(answer.clone());
        Some(answer)
    }

    /// Works claim after claim until the server is gone.
    async fn work(self, mut ledger: Vec<Entry>) -> Vec<Entry> {
        while self.work_one(&mut ledger).await.is_some() {}
        ledger
    }

    async fn work_one(&self, ledger: &mut Vec<Entry>) -> Option<()> {
        let name = format!("Crash {}", gateway::new_id());
        let body = draft(&self.location, &name);
        let created = self
            .write(
                ledger,
                Write::Draft {
                    name: name.clone(),
                    body,
                },
            )
            .await?;
        let number = created.body["number"].as_str().unwrap().to_owned();
        for part in 1..=2 {
            self.write(
                ledger,
                Write::Comment {
                    number: number.clone(),
                    text: format!("{name}, {part}"),
                },
            )
            .await?;
        }
        self.write(
            ledger,
            Write::Document {
                number: number.clone(),
                name: format!("{name}.txt"),
            },
        )
        .await?;
        let submission = Write::Submission {
            number: number.clone(),
            etag: created.etag.unwrap(),
        };
        let submitted = self.write(ledger, submission).await?;
        self.write(
            ledger,
            Write::Review {
                number,
                etag: submitted.etag.unwrap(),
            },
        )
        .await?;
        Some(())
    }

    /// Asks again for everything in the ledger: what was answered is answered the same, what was not is done now,
    /// if it wasn't; and each is there once.
    async fn verify(&self, ledger: &mut [Entry]) {
        for entry in ledger {
            let again = self.admin.send(self.request(entry)).await.unwrap();
            assert!(again.status.is_success(), "{entry:?} {again:?}");
            match &entry.answer {
                Some(answer) => assert_eq!(&again, answer, "{entry:?}"),
                None => entry.answer = Some(again),
            }
            self.verify_once(entry).await;
        }
    }

    async fn verify_once(&self, entry: &Entry) {
        let once = |items: &[Value], field: &str, text: &str| {
            let found = items.iter().filter(|item| item[field] == text).count();
            assert_eq!(found, 1, "{entry:?}");
        };
        let claim = async |number: &str| self.admin.get(&format!("/api/v1/claims/{number}")).await.with(200);
        match &entry.write {
            Write::Draft { name, .. } => {
                let query = name.replace(' ', "%20");
                once(
                    &self.admin.all(&format!("/api/v1/claims?q={query}")).await,
                    "name",
                    name,
                );
            }
            Write::Comment { number, text } => {
                once(
                    &self.admin.all(&format!("/api/v1/claims/{number}/comments")).await,
                    "text",
                    text,
                );
            }
            Write::Document { number, name } => {
                once(claim(number).await["documents"].as_array().unwrap(), "name", name);
            }
            Write::Submission { number, .. } => {
                let history = self.admin.all(&format!("/api/v1/claims/{number}/history")).await;
                once(&history, "event", "submitted");
            }
            Write::Review { number, .. } => assert_eq!(claim(number).await["status"], "under_review"),
        }
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
            .map(|_| tokio::spawn(Client::of(&server).work(Vec::new())))
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
            let client = Client::of(&server);
            tokio::spawn(async move { client.verify(&mut ledger).await })
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
