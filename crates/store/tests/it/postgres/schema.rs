//! The schema that all migrations make is the committed one.

use super::engine::Home;
use crate::kept;

#[tokio::test]
async fn the_migrated_schema_is_the_committed_one() {
    let (home, _store) = Home::new().await;
    let schema = home.script(include_str!("schema.sql"));
    kept::compare("schema/postgres.sql", &schema);
}
