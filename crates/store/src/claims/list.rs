//! Lists of claims: within a scope, narrowed, in an order, page by page.

use domain::party::{Reach, Scope};

use super::columns::place_code;
use super::filter::{ClaimFilter, ClaimSort, where_due};
use super::find::{STORED, Stored, stored};
use super::scope::{Condition, Way};
use super::search;
use crate::engine::{Connection, Value};
use crate::error::StoreError;
use crate::fold::LookedFor;
use crate::page::{Cursor, CursorOf, Page, PageRequest};
use crate::store::Store;

/// A list's order in SQL.
pub(super) struct Order {
    pub(super) cursor: CursorOf,
    /// The column compared, then the number.
    key: &'static str,
    /// `>` for ascending lists.
    after: &'static str,
    direction: &'static str,
    /// What must hold for a claim to be in the list at all.
    only: Option<&'static str>,
}

impl Order {
    pub(super) const QUEUE: Order = Order {
        cursor: CursorOf::Queue,
        key: "claim.queue_key",
        after: ">",
        direction: "ASC",
        only: Some("claim.queue_key IS NOT NULL"),
    };

    pub(super) fn of(sort: ClaimSort) -> Order {
        let (key, after, direction) = match sort {
            ClaimSort::Number => ("claim.number", ">", "ASC"),
            ClaimSort::UpdatedNewest => ("claim.updated_at", "<", "DESC"),
            ClaimSort::Due => ("claim.due_at", ">", "ASC"),
            // Where nothing is looked for.
            ClaimSort::Found => ("claim.number", "<", "DESC"),
        };
        Order {
            cursor: sort.cursor(),
            key,
            after,
            direction,
            only: None,
        }
    }
}

/// A statement and its values.
pub(super) struct Query {
    pub(super) sql: String,
    pub(super) values: Vec<Value>,
}

impl Store {
    /// Claims in scope that match, in this order.
    pub async fn list_claims(
        &self,
        scope: &Scope,
        filter: &ClaimFilter,
        sort: ClaimSort,
        page: &PageRequest,
    ) -> Result<Page<Stored>, StoreError> {
        let looked_for = filter.text.as_deref().filter(|text| !text.trim().is_empty());
        if let (ClaimSort::Found, Some(text)) = (sort, looked_for) {
            let words = LookedFor::parse(text);
            return self
                .read(|connection| search::list(connection, scope, &words, filter, page))
                .await;
        }
        let order = Order::of(sort);
        self.read(|connection| list(connection, scope, filter, &order, page))
            .await
    }

    /// What waits for reviewers, disputes included: by due day, within it resubmissions first, then by number.
    pub async fn list_queue(
        &self,
        scope: &Scope,
        filter: &ClaimFilter,
        page: &PageRequest,
    ) -> Result<Page<Stored>, StoreError> {
        self.read(|connection| list(connection, scope, filter, &Order::QUEUE, page))
            .await
    }
}

fn list(
    connection: &Connection<'_>,
    scope: &Scope,
    filter: &ClaimFilter,
    order: &Order,
    page: &PageRequest,
) -> Result<Page<Stored>, StoreError> {
    let query = query(connection, scope, filter, order, page)?;
    let mut statement = connection.prepare_cached(&query.sql)?;
    let mut rows = statement.query(&query.values)?;
    let mut items = Vec::new();
    let mut last = None;
    while let Some(row) = &rows.next()? {
        if items.len() + 1 == usize::try_from(page.limit_and_one()).unwrap_or(usize::MAX) {
            return Ok(Page { items, next: last });
        }
        items.push(stored(row)?);
        let (key, number): (i64, i64) = (row.get(3)?, row.get(4)?);
        last = Some(Cursor::new(order.cursor, key, u128::from(number.unsigned_abs())));
    }
    Ok(Page { items, next: None })
}

/// Claims stand in an index by their deadlines and by their changes at each place. The lists of several places are
/// merged: what stands elsewhere isn't passed over. None: the claims of this list are found otherwise.
fn merged(scope: &Scope, filter: &ClaimFilter, order: &Order, way: Way) -> Option<&'static str> {
    let of_partner = match scope.reach() {
        Reach::Partner { .. } => true,
        Reach::Submitted | Reach::Everything => false,
        Reach::One(_) | Reach::Nothing => return None,
    };
    match (order.cursor, way) {
        (_, Way::FewByNumber) => None,
        (CursorOf::ClaimsByDue, _) if of_partner => Some("INDEXED BY claim_of_partner_by_place"),
        (CursorOf::ClaimsByDue, _) => Some("INDEXED BY claim_by_place"),
        // The few that are due by then are sorted.
        (CursorOf::ClaimsByUpdate, Way::FewByPlace) if filter.due_before.is_some() => None,
        (CursorOf::ClaimsByUpdate, _) if !of_partner => Some("INDEXED BY claim_by_place_and_update"),
        (_, Way::InOrder | Way::FewByPlace | Way::FewOfPartnerByPlace) => None,
    }
}

/// The page's claims are found by keys alone first: what is sorted or passed over isn't read whole.
pub(super) fn query(
    connection: &Connection<'_>,
    scope: &Scope,
    filter: &ClaimFilter,
    order: &Order,
    page: &PageRequest,
) -> Result<Query, StoreError> {
    let mut condition = Condition::new();
    condition.within(scope);
    if let Some(only) = order.only {
        condition.and(only, []);
    }
    condition.matching(filter, scope, connection)?;
    let Order {
        key, after, direction, ..
    } = order;
    if let Some(cursor) = page.after {
        let (last_key, tie) = cursor
            .of(order.cursor)
            .ok_or_else(|| StoreError::damaged("a cursor of another list"))?;
        let number = i64::try_from(tie).map_err(|_| StoreError::damaged("a cursor's number"))?;
        condition.and(
            &format!("({key}, claim.number) {after} (?, ?)"),
            [Value::Integer(last_key), Value::Integer(number)],
        );
    }
    let Condition { sql, mut values, way } = condition;
    values.push(Value::Integer(page.limit_and_one()));
    let limit = values.len();
    let found =
        |hint: &str, at: &str| format!("SELECT {key} AS key, claim.number AS number FROM claim {hint} WHERE {sql}{at}");
    let in_order = format!("ORDER BY key {direction}, number {direction} LIMIT ?{limit}");
    let keys = match merged(scope, filter, order, way) {
        Some(index) => {
            let mut places = filter.places(scope);
            if let (CursorOf::ClaimsByUpdate, Some(before)) = (order.cursor, filter.due_before) {
                places = where_due(places, before, connection)?;
            }
            let is_one = places.len() == 1;
            let lists = places.into_iter().map(|place| {
                let list = found(index, &format!(" AND claim.place = '{}'", place_code(place)));
                match connection {
                    // It merges only lists that end: others it would read whole and sort.
                    Connection::Postgres(_) if !is_one => format!("({list} {in_order})"),
                    Connection::Postgres(_) | Connection::Sqlite(_) => list,
                }
            });
            let lists: Vec<String> = lists.collect();
            match lists.is_empty() {
                true => found("", " AND FALSE"),
                false => lists.join(" UNION ALL "),
            }
        }
        None => found(way.hint(), ""),
    };
    Ok(Query {
        sql: format!(
            "SELECT {STORED}, page.key, page.number
             FROM ({keys} {in_order}) AS page
             JOIN claim ON claim.number = page.number
             ORDER BY page.key {direction}, page.number {direction}"
        ),
        values,
    })
}
