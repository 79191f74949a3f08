//! The outbox loop: messages committed with their cause are handed on, at least once, by lease.

use std::sync::Arc;
use std::time::Duration;

use store::{StoreError, StoredMessage};

use crate::env::Env;
use crate::stop::Stop;

/// How long a node keeps messages before another may take them.
const LEASE: Duration = Duration::from_secs(10);
const BATCH: u16 = 200;
const SLEEP: Duration = Duration::from_secs(1);

/// Posts everything that waits; says how much. The only post office so far is the page "Messages": posting there is
/// marking the row, and the page renders it with links made afresh.
pub async fn run_waiting(env: &Env) -> Result<usize, StoreError> {
    let mut posted = 0;
    loop {
        let some = run_some(env).await?;
        if some == 0 {
            return Ok(posted);
        }
        posted += some;
    }
}

/// Posts a bounded number of those that wait; says how many.
async fn run_some(env: &Env) -> Result<usize, StoreError> {
    let waiting: Vec<StoredMessage> = env.store.take_messages(env.wall_clock.now(), LEASE, BATCH).await?;
    // Together, so that they share a commit.
    let finished = waiting
        .iter()
        .map(|message| env.store.finish_message(message.id, env.wall_clock.now()));
    futures_util::future::try_join_all(finished).await?;
    Ok(waiting.len())
}

/// Runs until told to stop: what was taken is finished then, and nothing more is taken. Also throws away what has
/// expired.
pub async fn run(env: Arc<Env>, stop: Stop) {
    while !stop.is_asked() {
        match run_some(&env).await {
            Ok(0) => {}
            Ok(_) => continue,
            Err(error) => tracing::error!(
                error = &error as &dyn std::error::Error,
                "messages could not be posted; trying again"
            ),
        }
        if let Err(error) = env.store.collect_expired(env.wall_clock.now()).await {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "expired rows could not be removed; trying again"
            );
        }
        stop.sleep(SLEEP).await;
    }
}
