//! As whom the database is read and written.

use crate::store::Store;
use crate::{StoreError, engine};

/// How far the parts of the program are kept apart in the database.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Roles {
    /// It is a file: whoever may open it may do everything.
    File,
    /// The login does everything.
    One,
    /// There is a role for reading, one for writing and one for migrating.
    Separate,
}

impl Store {
    /// As whom it reads and writes.
    pub async fn roles(&self) -> Result<Roles, StoreError> {
        if self.database().is_some() {
            return Ok(Roles::File);
        }
        let reads = self.read(|connection| Ok(has_role(connection)?)).await?;
        let writes = self.write(|connection| Ok(has_role(connection)?)).await?;
        Ok(match reads && writes {
            true => Roles::Separate,
            false => Roles::One,
        })
    }
}

fn has_role(connection: &engine::Connection<'_>) -> engine::Result<bool> {
    connection
        .prepare_cached("SELECT current_user <> session_user")?
        .query_row([], |row| row.get(0))
}
