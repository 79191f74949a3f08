//! What is too much is sent away at once: whoever waits in vain keeps others waiting.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::extract::{self, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::sync::Semaphore;

use crate::problem::Problem;
use crate::state::State;

/// A file comes as slowly as its line is: uploads keep nobody else out.
const UPLOADS_MAX: usize = 64;
const RETRY_SECONDS: u32 = 1;

/// Room for requests.
pub(crate) struct Places {
    requests: Semaphore,
    requests_max: usize,
    uploads: Semaphore,
    shed: AtomicU64,
}

impl Places {
    pub(crate) fn new(requests_max: usize) -> Places {
        Places {
            requests: Semaphore::new(requests_max),
            requests_max,
            uploads: Semaphore::new(UPLOADS_MAX),
            shed: AtomicU64::new(0),
        }
    }

    /// Requests that are being answered.
    pub(crate) fn taken(&self) -> usize {
        let free = self.requests.available_permits() + self.uploads.available_permits();
        (self.requests_max + UPLOADS_MAX).saturating_sub(free)
    }

    /// Requests that were sent away.
    pub(crate) fn shed(&self) -> u64 {
        self.shed.load(Ordering::Relaxed)
    }
}

/// What a request needs room as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// It asks how the server is: answered in any case.
    Health,
    /// It brings a file.
    Upload,
    /// It advances the demo's clock, and with it everything that falls due.
    Clock,
    /// Any other.
    Ordinary,
}

impl Kind {
    /// By the request's address.
    pub(crate) fn of(request: &Request) -> Kind {
        match request.uri().path() {
            "/healthz" | "/readyz" => Kind::Health,
            "/demo/clock" | "/api/v1/demo/clock" => Kind::Clock,
            path if path.ends_with("/documents") => Kind::Upload,
            _ => Kind::Ordinary,
        }
    }
}

/// Answers if there is room.
pub(crate) async fn admit(extract::State(state): extract::State<State>, request: Request, next: Next) -> Response {
    let places = state.places();
    let room = match Kind::of(&request) {
        Kind::Health => return next.run(request).await,
        Kind::Upload => &places.uploads,
        Kind::Clock | Kind::Ordinary => &places.requests,
    };
    let Ok(_place) = room.try_acquire() else {
        places.shed.fetch_add(1, Ordering::Relaxed);
        return Problem {
            retry_after: Some(RETRY_SECONDS),
            ..Problem::not_ready()
        }
        .into_response();
    };
    next.run(request).await
}
