//! The outside world behind plain functions: the system's clock, random ids, password hashing, room on the disk.

mod clock;
mod disk;
mod passwords;
mod random;

pub use clock::SystemClock;
pub use disk::free_bytes;
pub use passwords::{PasswordError, Passwords};
pub use random::{new_id, random_bytes};
