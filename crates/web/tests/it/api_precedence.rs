//! Which error wins: each row is wrong in two ways, and the earlier one is told.

use reqwest::header::HeaderName;
use serde_json::json;
use testkit::Persona::{Ana, Davi, Elena, Greta, Hugo, Lena, Milo, Nora};

use crate::server::{Server, etag, number};

#[tokio::test]
async fn the_earlier_error_wins() {
    let server = Server::start().await;
    let claim = server.under_review().await;
    let path = format!("/claims/{}/rejection", number(&claim));
    let current = etag(&claim);
    let good = r#"{"reasons": ["insufficient_poe"], "comment": "No."}"#;
    let long = format!("{{\"comment\": \"{}\"}}", "x".repeat(1_100_000));
    let json_type = "application/json";
    for (persona, path, content_type, if_match, body, expected) in [
        // A token that is none beats everything.
        (
            None,
            path.as_str(),
            "text/plain",
            None,
            long.as_str(),
            "401 unauthenticated",
        ),
        (Some(Elena), &path, "text/plain", None, &long, "413 too_large"),
        (
            Some(Elena),
            &path,
            "text/plain",
            None,
            "not json",
            "415 unsupported_media_type",
        ),
        (Some(Elena), &path, json_type, None, "not json", "400 unreadable"),
        (Some(Elena), &path, json_type, None, "{}", "404 not_found"),
        (Some(Nora), &path, json_type, None, "{}", "404 not_found"),
        (Some(Ana), &path, json_type, None, "{}", "403 not_permitted"),
        (Some(Lena), &path, json_type, None, "{}", "403 not_permitted"),
        (Some(Milo), &path, json_type, None, "{}", "403 not_permitted"),
        (Some(Hugo), &path, json_type, None, "{}", "428 if_match_required"),
        (Some(Hugo), &path, json_type, Some("\"1\""), "{}", "422 invalid"),
        (Some(Hugo), &path, json_type, Some("\"1\""), good, "412 stale"),
        (Some(Hugo), &path, json_type, Some("*"), good, "412 stale"),
        (Some(Hugo), &path, json_type, Some("W/\"3\""), good, "412 stale"),
        (Some(Hugo), &path, json_type, Some(&current), good, "403 not_assigned"),
        (
            Some(Greta),
            &path,
            json_type,
            Some(&current),
            r#"{"reasons": ["poe_unavailable"], "comment": "No."}"#,
            "422 invalid",
        ),
        (
            Some(Greta),
            "/claims/CPOR-2026-999999/rejection",
            json_type,
            None,
            "{}",
            "404 not_found",
        ),
        (
            Some(Greta),
            "/claims/none/rejection",
            json_type,
            None,
            "[1]",
            "404 not_found",
        ),
    ] {
        let mut request = match persona {
            Some(persona) => server.request(persona, "POST", path),
            None => server.client.post(format!("{}/api/v1{path}", server.base())),
        };
        request = request.header("Content-Type", content_type).body(body.to_owned());
        if let Some(version) = if_match {
            request = request.header("If-Match", version);
        }
        let answer = server.send(request).await;
        let shown = &body[..body.len().min(60)];
        assert_eq!(
            answer.code(),
            expected,
            "{persona:?} {path} {content_type} {if_match:?} {shown}"
        );
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert!(!answer.json()["detail"].as_str().expect("words").is_empty());
    }
    assert_eq!(
        server.read(Greta, &claim).await,
        claim,
        "a refused command changes nothing"
    );
}

#[tokio::test]
async fn a_role_that_never_may_is_forbidden_and_a_wrong_moment_is_a_conflict() {
    let server = Server::start().await;
    let claim = server.submitted().await;
    for (persona, noun, body, expected) in [
        // An admin could, so the user is told that it may not.
        (
            Davi,
            "withdrawal",
            json!({"reason": "wrong_mpn_id"}),
            "403 not_permitted",
        ),
        (Davi, "submission", json!({}), "403 not_permitted"),
        (Ana, "submission", json!({}), "409 wrong_status"),
        (Ana, "resubmission", json!({"comment": "x"}), "409 wrong_status"),
        (
            Greta,
            "approval",
            json!({"covered_lines": ["7c1e0a52-4f0b-4d0e-9a55-2b6f3a90c1de"]}),
            "409 wrong_status",
        ),
        (
            Greta,
            "assignment",
            json!({"reviewer": "hugo@vendor.example"}),
            "403 not_permitted",
        ),
    ] {
        assert_eq!(
            server.command(persona, &claim, noun, body).await.code(),
            expected,
            "{persona:?} {noun}"
        );
    }
    let edit = server.patch(Davi, &claim, json!({"reference": "R-1"})).await;
    assert_eq!(edit.code(), "403 not_permitted");
    let fixed = server
        .patch(Ana, &claim, json!({"activity": "pre_sales", "name": "Other"}))
        .await;
    assert_eq!(fixed.code(), "409 fixed_after_submission");
    assert_eq!(
        fixed.errors(),
        ["/name fixed_after_submission", "/activity fixed_after_submission"]
    );
    assert_eq!(
        fixed.json()["allowed"],
        json!(["edit", "add_document", "withdraw", "comment"])
    );
    let request = server
        .request(Davi, "DELETE", &format!("/claims/{}", number(&claim)))
        .header("If-Match", etag(&claim));
    assert_eq!(server.send(request).await.code(), "409 wrong_status");
    let claim = server.act(Greta, &claim, "review", json!({})).await;
    assert_eq!(
        server.patch(Davi, &claim, json!({"reference": "R-1"})).await.code(),
        "409 wrong_status"
    );
}

#[tokio::test]
async fn other_methods_and_addresses_are_problems_too() {
    let server = Server::start().await;
    for (method, path, expected) in [
        ("GET", "/api/v1/nothing", "404 not_found"),
        ("GET", "/api/v2/claims", "404 not_found"),
        ("PUT", "/api/v1/claims", "405 method_not_allowed"),
        ("DELETE", "/api/v1/me", "405 method_not_allowed"),
    ] {
        let answer = server.send(server.request(Ana, method, path)).await;
        assert_eq!(answer.code(), expected, "{method} {path}");
        assert_eq!(answer.header("content-type"), "application/problem+json");
    }
    let answer = server.client.get(format!("{}/api/v1/claims", server.base()));
    let answer = server
        .send(answer.header(HeaderName::from_static("authorization"), "Bearer nonsense"))
        .await;
    assert_eq!(
        (answer.code().as_str(), answer.header("www-authenticate")),
        ("401 unauthenticated", "Bearer")
    );
}
