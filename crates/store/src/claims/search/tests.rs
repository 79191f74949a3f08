//! What only the inside shows: what the indexes hold, how they are read, and that nothing erased stays.

use domain::claim::{Place, Visibility};
use domain::party::Scope;
use testkit::{Persona, claim_in};

use super::changed::write_anew;
use super::expression::Question;
use super::hits::{Reached, SAID, next, numbers};
use super::pending::settle;
use super::{FOUND_MAX, Field, fill};
use crate::claims::find::{STORED, stored};
use crate::engine::{Connection, Value, plan};
use crate::fold::LookedFor;
use crate::{Change, ClaimChange, Store, StoreError};

fn scope(persona: Persona) -> Scope {
    Scope::of(&persona.actor())
}

/// A claim under review with a comment and an internal note.
async fn one() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let mut bench = claim_in(Place::ReviewFirst);
    for visibility in [Visibility::Shared, Visibility::Internal] {
        let comment = bench.comment(visibility);
        bench.by(Persona::Greta, comment).unwrap();
    }
    let change = ClaimChange {
        before: None,
        after: bench.claim.clone(),
        entries: bench.entries.clone(),
        messages: Vec::new(),
        links: Vec::new(),
    };
    store.commit(Change::of(change)).await.unwrap();
    (folder, store)
}

async fn found(store: &Store, persona: Persona, text: &str) -> usize {
    let (scope, words) = (scope(persona), LookedFor::parse(text));
    let found = store.read(|connection| Ok(numbers(connection, &scope, &words)?.len()));
    found.await.unwrap()
}

fn raw<'c>(connection: &Connection<'c>) -> &'c rusqlite::Connection {
    match connection {
        Connection::Sqlite(connection) => connection,
        Connection::Postgres(_) => panic!("tests of SQLite"),
    }
}

fn settled(connection: &Connection<'_>) -> Result<(), StoreError> {
    settle(connection)
}

#[tokio::test]
async fn what_waits_and_what_is_indexed_is_found_alike() {
    let (_folder, store) = one().await;
    for _ in 0..2 {
        assert_eq!(found(&store, Persona::Ana, "cpor wor").await, 1);
        assert_eq!(found(&store, Persona::Greta, "cpor wor").await, 1);
        assert_eq!(found(&store, Persona::Elena, "cpor").await, 0);
        assert_eq!(store.check_integrity().await.unwrap().findings, []);
        store.write(settled).await.unwrap();
    }
}

#[tokio::test]
async fn erased_text_is_gone_from_the_indexes() {
    let (_folder, store) = one().await;
    store.write(settled).await.unwrap();
    store
        .write(|connection| {
            raw(connection).execute("UPDATE personal_value SET body = '{}'", [])?;
            raw(connection).execute("UPDATE claim SET body = replace(body, 'São João', '[erased]')", [])?;
            let sql = format!("SELECT {STORED} FROM claim");
            let mut statement = connection.prepare_cached(&sql)?;
            let claim = statement.query_row([], |row| Ok(stored(row)))??;
            write_anew(connection, &claim.claim)?;
            settle(connection)
        })
        .await
        .unwrap();
    for text in ["word", "sao", "erased"] {
        assert_eq!(found(&store, Persona::Greta, text).await, 0, "{text}");
    }
    let held: String = store
        .read(|connection| {
            let sql = "SELECT coalesce((SELECT group_concat(words) FROM claim_search), '')
                           || coalesce((SELECT group_concat(words) FROM note_search), '')";
            Ok(raw(connection).query_row(sql, [], |row| row.get(0))?)
        })
        .await
        .unwrap();
    assert!(
        held.contains("0cpor") && !held.contains("word") && !held.contains("sao"),
        "{held}"
    );
}

#[tokio::test]
async fn a_database_without_indexes_is_filled_from_what_it_holds() {
    let (_folder, store) = one().await;
    store
        .write(|connection| {
            raw(connection).execute_batch(
                "DELETE FROM search_pending; DELETE FROM claim_search; DELETE FROM note_search;
                 INSERT INTO claim_term (term, claim_number) SELECT 'a name', number FROM claim;",
            )?;
            fill(connection)
        })
        .await
        .unwrap();
    assert_eq!(found(&store, Persona::Greta, "cpor word").await, 1);
    assert_eq!(store.check_integrity().await.unwrap().findings, []);
}

#[tokio::test]
async fn an_index_that_holds_something_else_is_told() {
    for (damage, told) in [
        ("UPDATE claim_search_content SET c0 = c0 || ' 1other'", "claim_search"),
        ("DELETE FROM note_search", "the rows of note_search are not the claim's"),
        (
            "INSERT INTO claim_search (rowid, words) VALUES (7, '1other')",
            "a row of claim_search names one",
        ),
    ] {
        let (_folder, store) = one().await;
        store
            .write(move |connection| {
                settle(connection)?;
                Ok(raw(connection).execute_batch(damage)?)
            })
            .await
            .unwrap();
        let findings = store.check_integrity().await.unwrap().findings;
        let said: Vec<String> = findings.iter().map(ToString::to_string).collect();
        assert!(said.iter().any(|each| each.contains(told)), "{damage}: {said:?}");
    }
}

#[tokio::test]
async fn of_a_common_word_the_newest_are_found_and_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let more = i64::try_from(FOUND_MAX).unwrap() + 20;
    store
        .write(move |connection| {
            let sql = "WITH RECURSIVE row (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM row WHERE n < ?1)
                       INSERT INTO claim_search (rowid, words)
                       SELECT n, CASE WHEN n % 2 THEN '1common' ELSE '5common' END FROM row";
            Ok(raw(connection).execute(sql, [more])?)
        })
        .await
        .unwrap();
    let (scope, words) = (scope(Persona::Greta), LookedFor::parse("comm"));
    store
        .read(|connection| {
            let found = numbers(connection, &scope, &words)?;
            assert_eq!((found.len(), found[0], found[FOUND_MAX - 1]), (FOUND_MAX, more, 21));
            let question = Question::of(&scope, &words).unwrap();
            let mut reached = Reached::default();
            loop {
                let hits = next(connection, &question, reached, 3_000)?;
                let Some(last) = hits.last() else { break };
                assert!(
                    hits.iter()
                        .all(|hit| (hit.field == Field::Name) == (hit.number % 2 == 1))
                );
                reached = Reached {
                    found: reached.found + hits.len(),
                    last: Some(*last),
                };
            }
            assert_eq!(reached.found, FOUND_MAX);
            Ok(())
        })
        .await
        .unwrap();
}

#[tokio::test]
async fn as_many_words_as_a_question_has_room_for_are_looked_for() {
    let (_folder, store) = one().await;
    store.write(settled).await.unwrap();
    let many: String = ('\u{4e00}'..).take(100).flat_map(|letter| [letter, ' ']).collect();
    for persona in [Persona::Ana, Persona::Greta] {
        assert_eq!(found(&store, persona, &many).await, 0);
        let (scope, words) = (scope(persona), LookedFor::parse(&many));
        let hits = store.read(|connection| {
            let question = Question::of(&scope, &words).unwrap();
            next(connection, &question, Reached::default(), 10)
        });
        assert_eq!(hits.await.unwrap(), []);
    }
}

#[tokio::test]
async fn the_index_gives_its_rows_in_their_order() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let steps: Vec<String> = store
        .read(|connection| {
            let values = vec![
                Value::Text("\"1comm\" *".to_owned()),
                Value::Integer(9),
                Value::Integer(9),
            ];
            Ok(plan::steps(connection, SAID.sqlite, &values))
        })
        .await
        .unwrap();
    let plan = steps.join("\n");
    assert!(plan.contains("SCAN claim_search VIRTUAL TABLE INDEX"), "{plan}");
    assert!(!plan.contains("TEMP B-TREE"), "{plan}");
}
