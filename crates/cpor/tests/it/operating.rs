//! What those who run it rely on: the log, the end, metrics, traces.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use reqwest::Client;
use serde_json::Value;

use crate::client::{Api, accounts, token};
use crate::program::{Server, demo_folder, run};

/// The lines of the log that say how a request went.
fn answered(log: &str) -> Vec<Value> {
    let lines = log.lines().filter(|line| line.starts_with('{'));
    let lines = lines.map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.filter(|line| line["message"] == "answered").collect()
}

/// Waits until the log has it: lines come a little later than answers.
fn until_logged(server: &Server, done: impl Fn(&str) -> bool) -> String {
    let until = Instant::now() + Duration::from_secs(20);
    loop {
        let log = server.log();
        if done(&log) {
            return log;
        }
        assert!(Instant::now() < until, "it isn't logged: {log}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// A request whose body hasn't come to its end.
fn half_a_request(server: &Server) -> TcpStream {
    let host = server.address.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    let head = format!(
        "POST /sign-in HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: 22\r\nExpect: 100-continue\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    // "Go on" says that somebody waits for the body.
    let mut said = [0; 25];
    stream.read_exact(&mut said).unwrap();
    assert!(said.starts_with(b"HTTP/1.1 100"), "{}", String::from_utf8_lossy(&said));
    stream.write_all(b"email=").unwrap();
    stream
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_has_a_line_for_each_request_and_nothing_of_anybody() {
    let (_folder, data) = demo_folder();
    let server = Server::start(&data, &["--demo", "--log-format", "json"]);
    let account = &accounts(&data)[0];
    let (email, name) = (account["email"].as_str().unwrap(), account["name"].as_str().unwrap());
    let secret = token(&data, "auditor");
    let auditor = Api::of(&server.address, &secret);
    let claims = auditor.get("/api/v1/claims?q=Cooperativa&limit=1").await.with(200);
    assert!(claims["items"].is_array());
    let http = Client::new();
    let form = format!("email={}&password=Secret-word", email.replace('@', "%40"));
    let sign_in = http.post(format!("{}/sign-in", server.address)).body(form);
    sign_in
        .header("content-type", "application/x-www-form-urlencoded")
        .send()
        .await
        .unwrap();
    let odd = http.get(format!("{}/{name}/Ana%20Secret?q=Vale", server.address));
    let odd = odd.header("x-request-id", "my-own-1").send().await.unwrap();
    assert_eq!(odd.headers()["x-request-id"], "my-own-1");

    let log = until_logged(&server, |log| answered(log).len() >= 3);
    let lines = answered(&log);
    let told = |line: &Value| {
        let text = |key: &str| line[key].as_str().unwrap().to_owned();
        (text("method"), text("route"), line["status"].as_u64().unwrap())
    };
    let told: Vec<_> = lines.iter().map(told).collect();
    let expected = [
        ("GET", "/api/v1/claims", 200),
        ("POST", "/sign-in", 422),
        ("GET", "none", 404),
    ];
    assert_eq!(
        told,
        expected.map(|(method, route, status)| (method.to_owned(), route.to_owned(), status))
    );
    for line in &lines {
        assert!(
            line["duration_microseconds"].as_u64().is_some_and(|took| took > 0),
            "{line}"
        );
        assert!(line["request_id"].as_str().is_some_and(|id| !id.is_empty()), "{line}");
        assert!(line["timestamp"].is_string() && line["level"] == "INFO", "{line}");
    }
    assert_eq!(lines[2]["request_id"], "my-own-1");
    for private in [email, name, "Cooperativa", "Secret", "Vale", &secret] {
        assert!(!log.contains(private), "{private} is in the log: {log}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sigterm_lets_what_runs_end_and_ends_with_0() {
    let (folder, data) = demo_folder();
    let server = Server::start(&data, &["--demo", "--log-format", "json"]);
    let mut slow = half_a_request(&server);
    server.signal("TERM");
    until_logged(&server, |log| log.contains("\"stopping"));
    let host = server.address.strip_prefix("http://").unwrap().to_owned();
    let until = Instant::now() + Duration::from_secs(10);
    while TcpStream::connect(&host).is_ok() {
        assert!(Instant::now() < until, "it still takes connections");
        std::thread::sleep(Duration::from_millis(10));
    }
    slow.write_all(b"nobody@x.example").unwrap();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).unwrap();
    assert!(
        answer.starts_with("HTTP/1.1 422") && answer.contains("</html>"),
        "{answer}"
    );
    let log = data.parent().unwrap().join("log");
    assert_eq!(server.ended().code(), Some(0));
    // Whatever was said last is written down too.
    let log = std::fs::read_to_string(log).unwrap();
    assert!(
        log.contains("every request was answered") && answered(&log).len() == 1,
        "{log}"
    );
    run(folder.path(), &["doctor", "--data", "data"]).with(0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_signal_ends_it_at_once() {
    let (_folder, data) = demo_folder();
    let server = Server::demo(&data);
    let slow = half_a_request(&server);
    server.signal("INT");
    until_logged(&server, |log| log.contains("stopping"));
    let began = Instant::now();
    server.signal("INT");
    assert_eq!(server.ended().code(), Some(1));
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    drop(slow);
}

#[tokio::test(flavor = "multi_thread")]
async fn metrics_are_on_a_listener_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&folder.path().join("data"), &["--metrics-listen", "127.0.0.1:0"]);
    let log = until_logged(&server, |log| log.contains("/metrics"));
    let address = log
        .split_once("metrics at ")
        .unwrap()
        .1
        .lines()
        .next()
        .unwrap()
        .to_owned();
    let text = reqwest::get(&address).await.unwrap().text().await.unwrap();
    let sample = |name: &str| -> f64 {
        let line = text.lines().find(|line| line.split(' ').next() == Some(name));
        line.unwrap_or_else(|| panic!("{name} in {text}"))
            .rsplit(' ')
            .next()
            .unwrap()
            .parse()
            .unwrap()
    };
    assert_eq!(sample("cpor_ready"), 1.0);
    assert!(sample("process_resident_memory_bytes") > 1_000_000.0);
    assert!(sample("process_open_fds") > 3.0 && sample("process_start_time_seconds") > 1.7e9);
    assert!(sample("cpor_disk_free_bytes") > 0.0 && sample("cpor_log_lines_lost_total") == 0.0);
    assert!(sample("cpor_commit_changes_count") > 0.0);
    assert_eq!(
        reqwest::get(format!("{}/metrics", server.address))
            .await
            .unwrap()
            .status(),
        404
    );
    assert!(server.stop().success());
}

/// What a collector is sent, by one request after the other.
fn collector() -> (String, mpsc::Receiver<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (sent, received) = mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let (mut head, mut length) = (String::new(), 0);
            while reader.read_line(&mut head).is_ok_and(|read| read > 2) {
                let line = head.lines().last().unwrap_or_default().to_ascii_lowercase();
                if let Some(value) = line.strip_prefix("content-length:") {
                    length = value.trim().parse().unwrap();
                }
            }
            assert!(
                head.starts_with("POST /v1/traces ") && head.contains("application/x-protobuf"),
                "{head}"
            );
            let mut body = vec![0; length];
            reader.read_exact(&mut body).unwrap();
            let mut stream = stream;
            let ok = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            stream.write_all(ok).unwrap();
            if sent.send(body).is_err() {
                return;
            }
        }
    });
    (url, received)
}

#[tokio::test(flavor = "multi_thread")]
async fn traces_go_to_a_collector_and_go_on_where_the_caller_began() {
    let (_folder, data) = demo_folder();
    let (url, received) = collector();
    let server = Server::start(&data, &["--demo", "--traces", &url]);
    let claims = Client::new().get(format!("{}/api/v1/claims?q=Cooperativa", server.address));
    let claims = claims
        .bearer_auth(token(&data, "auditor"))
        .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    assert_eq!(claims.send().await.unwrap().status(), 200);
    // The last ones are sent at the end.
    assert!(server.stop().success());
    let body = received.recv_timeout(Duration::from_secs(10)).unwrap();
    let has = |bytes: &[u8]| body.windows(bytes.len()).any(|found| found == bytes);
    for said in [
        "GET /api/v1/claims",
        "service.name",
        "cpor",
        "http.route",
        "http.response.status_code",
    ] {
        assert!(has(said.as_bytes()), "{said}");
    }
    let trace = 0x4bf9_2f35_77b3_4da6_a3ce_929d_0e0e_4736_u128;
    assert!(has(&trace.to_be_bytes()) && has(&0x00f0_67aa_0ba9_02b7_u64.to_be_bytes()));
    assert!(!has(b"Cooperativa"));
}
