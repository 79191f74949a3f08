//! Durable transitions on PostgreSQL, beside pgbench that writes the same rows into a copy of the database, on the same
//! server, one commit each. They take turns, so that a noisy machine is noisy for both.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use super::accounts::Accounts;
use super::claim_transaction::{ClaimTransaction, Journey, rows};
use super::demo::{Demo, Engine};
use super::figures::{Figure, Goal};
use super::size::claims;
use super::start::{peak_mb, settle};
use super::transitions;
use crate::cluster::Cluster;
use crate::place::Place;
use crate::process::{Failure, Result};

const CLAIMS: u32 = 10_000;
const SEED: u64 = 1;
const CALLERS: [usize; 4] = [1, 8, 32, 128];
/// The number of callers that the goal is about.
const JUDGED: usize = 32;
const SECONDS: usize = 10;
/// Seconds of pgbench that don't count: each client's first transactions are planned.
const WARM_UP: usize = 4;
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
        let one_by_one = pgbench.run(callers, Journey::OneByOne)?;
        let ours = transitions::run_beside(&server, &accounts, callers, &|| cluster.processor_time())?;
        let together = pgbench.run(callers, Journey::Together)?;
        let is_judged = callers == JUDGED;
        for (shown, load) in [
            ("the same rows, one commit each", &one_by_one),
            ("the same, a transaction's statements sent together", &together),
        ] {
            let name = format!("pgbench, {callers} clients: {shown}");
            figures.push(Figure::new(&name, load.per_second, "/s", Goal::None));
            figures.push(Figure::new(
                format!("{name}: processor time of PostgreSQL for one"),
                load.server_us,
                "µs",
                Goal::None,
            ));
        }
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
            format!("{name}: processor time of PostgreSQL for one"),
            ours.beside_us,
            "µs",
            Goal::None,
        ));
        figures.push(Figure::new(
            format!("{name}: ratio to pgbench"),
            ours.per_second / one_by_one.per_second,
            "",
            if is_judged { Goal::AtLeast(1.5) } else { Goal::None },
        ));
        figures.push(Figure::new(
            format!("{name}: ratio to pgbench with statements sent together"),
            ours.per_second / together.per_second,
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

struct Rate {
    per_second: f64,
    /// Processor time of PostgreSQL for one.
    server_us: f64,
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

    fn run(&self, clients: usize, journey: Journey) -> Result<Rate> {
        let mut pgbench = self.cluster.program("pgbench", COPY);
        pgbench
            .args(["--no-vacuum", "--protocol=prepared", "--jobs"])
            .args([clients.min(2).to_string(), format!("--client={clients}")])
            .arg(format!("--time={}", WARM_UP + SECONDS))
            .arg("--progress=1");
        for (name, value) in &self.transaction.values {
            pgbench.arg(format!("--define={name}={value}"));
        }
        for (index, script) in self.transaction.scripts(journey).enumerate() {
            let path = self.folder.join(format!("{index}.sql"));
            fs::write(&path, script).map_err(|error| Failure::at(&path, &error))?;
            pgbench.arg("--file").arg(path);
        }
        let before = self.cluster.processor_time()?;
        let done = pgbench
            .stdin(Stdio::null())
            .output()
            .map_err(|error| Failure::because(format!("pgbench: {error}")))?;
        let busy = self.cluster.processor_time()?.saturating_sub(before);
        let (told, progress) = (
            String::from_utf8_lossy(&done.stdout),
            String::from_utf8_lossy(&done.stderr),
        );
        let seconds: Vec<f64> = progress.lines().filter_map(per_second).skip(WARM_UP).collect();
        match (done.status.success() && !seconds.is_empty(), written(&told)) {
            (true, Some(written)) => Ok(Rate {
                per_second: seconds.iter().sum::<f64>() / seconds.len() as f64,
                server_us: busy.as_secs_f64() * 1e6 / written,
            }),
            (true, None) | (false, _) => Err(Failure::because(format!("pgbench: {}\n{told}{progress}", done.status))),
        }
    }
}

/// How many transactions there were, of all that pgbench tells at the end.
fn written(told: &str) -> Option<f64> {
    let line = told
        .lines()
        .find_map(|line| line.strip_prefix("number of transactions actually processed: "));
    line?.split('/').next()?.trim().parse().ok()
}

/// Of a line such as `progress: 3.0 s, 1234.5 tps, lat 0.8 ms stddev 0.1, 0 failed`.
fn per_second(line: &str) -> Option<f64> {
    let (_, rest) = line.strip_prefix("progress: ")?.split_once(" s, ")?;
    rest.split_once(" tps")?.0.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_pgbench_tells_of_a_second_is_read() {
        let line = "progress: 3.0 s, 1234.5 tps, lat 0.811 ms stddev 0.147, 0 failed";
        assert_eq!(per_second(line), Some(1_234.5));
        assert_eq!(
            written("x\nnumber of transactions actually processed: 1200\ny"),
            Some(1_200.0)
        );
        assert_eq!(per_second("tps = 12.5 (without initial connection time)"), None);
    }
}
