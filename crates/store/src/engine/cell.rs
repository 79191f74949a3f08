//! Rows as they are read.

use std::fmt::Display;

use jiff::civil::Date;
use rusqlite::types::ValueRef;

use super::error::{DatabaseError, Result};

/// What a row holds in a column.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Cell<'a> {
    Nothing,
    Integer(i64),
    Text(&'a str),
    Bytes(&'a [u8]),
    /// SQLite has these as texts.
    Day(Date),
}

/// What can be read from a cell.
pub(crate) trait FromCell: Sized {
    /// The value; none if the cell holds another kind of it.
    fn from_cell(cell: Cell<'_>) -> Option<Self>;
}

impl FromCell for i64 {
    fn from_cell(cell: Cell<'_>) -> Option<i64> {
        match cell {
            Cell::Integer(value) => Some(value),
            Cell::Nothing | Cell::Text(_) | Cell::Bytes(_) | Cell::Day(_) => None,
        }
    }
}

impl FromCell for bool {
    fn from_cell(cell: Cell<'_>) -> Option<bool> {
        i64::from_cell(cell).map(|value| value != 0)
    }
}

impl FromCell for String {
    fn from_cell(cell: Cell<'_>) -> Option<String> {
        match cell {
            Cell::Text(text) => Some(text.to_owned()),
            Cell::Nothing | Cell::Integer(_) | Cell::Bytes(_) | Cell::Day(_) => None,
        }
    }
}

impl FromCell for Vec<u8> {
    fn from_cell(cell: Cell<'_>) -> Option<Vec<u8>> {
        match cell {
            Cell::Bytes(bytes) => Some(bytes.to_vec()),
            Cell::Nothing | Cell::Integer(_) | Cell::Text(_) | Cell::Day(_) => None,
        }
    }
}

impl<const N: usize> FromCell for [u8; N] {
    fn from_cell(cell: Cell<'_>) -> Option<[u8; N]> {
        match cell {
            Cell::Bytes(bytes) => bytes.try_into().ok(),
            Cell::Nothing | Cell::Integer(_) | Cell::Text(_) | Cell::Day(_) => None,
        }
    }
}

impl FromCell for Date {
    fn from_cell(cell: Cell<'_>) -> Option<Date> {
        match cell {
            Cell::Day(day) => Some(day),
            Cell::Text(text) => text.parse().ok(),
            Cell::Nothing | Cell::Integer(_) | Cell::Bytes(_) => None,
        }
    }
}

impl<T: FromCell> FromCell for Option<T> {
    fn from_cell(cell: Cell<'_>) -> Option<Option<T>> {
        match cell {
            Cell::Nothing => Some(None),
            Cell::Integer(_) | Cell::Text(_) | Cell::Bytes(_) | Cell::Day(_) => T::from_cell(cell).map(Some),
        }
    }
}

/// How a column is named: by its name, or its position from 0.
pub(crate) trait Column: rusqlite::RowIndex + tokio_postgres::row::RowIndex + Display + Copy {}

impl Column for usize {}
impl Column for &str {}

/// One row of what a statement found.
#[derive(Clone, Copy)]
pub(crate) enum Row<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
}

impl<'a> Row<'a> {
    /// The cell as it is.
    pub(crate) fn cell(&self, column: impl Column) -> Result<Cell<'a>> {
        match self {
            Row::Sqlite(row) => Ok(match row.get_ref(column)? {
                ValueRef::Null => Cell::Nothing,
                ValueRef::Integer(value) => Cell::Integer(value),
                ValueRef::Text(text) => Cell::Text(std::str::from_utf8(text).map_err(|_| unreadable(column))?),
                ValueRef::Blob(bytes) => Cell::Bytes(bytes),
                // No column of ours holds one.
                ValueRef::Real(_) => return Err(unreadable(column)),
            }),
            Row::Postgres(row) => Ok(row.try_get(column)?),
        }
    }

    /// The cell as a value of its type.
    pub(crate) fn get<C: Column, T: FromCell>(&self, column: C) -> Result<T> {
        T::from_cell(self.cell(column)?).ok_or_else(|| unreadable(column))
    }

    /// The cell's text where it lies.
    pub(crate) fn text(&self, column: impl Column) -> Result<&'a str> {
        self.text_if_any(column)?.ok_or_else(|| unreadable(column))
    }

    /// The cell's text where it lies, if there is one.
    pub(crate) fn text_if_any(&self, column: impl Column) -> Result<Option<&'a str>> {
        match self.cell(column)? {
            Cell::Text(text) => Ok(Some(text)),
            Cell::Nothing => Ok(None),
            Cell::Integer(_) | Cell::Bytes(_) | Cell::Day(_) => Err(unreadable(column)),
        }
    }

    /// How many columns it has.
    pub(crate) fn width(&self) -> usize {
        match self {
            Row::Sqlite(row) => row.as_ref().column_count(),
            Row::Postgres(row) => row.len(),
        }
    }
}

/// The error of a cell whose value can't be one of its column's.
pub(crate) fn unreadable(column: impl Display) -> DatabaseError {
    DatabaseError::Unreadable {
        column: column.to_string(),
    }
}
