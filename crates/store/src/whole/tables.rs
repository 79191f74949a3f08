//! The tables that make up the product, and how each looks in a database.

use crate::engine::{Connection, OptionalExtension, Result, Value};
use crate::error::StoreError;

/// All of them, each behind those that its rows name: in this order they are written. A test holds it against the
/// schemas that the migrations make.
pub(crate) const TABLES: &[&str] = &[
    "number_sequence",
    "calendar",
    "calendar_weekend",
    "calendar_day",
    "vendor",
    "policy",
    "policy_length",
    "product",
    "programme",
    "programme_activity",
    "guideline",
    "partner",
    "location",
    "location_programme",
    "account",
    "account_location",
    "token",
    "session",
    "secret",
    "demo_clock",
    "reference_revision",
    "preference",
    "invitation",
    "setup_link",
    "setup_step",
    "reference_change",
    "claim",
    "claim_search",
    "note_search",
    "claim_term",
    "event",
    "personal_value",
    "claimed_line",
    "partner_reference",
    "wake_up_lease",
    "document",
    "message",
    "consent_link",
    "answer",
    "one_time_code",
];

/// How a table's rows are had.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Ordinary,
    /// An index of SQLite's, whose rows have the claim's number for their own; some wait in `search_pending`.
    Search,
}

/// A column that isn't made of others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Column {
    pub(crate) name: String,
    /// Its type on PostgreSQL.
    kind: String,
    /// Its place in the key, from 1.
    key: Option<i64>,
}

/// How a table looks in a database.
#[derive(Debug)]
pub(crate) struct Layout {
    pub(crate) name: &'static str,
    kind: Kind,
    /// In the order of their names, so that rows are the same on every engine.
    pub(crate) columns: Vec<Column>,
    /// The places of the key's columns.
    key: Vec<usize>,
}

const SQLITE_COLUMNS: &str =
    "SELECT name, '' AS kind, pk AS key FROM pragma_table_xinfo(?1) WHERE hidden = 0 ORDER BY name";
const POSTGRES_COLUMNS: &str = "SELECT a.attname::text AS name, format_type(a.atttypid, a.atttypmod) AS kind,
         coalesce(array_position(i.indkey::smallint[], a.attnum) + 1, 0)::bigint AS key
     FROM pg_attribute AS a LEFT JOIN pg_index AS i ON i.indrelid = a.attrelid AND i.indisprimary
     WHERE a.attrelid = to_regclass(quote_ident(?1)) AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     ORDER BY a.attname COLLATE \"C\"";

impl Layout {
    /// Of a table; without columns if it isn't there.
    pub(crate) fn of(connection: &Connection<'_>, name: &'static str) -> Result<Layout, StoreError> {
        let kind = match connection {
            Connection::Sqlite(_) if ["claim_search", "note_search"].contains(&name) => Kind::Search,
            Connection::Sqlite(_) | Connection::Postgres(_) => Kind::Ordinary,
        };
        let columns = match kind {
            Kind::Search => searched(),
            Kind::Ordinary => {
                let sql = match connection {
                    Connection::Sqlite(_) => SQLITE_COLUMNS,
                    Connection::Postgres(_) => POSTGRES_COLUMNS,
                };
                let mut statement = connection.prepare_cached(sql)?;
                let columns = statement.query_map([name], |row| {
                    let key: i64 = row.get("key")?;
                    Ok(Column {
                        name: row.get("name")?,
                        kind: row.get("kind")?,
                        key: (key > 0).then_some(key),
                    })
                })?;
                columns.collect::<Result<Vec<_>>>()?
            }
        };
        let mut key: Vec<usize> = (0..columns.len())
            .filter(|index| columns[*index].key.is_some())
            .collect();
        key.sort_by_key(|index| columns[*index].key);
        Ok(Layout {
            name,
            kind,
            columns,
            key,
        })
    }

    /// Of all of them.
    pub(crate) fn all(connection: &Connection<'_>) -> Result<Vec<Layout>, StoreError> {
        TABLES.iter().map(|name| Layout::of(connection, name)).collect()
    }

    /// Whether rows of the one are rows of the other.
    pub(crate) fn agrees_with(&self, other: &Layout) -> bool {
        let names = |layout: &Layout| -> Vec<(String, Option<i64>)> {
            let columns = layout.columns.iter();
            columns.map(|column| (column.name.clone(), column.key)).collect()
        };
        !self.key.is_empty() && self.name == other.name && names(self) == names(other)
    }

    /// The key of a row.
    pub(crate) fn key_of(&self, row: &[Value]) -> Vec<Value> {
        self.key.iter().map(|index| row[*index].clone()).collect()
    }

    /// Rows in the order of their keys: all, or those after the key that is bound.
    pub(crate) fn select(&self, is_after: bool, limit: Option<usize>) -> String {
        let columns = self.names((0..self.columns.len()).collect());
        let key = self.names(self.key.clone());
        let limit = limit.map_or(String::new(), |limit| format!(" LIMIT {limit}"));
        match self.kind {
            Kind::Ordinary => {
                let after = match is_after {
                    true => format!(" WHERE ({key}) > ({})", numbered(self.key.len())),
                    false => String::new(),
                };
                format!("SELECT {columns} FROM \"{}\"{after} ORDER BY {key}{limit}", self.name)
            }
            Kind::Search => {
                let after = if is_after { "?1" } else { "0" };
                let waiting = match self.name {
                    "note_search" => "words || ' ' || notes AS words FROM search_pending WHERE notes <> ''",
                    _ => "words FROM search_pending WHERE words <> ''",
                };
                format!(
                    "SELECT rowid AS claim_number, words FROM {name}
                     WHERE rowid > {after} AND rowid NOT IN (SELECT claim_number FROM search_pending)
                     UNION ALL
                     SELECT claim_number, {waiting} AND claim_number > {after}
                     ORDER BY claim_number{limit}",
                    name = self.name
                )
            }
        }
    }

    /// The last key that is written.
    pub(crate) fn last_key(&self, connection: &Connection<'_>) -> Result<Option<Vec<Value>>, StoreError> {
        let sql = match self.kind {
            Kind::Ordinary => {
                let names = self
                    .key
                    .iter()
                    .map(|index| format!("\"{}\"", self.columns[*index].name));
                let names: Vec<String> = names.collect();
                format!(
                    "SELECT {} FROM \"{}\" ORDER BY {} DESC LIMIT 1",
                    names.join(", "),
                    self.name,
                    names.join(" DESC, ")
                )
            }
            Kind::Search => format!("SELECT rowid FROM {} ORDER BY rowid DESC LIMIT 1", self.name),
        };
        let mut statement = connection.prepare_cached(&sql)?;
        Ok(statement.query_row([], super::rows::values).optional()?)
    }

    /// How many rows there are.
    pub(crate) fn rows(&self, connection: &Connection<'_>) -> Result<i64, StoreError> {
        let sql = format!("SELECT count(*) FROM \"{}\"", self.name);
        Ok(connection.prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
    }

    /// Adds rows, as SQLite takes one and PostgreSQL takes many, each column a list.
    pub(crate) fn insert(&self, connection: &Connection<'_>) -> String {
        let columns = match self.kind {
            Kind::Ordinary => self.names((0..self.columns.len()).collect()),
            Kind::Search => "rowid, words".to_owned(),
        };
        let values = match connection {
            Connection::Sqlite(_) => format!("VALUES ({})", numbered(self.columns.len())),
            Connection::Postgres(_) => {
                let lists = (1..).zip(&self.columns);
                let lists: Vec<String> = lists.map(|(n, column)| format!("?{n}::{}[]", column.kind)).collect();
                format!("SELECT * FROM unnest({})", lists.join(", "))
            }
        };
        format!("INSERT INTO \"{}\" ({columns}) {values}", self.name)
    }

    fn names(&self, of: Vec<usize>) -> String {
        let names = of.into_iter().map(|index| format!("\"{}\"", self.columns[index].name));
        names.collect::<Vec<_>>().join(", ")
    }
}

fn searched() -> Vec<Column> {
    let column = |name: &str, key| Column {
        name: name.to_owned(),
        kind: String::new(),
        key,
    };
    vec![column("claim_number", Some(1)), column("words", None)]
}

fn numbered(count: usize) -> String {
    let numbers: Vec<String> = (1..=count).map(|n| format!("?{n}")).collect();
    numbers.join(", ")
}
