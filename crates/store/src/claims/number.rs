//! New claims' numbers.

use domain::id::ClaimNumber;

use crate::error::StoreError;
use crate::store::Store;

impl Store {
    /// The next number of a year. A number that is given out is never given out again, whatever becomes of it.
    pub async fn reserve_number(&self, year: i16) -> Result<ClaimNumber, StoreError> {
        let mut numbers = self.reserve_numbers(year, 1).await?;
        numbers
            .pop()
            .ok_or_else(|| StoreError::damaged("the year's last number"))
    }

    /// The next `count` numbers of a year, ascending.
    pub async fn reserve_numbers(&self, year: i16, count: u32) -> Result<Vec<ClaimNumber>, StoreError> {
        let last: i64 = self
            .write(move |connection| {
                let last = connection
                    .prepare_cached(
                        "INSERT INTO number_sequence (year, last) VALUES (?1, ?2)
                         ON CONFLICT (year) DO UPDATE SET last = number_sequence.last + ?2 RETURNING last",
                    )?
                    .query_row([i64::from(year), i64::from(count)], |row| row.get(0))?;
                Ok(last)
            })
            .await?;
        let last = u32::try_from(last).map_err(|_| StoreError::damaged("the year's last number"))?;
        let first = last.saturating_sub(count) + 1;
        Ok((first..=last).map(|sequence| ClaimNumber { year, sequence }).collect())
    }
}
