//! Fills a demo with claims: `cpor demo fill`, and the few hundred of a new demo.

use std::io::IsTerminal;
use std::sync::Arc;
use std::time::Instant as Stopwatch;

use app::Env;
use domain::id::ClaimNumber;
use fastrand::Rng;
use jiff::tz::TimeZone;
use store::{Change, ClaimChange};

use super::papers;
use super::sample::SampleError;
use super::stories::{STORIES, Story};
use super::teller::{Plan, Teller};
use crate::cli::Fill;
use crate::config::{Config, Purpose};
use crate::exit::{Exit, Failure};
use crate::wiring::{make_folder, open_stores};

/// So many claims are told at a time, and committed together.
const BATCH: usize = 500;

/// `cpor demo fill`.
pub async fn fill(arguments: Fill) -> Result<Exit, Failure> {
    let config = Config::of(&arguments.settings, Purpose::Demo)?;
    let (store, blobs) = open_stores(&config).await?;
    // With a database elsewhere nobody has made it yet.
    make_folder(&config.data.value)?;
    let env = super::open(store, blobs, &config.data.value).await?;
    let total = arguments.claims;
    let watch = Stopwatch::now();
    let terminal = std::io::stderr().is_terminal();
    let progress = move |told: u32| {
        if terminal {
            eprint!("\r{told} of {total} claims");
        }
    };
    let told = tell_stories(&env, total, arguments.seed, progress).await;
    if terminal {
        eprintln!();
    }
    told.map_err(|error| Failure::fault("the demo could not be filled", error))?;
    let seconds = watch.elapsed().as_secs_f64();
    eprintln!(
        "{total} claims in {seconds:.1} s, {:.0} a second",
        f64::from(total) / seconds
    );
    Ok(Exit::Done)
}

/// Tells so many stories up to the demo's present and commits them; `progress` hears how many are done.
pub async fn tell_stories(env: &Arc<Env>, claims: u32, seed: u64, progress: impl Fn(u32)) -> Result<(), SampleError> {
    papers::store_papers(env).await?;
    let today = env.now();
    let mut plans = plans(claims, today, seed);
    // Numbers follow the order of creation.
    plans.sort_by_key(|plan| plan.began_at);
    let mut told = 0;
    let mut committing: Option<tokio::task::JoinHandle<Result<(), SampleError>>> = None;
    while !plans.is_empty() {
        let batch: Vec<Plan> = plans.drain(..BATCH.min(plans.len())).collect();
        let count = u32::try_from(batch.len()).unwrap_or(u32::MAX);
        let numbers = reserve(env, &batch).await?;
        let teller_env = Arc::clone(env);
        let changes = tokio::task::spawn_blocking(move || tell(&teller_env, &batch, &numbers, today));
        let changes = changes
            .await
            .map_err(|error| SampleError::Commit(error.to_string()))??;
        // One batch is written while the next is told.
        if let Some(writing) = committing.take() {
            writing
                .await
                .map_err(|error| SampleError::Commit(error.to_string()))??;
        }
        let store = env.store.clone();
        committing = Some(tokio::spawn(async move {
            let committed = store
                .commit(Change {
                    claims: changes,
                    answer: None,
                })
                .await;
            committed
                .map(|_| ())
                .map_err(|error| SampleError::Commit(error.to_string()))
        }));
        told += count;
        progress(told);
    }
    if let Some(writing) = committing {
        writing
            .await
            .map_err(|error| SampleError::Commit(error.to_string()))??;
    }
    Ok(())
}

/// Every story is told at least once, if there are claims enough; the rest by weight.
fn plans(claims: u32, today: domain::instant::Instant, seed: u64) -> Vec<Plan> {
    let mut rng = Rng::with_seed(seed);
    let weights: u32 = STORIES.iter().map(|story| story.weight).sum();
    let mut plans = Vec::new();
    for index in 0..claims as usize {
        let story = match STORIES.get(index) {
            Some(story) => story,
            None => by_weight(rng.u32(..weights)),
        };
        plans.push(Plan::of(story, today, &mut rng));
    }
    plans
}

fn by_weight(mut roll: u32) -> &'static Story {
    for story in STORIES {
        match roll.checked_sub(story.weight) {
            Some(rest) => roll = rest,
            None => return story,
        }
    }
    &STORIES[0]
}

async fn reserve(env: &Env, batch: &[Plan]) -> Result<Vec<ClaimNumber>, SampleError> {
    let mut numbers = Vec::with_capacity(batch.len());
    let year = |plan: &Plan| plan.began_at.timestamp().to_zoned(TimeZone::UTC).year();
    for same_year in batch.chunk_by(|one, other| year(one) == year(other)) {
        let Some(first) = same_year.first() else { continue };
        let count = u32::try_from(same_year.len()).unwrap_or(u32::MAX);
        numbers.extend(env.store.reserve_numbers(year(first), count).await?);
    }
    Ok(numbers)
}

fn tell(
    env: &Env,
    batch: &[Plan],
    numbers: &[ClaimNumber],
    today: domain::instant::Instant,
) -> Result<Vec<ClaimChange>, SampleError> {
    let directory = env.directory();
    let teller = Teller::new(env, &directory)?;
    batch
        .iter()
        .zip(numbers)
        .map(|(plan, number)| teller.tell(plan, *number, today))
        .collect()
}
