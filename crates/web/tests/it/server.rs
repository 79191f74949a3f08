//! The product behind a real socket, with the test world's people and a clock to advance.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use app::clocks::{DemoClock, Now, ProgrammeClock, WallClock};
use app::link::hash_secret;
use app::{Env, EnvParts, Ports};
use documents::Blobs;
use domain::instant::Instant;
use reqwest::header::HeaderMap;
use reqwest::{Client, Method};
use serde_json::{Value, json};
use store::{Credentials, Store};
use tempfile::TempDir;
use testkit::Persona;
use web::{Mode, State};

use crate::engine;

/// When every server starts: a Monday, noon in São Paulo.
pub const START: &str = "2026-09-14T15:00:00Z";

/// A running server: one node, or several on one database that are asked in turn.
pub struct Server {
    /// The address of the first node.
    pub base: String,
    pub others: Others,
    pub client: Client,
    pub env: Arc<Env>,
    pub folder: TempDir,
}

/// The nodes beside the first, and how often any of them was asked.
#[derive(Default)]
pub struct Others {
    bases: Vec<String>,
    asked: AtomicUsize,
}

/// An answer, read whole.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map(|value| value.to_str().expect("plain text"))
            .unwrap_or_default()
    }

    pub fn code(&self) -> String {
        format!("{} {}", self.status, self.json()["code"].as_str().unwrap_or_default())
    }

    /// Pointers and codes of the wrong fields.
    pub fn errors(&self) -> Vec<String> {
        let errors = self.json()["errors"].as_array().cloned().unwrap_or_default();
        let word = |error: &Value, key: &str| error[key].as_str().unwrap_or_default().to_owned();
        errors
            .iter()
            .map(|error| format!("{} {}", word(error, "pointer"), word(error, "code")))
            .collect()
    }

    #[track_caller]
    pub fn expect(self, status: u16) -> Answer {
        assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.bytes));
        self
    }
}

fn machine_time() -> Now {
    Arc::new(|| jiff::Timestamp::now().into())
}

/// Time-ordered and unique within a test.
fn new_id() -> domain::id::Uuid {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    uuid::Builder::from_unix_timestamp_millis(
        1_789_000_000_000 + count,
        &hash_secret(&count.to_string())[..10].try_into().expect("ten bytes"),
    )
    .into_uuid()
}

async fn node(store: Store, folder: &TempDir, stands: Instant, mode: Mode) -> (String, Arc<Env>) {
    let blobs = Blobs::open(folder.path().join("blobs").to_str().expect("a path")).expect("blobs");
    let parts = EnvParts {
        store,
        blobs,
        programme_clock: ProgrammeClock::Demo(DemoClock::at(stands)),
        wall_clock: WallClock(machine_time()),
        ports: Ports {
            new_id: Arc::new(new_id),
            random: Arc::new(|| hash_secret(&new_id().to_string())),
            hash_password: Arc::new(|password| Box::pin(async move { Some(format!("password of {password}")) })),
            free_bytes: Arc::new(|_| None),
            verify_password: Arc::new(|password, phc| {
                Box::pin(async move { Some(phc.is_some_and(|phc| phc == format!("password of {password}"))) })
            }),
        },
    };
    let env = Arc::new(Env::open(parts).await.expect("an environment"));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    let router = web::router(State::new(Arc::clone(&env), mode, base.clone()));
    let service = router.into_make_service_with_connect_info::<std::net::SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await });
    (base, env)
}

pub fn token(persona: Persona) -> String {
    format!("token-of-{persona:?}")
}

impl Server {
    pub async fn start() -> Server {
        Server::start_as(Mode::Demo).await
    }

    pub async fn start_as(mode: Mode) -> Server {
        let folder = tempfile::tempdir().expect("a folder");
        let stores = engine::stores(folder.path()).await;
        let store = &stores[0];
        let credential = |persona: Persona| {
            let token_hash = Some(hash_secret(&token(persona)));
            (
                persona.id(),
                Credentials {
                    password_phc: format!("password of {persona:?}"),
                    token_hash,
                },
            )
        };
        let credentials: BTreeMap<_, _> = Persona::ALL.into_iter().map(credential).collect();
        store
            .put_reference(testkit::reference(), credentials)
            .await
            .expect("reference data");
        let start = testkit::commands::instant(START);
        let stands = store.start_demo_clock(start).await.expect("a clock");
        let (mut bases, mut first) = (Vec::new(), None);
        for store in stores {
            let (base, env) = node(store, &folder, stands, mode).await;
            bases.push(base);
            first = first.or(Some(env));
        }
        let base = bases.remove(0);
        Server {
            base,
            others: Others {
                bases,
                asked: AtomicUsize::new(0),
            },
            client: testkit::http().build().expect("a client"),
            env: first.expect("a node"),
            folder,
        }
    }

    /// The address of the node whose turn it is.
    pub fn base(&self) -> &str {
        let Others { bases, asked } = &self.others;
        match asked.fetch_add(1, Ordering::Relaxed) % (bases.len() + 1) {
            0 => &self.base,
            other => &bases[other - 1],
        }
    }

    /// A request as a person sends it.
    pub fn request(&self, persona: Persona, method: &str, path: &str) -> reqwest::RequestBuilder {
        let method: Method = method.parse().expect("a method");
        let path = if path.starts_with("/claims") || path.starts_with("/demo") || path.starts_with("/me") {
            format!("/api/v1{path}")
        } else {
            path.to_owned()
        };
        self.client
            .request(method, format!("{}{path}", self.base()))
            .bearer_auth(token(persona))
    }

    pub async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        let response = request.send().await.expect("an answer");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let bytes = response.bytes().await.expect("a body").to_vec();
        Answer { status, headers, bytes }
    }

    pub async fn get(&self, persona: Persona, path: &str) -> Answer {
        self.send(self.request(persona, "GET", path)).await
    }

    pub async fn post(&self, persona: Persona, path: &str, body: Value) -> Answer {
        self.send(self.request(persona, "POST", path).json(&body)).await
    }

    /// A command on a claim as the caller has seen it.
    pub async fn command(&self, persona: Persona, claim: &Value, noun: &str, body: Value) -> Answer {
        let path = format!("/claims/{}/{noun}", number(claim));
        self.send(
            self.request(persona, "POST", &path)
                .header("If-Match", etag(claim))
                .json(&body),
        )
        .await
    }

    /// A command that must be accepted; the claim as its caller then sees it.
    #[track_caller]
    pub fn act<'a>(
        &'a self,
        persona: Persona,
        claim: &'a Value,
        noun: &'a str,
        body: Value,
    ) -> impl Future<Output = Value> + 'a {
        let caller = std::panic::Location::caller();
        async move {
            let answer = self.command(persona, claim, noun, body).await;
            assert_eq!(
                answer.status,
                200,
                "{caller}: {noun}: {}",
                String::from_utf8_lossy(&answer.bytes)
            );
            assert_eq!(answer.header("etag"), etag(&answer.json()), "{noun}");
            answer.json()
        }
    }

    pub async fn read(&self, persona: Persona, claim: &Value) -> Value {
        self.get(persona, &format!("/claims/{}", number(claim)))
            .await
            .expect(200)
            .json()
    }

    pub async fn patch(&self, persona: Persona, claim: &Value, body: Value) -> Answer {
        let request = self.request(persona, "PATCH", &format!("/claims/{}", number(claim)));
        self.send(request.header("If-Match", etag(claim)).json(&body)).await
    }

    pub async fn upload(&self, persona: Persona, claim: &Value, name: &str, bytes: Vec<u8>) -> Answer {
        let part = reqwest::multipart::Part::bytes(bytes).file_name(name.to_owned());
        let form = reqwest::multipart::Form::new().part("file", part);
        let path = format!("/claims/{}/documents", number(claim));
        self.send(self.request(persona, "POST", &path).multipart(form)).await
    }

    /// A complete draft of Ana's with a proof.
    pub async fn draft(&self) -> Value {
        self.draft_for("7c1e0a52-4f0b-4d0e-9a55-2b6f3a90c1de").await
    }

    pub async fn draft_for(&self, tenant: &str) -> Value {
        let claim = self
            .post(Persona::Ana, "/claims", statement(tenant))
            .await
            .expect(201)
            .json();
        self.upload(Persona::Ana, &claim, "proof.pdf", pdf("the proof"))
            .await
            .expect(201);
        self.read(Persona::Ana, &claim).await
    }

    pub async fn submitted(&self) -> Value {
        let draft = self.draft().await;
        self.act(Persona::Ana, &draft, "submission", json!({})).await
    }

    /// Under Greta's review.
    pub async fn under_review(&self) -> Value {
        let claim = self.submitted().await;
        self.act(Persona::Greta, &claim, "review", json!({})).await
    }

    /// Approved by Greta, all lines covered.
    pub async fn approved(&self) -> Value {
        let claim = self.under_review().await;
        self.approve(&claim).await
    }

    pub async fn approve(&self, claim: &Value) -> Value {
        self.act(
            Persona::Greta,
            claim,
            "approval",
            json!({"covered_lines": lines_in(claim, "claimed")}),
        )
        .await
    }

    pub async fn rejected(&self) -> Value {
        let claim = self.under_review().await;
        self.act(
            Persona::Greta,
            &claim,
            "rejection",
            json!({"reasons": ["insufficient_poe"], "comment": "Not enough."}),
        )
        .await
    }

    /// Moves the clock to an instant.
    pub async fn advance_to(&self, instant: &str) {
        self.post(Persona::Ana, "/demo/clock", json!({"set": instant}))
            .await
            .expect(200);
    }

    pub async fn advance(&self, length: &str) {
        self.post(Persona::Ana, "/demo/clock", json!({"advance": length}))
            .await
            .expect(200);
    }

    pub async fn messages(&self, claim: &Value) -> Vec<Value> {
        let path = format!("/demo/messages?limit=200&claim={}", number(claim));
        self.get(Persona::Ana, &path).await.expect(200).json()["items"]
            .as_array()
            .expect("a list")
            .clone()
    }

    /// The path of the newest secret link the customer got.
    pub async fn link(&self, claim: &Value) -> String {
        let messages = self.messages(claim).await;
        let notice = messages
            .iter()
            .rev()
            .find(|message| message["kind"] == "association_notice");
        let link = notice.expect("a notice")["links"][0]
            .as_str()
            .expect("a link")
            .to_owned();
        let token = link.rsplit('/').next().expect("a token").to_owned();
        format!("/api/v1/consents/{token}")
    }

    /// The customer's request: no credential but the link.
    pub async fn customer(&self, method: &str, path: &str, body: Option<Value>) -> Answer {
        let method: Method = method.parse().expect("a method");
        let request = self.client.request(method, format!("{}{path}", self.base()));
        let request = if let Some(body) = body {
            request.json(&body)
        } else {
            request
        };
        self.send(request).await
    }

    /// The customer chooses; it must be accepted.
    pub async fn choose(&self, claim: &Value, body: Value) -> Value {
        let link = self.link(claim).await;
        self.customer("POST", &link, Some(body)).await.expect(200).json()
    }

    /// A code mailed to the customer.
    pub async fn code(&self, claim: &Value) -> String {
        let link = self.link(claim).await;
        self.customer("POST", &format!("{link}/codes"), None).await.expect(202);
        let messages = self.messages(claim).await;
        let message = messages
            .iter()
            .rev()
            .find(|message| message["kind"] == "one_time_code")
            .expect("a code");
        message["code"].as_str().expect("a code").to_owned()
    }
}

/// A complete statement about a customer.
pub fn statement(tenant: &str) -> Value {
    json!({
        "name": "Exchange and Teams rollout", "location_id": "1000001", "programme": "osu", "activity": "usage",
        "customer": {"tenant_id": tenant, "domain": "valeverde.example", "name": "Cooperativa Vale Verde",
            "country": "BR", "language": "pt-BR"},
        "lines": [{"product": "exchange_online"}, {"product": "teams"}, {"product": "intune"}],
        "customer_contact": {"name": "Rosana Prado", "email": "rosana@valeverde.example", "language": "pt-BR"},
        "partner_contact": {"name": "Ana Example", "email": "ana@valeverde.example"}
    })
}

pub fn number(claim: &Value) -> &str {
    claim["number"].as_str().expect("a number")
}

pub fn etag(claim: &Value) -> String {
    format!("\"{}\"", claim["version"])
}

pub fn place(claim: &Value) -> String {
    format!(
        "{}/{}",
        claim["status"].as_str().unwrap_or_default(),
        claim["phase"].as_str().unwrap_or_default()
    )
}

/// The lines in a state.
pub fn lines_in(claim: &Value, state: &str) -> Vec<String> {
    let lines = claim["lines"].as_array().expect("lines");
    let fitting = lines.iter().filter(|line| line["state"] == state);
    fitting
        .map(|line| line["id"].as_str().expect("an id").to_owned())
        .collect()
}

/// A small PDF that says something.
pub fn pdf(text: &str) -> Vec<u8> {
    format!("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n% {text}\ntrailer<</Root 1 0 R>>\n%%EOF\n").into_bytes()
}
