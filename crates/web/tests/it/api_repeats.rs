//! The same request twice.

use serde_json::json;
use testkit::Persona::{Ana, Clara, Greta};

use crate::server::{Server, etag, number, pdf, statement};

const TENANT: &str = "7c1e0a52-4f0b-4d0e-9a55-2b6f3a90c1de";

#[tokio::test]
async fn a_double_click_creates_one_claim() {
    let server = Server::start().await;
    let create = |persona, key: &str, tenant: &str| {
        let request = server
            .request(persona, "POST", "/claims")
            .header("Idempotency-Key", key);
        server.send(request.json(&statement(tenant)))
    };
    let (one, two) = tokio::join!(create(Ana, "k-1", TENANT), create(Ana, "k-1", TENANT));
    assert_eq!((one.status, two.status), (201, 201));
    assert_eq!(one.bytes, two.bytes);
    assert_eq!(
        one.header("location"),
        format!("/api/v1/claims/{}", number(&one.json()))
    );
    assert_eq!(
        (one.header("location"), one.header("etag")),
        (two.header("location"), two.header("etag"))
    );
    let other = create(Ana, "k-1", "11111111-4f0b-4d0e-9a55-2b6f3a90c1de").await;
    assert_eq!(other.code(), "422 key_reused");
    // Another caller's key is another key.
    let clara = create(Clara, "k-1", TENANT).await.expect(201);
    assert_ne!(number(&clara.json()), number(&one.json()));
    let list = server.get(Ana, "/claims").await.expect(200).json();
    assert_eq!(list["items"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn a_repeated_command_answers_the_same_though_its_version_is_stale_by_then() {
    let server = Server::start().await;
    let claim = server.submitted().await;
    let path = format!("/claims/{}/review", number(&claim));
    let start = || {
        let request = server.request(Greta, "POST", &path).header("Idempotency-Key", "start");
        server.send(request.header("If-Match", etag(&claim)))
    };
    let first = start().await.expect(200);
    let again = start().await.expect(200);
    assert_eq!(first.bytes, again.bytes);
    assert_eq!(first.header("etag"), again.header("etag"));
    let history = server
        .get(Greta, &format!("/claims/{}/history", number(&claim)))
        .await
        .expect(200)
        .json();
    let started = history["items"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|entry| entry["event"] == "review_started");
    assert_eq!(started.count(), 1);
}

#[tokio::test]
async fn a_refusal_is_not_kept() {
    let server = Server::start().await;
    let send = |body: serde_json::Value| {
        let request = server
            .request(Ana, "POST", "/claims")
            .header("Idempotency-Key", "mended");
        server.send(request.json(&body))
    };
    assert_eq!(send(json!({"location_id": "9"})).await.code(), "422 invalid");
    send(json!({"location_id": "1000001"})).await.expect(201);
    let request = server
        .request(Ana, "POST", "/claims")
        .header("Idempotency-Key", "x".repeat(256));
    assert_eq!(
        server
            .send(request.json(&json!({"location_id": "1000001"})))
            .await
            .code(),
        "400 unreadable"
    );
}

#[tokio::test]
async fn uploads_comments_choices_and_codes_repeat_too() {
    let server = Server::start().await;
    let claim = server.approved().await;
    let claim_path = format!("/claims/{}", number(&claim));
    let comment = || {
        let request = server
            .request(Ana, "POST", &format!("{claim_path}/comments"))
            .header("Idempotency-Key", "c");
        server.send(request.json(&json!({"text": "Thank you."})))
    };
    assert_eq!(comment().await.expect(201).bytes, comment().await.expect(201).bytes);
    let list = server
        .get(Ana, &format!("{claim_path}/comments"))
        .await
        .expect(200)
        .json();
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1));

    let link = server.link(&claim).await;
    let choose = || {
        let request = server
            .client
            .post(format!("{}{link}", server.base()))
            .header("Idempotency-Key", "yes");
        server.send(request.json(&json!({"decision": "confirm"})))
    };
    let first = choose().await.expect(200);
    assert_eq!(first.bytes, choose().await.expect(200).bytes);

    let code = || {
        let request = server
            .client
            .post(format!("{}{link}/codes", server.base()))
            .header("Idempotency-Key", "code");
        server.send(request)
    };
    code().await.expect(202);
    code().await.expect(202);
    let messages = server.messages(&claim).await;
    assert_eq!(
        messages
            .iter()
            .filter(|message| message["kind"] == "one_time_code")
            .count(),
        1
    );

    let upload = |bytes: Vec<u8>| {
        let part = reqwest::multipart::Part::bytes(bytes).file_name("fresh.pdf");
        let request = server
            .request(Ana, "POST", &format!("{claim_path}/documents"))
            .header("Idempotency-Key", "d");
        server.send(request.multipart(reqwest::multipart::Form::new().part("file", part)))
    };
    let first = upload(pdf("fresh")).await.expect(201);
    assert_eq!(first.bytes, upload(pdf("fresh")).await.expect(201).bytes);
    assert_eq!(upload(pdf("other")).await.code(), "422 key_reused");
    let claim = server.read(Ana, &claim).await;
    assert_eq!(claim["documents"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn the_clock_moves_once_for_one_key() {
    let server = Server::start().await;
    let advance = || {
        let request = server
            .request(Ana, "POST", "/demo/clock")
            .header("Idempotency-Key", "day");
        server.send(request.json(&json!({"advance": "P1D"})))
    };
    for _ in 0..2 {
        assert_eq!(
            advance().await.expect(200).json(),
            json!({"now": "2026-09-15T15:00:00Z"})
        );
    }
    assert_eq!(
        server.get(Ana, "/demo/clock").await.json(),
        json!({"now": "2026-09-15T15:00:00Z"})
    );
}
