//! A data folder with the test world's reference data, and the shell over it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant as Stopwatch, SystemTime};

use app::clocks::{Now, ProgrammeClock, WallClock};
use app::{Env, EnvParts, Ports};
use documents::Blobs;
use domain::id::Uuid;
use domain::instant::Instant;
use store::Store;
use testkit::claims::START;
use testkit::commands::instant;

use crate::Outcome;

/// The shell, open.
pub struct World {
    pub env: Arc<Env>,
}

impl World {
    /// Opens the folder; a new one gets the reference data.
    pub async fn open(folder: &Path) -> Outcome<World> {
        let is_new = !folder.join("cpor.db").exists();
        let store = Store::open(folder)?;
        if is_new {
            store
                .put_reference(testkit::reference::reference(), BTreeMap::new())
                .await?;
        }
        let blobs = Blobs::open(&folder.join("blobs").display().to_string())?;
        let parts = EnvParts {
            store,
            blobs,
            programme_clock: ProgrammeClock::Machine(running_from(START)),
            wall_clock: WallClock(Arc::new(wall_now)),
            ports: Ports {
                new_id: Arc::new(new_id),
                random: Arc::new(|| [7; 32]),
                verify_password: Arc::new(|_, _| Box::pin(async { Some(false) })),
                hash_password: Arc::new(|_| Box::pin(async { None })),
                free_bytes: Arc::new(|_| None),
            },
        };
        Ok(World {
            env: Arc::new(Env::open(parts).await?),
        })
    }

    /// Closes it, and waits until the database is one file again.
    pub fn close(self, folder: &Path) -> Outcome<()> {
        drop(self);
        let asked = Stopwatch::now();
        while folder.join("cpor.db-wal").exists() {
            if asked.elapsed() > Duration::from_secs(30) {
                return Err("the database did not close".into());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        Ok(())
    }
}

fn running_from(start: &str) -> Now {
    let (start, watch) = (instant(start), Stopwatch::now());
    Arc::new(move || {
        let passed = i64::try_from(watch.elapsed().as_micros()).unwrap_or(0);
        Instant::from_microseconds(start.microseconds() + passed).unwrap_or(start)
    })
}

pub fn wall_now() -> Instant {
    let since_1970 = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or(Duration::ZERO);
    let microseconds = i64::try_from(since_1970.as_micros()).unwrap_or(0);
    Instant::from_microseconds(microseconds).unwrap_or(instant(START))
}

/// Ordered by time, as the product's are; the same value never comes twice in a run.
pub fn new_id() -> Uuid {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let milliseconds = u128::try_from(wall_now().microseconds() / 1_000).unwrap_or(0);
    Uuid::from_u128(milliseconds << 80 | u128::from(count))
}
