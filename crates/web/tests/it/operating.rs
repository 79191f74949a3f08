//! What those who run it see: request ids, metrics, readiness, what is sent away, where requests come from. All of it is of
//! one process: each node counts, sends away and ends by itself, so two that are asked in turn have nothing to tell here.
//! What they make of a database that is gone: `crates/cpor/tests/it`.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Client;
use serde_json::json;
use testkit::Persona;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use web::operating::Process;
use web::{Ended, Mode, Operating, State};

use crate::server::{Answer, Others, Server, number};

/// The same installation, run in another way, and its metrics; both until dropped.
struct Run {
    server: Server,
    metrics: String,
    stop: tokio::sync::watch::Sender<bool>,
    ended: tokio::task::JoinHandle<Ended>,
}

impl Run {
    async fn of(first: Server, mode: Mode, operating: Operating) -> Run {
        let state = State::run_as(Arc::clone(&first.env), mode, "http://claims.example", operating);
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let until_stopped = move || {
            let mut stopped = stopped.clone();
            async move {
                let _ = stopped.wait_for(|stopped| *stopped).await;
            }
        };
        let (listener, base) = listen().await;
        let (metrics_listener, metrics) = listen().await;
        tokio::spawn(web::serve_metrics(metrics_listener, state.clone(), until_stopped()));
        let ended = tokio::spawn(web::serve(listener, state, until_stopped()));
        Run {
            server: Server { base, ..first },
            metrics,
            stop,
            ended,
        }
    }

    async fn get(&self, url: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = self.server.client.get(url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.server.send(request).await
    }

    /// Every sample by its name and labels.
    async fn samples(&self) -> BTreeMap<String, f64> {
        let answer = self.get(&format!("{}/metrics", self.metrics), &[]).await.expect(200);
        let form = "application/openmetrics-text; version=1.0.0; charset=utf-8";
        assert_eq!(answer.header("content-type"), form);
        let text = String::from_utf8(answer.bytes).expect("text");
        assert!(text.ends_with("# EOF\n"), "{text}");
        let samples = text.lines().filter(|line| !line.starts_with('#'));
        samples
            .map(|line| {
                let (name, value) = line.rsplit_once(' ').expect("a value");
                (name.to_owned(), value.parse().expect("a number"))
            })
            .collect()
    }

    fn host(&self) -> &str {
        self.server.base.strip_prefix("http://").expect("an address")
    }

    /// A request whose body doesn't come to its end.
    async fn half(&self, path: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.host()).await.expect("a connection");
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: 22\r\nConnection: close\r\n\r\nemail=",
            self.host()
        );
        stream.write_all(head.as_bytes()).await.expect("written");
        stream
    }

    async fn until_in_flight(&self, count: f64) {
        for _ in 0..400 {
            if self.samples().await["cpor_requests_in_flight"] == count {
                return;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        panic!("{count} requests are never in flight");
    }
}

async fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    (listener, base)
}

async fn rest(mut stream: TcpStream) -> String {
    stream.write_all(b"nobody@x.example").await.expect("written");
    let mut answer = String::new();
    let read = tokio::time::timeout(Duration::from_secs(10), stream.read_to_string(&mut answer)).await;
    read.expect("an end").expect("text");
    answer
}

#[tokio::test]
async fn every_answer_has_a_request_id_which_a_client_may_choose() {
    let run = Run::of(Server::start().await, Mode::Demo, Operating::default()).await;
    let base = run.server.base.clone();
    let own = |answer: &Answer| answer.header("x-request-id").to_owned();
    let mut seen = Vec::new();
    for path in [
        "/healthz",
        "/sign-in",
        "/nowhere",
        "/assets/nothing.css",
        "/api/v1/me",
        "/api/v1/nowhere",
    ] {
        let answer = run.get(&format!("{base}{path}"), &[]).await;
        let id = own(&answer);
        assert_eq!(
            (id.len(), id.chars().all(|letter| letter.is_ascii_hexdigit())),
            (32, true),
            "{path}: {id}"
        );
        seen.push(id);
        let given = run.get(&format!("{base}{path}"), &[("x-request-id", "web-1.2")]).await;
        assert_eq!(own(&given), "web-1.2", "{path}");
        let odd = run.get(&format!("{base}{path}"), &[("x-request-id", "a b")]).await;
        assert_eq!(own(&odd).len(), 32, "{path}");
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 6);
    let problem = run.get(&format!("{base}/api/v1/me"), &[("x-request-id", "mine")]).await;
    assert_eq!(problem.json()["request_id"], "mine");
}

#[tokio::test]
async fn metrics_count_requests_by_route_and_say_what_waits() {
    let process = Process {
        resident_bytes: 12_345_678,
        cpu_seconds: 1.5,
        open_files: 17,
        started_at: 1_790_000_000.0,
    };
    let operating = Operating {
        process: Arc::new(move || Some(process)),
        log_lines_lost: Arc::new(|| 3),
        ..Operating::default()
    };
    let run = Run::of(Server::start().await, Mode::Demo, operating).await;
    let server = &run.server;
    let before = run.samples().await;
    assert_eq!(
        (before["cpor_queue_age_seconds"], before["cpor_queue_claims"]),
        (0.0, 0.0)
    );

    let claim = server.submitted().await;
    server.read(Persona::Ana, &claim).await;
    server.get(Persona::Ana, "/claims/CPOR-2026-999999").await.expect(404);
    // Two business hours later nobody has begun; the demo's clock carries out what falls due itself.
    server.advance("PT2H").await;
    let now = run.samples().await;
    assert_eq!((now["cpor_queue_age_seconds"], now["cpor_queue_claims"]), (7200.0, 1.0));
    assert_eq!((now["cpor_lapse_lag_seconds"], now["cpor_lapse_claims"]), (0.0, 0.0));
    assert_eq!(
        (now["cpor_outbox_age_seconds"], now["cpor_outbox_messages"]),
        (0.0, 0.0)
    );
    assert_eq!((now["cpor_ready"], now["cpor_sessions"]), (1.0, 0.0));
    assert!(now["cpor_database_size_bytes"] > 100_000.0);
    let of_claim = |status: &str, what: &str| {
        let labels = format!("method=\"GET\",route=\"/api/v1/claims/{{number}}\",status=\"{status}\"");
        now[&format!("cpor_request_duration_seconds_{what}{{{labels}}}")]
    };
    assert!(of_claim("2xx", "count") >= 2.0);
    assert_eq!(of_claim("4xx", "count"), 1.0);
    assert!(of_claim("2xx", "sum") > 0.0);
    let top = now["cpor_request_duration_seconds_bucket{le=\"+Inf\",method=\"GET\",route=\"/api/v1/claims/{number}\",status=\"4xx\"}"];
    assert_eq!(top, 1.0);
    // Every transaction has a size and a duration.
    let commits = now["cpor_commit_changes_count"];
    assert!(commits > before["cpor_commit_changes_count"]);
    assert_eq!(now["cpor_commit_duration_seconds_count"], commits);
    assert!(now["cpor_commit_changes_sum"] >= commits);
    assert_eq!(now["process_resident_memory_bytes"], 12_345_678.0);
    assert_eq!((now["process_cpu_seconds_total"], now["process_open_fds"]), (1.5, 17.0));
    assert_eq!(now["cpor_log_lines_lost_total"], 3.0);
    assert_eq!(
        now[&format!("cpor_build_info{{version=\"{}\"}}", env!("CARGO_PKG_VERSION"))],
        1.0
    );
    // Neither numbers nor names of anybody: routes only.
    assert!(
        !now.keys()
            .any(|name| name.contains(number(&claim)) || name.contains('@'))
    );
    // The listener for people has no metrics, the one for metrics nothing else.
    assert_eq!(run.get(&format!("{}/metrics", server.base), &[]).await.status, 404);
    assert_eq!(run.get(&format!("{}/sign-in", run.metrics), &[]).await.status, 404);
}

#[tokio::test]
async fn a_store_that_takes_no_write_is_not_ready_and_is_looked_at_seldom() {
    let run = Run::of(Server::start().await, Mode::Live, Operating::default()).await;
    let ask = async |path: &str| run.get(&format!("{}{path}", run.server.base), &[]).await;
    let transactions = || run.server.env.store.written().transactions;
    let before = transactions();
    for _ in 0..20 {
        ask("/readyz").await.expect(200);
    }
    assert_eq!(transactions(), before + 1, "twenty looks are one write");
    // Documents can't be kept any more; the database still can.
    let blobs = run.server.folder.path().join("blobs");
    std::fs::remove_dir_all(&blobs).expect("removed");
    std::fs::write(&blobs, "in the way").expect("written");
    let began = std::time::Instant::now();
    let refused = loop {
        let answer = ask("/readyz").await;
        if answer.status != 200 {
            break answer;
        }
        assert!(
            began.elapsed() < Duration::from_secs(5),
            "it must show within five seconds"
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    assert_eq!(refused.code(), "503 not_ready");
    assert_eq!(refused.header("retry-after"), "2");
    ask("/healthz").await.expect(200);
    assert_eq!(run.samples().await["cpor_ready"], 0.0);
    std::fs::remove_file(&blobs).expect("removed");
    let began = std::time::Instant::now();
    while ask("/readyz").await.status != 200 {
        assert!(began.elapsed() < Duration::from_secs(10), "it is ready again by itself");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn requests_beyond_the_limit_are_sent_away_and_told_when_to_come_back() {
    let operating = Operating {
        requests_max: 1,
        ..Operating::default()
    };
    let run = Run::of(Server::start().await, Mode::Live, operating).await;
    let base = run.server.base.clone();
    let slow = run.half("/sign-in").await;
    run.until_in_flight(1.0).await;
    let refused = run.get(&format!("{base}/api/v1/me"), &[]).await;
    assert_eq!(
        (refused.code().as_str(), refused.header("retry-after")),
        ("503 not_ready", "1")
    );
    assert_eq!(refused.header("content-type"), "application/problem+json");
    let page = run.get(&format!("{base}/sign-in"), &[]).await.expect(503);
    assert_eq!(page.header("retry-after"), "1");
    assert!(page.header("content-type").starts_with("text/html"));
    assert!(String::from_utf8_lossy(&page.bytes).contains("too much to do"));
    for path in ["/healthz", "/readyz"] {
        run.get(&format!("{base}{path}"), &[]).await.expect(200);
    }
    // Uploads have room of their own.
    let upload = run
        .server
        .client
        .post(format!("{base}/api/v1/claims/CPOR-2026-000001/documents"));
    assert_eq!(run.server.send(upload).await.status, 401);
    assert_eq!(run.samples().await["cpor_requests_shed_total"], 2.0);
    assert!(rest(slow).await.starts_with("HTTP/1.1 422"));
    run.until_in_flight(0.0).await;
    run.get(&format!("{base}/sign-in"), &[]).await.expect(200);
}

#[tokio::test]
async fn told_to_stop_it_answers_what_it_has_begun_and_takes_nothing_new() {
    let run = Run::of(Server::start().await, Mode::Live, Operating::default()).await;
    let idle = TcpStream::connect(run.host()).await.expect("a connection");
    let slow = run.half("/sign-in").await;
    run.until_in_flight(1.0).await;
    run.stop.send_replace(true);
    for _ in 0..400 {
        if TcpStream::connect(run.host()).await.is_err() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert!(TcpStream::connect(run.host()).await.is_err(), "nobody new is taken");
    assert!(!run.ended.is_finished());
    let answer = rest(slow).await;
    assert!(
        answer.starts_with("HTTP/1.1 422") && answer.contains("</html>"),
        "{answer}"
    );
    let ended = tokio::time::timeout(Duration::from_secs(10), run.ended).await;
    assert_eq!(ended.expect("an end").expect("no panic"), Ended::Drained);
    drop(idle);
}

#[tokio::test]
async fn behind_a_trusted_proxy_each_client_has_its_own_limit() {
    let first = Server::start().await;
    for (trusted, tries_of_the_second) in [("", 429), ("127.0.0.0/8", 422)] {
        let operating = Operating {
            trusted_proxies: trusted.parse().expect("networks"),
            ..Operating::default()
        };
        let folder = tempfile::tempdir().expect("a folder");
        let copy = Server {
            base: String::new(),
            others: Others::default(),
            client: Client::new(),
            env: Arc::clone(&first.env),
            folder,
        };
        let run = Run::of(copy, Mode::Live, operating).await;
        let mut last = 0;
        for (client, account, tries) in [("203.0.113.1", "one", 11), ("203.0.113.2", "two", 1)] {
            for number in 0..tries {
                let form = [
                    ("email", format!("{account}{number}@x.example")),
                    ("password", "no".to_owned()),
                ];
                let request = run.server.client.post(format!("{}/sign-in", run.server.base));
                let body: Vec<String> = form.iter().map(|(name, value)| format!("{name}={value}")).collect();
                let request = request
                    .header("content-type", "application/x-www-form-urlencoded")
                    .header("x-forwarded-for", format!("198.51.100.{number}, {client}"))
                    .body(body.join("&").replace('@', "%40"));
                last = run.server.send(request).await.status;
            }
            if account == "one" {
                assert_eq!(last, 429, "the eleventh of one client");
            }
        }
        assert_eq!(last, tries_of_the_second, "{trusted:?}");
    }
}

#[tokio::test]
async fn a_whole_conversation_on_one_connection_works_as_before() {
    let run = Run::of(Server::start().await, Mode::Demo, Operating::default()).await;
    let address: SocketAddr = run.host().parse().expect("an address");
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    for last in [false, true] {
        let close = if last { "Connection: close\r\n" } else { "" };
        let request = format!("GET /healthz HTTP/1.1\r\nHost: x\r\n{close}\r\n");
        stream.write_all(request.as_bytes()).await.expect("written");
        if !last {
            let mut bytes = vec![0; 4096];
            let count = stream.read(&mut bytes).await.expect("read");
            assert!(String::from_utf8_lossy(&bytes[..count]).starts_with("HTTP/1.1 200"));
        }
    }
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("read");
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.ends_with(&json!({"status": "ok"}).to_string()),
        "{answer}"
    );
}
