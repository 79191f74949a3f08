//! Rows as values that are the same on every engine: read in the order of their keys, counted, hashed, written.

use sha2::{Digest, Sha256};

use super::tables::Layout;
use super::{Progress, Stage, TableManifest};
use crate::engine::{Bind, Cell, Connection, Result, Row, Value};
use crate::error::StoreError;

/// PostgreSQL gives so many at a time; SQLite gives one after the other.
const PAGE_ROWS: usize = 1_000;
/// So many are written at once, or fewer long ones.
const BATCH_ROWS: usize = 2_000;
const BATCH_BYTES: usize = 4 << 20;

/// Whoever wants to know how far it is.
pub(crate) type Watcher<'w> = &'w mut dyn FnMut(Progress<'_>);

/// The values of a row.
pub(super) fn values(row: &Row<'_>) -> Result<Vec<Value>> {
    (0..row.width())
        .map(|index| {
            Ok(match row.cell(index)? {
                Cell::Nothing => Value::Nothing,
                Cell::Integer(number) => Value::Integer(number),
                Cell::Text(text) => Value::Text(text.to_owned()),
                Cell::Bytes(bytes) => Value::Bytes(bytes.to_vec()),
                Cell::Day(day) => Value::Text(day.to_string()),
            })
        })
        .collect()
}

/// Gives every row after a key to `each`, in the order of the keys.
pub(super) fn walk(
    connection: &Connection<'_>,
    layout: &Layout,
    mut after: Option<Vec<Value>>,
    mut each: impl FnMut(Vec<Value>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let limit = match connection {
        Connection::Sqlite(_) => None,
        Connection::Postgres(_) => Some(PAGE_ROWS),
    };
    loop {
        let sql = layout.select(after.is_some(), limit);
        let mut statement = connection.prepare_cached(&sql)?;
        let mut rows = statement.query(&after.take().unwrap_or_default())?;
        let mut count = 0;
        while let Some(row) = &rows.next()? {
            let row = values(row)?;
            count += 1;
            if limit == Some(count) {
                after = Some(layout.key_of(&row));
            }
            each(row)?;
        }
        if after.is_none() {
            return Ok(());
        }
    }
}

/// Counts and hashes a table's rows.
pub(super) fn count(
    connection: &Connection<'_>,
    layout: &Layout,
    stage: Stage,
    of: i64,
    watch: Watcher<'_>,
) -> Result<TableManifest, StoreError> {
    let mut hash = Sha256::new();
    let mut rows = 0;
    walk(connection, layout, None, |row| {
        rows += 1;
        for value in &row {
            add(&mut hash, value);
        }
        if rows % PAGE_ROWS as i64 == 0 {
            let table = layout.name;
            watch(Progress { stage, table, rows, of });
        }
        Ok(())
    })?;
    Ok(TableManifest {
        name: layout.name.to_owned(),
        rows,
        sha256: hash.finalize().into(),
    })
}

/// Adds a value so that no two different rows add the same bytes: its kind, its length, itself.
fn add(hash: &mut Sha256, value: &Value) {
    let integer;
    let (kind, bytes): (u8, &[u8]) = match value {
        Value::Nothing => (0, &[]),
        Value::Integer(value) => {
            integer = value.to_be_bytes();
            (1, &integer)
        }
        Value::Text(text) => (3, text.as_bytes()),
        Value::Bytes(bytes) => (4, bytes),
        // No cell holds one.
        Value::List(_) => (5, &[]),
    };
    hash.update([kind]);
    hash.update((bytes.len() as u64).to_be_bytes());
    hash.update(bytes);
}

/// Writes what the target doesn't have yet: rows come in the order of their keys, so that is all behind its last one.
pub(super) fn copy(
    from: (&Connection<'_>, &Layout),
    to: (&Connection<'_>, &Layout),
    of: i64,
    watch: Watcher<'_>,
) -> Result<(), StoreError> {
    let (target, layout) = to;
    let mut batch = Batch::new(layout);
    let mut rows = layout.rows(target)?;
    walk(from.0, from.1, layout.last_key(target)?, |row| {
        batch.add(row);
        if batch.is_full() {
            rows += batch.write(target, layout)?;
            let (stage, table) = (Stage::Copying, layout.name);
            watch(Progress { stage, table, rows, of });
        }
        Ok(())
    })?;
    if batch.rows > 0 {
        rows += batch.write(target, layout)?;
        let (stage, table) = (Stage::Copying, layout.name);
        watch(Progress { stage, table, rows, of });
    }
    Ok(())
}

/// Rows on their way, column by column.
struct Batch {
    columns: Vec<Vec<Value>>,
    rows: usize,
    bytes: usize,
    insert: String,
}

impl Batch {
    fn new(layout: &Layout) -> Batch {
        Batch {
            columns: vec![Vec::new(); layout.columns.len()],
            rows: 0,
            bytes: 0,
            insert: String::new(),
        }
    }

    fn add(&mut self, row: Vec<Value>) {
        self.rows += 1;
        for (column, value) in self.columns.iter_mut().zip(row) {
            self.bytes += match &value {
                Value::Text(text) => text.len(),
                Value::Bytes(bytes) => bytes.len(),
                Value::Nothing | Value::Integer(_) | Value::List(_) => 8,
            };
            column.push(value);
        }
    }

    fn is_full(&self) -> bool {
        self.rows >= BATCH_ROWS || self.bytes >= BATCH_BYTES
    }

    /// Writes all in one transaction; how many they were.
    fn write(&mut self, target: &Connection<'_>, layout: &Layout) -> Result<i64, StoreError> {
        if self.insert.is_empty() {
            self.insert = layout.insert(target);
        }
        let mut statement = target.prepare_cached(&self.insert)?;
        match target {
            Connection::Sqlite(connection) => {
                let transaction = connection.unchecked_transaction()?;
                for row in 0..self.rows {
                    let values: Vec<&dyn Bind> = self.columns.iter().map(|column| &column[row] as &dyn Bind).collect();
                    statement.execute(values.as_slice())?;
                }
                transaction.commit()?;
                self.columns.iter_mut().for_each(Vec::clear);
            }
            Connection::Postgres(_) => {
                let lists: Vec<Value> = self
                    .columns
                    .iter_mut()
                    .map(|column| Value::List(std::mem::take(column)))
                    .collect();
                statement.execute(&lists)?;
            }
        }
        self.bytes = 0;
        Ok(i64::try_from(std::mem::take(&mut self.rows)).unwrap_or(i64::MAX))
    }
}
