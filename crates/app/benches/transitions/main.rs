//! Durable transitions at 32 callers, beside the same rows written by plain SQL: in groups of the same mean size, and
//! each change by itself. All three take turns, round by round, so that a noisy machine is noisy for all.
//!
//! `cargo bench -p cpor-app --bench transitions`; prints one `name value` a line.

mod callers;
mod claims;
#[path = "../../../store/benches/raw/mod.rs"]
mod raw;
mod world;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Duration;

use callers::Round;
use raw::{Recorder, Replay, same_content};
use world::World;

/// As in the binary.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const CALLERS: usize = 32;
const CLAIMS: usize = 4_000;
/// The first is not counted: it fills caches.
const ROUNDS: usize = 9;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// What a round took, each way.
struct Measured {
    product: Round,
    /// Changes per transaction of the product.
    group: f64,
    grouped: Duration,
    single: Duration,
}

fn main() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let [product, grouped, single] = ["product", "grouped", "single"].map(|name| folder.path().join(name));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let numbers = runtime.block_on(claims::prepare(&product, CLAIMS))?;
    for copy in [&grouped, &single] {
        std::fs::create_dir_all(copy)?;
        std::fs::copy(database(&product), database(copy))?;
    }
    let world = runtime.block_on(World::open(&product))?;
    let mut recorder = Recorder::open(&database(&product))?;
    let raw_grouped = Replay::open(&database(&grouped))?;
    let raw_single = Replay::open(&database(&single))?;
    let mut rounds = Vec::with_capacity(ROUNDS);
    for round in 0..ROUNDS {
        let before = world.env.store.written();
        let product = runtime.block_on(callers::run(&world, &numbers, round, CALLERS))?;
        let after = world.env.store.written();
        let group = (after.changes - before.changes) as f64 / (after.transactions - before.transactions) as f64;
        let changes = recorder.round()?;
        let grouped = raw_grouped.write(&changes, group)?;
        let single = raw_single.write(&changes, 1.0)?;
        rounds.push(Measured {
            product,
            group,
            grouped,
            single,
        });
    }
    drop((recorder, raw_grouped, raw_single));
    for copy in [&grouped, &single] {
        if let Some(table) = same_content(&database(&product), &database(copy))? {
            return Err(format!("the plain SQL wrote something else to the table {table}").into());
        }
    }
    report(&rounds[1..]);
    Ok(())
}

fn database(folder: &Path) -> PathBuf {
    folder.join("cpor.db")
}

fn report(rounds: &[Measured]) {
    let per_second = |time: Duration| (rounds.len() * CLAIMS) as f64 / time.as_secs_f64();
    let product = per_second(rounds.iter().map(|round| round.product.took).sum());
    let grouped = per_second(rounds.iter().map(|round| round.grouped).sum());
    let single = per_second(rounds.iter().map(|round| round.single).sum());
    let mut latencies: Vec<Duration> = rounds
        .iter()
        .flat_map(|round| round.product.latencies.iter().copied())
        .collect();
    latencies.sort();
    let milliseconds = |share: f64| {
        let index = ((latencies.len() - 1) as f64 * share) as usize;
        latencies[index].as_secs_f64() * 1_000.0
    };
    let group = rounds.iter().map(|round| round.group).sum::<f64>() / rounds.len() as f64;
    println!("callers {CALLERS}");
    println!("transitions {}", rounds.len() * CLAIMS);
    println!("transitions_per_second {product:.0}");
    println!("p50_ms {:.2}", milliseconds(0.5));
    println!("p99_ms {:.2}", milliseconds(0.99));
    println!("changes_per_transaction {group:.1}");
    println!("raw_grouped_per_second {grouped:.0}");
    println!("raw_single_per_second {single:.0}");
    println!("of_raw_grouped {:.3}", median_ratio(rounds, |round| round.grouped));
    println!("of_raw_single {:.3}", median_ratio(rounds, |round| round.single));
}

/// How much faster the product was than plain SQL, in the middle one of all rounds: a disturbance that hits one way of
/// one round alone says nothing.
fn median_ratio(rounds: &[Measured], plain: fn(&Measured) -> Duration) -> f64 {
    let ratio = |round: &Measured| plain(round).as_secs_f64() / round.product.took.as_secs_f64();
    let mut ratios: Vec<f64> = rounds.iter().map(ratio).collect();
    ratios.sort_by(f64::total_cmp);
    ratios[ratios.len() / 2]
}
