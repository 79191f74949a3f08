//! The end of everything that runs by itself: asked for once, seen by all.

use std::time::Duration;

use tokio::sync::watch;

/// Asks for the end; so does dropping it.
pub struct Stopper(watch::Sender<bool>);

/// Whether the end was asked for; clones see the same.
#[derive(Clone)]
pub struct Stop(watch::Receiver<bool>);

/// One who asks and one who listens.
pub fn pair() -> (Stopper, Stop) {
    let (sender, receiver) = watch::channel(false);
    (Stopper(sender), Stop(receiver))
}

impl Stopper {
    /// Asks everybody who listens to end.
    pub fn ask(&self) {
        self.0.send_replace(true);
    }
}

impl Stop {
    /// Whether the end was asked for.
    pub fn is_asked(&self) -> bool {
        *self.0.borrow() || self.0.has_changed().is_err()
    }

    /// Returns when the end is asked for.
    pub async fn asked(&self) {
        let mut receiver = self.0.clone();
        // An error says that nobody is left who could ask.
        drop(receiver.wait_for(|asked| *asked).await);
    }

    /// Sleeps for so long, or until the end is asked for.
    pub async fn sleep(&self, length: Duration) {
        drop(tokio::time::timeout(length, self.asked()).await);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[tokio::test]
    async fn whoever_sleeps_wakes_when_the_end_is_asked_for_and_later_listeners_see_it_too() {
        let (stopper, stop) = pair();
        assert!(!stop.is_asked());
        let began = Instant::now();
        stop.sleep(Duration::from_millis(5)).await;
        assert!(began.elapsed() >= Duration::from_millis(5) && !stop.is_asked());
        let sleeper = tokio::spawn({
            let stop = stop.clone();
            async move { stop.sleep(Duration::from_secs(600)).await }
        });
        stopper.ask();
        sleeper.await.unwrap();
        assert!(stop.is_asked() && stop.clone().is_asked());
        stop.asked().await;
    }

    #[tokio::test]
    async fn nobody_left_to_ask_is_an_end_too() {
        let (stopper, stop) = pair();
        drop(stopper);
        stop.asked().await;
        assert!(stop.is_asked());
    }
}
