//! The outside world behind plain functions: the system's clock, random ids, password hashing, room on the disk, what the
//! process takes.

mod clock;
mod disk;
mod passwords;
mod process;
mod random;

pub use clock::SystemClock;
pub use disk::free_bytes;
pub use passwords::{PasswordError, Passwords};
pub use process::{ProcessFigures, process_figures, raise_open_files, take_small_pages};
pub use random::{new_id, random_bytes};
