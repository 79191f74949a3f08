//! The two clocks (design: `ProgrammeClock` for claims and deadlines, `WallClock` for sessions, retries and leases).

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use domain::instant::Instant;

/// Reads the machine's time.
pub type Now = Arc<dyn Fn() -> Instant + Send + Sync>;

/// The time of sessions, tokens, repeats and leases: always the machine's.
#[derive(Clone)]
pub struct WallClock(pub Now);

impl WallClock {
    /// Now.
    pub fn now(&self) -> Instant {
        (self.0)()
    }
}

/// The time of claims and deadlines.
#[derive(Clone)]
pub enum ProgrammeClock {
    /// The machine's time.
    Machine(Now),
    /// The demo's: stands still but when it is advanced, never goes back.
    Demo(DemoClock),
}

impl ProgrammeClock {
    /// Now; read once per command.
    pub fn now(&self) -> Instant {
        match self {
            ProgrammeClock::Machine(now) => now(),
            ProgrammeClock::Demo(demo) => demo.now(),
        }
    }
}

/// The demo's clock, as the store last confirmed it.
#[derive(Clone)]
pub struct DemoClock(Arc<AtomicI64>);

impl DemoClock {
    /// A clock that stands at an instant the store holds.
    pub fn at(instant: Instant) -> DemoClock {
        DemoClock(Arc::new(AtomicI64::new(instant.microseconds())))
    }

    /// Where it stands.
    pub fn now(&self) -> Instant {
        Instant::from_microseconds(self.0.load(Ordering::Acquire)).unwrap_or(jiff::Timestamp::UNIX_EPOCH.into())
    }

    /// Follows the store; an older instant is ignored, so that it never goes back.
    pub(crate) fn follow(&self, instant: Instant) {
        self.0.fetch_max(instant.microseconds(), Ordering::AcqRel);
    }
}
