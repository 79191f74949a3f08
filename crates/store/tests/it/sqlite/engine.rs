//! A store in a folder of its own.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::Value;
use store::Store;
use tempfile::TempDir;

use crate::recorder::Recording;

/// The table that a claim is first written to for being found.
pub const FOUND_BY: &str = "search_pending";

/// Where a store is; it goes with this value.
pub struct Home {
    folder: TempDir,
    _recording: Recording,
}

impl Home {
    /// An empty store.
    pub async fn new() -> (Home, Store) {
        let folder = tempfile::tempdir().unwrap();
        let home = Home {
            folder,
            _recording: Recording::begin(),
        };
        let store = home.open().await;
        (home, store)
    }

    /// The store, as after a restart.
    pub async fn open(&self) -> Store {
        Store::open(self.folder.path()).unwrap()
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    fn connection(&self) -> Connection {
        let connection = Connection::open(self.path().join("cpor.db")).unwrap();
        connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        connection
    }

    /// Changes rows past the store; how many. `@instant` is the least step of time, `@id` and `@hash` are all zeros.
    pub fn change(&self, sql: &str) -> Result<usize, String> {
        let sql = sql
            .replace("@instant", "1")
            .replace("@id", "zeroblob(16)")
            .replace("@hash", "zeroblob(32)");
        self.connection().execute(&sql, []).map_err(|error| error.to_string())
    }

    /// Lets the store write nothing more.
    pub fn refuse_writes(&self) {
        let refusing = "CREATE TRIGGER refusing BEFORE UPDATE ON migration BEGIN SELECT RAISE(ABORT, 'full'); END";
        self.connection().execute_batch(refusing).unwrap();
    }

    /// Lets a table take no more rows.
    pub fn refuse_rows(&self, table: &str) {
        let refusing =
            format!("CREATE TRIGGER refusing_{table} BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'full'); END");
        self.connection().execute_batch(&refusing).unwrap();
    }

    /// Lets it take rows again.
    pub fn allow_rows(&self, table: &str) {
        let allowing = format!("DROP TRIGGER refusing_{table}");
        self.connection().execute_batch(&allowing).unwrap();
    }

    /// Every row of every table, as text.
    pub fn dump(&self) -> Vec<String> {
        let connection = self.connection();
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
        let mut tables = connection.prepare(sql).unwrap();
        let tables: Vec<String> = tables
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        let mut rows = Vec::new();
        for table in tables {
            let mut statement = connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
            let columns = statement.column_count();
            let mut found = statement.query([]).unwrap();
            while let Some(row) = found.next().unwrap() {
                let cells: Vec<Value> = (0..columns).map(|index| row.get(index).unwrap()).collect();
                rows.push(format!("{table}: {cells:?}"));
            }
        }
        rows
    }
}
