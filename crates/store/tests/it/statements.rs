//! Every statement of the store is one that the contract has run, on each engine, and goes about its rows by an index.
//!
//! This is judged after all else: tests begin in the order of their names.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::{postgres, recorder, sqlite};

/// Tables that grow with claims, people and time. All others are read whole.
pub const LARGE: &[&str] = &[
    "account",
    "account_location",
    "answer",
    "claim",
    "claim_search",
    "claim_term",
    "claimed_line",
    "consent_link",
    "document",
    "event",
    "invitation",
    "message",
    "note_search",
    "one_time_code",
    "partner_reference",
    "personal_value",
    "preference",
    "reference_change",
    "session",
    "token",
    "wake_up_lease",
];

/// Statements that walk through a large table, by what they begin with, and why they may.
const WALKS: &[(&str, &str)] = &[
    ("SELECT EXISTS (SELECT 1 FROM account)", "it ends at the first one"),
    (
        "SELECT EXISTS (SELECT 1 FROM account WHERE id =",
        "asked when somebody's account is changed: whether nobody would be left who can",
    ),
    (
        "SELECT id, name, email, role, language, time_zone, partner_id, locations, standing FROM account",
        "reference data is read whole, at the start and after a change of it",
    ),
    (
        "SELECT account_id, location_id FROM account_location",
        "reference data, too",
    ),
    (
        "SELECT EXISTS (SELECT 1 FROM message WHERE sent_at IS NULL",
        "the index holds only what waits",
    ),
    (
        "SELECT EXISTS (SELECT 1 FROM claim_search WHERE rowid NOT IN",
        "the check of everything",
    ),
    (
        "SELECT EXISTS (SELECT 1 FROM note_search WHERE rowid NOT IN",
        "the check of everything",
    ),
    (
        "SELECT message.id, message.claim_number FROM message",
        "the check of everything",
    ),
    (
        "SELECT claim.chain_sequence, claim.chain_hash, claim.body FROM claim ORDER BY number",
        "a migration, once",
    ),
    (
        "SELECT count(*) AS seen, count(DISTINCT CASE WHEN product =",
        "it ends at the ten thousandth line, whichever they are",
    ),
    (
        "SELECT count(*) FROM (SELECT 1 FROM session LIMIT",
        "it ends at the ten thousandth",
    ),
    (
        "SELECT count(*) FROM account WHERE standing = 'active'",
        "accounts are people: few, and counted when an administrator looks",
    ),
    ("SELECT \"", "a move takes everything along"),
    ("SELECT count(*) FROM \"", "a move counts everything"),
];

/// What stands in the source and is never run by the contract, and why.
const UNTRIED: &[(&str, &str)] = &[
    (
        "claims/search/changed.rs",
        "fills the indexes of a database older than they are; tested beside it",
    ),
    (
        "claims/search/pending.rs, on postgres",
        "claims are written in lanes there; no migration fills the indexes",
    ),
];

/// No statement walks unless it is said why it may.
fn judge(walking: &[(String, String)]) {
    let may = |sql: &str| WALKS.iter().find(|(begins, _)| plain(sql).starts_with(begins));
    let unexpected: Vec<String> = walking
        .iter()
        .filter(|(sql, _)| may(sql).is_none())
        .map(|(sql, plan)| format!("{}\n{plan}\n", plain(sql)))
        .collect();
    assert!(unexpected.is_empty(), "{}", unexpected.join("\n"));
}

fn plain(sql: &str) -> String {
    sql.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn each_goes_by_an_index_on_postgresql() {
    judge(&postgres::plans::walking(&recorder::prepared()).await);
}

#[tokio::test]
async fn each_goes_by_an_index_on_sqlite() {
    let said = recorder::said();
    let texts: BTreeSet<&str> = said
        .iter()
        .filter(|said| said.engine == "sqlite")
        .map(|said| said.sql.as_str())
        .collect();
    judge(&sqlite::plans::walking(&texts).await);
}

/// The store's sources, without their own tests, and without what is no statement of the store: how its engines are
/// opened, copied and brought up to date.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders: Vec<PathBuf> = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                folders.push(path);
            } else if !["sqlite/", "engine/", "migrations", "backup"]
                .iter()
                .any(|left_out| name.starts_with(left_out))
                && !["tests.rs", "plans.rs"].iter().any(|tests| name.ends_with(tests))
            {
                let text = std::fs::read_to_string(&path).unwrap();
                let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
                sources.push((name, text.to_owned()));
            }
        }
    }
    sources
}

#[test]
fn none_is_left_untried() {
    let said = recorder::said();
    if !recorder::is_whole() {
        return;
    }
    let prepared = recorder::prepared();
    let mut untried = Vec::new();
    for (name, text) in sources() {
        for (index, line) in text.lines().enumerate() {
            let number = u64::try_from(index).unwrap() + 1;
            let is_said = |said: &recorder::Said| said.line == number && said.file.ends_with(&format!("src/{name}"));
            if (line.contains("prepare_cached(") || line.contains("prepare_known(")) && !said.iter().any(is_said) {
                untried.push(format!("{name}:{number}: {}", line.trim()));
            }
        }
        for (begins, engine) in [("sqlite: \"", "sqlite"), ("postgres: \"", "postgres")] {
            for sql in texts_after(&text, begins) {
                if !said.iter().any(|said| said.engine == engine && said.sql == sql) {
                    untried.push(format!("{name}, on {engine}: {sql}"));
                }
            }
        }
        if name.starts_with("commit/postgres/") {
            let never = texts_after(&text, ": &str = \"");
            untried.extend(
                never
                    .filter(|sql| !prepared.contains(*sql))
                    .map(|sql| format!("{name}: {sql}")),
            );
        }
    }
    let stale = WALKS.iter().filter(|(begins, _)| {
        let begins = |sql: &str| plain(sql).starts_with(begins);
        !said.iter().any(|said| begins(&said.sql)) && !prepared.iter().any(|sql| begins(sql))
    });
    assert_eq!(stale.count(), 0, "of the statements that may walk some are no more");
    untried.retain(|text| !UNTRIED.iter().any(|(part, _)| text.contains(part)));
    assert!(
        untried.is_empty(),
        "the contract never runs these:\n{}",
        untried.join("\n")
    );
}

/// Each text that stands between these words and the next quote.
fn texts_after<'a>(source: &'a str, begins: &'a str) -> impl Iterator<Item = &'a str> {
    let parts = source.split(begins).skip(1);
    parts.map(|part| part.split_once('"').map_or(part, |(text, _)| text))
}
