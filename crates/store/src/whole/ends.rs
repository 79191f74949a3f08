//! Where a transfer comes from and where it goes to: each held for itself alone.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Instant;

use tokio::runtime::Handle;

use super::tables::{Layout, TABLES};
use super::{Place, TransferError};
use crate::backup::put_in_place;
use crate::engine::postgres::{Connector, Directly, Duty, LEAVES_WITHIN, LOOK_EVERY, SERVED_BY};
use crate::engine::{Connection, OptionalExtension};
use crate::error::StoreError;
use crate::migrations;
use crate::sqlite::open_alone;
use crate::store::{DATABASE, make_folder};

/// The table that marks a PostgreSQL database which isn't whole yet: its row is what is to be there.
pub(crate) const UNFINISHED: &str = "unfinished_copy";

/// A database is served only under its own name: until it is whole it lies in this folder beside.
const ASIDE: &str = "moving";
/// What is to be there, in hexadecimal.
const MARK: &str = "source";

/// Where a database is kept that is on its way into a folder.
pub fn moving_into(folder: &Path) -> PathBuf {
    folder.join(ASIDE)
}

/// A database that this transfer has to itself.
pub(super) enum Held {
    Sqlite(rusqlite::Connection),
    Postgres(Directly),
}

impl Held {
    /// The connection.
    pub(super) fn lend(&self) -> Connection<'_> {
        match self {
            Held::Sqlite(connection) => Connection::Sqlite(connection),
            Held::Postgres(connection) => Connection::Postgres(connection),
        }
    }

    /// A database to be read as it stands at one moment.
    pub(super) fn source(place: &Place, runtime: &Handle) -> Result<Held, TransferError> {
        let held = match place {
            Place::Folder(folder) => {
                let database = folder.join(DATABASE);
                if !database.is_file() {
                    return Err(TransferError::NoSource);
                }
                Held::Sqlite(alone(&database, folder)?)
            }
            Place::Postgres(url) => {
                let connector = Connector::new(url)?;
                let session = runtime.block_on(connector.connect(Duty::ReadLong))?;
                let runtime = runtime.clone();
                let held = Held::Postgres(Directly { session, runtime });
                held.keep_others_out(url)?;
                held
            }
        };
        held.check_schema()?;
        held.run(match held {
            Held::Sqlite(_) => "BEGIN",
            Held::Postgres(_) => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        })?;
        see_everything(&held.lend())?;
        Ok(held)
    }

    /// Several statements without values or rows.
    fn run(&self, sql: &str) -> Result<(), StoreError> {
        match self {
            Held::Sqlite(connection) => Ok(connection.execute_batch(sql)?),
            Held::Postgres(Directly { session, runtime }) => Ok(runtime.block_on(session.batch(sql))?),
        }
    }

    /// On PostgreSQL whoever serves shares a lock; this one is alone. Blocks.
    fn keep_others_out(&self, shown: impl std::fmt::Display) -> Result<(), TransferError> {
        let connection = self.lend();
        let sql = format!("SELECT pg_try_advisory_lock({SERVED_BY})");
        let mut take = connection.prepare_cached(&sql)?;
        let began = Instant::now();
        while !take.query_row([], |row| row.get::<_, bool>(0))? {
            if began.elapsed() >= LEAVES_WITHIN {
                return Err(TransferError::InUse(shown.to_string()));
            }
            thread::sleep(LOOK_EVERY);
        }
        Ok(())
    }

    /// Lets others in at once, rather than when the server has seen that nobody is here any more.
    pub(super) fn release(self) -> Result<(), StoreError> {
        match self {
            Held::Sqlite(connection) => connection.close().map_err(|(_, error)| error.into()),
            Held::Postgres(_) => self.run("ROLLBACK; SELECT pg_advisory_unlock_all()"),
        }
    }

    /// Only a database of this program's schema is understood, and only one that is whole.
    fn check_schema(&self) -> Result<(), TransferError> {
        let connection = self.lend();
        let known = migrations::newest();
        if !has_table(&connection, "migration")? {
            return Err(TransferError::NoSource);
        }
        if has_table(&connection, UNFINISHED)? {
            return Err(StoreError::Unfinished.into());
        }
        let mut newest = connection.prepare_cached("SELECT coalesce(max(number), 0) FROM migration")?;
        let found = newest.query_row([], |row| row.get(0))?;
        match found == known {
            true => Ok(()),
            false => Err(TransferError::OtherSchema { found, known }),
        }
    }
}

/// What a login mayn't see is an error from now on in this transaction, rather than left out.
pub(super) fn see_everything(connection: &Connection<'_>) -> Result<(), StoreError> {
    match connection {
        Connection::Sqlite(_) => {}
        Connection::Postgres(_) => {
            connection.prepare_cached("SET LOCAL row_security = off")?.execute([])?;
        }
    }
    Ok(())
}

/// Opens a database that nobody else has open.
fn alone(database: &Path, shown: &Path) -> Result<rusqlite::Connection, TransferError> {
    match open_alone(database) {
        Err(StoreError::Database(error)) if error.is_passing() => {
            Err(TransferError::InUse(shown.display().to_string()))
        }
        opened => Ok(opened?),
    }
}

fn has_table(connection: &Connection<'_>, name: &str) -> Result<bool, StoreError> {
    let sql = match connection {
        Connection::Sqlite(_) => "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1)",
        Connection::Postgres(_) => "SELECT to_regclass(quote_ident(?1)) IS NOT NULL",
    };
    Ok(connection.prepare_cached(sql)?.query_row([name], |row| row.get(0))?)
}

/// What a target is to whoever wants to fill it.
enum Found {
    Empty,
    /// A transfer into it has begun, of what this is known by.
    Begun(Vec<u8>),
}

/// A database that isn't whole yet.
pub(super) enum Target {
    Folder { held: Held, folder: PathBuf },
    Postgres(Held),
}

impl Target {
    pub(super) fn held(&self) -> &Held {
        match self {
            Target::Folder { held, .. } | Target::Postgres(held) => held,
        }
    }

    /// Refuses a place that holds something else.
    pub(super) fn look(place: &Place, runtime: &Handle) -> Result<(), TransferError> {
        match place {
            Place::Folder(folder) => found_in(folder).map(drop),
            Place::Postgres(url) => {
                let held = reach(&Connector::new(url)?, runtime)?;
                held.keep_others_out(url)?;
                found_at(&held.lend()).map(drop)
            }
        }
    }

    /// Marks the place by what is to come; whether it was marked by the same before.
    pub(super) fn begin(place: &Place, runtime: &Handle, mark: &[u8; 32]) -> Result<(Target, bool), TransferError> {
        match place {
            Place::Folder(folder) => Target::begin_in(folder, mark),
            Place::Postgres(url) => {
                let held = reach(&Connector::new(url)?, runtime)?;
                held.keep_others_out(url)?;
                let resumed = match found_at(&held.lend())? {
                    Found::Begun(found) if found == mark => true,
                    Found::Begun(_) => return Err(TransferError::OtherBegun),
                    Found::Empty => false,
                };
                held.run(&format!(
                    "CREATE TABLE IF NOT EXISTS {UNFINISHED} (source bytea NOT NULL)"
                ))?;
                if let Held::Postgres(Directly { session, runtime }) = &held {
                    runtime.block_on(migrations::postgres::bring(session))?;
                }
                if !resumed {
                    let mark = hexadecimal(mark);
                    held.run(&format!(
                        "BEGIN; {}; INSERT INTO {UNFINISHED} VALUES ('\\x{mark}'); COMMIT",
                        empty()
                    ))?;
                }
                Ok((Target::Postgres(held), resumed))
            }
        }
    }

    fn begin_in(folder: &Path, mark: &[u8; 32]) -> Result<(Target, bool), TransferError> {
        let aside = moving_into(folder);
        let mark = hexadecimal(mark);
        let resumed = match found_in(folder)? {
            Found::Begun(found) if found == mark.as_bytes() => true,
            Found::Begun(_) => return Err(TransferError::OtherBegun),
            Found::Empty => {
                make_folder(&aside).map_err(at(&aside))?;
                false
            }
        };
        let database = aside.join(DATABASE);
        let mut connection = alone(&database, folder)?;
        migrations::run(&mut connection, &database)?;
        if !resumed {
            connection.execute_batch(&format!("BEGIN; {}; COMMIT", empty()))?;
            write_mark(&aside, &mark).map_err(at(&aside))?;
        }
        let held = Held::Sqlite(connection);
        let folder = folder.to_owned();
        Ok((Target::Folder { held, folder }, resumed))
    }

    /// Takes the mark away, when everything is durable.
    pub(super) fn finish(self) -> Result<(), TransferError> {
        match self {
            Target::Folder { held, folder } => {
                held.release()?;
                let aside = moving_into(&folder);
                put_in_place(&aside.join(DATABASE), &folder.join(DATABASE))?;
                fs::remove_dir_all(&aside).map_err(at(&aside))?;
            }
            Target::Postgres(held) => {
                set_sequences(&held.lend())?;
                // Plans are made for what is there.
                for table in TABLES {
                    held.run(&format!("ANALYZE \"{table}\""))?;
                }
                held.run(&format!("DROP TABLE {UNFINISHED}"))?;
                held.release()?;
            }
        }
        Ok(())
    }
}

/// Takes away what a new database has from the start.
fn empty() -> String {
    let tables = TABLES.iter().rev().map(|table| format!("DELETE FROM \"{table}\""));
    tables.collect::<Vec<_>>().join("; ")
}

fn reach(connector: &Connector, runtime: &Handle) -> Result<Held, StoreError> {
    let session = runtime.block_on(connector.connect(Duty::Migrate))?;
    let runtime = runtime.clone();
    Ok(Held::Postgres(Directly { session, runtime }))
}

fn found_in(folder: &Path) -> Result<Found, TransferError> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Empty),
        entries => entries.map_err(at(folder))?,
    };
    for entry in entries {
        let name = entry.map_err(at(folder))?.file_name();
        // Also a log that a database left would become this one's.
        if name.to_string_lossy().starts_with(DATABASE) || name == crate::backup::RESTORING {
            return Err(TransferError::Occupied);
        }
    }
    let mark = moving_into(folder).join(MARK);
    match fs::read(&mark) {
        Ok(found) => Ok(Found::Begun(found)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Found::Empty),
        Err(error) => Err(at(&mark)(error).into()),
    }
}

fn found_at(connection: &Connection<'_>) -> Result<Found, TransferError> {
    if has_table(connection, UNFINISHED)? {
        let sql = format!("SELECT source FROM {UNFINISHED}");
        let source = connection.prepare_cached(&sql)?.query_row([], |row| row.get(0));
        // Without a row nothing was copied yet.
        return Ok(source.optional()?.map_or(Found::Empty, Found::Begun));
    }
    let anything: bool = connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
                 WHERE n.nspname = current_schema() AND c.relkind = ANY (ARRAY['r', 'p', 'v', 'm', 'f', 'S']::\"char\"[])
                     AND NOT EXISTS (SELECT 1 FROM pg_depend AS d WHERE d.objid = c.oid AND d.deptype = 'e'))",
        )?
        .query_row([], |row| row.get(0))?;
    match anything {
        false => Ok(Found::Empty),
        true => Err(TransferError::Occupied),
    }
}

/// Numbers that the database gives go on behind those that came.
fn set_sequences(connection: &Connection<'_>) -> Result<(), StoreError> {
    for layout in Layout::all(connection)? {
        let mut given = connection.prepare_cached(
            "SELECT attname::text, pg_get_serial_sequence(quote_ident(?1), attname) FROM pg_attribute
             WHERE attrelid = to_regclass(quote_ident(?1)) AND attidentity <> ''",
        )?;
        let given = given.query_map([layout.name], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let given: Vec<(String, String)> = given.collect::<crate::engine::Result<_>>()?;
        for (column, sequence) in given {
            let sql = format!(
                "SELECT setval('{sequence}', coalesce(max(\"{column}\"), 0) + 1, false) FROM \"{}\"",
                layout.name
            );
            connection.prepare_cached(&sql)?.query_row([], |_| Ok(()))?;
        }
    }
    Ok(())
}

pub(super) fn hexadecimal(bytes: &[u8; 32]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Under its name only when it is whole.
fn write_mark(aside: &Path, mark: &str) -> io::Result<()> {
    let partial = aside.join("partial");
    fs::write(&partial, mark)?;
    fs::File::open(&partial)?.sync_all()?;
    fs::rename(&partial, aside.join(MARK))?;
    fs::File::open(aside)?.sync_all()
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> StoreError {
    let path = path.to_owned();
    move |source| StoreError::File { path, source }
}
