//! The customer's link: what it opens, what it may, and when it is dead.

use app::HandleError;
use app::consent::{Choice, choose, find};
use domain::claim::{Claim, Command, LineState, NoticeKind, Place, Refusal};
use domain::id::ClaimNumber;
use domain::party::Actor;
use store::{PageRequest, Stored};
use testkit::Persona;
use testkit::commands::{approve_all, line_id, reopen};

use crate::world::{World, contact, refusal};

/// The secret parts of the links that the customer's notices carry, oldest first.
pub async fn tokens(world: &World, number: ClaimNumber) -> Vec<String> {
    let letters = app::messages::list(&world.env, Some(number), None, &PageRequest::first(200))
        .await
        .unwrap()
        .items;
    let notices = letters
        .into_iter()
        .filter(|letter| letter.message.kind == NoticeKind::AssociationNotice);
    notices.map(|letter| letter.consent_token.unwrap()).collect()
}

pub async fn choice(world: &World, token: &str, choice: Choice, code: Option<&str>) -> Result<Stored, HandleError> {
    let linked = find(&world.env, token).await?;
    choose(&world.env, linked, choice, None, code, None).await
}

async fn approved(world: &World, n: u32) -> (Claim, String) {
    let claim = world.approved(n).await;
    let mut tokens = tokens(world, claim.number).await;
    assert_eq!(tokens.len(), 1);
    (claim, tokens.remove(0))
}

#[tokio::test]
async fn a_link_opens_its_claim_and_looking_changes_nothing() {
    let world = World::new().await;
    let (claim, token) = approved(&world, 1).await;
    let (other, another_token) = approved(&world, 2).await;
    assert_ne!(token, another_token);
    let before = world.dump();
    let linked = find(&world.env, &token).await.unwrap();
    assert_eq!(linked.stored.claim, claim);
    assert_eq!(
        linked.actor,
        Actor::Customer {
            claim: claim.id,
            round: 1
        }
    );
    assert_eq!(find(&world.env, &another_token).await.unwrap().stored.claim, other);
    for forged in ["", "x", &token[1..], &format!("{token}A"), &token.to_lowercase()] {
        assert!(
            matches!(find(&world.env, forged).await, Err(HandleError::NotFound)),
            "{forged}"
        );
    }
    world.assert_unchanged(&before);
}

#[tokio::test]
async fn no_link_is_stored_anywhere() {
    let world = World::new().await;
    let (_, token) = approved(&world, 1).await;
    assert!(!world.dump().iter().any(|row| row.contains(&token)));
    let bytes = std::fs::read(world.env.store.database().unwrap()).unwrap();
    assert!(!bytes.windows(token.len()).any(|window| window == token.as_bytes()));
}

#[tokio::test]
async fn links_are_the_same_after_a_restart() {
    let world = World::new().await;
    let (claim, token) = approved(&world, 1).await;
    let world = world.restarted().await;
    assert_eq!(tokens(&world, claim.number).await, [token.as_str()]);
    assert_eq!(find(&world.env, &token).await.unwrap().stored.claim, claim);
}

#[tokio::test]
async fn a_yes_brings_it_into_force_and_then_the_window_is_closed() {
    let world = World::new().await;
    let (_, token) = approved(&world, 1).await;
    let confirmed = choice(&world, &token, Choice::Confirm, None).await.unwrap();
    assert_eq!(confirmed.claim.place(), Place::InForce);
    let before = world.dump();
    for late in [Choice::Confirm, Choice::Decline(None), Choice::NotMe] {
        let refused = choice(&world, &token, late, None).await;
        assert_eq!(refusal(refused), Refusal::WindowClosed(Place::InForce));
    }
    world.assert_unchanged(&before);
}

#[tokio::test]
async fn a_no_to_a_line_and_then_to_the_rest_is_a_no_to_the_claim() {
    let world = World::new().await;
    let (claim, token) = approved(&world, 1).await;
    let first = choice(&world, &token, Choice::Decline(Some(vec![line_id(0)])), None)
        .await
        .unwrap()
        .claim;
    assert_eq!(
        (first.place(), first.lines_in(LineState::Declined).collect()),
        (Place::ConsentWindow, vec![line_id(0)])
    );
    // A line that is declined already is none to decline, and the refusal changes nothing.
    let before = world.dump();
    let again = choice(&world, &token, Choice::Decline(Some(vec![line_id(0)])), None).await;
    assert_eq!(refusal(again).code(), "invalid");
    world.assert_unchanged(&before);
    let rest = choice(
        &world,
        &token,
        Choice::Decline(Some(vec![line_id(1), line_id(2)])),
        None,
    )
    .await
    .unwrap();
    assert_eq!(
        (rest.claim.place(), rest.claim.number),
        (Place::Disputable, claim.number)
    );
    assert_eq!(rest.claim.lines_in(LineState::Declined).count(), 3);
}

#[tokio::test]
async fn too_late_is_too_late_also_by_link() {
    let world = World::new().await;
    let (claim, token) = approved(&world, 1).await;
    let linked = find(&world.env, &token).await.unwrap();
    // The week ends at the end of Monday, 21 September, in São Paulo; the page was opened before.
    world.at("2026-09-22T03:00:00Z");
    let refused = choose(&world.env, linked, Choice::Decline(None), None, None, None).await;
    assert_eq!(refusal(refused), Refusal::WindowClosed(Place::InForce));
    assert_eq!(world.stored(claim.number).await.place(), Place::InForce);
}

#[tokio::test]
async fn a_notice_to_somebody_else_goes_to_a_working_contact_and_the_old_link_dies() {
    let world = World::new().await;
    let (claim, old) = approved(&world, 1).await;
    world.at("2026-09-16T15:00:00Z");
    let failed = choice(&world, &old, Choice::NotMe, None).await.unwrap().claim;
    assert_eq!(
        (failed.turn(), failed.deadlines().len()),
        (domain::claim::Turn::Partner, 0)
    );
    // Nothing runs out while it stands still.
    world.at("2026-10-16T15:00:00Z");
    let named = Command::NameCustomerContact {
        contact: contact("Pedro", "pedro@acme.example"),
    };
    world.run(Persona::Ana, claim.number, named).await.unwrap();
    assert_eq!(tokens(&world, claim.number).await, [old.as_str()]);
    let confirmed = world
        .run(Persona::Greta, claim.number, Command::ConfirmCustomerContact)
        .await
        .unwrap()
        .claim;
    assert_eq!(
        confirmed.next_wake_up().unwrap().at,
        testkit::commands::instant("2026-10-24T03:00:00Z")
    );

    let all = tokens(&world, claim.number).await;
    assert_eq!((all.len(), &all[0]), (2, &old));
    let new = &all[1];
    assert_ne!(new, &old);
    let before = world.dump();
    assert_eq!(find(&world.env, &old).await.unwrap().stored.claim, confirmed);
    for kind in [Choice::Confirm, Choice::Decline(None), Choice::NotMe] {
        assert_eq!(refusal(choice(&world, &old, kind, None).await), Refusal::Superseded);
    }
    world.assert_unchanged(&before);
    let letters = app::messages::list(&world.env, Some(claim.number), None, &PageRequest::first(200))
        .await
        .unwrap();
    let to: Vec<_> = letters
        .items
        .iter()
        .filter(|letter| letter.consent_token.as_ref() == Some(new))
        .collect();
    assert_eq!((to.len(), to[0].message.to.as_str()), (1, "pedro@acme.example"));
    assert_eq!(
        choice(&world, new, Choice::Confirm, None).await.unwrap().claim.place(),
        Place::InForce
    );
    world.assert_sound().await;
}

#[tokio::test]
async fn after_another_approval_the_newest_link_decides() {
    let world = World::new().await;
    let (claim, old) = approved(&world, 1).await;
    world.run(Persona::Judith, claim.number, reopen()).await.unwrap();
    // Nothing is to be chosen while the decision is being corrected.
    let refused = choice(&world, &old, Choice::Confirm, None).await;
    assert_eq!(refusal(refused), Refusal::WindowClosed(Place::ReviewReopened));
    let reopened = world.stored(claim.number).await;
    world
        .run(Persona::Greta, claim.number, approve_all(&reopened))
        .await
        .unwrap();
    let all = tokens(&world, claim.number).await;
    assert_eq!(all.len(), 2);
    assert_eq!(
        refusal(choice(&world, &old, Choice::Decline(None), None).await),
        Refusal::Superseded
    );
    let declined = choice(&world, &all[1], Choice::Decline(None), None).await.unwrap();
    assert_eq!(declined.claim.place(), Place::Disputable);
}
