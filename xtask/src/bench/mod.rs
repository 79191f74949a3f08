//! `cargo xtask bench`: how fast the release binary is on this machine, as a report.
//!
//! Figures of a busy machine are low, so the report tells how busy it was.

mod accounts;
mod claim_transaction;
mod connection;
mod deadlines;
mod demo;
mod figures;
mod growth;
mod host;
mod in_process;
mod pages;
mod postgres;
mod reading;
mod report;
mod size;
mod start;
mod transitions;

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use accounts::Accounts;
use figures::{Figure, Goal};

use crate::browser;
use crate::place::Place;
use crate::process::{self, Failure, Result};
use crate::server::Server;

const CLAIMS: u32 = 100_000;
const CONNECTIONS: &[usize] = &[32, 64];
const PER_SECOND_LEAST: f64 = 6_000.0;
const FILL_AT_MOST: Duration = Duration::from_secs(10 * 60);

/// One of the parts that can be measured alone, without a report.
type Part = fn(&Place, &Path) -> Result<Vec<Figure>>;

const PARTS: &[(&str, Part)] = &[
    ("in-process", |place, _| in_process::measure(place)),
    ("http", over_http),
    ("scale", at_scale),
    ("postgres", postgres::measure),
    ("reading", reading::measure),
    ("growth", growth::on_sqlite),
    ("growth-postgres", growth::on_postgres),
    ("deadlines", deadlines::on_sqlite),
    ("deadlines-postgres", deadlines::on_postgres),
];

/// Measures one part and prints it.
pub fn part(place: &Place, binary: &Path, name: &str) -> Result<()> {
    let part = PARTS.iter().find(|(part, _)| *part == name);
    let (_, measure) = part.ok_or_else(|| {
        let names: Vec<&str> = PARTS.iter().map(|(name, _)| *name).collect();
        Failure::usage(&format!("the parts are {}", names.join(", ")))
    })?;
    measure(place, binary)?
        .iter()
        .for_each(|figure| println!("{}", figure.row()));
    Ok(())
}

/// Measures everything and writes a report.
pub fn run(place: &Place, binary: &Path) -> Result<()> {
    reading::need_programs()?;
    let host = host::Host::of(place)?;
    let mut figures = Vec::new();
    for (_, measure) in PARTS {
        let more = measure(place, binary)?;
        more.iter().for_each(|figure| println!("{}", figure.row()));
        figures.extend(more);
    }
    report::write(place, &host, &figures)
}

/// Transitions on a new demo's folder.
fn over_http(place: &Place, binary: &Path) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    let server = Server::start(place, binary, "bench-transitions")?;
    let accounts = Accounts::read(&server.data)?;
    for connections in CONNECTIONS {
        let load = transitions::run(&server, &accounts, *connections)?;
        let name = format!("transitions over HTTP, {connections} connections");
        figures.push(Figure::new(
            &name,
            load.per_second,
            "/s",
            Goal::AtLeast(PER_SECOND_LEAST),
        ));
        for (share, shown) in [(0.5, "p50"), (0.99, "p99")] {
            let value = load.times.within_ms(share);
            figures.push(Figure::new(format!("{name}: {shown}"), value, "ms", Goal::None));
        }
        let name = format!("{name}: processor time of the server for one");
        figures.push(Figure::new(name, load.server_us, "µs", Goal::None));
    }
    let after = start::resident_mb(&server)?;
    figures.push(Figure::new("memory after that", after, "MB", Goal::None));
    server.stop()?;
    Ok(figures)
}

/// Pages and lists in a folder with many claims.
fn at_scale(place: &Place, binary: &Path) -> Result<Vec<Figure>> {
    const NAME: &str = "bench-scale";
    let server = Server::start(place, binary, NAME)?;
    let data = server.data.clone();
    server.stop()?;
    let watch = std::time::Instant::now();
    let mut fill = Command::new(binary);
    fill.args(["demo", "fill", "--claims", &CLAIMS.to_string(), "--data"])
        .arg(&data);
    process::run(&mut fill, FILL_AT_MOST)?;
    let per_second = f64::from(CLAIMS) / watch.elapsed().as_secs_f64();
    let mut figures = vec![Figure::new(
        format!("demo fill, {CLAIMS} claims"),
        per_second,
        "/s",
        Goal::AtLeast(2_000.0),
    )];
    figures.extend(start::measure(place, binary, NAME)?);
    let server = Server::resume(place, binary, NAME)?;
    let accounts = Accounts::read(&server.data)?;
    start::settle(&server)?;
    figures.extend(pages::claim_pages(&server.base, &accounts)?);
    figures.extend(pages::lists(&server.base, &accounts)?);
    let interactive = browser::queue_interactive_ms(place, &server.base, &server.data)?;
    let name = "page of the queue, interactive after its bytes, median";
    figures.push(Figure::new(name, interactive, "ms", Goal::Below(100.0)));
    let load = transitions::run(&server, &accounts, CONNECTIONS[0])?;
    let name = format!(
        "transitions over HTTP, {} connections, among {CLAIMS} claims",
        CONNECTIONS[0]
    );
    figures.push(Figure::new(name, load.per_second, "/s", Goal::None));
    let size = std::fs::metadata(data.join("cpor.db")).map_err(|error| Failure::at(&data, &error))?;
    figures.push(Figure::new("database", size.len() as f64 / 1e6, "MB", Goal::None));
    server.stop()?;
    Ok(figures)
}
