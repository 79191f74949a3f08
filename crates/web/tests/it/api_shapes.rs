//! What answers look like.

use serde_json::{Value, json};
use testkit::Persona::{self, Ana, Clara, Davi, Greta, Judith, Milo, Nora};
use web::Mode;

use crate::server::{Others, Server, number, place, statement};

/// Replaces what differs from run to run: keys become their order of appearance.
fn settled(value: &Value) -> Value {
    let text = serde_json::to_string(value).expect("JSON");
    let mut keys: Vec<String> = Vec::new();
    let mut settled = String::new();
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let candidate = rest.get(..36).filter(|word| {
            word.char_indices().all(|(at, c)| {
                if [8, 13, 18, 23].contains(&at) {
                    c == '-'
                } else {
                    c.is_ascii_hexdigit()
                }
            }) && word.as_bytes()[14] == b'7'
        });
        match candidate {
            Some(key) => {
                let place = keys.iter().position(|known| known == key).unwrap_or_else(|| {
                    keys.push(key.to_owned());
                    keys.len() - 1
                });
                settled.push_str(&format!("key {place}"));
                rest = &rest[36..];
            }
            None => {
                let mut chars = rest.chars();
                settled.extend(chars.next());
                rest = chars.as_str();
            }
        }
    }
    serde_json::from_str(&settled).expect("JSON")
}

/// Compares with the one snapshot that there is, whatever the test's program is called.
fn of_every_engine(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[tokio::test]
async fn a_claim_in_every_place() {
    let server = Server::start().await;
    let draft = server.draft().await;
    let mut seen = vec![draft.clone()];
    let claim = server.act(Ana, &draft, "submission", json!({})).await;
    seen.push(claim.clone());
    let claim = server.act(Greta, &claim, "review", json!({})).await;
    seen.push(claim.clone());
    let body = json!({"reasons": ["missing_products"], "comment": "Where?", "remove_lines": [claim["lines"][2]["id"]]});
    let claim = server.act(Greta, &claim, "information-requests", body).await;
    seen.push(server.read(Ana, &claim).await);
    let claim = server
        .act(Ana, &claim, "resubmission", json!({"comment": "On page 3."}))
        .await;
    seen.push(claim.clone());
    let claim = server.act(Greta, &claim, "review", json!({})).await;
    seen.push(claim.clone());
    let claim = server
        .act(
            Greta,
            &claim,
            "rejection",
            json!({"reasons": ["insufficient_poe"], "comment": "No."}),
        )
        .await;
    seen.push(server.read(Ana, &claim).await);
    let claim = server
        .act(Ana, &claim, "disputes", json!({"justification": "Yes."}))
        .await;
    seen.push(claim.clone());
    let covered = json!({"covered_lines": [claim["lines"][0]["id"]], "refused_lines": [
        {"id": claim["lines"][1]["id"], "reason": "missing_products"}, {"id": claim["lines"][2]["id"], "reason": "held"}]});
    let claim = server.act(Judith, &claim, "approval", covered).await;
    seen.push(claim.clone());
    server
        .choose(&claim, json!({"decision": "confirm", "comment": "Gladly."}))
        .await;
    seen.push(server.read(Ana, &claim).await);
    let code = server.code(&claim).await;
    server.choose(&claim, json!({"decision": "end", "code": code})).await;
    seen.push(server.read(Milo, &claim).await);
    for claim in &seen {
        let name = place(claim).replace('/', "_");
        of_every_engine(&name, &serde_json::to_string_pretty(&settled(claim)).expect("JSON"));
    }
    let mut keys: Vec<Vec<&String>> = seen
        .iter()
        .map(|claim| claim.as_object().expect("an object").keys().collect())
        .collect();
    keys.dedup();
    assert_eq!(keys.len(), 1, "every claim has every key");
}

#[tokio::test]
async fn history_and_comments_keep_the_vendors_people_to_themselves() {
    let server = Server::start().await;
    let claim = server
        .post(Ana, "/claims", statement("7c1e0a52-4f0b-4d0e-9a55-2b6f3a90c1de"))
        .await
        .expect(201)
        .json();
    let mut draft = claim;
    for name in ["One", "Two", "Three"] {
        draft = server
            .patch(Ana, &draft, json!({"name": name}))
            .await
            .expect(200)
            .json();
        server.advance("PT10M").await;
    }
    server
        .upload(Ana, &draft, "proof.pdf", crate::server::pdf("p"))
        .await
        .expect(201);
    let claim = server.act(Ana, &draft, "submission", json!({})).await;
    let claim = server.act(Greta, &claim, "review", json!({})).await;
    let path = format!("/claims/{}", number(&claim));
    let internal = json!({"text": "Between us.", "visibility": "internal"});
    server
        .post(Greta, &format!("{path}/comments"), internal.clone())
        .await
        .expect(201);
    server
        .post(Greta, &format!("{path}/comments"), json!({"text": "Hello."}))
        .await
        .expect(201);
    assert_eq!(
        server.post(Ana, &format!("{path}/comments"), internal).await.code(),
        "403 not_permitted"
    );
    for (persona, internal_notes) in [(Clara, false), (Greta, true), (Milo, true)] {
        let history = server
            .get(persona, &format!("{path}/history?limit=200"))
            .await
            .expect(200);
        let comments = server.get(persona, &format!("{path}/comments")).await.expect(200);
        let words = String::from_utf8([history.bytes.clone(), comments.bytes.clone()].concat()).expect("UTF-8");
        for secret in ["Between us.", "Greta", "greta@"] {
            assert_eq!(
                words.contains(secret) && secret != "greta@",
                internal_notes && secret != "greta@",
                "{persona:?} {secret}"
            );
        }
        assert!(!words.contains("greta@"));
        let events: Vec<Value> = history.json()["items"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|entry| entry["event"].clone())
            .collect();
        let edits = events.iter().filter(|event| *event == "edited").count();
        assert_eq!(edits, 1, "three edits within half an hour are one entry");
        let expected = if internal_notes { 2 } else { 1 };
        assert_eq!(comments.json()["items"].as_array().map(Vec::len), Some(expected));
    }
    let history = server.get(Ana, &format!("{path}/history")).await.json();
    let edited = history["items"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|entry| entry["event"] == "edited")
        .expect("an edit")
        .clone();
    assert_eq!(
        edited["changes"],
        json!([{"field": "name", "before": "Exchange and Teams rollout", "after": "Three"}])
    );
    let started = history["items"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|entry| entry["event"] == "review_started")
        .expect("a start")
        .clone();
    assert_eq!(
        (started["actor"].clone(), started["data"].clone()),
        (
            json!({"side": "vendor", "name": "Reviewer"}),
            json!({"reviewer": "Reviewer"})
        )
    );

    let mut walked = Vec::new();
    let mut next = String::new();
    loop {
        let page = server
            .get(Ana, &format!("{path}/history?limit=2{next}"))
            .await
            .expect(200)
            .json();
        walked.extend(page["items"].as_array().expect("a list").clone());
        match page["next"].as_str() {
            Some(cursor) => next = format!("&cursor={cursor}"),
            None => break,
        }
    }
    assert_eq!(json!(walked), history["items"]);
    let table = server.get(Ana, &format!("{path}/history?format=csv")).await.expect(200);
    assert!(table.header("content-disposition").starts_with("attachment"));
    let table = String::from_utf8(table.bytes).expect("UTF-8");
    assert!(
        table.starts_with("at,side,name,event,field,before,after,data\r\n")
            && table.contains(",edited,name,Exchange and Teams rollout,Three,")
    );
}

#[tokio::test]
async fn reference_data_and_the_own_account() {
    let server = Server::start().await;
    let me = server.get(Davi, "/me").await.expect(200).json();
    assert_eq!(me["roles"], json!(["incentives_user"]));
    assert_eq!(
        (me["language"].as_str(), me["time_zone"].as_str()),
        (Some("pt-BR"), Some("America/Sao_Paulo"))
    );
    assert_eq!(me["locations"].as_array().map(Vec::len), Some(1));
    for (persona, count) in [(Ana, 2), (Davi, 1), (Greta, 4), (Nora, 0)] {
        let locations = server.get(persona, "/api/v1/locations").await.expect(200).json();
        assert_eq!(locations["items"].as_array().map(Vec::len), Some(count), "{persona:?}");
    }
    let calendars = server.get(Davi, "/api/v1/calendars").await.expect(200).json();
    assert_eq!(calendars["items"][0]["id"], "review");
    assert_eq!(
        calendars["items"][1],
        json!({"id": "1000001", "time_zone": "America/Sao_Paulo", "weekend": ["sat", "sun"],
        "days_off": ["2026-09-07", "2026-10-12", "2026-11-02", "2026-11-20", "2026-12-25", "2027-01-01"], "working_days": []})
    );
    let programmes = server.get(Ana, "/api/v1/programmes").await.expect(200).json();
    assert_eq!(
        programmes["items"][1],
        json!({"programme": "osu", "name": "Online Services Usage", "activities": ["usage"], "exclusive": true})
    );
    let reasons = server.get(Ana, "/api/v1/reasons?limit=1").await.expect(200).json();
    assert_eq!(
        reasons["items"],
        json!([{"code": "missing_all_poe", "for": "information", "title": "Missing all PoE"}])
    );
    let path = format!("/api/v1/reasons?cursor={}", reasons["next"].as_str().expect("more"));
    let rest = server.get(Ana, &path).await.expect(200).json();
    assert_eq!(
        (rest["items"].as_array().map(Vec::len), rest["next"].clone()),
        (Some(18), Value::Null)
    );
    let catalogue = server.get(Ana, "/api/v1/catalogue").await.expect(200).json();
    assert_eq!(catalogue["items"][0]["subscription_required"], true);
    assert!(
        server.get(Nora, "/claims").await.expect(200).json()["items"]
            .as_array()
            .is_some_and(Vec::is_empty)
    );
}

#[tokio::test]
async fn lists_are_walked_by_keyset_and_narrowed_by_filters() {
    let server = Server::start().await;
    for index in 0..7 {
        server
            .post(
                Ana,
                "/claims",
                statement(&format!("7c1e0a52-4f0b-4d0e-9a55-2b6f3a90c1d{index}")),
            )
            .await
            .expect(201);
        server.advance("PT1M").await;
    }
    for (sort, first) in [
        ("number", "CPOR-2026-000001"),
        ("-updated_at", "CPOR-2026-000007"),
        ("due_at", "CPOR-2026-000001"),
    ] {
        let mut numbers = Vec::new();
        let mut cursor = String::new();
        loop {
            let page = server
                .get(Ana, &format!("/claims?sort={sort}&limit=3{cursor}"))
                .await
                .expect(200)
                .json();
            numbers.extend(
                page["items"]
                    .as_array()
                    .expect("a list")
                    .iter()
                    .map(|claim| number(claim).to_owned()),
            );
            match page["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!((numbers.len(), numbers[0].as_str()), (7, first), "{sort}");
        numbers.sort();
        numbers.dedup();
        assert_eq!(numbers.len(), 7, "{sort}");
    }
    for (query, count) in [
        ("q=CPOR-2026-00000", 7),
        ("q=cooperativa", 7),
        ("q=exch", 7),
        ("q=xyz", 0),
        ("customer=7c1e0a52-4f0b-4d0e-9a55-2b6f3a90c1d3", 1),
        ("customer=valeverde.example&status=editing,approved", 7),
        ("status=approved", 0),
        (
            "turn=partner&phase=draft&location=1000001&programme=osu&activity=usage",
            7,
        ),
        ("location=1000002", 0),
        ("due_before=2026-09-20T00:00:00Z", 0),
        ("due_before=2027-09-20T00:00:00Z", 7),
    ] {
        let list = server.get(Ana, &format!("/claims?{query}")).await.expect(200).json();
        assert_eq!(list["items"].as_array().map(Vec::len), Some(count), "{query}");
    }
}

#[tokio::test]
async fn every_answer_is_private_and_says_so() {
    let server = Server::start().await;
    let claim = server.draft().await;
    let answer = server.get(Ana, &format!("/claims/{}", number(&claim))).await;
    for (name, value) in [
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("etag", "\"1\""),
        ("content-type", "application/json"),
    ] {
        assert_eq!(answer.header(name), value);
    }
    assert!(answer.header("content-security-policy").contains("default-src 'none'"));
    assert_eq!(
        server.get(Ana, "/healthz").await.expect(200).json(),
        json!({"status": "ok"})
    );
    assert_eq!(
        server.get(Ana, "/readyz").await.expect(200).json(),
        json!({"status": "ok"})
    );
}

#[tokio::test]
async fn the_description_names_every_route_and_its_problems() {
    let server = Server::start().await;
    let description = server
        .send(server.client.get(format!("{}/api/v1/openapi.json", server.base)))
        .await
        .expect(200)
        .json();
    assert_eq!(description["openapi"], "3.1.0");
    assert_eq!(
        description["components"]["securitySchemes"]["token"]["scheme"],
        "bearer"
    );
    let paths = description["paths"].as_object().expect("paths");
    let mut routes = Vec::new();
    for (path, item) in paths {
        for (method, operation) in item
            .as_object()
            .expect("operations")
            .iter()
            .filter(|(_, value)| value.is_object())
        {
            let answers = operation["responses"].as_object().expect("answers").keys();
            let answers: Vec<_> = answers.map(String::as_str).collect();
            routes.push(format!("{path} {method}: {}", answers.join(" ")));
        }
    }
    routes.sort();
    of_every_engine("routes", &routes.join("\n"));
}

#[tokio::test]
async fn without_the_demo_there_is_no_demo_and_codes_are_limited() {
    let server = Server::start().await;
    let claim = server.approved().await;
    let link = server.link(&claim).await;
    let live = web::router(web::State::new(
        std::sync::Arc::clone(&server.env),
        Mode::Live,
        "https://claims.example",
    ));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    let service = live.into_make_service_with_connect_info::<std::net::SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await });
    let live = Server {
        base,
        others: Others::default(),
        client: server.client.clone(),
        env: server.env.clone(),
        folder: tempfile::tempdir().expect("a folder"),
    };
    for path in ["/demo/clock", "/demo/messages"] {
        assert_eq!(live.get(Persona::Ana, path).await.code(), "404 not_found");
    }
    for _ in 0..10 {
        live.customer("POST", &format!("{link}/codes"), None).await.expect(202);
    }
    let eleventh = live.customer("POST", &format!("{link}/codes"), None).await;
    assert_eq!(eleventh.code(), "429 too_many_requests");
    assert!(
        eleventh
            .header("retry-after")
            .parse::<u64>()
            .is_ok_and(|seconds| seconds > 0)
    );
}
