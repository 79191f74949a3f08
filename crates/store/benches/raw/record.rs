//! What the product wrote, read back change by change.

use std::collections::HashMap;
use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, Result, params};

use super::Row;

/// The rows of one change of one claim by one entry.
pub struct RowsOfChange {
    /// Number and the sequence before, then the columns an update sets.
    pub claim: Row,
    /// All but the position, which is given anew.
    pub event: Row,
    /// The personal values of the entry.
    pub personal: Option<Value>,
    /// The messages the entry sent.
    pub messages: Vec<Row>,
    /// The answer kept for a repeat.
    pub answer: Option<Row>,
}

/// Reads after each round what the round added.
pub struct Recorder {
    connection: Connection,
    position: i64,
    answers: i64,
}

const CLAIM: &str = "SELECT number, chain_sequence - 1, location_id, place, turn, programme, activity, tenant_id,
        customer_domain, reviewer_id, updated_at, due_at, queue_key, wake_at, version, chain_sequence, chain_hash, body
     FROM claim WHERE number = ?1";
const EVENTS: &str = "SELECT position, claim_number, sequence, at, recorded_at, side, actor_id, type, schema_version,
        payload, hash
     FROM event WHERE position > ?1 ORDER BY position";
const PERSONAL: &str = "SELECT body FROM personal_value WHERE position = ?1";
const MESSAGES: &str = "SELECT id, claim_number, sequence, position, kind, recipient, language, round, at
     FROM message WHERE position = ?1 ORDER BY id";
const ANSWERS: &str = "SELECT caller, path, key, body_hash, status, etag, location, body, expires_at
     FROM answer WHERE expires_at > ?1";

impl Recorder {
    /// Begins after what is in the database.
    pub fn open(database: &Path) -> Result<Recorder> {
        let connection = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let position = connection.query_row("SELECT coalesce(max(position), 0) FROM event", [], |row| row.get(0))?;
        let answers = connection.query_row("SELECT coalesce(max(expires_at), 0) FROM answer", [], |row| row.get(0))?;
        Ok(Recorder {
            connection,
            position,
            answers,
        })
    }

    /// What was written since, in the order it was committed. Each claim must have changed at most once: of a claim
    /// row only the last state is there to be read. An answer's key is its claim's number.
    pub fn round(&mut self) -> Result<Vec<RowsOfChange>> {
        let mut answers = self.answers()?;
        let connection = &self.connection;
        let events = rows(connection, EVENTS, params![self.position])?;
        let mut changes = Vec::with_capacity(events.len());
        for mut event in events {
            let position = event.remove(0);
            let number = event[0].clone();
            if let Value::Integer(position) = position {
                self.position = position;
            }
            let mut claim = rows(connection, CLAIM, params![number])?;
            let mut personal = rows(connection, PERSONAL, params![position])?;
            changes.push(RowsOfChange {
                claim: claim.pop().ok_or(rusqlite::Error::QueryReturnedNoRows)?,
                event,
                personal: personal.pop().and_then(|mut row| row.pop()),
                messages: rows(connection, MESSAGES, params![position])?,
                answer: match number {
                    Value::Integer(number) => answers.remove(&number),
                    _ => None,
                },
            });
        }
        Ok(changes)
    }

    fn answers(&mut self) -> Result<HashMap<i64, Row>> {
        let mut found = HashMap::new();
        for row in rows(&self.connection, ANSWERS, params![self.answers])? {
            if let Some(Value::Integer(expires_at)) = row.last() {
                self.answers = self.answers.max(*expires_at);
            }
            if let Some(Value::Text(key)) = row.get(2)
                && let Some((number, _)) = key.split_once('/')
                && let Ok(number) = number.parse()
            {
                found.insert(number, row);
            }
        }
        Ok(found)
    }
}

/// All rows of a query, whole.
pub fn rows(connection: &Connection, sql: &str, parameters: impl rusqlite::Params) -> Result<Vec<Row>> {
    let mut statement = connection.prepare_cached(sql)?;
    let columns = statement.column_count();
    let read = statement.query_map(parameters, |row| (0..columns).map(|index| row.get(index)).collect())?;
    read.collect()
}
