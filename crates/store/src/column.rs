//! Cells of a row as the types they stand for. What can't be read is a fault of the database, not of the caller.

use domain::id::{ClaimNumber, Uuid};
use domain::instant::Instant;
use jiff::civil::Date;
use rusqlite::Row;
use rusqlite::types::Type;

use crate::number::number_of;

#[derive(Debug, thiserror::Error)]
#[error("column {0} holds a value that is not one of its kind")]
struct Unreadable(&'static str);

/// The error of a cell whose value can't be one of its column's.
pub(crate) fn unreadable(column: &'static str, kind: Type) -> rusqlite::Error {
    // Readers look at the column's name; its position differs from query to query.
    rusqlite::Error::FromSqlConversionFailure(0, kind, Box::new(Unreadable(column)))
}

/// A text parsed.
pub(crate) fn parsed<T>(
    row: &Row<'_>,
    column: &'static str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> rusqlite::Result<T> {
    let cell = row.get_ref(column)?;
    parse(cell.as_str()?).ok_or_else(|| unreadable(column, Type::Text))
}

/// A text parsed where there is one.
pub(crate) fn parsed_if_any<T>(
    row: &Row<'_>,
    column: &'static str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> rusqlite::Result<Option<T>> {
    match row.get_ref(column)?.as_str_or_null()? {
        Some(text) => parse(text).map(Some).ok_or_else(|| unreadable(column, Type::Text)),
        None => Ok(None),
    }
}

/// An id of 16 bytes.
pub(crate) fn uuid(row: &Row<'_>, column: &'static str) -> rusqlite::Result<Uuid> {
    row.get::<_, [u8; 16]>(column).map(Uuid::from_bytes)
}

/// An id where there is one.
pub(crate) fn uuid_if_any(row: &Row<'_>, column: &'static str) -> rusqlite::Result<Option<Uuid>> {
    let bytes: Option<[u8; 16]> = row.get(column)?;
    Ok(bytes.map(Uuid::from_bytes))
}

/// An instant of microseconds.
pub(crate) fn instant(row: &Row<'_>, column: &'static str) -> rusqlite::Result<Instant> {
    Instant::from_microseconds(row.get(column)?).ok_or_else(|| unreadable(column, Type::Integer))
}

/// An instant where there is one.
pub(crate) fn instant_if_any(row: &Row<'_>, column: &'static str) -> rusqlite::Result<Option<Instant>> {
    let microseconds: Option<i64> = row.get(column)?;
    microseconds
        .map(|microseconds| Instant::from_microseconds(microseconds).ok_or_else(|| unreadable(column, Type::Integer)))
        .transpose()
}

/// A count that fits its type.
pub(crate) fn count<T: TryFrom<i64>>(row: &Row<'_>, column: &'static str) -> rusqlite::Result<T> {
    T::try_from(row.get::<_, i64>(column)?).map_err(|_| unreadable(column, Type::Integer))
}

/// An ISO date where there is one.
pub(crate) fn date_if_any(row: &Row<'_>, column: &'static str) -> rusqlite::Result<Option<Date>> {
    parsed_if_any(row, column, |text| text.parse().ok())
}

/// The number of a claim's key.
pub(crate) fn claim_number(row: &Row<'_>, column: &'static str) -> rusqlite::Result<ClaimNumber> {
    number_of(row.get(column)?).map_err(|_| unreadable(column, Type::Integer))
}
