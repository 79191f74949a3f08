use domain::claim::{Claim, NoticeKind, Place};
use domain::id::Uuid;
use domain::place::Language;
use store::{CodeTrial, NewCode, Store};

use super::lives::{self, link_hash};
use super::samples::{self, at, email};

const RIGHT: [u8; 32] = [1; 32];
const WRONG: [u8; 32] = [2; 32];

async fn in_force() -> (super::engine::Home, Store, Claim) {
    let (home, store) = samples::empty().await;
    let claim = lives::put(&store, Place::InForce, 1).await;
    (home, store, claim)
}

fn code(claim: &Claim, id: u128) -> NewCode {
    NewCode {
        id: Uuid::from_u128(id),
        claim: claim.id,
        round: 1,
        code_hash: RIGHT,
        expires_at: at(100),
        message_id: Uuid::from_u128(id + 1_000),
        sequence: 5,
        to: email("kontakt@kunde.example"),
        language: Language::Swedish,
        at: at(0),
    }
}

#[tokio::test]
async fn a_link_leads_to_its_claim_and_round() {
    let (_folder, store, claim) = in_force().await;
    assert_eq!(store.find_link(link_hash(1, 1)).await.unwrap(), Some((claim.id, 1)));
    assert_eq!(store.find_link([9; 32]).await.unwrap(), None);
}

#[tokio::test]
async fn the_right_code_works_once() {
    let (_folder, store, claim) = in_force().await;
    let try_code = |hash| store.try_code(claim.id, 1, hash, at(50));
    assert_eq!(try_code(RIGHT).await.unwrap(), CodeTrial::NeedsNew, "none was made");
    store.create_code(code(&claim, 1)).await.unwrap();
    assert_eq!(try_code(WRONG).await.unwrap(), CodeTrial::Wrong { left: 4 });
    assert_eq!(
        store.try_code(claim.id, 2, RIGHT, at(50)).await.unwrap(),
        CodeTrial::NeedsNew,
        "another round"
    );
    assert_eq!(try_code(RIGHT).await.unwrap(), CodeTrial::Right);
    assert_eq!(try_code(RIGHT).await.unwrap(), CodeTrial::NeedsNew);
}

#[tokio::test]
async fn after_five_wrong_attempts_only_a_new_code_works() {
    let (_folder, store, claim) = in_force().await;
    let try_code = |hash| store.try_code(claim.id, 1, hash, at(50));
    store.create_code(code(&claim, 1)).await.unwrap();
    for left in [4, 3, 2, 1] {
        assert_eq!(try_code(WRONG).await.unwrap(), CodeTrial::Wrong { left });
    }
    assert_eq!(try_code(WRONG).await.unwrap(), CodeTrial::NeedsNew);
    assert_eq!(try_code(RIGHT).await.unwrap(), CodeTrial::NeedsNew);
    store.create_code(code(&claim, 2)).await.unwrap();
    assert_eq!(try_code(RIGHT).await.unwrap(), CodeTrial::Right);
}

#[tokio::test]
async fn attempts_made_at_once_are_all_counted() {
    let (_folder, store, claim) = in_force().await;
    store.create_code(code(&claim, 1)).await.unwrap();
    let trying: Vec<_> = (0..20)
        .map(|_| {
            let (store, id) = (store.clone(), claim.id);
            tokio::spawn(async move { store.try_code(id, 1, WRONG, at(50)).await.unwrap() })
        })
        .collect();
    let mut judged = 0;
    for trial in trying {
        judged += usize::from(matches!(trial.await.unwrap(), CodeTrial::Wrong { .. }));
    }
    assert_eq!(judged, 4, "the fifth already asks for a new one");
}

#[tokio::test]
async fn a_code_expires_and_is_collected() {
    let (_folder, store, claim) = in_force().await;
    store.create_code(code(&claim, 1)).await.unwrap();
    assert_eq!(
        store.try_code(claim.id, 1, RIGHT, at(100)).await.unwrap(),
        CodeTrial::NeedsNew
    );
    assert_eq!(store.collect_expired(at(99)).await.unwrap(), 0);
    assert_eq!(store.collect_expired(at(100)).await.unwrap(), 1);
    assert_eq!(
        store.try_code(claim.id, 1, RIGHT, at(99)).await.unwrap(),
        CodeTrial::NeedsNew
    );
}

#[tokio::test]
async fn a_code_for_no_claim_is_refused_with_its_message() {
    let (_folder, store, claim) = in_force().await;
    let mut stranger = code(&claim, 1);
    stranger.claim = domain::id::ClaimId(Uuid::from_u128(404));
    assert!(store.create_code(stranger).await.is_err());
    let waiting = store
        .take_messages(at(0), std::time::Duration::from_secs(1), 100)
        .await
        .unwrap();
    assert!(waiting.iter().all(|message| message.kind != NoticeKind::OneTimeCode));
}
