//! Callers that each wait for their transition to be durable before the next.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant as Stopwatch};

use app::{Env, Expected, RenderedAnswer, Repeat, execute, load};
use domain::id::ClaimNumber;
use domain::party::Actor;
use tokio::task::JoinSet;

use crate::Outcome;
use crate::claims::Step;
use crate::raw;
use crate::world::{World, wall_now};

/// What a round took.
pub struct Round {
    pub took: Duration,
    pub latencies: Vec<Duration>,
}

/// A step through the claims that is prime to every count of claims used here: neighbours in time lie apart on disk.
const STRIDE: usize = 1_237;
/// As long as the API's answer about such a claim.
const ANSWER_BYTES: usize = 2_200;
const DAY: i64 = 86_400_000_000;

/// Does one transition to every claim.
pub async fn run(world: &World, numbers: &[ClaimNumber], round: usize, callers: usize) -> Outcome<Round> {
    let numbers: Arc<[ClaimNumber]> = numbers.into();
    let next = Arc::new(AtomicUsize::new(0));
    let started = Stopwatch::now();
    let mut running = JoinSet::new();
    for _ in 0..callers {
        let (env, numbers, next) = (Arc::clone(&world.env), Arc::clone(&numbers), Arc::clone(&next));
        running.spawn(async move {
            let mut latencies = Vec::new();
            loop {
                let turn = next.fetch_add(1, Ordering::Relaxed);
                if turn >= numbers.len() {
                    return Outcome::Ok(latencies);
                }
                let index = turn * STRIDE % numbers.len();
                let asked = Stopwatch::now();
                transition(&env, numbers[index], Step::of(index, round), round).await?;
                latencies.push(asked.elapsed());
            }
        });
    }
    let mut latencies = Vec::with_capacity(numbers.len());
    while let Some(caller) = running.join_next().await {
        latencies.extend(caller??);
    }
    Ok(Round {
        took: started.elapsed(),
        latencies,
    })
}

async fn transition(env: &Env, number: ClaimNumber, step: Step, round: usize) -> Outcome<()> {
    // Whoever may do it follows from the claim; the reviewer's side reads it as a lead would.
    let reader = testkit::personas::Persona::Judith.actor();
    let stored = load(env, &reader, number).await?;
    let (actor, command) = step.command(&stored.claim);
    let repeat = match step {
        Step::Resubmit => Some(repeat(&actor, number, round)),
        Step::StartReview | Step::Assign | Step::RequestInformation => None,
    };
    let seen = Expected::Version(stored.claim.version);
    execute(env, &actor, stored, seen, command, repeat).await?;
    Ok(())
}

fn repeat(actor: &Actor, number: ClaimNumber, round: usize) -> Repeat {
    let caller = match actor {
        Actor::Person(person) => person.id.to_string(),
        Actor::Customer { .. } | Actor::Clock => String::new(),
    };
    Repeat {
        caller,
        path: format!("/api/v1/claims/{number}/resubmission"),
        key: format!("{}/{round}", raw::number_key(number.year, number.sequence)),
        body_hash: [9; 32],
        expires_at: domain::instant::Instant::from_microseconds(wall_now().microseconds() + DAY).unwrap_or(wall_now()),
        render: Box::new(|stored| RenderedAnswer {
            status: 200,
            etag: Some(format!("\"{}\"", stored.claim.version.0)),
            location: None,
            body: vec![b'x'; ANSWER_BYTES],
        }),
    }
}
