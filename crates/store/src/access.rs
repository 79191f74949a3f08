//! What lets people in beside a password: one-time links and API tokens, all as hashes, on the wall clock.

use domain::id::UserId;
use domain::instant::Instant;
use jiff::civil::Date;

use crate::column::{date_if_any, instant_if_any, uuid};
use crate::engine::{self, Either, OptionalExtension, Row, params};
use crate::nodes::select_with_marks;
use crate::reference::{NewJournalEntry, journal};
use crate::{Store, StoreError};

/// A token to make.
#[derive(Clone, Debug)]
pub struct NewToken {
    /// The SHA-256 of the token.
    pub hash: [u8; 32],
    /// Whose.
    pub user: UserId,
    /// What it is for.
    pub name: String,
    /// When it was made.
    pub created_at: Instant,
    /// Until when it works; none: until it is revoked.
    pub expires_at: Option<Instant>,
}

/// A token as its owner sees it; what it is was shown once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TokenRow {
    /// The hash it is found by.
    pub hash: [u8; 32],
    /// What it is for; none: given together with the account.
    pub name: Option<String>,
    /// When it was made.
    pub created_at: Option<Instant>,
    /// Until when it works.
    pub expires_at: Option<Instant>,
    /// The last day on which it was used, in UTC.
    pub used_on: Option<Date>,
}

/// A token that was shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FoundToken {
    /// Whose it is.
    pub user: UserId,
    /// The last day that is written down, in UTC.
    pub used_on: Option<Date>,
}

/// Tokens of one account; more is a program gone wild.
pub const TOKENS_MAX: usize = 50;

impl Store {
    /// The account of a bearer token, by the token's SHA-256, if it still works.
    pub async fn find_token(&self, hash: [u8; 32], now: Instant) -> Result<Option<FoundToken>, StoreError> {
        const SQL: Either<'_> = select_with_marks!(
            "account_id, used_on",
            "FROM token WHERE hash = ?1 AND (expires_at IS NULL OR expires_at > ?2)"
        );
        self.read(move |connection| {
            let found = connection.prepare_cached(connection.choose(SQL))?.query_row(
                params![hash, now.microseconds()],
                |row| {
                    self.note_marks(row)?;
                    Ok(FoundToken {
                        user: UserId(uuid(row, "account_id")?),
                        used_on: date_if_any(row, "used_on")?,
                    })
                },
            );
            Ok(found.optional()?)
        })
        .await
    }

    /// Notes the day on which a token was used.
    pub async fn touch_token(&self, hash: [u8; 32], day: Date) -> Result<(), StoreError> {
        self.write(move |connection| {
            let sql = "UPDATE token SET used_on = ?2 WHERE hash = ?1 AND used_on IS DISTINCT FROM ?2";
            connection
                .prepare_cached(sql)?
                .execute(params![hash, day.to_string()])?;
            Ok(())
        })
        .await
    }

    /// An account's tokens, the newest first.
    pub async fn tokens_of(&self, user: UserId) -> Result<Vec<TokenRow>, StoreError> {
        self.read(move |connection| {
            let found = connection
                .prepare_cached(
                    "SELECT hash, name, created_at, expires_at, used_on FROM token WHERE account_id = ?1
                     ORDER BY created_at DESC NULLS LAST, hash LIMIT 200",
                )?
                .query_map([user.0.as_bytes()], token)?
                .collect::<engine::Result<_>>()?;
            Ok(found)
        })
        .await
    }

    /// Makes a token, unless the account has too many; answers whether it did.
    pub async fn create_token(&self, new: NewToken, entry: NewJournalEntry) -> Result<bool, StoreError> {
        self.write(move |connection| {
            let held: usize = connection
                .prepare_cached("SELECT count(*) FROM token WHERE account_id = ?1")?
                .query_row([new.user.0.as_bytes()], |row| row.get::<_, i64>(0))
                .map(|held| usize::try_from(held).unwrap_or(usize::MAX))?;
            if held >= TOKENS_MAX {
                return Ok(false);
            }
            connection
                .prepare_cached(
                    "INSERT INTO token (hash, account_id, name, created_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![
                    new.hash,
                    new.user.0.as_bytes(),
                    new.name,
                    new.created_at.microseconds(),
                    new.expires_at.map(Instant::microseconds),
                ])?;
            journal::write(connection, &entry)?;
            Ok(true)
        })
        .await
    }

    /// Revokes a token of an account; answers whether there was one.
    pub async fn revoke_token(&self, user: UserId, hash: [u8; 32], entry: NewJournalEntry) -> Result<bool, StoreError> {
        self.write(move |connection| {
            let removed = connection
                .prepare_cached("DELETE FROM token WHERE hash = ?1 AND account_id = ?2")?
                .execute(params![hash, user.0.as_bytes()])?;
            if removed > 0 {
                journal::write(connection, &entry)?;
            }
            Ok(removed > 0)
        })
        .await
    }

    /// Whose one-time link this is, by its secret's SHA-256, if it still works.
    pub async fn find_invitation(&self, hash: [u8; 32], now: Instant) -> Result<Option<UserId>, StoreError> {
        self.read(move |connection| {
            let found = connection
                .prepare_cached("SELECT account_id FROM invitation WHERE hash = ?1 AND expires_at > ?2")?
                .query_row(params![hash, now.microseconds()], |row| {
                    uuid(row, "account_id").map(UserId)
                });
            Ok(found.optional()?)
        })
        .await
    }

    /// Whether an account can sign in by password, and until when its one-time link works.
    pub async fn access_of(&self, user: UserId, now: Instant) -> Result<AccessRow, StoreError> {
        self.read(move |connection| {
            let found = connection
                .prepare_cached(
                    "SELECT password_phc IS NOT NULL AS has_password,
                            (SELECT expires_at FROM invitation WHERE account_id = account.id AND expires_at > ?2)
                                AS invited_until,
                            (SELECT count(*) FROM session WHERE account_id = account.id AND expires_at > ?2) AS sessions
                     FROM account WHERE id = ?1",
                )?
                .query_row(params![user.0.as_bytes(), now.microseconds()], |row| {
                    Ok(AccessRow {
                        has_password: row.get("has_password")?,
                        invited_until: instant_if_any(row, "invited_until")?,
                        sessions: row.get("sessions")?,
                    })
                });
            Ok(found.optional()?.unwrap_or_default())
        })
        .await
    }
}

/// How an account gets in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct AccessRow {
    /// It has a password.
    pub has_password: bool,
    /// Until when its one-time link works.
    pub invited_until: Option<Instant>,
    /// Its sessions that hold.
    pub sessions: i64,
}

fn token(row: &Row<'_>) -> engine::Result<TokenRow> {
    Ok(TokenRow {
        hash: row.get("hash")?,
        name: row.get("name")?,
        created_at: instant_if_any(row, "created_at")?,
        expires_at: instant_if_any(row, "expires_at")?,
        used_on: date_if_any(row, "used_on")?,
    })
}
