//! Sessions of signed-in people, on the wall clock; their tokens only as hashes.

use domain::id::UserId;
use domain::instant::Instant;

use crate::column::{instant, uuid};
use crate::engine::{self, Either, OptionalExtension, params};
use crate::nodes::select_with_marks;
use crate::{Store, StoreError};

/// A session to begin.
#[derive(Clone)]
pub struct NewSession {
    /// The SHA-256 of the cookie's token.
    pub hash: [u8; 32],
    /// Who signed in.
    pub user: UserId,
    /// What the session's form tokens are derived from.
    pub secret: [u8; 32],
    /// When.
    pub created_at: Instant,
    /// Until when it holds if nobody uses it.
    pub expires_at: Instant,
}

/// A session that holds.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    /// Who signed in.
    pub user: UserId,
    /// What the session's form tokens are derived from.
    pub secret: [u8; 32],
    /// When.
    pub created_at: Instant,
    /// When it was last touched.
    pub seen_at: Instant,
    /// Until when it holds if nobody uses it.
    pub expires_at: Instant,
}

/// A session as its person sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SessionRow {
    /// The hash it is found by.
    pub hash: [u8; 32],
    /// When it began.
    pub created_at: Instant,
    /// When it was last used, to a few minutes.
    pub seen_at: Instant,
}

impl Store {
    /// Begins a session.
    pub async fn create_session(&self, new: NewSession) -> Result<(), StoreError> {
        self.write(move |connection| {
            connection
                .prepare_cached(
                    "INSERT INTO session (hash, account_id, secret, created_at, seen_at, expires_at)
                     VALUES (?1, ?2, ?3, ?4, ?4, ?5)",
                )?
                .execute(params![
                    new.hash,
                    new.user.0.as_bytes(),
                    new.secret,
                    new.created_at.microseconds(),
                    new.expires_at.microseconds(),
                ])?;
            Ok(())
        })
        .await
    }

    /// The session of a token's hash, if it still holds at `now` on the wall clock.
    pub async fn find_session(&self, hash: [u8; 32], now: Instant) -> Result<Option<Session>, StoreError> {
        const SQL: Either<'_> = select_with_marks!(
            "account_id, secret, created_at, seen_at, expires_at",
            "FROM session WHERE hash = ?1 AND expires_at > ?2"
        );
        self.read(move |connection| {
            let session = connection.prepare_cached(connection.choose(SQL))?.query_row(
                params![hash, now.microseconds()],
                |row| {
                    self.note_marks(row)?;
                    Ok(Session {
                        user: UserId(uuid(row, "account_id")?),
                        secret: row.get("secret")?,
                        created_at: instant(row, "created_at")?,
                        seen_at: instant(row, "seen_at")?,
                        expires_at: instant(row, "expires_at")?,
                    })
                },
            );
            Ok(session.optional()?)
        })
        .await
    }

    /// Notes that a session was used and lets it hold longer; one that no longer holds stays over.
    pub async fn touch_session(&self, hash: [u8; 32], now: Instant, expires_at: Instant) -> Result<(), StoreError> {
        self.write(move |connection| {
            connection
                .prepare_cached("UPDATE session SET seen_at = ?2, expires_at = ?3 WHERE hash = ?1 AND expires_at > ?2")?
                .execute(params![hash, now.microseconds(), expires_at.microseconds()])?;
            Ok(())
        })
        .await
    }

    /// Ends a session, if there is one.
    pub async fn end_session(&self, hash: [u8; 32]) -> Result<(), StoreError> {
        self.write(move |connection| {
            connection
                .prepare_cached("DELETE FROM session WHERE hash = ?1")?
                .execute([hash])?;
            Ok(())
        })
        .await
    }

    /// An account's sessions that hold, the latest used first.
    pub async fn sessions_of(&self, user: UserId, now: Instant) -> Result<Vec<SessionRow>, StoreError> {
        self.read(move |connection| {
            let found = connection
                .prepare_cached(
                    "SELECT hash, created_at, seen_at FROM session WHERE account_id = ?1 AND expires_at > ?2
                     ORDER BY seen_at DESC LIMIT 100",
                )?
                .query_map(params![user.0.as_bytes(), now.microseconds()], |row| {
                    Ok(SessionRow {
                        hash: row.get("hash")?,
                        created_at: instant(row, "created_at")?,
                        seen_at: instant(row, "seen_at")?,
                    })
                })?
                .collect::<engine::Result<_>>()?;
            Ok(found)
        })
        .await
    }

    /// Ends every session of an account.
    pub async fn end_sessions_of(&self, user: UserId) -> Result<(), StoreError> {
        self.write(move |connection| {
            connection
                .prepare_cached("DELETE FROM session WHERE account_id = ?1")?
                .execute([user.0.as_bytes()])?;
            Ok(())
        })
        .await
    }
}
