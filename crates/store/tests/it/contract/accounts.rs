// How accounts get in, and what goes with them.

use domain::id::UserId;
use domain::party::Person;
use store::{AccessRow, NewJournalEntry, NewSession, Put, ReferenceChange, Store};

use super::samples::{self, ADMIN, AUDITOR, REVIEWER, at, location_id};

async fn put(store: &Store, puts: Vec<Put>) {
    let entry = NewJournalEntry {
        at: at(0),
        actor: Some(REVIEWER),
        actor_name: "Niamh".to_owned(),
        subject: "account/x".to_owned(),
        subject_name: "X".to_owned(),
        act: "changed",
        fields: Vec::new(),
    };
    let change = ReferenceChange {
        puts,
        entries: vec![entry],
        seen: None,
        judged_at: None,
    };
    store.commit_reference(change).await.unwrap();
}

async fn begin(store: &Store, hash: u8, user: UserId) {
    let new = NewSession {
        hash: [hash; 32],
        user,
        secret: [0; 32],
        created_at: at(0),
        expires_at: at(100),
    };
    store.create_session(new).await.unwrap();
}

#[tokio::test]
async fn an_account_gets_in_by_its_link_then_by_its_password() {
    let (_home, store) = samples::filled().await;
    let invite = |hash| Put::Invitation {
        user: AUDITOR,
        hash: [hash; 32],
        expires_at: at(100),
    };
    put(&store, vec![invite(6)]).await;
    put(&store, vec![invite(7)]).await;
    for (hash, when, whose) in [(6, 99, None), (7, 99, Some(AUDITOR)), (7, 100, None)] {
        assert_eq!(
            store.find_invitation([hash; 32], at(when)).await.unwrap(),
            whose,
            "{hash} {when}"
        );
    }
    let invited = AccessRow {
        invited_until: Some(at(100)),
        ..AccessRow::default()
    };
    assert_eq!(store.access_of(AUDITOR, at(99)).await.unwrap(), invited);
    assert_eq!(store.password_of(AUDITOR).await.unwrap(), None);

    let phc = "$argon2id$v=19$hers".to_owned();
    let password = Put::Password {
        user: AUDITOR,
        phc: phc.clone(),
    };
    put(&store, vec![password, Put::NoInvitation(AUDITOR)]).await;
    assert_eq!(store.find_invitation([7; 32], at(99)).await.unwrap(), None);
    assert_eq!(store.password_of(AUDITOR).await.unwrap(), Some(phc));
    assert!(store.access_of(AUDITOR, at(99)).await.unwrap().has_password);
}

#[tokio::test]
async fn an_accounts_sessions_and_tokens_end_all_but_one_or_all() {
    let (_home, store) = samples::filled().await;
    for hash in 1..=3 {
        begin(&store, hash, ADMIN).await;
    }
    begin(&store, 4, REVIEWER).await;
    assert_eq!(store.sessions_of(ADMIN, at(99)).await.unwrap().len(), 3);
    assert_eq!(store.sessions_of(ADMIN, at(100)).await.unwrap(), []);
    let all_but_second = Put::NoSessions {
        user: ADMIN,
        but: Some([2; 32]),
    };
    put(&store, vec![all_but_second]).await;
    let left = store.sessions_of(ADMIN, at(99)).await.unwrap();
    assert_eq!(left.iter().map(|session| session.hash).collect::<Vec<_>>(), [[2; 32]]);
    assert_eq!(store.access_of(ADMIN, at(99)).await.unwrap().sessions, 1);

    put(&store, vec![Put::NoTokens(ADMIN)]).await;
    assert!(store.find_token([1; 32], at(0)).await.unwrap().is_none());
    assert!(store.find_token([3; 32], at(0)).await.unwrap().is_some());
    assert_eq!(store.sessions_of(REVIEWER, at(99)).await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_nobody_has_claimed_goes_with_all_that_names_it() {
    let (_home, store) = samples::filled().await;
    let before = store.load_reference().await.unwrap();
    let osa: domain::id::ProgrammeCode = "osa".parse().unwrap();
    let product: domain::id::ProductCode = "exchange_online".parse().unwrap();
    assert!(
        before
            .locations
            .values()
            .any(|location| location.enrolled.contains(&osa))
    );
    let gone = vec![
        Put::NoProgramme(osa.clone()),
        Put::NoProduct(product.clone()),
        Put::NoLocation(location_id("0000042")),
    ];
    put(&store, gone).await;
    let after = store.load_reference().await.unwrap();
    assert_eq!(after.programmes.len() + 1, before.programmes.len());
    assert!(!after.programmes.contains_key(&osa) && !after.products.contains_key(&product));
    assert_eq!(after.locations.keys().collect::<Vec<_>>(), [&location_id("1234567")]);
    assert!(
        !after
            .locations
            .values()
            .any(|location| location.enrolled.contains(&osa))
    );
    let who = |people: &std::collections::BTreeMap<UserId, Person>| people.keys().copied().collect::<Vec<_>>();
    assert_eq!(who(&after.people), who(&before.people));
}
