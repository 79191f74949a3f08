//! Who asks: a bearer token becomes an account, an account an actor.

use app::link::hash_secret;
use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use domain::party::{Actor, Person};
use jiff::tz::TimeZone;

use crate::problem::Problem;
use crate::state::State;

/// The account behind a request's bearer token.
pub struct Caller {
    /// The account.
    pub person: Person,
    /// The account as the one who acts.
    pub actor: Actor,
}

impl Caller {
    /// An account as a caller.
    pub fn of(person: Person) -> Caller {
        Caller {
            actor: Actor::Person(person.clone()),
            person,
        }
    }

    /// What stored answers are kept under.
    pub fn key(&self) -> String {
        self.person.id.to_string()
    }
}

impl FromRequestParts<State> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Caller, Problem> {
        let token = bearer(parts).ok_or_else(Problem::unauthenticated)?;
        let env = state.env();
        let (hash, now) = (hash_secret(token), env.wall_clock.now());
        let found = env.store.find_token(hash, now).await;
        let found = found
            .map_err(|error| Problem::fault(&error, env.new_id()))?
            .ok_or_else(Problem::unauthenticated)?;
        let followed = env.follow().await;
        followed.map_err(|error| Problem::fault(&error, env.new_id()))?;
        let today = now.timestamp().to_zoned(TimeZone::UTC).date();
        if found.used_on != Some(today) {
            // A day that isn't written down costs its owner a glance, not an answer.
            if let Err(error) = env.store.touch_token(hash, today).await {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "a token's last use was not written down"
                );
            }
        }
        let directory = env.directory();
        directory
            .person(found.user)
            .filter(|person| person.is_active())
            .cloned()
            .map(Caller::of)
            .ok_or_else(Problem::unauthenticated)
    }
}

fn bearer(parts: &Parts) -> Option<&str> {
    let value = parts.headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}
