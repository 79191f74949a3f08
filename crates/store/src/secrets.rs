//! The installation's own keys: for links, codes and form tokens.

use crate::engine::{OptionalExtension, params};
use crate::{Store, StoreError};

impl Store {
    /// The key of a name: made from random bytes when it is first asked for, the same ever after.
    pub async fn secret(&self, name: &str) -> Result<[u8; 32], StoreError> {
        let name = name.to_owned();
        let mut fresh = [0; 32];
        getrandom::fill(&mut fresh).map_err(|_| StoreError::NoRandomBytes)?;
        self.write(move |connection| {
            let found = connection
                .prepare_cached("SELECT value FROM secret WHERE name = ?1")?
                .query_row([&name], |row| row.get(0))
                .optional()?;
            if let Some(found) = found {
                return Ok(found);
            }
            connection
                .prepare_cached("INSERT INTO secret (name, value) VALUES (?1, ?2)")?
                .execute(params![name, fresh])?;
            Ok(fresh)
        })
        .await
    }
}
