//! Two nodes on one database.

use domain::claim::Place;
use store::{Change, CommitError};

use super::engine::Home;
use super::histories::{Life, answer};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_changes_that_exclude_each_other_one_is_written_whichever_node_they_come_to() {
    let (home, first) = Home::new().await;
    let second = home.open().await;
    let renewed = Life::numbered(1, Place::SubmittedFirst);
    let tenant = renewed.claim.details.customer.tenant_id;
    // All claim the same; what half of them renew is no reason to stand beside each other.
    let commits = (2..42_u32).map(|n| {
        let store = if n % 2 == 0 { first.clone() } else { second.clone() };
        let life = Life::numbered(n, Place::SubmittedFirst).with(|created| {
            created.details.customer.tenant_id = tenant;
            created.details.renews = (n % 4 < 2).then(|| renewed.number());
        });
        tokio::spawn(async move { store.commit(Change::of(life.change())).await })
    });
    let mut written = 0;
    for task in commits.collect::<Vec<_>>() {
        match task.await.unwrap() {
            Ok(_) => written += 1,
            Err(refusal) => assert!(matches!(refusal, CommitError::LineTaken(_)), "{refusal:?}"),
        }
    }
    assert_eq!(written, 1);
    assert_eq!(first.check_integrity().await.unwrap().findings, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_is_answered_once_whichever_node_it_is_repeated_to() {
    let (home, first) = Home::new().await;
    let second = home.open().await;
    let commits = (1..33_u32).map(|n| {
        let store = if n % 2 == 0 { first.clone() } else { second.clone() };
        let change = Change {
            claims: vec![Life::numbered(n, Place::Draft).change()],
            answer: Some(answer("k")),
        };
        tokio::spawn(async move { store.commit(change).await })
    });
    let mut written = 0;
    for task in commits.collect::<Vec<_>>() {
        match task.await.unwrap() {
            Ok(_) => written += 1,
            Err(refusal) => assert!(matches!(refusal, CommitError::AnswerTaken), "{refusal:?}"),
        }
    }
    assert_eq!(written, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn numbers_and_keys_are_given_once() {
    let (home, first) = Home::new().await;
    let second = home.open().await;
    let asking = (0..40_u32).map(|n| {
        let store = if n % 2 == 0 { first.clone() } else { second.clone() };
        tokio::spawn(async move {
            let number = store.reserve_number(2026).await.unwrap().sequence;
            (number, store.secret("link").await.unwrap())
        })
    });
    let (mut numbers, mut keys) = (Vec::new(), Vec::new());
    for task in asking.collect::<Vec<_>>() {
        let (number, key) = task.await.unwrap();
        numbers.push(number);
        keys.push(key);
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=40).collect::<Vec<_>>());
    keys.dedup();
    assert_eq!(keys.len(), 1);
}

#[tokio::test]
async fn connections_that_were_cut_are_made_anew() {
    let (home, store) = Home::new().await;
    assert_eq!(store.reserve_number(2026).await.unwrap().sequence, 1);
    Life::numbered(1, Place::Draft).commit(&store).await;
    home.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    .unwrap();
    // What each connection was in the middle of may fail; nothing fails for good.
    let (mut numbered, mut committed, mut read) = (false, false, false);
    for _ in 0..10 {
        numbered |= store.reserve_number(2026).await.is_ok();
        let life = Life::numbered(2, Place::Draft);
        committed |= match store.commit(Change::of(life.change())).await {
            Ok(_) | Err(CommitError::Conflict) => true,
            Err(_) => false,
        };
        read |= store.secret("link").await.is_ok() && store.load_reference().await.is_ok();
    }
    assert!(numbered && committed && read);
}
