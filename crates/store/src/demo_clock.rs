//! The demo's clock: kept here so that it survives a restart and is one for all nodes.

use domain::instant::Instant;

use crate::column::instant;
use crate::engine::{Connection, OptionalExtension};
use crate::{Store, StoreError};

impl Store {
    /// What the demo's clock shows; none where there is no demo.
    pub async fn demo_clock(&self) -> Result<Option<Instant>, StoreError> {
        self.read(read).await
    }

    /// Sets the demo's clock going at an instant, unless it goes already; what it shows.
    pub async fn start_demo_clock(&self, at: Instant) -> Result<Instant, StoreError> {
        self.write(move |connection| {
            connection
                .prepare_cached("INSERT INTO demo_clock (id, now_at) VALUES (1, ?1) ON CONFLICT (id) DO NOTHING")?
                .execute([at.microseconds()])?;
            Ok(read(connection)?.unwrap_or(at))
        })
        .await
    }

    /// Moves the demo's clock on to an instant, never back; what it shows then. Where no demo's clock was started
    /// that is a fault of the caller's wiring.
    pub async fn advance_demo_clock(&self, to: Instant) -> Result<Instant, StoreError> {
        self.write(move |connection| {
            connection
                .prepare_cached("UPDATE demo_clock SET now_at = ?1 WHERE id = 1 AND now_at < ?1")?
                .execute([to.microseconds()])?;
            read(connection)?.ok_or_else(|| StoreError::damaged("no demo clock was started"))
        })
        .await
    }
}

fn read(connection: &Connection<'_>) -> Result<Option<Instant>, StoreError> {
    let now = connection
        .prepare_cached("SELECT now_at FROM demo_clock WHERE id = 1")?
        .query_row([], |row| instant(row, "now_at"));
    Ok(now.optional()?)
}
