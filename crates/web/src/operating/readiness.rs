//! Whether requests can be answered: a small write to store and documents, as seldom as those who ask allow.

use std::time::{Duration, Instant};

use app::Env;
use tokio::sync::Mutex;

/// For so long an answer is given again, …
const KEPT: Duration = Duration::from_secs(3);
/// … and so long the next one may take: together less than the five seconds within which a loss must show.
const PROBE_MAX: Duration = Duration::from_millis(1500);

/// What is known of it.
#[derive(Default)]
pub(crate) struct Readiness(Mutex<Option<Checked>>);

#[derive(Clone, Copy)]
struct Checked {
    at: Instant,
    answer: Ready,
}

/// Whether store and documents take a write.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Ready {
    Yes,
    No,
}

impl Readiness {
    /// What was found a moment ago, or is found now. Whoever asks meanwhile waits for the same look.
    pub(crate) async fn now(&self, env: &Env) -> Ready {
        let mut checked = self.0.lock().await;
        if let Some(last) = *checked
            && last.at.elapsed() < KEPT
        {
            return last.answer;
        }
        let before = checked.map(|last| last.answer);
        let answer = match tokio::time::timeout(PROBE_MAX, probe(env)).await {
            Ok(Ok(())) => Ready::Yes,
            Ok(Err(error)) => {
                tracing::warn!(error = &*error as &dyn std::error::Error, "not ready");
                Ready::No
            }
            Err(_) => {
                tracing::warn!("not ready: store or documents take no write in time");
                Ready::No
            }
        };
        if (before, answer) == (Some(Ready::No), Ready::Yes) {
            tracing::info!("ready again");
        }
        *checked = Some(Checked {
            at: Instant::now(),
            answer,
        });
        answer
    }
}

async fn probe(env: &Env) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    env.store.probe().await?;
    env.blobs.probe().await?;
    Ok(())
}
