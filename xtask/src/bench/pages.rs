//! Reading: claim pages, and lists among many claims; one request after another, as seen by the client.

use std::time::{Duration, Instant};

use super::accounts::{Account, Accounts, expect, json};
use super::connection::{Connection, Request};
use super::figures::{Figure, Goal, Times};
use crate::process::{Failure, Result};

const PAGES: usize = 1_000;
const REPEATS: usize = 500;
const WARM_UP: usize = 20;
/// Of which a list is gone through.
pub const LIST_REQUESTS: usize = WARM_UP + REPEATS;

/// Claims of many kinds, in turn, as the partner and the reviewer see them.
pub fn claim_pages(base: &str, accounts: &Accounts) -> Result<Vec<Figure>> {
    let mut connection = open(base)?;
    let mut figures = Vec::new();
    for role in ["incentives_admin", "reviewer"] {
        let account = accounts.first(role)?;
        let cookie = account.sign_in(&mut connection)?;
        let listed = account.get(&mut connection, "/api/v1/claims?limit=200")?;
        let numbers = listed["items"].as_array().into_iter().flatten();
        let paths: Vec<String> = numbers
            .filter_map(|claim| claim["number"].as_str())
            .map(|number| format!("/claims/{number}"))
            .collect();
        if paths.is_empty() {
            return Err(Failure::because(format!("{role} sees no claims")));
        }
        let mut times = Vec::with_capacity(PAGES);
        for turn in 0..WARM_UP + PAGES {
            let request = Request::get(&paths[turn % paths.len()], &cookie);
            let took = timed(&mut connection, &request)?;
            if turn >= WARM_UP {
                times.push(took);
            }
        }
        let times = Times::of(times);
        let name = format!("claim page, {role}");
        figures.push(Figure::new(
            format!("{name}: p50"),
            times.within_ms(0.5),
            "ms",
            Goal::Below(1.0),
        ));
        figures.push(Figure::new(
            format!("{name}: p99"),
            times.within_ms(0.99),
            "ms",
            Goal::None,
        ));
    }
    Ok(figures)
}

/// What people and programs ask lists for.
const QUERIES: &[(&str, &str)] = &[
    ("all", ""),
    ("by due", "&sort=due_at"),
    ("by number", "&sort=number"),
    ("one status", "&status=partner_action_required"),
    ("one status by due", "&status=under_review&sort=due_at"),
    ("a phase", "&phase=in_force"),
    ("a rare phase", "&phase=dispute"),
    ("whose turn", "&turn=partner"),
    ("programme and activity", "&programme=osu&activity=usage"),
    ("a beginning", "&q=no"),
    ("a number", "&q=CPOR-2026-0001"),
    ("nothing found", "&q=zzzzzzzz"),
    ("due before", "&due_before=2026-10-14T00:00:00Z"),
];

/// Lists of 50, first and following pages, in the scopes of a partner with all locations, one with some, and a vendor.
/// Each is gone through twice: the first time a machine may have to fetch the pages from its disk.
pub fn lists(base: &str, accounts: &Accounts) -> Result<Vec<Figure>> {
    let mut connection = open(base)?;
    let mut figures = Vec::new();
    for role in ["incentives_admin", "incentives_user", "reviewer"] {
        let account = accounts.first(role)?;
        for (query, filter) in QUERIES {
            let name = format!("list of 50, {role}, {query}");
            for (time, goal) in [("the first time", Goal::None), ("again", Goal::Below(5.0))] {
                let p99 = list(&mut connection, account, filter)?.within_ms(0.99);
                figures.push(Figure::new(format!("{name}, {time}: p99"), p99, "ms", goal));
            }
        }
    }
    Ok(figures)
}

/// Walks from page to page, and from the beginning again at the end.
pub fn list(connection: &mut Connection, account: &Account, filter: &str) -> Result<Times> {
    let mut times = Vec::with_capacity(REPEATS);
    let mut cursor = String::new();
    for turn in 0..LIST_REQUESTS {
        let path = format!("/api/v1/claims?limit=50{filter}{cursor}");
        let request = Request::get(&path, &account.bearer);
        let started = Instant::now();
        let answer = expect(connection, 200, &request)?;
        if turn >= WARM_UP {
            times.push(started.elapsed());
        }
        cursor = match json(&answer)?["next"].as_str() {
            Some(next) => format!("&cursor={next}"),
            None => String::new(),
        };
    }
    Ok(Times::of(times))
}

fn timed(connection: &mut Connection, request: &Request<'_>) -> Result<Duration> {
    let started = Instant::now();
    expect(connection, 200, request)?;
    Ok(started.elapsed())
}

fn open(base: &str) -> Result<Connection> {
    Connection::open(base).map_err(|error| Failure::because(format!("{base}: {error}")))
}
