//! The customer's side, through the secret link.

use serde_json::{Value, json};
use testkit::Persona::{Ana, Clara, Greta, Judith};

use crate::server::{Server, lines_in, pdf, place};

#[tokio::test]
async fn the_customer_declines_one_line_then_all() {
    let server = Server::start().await;
    let claim = server.approved().await;
    let covered = lines_in(&claim, "covered");
    let shown = server
        .choose(
            &claim,
            json!({"decision": "decline", "lines": [covered[0]], "comment": "Not Exchange."}),
        )
        .await;
    assert_eq!(shown["lines"][0]["state"], "declined");
    assert_eq!(place(&server.read(Ana, &claim).await), "approved/consent_window");
    let shown = server.choose(&claim, json!({"decision": "decline"})).await;
    assert_eq!(
        (place(&shown), shown["allowed"].clone()),
        ("rejected/disputable".into(), json!([]))
    );
    let claim = server.read(Ana, &claim).await;
    assert_eq!(claim["outcome"]["reasons"], json!(["customer_decline"]));
    assert_eq!(claim["outcome"]["by"], "customer");
    let link = server.link(&claim).await;
    let late = server
        .customer("POST", &link, Some(json!({"decision": "confirm"})))
        .await;
    assert_eq!(late.code(), "409 window_closed");
}

/// A claim that the customer declined whole, disputed with a new proof and approved again by a lead.
async fn approved_after_a_decline(server: &Server) -> Value {
    let claim = server.approved().await;
    server.choose(&claim, json!({"decision": "decline"})).await;
    let claim = server.read(Ana, &claim).await;
    assert!(claim["allowed"].as_array().expect("a list").contains(&json!("dispute")));
    let refused = server
        .command(
            Ana,
            &claim,
            "disputes",
            json!({"justification": "They do work with us."}),
        )
        .await;
    assert_eq!(refused.code(), "409 new_poe_required");
    server
        .upload(Ana, &claim, "signed.pdf", pdf("signed anew"))
        .await
        .expect(201);
    let claim = server
        .act(
            Ana,
            &claim,
            "disputes",
            json!({"justification": "They do work with us."}),
        )
        .await;
    server
        .act(
            Judith,
            &claim,
            "approval",
            json!({"covered_lines": lines_in(&claim, "claimed")}),
        )
        .await
}

#[tokio::test]
async fn after_a_decline_only_a_yes_with_a_code_counts() {
    let server = Server::start().await;
    let claim = approved_after_a_decline(&server).await;
    assert_eq!(claim["deadlines"][0]["then"], "rejected");
    let link = server.link(&claim).await;
    let yes = |code: &str| json!({"decision": "confirm", "code": code});
    let missing = server
        .customer("POST", &link, Some(json!({"decision": "confirm"})))
        .await;
    assert_eq!(missing.code(), "403 code_required");
    let code = server.code(&claim).await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    assert_eq!(
        server.customer("POST", &link, Some(yes(wrong))).await.code(),
        "403 wrong_code"
    );
    let shown = server
        .customer("POST", &link, Some(yes(&code)))
        .await
        .expect(200)
        .json();
    assert_eq!(place(&shown), "approved/in_force");
}

#[tokio::test]
async fn after_a_decline_silence_is_no_consent() {
    let server = Server::start().await;
    let claim = approved_after_a_decline(&server).await;
    server.advance("P9D").await;
    let claim = server.read(Ana, &claim).await;
    assert_eq!(place(&claim), "rejected/final");
    assert_eq!(claim["outcome"]["reasons"], json!(["customer_decline"]));
    assert_eq!(lines_in(&claim, "declined").len(), 3);
    let reopened = server
        .command(Judith, &claim, "reopening", json!({"reason": "A mistake."}))
        .await;
    assert_eq!(reopened.code(), "409 wrong_status");
}

#[tokio::test]
async fn an_older_link_is_superseded_and_a_forged_one_is_nothing() {
    let server = Server::start().await;
    let claim = server.approved().await;
    let old = server.link(&claim).await;
    server
        .customer("POST", &old, Some(json!({"decision": "not_me"})))
        .await
        .expect(200);
    let claim = server.read(Ana, &claim).await;
    assert_eq!(
        (claim["turn"].clone(), claim["deadlines"].clone()),
        (json!("partner"), json!([]))
    );
    let contact = json!({"customer_contact": {"name": "Joana", "email": "joana@valeverde.example"}});
    let claim = server.act(Clara, &claim, "customer-contact", contact).await;
    let claim = server.read(Greta, &claim).await;
    let claim = server
        .act(Greta, &claim, "customer-contact/confirmation", json!({}))
        .await;
    assert_eq!(claim["customer_contact"]["name"], "Joana");
    assert_ne!(server.link(&claim).await, old);
    let shown = server.customer("GET", &old, None).await.expect(200).json();
    assert_eq!(shown["allowed"], json!([]));
    assert_eq!(
        server
            .customer("POST", &old, Some(json!({"decision": "confirm"})))
            .await
            .code(),
        "409 superseded"
    );
    let forged = format!("{}x", &old[..old.len() - 1]);
    assert_eq!(server.customer("GET", &forged, None).await.code(), "404 not_found");
    assert_eq!(
        server
            .customer("POST", &forged, Some(json!({"decision": "confirm"})))
            .await
            .code(),
        "404 not_found"
    );
}
