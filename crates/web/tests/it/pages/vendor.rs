//! The vendor's pages: queue, lists, and every act of the work page as a form.

use domain::claim::{Command, ConsentAnswer, InformationReason, Notification, Status};
use domain::text::{Email, Name};
use testkit::Persona;
use testkit::commands::{dispute, note, reject, request_information, resubmit};

use super::world::World;

#[tokio::test]
async fn a_claim_is_taken_from_the_queue_asked_about_and_approved_line_by_line() {
    let world = World::start().await;
    let number = world.submitted().await;
    let greta = world.signed_in(Persona::Greta).await;
    greta
        .get("/queue")
        .await
        .says(&format!(r#"<a href="/claims/{number}?next="#));
    let page = format!("/claims/{number}");
    let waiting = greta.get(&page).await;
    waiting.says("Start review");
    waiting.says("proof.pdf");
    assert!(
        !waiting.html.contains("information-requests"),
        "nothing is decided before the review has begun"
    );
    let started = greta.submit(&page, &format!("{page}/review"), &[]).await;
    assert_eq!(
        started.location(),
        format!("{page}?done=review_started"),
        "{}",
        started.html
    );

    let lines: Vec<String> = world
        .claim(&number)
        .await
        .lines
        .iter()
        .map(|line| line.id.to_string())
        .collect();
    let ask = format!("{page}/information-requests");
    let reasonless = greta.submit(&page, &ask, &[("comment", "Where is <Teams>?")]).await;
    assert_eq!(reasonless.status, 422);
    reasonless.says("Where is &#60;Teams&#62;?");
    reasonless.says("decision-reasons");
    let mut asked = vec![
        ("reasons", "missing_products"),
        ("reasons", "missing_or_old_dates"),
        ("comment", "Where is <Teams>?"),
    ];
    let names: Vec<(String, String)> = lines
        .iter()
        .map(|line| (format!("line.{line}"), format!("line_reason.{line}")))
        .collect();
    let all = [
        asked.clone(),
        names
            .iter()
            .map(|(decision, _)| (decision.as_str(), "refused"))
            .collect(),
    ]
    .concat();
    let everything = greta.submit(&page, &ask, &all).await;
    assert_eq!(everything.status, 422, "no request takes off every line");
    asked.push((&names[1].0, "refused"));
    let foreseen = greta.submit(&page, &format!("{ask}/preview"), &asked).await;
    assert_eq!(foreseen.status, 200, "{}", foreseen.html);
    for words in [
        "Missing products, Missing or old dates",
        "Where is &#60;Teams&#62;?",
        "Without an answer the claim is rejected",
    ] {
        foreseen.says(words);
    }
    assert!(
        world.claim(&number).await.request().is_none(),
        "looking ahead asks nothing"
    );
    let sent = greta.submit(&page, &ask, &asked).await;
    assert_eq!(
        sent.location(),
        format!("{page}?done=information_requested"),
        "{}",
        sent.html
    );
    let claim = world.claim(&number).await;
    let request = claim.request().expect("an open request");
    assert_eq!(
        request.reasons,
        [InformationReason::MissingProducts, InformationReason::MissingOrOldDates]
    );
    assert_eq!(request.remove_lines, [claim.lines[1].id]);
    greta.get(&page).await.says("Where is &#60;Teams&#62;?");

    world.run(Persona::Ana, &number, resubmit()).await;
    world.run(Persona::Greta, &number, Command::StartReview).await;
    let approve = format!("{page}/approval");
    let undecided = greta
        .submit(&page, &approve, &[(&names[0].0, "covered"), ("comment", "Kept words")])
        .await;
    assert_eq!(undecided.status, 422);
    undecided.says("Kept words");
    undecided.says(&format!(r##"href="#decision-{}""##, names[1].0));
    let none = [
        (names[0].0.as_str(), "refused"),
        (&names[1].0, "refused"),
        (&names[2].0, "refused"),
    ];
    let none = greta.submit(&page, &approve, &none).await;
    assert_eq!(none.status, 422);
    none.says("Cover one line at least");
    let unexplained = [
        (names[0].0.as_str(), "covered"),
        (&names[1].0, "refused"),
        (&names[2].0, "covered"),
    ];
    let unexplained = greta.submit(&page, &approve, &unexplained).await;
    assert_eq!(unexplained.status, 422);
    unexplained.says(&format!(r##"href="#decision-{}""##, names[1].1));
    let decided = [
        (names[0].0.as_str(), "covered"),
        (&names[1].0, "refused"),
        (&names[1].1, "missing_products"),
        (&names[2].0, "covered"),
    ];
    let marked = [decided.to_vec(), vec![("reasons", "missing_products")]].concat();
    let slip = greta.submit(&page, &format!("{approve}/preview"), &marked).await;
    assert_eq!(slip.status, 422);
    slip.says("Something is marked as missing");
    let approved = greta.submit(&page, &approve, &decided).await;
    assert_eq!(
        approved.location(),
        format!("{page}?done=approved"),
        "{}",
        approved.html
    );
    let states: Vec<&str> = world
        .claim(&number)
        .await
        .lines
        .iter()
        .map(|line| line.state.code())
        .collect();
    assert_eq!(states, ["covered", "refused", "covered"]);
    assert!(
        !greta.get("/queue").await.html.contains(&number),
        "what is decided waits no longer"
    );
}

#[tokio::test]
async fn whoever_comes_second_is_told_and_loses_no_word() {
    let world = World::start().await;
    let number = world.submitted().await;
    let page = format!("/claims/{number}");
    let greta = world.signed_in(Persona::Greta).await;
    let hugo = world.signed_in(Persona::Hugo).await;
    let token = hugo.token().await;
    let version = world.claim(&number).await.version.0.to_string();
    greta.submit(&page, &format!("{page}/review"), &[]).await;
    let late = hugo
        .send(&format!("{page}/review"), &[("csrf", &token), ("version", &version)])
        .await;
    assert_eq!(late.status, 412);
    late.says("Greta Example changed the claim");
    let token = greta.token().await;
    let words = [("rejection_reasons", "insufficient_poe"), ("comment", "Typed before")];
    for version in ["1", "", "x"] {
        let sent = [vec![("csrf", token.as_str()), ("version", version)], words.to_vec()].concat();
        let stale = greta.send(&format!("{page}/rejection"), &sent).await;
        assert_eq!(stale.status, 412, "version {version}");
        stale.says("Typed before");
        stale.says(r#"value="insufficient_poe" checked"#);
    }
    assert_eq!(world.claim(&number).await.place().status(), Status::UnderReview);
    let again = greta.submit(&page, &format!("{page}/rejection"), &words).await;
    assert_eq!(again.location(), format!("{page}?done=rejected"), "{}", again.html);
}

#[tokio::test]
async fn a_reviewer_who_is_not_assigned_and_roles_that_only_read_decide_nothing() {
    let world = World::start().await;
    let number = world.under_review().await;
    let page = format!("/claims/{number}");
    let version = world.claim(&number).await.version.0.to_string();
    let body = [
        ("version", version.as_str()),
        ("rejection_reasons", "insufficient_poe"),
        ("comment", "No"),
    ];
    for (persona, status) in [
        (Persona::Hugo, 403),
        (Persona::Lena, 403),
        (Persona::Milo, 403),
        (Persona::Nora, 404),
        (Persona::Clara, 403),
        (Persona::Elena, 404),
    ] {
        let browser = world.signed_in(persona).await;
        let token = browser.token().await;
        let sent = [vec![("csrf", token.as_str())], body.to_vec()].concat();
        let answer = browser.send(&format!("{page}/rejection"), &sent).await;
        assert_eq!(answer.status, status, "{persona:?}: {}", answer.html);
    }
    assert_eq!(world.claim(&number).await.place().status(), Status::UnderReview);
    for persona in [Persona::Lena, Persona::Milo] {
        let browser = world.signed_in(persona).await;
        let shown = browser.get(&page).await;
        shown.says("You can read this claim");
        assert!(!shown.html.contains("/rejection"), "{persona:?} is offered no form");
        browser.get("/claims").await.says(&number);
        assert_eq!(browser.get("/queue").await.status, 403);
    }
    assert!(
        !world
            .signed_in(Persona::Nora)
            .await
            .get("/claims")
            .await
            .html
            .contains(&number)
    );
}

#[tokio::test]
async fn the_lead_assigns_extends_and_reopens() {
    let world = World::start().await;
    let number = world.under_review().await;
    let page = format!("/claims/{number}");
    let judith = world.signed_in(Persona::Judith).await;
    let assign = format!("{page}/assignment");
    let nobody = judith
        .submit(&page, &assign, &[("reviewer", "lena@vendor.example")])
        .await;
    assert_eq!(nobody.status, 422);
    let assigned = judith
        .submit(&page, &assign, &[("reviewer", "hugo@vendor.example")])
        .await;
    assert_eq!(
        assigned.location(),
        format!("{page}?done=assigned"),
        "{}",
        assigned.html
    );
    assert_eq!(world.claim(&number).await.reviewer, Some(Persona::Hugo.id()));

    world.run(Persona::Hugo, &number, request_information()).await;
    world
        .run(
            Persona::Ana,
            &number,
            Command::RequestExtension {
                comment: note("Until <Monday>?"),
            },
        )
        .await;
    let asked = judith.get(&page).await;
    asked.says("Until &#60;Monday&#62;?");
    let extend = format!("{page}/extension");
    for days in ["0", "6", "many", ""] {
        let refused = judith
            .submit(&page, &extend, &[("business_days", days), ("reason", "Kept reason")])
            .await;
        assert_eq!(refused.status, 422, "{days}");
        refused.says("Kept reason");
    }
    let extended = judith
        .submit(&page, &extend, &[("business_days", "3"), ("reason", "On leave")])
        .await;
    assert_eq!(
        extended.location(),
        format!("{page}?done=extended"),
        "{}",
        extended.html
    );
    let twice = judith
        .submit(&page, &extend, &[("business_days", "1"), ("reason", "Again")])
        .await;
    assert_eq!(twice.status, 409);
    twice.says("More time was already given");

    world.run(Persona::Ana, &number, resubmit()).await;
    world.run(Persona::Hugo, &number, Command::StartReview).await;
    world.run(Persona::Hugo, &number, reject()).await;
    let reopen = format!("{page}/reopening");
    assert_eq!(judith.submit(&page, &reopen, &[("reason", " ")]).await.status, 422);
    let reopened = judith.submit(&page, &reopen, &[("reason", "The wrong claim")]).await;
    assert_eq!(
        reopened.location(),
        format!("{page}?done=reopened"),
        "{}",
        reopened.html
    );
    judith.get(&page).await.says("Rejected on");
}

#[tokio::test]
async fn a_dispute_is_decided_by_somebody_else() {
    let world = World::start().await;
    let number = world.under_review().await;
    world.run(Persona::Greta, &number, reject()).await;
    world.run(Persona::Ana, &number, dispute()).await;
    let page = format!("/claims/{number}");
    let judith = world.signed_in(Persona::Judith).await;
    judith.get("/queue?phase=dispute").await.says(&number);
    let shown = judith.get(&page).await;
    shown.says("What the partner says");
    assert!(
        !shown.html.contains(r#"value="greta@vendor.example""#),
        "who decided before is not offered"
    );
    let greta = judith
        .submit(
            &page,
            &format!("{page}/assignment"),
            &[("reviewer", "greta@vendor.example")],
        )
        .await;
    assert_eq!(greta.status, 422);
    greta.says("decided on the claim before");
    let rejected = judith
        .submit(
            &page,
            &format!("{page}/rejection"),
            &[("rejection_reasons", "insufficient_poe"), ("comment", "Still nothing.")],
        )
        .await;
    assert_eq!(
        rejected.location(),
        format!("{page}?done=rejected"),
        "{}",
        rejected.html
    );
}

#[tokio::test]
async fn notes_stay_within_the_team_and_nothing_is_told_by_accident() {
    let world = World::start().await;
    let number = world.under_review().await;
    let page = format!("/claims/{number}");
    let comments = format!("{page}/comments");
    let greta = world.signed_in(Persona::Greta).await;
    let unsure = greta.submit(&page, &comments, &[("text", "For whom is this?")]).await;
    assert_eq!(unsure.status, 422);
    unsure.says("For whom is this?");
    let noted = greta
        .submit(
            &page,
            &comments,
            &[("text", "Doubtful <i>stamp</i>"), ("visibility", "internal")],
        )
        .await;
    assert_eq!(noted.location(), format!("{page}?done=noted"), "{}", noted.html);
    let said = greta
        .submit(&page, &comments, &[("text", "Hello"), ("visibility", "shared")])
        .await;
    assert_eq!(said.location(), format!("{page}?done=commented"), "{}", said.html);
    greta.get(&page).await.says("Doubtful &#60;i&#62;stamp");
    let partner = world.signed_in(Persona::Ana).await.get(&page).await;
    partner.says("Hello");
    assert!(!partner.html.contains("Doubtful") && !partner.html.contains("Greta"));
    let long = "x".repeat(4001);
    let refused = greta
        .submit(&page, &comments, &[("text", &long), ("visibility", "shared")])
        .await;
    assert_eq!(refused.status, 422);
    refused.says(&long);
}

#[tokio::test]
async fn a_named_contact_is_confirmed_and_the_window_runs_anew() {
    let world = World::start().await;
    let number = world.approved().await;
    let link = world.customer_link(&number).await;
    world.nobody().send(&link, &[("decision", "not_me")]).await;
    let page = format!("/claims/{number}");
    let greta = world.signed_in(Persona::Greta).await;
    greta.get(&page).await.says("could not reach the customer");
    let contact = domain::claim::Contact {
        name: Some(Name::parse("Pavel").expect("a name")),
        email: Some(Email::parse("pavel@acme.example").expect("an address")),
        ..domain::claim::Contact::default()
    };
    world
        .run(Persona::Ana, &number, Command::NameCustomerContact { contact })
        .await;
    greta.get(&page).await.says("pavel@acme.example");
    let confirmed = greta
        .submit(&page, &format!("{page}/customer-contact/confirmation"), &[])
        .await;
    assert_eq!(
        confirmed.location(),
        format!("{page}?done=contact_confirmed"),
        "{}",
        confirmed.html
    );
    let claim = world.claim(&number).await;
    let consent = claim.consent().expect("an open window");
    assert_eq!(
        (consent.answer, &consent.notice),
        (ConsentAnswer::Open, &Notification::Delivered)
    );
    assert_ne!(world.customer_link(&number).await, link);
    world
        .nobody()
        .get(&link)
        .await
        .says("A newer message about this claim has replaced this one");
}
