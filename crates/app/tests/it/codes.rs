//! One-time codes: asked for by link, mailed to the contact, good once.

use std::time::Duration;

use app::HandleError;
use app::consent::{Choice, find, send_code};
use domain::claim::{Command, NoticeKind, Place, Refusal};
use domain::id::ClaimNumber;
use store::PageRequest;
use testkit::Persona;
use testkit::commands::{approve_all, line_id};

use crate::consent::{choice, tokens};
use crate::world::{World, document, refusal};

const END: Choice = Choice::End(None);

/// A claim in force and its link.
async fn in_force(world: &World) -> (ClaimNumber, String) {
    let number = world.approved(1).await.number;
    let token = tokens(world, number).await.remove(0);
    choice(world, &token, Choice::Confirm, None).await.unwrap();
    (number, token)
}

/// Asks for a code and reads it from the newest message.
async fn code(world: &World, number: ClaimNumber, token: &str) -> String {
    let linked = find(&world.env, token).await.unwrap();
    send_code(&world.env, &linked).await.unwrap();
    codes(world, number).await.pop().unwrap()
}

async fn codes(world: &World, number: ClaimNumber) -> Vec<String> {
    let letters = app::messages::list(&world.env, Some(number), None, &PageRequest::first(200))
        .await
        .unwrap()
        .items;
    let coded = letters
        .into_iter()
        .filter(|letter| letter.message.kind == NoticeKind::OneTimeCode);
    coded.map(|letter| letter.code.unwrap()).collect()
}

fn wrong(code: &str) -> String {
    let number: u32 = code.parse().unwrap();
    format!("{:06}", (number + 1) % 1_000_000)
}

fn is_wrong<T: std::fmt::Debug>(outcome: Result<T, HandleError>) {
    assert!(matches!(outcome, Err(HandleError::WrongCode(_))), "{outcome:?}");
}

#[tokio::test]
async fn ending_needs_a_code_which_goes_to_the_contact_alone() {
    let world = World::new().await;
    let (number, token) = in_force(&world).await;
    let before = world.dump();
    assert_eq!(refusal(choice(&world, &token, END, None).await), Refusal::CodeRequired);
    world.assert_unchanged(&before);
    is_wrong(choice(&world, &token, END, Some("123456")).await);

    let code = code(&world, number, &token).await;
    assert!(
        code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()),
        "{code}"
    );
    let letters = app::messages::list(&world.env, Some(number), None, &PageRequest::first(200))
        .await
        .unwrap()
        .items;
    let carrying: Vec<_> = letters.iter().filter(|letter| letter.code.is_some()).collect();
    assert_eq!(
        (carrying.len(), carrying[0].message.to.as_str()),
        (1, "olga@acme.example")
    );
    assert!(carrying[0].cause.is_none());
    let ended = choice(&world, &token, END, Some(&format!(" {code} "))).await.unwrap();
    assert_eq!(ended.claim.place(), Place::Ended);
    world.assert_sound().await;
}

#[tokio::test]
async fn a_code_works_once() {
    let world = World::new().await;
    let (number, token) = in_force(&world).await;
    let code = code(&world, number, &token).await;
    let first = choice(&world, &token, Choice::End(Some(vec![line_id(0)])), Some(&code))
        .await
        .unwrap();
    assert_eq!(first.claim.place(), Place::InForce);
    is_wrong(choice(&world, &token, END, Some(&code)).await);
    assert_eq!(world.stored(number).await, first.claim);
}

#[tokio::test]
async fn after_five_wrong_ones_a_new_code_is_needed() {
    let world = World::new().await;
    let (number, token) = in_force(&world).await;
    let first = code(&world, number, &token).await;
    for _ in 0..5 {
        is_wrong(choice(&world, &token, END, Some(&wrong(&first))).await);
    }
    is_wrong(choice(&world, &token, END, Some(&first)).await);
    let second = code(&world, number, &token).await;
    assert_ne!(first, second);
    for _ in 0..4 {
        is_wrong(choice(&world, &token, END, Some(&wrong(&second))).await);
    }
    assert_eq!(
        choice(&world, &token, END, Some(&second)).await.unwrap().claim.place(),
        Place::Ended
    );
}

#[tokio::test]
async fn a_new_code_replaces_the_one_before() {
    let world = World::new().await;
    let (number, token) = in_force(&world).await;
    let first = code(&world, number, &token).await;
    let second = code(&world, number, &token).await;
    assert_eq!(codes(&world, number).await, [first.clone(), second.clone()]);
    is_wrong(choice(&world, &token, END, Some(&first)).await);
    choice(&world, &token, END, Some(&second)).await.unwrap();
}

#[tokio::test]
async fn a_code_expires_after_half_an_hour_of_the_machines_time_and_survives_a_restart() {
    let world = World::new().await;
    let (number, token) = in_force(&world).await;
    let first = code(&world, number, &token).await;
    // The programme's clock has no part in it.
    world.at("2026-12-01T00:00:00Z");
    world.wall_passes(Duration::from_secs(30 * 60));
    is_wrong(choice(&world, &token, END, Some(&first)).await);
    let second = code(&world, number, &token).await;
    world.wall_passes(Duration::from_secs(30 * 60 - 1));
    let world = world.restarted().await;
    choice(&world, &token, END, Some(&second)).await.unwrap();
}

#[tokio::test]
async fn a_choice_that_is_refused_anyway_does_not_use_a_code_up() {
    let world = World::new().await;
    let (number, token) = in_force(&world).await;
    let code = code(&world, number, &token).await;
    let before = world.dump();
    for refused in [
        Choice::End(Some(Vec::new())),
        Choice::End(Some(vec![line_id(9)])),
        Choice::Confirm,
    ] {
        let said = format!("{refused:?}");
        let refused = refusal(choice(&world, &token, refused, Some(&code)).await);
        assert!(
            matches!(refused, Refusal::Invalid(_) | Refusal::WindowClosed(_)),
            "{said}: {refused:?}"
        );
        world.assert_unchanged(&before);
    }
    choice(&world, &token, END, Some(&code)).await.unwrap();
}

#[tokio::test]
async fn after_a_no_a_yes_needs_a_code() {
    let world = World::new().await;
    let claim = world.approved(1).await;
    let number = claim.number;
    let token = tokens(&world, number).await.remove(0);
    choice(&world, &token, Choice::Decline(None), None).await.unwrap();
    world
        .run(Persona::Ana, number, Command::AddDocument(document()))
        .await
        .unwrap();
    let disputed = world
        .run(Persona::Ana, number, testkit::commands::dispute())
        .await
        .unwrap()
        .claim;
    world
        .run(Persona::Judith, number, approve_all(&disputed))
        .await
        .unwrap();
    let token = tokens(&world, number).await.pop().unwrap();
    assert_eq!(
        refusal(choice(&world, &token, Choice::Confirm, None).await),
        Refusal::CodeRequired
    );
    let code = code(&world, number, &token).await;
    is_wrong(choice(&world, &token, Choice::Confirm, Some(&wrong(&code))).await);
    let confirmed = choice(&world, &token, Choice::Confirm, Some(&code)).await.unwrap();
    assert_eq!(confirmed.claim.place(), Place::InForce);
}

#[tokio::test]
async fn where_no_choice_asks_for_a_code_none_is_sent() {
    let world = World::new().await;
    let (number, token) = in_force(&world).await;
    let code = code(&world, number, &token).await;
    choice(&world, &token, END, Some(&code)).await.unwrap();
    let linked = find(&world.env, &token).await.unwrap();
    let before = world.dump();
    let refused = refusal(send_code(&world.env, &linked).await);
    assert_eq!(refused, Refusal::WindowClosed(Place::Ended));
    world.assert_unchanged(&before);
}
