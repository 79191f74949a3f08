use store::Store;

use crate::samples;

#[tokio::test]
async fn a_store_that_can_write_says_so_and_one_that_cannot_does_not() {
    let (home, store) = samples::filled().await;
    store.probe().await.unwrap();
    assert!(Store::schema_version() >= 2);

    home.refuse_writes();
    assert!(store.probe().await.is_err());
}
