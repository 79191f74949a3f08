//! Messages, and the API's page.

use testkit::Persona;
use web::state::Mode;

use super::world::World;

#[tokio::test]
async fn the_demo_shows_everybodys_messages_and_ones_own_on_request() {
    let world = World::start().await;
    let number = world.approved().await;
    let ana = world.signed_in(Persona::Ana).await;
    let own = ana.get("/messages?to=me").await;
    own.says("ana@valeverde.example");
    own.says(&number);
    assert!(!own.html.contains("olga@acme.example"));
    let all = ana.get("/messages").await;
    all.says("olga@acme.example");
    all.says(&format!("{}/consents/", world.origin()));
    let about = ana.get(&format!("/messages?to=&claim={number}")).await;
    let (notice, received) = (
        about.html.find("<dd>A partner asks to be associated with you</dd>"),
        about.html.find("<dd>Claim received</dd>"),
    );
    assert!(notice.is_some() && notice < received, "the newest comes first");
    for nothing in [
        "/messages?to=nobody@nowhere.example",
        "/messages?claim=x",
        "/messages?to=%27--",
    ] {
        ana.get(nothing).await.says("No message matches");
    }
}

#[tokio::test]
async fn many_messages_go_on_by_next() {
    let world = World::start().await;
    for customer in 0..30 {
        world.submitted_for(customer).await;
    }
    let ana = world.signed_in(Persona::Ana).await;
    let first = ana.get("/messages").await;
    assert_eq!(first.html.matches("<dd>Claim received</dd>").count(), 25);
    let (_, rest) = first.html.split_once(r#"rel="next" href=""#).expect("a next page");
    let next = rest.split('"').next().expect("its address").replace("&#38;", "&");
    assert_eq!(ana.get(&next).await.html.matches("<dd>Claim received</dd>").count(), 5);
}

#[tokio::test]
async fn outside_the_demo_everybody_reads_their_own_alone() {
    let world = World::start_as(Mode::Live).await;
    let number = world.approved().await;
    let ana = world.signed_in(Persona::Ana).await;
    for path in ["/messages", "/messages?to=", "/messages?to=olga@acme.example"] {
        let page = ana.get(path).await;
        page.says("ana@valeverde.example");
        assert!(!page.html.contains("/consents/") && !page.html.contains("olga@acme.example"));
    }
    assert!(
        !world
            .signed_in(Persona::Elena)
            .await
            .get("/messages?to=")
            .await
            .html
            .contains(&number)
    );
}

#[tokio::test]
async fn the_api_is_described_on_a_page() {
    let world = World::start().await;
    let page = world.signed_in(Persona::Ana).await.get("/api").await;
    for words in [
        "/api/v1/claims/{number}/approval",
        "If-Match",
        "/api/v1/openapi.json",
        "ApprovalBody",
        "A problem",
    ] {
        page.says(words);
    }
}
