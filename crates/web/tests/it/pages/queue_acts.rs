//! What is done from the queue: one act on several claims, views, the walk from claim to claim, the lead's lists.

use domain::claim::{Command, Phase, Status};
use domain::text::Note;
use testkit::Persona;
use testkit::commands::{dispute, reject, reopen, request_information};

use super::world::World;

async fn waiting(world: &World, count: u32) -> Vec<String> {
    let mut numbers = Vec::new();
    for customer in 0..count {
        numbers.push(world.submitted_for(customer).await);
    }
    numbers
}

async fn seen(world: &World, number: &str) -> String {
    format!("{number}@{}", world.claim(number).await.version.0)
}

#[tokio::test]
async fn claims_are_assigned_together_after_a_page_that_says_what_will_happen() {
    let world = World::start().await;
    let numbers = waiting(&world, 3).await;
    let judith = world.signed_in(Persona::Judith).await;
    let (first, second, third) = (
        seen(&world, &numbers[0]).await,
        seen(&world, &numbers[1]).await,
        seen(&world, &numbers[2]).await,
    );
    let email = Persona::Hugo.person().email.to_string();
    let mut form = vec![
        ("act", "assign"),
        ("reviewer", email.as_str()),
        ("claims", first.as_str()),
        ("claims", second.as_str()),
        ("state", "whose=unassigned"),
    ];
    let asked = judith.submit("/queue", "/queue/acts", &form).await;
    assert_eq!(asked.status, 200);
    asked.says("Assign these 2 claims to Hugo");
    asked.says("gets a message");
    assert_eq!(
        world.claim(&numbers[0]).await.reviewer,
        None,
        "nothing is done before the click"
    );

    // One of them has changed meanwhile, a third is already under somebody's review.
    world.run(Persona::Ivan, &numbers[1], Command::StartReview).await;
    form.push(("claims", third.as_str()));
    form.push(("confirmed", "yes"));
    let done = judith.submit("/queue", "/queue/acts", &form).await;
    assert_eq!(done.status, 303, "{}", done.html);
    // What came of it has an address of its own, which can be loaded anew.
    let done = judith.get(done.location()).await;
    done.says("2 claims are assigned to Hugo");
    done.says("1 claim was left as it is");
    done.says("changed meanwhile");
    done.says(r#"href="/queue?whose=unassigned""#);
    assert_eq!(world.claim(&numbers[0]).await.reviewer, Some(Persona::Hugo.id()));
    assert_eq!(world.claim(&numbers[1]).await.reviewer, Some(Persona::Ivan.id()));
    assert_eq!(world.claim(&numbers[2]).await.reviewer, Some(Persona::Hugo.id()));
}

#[tokio::test]
async fn a_script_gets_each_claims_outcome_and_its_new_version() {
    let world = World::start().await;
    let numbers = waiting(&world, 2).await;
    let greta = world.signed_in(Persona::Greta).await;
    let (first, second) = (seen(&world, &numbers[0]).await, format!("{}@99", numbers[1]));
    let form = [
        ("act", "start"),
        ("claims", first.as_str()),
        ("claims", second.as_str()),
        ("confirmed", "yes"),
        ("answer", "json"),
    ];
    let told = greta.submit("/queue", "/queue/acts", &form).await;
    let told: serde_json::Value = serde_json::from_str(&told.html).expect("JSON");
    assert_eq!(told["words"], "The review of 1 claim has started.");
    let claim = world.claim(&numbers[0]).await;
    assert_eq!(claim.place().status(), Status::UnderReview);
    assert_eq!(told["done"][0]["seen"], format!("{}@{}", numbers[0], claim.version.0));
    assert_eq!(told["refused"][0]["number"], numbers[1]);
    assert_eq!(world.claim(&numbers[1]).await.place().status(), Status::Submitted);

    // Giving claims out is the lead's: the same way as everywhere refuses it.
    let other = seen(&world, &numbers[1]).await;
    let take = [("act", "take"), ("claims", other.as_str()), ("confirmed", "yes")];
    let refused = greta.submit("/queue", "/queue/acts", &take).await;
    greta.get(refused.location()).await.says("Nothing was assigned");
    assert_eq!(world.claim(&numbers[1]).await.reviewer, None);
    let nothing = greta.submit("/queue", "/queue/acts", &[("act", "start")]).await;
    assert_eq!(nothing.location(), "/queue?done=bulk_nothing");
    let ana = world.signed_in(Persona::Ana).await;
    let token = ana.token().await;
    let sent = ana
        .send(
            "/queue/acts",
            &[("csrf", token.as_str()), ("act", "start"), ("claims", other.as_str())],
        )
        .await;
    assert_eq!(sent.status, 403);
}

#[tokio::test]
async fn what_is_sent_again_with_the_same_key_is_done_once_and_told_as_done() {
    let world = World::start().await;
    let numbers = waiting(&world, 2).await;
    let greta = world.signed_in(Persona::Greta).await;
    let (first, second) = (seen(&world, &numbers[0]).await, seen(&world, &numbers[1]).await);
    let send = async |key: &str, act: &str, claims: &[&str]| {
        let mut form = vec![("act", act), ("key", key), ("confirmed", "yes"), ("answer", "json")];
        form.extend(claims.iter().map(|claim| ("claims", *claim)));
        let told = greta.submit("/queue", "/queue/acts", &form).await;
        serde_json::from_str::<serde_json::Value>(&told.html).expect("JSON")
    };
    let told = send("one", "start", &[&first]).await;
    let version = world.claim(&numbers[0]).await.version;
    let again = send("one", "start", &[&first, &second]).await;
    assert_eq!(again["done"][0], told["done"][0], "the same claim, as it was left then");
    assert_eq!(again["words"], "The reviews of 2 claims have started.");
    assert_eq!(world.claim(&numbers[0]).await.version, version, "done once");
    // Another key is another act, and another act isn't this one.
    for (key, act) in [("two", "start"), ("one", "take")] {
        let other = send(key, act, &[&first]).await;
        assert_eq!(other["done"], serde_json::json!([]), "{key} {act}: {other}");
        assert_eq!(other["refused"][0]["number"], numbers[0]);
    }
}

#[tokio::test]
async fn a_decision_leads_on_to_the_next_claim_of_the_same_view() {
    let world = World::start().await;
    let numbers = waiting(&world, 3).await;
    world.run(Persona::Hugo, &numbers[1], Command::StartReview).await;
    let greta = world.signed_in(Persona::Greta).await;
    let first = greta.get("/queue/next?status=submitted").await;
    let here = first.location().to_owned();
    assert!(
        here.starts_with(&format!("/claims/{}?next=status%3Dsubmitted%26at%3D", numbers[0])),
        "{here}"
    );
    let page = greta.get(&here).await;
    page.says("2 wait for you in this list");
    page.says(&numbers[2]);

    let walk = greta.get("/queue/next").await.location().to_owned();
    let (path, query) = walk.split_once('?').expect("the way on");
    let started = greta.submit(&walk, &format!("{path}/review?{query}"), &[]).await;
    assert_eq!(
        started.location(),
        format!("{walk}&done=review_started"),
        "the review stays on the claim"
    );
    let reject = [
        ("rejection_reasons", "insufficient_poe"),
        ("comment", "Nobody signed it."),
    ];
    let decided = greta.submit(&walk, &format!("{path}/rejection?{query}"), &reject).await;
    let on = decided.location().to_owned();
    // A colleague reviews the second one.
    assert!(on.starts_with(&format!("/claims/{}?next=", numbers[2])), "{on}");
    assert!(on.ends_with(&format!("&decided={}.rejected", numbers[0])), "{on}");
    greta.get(&on).await.says(&numbers[0]);

    let (path, query) = on.split_once('?').expect("the way on");
    greta.submit(&on, &format!("{path}/review?{query}"), &[]).await;
    let last = greta.submit(&on, &format!("{path}/rejection?{query}"), &reject).await;
    assert_eq!(last.location(), format!("/queue?decided={}.rejected", numbers[2]));
    greta
        .get(last.location())
        .await
        .says("Nothing more waits for you in this list.");
}

#[tokio::test]
async fn a_view_gets_a_name_keeps_it_and_loses_it() {
    let world = World::start().await;
    let greta = world.signed_in(Persona::Greta).await;
    let view = "whose=mine&status=resubmission";
    let page = format!("/queue?{view}");
    let save = [("state", "status=resubmission&whose=mine"), ("name", "Mine & <again>")];
    let saved = greta.submit(&page, "/queue/views", &save).await;
    assert_eq!(saved.location(), format!("{page}&done=view_saved"));
    greta.get("/queue").await.says("Mine &#38; &#60;again&#62;");
    let renamed = greta
        .submit(&page, "/queue/views", &[("state", view), ("name", "Again")])
        .await;
    assert_eq!(renamed.location(), format!("{page}&done=view_renamed"));
    let hugo = world.signed_in(Persona::Hugo).await;
    assert!(!hugo.get(&page).await.html.contains("Again"), "views are one's own");
    greta
        .submit(&page, "/queue/views", &[("state", view), ("act", "remove")])
        .await;
    assert!(!greta.get("/queue").await.html.contains("Again"));
}

#[tokio::test]
async fn the_queue_is_narrowed_by_partner_programme_and_day() {
    let world = World::start().await;
    let numbers = waiting(&world, 2).await;
    world.pass_days(10).await;
    let late = world.claim(&numbers[0]).await;
    let greta = world.signed_in(Persona::Greta).await;
    let shows = async |query: &str| greta.get(&format!("/queue?{query}")).await.html.contains(&numbers[0]);
    assert!(shows(&format!("partner={}", late.partner)).await);
    assert!(!shows(&format!("partner={}", Persona::Elena.firm().expect("a firm").id())).await);
    let programme = late.details.programme.as_ref().expect("a programme");
    assert!(shows(&format!("programme={programme}")).await);
    assert!(
        shows("due_before=2027-01-01").await,
        "what is late is due before any day to come"
    );
    assert!(!shows("due_before=2026-10-01").await);
    let empty = greta.get("/queue?due_before=2026-10-01").await;
    empty.says("the next claim is due by the end of");
}

#[tokio::test]
async fn a_lead_sees_disputes_with_their_decisions_and_who_needs_what() {
    let world = World::start().await;
    let numbers = waiting(&world, 3).await;
    for number in &numbers {
        world.run(Persona::Greta, number, Command::StartReview).await;
    }
    world.run(Persona::Greta, &numbers[0], reject()).await;
    world.run(Persona::Ana, &numbers[0], dispute()).await;
    world.run(Persona::Greta, &numbers[1], reject()).await;
    world.run(Persona::Judith, &numbers[1], reopen()).await;
    world.run(Persona::Greta, &numbers[2], request_information()).await;
    let ask = Command::RequestExtension {
        comment: Note::parse("The signer is on leave.").expect("a note"),
    };
    world.run(Persona::Ana, &numbers[2], ask).await;
    assert_eq!(world.claim(&numbers[1]).await.place().phase(), Phase::Reopened);

    let judith = world.signed_in(Persona::Judith).await;
    let disputes = judith.get("/queue/disputes").await;
    for number in &numbers[..2] {
        disputes.says(number);
    }
    disputes.says("by Greta");
    assert!(!disputes.html.contains(&numbers[2]));
    let greta_email = Persona::Greta.person().email.to_string();
    let hugo_email = Persona::Hugo.person().email.to_string();
    let form = disputes
        .html
        .split("<form")
        .find(|form| form.contains(&format!("/claims/{}/assignment", numbers[0])))
        .expect("a form to give the dispute to somebody");
    assert!(
        form.contains(&hugo_email) && !form.contains(&greta_email),
        "whoever decided doesn't decide again"
    );

    let team = judith.get("/queue/team").await;
    team.says("Greta");
    team.says("The signer is on leave.");
    team.says(&numbers[2]);
    let greta = world.signed_in(Persona::Greta).await;
    assert_eq!(greta.get("/queue/team").await.status, 403);
    assert_eq!(greta.get("/queue/disputes").await.status, 200);
    let preview = greta.get(&format!("/queue/preview/{}", numbers[0])).await;
    preview.says("by Greta");
    let ana = world.signed_in(Persona::Ana).await;
    for path in ["/queue", "/queue/next", "/queue/disputes", "/queue/team"] {
        assert_eq!(ana.get(path).await.status, 403, "{path}");
    }
    assert_eq!(ana.get(&format!("/queue/preview/{}", numbers[0])).await.status, 403);
}
