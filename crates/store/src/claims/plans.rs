//! How the database finds what a list shows: by an index, and already in order.

use domain::claim::{Activity, Phase, Status, Turn};
use domain::id::{Guid, Uuid};
use domain::instant::Instant;
use domain::party::{Actor, Scope};
use testkit::Persona;

use super::filter::{ClaimFilter, ClaimSort, CustomerKey, ReviewerKey};
use super::list::{Order, query};
use crate::engine::{Connection, plan};
use crate::page::{Cursor, CursorOf, PageRequest};

/// The steps that find a page's keys. What follows them reads the page's own claims by number.
fn steps(
    connection: &Connection<'_>,
    scope: &Scope,
    filter: &ClaimFilter,
    order: &Order,
    page: &PageRequest,
) -> String {
    let query = query(connection, scope, filter, order, page).unwrap();
    let steps = plan::steps(connection, &query.sql, &query.values);
    steps
        .into_iter()
        .take_while(|step| step != "SCAN page")
        .collect::<Vec<_>>()
        .join("\n")
}

fn orders() -> [Order; 4] {
    [
        Order::of(ClaimSort::Number),
        Order::of(ClaimSort::UpdatedNewest),
        Order::of(ClaimSort::Due),
        Order::QUEUE,
    ]
}

#[test]
fn every_list_runs_on_an_index_in_its_order() {
    let (_folder, connection) = plan::empty();
    let connection = Connection::Sqlite(&connection);
    let vendor = [Scope::of(&Actor::Clock), Scope::of(&Persona::Greta.actor())];
    let partner = [Scope::of(&Persona::Ana.actor()), Scope::of(&Persona::Davi.actor())];
    let none = ClaimFilter::default;
    let filters = [
        none(),
        ClaimFilter {
            statuses: vec![Status::Rejected],
            phases: vec![Phase::Disputable],
            turns: vec![Turn::Partner],
            ..none()
        },
        ClaimFilter {
            activities: vec![Activity::Usage],
            reviewers: vec![ReviewerKey::None],
            ..none()
        },
        ClaimFilter {
            due_before: Instant::from_microseconds(1),
            ..none()
        },
    ];
    for (scopes, expected) in [
        (
            vendor,
            [
                "claim USING INTEGER PRIMARY KEY",
                "INDEX claim_by_place_and_update (place=?",
                "INDEX claim_by_place (place=?",
                "INDEX claim_in_queue",
            ],
        ),
        (
            partner,
            [
                "INDEX claim_of_partner (partner_id=?",
                "INDEX claim_of_partner_by_update (partner_id=?",
                "INDEX claim_of_partner_by_place (partner_id=? AND place=?",
                "",
            ],
        ),
    ] {
        for (order, index) in orders().iter().zip(expected) {
            // The queue is the vendor's.
            if index.is_empty() {
                continue;
            }
            for (scope, filter) in scopes
                .iter()
                .flat_map(|scope| filters.iter().map(move |filter| (scope, filter)))
            {
                for after in [None, Some(Cursor::new(order.cursor, 1, 1))] {
                    let plan = steps(&connection, scope, filter, order, &PageRequest { limit: 50, after });
                    // Few that stand there and are due by then are looked at one by one, where their lists aren't merged.
                    let few = plan.contains("by_place (partner_id=? AND place=?") || plan.contains("by_place (place=?");
                    let sorted = few
                        && order.cursor != CursorOf::ClaimsByDue
                        && (!filter.turns.is_empty() || filter.due_before.is_some());
                    // The table itself is in the order of numbers.
                    let from_first = after.is_none() && index.ends_with("PRIMARY KEY") && plan.contains("SCAN claim");
                    assert!(plan.contains(index) || sorted || from_first, "{index}: {plan}");
                    assert!(sorted || !plan.contains("TEMP B-TREE"), "{plan}");
                }
            }
        }
    }
}

#[test]
fn a_customers_claims_and_what_is_found_are_looked_at_by_their_numbers() {
    let (_folder, connection) = plan::empty();
    let connection = Connection::Sqlite(&connection);
    let of_customer = ClaimFilter {
        customers: vec![CustomerKey::Tenant(Guid(Uuid::nil()))],
        ..ClaimFilter::default()
    };
    let found = ClaimFilter {
        text: Some("acme".to_owned()),
        ..ClaimFilter::default()
    };
    let scopes = [Persona::Greta, Persona::Ana, Persona::Davi].map(|persona| Scope::of(&persona.actor()));
    let by_term = Some("SEARCH claim_term USING PRIMARY KEY (term");
    for (scope, (filter, terms)) in scopes
        .iter()
        .flat_map(|scope| [(&of_customer, by_term), (&found, None)].map(|filter| (scope, filter)))
    {
        for order in orders() {
            let plan = steps(&connection, scope, filter, &order, &PageRequest::first(50));
            assert!(terms.is_none_or(|terms| plan.contains(terms)), "{plan}");
            assert!(
                plan.contains("SEARCH claim USING INTEGER PRIMARY KEY (rowid=?)"),
                "{plan}"
            );
        }
    }
}
