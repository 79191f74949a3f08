//! Instants to the microsecond, the resolution in which deadlines are compared and stored.

use std::fmt;

use jiff::Timestamp;

/// A moment in time, UTC, to the microsecond.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Instant(i64);

/// The seconds that jiff can tell apart as years −9999 to 9999; outside them no instant exists.
const MICROSECONDS_MAX: i64 = 253_402_207_200_000_000;

impl Instant {
    /// The instant of a count of microseconds since 1970-01-01T00:00:00Z, if it lies in the years jiff can show.
    pub fn from_microseconds(microseconds: i64) -> Option<Instant> {
        (microseconds.abs() <= MICROSECONDS_MAX).then_some(Instant(microseconds))
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    pub const fn microseconds(self) -> i64 {
        self.0
    }

    /// The timestamp for calculation and display.
    pub fn timestamp(self) -> Timestamp {
        Timestamp::from_microsecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

impl From<Timestamp> for Instant {
    fn from(timestamp: Timestamp) -> Instant {
        Instant(timestamp.as_microsecond().clamp(-MICROSECONDS_MAX, MICROSECONDS_MAX))
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.timestamp().fmt(f)
    }
}
