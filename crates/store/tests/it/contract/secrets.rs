use super::samples;

#[tokio::test]
async fn a_key_is_made_once_and_stays() {
    let (home, store) = samples::empty().await;
    let link = store.secret("link").await.unwrap();
    assert_ne!(link, [0; 32]);
    assert_eq!(store.secret("link").await.unwrap(), link);
    assert_ne!(store.secret("code").await.unwrap(), link);
    drop(store);
    let store = home.open().await;
    assert_eq!(store.secret("link").await.unwrap(), link);
}

#[tokio::test]
async fn all_who_ask_at_once_get_the_same_key() {
    let (_folder, store) = samples::empty().await;
    let asking: Vec<_> = (0..16)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { store.secret("link").await.unwrap() })
        })
        .collect();
    let mut keys = Vec::new();
    for key in asking {
        keys.push(key.await.unwrap());
    }
    keys.dedup();
    assert_eq!(keys.len(), 1);
}
