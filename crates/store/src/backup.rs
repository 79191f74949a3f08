//! Whole copies: of a running store into one file, and back into a new folder.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, backup::Backup, params};
use sha2::{Digest, Sha256};

use crate::engine;
use crate::store::{DATABASE, make_folder};
use crate::whole::{TransferError, write_file};
use crate::{Store, StoreError, migrations};

/// What a copy holds, counted and hashed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Manifest {
    /// The schema the copy was made with.
    pub schema_version: i64,
    /// Every table, by name.
    pub tables: Vec<TableManifest>,
}

/// A table of a copy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TableManifest {
    /// Its name.
    pub name: String,
    /// Its rows.
    pub rows: i64,
    /// The hash of its rows in the order of their keys.
    pub sha256: [u8; 32],
}

impl Manifest {
    /// How many rows there are in all tables.
    pub fn rows(&self) -> i64 {
        self.tables.iter().map(|table| table.rows).sum()
    }

    /// How many rows a table has.
    pub(crate) fn rows_of(&self, table: &str) -> i64 {
        let found = self.tables.iter().find(|found| found.name == table);
        found.map_or(0, |found| found.rows)
    }

    /// The names of tables that are missing, too many, or not what they were.
    pub(crate) fn differing(&self, found: &Manifest) -> Vec<String> {
        differing(&self.tables, &found.tables)
    }
}

/// The folder in which a restore keeps the database until all documents have come.
pub(crate) const RESTORING: &str = "restoring";

/// Why a copy was not made or not taken.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A copy never replaces a file.
    #[error("{0} exists already")]
    FileExists(PathBuf),
    /// A copy is restored only where nothing is lost by it.
    #[error("{0} is not empty")]
    FolderNotEmpty(PathBuf),
    /// The file is no database, or none that a backup made.
    #[error("{0} is not a backup")]
    NotABackup(PathBuf),
    /// The file isn't what was written.
    #[error("the backup is damaged in: {}", .0.join(", "))]
    Damaged(Vec<String>),
    /// A database could not be written as a file.
    #[error("the copy could not be written")]
    Copy(#[from] TransferError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for BackupError {
    fn from(error: rusqlite::Error) -> BackupError {
        BackupError::Store(error.into())
    }
}

impl Store {
    /// Copies the database as it stands at one moment into a new file, while others go on reading and writing.
    pub async fn backup_to(&self, file: &Path) -> Result<Manifest, BackupError> {
        if file.exists() {
            return Err(BackupError::FileExists(file.to_owned()));
        }
        let file = file.to_owned();
        self.read_long(move |source| match source {
            engine::Connection::Sqlite(connection) => Ok(copy(&file, |partial| copy_pages(connection, partial))),
            engine::Connection::Postgres(_) => source.at_one_moment(|| {
                let copied = copy(&file, |partial| Ok(write_file(source, partial)?));
                Ok(copied)
            }),
        })
        .await?
    }

    /// Makes a data folder of a copy. The folder is new or empty; it gets its database only after everything in the
    /// copy has been found as it was written. Blocks.
    pub fn restore(file: &Path, folder: &Path) -> Result<Manifest, BackupError> {
        make_folder(folder).map_err(at(folder))?;
        if fs::read_dir(folder).map_err(at(folder))?.next().is_some() {
            return Err(BackupError::FolderNotEmpty(folder.to_owned()));
        }
        let partial = folder.join("restoring.db");
        let restored = take(file, &partial);
        if restored.is_ok() {
            put_in_place(&partial, &folder.join(DATABASE))?;
        } else {
            // The folder stays as empty as it was found.
            fs::remove_file(&partial).map_err(at(&partial))?;
        }
        restored
    }
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> StoreError {
    let path = path.to_owned();
    move |source| StoreError::File { path, source }
}

fn copy(file: &Path, write: impl FnOnce(&Path) -> Result<(), BackupError>) -> Result<Manifest, BackupError> {
    let partial = file.with_added_extension("partial");
    create_private(&partial).map_err(at(&partial))?;
    let copied = write(&partial).and_then(|()| complete(&partial));
    match &copied {
        Ok(_) => put_in_place(&partial, file)?,
        Err(_) => fs::remove_file(&partial).map_err(at(&partial))?,
    }
    copied
}

fn copy_pages(source: &Connection, partial: &Path) -> Result<(), BackupError> {
    let mut target = Connection::open(partial)?;
    // All pages in one step: it reads one moment of the database, and the writer doesn't wait for readers.
    Backup::new(source, &mut target)?.step(-1)?;
    target.close().map_err(|(_, error)| error)?;
    Ok(())
}

/// Puts beside the tables what they hold.
fn complete(partial: &Path) -> Result<Manifest, BackupError> {
    let mut target = Connection::open(partial)?;
    // One file, without a log beside it.
    target.pragma_update(None, "journal_mode", "DELETE")?;
    let manifest = compute(&target)?;
    let transaction = target.transaction()?;
    transaction.execute_batch(
        "CREATE TABLE backup_manifest (name TEXT PRIMARY KEY, rows INTEGER NOT NULL, sha256 BLOB NOT NULL) STRICT",
    )?;
    for table in &manifest.tables {
        transaction.execute(
            "INSERT INTO backup_manifest (name, rows, sha256) VALUES (?1, ?2, ?3)",
            params![table.name, table.rows, table.sha256],
        )?;
    }
    transaction.commit()?;
    target.close().map_err(|(_, error)| error)?;
    Ok(manifest)
}

fn take(file: &Path, partial: &Path) -> Result<Manifest, BackupError> {
    let mut own = create_private(partial).map_err(at(partial))?;
    File::open(file)
        .and_then(|mut backup| io::copy(&mut backup, &mut own))
        .map_err(at(file))?;
    let database = Connection::open(partial)?;
    let written = written(&database).map_err(|_| BackupError::NotABackup(file.to_owned()))?;
    let found = compute(&database)?;
    if found.schema_version > migrations::newest() {
        return Err(BackupError::Store(StoreError::Newer {
            found: found.schema_version,
            known: migrations::newest(),
        }));
    }
    let differing = differing(&written, &found.tables);
    if !differing.is_empty() {
        return Err(BackupError::Damaged(differing));
    }
    let sound: String = database.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if sound != "ok" {
        return Err(BackupError::Damaged(vec![sound]));
    }
    database.execute_batch("DROP TABLE backup_manifest")?;
    database.close().map_err(|(_, error)| error)?;
    Ok(found)
}

fn written(database: &Connection) -> rusqlite::Result<Vec<TableManifest>> {
    database
        .prepare("SELECT name, rows, sha256 FROM backup_manifest ORDER BY name")?
        .query_map([], |row| {
            Ok(TableManifest {
                name: row.get("name")?,
                rows: row.get("rows")?,
                sha256: row.get("sha256")?,
            })
        })?
        .collect()
}

fn compute(database: &Connection) -> Result<Manifest, BackupError> {
    let names: Vec<String> = database
        .prepare(
            // An index for searching is no table, but what it consists of is.
            "SELECT name FROM pragma_table_list
             WHERE schema = 'main' AND type IN ('table', 'shadow') AND name NOT LIKE 'sqlite_%'
               AND name <> 'backup_manifest' ORDER BY name",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let tables = names
        .into_iter()
        .map(|name| hash_table(database, name))
        .collect::<rusqlite::Result<_>>()?;
    let schema_version = database.query_row("SELECT max(number) FROM migration", [], |row| row.get(0))?;
    Ok(Manifest { schema_version, tables })
}

fn hash_table(database: &Connection, name: String) -> rusqlite::Result<TableManifest> {
    let key: Vec<String> = database
        .prepare("SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk")?
        .query_map([&name], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    // Both names and columns come from our own migrations.
    let sql = format!("SELECT * FROM \"{name}\" ORDER BY {}", key.join(", "));
    let mut statement = database.prepare(&sql)?;
    let columns = statement.column_count();
    let mut hash = Sha256::new();
    let mut count = 0;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        count += 1;
        for column in 0..columns {
            add(&mut hash, row.get_ref(column)?);
        }
    }
    Ok(TableManifest {
        name,
        rows: count,
        sha256: hash.finalize().into(),
    })
}

/// Adds a value so that no two different rows add the same bytes: its kind, its length, itself.
fn add(hash: &mut Sha256, value: ValueRef<'_>) {
    let (integer, real);
    let (kind, bytes): (u8, &[u8]) = match value {
        ValueRef::Null => (0, &[]),
        ValueRef::Integer(value) => {
            integer = value.to_be_bytes();
            (1, &integer)
        }
        ValueRef::Real(value) => {
            real = value.to_be_bytes();
            (2, &real)
        }
        ValueRef::Text(text) => (3, text),
        ValueRef::Blob(blob) => (4, blob),
    };
    hash.update([kind]);
    hash.update((bytes.len() as u64).to_be_bytes());
    hash.update(bytes);
}

/// The names of tables that are missing, too many, or not what they were.
fn differing(written: &[TableManifest], found: &[TableManifest]) -> Vec<String> {
    let only_in = |these: &[TableManifest], those: &[TableManifest]| {
        let differing = these.iter().filter(|table| !those.contains(table));
        differing.map(|table| table.name.clone()).collect::<Vec<_>>()
    };
    let mut names = only_in(written, found);
    names.extend(only_in(found, written));
    names.sort_unstable();
    names.dedup();
    names
}

/// Creates an empty file that only its owner reads: a copy holds keys and personal data.
fn create_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Gives a finished file its name; a file of that name is complete, also after a loss of power.
pub(crate) fn put_in_place(partial: &Path, file: &Path) -> Result<(), StoreError> {
    let sync = |path: &Path| File::open(path).and_then(|file| file.sync_all());
    sync(partial).map_err(at(partial))?;
    fs::rename(partial, file).map_err(at(file))?;
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    };
    sync(folder).map_err(at(folder))
}
