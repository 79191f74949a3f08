//! The customer's page behind the secret link.

use domain::claim::{LineState, Phase, Status};
use testkit::Persona;

use super::lives::parsed;
use super::world::{Browser, World};

async fn place(world: &World, number: &str) -> (Status, Phase) {
    let place = world.claim(number).await.place();
    (place.status(), place.phase())
}

/// Sends the one form of the page; an answer that was taken leads to its receipt.
async fn choose(customer: &Browser, link: &str, pairs: &[(&str, &str)]) -> super::world::Answer {
    let answer = customer.send(link, pairs).await;
    if answer.location().ends_with("/receipt") {
        return customer.get(answer.location()).await;
    }
    answer
}

/// The newest code that was mailed for a claim, as the demo shows it.
async fn mailed_code(world: &World, number: &str) -> String {
    let page = world
        .signed_in(Persona::Greta)
        .await
        .get(&format!("/messages?claim={number}&to=olga@acme.example"))
        .await;
    let (_, rest) = page.html.split_once(r#"<dd class="no b">"#).expect("a code");
    rest.split('<').next().expect("six digits").to_owned()
}

#[tokio::test]
async fn reading_changes_nothing_and_a_forged_link_leads_nowhere() {
    let world = World::start().await;
    let number = world.approved().await;
    let link = world.customer_link(&number).await;
    let customer = world.nobody();
    let actor = Persona::Milo.actor();
    let head = |number: String| {
        let (world, actor) = (&world, &actor);
        async move {
            app::load(&world.env, actor, parsed(&number))
                .await
                .expect("the claim")
                .head
        }
    };
    let before = head(number.clone()).await;
    for _ in 0..3 {
        let page = customer.get(&link).await;
        assert_eq!(page.status, 200);
        page.says("Vale Verde Sistemas");
        page.says("If you do nothing, that counts as a yes");
        for words in [
            "Sign out",
            "/claims",
            "proof.pdf",
            "olga@acme.example",
            "Ana Example",
            "Greta",
        ] {
            assert!(!page.html.contains(words), "{words} is not for the customer");
        }
        assert!(page.cookie().is_empty());
        assert_eq!(
            (page.header("referrer-policy"), page.header("cache-control")),
            ("no-referrer", "no-store")
        );
    }
    assert_eq!(head(number).await, before);
    for forged in [
        "/consents/x".to_owned(),
        format!("{link}x"),
        "/consents/%27%20OR%201=1".to_owned(),
    ] {
        let page = customer.get(&forged).await;
        assert_eq!(
            (page.status, page.header("content-type")),
            (404, "text/html; charset=utf-8")
        );
        assert_eq!(choose(&customer, &forged, &[("decision", "decline")]).await.status, 404);
        assert_eq!(choose(&customer, &format!("{forged}/codes"), &[]).await.status, 404);
    }
}

#[tokio::test]
async fn an_answer_is_given_product_by_product_and_then_whole() {
    let world = World::start().await;
    let number = world.approved().await;
    let link = world.customer_link(&number).await;
    let customer = world.nobody();
    let undecided = choose(&customer, &link, &[("comment", "Kept <words>")]).await;
    assert_eq!(undecided.status, 422);
    undecided.says("Choose one of the three answers");
    undecided.says("Kept &#60;words&#62;");
    let lineless = choose(&customer, &link, &[("decision", "lines")]).await;
    assert_eq!(lineless.status, 422);
    lineless.says("Tick at least one product");
    let long = "x".repeat(4001);
    assert_eq!(
        choose(&customer, &link, &[("decision", "decline"), ("comment", &long)])
            .await
            .status,
        422
    );
    assert_eq!(place(&world, &number).await, (Status::Approved, Phase::ConsentWindow));

    let lines: Vec<String> = world
        .claim(&number)
        .await
        .lines
        .iter()
        .map(|line| line.id.to_string())
        .collect();
    let one = choose(
        &customer,
        &link,
        &[("decision", "lines"), ("lines", &lines[1]), ("comment", "Not Teams")],
    )
    .await;
    assert_eq!(one.status, 200, "{}", one.html);
    one.says("You declined: Teams");
    one.says("Not Teams");
    assert_eq!(world.claim(&number).await.lines[1].state, LineState::Declined);
    customer.get(&link).await.says("Declined");
    let again = choose(&customer, &link, &[("decision", "lines"), ("lines", &lines[1])]).await;
    assert_eq!(again.status, 422, "a line can be declined once");
    let rest = [
        ("decision", "lines"),
        ("lines", lines[0].as_str()),
        ("lines", lines[2].as_str()),
    ];
    let whole = choose(&customer, &link, &rest).await;
    whole.says("You declined.");
    assert_eq!(place(&world, &number).await, (Status::Rejected, Phase::Disputable));
    let over = choose(&customer, &link, &[("decision", "confirm")]).await;
    assert_eq!(over.status, 409);
    over.says("The time for this answer is over");
}

#[tokio::test]
async fn a_yes_takes_effect_and_is_ended_later_with_a_mailed_code() {
    let world = World::start().await;
    let number = world.approved().await;
    let link = world.customer_link(&number).await;
    let customer = world.nobody();
    let confirmed = choose(&customer, &link, &[("decision", "confirm")]).await;
    confirmed.says("You confirmed");
    assert_eq!(place(&world, &number).await, (Status::Approved, Phase::InForce));
    let lines: Vec<String> = world
        .claim(&number)
        .await
        .lines
        .iter()
        .map(|line| line.id.to_string())
        .collect();

    let end = |code: &str| {
        let pairs = [
            ("decision", "end".to_owned()),
            ("lines", lines[0].clone()),
            ("code", code.to_owned()),
        ];
        let (customer, link) = (&customer, &link);
        async move {
            choose(
                customer,
                link,
                &pairs.each_ref().map(|(name, value)| (*name, value.as_str())),
            )
            .await
        }
    };
    let codeless = end("").await;
    assert_eq!(codeless.status, 403);
    codeless.says("Enter the one-time code");
    let asked = choose(&customer, &format!("{link}/codes"), &[]).await;
    assert_eq!(asked.location(), format!("{link}?code=sent"));
    customer.get(asked.location()).await.says("A code is on its way");
    let wrong = end("000000x").await;
    assert_eq!(wrong.status, 403);
    wrong.says("This code isn’t right");
    let code = mailed_code(&world, &number).await;
    assert!(!wrong.html.contains(&code));
    let unnamed = choose(&customer, &link, &[("decision", "end"), ("code", &code)]).await;
    assert_eq!(unnamed.status, 422, "which products end is said by name");
    let ended = end(&code).await;
    assert_eq!(ended.status, 200, "{}", ended.html);
    ended.says("You ended the association for: Exchange Online");
    assert_eq!(world.claim(&number).await.lines[0].state, LineState::Ended);
    assert_eq!(end(&code).await.status, 422, "what has ended can't end again");
}

#[tokio::test]
async fn silence_is_consent_and_a_late_no_is_told_so() {
    let world = World::start().await;
    let number = world.approved().await;
    let link = world.customer_link(&number).await;
    world.pass_days(8).await;
    let late = choose(
        &world.nobody(),
        &link,
        &[("decision", "decline"), ("comment", "Too late")],
    )
    .await;
    assert_eq!(late.status, 409);
    late.says("The time for this answer is over");
    late.says("The association is in force");
    assert_eq!(place(&world, &number).await, (Status::Approved, Phase::InForce));
}

#[tokio::test]
async fn a_wrong_receiver_stops_the_time() {
    let world = World::start().await;
    let number = world.approved().await;
    let link = world.customer_link(&number).await;
    let customer = world.nobody();
    choose(&customer, &link, &[("decision", "not_me")])
        .await
        .says("The time has stopped");
    customer
        .get(&link)
        .await
        .says("The time has stopped until the right person");
    world.pass_days(30).await;
    assert_eq!(place(&world, &number).await, (Status::Approved, Phase::ConsentWindow));
}

#[tokio::test]
async fn no_other_sites_page_answers_for_the_customer() {
    let world = World::start().await;
    let number = world.approved().await;
    let link = world.customer_link(&number).await;
    let customer = world.nobody();
    for site in ["cross-site", "same-site"] {
        assert_eq!(
            customer.send_from(site, &link, &[("decision", "decline")]).await.status,
            403
        );
        assert_eq!(
            customer.send_from(site, &format!("{link}/codes"), &[]).await.status,
            403
        );
    }
    assert_eq!(place(&world, &number).await, (Status::Approved, Phase::ConsentWindow));
}

#[tokio::test]
async fn a_receipt_can_be_read_again_and_saved_by_who_answered() {
    let world = World::start().await;
    let number = world.approved().await;
    let link = world.customer_link(&number).await;
    let customer = world.nobody();
    let receipt = format!("{link}/receipt");
    let early = customer.get(&receipt).await;
    assert_eq!(early.status, 404);
    early.says("This link opens nothing");
    assert!(
        !customer.get(&link).await.html.contains("/receipt"),
        "no answer, no receipt"
    );
    let declined = choose(
        &customer,
        &link,
        &[("decision", "decline"), ("comment", "We <never> met")],
    )
    .await;
    declined.says("You declined.");
    declined.says("We &#60;never&#62; met");
    customer.get(&link).await.says(&receipt);
    customer.get(&receipt).await.says("You declined.");
    let saved = customer.get(&format!("{receipt}.txt")).await;
    assert_eq!(
        (saved.status, saved.header("content-type")),
        (200, "text/plain; charset=utf-8")
    );
    assert!(saved.header("content-disposition").contains(&number));
    saved.says("Your answer: You declined.");
    saved.says("We <never> met");
    assert_eq!(customer.get("/consents/x/receipt.txt").await.status, 404);
}
