//! Whether the store works, for those who watch over it.

use domain::instant::Instant;

use crate::column::instant;
use crate::engine::{Either, OptionalExtension};
use crate::{Store, StoreError, migrations};

/// What tells how the installation is, each found by an index or in a short table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Vitals {
    /// Claims ever begun.
    pub claims: i64,
    /// Accounts that can be used.
    pub accounts: i64,
    /// Sessions that hold or wait to be cleared away, to ten thousand.
    pub sessions: i64,
    /// The oldest message that nobody has sent, by the time of claims.
    pub unsent_since: Option<Instant>,
    /// The earliest time at which a claim does something by itself.
    pub next_wake_at: Option<Instant>,
    /// The database's size.
    pub size_bytes: i64,
}

/// The database's size.
pub(crate) const SIZE_BYTES: Either<'_> = Either {
    sqlite: "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    postgres: "SELECT pg_database_size(current_database())",
};

impl Store {
    /// The schema this program writes; an open store has it.
    pub fn schema_version() -> i64 {
        migrations::newest()
    }

    /// How the installation is.
    pub async fn vitals(&self) -> Result<Vitals, StoreError> {
        self.read(|connection| {
            let number = |sql: &str| {
                connection
                    .prepare_cached(sql)?
                    .query_row([], |row| row.get::<_, i64>(0))
            };
            let at = |sql: &str| {
                let found = connection.prepare_cached(sql)?.query_row([], |row| instant(row, "at"));
                found.optional()
            };
            Ok(Vitals {
                claims: number("SELECT CAST(coalesce(sum(last), 0) AS bigint) FROM number_sequence")?,
                accounts: number("SELECT count(*) FROM account WHERE standing = 'active'")?,
                sessions: number("SELECT count(*) FROM (SELECT 1 FROM session LIMIT 10000) AS found")?,
                unsent_since: at("SELECT at FROM message WHERE sent_at IS NULL ORDER BY at LIMIT 1")?,
                next_wake_at: at("SELECT wake_at AS at FROM claim WHERE wake_at IS NOT NULL ORDER BY wake_at LIMIT 1")?,
                size_bytes: number(connection.choose(SIZE_BYTES))?,
            })
        })
        .await
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
