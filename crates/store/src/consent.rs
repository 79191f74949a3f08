//! The customer's links and one-time codes, both only as hashes.

use domain::claim::NoticeKind;
use domain::id::{ClaimId, Uuid};
use domain::instant::Instant;
use domain::place::Language;
use domain::text::Email;
use subtle::ConstantTimeEq;

use crate::column::{count, instant, uuid};
use crate::engine::{Connection, Either, OptionalExtension, params};
use crate::nodes::select_with_marks;
use crate::{Store, StoreError};

/// After so many wrong attempts a code is worth nothing; a new one must be asked for.
const WRONG_ATTEMPTS_MAX: u8 = 5;

/// A one-time code to be sent to the customer's contact.
#[derive(Clone)]
pub struct NewCode {
    /// Its key, from which its digits are derived.
    pub id: Uuid,
    /// The claim it is for.
    pub claim: ClaimId,
    /// The consent round of the link it was asked for with.
    pub round: u32,
    /// The keyed hash of its digits.
    pub code_hash: [u8; 32],
    /// Until when it holds, on the wall clock.
    pub expires_at: Instant,
    /// The key of the message that carries it.
    pub message_id: Uuid,
    /// The claim's last entry at that time, which the message speaks of.
    pub sequence: i64,
    /// Where it goes.
    pub to: Email,
    /// The message's language.
    pub language: Language,
    /// When it was asked for, on the programme's clock.
    pub at: Instant,
}

/// What trying a one-time code gave.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CodeTrial {
    /// It was the code; it is used up now.
    Right,
    /// It was not.
    Wrong {
        /// So many attempts are left.
        left: u8,
    },
    /// There is no code to try: none was made, it has expired, or it was tried wrong too often.
    NeedsNew,
}

impl Store {
    /// The claim and consent round of a link, by its token's SHA-256.
    pub async fn find_link(&self, token_hash: [u8; 32]) -> Result<Option<(ClaimId, u32)>, StoreError> {
        const SQL: Either<'_> = select_with_marks!(
            "claim.id, consent_link.round",
            "FROM consent_link JOIN claim ON claim.number = consent_link.claim_number
             WHERE consent_link.token_hash = ?1"
        );
        self.read(move |connection| {
            let link = connection
                .prepare_cached(connection.choose(SQL))?
                .query_row([token_hash], |row| {
                    self.note_marks(row)?;
                    Ok((ClaimId(uuid(row, "id")?), count(row, "round")?))
                });
            Ok(link.optional()?)
        })
        .await
    }

    /// Keeps a code, with its message; the one made before for the same claim and round stops working.
    pub async fn create_code(&self, new: NewCode) -> Result<(), StoreError> {
        self.write(move |connection| create(connection, &new)).await
    }

    /// Tries a code. Attempts are counted in the transaction that judges them, so that none is free.
    pub async fn try_code(
        &self,
        claim: ClaimId,
        round: u32,
        code_hash: [u8; 32],
        now: Instant,
    ) -> Result<CodeTrial, StoreError> {
        self.write(move |connection| judge(connection, claim, round, &code_hash, now))
            .await
    }
}

fn create(connection: &Connection<'_>, new: &NewCode) -> Result<(), StoreError> {
    let written = connection
        .prepare_cached(
            "INSERT INTO message (id, claim_number, sequence, position, kind, recipient, language, round, code_id, at)
             SELECT ?2, claim.number, ?3, event.position, ?4, ?5, ?6, ?7, ?8, ?9
             FROM claim JOIN event ON event.claim_number = claim.number AND event.sequence = ?3
             WHERE claim.id = ?1",
        )?
        .execute(params![
            new.claim.0.as_bytes(),
            new.message_id.as_bytes(),
            new.sequence,
            NoticeKind::OneTimeCode.code(),
            new.to.as_str(),
            new.language.tag(),
            new.round,
            new.id.as_bytes(),
            new.at.microseconds(),
        ])?;
    if written == 0 {
        return Err(StoreError::damaged("a one-time code for a claim that isn't there"));
    }
    connection
        .prepare_cached(
            "INSERT INTO one_time_code (claim_id, round, id, hash, wrong_attempts, expires_at)
             VALUES (?1, ?2, ?3, ?4, 0, ?5)
             ON CONFLICT (claim_id, round) DO UPDATE SET
                 id = excluded.id, hash = excluded.hash, wrong_attempts = 0, expires_at = excluded.expires_at",
        )?
        .execute(params![
            new.claim.0.as_bytes(),
            new.round,
            new.id.as_bytes(),
            new.code_hash,
            new.expires_at.microseconds(),
        ])?;
    Ok(())
}

fn judge(
    connection: &Connection<'_>,
    claim: ClaimId,
    round: u32,
    code_hash: &[u8; 32],
    now: Instant,
) -> Result<CodeTrial, StoreError> {
    let key = params![claim.0.as_bytes(), round];
    let found: Option<([u8; 32], u8, Instant)> = connection
        .prepare_cached(
            "SELECT hash, wrong_attempts, expires_at FROM one_time_code WHERE claim_id = ?1 AND round = ?2",
        )?
        .query_row(key, |row| {
            Ok((
                row.get("hash")?,
                count(row, "wrong_attempts")?,
                instant(row, "expires_at")?,
            ))
        })
        .optional()?;
    let Some((hash, wrong_attempts, expires_at)) = found else {
        return Ok(CodeTrial::NeedsNew);
    };
    if wrong_attempts >= WRONG_ATTEMPTS_MAX || expires_at <= now {
        return Ok(CodeTrial::NeedsNew);
    }
    if bool::from(hash.ct_eq(code_hash)) {
        connection
            .prepare_cached("DELETE FROM one_time_code WHERE claim_id = ?1 AND round = ?2")?
            .execute(key)?;
        return Ok(CodeTrial::Right);
    }
    connection
        .prepare_cached(
            "UPDATE one_time_code SET wrong_attempts = wrong_attempts + 1 WHERE claim_id = ?1 AND round = ?2",
        )?
        .execute(key)?;
    match WRONG_ATTEMPTS_MAX - wrong_attempts - 1 {
        0 => Ok(CodeTrial::NeedsNew),
        left => Ok(CodeTrial::Wrong { left }),
    }
}
