//! How SQLite goes about a statement, for tests.

use super::{Connection, Value};
use crate::sqlite::open_writer;

/// An empty database with the schema of this version; it goes with the first value.
pub(crate) fn empty() -> (tempfile::TempDir, rusqlite::Connection) {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("plans.db");
    let mut connection = open_writer(&database).unwrap();
    crate::migrations::run(&mut connection, &database).unwrap();
    (folder, connection)
}

/// The steps of a statement's plan.
pub(crate) fn steps(connection: &Connection<'_>, sql: &str, values: &Vec<Value>) -> Vec<String> {
    let explained = format!("EXPLAIN QUERY PLAN {sql}");
    let mut statement = connection.prepare_cached(&explained).unwrap();
    let steps = statement.query_map(values, |row| row.get(3)).unwrap();
    steps.map(Result::unwrap).collect()
}
