//! Claim numbers as the database's key.

use domain::id::ClaimNumber;

use crate::error::StoreError;

/// More than a year's claims: numbers have up to nine digits.
const PER_YEAR: i64 = 1_000_000_000;

/// The key of everything that belongs to the claim; keys are ordered as numbers are.
pub(crate) fn number_key(number: ClaimNumber) -> i64 {
    i64::from(number.year) * PER_YEAR + i64::from(number.sequence)
}

/// The number of a key.
pub(crate) fn number_of(key: i64) -> Result<ClaimNumber, StoreError> {
    let wrong = |_| StoreError::damaged("a claim's number");
    Ok(ClaimNumber {
        year: i16::try_from(key / PER_YEAR).map_err(wrong)?,
        sequence: u32::try_from(key % PER_YEAR).map_err(wrong)?,
    })
}
