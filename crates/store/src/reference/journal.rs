//! The journal: who changed what about access and reference data. It is only added to.

use domain::id::UserId;
use domain::instant::Instant;

use crate::column::{instant, unreadable, uuid_if_any};
use crate::engine::{self, Connection, OptionalExtension, Row, Value, params};
use crate::page::{Cursor, CursorOf, Page, PageRequest};
use crate::{Store, StoreError};

/// A field before and after.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldChange {
    /// The field's name in the forms.
    pub field: String,
    /// What it was; empty: nothing.
    pub before: String,
    /// What it is; empty: nothing.
    pub after: String,
}

/// An entry to write.
#[derive(Clone, Debug)]
pub struct NewJournalEntry {
    /// When, on the wall clock.
    pub at: Instant,
    /// Whose account did it; none: the first start, before there was one.
    pub actor: Option<UserId>,
    /// The person's name then.
    pub actor_name: String,
    /// What was changed: a kind and a key, `programme/osu`.
    pub subject: String,
    /// Its name then.
    pub subject_name: String,
    /// What was done, as a code.
    pub act: &'static str,
    /// The fields that changed.
    pub fields: Vec<FieldChange>,
}

/// An entry as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JournalEntry {
    /// Its place in the journal.
    pub id: i64,
    /// When, on the wall clock.
    pub at: Instant,
    /// Whose account did it.
    pub actor: Option<UserId>,
    /// The person's name then.
    pub actor_name: String,
    /// What was changed.
    pub subject: String,
    /// Its name then.
    pub subject_name: String,
    /// What was done, as a code.
    pub act: String,
    /// The fields that changed.
    pub fields: Vec<FieldChange>,
}

/// What of the journal is listed; everything by default.
#[derive(Clone, Debug, Default)]
pub struct JournalFilter {
    /// One thing alone, `programme/osu`.
    pub subject: Option<String>,
    /// One kind of things, `programme`.
    pub kind: Option<String>,
    /// What one account did.
    pub actor: Option<UserId>,
    /// Not before this instant.
    pub from: Option<Instant>,
    /// Before this instant.
    pub until: Option<Instant>,
}

impl JournalFilter {
    /// Of one thing alone.
    pub fn of_subject(subject: &str) -> JournalFilter {
        JournalFilter {
            subject: Some(subject.to_owned()),
            ..JournalFilter::default()
        }
    }

    /// Conditions without their parameter, and its value. An index serves each, or a page's length bounds it.
    fn conditions(&self) -> Vec<(&'static str, Value)> {
        let JournalFilter {
            subject,
            kind,
            actor,
            from,
            until,
        } = self;
        let text = |text: &String| Value::Text(text.clone());
        let at = |at: &Instant| Value::Integer(at.microseconds());
        let all = [
            ("subject =", subject.as_ref().map(text)),
            ("kind =", kind.as_ref().map(text)),
            (
                "actor_id =",
                actor.map(|actor| Value::Bytes(actor.0.as_bytes().to_vec())),
            ),
            ("at >=", from.as_ref().map(at)),
            ("at <", until.as_ref().map(at)),
        ];
        all.into_iter()
            .filter_map(|(sql, value)| value.map(|value| (sql, value)))
            .collect()
    }
}

const COLUMNS: &str = "id, at, actor_id, actor_name, subject, subject_name, act, body";

impl Store {
    /// The journal, newest first.
    pub async fn list_journal(
        &self,
        filter: &JournalFilter,
        page: &PageRequest,
    ) -> Result<Page<JournalEntry>, StoreError> {
        let mut conditions = filter.conditions();
        let before = page.after.and_then(|cursor| cursor.of(CursorOf::Journal));
        conditions.push(("id <", Value::Integer(before.map_or(i64::MAX, |(key, _)| key))));
        let limit = page.limit_and_one();
        let numbered = (1..)
            .zip(&conditions)
            .map(|(number, (sql, _))| format!("{sql} ?{number}"));
        let condition = numbered.collect::<Vec<_>>().join(" AND ");
        let mut values: Vec<Value> = conditions.into_iter().map(|(_, value)| value).collect();
        values.push(Value::Integer(limit));
        let last = values.len();
        let sql = format!("SELECT {COLUMNS} FROM reference_change WHERE {condition} ORDER BY id DESC LIMIT ?{last}");
        self.read(move |connection| {
            let mut items = connection
                .prepare_cached(&sql)?
                .query_map(&values, entry)?
                .collect::<engine::Result<Vec<_>>>()?;
            let more = i64::try_from(items.len()).is_ok_and(|found| found == limit);
            if more {
                items.pop();
            }
            let next = items
                .last()
                .filter(|_| more)
                .map(|last| Cursor::new(CursorOf::Journal, last.id, 0));
            Ok(Page { items, next })
        })
        .await
    }

    /// The latest entry of a subject: what whoever changes it must have seen.
    pub async fn latest_change(&self, subject: &str) -> Result<Option<JournalEntry>, StoreError> {
        let subject = subject.to_owned();
        self.read(move |connection| {
            let sql = format!("SELECT {COLUMNS} FROM reference_change WHERE subject = ?1 ORDER BY id DESC LIMIT 1");
            Ok(connection
                .prepare_cached(&sql)?
                .query_row([&subject], entry)
                .optional()?)
        })
        .await
    }
}

fn entry(row: &Row<'_>) -> engine::Result<JournalEntry> {
    let body: String = row.get("body")?;
    let fields: Vec<(String, String, String)> = serde_json::from_str(&body).map_err(|_| unreadable("body"))?;
    let field = |(field, before, after)| FieldChange { field, before, after };
    Ok(JournalEntry {
        id: row.get("id")?,
        at: instant(row, "at")?,
        actor: uuid_if_any(row, "actor_id")?.map(UserId),
        actor_name: row.get("actor_name")?,
        subject: row.get("subject")?,
        subject_name: row.get("subject_name")?,
        act: row.get("act")?,
        fields: fields.into_iter().map(field).collect(),
    })
}

/// The place of a subject's latest entry; 0 before the first.
pub(super) fn revision(connection: &Connection<'_>, subject: &str) -> engine::Result<i64> {
    connection
        .prepare_cached("SELECT coalesce(max(id), 0) FROM reference_change WHERE subject = ?1")?
        .query_row([subject], |row| row.get(0))
}

/// Adds an entry.
pub(crate) fn write(connection: &Connection<'_>, new: &NewJournalEntry) -> Result<(), StoreError> {
    let fields: Vec<_> = new
        .fields
        .iter()
        .map(|change| (&change.field, &change.before, &change.after))
        .collect();
    let body = serde_json::to_string(&fields).map_err(|error| StoreError::damaged(error.to_string()))?;
    connection
        .prepare_cached(
            "INSERT INTO reference_change (at, actor_id, actor_name, subject, subject_name, act, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            new.at.microseconds(),
            new.actor.map(|actor| *actor.0.as_bytes()),
            new.actor_name,
            new.subject,
            new.subject_name,
            new.act,
            body,
        ])?;
    Ok(())
}
