//! A prepared statement, and what it finds.

use std::sync::Arc;

use super::cell::Row;
use super::connection::Ask;
use super::error::{DatabaseError, Result};
use super::parameter::Params;
use super::postgres::Answer;

/// A prepared statement.
pub(crate) enum Statement<'c> {
    Sqlite(rusqlite::CachedStatement<'c>),
    Postgres(&'c dyn Ask, &'c str),
}

impl Statement<'_> {
    /// What it finds, row by row.
    pub(crate) fn query(&mut self, values: impl Params) -> Result<Rows<'_>> {
        match self {
            Statement::Sqlite(statement) => {
                bind(statement, values)?;
                Ok(Rows::Sqlite(statement.raw_query()))
            }
            Statement::Postgres(connection, sql) => Ok(Rows::Postgres {
                answer: ask(*connection, sql, values)?,
                next: 0,
            }),
        }
    }

    /// What it finds, each row read.
    pub(crate) fn query_map<T, F>(&mut self, values: impl Params, read: F) -> Result<MappedRows<'_, F>>
    where
        F: FnMut(&Row<'_>) -> Result<T>,
    {
        let rows = self.query(values)?;
        Ok(MappedRows { rows, read })
    }

    /// The first row it finds, read.
    pub(crate) fn query_row<T>(&mut self, values: impl Params, read: impl FnOnce(&Row<'_>) -> Result<T>) -> Result<T> {
        let mut rows = self.query(values)?;
        read(&rows.next()?.ok_or(DatabaseError::NoRow)?)
    }

    /// Carries it out, and says how many rows it changed.
    pub(crate) fn execute(&mut self, values: impl Params) -> Result<usize> {
        match self {
            Statement::Sqlite(statement) => {
                bind(statement, values)?;
                Ok(statement.raw_execute()?)
            }
            Statement::Postgres(connection, sql) => Ok(ask(*connection, sql, values)?.changed),
        }
    }
}

fn bind(statement: &mut rusqlite::Statement<'_>, values: impl Params) -> Result<()> {
    let given = values.bind_each(|index, value| Ok(statement.raw_bind_parameter(index + 1, value)?))?;
    let wanted = statement.parameter_count();
    if given == wanted {
        Ok(())
    } else {
        Err(DatabaseError::ParameterCount { given, wanted })
    }
}

fn ask(connection: &dyn Ask, sql: &str, values: impl Params) -> Result<Arc<Answer>> {
    connection.ask(sql, &mut || {
        let mut kept = Vec::new();
        values.bind_each(|_, value| {
            kept.push(value.keep());
            Ok(())
        })?;
        Ok(kept)
    })
}

/// What a statement finds.
pub(crate) enum Rows<'s> {
    Sqlite(rusqlite::Rows<'s>),
    Postgres { answer: Arc<Answer>, next: usize },
}

impl Rows<'_> {
    /// The next row.
    pub(crate) fn next(&mut self) -> Result<Option<Row<'_>>> {
        match self {
            Rows::Sqlite(rows) => Ok(rows.next()?.map(Row::Sqlite)),
            Rows::Postgres { answer, next } => {
                let row = answer.rows.get(*next);
                *next += 1;
                Ok(row.map(Row::Postgres))
            }
        }
    }
}

/// What a statement finds, each row read.
pub(crate) struct MappedRows<'s, F> {
    rows: Rows<'s>,
    read: F,
}

impl<T, F: FnMut(&Row<'_>) -> Result<T>> Iterator for MappedRows<'_, F> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Result<T>> {
        match self.rows.next() {
            Ok(Some(row)) => Some((self.read)(&row)),
            Ok(None) => None,
            Err(error) => Some(Err(error)),
        }
    }
}
