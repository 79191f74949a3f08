use std::path::Path;

use domain::claim::Place;
use rusqlite::Connection;
use store::{Difference, IntegrityReport, Store};

use crate::lives::{self, number};
use crate::samples;

/// One claim in every place, the first in the consent window.
async fn with_claims() -> (tempfile::TempDir, Store) {
    let (folder, store) = samples::empty();
    lives::put(&store, Place::ConsentWindow, 1).await;
    for (sequence, place) in (2..).zip(Place::ALL) {
        lives::put(&store, place, sequence).await;
    }
    (folder, store)
}

fn damage(database: &Path, sql: &str) {
    let connection = Connection::open(database).unwrap();
    connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    let changed = connection.execute(sql, []).unwrap();
    assert_eq!(changed, 1, "one row: {sql}");
}

async fn report(store: &Store) -> IntegrityReport {
    store.check_integrity().await.unwrap()
}

#[tokio::test]
async fn a_store_of_claims_in_every_place_is_sound() {
    let (_folder, store) = with_claims().await;
    let report = report(&store).await;
    assert_eq!(report.findings, []);
    assert_eq!(report.claims, 15);
    assert!(report.entries > 45, "{}", report.entries);
    assert_eq!(report.left_out, 0);
}

#[tokio::test]
async fn an_empty_store_is_sound() {
    let (_folder, store) = samples::empty();
    assert_eq!(report(&store).await, IntegrityReport::default());
}

/// What each damage is found as, in order; the claim is CPOR-2026-000001 in its consent window: created (1), a document
/// added (2), submitted (3), taken up (4), approved (5).
#[tokio::test]
async fn every_damage_is_found_and_named() {
    const FIRST: &str = "claim_number = 2026000000001";
    let chain_broken = |sequence| Difference::ChainBroken { sequence };
    let rows = |table| Difference::RowsDiffer { table };
    let fold = |parts: &[&str]| Difference::FoldDiffers {
        parts: parts.iter().map(ToString::to_string).collect(),
    };
    let column = |column| Difference::ColumnDiffers { column };
    let cases = [
        (
            format!("UPDATE event SET at = at + 1 WHERE {FIRST} AND sequence = 3"),
            vec![chain_broken(3), fold(&["submitted_at"])],
        ),
        (
            format!("UPDATE event SET actor_id = zeroblob(16) WHERE {FIRST} AND sequence = 2"),
            vec![chain_broken(2)],
        ),
        (
            format!("UPDATE event SET hash = zeroblob(32) WHERE {FIRST} AND sequence = 4"),
            vec![chain_broken(4), chain_broken(5)],
        ),
        (
            format!("DELETE FROM event WHERE {FIRST} AND sequence = 3"),
            vec![
                Difference::EntryMissing { sequence: 4 },
                fold(&["document_round", "state", "submitted_at", "timers", "version"]),
            ],
        ),
        (
            format!("DELETE FROM event WHERE {FIRST} AND sequence = 5"),
            vec![Difference::HeadDiffers],
        ),
        (
            format!("UPDATE event SET payload = '{{}}' WHERE {FIRST} AND sequence = 4"),
            vec![chain_broken(4)],
        ),
        (
            "UPDATE personal_value SET body = replace(body, 'São João', 'São José')
             WHERE position = (SELECT position FROM event WHERE claim_number = 2026000000001 AND sequence = 1)"
                .to_owned(),
            vec![Difference::CommitmentBroken {
                sequence: 1,
                path: "details.name".to_owned(),
            }],
        ),
        (
            "UPDATE claim SET body = replace(body, 'São João', 'São José') WHERE number = 2026000000001".to_owned(),
            vec![fold(&["details"])],
        ),
        (
            "UPDATE claim SET body = '{}' WHERE number = 2026000000001".to_owned(),
            vec![Difference::Unreadable(String::new())],
        ),
        (
            "UPDATE claim SET chain_sequence = 4 WHERE number = 2026000000001".to_owned(),
            vec![Difference::HeadDiffers],
        ),
        (
            "UPDATE claim SET place = 'approved/in_force', due_at = 0 WHERE number = 2026000000001".to_owned(),
            vec![column("place"), column("due_at")],
        ),
        (
            format!("UPDATE wake_up SET wake_at = wake_at + 1 WHERE {FIRST}"),
            vec![rows("wake_up")],
        ),
        (format!("DELETE FROM wake_up WHERE {FIRST}"), vec![rows("wake_up")]),
        (
            format!("DELETE FROM claimed_line WHERE {FIRST} AND product = 'teams'"),
            vec![rows("claimed_line")],
        ),
        (
            format!("UPDATE partner_reference SET reference = 'other' WHERE {FIRST}"),
            vec![rows("partner_reference")],
        ),
        (
            format!("DELETE FROM claim_term WHERE {FIRST} AND term = 'sao joao'"),
            vec![rows("claim_term")],
        ),
        (
            format!("UPDATE document SET sha256 = zeroblob(32) WHERE {FIRST}"),
            vec![rows("document")],
        ),
        (
            format!("UPDATE consent_link SET round = 2 WHERE {FIRST}"),
            vec![rows("consent_link")],
        ),
        (
            format!("UPDATE message SET sequence = 99 WHERE {FIRST} AND kind = 'received'"),
            vec![Difference::MessageWithoutCause(domain::id::Uuid::nil())],
        ),
        (
            "INSERT INTO wake_up (claim_number, wake_at) VALUES (7, 7)".to_owned(),
            vec![Difference::Dangling {
                table: "wake_up".to_owned(),
                parent: "claim".to_owned(),
            }],
        ),
    ];
    let (folder, store) = with_claims().await;
    let copy = folder.path().join("copy");
    store.backup_to(&copy).await.unwrap();
    for (index, (sql, expected)) in cases.into_iter().enumerate() {
        let damaged = folder.path().join(format!("damaged-{index}"));
        Store::restore(&copy, &damaged).unwrap();
        let store = Store::open(&damaged).unwrap();
        damage(store.database(), &sql);
        let report = report(&store).await;
        let codes = |differences: &[&Difference]| differences.iter().map(|found| found.code()).collect::<Vec<_>>();
        let found: Vec<&Difference> = report.findings.iter().map(|finding| &finding.difference).collect();
        let wanted: Vec<&Difference> = expected.iter().collect();
        // What comes after the first findings of a broken history follows from it.
        assert_eq!(
            codes(&found)[..wanted.len().min(found.len())],
            codes(&wanted),
            "{sql}: {found:?}"
        );
        let comparable = |difference: &&&Difference| {
            !matches!(
                difference,
                Difference::Unreadable(_) | Difference::MessageWithoutCause(_)
            )
        };
        for difference in wanted.iter().filter(comparable) {
            assert!(found.contains(difference), "{sql}: {found:?}");
        }
        if !matches!(expected[0], Difference::Dangling { .. }) {
            assert!(
                report.findings.iter().all(|finding| finding.claim == Some(number(1))),
                "{sql}: only this claim: {found:?}"
            );
        }
    }
}
