//! A claim's history, and the comments in it.

use domain::claim::{Entry, Event, Visibility};
use domain::id::{ClaimId, CommentId, UserId};
use domain::instant::Instant;
use domain::party::{ActorStamp, Reach, Scope, Side};
use domain::text::{Name, Note};

use super::scope::{Condition, blob};
use crate::column::{instant, unreadable, uuid_if_any};
use crate::engine::{Connection, Row, Value};
use crate::error::StoreError;
use crate::page::{Cursor, CursorOf, Page, PageRequest};
use crate::rows::{Opened, PersonalValues, read_payload};
use crate::store::Store;

/// An entry of a claim's history as it is stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredEntry {
    /// Counts from 1.
    pub sequence: i64,
    /// Its link of the chain.
    pub hash: [u8; 32],
    /// What happened. Personal values that were erased read `[erased]`.
    pub entry: Entry,
}

/// A comment or internal note.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredComment {
    /// Its key.
    pub id: CommentId,
    /// When it was written.
    pub at: Instant,
    /// By whom.
    pub by: ActorStamp,
    /// The words.
    pub text: Note,
    /// Who reads it.
    pub visibility: Visibility,
}

/// Whether the vendor's internal notes are among the comments.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InternalNotes {
    /// They are.
    Included,
    /// They are not.
    LeftOut,
}

/// Entries with their personal values; conditions and order follow.
pub(super) const ENTRIES: &str = "SELECT event.sequence, event.at, event.recorded_at, event.side, event.actor_id,
        event.schema_version, event.payload, event.hash, personal_value.body AS personal
     FROM claim JOIN event ON event.claim_number = claim.number
     LEFT JOIN personal_value ON personal_value.position = event.position";

impl Store {
    /// The whole history of a claim in scope, oldest first. A discarded draft's is only for those who see everything.
    pub async fn list_entries(&self, scope: &Scope, claim: ClaimId) -> Result<Vec<StoredEntry>, StoreError> {
        let condition = history_of(scope, claim);
        let sql = format!("{ENTRIES} WHERE {} ORDER BY event.sequence", condition.sql);
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let mut rows = statement.query(&condition.values)?;
            let mut entries = Vec::new();
            while let Some(row) = &rows.next()? {
                entries.push(entry(row)?);
            }
            Ok(entries)
        })
        .await
    }

    /// The comments of a claim in scope, oldest first.
    pub async fn list_comments(
        &self,
        scope: &Scope,
        claim: ClaimId,
        internal: InternalNotes,
        page: &PageRequest,
    ) -> Result<Page<StoredComment>, StoreError> {
        let after = match page.after.map(|cursor| cursor.of(CursorOf::Comments)) {
            None => 0,
            Some(Some((sequence, _))) => sequence,
            Some(None) => return Err(StoreError::damaged("a cursor of another list")),
        };
        let mut condition = history_of(scope, claim);
        condition.and("event.sequence > ?", [Value::Integer(after)]);
        let sql = format!(
            "{ENTRIES} WHERE {} AND event.type = 'comment_added' ORDER BY event.sequence",
            condition.sql
        );
        self.read(|connection| comments(connection, &sql, &condition.values, internal, CursorOf::Comments, page))
            .await
    }
}

/// A page of the comments that a query finds, in its order; `cursor` is the list's.
pub(super) fn comments(
    connection: &Connection<'_>,
    sql: &str,
    values: &Vec<Value>,
    internal: InternalNotes,
    cursor: CursorOf,
    page: &PageRequest,
) -> Result<Page<StoredComment>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    let mut items = Vec::new();
    let mut last = None;
    while let Some(row) = &rows.next()? {
        let stored = entry(row)?;
        let sequence = stored.sequence;
        let found = comment(stored)?;
        match (found.visibility, internal) {
            (Visibility::Internal, InternalNotes::LeftOut) => continue,
            (Visibility::Internal, InternalNotes::Included) | (Visibility::Shared, _) => {}
        }
        if items.len() == usize::from(page.limit.clamp(1, PageRequest::LIMIT_MAX)) {
            return Ok(Page { items, next: last });
        }
        items.push(found);
        last = Some(Cursor::new(cursor, sequence, 0));
    }
    Ok(Page { items, next: None })
}

/// The comment that an entry is.
fn comment(StoredEntry { entry, .. }: StoredEntry) -> Result<StoredComment, StoreError> {
    let Event::CommentAdded { id, text, visibility } = entry.event else {
        return Err(StoreError::damaged("an entry whose type isn't its event's"));
    };
    Ok(StoredComment {
        id,
        at: entry.at,
        by: entry.actor,
        text,
        visibility,
    })
}

/// The entries of a claim, as far as a scope reaches.
pub(super) fn history_of(scope: &Scope, claim: ClaimId) -> Condition {
    let mut condition = Condition::new();
    condition.and("claim.id = ?", [blob(claim.0.as_bytes())]);
    match scope.reach() {
        Reach::Everything => {}
        Reach::Partner { .. } | Reach::Submitted | Reach::One(_) | Reach::Nothing => condition.within(scope),
    }
    condition
}

/// An entry from a row with the columns of `event` and `personal`, the body of its personal values.
pub(crate) fn entry(row: &Row<'_>) -> Result<StoredEntry, StoreError> {
    let values: PersonalValues = match row.text_if_any("personal")? {
        Some(json) => serde_json::from_str(json).map_err(|_| StoreError::damaged("personal values"))?,
        None => PersonalValues::new(),
    };
    let payload = row.text("payload")?;
    let (name, event) = read_payload(payload, row.get("schema_version")?, &Opened(&values))?;
    Ok(StoredEntry {
        sequence: row.get("sequence")?,
        hash: row.get("hash")?,
        entry: Entry {
            at: instant(row, "at")?,
            recorded_at: instant(row, "recorded_at")?,
            actor: stamp(row, name)?,
            event,
        },
    })
}

fn stamp(row: &Row<'_>, name: Option<Name>) -> Result<ActorStamp, StoreError> {
    let person = |side| match (uuid_if_any(row, "actor_id")?, name) {
        (Some(id), Some(name)) => Ok(ActorStamp::Person {
            id: UserId(id),
            side,
            name,
        }),
        (None, _) | (_, None) => Err(StoreError::damaged("an entry's person")),
    };
    match row.text("side")? {
        "partner" => person(Side::Partner),
        "vendor" => person(Side::Vendor),
        "customer" => Ok(ActorStamp::Customer),
        "clock" => Ok(ActorStamp::Clock),
        _ => Err(unreadable("side").into()),
    }
}
