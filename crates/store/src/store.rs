//! The store: what it is opened from, and how everything else reads and writes through it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::engine::Connection;
use crate::error::StoreError;
use crate::migrations;
use crate::sqlite::{Commits, ReadPool, Writer, Written, open_reader, open_writer};

/// The database's file in the data folder.
pub(crate) const DATABASE: &str = "cpor.db";

/// Everything stored but the documents' bytes. Clones share the same connections.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    database: PathBuf,
    readers: ReadPool,
    writer: Writer,
}

impl Store {
    /// Whether the folder holds a database.
    pub fn is_in(folder: &Path) -> bool {
        folder.join(DATABASE).is_file()
    }

    /// Opens the database of a data folder: creates both, the folder for its owner alone, or brings it to this program's schema after a backup copy.
    pub fn open(folder: &Path) -> Result<Store, StoreError> {
        make_folder(folder).map_err(|source| StoreError::File {
            path: folder.to_owned(),
            source,
        })?;
        let database = folder.join(DATABASE);
        let mut connection = open_writer(&database)?;
        migrations::run(&mut connection, &database)?;
        Ok(Store(Arc::new(Inner {
            readers: ReadPool::open(&database)?,
            writer: Writer::start(connection, open_writer(&database)?)?,
            database,
        })))
    }

    /// Reads on one of the read-only connections, on the caller's own thread: for short reads. Several statements
    /// that must agree open a transaction themselves.
    pub(crate) async fn read<T>(
        &self,
        mut work: impl FnMut(&Connection<'_>) -> Result<T, StoreError> + Send,
    ) -> Result<T, StoreError> {
        self.0
            .readers
            .read(|connection| work(&Connection::Sqlite(connection)))
            .await
    }

    /// Reads on a connection of its own, on a thread for long work: for reads that go through everything.
    pub(crate) async fn read_long<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let database = self.0.database.clone();
        let read = move || work(&Connection::Sqlite(&open_reader(&database)?));
        tokio::task::spawn_blocking(read)
            .await
            .map_err(|_| StoreError::Closed)?
    }

    /// Writes within the writer's next transaction, together with all others that wait; returns when durable.
    ///
    /// `work` must write either nothing or all it has to: a refusal is an `Ok` that has written nothing, an `Err`
    /// rolls back the whole transaction, after which each of its writes is tried alone (so `work` may run twice).
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        mut work: impl FnMut(&Connection<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.0
            .writer
            .write(move |connection| work(&Connection::Sqlite(connection)))
            .await
    }

    /// What was written since it was opened.
    pub fn written(&self) -> Written {
        self.0.writer.written()
    }

    /// How large the transactions since then were, and how long each took.
    pub fn commits(&self) -> Commits {
        self.0.writer.commits()
    }

    /// The database's file.
    pub fn database(&self) -> &Path {
        &self.0.database
    }
}

/// The database holds keys and personal data: a new folder is its owner's. One that is there stays as it is.
pub(crate) fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
