//! Lives of claims, told through the API.

use serde_json::{Value, json};
use testkit::Persona::{Ana, Clara, Elena, Greta, Hugo, Judith, Karl, Milo};

use crate::server::{Server, lines_in, number, pdf, place};

async fn ask(server: &Server, claim: &Value) -> Value {
    let remove = &lines_in(claim, "claimed")[2..];
    let body = json!({"reasons": ["missing_products", "missing_or_old_dates"], "comment": "Where is Intune?",
        "remove_lines": remove});
    server.act(Greta, claim, "information-requests", body).await
}

#[tokio::test]
async fn the_happy_path() {
    let server = Server::start().await;
    let claim = server.under_review().await;
    assert_eq!(
        claim["reviewer"],
        json!({"name": "Greta Example", "email": "greta@vendor.example"})
    );
    let claim = ask(&server, &claim).await;
    assert_eq!(place(&claim), "partner_action_required/awaiting_answer");
    let claim = server.read(Clara, &claim).await;
    assert_eq!(claim["reviewer"], Value::Null);
    assert_eq!(
        claim["request"]["reasons"],
        json!(["missing_products", "missing_or_old_dates"])
    );
    let deadline = &claim["deadlines"][0];
    assert_eq!(deadline["clock"], "partner_answer");
    assert_eq!(deadline["due_on"], "2026-09-21");
    assert_eq!(deadline["due_at"], "2026-09-22T03:00:00Z");
    assert_eq!(deadline["then"], "rejected");

    let answer = json!({"remove_lines": claim["request"]["remove_lines"]});
    let claim = server.act(Clara, &claim, "resubmission", answer).await;
    assert_eq!(place(&claim), "submitted/resubmission");
    assert_eq!(lines_in(&claim, "removed").len(), 1);
    let claim = server.act(Greta, &claim, "review", json!({})).await;
    let claimed = lines_in(&claim, "claimed");
    let decision = json!({"covered_lines": [claimed[0]], "refused_lines": [{"id": claimed[1], "reason": "missing_products"}],
        "comment": "Teams isn't named."});
    let claim = server.act(Greta, &claim, "approval", decision).await;
    assert_eq!(place(&claim), "approved/consent_window");
    assert_eq!(claim["outcome"]["decision"], "approved");
    assert_eq!(claim["lines"][1]["reason"], "missing_products");
    assert_eq!(claim["association"]["starts_on"], "2026-09-14");

    let link = server.link(&claim).await;
    let shown = server.customer("GET", &link, None).await.expect(200).json();
    assert_eq!(shown["allowed"], json!(["confirm", "decline"]));
    assert_eq!(shown["partner"], json!({"name": "Vale Verde Sistemas"}));
    assert_eq!(shown["lines"].as_array().map(Vec::len), Some(1));
    assert_eq!(shown["deadlines"][0]["due_on"], "2026-09-21");
    assert!(shown.get("documents").is_none() && shown.get("customer_contact").is_none());

    server.advance("P7D").await;
    assert_eq!(place(&server.read(Ana, &claim).await), "approved/consent_window");
    // The customer names no zone: its country's with the smallest offset, five hours behind.
    server.advance_to("2026-09-22T04:59:59.999999Z").await;
    assert_eq!(place(&server.read(Ana, &claim).await), "approved/consent_window");
    server.advance_to("2026-09-22T05:00:00Z").await;
    let claim = server.read(Ana, &claim).await;
    assert_eq!(place(&claim), "approved/in_force");
    assert_eq!(claim["association"]["in_force_at"], "2026-09-22T05:00:00Z");
    let shown = server.customer("GET", &link, None).await.expect(200).json();
    assert_eq!(shown["allowed"], json!(["end"]));
}

#[tokio::test]
async fn no_answer_in_time_is_a_rejection_dated_at_its_deadline_and_a_dispute_wins() {
    let server = Server::start().await;
    let claim = server.under_review().await;
    let claim = ask(&server, &claim).await;
    server.advance_to("2026-09-22T02:59:59.999999Z").await;
    assert_eq!(
        place(&server.read(Ana, &claim).await),
        "partner_action_required/awaiting_answer"
    );
    server.advance("P3D").await;
    let claim = server.read(Ana, &claim).await;
    assert_eq!(place(&claim), "rejected/disputable");
    assert_eq!(claim["outcome"]["reasons"], json!(["no_partner_response"]));
    assert_eq!(claim["outcome"]["by"], "clock");
    assert_eq!(claim["outcome"]["at"], "2026-09-22T03:00:00Z");
    assert_eq!(claim["deadlines"][0]["due_on"], "2026-10-22");

    let refused = server.command(Ana, &claim, "disputes", json!({})).await;
    assert_eq!(
        (refused.code(), refused.errors()),
        ("422 invalid".into(), vec!["/justification grounds_required".into()])
    );
    server
        .upload(Ana, &claim, "new.pdf", pdf("the new proof"))
        .await
        .expect(201);
    let claim = server.act(Ana, &claim, "disputes", json!({})).await;
    assert_eq!(place(&claim), "under_review/dispute");
    assert_eq!(claim["dispute"]["justification"], Value::Null);
    assert_eq!(claim["deadlines"][0]["clock"], "dispute_answer");
    let refused = server
        .command(
            Hugo,
            &claim,
            "approval",
            json!({"covered_lines": lines_in(&claim, "claimed")}),
        )
        .await;
    assert_eq!(refused.code(), "403 not_assigned");
    let claim = server
        .act(Judith, &claim, "assignment", json!({"reviewer": "hugo@vendor.example"}))
        .await;
    let claim = server
        .act(
            Hugo,
            &claim,
            "approval",
            json!({"covered_lines": lines_in(&claim, "claimed")}),
        )
        .await;
    assert_eq!(place(&claim), "approved/consent_window");
}

#[tokio::test]
async fn a_lost_dispute_is_final_and_four_eyes_decide_it() {
    let server = Server::start().await;
    let claim = server.rejected().await;
    let claim = server
        .act(Ana, &claim, "disputes", json!({"justification": "Page 3 says it."}))
        .await;
    let rejection = json!({"reasons": ["insufficient_poe"], "comment": "Still not."});
    assert_eq!(
        server
            .command(Greta, &claim, "rejection", rejection.clone())
            .await
            .code(),
        "403 four_eyes"
    );
    let refused = server
        .command(
            Judith,
            &claim,
            "assignment",
            json!({"reviewer": "greta@vendor.example"}),
        )
        .await;
    assert_eq!(refused.errors(), ["/reviewer four_eyes"]);
    let claim = server.act(Karl, &claim, "rejection", rejection).await;
    assert_eq!(place(&claim), "rejected/final");
    assert_eq!(
        server
            .command(Ana, &claim, "disputes", json!({"justification": "Once more."}))
            .await
            .code(),
        "409 window_closed"
    );
}

#[tokio::test]
async fn information_asked_for_within_a_dispute_returns_to_it() {
    let server = Server::start().await;
    let claim = server.rejected().await;
    let claim = server
        .act(Ana, &claim, "disputes", json!({"justification": "Page 3 says it."}))
        .await;
    let body = json!({"reasons": ["missing_or_old_dates"], "comment": "Which year?"});
    let claim = server.act(Judith, &claim, "information-requests", body).await;
    server.advance("P2D").await;
    let claim = server
        .act(Ana, &claim, "resubmission", json!({"comment": "2026."}))
        .await;
    assert_eq!(place(&claim), "under_review/dispute");
    assert_eq!(claim["deadlines"][0]["clock"], "dispute_answer");
    assert_eq!(claim["deadlines"][0]["due_on"], "2026-09-23");
}

#[tokio::test]
async fn a_claim_is_withdrawn_from_every_status_that_has_a_way_back() {
    let server = Server::start().await;
    let reason = json!({"reason": "wrong_mpn_id"});
    for status in [
        "submitted",
        "under_review",
        "partner_action_required",
        "consent_window",
        "in_force",
    ] {
        let claim = match status {
            "submitted" => server.submitted().await,
            "under_review" => server.under_review().await,
            "partner_action_required" => {
                let claim = server.under_review().await;
                ask(&server, &claim).await
            }
            "consent_window" => server.approved().await,
            _ => {
                let claim = server.approved().await;
                server.choose(&claim, json!({"decision": "confirm"})).await;
                server.read(Ana, &claim).await
            }
        };
        let claim = server.act(Ana, &claim, "withdrawal", reason.clone()).await;
        assert_eq!(place(&claim), "rejected/final", "{status}");
        assert_eq!(claim["outcome"]["detail"], "wrong_mpn_id", "{status}");
        assert_eq!(claim["outcome"]["by"], "partner", "{status}");
        let lines = if status == "in_force" {
            "ended"
        } else if status == "consent_window" {
            "covered"
        } else {
            "claimed"
        };
        assert_eq!(lines_in(&claim, lines).len(), 3, "{status}");
        assert_eq!(
            server.command(Ana, &claim, "withdrawal", reason.clone()).await.code(),
            "409 wrong_status"
        );
    }
    let draft = server.draft().await;
    assert_eq!(
        server.command(Ana, &draft, "withdrawal", reason).await.code(),
        "409 wrong_status"
    );
}

#[tokio::test]
async fn a_lead_reopens_a_mistaken_rejection() {
    let server = Server::start().await;
    let claim = server.rejected().await;
    assert_eq!(
        server
            .command(Greta, &claim, "reopening", json!({"reason": "Mine."}))
            .await
            .code(),
        "403 not_permitted"
    );
    let claim = server
        .act(
            Judith,
            &claim,
            "reopening",
            json!({"reason": "We looked at the wrong file."}),
        )
        .await;
    assert_eq!(place(&claim), "under_review/reopened");
    let clocks: Vec<_> = claim["deadlines"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|due| due["clock"].clone())
        .collect();
    assert_eq!(clocks, ["review"]);
    let claim = server.approve(&claim).await;
    assert_eq!(place(&claim), "approved/consent_window");
}

#[tokio::test]
async fn of_two_reviewers_at_once_one_is_told_what_changed() {
    let server = Server::start().await;
    let claim = server.submitted().await;
    let (one, other) = tokio::join!(
        server.command(Greta, &claim, "review", json!({})),
        server.command(Hugo, &claim, "review", json!({}))
    );
    let (won, lost) = if one.status == 200 { (one, other) } else { (other, one) };
    assert_eq!(won.status, 200);
    assert_eq!(lost.code(), "412 stale");
    assert_eq!(lost.json()["claim"]["status"], "under_review");
    assert_eq!(lost.json()["claim"]["version"], won.json()["version"]);
    assert_eq!(lost.json()["claim"]["allowed"], json!(["comment", "note"]));
}

#[tokio::test]
async fn a_discarded_draft_is_gone_for_all_but_the_auditors_history() {
    let server = Server::start().await;
    let draft = server.draft().await;
    let path = format!("/claims/{}", number(&draft));
    let request = server.request(Ana, "DELETE", &path).header("If-Match", "\"1\"");
    assert_eq!(server.send(request).await.status, 204);
    for persona in [Ana, Milo, Judith] {
        assert_eq!(server.get(persona, &path).await.code(), "404 not_found");
    }
    let history = server.get(Milo, &format!("{path}/history")).await.expect(200).json();
    let events: Vec<_> = history["items"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|entry| entry["event"].clone())
        .collect();
    assert_eq!(events, ["created", "document_added", "discarded"]);
    assert_eq!(
        server.get(Ana, &format!("{path}/history")).await.code(),
        "404 not_found"
    );
}

#[tokio::test]
async fn nobody_sees_another_partners_claim_nor_a_vendor_a_draft() {
    let server = Server::start().await;
    let draft = server.draft().await;
    let path = format!("/claims/{}", number(&draft));
    for (persona, status) in [(Ana, 200), (Milo, 200), (Elena, 404), (Greta, 404), (Judith, 404)] {
        assert_eq!(server.get(persona, &path).await.status, status, "{persona:?}");
    }
    let claim = server.act(Ana, &draft, "submission", json!({})).await;
    for (persona, status) in [(Greta, 200), (Elena, 404)] {
        assert_eq!(server.get(persona, &path).await.status, status, "{persona:?}");
        let command = server
            .command(persona, &claim, "withdrawal", json!({"reason": "wrong_mpn_id"}))
            .await;
        assert_eq!(command.status, if status == 200 { 403 } else { 404 });
    }
}
