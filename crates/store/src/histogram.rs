//! How values are spread, for those who watch: counted while others work, read now and then.

use std::sync::atomic::{AtomicU64, Ordering};

/// How many values lie up to each of some bounds. Counting is two atomic additions and waits for nobody.
#[derive(Debug)]
pub struct Histogram {
    bounds: &'static [u64],
    /// One more than there are bounds: the last is of whatever lies above them all.
    counts: Box<[AtomicU64]>,
    sum: AtomicU64,
}

/// What a [`Histogram`] has counted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spread {
    /// Each bound with the values up to it and above the one before; none: above all bounds.
    pub counts: Vec<(Option<u64>, u64)>,
    /// All values together.
    pub sum: u64,
}

impl Spread {
    /// How many values were counted.
    pub fn count(&self) -> u64 {
        self.counts.iter().map(|(_, count)| count).sum()
    }
}

impl Histogram {
    /// Nothing counted yet. The bounds rise; a value that equals one lies within it.
    pub fn new(bounds: &'static [u64]) -> Histogram {
        Histogram {
            bounds,
            counts: (0..=bounds.len()).map(|_| AtomicU64::new(0)).collect(),
            sum: AtomicU64::new(0),
        }
    }

    /// Counts a value.
    pub fn observe(&self, value: u64) {
        let bucket = self.bounds.partition_point(|bound| *bound < value);
        self.counts[bucket].fetch_add(1, Ordering::Relaxed);
        self.sum.fetch_add(value, Ordering::Relaxed);
    }

    /// What was counted so far; a value that is being counted may be in one figure and not yet in the other.
    pub fn spread(&self) -> Spread {
        let bounds = self.bounds.iter().copied().map(Some).chain([None]);
        let counts = self.counts.iter().map(|count| count.load(Ordering::Relaxed));
        Spread {
            counts: bounds.zip(counts).collect(),
            sum: self.sum.load(Ordering::Relaxed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_counted_within_the_first_bound_that_holds_it() {
        let histogram = Histogram::new(&[1, 10, 100]);
        for value in [0, 1, 2, 10, 11, 100, 101, 5_000] {
            histogram.observe(value);
        }
        let spread = histogram.spread();
        assert_eq!(spread.counts, [(Some(1), 2), (Some(10), 2), (Some(100), 2), (None, 2)]);
        assert_eq!((spread.count(), spread.sum), (8, 5_225));
    }
}
