//! The list of what is found, in the order of its fields.

use std::collections::HashMap;

use domain::party::Scope;

use super::expression::Question;
use super::hits::{Hit, Reached, next};
use super::{FOUND_MAX, Field};
use crate::claims::filter::ClaimFilter;
use crate::claims::find::{STORED, Stored, stored};
use crate::claims::scope::Condition;
use crate::engine::{Connection, Value};
use crate::error::StoreError;
use crate::fold::LookedFor;
use crate::page::{Cursor, CursorOf, Page, PageRequest};

/// Where a filter leaves few of what is found, so many more are looked at each time.
const STEP: usize = 4;
/// Hits looked at at once.
const STEP_MAX: usize = 1000;

/// Claims in scope that are found and match the rest of the filter.
pub(in crate::claims) fn list(
    connection: &Connection<'_>,
    scope: &Scope,
    looked_for: &LookedFor,
    filter: &ClaimFilter,
    page: &PageRequest,
) -> Result<Page<Stored>, StoreError> {
    let mut items = Vec::new();
    let Some(question) = Question::of(scope, looked_for) else {
        return Ok(Page { items, next: None });
    };
    let rest = ClaimFilter {
        text: None,
        ..filter.clone()
    };
    let mut reached = match page.after {
        Some(cursor) => read(cursor)?,
        None => Reached::default(),
    };
    // Rows move from those that wait into the indexes: all is read at one moment.
    connection.at_one_moment(|| {
        let mut shown = reached;
        let full = usize::try_from(page.limit_and_one()).unwrap_or(usize::MAX);
        let mut step = full;
        loop {
            let hits = next(connection, &question, reached, step)?;
            let mut matching = matching(connection, scope, &rest, &hits)?;
            for hit in &hits {
                reached = Reached {
                    found: reached.found + 1,
                    last: Some(*hit),
                };
                let Some(claim) = matching.remove(&hit.number) else {
                    continue;
                };
                if items.len() + 1 == full {
                    let next = Some(cursor(shown));
                    return Ok(Page { items, next });
                }
                items.push(claim);
                shown = reached;
            }
            if hits.len() < step {
                return Ok(Page { items, next: None });
            }
            step = (step * STEP).min(STEP_MAX);
        }
    })
}

fn matching(
    connection: &Connection<'_>,
    scope: &Scope,
    filter: &ClaimFilter,
    hits: &[Hit],
) -> Result<HashMap<i64, Stored>, StoreError> {
    let mut condition = Condition::new();
    condition.and(
        "claim.number IN (SELECT value FROM json_each(?))",
        [Value::List(hits.iter().map(|hit| Value::Integer(hit.number)).collect())],
    );
    condition.within(scope);
    condition.matching(filter, scope, connection)?;
    let sql = format!(
        "SELECT {STORED}, claim.number FROM claim NOT INDEXED WHERE {}",
        condition.sql
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(&condition.values)?;
    let mut found = HashMap::new();
    while let Some(row) = &rows.next()? {
        found.insert(row.get(3)?, stored(row)?);
    }
    Ok(found)
}

/// How many were found before tells when to end; field and number tell where to go on.
fn cursor(shown: Reached) -> Cursor {
    let (field, number) = match shown.last {
        Some(hit) => (hit.field, hit.number),
        None => (Field::Number, i64::MAX),
    };
    let place = Field::ALL.iter().position(|other| *other == field).unwrap_or_default();
    let key = i64::try_from(shown.found * Field::ALL.len() + place).unwrap_or(i64::MAX);
    Cursor::new(CursorOf::ClaimsFound, key, u128::from(number.unsigned_abs()))
}

fn read(cursor: Cursor) -> Result<Reached, StoreError> {
    let (key, tie) = cursor
        .of(CursorOf::ClaimsFound)
        .ok_or_else(|| StoreError::damaged("a cursor of another list"))?;
    let number = i64::try_from(tie).map_err(|_| StoreError::damaged("a cursor's number"))?;
    // Whatever was written into it by others ends the list early or late, within what is found.
    let key = usize::try_from(key).unwrap_or(FOUND_MAX * Field::ALL.len());
    let field = Field::ALL[key % Field::ALL.len()];
    Ok(Reached {
        found: key / Field::ALL.len(),
        last: Some(Hit { field, number }),
    })
}
