//! Whether the store works, for those who watch over it.

use crate::{Store, StoreError, migrations};

impl Store {
    /// The schema this program writes; an open store has it.
    pub fn schema_version() -> i64 {
        migrations::newest()
    }

    /// Makes sure that a write becomes durable. It changes nothing.
    pub async fn probe(&self) -> Result<(), StoreError> {
        self.write(|connection| {
            let written = connection
                .prepare_cached("UPDATE migration SET name = name WHERE number = ?1")?
                .execute([migrations::newest()])?;
            match written {
                1 => Ok(()),
                _ => Err(StoreError::damaged("the newest migration isn't recorded")),
            }
        })
        .await
    }
}
