//! What a change of a claim changes for whoever looks for it.

use domain::claim::{Claim, Entry, Event, Visibility};

use super::Field;
use super::entry::Words;
use super::pending::{Kept, keep, kept, settle};
use crate::claims::columns::terms;
use crate::claims::entries::{ENTRIES, entry};
use crate::claims::find::{STORED, stored};
use crate::engine::{Connection, Value, params};
use crate::error::StoreError;
use crate::number::number_key;

/// What a change says anew.
#[derive(Debug)]
pub(crate) struct SearchChange {
    /// Of the claim itself; none: as before.
    own: Option<Words>,
    comments: Words,
    notes: Words,
}

impl SearchChange {
    /// None: nothing. So it is with most changes.
    pub(crate) fn of(claim: &Claim, entries: &[Entry]) -> Option<SearchChange> {
        let (mut says_anew, mut comments, mut notes) = (false, Words::default(), Words::default());
        for entry in entries {
            match &entry.event {
                Event::Created(_) | Event::Edited { .. } | Event::Discarded => says_anew = true,
                Event::CommentAdded { text, visibility, .. } => {
                    let said = Words::said(*visibility, text.as_str());
                    match visibility {
                        Visibility::Shared => comments.join(said),
                        Visibility::Internal => notes.join(said),
                    }
                }
                Event::Submitted { .. }
                | Event::Resubmitted { .. }
                | Event::Approved { .. }
                | Event::Rejected { .. }
                | Event::AnswerLapsed { .. }
                | Event::ConsentLapsed { .. }
                | Event::LinesDeclined { .. }
                | Event::CustomerDeclined { .. }
                | Event::Withdrawn { .. }
                | Event::Disputed { .. }
                | Event::AssociationEnded { .. }
                | Event::Reopened { .. }
                | Event::DocumentAdded { .. }
                | Event::ReviewStarted { .. }
                | Event::Assigned { .. }
                | Event::InformationRequested { .. }
                | Event::ExtensionRequested { .. }
                | Event::AnswerExtended { .. }
                | Event::ConsentConfirmed { .. }
                | Event::DisputeWindowLapsed
                | Event::NoticeFailed { .. }
                | Event::CustomerContactNamed { .. }
                | Event::CustomerContactConfirmed { .. }
                | Event::ClockPassed { .. }
                | Event::ReminderSent { .. } => {}
            }
        }
        (says_anew || !comments.is_empty() || !notes.is_empty()).then(|| SearchChange {
            own: says_anew.then(|| Words::of(claim)),
            comments,
            notes,
        })
    }
}

impl SearchChange {
    /// What is kept with the change, of what was before.
    pub(crate) fn after(&self, before: &Kept) -> Kept {
        if self.own.as_ref().is_some_and(Words::is_empty) {
            return Kept::default();
        }
        let mut after = Kept {
            words: match &self.own {
                Some(own) => {
                    let mut words = own.clone();
                    words.join(before.words.of_field(Field::Comments));
                    words
                }
                None => before.words.clone(),
            },
            notes: before.notes.clone(),
        };
        after.words.join(self.comments.clone());
        after.notes.join(self.notes.clone());
        after
    }
}

/// Writes what a change says anew.
pub(crate) fn write(connection: &Connection<'_>, claim: i64, change: &SearchChange) -> Result<(), StoreError> {
    let before = kept(connection, claim)?;
    let after = change.after(&before);
    if after == before {
        Ok(())
    } else {
        keep(connection, claim, &after)
    }
}

/// What is to be kept of a claim, from all that is stored of it. What was erased isn't there to be found.
pub(super) fn wanted(connection: &Connection<'_>, claim: &Claim) -> Result<Kept, StoreError> {
    let mut wanted = Kept {
        words: Words::of(claim),
        notes: Words::default(),
    };
    if wanted.words.is_empty() {
        return Ok(wanted);
    }
    let sql = format!("{ENTRIES} WHERE claim.number = ?1 AND event.type = 'comment_added' ORDER BY event.sequence");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([number_key(claim.number)])?;
    while let Some(row) = &rows.next()? {
        if let Event::CommentAdded { text, visibility, .. } = entry(row)?.entry.event {
            let said = Words::said(visibility, text.as_str());
            match visibility {
                Visibility::Shared => wanted.words.join(said),
                Visibility::Internal => wanted.notes.join(said),
            }
        }
    }
    Ok(wanted)
}

/// Keeps of a claim what is to be kept of it, as after an erasure.
pub(super) fn write_anew(connection: &Connection<'_>, claim: &Claim) -> Result<(), StoreError> {
    let number = number_key(claim.number);
    let wanted = wanted(connection, claim)?;
    if wanted == kept(connection, number)? {
        Ok(())
    } else {
        keep(connection, number, &wanted)
    }
}

/// Fills the indexes of a database that had none.
pub(crate) fn fill(connection: &Connection<'_>) -> Result<(), StoreError> {
    let sql = format!("SELECT {STORED} FROM claim ORDER BY number");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = &rows.next()? {
        let claim = stored(row)?.claim;
        write_anew(connection, &claim)?;
        forget_terms(connection, &claim)?;
    }
    settle(connection)
}

/// Lists were narrowed by terms that the index has now.
fn forget_terms(connection: &Connection<'_>, claim: &Claim) -> Result<(), StoreError> {
    let kept = Value::List(terms(claim).into_iter().map(Value::Text).collect());
    connection
        .prepare_cached(
            "DELETE FROM claim_term WHERE claim_number = ?1 AND term NOT IN (SELECT value FROM json_each(?2))",
        )?
        .execute(params![number_key(claim.number), kept])?;
    Ok(())
}
