//! Several nodes on one database: what each keeps in memory of what another may change, and what one does at a time.
//! One process has its database to itself on SQLite, and there none of it costs a statement.

use std::sync::atomic::{AtomicI64, Ordering};

use domain::instant::Instant;

use crate::column::instant_if_any;
use crate::engine::postgres::{Duty, Session};
use crate::engine::{self, Connection, Row};
use crate::store::Engine;
use crate::{Store, StoreError};

/// How things stand that every node keeps in memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Marks {
    /// Grows with every change of reference data.
    pub reference: i64,
    /// What the demo's clock shows; none where there is no demo.
    pub demo_clock: Option<Instant>,
}

/// Where no demo's clock was seen.
const NO_CLOCK: i64 = i64::MIN;

/// What this node has seen of it last: both only ever grow.
pub(crate) struct Seen {
    reference: AtomicI64,
    demo_clock: AtomicI64,
}

impl Seen {
    pub(crate) fn nothing() -> Seen {
        Seen {
            reference: AtomicI64::new(0),
            demo_clock: AtomicI64::new(NO_CLOCK),
        }
    }
}

/// A statement that tells who asks. Where other nodes are it also tells what they have changed: so that what a person
/// did on one node holds on all for whoever asks next, without a question of its own.
macro_rules! select_with_marks {
    ($columns:literal, $rest:literal) => {
        $crate::engine::Either {
            sqlite: concat!("SELECT ", $columns, " ", $rest),
            postgres: concat!(
                "SELECT ",
                $columns,
                ", coalesce((SELECT revision FROM reference_revision), 0) AS reference_mark,
                   (SELECT now_at FROM demo_clock) AS demo_clock_mark ",
                $rest
            ),
        }
    };
}
pub(crate) use select_with_marks;

/// Kept while one node does what is done once for all; ends with this value.
pub struct Alone {
    _session: Option<Session>,
}

/// The lock is the product's own number; it ends with the connection. Whoever is alone may take its time.
const ALONE: &str = "SET lock_timeout = '10min'; SELECT pg_advisory_lock(7236837002)";

impl Store {
    /// Whether other nodes may work on the same database.
    pub fn is_shared(&self) -> bool {
        match self.engine() {
            Engine::Sqlite { .. } => false,
            Engine::Postgres { .. } => true,
        }
    }

    /// What this node has seen last of what others may have changed; none where there are no others.
    pub fn marks(&self) -> Option<Marks> {
        let seen = self.seen()?;
        let demo_clock = match seen.demo_clock.load(Ordering::Acquire) {
            NO_CLOCK => None,
            shown => Instant::from_microseconds(shown),
        };
        Some(Marks {
            reference: seen.reference.load(Ordering::Acquire),
            demo_clock,
        })
    }

    /// Looks at what others may have changed, for [`Store::marks`].
    pub async fn look_around(&self) -> Result<(), StoreError> {
        if !self.is_shared() {
            return Ok(());
        }
        self.read(|connection| {
            let sql = "SELECT coalesce((SELECT revision FROM reference_revision), 0) AS reference_mark,
                              (SELECT now_at FROM demo_clock) AS demo_clock_mark";
            connection
                .prepare_cached(sql)?
                .query_row([], |row| self.note_marks(row))?;
            Ok(())
        })
        .await
    }

    /// Waits until no other node does what is done once for all, and keeps them waiting.
    pub async fn alone(&self) -> Result<Alone, StoreError> {
        let session = match self.engine() {
            Engine::Sqlite { .. } => None,
            Engine::Postgres { connector, .. } => {
                let session = connector.connect(Duty::Migrate).await?;
                session.batch(ALONE).await?;
                Some(session)
            }
        };
        Ok(Alone { _session: session })
    }

    /// Notes what a statement made by [`select_with_marks`] tells of other nodes.
    pub(crate) fn note_marks(&self, row: &Row<'_>) -> engine::Result<()> {
        if let Some(seen) = self.seen() {
            let reference: i64 = row.get("reference_mark")?;
            seen.reference.fetch_max(reference, Ordering::AcqRel);
            if let Some(shown) = instant_if_any(row, "demo_clock_mark")? {
                seen.demo_clock.fetch_max(shown.microseconds(), Ordering::AcqRel);
            }
        }
        Ok(())
    }

    fn seen(&self) -> Option<&Seen> {
        match self.engine() {
            Engine::Sqlite { .. } => None,
            Engine::Postgres { seen, .. } => Some(seen),
        }
    }
}

/// How often reference data was changed, as it stands in this read or write.
pub(crate) fn revision(connection: &Connection<'_>) -> Result<i64, StoreError> {
    let revision = connection
        .prepare_cached("SELECT coalesce((SELECT revision FROM reference_revision), 0)")?
        .query_row([], |row| row.get(0));
    Ok(revision?)
}

/// Lets every node learn that reference data was changed, in the same transaction.
pub(crate) fn raise_revision(connection: &Connection<'_>) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO reference_revision (id, revision) VALUES (1, 1)
             ON CONFLICT (id) DO UPDATE SET revision = reference_revision.revision + 1",
        )?
        .execute([])?;
    Ok(())
}
