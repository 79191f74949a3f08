//! What somebody does to the database's file is found. Of SQLite alone: the checks are the same on every engine.

use std::path::Path;

use rusqlite::Connection;
use store::Store;

use super::integrity::{report, with_claims};

fn damage(database: &Path, sql: &str) {
    let connection = Connection::open(database).unwrap();
    connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    let changed = connection.execute(sql, []).unwrap();
    assert_eq!(changed, 1, "one row: {sql}");
}

/// What each damage is found as; the claim is CPOR-2026-000001 in its consent window: created (1), a document added (2),
/// submitted (3), taken up (4), approved (5).
#[tokio::test]
async fn every_damage_is_found_and_named() {
    let cases: &[(&str, &[&str])] = &[
        (
            "UPDATE event SET at = at + 1 WHERE @claim AND sequence = 3",
            &[
                "@: the chain breaks at entry 3",
                "@: the history makes something else of: submitted_at",
            ],
        ),
        (
            "UPDATE event SET actor_id = zeroblob(16) WHERE @claim AND sequence = 2",
            &["@: the chain breaks at entry 2"],
        ),
        (
            "UPDATE event SET hash = zeroblob(32) WHERE @claim AND sequence = 4",
            &["@: the chain breaks at entry 4", "@: the chain breaks at entry 5"],
        ),
        (
            "UPDATE event SET payload = '{}' WHERE @claim AND sequence = 4",
            &[
                "@: the chain breaks at entry 4",
                "@: what is stored can't be read: an event: missing field `event` at line 1 column 2",
            ],
        ),
        (
            "DELETE FROM event WHERE @claim AND sequence = 4",
            &[
                "a row of personal_value names one that event lacks",
                "@: an entry before entry 5 is missing",
                "@: the history makes something else of: reviewer, version",
            ],
        ),
        (
            "DELETE FROM event WHERE @claim AND sequence = 5",
            &[
                "a row of personal_value names one that event lacks",
                "a row of message names one that event lacks",
                "a row of message names one that event lacks",
                "@: message 00000000-0000-0001-0000-000000000400 tells of an entry that isn't there",
                "@: message 00000000-0000-0001-0000-000000000401 tells of an entry that isn't there",
                "@: the claim names another last entry than its history has",
                "@: the history makes something else of: association, consent_rounds, deciders, lines, state, timers, version",
            ],
        ),
        (
            "DELETE FROM event WHERE @claim AND sequence = 1",
            &[
                "a row of personal_value names one that event lacks",
                "@: an entry before entry 2 is missing",
                "@: no entry begins the history",
            ],
        ),
        (
            "UPDATE personal_value SET body = replace(body, 'São João', 'São José') WHERE @first_entry",
            &[
                "@: entry 1 was written with another details.name",
                "@: the history makes something else of: details",
            ],
        ),
        (
            "UPDATE personal_value SET body = json_insert(body, '$.\"a.b\"', json('[\"c\", \"d\"]')) WHERE @first_entry",
            &["@: entry 1 was written with another a.b"],
        ),
        (
            "UPDATE personal_value SET body = json_remove(body, '$.\"details.name\"') WHERE @first_entry",
            &["@: the history makes something else of: details"],
        ),
        (
            "UPDATE claim SET body = replace(body, 'São João', 'São José') WHERE @number",
            &[
                "@: the history makes something else of: details",
                "@: the rows of claim_search are not the claim's",
            ],
        ),
        (
            "UPDATE claim SET body = '{}' WHERE @number",
            &["@: what is stored can't be read: a claim: missing field `id` at line 1 column 2"],
        ),
        (
            "UPDATE claim SET id = x'00' WHERE @number",
            &["@: what is stored can't be read: column id holds a value that is not one of its kind"],
        ),
        (
            "UPDATE claim SET chain_sequence = 4 WHERE @number",
            &["@: the claim names another last entry than its history has"],
        ),
        (
            "UPDATE claim SET chain_hash = zeroblob(32) WHERE @number",
            &["@: the claim names another last entry than its history has"],
        ),
        (
            "UPDATE claim SET place = 'approved/in_force', due_at = 0, reviewer_id = NULL WHERE @number",
            &[
                "@: the column place is not the claim's",
                "@: the column reviewer_id is not the claim's",
                "@: the column due_at is not the claim's",
            ],
        ),
        (
            "UPDATE claim SET wake_at = wake_at + 1 WHERE @number",
            &["@: the column wake_at is not the claim's"],
        ),
        (
            "UPDATE message SET position = position + 1 WHERE @claim AND kind = 'received'",
            &["@: message 00000000-0000-0001-0000-000000000200 tells of an entry that isn't there"],
        ),
        (
            "DELETE FROM claimed_line WHERE @claim AND product = 'teams'",
            &["@: the rows of claimed_line are not the claim's"],
        ),
        (
            "UPDATE partner_reference SET reference = 'other' WHERE @claim",
            &["@: the rows of partner_reference are not the claim's"],
        ),
        (
            "DELETE FROM claim_term WHERE @claim AND term LIKE '%-%-%'",
            &["@: the rows of claim_term are not the claim's"],
        ),
        (
            "UPDATE search_pending SET words = words || ' 1other' WHERE @claim",
            &["@: the rows of claim_search are not the claim's"],
        ),
        (
            "UPDATE document SET sha256 = zeroblob(32) WHERE @claim",
            &["@: the rows of document are not the claim's"],
        ),
        (
            "UPDATE consent_link SET round = 2 WHERE @claim",
            &["@: the rows of consent_link are not the claim's"],
        ),
        (
            "UPDATE message SET sequence = 99 WHERE @claim AND kind = 'received'",
            &["@: message 00000000-0000-0001-0000-000000000200 tells of an entry that isn't there"],
        ),
        (
            "INSERT INTO wake_up_lease (claim_number, wake_at, leased_until) VALUES (7, 7, 7)",
            &["a row of wake_up_lease names one that claim lacks"],
        ),
    ];
    let (home, store) = with_claims().await;
    let copy = home.path().join("copy");
    store.backup_to(&copy).await.unwrap();
    for (index, (sql, expected)) in cases.iter().enumerate() {
        let damaged = home.path().join(format!("damaged-{index}"));
        Store::restore(&copy, &damaged).unwrap();
        let store = Store::open(&damaged).unwrap();
        let first_entry = "position = (SELECT position FROM event WHERE @claim AND sequence = 1)";
        let sql = sql
            .replace("@first_entry", first_entry)
            .replace("@claim", "claim_number = 2026000000001")
            .replace("@number", "number = 2026000000001");
        damage(&damaged.join("cpor.db"), &sql);
        let found: Vec<String> = report(&store).await.findings.iter().map(ToString::to_string).collect();
        let expected: Vec<String> = expected
            .iter()
            .map(|text| text.replace('@', "CPOR-2026-000001"))
            .collect();
        assert_eq!(found, expected, "{sql}");
    }
}
