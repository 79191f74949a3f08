//! The schema that all migrations make is the committed one.

use rusqlite::Connection;

use super::engine::Home;
use crate::kept;

#[tokio::test]
async fn the_migrated_schema_is_the_committed_one() {
    let (home, _store) = Home::new().await;
    let connection = Connection::open(home.path().join("cpor.db")).unwrap();
    // Tables that others keep their rows in are theirs to make.
    let sql = "SELECT sql FROM sqlite_schema
               WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
                   AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')
               ORDER BY tbl_name, type <> 'table', name";
    let mut statement = connection.prepare(sql).unwrap();
    let parts = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let schema: String = parts.map(|part| part.unwrap() + ";\n").collect();
    kept::compare("schema/sqlite.sql", &schema);
}
