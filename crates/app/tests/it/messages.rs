//! Messages: committed with their cause, handed on once, with secrets for the customer only.

use std::time::Duration;

use app::outbox::run_waiting;
use domain::claim::NoticeKind;
use domain::text::Email;
use store::PageRequest;

use crate::world::World;

async fn waiting(world: &World) -> usize {
    let all = world
        .env
        .store
        .list_messages(None, None, &PageRequest::first(200))
        .await
        .unwrap()
        .items;
    all.iter().filter(|message| message.sent_at.is_none()).count()
}

#[tokio::test]
async fn only_the_customers_letters_carry_the_link_and_all_tell_of_the_claim_as_it_was() {
    let world = World::new().await;
    let claim = world.asked(1).await;
    world
        .run(testkit::Persona::Ana, claim.number, testkit::commands::resubmit())
        .await
        .unwrap();
    world
        .run(
            testkit::Persona::Greta,
            claim.number,
            domain::claim::Command::StartReview,
        )
        .await
        .unwrap();
    let reviewed = world.stored(claim.number).await;
    world
        .run(
            testkit::Persona::Greta,
            claim.number,
            testkit::commands::approve_all(&reviewed),
        )
        .await
        .unwrap();
    world.at("2026-09-22T03:00:00Z");
    world.load(testkit::Persona::Ana, claim.number).await.unwrap();

    let page = PageRequest::first(200);
    let letters = app::messages::list(&world.env, Some(claim.number), None, &page)
        .await
        .unwrap()
        .items;
    let kinds: Vec<_> = letters.iter().map(|letter| letter.message.kind.code()).collect();
    let expected = [
        "received",
        "information_requested",
        "resubmission_received",
        "approved",
        "association_notice",
        "in_force",
    ];
    let (mut sorted, mut expected_sorted) = (kinds.clone(), expected.to_vec());
    sorted.sort_unstable();
    expected_sorted.sort_unstable();
    assert_eq!(sorted, expected_sorted);
    assert_eq!(kinds.last(), Some(&"in_force"), "oldest first");
    for letter in &letters {
        let kind = letter.message.kind;
        let for_customer = kind == NoticeKind::AssociationNotice;
        assert_eq!(letter.consent_token.is_some(), for_customer, "{kind:?}");
        assert_eq!(
            letter.message.to.as_str() == "olga@acme.example",
            for_customer,
            "{kind:?}"
        );
        assert_eq!(letter.code, None);
        let cause = letter.cause.as_ref().unwrap();
        assert_eq!(cause.at, letter.message.at);
    }
    let asked = letters
        .iter()
        .find(|letter| letter.message.kind == NoticeKind::InformationRequested)
        .unwrap();
    assert!(asked.claim.request().is_some(), "the claim as it was then");

    let to = Email::parse("OLGA@acme.example").unwrap();
    let mine = app::messages::list(&world.env, None, Some(&to), &page)
        .await
        .unwrap()
        .items;
    assert_eq!(mine.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_loops_at_once_hand_each_message_on_once() {
    let world = World::new().await;
    for n in 1..=15 {
        world.approved(n).await;
    }
    let count = waiting(&world).await;
    assert_eq!(count, 45, "received, approved and the association notice of each");
    let (one, other) = tokio::join!(run_waiting(&world.env), run_waiting(&world.env));
    assert_eq!(one.unwrap() + other.unwrap(), count);
    assert_eq!(waiting(&world).await, 0);
    let before = world.dump();
    assert_eq!(run_waiting(&world.env).await.unwrap(), 0);
    world.assert_unchanged(&before);
}

#[tokio::test]
async fn what_a_dead_node_has_taken_is_handed_on_when_its_lease_runs_out() {
    let world = World::new().await;
    world.submitted(1).await;
    let lease = Duration::from_secs(60);
    let taken = world
        .env
        .store
        .take_messages(world.env.wall_clock.now(), lease, 10)
        .await
        .unwrap();
    assert_eq!(taken.len(), 1);
    let world = world.restarted().await;
    assert_eq!(run_waiting(&world.env).await.unwrap(), 0);
    world.wall_passes(lease);
    assert_eq!(run_waiting(&world.env).await.unwrap(), 1);
    assert_eq!(waiting(&world).await, 0);
}
