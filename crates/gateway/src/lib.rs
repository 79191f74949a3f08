//! The outside world: system clock, random ids, password hashing.
