//! Two nodes on one PostgreSQL, behind a client that takes them in turn, under load, while nodes, connections and the
//! database die: what was acknowledged is there once, and whatever was due was done once.

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde_json::json;
use tempfile::TempDir;
use testkit::Cluster;

use crate::client::{Answer, Api, location, token};
use crate::ledger::{Entry, Pair, Write, Writes, work_one};
use crate::program::{Server, run};

const CLIENTS: usize = 4;
/// No request is left without an answer for longer, whatever died.
const ANSWER_MAX: Duration = Duration::from_secs(10);
/// But for a move of the demo's clock, which is answered when all that came due by it is done.
const CLOCK_MAX: Duration = Duration::from_secs(30);
/// No write is asked for in vain for longer than the longest loss here.
const PATIENCE: Duration = Duration::from_secs(40);
/// How far a client waits between two writes: the test tries losses, not speed.
const PAUSE: Duration = Duration::from_millis(40);

/// Two nodes on one database, one of which may be dead.
struct Installation {
    cluster: Arc<Cluster>,
    url: String,
    folder: TempDir,
    nodes: [Option<Server>; 2],
    balancer: Balancer,
}

/// What everybody who asks knows.
#[derive(Clone)]
struct Balancer {
    addresses: Arc<Mutex<[String; 2]>>,
    next: Arc<AtomicUsize>,
    /// No node has died lately: a connection that ends without an answer is a fault.
    calm: Arc<AtomicBool>,
    admin: Api,
    reviewer: Api,
}

fn start(folder: &Path, url: &str, node: usize) -> Server {
    let data = folder.join(format!("{node}/data"));
    std::fs::create_dir_all(&data).unwrap();
    let blobs = folder.join("blobs");
    let flags = ["--demo", "--database", url, "--blobs", blobs.to_str().unwrap()];
    Server::start(&data, &flags)
}

impl Installation {
    /// Two nodes that start at the same moment, on an empty database.
    fn new() -> Installation {
        let cluster = Arc::new(Cluster::start().unwrap());
        let url = cluster.empty();
        let folder = tempfile::tempdir().unwrap();
        let nodes = thread::scope(|scope| {
            let starting = [0, 1].map(|node| {
                let (folder, url) = (folder.path(), &url);
                scope.spawn(move || Some(start(folder, url, node)))
            });
            starting.map(|starting| starting.join().unwrap())
        });
        let addresses = nodes.each_ref().map(|node| node.as_ref().unwrap().address.clone());
        let data = &nodes[0].as_ref().unwrap().data;
        let balancer = Balancer {
            admin: Api::of("", &token(data, "global_admin")),
            reviewer: Api::of("", &token(data, "reviewer")),
            addresses: Arc::new(Mutex::new(addresses)),
            next: Arc::default(),
            calm: Arc::new(AtomicBool::new(true)),
        };
        Installation {
            cluster,
            url,
            folder,
            nodes,
            balancer,
        }
    }

    fn kill(&mut self, node: usize) {
        self.balancer.calm.store(false, Ordering::SeqCst);
        self.nodes[node].take().unwrap().kill();
    }

    fn restart(&mut self, node: usize) {
        let server = start(self.folder.path(), &self.url, node);
        self.balancer.addresses.lock().unwrap()[node].clone_from(&server.address);
        self.nodes[node] = Some(server);
        // Whoever asked the dead one has learned it by then.
        thread::sleep(Duration::from_secs(1));
        self.balancer.calm.store(true, Ordering::SeqCst);
    }

    fn data(&self, node: usize) -> std::path::PathBuf {
        self.folder.path().join(format!("{node}/data"))
    }

    /// What a question of one value is answered.
    fn ask(&self, sql: &str) -> String {
        self.cluster.execute(&self.url, sql).unwrap().trim().to_owned()
    }

    #[track_caller]
    fn until_nothing(&self, at_most: Duration, sql: &str) {
        let until = Instant::now() + at_most;
        while self.ask(sql) != "0" {
            assert!(Instant::now() < until, "{}: {sql}", self.ask(sql));
            thread::sleep(Duration::from_millis(100));
        }
    }
}

impl Balancer {
    fn at(&self, node: usize) -> Pair {
        let address = self.addresses.lock().unwrap()[node].clone();
        Pair {
            admin: self.admin.at(&address),
            reviewer: self.reviewer.at(&address),
        }
    }

    /// The nodes in turn.
    fn turn(&self) -> usize {
        self.next.fetch_add(1, Ordering::SeqCst) % 2
    }

    /// Asks one node after the other until there is an answer; says which gave it. What is no answer is told to come
    /// back, and while no node dies nothing else happens.
    async fn ask(&self, at_most: Duration, request: impl Fn(&Pair) -> RequestBuilder) -> (usize, Answer, usize) {
        let begun = Instant::now();
        let mut unanswered = 0;
        loop {
            let node = self.turn();
            let asked = Instant::now();
            let response = request(&self.at(node)).send().await;
            let took = asked.elapsed();
            assert!(took < at_most + Duration::from_secs(1), "{took:?}");
            match response {
                Ok(response) => {
                    let later = is_later(&response);
                    match Answer::of(response).await {
                        Ok(answer) if !later => return (node, answer, unanswered),
                        Ok(_) => {}
                        Err(error) => assert!(!self.calm.load(Ordering::SeqCst), "{error:?}"),
                    }
                }
                Err(error) => assert!(!self.calm.load(Ordering::SeqCst), "{error:?}"),
            }
            unanswered += 1;
            assert!(begun.elapsed() < PATIENCE, "nobody answers");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

/// Whether the answer is to come back: the database is away, or another node is about to answer the same.
fn is_later(response: &Response) -> bool {
    let later = [StatusCode::SERVICE_UNAVAILABLE, StatusCode::CONFLICT].contains(&response.status());
    assert!(!later || response.headers().contains_key("retry-after"), "{response:?}");
    later
}

/// A client that takes the nodes in turn and asks until it is answered.
struct Client {
    balancer: Balancer,
    /// With the node that answered.
    ledger: Vec<(usize, Entry)>,
    unanswered: usize,
    end: Arc<AtomicBool>,
}

impl Writes for Client {
    async fn write(&mut self, write: Write) -> Option<Answer> {
        let mut entry = Entry::new(write);
        let (node, answer, unanswered) = self.balancer.ask(ANSWER_MAX, |pair| pair.request(&entry)).await;
        assert!(answer.status.is_success(), "{entry:?} {answer:?}");
        entry.answer = Some(answer.clone());
        self.ledger.push((node, entry));
        self.unanswered += unanswered;
        tokio::time::sleep(PAUSE).await;
        Some(answer)
    }
}

impl Client {
    async fn work(mut self, location: String) -> Client {
        while !self.end.load(Ordering::SeqCst) {
            work_one(&mut self, &location).await;
        }
        self
    }
}

/// Lets days pass on the demo's clock.
async fn pass_days(balancer: Balancer, end: Arc<AtomicBool>) {
    for day in 13.. {
        if day > 31 || end.load(Ordering::SeqCst) {
            return;
        }
        let to = format!("2026-10-{day}T09:00:00Z");
        let moved = balancer.ask(CLOCK_MAX, |pair| clock_to(&pair.admin, &to)).await.1;
        assert_eq!(moved.with(200)["now"], to);
        tokio::time::sleep(Duration::from_millis(700)).await;
    }
}

fn clock_to(api: &Api, to: &str) -> RequestBuilder {
    let key = format!("clock to {to}");
    let request = api.request(Method::POST, "/api/v1/demo/clock");
    request.header("idempotency-key", key).json(&json!({ "set": to }))
}

/// Ends connections at random, but for those of a node that starts: it would have to be started again.
fn cut_connections(cluster: &Cluster, url: &str, calm: &AtomicBool, end: &AtomicBool) -> usize {
    let mut cut = 0;
    while !end.load(Ordering::SeqCst) {
        thread::sleep(Duration::from_millis(fastrand::u64(100..400)));
        if !calm.load(Ordering::SeqCst) {
            continue;
        }
        let sql = "SELECT count(pg_terminate_backend(pid)) FROM
                       (SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
                        ORDER BY random() LIMIT 2) AS backend";
        // The server is away for a while.
        if let Ok(ended) = cluster.execute(url, sql) {
            cut += ended.trim().parse::<usize>().unwrap();
        }
    }
    cut
}

/// The database goes away in the middle of everything and comes back. Nodes live on, say so, and go on by themselves.
async fn lose_the_database(cluster: &Cluster, balancer: &Balancer) {
    let http = testkit::http().build().unwrap();
    let get = async |node: usize, path: &str| {
        let admin = balancer.at(node).admin;
        let response = http.execute(admin.request(Method::GET, path).build().unwrap()).await;
        response.unwrap()
    };
    let all = |answers: [u16; 2], status: u16| answers == [status, status];
    let both = async |path: &str| {
        let (first, second) = tokio::join!(get(0, path), get(1, path));
        [first.status().as_u16(), second.status().as_u16()]
    };
    let lost = Instant::now();
    cluster.crash().unwrap();
    while !all(both("/readyz").await, 503) {
        assert!(
            lost.elapsed() < Duration::from_secs(5),
            "a node is ready without a database"
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(all(both("/healthz").await, 200));
    for node in [0, 1] {
        let asked = Instant::now();
        let response = get(node, "/api/v1/claims").await;
        assert!(response.status() == 503 && is_later(&response), "{response:?}");
        assert!(asked.elapsed() < ANSWER_MAX, "{:?}", asked.elapsed());
    }
    assert!(all(both("/healthz").await, 200));
    cluster.recover().unwrap();
    let back = Instant::now();
    while !all(both("/readyz").await, 200) || !all(both("/api/v1/claims").await, 200) {
        assert!(back.elapsed() < Duration::from_secs(10), "a node doesn't go on");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_lose_nothing_and_do_nothing_twice_whatever_dies() {
    let mut installation = Installation::new();
    let balancer = installation.balancer.clone();
    // Whichever was first, both wrote the same accounts down, and the claims are told once.
    let accounts = [0, 1].map(|node| std::fs::read(installation.data(node).join("demo-accounts.json")).unwrap());
    assert_eq!(accounts[0], accounts[1]);
    assert_eq!(installation.ask("SELECT count(*) FROM claim"), "320");

    let end = Arc::new(AtomicBool::new(false));
    let location = location(&installation.data(0));
    let working: Vec<_> = (0..CLIENTS)
        .map(|_| {
            let client = Client {
                balancer: balancer.clone(),
                ledger: Vec::new(),
                unanswered: 0,
                end: Arc::clone(&end),
            };
            tokio::spawn(client.work(location.clone()))
        })
        .collect();
    let passing = tokio::spawn(pass_days(balancer.clone(), Arc::clone(&end)));
    let cutting = {
        let (cluster, url) = (Arc::clone(&installation.cluster), installation.url.clone());
        let (calm, end) = (Arc::clone(&balancer.calm), Arc::clone(&end));
        thread::spawn(move || cut_connections(&cluster, &url, &calm, &end))
    };
    // The moments are random on purpose: that is what is tried.
    let a_while = || thread::sleep(Duration::from_millis(fastrand::u64(1000..2500)));
    a_while();
    for node in [0, 1] {
        installation.kill(node);
        a_while();
        installation.restart(node);
        a_while();
    }
    lose_the_database(&installation.cluster, &balancer).await;
    a_while();
    end.store(true, Ordering::SeqCst);
    let cut = cutting.join().unwrap();
    passing.await.unwrap();
    let mut clients = Vec::new();
    for client in working {
        clients.push(client.await.unwrap());
    }
    let acknowledged: usize = clients.iter().map(|client| client.ledger.len()).sum();
    let unanswered: usize = clients.iter().map(|client| client.unanswered).sum();
    println!("{acknowledged} writes acknowledged, {unanswered} tries without an answer, {cut} connections cut");
    assert!(acknowledged > 60 && unanswered > 0 && cut > 10);

    // Each is asked for again at the node that hasn't answered it.
    let verifying = clients.into_iter().flat_map(|client| {
        [0, 1].map(|node| {
            let answered = client.ledger.iter().filter(|(by, _)| *by == node);
            let mut ledger: Vec<Entry> = answered.map(|(_, entry)| entry.clone()).collect();
            let other = balancer.at(1 - node);
            tokio::spawn(async move { other.verify(&mut ledger).await })
        })
    });
    for client in verifying.collect::<Vec<_>>() {
        client.await.unwrap();
    }
    die_amid_deadlines(&mut installation).await;
    verify_rows(&installation);
}

/// A node that dies while it carries out what the clock has made due leaves it to the other.
async fn die_amid_deadlines(installation: &mut Installation) {
    let balancer = installation.balancer.clone();
    let to = "2026-12-01T09:00:00Z";
    let advance = clock_to(&balancer.at(1).admin, to);
    let advancing = tokio::spawn(advance.send());
    let until = Instant::now() + ANSWER_MAX;
    while balancer.at(0).admin.clock().await != to {
        assert!(Instant::now() < until, "the clock doesn't move");
    }
    installation.kill(1);
    // Answered before it died or not: either may be.
    drop(advancing.await.unwrap());
    installation.until_nothing(
        Duration::from_secs(20),
        "SELECT count(*) FROM claim, demo_clock WHERE wake_at <= now_at",
    );
}

/// Nothing is there twice, nothing waits, and every history is what its claim was made by.
fn verify_rows(installation: &Installation) {
    installation.until_nothing(
        Duration::from_secs(20),
        "SELECT count(*) FROM message WHERE sent_at IS NULL",
    );
    for (what, once) in [
        (
            "deadlines",
            "event WHERE side = 'clock' GROUP BY claim_number, type, at, payload",
        ),
        (
            "messages",
            "message GROUP BY claim_number, sequence, kind, recipient, round, code_id",
        ),
        ("claims", "claim GROUP BY id"),
    ] {
        let sql = format!("SELECT count(*) FROM (SELECT count(*) FROM {once} HAVING count(*) > 1) AS twice");
        assert_eq!(installation.ask(&sql), "0", "{what} twice");
    }
    let done = installation.ask("SELECT count(*) FROM event WHERE side = 'clock'");
    assert!(done.parse::<usize>().unwrap() > 100, "{done} deadlines");
    let folder = installation.folder.path();
    let blobs = folder.join("blobs");
    let stored = ["--database", &installation.url, "--blobs", blobs.to_str().unwrap()];
    let data = folder.join("0/data");
    let doctor = [&["doctor", "--data", data.to_str().unwrap()], &stored[..]].concat();
    run(folder, &doctor).with(0);
}
