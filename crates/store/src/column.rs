//! Cells of a row as the types they stand for. What can't be read is a fault of the database, not of the caller.

use domain::id::{ClaimNumber, Uuid};
use domain::instant::Instant;
use jiff::civil::Date;

use crate::engine::{self, Row};
use crate::number::number_of;

pub(crate) use crate::engine::unreadable;

/// A text parsed.
pub(crate) fn parsed<T>(
    row: &Row<'_>,
    column: &'static str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> engine::Result<T> {
    parse(row.text(column)?).ok_or_else(|| unreadable(column))
}

/// An id of 16 bytes.
pub(crate) fn uuid(row: &Row<'_>, column: &'static str) -> engine::Result<Uuid> {
    row.get::<_, [u8; 16]>(column).map(Uuid::from_bytes)
}

/// An id where there is one.
pub(crate) fn uuid_if_any(row: &Row<'_>, column: &'static str) -> engine::Result<Option<Uuid>> {
    let bytes: Option<[u8; 16]> = row.get(column)?;
    Ok(bytes.map(Uuid::from_bytes))
}

/// An instant of microseconds.
pub(crate) fn instant(row: &Row<'_>, column: &'static str) -> engine::Result<Instant> {
    Instant::from_microseconds(row.get(column)?).ok_or_else(|| unreadable(column))
}

/// An instant where there is one.
pub(crate) fn instant_if_any(row: &Row<'_>, column: &'static str) -> engine::Result<Option<Instant>> {
    let microseconds: Option<i64> = row.get(column)?;
    microseconds
        .map(|microseconds| Instant::from_microseconds(microseconds).ok_or_else(|| unreadable(column)))
        .transpose()
}

/// A count that fits its type.
pub(crate) fn count<T: TryFrom<i64>>(row: &Row<'_>, column: &'static str) -> engine::Result<T> {
    T::try_from(row.get::<_, i64>(column)?).map_err(|_| unreadable(column))
}

/// An ISO date where there is one.
pub(crate) fn date_if_any(row: &Row<'_>, column: &'static str) -> engine::Result<Option<Date>> {
    row.get(column)
}

/// The number of a claim's key.
pub(crate) fn claim_number(row: &Row<'_>, column: &'static str) -> engine::Result<ClaimNumber> {
    number_of(row.get(column)?).map_err(|_| unreadable(column))
}
