use rusqlite::Connection;
use store::Store;

use crate::samples;

#[tokio::test]
async fn a_store_that_can_write_says_so_and_one_that_cannot_does_not() {
    let (_folder, store) = samples::filled().await;
    store.probe().await.unwrap();
    assert!(Store::schema_version() >= 2);

    let refusing = "CREATE TRIGGER refusing BEFORE UPDATE ON migration BEGIN SELECT RAISE(ABORT, 'full'); END";
    Connection::open(store.database())
        .unwrap()
        .execute_batch(refusing)
        .unwrap();
    assert!(store.probe().await.is_err());
}
