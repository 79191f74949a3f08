use std::time::Duration;

use domain::claim::{NoticeKind, Place};
use domain::id::Uuid;
use domain::place::Language;
use store::{NewCode, PageRequest, Store, StoredMessage};

use super::lives::{self, number};
use super::samples::{self, at, email};

const LEASE: Duration = Duration::from_secs(60);

async fn all(store: &Store, claim: Option<u32>, to: Option<&str>) -> Vec<StoredMessage> {
    let mut page = PageRequest { limit: 2, after: None };
    let mut messages = Vec::new();
    loop {
        let found = store
            .list_messages(claim.map(number), to.map(email), &page)
            .await
            .unwrap();
        assert!(found.items.len() <= 2);
        messages.extend(found.items);
        match found.next {
            Some(next) => page.after = Some(next),
            None => return messages,
        }
    }
}

fn kinds(messages: &[StoredMessage]) -> Vec<NoticeKind> {
    messages.iter().map(|message| message.kind).collect()
}

#[tokio::test]
async fn newest_first_is_the_same_list_backwards_whatever_the_page() {
    let (_folder, store) = samples::empty().await;
    lives::put(&store, Place::InForce, 1).await;
    lives::put(&store, Place::SubmittedFirst, 2).await;
    for (claim, to) in [(None, None), (Some(1), None), (None, Some("kontakt@kunde.example"))] {
        let mut backwards = Vec::new();
        let mut page = PageRequest { limit: 2, after: None };
        loop {
            let found = store
                .list_messages_newest(claim.map(number), to.map(email), &page)
                .await;
            let found = found.unwrap();
            backwards.extend(found.items);
            match found.next {
                Some(next) => page.after = Some(next),
                None => break,
            }
        }
        backwards.reverse();
        assert_eq!(backwards, all(&store, claim, to).await);
        assert!(!backwards.is_empty());
    }
}

#[tokio::test]
async fn messages_are_listed_oldest_first_by_claim_and_address() {
    let (_folder, store) = samples::empty().await;
    let claim = lives::put(&store, Place::InForce, 1).await;
    lives::put(&store, Place::SubmittedFirst, 2).await;

    let of_first = all(&store, Some(1), None).await;
    assert_eq!(
        kinds(&of_first),
        [
            NoticeKind::Received,
            NoticeKind::Approved,
            NoticeKind::AssociationNotice,
            NoticeKind::InForce,
        ]
    );
    assert!(of_first.is_sorted_by_key(|message| (message.at, message.id)));
    let notice = &of_first[2];
    assert_eq!(
        (notice.claim, notice.claim_id, notice.sequence, notice.round),
        (number(1), claim.id, 5, 1)
    );
    assert_eq!(
        (notice.to.as_str(), notice.language),
        ("Kontakt@Kunde.example", Language::Portuguese)
    );
    assert_eq!((notice.code, notice.sent_at), (None, None));

    assert_eq!(all(&store, None, None).await.len(), 5);
    let to_customer = all(&store, None, Some("kontakt@kunde.example")).await;
    assert_eq!(kinds(&to_customer), [NoticeKind::AssociationNotice]);
    assert_eq!(all(&store, Some(2), Some("PARTNER@valeverde.example")).await.len(), 1);
    assert!(all(&store, Some(2), Some("kontakt@kunde.example")).await.is_empty());
    assert!(all(&store, Some(3), None).await.is_empty());
}

#[tokio::test]
async fn a_message_is_taken_by_one_at_a_time_until_it_is_finished() {
    let (_folder, store) = samples::empty().await;
    lives::put(&store, Place::ConsentWindow, 1).await;
    let first = store.take_messages(at(0), LEASE, 2).await.unwrap();
    assert_eq!(kinds(&first), [NoticeKind::Received, NoticeKind::Approved]);
    let second = store.take_messages(at(0), LEASE, 2).await.unwrap();
    assert_eq!(kinds(&second), [NoticeKind::AssociationNotice]);
    assert!(store.take_messages(at(59), LEASE, 2).await.unwrap().is_empty());

    store.finish_message(first[0].id, at(59)).await.unwrap();
    store.finish_message(first[0].id, at(70)).await.unwrap();
    let again = store.take_messages(at(60), LEASE, 9).await.unwrap();
    assert_eq!(again.len(), 2, "the lease of those not finished is over");
    assert!(again.iter().all(|message| message.id != first[0].id));
    let listed = all(&store, Some(1), None).await;
    assert_eq!(listed[0].sent_at, Some(at(59)), "finished once");
    assert_eq!(listed[1].sent_at, None);
}

#[tokio::test]
async fn many_who_take_at_once_never_take_the_same() {
    let (_folder, store) = samples::empty().await;
    for sequence in 1..=5 {
        lives::put(&store, Place::ConsentWindow, sequence).await;
    }
    let taking: Vec<_> = (0..10)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { store.take_messages(at(0), LEASE, 4).await.unwrap() })
        })
        .collect();
    let mut taken = Vec::new();
    for take in taking {
        taken.extend(take.await.unwrap().into_iter().map(|message| message.id));
    }
    assert_eq!(taken.len(), 15);
    taken.sort_unstable();
    taken.dedup();
    assert_eq!(taken.len(), 15);
}

#[tokio::test]
async fn a_code_is_sent_by_its_own_message() {
    let (_folder, store) = samples::empty().await;
    let claim = lives::put(&store, Place::InForce, 1).await;
    let id = Uuid::from_u128(77);
    let code = NewCode {
        id,
        claim: claim.id,
        round: 1,
        code_hash: [1; 32],
        expires_at: at(100),
        message_id: Uuid::from_u128(78),
        sequence: 6,
        to: email("kontakt@kunde.example"),
        language: Language::Swedish,
        at: at(0),
    };
    store.create_code(code).await.unwrap();
    let listed = all(&store, Some(1), Some("kontakt@kunde.example")).await;
    let sent = listed
        .iter()
        .find(|message| message.kind == NoticeKind::OneTimeCode)
        .unwrap();
    assert_eq!((sent.id, sent.code), (Uuid::from_u128(78), Some(id)));
    assert_eq!((sent.sequence, sent.round, sent.language), (6, 1, Language::Swedish));
}
