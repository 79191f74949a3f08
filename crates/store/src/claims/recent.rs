//! The newest part of a claim's history, read from its end: what a page shows must not grow with the claim's age.

use domain::claim::Event;
use domain::id::ClaimId;
use domain::party::Scope;

use super::entries::{ENTRIES, InternalNotes, StoredComment, StoredEntry, comments, entry, history_of};
use crate::engine::Value;
use crate::error::StoreError;
use crate::page::{CursorOf, Page, PageRequest};
use crate::store::Store;

impl Store {
    /// The comments of a claim in scope, newest first.
    pub async fn list_comments_newest(
        &self,
        scope: &Scope,
        claim: ClaimId,
        internal: InternalNotes,
        page: &PageRequest,
    ) -> Result<Page<StoredComment>, StoreError> {
        let before = match page.after.map(|cursor| cursor.of(CursorOf::CommentsNewest)) {
            None => i64::MAX,
            Some(Some((sequence, _))) => sequence,
            Some(None) => return Err(StoreError::damaged("a cursor of another list")),
        };
        let mut condition = history_of(scope, claim);
        condition.and("event.sequence < ?", [Value::Integer(before)]);
        let sql = format!(
            "{ENTRIES} WHERE {} AND event.type = 'comment_added' ORDER BY event.sequence DESC",
            condition.sql
        );
        self.read(|connection| {
            comments(
                connection,
                &sql,
                &condition.values,
                internal,
                CursorOf::CommentsNewest,
                page,
            )
        })
        .await
    }

    /// What moved a claim in scope, oldest first: every entry but edits, files, comments, reminders and flags, of which
    /// there may be any number.
    pub async fn list_milestones(&self, scope: &Scope, claim: ClaimId) -> Result<Vec<StoredEntry>, StoreError> {
        let condition = history_of(scope, claim);
        let sql = format!(
            "{ENTRIES} WHERE {} AND event.type NOT IN
                 ('edited', 'document_added', 'comment_added', 'reminder_sent', 'clock_passed')
             ORDER BY event.sequence",
            condition.sql
        );
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

    /// The entries of a claim in scope from the last one that `is` on, oldest first; none if there is no such entry.
    pub async fn list_entries_since(
        &self,
        scope: &Scope,
        claim: ClaimId,
        is: fn(&Event) -> bool,
    ) -> Result<Vec<StoredEntry>, StoreError> {
        let condition = history_of(scope, claim);
        let sql = format!("{ENTRIES} WHERE {} ORDER BY event.sequence DESC", condition.sql);
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let mut rows = statement.query(&condition.values)?;
            let mut entries = Vec::new();
            while let Some(row) = &rows.next()? {
                let found = entry(row)?;
                let begins = is(&found.entry.event);
                entries.push(found);
                if begins {
                    entries.reverse();
                    return Ok(entries);
                }
            }
            Ok(Vec::new())
        })
        .await
    }
}
