//! How SQLite goes about statements. It goes by the schema alone, whatever the tables hold: nobody counts them for it.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::engine::Home;
use crate::statements::LARGE;

/// The statements that walk through a large table, each with its plan.
pub async fn walking(statements: &BTreeSet<&str>) -> Vec<(String, String)> {
    let (home, _store) = Home::new().await;
    let connection = Connection::open(home.path().join("cpor.db")).unwrap();
    let mut walking = Vec::new();
    for sql in statements {
        let mut explained = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let steps = explained.raw_query().mapped(|row| row.get::<_, String>("detail"));
        let steps: Vec<String> = steps.map(|step| step.unwrap()).collect();
        let sorts = steps.iter().any(|step| step.contains("TEMP B-TREE"));
        if steps.iter().any(|step| walks(step, sql, sorts)) {
            walking.push(((*sql).to_owned(), steps.join("\n")));
        }
    }
    walking
}

/// A step tells a table by the name that the statement gives it.
fn walks(step: &str, sql: &str, sorts: bool) -> bool {
    let Some(scanned) = step.strip_prefix("SCAN ") else {
        return false;
    };
    let (name, way) = scanned.split_once(' ').unwrap_or((scanned, ""));
    let is_large = LARGE.iter().any(|table| {
        *table == name || sql.contains(&format!("{table} AS {name} ")) || sql.contains(&format!("{table} AS {name}\n"))
    });
    // In the table's or an index's own order, until the page is full; or by the words or the key of a search.
    let in_order = !way.starts_with("VIRTUAL") && !sorts && sql.contains("LIMIT");
    let by_key = way.strip_prefix("VIRTUAL TABLE INDEX ").is_some_and(|way| way != "0:");
    is_large && !sql.contains("WHERE FALSE") && !in_order && !by_key
}
