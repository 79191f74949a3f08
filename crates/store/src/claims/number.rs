//! New claims' numbers.

use domain::id::ClaimNumber;

use crate::error::StoreError;
use crate::store::Store;

impl Store {
    /// The next number of a year. A number that is given out is never given out again, whatever becomes of it.
    pub async fn reserve_number(&self, year: i16) -> Result<ClaimNumber, StoreError> {
        let last: i64 = self
            .write(move |connection| {
                let last = connection
                    .prepare_cached(
                        "INSERT INTO number_sequence (year, last) VALUES (?1, 1)
                         ON CONFLICT (year) DO UPDATE SET last = last + 1 RETURNING last",
                    )?
                    .query_row([year], |row| row.get(0))?;
                Ok(last)
            })
            .await?;
        let sequence = u32::try_from(last).map_err(|_| StoreError::damaged("the year's last number"))?;
        Ok(ClaimNumber { year, sequence })
    }
}
