//! What was written, counted for those who watch.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use crate::histogram::{Histogram, Spread};

/// What was written since the store was opened: their ratio says how well changes share transactions.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Written {
    /// Transactions made durable.
    pub transactions: u64,
    /// Changes in them.
    pub changes: u64,
}

/// The transactions since the store was opened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Commits {
    /// Changes in each.
    pub sizes: Spread,
    /// What each took until it was durable, in microseconds.
    pub microseconds: Spread,
}

const SIZES: &[u64] = &[1, 2, 4, 8, 16, 32, 64, 128, 256];
const MICROSECONDS: &[u64] = &[
    250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000, 5_000_000,
];

/// They are counted here.
pub(crate) struct Counters {
    transactions: AtomicU64,
    changes: AtomicU64,
    sizes: Histogram,
    microseconds: Histogram,
}

impl Counters {
    /// Before the first.
    pub(crate) fn new() -> Counters {
        Counters {
            transactions: AtomicU64::new(0),
            changes: AtomicU64::new(0),
            sizes: Histogram::new(SIZES),
            microseconds: Histogram::new(MICROSECONDS),
        }
    }

    /// One more transaction.
    pub(crate) fn add(&self, changes: usize, began: Instant) {
        self.transactions.fetch_add(1, Ordering::Relaxed);
        self.changes.fetch_add(changes as u64, Ordering::Relaxed);
        self.sizes.observe(changes as u64);
        let took = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
        self.microseconds.observe(took);
    }

    /// How many.
    pub(crate) fn written(&self) -> Written {
        Written {
            transactions: self.transactions.load(Ordering::Relaxed),
            changes: self.changes.load(Ordering::Relaxed),
        }
    }

    /// How large they were, and how long they took.
    pub(crate) fn commits(&self) -> Commits {
        Commits {
            sizes: self.sizes.spread(),
            microseconds: self.microseconds.spread(),
        }
    }
}
