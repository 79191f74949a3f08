//! The outside world behind plain functions: the system's clock, random ids, password hashing.

mod clock;
mod passwords;
mod random;

pub use clock::SystemClock;
pub use passwords::{PasswordError, Passwords};
pub use random::{new_id, random_bytes};
