//! The timer loop: finds due work in data, takes it by lease, does it through the same door as everything else.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use domain::id::ClaimId;
use domain::party::Actor;
use tokio::task::JoinSet;

use crate::env::Env;
use crate::handle::{HandleError, load_by_id};
use crate::stop::Stop;

/// How long a node keeps due work before another may take it.
pub const LEASE: Duration = Duration::from_secs(10);
/// How much is taken at once.
const BATCH: u16 = 256;
/// How long the loop sleeps when nothing is due sooner.
const SLEEP_MAX: Duration = Duration::from_secs(1);

/// Carries out a bounded part of what is due now and nobody else has taken; says on how many claims.
pub async fn run_due(env: &Arc<Env>) -> Result<usize, HandleError> {
    let due = env
        .store
        .take_due_claims(env.now(), env.wall_clock.now(), LEASE, BATCH)
        .await?;
    let taken = due.len();
    carry_out(env, due.into_iter().map(|(claim, _)| claim)).await?;
    Ok(taken)
}

/// Carries out everything that is due now, whoever has taken it: a lease may be that of a node that died, and one
/// that lives does no harm, since each thing is done once however many try. Says on how many claims, or what went
/// wrong first, after all the others were done.
pub async fn catch_up(env: &Arc<Env>) -> Result<usize, HandleError> {
    let mut tried = HashSet::new();
    let mut outcome = Ok(());
    loop {
        let mut due = env.store.due_claims(env.now(), BATCH).await?;
        // A wake-up that stays although it was tried belongs to nothing; it must not be tried for ever.
        due.retain(|wake_up| tried.insert(*wake_up));
        if due.is_empty() {
            return outcome.map(|()| tried.len());
        }
        outcome = outcome.and(carry_out(env, due.into_iter().map(|(claim, _)| claim)).await);
    }
}

/// One claim's fault leaves the others to be carried out; the first is told at the end.
async fn carry_out(env: &Arc<Env>, due: impl Iterator<Item = ClaimId>) -> Result<(), HandleError> {
    let mut running = JoinSet::new();
    for claim in due {
        let env = Arc::clone(env);
        running.spawn(async move { load_by_id(&env, &Actor::Clock, claim).await });
    }
    let mut outcome = Ok(());
    while let Some(result) = running.join_next().await {
        match result {
            // A claim that is gone by now, or was settled by somebody else, is what a stale wake-up looks like.
            Ok(Ok(_) | Err(HandleError::NotFound)) => {}
            Ok(Err(error)) => outcome = outcome.and(Err(error)),
            Err(join) => tracing::error!(error = %join, "carrying out a deadline failed"),
        }
    }
    outcome
}

async fn look_and_run(env: &Arc<Env>) -> Result<usize, HandleError> {
    env.look_around().await?;
    run_due(env).await
}

/// Runs until told to stop: what was taken is carried out then, and nothing more is taken.
pub async fn run(env: Arc<Env>, stop: Stop) {
    while !stop.is_asked() {
        match look_and_run(&env).await {
            Ok(0) => {}
            Ok(_) => continue,
            Err(error) => tracing::error!(
                error = &error as &dyn std::error::Error,
                "deadlines could not be carried out; trying again"
            ),
        }
        stop.sleep(SLEEP_MAX).await;
    }
}
