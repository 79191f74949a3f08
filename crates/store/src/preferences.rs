//! What an account chose for itself.

use std::collections::BTreeMap;

use domain::id::UserId;

use crate::engine::params;
use crate::{Store, StoreError};

/// Characters of a value, so that nobody fills the database with wishes.
const VALUE_CHARACTERS_MAX: usize = 8_000;

/// What became of a wish.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PreferenceKept {
    /// It is stored.
    Kept,
    /// It is too long; nothing changed.
    TooLong,
}

impl Store {
    /// All that the account chose, by name.
    pub async fn preferences(&self, user: UserId) -> Result<BTreeMap<String, String>, StoreError> {
        self.read(move |connection| {
            let found = connection
                .prepare_cached("SELECT name, value FROM preference WHERE account_id = ?1")?
                .query_map([user.0.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<Result<_, _>>()?;
            Ok(found)
        })
        .await
    }

    /// Puts a choice in the place of the one before; none takes it away.
    pub async fn put_preference(
        &self,
        user: UserId,
        name: &'static str,
        value: Option<String>,
    ) -> Result<PreferenceKept, StoreError> {
        if value
            .as_ref()
            .is_some_and(|value| value.chars().count() > VALUE_CHARACTERS_MAX)
        {
            return Ok(PreferenceKept::TooLong);
        }
        self.write(move |connection| {
            let Some(value) = &value else {
                connection
                    .prepare_cached("DELETE FROM preference WHERE account_id = ?1 AND name = ?2")?
                    .execute(params![user.0.as_bytes(), name])?;
                return Ok(PreferenceKept::Kept);
            };
            connection
                .prepare_cached(
                    "INSERT INTO preference (account_id, name, value) VALUES (?1, ?2, ?3)
                     ON CONFLICT (account_id, name) DO UPDATE SET value = excluded.value",
                )?
                .execute(params![user.0.as_bytes(), name, value])?;
            Ok(PreferenceKept::Kept)
        })
        .await
    }

    /// Puts a choice in the place of the one that was read before, and says whether it could: another may have come there
    /// meanwhile.
    pub async fn replace_preference(
        &self,
        user: UserId,
        name: &'static str,
        before: Option<String>,
        value: String,
    ) -> Result<bool, StoreError> {
        self.write(move |connection| {
            let written = match &before {
                Some(before) => connection
                    .prepare_cached(
                        "UPDATE preference SET value = ?3 WHERE account_id = ?1 AND name = ?2 AND value = ?4",
                    )?
                    .execute(params![user.0.as_bytes(), name, value, before])?,
                None => connection
                    .prepare_cached(
                        "INSERT INTO preference (account_id, name, value) VALUES (?1, ?2, ?3)
                         ON CONFLICT (account_id, name) DO NOTHING",
                    )?
                    .execute(params![user.0.as_bytes(), name, value])?,
            };
            Ok(written > 0)
        })
        .await
    }
}
