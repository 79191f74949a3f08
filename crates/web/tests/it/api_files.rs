//! Uploads, downloads and queries: judged by what they are, not by what they say.

use serde_json::json;
use testkit::Persona::{Ana, Elena, Greta};

use crate::server::{Server, number, pdf};

#[tokio::test]
async fn uploads_are_judged_by_their_bytes() {
    let server = Server::start().await;
    let claim = server.draft().await;
    let path = format!("/claims/{}/documents", number(&claim));
    let png = server
        .upload(Ana, &claim, "picture.png", pdf("not a picture"))
        .await
        .expect(201)
        .json();
    assert_eq!(
        (png["media_type"].as_str(), png["name"].as_str()),
        (Some("application/pdf"), Some("picture.png"))
    );
    let mut big = pdf("big");
    big.resize(25_000_001, b' ');
    for (name, bytes, expected) in [
        ("big.pdf", big.clone(), "413 too_large"),
        (
            "tool.exe",
            b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00".to_vec(),
            "415 unsupported_media_type",
        ),
        ("empty.pdf", Vec::new(), "422 invalid"),
        ("", pdf("nameless"), "422 invalid"),
    ] {
        assert_eq!(server.upload(Ana, &claim, name, bytes).await.code(), expected, "{name}");
    }
    big.truncate(25_000_000);
    server.upload(Ana, &claim, "big.pdf", big).await.expect(201);
    let form = reqwest::multipart::Form::new().text("note", "no file");
    let answer = server.send(server.request(Ana, "POST", &path).multipart(form)).await;
    assert_eq!(answer.errors(), ["/note unknown_field"]);
    let form = reqwest::multipart::Form::new();
    let answer = server.send(server.request(Ana, "POST", &path).multipart(form)).await;
    assert!(answer.status == 422 || answer.status == 400, "{answer:?}");
    let answer = server.post(Ana, &path, json!({})).await;
    assert_eq!(answer.code(), "415 unsupported_media_type");
    assert_eq!(
        server.upload(Elena, &claim, "a.pdf", pdf("a")).await.code(),
        "404 not_found"
    );
    for index in 3..20 {
        server
            .upload(Ana, &claim, "more.pdf", pdf(&index.to_string()))
            .await
            .expect(201);
    }
    let refused = server.upload(Ana, &claim, "more.pdf", pdf("21")).await;
    assert_eq!(refused.code(), "409 too_many_documents");
    // Nothing refused left bytes behind.
    let kept = std::fs::read_dir(server.folder.path().join("blobs"))
        .expect("a folder")
        .count();
    assert!(kept > 0);
    let blobs: Vec<_> = futures_util::TryStreamExt::try_collect(server.env.blobs.list())
        .await
        .expect("a list");
    assert_eq!(blobs.len(), 20);
}

#[tokio::test]
async fn a_download_is_an_attachment_that_runs_nothing() {
    let server = Server::start().await;
    let claim = server.draft().await;
    let id = claim["documents"][0]["id"].as_str().expect("an id");
    let path = format!("/claims/{}/documents/{id}", number(&claim));
    let file = server.get(Ana, &path).await.expect(200);
    assert_eq!(file.bytes, pdf("the proof"));
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"proof.pdf\"; filename*=UTF-8''proof.pdf"
    );
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    assert_eq!(file.header("content-security-policy"), "default-src 'none'; sandbox");
    assert_eq!(file.header("cache-control"), "no-store");
    assert_eq!(server.get(Elena, &path).await.code(), "404 not_found");
    let other = path.replace(id, "7c1e0a52-4f0b-4d0e-9a55-2b6f3a90c1de");
    assert_eq!(server.get(Ana, &other).await.code(), "404 not_found");
}

#[tokio::test]
async fn wrong_queries_name_their_parameters() {
    let server = Server::start().await;
    for (path, expected) in [
        ("/claims?limit=0", vec!["/limit out_of_range"]),
        ("/claims?limit=201", vec!["/limit out_of_range"]),
        ("/claims?limit=-1", vec!["/limit out_of_range"]),
        ("/claims?limit=many", vec!["/limit malformed"]),
        ("/claims?limit=1&limit=2", vec!["/limit duplicate"]),
        ("/claims?cursor=x", vec!["/cursor malformed"]),
        ("/claims?status=open", vec!["/status unknown_code"]),
        (
            "/claims?status=editing,open&phase=none",
            vec!["/status unknown_code", "/phase unknown_code"],
        ),
        ("/claims?programme=none", vec!["/programme unknown_code"]),
        ("/claims?customer=nodots", vec!["/customer malformed"]),
        ("/claims?location=x", vec!["/location malformed"]),
        ("/claims?due_before=soon", vec!["/due_before malformed"]),
        ("/claims?sort=name", vec!["/sort unknown_code"]),
        ("/claims?page=2", vec!["/page unknown_field"]),
        ("/claims?q=a%00b", vec!["/q control_character"]),
        ("/me?x=1", vec!["/x unknown_field"]),
        ("/api/v1/catalogue?cursor=%FF", vec!["/cursor malformed"]),
        ("/demo/messages?to=nobody", vec!["/to malformed"]),
    ] {
        let answer = server.get(Ana, path).await;
        assert_eq!(
            (answer.code().as_str(), answer.errors()),
            ("422 invalid", expected.iter().map(ToString::to_string).collect()),
            "{path}"
        );
    }
    assert_eq!(server.get(Ana, "/claims?reviewer=me").await.code(), "403 not_permitted");
    assert_eq!(
        server
            .get(Greta, "/claims?reviewer=nobody@vendor.example")
            .await
            .errors(),
        ["/reviewer not_a_reviewer"]
    );
    for path in [
        "/claims?reviewer=me,none",
        "/claims?status=&limit=50&q=",
        "/claims?due_before=2026-09-19T03:00:00%2B02:00",
    ] {
        assert_eq!(server.get(Greta, path).await.status, 200, "{path}");
    }
    for body in [
        json!({}),
        json!({"advance": "P1M"}),
        json!({"set": "2026-01-01T00:00:00Z"}),
        json!({"set": "never"}),
        json!({"advance": "P1D", "set": "2026-10-01T00:00:00Z"}),
        json!({"advance": "P9999999D"}),
        json!({"advance": 5}),
    ] {
        assert_eq!(
            server.post(Ana, "/demo/clock", body.clone()).await.code(),
            "422 invalid",
            "{body}"
        );
    }
}
