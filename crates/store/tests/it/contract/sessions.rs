use domain::id::UserId;
use store::{NewSession, Store};

use super::samples::{self, ADMIN, USER, at};

async fn begin(store: &Store, hash: u8, user: UserId) {
    let new = NewSession {
        hash: [hash; 32],
        user,
        secret: [hash + 100; 32],
        created_at: at(0),
        expires_at: at(100),
    };
    store.create_session(new).await.unwrap();
}

#[tokio::test]
async fn a_session_holds_until_it_expires() {
    let (_folder, store) = samples::filled().await;
    begin(&store, 1, ADMIN).await;
    let session = store.find_session([1; 32], at(99)).await.unwrap().unwrap();
    assert_eq!((session.user, session.secret), (ADMIN, [101; 32]));
    assert_eq!(
        (session.created_at, session.seen_at, session.expires_at),
        (at(0), at(0), at(100))
    );
    assert!(store.find_session([1; 32], at(100)).await.unwrap().is_none());
    assert!(store.find_session([2; 32], at(0)).await.unwrap().is_none());
}

#[tokio::test]
async fn use_lets_a_session_hold_longer_but_revives_none() {
    let (_folder, store) = samples::filled().await;
    begin(&store, 1, ADMIN).await;
    store.touch_session([1; 32], at(50), at(150)).await.unwrap();
    let session = store.find_session([1; 32], at(120)).await.unwrap().unwrap();
    assert_eq!((session.seen_at, session.expires_at), (at(50), at(150)));
    store.touch_session([1; 32], at(150), at(250)).await.unwrap();
    assert!(store.find_session([1; 32], at(151)).await.unwrap().is_none());
}

#[tokio::test]
async fn sessions_end_one_by_one_or_all_of_an_account() {
    let (_folder, store) = samples::filled().await;
    for (hash, user) in [(1, ADMIN), (2, ADMIN), (3, ADMIN), (4, USER)] {
        begin(&store, hash, user).await;
    }
    store.end_session([1; 32]).await.unwrap();
    assert!(store.find_session([1; 32], at(1)).await.unwrap().is_none());
    assert!(store.find_session([2; 32], at(1)).await.unwrap().is_some());
    store.end_sessions_of(ADMIN).await.unwrap();
    assert!(store.find_session([2; 32], at(1)).await.unwrap().is_none());
    assert!(store.find_session([3; 32], at(1)).await.unwrap().is_none());
    assert!(store.find_session([4; 32], at(1)).await.unwrap().is_some());
}

#[tokio::test]
async fn nobody_signs_in_to_an_account_that_is_not_there() {
    let (_folder, store) = samples::empty().await;
    let new = NewSession {
        hash: [1; 32],
        user: ADMIN,
        secret: [0; 32],
        created_at: at(0),
        expires_at: at(100),
    };
    assert!(store.create_session(new).await.is_err());
}

#[tokio::test]
async fn expired_sessions_are_collected() {
    let (_folder, store) = samples::filled().await;
    begin(&store, 1, ADMIN).await;
    begin(&store, 2, ADMIN).await;
    store.touch_session([2; 32], at(1), at(200)).await.unwrap();
    assert_eq!(store.collect_expired(at(99)).await.unwrap(), 0);
    assert_eq!(store.collect_expired(at(100)).await.unwrap(), 1);
    assert_eq!(store.collect_expired(at(100)).await.unwrap(), 0);
    assert!(store.find_session([2; 32], at(100)).await.unwrap().is_some());
}
