//! The queue beyond its list: what waits with whom, where a claim stands in it, who asked for more time.

use domain::claim::{Claim, Place};
use domain::id::UserId;
use domain::party::Scope;
use jiff::civil::Date;

use super::columns::{place_code, queue_day, queue_key};
use super::filter::ClaimFilter;
use super::find::{STORED, Stored, stored};
use super::scope::Condition;
use crate::column::uuid_if_any;
use crate::engine::{Connection, Value};
use crate::error::StoreError;
use crate::number::number_key;
use crate::page::{Cursor, CursorOf, Page};
use crate::store::Store;

/// So many open requests for information are looked through for a page of those who ask for more time.
const SEARCHED_MAX: usize = 1_000;

/// The days by which a queue is counted, in the review team's calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct QueueDays {
    /// The running day.
    pub today: Date,
    /// The first day that isn't in the running week any more.
    pub week_end: Date,
}

/// What waits with one reviewer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Workload {
    /// The reviewer; none: nobody has taken these.
    pub reviewer: Option<UserId>,
    /// All of it.
    pub open: i64,
    /// Past the limit.
    pub late: i64,
    /// Due today.
    pub today: i64,
    /// Due this week, today included.
    pub week: i64,
}

/// Where a claim stands in the queue: a list that begins there goes on with the claim behind it. None: it isn't in it.
pub fn queue_cursor(claim: &Claim) -> Option<Cursor> {
    let number = number_key(claim.number);
    queue_key(claim).map(|key| Cursor::new(CursorOf::Queue, key, u128::from(number.unsigned_abs())))
}

impl Store {
    /// What waits with each reviewer who has anything, and with nobody. Of a longer queue `most` claims are counted,
    /// those due first.
    pub async fn count_workload(&self, scope: &Scope, days: QueueDays, most: u32) -> Result<Vec<Workload>, StoreError> {
        let (sql, values) = workload(scope, days, most);
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let found = statement.query_map(&values, |row| {
                Ok(Workload {
                    reviewer: uuid_if_any(row, "reviewer_id")?.map(UserId),
                    open: row.get("open")?,
                    late: row.get("late")?,
                    today: row.get("today")?,
                    week: row.get("week")?,
                })
            })?;
            Ok(found.collect::<Result<_, _>>()?)
        })
        .await
    }

    /// How many claims of the queue match, counted no further than `most`.
    pub async fn count_queue(&self, scope: &Scope, filter: &ClaimFilter, most: u16) -> Result<i64, StoreError> {
        self.read(|connection| {
            let condition = in_queue(connection, scope, filter)?;
            // As for a list: few claims are looked at one by one.
            let hint = condition.way.hint();
            let sql = format!(
                "SELECT count(*) FROM (SELECT 1 FROM claim {hint} WHERE {} LIMIT {most}) AS found",
                condition.sql
            );
            let counted = connection
                .prepare_cached(&sql)?
                .query_row(&condition.values, |row| row.get(0))?;
            Ok(counted)
        })
        .await
    }

    /// Claims whose partner has asked for more time since the running request, the first answer due first. A page
    /// looks through so many running requests that it may be empty and yet have a next one.
    pub async fn list_more_time(&self, scope: &Scope, after: Option<Cursor>) -> Result<Page<Stored>, StoreError> {
        let (sql, values) = more_time(scope, after)?;
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let mut rows = statement.query(&values)?;
            let (mut items, mut last, mut searched) = (Vec::new(), None, 0);
            while let Some(row) = &rows.next()? {
                let (due_at, number, asked): (i64, i64, bool) = (row.get(3)?, row.get(4)?, row.get(5)?);
                if asked {
                    items.push(stored(row)?);
                }
                searched += 1;
                last = Some(Cursor::new(
                    CursorOf::ClaimsByDue,
                    due_at,
                    u128::from(number.unsigned_abs()),
                ));
            }
            let next = last.filter(|_| searched == SEARCHED_MAX);
            Ok(Page { items, next })
        })
        .await
    }
}

fn in_queue(connection: &Connection<'_>, scope: &Scope, filter: &ClaimFilter) -> Result<Condition, StoreError> {
    let mut condition = Condition::new();
    condition.within(scope);
    condition.and("claim.queue_key IS NOT NULL", []);
    condition.matching(filter, scope, connection)?;
    Ok(condition)
}

/// Counted on the queue's index alone: no claim is read.
fn workload(scope: &Scope, days: QueueDays, most: u32) -> (String, Vec<Value>) {
    let mut condition = Condition::new();
    condition.within(scope);
    condition.and("claim.queue_key IS NOT NULL", []);
    let Condition { sql, mut values, .. } = condition;
    let mut value = |value: i64| {
        values.push(Value::Integer(value));
        values.len()
    };
    let today = value(queue_day(days.today));
    let tomorrow = value(queue_day(days.today) + 2);
    let week_end = value(queue_day(days.week_end));
    let most = value(i64::from(most));
    let sql = format!(
        "SELECT reviewer_id, count(*) AS open, count(*) FILTER (WHERE queue_key < ?{today}) AS late,
                count(*) FILTER (WHERE queue_key >= ?{today} AND queue_key < ?{tomorrow}) AS today,
                count(*) FILTER (WHERE queue_key >= ?{today} AND queue_key < ?{week_end}) AS week
         FROM (SELECT claim.queue_key, claim.reviewer_id FROM claim WHERE {sql}
               ORDER BY claim.queue_key, claim.number LIMIT ?{most}) AS queue
         GROUP BY reviewer_id"
    );
    (sql, values)
}

fn more_time(scope: &Scope, after: Option<Cursor>) -> Result<(String, Vec<Value>), StoreError> {
    let mut condition = Condition::new();
    condition.within(scope);
    condition.and("claim.place = ?", [Value::Text(place_code(Place::AwaitingAnswer))]);
    if let Some(cursor) = after {
        let (due_at, tie) = cursor
            .of(CursorOf::ClaimsByDue)
            .ok_or_else(|| StoreError::damaged("a cursor of another list"))?;
        let number = i64::try_from(tie).map_err(|_| StoreError::damaged("a cursor's number"))?;
        let values = [Value::Integer(due_at), Value::Integer(number)];
        condition.and("(claim.due_at, claim.number) > (?, ?)", values);
    }
    let sql = format!(
        "SELECT {STORED}, page.due_at, page.number, EXISTS (
             SELECT 1 FROM event WHERE event.claim_number = page.number AND event.type = 'extension_requested'
             AND event.sequence > (SELECT max(asked.sequence) FROM event AS asked
                 WHERE asked.claim_number = page.number AND asked.type = 'information_requested'))
         FROM (SELECT claim.due_at AS due_at, claim.number AS number FROM claim WHERE {}
               ORDER BY claim.due_at, claim.number LIMIT {SEARCHED_MAX}) AS page
         JOIN claim ON claim.number = page.number
         ORDER BY page.due_at, page.number",
        condition.sql
    );
    Ok((sql, condition.values))
}

#[cfg(test)]
mod tests {
    use domain::party::Scope;
    use jiff::civil::date;
    use testkit::Persona;

    use super::{QueueDays, in_queue, more_time, workload};
    use crate::claims::filter::{ClaimFilter, ReviewerKey};
    use crate::engine::{Connection, Value, plan};
    use crate::page::{Cursor, CursorOf};

    fn steps(connection: &Connection<'_>, sql: &str, values: &Vec<Value>) -> String {
        plan::steps(connection, sql, values).join("\n")
    }

    #[test]
    fn everything_about_the_queue_is_found_on_an_index() {
        let (_folder, connection) = plan::empty();
        let connection = Connection::Sqlite(&connection);
        let scope = Scope::of(&Persona::Greta.actor());
        let days = QueueDays {
            today: date(2026, 9, 14),
            week_end: date(2026, 9, 21),
        };
        let (sql, values) = workload(&scope, days, 9);
        let counted = steps(&connection, &sql, &values);
        assert!(counted.contains("USING COVERING INDEX claim_in_queue"), "{counted}");

        for after in [None, Some(Cursor::new(CursorOf::ClaimsByDue, 1, 1))] {
            let (sql, values) = more_time(&scope, after).unwrap();
            let searched = steps(&connection, &sql, &values);
            assert!(
                searched.contains("COVERING INDEX claim_by_place (place=?"),
                "{searched}"
            );
            assert!(!searched.contains("SCAN event"), "{searched}");
            assert!(
                searched.contains("SEARCH event USING COVERING INDEX event_of_more_time"),
                "{searched}"
            );
        }

        let filter = ClaimFilter {
            reviewers: vec![ReviewerKey::None],
            queue_before: Some(date(2026, 9, 21)),
            ..ClaimFilter::default()
        };
        let condition = in_queue(&connection, &scope, &filter).unwrap();
        let sql = format!(
            "SELECT count(*) FROM (SELECT 1 FROM claim WHERE {} LIMIT 9) AS found",
            condition.sql
        );
        let counted = steps(&connection, &sql, &condition.values);
        assert!(counted.contains("INDEX claim_in_queue (queue_key"), "{counted}");
    }
}
