//! Requests that may be repeated: the same key and body get the same answer, without doing it twice, whichever node each
//! of them comes to.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use app::{RenderedAnswer, Repeat};
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, ETAG, LOCATION};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::instant::Instant;
use sha2::{Digest, Sha256};
use store::{Change, Found, Held, Stored, StoredAnswer};
use tokio::sync::Notify;

use crate::problem::Problem;
use crate::state::State;

const KEY: HeaderName = HeaderName::from_static("idempotency-key");
const KEY_CHARACTERS_MAX: usize = 255;
/// A repeat waits this long for the first one, then it is told to come back: before its own time is up.
const PATIENCE: Duration = Duration::from_secs(8);
/// How often it looks whether another node has answered.
const LOOK_EVERY: Duration = Duration::from_millis(50);
const KEPT: Duration = Duration::from_secs(24 * 60 * 60);

/// What is being answered at the moment.
#[derive(Default)]
pub struct InFlight {
    asked: Mutex<HashSet<Asked>>,
    answered: Notify,
}

/// Whose key for what.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
struct Asked {
    caller: String,
    path: String,
    key: String,
}

/// A key with its body, alone at work until it is dropped.
pub struct Ticket {
    body_hash: [u8; 32],
    /// Other nodes are let in before this one's next: that finds them at work and waits.
    _held: Held,
    place: InPlace,
}

/// A key that no other request on this node works on until this is dropped.
struct InPlace {
    state: State,
    asked: Asked,
}

/// The answer as it was committed for a repeat, so that the first caller gets the same without making it anew.
#[derive(Clone, Default)]
pub struct Kept(Arc<Mutex<Option<RenderedAnswer>>>);

impl Kept {
    /// The same rendering, whose last answer is kept. Overtaken, the shell renders again: the last is what stands.
    pub fn keep(
        &self,
        render: impl Fn(&Stored) -> RenderedAnswer + Send + Sync + 'static,
    ) -> impl Fn(&Stored) -> RenderedAnswer + Send + Sync + 'static {
        let kept = self.clone();
        move |stored| {
            let answer = render(stored);
            *kept.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer.clone());
            answer
        }
    }

    /// The kept answer; none if nothing was rendered.
    pub fn take(&self) -> Option<RenderedAnswer> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// What a request's key means.
pub enum Turn {
    /// It has none.
    Once,
    /// It is the first with it.
    First(Ticket),
    /// It was answered before.
    Answered(Response),
}

impl Turn {
    /// Takes the request's turn: waits for another with the same key, finds its answer, or is the first.
    pub async fn of(
        state: &State,
        headers: &HeaderMap,
        caller: &str,
        path: &str,
        body_hash: [u8; 32],
    ) -> Result<Turn, Problem> {
        let Some(key) = headers.get(KEY) else {
            return Ok(Turn::Once);
        };
        let key = key
            .to_str()
            .ok()
            .map(str::trim)
            .filter(|key| (1..=KEY_CHARACTERS_MAX).contains(&key.len()));
        let key = key.ok_or_else(Problem::unreadable)?.to_owned();
        let asked = Asked {
            caller: caller.to_owned(),
            path: path.to_owned(),
            key,
        };
        let waiting = Turn::take(state, asked, body_hash);
        let waited = tokio::time::timeout(PATIENCE, waiting).await;
        waited.unwrap_or_else(|_| {
            Err(Problem {
                retry_after: Some(1),
                ..Problem::in_progress()
            })
        })
    }

    async fn take(state: &State, asked: Asked, body_hash: [u8; 32]) -> Result<Turn, Problem> {
        let place = InPlace::take(state, asked).await;
        let env = state.env();
        let Asked { caller, path, key } = &place.asked;
        loop {
            let found = env.store.take_key(caller, path, key, env.wall_clock.now()).await;
            match found.map_err(|error| Problem::fault(&error, env.new_id()))? {
                Found::Answered(answer) => return Ok(Turn::Answered(answered(*answer, body_hash)?)),
                Found::Free(held) => {
                    return Ok(Turn::First(Ticket {
                        body_hash,
                        _held: held,
                        place,
                    }));
                }
                Found::UnderWay => tokio::time::sleep(LOOK_EVERY).await,
            }
        }
    }

    /// The ticket of a first request; the stored answer ends the request at once.
    pub fn or_answer(self) -> ControlFlow<Response, Option<Ticket>> {
        match self {
            Turn::Once => ControlFlow::Continue(None),
            Turn::First(ticket) => ControlFlow::Continue(Some(ticket)),
            Turn::Answered(response) => ControlFlow::Break(response),
        }
    }
}

impl InPlace {
    async fn take(state: &State, asked: Asked) -> InPlace {
        loop {
            let answered = state.in_flight().answered.notified();
            tokio::pin!(answered);
            // Listening begins before looking, so that no answer slips between.
            answered.as_mut().enable();
            if lock(state).insert(asked.clone()) {
                let state = state.clone();
                return InPlace { state, asked };
            }
            answered.await;
        }
    }
}

/// The stored answer; another body under the same key is refused.
fn answered(answer: StoredAnswer, body_hash: [u8; 32]) -> Result<Response, Problem> {
    if answer.body_hash != body_hash {
        return Err(Problem::key_reused());
    }
    Ok(response(RenderedAnswer {
        status: answer.status,
        etag: answer.etag,
        location: answer.location,
        body: answer.body,
    }))
}

impl Ticket {
    fn asked(&self) -> &Asked {
        &self.place.asked
    }

    fn env(&self) -> &app::Env {
        self.place.state.env()
    }

    /// The stored answer.
    pub async fn find(&self) -> Result<Option<Response>, Problem> {
        let (Asked { caller, path, key }, env) = (self.asked(), self.env());
        let found = env.store.find_answer(caller, path, key, env.wall_clock.now()).await;
        let found = found.map_err(|error| Problem::fault(&error, env.new_id()))?;
        found.map(|answer| answered(answer, self.body_hash)).transpose()
    }

    /// The request as the shell commits it with its effect.
    pub fn repeat(&self, render: impl Fn(&Stored) -> RenderedAnswer + Send + Sync + 'static) -> Repeat {
        let Asked { caller, path, key } = self.asked().clone();
        let expires_at = self.expires_at();
        Repeat {
            caller,
            path,
            key,
            body_hash: self.body_hash,
            expires_at,
            render: Box::new(render),
        }
    }

    /// Keeps an answer whose effect isn't a claim's.
    pub async fn keep(&self, answer: &RenderedAnswer) -> Result<(), Problem> {
        let Asked { caller, path, key } = self.asked().clone();
        let answer = StoredAnswer {
            caller,
            path,
            key,
            body_hash: self.body_hash,
            status: answer.status,
            etag: answer.etag.clone(),
            location: answer.location.clone(),
            body: answer.body.clone(),
            expires_at: self.expires_at(),
        };
        let env = self.env();
        let kept = env
            .store
            .commit(Change {
                claims: Vec::new(),
                answer: Some(answer),
            })
            .await;
        kept.map(|_| ()).map_err(|error| Problem::fault(&error, env.new_id()))
    }

    fn expires_at(&self) -> Instant {
        let now = self.env().wall_clock.now();
        let kept = i64::try_from(KEPT.as_micros()).unwrap_or(i64::MAX);
        Instant::from_microseconds(now.microseconds().saturating_add(kept)).unwrap_or(now)
    }
}

impl Drop for InPlace {
    fn drop(&mut self) {
        lock(&self.state).remove(&self.asked);
        self.state.in_flight().answered.notify_waiters();
    }
}

fn lock(state: &State) -> std::sync::MutexGuard<'_, HashSet<Asked>> {
    state.in_flight().asked.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An answer as HTTP.
pub fn response(answer: RenderedAnswer) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    let mut response = (status, Body::from(answer.body)).into_response();
    let headers = response.headers_mut();
    if status != StatusCode::NO_CONTENT && status != StatusCode::ACCEPTED {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    } else {
        headers.remove(CONTENT_TYPE);
    }
    for (name, value) in [(ETAG, answer.etag), (LOCATION, answer.location)] {
        if let Some(value) = value.and_then(|value| HeaderValue::try_from(value).ok()) {
            headers.insert(name, value);
        }
    }
    response
}

/// The hash that bodies are compared by.
pub fn body_hash(body: &[u8]) -> [u8; 32] {
    Sha256::digest(body).into()
}
