//! A database as a whole, from one into another, whatever their engines: everything is counted and hashed where it
//! comes from, copied table by table, then counted and hashed where it came to.
//!
//! The target is marked by what was counted and hashed until all of it is there: whoever serves refuses it, and a
//! transfer of the very same goes on where an earlier one stopped.

mod ends;
mod file;
mod rows;
mod tables;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use sha2::{Digest, Sha256};
use tokio::runtime::Handle;

use crate::backup::{Manifest, TableManifest};
use crate::engine::{Connection, DatabaseError, PostgresUrl};
use crate::error::StoreError;
use crate::migrations;
use crate::{NamedBlob, blobs};
use domain::id::DocumentId;
use ends::{Held, Target};
use rows::Watcher;
use tables::Layout;

pub(crate) use ends::UNFINISHED;
pub use ends::moving_into;
pub(crate) use file::write_file;

/// Where a database is.
#[derive(Clone, Debug)]
pub enum Place {
    /// SQLite's, in a folder.
    Folder(PathBuf),
    /// A PostgreSQL database.
    Postgres(PostgresUrl),
}

/// What a transfer is at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// Counting and hashing where it comes from.
    Counting,
    /// Writing where it goes to.
    Copying,
    /// Counting and hashing there.
    Comparing,
}

/// How far a transfer is.
#[derive(Clone, Copy, Debug)]
pub struct Progress<'a> {
    /// What it is at.
    pub stage: Stage,
    /// In which table.
    pub table: &'a str,
    /// So many of its rows are done.
    pub rows: i64,
    /// Of so many; 0 while they are being counted.
    pub of: i64,
}

/// Why a database was not transferred.
#[derive(Debug, thiserror::Error)]
pub enum TransferError {
    /// There is nothing to be transferred.
    #[error("there is no database of this product in the source")]
    NoSource,
    /// An older or newer program made it.
    #[error(
        "the source has schema version {found}, this program {known}: let this program serve it once, or use the one that did"
    )]
    OtherSchema {
        /// The newest migration in it.
        found: i64,
        /// The newest migration this program has.
        known: i64,
    },
    /// Something is there already.
    #[error("the target holds something already: name an empty one")]
    Occupied,
    /// Something else was begun there.
    #[error(
        "the target holds a part of something else, or of the source as it was before it changed: empty it, or name another"
    )]
    OtherBegun,
    /// Somebody else has it open.
    #[error("another process has {0} open: stop it first")]
    InUse(String),
    /// The two databases don't have the same columns.
    #[error("the table {0} isn't the same on both sides")]
    OtherTable(&'static str),
    /// What came isn't what was sent.
    #[error("these tables differ after they were copied: {}", .0.join(", "))]
    Differs(Vec<String>),
    /// A database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<DatabaseError> for TransferError {
    fn from(error: DatabaseError) -> TransferError {
        TransferError::Store(error.into())
    }
}

impl From<rusqlite::Error> for TransferError {
    fn from(error: rusqlite::Error) -> TransferError {
        TransferError::Store(error.into())
    }
}

/// A transfer that has begun. Both databases are its own as long as it is there; what it has written stays.
pub struct Transfer {
    source: Held,
    target: Target,
    manifest: Manifest,
    resumed: bool,
}

impl Transfer {
    /// Counts and hashes the source, and marks the target, which is empty or was left by a transfer of the same.
    /// Blocks.
    pub fn begin(
        from: &Place,
        to: &Place,
        runtime: &Handle,
        mut watch: impl FnMut(Progress<'_>),
    ) -> Result<Transfer, TransferError> {
        let source = Held::source(from, runtime)?;
        // Before the long work, and once more with what it is marked by.
        Target::look(to, runtime)?;
        let layouts = Layout::all(&source.lend())?;
        let manifest = manifest(&source.lend(), &layouts, Stage::Counting, None, &mut watch)?;
        let (target, resumed) = Target::begin(to, runtime, &identity(&manifest))?;
        Ok(Transfer {
            source,
            target,
            manifest,
            resumed,
        })
    }

    /// Whether an earlier one is gone on with.
    pub fn is_resumed(&self) -> bool {
        self.resumed
    }

    /// What the source is known by, as it stands: a text that no other database has.
    pub fn identity(&self) -> String {
        ends::hexadecimal(&identity(&self.manifest))
    }

    /// What is transferred.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Copies what isn't there yet, and compares all of it. Blocks.
    pub fn copy(&self, mut watch: impl FnMut(Progress<'_>)) -> Result<(), TransferError> {
        let (source, target) = (self.source.lend(), self.target.held().lend());
        copy(&source, &target, &self.manifest, &mut watch)
    }

    /// The documents of the source, as [`crate::Store::list_named_blobs`] gives them. Blocks.
    pub fn list_named_blobs(&self, after: Option<DocumentId>, limit: u16) -> Result<Vec<NamedBlob>, TransferError> {
        Ok(blobs::list_named(&self.source.lend(), after, limit)?)
    }

    /// Makes the target a database that is served. Blocks.
    pub fn finish(self) -> Result<Manifest, TransferError> {
        self.target.finish()?;
        self.source.release()?;
        Ok(self.manifest)
    }

    /// Whether a place may be filled: it is empty, or a transfer into it has begun. Blocks.
    pub fn look_at_target(to: &Place, runtime: &Handle) -> Result<(), TransferError> {
        Target::look(to, runtime)
    }
}

/// Counts and hashes all tables.
fn manifest(
    connection: &Connection<'_>,
    layouts: &[Layout],
    stage: Stage,
    expected: Option<&Manifest>,
    watch: Watcher<'_>,
) -> Result<Manifest, StoreError> {
    let count = |layout: &Layout| {
        let of = expected.map_or(0, |expected| expected.rows_of(layout.name));
        rows::count(connection, layout, stage, of, watch)
    };
    Ok(Manifest {
        schema_version: migrations::newest(),
        tables: layouts.iter().map(count).collect::<Result<_, _>>()?,
    })
}

/// Copies what the target lacks, and compares.
fn copy(
    source: &Connection<'_>,
    target: &Connection<'_>,
    manifest: &Manifest,
    watch: Watcher<'_>,
) -> Result<(), TransferError> {
    let (there, here) = (Layout::all(source)?, Layout::all(target)?);
    for (from, to) in there.iter().zip(&here) {
        if !from.agrees_with(to) {
            return Err(TransferError::OtherTable(from.name));
        }
    }
    for (from, to) in there.iter().zip(&here) {
        rows::copy((source, from), (target, to), manifest.rows_of(from.name), watch)?;
    }
    let found = self::manifest(target, &here, Stage::Comparing, Some(manifest), watch)?;
    let differing = manifest.differing(&found);
    match differing.is_empty() {
        true => Ok(()),
        false => Err(TransferError::Differs(differing)),
    }
}

/// What a database is known by: another one, or the same after any change, has another.
fn identity(manifest: &Manifest) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(manifest.schema_version.to_be_bytes());
    for table in &manifest.tables {
        hash.update((table.name.len() as u64).to_be_bytes());
        hash.update(&table.name);
        hash.update(table.rows.to_be_bytes());
        hash.update(table.sha256);
    }
    hash.finalize().into()
}
