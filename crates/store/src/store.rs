//! The store: what it is opened from, and how everything else reads and writes through it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::runtime::Handle;

use crate::commit::Committer;
use crate::engine::postgres::{self, Connector, Directly, Duty};
use crate::engine::{Connection, PostgresUrl};
use crate::error::StoreError;
use crate::migrations;
use crate::nodes::Seen;
use crate::sqlite::{self, open_reader, open_writer};
use crate::written::{Commits, Written};

/// The database's file in the data folder.
pub(crate) const DATABASE: &str = "cpor.db";

/// Everything stored but the documents' bytes. Clones share the same connections.
#[derive(Clone)]
pub struct Store(Arc<Engine>);

pub(crate) enum Engine {
    Sqlite {
        database: PathBuf,
        readers: sqlite::ReadPool,
        writer: sqlite::Writer,
    },
    Postgres {
        connector: Connector,
        readers: postgres::ReadPool,
        writer: postgres::Writer,
        committer: Committer,
        seen: Seen,
        keys: postgres::Keys,
    },
}

/// How claims are committed.
pub(crate) enum CommitBy<'s> {
    /// By the one writer.
    Writer(&'s sqlite::Writer),
    /// In the lanes.
    Committer(&'s Committer),
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
        Ok(Store(Arc::new(Engine::Sqlite {
            readers: sqlite::ReadPool::open(&database)?,
            writer: sqlite::Writer::start(connection, open_writer(&database)?)?,
            database,
        })))
    }

    /// Opens a PostgreSQL database, and brings it to this program's schema. What serves its connections runs on the
    /// caller's runtime.
    pub async fn connect(url: &PostgresUrl) -> Result<Store, StoreError> {
        let connector = Connector::new(url)?;
        migrations::postgres::run(&connector).await?;
        Ok(Store(Arc::new(Engine::Postgres {
            readers: postgres::ReadPool::new(connector.clone()),
            writer: postgres::Writer::start(connector.clone()),
            committer: Committer::start(&connector),
            seen: Seen::nothing(),
            keys: postgres::Keys::new(connector.clone()),
            connector,
        })))
    }

    /// Reads on one of the read-only connections: for short reads. Several statements that must agree are read
    /// [at one moment](Connection::at_one_moment).
    ///
    /// `work` only asks and computes: it may run again from its beginning.
    pub(crate) async fn read<T>(
        &self,
        mut work: impl FnMut(&Connection<'_>) -> Result<T, StoreError> + Send,
    ) -> Result<T, StoreError> {
        match &*self.0 {
            Engine::Sqlite { readers, .. } => readers.read(|connection| work(&Connection::Sqlite(connection))).await,
            Engine::Postgres { readers, .. } => readers.read(work).await,
        }
    }

    /// Reads on a connection of its own, on a thread for long work: for reads that go through everything.
    pub(crate) async fn read_long<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let thread = match &*self.0 {
            Engine::Sqlite { database, .. } => {
                let database = database.clone();
                tokio::task::spawn_blocking(move || work(&Connection::Sqlite(&open_reader(&database)?)))
            }
            Engine::Postgres { connector, .. } => {
                let session = connector.connect(Duty::ReadLong).await?;
                let runtime = Handle::current();
                tokio::task::spawn_blocking(move || work(&Connection::Postgres(&Directly { session, runtime })))
            }
        };
        thread.await.map_err(|_| StoreError::Closed)?
    }

    /// Writes within the writer's next transaction, together with all others that wait; returns when durable.
    ///
    /// `work` must write either nothing or all it has to: a refusal is an `Ok` that has written nothing, an `Err`
    /// rolls back the whole transaction, after which each of its writes is tried alone (so `work` may run again).
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        mut work: impl FnMut(&Connection<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        match &*self.0 {
            Engine::Sqlite { writer, .. } => {
                writer
                    .write(move |connection| work(&Connection::Sqlite(connection)))
                    .await
            }
            Engine::Postgres { writer, .. } => writer.write(work).await,
        }
    }

    pub(crate) fn engine(&self) -> &Engine {
        &self.0
    }

    /// How claims are committed here.
    pub(crate) fn commit_by(&self) -> CommitBy<'_> {
        match &*self.0 {
            Engine::Sqlite { writer, .. } => CommitBy::Writer(writer),
            Engine::Postgres { committer, .. } => CommitBy::Committer(committer),
        }
    }

    /// What claims were written since it was opened.
    pub fn written(&self) -> Written {
        match &*self.0 {
            Engine::Sqlite { writer, .. } => writer.written(),
            Engine::Postgres { committer, .. } => committer.written(),
        }
    }

    /// How large the transactions since then were, and how long each took.
    pub fn commits(&self) -> Commits {
        match &*self.0 {
            Engine::Sqlite { writer, .. } => writer.commits(),
            Engine::Postgres { committer, .. } => committer.commits(),
        }
    }

    /// The database's file, where it is one.
    pub fn database(&self) -> Option<&Path> {
        match &*self.0 {
            Engine::Sqlite { database, .. } => Some(database),
            Engine::Postgres { .. } => None,
        }
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
