//! The first start: the link that begins it, and how far it has come.

use std::collections::BTreeSet;

use crate::engine::{self, Connection, OptionalExtension};
use crate::{Store, StoreError};

/// The step after which the installation is set up.
pub const LAST_STEP: &str = "done";

/// How far the first start has come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Setup {
    /// There is no account yet.
    NotBegun,
    /// These steps are done.
    UnderWay(BTreeSet<String>),
    /// Set up.
    Done,
}

impl Store {
    /// How far the first start has come.
    pub async fn setup(&self) -> Result<Setup, StoreError> {
        self.read(read).await
    }

    /// Puts a link of the first start in the place of the one before, by its secret's SHA-256; answers whether there
    /// is anything to set up.
    pub async fn put_setup_link(&self, hash: [u8; 32]) -> Result<bool, StoreError> {
        self.write(move |connection| {
            if read(connection)? == Setup::Done {
                return Ok(false);
            }
            connection
                .prepare_cached(
                    "INSERT INTO setup_link (id, hash) VALUES (1, ?1)
                     ON CONFLICT (id) DO UPDATE SET hash = excluded.hash",
                )?
                .execute([hash])?;
            Ok(true)
        })
        .await
    }

    /// Whether this is the hash of the link that works now.
    pub async fn is_setup_link(&self, hash: [u8; 32]) -> Result<bool, StoreError> {
        self.read(move |connection| {
            let found = connection
                .prepare_cached("SELECT 1 FROM setup_link WHERE hash = ?1")?
                .query_row([hash], |_| Ok(()));
            Ok(found.optional()?.is_some())
        })
        .await
    }
}

fn read(connection: &Connection<'_>) -> Result<Setup, StoreError> {
    let steps = connection
        .prepare_cached("SELECT step FROM setup_step")?
        .query_map([], |row| row.get(0))?
        .collect::<engine::Result<BTreeSet<String>>>()?;
    let any: bool = connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM account)")?
        .query_row([], |row| row.get(0))?;
    // Accounts without a step came from elsewhere: a demo, or a version that had no first start.
    Ok(match (any, steps.is_empty() || steps.contains(LAST_STEP)) {
        (false, _) => Setup::NotBegun,
        (true, true) => Setup::Done,
        (true, false) => Setup::UnderWay(steps),
    })
}
