//! The end of serving: asked for by SIGTERM or Ctrl-C, at once by a second one.

use std::process;

use app::stop::{self, Stop};
use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::exit::{Exit, Failure};
use crate::logging::Log;

/// From this call on signals are caught, so before the line says that the server is ready.
pub fn on_signal(log: Log) -> Result<Stop, Failure> {
    let caught = |kind| signal(kind).map_err(|error| Failure::fault("signals could not be listened to", error));
    let mut signals = Signals {
        interrupted: caught(SignalKind::interrupt())?,
        terminated: caught(SignalKind::terminate())?,
    };
    let (stopper, stop) = stop::pair();
    tokio::spawn(async move {
        signals.next().await;
        tracing::info!("stopping: what runs may end; a second signal ends it at once");
        stopper.ask();
        signals.next().await;
        tracing::warn!("stopped at once");
        log.flush();
        process::exit(Exit::Negative.status().into());
    });
    Ok(stop)
}

struct Signals {
    interrupted: Signal,
    terminated: Signal,
}

impl Signals {
    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupted.recv() => {}
            _ = self.terminated.recv() => {}
        }
    }
}
