use store::{Change, CommitError, Store, StoredAnswer};

use super::samples::{self, at};

fn answer(key: &str, body: &[u8]) -> StoredAnswer {
    StoredAnswer {
        caller: "account/1".to_owned(),
        path: "/api/v1/claims".to_owned(),
        key: key.to_owned(),
        body_hash: [5; 32],
        status: 201,
        etag: Some("\"1\"".to_owned()),
        location: None,
        body: body.to_vec(),
        expires_at: at(100),
    }
}

async fn keep(store: &Store, answer: StoredAnswer) -> Result<(), CommitError> {
    let change = Change {
        claims: Vec::new(),
        answer: Some(answer),
    };
    store.commit(change).await.map(drop)
}

#[tokio::test]
async fn an_answer_is_given_again_to_the_same_caller_path_and_key_until_it_expires() {
    let (_folder, store) = samples::empty().await;
    keep(&store, answer("a", b"\0first")).await.unwrap();
    let found = store
        .find_answer("account/1", "/api/v1/claims", "a", at(99))
        .await
        .unwrap();
    assert_eq!(found, Some(answer("a", b"\0first")));
    for (caller, path, key, now) in [
        ("account/2", "/api/v1/claims", "a", at(99)),
        ("account/1", "/api/v1/claims/1", "a", at(99)),
        ("account/1", "/api/v1/claims", "b", at(99)),
        ("account/1", "/api/v1/claims", "a", at(100)),
    ] {
        assert_eq!(store.find_answer(caller, path, key, now).await.unwrap(), None);
    }
}

#[tokio::test]
async fn a_key_is_answered_once_and_free_again_when_its_answer_is_collected() {
    let (_folder, store) = samples::empty().await;
    keep(&store, answer("a", b"first")).await.unwrap();
    assert!(matches!(
        keep(&store, answer("a", b"second")).await,
        Err(CommitError::AnswerTaken)
    ));
    let found = store
        .find_answer("account/1", "/api/v1/claims", "a", at(0))
        .await
        .unwrap();
    assert_eq!(found.unwrap().body, b"first");

    assert_eq!(store.collect_expired(at(99)).await.unwrap(), 0);
    assert_eq!(store.collect_expired(at(100)).await.unwrap(), 1);
    keep(&store, answer("a", b"second")).await.unwrap();
}
