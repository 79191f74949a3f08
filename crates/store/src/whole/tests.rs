//! That no table is forgotten, on SQLite; on PostgreSQL the tables of the same names are held against these.

use std::collections::BTreeSet;

use super::tables::{Layout, TABLES};
use crate::engine::{Connection, plan};

/// Of one engine alone, or about the database rather than in it.
const LEFT: &[&str] = &["migration", "search_pending"];

#[test]
fn every_table_is_transferred_behind_those_that_it_names() {
    let (_folder, connection) = plan::empty();
    let names: Vec<String> = connection
        .prepare(
            "SELECT name FROM pragma_table_list
             WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%'",
        )
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let named: BTreeSet<&str> = names
        .iter()
        .map(String::as_str)
        .filter(|name| !LEFT.contains(name))
        .collect();
    assert_eq!(TABLES.iter().copied().collect::<BTreeSet<_>>(), named);
    let place = |name: &str| TABLES.iter().position(|table| *table == name).unwrap();
    for table in TABLES {
        let mut parents = connection
            .prepare("SELECT \"table\" FROM pragma_foreign_key_list(?1)")
            .unwrap();
        let parents: Vec<String> = parents
            .query_map([table], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        for parent in parents {
            assert!(place(&parent) < place(table), "{table} names {parent}");
        }
    }
}

#[test]
fn every_table_has_a_key_and_all_of_its_columns() {
    let (_folder, connection) = plan::empty();
    let connection = Connection::Sqlite(&connection);
    for layout in Layout::all(&connection).unwrap() {
        assert!(layout.agrees_with(&layout), "{}", layout.name);
    }
    let journal = Layout::of(&connection, "reference_change").unwrap();
    // `kind` is made of the subject.
    let columns: Vec<&str> = journal.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(
        columns,
        [
            "act",
            "actor_id",
            "actor_name",
            "at",
            "body",
            "id",
            "subject",
            "subject_name"
        ]
    );
}
