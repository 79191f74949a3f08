//! A server with the test world's people, and a browser without JavaScript.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use app::clocks::{DemoClock, ProgrammeClock, WallClock};
use app::{Directory, Env, EnvParts, Ports};
use documents::Blobs;
use domain::id::Uuid;
use reqwest::header::{CONTENT_TYPE, HeaderMap, LOCATION, SET_COOKIE};
use reqwest::multipart::{Form, Part};
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use store::{Credentials, Store};
use tempfile::TempDir;
use testkit::Persona;
use testkit::commands::instant;
use tokio::net::TcpListener;
use web::state::{Mode, State};

use crate::engine;

/// What every account's password is.
pub const PASSWORD: &str = "correct horse";
const START: &str = "2026-10-12T09:00:00Z";

/// A running server: one node, or several on one database.
pub struct World {
    /// The first node's.
    pub env: Arc<Env>,
    nodes: Arc<Nodes>,
    _folder: TempDir,
}

/// Where the nodes are, asked in turn by whomever, and how often they were.
struct Nodes {
    origins: Vec<String>,
    asked: AtomicUsize,
}

impl Nodes {
    /// The address of the node whose turn it is.
    fn next(&self) -> &str {
        &self.origins[self.asked.fetch_add(1, Ordering::Relaxed) % self.origins.len()]
    }
}

/// A browser of one person, or of nobody.
pub struct Browser {
    client: Client,
    nodes: Arc<Nodes>,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub html: String,
}

impl World {
    pub async fn start() -> World {
        World::start_as(Mode::Demo).await
    }

    /// The same as a demo or for real; its clock stands still either way.
    pub async fn start_as(mode: Mode) -> World {
        let folder = TempDir::new().expect("a folder");
        let stores = engine::stores(folder.path()).await;
        let store = &stores[0];
        let credentials = Credentials {
            password_phc: format!("plain:{PASSWORD}"),
            token_hash: None,
        };
        let people: BTreeMap<_, _> = Persona::ALL
            .into_iter()
            .map(|persona| (persona.id(), credentials.clone()))
            .collect();
        store
            .put_reference(testkit::reference(), people)
            .await
            .expect("reference data");
        // Nobody is here for the first time, but for those whom a test sends.
        let seen =
            Persona::ALL.map(|persona| store.put_preference(persona.id(), "first_visit_done", Some("yes".to_owned())));
        for kept in futures_util::future::join_all(seen).await {
            kept.expect("kept");
        }
        World::over(folder, stores, mode).await
    }

    /// A server with nothing in it, for real.
    pub async fn empty() -> World {
        let folder = TempDir::new().expect("a folder");
        let stores = engine::stores(folder.path()).await;
        World::over(folder, stores, Mode::Live).await
    }

    async fn over(folder: TempDir, stores: Vec<Store>, mode: Mode) -> World {
        stores[0].start_demo_clock(instant(START)).await.expect("a clock");
        let mut listeners = Vec::new();
        for _ in &stores {
            listeners.push(TcpListener::bind("127.0.0.1:0").await.expect("a port"));
        }
        let origins: Vec<_> = listeners
            .iter()
            .map(|listener| format!("http://{}", listener.local_addr().expect("an address")))
            .collect();
        let ports = ports();
        let mut first = None;
        for (store, listener) in stores.into_iter().zip(listeners) {
            let blobs = Blobs::open(folder.path().join("blobs").to_str().expect("a path")).expect("blobs");
            let parts = EnvParts {
                store,
                blobs,
                programme_clock: ProgrammeClock::Demo(DemoClock::at(instant(START))),
                wall_clock: WallClock(Arc::new(|| jiff::Timestamp::now().into())),
                ports: ports.clone(),
            };
            let env = Arc::new(Env::open(parts).await.expect("an environment"));
            // People know one address, whichever node they meet there.
            let router = web::router(State::new(Arc::clone(&env), mode, origins[0].clone()));
            tokio::spawn(async move { axum::serve(listener, router).await });
            first = first.or(Some(env));
        }
        World {
            env: first.expect("a node"),
            nodes: Arc::new(Nodes {
                origins,
                asked: AtomicUsize::new(0),
            }),
            _folder: folder,
        }
    }

    /// Whether it knows at once whatever it was told.
    pub fn is_one_process(&self) -> bool {
        self.nodes.origins.len() == 1
    }

    /// The reference data as it is now, whichever node changed it.
    pub async fn directory(&self) -> Arc<Directory> {
        self.env.look_around().await.expect("a look");
        self.env.directory()
    }

    /// What the API answers to a token.
    pub async fn me(&self, token: &str) -> u16 {
        let request = testkit::http()
            .build()
            .expect("a client")
            .get(format!("{}/api/v1/me", self.nodes.next()))
            .bearer_auth(token);
        request.send().await.expect("an answer").status().as_u16()
    }

    /// The address that people know.
    pub fn origin(&self) -> &str {
        &self.nodes.origins[0]
    }

    /// A browser in which nobody is signed in.
    pub fn nobody(&self) -> Browser {
        let client = testkit::http()
            .cookie_store(true)
            .redirect(Policy::none())
            .build()
            .expect("a client");
        Browser {
            client,
            nodes: Arc::clone(&self.nodes),
        }
    }

    /// A browser in which this person has signed in with the password.
    pub async fn signed_in(&self, persona: Persona) -> Browser {
        let browser = self.nobody();
        let email = persona.person().email.to_string();
        let answer = browser
            .send("/sign-in", &[("email", &email), ("password", PASSWORD)])
            .await;
        assert_eq!(answer.status, 303, "{}", answer.html);
        browser
    }
}

/// Keys and secrets of this test alone; passwords are compared as they are, since hashing is not what is tested.
fn ports() -> Ports {
    let ids = AtomicU64::new(1);
    let secrets = AtomicU64::new(1);
    Ports {
        new_id: Arc::new(move || Uuid::from_u128(0x0190_0000 << 96 | u128::from(ids.fetch_add(1, Ordering::Relaxed)))),
        random: Arc::new(move || {
            let mut bytes = [7; 32];
            bytes[..8].copy_from_slice(&secrets.fetch_add(1, Ordering::Relaxed).to_be_bytes());
            bytes
        }),
        hash_password: Arc::new(|password| Box::pin(async move { Some(format!("plain:{password}")) })),
        free_bytes: Arc::new(|_| None),
        verify_password: Arc::new(|password, phc| {
            Box::pin(async move { Some(phc.is_some_and(|phc| phc == format!("plain:{password}"))) })
        }),
    }
}

impl Browser {
    pub async fn get(&self, path: &str) -> Answer {
        let request = self.client.get(format!("{}{path}", self.nodes.next()));
        Answer::of(request.send().await.expect("an answer")).await
    }

    /// Asks with headers of its own.
    pub async fn get_with(&self, path: &str, headers: &[(&'static str, &str)]) -> Answer {
        let request = self.client.get(format!("{}{path}", self.nodes.next()));
        let request = headers
            .iter()
            .fold(request, |request, (name, value)| request.header(*name, *value));
        Answer::of(request.send().await.expect("an answer")).await
    }

    /// What this session's forms carry.
    pub async fn token(&self) -> String {
        hidden_value(&self.get("/style").await.html, "csrf").expect("a token")
    }

    /// Sends a form as it is.
    pub async fn send(&self, path: &str, pairs: &[(&str, &str)]) -> Answer {
        self.send_from("same-origin", path, pairs).await
    }

    /// Sends a form from a page of this or another site, as browsers say it.
    pub async fn send_from(&self, site: &str, path: &str, pairs: &[(&str, &str)]) -> Answer {
        let body: Vec<String> = pairs
            .iter()
            .map(|(name, value)| format!("{}={}", escaped(name), escaped(value)))
            .collect();
        let request = self.client.post(format!("{}{path}", self.nodes.next()));
        let request = request.header("sec-fetch-site", site);
        let request = request
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body.join("&"));
        Answer::of(request.send().await.expect("an answer")).await
    }

    /// Fills in a draft on the wizard's steps, each with its own fields of these; answers what the last of them said.
    pub async fn fill_in(&self, number: &str, pairs: &[(&str, &str)]) -> Answer {
        let mut last = None;
        for step in &ui::partner::Step::ALL[..4] {
            let path = format!("/claims/{number}/edit/{}", step.code());
            let own: Vec<_> = pairs
                .iter()
                .filter(|(name, _)| ui::partner::Step::of_field(name) == *step)
                .copied()
                .collect();
            let answer = self.submit(&path, &path, &own).await;
            assert_eq!(answer.status, 303, "{path}: {}", answer.html);
            last = Some(answer);
        }
        last.expect("four steps")
    }

    /// Asks as a page's script does.
    pub async fn ask(&self, path: &str, pairs: &[(&str, &str)]) -> (u16, serde_json::Value) {
        let body: Vec<String> = pairs
            .iter()
            .map(|(name, value)| format!("{}={}", escaped(name), escaped(value)))
            .collect();
        let request = self.client.post(format!("{}{path}", self.nodes.next()));
        let request = request
            .header("sec-fetch-site", "same-origin")
            .header("accept", "application/json")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body.join("&"));
        let answer = Answer::of(request.send().await.expect("an answer")).await;
        let body = serde_json::from_str(&answer.html).expect("an answer in JSON");
        (answer.status, body)
    }

    /// Sends a form that stands on a page: with the hidden fields that the page has.
    pub async fn submit(&self, page: &str, path: &str, pairs: &[(&str, &str)]) -> Answer {
        let html = self.get(page).await.html;
        let hidden = ["csrf", "version", "seen"].map(|name| (name, hidden_value(&html, name)));
        let mut all: Vec<(&str, &str)> = hidden
            .iter()
            .filter_map(|(name, value)| Some((*name, value.as_deref()?)))
            .collect();
        all.extend(pairs);
        self.send(path, &all).await
    }

    /// Uploads a file with the page's own form.
    pub async fn upload(&self, number: &str, name: &str, bytes: &[u8]) -> Answer {
        let html = self.get(&format!("/claims/{number}")).await.html;
        let token = hidden_value(&html, "csrf").expect("a token");
        self.upload_as(&token, number, name, bytes).await
    }

    /// Sends a form with a file in it, as the page's own form would without scripts.
    pub async fn submit_with_file(
        &self,
        page: &str,
        path: &str,
        pairs: &[(&str, &str)],
        (name, bytes): (&str, &[u8]),
    ) -> Answer {
        let html = self.get(page).await.html;
        let mut form = Form::new();
        for hidden in ["csrf", "version"] {
            form = form.text(hidden, hidden_value(&html, hidden).expect("a hidden field"));
        }
        form = form.part("file", Part::bytes(bytes.to_vec()).file_name(name.to_owned()));
        for (field, value) in pairs {
            form = form.text((*field).to_owned(), (*value).to_owned());
        }
        let request = self.client.post(format!("{}{path}", self.nodes.next())).multipart(form);
        Answer::of(request.send().await.expect("an answer")).await
    }

    /// Uploads a file as a page's script does.
    pub async fn upload_by_script(&self, number: &str, name: &str, bytes: &[u8]) -> (u16, serde_json::Value) {
        let file = Part::bytes(bytes.to_vec()).file_name(name.to_owned());
        let form = Form::new().text("csrf", self.token().await).part("file", file);
        let request = self
            .client
            .post(format!("{}/claims/{number}/documents", self.nodes.next()));
        let request = request.header("accept", "application/json").multipart(form);
        let answer = Answer::of(request.send().await.expect("an answer")).await;
        let body = serde_json::from_str(&answer.html).expect("an answer in JSON");
        (answer.status, body)
    }

    /// Uploads a file with another token than the page's form has.
    pub async fn upload_as(&self, token: &str, number: &str, name: &str, bytes: &[u8]) -> Answer {
        self.upload_to(&format!("/claims/{number}/documents"), token, name, bytes)
            .await
    }

    /// Sends a token and a file anywhere.
    pub async fn upload_to(&self, path: &str, token: &str, name: &str, bytes: &[u8]) -> Answer {
        let file = Part::bytes(bytes.to_vec()).file_name(name.to_owned());
        let form = Form::new().text("csrf", token.to_owned()).part("file", file);
        let request = self.client.post(format!("{}{path}", self.nodes.next())).multipart(form);
        Answer::of(request.send().await.expect("an answer")).await
    }
}

impl Answer {
    async fn of(response: Response) -> Answer {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let bytes = response.bytes().await.expect("a body");
        Answer {
            status,
            headers,
            html: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map(|value| value.to_str().expect("plain text"))
            .unwrap_or_default()
    }

    /// Where a redirect leads.
    pub fn location(&self) -> &str {
        self.header(LOCATION.as_str())
    }

    pub fn cookie(&self) -> &str {
        self.header(SET_COOKIE.as_str())
    }

    /// The claim number in a redirect's address.
    pub fn number(&self) -> String {
        let rest = self.location().strip_prefix("/claims/").expect("a claim's address");
        rest.split(['/', '?']).next().expect("a number").to_owned()
    }

    #[track_caller]
    pub fn says(&self, words: &str) {
        assert!(self.html.contains(words), "{words} is not in {}", self.html);
    }
}

pub fn hidden_value(html: &str, name: &str) -> Option<String> {
    let (_, rest) = html.split_once(&format!(r#"name="{name}" value=""#))?;
    Some(rest.split_once('"')?.0.to_owned())
}

fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
