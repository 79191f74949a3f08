//! The outbox: messages committed with their cause, taken by lease, kept as sent.

use std::time::Duration;

use domain::claim::NoticeKind;
use domain::id::{ClaimId, ClaimNumber, Uuid};
use domain::instant::Instant;
use domain::place::Language;
use domain::text::Email;

use crate::column::{claim_number, count, instant, instant_if_any, parsed, uuid, uuid_if_any};
use crate::engine::{self, Bind, Connection, OptionalExtension, Row, params};
use crate::number::number_key;
use crate::page::{Cursor, CursorOf, Page, PageRequest};
use crate::{Store, StoreError};

/// A message as it is kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredMessage {
    /// Its key.
    pub id: Uuid,
    /// The number of the claim it is about.
    pub claim: ClaimNumber,
    /// The claim it is about.
    pub claim_id: ClaimId,
    /// The entry that caused it; of a one-time code, the claim's last entry then.
    pub sequence: i64,
    /// What it says.
    pub kind: NoticeKind,
    /// Where it goes.
    pub to: Email,
    /// Its language.
    pub language: Language,
    /// The consent round a customer's letter belongs to.
    pub round: u32,
    /// The key of the one-time code it carries.
    pub code: Option<Uuid>,
    /// When it was caused, on the programme's clock.
    pub at: Instant,
    /// When it was handed on, on the wall clock.
    pub sent_at: Option<Instant>,
}

impl Store {
    /// Messages, oldest first: of one claim, to one address (whatever its case), or all.
    pub async fn list_messages(
        &self,
        claim: Option<ClaimNumber>,
        to: Option<Email>,
        page: &PageRequest,
    ) -> Result<Page<StoredMessage>, StoreError> {
        self.read(|connection| list(connection, claim, to.as_ref(), &OLDEST_FIRST, page))
            .await
    }

    /// The same, newest first.
    pub async fn list_messages_newest(
        &self,
        claim: Option<ClaimNumber>,
        to: Option<Email>,
        page: &PageRequest,
    ) -> Result<Page<StoredMessage>, StoreError> {
        self.read(|connection| list(connection, claim, to.as_ref(), &NEWEST_FIRST, page))
            .await
    }

    /// Takes messages that wait to be sent, oldest first. Nobody else gets them for the length of the lease, on the
    /// wall clock; those not finished by then are taken again.
    pub async fn take_messages(
        &self,
        now: Instant,
        lease: Duration,
        limit: u16,
    ) -> Result<Vec<StoredMessage>, StoreError> {
        // Most often none waits, and the writer need not know.
        if !self.read(move |connection| any_waiting(connection, now)).await? {
            return Ok(Vec::new());
        }
        let lease = i64::try_from(lease.as_micros()).unwrap_or(i64::MAX);
        let leased_until = now.microseconds().saturating_add(lease);
        self.write(move |connection| take(connection, now, leased_until, limit))
            .await
    }

    /// Notes that a message was handed on; a second time changes nothing.
    pub async fn finish_message(&self, id: Uuid, now: Instant) -> Result<(), StoreError> {
        self.write(move |connection| {
            connection
                .prepare_cached(
                    "UPDATE message SET sent_at = ?2, leased_until = NULL WHERE id = ?1 AND sent_at IS NULL",
                )?
                .execute(params![id.as_bytes(), now.microseconds()])?;
            Ok(())
        })
        .await
    }
}

macro_rules! select_message {
    ($rest:literal) => {
        concat!(
            "SELECT message.id, message.claim_number, claim.id AS claim_id, message.sequence, message.kind,
                    message.recipient, message.language, message.round, message.code_id, message.at, message.sent_at
             FROM message JOIN claim ON claim.number = message.claim_number ",
            $rest
        )
    };
}

/// An order in SQL.
struct Order {
    /// The cursors of a list in this order.
    cursor: CursorOf,
    /// What comes after a message.
    after: &'static str,
    direction: &'static str,
    /// Before every message.
    begin: (i64, Uuid),
}

const OLDEST_FIRST: Order = Order {
    cursor: CursorOf::Messages,
    after: ">",
    direction: "ASC",
    begin: (i64::MIN, Uuid::nil()),
};
const NEWEST_FIRST: Order = Order {
    cursor: CursorOf::MessagesNewest,
    after: "<",
    direction: "DESC",
    begin: (i64::MAX, Uuid::max()),
};

/// A claim's messages are few: those of its entries, whose positions are indexed.
const OF_CLAIM: &str = "message.position IN (SELECT position FROM event WHERE claim_number = ?4) AND ";

fn list(
    connection: &Connection<'_>,
    claim: Option<ClaimNumber>,
    to: Option<&Email>,
    order: &Order,
    page: &PageRequest,
) -> Result<Page<StoredMessage>, StoreError> {
    let (after_at, after_id) = match page.after.map(|cursor| cursor.of(order.cursor)) {
        Some(Some((at, id))) => (at, Uuid::from_u128(id)),
        Some(None) => return Err(StoreError::damaged("a cursor of another list")),
        None => order.begin,
    };
    let limit_and_one = page.limit_and_one();
    let key = claim.map(number_key);
    let to = to.map(Email::as_str);
    let mut arguments: Vec<&dyn Bind> = vec![&after_at, after_id.as_bytes(), &limit_and_one];
    // One statement for each kind of list, so that each runs on its index.
    let narrowed = match (&key, &to) {
        (None, None) => String::new(),
        (Some(key), None) => {
            arguments.push(key);
            OF_CLAIM.to_owned()
        }
        (None, Some(to)) => {
            arguments.push(to);
            "lower(message.recipient) = lower(?4) AND ".to_owned()
        }
        (Some(key), Some(to)) => {
            arguments.extend([key as &dyn Bind, to]);
            format!("{OF_CLAIM}lower(message.recipient) = lower(?5) AND ")
        }
    };
    let Order { after, direction, .. } = order;
    let sql = format!(
        "{} WHERE {narrowed}(message.at, message.id) {after} (?1, ?2)
         ORDER BY message.at {direction}, message.id {direction} LIMIT ?3",
        select_message!("")
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let items = statement.query_map(arguments.as_slice(), message)?;
    let mut items: Vec<StoredMessage> = items.collect::<engine::Result<_>>()?;
    // The one more than asked for says that there is a next page.
    let more = i64::try_from(items.len()).is_ok_and(|found| found == limit_and_one);
    if more {
        items.pop();
    }
    let next = items.last().filter(|_| more);
    let next = next.map(|last| Cursor::new(order.cursor, last.at.microseconds(), last.id.as_u128()));
    Ok(Page { items, next })
}

fn any_waiting(connection: &Connection<'_>, now: Instant) -> Result<bool, StoreError> {
    let waiting = connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM message
                            WHERE sent_at IS NULL AND (leased_until IS NULL OR leased_until <= ?1))",
        )?
        .query_row([now.microseconds()], |row| row.get(0))?;
    Ok(waiting)
}

fn take(
    connection: &Connection<'_>,
    now: Instant,
    leased_until: i64,
    limit: u16,
) -> Result<Vec<StoredMessage>, StoreError> {
    let mut statement = connection.prepare_cached(
        "UPDATE message SET leased_until = ?2
         WHERE id IN (SELECT id FROM message
                      WHERE sent_at IS NULL AND (leased_until IS NULL OR leased_until <= ?1)
                      ORDER BY at, id LIMIT ?3)
         RETURNING id",
    )?;
    let taken = statement.query_map(params![now.microseconds(), leased_until, limit], |row| uuid(row, "id"))?;
    let taken: Vec<Uuid> = taken.collect::<engine::Result<_>>()?;
    let mut find = connection.prepare_cached(select_message!("WHERE message.id = ?1"))?;
    let mut messages = Vec::with_capacity(taken.len());
    for id in taken {
        messages.extend(find.query_row([id.as_bytes()], message).optional()?);
    }
    messages.sort_by_key(|message| (message.at, message.id));
    Ok(messages)
}

fn message(row: &Row<'_>) -> engine::Result<StoredMessage> {
    Ok(StoredMessage {
        id: uuid(row, "id")?,
        claim: claim_number(row, "claim_number")?,
        claim_id: ClaimId(uuid(row, "claim_id")?),
        sequence: row.get("sequence")?,
        kind: parsed(row, "kind", NoticeKind::from_code)?,
        to: parsed(row, "recipient", |text| Email::parse(text).ok())?,
        language: parsed(row, "language", |text| Language::parse(text).ok())?,
        round: count(row, "round")?,
        code: uuid_if_any(row, "code_id")?,
        at: instant(row, "at")?,
        sent_at: instant_if_any(row, "sent_at")?,
    })
}
