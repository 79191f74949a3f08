//! Starting on a folder that is there, and the memory of a server that has nothing to do.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::accounts::{Accounts, expect};
use super::connection::{Connection, Request};
use super::figures::{Figure, Goal, Times};
use crate::place::Place;
use crate::process::{Failure, Result};
use crate::server::Server;

const STARTS: usize = 7;
/// A server rests when it has been busy for less than this of a while: after a fill it first has messages to hand on.
const WHILE: Duration = Duration::from_secs(3);
const BUSY_AT_MOST: Duration = Duration::from_millis(60);
/// Memory that was freed goes back to the system with the next turn of the timers, some seconds later.
const LEFT_ALONE: Duration = Duration::from_secs(20);
const SETTLED_WITHIN: Duration = Duration::from_secs(10 * 60);

pub fn measure(place: &Place, binary: &Path, name: &str) -> Result<Vec<Figure>> {
    let mut times = Vec::with_capacity(STARTS);
    let mut memory = f64::NAN;
    for start in 0..STARTS {
        let started = Instant::now();
        let server = Server::resume(place, binary, name)?;
        let mut connection = Connection::open(&server.base).map_err(|error| Failure::because(error.to_string()))?;
        expect(&mut connection, 200, &Request::get("/sign-in", ""))?;
        times.push(started.elapsed());
        if start == STARTS - 1 {
            // As a person would find it: signed in, the first page looked at, then left alone.
            let accounts = Accounts::read(&server.data)?;
            let cookie = accounts.first("reviewer")?.sign_in(&mut connection)?;
            expect(&mut connection, 200, &Request::get("/queue", &cookie))?;
            settle(&server)?;
            thread::sleep(LEFT_ALONE);
            memory = resident_mb(&server)?;
        }
        server.stop()?;
    }
    let median = Times::of(times).within_ms(0.5);
    Ok(vec![
        Figure::new("start to first page, median", median, "ms", Goal::Below(150.0)),
        Figure::new("memory when idle", memory, "MB", Goal::Below(60.0)),
    ])
}

/// Waits until the server has nothing left to do.
pub fn settle(server: &Server) -> Result<()> {
    let begun = Instant::now();
    while begun.elapsed() < SETTLED_WITHIN {
        let before = processor_time(server)?;
        thread::sleep(WHILE);
        if processor_time(server)?.saturating_sub(before) <= BUSY_AT_MOST {
            return Ok(());
        }
    }
    Err(Failure::because("the server does not come to rest"))
}

/// Resident memory of the server.
pub fn resident_mb(server: &Server) -> Result<f64> {
    memory_mb(server, "VmRSS:")
}

/// The most that was resident since it started.
pub fn peak_mb(server: &Server) -> Result<f64> {
    memory_mb(server, "VmHWM:")
}

fn memory_mb(server: &Server, name: &str) -> Result<f64> {
    let file = format!("/proc/{}/status", server.process());
    let text = std::fs::read_to_string(&file).map_err(|error| Failure::because(format!("{file}: {error}")))?;
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    let kilobytes: Option<f64> = line.and_then(|rest| rest.split_whitespace().next()?.parse().ok());
    let kilobytes = kilobytes.ok_or_else(|| Failure::because(format!("{file} tells no {name}")))?;
    Ok(kilobytes * 1_024.0 / 1e6)
}

/// How long the server has kept processors busy so far. The kernel counts in hundredths of a second.
pub fn processor_time(server: &Server) -> Result<Duration> {
    let file = format!("/proc/{}/stat", server.process());
    let text = std::fs::read_to_string(&file).map_err(|error| Failure::because(format!("{file}: {error}")))?;
    // The name in brackets may hold anything; after it, the 12th and 13th fields are times.
    let fields = text.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace();
    let ticks: u64 = fields
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<u64>().ok())
        .sum();
    Ok(Duration::from_millis(ticks * 10))
}
