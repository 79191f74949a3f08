//! Durable transitions on PostgreSQL, beside pgbench that writes the same rows into a copy of the database, on the same
//! server, one commit each. They take turns, so that a noisy machine is noisy for both.

use std::fs;
use std::path::{Path, PathBuf};

use super::accounts::Accounts;
use super::claim_transaction::{ClaimTransaction, Journey, rows};
use super::demo::{Demo, Engine};
use super::figures::{Figure, Goal};
use super::size::claims;
use super::start::{peak_mb, settle};
use super::transitions;
use crate::cluster::Cluster;
use crate::place::Place;
use crate::process::{self, Failure, Result};

const CLAIMS: u32 = 10_000;
const SEED: u64 = 1;
const CALLERS: [usize; 4] = [1, 8, 32, 128];
/// The number of callers that the goal is about.
const JUDGED: usize = 32;
const SECONDS: usize = 10;
const OURS: &str = "transitions";
const COPY: &str = "pgbench";
/// How far the rows of a transaction may differ, and be called the same: how often a kind comes up is chance.
const ALIKE: f64 = 0.1;

pub fn measure(place: &Place, binary: &Path) -> Result<Vec<Figure>> {
    let cluster = Cluster::start()?;
    let demo = Demo::new(place, binary, Engine::Postgres(&cluster), OURS)?;
    demo.fill(claims(CLAIMS)?, SEED)?;
    let warm = demo.serve()?;
    let accounts = Accounts::read(&warm.data)?;
    transitions::run(&warm, &accounts, JUDGED)?;
    warm.stop()?;
    let sample = ClaimTransaction::sampled(&demo)?;
    // What is kept from here on is counted.
    demo.ask("TRUNCATE answer")?;
    cluster.create(COPY, OURS)?;
    cluster.ask(COPY, "VACUUM ANALYZE")?;
    let begin = demo.ask("SELECT max(position) FROM event")?;
    let pgbench = Pgbench::new(place, &cluster, sample)?;

    let server = demo.serve()?;
    settle(&server)?;
    let mut figures = Vec::new();
    for callers in CALLERS {
        let one_by_one = pgbench.per_second(callers, Journey::OneByOne)?;
        let ours = transitions::run(&server, &accounts, callers)?;
        let together = pgbench.per_second(callers, Journey::Together)?;
        let is_judged = callers == JUDGED;
        figures.push(Figure::new(
            format!("pgbench, {callers} clients: the same rows, one commit each"),
            one_by_one,
            "/s",
            Goal::None,
        ));
        figures.push(Figure::new(
            format!("pgbench, {callers} clients: the same, a transaction's statements sent together"),
            together,
            "/s",
            Goal::None,
        ));
        let name = format!("transitions over HTTP on PostgreSQL, {callers} connections");
        figures.push(Figure::new(&name, ours.per_second, "/s", Goal::None));
        for (share, shown) in [(0.5, "p50"), (0.99, "p99")] {
            let value = ours.times.within_ms(share);
            figures.push(Figure::new(format!("{name}: {shown}"), value, "ms", Goal::None));
        }
        figures.push(Figure::new(
            format!("{name}: processor time of the server for one"),
            ours.server_us,
            "µs",
            Goal::None,
        ));
        figures.push(Figure::new(
            format!("{name}: ratio to pgbench"),
            ours.per_second / one_by_one,
            "",
            if is_judged { Goal::AtLeast(1.5) } else { Goal::None },
        ));
        figures.push(Figure::new(
            format!("{name}: ratio to pgbench with statements sent together"),
            ours.per_second / together,
            "",
            Goal::None,
        ));
    }
    let peak = peak_mb(&server)?;
    server.stop()?;
    figures.push(Figure::new(
        "memory under load on PostgreSQL, at most",
        peak,
        "MB",
        Goal::Below(300.0),
    ));
    figures.push(same_rows(&demo, &cluster, &begin)?);
    Ok(figures)
}

/// The comparison holds only if both write the same for a transition.
fn same_rows(demo: &Demo<'_>, cluster: &Cluster, begin: &str) -> Result<Figure> {
    // The claim's and the entry's.
    let mut all = 2.0;
    let (ours, theirs) = (
        rows(|statement| demo.ask(statement), begin)?,
        rows(|statement| cluster.ask(COPY, statement), begin)?,
    );
    for ((table, ours), (_, theirs)) in ours.iter().zip(&theirs) {
        if (ours - theirs).abs() > ours * ALIKE {
            return Err(Failure::because(format!(
                "a transition writes {ours:.3} rows into {table}, pgbench {theirs:.3}"
            )));
        }
        all += ours;
    }
    Ok(Figure::new("rows of a transition", all, "", Goal::None))
}

struct Pgbench<'a> {
    cluster: &'a Cluster,
    folder: PathBuf,
    transaction: ClaimTransaction,
}

impl<'a> Pgbench<'a> {
    fn new(place: &Place, cluster: &'a Cluster, transaction: ClaimTransaction) -> Result<Pgbench<'a>> {
        let folder = place.target.join("bench-pgbench");
        fs::create_dir_all(&folder).map_err(|error| Failure::at(&folder, &error))?;
        Ok(Pgbench {
            cluster,
            folder,
            transaction,
        })
    }

    fn per_second(&self, clients: usize, journey: Journey) -> Result<f64> {
        let mut pgbench = self.cluster.program("pgbench", COPY);
        pgbench
            .args(["--no-vacuum", "--protocol=prepared", "--jobs"])
            .args([clients.min(2).to_string(), format!("--client={clients}")])
            .arg(format!("--time={SECONDS}"));
        for (name, value) in &self.transaction.values {
            pgbench.arg(format!("--define={name}={value}"));
        }
        for (index, script) in self.transaction.scripts(journey).enumerate() {
            let path = self.folder.join(format!("{index}.sql"));
            fs::write(&path, script).map_err(|error| Failure::at(&path, &error))?;
            pgbench.arg("--file").arg(path);
        }
        let told = process::output(&mut pgbench)?;
        let line = told.lines().find_map(|line| line.strip_prefix("tps = "));
        let value = line.and_then(|line| line.split(' ').next()?.parse().ok());
        value.ok_or_else(|| Failure::because(format!("pgbench tells no rate:\n{told}")))
    }
}
