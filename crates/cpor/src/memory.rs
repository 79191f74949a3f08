//! Memory that nothing uses any more goes back to the system.

use std::hint::black_box;
use std::time::Duration;

/// Gives memory back: the system's own keeps the 19 MB of every password hash, once for each thread that computed one.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// It gives back what has been free for a second, but only when it is next asked for a large piece.
const ASK_EVERY: Duration = Duration::from_secs(5);
const LARGE_BYTES: usize = 1 << 20;

/// Asks now and then, as long as the runtime lives: what a busy hour took isn't kept through a quiet night.
pub async fn give_back() {
    loop {
        tokio::time::sleep(ASK_EVERY).await;
        drop(black_box(Vec::<u8>::with_capacity(LARGE_BYTES)));
    }
}
