//! Deadlines that are due at once: a filled demo's clock goes so far that whatever any claim waits for is due.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::accounts::{Accounts, expect};
use super::connection::{Connection, Request};
use super::demo::{Demo, Engine};
use super::figures::{Figure, Goal};
use super::size::claims;
use super::start::{peak_mb, processor_time, settle};
use crate::cluster::Cluster;
use crate::place::Place;
use crate::process::{Failure, Result};
use crate::server::Server;

/// So many have some 100,000 deadlines before them.
const CLAIMS: u32 = 107_000;
const WANTED: f64 = 100_000.0;
const SEED: u64 = 1;
const PATIENCE: Duration = Duration::from_secs(10 * 60);
const FAR: &str = r#"{"advance":"P120D"}"#;
const PASSED: &str = "SELECT count(*) FROM event WHERE side = 'clock' AND type <> 'reminder_sent'";
/// So far that no claim waits for anything later.
const WAITING: &str = "SELECT count(*) FROM (SELECT 1 FROM claim WHERE wake_at IS NOT NULL LIMIT 1) AS waiting";
const LOOK_EVERY: Duration = Duration::from_millis(250);
const REMINDED: &str = "SELECT count(*) FROM event WHERE side = 'clock' AND type = 'reminder_sent'";

pub fn on_sqlite(place: &Place, binary: &Path) -> Result<Vec<Figure>> {
    on(place, binary, Engine::Sqlite)
}

pub fn on_postgres(place: &Place, binary: &Path) -> Result<Vec<Figure>> {
    on(place, binary, Engine::Postgres(&Cluster::start()?))
}

fn on(place: &Place, binary: &Path, engine: Engine<'_>) -> Result<Vec<Figure>> {
    let demo = Demo::new(place, binary, engine, "deadlines")?;
    demo.fill(claims(CLAIMS)?, SEED)?;
    let server = demo.serve()?;
    settle(&server)?;
    let before = [demo.count(PASSED)?, demo.count(REMINDED)?];
    let accounts = Accounts::read(&server.data)?;
    let mut connection = Connection::open(&server.base).map_err(|error| Failure::because(error.to_string()))?;
    connection
        .wait_for(PATIENCE)
        .map_err(|error| Failure::because(error.to_string()))?;
    let headers = format!(
        "{}Content-Type: application/json\r\n",
        accounts.first("system_admin")?.bearer
    );
    let request = Request {
        method: "POST",
        path: "/api/v1/demo/clock",
        headers: &headers,
        body: FAR.as_bytes(),
    };
    let began = Instant::now();
    let (carried_out, busy) = thread::scope(|scope| {
        let watching = scope.spawn(|| until_none_is_due(&demo, began, &server));
        expect(&mut connection, 200, &request)?;
        let watched = watching.join();
        watched.map_err(|_| Failure::because("watching the deadlines panicked"))?
    })?;
    let took = began.elapsed().as_secs_f64();
    let peak = peak_mb(&server)?;
    server.stop()?;
    let [passed, reminded] = [demo.count(PASSED)? - before[0], demo.count(REMINDED)? - before[1]];
    let name = format!("deadlines on {}", engine.name());
    let seconds = |what: &str, value| Figure::new(format!("{name}: {what}"), value, "s", Goal::None);
    Ok(vec![
        Figure::new(format!("{name}: due at once"), passed, "", Goal::None),
        Figure::new(format!("{name}: reminders due with them"), reminded, "", Goal::None),
        seconds("until none was due", carried_out),
        seconds("until their messages were handed on too", took),
        seconds("processor time of the server until none was due", busy),
        Figure::new(
            format!("{name}: time for 100,000 until none is due"),
            carried_out * WANTED / passed,
            "s",
            Goal::Below(30.0),
        ),
        Figure::new(format!("{name}: memory at most"), peak, "MB", Goal::Below(300.0)),
    ])
}

/// How long it took, and how long the server kept processors busy for it, in seconds.
fn until_none_is_due(demo: &Demo<'_>, began: Instant, server: &Server) -> Result<(f64, f64)> {
    let busy_before = processor_time(server)?;
    // By now the clock has been moved.
    thread::sleep(LOOK_EVERY);
    while began.elapsed() < PATIENCE {
        if demo.count(WAITING)? == 0.0 {
            let busy = processor_time(server)?.saturating_sub(busy_before);
            return Ok((began.elapsed().as_secs_f64(), busy.as_secs_f64()));
        }
        thread::sleep(LOOK_EVERY);
    }
    Err(Failure::because("deadlines stay that are due"))
}
