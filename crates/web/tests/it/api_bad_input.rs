//! Bad input: no 500, a clear error naming the field, nothing changed.

use serde_json::{Value, json};
use testkit::Persona::{Ana, Davi, Greta, Judith};

use crate::server::{Server, etag, statement};

#[tokio::test]
async fn every_wrong_field_of_a_statement_is_named() {
    let server = Server::start().await;
    let with = |field: &str, value: Value| {
        let mut body = statement("7c1e0a52-4f0b-4d0e-9a55-2b6f3a90c1de");
        body[field] = value;
        body
    };
    let long = "x".repeat(201);
    for (body, expected) in [
        (json!({}), vec!["/location_id required"]),
        (json!([]), vec![" wrong_type"]),
        (json!("text"), vec![" wrong_type"]),
        (json!(null), vec![" wrong_type"]),
        (json!({"location_id": 5}), vec!["/location_id wrong_type"]),
        (json!({"location_id": "x"}), vec!["/location_id malformed"]),
        (json!({"location_id": "2000001"}), vec!["/location_id not_found"]),
        (
            json!({"location_id": "1000001", "lines": [{"product": "teams"}, {"product": "teams"}]}),
            vec!["/lines/1 duplicate"],
        ),
        (
            json!({"location_id": "1000001", "surprise": 1, "a/b~c": 1}),
            vec!["/a~1b~0c unknown_field", "/surprise unknown_field"],
        ),
        (with("name", json!(long)), vec!["/name too_long"]),
        (with("name", json!("two\nlines")), vec!["/name control_character"]),
        (with("name", json!("nul\u{0}")), vec!["/name control_character"]),
        (with("name", json!({"a": 1})), vec!["/name wrong_type"]),
        (with("programme", json!("none")), vec!["/programme unknown_code"]),
        (
            with("programme", json!("'; DROP TABLE claim; --")),
            vec!["/programme unknown_code"],
        ),
        (with("activity", json!("sleep")), vec!["/activity unknown_code"]),
        (
            with("recognition_only", json!("yes")),
            vec!["/recognition_only wrong_type"],
        ),
        (with("renews", json!("CPOR-2026-1")), vec!["/renews malformed"]),
        (with("renews", json!("CPOR-2026-999999")), vec!["/renews not_found"]),
        (with("labels", json!(["a"])), vec!["/labels wrong_type"]),
        (
            with("labels", json!({"a": 1, "b": long})),
            vec!["/labels/a wrong_type", "/labels/b too_long"],
        ),
        (with("customer", json!("Acme")), vec!["/customer wrong_type"]),
        (
            with(
                "customer",
                json!({"tenant_id": "1", "domain": "nodots", "country": "XX", "language": "tlh",
                "time_zone": "Mars/Olympus", "colour": "red"}),
            ),
            vec![
                "/customer/colour unknown_field",
                "/customer/tenant_id malformed",
                "/customer/domain malformed",
                "/customer/country unknown_code",
                "/customer/language unknown_code",
                "/customer/time_zone unknown_code",
            ],
        ),
        (
            with("customer_contact", json!({"email": "nobody"})),
            vec!["/customer_contact/email malformed"],
        ),
        (
            with("partner_contact", json!({"title": "Boss"})),
            vec!["/partner_contact/title unknown_field"],
        ),
        (with("lines", json!({})), vec!["/lines wrong_type"]),
        (
            with("lines", json!([null, {}, {"product": "perpetual_motion"}])),
            vec!["/lines/0 wrong_type", "/lines/1/product required"],
        ),
        (
            with("lines", json!([{"product": "perpetual_motion"}])),
            vec!["/lines/0/product unknown_code"],
        ),
        (
            with("lines", json!([{"product": "teams", "state": "covered"}])),
            vec!["/lines/0/state unknown_field"],
        ),
        (
            with("lines", json!([{"product": "teams", "term_ends_on": "2026-02-30"}])),
            vec!["/lines/0/term_ends_on malformed"],
        ),
        (
            with(
                "lines",
                json!([{"product": "teams", "id": "7c1e0a52-4f0b-4d0e-9a55-2b6f3a90c1de"}]),
            ),
            vec!["/lines/0/id unknown_line"],
        ),
    ] {
        let answer = server.post(Ana, "/claims", body.clone()).await;
        assert_eq!(answer.code(), "422 invalid", "{body}");
        assert_eq!(answer.errors(), expected, "{body}");
    }
    let list = server.get(Ana, "/claims").await.expect(200).json();
    assert_eq!(list, json!({"items": [], "next": null}));
}

#[tokio::test]
async fn unreadable_bodies_are_refused_before_anything_is_looked_at() {
    let server = Server::start().await;
    let deep = "[".repeat(100_000);
    let huge = format!("{{\"name\": \"{}\"}}", "x".repeat(10_000_000));
    for (content_type, body, expected) in [
        ("application/json", b"".to_vec(), "400 unreadable"),
        (
            "application/json",
            b"{\"location_id\": \"1000001\"".to_vec(),
            "400 unreadable",
        ),
        (
            "application/json",
            b"{\"name\": \"\xff\xfe\"}".to_vec(),
            "400 unreadable",
        ),
        (
            "application/json",
            b"{\"name\": \"\\ud800\"}".to_vec(),
            "400 unreadable",
        ),
        ("application/json", deep.into_bytes(), "400 unreadable"),
        ("application/json", huge.into_bytes(), "413 too_large"),
        ("text/plain", b"{}".to_vec(), "415 unsupported_media_type"),
        (
            "application/x-www-form-urlencoded",
            b"a=b".to_vec(),
            "415 unsupported_media_type",
        ),
        (
            "application/json; charset=latin1",
            b"{}".to_vec(),
            "415 unsupported_media_type",
        ),
    ] {
        let shown = String::from_utf8_lossy(&body[..body.len().min(40)]).into_owned();
        let request = server
            .request(Ana, "POST", "/claims")
            .header("Content-Type", content_type);
        assert_eq!(
            server.send(request.body(body)).await.code(),
            expected,
            "{content_type} {shown}"
        );
    }
}

#[tokio::test]
async fn markup_and_sql_are_texts_like_any_other() {
    let server = Server::start().await;
    let nasty = "<script>alert(1)</script>' OR 1=1; -- {{7*7}} \u{202e}";
    let mut body = statement("7c1e0a52-4f0b-4d0e-9a55-2b6f3a90c1de");
    body["name"] = json!(nasty);
    body["reference"] = json!(nasty);
    body["customer"]["name"] = json!(nasty);
    body["labels"] = json!({nasty[..40].to_owned(): nasty});
    let claim = server.post(Ana, "/claims", body).await.expect(201).json();
    assert_eq!(claim["name"], nasty.trim());
    assert_eq!(claim["labels"][nasty[..40].trim()], nasty.trim());
    let read = server.read(Ana, &claim).await;
    assert_eq!(read, claim);
    let found = server.get(Ana, "/claims?q=%3Cscript").await.expect(200).json();
    assert_eq!(found["items"].as_array().map(Vec::len), Some(1));
    let list = server.get(Ana, "/claims?q=%25").await.expect(200).json();
    assert_eq!(list["items"], json!([]));
}

#[tokio::test]
async fn wrong_commands_name_their_fields() {
    let server = Server::start().await;
    let claim = server.under_review().await;
    let foreign = "7c1e0a52-4f0b-4d0e-9a55-2b6f3a90c1de";
    let lines = crate::server::lines_in(&claim, "claimed");
    for (noun, body, expected) in [
        (
            "information-requests",
            json!({}),
            vec!["/reasons required", "/comment required"],
        ),
        (
            "information-requests",
            json!({"reasons": [], "comment": " "}),
            vec!["/reasons required", "/comment required"],
        ),
        (
            "information-requests",
            json!({"reasons": ["nope", "missing_products", 3], "comment": "x"}),
            vec!["/reasons/0 unknown_code", "/reasons/2 wrong_type"],
        ),
        (
            "information-requests",
            json!({"reasons": ["missing_products"], "comment": "x", "remove_lines": lines}),
            vec!["/remove_lines no_line_left"],
        ),
        (
            "information-requests",
            json!({"reasons": ["missing_products"], "comment": "x".repeat(4001)}),
            vec!["/comment too_long"],
        ),
        (
            "approval",
            json!({"covered_lines": []}),
            vec!["/covered_lines required"],
        ),
        (
            "approval",
            json!({"covered_lines": [foreign]}),
            vec!["/covered_lines/0 unknown_line"],
        ),
        (
            "approval",
            json!({"covered_lines": [lines[0]]}),
            vec!["/covered_lines lines_undecided"],
        ),
        (
            "approval",
            json!({"covered_lines": [lines[0], lines[1], lines[2]], "refused_lines": [{"id": lines[2], "reason": "held"}]}),
            vec!["/refused_lines/0 duplicate"],
        ),
        (
            "approval",
            json!({"covered_lines": [lines[0]], "refused_lines": [{"id": lines[1]}, 7]}),
            vec!["/refused_lines/0/reason required", "/refused_lines/1 wrong_type"],
        ),
        (
            "rejection",
            json!({"reasons": ["customer_decline"], "comment": "x"}),
            vec!["/reasons/0 unknown_code"],
        ),
        (
            "rejection",
            json!({"reasons": ["poe_unavailable"], "comment": "x"}),
            vec!["/reasons/0 poe_available"],
        ),
        ("review", json!({"why": "x"}), vec!["/why unknown_field"]),
        ("review", json!([]), vec![" wrong_type"]),
    ] {
        let answer = server.command(Greta, &claim, noun, body.clone()).await;
        assert_eq!(answer.code(), "422 invalid", "{noun} {body}");
        assert_eq!(answer.errors(), expected, "{noun} {body}");
    }
    for (noun, body, expected) in [
        (
            "assignment",
            json!({"reviewer": "ana@valeverde.example"}),
            vec!["/reviewer not_a_reviewer"],
        ),
        ("assignment", json!({"reviewer": "nobody"}), vec!["/reviewer malformed"]),
        (
            "extension",
            json!({"business_days": 0, "reason": "x"}),
            vec!["/business_days out_of_range"],
        ),
        (
            "extension",
            json!({"business_days": 1.5}),
            vec!["/business_days wrong_type", "/reason required"],
        ),
        (
            "extension",
            json!({"business_days": 99999999999_i64, "reason": "x"}),
            vec!["/business_days out_of_range"],
        ),
    ] {
        let answer = server.command(Judith, &claim, noun, body.clone()).await;
        assert_eq!(answer.errors(), expected, "{noun} {body}");
    }
    let other = server
        .command(Ana, &claim, "withdrawal", json!({"reason": "other"}))
        .await;
    assert_eq!(other.errors(), ["/comment required"]);
    assert_eq!(server.read(Greta, &claim).await, claim);
}

#[tokio::test]
async fn merge_patches_follow_their_rules() {
    let server = Server::start().await;
    let draft = server.draft().await;
    let lines = draft["lines"].as_array().expect("lines");
    let kept = json!({"id": lines[0]["id"], "product": "exchange_online"});
    for (patch, expected) in [
        (
            json!({"lines": [kept, {"id": "7c1e0a52-4f0b-4d0e-9a55-2b6f3a90c1de", "product": "teams"}]}),
            vec!["/lines/1/id unknown_line"],
        ),
        (json!({"lines": [kept, kept]}), vec!["/lines/1/id duplicate"]),
        (
            json!({"lines": [kept, {"product": "exchange_online"}]}),
            vec!["/lines/1 duplicate"],
        ),
        (json!({"location_id": null}), vec!["/location_id required"]),
        (json!({"surprise": null}), vec!["/surprise unknown_field"]),
        (
            json!({"customer": {"surprise": null}}),
            vec!["/customer/surprise unknown_field"],
        ),
        (json!([]), vec![" wrong_type"]),
    ] {
        let answer = server.patch(Ana, &draft, patch.clone()).await;
        assert_eq!(
            (answer.code().as_str(), answer.errors()),
            ("422 invalid", expected.iter().map(ToString::to_string).collect()),
            "{patch}"
        );
    }
    // A user prepares drafts as admins do.
    let patch = json!({"name": null, "customer": {"domain": "", "time_zone": "America/Manaus"}, "labels": {"a": "b", "c": null},
        "lines": [kept, {"product": "sharepoint_online"}]});
    let edited = server.patch(Davi, &draft, patch).await.expect(200);
    assert_eq!(edited.header("etag"), "\"2\"");
    let edited = edited.json();
    assert_eq!(
        (edited["name"].clone(), edited["labels"].clone()),
        (Value::Null, json!({"a": "b"}))
    );
    assert_eq!(edited["customer"]["domain"], Value::Null);
    assert_eq!(edited["customer"]["name"], "Cooperativa Vale Verde");
    assert_eq!(edited["customer"]["time_zone"], "America/Manaus");
    let products: Vec<_> = edited["lines"]
        .as_array()
        .expect("lines")
        .iter()
        .map(|line| line["product"].clone())
        .collect();
    assert_eq!(products, ["exchange_online", "sharepoint_online"]);
    assert_eq!(edited["lines"][0]["id"], lines[0]["id"]);
    let nothing = server.patch(Ana, &edited, json!({})).await.expect(200).json();
    assert_eq!(nothing["version"], 3);
    let stale = server.patch(Ana, &draft, json!({"name": "Late"})).await;
    assert_eq!(
        (stale.code().as_str(), stale.json()["claim"]["version"].clone()),
        ("412 stale", json!(3))
    );
    assert_eq!(etag(&stale.json()["claim"]), "\"3\"");
}
