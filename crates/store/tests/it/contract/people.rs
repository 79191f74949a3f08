use std::collections::BTreeMap;

use store::{Credentials, Store};

use super::samples::{self, ADMIN, REVIEWER, email};

#[tokio::test]
async fn an_account_is_found_by_its_address_whatever_the_case() {
    let (_folder, store) = samples::filled().await;
    for address in ["Rosana@Ipe.example", "rosana@ipe.example", "ROSANA@IPE.EXAMPLE"] {
        let account = store.find_account(&email(address)).await.unwrap().unwrap();
        assert_eq!(account.id, ADMIN);
        assert_eq!(account.password_phc, "$argon2id$v=19$of-1");
    }
    assert!(
        store
            .find_account(&email("nobody@ipe.example"))
            .await
            .unwrap()
            .is_none()
    );
    let without_password = store.find_account(&email("åsa@ipe.example")).await.unwrap();
    assert!(without_password.is_none());
}

#[tokio::test]
async fn a_token_leads_to_its_account_until_another_takes_its_place() {
    let (_folder, store) = samples::filled().await;
    assert_eq!(owner(&store, [3; 32]).await, Some(REVIEWER));
    assert_eq!(owner(&store, [9; 32]).await, None);

    let renewed = Credentials {
        password_phc: "$argon2id$v=19$new".to_owned(),
        token_hash: Some([9; 32]),
    };
    let credentials = BTreeMap::from([(REVIEWER, renewed)]);
    store.put_reference(samples::reference(), credentials).await.unwrap();
    assert_eq!(owner(&store, [3; 32]).await, None);
    assert_eq!(owner(&store, [9; 32]).await, Some(REVIEWER));
    let account = store.find_account(&email("niamh@ipe.example")).await.unwrap().unwrap();
    assert_eq!(account.password_phc, "$argon2id$v=19$new");
}

async fn owner(store: &Store, hash: [u8; 32]) -> Option<domain::id::UserId> {
    let now = jiff::Timestamp::now().into();
    store.find_token(hash, now).await.unwrap().map(|found| found.user)
}
