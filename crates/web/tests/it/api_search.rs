//! `q`: words, wherever in a claim they stand, for those who may read them there.

use serde_json::{Value, json};
use testkit::Persona::{Ana, Elena, Greta, Milo, Nora};

use crate::server::{Server, number, statement};

fn numbers(list: &Value) -> Vec<String> {
    let items = list["items"].as_array().expect("a list");
    items.iter().map(|claim| number(claim).to_owned()).collect()
}

#[tokio::test]
async fn words_are_found_wherever_they_stand_by_those_who_may_read_them() {
    let server = Server::start().await;
    let claim = server.under_review().await;
    let comments = format!("/claims/{}/comments", number(&claim));
    for (text, visibility) in [("Åtgärdat ещё раз", "shared"), ("Misstänkt kopia", "internal")] {
        let body = json!({"text": text, "visibility": visibility});
        server.post(Greta, &comments, body).await.expect(201);
    }
    for (persona, query, found) in [
        (Ana, "atgard", 1),
        (Ana, "ЕЩЕ+ÅTGÄRDAT", 1),
        (Ana, "atgardat+exch", 1),
        (Ana, "gardat", 0),
        (Ana, "atgardat+nowhere", 0),
        (Ana, "misstankt", 0),
        (Elena, "atgardat", 0),
        (Greta, "misstankt+atgardat", 1),
        (Milo, "kopia", 1),
        (Nora, "atgardat", 0),
    ] {
        let list = server
            .get(persona, &format!("/claims?q={query}"))
            .await
            .expect(200)
            .json();
        assert_eq!(numbers(&list).len(), found, "{query} by {persona:?}");
    }
}

#[tokio::test]
async fn what_is_found_comes_by_its_field_then_the_newest_number_unless_an_order_is_asked_for() {
    let server = Server::start().await;
    for (n, name, reference) in [
        (1, "Rollout of Teams", "Phoenix 1"),
        (2, "Phoenix", "A-2"),
        (3, "Rollout of Teams", "Phoenix 3"),
        (4, "A phoenix", "A-4"),
    ] {
        let mut body = statement(&format!("7c1e0a52-4f0b-4d0e-9a55-2b6f3a90c1d{n}"));
        body["name"] = json!(name);
        body["reference"] = json!(reference);
        server.post(Ana, "/claims", body).await.expect(201);
    }
    for (query, expected) in [
        ("q=phoenix", ["4", "2", "3", "1"]),
        ("q=phoenix&sort=number", ["1", "2", "3", "4"]),
    ] {
        let (mut found, mut cursor) = (Vec::new(), String::new());
        loop {
            let path = format!("/claims?{query}&limit=3{cursor}");
            let list = server.get(Ana, &path).await.expect(200).json();
            found.extend(numbers(&list));
            match list["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        let expected = expected.map(|n| format!("CPOR-2026-00000{n}"));
        assert_eq!(found, expected, "{query}");
    }
}
