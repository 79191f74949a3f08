//! Two nodes on one database.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::claim::Place;
use store::{Change, CommitError, Found, Held, NewSession, PageRequest, Store, StoreError};
use tokio::time::timeout;

use super::engine::Home;
use super::histories::{Life, all, answer};
use super::samples::{self, at};

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

#[tokio::test]
async fn whoever_asks_who_asks_learns_what_another_node_has_changed() {
    let (home, first) = Home::new().await;
    let second = home.open().await;
    second.look_around().await.unwrap();
    assert_eq!(second.marks().map(|marks| marks.demo_clock), Some(None));
    let (reference, credentials) = (samples::reference(), samples::credentials());
    first.put_reference(reference.clone(), credentials).await.unwrap();
    first.start_demo_clock(at(10)).await.unwrap();
    assert!(second.find_token([3; 32], at(0)).await.unwrap().is_some());
    let marks = second.marks().unwrap();
    assert_eq!((marks.reference, marks.demo_clock), (1, Some(at(10))));

    first.put_reference(reference, BTreeMap::new()).await.unwrap();
    first.advance_demo_clock(at(20)).await.unwrap();
    let session = NewSession {
        hash: [1; 32],
        user: samples::REVIEWER,
        secret: [2; 32],
        created_at: at(0),
        expires_at: at(100),
    };
    first.create_session(session).await.unwrap();
    assert!(second.find_session([1; 32], at(1)).await.unwrap().is_some());
    let marks = second.marks().unwrap();
    assert_eq!((marks.reference, marks.demo_clock), (2, Some(at(20))));
    assert_eq!(second.load_reference_at().await.unwrap().1, 2);

    first.advance_demo_clock(at(30)).await.unwrap();
    second.look_around().await.unwrap();
    assert_eq!(second.marks().unwrap().demo_clock, Some(at(30)));
}

async fn take(store: &Store) -> Option<Held> {
    match store.take_key("caller", "/claims", "k", at(0)).await.unwrap() {
        Found::Free(held) => Some(held),
        Found::UnderWay => None,
        Found::Answered(answer) => panic!("{}", answer.status),
    }
}

async fn until_free(store: &Store) -> Held {
    let waiting = async {
        loop {
            if let Some(held) = take(store).await {
                return held;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(Duration::from_secs(10), waiting).await.unwrap()
}

#[tokio::test]
async fn a_key_is_worked_on_by_one_node_at_a_time_until_it_is_left_or_the_node_dies() {
    let (home, first) = Home::new().await;
    let second = home.open().await;
    let held = take(&first).await.unwrap();
    assert!(take(&second).await.is_none());
    drop(held);
    let held = until_free(&second).await;
    assert!(take(&first).await.is_none());
    // What dies with its node is the connection.
    home.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_locks
         WHERE locktype = 'advisory' AND mode = 'ExclusiveLock' AND granted AND pid <> pg_backend_pid()
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
    )
    .unwrap();
    let taken = until_free(&first).await;
    // What was lost is not the other's to leave.
    drop(held);
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(take(&second).await.is_none());
    drop(taken);

    let kept = answer("k");
    let change = Change {
        claims: vec![Life::numbered(1, Place::Draft).change()],
        answer: Some(kept.clone()),
    };
    first.commit(change).await.unwrap();
    let found = second.take_key(&kept.caller, &kept.path, &kept.key, at(0)).await;
    assert!(matches!(found.unwrap(), Found::Answered(found) if found.body == kept.body));
}

#[tokio::test]
async fn one_node_is_alone() {
    let (home, first) = Home::new().await;
    let second = home.open().await;
    let alone = first.alone().await.unwrap();
    assert!(timeout(Duration::from_millis(200), second.alone()).await.is_err());
    drop(alone);
    let alone = timeout(Duration::from_secs(10), second.alone()).await;
    assert!(alone.unwrap().is_ok());
}

#[tokio::test]
async fn an_older_program_goes_on_while_a_newer_one_adds_to_the_schema() {
    let (home, old) = Home::new().await;
    let reference = samples::reference();
    old.put_reference(reference.clone(), samples::credentials())
        .await
        .unwrap();
    let first = Life::numbered(1, Place::SubmittedFirst);
    first.commit(&old).await;
    // What an expanding migration may do, to each table while it is in use: columns with a default, tables, indexes.
    let expand = "DO $$ DECLARE name text; BEGIN
            FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
                EXECUTE format('ALTER TABLE %I ADD COLUMN added_later integer NOT NULL DEFAULT 0', name);
            END LOOP;
        END $$;
        CREATE TABLE added_later (id integer PRIMARY KEY);
        CREATE INDEX added_later_of_claim ON claim (added_later);
        INSERT INTO migration (number, name, sha256) VALUES (9998, 'larger', sha256(''))";
    home.execute(expand).unwrap();
    // Both the one that runs and one that is started now.
    for (number, store) in [(2, &old), (3, &home.open().await)] {
        Life::numbered(number, Place::SubmittedFirst).commit(store).await;
        let found = store.load_reference().await.unwrap();
        assert_eq!(found.people.len(), reference.people.len());
        assert!(store.find_token([3; 32], at(0)).await.unwrap().is_some());
        let found = store.find_claim(&all(), first.number()).await.unwrap();
        assert_eq!(found.map(|stored| stored.claim), Some(first.claim.clone()));
        let messages = store.list_messages(None, None, &PageRequest::first(5)).await;
        assert!(messages.unwrap().items.is_empty());
        assert_eq!(store.check_integrity().await.unwrap().findings, []);
        store.probe().await.unwrap();
    }
    // And no longer once something it needs is taken away.
    let shrink = "INSERT INTO migration (number, name, sha256, needs) VALUES (9999, 'smaller', sha256(''), 9998)";
    home.execute(shrink).unwrap();
    match Store::connect(&home.url().parse().unwrap()).await.err() {
        Some(StoreError::Newer { found: 9999, known }) => assert_eq!(known, Store::schema_version()),
        other => panic!("{other:?}"),
    }
}
