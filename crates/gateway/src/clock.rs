//! The time of the machine.

use jiff::Timestamp;

/// The machine's clock, in UTC.
#[derive(Clone, Copy, Default, Debug)]
pub struct SystemClock;

impl SystemClock {
    /// This moment, cut to the microsecond: the resolution in which instants are compared and stored, so that a
    /// moment is the same before and after it was written.
    pub fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn now_is_this_moment_to_the_microsecond() {
        let before = Timestamp::now().as_microsecond();
        let now = SystemClock.now();
        let after = Timestamp::now().as_microsecond();

        assert_eq!(now.subsec_nanosecond() % 1_000, 0);
        assert!((before..=after).contains(&now.as_microsecond()));
    }
}
